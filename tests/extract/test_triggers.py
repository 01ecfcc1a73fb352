"""Words that show an act, and the same words where they show none. Each row: the oddity, the words, the acts read."""

from __future__ import annotations

import pytest

from tests.extract.told import read

ACTS = [
    ("verb with a particle", "Sudan turned down the offer of talks with Ethiopia.", "reject consult"),
    ("particle and preposition", "Sudan walked out of the talks with Ethiopia.", "suspend"),
    ("called off", "Sudan called off the talks with Ethiopia.", "suspend"),
    ("called for: the particle makes another act", "Sudan called for a truce with Ethiopia.", "request"),
    ("called a name is no meeting", "Sudan called Ethiopia a liar.", ""),
    ("met a deadline is no meeting", "Sudan met the deadline.", ""),
    ("discussed with nobody", "Sudan discussed the ceasefire.", ""),
    ("silence towards the press", "Sudan refused to comment on the ceasefire.", ""),
    ("no reply to the press", "Sudan did not reply to requests for comment.", ""),
    ("no reply to the other side", "Sudan gave no answer to the Ethiopian offer.", "accept propose"),
    ("asked for anonymity", "Sudan asked for anonymity.", ""),
    ("asked for a truce", "Sudan asked Ethiopia for a truce.", "request"),
    ("suggested that something is so", "Sudan suggested that the ceasefire was over.", ""),
    ("suggested doing something", "Sudan suggested meeting Ethiopia.", "propose"),
    ("insisted that something is so", "Sudan insisted that the war was over.", ""),
    ("insisted that somebody act", "Sudan insisted that Ethiopia leave the border.", "demand"),
    ("insists on a thing", "Sudan insists on the withdrawal of troops.", "demand"),
    ("hopes to end the war: not done", "Sudan hopes to end the war with Ethiopia.", ""),
    ("fighting that stops", "The fighting stopped in Sudan.", "cease"),
    ("a truce that takes effect", "The truce took effect in Sudan.", "cease"),
    ("noun for what happened, without anybody", "A breach of the truce angered Sudan.", "violate"),
    ("noun behind 'there was'", "There was agreement on the border between Sudan and Ethiopia.", "agree"),
    ("act words inside a name", "The Peace Talks Fund met.", ""),
    ("several agree with one another", "Sudan and Ethiopia agreed to a truce.", "agree"),
    ("one alone agrees to what was asked", "Sudan agreed to the Ethiopian demand.", "accept demand"),
    ("unwilling", "Sudan was unwilling to sign the truce.", "reject"),
    ("ready for what is no matter of theirs", "Sudan was ready to rumble.", ""),
    ("would not put its name to it", "Sudan would not put its name to the treaty.", "reject"),
    ("an infinitive under a refusal is its content", "Sudan refused to accept the truce.", "reject"),
    ("'must' in the passive asks nobody in particular", "The troops must be withdrawn, Sudan said.", "demand"),
    ("a condition behind 'unless'", "Sudan will not talk unless Ethiopia lifts the blockade.", "reject demand"),
    ("force on a condition", "Sudan would resume attacks on Ethiopia if the blockade stayed.", "threaten"),
]


@pytest.mark.parametrize(("oddity", "text", "wanted"), ACTS, ids=[row[0] for row in ACTS])
def test_acts(oddity: str, text: str, wanted: str) -> None:
    assert [e.act for e in read(text).events] == wanted.split(), oddity
