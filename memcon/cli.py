"""The command line: one function for each command, each a thin door over `jobs`, `page` and `schema`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer

from memcon import __version__
from memcon.config import settings
from memcon.errors import Refused
from memcon.terminal import printable
from memcon.types import Reading, Refusal

ALL_READ, SOME_REFUSED, NOTHING_READ = 0, 1, 2

_HELP = "Read reports about a negotiation and print who said what to whom, who says so and who denies it."
_EXAMPLES = """\b
Examples:
  memcon read report.html                          a page to read
  memcon read --json reports/ > readings.jsonl     one reading a line
  memcon read --published 2024-02-13 wire.txt      say what the file does not
  curl -s ADDRESS | memcon read -                  from standard input
  memcon schema                                    what a line of --json holds
"""

app = typer.Typer(
    name="memcon",
    help=_HELP,
    epilog=_EXAMPLES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command line. Whatever happens, a user gets at most one line and an exit status, never a traceback."""
    try:
        app()
    except Exception as failure:
        if settings().debug:
            raise
        _abandon_output()
        reason = failure.strerror if isinstance(failure, OSError) and failure.strerror else repr(failure)
        _complain(f"stopped: {reason}; MEMCON_DEBUG=1 shows where")
        raise SystemExit(NOTHING_READ) from None


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"memcon {__version__}")
        raise typer.Exit


_Version = Annotated[
    bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
]


@app.callback()
def _options(*, version: _Version = False) -> None:
    """What stands before the command; each option does its work itself."""


@app.command(
    short_help="Read reports and print what they hold.",
    epilog="Exit status: 0 all reports were read, 1 some were refused, 2 nothing could be read.",
)
def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="A .txt, .md, .html, .jsonl, .docx, .rtf, .pdf, .warc or .warc.gz file, a folder of these, "
            "an http(s) address, or - for standard input.",
        ),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one reading a line (see memcon schema).")] = False,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published the reports, whatever they say themselves.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When they were published: 2024, 2024-02 or 2024-02-13.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where they were published.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses inside your own network too.")
    ] = False,
    width: Annotated[
        int | None, typer.Option(metavar="N", min=40, help="How wide pages are, in terminal cells.")
    ] = None,
) -> None:
    """Read reports: a page for each, or with --json one reading a line, as soon as it is made.

    A report that cannot be read gets one line on standard error and does not stop the rest.
    """
    # Opening the rooms loads a parser; --help and schema do not wait for it.
    from memcon.jobs import read_and_extract

    show = _json_printer() if as_json else _page_printer(width)
    tally = _Tally()
    try:
        with _progress(paths) as advance:
            for path in paths:
                for result in read_and_extract(
                    path, outlet=outlet, published=published, url=url, allow_private=allow_private
                ):
                    tally.take(result, show)
                    advance(tally)
    except Refused as misuse:
        _complain(str(misuse))
        raise typer.Exit(NOTHING_READ) from None
    raise typer.Exit(tally.status())


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading (draft 2020-12)."""
    from memcon.schema import SHIPPED

    print(SHIPPED.read_text(encoding="utf-8"), end="")


@dataclass
class _Tally:
    """What became of the reports so far."""

    read: int = 0
    refused: int = 0

    def take(self, result: Reading | Refusal, show: Callable[[Reading], None]) -> None:
        if isinstance(result, Refusal):
            self.refused += 1
            _complain(f"{result.name}: {result.reason}")
        else:
            self.read += 1
            show(result)

    def status(self) -> int:
        if not self.read:
            return NOTHING_READ
        return SOME_REFUSED if self.refused else ALL_READ


def _complain(line: str) -> None:
    print(f"memcon: {printable(line)}", file=sys.stderr, flush=True)


def _json_printer() -> Callable[[Reading], None]:
    from memcon.schema import to_json

    _prepare_output(encoding="utf-8")
    return lambda reading: print(to_json(reading), flush=True)


def _page_printer(width: int | None) -> Callable[[Reading], None]:
    from rich.console import Console
    from rich.rule import Rule

    from memcon.page import page

    _prepare_output(errors="replace")
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    between: list[Rule] = []

    def show(reading: Reading) -> None:
        console.print(*between, page(reading, console.width), sep="\n")
        between[:] = [Rule(style="dim")]
        sys.stdout.flush()

    return show


def _prepare_output(*, encoding: str | None = None, errors: str | None = None) -> None:
    """JSON is UTF-8 everywhere; a page is what the terminal can show."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors=errors)


def _abandon_output() -> None:
    """What cannot be written any more must not be tried again, with a traceback, when Python ends."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _progress(paths: Sequence[str]) -> Iterator[Callable[[_Tally], None]]:
    """A bar on standard error from the second report on, where a person waits there and pages do not show it anyway."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from memcon.read import count_reports

    columns = BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    # Standard output is not the bar's to redirect: readings go there.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task("", total=count_reports(paths))

    def advance(tally: _Tally) -> None:
        done = tally.read + tally.refused
        if done == 2:
            bar.start()
        bar.update(task, completed=done, description=f"{tally.read} read, {tally.refused} refused")

    try:
        yield advance
    finally:
        bar.stop()


if __name__ == "__main__":
    main()
