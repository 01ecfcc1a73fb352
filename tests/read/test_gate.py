"""What is admitted as a report, and the one line a user reads where it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.ids import report_id
from memcon.read.drafts import Draft
from memcon.read.gate import TEXT_LIMIT, WORD_LIMIT, admit
from memcon.types import Original, Refusal, Report

NOWHERE = Original("note.txt", "text/plain", "0" * 64, "utf-8")
GOOD = "The envoy said both sides would send a delegation to the lakeside town next week."


def draft(text: str) -> Draft:
    return Draft("note.txt", text, NOWHERE)


def reason(found: Report | Refusal) -> str:
    assert isinstance(found, Refusal), found
    assert found.name == "note.txt"
    assert "\n" not in found.reason
    return found.reason


def test_a_report_keeps_what_the_draft_says() -> None:
    given_ = replace(
        draft(GOOD), title="Talks", outlet="Valley Times", external_id="7", published="2019-05", language="EN-us"
    )
    report = admit(given_)
    assert isinstance(report, Report)
    assert (report.text, report.title, report.external_id, report.language) == (GOOD, "Talks", "7", "en")
    assert report.original == NOWHERE
    assert report.id == report_id(
        GOOD, title="Talks", outlet="Valley Times", byline=None, url=None, published="2019-05"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t ", "nothing but white space (4 characters)"),
        ("12 : 30 — 7", "no words in it"),
        ("🕊🕊", "no words in it"),
        (GOOD * 3000, f"{len(GOOD) * 3000:,} characters long (limit: 200,000)"),
        ("a" * 2_000_000, "2,000,000 characters long (limit: 200,000)"),
        (
            GOOD + " " + "a" * (WORD_LIMIT + 1),
            "more than 5,000 characters without white space (from character 82): no text",
        ),
        (GOOD + "\0", "null character in the text, at character 81"),
        (GOOD + "\ud800", "half a surrogate pair in the text, at character 81 (U+D800)"),
        ("Министр сказал, что переговоры начнутся.", "not English: 100% of its letters are Cyrillic"),
        ("قال الوزير إن المحادثات ستبدأ", "not English: 100% of its letters are Arabic"),
        ("部长说谈判将于周五开始。", "not English: 100% of its letters are CJK"),
        (
            "Der Minister sagte, dass die Gespräche am Freitag in Genf fortgesetzt werden.",
            "not English: 100% of its letters stand in parts that look German",
        ),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert reason(admit(draft(text))) == why


def test_the_longest_text_and_word_are_admitted() -> None:
    words = (GOOD + " ") * 3000
    assert isinstance(admit(draft(words[:TEXT_LIMIT])), Report)
    assert isinstance(admit(draft(f"{GOOD} http://valley.example/{'a' * (WORD_LIMIT - 22)}")), Report)


@pytest.mark.parametrize("field", ["title", "outlet", "byline", "url", "external_id"])
def test_half_characters_in_what_is_said_about_it(field: str) -> None:
    for bad, why in (("a\udc80", "half a surrogate pair"), ("a\0", "null character")):
        said: Any = {field: bad}
        assert reason(admit(replace(draft(GOOD), **said))).startswith(f"{why} in the {field}")


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US", "eng", "English", " en ", "", None])
def test_english_by_any_name(language: str | None) -> None:
    assert isinstance(admit(replace(draft(GOOD), language=language)), Report)


@pytest.mark.parametrize("language", ["ru", "de-AT", "Enets", "enm", "x" * 1000])
def test_a_language_given_as_another_is_believed(language: str) -> None:
    assert (
        reason(admit(replace(draft(GOOD), language=language)))
        == f"language is given as {language[:40]!r}: only English is read"
    )


@given(st.text())
def test_any_text_is_admitted_or_refused_in_one_line(text: str) -> None:
    found = admit(draft(text))
    assert isinstance(found, Report) or "\n" not in found.reason
