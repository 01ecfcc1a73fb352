"""What is asked and given. Each row: the oddity, the words, `issue: words (asked by, given by)` of the first event."""

from __future__ import annotations

import pytest

from memcon.extract.issues import issues_of, topic_of
from memcon.extract.sentences import read_sentences
from tests.extract.told import read

ROWS = [
    ("an offer gives", "Sudan offered a truce.", "ceasefire: a truce (None, SDN)"),
    ("asked in return", "Sudan offered a truce in return for the lifting of sanctions.",
     "ceasefire: a truce (None, SDN); sanctions: the lifting of sanctions (SDN, None)"),
    ("talks alone are no term", "Sudan proposed talks.", ""),
    ("a meeting has none", "Sudan met Ethiopia on the withdrawal of troops.", ""),
    ("a demand is asked of the clause's subject", "Sudan demanded that Ethiopia withdraw its troops.",
     "withdrawal: that Ethiopia withdraw its troops (SDN, ETH)"),
    ("a request is asked of its object", "Sudan urged Ethiopia to release the prisoners.",
     "prisoners: to release the prisoners (SDN, ETH)"),
    ("a demand of nobody in particular", "Sudan demanded the release of the prisoners.",
     "prisoners: the release of the prisoners (SDN, None)"),
    ("a condition hangs on the clause around", "Sudan is open to talks if Ethiopia lifts the sanctions.",
     "sanctions: if Ethiopia lifts the sanctions (SDN, ETH)"),
    ("'must' asks", "Ethiopia must withdraw its troops, Sudan said.",
     "withdrawal: Ethiopia must withdraw its troops (SDN, ETH)"),
    ("an agreement's are nobody's alone", "Sudan agreed to disarm the militia.",
     "disarmament: to disarm the militia (None, None)"),
    ("a concession gives", "Sudan released two hundred prisoners.", "prisoners: two hundred prisoners (None, SDN)"),
    ("the time of an offer is no term", "Sudan offered talks after the withdrawal of troops.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("oddity", "text", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_terms(oddity: str, text: str, wanted: str) -> None:
    event = read(text).events[0]
    assert "; ".join(f"{t.issue}: {t.text} ({t.asked_by}, {t.given_by})" for t in event.terms) == wanted, oddity


@pytest.mark.parametrize(
    ("oddity", "text", "wanted"),
    [
        ("most words first", "the release of hostages and prisoners on the border", ["prisoners", "territory"]),
        ("the more particular of two with one word each", "the border ceasefire", ["territory", "ceasefire"]),
        ("two words that must stand together", "a buffer between the zone", ["territory"]),
        ("the same two together", "peace in the buffer zone", ["territory", "security_guarantees"]),
        ("another form of the word", "They withdrew.", ["withdrawal"]),
        ("nothing listed", "the green river", []),
        ("nothing at all", "", []),
    ],
)
def test_issues(oddity: str, text: str, wanted: list[str]) -> None:
    doc = read_sentences(text)
    assert issues_of(doc, range(len(doc.tokens))) == wanted, oddity


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ceasefire talks", "ceasefire"),
        ("peace talks", "peace_agreement"),
        ("talks on prisoners", "prisoners"),
        ("talks", "talks"),
        ("the river", "other"),
    ],
)
def test_the_more_particular_topic_wins(text: str, topic: str) -> None:
    doc = read_sentences(text)
    assert topic_of(doc, range(len(doc.tokens))) == topic
