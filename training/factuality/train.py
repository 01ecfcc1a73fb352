"""Fit memcon/models/factuality.json: `python -m training.factuality.train [FOLDER] [--folds 5]`.

Gradient boosting of small regression trees on absolute error, in plain numpy, over the yes-or-no features of
memcon.extract.factuality; one model for each question, each from the training part of one set and, with less weight,
from own.txt: sentences of ours for constructions that the sets hardly have. With `--folds` nothing is written and the
error on left-out parts of the training part is printed. See README.md beside this file.
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
from memcon.models.factuality import Node, Question

OWN, OWN_WEIGHT = Path(__file__).with_name("own.txt"), 0.3
OUT = Path(model.__file__).with_suffix(".json")
TREES, LEAVES, RATE, LEAST, SHARE, SEEN, PRIOR = 300, 31, 0.05, 10, 0.3, 8, 1.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Example = tuple[set[str], float]


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


def read(path: Path) -> Iterator[Example]:
    """The features and the gold value of every event of a set."""
    for row in rows_of(path):
        doc = read_sentences(row.text)
        sayings = tuple(sayings_by_grammar(doc))
        for start, end, gold in row.events:
            at = token_at(doc, start, end)
            if at is not None:
                yield features_of(doc, at, operators(doc, at, sayings)), gold


def own(question: Question) -> Iterator[Example]:
    """The same of the sentences in own.txt."""
    fillings: list[dict[str, str]] = []
    for line in OWN.read_text(encoding="utf-8").splitlines():
        head, _, rest = line.partition(":")
        if head == "VERBS":
            fillings = [
                dict(zip(("VB", "VED", "VING", "OBJ"), x.split(maxsplit=3), strict=True))
                for x in map(str.strip, rest.split("|"))
            ]
        elif head == "NOUNS":
            fillings = [_with_article(noun.strip()) for noun in rest.split("|")]
        elif not line.startswith("#"):
            presented, happened, words = (part.strip() for part in line.split("|"))
            gold = float(presented if question == "presented" else happened)
            yield from ((_features(words, filling), gold) for filling in fillings)


def _with_article(noun: str) -> dict[str, str]:
    return {" a *N*": f" {'an' if noun[0] in 'aeiou' else 'a'} *{noun}*", "*N*": f"*{noun}*"}


def _features(words: str, filling: dict[str, str]) -> set[str]:
    for mark, word in filling.items():
        words = words.replace(mark, word)
    before, word, after = words.split("*")
    doc = read_sentences(before + word + after)
    at = token_at(doc, len(before), len(before) + len(word))
    assert at is not None
    return features_of(doc, at, operators(doc, at, sayings_by_grammar(doc)))


def table_of(rows: Sequence[set[str]], names: dict[str, int]) -> Table:
    """The features that have a number, row by row."""
    found = [sorted(names[f] for f in row if f in names) for row in rows]
    starts = np.cumsum([0, *map(len, found)])
    return Table(starts, np.fromiter(itertools.chain.from_iterable(found), np.int64), len(names))


def best_split(table: Table, rows: Ints, pull: Floats, weight: Floats, allowed: NDArray[np.bool_]) -> tuple[float, int]:
    """The feature that parts the rows' pulls best, and what is won."""
    columns, owner = table.of(rows)
    total, mass = pull[rows].sum(), weight[rows].sum()
    there = np.bincount(columns, weights=pull[rows][owner], minlength=table.width)
    here = np.bincount(columns, weights=weight[rows][owner], minlength=table.width)
    many = np.bincount(columns, minlength=table.width)
    won = there**2 / (here + PRIOR) + (total - there) ** 2 / (mass - here + PRIOR) - total**2 / (mass + PRIOR)
    won[(many < LEAST) | (len(rows) - many < LEAST) | ~allowed] = 0.0
    feature = int(won.argmax())
    return float(won[feature]), feature


def median(values: Floats, weight: Floats) -> float:
    """The value with half of the weight on either side."""
    order = np.argsort(values)
    sums = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(sums, sums[-1] / 2)])


def grow(table: Table, left: Floats, weight: Floats, allowed: NDArray[np.bool_]) -> tuple[Node, Floats]:
    """One tree, best split first, and what it adds to each row; leaves hold the median of what is left."""
    pull, added, number = np.sign(left) * weight, np.zeros(len(left)), itertools.count()
    root: list[Any] = [None]
    heap: list[tuple[float, int, int, Ints, list[Any], int]] = []

    def offer(part: Ints, parent: list[Any], place: int) -> None:
        won, feature = best_split(table, part, pull, weight, allowed)
        value = round(RATE * median(left[part], weight[part]), 4)
        parent[place] = value
        added[part] = value
        heapq.heappush(heap, (-won, next(number), feature, part, parent, place))

    offer(np.arange(len(left)), root, 0)
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


def boost(table: Table, gold: Floats, weight: Floats) -> tuple[float, list[Node]]:
    """The value to start from and the trees."""
    rng = np.random.default_rng(0)
    base = median(gold, weight)
    value = np.full(len(gold), base)
    trees = []
    for _ in range(TREES):
        tree, added = grow(table, gold - value, weight, rng.random(table.width) < SHARE)
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


def fit(rows: Sequence[Example], more: Sequence[Example]) -> tuple[float, list[Node], dict[str, int]]:
    """Base, trees and the numbers of the features, from a set's rows and from our own with less weight."""
    every = [features for features, _ in (*rows, *more)]
    names = names_in(every)
    gold = np.array([value for _, value in (*rows, *more)])
    weight = np.repeat([1.0, OWN_WEIGHT], [len(rows), len(more)])
    return (*boost(table_of(every, names), gold, weight), names)


def cross(rows: Sequence[Example], more: Sequence[Example], folds: int) -> None:
    """Mean absolute error and Pearson's r on left-out runs of neighbouring sentences."""
    fold = np.arange(len(rows)) * folds // len(rows)
    gold, guessed = np.array([value for _, value in rows]), np.zeros(len(rows))
    for n in range(folds):
        base, trees, names = fit([row for row, f in zip(rows, fold, strict=True) if f != n], more)
        guessed[fold == n] = values(base, trees, [r[0] for r, f in zip(rows, fold, strict=True) if f == n], names)
    r = np.corrcoef(guessed, gold)[0, 1]
    print(f"left out: mean absolute error {np.abs(guessed - gold).mean():.3f}, r {r:.3f}", flush=True)


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
        rows, more = list(read(args.folder / name / "train.jsonl")), list(own(question))
        print(f"{name}: {len(rows)} events, {len(more)} of ours", flush=True)
        if args.folds:
            cross(rows, more, args.folds)
            continue
        base, trees, names = fit(rows, more)
        listed, trees = used(trees, names)
        made[question] = {"base": base, "names": listed, "trees": trees}
    if made:
        OUT.write_text(json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{OUT}: {OUT.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
