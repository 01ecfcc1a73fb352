from __future__ import annotations

import inspect
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import memcon
from memcon import jobs
from memcon.types import Reading, Refusal
from tests.factory import report

ROOT = Path(__file__).parents[1]
GOOD, BAD = Reading(report("Talks.")), Refusal("b.txt", "is empty")
Answers = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Let the jobs give these results for every source; the list that comes back says how they were asked."""

    def give(*results: Reading | Refusal) -> list[dict[str, Any]]:
        asked: list[dict[str, Any]] = []

        def read_and_extract(path: str, **described: Any) -> Iterator[Reading | Refusal]:
            asked.append({"path": path, **described})
            yield from results

        monkeypatch.setattr(jobs, "read_and_extract", read_and_extract)
        return asked

    return give


def test_the_doors_are_these_and_in_order() -> None:
    assert memcon.__all__ == sorted(memcon.__all__)
    assert set(memcon.__all__) == {
        "MemconError", "Reading", "Refusal", "Refused", "Report", "SeveralReports", "read", "read_all", "read_text",
        "to_json",
    }  # fmt: skip
    for name in memcon.__all__:
        assert inspect.getdoc(getattr(memcon, name)), f"{name} has no docstring"


def test_the_door_read_stays_a_function_when_its_room_is_imported() -> None:
    from memcon.read import open_reports

    assert callable(open_reports)
    assert inspect.isfunction(memcon.read)
    assert memcon.read.__module__ == "memcon"


def test_read_gives_the_one_reading(answers: Answers) -> None:
    asked = answers(GOOD)
    assert memcon.read(Path("a.txt"), outlet="Gazette", published="2031-05", url="u") == GOOD
    assert asked == [{"path": "a.txt", "outlet": "Gazette", "published": "2031-05", "url": "u", "allow_private": False}]


def test_read_raises_what_was_refused(answers: Answers) -> None:
    answers(BAD)
    with pytest.raises(memcon.Refused, match=r"^b\.txt: is empty$") as caught:
        memcon.read("b.txt")
    assert (caught.value.name, caught.value.reason) == ("b.txt", "is empty")


@pytest.mark.parametrize("results", [(GOOD, GOOD), (GOOD, BAD), (BAD, GOOD)])
def test_read_of_several_reports_says_which_door_reads_them(answers: Answers, results: tuple[Any, ...]) -> None:
    answers(*results)
    with pytest.raises(memcon.SeveralReports, match="read_all"):
        memcon.read("a.jsonl")


def test_read_of_nothing_is_refused(answers: Answers) -> None:
    answers()
    with pytest.raises(memcon.Refused, match="holds no report"):
        memcon.read("empty/")


def test_a_date_that_is_none_is_raised_by_every_door() -> None:
    with pytest.raises(memcon.Refused, match="soon"):
        memcon.read("a.txt", published="soon")
    with pytest.raises(memcon.Refused, match="soon"):
        next(memcon.read_all("a.txt", published="soon"))
    with pytest.raises(memcon.Refused, match="soon"):
        memcon.read_text("Talks began.", published="soon")


def test_read_all_goes_through_its_sources_in_order(answers: Answers) -> None:
    asked = answers(GOOD, BAD)
    results = memcon.read_all("a", Path("b"), allow_private=True)
    assert next(results) == GOOD
    assert [it["path"] for it in asked] == ["a"]
    assert list(results) == [BAD, GOOD, BAD]
    assert all(it["allow_private"] for it in asked)


def test_read_text_hands_the_text_over_whole(answers: Answers) -> None:
    asked = answers(GOOD)
    text = " {“Talks”}\n\n\u2028went on. "
    assert memcon.read_text(text, title="T", published="2031") == GOOD
    assert json.loads(asked[0]["stdin"].read()) == {"text": text, "title": "T", "published": "2031"}


def test_read_text_calls_what_it_refuses_text(answers: Answers) -> None:
    answers(Refusal("-, line 1", "is empty"))
    with pytest.raises(memcon.Refused, match=r"^text: is empty$"):
        memcon.read_text("")


@pytest.mark.parametrize("text", ["Ghana and Togo talked on Monday, two officials said.", '{"text": "Ghana and Togo"}'])
def test_read_text_keeps_offsets_in_the_given_string(text: str) -> None:
    reading = memcon.read_text(text, outlet="Gazette")
    assert reading.report.text == text
    assert reading.report.outlet == "Gazette"
    assert reading.report.original is None


def test_importing_memcon_loads_no_heavy_library() -> None:
    code = "import sys, memcon; print(*sorted({'spacy', 'pydantic', 'rich', 'trafilatura', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_the_version_is_the_package_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert memcon.__version__ == project["version"]
