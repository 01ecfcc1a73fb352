"""War and peace, or wages and transfers. Each row: the oddity, the words, how many moves are read."""

from __future__ import annotations

import pytest

from memcon.extract import extract
from memcon.extract.domain import Domain
from tests.extract.told import read
from tests.factory import report

ROWS = [
    ("two states", "Sudan rejected Ethiopia's offer of a truce.", 2),
    ("a union and a company", "Sudan's union rejected the company's wage offer.", 0),
    ("clubs", "Real Madrid rejected Chelsea's offer for the striker.", 0),
    ("a state behind a wage dispute", "The nurses' union in Norway rejected the employers' wage offer on Monday.", 0),
    ("a merger", "Shareholders rejected the takeover offer of the French company.", 0),
    ("an armed group", "The Tamil Tigers rejected Sri Lanka's offer of a truce.", 2),
]


@pytest.mark.parametrize(("oddity", "text", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_moves_between_those_who_negotiate(oddity: str, text: str, wanted: int) -> None:
    assert len(read(text).events) == wanted, oddity


def test_what_the_gate_keeps_out_is_told() -> None:
    reading = read("Real Madrid rejected Chelsea's offer for the striker.")
    assert {(a.step, a.reason) for a in reading.abstentions} == {("events", "no negotiation")}


@pytest.mark.parametrize(
    ("text", "title", "read_"),
    [
        ("The minister rejected the offer, Norway said.", "Wages and shareholders: the takeover of the club", False),
        ("The minister rejected the offer, Norway said.", "Ceasefire and hostages: the truce", True),
        ("Norway rejected the company's offer.", None, False),
        ("Norway rejected the company's offer.", "Ceasefire and hostages: the truce", True),
    ],
)
def test_the_title_counts(text: str, title: str | None, read_: bool) -> None:
    assert bool(extract(report(text, title=title)).events) is read_


@pytest.mark.parametrize(
    ("oddity", "paragraph", "whole", "sides", "admitted"),
    [
        ("nothing but wages", (0, 1), (0, 1), 2, False),
        ("nothing at all", (0, 0), (0, 0), 1, True),
        ("two states in a report that is more about peace", (0, 2), (3, 2), 2, True),
        ("one state in a paragraph on wages", (0, 2), (3, 2), 1, False),
        ("one state in a paragraph on peace in a report on wages", (4, 1), (4, 6), 1, True),
        ("one state in a mixed paragraph in a report on wages", (2, 1), (4, 6), 1, False),
        ("two states in a paragraph on peace in a report on wages", (2, 1), (2, 6), 2, True),
    ],
)
def test_paragraph_and_report(
    oddity: str, paragraph: tuple[int, int], whole: tuple[int, int], sides: int, admitted: bool
) -> None:
    assert Domain((paragraph,), whole).admits(0, sides) is admitted, oddity
