from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from memcon import jobs
from memcon.config import Settings, settings
from memcon.errors import Refused
from memcon.types import Original, Reading, Refusal, Report
from tests.factory import report


def room(monkeypatch: pytest.MonkeyPatch, *found: Report | Refusal | Exception) -> list[dict[str, Any]]:
    """Put `found` in place of what the reading room finds; returns how it was asked."""
    asked: list[dict[str, Any]] = []

    def open_reports(path: str, **described: Any) -> Iterator[Report | Refusal]:
        asked.append({"path": path, **described})
        for it in found:
            if isinstance(it, Exception):
                raise it
            yield it

    monkeypatch.setattr(jobs, "open_reports", open_reports)
    monkeypatch.setattr(jobs, "extract", Reading)
    return asked


def test_reports_become_readings_and_refusals_pass_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = report("Talks."), Refusal("a.jsonl, line 2", "is empty")
    asked = room(monkeypatch, good, bad, good)
    stdin = io.BytesIO()
    found = jobs.read_and_extract(
        "a.jsonl", outlet="Gazette", published="2031", url="u", allow_private=True, stdin=stdin
    )
    assert list(found) == [Reading(good), bad, Reading(good)]
    assert asked == [
        {"path": "a.jsonl", "outlet": "Gazette", "published": "2031", "url": "u", "allow_private": True, "stdin": stdin}
    ]


def test_readings_are_made_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    room(monkeypatch, report("Talks."), RuntimeError("too early"))
    assert isinstance(next(jobs.read_and_extract("a.jsonl")), Reading)


def test_a_report_that_breaks_extraction_is_refused_by_name_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    original = Original("export.rtf, document 3", "text/rtf", "0", None)
    room(monkeypatch, report("bad", original=original, external_id="x7"), report("good"), report("bad"))

    def extract(it: Report) -> Reading:
        if it.text == "bad":
            raise RecursionError("deep\nin there")
        return Reading(it)

    monkeypatch.setattr(jobs, "extract", extract)
    first, second, third = jobs.read_and_extract("export.rtf")
    assert isinstance(first, Refusal)
    assert first.name == "export.rtf, document 3, x7"
    assert "RecursionError" in first.reason
    assert "\n" not in first.reason
    assert isinstance(second, Reading)
    assert isinstance(third, Refusal)
    assert third.name == "m1:0"


def test_what_was_said_wrongly_of_all_reports_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    room(monkeypatch, Refused("--published", "is no date"))
    with pytest.raises(Refused, match="--published"):
        list(jobs.read_and_extract("a.txt", published="soon"))


def test_ctrl_c_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    room(monkeypatch, report("Talks."))

    def extract(it: Report) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "extract", extract)
    with pytest.raises(KeyboardInterrupt):
        list(jobs.read_and_extract("a.txt"))


@pytest.mark.parametrize("debug", ["1", ""])
def test_the_traceback_is_logged_only_on_request(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, debug: str
) -> None:
    monkeypatch.setenv("MEMCON_DEBUG", debug)
    room(monkeypatch, report("Talks."))

    def extract(it: Report) -> Reading:
        raise KeyError(it.id)

    monkeypatch.setattr(jobs, "extract", extract)
    list(jobs.read_and_extract("in.pdf"))
    assert [record.exc_info is not None for record in caplog.records] == [True] * bool(debug)


@pytest.mark.parametrize(("value", "on"), [("1", True), ("yes", True), ("0", False), (" False ", False), ("", False)])
def test_debug_is_on_unless_it_says_no(value: str, on: bool) -> None:
    assert settings({"MEMCON_DEBUG": value}) == Settings(debug=on)


def test_without_the_variable_debug_is_off() -> None:
    assert settings({}) == Settings(debug=False)
