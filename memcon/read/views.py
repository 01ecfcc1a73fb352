"""What a reader sees of a source file, with the place every character came from: `plain_view`, `markup_view`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Segment(NamedTuple):
    """Characters of a view from `view` on (up to the next segment), read from `[start, end)` of the source.

    `literal`: the characters stand there as they are; otherwise all of `[start, end)` (an escape, an entity) stands
    for all of them.
    """

    view: int
    start: int
    end: int
    literal: bool


@dataclass(frozen=True, slots=True)
class View:
    """`text` is what is visible of `source`; `segments` say where it came from, in order, in characters of `source`."""

    source: str
    text: str
    segments: tuple[Segment, ...]


# No quantifier here can look past the next `<`, or past the end of what it consumes: the scan stays linear.
_HIDDEN = re.compile(
    r"(?is)<!--(?:.*?-->|.*)"
    r"|<!\[CDATA\[|\]\]>"
    r"|<(script|style|title|template|svg)\b[^<>]*(?<!/)>(?:.*?</\1\s*>|.*)"
    r"|<[a-z/!?][^<>]*>"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


def plain_view(source: str) -> View:
    """Show all of `source`, as it stands."""
    return view_of(source, [(0, len(source), None)])


def view_of(source: str, stretches: Iterable[tuple[int, int, str | None]]) -> View:
    """Make a view of `[start, end)` stretches of `source`: read as they stand (None) or as the given characters."""
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for start, end, meaning in stretches:
        seen = source[start:end] if meaning is None else meaning
        if seen:
            segments.append(Segment(length, start, end, meaning is None))
            parts.append(seen)
            length += len(seen)
    return View(source, "".join(parts), tuple(segments))


def markup_view(source: str) -> View:
    """Show what HTML or XML shows: no tags, comments, scripts, styles or `<title>`; entities decoded."""
    return view_of(source, _visible(source))


def _visible(source: str) -> Iterable[tuple[int, int, str | None]]:
    at = 0
    for hidden in _HIDDEN.finditer(source):
        yield from _unescaped(source, at, hidden.start())
        at = hidden.end()
    yield from _unescaped(source, at, len(source))


def _unescaped(source: str, start: int, end: int) -> Iterable[tuple[int, int, str | None]]:
    at = start
    for entity in _ENTITY.finditer(source, start, end):
        meaning = html.unescape(entity.group())
        if meaning != entity.group():
            yield at, entity.start(), None
            yield entity.start(), entity.end(), meaning
            at = entity.end()
    yield at, end, None
