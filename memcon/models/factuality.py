"""The one place that opens the factuality model: the features of an event in, a value from -3 to 3 out.

Two sums of small decision trees over yes-or-no features, one for each question, made by training/factuality/train.py
and kept in factuality.json: `names` of the features, the value to start from (`base`), and `trees`, where a node is
`[feature, if absent, if present]` and a leaf a number to add.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias

# presented  how certain the text makes it that the event takes place, past or to come (FactBank's question)
# happened   whether it has happened, so that what is still to come has not
Question = Literal["presented", "happened"]

Node: TypeAlias = "float | list[Node]"


class Model(NamedTuple):
    """The trees of one question, and the number of each feature they know."""

    base: float
    names: Mapping[str, int]
    trees: tuple[Node, ...]


@cache
def _models() -> Mapping[str, Model]:
    read = json.loads(files("memcon").joinpath("models", "factuality.json").read_text(encoding="utf-8"))
    return {
        question: Model(it["base"], {name: n for n, name in enumerate(it["names"])}, tuple(it["trees"]))
        for question, it in read.items()
    }


def score(question: Question, features: Iterable[str]) -> float:
    """The value of an event with these features; features the model does not know count for nothing."""
    model = _models()[question]
    present = {model.names[name] for name in features if name in model.names}
    total = model.base + sum(leaf(tree, present) for tree in model.trees)
    return max(-3.0, min(3.0, total))


def leaf(node: Node, present: set[int]) -> float:
    """What a tree adds for an event with the features of these numbers."""
    while isinstance(node, list):
        feature, absent, there = node
        node = there if feature in present else absent
    return node
