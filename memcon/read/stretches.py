"""Long common stretches of two texts, white space aside, in the order of both: `squeeze`, `common_runs`.

Patience diff on fixed-length grams: what occurs once on both sides and keeps its order is an anchor; anchors grow to
both sides; the gaps between them are searched again with shorter grams.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

GRAMS = (40, 20, 6)
"""Characters of an anchor, white space not counted, from the first look to the last."""
NARROW = 400
"""The shortest grams are looked for only where both sides of a gap have at most so many characters."""
LINE_LEAST = 3
LINE_BUDGET = 100_000_000
"""Characters scanned at most while looking for single lines: keeps a page of lines that are nowhere from costing
lines times page."""
LINE_TRIES = 8
_CHUNK = 64


class Run(NamedTuple):
    """`length` squeezed characters that agree, from `text` in the one and `source` in the other."""

    text: int
    source: int
    length: int


class Gap(NamedTuple):
    """What lies between two runs, in squeezed characters, half-open."""

    text: int
    text_end: int
    source: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its white space. `words[k]` is where its k-th word begins in `chars`, `places[k]` in the text.

    `bounds` are where words and, on the source's side, markup begin or end; `lines` where lines begin.
    """

    chars: str
    words: Sequence[int]
    places: Sequence[int]
    bounds: Sequence[int]
    lines: Sequence[int]

    def place(self, at: int) -> tuple[int, int]:
        """Find where character `at` stands in the text, and how many characters from there stand together."""
        word = bisect_right(self.words, at) - 1
        end = self.words[word + 1] if word + 1 < len(self.words) else len(self.chars)
        return self.places[word] + at - self.words[word], end - at

    def is_bound(self, at: int) -> bool:
        """Tell whether a word or markup begins or ends at `at`."""
        index = bisect_left(self.bounds, at)
        return index < len(self.bounds) and self.bounds[index] == at


def squeeze(text: str, cuts: Iterable[int] = ()) -> Squeezed:
    """Take the white space out of `text`; `cuts` are further places in it (rising) where something begins."""
    words, places, lines = array("q"), array("q"), array("q", [0])
    parts: list[str] = []
    length = 0
    line_end = -1
    for word in re.finditer(r"\S+", text):
        if word.start() > line_end:
            if length:
                lines.append(length)
            line_end = text.find("\n", word.end())
            line_end = len(text) if line_end < 0 else line_end
        words.append(length)
        places.append(word.start())
        parts.append(word.group())
        length += len(parts[-1])
    bounds = array("q", sorted({*words, length, *_squeezed_cuts(cuts, words, places, length)}))
    return Squeezed("".join(parts), words, places, bounds, lines)


def _squeezed_cuts(cuts: Iterable[int], words: Sequence[int], places: Sequence[int], length: int) -> Iterator[int]:
    for cut in cuts:
        word = bisect_right(places, cut) - 1
        if word >= 0:
            end = words[word + 1] if word + 1 < len(words) else length
            yield min(words[word] + cut - places[word], end)


def common_runs(left: Squeezed, right: Squeezed) -> list[Run]:
    """Find runs on which `left` (the text) and `right` (its source) agree, rising in both, none overlapping."""
    runs: list[Run] = []
    gaps = [Gap(0, len(left.chars), 0, len(right.chars))]
    for gram in GRAMS:
        remaining: list[Gap] = []
        for gap in gaps:
            found = _found(gap, gram, left, right)
            runs += found
            remaining += _between(gap, found)
        gaps = remaining
    runs += _whole_lines(gaps, left, right)
    return _joined(_settled(sorted(runs), left, right))


def _found(gap: Gap, gram: int, left: Squeezed, right: Squeezed) -> list[Run]:
    if left.chars[gap.text : gap.text_end] == right.chars[gap.source : gap.source_end]:
        return [Run(gap.text, gap.source, gap.text_end - gap.text)]
    return _grown(_in_order(_anchors(gap, gram, left, right)), gap, gram, left, right)


def _anchors(gap: Gap, gram: int, left: Squeezed, right: Squeezed) -> list[tuple[int, int]]:
    """List places (text, source) of grams that begin at a bound and occur once on either side of the gap."""
    if gram == GRAMS[-1] and max(gap.text_end - gap.text, gap.source_end - gap.source) > NARROW:
        return []
    mine = _once(left, gap.text, gap.text_end, gram, None)
    theirs = _once(right, gap.source, gap.source_end, gram, mine) if mine else {}
    return sorted((at, theirs[key]) for key, at in mine.items() if key in theirs)


def _once(side: Squeezed, start: int, end: int, gram: int, wanted: dict[str, int] | None) -> dict[str, int]:
    seen: dict[str, int] = {}
    twice: set[str] = set()
    for index in range(bisect_left(side.bounds, start), bisect_right(side.bounds, end - gram)):
        at = side.bounds[index]
        key = side.chars[at : at + gram]
        if wanted is not None and key not in wanted:
            continue
        if key in seen:
            twice.add(key)
        seen[key] = at
    return {key: at for key, at in seen.items() if key not in twice}


def _in_order(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the longest part of `anchors` that rises on the source's side too (patience sorting)."""
    tops: list[int] = []
    top_index: list[int] = []
    previous: list[int] = []
    for index, (_, source) in enumerate(anchors):
        pile = bisect_left(tops, source)
        previous.append(top_index[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [source]
        top_index[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = top_index[-1] if top_index else -1
    while index >= 0:
        chain.append(anchors[index])
        index = previous[index]
    return chain[::-1]


def _grown(chain: list[tuple[int, int]], gap: Gap, gram: int, left: Squeezed, right: Squeezed) -> list[Run]:
    """Grow anchors to both sides as far as the characters agree, then cut them back to whole words."""
    runs: list[Run] = []
    text_from, source_from = gap.text, gap.source
    for text, source in chain:
        overlap = max(text_from - text, source_from - source, 0)
        if overlap >= gram:
            continue
        start, there = text + overlap, source + overlap
        back = _agree_back(left.chars, right.chars, start, there, min(start - text_from, there - source_from))
        ahead = _agree(left.chars, right.chars, start, there, min(gap.text_end - start, gap.source_end - there))
        run = _whole_words(Run(start - back, there - back, back + ahead), left, right)
        if run.length:
            runs.append(run)
            text_from, source_from = run.text + run.length, run.source + run.length
    return runs


def _agree(left: str, right: str, at: int, there: int, most: int) -> int:
    """Count the characters that agree from `at` and `there` on, `most` at most."""
    done = 0
    while done + _CHUNK <= most and left[at + done : at + done + _CHUNK] == right[there + done : there + done + _CHUNK]:
        done += _CHUNK
    while done < most and left[at + done] == right[there + done]:
        done += 1
    return done


def _agree_back(left: str, right: str, at: int, there: int, most: int) -> int:
    """Count the characters that agree before `at` and `there`, `most` at most."""
    done = 0
    while done < most and left[at - done - 1] == right[there - done - 1]:
        done += 1
    return done


def _whole_words(run: Run, left: Squeezed, right: Squeezed) -> Run:
    """Cut from `run` a part of a word at either end: a few like letters are no evidence of the same place.

    A word may be cut on one side only where markup cuts it on the other.
    """
    end = run.text + run.length
    shift = run.source - run.text
    first, last = bisect_left(left.bounds, run.text), bisect_right(left.bounds, end) - 1
    while first <= last and not right.is_bound(left.bounds[first] + shift):
        first += 1
    while last >= first and not right.is_bound(left.bounds[last] + shift):
        last -= 1
    if first >= last:
        return Run(run.text, run.source, 0)
    start = left.bounds[first]
    return Run(start, start + shift, left.bounds[last] - start)


def _between(gap: Gap, runs: list[Run]) -> list[Gap]:
    """List the gaps that `runs` leave of `gap`, those with nothing on either side left out."""
    edges = [
        Run(gap.text, gap.source, 0),
        *runs,
        Run(gap.text_end, gap.source_end, 0),
    ]
    gaps = (
        Gap(one.text + one.length, other.text, one.source + one.length, other.source) for one, other in pairwise(edges)
    )
    return [gap for gap in gaps if gap.text < gap.text_end and gap.source < gap.source_end]


def _whole_lines(gaps: list[Gap], left: Squeezed, right: Squeezed) -> list[Run]:
    """Find lines too short or too common for an anchor, where one stands whole between bounds of the source's gap."""
    runs: list[Run] = []
    budget = LINE_BUDGET
    for gap in gaps:
        source = gap.source
        for start, end in _lines(gap, left):
            if budget <= 0:
                return runs
            at = _find_bounded(left.chars[start:end], source, gap.source_end, right)
            budget -= (gap.source_end if at < 0 else at) - source
            if at >= 0:
                runs.append(Run(start, at, end - start))
                source = at + end - start
    return runs


def _lines(gap: Gap, left: Squeezed) -> Iterator[tuple[int, int]]:
    first, last = bisect_left(left.lines, gap.text), bisect_right(left.lines, gap.text_end)
    edges = sorted({gap.text, *left.lines[first:last], gap.text_end})
    return ((start, end) for start, end in pairwise(edges) if end - start >= LINE_LEAST)


def _find_bounded(line: str, start: int, end: int, right: Squeezed) -> int:
    at = right.chars.find(line, start, end)
    for _ in range(LINE_TRIES):
        if at < 0 or (right.is_bound(at) and right.is_bound(at + len(line))):
            return at
        at = right.chars.find(line, at + 1, end)
    return -1


def _settled(runs: list[Run], left: Squeezed, right: Squeezed) -> list[Run]:
    """Divide runs that touch in the text at a line's beginning, where the words on both sides leave a choice.

    After `… he said.` a menu may begin with the very word that begins the next paragraph.
    """
    settled: list[Run] = []
    for run in runs:
        back = _misplaced(settled[-1], run, left, right) if settled else 0
        if back:
            settled[-1] = settled[-1]._replace(length=settled[-1].length - back)
        settled.append(Run(run.text - back, run.source - back, run.length + back))
    return settled


def _misplaced(last: Run, run: Run, left: Squeezed, right: Squeezed) -> int:
    """Count the characters at the end of `last` that begin a line and stand before `run` as well."""
    if last.text + last.length != run.text or last.source + last.length == run.source:
        return 0
    slack = _agree_back(left.chars, right.chars, run.text, run.source, min(last.length - 1, NARROW))
    back = run.text - left.lines[bisect_right(left.lines, run.text) - 1]
    return back if back <= slack else 0


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and last.text + last.length == run.text and last.source + last.length == run.source:
            joined[-1] = last._replace(length=last.length + run.length)
        else:
            joined.append(run)
    return joined
