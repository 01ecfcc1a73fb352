"""The lines of a PDF's pages -> text in paragraphs, with the place of every character: `set_text`.

A PDF knows lines, not paragraphs. Two lines are one paragraph unless something speaks for a break: another font size, a
wide gap, an indented line after a full stop, or a line that ends although the next word would have fitted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from memcon.types import Piece, Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: `text` begins at character `start` of the page's text. The rest is in points, upwards."""

    start: int
    text: str
    left: float
    height: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page, counted from 1, its text as extracted, and its lines that are not empty, in the order of the text."""

    number: int
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SetText:
    """Text in paragraphs, parted by blank lines, and the pieces that lead back to the pages."""

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual for each font size (in half points): distance of lines, and characters of a full line."""

    leading: dict[int, float]
    width: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Joint:
    """How a line goes on: how many of its last characters are dropped, and what comes between it and the next."""

    drop: int
    between: str


EDGE = 2
"""Lines at the top and at the bottom of a page that may be a running head or foot."""
WIDE_GAP = 1.4
"""Times the usual distance of lines: above it a paragraph begins."""
FULL = 0.82
"""Share of a full line, in characters, up to which letters of different width may account for the difference."""
INDENT = 0.8
"""Times the font size."""
LEAST_LEADING = 0.9
"""Times the font size; lines closer than this overlap, as a raised number does."""

_BREAK = "\n\n"
_PAGE_NUMBER = re.compile(
    r"(page\s+)?[-\u2013\u2014|\s]*(\d{1,4})[-\u2013\u2014|\s]*(?:(of|/)\s*\d{1,4})?", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?:][\"'\u2019\u201d)\]]*$")
_HYPHENS = "-\u2010\xad"
_HYPHENED = re.compile(rf"(?P<head>[^\W\d_]+)[{_HYPHENS}]$")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# Endings that are no words: a hyphen before one of them was set by the typesetter.
_NO_WORD = re.compile(
    r"(?:at|it|t|s|ss|c)?(?:ions?|ional|ionally)|ments?|ings?|t?ed|t?ers?|t?ors?|ly|ness|ity|ities|[ae]nces?|[ae]ncy"
    r"|ists?|isms?|t?ives?|t?ively|i?ously?|ical|ically|ally|[ct]ials?|[ct]ially|[ct]ians?|ated|ating|ately|tures?"
    r"|tary|tory|tories|teers?|dents?|bly|bility"
)


def set_text(pages: tuple[Page, ...]) -> SetText:
    """Set the lines of `pages` as paragraphs, running heads, running feet and page numbers left out.

    A hyphen at a line's end is dropped only if it is a soft one, if the joined word stands elsewhere in the text, or
    if what follows is an ending and no word (`negotia-` `tions`); otherwise it stays and the parts are joined.
    """
    lines = [(page.number, line) for page in _without_running_lines(pages) for line in page.lines]
    if not lines:
        return SetText("", ())
    measure = _measure(pages)
    words = _words(line for _, line in lines)
    joints = [_joint(one, other, measure, words) for one, other in pairwise(lines)]
    return _assembled(lines, [*joints, _Joint(0, "")])


def _without_running_lines(pages: tuple[Page, ...]) -> list[Page]:
    tops = [_edge(page, top=True) for page in pages]
    feet = [_edge(page, top=False) for page in pages]
    kept: list[Page] = []
    for index, page in enumerate(pages):
        # A head stays where it stands first, as it may be the headline; heads of left and right pages take turns.
        before = _keys(tops[max(0, index - 2) : index])
        around = _keys(feet[max(0, index - 2) : index] + feet[index + 1 : index + 3])
        gone = {line.start for line in tops[index] if _key(line) in before or _is_number(line, page.number)}
        gone |= {line.start for line in feet[index] if _key(line) in around or _is_number(line, page.number)}
        kept.append(Page(page.number, page.text, tuple(line for line in page.lines if line.start not in gone)))
    return kept


def _edge(page: Page, *, top: bool) -> list[Line]:
    by_height = sorted(page.lines, key=lambda line: line.height, reverse=top)
    return by_height[: min(EDGE, len(by_height) // 2)]


def _keys(edges: list[list[Line]]) -> set[str]:
    return {_key(line) for edge in edges for line in edge}


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold()


def _is_number(line: Line, page: int) -> bool:
    """Whether a line at the edge is this page's number (`- 3 -`, `Page 3`, `3 of 9`)."""
    match = _PAGE_NUMBER.fullmatch(line.text)
    return bool(match and (match[1] or match[3] or int(match[2]) == page))


def _size(line: Line) -> int:
    return round(2 * line.size)


def _measure(pages: tuple[Page, ...]) -> _Measure:
    lengths: dict[int, list[int]] = defaultdict(list)
    gaps: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            lengths[_size(line)].append(len(line.text))
        for one, other in pairwise(page.lines):
            if _size(one) == _size(other) and one.height - other.height >= LEAST_LEADING * one.size:
                gaps[_size(one)].append(one.height - other.height)
    leading = {size: _usual_gap(found) for size, found in gaps.items()}
    return _Measure(leading, {size: _full_length(found) for size, found in lengths.items()})


def _usual_gap(gaps: list[float]) -> float:
    """The smallest distance that is no exception: between paragraphs, and under headings, it is wider."""
    counts = Counter(round(2 * gap) / 2 for gap in gaps)
    usual = [gap for gap, times in counts.items() if times >= max(2, 0.03 * len(gaps))]
    return min(usual or gaps)


def _full_length(lengths: list[int]) -> int:
    """The length that lines of three quarters of all characters keep to: headers of short lines weigh little in it."""
    room = 0.75 * sum(lengths)
    for length in sorted(lengths):
        room -= length
        if room <= 0:
            return length
    return max(lengths)


def _words(lines: Iterator[Line]) -> frozenset[str]:
    """All words of the text, hyphened ones whole, without those that a line's end cuts."""
    words: set[str] = set()
    for line in lines:
        words.update(_WORD.findall(_HYPHENED.sub("", line.text).casefold()))
    return frozenset(words)


def _joint(one: tuple[int, Line], other: tuple[int, Line], measure: _Measure, words: frozenset[str]) -> _Joint:
    (page, line), (next_page, next_line) = one, other
    if _parts(line, next_line, measure, turned=page != next_page):
        return _Joint(0, _BREAK)
    if line.text[-1] not in _HYPHENS or line.text[-2:-1].isspace():
        return _Joint(0, " ")
    return _Joint(int(_is_typesetters(line.text, next_line.text, words)), "")


def _parts(line: Line, other: Line, measure: _Measure, *, turned: bool) -> bool:
    """Whether a paragraph ends between two lines; `turned` if the page does too."""
    ended = bool(_SENTENCE_END.search(line.text))
    if not turned and abs(_size(line) - _size(other)) > 1:
        return True
    if not _is_full(line, other, measure):
        return True
    if turned or other.height > line.height:  # the next page or column: distances say nothing
        return ended
    leading = measure.leading.get(_size(line), 0)
    if leading and line.height - other.height > WIDE_GAP * leading:
        return True
    return ended and other.left - line.left > INDENT * other.size


def _is_full(line: Line, other: Line, measure: _Measure) -> bool:
    """Whether the first word of `other` would not have fitted into `line`."""
    needed = len(line.text) + 1 + len(other.text.split(maxsplit=1)[0])
    return needed >= FULL * measure.width[_size(line)]


def _is_typesetters(text: str, following: str, words: frozenset[str]) -> bool:
    """Whether the hyphen at the end of `text` is no part of the word."""
    head, tail = _HYPHENED.search(text), _LETTERS.match(following)
    if text[-1] == "\xad":
        return True
    if not head or not tail or not tail.group()[0].islower():
        return False
    first, second = head["head"].casefold(), tail.group()
    if f"{first}{second}" in words:
        return True
    return f"{first}-{second}" not in words and bool(_NO_WORD.fullmatch(second))


def _assembled(lines: list[tuple[int, Line]], joints: list[_Joint]) -> SetText:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for (page, line), joint in zip(lines, joints, strict=True):
        for start, end, shown in _stretches(line.text[: len(line.text) - joint.drop]):
            source = Span(line.start + start, line.start + end)
            pieces.append(
                Piece(Span(length, length + len(shown)), f"page {page}", source, shown == line.text[start:end])
            )
            parts.append(shown)
            length += len(shown)
        parts.append(joint.between)
        length += len(joint.between)
    return SetText("".join(parts), tuple(pieces))


def _stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches `[start, end)` of `text` and what is set for them: ligatures are taken apart, all else stays."""
    at = 0
    for ligature in _LIGATURE.finditer(text):
        if at < ligature.start():
            yield at, ligature.start(), text[at : ligature.start()]
        yield ligature.start(), ligature.end(), unicodedata.normalize("NFKC", ligature.group())
        at = ligature.end()
    if at < len(text):
        yield at, len(text), text[at:]
