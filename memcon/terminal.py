"""Text from outside, made safe to print at a terminal: whatever a report contains, it cannot move the cursor,
change colours, ring the bell, set the window's title or turn the reading direction of our own words.
"""

from __future__ import annotations

import unicodedata

_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")
# Invisible but part of how words are written: the two joiners of Persian, Indic scripts and emoji.
_JOINERS = frozenset("\u200c\u200d")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class _Printable(dict[int, str]):
    """`str.translate` asks it once for each character it meets; the answers are kept."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _shown(chr(code))
        return shown


def _shown(character: str) -> str:
    if character in _SPACES:
        return " "
    category = unicodedata.category(character)
    if category == "Cc":
        return chr(0x2400 + ord(character)) if character < " " else _REPLACEMENT
    if category == "Cf":
        return character if character in _JOINERS else ""
    return _REPLACEMENT if category in {"Cs", "Cn"} else character


_PRINTABLE = _Printable()


def printable(text: str) -> str:
    r"""`text` on one line, with white space as spaces and control characters as visible signs (`␛` for ESC).

    Marks that turn the reading direction and other invisible characters are left out; offsets that are shown beside
    the text still count in the report.

        >>> printable("a\x1b[31mb\n")
        'a␛[31mb '
    """
    return text.translate(_PRINTABLE)
