"""Who denies, refuses to comment or doubts: memcon on the table `benchmarks/tasks/polarity.toml`.

    python -m benchmarks.polarity             the figures of each stance, with 95 % intervals
    python -m benchmarks.polarity --json      the same for programs
    python -m benchmarks.polarity --misses    also every row that came out wrong: what it expects, what was read

A gold attribution and a read one are partners where their cues overlap; where several do, those with the greater
overlap of sources first, then of cues. It is right where the stance is the same. A read attribution without a partner
counts against the precision of its stance. One marked `optional` in the table counts for nothing where it is read
with its stance or not at all. The intervals are percentiles of resampled rows; a text that memcon refuses is one with
nothing read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

import memcon
from memcon.types import Spans, Stance

TABLE = Path(__file__).parent / "tasks" / "polarity.toml"
STANCES: tuple[Stance, ...] = get_args(Stance)
GROUPS: dict[str, tuple[Stance, ...]] = {
    **{stance: (stance,) for stance in STANCES},
    "deny + no_comment": ("deny", "no_comment"),
    "deny + no_comment + doubt": ("deny", "no_comment", "doubt"),
}
RESAMPLES, SEED = 2_000, 20_240_213
GOLD, GOT, RIGHT = range(3)

Places = frozenset[int]
"""Positions of characters in a row's text."""
Counts = NDArray[np.int64]
"""By row, stance and GOLD, GOT, RIGHT; or without the first."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution, gold or read: the words and where they stand."""

    source: str
    source_at: Places
    cue: str
    cue_at: Places
    stance: Stance
    optional: bool = False

    def __str__(self) -> str:
        return f"{self.stance}: {self.source or '-'} | {self.cue}" + (" (optional)" if self.optional else "")


@dataclass(frozen=True, slots=True)
class Row:
    """One text with everything that is attributed in it."""

    id: str
    oddity: str
    text: str
    gold: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one stance, or of several together; `low` and `high` bound the F1."""

    gold: int
    got: int
    right: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


Pairs = list[tuple[Attribution, Attribution]]


class BadTable(ValueError):
    """A row of the table that cannot be scored."""


def occurrences(words: str, text: str) -> list[Places]:
    """Where `words` stand in `text`, not as a part of longer words."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    found = re.finditer(before + re.escape(words) + after, text) if words else ()
    return [frozenset(range(*match.span())) for match in found]


def cue_place(row_id: str, cue: str, nth: int | None, text: str) -> Places:
    places = occurrences(cue, text)
    if not places or (nth or 1) > len(places):
        raise BadTable(f"{row_id}: cue not in the text: {cue!r}")
    if nth is None and len(places) > 1:
        raise BadTable(f"{row_id}: cue stands {len(places)} times in the text, nth is missing: {cue!r}")
    return places[(nth or 1) - 1]


def gold_attribution(row_id: str, text: str, entry: dict[str, Any]) -> Attribution:
    if unknown := set(entry) - {"source", "cue", "stance", "nth", "quiet", "optional"}:
        raise BadTable(f"{row_id}: unknown keys {sorted(unknown)}")
    source, cue, stance = entry["source"], entry["cue"], entry["stance"]
    source_at = frozenset[int]().union(*occurrences(source, text))
    if source and not source_at:
        raise BadTable(f"{row_id}: source not in the text: {source!r}")
    if stance not in STANCES:
        raise BadTable(f"{row_id}: no stance: {stance!r}")
    cue_at = cue_place(row_id, cue, entry.get("nth"), text)
    return Attribution(source, source_at, cue, cue_at, stance, entry.get("optional", False))


def load(table: Path) -> list[Row]:
    """All rows, checked; raises BadTable for the first that cannot be scored."""
    rows = []
    for entry in tomllib.loads(table.read_text(encoding="utf-8"))["row"]:
        name, text = entry["id"], entry["text"]
        gold = tuple(gold_attribution(name, text, each) for each in entry.get("attribution", ()))
        rows.append(Row(name, entry["oddity"], text, gold))
    if len({row.id for row in rows}) < len(rows):
        raise BadTable("two rows have the same id")
    return rows


def places(spans: Spans) -> Places:
    return frozenset(place for span in spans for place in range(span.start, span.end))


def words(spans: Spans, text: str) -> str:
    return " ... ".join(text[span.start : span.end] for span in spans)


def read(text: str) -> list[Attribution] | None:
    """What memcon reads in `text`; None where it refuses it."""
    try:
        reading = memcon.read_text(text)
    except memcon.Refused:
        return None
    return [
        Attribution(
            words(each.source_spans, text),
            places(each.source_spans),
            words(each.cue, text),
            places(each.cue),
            each.stance,
        )
        for each in reading.attributions
    ]


def partners(gold: Sequence[Attribution], got: Sequence[Attribution]) -> Pairs:
    """One to one, by overlap of the cues; the stance has no say in it."""
    candidates = sorted(
        (
            (-len(left.source_at & right.source_at), -len(left.cue_at & right.cue_at), left.optional, i, j)
            for i, left in enumerate(gold)
            for j, right in enumerate(got)
            if left.cue_at & right.cue_at
        ),
    )
    pairs: dict[int, int] = {}
    for *_, i, j in candidates:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], got[j]) for i, j in pairs.items()]


def count(gold: Sequence[Attribution], got: Sequence[Attribution]) -> Counts:
    """GOLD, GOT and RIGHT of each stance in one row."""
    counts = np.zeros((len(STANCES), 3), dtype=np.int64)
    for left in gold:
        counts[STANCES.index(left.stance), GOLD] += not left.optional
    for right in got:
        counts[STANCES.index(right.stance), GOT] += 1
    for left, right in partners(gold, got):
        if left.stance == right.stance:
            counts[STANCES.index(left.stance), GOT if left.optional else RIGHT] += -1 if left.optional else 1
    return counts


def ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def interval(counts: Counts, chosen: list[int]) -> tuple[float, float]:
    """The middle 95 % of the F1 over resampled rows."""
    by_row = counts[:, chosen, :].sum(axis=1)
    draws = np.random.default_rng(SEED).integers(len(by_row), size=(RESAMPLES, len(by_row)))
    totals = by_row[draws].sum(axis=1)
    both = totals[:, GOLD] + totals[:, GOT]
    f1 = 2 * totals[:, RIGHT] / np.maximum(both, 1)
    low, high = np.percentile(f1, [2.5, 97.5])
    return float(low), float(high)


def figures(counts: Counts, stances: Iterable[Stance]) -> Figures:
    chosen = [STANCES.index(stance) for stance in stances]
    gold, got, right = (int(total) for total in counts[:, chosen, :].sum(axis=(0, 1)))
    low, high = interval(counts, chosen)
    return Figures(gold, got, right, ratio(right, got), ratio(right, gold), ratio(2 * right, gold + got), low, high)


def print_table(results: dict[str, Figures], rows: int, refused: int) -> None:
    print(f"{rows} rows, {refused} of them refused")
    print(f"{'':<27}{'gold':>6}{'got':>6}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}   95 % of F1")
    for name, each in results.items():
        shares = f"{each.precision:>8.3f}{each.recall:>8.3f}{each.f1:>8.3f}"
        print(f"{name:<27}{each.gold:>6}{each.got:>6}{each.right:>7}{shares}   {each.low:.3f}-{each.high:.3f}")


def is_wrong(counts: Counts) -> bool:
    return bool((counts[:, GOLD] != counts[:, RIGHT]).any() or (counts[:, GOT] != counts[:, RIGHT]).any())


def print_row(row: Row, got: Sequence[Attribution]) -> None:
    print(f"\n{row.id}  {row.oddity}\n  {row.text}")
    for title, attributions in (("expected", row.gold), ("got", got)):
        for each in attributions:
            print(f"  {title:<9} {each}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Score memcon on denials, refusals to comment and doubts.")
    parser.add_argument("--table", type=Path, default=TABLE)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print the figures for programs")
    output.add_argument("--misses", action="store_true", help="also list the rows that came out wrong")
    options = parser.parse_args(arguments)
    try:
        rows = load(options.table)
    except BadTable as fault:
        sys.exit(str(fault))
    readings = [read(row.text) for row in rows]
    answers = [reading or [] for reading in readings]
    counts = np.stack([count(row.gold, got) for row, got in zip(rows, answers, strict=True)])
    results = {name: figures(counts, stances) for name, stances in GROUPS.items()}
    if options.json:
        figures_of = {name: asdict(each) for name, each in results.items()}
        print(json.dumps({"rows": len(rows), "refused": readings.count(None), **figures_of}, indent=2))
    else:
        print_table(results, len(rows), readings.count(None))
    for row, got, of_row in zip(rows, answers, counts, strict=True):
        if options.misses and is_wrong(of_row):
            print_row(row, got)


if __name__ == "__main__":
    main()
