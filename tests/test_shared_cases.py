"""The reading cases that lie beside the checkout, where they do: the floor under every change to the reader."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import memcon

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "cases"
FLOOR = 0.70

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no shared/cases beside the checkout")


def test_the_visible_cases_are_read_above_the_floor_and_every_span_lies_in_its_text() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "cases.py"), str(SHARED)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    rows = {line.split()[0]: line.split()[1:] for line in printed.splitlines() if line.strip()}
    assert rows["ungrounded"][0] == "0"
    assert float(rows["mean"][0]) >= FLOOR


def test_a_wage_dispute_holds_no_move() -> None:
    case = json.loads((SHARED / "d06-trade-talk.json").read_text(encoding="utf-8"))
    reading = memcon.read_text(case["text"], title=case["title"], outlet=case["outlet"], published=case["published"])
    assert [event for event in reading.events if event.act] == []
