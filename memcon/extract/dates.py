"""Dates as news words them: what the words fix, and an abstention with a reason where they do not.

Relative words ("on Tuesday", "last month") and dates without a year count from the publication date only. Without one
they are no date; where it is a prefix ("2024-03"), only what holds at both its ends is kept. The publication date
itself never answers "when" unless the words say so ("today"). Years are 1800 to 2099. `date_words` has the patterns,
`days` the arithmetic and the reasons. Each rule takes a match and where the date before it ended, and returns the
dates it reads there; none where the words turn out to be no date ("Good Friday", "Theresa May").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from memcon.extract import date_words as words
from memcon.extract import days
from memcon.extract.days import REASONS, Meaning, Piece, Range
from memcon.types import Abstention, Span, When

__all__ = ["REASONS", "Dates", "find_dates"]


@dataclass(frozen=True, slots=True)
class Dates:
    """What `find_dates` returns: dates and abstentions, each in text order."""

    whens: tuple[When, ...]
    abstentions: tuple[Abstention, ...]


@dataclass(frozen=True, slots=True)
class _Atom:
    """A date expression at `[start, end)` and what it means; `weekday` (Monday is 0) of a bare weekday."""

    start: int
    end: int
    what: Meaning
    weekday: int | None = None


_Rule = Callable[[re.Match[str], int], tuple[_Atom, ...]]


def find_dates(text: str, published: str | None) -> Dates:
    """Return the dates that `text` words, against `published`: an ISO 8601 date, a prefix of one, or None.

    Spans count in `text`. A date that cannot be fixed is an abstention with one of `REASONS`.
    """
    known = days.published_days(published)
    whens: list[When] = []
    abstentions: list[Abstention] = []
    stated: tuple[int, int] | None = None
    for atom in _merged(text):
        result = days.evaluate(atom.what, known)
        span = Span(atom.start, atom.end)
        if isinstance(atom.what, Piece) and atom.what.year:
            stated = atom.end, atom.what.year
        elif stated and isinstance(atom.what, Piece) and atom.what.floats and not isinstance(result, str):
            # "In 2015 they met in Vienna on 14 July": the sentence has a year of its own.
            same_sentence = not words.CLAUSE_END.search(text[stated[0] : atom.start])
            result = "two readings" if same_sentence and result[0].year != stated[1] else result
        if isinstance(result, str):
            abstentions.append(Abstention((span,), "dates", result))
        else:
            start, end, precision = result
            whens.append(When(text[span.start : span.end], start.isoformat(), end.isoformat(), precision, (span,)))
    return Dates(tuple(whens), tuple(abstentions))


def _merged(text: str) -> list[_Atom]:
    """Join neighbours that are one date, and share the year that a list states once ("March and April 2022")."""
    atoms: list[_Atom] = []
    for found in _atoms(text):
        both = _joined(text, atoms[-1], found) if atoms else None
        if both:
            atoms[-1] = both
        else:
            atoms.append(found)
    for place in range(len(atoms) - 2, -1, -1):
        first, last = atoms[place].what, atoms[place + 1].what
        listed = words.LISTED.fullmatch(text, atoms[place].end, atoms[place + 1].start)
        if not listed or not isinstance(first, Piece) or not isinstance(last, Piece):
            continue
        if last.months < 12 and first.floats and first.month <= last.month:
            atoms[place] = replace(atoms[place], what=days.same_year(first, last)[0])
    return atoms


def _joined(text: str, first: _Atom, last: _Atom) -> _Atom | None:
    """Two neighbours as one: "Tuesday, 5 March"; "from March to May 2022"; None where they stand apart."""
    left, right, gap = first.what, last.what, text[first.end : last.start]
    dated = isinstance(left, Piece) and isinstance(right, Piece)
    one_day = first.weekday is not None and isinstance(right, Piece) and right.precision == "day"
    if one_day and words.APPOSED.fullmatch(gap):
        assert isinstance(right, Piece)
        which = "" if right.which == "coming" else right.which
        return _Atom(first.start, last.end, replace(right, weekday=first.weekday, which=which))
    before = text[max(0, first.start - 45) : first.start]
    if isinstance(left, str) or isinstance(right, str) or words.MOVED.search(before):
        return None
    opener = words.OPENER.search(before)
    alike = dated or (first.weekday is not None and last.weekday is not None)
    if not re.fullmatch(words.JOIN, gap) or not (opener or (alike and "and" not in gap)):
        return None
    if isinstance(left, Piece) and isinstance(right, Piece):
        left, right = days.same_year(left, right)
    return _Atom(first.start - (len(opener[0]) if opener else 0), last.end, Range(left, right))


def _atoms(text: str) -> Iterator[_Atom]:
    """Yield what the rules find, left to right; of two that overlap the one that starts first, then the longer."""
    found = [(m.start(), -m.end(), number, m) for number, (rule, _) in enumerate(_RULES) for m in rule.finditer(text)]
    last = 0
    for start, _, number, match in sorted(found, key=lambda row: row[:3]):
        for atom in _RULES[number][1](match, last) if start >= last else ():
            yield atom
            last = atom.end


def _one(m: re.Match[str], what: Meaning) -> tuple[_Atom, ...]:
    return (_Atom(m.start(), m.end(), what),)


def _before(m: re.Match[str]) -> str:
    return m.string[max(0, m.start() - 32) : m.start()]


def _month_number(word: str) -> int:
    return next(n for n, name in enumerate(words.MONTHS, 1) if name[:3].lower() == word[:3].lower())


def _is_coming(text: str, start: int, end: int) -> bool:
    """Whether the words around `[start, end)` speak of what is still to come: the nearest cue before it decides."""
    ahead = words.CLAUSE_END.split(text[max(0, start - 90) : start])[-1].lstrip("\n")
    coming, past = (max((m.end() for m in cue.finditer(ahead)), default=-1) for cue in (words.COMING, words.PAST))
    if max(coming, past) >= 0:
        return coming > past
    if ahead.strip().lower() not in ("", "on", "in"):
        return False
    after = words.CLAUSE_END.split(text[end : end + 70])[0]
    first, said = words.COMING.search(after), words.PAST.search(after)
    return first is not None and (said is None or first.start() < said.start())


def _filled(m: re.Match[str], piece: Piece) -> tuple[_Atom, ...]:
    """One atom for `piece` with the year, part and direction that the match gives."""
    groups = m.groupdict()
    year, step = groups.get("year"), words.STEPS.get((groups.get("rel") or "").lower())
    which = (groups.get("which") or "").lower()
    if not year and step is None and not which and _is_coming(m.string, m.start(), m.end()):
        which = "coming"
    part = words.PARTS.get((groups.get("part") or "")[:2].lower(), "")
    return _one(m, replace(piece, year=int(year) if year else None, step=step, part=part, which=which))


def _numeric(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read 2024-01-05 and 13/04/2024; which of 03/04/2024 is the month nobody can tell."""
    if m["y"]:
        year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    else:
        year, day, month = int(m["z"]), int(m["a"]), int(m["b"])
        if max(day, month) <= 12 and day != month:
            return _one(m, "ambiguous order")
        day, month = (month, day) if month > 12 else (day, month)
    return _one(m, Piece(month, 1, "day", year, day=day) if 1 <= month <= 12 else "no such day")


def _year_pair(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read 2022-2023 and 2022/23 as two years, 2022-03 as a month; 2009-10 may be either."""
    first, last = int(m[1]), int(m[3])
    if len(m[3]) == 2 and 1 <= last <= 12:
        if last == first % 100 + 1:
            return _one(m, "two readings")
        return _one(m, Piece(last, 1, "month", first)) if m[2] == "-" else ()
    last = last if len(m[3]) == 4 else first - first % 100 + last
    return _one(m, Range(Piece(year=first), Piece(year=last))) if first < last <= first + 60 else ()


def _days(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read the days of one month: "5 January", "January 5", "5-9 May", "on 5 and 9 May"."""
    groups = m.groupdict()
    if groups.get("short"):
        return _one(m, Piece(_month_number(m["short"]), 1, "day", int(m["full"]), day=int(m["day"])))
    month, dated = _month_number(m["month"]), m["year"] or m["rel"]
    if not dated and words.NAMED.match(m.string, m.end()):
        return _one(m, "name of event")
    if m.start("month") == m.start() and not dated and words.IN_CUE.search(_before(m)):
        # "In March 12 civilians died": "in" takes a month, never a day.
        return (_Atom(m.start(), m.end("month"), Piece(month, 1, "month")),)
    return _listed_days(m, month) if m["other"] else _filled(m, Piece(month, 1, "day", day=int(m["day"])))


def _listed_days(m: re.Match[str], month: int) -> tuple[_Atom, ...]:
    """Read "5-9 May" and "5 and 6 May" as one stretch, "5 and 9 May" as two days."""
    cut = sorted((m.span("day"), m.span("other")))
    low, high = (int(m.string[start:end]) for start, end in cut)
    if low >= high:
        return _one(m, "two readings")
    if high == low + 1 or "and" not in m["join"] or words.BETWEEN.search(_before(m)):
        opener = words.OPENER.search(_before(m))
        (whole,) = _filled(m, Piece(month, 1, "range", day=low, last_day=high))
        return (replace(whole, start=whole.start - (len(opener[0]) if opener else 0)),)
    first, last = (_filled(m, Piece(month, 1, "day", day=number))[0] for number in (low, high))
    return replace(first, end=cut[0][1]), replace(last, start=cut[1][0])


def _month(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read a month where a year, "last" or a preposition makes it one: April, June and May are people too."""
    name, before = m["month"].title(), _before(m)
    if not (m["year"] or m["rel"] or m["which"] or m["part"]):
        if name not in words.MONTHS or words.NAMED.match(m.string, m.end()) or before.endswith("Black "):
            return ()
        cued = bool(words.MONTH_CUE.search(before) or words.MONTH_NEXT.match(m.string, m.end()))
        cued = cued or bool(words.THE_CUE.search(before) and words.NOUN_NEXT.match(m.string, m.end()))
        cued = cued or (name != "May" and bool(words.BY_CUE.search(before)))
        if name in ("March", "April", "May", "June", "August") and not cued:
            return ()
    return _filled(m, Piece(_month_number(name), 1, "month"))


def _season(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read a season; "winter 2022" may have begun in 2021 or in 2022, "winter 2022-23" says which."""
    name = m["season"].lower()
    if m["over"]:
        return _one(m, Piece(words.SEASONS[name], 3, "season", int(m["from"])))
    if not (m["year"] or m["rel"] or m["which"]) and (name == "fall" or not words.SEASON_CUE.search(_before(m))):
        return ()
    if name == "winter" and (m["year"] or m["rel"]):
        return _one(m, "two readings")
    return _filled(m, Piece(words.SEASONS[name], 3, "season"))


def _part_of_year(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read "the first quarter of 2024", "Q1 2024", "the second half of last year"."""
    length = 6 if (m["unit"] or "").lower() == "half" else 3
    named = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // length}
    number = int(m["q"]) if m["q"] else named[m["nth"].lower()]
    if number * length > 12:
        return ()
    return _filled(m, Piece(length * (number - 1) + 1, length, "quarter" if length == 3 else "range"))


def _decade(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read "the 1990s"; early, mid and late are its years 0-3, 4-6 and 7-9."""
    low, high = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}[(m["part"] or "").lower()]
    return _one(m, Range(Piece(year=int(m["decade"]) + low), Piece(year=int(m["decade"]) + high)))


def _year(m: re.Match[str], last: int) -> tuple[_Atom, ...]:
    """Read four digits after a preposition, in brackets, after another year, or before a noun they describe."""
    before, gap = _before(m), m.string[last : m.start()]
    second = last > 3 and m.string[last - 4 : last].isdigit()
    second = second and bool(re.fullmatch(words.JOIN, gap) or words.LISTED.fullmatch(gap))
    described = words.THE_CUE.search(before) and re.match(rf"{words.S}[A-Za-z]", m.string[m.end() : m.end() + 4])
    if not (m["part"] or second or described or words.YEAR_CUE.search(before)):
        return ()
    return _filled(m, Piece())


def _weekday(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read a weekday: the last one, or the coming one after "next", "will", "due to"; "until Friday" may be either."""
    if words.NO_WEEKDAY.search(_before(m)):
        return ()
    number, which = words.WEEKDAYS.index(m["weekday"].lower()), (m["which"] or "").lower().split()
    if m["rel"]:
        return _one(m, partial(days.weekday_of_week, number, words.STEPS[m["rel"].lower()]))
    if which:
        coming = "last" not in which and "past" not in which
        return _one(m, partial(days.weekday, number, coming, which[0] in ("last", "next")))
    coming = _is_coming(m.string, m.start(), m.end())
    if not coming and words.UNTIL.search(_before(m)):
        return _one(m, "two readings")
    return (_Atom(m.start(), m.end(), partial(days.weekday, number, coming, False), number),)


def _word(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read "yesterday", "last night", "overnight"."""
    return _one(m, partial(days.shifted, "day", *words.DAYS_AWAY[" ".join(m[0].lower().split())]))


def _amount(word: str | None) -> int:
    """How many the words say; 0 for "several"."""
    word = (word or "a").lower()
    if word.isdigit():
        return int(word)
    return 1 if word in ("a", "an") else words.NUMBERS.index(word) if word in words.NUMBERS else 0


def _ago(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read "two weeks ago" as that whole week, and "in three days' time"."""
    amount = _amount(m["amount"]) * (-1 if m["ago"] else 1)
    vague = not amount or m["about"]
    return _one(m, "vague amount" if vague else partial(days.shifted, m["unit"].lower(), amount, amount))


def _window(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read "the past three days", "the last 48 hours", "the coming two weeks"; "the next day" counts from elsewhere."""
    amount, side = _amount(m["amount"]), m["side"].lower()
    if side == "next" and m["amount"] is None:
        return _one(m, "other anchor")
    hours = {"hour": 1, "day": 24, "week": 168, "month": 730, "year": 8766}[m["unit"].lower()] * amount
    length = -(-hours // 24) * (-1 if side in ("next", "coming") else 1)
    return _one(m, partial(days.window, length) if amount else "vague amount")


def _unit(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Read "last week", "earlier this month", "late next year"."""
    unit, step, part = m["unit"].lower(), words.STEPS[m["which"].lower()], (m["part"] or "").lower()
    if unit == "weekend":
        return _one(m, partial(days.weekend, step))
    part = part if part in ("earlier", "later") else words.PARTS.get(part[:2], "")
    return _one(m, partial(days.part_of_unit, unit, step, part) if part else partial(days.shifted, unit, step, step))


def _elsewhere(m: re.Match[str], _: int) -> tuple[_Atom, ...]:
    """Abstain from "two days later", "the following week": another step must find what they count from."""
    return _one(m, "other anchor")


_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    (words.NUMERIC, _numeric), (words.YEAR_PAIR, _year_pair), (words.DAY_FIRST, _days), (words.MONTH_FIRST, _days),
    (words.MONTH_ONLY, _month), (words.PART_OF_YEAR, _part_of_year), (words.SEASON, _season), (words.DECADE, _decade),
    (words.YEAR, _year), (words.WEEKDAY, _weekday), (words.WORD, _word), (words.AGO, _ago), (words.WINDOW, _window),
    (words.UNIT, _unit), (words.ELSEWHERE, _elsewhere),
)  # fmt: skip
