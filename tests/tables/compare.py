"""What a reading has to differ from a row, in words a developer can act on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from memcon import types as t
from tests.tables.rows import GAP, NONE, Row, Table, either, places

SHARE, EXCESS = 0.8, 0.4  # how much of a content must be found, and how much more may be
_PUBLISHERS = {"ap": "associated press", "afp": "agence france-presse", "wsj": "wall street journal"}

Found = TypeVar("Found")


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub("[’‘]", "'", text).casefold()).strip()


def words(text: str) -> list[str]:
    plain = re.sub(r"'s\b|s'(?!\w)", lambda m: "s" if m[0] == "s'" else "", fold(text)).replace("u.s.", "us")
    return re.findall(r"[^\W_]+(?:\.[^\W_]+)*", plain)


def holds(whole: str, part: str) -> bool:
    """`part` stands in `whole` as a run of words; punctuation alone stands there as it is."""
    long, short = words(whole), words(part)
    if not short:
        return fold(part) in fold(whole)
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def same(left: str, right: str) -> bool:
    """The same words, but for articles in front and punctuation at the edges."""

    def bare(text: str) -> list[str]:
        found = words(text)
        return found[1:] if found[:1] in (["the"], ["a"], ["an"]) else found

    return bare(left) == bare(right)


def quoted(text: str, spans: Sequence[t.Span]) -> str:
    return GAP.join(text[start:end] for start, end in spans)


def letters(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


class Comparison:
    """What one reading has to differ from one row."""

    def __init__(self, row: Row, reading: t.Reading) -> None:
        self.row, self.reading, self.text = row, reading, row.report.text
        self.sources = {s.id: s for s in reading.sources}
        self.attributions = {a.id: a for a in reading.attributions}
        self.events = {e.id: e for e in reading.events}

    def differences(self) -> list[str]:
        moves = [e for e in self.reading.events if e.act]
        got: dict[str, tuple[Sequence[Any], Callable[[Table, Any], list[str]]]] = {
            "attribution": (self.reading.attributions, self.attribution),
            "source": (self.reading.sources, self.source),
            "move": (moves, self.move),
            "term": ([(e, term) for e in moves for term in e.terms], self.term),
            "position": (self.reading.positions, self.position),
            "abstention": (self.reading.abstentions, self.abstention),
        }
        out = list(self.counts()) + list(bad_spans(self.reading, len(self.text)))
        for key, (found, check) in got.items():
            out += assign(key, self.row.expect.get(key, []), found, check, self.describe)
            for unwanted in self.row.expect.get(f"no_{key}", []):
                out += [f"must not be read: {self.describe(f)}" for f in found if not check(unwanted, f)]
        return out

    def counts(self) -> Iterator[str]:
        report, expect = self.reading.report, self.row.expect
        plain = [
            e for e in self.reading.events if e.act and e.polarity == "positive" and "hypothetical" not in e.modality
        ]
        got: dict[str, Any] = {
            "moves": len(plain), "conflicts": len(self.reading.conflicts), "own_reporting": report.own_reporting,
            "exclusive": any(r.exclusive for r in report.relays),
        }  # fmt: skip
        for key, value in got.items():
            if key in expect and value not in [None if v == NONE else v for v in either(expect[key])]:
                shown = "".join(f"\n      {self.describe(e)}" for e in plain) if key == "moves" else ""
                yield f"{key}: wanted {expect[key]}, got {value}{shown}"
        wanted, relays = expect.get("relays"), [_publisher(r.publisher) for r in report.relays]
        if wanted is not None and not (
            len(wanted) == len(relays)
            and all(_is_publisher(want, got) for got, want in zip(relays, wanted, strict=True))
        ):
            yield f"relays: wanted {wanted}, got {[r.publisher for r in report.relays]}"
        kinds = [r.kind for r in report.relays]
        if "relay_kinds" in expect and not (
            len(kinds) == len(expect["relay_kinds"])
            and all(got in want.split("|") for got, want in zip(kinds, expect["relay_kinds"], strict=True))
        ):
            yield f"relay_kinds: wanted {expect['relay_kinds']}, got {kinds}"

    def attribution(self, want: Table, got: t.Attribution) -> list[str]:
        out = list(self.plain(want, got, "stance", "certainty", "quotation", "medium"))
        source, cue = quoted(self.text, got.source_spans), quoted(self.text, got.cue)
        if "source" in want and not any(same(source, w) for w in either(want["source"])):
            out.append(f"source {source!r}")
        if "cue" in want and not any(holds(cue, w) for w in either(want["cue"])):
            out.append(f"cue {cue!r}")
        if "content" in want and not any(self.covers(w, got.content) for w in either(want["content"])):
            out.append(f"content {quoted(self.text, got.content)!r}")
        if "resolved" in want and not self.is_source(want["resolved"], got.source):
            out.append(f"resolved to {self.name(got.source)!r}")
        if "parent" in want:
            parent = self.attributions.get(got.parent or "")
            held = quoted(self.text, parent.cue) if parent else None
            if not any(
                (held is None) if w == NONE else (held is not None and holds(held, w)) for w in either(want["parent"])
            ):
                out.append(f"parent {held!r}")
        return out

    def covers(self, want: str, spans: Sequence[t.Span]) -> bool:
        wanted = letters(self.text, [places(self.text, piece)[0] for piece in want.split(GAP)] if want else [])
        got = letters(self.text, spans)
        return len(got & wanted) >= SHARE * len(wanted) and len(got - wanted) <= EXCESS * len(wanted)

    def is_source(self, want: object, source_id: str | None) -> bool:
        """The source, or the one it was resolved to, is mentioned in these words."""
        source = self.sources.get(source_id or "")
        if source is None:
            return NONE in either(want)
        said = [source.mention, *(self.text[s:e] for s, e in source.spans)]
        if any(same(w, m) or holds(m, w) for w in either(want) for m in said):
            return True
        return source.antecedent is not None and self.is_source(want, source.antecedent)

    def source(self, want: Table, got: t.Source) -> list[str]:
        out = list(self.plain(want, got, "kind", "named", "count", "country", "sector", "seniority"))
        said = [got.mention, *(self.text[s:e] for s, e in got.spans)]
        if "mention" in want and not any(same(w, m) for w in either(want["mention"]) for m in said):
            out.append(f"mention {got.mention!r}")
        if "antecedent" in want and not (
            self.is_source(want["antecedent"], got.antecedent) or self.is_source(want["antecedent"], got.id)
        ):
            out.append(f"antecedent {self.name(got.antecedent)!r}")
        if "may_include" in want and not any(self.is_source(want["may_include"], s) for s in got.may_include):
            out.append(f"may_include {[self.name(s) for s in got.may_include]}")
        return out

    def move(self, want: Table, got: t.Event) -> list[str]:
        out = list(self.plain(want, got, "act", "topic", "polarity"))
        for key in ("actors", "recipients", "through", "parties"):
            parties = [*got.actors, *got.recipients] if key == "parties" else getattr(got, key)
            if key in want and (wrong := party_differences(want[key], parties)):
                out.append(f"{key}: {wrong}")
        codes: dict[str, frozenset[str]] = {
            "channel": frozenset(got.channel), "modality": frozenset(got.modality),
            "issues": frozenset(term.issue for term in got.terms),
        }  # fmt: skip
        for key, have in codes.items():
            if key in want and not codes_fit(either(want[key]), have, exact=key == "modality"):
                out.append(f"{key}: {sorted(have)}")
        if "answers" in want:
            answered = self.events.get(got.answers or "")
            if (answered.act if answered else NONE) not in either(want["answers"]):
                out.append(f"answers {answered.act if answered else None}")
        return [*out, *self.touches(want.get("evidence"), got.spans), *self.told(want, got), *self.when(want, got)]

    def told(self, want: Table, got: t.Event) -> Iterator[str]:
        """Who must say so, and how."""
        by = [
            (self.attributions[a.attribution], a.stance) for a in got.attributed if a.attribution in self.attributions
        ]
        for said in either(want.get("stance", [])):
            names, stances = said["source"], either(said["stance"])
            if not any(stance in stances and self.speaks(names, one) for one, stance in by):
                yield f"stances {[(quoted(self.text, one.source_spans), stance) for one, stance in by]}"

    def speaks(self, names: object, got: t.Attribution) -> bool:
        said = quoted(self.text, got.source_spans)
        return self.is_source(names, got.source) or any(same(said, name) for name in either(names))

    def when(self, want: Table, got: t.Event) -> Iterator[str]:
        """When it happened, and where."""
        day, place = got.date, got.place
        dates = [NONE] if day is None else [f"{day.start}/{day.end}"]
        dates += [day.start] if day and day.start == day.end else []
        if "date" in want and not set(either(want["date"])) & set(dates):
            yield f"date {dates[0]}"
        if "precision" in want and (day.precision if day else NONE) not in either(want["precision"]):
            yield f"precision {day.precision if day else None}"
        if "place" in want and not (
            place and any(w == place.country or holds(place.name, w) for w in either(want["place"]))
        ):
            yield f"place {place}"

    def term(self, want: Table, got: tuple[t.Event, t.Term]) -> list[str]:
        event, term = got
        out = [*self.plain(want, term, "issue"), *self.plain(want, event, "act")]
        for key in ("asked_by", "given_by"):
            value = getattr(term, key) or NONE
            if key in want and not any(w == value or (value != NONE and is_named(w, value)) for w in either(want[key])):
                out.append(f"{key} {value}")
        return out + self.touches(want.get("text"), term.spans)

    def position(self, want: Table, got: t.Position) -> list[str]:
        out = list(self.plain(want, got, "issue")) + self.touches(want.get("text"), got.spans)
        return out if "party" not in want or is_party(want["party"], got.party) else [*out, f"party {got.party.name!r}"]

    def abstention(self, want: Table, got: t.Abstention) -> list[str]:
        return [*self.plain(want, got, "step"), *self.touches(want.get("words"), got.spans)]

    def touches(self, want: object, spans: Sequence[t.Span]) -> list[str]:
        near = want is None or any(
            s < e2 and e > s2 for w in either(want) for s2, e2 in places(self.text, w) for s, e in spans
        )
        return [] if near else [f"at {quoted(self.text, spans)!r}"]

    def plain(self, want: Table, got: object, *keys: str) -> Iterator[str]:
        for key in keys:
            value = getattr(got, key)
            if key in want and value not in [None if w == NONE else w for w in either(want[key])]:
                yield f"{key} {value}"

    def name(self, source_id: str | None) -> str | None:
        source = self.sources.get(source_id or "")
        return source.mention if source else None

    def describe(self, got: Any) -> str:
        """One found record in one line."""
        if isinstance(got, t.Attribution):
            said = (quoted(self.text, spans) for spans in (got.source_spans, got.cue, got.content))
            return f"{' | '.join(said)} [{got.stance}]"
        if isinstance(got, t.Event):
            who = " -> ".join(
                "+".join(p.country or p.name for p in side) or "-" for side in (got.actors, got.recipients)
            )
            return f"{got.act} {who} {got.polarity} {'/'.join(got.modality)} {quoted(self.text, got.spans)!r}"
        return repr(got)


def _publisher(name: str) -> str:
    plain = re.sub(r"^the\s+", "", fold(name))
    return _PUBLISHERS.get(plain, plain)


def _is_publisher(want: str, got: str) -> bool:
    """The name itself, or the name with what describes it (the Yemeni agency Saba)."""
    return any(_publisher(one) == got or holds(got, one) for one in want.split("|"))


def is_named(want: str, name: str) -> bool:
    """Initials stand there as a word (the IRA is not in Iran); other names may go on (Houthi in Houthis)."""
    end = r"(?!\w)" if want.isupper() else ""
    return re.search(rf"(?<!\w){re.escape(fold(want))}{end}", fold(name)) is not None


def is_party(want: str, got: t.Party) -> bool:
    names = want.removesuffix("?").split("|")
    return any(w == got.country or is_named(w, got.name) or is_named(w, got.mention) for w in names)


def party_differences(want: list[str], got: Sequence[t.Party]) -> str:
    """Each wanted party must be there (`A|B`: either; `A?`: may be), and nobody else."""
    missing = [w for w in want if not w.endswith("?") and not any(is_party(w, p) for p in got)]
    stray = [p.mention for p in got if not any(is_party(w, p) for w in want)]
    return "; ".join([*(f"{w} is missing" for w in missing), *(f"{p!r} does not belong" for p in stray)])


def codes_fit(want: list[str], got: frozenset[str], *, exact: bool) -> bool:
    groups = [set(w.split("|")) for w in want]
    return all(group & got for group in groups) and (not exact or got <= set().union(*groups))


def assign(
    key: str,
    want: list[Table],
    got: Sequence[Found],
    check: Callable[[Table, Found], list[str]],
    show: Callable[[Found], str],
) -> Iterator[str]:
    """Give each wanted record a found one of its own; say which got none, and what the nearest one lacks."""
    table = [[check(w, g) for g in got] for w in want]
    holder: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in range(len(got)):
            if not table[i][j] and j not in tried:
                tried.add(j)
                if j not in holder or place(holder[j], tried):
                    holder[j] = i
                    return True
        return False

    for i, wanted in enumerate(want):
        if not place(i, set()):
            near = min(range(len(got)), key=lambda j: len(table[i][j]), default=None)
            lack = (
                "none was read"
                if near is None
                else f"nearest: {show(got[near])}\n      but {'; '.join(table[i][near]) or 'it is taken'}"
            )
            yield f"{key} missed: {wanted}\n      {lack}"


def bad_spans(value: object, length: int) -> Iterator[str]:
    """Every span of a reading lies in the text and holds something."""
    if isinstance(value, t.Span):
        if not 0 <= value.start < value.end <= length:
            yield f"span out of the text: {value}"
    elif isinstance(value, tuple):
        for one in value:
            yield from bad_spans(one, length)
    elif is_dataclass(value):
        for member in fields(value):
            yield from bad_spans(getattr(value, member.name), length)
