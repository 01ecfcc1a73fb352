"""Which offer a refusal answers. Each row: the oddity, the words, and `answering act > answered act by whom`."""

from __future__ import annotations

import pytest

from tests.extract.told import read, who

ROWS = [
    ("a pronoun", "Ethiopia offered Sudan a truce. Sudan rejected it.", "reject > propose ETH"),
    ("another event between", "Ethiopia offered Sudan a truce. Kenya met Eritrea. Sudan accepted the offer.",
     "accept > propose ETH"),
    ("the refused noun is the offer", "Sudan rejected Ethiopia's offer of a truce.", "reject > propose ETH"),
    ("the refused noun wins over a later offer",
     "Sudan rejected Ethiopia's offer. Kenya offered a truce to Somalia.", "reject > propose ETH"),
    ("a demand", "Sudan demanded that Ethiopia withdraw its troops. Ethiopia rejected the demand.",
     "reject > demand SDN"),
    ("a request", "Kenya urged Sudan to free the hostages. Sudan rejected the request.", "reject > request KEN"),
    ("an answer that did not come", "Sudan gave no answer to the Ethiopian offer.", "accept > propose ETH"),
    ("two offers remain", "Ethiopia offered Sudan a truce. Kenya offered Sudan a truce. Sudan rejected the offer.", ""),
    ("nobody answers himself", "Sudan offered a truce. Sudan rejected the offer.", ""),
    ("an offer that was never made", "Ethiopia did not offer a truce. Sudan rejected the idea.", ""),
    ("made to somebody else", "Ethiopia offered Kenya a truce. Sudan rejected the offer.", ""),
    ("what is refused is no offer", "Ethiopia offered Sudan a prisoner swap. Sudan rejected sanctions.", ""),
    ("refusing to do something answers nothing",
     "Ethiopia proposed a ceasefire to Sudan. Sudan refused to meet the Kenyan envoy.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("oddity", "text", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_answers(oddity: str, text: str, wanted: str) -> None:
    events = {e.id: e for e in read(text).events}
    links = [(e.act, events[e.answers]) for e in events.values() if e.answers]
    assert "; ".join(f"{act} > {to.act} {who(to.actors)}" for act, to in links) == wanted, oddity


def test_who_made_the_offer_is_the_recipient_of_its_answer() -> None:
    answer = read("Ethiopia offered Sudan a truce. Sudan rejected it.").events[1]
    assert who(answer.recipients) == "ETH"


def test_two_candidates_are_told() -> None:
    text = "Ethiopia offered Sudan a truce. Kenya offered Sudan a truce. Sudan rejected the offer."
    (left,) = (a for a in read(text).abstentions if a.step == "answers")
    assert text[left.spans[0].start : left.spans[0].end] == "Sudan rejected the offer"
