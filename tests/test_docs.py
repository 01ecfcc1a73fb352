from __future__ import annotations

import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import typer.main

from memcon import types
from memcon.cli import app
from memcon.schema import json_schema

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
COMMAND = (REFERENCE / "command.md").read_text(encoding="utf-8")
READING = (REFERENCE / "reading.md").read_text(encoding="utf-8")


def commands() -> dict[str, Any]:
    root: Any = typer.main.get_command(app)
    return {"memcon": root} | {f"memcon {name}": it for name, it in root.commands.items()}


def test_the_tables_are_as_the_code_makes_them() -> None:
    script = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))
    stale = [path.name for path in script["stale"]()]
    assert not stale, f"{', '.join(stale)}: stale; run `make docs`"


def test_every_command_and_option_has_help_and_is_documented() -> None:
    for name, command in commands().items():
        assert command.help, f"{name} has no help"
        assert f"\n## `{name}`\n" in COMMAND
        for parameter in command.params:
            assert parameter.help, f"{name} {parameter.name} has no help"
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                assert f"`{option}" in COMMAND, f"{name} {option} is not documented"


def test_every_field_of_the_schema_is_documented() -> None:
    schema = json_schema()
    for name, noun in {"Reading": schema, **schema["$defs"]}.items():
        section = READING.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        assert section, f"{name} is not documented"
        for field in noun.get("properties", ()):
            assert f"\n| `{field}` |" in section, f"{name}.{field} is not documented"


def test_every_code_is_documented_with_its_meaning() -> None:
    book = tomllib.loads((Path(types.__file__).parent / "codebook" / "codes.toml").read_text(encoding="utf-8"))
    # The last lists describe the code book's own entries; no reading holds them.
    inner = {"manner", "actor.kind", "name.form", "publisher.kind", "pax_codes"}
    for name in book.keys() - inner:
        section = READING.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        for code, entry in book[name].items():
            assert f"\n| `{code}` | {entry['means'].replace('|', chr(92) + '|')} |" in section, f"{name}.{code}"


def test_every_environment_variable_that_memcon_reads_is_documented() -> None:
    read = (ROOT / "memcon" / "config.py").read_text(encoding="utf-8")
    named = {word.strip('"(,') for word in read.split() if "MEMCON_" in word}
    assert named
    for name in named:
        variable = name[name.index("MEMCON_") :].partition('"')[0].strip(").:")
        assert f"`{variable}`" in COMMAND


def test_what_the_pages_show_is_what_the_commands_print() -> None:
    check = [sys.executable, str(ROOT / "docs" / "refresh.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}run `make docs`"
