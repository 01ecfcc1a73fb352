"""Where parties stand. Each row: the oddity, the words, `party issue: words` of every position."""

from __future__ import annotations

import pytest

from tests.extract.told import read, who

ROWS = [
    ("opposes", "Egypt opposes any transfer of Palestinian territory.",
     "EGY territory: any transfer of Palestinian territory"),
    ("supports", "Egypt supports the independence of Kosovo.", "EGY recognition: the independence of Kosovo"),
    ("backs", "Russia backs the disarmament of the militia.", "RUS disarmament: the disarmament of the militia"),
    ("is against", "Egypt is against any amnesty for the rebels.", "EGY justice: any amnesty for the rebels"),
    ("the negation belongs to the stand", "Egypt does not recognise the independence of Kosovo.",
     "EGY recognition: Egypt does not recognise the independence of Kosovo"),
    ("'must' in one's own speech", "Egypt said that Ethiopia must withdraw its troops.",
     "EGY withdrawal: that Ethiopia must withdraw its troops"),
    ("'not' in one's own speech", "Egypt said the troops will not leave.", "EGY withdrawal: the troops will not leave"),
    ("insists on", "Egypt insists on a ceasefire.", "EGY ceasefire: a ceasefire"),
    ("X's position is that", "Egypt's position is that sanctions must be lifted.",
     "EGY sanctions: that sanctions must be lifted"),
    ("a red line for X", "Foreign troops are a red line for Egypt.", "EGY withdrawal: Foreign troops"),
    ("a demand shows one", "Egypt demanded that Israel withdraw its troops from Sinai.",
     "EGY withdrawal: that Israel withdraw its troops from Sinai"),
    ("no issue, no position", "Egypt opposes the plan.", ""),
    ("nobody international", "The club opposes any sanctions.", ""),
    ("told as fact, not wished", "Egypt said the troops left.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("oddity", "text", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_positions(oddity: str, text: str, wanted: str) -> None:
    found = [f"{who([p.party])} {p.issue}: {p.text}" for p in read(text).positions]
    assert "; ".join(found) == wanted, oddity


def test_who_says_so_is_the_attribution_of_the_words() -> None:
    reading = read("Egypt said that Ethiopia must withdraw its troops.")
    assert reading.positions[0].attribution == reading.attributions[0].id
    assert read("Egypt opposes any amnesty.").positions[0].attribution is None
