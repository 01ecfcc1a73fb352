"""Score how memcon resolves who speaks: pronouns, descriptions, titles, short names, institutions by their seat.

    python -m benchmarks.resolution              the figures by kind
    python -m benchmarks.resolution --misses     also every case that is not right: id, oddity, expected, got
    python -m benchmarks.resolution --json       the same as JSON

The cases, `tasks/resolution.toml`, were written before anything of them was read with memcon. Each asks about one
attribution: the one whose cue covers `cue` and whose source is named by `mention` (for a relative the cue decides, as
"a clerk, who said" may be read with "a clerk" as the words that name the source). Right is a source that, followed
through its antecedents, has a mention on the words of `answer`. Where `answer` is empty, two candidates remain: right
is an abstention, no source, or one that is tied to nothing before it. No attribution found is a miss of another step,
and counts in no accuracy. The last line of the figures repeats the cases where two remain, by themselves.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Literal, TypeAlias

import memcon
from memcon.types import Attribution, Reading, Source, Span

Outcome = Literal["right", "wrong", "abstained", "missed"]
Json: TypeAlias = dict[str, object]
Interval: TypeAlias = tuple[float, float]

TASK = Path(__file__).parent / "tasks" / "resolution.toml"
TWO_REMAIN = "(two remain)"


@dataclass(frozen=True, slots=True)
class Row:
    """One case. `nth` is the occurrence of `cue` that is meant, from 1; `answer` is "" where two candidates remain."""

    id: str
    kind: str
    oddity: str
    text: str
    cue: str
    mention: str
    answer: str
    nth: int = 1

    @property
    def cue_span(self) -> Span:
        return occurrences(self.cue, self.text)[self.nth - 1]

    @property
    def mention_span(self) -> Span:
        """The occurrence of the mention that is nearest to the cue."""
        cue = self.cue_span
        return min(occurrences(self.mention, self.text), key=lambda span: distance(span, cue))

    def faults(self) -> Iterator[str]:
        """The words that are not in the text."""
        if len(occurrences(self.cue, self.text)) < self.nth:
            yield f"{self.id}: no cue {self.cue!r} number {self.nth}"
        yield from (
            f"{self.id}: {words!r} is not in the text"
            for words in (self.mention, self.answer)
            if words and not occurrences(words, self.text)
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one case; `got` says in words whom memcon resolved the mention to."""

    row: Row
    outcome: Outcome
    got: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcomes of one kind of cases."""

    right: int
    wrong: int
    abstained: int
    missed: int

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        count = Counter(outcomes)
        return cls(count["right"], count["wrong"], count["abstained"], count["missed"])

    @property
    def answered(self) -> int:
        return self.right + self.wrong

    @property
    def found(self) -> int:
        return self.answered + self.abstained

    def as_json(self) -> Json:
        return {
            "cases": self.found + self.missed,
            "right": self.right,
            "wrong": self.wrong,
            "abstained": self.abstained,
            "missed": self.missed,
            "of_answered": rate(self.right, self.answered),
            "of_found": rate(self.right, self.found),
        }

    def as_line(self, name: str) -> str:
        counts = (self.found + self.missed, self.right, self.wrong, self.abstained, self.missed)
        figures = "".join(f"{count:>10}" for count in counts)
        return f"{name:<14}{figures}   {shown(self.right, self.answered):<20}{shown(self.right, self.found)}"


def wilson(right: int, cases: int) -> Interval:
    """The 95 % Wilson interval of a share."""
    z = 1.959964
    share, square = right / cases, z * z / cases
    middle = share + square / 2
    half = z * sqrt(share * (1 - share) / cases + square / (4 * cases))
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def rate(right: int, cases: int) -> Json | None:
    if not cases:
        return None
    low, high = wilson(right, cases)
    return {"share": round(right / cases, 4), "low": round(low, 4), "high": round(high, 4)}


def shown(right: int, cases: int) -> str:
    if not cases:
        return "-"
    low, high = wilson(right, cases)
    return f"{right / cases:.3f} {low:.3f}-{high:.3f}"


def occurrences(words: str, text: str) -> list[Span]:
    """Where the words stand in the text as whole words, in any case."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return [Span(*match.span()) for match in re.finditer(pattern, text, re.IGNORECASE)]


def distance(left: Span, right: Span) -> int:
    return max(left.start - right.end, right.start - left.end, 0)


def touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def read_rows(path: Path) -> list[Row]:
    rows = [Row(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["row"]]
    faults = [fault for row in rows for fault in row.faults()]
    faults += [f"{name}: is there twice" for name, count in Counter(row.id for row in rows).items() if count > 1]
    if faults:
        sys.exit("\n".join(faults))
    return rows


def asked_about(row: Row, reading: Reading) -> Attribution | None:
    """The attribution that the case asks about, if memcon found it."""
    cue = [found for found in reading.attributions if touches(row.cue_span, found.cue)]
    named = [found for found in cue if touches(row.mention_span, found.source_spans)]
    # A relative is read in its place: the source may stand on the noun before it.
    return next(iter(named or (cue if row.kind == "relative" else ())), None)


def resolved(attribution: Attribution, reading: Reading) -> Source | None:
    """The attribution's source, followed through its antecedents."""
    by_id = {source.id: source for source in reading.sources}
    source = by_id[attribution.source] if attribution.source else None
    seen: set[str] = set()
    while source and source.antecedent and source.id not in seen:
        seen.add(source.id)
        source = by_id[source.antecedent]
    return source


def is_answer(row: Row, source: Source) -> bool:
    """A mention of the source stands on the answer, on each member where it joins two, and joins it with no other."""
    if row.answer.casefold() in source.mention.casefold() and not joins_others(row, source.mention, source):
        return True
    spans = [span for span in source.spans if not joins_others(row, row.text[slice(*span)], source)]
    return all(
        any(touches(place, spans) for place in occurrences(member, row.text)) for member in row.answer.split(" and ")
    )


def joins_others(row: Row, words: str, source: Source) -> bool:
    """The words name several, of whom the answer is one: "Ann Lee and Bo Ek" where it is "Bo Ek"."""
    several = source.kind == "group" or (source.count or 1) > 1
    rest = re.sub(re.escape(row.answer), "", words, flags=re.IGNORECASE)
    return several and rest != words and " and " in rest


def is_untied(row: Row, attribution: Attribution, source: Source) -> bool:
    """The source stands for itself: it has no antecedent and no mention before this one."""
    return source.id == attribution.source and all(span.start >= row.mention_span.start for span in source.spans)


def has_abstention(row: Row, reading: Reading) -> bool:
    return any(
        abstention.step == "coreference" and touches(row.mention_span, abstention.spans)
        for abstention in reading.abstentions
    )


def judge(row: Row, reading: Reading) -> Result:
    attribution = asked_about(row, reading)
    if attribution is None:
        return Result(row, "missed", "no such attribution")
    source = resolved(attribution, reading)
    abstains = source is None or has_abstention(row, reading)
    if row.answer:
        right = source is not None and is_answer(row, source)
    else:
        right = abstains or (source is not None and is_untied(row, attribution, source))
    got = "no source" if source is None else source.mention + " (abstention)" * abstains
    return Result(row, "right" if right else "abstained" if abstains and row.answer else "wrong", got)


def run(row: Row) -> Result:
    try:
        reading = memcon.read_text(row.text)
    except memcon.Refused as refused:
        return Result(row, "missed", f"refused: {refused}")
    return judge(row, reading)


def tallies(results: Sequence[Result]) -> dict[str, Tally]:
    kinds = dict.fromkeys(result.row.kind for result in results)
    groups = {kind: [result for result in results if result.row.kind == kind] for kind in kinds}
    groups |= {"all": list(results), TWO_REMAIN: [result for result in results if not result.row.answer]}
    return {name: Tally.of(result.outcome for result in group) for name, group in groups.items()}


def misses(results: Iterable[Result]) -> list[Json]:
    return [
        {
            "id": result.row.id,
            "oddity": result.row.oddity,
            "expected": result.row.answer or TWO_REMAIN,
            "got": f"{result.outcome}: {result.got}",
        }
        for result in results
        if result.outcome != "right"
    ]


def print_lines(results: Sequence[Result], with_misses: bool) -> None:
    heads = "".join(f"{head:>10}" for head in ("cases", "right", "wrong", "abstained", "missed"))
    print(f"{'kind':<14}{heads}   {'of answered':<20}of found")
    for name, tally in tallies(results).items():
        print(tally.as_line(name))
    for miss in misses(results) if with_misses else ():
        print("\n" + "\n".join(f"{name:<10}{value}" for name, value in miss.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    results = [run(row) for row in read_rows(TASK)]
    if not options.json:
        print_lines(results, options.misses)
        return
    printed: Json = {name: tally.as_json() for name, tally in tallies(results).items()}
    print(json.dumps(printed | ({"misses": misses(results)} if options.misses else {}), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
