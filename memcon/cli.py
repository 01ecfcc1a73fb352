"""The command line: one function for each command, each a thin door over `jobs`, `schema` and `page`."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from memcon import __version__
from memcon.terminal import printable
from memcon.types import Reading, Refusal

if TYPE_CHECKING:
    from rich.console import Console

ALL_READ, SOME_REFUSED, NOTHING_READ = 0, 1, 2
# What shells report for a program ended by SIGINT and SIGPIPE.
INTERRUPTED, PIPE_CLOSED = 130, 141

_ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ].+)?)?)?", re.ASCII)

app = typer.Typer(
    name="memcon",
    help="Read reports about a negotiation: who said what to whom, who says so, who denies it, with the words behind it.",
    epilog="Examples:  memcon read report.html    memcon read --json reports/ > readings.jsonl    memcon schema",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run `memcon` and end the process with its exit status, quietly where the reader went away or pressed Ctrl-C."""
    try:
        status = app(standalone_mode=True)
    except BrokenPipeError:
        status = PIPE_CLOSED
    raise SystemExit(status)


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one reading a line.")] = False,
    outlet: Annotated[str | None, typer.Option(help="Who published the reports.")] = None,
    published: Annotated[str | None, typer.Option(help="When.")] = None,
    url: Annotated[str | None, typer.Option(help="Where.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Private addresses.")] = False,
) -> None:
    """Read reports and print what they say."""
    from memcon.jobs import read_and_extract
    from memcon.schema import to_json

    done = refused = 0
    for path in paths:
        for found in read_and_extract(path, outlet=outlet, published=published, url=url, allow_private=allow_private):
            if isinstance(found, Refusal):
                refused += 1
                print(f"memcon: {printable(found.name)}: {printable(found.reason)}", file=sys.stderr)
            else:
                done += 1
                print(to_json(found), flush=True)
    raise typer.Exit(2 if not done else 1 if refused else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    from memcon.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@app.callback()
def _root() -> None: ...


if __name__ == "__main__":
    main()
