"""Text -> windows: what the attribution tagger sees at a time, words with their places and pieces.

A window holds consecutive paragraphs, as many as fit; a paragraph too long for one is parted where a sentence seems to
end. Neighbouring paragraphs stand in one window because a source is often named in one and quoted on in the next.
Training cuts text with these functions too, so that the model meets the windows that it learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LONGEST = 240  # word pieces of a window; attention grows with the square of it
_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_OPEN, _CLOSE, _EITHER = "“«„", "”»", '"'

# Shapes of a word. The encoder reads lower case only, and names are what sources are made of.
MARK, NUMBER, LOWER, TITLE, UPPER, MIXED = range(6)
# Where a word stands: outside quotation marks, inside, or it is one.
OUTSIDE, INSIDE, QUOTE = range(3)


class Word(NamedTuple):
    """A run of letters and digits, or one other character: characters `[start, end)`, its shape and quoting."""

    start: int
    end: int
    shape: int
    quoted: int


@dataclass(frozen=True, slots=True)
class Window:
    """Words in text order with the pieces of the vocabulary that spell them.

    `pieces` begins with the model's start mark, has a separator behind each paragraph; `first[n]` is the index in
    `pieces` of the first piece of `words[n]`; `breaks` are the indices of the words that begin a paragraph.
    """

    words: tuple[Word, ...]
    pieces: tuple[int, ...]
    first: tuple[int, ...]
    breaks: tuple[int, ...]


Spell = Callable[[Sequence[str]], list[list[int]]]
"""Words -> the pieces of each; never an empty list."""


def windows(text: str, spell: Spell, start_mark: int, separator: int) -> Iterator[Window]:
    """The text in windows of at most LONGEST pieces, marks included; every word stands in exactly one."""
    held: list[tuple[list[Word], list[list[int]]]] = []
    size = 1
    for line in _LINE.finditer(text):
        words = words_of(text, *line.span())
        spelt = spell([text[w.start : w.end] for w in words])
        for part in _parts(text, words, spelt):
            more = sum(len(p) for p in part[1]) + 1
            if held and size + more > LONGEST:
                yield _window(held, start_mark, separator)
                held, size = [], 1
            held.append(part)
            size += more
    if held:
        yield _window(held, start_mark, separator)


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of one paragraph. A quotation left open ends with the paragraph, as newspapers print it."""
    out = []
    inside = False
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        mark = word in _OPEN or word in _CLOSE or word in _EITHER
        out.append(Word(match.start(), match.end(), _shape(word), QUOTE if mark else INSIDE if inside else OUTSIDE))
        if mark:
            inside = word in _OPEN or (word in _EITHER and not inside)
    return out


def _shape(word: str) -> int:
    if word.isdigit():
        return NUMBER
    if not word[0].isalnum() and word[0] != "_":
        return MARK
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    return TITLE if word.istitle() else MIXED


def _parts(text: str, words: list[Word], spelt: list[list[int]]) -> Iterator[tuple[list[Word], list[list[int]]]]:
    """A paragraph in parts that fit into a window: cut behind the last full stop that leaves a part at most so long."""
    start, size, stop = 0, 0, 0
    room = LONGEST - 2
    for n, pieces in enumerate(spelt):
        if size + len(pieces) > room and n > start:
            cut = stop if stop > start else n
            yield words[start:cut], spelt[start:cut]
            start = cut
            size = sum(len(p) for p in spelt[start:n])
        size += len(pieces)
        ends = text[words[n].start] in ".!?" or (words[n].quoted == QUOTE and stop == n)
        stop = n + 1 if ends else stop
    if start < len(words):
        yield words[start:], spelt[start:]


def _window(held: list[tuple[list[Word], list[list[int]]]], start_mark: int, separator: int) -> Window:
    words: list[Word] = []
    pieces = [start_mark]
    first: list[int] = []
    breaks: list[int] = []
    for some, spelt in held:
        breaks.append(len(words))
        for word, parts in zip(some, spelt, strict=True):
            words.append(word)
            first.append(len(pieces))
            pieces.extend(parts)
        pieces.append(separator)
    return Window(tuple(words), tuple(pieces), tuple(first), tuple(breaks))


def features(window: Window) -> tuple[list[int], list[int]]:
    """Shape and quoting for each piece, plus one: 0 is the start mark's; a separator has those of the word before."""
    shape, quoting = [0], [0]
    ends = (*window.first[1:], len(window.pieces))
    for word, start, end in zip(window.words, window.first, ends, strict=True):
        shape += [word.shape + 1] * (end - start)
        quoting += [word.quoted + 1] * (end - start)
    return shape, quoting
