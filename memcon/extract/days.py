"""The arithmetic behind `dates`: which days a piece of the calendar means, counted from the day of publication.

A meaning is a piece of the calendar, a rule from the day of publication, a range of two meanings, or the reason why
there is none. Weeks run from Monday to Sunday, seasons are those of the northern hemisphere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Literal, TypeAlias, get_args

from memcon.types import Precision

Reason = Literal[
    "no publication date",  # a relative word, and nobody knows when the report came out
    "publication date imprecise",  # "2024-03" does not say which Tuesday
    "year unknown",  # "5 May", and no publication date to count from
    "two readings",  # two years, or two directions, remain
    "ambiguous order",  # 03/04/2024
    "no such day",  # 30 February
    "weekday mismatch",  # "Monday, 5 March 2024" was a Tuesday
    "vague amount",  # "a few days ago"
    "other anchor",  # "two days later": later than what is another step's question
    "name of event",  # "the October 7 attack": the words do not say which year's
]
REASONS: tuple[str, ...] = get_args(Reason)
Days: TypeAlias = tuple[date, date, Precision]
Result: TypeAlias = Days | Reason
Rule: TypeAlias = Callable[[date], Result]
FIRST_YEAR, LAST_YEAR = 1800, 2099
# In days: two years whose distances from publication differ by less are equally near; and where no word speaks of
# the future, no date without a year lies further ahead ("in May", said in November, is last May).
MARGIN = 31


@dataclass(frozen=True, slots=True)
class Piece:
    """`months` months from `month`, or days of one month. Without `year` it counts from publication.

    `step` is the distance in years ("last year": -1), `which` a direction ("last", "this", "next", "coming"),
    `weekday` (Monday is 0) what the words say the day is.
    """

    month: int = 1
    months: int = 12
    precision: Precision = "year"
    year: int | None = None
    step: int | None = None
    day: int | None = None
    last_day: int | None = None
    part: str = ""
    which: str = ""
    weekday: int | None = None

    @property
    def floats(self) -> bool:
        """Whether nothing but nearness can tell its year."""
        return self.year is None and self.step is None and self.which in ("", "coming")


@dataclass(frozen=True, slots=True)
class Range:
    """From the start of one meaning to the end of another."""

    first: Meaning
    last: Meaning


Meaning: TypeAlias = "Piece | Range | Rule | Reason"


def evaluate(meaning: Meaning, published: tuple[date, date] | None) -> Result:
    """Return the days of `meaning` in a report that came out on some day from `published[0]` to `published[1]`."""
    if isinstance(meaning, str):
        return meaning
    if isinstance(meaning, Range):
        return _between(evaluate(meaning.first, published), evaluate(meaning.last, published))
    if isinstance(meaning, Piece) and meaning.year is not None:
        return _in_year(meaning, meaning.year)
    if published is None:
        return "year unknown" if isinstance(meaning, Piece) and meaning.floats else "no publication date"
    rule = partial(_nearest, meaning) if isinstance(meaning, Piece) else meaning
    earliest, latest = rule(published[0]), rule(published[1])
    return earliest if earliest == latest else "publication date imprecise"


def same_year(first: Piece, last: Piece) -> tuple[Piece, Piece]:
    """Give both pieces the year that only one of them states; "November to March 2023" begins in 2022."""
    turns = first.month > last.month
    if first.floats and last.year is not None:
        return replace(first, year=last.year - turns), last
    if last.floats and first.year is not None:
        return first, replace(last, year=first.year + turns)
    return first, last


def weekday(number: int, coming: bool, strictly: bool, day: date) -> Days:
    """Find the nearest such weekday on one side of `day`; `day` itself unless `strictly`."""
    away = (number - day.weekday() if coming else day.weekday() - number) % 7
    found = day + timedelta(days=(away or 7 * strictly) * (1 if coming else -1))
    return found, found, "day"


def weekday_of_week(number: int, step: int, day: date) -> Days:
    """Find that weekday of the week `step` weeks from the one that holds `day`."""
    found = day + timedelta(days=7 * step + number - day.weekday())
    return found, found, "day"


def shifted(unit: str, low: int, high: int, day: date) -> Days:
    """Return the whole units from `low` to `high` units after the one that holds `day` (negative: before it)."""
    if unit in ("day", "week"):
        length = 1 if unit == "day" else 7
        zero = day - timedelta(days=day.weekday() if unit == "week" else 0)
        first, last = zero + timedelta(days=length * low), zero + timedelta(days=length * (high + 1) - 1)
        return first, last, "day" if first == last else "range"
    months, precision = _UNITS[unit]
    index = (day.year * 12 + day.month - 1) // months
    last = _month_start((index + high + 1) * months) - timedelta(days=1)
    return _month_start((index + low) * months), last, precision if low == high else "range"


def weekend(step: int, day: date) -> Days:
    """Return Saturday and Sunday of the week `step` weeks from the one that holds `day`."""
    saturday = day + timedelta(days=7 * step + 5 - day.weekday())
    return saturday, saturday + timedelta(days=1), "range"


def part_of_unit(unit: str, step: int, part: str, day: date) -> Days:
    """Read "late last month", "early this week"; "earlier" ends and "later" begins at `day`."""
    first, last, _ = shifted(unit, step, step, day)
    if part in ("earlier", "later"):
        return (first, day, "range") if part == "earlier" else (day, last, "range")
    if unit == "week":
        low, high = {"early": (0, 2), "mid": (1, 4), "late": (3, 6)}[part]
        return first + timedelta(days=low), first + timedelta(days=high), "range"
    return _cut(first, last, part, _UNITS[unit][0])


def window(length: int, day: date) -> Days:
    """Return the `length` days up to `day`, or from it on where negative; a month counts 30.4 days."""
    first, last = sorted((day, day - timedelta(days=length)))
    return first, last, "range"


def published_days(published: str | None) -> tuple[date, date] | None:
    """Return first and last day of an ISO 8601 date or a prefix of one; None where we read none."""
    try:
        numbers = [int(part) for part in (published or "")[:10].split("-")]
        if not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
            return None
        if len(numbers) == 3:
            return date(*numbers), date(*numbers)
        first = numbers[0] * 12 + (numbers[1] - 1 if len(numbers) == 2 else 0)
        months = 12 if len(numbers) == 1 else 1
        return _month_start(first), _month_start(first + months) - timedelta(days=1)
    except ValueError:
        return None


_UNITS: dict[str, tuple[int, Precision]] = {"month": (1, "month"), "quarter": (3, "quarter"), "year": (12, "year")}


def _month_start(index: int) -> date:
    """Return the first day of the month `index` months after January of the year 0."""
    return date(index // 12, index % 12 + 1, 1)


def _cut(first: date, last: date, part: str, months: int) -> Days:
    """Cut an early, middle or late part: of a month ten days, of a season a month, of a year a quarter."""
    start = first.year * 12 + first.month - 1
    if months == 1:
        low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[part]
        return first.replace(day=low), first.replace(day=high), "range"
    if months == 3:
        index = start + {"early": 0, "mid": 1, "late": 2}[part]
        return _month_start(index), _month_start(index + 1) - timedelta(days=1), "month"
    low, high = {"early": (0, 3), "mid": (3, 9), "late": (9, 12)}[part]
    precision: Precision = "range" if part == "mid" else "quarter"
    return _month_start(start + low), _month_start(start + high) - timedelta(days=1), precision


def _in_year(piece: Piece, year: int) -> Result:
    if piece.day is None:
        index = year * 12 + piece.month - 1
        first, last = _month_start(index), _month_start(index + piece.months) - timedelta(days=1)
        return _cut(first, last, piece.part, piece.months) if piece.part else (first, last, piece.precision)
    try:
        first, last = date(year, piece.month, piece.day), date(year, piece.month, piece.last_day or piece.day)
    except ValueError:
        return "no such day"
    if piece.weekday is not None and first.weekday() != piece.weekday:
        return "weekday mismatch"
    return first, last, piece.precision


def _nearest(piece: Piece, day: date) -> Result:
    """Return the days of a piece without a year in the year that its words point at from `day`."""
    if piece.step is not None:
        return _in_year(piece, day.year + piece.step)
    results = [_in_year(piece, year) for year in range(day.year - 4, day.year + 5)]
    options = [found for found in results if not isinstance(found, str)]
    if piece.which in ("next", "coming"):
        options = [found for found in options if (found[0] > day if piece.which == "next" else found[1] >= day)]
    elif piece.which == "last":
        options = [found for found in options if found[1] < day]
    elif piece.which == "this":
        options = [found for found in options if found[0].year == day.year == found[1].year] or options
    ranked = sorted(options, key=lambda found: _distance(found, day))
    if not ranked or (piece.weekday is not None and _distance(ranked[0], day) > 400):
        return "weekday mismatch" if piece.weekday is not None else "no such day"
    if piece.which or piece.weekday is not None:
        return ranked[0]
    ahead = (ranked[0][0] - day).days
    apart = _distance(ranked[1], day) - _distance(ranked[0], day) if len(ranked) > 1 else MARGIN
    return ranked[0] if apart >= MARGIN >= ahead else "two readings"


def _distance(found: Days, day: date) -> int:
    """Count the days from `day` to the nearest day of `found`."""
    return max((found[0] - day).days, (day - found[1]).days, 0)


def _between(first: Result, last: Result) -> Result:
    if isinstance(first, str):
        return first
    if isinstance(last, str):
        return last
    return (first[0], last[1], "range") if first[0] <= last[0] else "two readings"
