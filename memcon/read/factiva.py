"""Factiva exports -> articles: with field codes, or laid out as `full article`.

with codes                              full article

HD  Envoys meet in port town            Envoys meet in port town
BY  By Ana Ruiz                         By Ana Ruiz
WC  512 words                           512 words
PD  3 March 2022                        3 March 2022
SN  Harbour News                        Harbour News
SC  HRBR                                HRBR
LA  English                             English
CY  (c) 2022 Harbour News               (c) 2022 Harbour News
LP  …                                   …
TD  …
NS  gdip : International Relations
AN  Document HRBR000020220303ei33001    Document HRBR000020220303ei33001
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from memcon.read.articles import Article, Line, iso_date, whole, without_by, words_of

HEADER_LINES = 14
"""Lines after the length in which the header of a full article must end."""
LEAST_CODES = 4
REST_LENGTH = 200
"""Characters from which on a text after the last article's number is an article too, and no search summary."""

_NUMBER = re.compile(r"(?:AN\s+)?Document ([A-Z][A-Z0-9]{3,13}\d{8}[a-z][a-z0-9]{3,12})")
_WORDS = re.compile(r"\d{1,3}(?:,\d{3})*\d* words", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: [A-Z]{2,5})?")
_CODE = re.compile(r"[A-Z0-9]{2,12}")
_COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright)\s", re.IGNORECASE)
_LANGUAGE = re.compile(r"English|French|German|Spanish|Russian|Arabic|Chinese(?: - .*)?|Portuguese|Italian|Japanese")
_SUMMARY = re.compile(r"Search Summary|(?:©|\(c\)) \d{4} Factiva", re.IGNORECASE)
_NAME = r"(?:[A-Z][\w.'’-]*|and|in|of|for|the|at|&|de|von|van|al)"
_NAMES = re.compile(rf"{_NAME}(?:,? {_NAME})*")

_BODY_CODES = ("LP", "TD")
_TAIL_CODES = ("CT", "ART", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN")
_HEAD_CODES = (
    "SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG", "VOL", "LA", "CY", "CLM",
)  # fmt: skip
_PHASE = dict.fromkeys(_HEAD_CODES, 0) | {"LP": 1, "TD": 2} | dict.fromkeys(_TAIL_CODES, 3)
_FIELD = re.compile(rf"({'|'.join(_PHASE)})(?:(\t|\s{{2,}}|\s*$)|\s)(.*)", re.DOTALL)
# After the body, a single space is enough only before what cannot be a sentence: `NS gdip : …`, `AN Document …`.
_CODED = re.compile(r"\w+ : |Document [A-Z]")

Lines = Sequence[Line]


@dataclass(frozen=True, slots=True)
class _Field:
    """A field's code, and its value as lines; the first may be the rest of the line the code stands in."""

    code: str
    lines: tuple[Line, ...]


def factiva_articles(lines: Lines) -> tuple[Article, ...]:
    """Find the articles of a Factiva export, or none if the text is no such export.

    Evidence: lines with accession numbers, and at least half of the documents have a coded header, or a length with
    a date below it.
    """
    marks = [index for index, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    documents = [lines[start + 1 : stop + 1] for start, stop in pairwise([-1, *marks])]
    found = [_coded(document) or _full(document) for document in documents]
    if not found or 2 * sum(article is not None for article in found) < len(found):
        return ()
    articles = [
        article or Article(whole(document[:-1]) or whole(document), external_id=_number(document[-1]))
        for article, document in zip(found, documents, strict=True)
    ]
    return (*articles, *_rest(lines[marks[-1] + 1 :]))


def _number(line: Line) -> str | None:
    match = _NUMBER.fullmatch(line.text)
    return match[1] if match else None


def _rest(lines: Lines) -> Iterator[Article]:
    """What follows the last number: nothing, the summary of the search, or an article that breaks off."""
    until = next((index for index, line in enumerate(lines) if _SUMMARY.match(line.text)), len(lines))
    kept = lines[:until]
    if sum(len(line.text) for line in kept) >= REST_LENGTH:
        yield _coded(kept) or Article(whole(kept))


def _coded(lines: Lines) -> Article | None:
    fields = _fields(lines)
    codes = {field.code for field in fields}
    if "HD" not in codes or len(codes) < LEAST_CODES or not codes & set(_BODY_CODES):
        return None
    values = {field.code: words_of(field.lines) for field in reversed(fields)}
    body = tuple(span for field in fields if field.code in _BODY_CODES for span in whole(field.lines))
    number = _NUMBER.fullmatch(values.get("AN") or "")
    return Article(
        body or whole(lines),
        values.get("HD"),
        values.get("SN"),
        without_by(values.get("BY")),
        iso_date(values.get("PD") or ""),
        number[1] if number else None,
    )


def _fields(lines: Lines) -> tuple[_Field, ...]:
    """The coded fields; a code counts only in its place: header, lead, body, index, never back."""
    starts: list[tuple[int, str]] = []
    phase = 0
    for index, line in enumerate(lines):
        match = _FIELD.fullmatch(line.text)
        if match and _PHASE[match[1]] >= phase and _is_set_off(match, phase):
            phase = _PHASE[match[1]]
            starts.append((index, match[1]))
    return tuple(
        _Field(code, (*_rest_of_line(lines[index], code), *lines[index + 1 : stop]))
        for (index, code), (stop, _) in pairwise([*starts, (len(lines), "")])
    )


def _rest_of_line(line: Line, code: str) -> Iterator[Line]:
    value = line.text[len(code) :].lstrip()
    if value:
        yield replace(line, start=line.end - len(value), text=value)


def _is_set_off(match: re.Match[str], phase: int) -> bool:
    return match[2] is not None or phase == 0 or bool(_CODED.match(match[3]))


def _full(lines: Lines) -> Article | None:
    """Read an article without codes, by its length and the date below it; the last line is its number."""
    sized = next((index for index, line in enumerate(lines) if _WORDS.fullmatch(line.text)), None)
    if sized is None or not sized:
        return None
    dated = next((at for at in range(sized + 1, min(sized + 3, len(lines))) if iso_date(lines[at].text)), None)
    if dated is None:
        return None
    title, byline = _headline(lines[:sized])
    timed = dated + 1 < len(lines) and bool(_TIME.fullmatch(lines[dated + 1].text))
    start = _body_start(lines, dated)
    return Article(
        whole(lines[start:-1]) or whole(lines),
        title,
        words_of(lines[dated + 1 + timed : dated + 2 + timed]),
        byline,
        iso_date(lines[dated].text),
        _number(lines[-1]),
    )


def _headline(lines: Lines) -> tuple[str | None, str | None]:
    """Title and byline out of the lines before the length: a section name, the title, who wrote it."""
    *before, last = lines
    if before and (re.match(r"by\s", last.text, re.IGNORECASE) or _are_names(last.text, before[-1].text)):
        return words_of(before[-1:]), without_by(words_of([last]))
    return words_of([last]), None


def _are_names(text: str, above: str) -> bool:
    return len(text) < len(above) and bool(_NAMES.fullmatch(text))


def _body_start(lines: Lines, dated: int) -> int:
    """After the copyright, or else the language, or else the source code; at the latest where the header must end."""
    head = list(enumerate(lines[: dated + HEADER_LINES]))[dated + 1 :]
    for pattern in (_COPYRIGHT, _LANGUAGE, _CODE):
        fits = pattern.match if pattern is _COPYRIGHT else pattern.fullmatch
        found = next((index for index, line in head if fits(line.text)), None)
        if found is not None:
            return found + 1
    return dated + 2
