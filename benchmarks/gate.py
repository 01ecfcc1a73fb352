"""The gate: every task of `floors.toml` is measured and none may fall below its floor. Floors only rise.

    python -m benchmarks.gate            measure, print, exit with 1 where a figure is below its floor
    python -m benchmarks.gate --raise    also lift each floor to what was measured, where that is higher

A task is a benchmark with `--json`; a floor names one number of its output, `name.part`. A task whose data is missing
(`needs`, beside the checkout) is skipped, and said so. A floor is pinned a little (`slack`) below the figure it was
lifted from, for machines whose arithmetic differs in the last digit.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.toml"
CHECKOUT = Path(__file__).parents[1]


def measured(module: str, arguments: list[str]) -> dict[str, Any]:
    """What a benchmark prints with `--json`."""
    command = [sys.executable, "-m", module, *arguments, "--json"]
    done = subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def value_at(found: dict[str, Any], path: str) -> float:
    """The number behind a dotted path; a part may hold spaces, and in a list it is a place."""
    value: Any = found
    for part in path.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return float(value)


def results(tasks: dict[str, Any]) -> Iterator[tuple[str, str, float, float]]:
    """Task, figure, floor and what was measured; skipped tasks are printed and left out."""
    for name, task in tasks.items():
        if "needs" in task and not (CHECKOUT / task["needs"]).exists():
            print(f"{name}: skipped, {task['needs']} is missing")
            continue
        found = measured(task["module"], task.get("arguments", []))
        for path, floor in task["floors"].items():
            yield name, path, floor, value_at(found, path)


def lifted(text: str, path: str, floor: float, value: float, slack: float) -> str:
    """The file with one floor lifted, if the figure is higher by more than the slack."""
    higher = round(value - slack, 3)
    if higher <= floor:
        return text
    return re.sub(rf'(?m)^("{re.escape(path)}" = ){re.escape(str(floor))}$', rf"\g<1>{higher}", text, count=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true")
    options = parser.parse_args()
    text = FLOORS.read_text(encoding="utf-8")
    tasks = tomllib.loads(text)
    fallen = False
    for name, path, floor, value in results(tasks):
        low = value < floor
        fallen |= low
        print(f"{name:12s} {path:32s} {value:8.3f}  floor {floor:8.3f}{'  BELOW' if low else ''}", flush=True)
        if options.lift:
            text = lifted(text, path, floor, value, tasks[name].get("slack", 0.005))
    if options.lift:
        FLOORS.write_text(text, encoding="utf-8")
    sys.exit(fallen)


if __name__ == "__main__":
    main()
