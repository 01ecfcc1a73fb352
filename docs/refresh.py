"""Run the commands that the documentation shows, and put what they print where the documentation shows it.

    python docs/refresh.py            rewrite the blocks
    python docs/refresh.py --check    change nothing; name the files whose blocks are out of date, exit status 1

A block is a comment that names a command, a fence with its output, and a closing comment:

    <!-- output of: memcon read examples/01-istanbul-signing.txt -->
    ```text
    ```
    <!-- end of output -->

Commands run in the root of the project, on a terminal of 100 cells without colours. `memcon` and `python` are those of
the interpreter that runs this script; no shell is involved, and ` | ` joins commands.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/guide.md", "docs/measures.md", "docs/decisions/0002-date-rules-of-our-own.md")
_BLOCK = re.compile(
    r"(?P<open><!-- output of: (?P<command>[^\n]+?) -->\n)```(?P<kind>\w*)\n(?P<output>.*?)```\n"
    r"(?P<close><!-- end of output -->\n)",
    re.DOTALL,
)
_ENVIRONMENT = {"COLUMNS": "100", "LINES": "50", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
_MEMCON = "import sys; from memcon.cli import main; sys.argv[0] = 'memcon'; main()"


class Failed(Exception):
    """A command of the documentation did not run; the message says which and why."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="change nothing, name what is out of date")
    parser.add_argument("--pick", metavar="PATH", help="print a part of the JSON line on standard input: events.0.act")
    options = parser.parse_args()
    if options.pick:
        print(json.dumps(picked(json.loads(sys.stdin.readline()), options.pick), indent=1, ensure_ascii=False))
        return 0
    try:
        stale = refresh([ROOT / page for page in PAGES], write=not options.check)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    for page in stale:
        print(
            f"{page.relative_to(ROOT)}: {'out of date; run python docs/refresh.py' if options.check else 'rewritten'}"
        )
    return int(bool(stale) and options.check)


def refresh(pages: list[Path], *, write: bool) -> list[Path]:
    """The pages whose blocks differ from what their commands print now; with `write` they are rewritten."""
    stale = []
    for page in pages:
        old = page.read_text("utf-8")
        new = refreshed(old, output_of)
        if new != old:
            stale.append(page)
            if write:
                page.write_text(new, "utf-8")
    return stale


def refreshed(text: str, run: Callable[[str], str]) -> str:
    """`text` with each block holding what `run` gives for its command."""
    if text.count("<!-- output of:") != len(_BLOCK.findall(text)):
        raise Failed("a block is not closed: see the head of docs/refresh.py for its form")

    def block(m: re.Match[str]) -> str:
        return f"{m['open']}```{m['kind']}\n{run(m['command'])}```\n{m['close']}"

    return _BLOCK.sub(block, text)


def output_of(command: str) -> str:
    """What `command` prints, without trailing blanks, ending in one line feed."""
    data = b""
    for part in command.split(" | "):
        program, *arguments = shlex.split(part)
        start = {"memcon": [sys.executable, "-c", _MEMCON], "python": [sys.executable]}.get(program, [program])
        environment = {**os.environ, **_ENVIRONMENT}
        # The commands are those of our own pages.
        done = subprocess.run([*start, *arguments], cwd=ROOT, env=environment, input=data, capture_output=True)  # noqa: S603, PLW1510
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it printed nothing"]
            raise Failed(f"{part}: exit status {done.returncode}: {lines[-1]}")
        data = done.stdout
    text = data.decode("utf-8")
    if "```" in text:
        raise Failed(f"{command}: its output holds a fence")
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n"


def picked(value: object, path: str) -> object:
    """The part of a JSON value that `path` leads to: keys and positions, joined by full stops."""
    for step in path.split("."):
        if isinstance(value, list):
            value = value[int(step)]
        elif isinstance(value, dict):
            value = value[step]
        else:
            raise KeyError(step)
    return value


if __name__ == "__main__":
    sys.exit(main())
