"""Fit memcon/models/factuality.json: `python -m training.factuality.train [FOLDER] [--folds 5]`.

Gradient boosting of small regression trees on absolute error, in plain numpy, over the yes-or-no features of
memcon.extract.factuality; one model for each question, each from the training part of one set. With `--folds` nothing
is written and the error on left-out blocks of the training part is printed, which is what every choice here was
made by. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import heapq
import itertools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.factuality import FOLDER, SETS, rows_of, token_at
from memcon.extract.clauses import sayings_by_grammar
from memcon.extract.factuality import features_of, operators
from memcon.extract.sentences import read_sentences
from memcon.models import factuality as model
from memcon.models.factuality import Node

OUT = Path(model.__file__).with_suffix(".json")
TREES, LEAVES, RATE, LEAST, SHARE, SEEN, PRIOR = 300, 31, 0.05, 10, 0.3, 8, 1.0
BLOCKS = 60  # the training part in so many runs of neighbouring sentences, dealt to the folds in turn

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Table(NamedTuple):
    """Which features each row has: those of row r are `columns[starts[r]:starts[r + 1]]`."""

    starts: Ints
    columns: Ints
    width: int

    def of(self, rows: Ints) -> tuple[Ints, Ints]:
        """The columns of these rows one after another, and for each the place of its row in `rows`."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        owner = np.repeat(np.arange(len(rows)), lengths)
        first = np.repeat(self.starts[rows] - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        return self.columns[first + np.arange(len(owner))], owner


def read(path: Path) -> Iterator[tuple[set[str], float]]:
    """The features and the gold value of every event of a set."""
    for row in rows_of(path):
        doc = read_sentences(row.text)
        sayings = tuple(sayings_by_grammar(doc))
        for start, end, gold in row.events:
            at = token_at(doc, start, end)
            if at is not None:
                yield features_of(doc, at, operators(doc, at, sayings)), gold


def table_of(rows: Sequence[set[str]], names: dict[str, int]) -> Table:
    """The features that have a number, row by row."""
    found = [sorted(names[f] for f in row if f in names) for row in rows]
    starts = np.cumsum([0, *map(len, found)])
    return Table(starts, np.fromiter(itertools.chain.from_iterable(found), np.int64), len(names))


def best_split(table: Table, rows: Ints, pull: Floats, allowed: NDArray[np.bool_]) -> tuple[float, int]:
    """The feature that parts the rows' pulls best, and what is won."""
    columns, owner = table.of(rows)
    here, total, count = pull[rows], pull[rows].sum(), len(rows)
    there = np.bincount(columns, weights=here[owner], minlength=table.width)
    many = np.bincount(columns, minlength=table.width)
    won = there**2 / (many + PRIOR) + (total - there) ** 2 / (count - many + PRIOR) - total**2 / (count + PRIOR)
    won[(many < LEAST) | (count - many < LEAST) | ~allowed] = 0.0
    feature = int(won.argmax())
    return float(won[feature]), feature


def grow(table: Table, rows: Ints, left: Floats, allowed: NDArray[np.bool_]) -> tuple[Node, Floats]:
    """One tree, best split first, and what it adds to each of `rows`; leaves hold the median of what is left."""
    pull, added, number = np.sign(left), np.zeros(len(left)), itertools.count()
    root: list[Any] = [None]
    heap: list[tuple[float, int, int, Ints, list[Any], int]] = []

    def offer(part: Ints, parent: list[Any], place: int) -> None:
        won, feature = best_split(table, part, pull, allowed)
        value = round(RATE * float(np.median(left[part])), 4)
        parent[place] = value
        added[part] = value
        heapq.heappush(heap, (-won, next(number), feature, part, parent, place))

    offer(rows, root, 0)
    for _ in range(LEAVES - 1):
        won, _, feature, part, parent, place = heapq.heappop(heap)
        if won > -1e-9:
            break
        columns, owner = table.of(part)
        has = np.zeros(len(part), bool)
        has[owner[columns == feature]] = True
        node: list[Any] = [feature, None, None]
        parent[place] = node
        offer(part[~has], node, 1)
        offer(part[has], node, 2)
    return root[0], added


def boost(table: Table, rows: Ints, gold: Floats) -> tuple[float, list[Node]]:
    """The value to start from and the trees, fitted to the rows."""
    rng = np.random.default_rng(0)
    base = float(np.median(gold[rows]))
    value = np.full(len(gold), base)
    trees = []
    for _ in range(TREES):
        tree, added = grow(table, rows, gold - value, rng.random(table.width) < SHARE)
        value += added
        trees.append(tree)
    return base, trees


def values(base: float, trees: list[Node], rows: Sequence[set[str]], names: dict[str, int]) -> Floats:
    """What base and trees make of new rows."""
    present = [{names[f] for f in row if f in names} for row in rows]
    sums = [base + sum(model.leaf(tree, p) for tree in trees) for p in present]
    return np.array([max(-3.0, min(3.0, s)) for s in sums])


def names_in(rows: Sequence[set[str]]) -> dict[str, int]:
    """Numbers for the features that are common enough."""
    counts = Counter(f for row in rows for f in row)
    return {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= SEEN))}


def fit(rows: Sequence[set[str]], gold: Floats) -> tuple[float, list[Node], dict[str, int]]:
    """Base, trees and the numbers of the features."""
    names = names_in(rows)
    base, trees = boost(table_of(rows, names), np.arange(len(rows)), gold)
    return base, trees, names


def cross(rows: Sequence[set[str]], gold: Floats, folds: int) -> None:
    """Mean absolute error and Pearson's r on blocks left out in turn."""
    fold = np.arange(len(rows)) * BLOCKS // len(rows) % folds
    guessed = np.zeros(len(rows))
    for n in range(folds):
        inside = [row for row, f in zip(rows, fold, strict=True) if f != n]
        base, trees, names = fit(inside, gold[fold != n])
        guessed[fold == n] = values(base, trees, [r for r, f in zip(rows, fold, strict=True) if f == n], names)
    r = np.corrcoef(guessed, gold)[0, 1]
    print(f"left out: mean absolute error {np.abs(guessed - gold).mean():.3f}, r {r:.3f}")


def _number(feature: Node) -> int:
    assert isinstance(feature, int)
    return feature


def used(trees: list[Node], names: dict[str, int]) -> tuple[list[str], list[Node]]:
    """Only the features that some tree asks for, numbered anew."""
    listed = list(names)
    numbers: dict[int, int] = {}

    def anew(node: Node) -> Node:
        if not isinstance(node, list):
            return node
        return [numbers.setdefault(_number(node[0]), len(numbers)), anew(node[1]), anew(node[2])]

    out = [anew(tree) for tree in trees]
    return [listed[n] for n in numbers], out


def main() -> None:
    """Cross-validate, or fit both models and write them."""
    asked = argparse.ArgumentParser(description="Fit the factuality model.")
    asked.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    asked.add_argument("--folds", type=int, default=0)
    args = asked.parse_args()
    made = {}
    for name, question in SETS.items():
        rows, gold = zip(*read(args.folder / name / "train.jsonl"), strict=True)
        print(f"{name}: {len(rows)} events")
        if args.folds:
            cross(rows, np.array(gold), args.folds)
            continue
        base, trees, names = fit(rows, np.array(gold))
        listed, trees = used(trees, names)
        made[question] = {"base": base, "names": listed, "trees": trees}
    if made:
        OUT.write_text(json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{OUT}: {OUT.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
