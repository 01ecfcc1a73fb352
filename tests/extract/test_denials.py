"""Who denies whom, and what: one false "denied by" is worse than a denial left alone.

Each row: the oddity, the words, the conflicts as `who denies > who is denied`, and who denies a move.
"""

from __future__ import annotations

import pytest

from memcon.types import Reading
from tests.extract.told import read

CEASEFIRE = "France said Mali had agreed to a ceasefire with the rebels."
SIGNED = "Qatar said Congo and the M23 had signed a ceasefire agreement."

ROWS = [
    ("a deed of its own, and nothing shared", f"{CEASEFIRE} Algeria denied that it had closed its border.", "", ""),
    ("a shared name is no shared deed",
     "The RSF said it had accepted a truce with Sudan's army. The UAE denied that it had supplied weapons to the RSF.",
     "", ""),
    ("two shared names are none either",
     "Oman said Iran had agreed to meet the United States. Israel denied that Iran had bombed the United States.",
     "", ""),
    ("a charge denied by a gerund",
     "Paul Kagame said he would pull out troops if the rebels signed a ceasefire. Qatar denied supporting the rebels.",
     "", ""),
    ("a deed in another paragraph", f"{CEASEFIRE}\n\nAlgeria denied closing its border with Mali.", "", ""),
    ("a negative noun with its own relative clause",
     f"{SIGNED} \"We have signed nothing that touches the constitution,\" said Congo's spokesman Patrick Muyaya.",
     "", ""),
    ("a plain negative of another deed",
     "France said Mali had agreed to a ceasefire with the rebels. Algeria said no prisoners had been freed.", "", ""),
    ("a deed of the same family by others with others",
     "Oman said the United States had held talks with Russia. Israel denied that it had met Lebanon.", "", ""),
    ("a report of another deed", f"{CEASEFIRE} Niger denied a report that it had closed its border.", "", ""),
    ("a deed denied by a gerund",
     "Washington said Iran had accepted the proposal. Iran denied accepting it.", "Iran > Washington", "Iran"),
    ("the deed itself", f"{CEASEFIRE} Mali denied that it had agreed to a ceasefire.", "Mali > France", "Mali"),
    ("a word of the same family",
     f"{CEASEFIRE} Mali denied that any truce deal had been signed.", "Mali > France", "Mali"),
    ("denied it", f"{CEASEFIRE} Mali denied it.", "Mali > France", "Mali"),
    ("denied that", f"{CEASEFIRE} Mali denied that.", "Mali > France", "Mali"),
    ("denied the report", f"{CEASEFIRE} Mali denied the report.", "Mali > France", "Mali"),
    ("called it false", f"{CEASEFIRE} Mali called the report false.", "Mali > France", "Mali"),
    ("no such", f'{CEASEFIRE} "There is no such agreement," Mali said.', "Mali > France", "Mali"),
    ("a plain negative of the same deed",
     f"{CEASEFIRE} Mali said it had not agreed to any ceasefire.", "Mali > France", "Mali"),
    ("nothing at all",
     f'{SIGNED} "We have signed nothing," Congo said.',
     "Congo > Qatar", "Congo"),
    ("a denial alone in a report", "Algeria denied that it had closed its border.", "", ""),
    ("asked whether, neither confirms nor denies",
     "Asked whether he had sent a letter to Iran, the French president said he could neither confirm nor deny it.",
     "", ""),
]  # fmt: skip


def _source(reading: Reading, attribution: str) -> str:
    source = next(a.source for a in reading.attributions if a.id == attribution)
    return next((s.mention for s in reading.sources if s.id == source), "?")


def conflicts(text: str) -> str:
    reading = read(text)
    return "; ".join(f"{_source(reading, c.left)} > {_source(reading, c.right)}" for c in reading.conflicts)


def deniers(text: str) -> str:
    """Who denies a move, of all moves that another source affirms."""
    reading = read(text)
    told = [e for e in reading.events if any(x.stance == "affirm" for x in e.attributed)]
    denying = (_source(reading, x.attribution) for e in told for x in e.attributed if x.stance == "deny")
    return "; ".join(dict.fromkeys(denying))


@pytest.mark.parametrize(("oddity", "text", "pairs", "denied_by"), ROWS, ids=[row[0] for row in ROWS])
def test_who_denies_whom(oddity: str, text: str, pairs: str, denied_by: str) -> None:
    assert (conflicts(text), deniers(text)) == (pairs, denied_by), oddity


@pytest.mark.parametrize(("oddity", "text", "pairs", "denied_by"), ROWS, ids=[row[0] for row in ROWS])
def test_no_source_both_affirms_and_denies_a_move(oddity: str, text: str, pairs: str, denied_by: str) -> None:
    for event in read(text).events:
        sources = [(_source(read(text), x.attribution), x.stance) for x in event.attributed]
        affirming = {source for source, stance in sources if stance == "affirm"}
        assert not affirming & {source for source, stance in sources if stance != "affirm"}, oddity


JOINT = [
    ("behind a by-phrase",
     "The army rejected a truce accepted by the rebels, two diplomats and a Sudanese official told Reuters on Monday.",
     {"two diplomats", "a Sudanese official"}),
    ("behind an object", "Iran has rejected the offer, a diplomat and two officials said.",
     {"a diplomat", "two officials"}),
    ("three speakers in front", "Mali, France and Niger said the talks had failed.",
     {"Mali", "France", "Niger"}),
]  # fmt: skip


@pytest.mark.parametrize(("oddity", "text", "speakers"), JOINT, ids=[row[0] for row in JOINT])
def test_speakers_joined_by_and(oddity: str, text: str, speakers: set[str]) -> None:
    reading = read(text)
    outermost = [a for a in reading.attributions if a.parent is None]
    assert {_source(reading, a.id) for a in outermost} == speakers, oddity
