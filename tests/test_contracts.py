from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_point_down_only() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout
    assert "3 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line", "named"),
    [
        ("extract/wrong.py", "import memcon.read", "memcon.extract.wrong -> memcon.read"),
        ("types.py", "import memcon.ids", "memcon.types -> memcon.ids"),
        ("page.py", "import memcon.jobs", "memcon.page -> memcon.jobs"),
        ("read/wrong.py", "import torch", "memcon.read.wrong -> torch"),
        ("extract/wrong.py", "import onnxruntime", "memcon.extract.wrong -> onnxruntime"),
    ],
)
def test_an_import_that_points_up_or_aside_is_found(tmp_path: Path, file: str, line: str, named: str) -> None:
    shutil.copytree(ROOT / "memcon", tmp_path / "memcon", ignore=shutil.ignore_patterns("__pycache__", "*.toml"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "memcon" / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout
    assert named in done.stdout
