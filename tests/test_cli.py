from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from memcon import __version__, cli, jobs
from memcon.schema import from_dict, json_schema
from memcon.types import Reading, Refusal
from tests.factory import ferry_talks

# Stands in for the rooms in a process of its own: the path says how many readings come, and what else happens.
FAKE = """
import sys, time
from memcon import cli, jobs
from memcon.types import Refusal
from tests.factory import ferry_talks

def read_and_extract(path, **described):
    count, _, then = path.partition("-")
    for number in range(int(count)):
        yield ferry_talks()
    if then == "wait":
        time.sleep(60)
    if then == "refuse":
        yield Refusal(path, "is empty")
    if then == "fail":
        raise ValueError("nobody foresaw it")

jobs.read_and_extract = read_and_extract
cli.main()
"""
SHORT = "Ghana and Togo held talks on Monday, two officials said. Ghana denied that it had offered a truce.\n"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", FAKE, *arguments]


def run(*arguments: str, code: str = FAKE, **more: Any) -> subprocess.CompletedProcess[str]:
    given = [sys.executable, "-c", code, *arguments]
    return subprocess.run(given, capture_output=True, text=True, check=False, encoding="utf-8", **more)


def real(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return run(*arguments, code="from memcon.cli import main; main()", **more)


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Reading | Refusal]]:
    """What the jobs find under each path; the test fills it in."""
    found: dict[str, list[Reading | Refusal]] = {}

    def read_and_extract(path: str, **_: Any) -> Iterator[Reading | Refusal]:
        yield from found[path]

    monkeypatch.setattr(jobs, "read_and_extract", read_and_extract)
    return found


Results = dict[str, list[Reading | Refusal]]
GOOD, BAD = ferry_talks(), Refusal("b.txt", "is empty")


@pytest.mark.parametrize(
    ("found", "status"), [([GOOD], 0), ([GOOD, BAD], 1), ([BAD, GOOD], 1), ([BAD], 2), ([BAD, BAD], 2), ([], 2)]
)
def test_the_exit_status_says_what_became_of_the_reports(results: Results, found: Any, status: int) -> None:
    results["a"] = found
    for arguments in (["read", "a"], ["read", "--json", "a"]):
        assert CliRunner().invoke(cli.app, arguments).exit_code == status


def test_json_is_one_reading_a_line_in_input_order(results: Results) -> None:
    results["a"], results["b"] = [GOOD, BAD, GOOD], [GOOD]
    done = CliRunner().invoke(cli.app, ["read", "--json", "a", "b"])
    assert [from_dict(json.loads(line)) for line in done.stdout.splitlines()] == [GOOD] * 3
    assert done.stderr == "memcon: b.txt: is empty\n"


def test_pages_stand_under_one_another_with_a_rule_between(results: Results) -> None:
    results["a"] = [GOOD, GOOD]
    done = CliRunner().invoke(cli.app, ["read", "--width", "60", "a"])
    assert done.stdout.count("Ghana offers a ferry truce") == 2
    assert done.stdout.splitlines().count("─" * 60) == 1
    assert max(map(len, done.stdout.splitlines())) <= 60


def test_a_refusal_is_one_line_that_cannot_drive_the_terminal(results: Results) -> None:
    results["a"] = [Refusal("evil\x1b[2J\n.txt", "is\x07 not\r\nUTF-8")]
    done = CliRunner().invoke(cli.app, ["read", "a"])
    assert done.stderr == "memcon: evil␛[2J .txt: is␇ not  UTF-8\n"


def test_what_is_said_about_the_reports_reaches_the_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def read_and_extract(path: str, **described: Any) -> Iterator[Reading | Refusal]:
        asked.append((path, described))
        yield GOOD

    monkeypatch.setattr(jobs, "read_and_extract", read_and_extract)
    options = ["--outlet", "Gazette", "--published", "2031-05", "--url", "https://x.example", "--allow-private"]
    assert CliRunner().invoke(cli.app, ["read", *options, "a"]).exit_code == 0
    described = {"outlet": "Gazette", "published": "2031-05", "url": "https://x.example", "allow_private": True}
    assert asked == [("a", described)]


def test_schema_prints_the_schema() -> None:
    done = CliRunner().invoke(cli.app, ["schema"])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == json_schema()


def test_version() -> None:
    done = CliRunner().invoke(cli.app, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"memcon {__version__}\n")


def test_help_shows_examples() -> None:
    done = CliRunner().invoke(cli.app, ["--help"])
    assert done.exit_code == 0
    assert "\n    memcon read --json reports/ > readings.jsonl " in done.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["read"], ["nosuch"], ["read", "--nosuch", "a"], ["read", "--width", "x", "a"]]
)
def test_a_usage_error_shows_the_usage_and_ends_with_2(arguments: list[str]) -> None:
    done = CliRunner().invoke(cli.app, arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("Usage: ")
    assert done.stdout == ""


@pytest.mark.parametrize("date", ["yesterday", "2031-13", "2031-02-30", "13/05/2031", "31", "2031-05-03\x1b[2J"])
def test_a_date_that_is_none_gets_one_line_however_much_there_is_to_read(date: str) -> None:
    done = CliRunner().invoke(cli.app, ["read", "--published", date, "a.txt", "b.txt"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("memcon: --published: ")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_no_colour_where_the_output_is_no_terminal() -> None:
    assert "\x1b" not in run("read", "1").stdout


def terminal(*arguments: str, **environment: str) -> str:
    """What a command writes to a terminal as its standard output."""
    master, slave = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM", "COLORTERM"}}
    done = subprocess.Popen(command(*arguments), stdout=slave, env=plain | {"TERM": "xterm-256color"} | environment)
    os.close(slave)
    written = b""
    try:
        while chunk := os.read(master, 4096):
            written += chunk
    except OSError:  # The terminal's other end was closed.
        pass
    finally:
        os.close(master)
    assert done.wait(30) == 0
    return written.decode()


def test_a_terminal_gets_colours_unless_no_color_is_set() -> None:
    assert "\x1b[1;34m" in terminal("read", "1")
    without = terminal("read", "1", NO_COLOR="1")
    assert "Ghana offers a ferry truce" in without
    assert "34m" not in without


def test_json_is_utf8_whatever_the_terminal_speaks() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    page = run("read", "1", env=environment)
    assert page.returncode == 0
    assert "?Ghana denied" in page.stdout
    assert from_dict(json.loads(run("read", "--json", "1", env=environment).stdout)) == GOOD


def test_a_reading_is_printed_before_the_next_is_made() -> None:
    with subprocess.Popen(command("read", "--json", "1-wait"), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert from_dict(json.loads(process.stdout.readline())) == GOOD
        assert process.poll() is None
        process.kill()


def test_ctrl_c_ends_quietly() -> None:
    with subprocess.Popen(
        command("read", "--json", "1-wait"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job ignores Ctrl-C, and so would its children: the test must not depend on that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 (no threads here)
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == ""


@pytest.mark.parametrize("arguments", [["read", "--json", "300"], ["read", "300"], ["schema"]])
def test_a_reader_that_goes_away_ends_it_quietly(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    process = subprocess.Popen(command(*arguments), stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    os.close(reader)
    assert process.stderr
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(30) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["read", "--json", "1"], ["read", "1"], ["schema"]])
def test_a_full_disk_is_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command(*arguments), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("memcon: stopped: No space left on device")
    assert done.stderr.count("\n") == 1


def test_what_nobody_foresaw_is_one_line_and_a_traceback_only_on_request() -> None:
    done = run("read", "1-fail")
    assert done.returncode == 2
    assert done.stderr == "memcon: stopped: ValueError('nobody foresaw it'); MEMCON_DEBUG=1 shows where\n"
    assert "Traceback" in run("read", "1-fail", env=os.environ | {"MEMCON_DEBUG": "1"}).stderr


def test_a_bar_on_standard_error_counts_where_a_person_waits() -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        command("read", "--json", "3-refuse", "2"),
        stdout=subprocess.PIPE,
        stderr=slave,
        env=os.environ | {"TERM": "xterm"},
    )
    os.close(slave)
    lines: list[bytes] = []
    reader = threading.Thread(target=lambda: lines.extend(process.stdout or ()))
    reader.start()
    written = b""
    try:
        while chunk := os.read(master, 4096):
            written += chunk
    except OSError:  # The terminal's other end was closed.
        pass
    assert process.wait(30) == 1
    reader.join()
    if process.stdout:
        process.stdout.close()
    os.close(master)
    assert len(lines) == 5
    assert b"memcon: 3-refuse: is empty" in written
    assert b"5 read, 1 refused" in written


def test_help_and_schema_load_no_parser() -> None:
    code = "import sys; from memcon.cli import app\ntry: app()\nfinally: print(*sys.modules, file=sys.stderr)"
    for arguments in (["--help"], ["read", "--help"], ["schema"], ["--version"]):
        loaded = set(run(*arguments, code=code).stderr.split())
        assert not loaded & {"spacy", "trafilatura", "lxml", "memcon.jobs", "rich.console"}


def test_a_real_file_a_missing_one_and_both(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(SHORT * 3, encoding="utf-8")
    read = real("read", "--json", str(good))
    assert (read.returncode, read.stderr) == (0, "")
    assert json.loads(read.stdout)["report"]["text"] == SHORT * 3
    both = real("read", str(tmp_path / "missing.txt"), str(good))
    assert both.returncode == 1
    assert both.stderr.startswith("memcon: ")
    assert both.stderr.count("\n") == 1
    assert "MOVES" in both.stdout


def test_nothing_that_could_be_read_ends_with_2(tmp_path: Path) -> None:
    done = real("read", str(tmp_path / "missing.txt"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_standard_input_is_a_report() -> None:
    done = real("read", "--json", "-", input=SHORT)
    assert done.returncode == 0
    assert json.loads(done.stdout)["report"]["text"] == SHORT
