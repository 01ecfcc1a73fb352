"""Did it happen, will it, would it. Each row: the oddity, the words, polarity and modality of the first event."""

from __future__ import annotations

import pytest

from tests.extract.told import read

ROWS = [
    ("plainly done", "Sudan and Ethiopia signed a treaty.", "positive"),
    ("negated verb", "Sudan and Ethiopia did not sign the treaty.", "negative"),
    ("'no' in the subject", "No agreement was reached between Sudan and Ethiopia.", "negative"),
    ("'no' in the object", "Sudan met no Ethiopian envoys.", "negative"),
    ("failed to", "Sudan failed to reach a ceasefire agreement with Ethiopia.", "negative"),
    ("has yet to", "Sudan has yet to accept the Ethiopian ceasefire offer.", "negative"),
    ("without doing it", "Sudan left Geneva without signing the truce with Ethiopia.", "negative"),
    ("an answer that did not come", "Sudan has not replied to the Ethiopian ceasefire proposal.", "negative"),
    ("unwillingness is a refusal that happened", "Sudan will never recognise the Ethiopian border.", "positive"),
    ("will", "The Sudanese and Ethiopian ministers will meet on Monday.", "positive future"),
    ("is to", "The Sudanese minister is to meet the Ethiopian minister in Oslo.", "positive future"),
    ("plans to", "The Sudanese minister plans to meet the Ethiopian minister in Oslo.", "positive future"),
    ("a noun that is expected", "Talks between Sudan and Ethiopia are expected to resume next week.",
     "positive future"),
    ("in the clause behind 'if'", "If Sudan and Ethiopia sign the treaty, a truce would begin.",
     "positive hypothetical"),
    ("on a condition", "Sudan would sign the treaty with Ethiopia if the troops left.", "positive hypothetical"),
    ("could", "Sudan could reject the Ethiopian ceasefire offer.", "positive hypothetical"),
    ("would have", "Sudan would have accepted the Ethiopian ceasefire offer.", "positive hypothetical"),
    ("a question", "Did Sudan reject the Ethiopian ceasefire offer?", "positive hypothetical"),
    ("unlikely to", "Sudan is unlikely to accept the Ethiopian ceasefire offer.", "positive hypothetical"),
    ("a noun that might begin", "Talks between Sudan and Ethiopia might begin on Friday.", "positive hypothetical"),
    ("long before publication", "Sudan and Ethiopia signed a treaty in 1998.", "positive historical"),
    ("this year is not long ago", "Sudan and Ethiopia signed a treaty in January 2021.", "positive"),
    ("last December is not a year ago", "Sudan and Ethiopia signed a treaty in December 2020.", "positive"),
]  # fmt: skip


@pytest.mark.parametrize(("oddity", "text", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_polarity_and_modality(oddity: str, text: str, wanted: str) -> None:
    event = read(text).events[0]
    assert " ".join([event.polarity, *event.modality]) == wanted, oddity


def test_without_a_publication_date_nothing_is_historical() -> None:
    (event,) = read("Sudan and Ethiopia signed a treaty in 1998.", None).events
    assert event.modality == ()
