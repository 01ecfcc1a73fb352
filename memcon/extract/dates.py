"""Dates as news words them: what the words fix, and an abstention with a reason where they do not.

Relative words ("on Tuesday", "last month") and dates without a year count from the publication date only. Without one
they are no date; where it is a prefix ("2024-03"), only what holds at both its ends is kept. The publication date
itself never answers "when" unless the words say so ("today"). Weeks run from Monday to Sunday, seasons are those of
the northern hemisphere, years are 1800 to 2099. Every pattern is bounded, so time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Literal, TypeAlias, get_args

from memcon.types import Abstention, Precision, Span, When

Reason = Literal[
    "no_publication_date",  # a relative word, and nobody knows when the report came out
    "publication_date_imprecise",  # "2024-03" does not say which Tuesday
    "year_unknown",  # "5 May", and no publication date to count from
    "two_readings",  # two years, or two directions, remain
    "ambiguous_order",  # 03/04/2024
    "no_such_day",  # 30 February
    "weekday_mismatch",  # "Monday, 5 March 2024" was a Tuesday
    "vague_amount",  # "a few days ago"
    "other_anchor",  # "two days later": later than what is another step's question
    "name_of_event",  # "the October 7 attack": the words do not say which year's
]
REASONS: tuple[str, ...] = get_args(Reason)
_Days: TypeAlias = tuple[date, date, Precision]
_Result: TypeAlias = _Days | Reason


@dataclass(frozen=True, slots=True)
class Dates:
    """What `find_dates` returns: dates and abstentions, each in text order."""

    whens: tuple[When, ...]
    abstentions: tuple[Abstention, ...]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """`months` months from `month`, or days of one month; the year may be missing or count from publication (`step`)."""

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


_Rule: TypeAlias = Callable[[date], _Result]
_What: TypeAlias = "_Calendar | _Rule | Reason | tuple[_What, _What]"


@dataclass(frozen=True, slots=True)
class _Atom:
    """A date expression at `[start, end)`: a calendar piece, a rule from publication, a range of two, or why it is none."""

    start: int
    end: int
    what: _What
    weekday: int | None = None


_S = r"(?:[^\S\n]\n?|\n)[^\S\n]?"
_MONTHS = "January February March April May June July August September October November December".split()
_LONG = "|".join(_MONTHS + [name.upper() for name in _MONTHS])
_MONTH = rf"(?P<month>(?:{_LONG})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|AUG|SEPT|OCT|NOV|DEC)\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
_ORD = r"(?:st|nd|rd|th)?"
_COUNTED = (
    "people|troops|soldiers|fighters|men|women|civilians|prisoners|tonnes|tons|dollars|euros|rubles|km|miles|met(?:re|er)s"
    "|votes|percent|per|million|billion|GMT|local|hours|others"
)
_YEAR = rf"(?P<year>(?:1[89]|20)\d\d)(?![\d:/%$]|[.,]\d|-[a-z]|{_S}(?:{_COUNTED})\b)"
_OF_YEAR = rf"(?:,?{_S}(?:of{_S})?(?:{_YEAR}|(?P<rel>last|this|next){_S}year\b))"
_PART = rf"(?P<part>\b(?i:early|mid|late|(?:beginning|start|middle|end){_S}of))(?:{_S}|-)(?:in{_S})?"
_WHICH = r"(?P<which>\b(?i:last|this|next))"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_AMOUNT = rf"(?P<amount>\d{{1,3}}|an?|{'|'.join(_NUMBERS[1:])}|(?:a{_S})?(?:few|couple{_S}of)|several|some|many)"
_NAMED = re.compile(rf"(?:{_S}|-)(?:[a-z]{{1,12}}{_S})?(?:attacks?|massacres?|uprising|coup|War|Revolution|Movement|Group|Brigades?)\b")
_JOIN = rf"(?:{_S}?[-–]{_S}?|{_S}(?:to|and|until|through|till){_S}(?:the{_S})?)"
_STEPS = {"last": -1, "this": 0, "next": 1}
_MARGIN = 31  # days: two years whose distances from publication differ by less are equally near

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s|\n\n|[;:]\s|,\s(?:but|and|while|after)\s")
_COMING = re.compile(
    r"\b(?:will|would|won['’]t|shall|must|by|is to|are to|ahead of|upcoming|(?:due|set|scheduled|slated|expected|planned|plans?"
    r"|going|agreed|wants?|hopes?|intends?|ready|invited|decided|promised|pledged|vowed|proposed|offered) (?:to|for))\b"
    r"(?! not (?:say|comment))|^[A-Z]\w{1,20}(?: [A-Z]\w{1,20}){0,3} to [a-z]"
)
_PAST = re.compile(r"\b(?:said|says|told|announced|reported|added|warned|confirmed|had|was|were|(?:that|which|who) \w{1,20}ed)\b")
_SHORT_CUE = rf"\b(?:in|since|during|until|till|throughout|between|before|after|late|early|mid|last|next|this|(?:end|start|beginning|middle|months?){_S}of){_S}$"
_MONTH_CUE = re.compile(rf"(?i:{_SHORT_CUE}|-$)|(?:{_LONG})(?:[-–]|{_S}(?:and|or|to|until|through){_S})$")
_BY_CUE = re.compile(rf"\b(?i:by|from|for){_S}$")
_THE_CUE = re.compile(rf"(?:\b(?i:the|its|their|his|her|an?|that|this|failed)|['’]s?){_S}$")
_MONTH_NEXT = re.compile(rf"(?:[-–]|{_S}(?:and|or|to|until|through){_S})(?:{_LONG})\b")
_NOUN_NEXT = re.compile(rf"{_S}(?!(?:on|for|against|of|to|through|from|into|in|and|or|said|has|was|is)\b)[a-z]")
_YEAR_CUE = re.compile(rf"(?:\b(?i:in|since|from|between|until|till|by|during|before|after|of|year|through|throughout|around|for){_S}|\()$")
_NOT_A_WEEKDAY = re.compile(rf"\b(?i:every|each|good|black|bloody|easter|palm|ash|holy|maundy|most|any){_S}$")


def _month(word: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name[:3].lower() == word[:3].lower())


def _before(m: re.Match[str], width: int = 24) -> str:
    return m.string[max(0, m.start() - width) : m.start()]


def _is_coming(text: str, start: int, end: int) -> bool:
    """Whether the words around `[start, end)` speak of what is still to come: the nearest cue before it decides."""
    ahead = _SENTENCE_END.split(text[max(0, start - 90) : start])[-1].lstrip("\n")
    coming, past = (max((m.end() for m in cue.finditer(ahead)), default=-1) for cue in (_COMING, _PAST))
    if max(coming, past) >= 0:
        return coming > past
    if ahead.strip().lower() not in ("", "on", "in", "late on", "early on"):
        return False
    after = _SENTENCE_END.split(text[end : end + 70])[0]
    first, said = _COMING.search(after), _PAST.search(after)
    return first is not None and (said is None or first.start() < said.start())


def _filled(m: re.Match[str], piece: _Calendar, *, start: int | None = None) -> tuple[_Atom, ...]:
    """One atom for `piece` with the year, part and direction that the match gives."""
    groups = m.groupdict()
    step = _STEPS.get((groups.get("rel") or "").lower())
    which = (groups.get("which") or "").lower()
    year = int(groups["year"]) if groups.get("year") else None
    word = (groups.get("part") or "")[:2].lower()
    part = {"be": "early", "st": "early", "ea": "early", "mi": "mid", "la": "late", "en": "late"}.get(word, "")
    if year is None and step is None and not which and _is_coming(m.string, m.start(), m.end()):
        which = "coming"
    piece = replace(piece, year=year, step=step, part=part, which=which)
    return (_Atom(m.start() if start is None else start, m.end(), piece),)


def _numeric(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    if m["y"]:
        year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    else:
        year, day, month = int(m["z"]), int(m["a"]), int(m["b"])
        if max(day, month) <= 12 and day != month:
            return (_Atom(m.start(), m.end(), "ambiguous_order"),)
        day, month = (month, day) if month > 12 else (day, month)
    if not 1 <= month <= 12:
        return (_Atom(m.start(), m.end(), "no_such_day"),)
    return (_Atom(m.start(), m.end(), _Calendar(month, 1, "day", year, day=day)),)


def _year_pair(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """"2022-2023" and "2022/23" are two years, "2022-03" a month; "2009-10" may be either."""
    first, last, year = int(m[1]), int(m[3]), int(m[1]) % 100
    if len(m[3]) == 2 and 1 <= last <= 12:
        what: _What = "two_readings" if last == year + 1 else _Calendar(last, 1, "month", first)
        return (_Atom(m.start(), m.end(), what),) if m[2] == "-" or last == year + 1 else ()
    last = last if len(m[3]) == 4 else first - year + last
    if not first < last <= first + 60:
        return ()
    return (_Atom(m.start(), m.end(), (_Calendar(year=first), _Calendar(year=last))),)


def _days(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """"5 January", "January 5", "5-9 May": days of one month."""
    month, day, other = _month(m["month"]), int(m["day"]), m["other"]
    dated = m["year"] or m["rel"]
    if not dated and _NAMED.match(m.string, m.end()):
        return (_Atom(m.start(), m.end(), "name_of_event"),)
    if m.start("month") == m.start() and not dated and re.search(rf"\b[Ii]n{_S}$", _before(m)):
        # "In March 12 civilians died": "in" takes a month, never a day.
        return (_Atom(m.start(), m.end("month"), _Calendar(month, 1, "month")),)
    if other is None:
        return _filled(m, _Calendar(month, 1, "day", day=day))
    cut = sorted((m.span("day"), m.span("other")))
    low, high = (int(m.string[start:end]) for start, end in cut)
    if low >= high:
        return (_Atom(m.start(), m.end(), "two_readings"),)
    if high == low + 1 or "and" not in m["join"] or re.search(rf"\bbetween{_S}$", _before(m), re.I):
        return _filled(m, _Calendar(month, 1, "range", day=low, last_day=high))
    first, last = (_filled(m, _Calendar(month, 1, "day", day=number))[0] for number in (low, high))
    return replace(first, end=cut[0][1]), replace(last, start=cut[1][0])


def _month_only(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """A month is a month where a year, "last" or a preposition says so: April, June and May are people too."""
    name, dated = m["month"].title(), m["year"] or m["rel"] or m["which"] or m["part"]
    before, noun = _before(m), _NOUN_NEXT.match(m.string, m.end())
    if not dated and (name not in _MONTHS or _NAMED.match(m.string, m.end()) or before.endswith(("Black ", "-"))):
        return ()
    if not dated and name in ("March", "April", "May", "June", "August"):
        cue = _MONTH_CUE.search(before) or (name != "May" and _BY_CUE.search(before)) or _MONTH_NEXT.match(m.string, m.end())
        if not cue and not (noun and _THE_CUE.search(before)):
            return ()
    return _filled(m, _Calendar(_month(name), 1, "month"))


def _season(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    name, year = m["season"].lower(), m["year"]
    if not (year or m["rel"] or m["which"]) and (name == "fall" or not _SEASON_CUE.search(_before(m))):
        return ()
    if name == "winter" and year and not m["over"]:
        return (_Atom(m.start(), m.end(), "two_readings"),)
    return _filled(m, _Calendar(_SEASONS[name], 3, "season"))


def _part_of_year(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """"the first quarter of 2024", "Q1 2024", "the second half of last year"."""
    number = int(m["q"] or 0) or {"first": 1, "second": 2, "third": 3, "fourth": 4}.get((m["nth"] or "").lower(), 0)
    half = (m["unit"] or "").lower() == "half"
    if half:
        return _filled(m, _Calendar(6 * number - 5, 6, "range")) if 1 <= number <= 2 else ()
    number = number or 4  # "the last quarter"
    return _filled(m, _Calendar(3 * number - 2, 3, "quarter"))


def _decade(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    first, part = int(m["decade"]), (m["part"] or "").lower()
    low, high = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
    return (_Atom(m.start(), m.end(), (_Calendar(year=first + low), _Calendar(year=first + high))),)


def _year(m: re.Match[str], last: int) -> tuple[_Atom, ...]:
    """Four digits are a year after a preposition, in brackets, after another year, or before a noun that they describe."""
    joined = last > 0 and re.fullmatch(rf"{_JOIN}|,?{_S}(?:and|or){_S}", m.string[last : m.start()])
    after_year = joined and m.string[last - 4 : last].isdigit()
    described = _THE_CUE.search(_before(m)) and re.match(rf"{_S}[A-Za-z]", m.string[m.end() : m.end() + 3])
    if m["part"] or after_year or described or _YEAR_CUE.search(_before(m)):
        return _filled(m, _Calendar())
    return ()


def _weekday(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    if _NOT_A_WEEKDAY.search(_before(m)):
        return ()
    number, which, week = _WEEKDAYS.index(m["weekday"].lower()), (m["which"] or "").lower().split(), m["rel"]
    if week:
        return (_Atom(m.start(), m.end(), partial(_day_of_week, number, _STEPS[week.lower()])),)
    past = which[:1] == ["last"] or which[-1:] == ["past"]
    coming = bool(which) and not past or _is_coming(m.string, m.start(), m.end())
    if not which and not coming and re.search(rf"\b(?i:until|till){_S}$", _before(m)):
        return (_Atom(m.start(), m.end(), "two_readings"),)
    rule = partial(_nearest_weekday, number, coming, which[:1] in (["last"], ["next"]))
    return (_Atom(m.start(), m.end(), rule, None if which else number),)


def _day_of_week(number: int, step: int, day: date) -> _Result:
    found = day + timedelta(days=7 * step + number - day.weekday())
    return found, found, "day"


def _nearest_weekday(number: int, coming: bool, strictly: bool, day: date) -> _Result:
    away = (number - day.weekday() if coming else day.weekday() - number) % 7
    found = day + timedelta(days=(away or 7 * strictly) * (1 if coming else -1))
    return found, found, "day"


def _shifted(unit: str, low: int, high: int, day: date) -> _Result:
    """The whole units from `low` to `high` units after the one that holds `day` (negative: before it)."""
    if unit in ("day", "week"):
        length = 1 if unit == "day" else 7
        monday = day - timedelta(days=day.weekday() if unit == "week" else 0)
        first, last = monday + timedelta(days=length * low), monday + timedelta(days=length * (high + 1) - 1)
        return first, last, "day" if first == last else "range"
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    index = (day.year * 12 + day.month - 1) // months
    precision: Precision = "range" if high > low else {1: "month", 3: "quarter", 12: "year"}[months]  # type: ignore[assignment]
    return _month_start((index + low) * months), _month_start((index + high + 1) * months) - timedelta(days=1), precision
