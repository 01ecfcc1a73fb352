"""The gate: floors rise and never fall, and each names a figure of a task that exists."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks import gate

FLOORS = '[task.floors]\n"all.f1" = 70.0\n"deny + no_comment.f1" = 0.5\n'


def test_a_higher_figure_lifts_its_floor_by_all_but_the_slack() -> None:
    assert '"all.f1" = 72.2\n' in gate.lifted(FLOORS, "all.f1", 70.0, 72.5, 0.3)


@pytest.mark.parametrize("value", [0.0, 69.0, 70.0, 70.2])
def test_a_lower_figure_never_moves_a_floor(value: float) -> None:
    assert gate.lifted(FLOORS, "all.f1", 70.0, value, 0.3) == FLOORS


def test_only_the_named_floor_moves() -> None:
    lifted = tomllib.loads(gate.lifted(FLOORS, "deny + no_comment.f1", 0.5, 0.9, 0.005))
    assert lifted["task"]["floors"] == {"all.f1": 70.0, "deny + no_comment.f1": 0.895}


def test_a_figure_below_its_floor_shuts_the_gate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def results(tasks: dict[str, Any]) -> Iterator[tuple[str, str, float, float]]:
        yield "attribution", "all.f1", 72.0, 71.9

    monkeypatch.setattr(gate, "results", results)
    monkeypatch.setattr("sys.argv", ["gate"])
    with pytest.raises(SystemExit) as left:
        gate.main()
    assert left.value.code == 1
    assert "BELOW" in capsys.readouterr().out


def test_a_task_without_its_data_is_skipped_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(gate.results({"far": {"module": "x", "needs": "../nowhere/at/all", "floors": {"a": 1.0}}})) == []
    assert "../nowhere/at/all is missing" in capsys.readouterr().out


def test_every_task_has_a_benchmark_and_floors_above_nothing() -> None:
    for task in tomllib.loads(gate.FLOORS.read_text(encoding="utf-8")).values():
        assert importlib.util.find_spec(task["module"]) is not None
        assert task["floors"]
        assert all(floor > 0 for floor in task["floors"].values())
