"""What the layouts of news exports share: lines of a text, an article found among them, dates read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from memcon.types import Span

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?)"
_DAY = rf"(?:{'|'.join(_DAYS)})"
_TIME = r"(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: [a-z]{2,5})?)?"
_DATES = tuple(
    re.compile(rf"(?:(?P<before>{_DAY}),? )?{words}(?:,? (?P<after>{_DAY}))?{_TIME}", re.IGNORECASE)
    for words in (
        rf"{_MONTH} (?P<day>\d{{1,2}}), ?(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH},? (?P<year>\d{{4}})(?P<day>)",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: `[start, end)` of the text without white space around it.

    `indent` counts the white space before it; `apart` says that it is the first, or an empty line stands before it.
    """

    start: int
    end: int
    text: str
    indent: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article found in an export: the stretches of the export's text that are its body, and its header's words.

    An article whose header was not understood has None for what is missing, and a body all the same.
    """

    body: tuple[Span, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    external_id: str | None = None


def lines_of(text: str) -> tuple[Line, ...]:
    """All lines of `text` that are not empty."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    apart = True
    for match in re.finditer(r"[^\n\r\f\v]+|\r\n|[\n\r\f\v]", text):
        words = match.group().strip()
        if words:
            indent = len(match.group()) - len(match.group().lstrip())
            start = match.start() + indent
            yield Line(start, start + len(words), words, indent, apart)
            apart = False
            ended = False
        elif match.group() in {"\n", "\r", "\r\n", "\f", "\v"}:
            apart = apart or ended
            ended = True


def whole(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Span all of `lines`, if there are any."""
    return (Span(lines[0].start, lines[-1].end),) if lines else ()


def words_of(lines: Sequence[Line]) -> str | None:
    """Join the words of `lines`, None for none."""
    return " ".join(" ".join(line.text.split()) for line in lines) or None


def without_by(byline: str | None) -> str | None:
    """`byline` without the word `By` before the name."""
    return re.sub(r"^by:?\s+", "", byline, flags=re.IGNORECASE) if byline else None


def iso_date(text: str) -> str | None:
    """Read a line that is a date and nothing else, as an ISO 8601 date or month.

    Only words tell month from day: `03/04/2022` is None, and so is a date whose weekday is another one's.
    """
    match = next((found for pattern in _DATES if (found := pattern.fullmatch(" ".join(text.split())))), None)
    if not match:
        return None
    year, month = int(match["year"]), _month(match["month"])
    try:
        day = date(year, month, int(match["day"] or 1))
    except ValueError:
        return None
    groups = match.groupdict()
    weekdays = {word.lower() for word in (groups["before"], groups["after"]) if word}
    if not match["day"]:
        return None if weekdays else f"{year:04d}-{month:02d}"
    return None if weekdays - {_DAYS[day.weekday()]} else day.isoformat()


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 1 + next(index for index, name in enumerate(_MONTHS) if name.startswith(word.lower().rstrip(".")[:3]))
