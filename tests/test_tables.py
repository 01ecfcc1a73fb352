"""The tables: rows of news prose and what memcon must read in them (how rows are written: tests/tables/README.md).

A row names only what it is sure of, and only that is checked. Rows listed in `tables/known_misses.toml` must fail:
a row that is mended has to be taken off that list.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import memcon.extract
from memcon import types as t
from tests.tables.compare import Comparison
from tests.tables.rows import Row, known_misses, load_rows, problems


@cache
def _by_id() -> dict[str, Row]:
    return {row.id: row for row in load_rows()}


@cache
def _differences(row_id: str) -> tuple[str, ...]:
    row = _by_id()[row_id]
    return tuple(Comparison(row, memcon.extract.extract(row.report)).differences())


def all_rows() -> list[Row]:
    return list(_by_id().values())


def differences(row: Row) -> tuple[str, ...]:
    """What memcon reads otherwise than the row wants; nothing where it reads all of it. Read once per row."""
    return _differences(row.id)


def _parameters() -> list[Any]:
    misses = known_misses()
    marks = {name: pytest.mark.xfail(reason=why, strict=True) for name, why in misses.items()}
    return [pytest.param(row, id=row.id, marks=[marks[row.id]] if row.id in marks else []) for row in _by_id().values()]


@pytest.mark.parametrize("row", _parameters())
def test_row(row: Row) -> None:
    found = differences(row)
    assert not found, "\n".join(
        [f"{row.table}: {row.expect['oddity']}", f"  text: {row.report.text}", *(f"  - {f}" for f in found)]
    )


@pytest.mark.parametrize(
    "row",
    [row for row in all_rows() if row.expect.keys() & {"attribution", "source", "move", "term", "position"}],
    ids=lambda row: row.id,
)
def test_a_reading_that_found_nothing_fails_every_row_that_wants_something(row: Row) -> None:
    assert Comparison(row, t.Reading(report=row.report)).differences()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"oddity": "o", "text": "He said no.", "moves": 0}, "no id"),
        ({"id": "x", "oddity": "o", "text": "He said no."}, "checks nothing"),
        ({"id": "x", "oddity": "o", "text": "He said no.", "moves": "two"}, "neither a number"),
        ({"id": "x", "oddity": "o", "text": "He said no.", "atribution": [{"cue": "said"}]}, "unknown key"),
        ({"id": "x", "oddity": "o", "text": "He said no.", "attribution": [{"cues": "said"}]}, "unknown key"),
        ({"id": "x", "oddity": "o", "text": "He said no.", "attribution": [{"cue": "says"}]}, "not in the text"),
        ({"id": "x", "oddity": "o", "text": "He said no.", "attribution": [{"stance": "denies"}]}, "no such code"),
        (
            {"id": "x", "oddity": "o", "text": "No, he said, no no.", "attribution": [{"content": "no"}]},
            "more than once",
        ),
    ],
)
def test_badly_written_rows_are_told(row: dict[str, Any], problem: str) -> None:
    assert any(problem in told for told in problems(row))
