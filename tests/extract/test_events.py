"""Sentences -> events. Each row: what is odd about it, the words, the moves that must be read."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memcon.extract import extract
from memcon.extract.sentences import read_sentences
from memcon.types import Span
from tests.extract.told import moves, read
from tests.factory import report

PARTIES = [
    ("active", "Norway proposed a ceasefire to Sri Lanka.", "propose NOR > LKA"),
    ("passive with agent and shifted object", "Sri Lanka was offered a ceasefire by Norway.", "propose NOR > LKA"),
    ("passive without agent: nobody is guessed", "The ceasefire was proposed on Monday.", "propose"),
    ("joined parties of a reciprocal act", "Norway and Sri Lanka signed a treaty in Oslo.", "agree NOR+LKA"),
    ("partner behind 'with'", "Norway signed a treaty with Sri Lanka.", "agree NOR+LKA"),
    ("signatories inside a passive subject", "A truce between Norway and Sri Lanka was signed.", "agree NOR+LKA"),
    ("a call has a recipient", "The Kenyan president phoned the Sudanese president.", "consult KEN > SDN"),
    ("a visit has a recipient", "The Kenyan president visited Sudan for talks on the border.", "consult KEN > SDN"),
    ("one plural noun for two", "The presidents of Kenya and Sudan met in Nairobi.", "consult KEN+SDN"),
    ("a go-between's recipients are the sides", "Kenya mediated between Sudan and Ethiopia.", "mediate KEN > SDN+ETH"),
    ("the carried offer is an event too", "Kenya relayed a Sudanese offer to Ethiopia.",
     "mediate KEN > ETH; propose SDN > ETH via KEN"),
    ("a go-between stands once", "Sudan proposed a truce to Ethiopia through Kenya.", "propose SDN > ETH via KEN"),
    ("brokered talks are two events", "Kenya-brokered talks between Sudan and Ethiopia resumed.",
     "mediate KEN > SDN+ETH; consult SDN+ETH via KEN"),
    ("whose offer is refused", "Sudan rejected Ethiopia's proposal for a truce.", "reject SDN > ETH; propose ETH"),
    ("the same in the passive", "Ethiopia's proposal for a truce was rejected by Sudan.",
     "propose ETH; reject SDN > ETH"),
    ("subject of the that-clause is addressed", "Sudan demanded that Ethiopia withdraw its troops.",
     "demand SDN > ETH"),
    ("object of the asking verb is addressed", "Sudan urged Ethiopia to release the prisoners.", "request SDN > ETH"),
    ("the one blamed acts", "Sudan blamed Ethiopia for refusing the truce.", "reject ETH"),
    ("who sets a condition is who says so", "There will be no talks until Ethiopia withdraws its troops, Sudan said.",
     "demand SDN > ETH"),
    ("who says 'must' demands", "Ethiopia must withdraw its troops, Sudan said.", "demand SDN > ETH"),
    ("readiness is an offer to its partner", "Sudan is ready to negotiate with Ethiopia.", "propose SDN > ETH"),
    ("the one touched by a threat", "Sudan would resume attacks on Ethiopia if the blockade stayed.",
     "threaten SDN > ETH"),
    ("partner of a broken truce", "Sudan broke the truce with Ethiopia.", "violate SDN > ETH"),
    ("partner of suspended talks", "Sudan suspended the peace talks with Ethiopia.", "suspend SDN > ETH"),
    ("talks collapse without anybody", "The peace talks between Sudan and Ethiopia collapsed.", "suspend"),
]  # fmt: skip

OCCASIONS = [
    ("the same offer told again", "Sudan offered a truce. Sudan offered the truce again on Monday.", 1),
    ("two dates are two offers", "Sudan offered a truce on 3 May 2021. Sudan offered a truce on 9 June 2021.", 2),
    ("two makers are two offers", "Sudan offered a truce. Ethiopia offered a truce.", 2),
    ("two recipients are two offers", "Sudan offered Ethiopia a truce. Sudan offered Kenya a truce.", 2),
    ("done and not done are two", "Sudan signed the treaty with Ethiopia. Sudan did not sign the treaty with Ethiopia.",
     2),
    ("two demands share no matter", "Sudan demanded the release of hostages. Sudan demanded new elections.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("oddity", "text", "wanted"), PARTIES, ids=[row[0] for row in PARTIES])
def test_parties(oddity: str, text: str, wanted: str) -> None:
    assert moves(text) == wanted, oddity


@pytest.mark.parametrize(("oddity", "text", "wanted"), OCCASIONS, ids=[row[0] for row in OCCASIONS])
def test_occasions(oddity: str, text: str, wanted: int) -> None:
    assert len(read(text).events) == wanted, oddity


def test_mentions_of_one_occasion_keep_their_spans_and_the_date() -> None:
    text = "Sudan offered a truce. Sudan offered the truce again on Monday."
    (offer,) = read(text).events
    assert [text[a:b] for a, b in offer.spans] == ["Sudan offered a truce", "Sudan offered the truce again on Monday"]
    assert offer.date is not None
    assert offer.date.start == "2021-07-26"


def test_what_the_text_provides_belongs_to_the_offer() -> None:
    text = "Sudan made an offer of a truce to Ethiopia. It provides for the withdrawal of troops from the border."
    (offer,) = read(text).events
    assert [(t.issue, t.text) for t in offer.terms] == [
        ("ceasefire", "a truce"),
        ("withdrawal", "the withdrawal of troops from the border"),
    ]


def test_a_provision_too_far_behind_belongs_to_nothing() -> None:
    between = "It rained in Khartoum. " * 4
    (offer,) = read(f"Sudan made an offer of a truce. {between}The offer provides for the release of prisoners.").events
    assert [t.issue for t in offer.terms] == ["ceasefire"]


def test_date_and_place_of_the_verb_that_holds_the_talks() -> None:
    (talks,) = read("Talks between Sudan and Ethiopia were held in Nairobi on 5 May 2021.").events
    assert talks.place is not None
    assert talks.date is not None
    assert (talks.place.name, talks.date.start) == ("Nairobi", "2021-05-05")


@pytest.mark.parametrize(
    "text",
    [
        "Sudan rejected the ceasefire of 5 May 2020.",
        "Sudan rejected the treaty, which Kenya had praised on 5 May 2020.",
        "Sudan rejected the border that was drawn on 5 May 2020.",
    ],
)
def test_a_date_inside_the_object_is_not_the_events(text: str) -> None:
    assert [e.date for e in read(text).events if e.act == "reject"] == [None]


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("The Kenyan president phoned the Sudanese president.", ("direct",)),
        ("Kenya secretly offered Sudan a truce.", ("backchannel",)),
        ("Kenya publicly offered Sudan a truce.", ("public",)),
        ("Sudan proposed a truce to Ethiopia through Kenya.", ("intermediary",)),
        ("Kenya offered Sudan a truce.", ()),
    ],
)
def test_channels(text: str, channels: tuple[str, ...]) -> None:
    assert read(text).events[0].channel == channels


# what holds of every text

SENTENCES = st.sampled_from(
    [row[1] for row in PARTIES + OCCASIONS]
    + ["“We will never sign,” she said", "If they sign, a truce would begin.", "No talks until it stops!", "He met it."]
)
PIECES = st.one_of(SENTENCES, st.text(max_size=20), st.sampled_from(["\n\n", " ", "“", "”", "'", "\u00a0", " — ", "?"]))
TEXTS = st.lists(PIECES, max_size=6).map("".join)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
@example("")
@example("\ud800 \x00 ’s")
@example("Sudan offered Ethiopia\n\na truce. Sudan rejected it")
def test_no_text_raises_and_every_span_is_inside_a_sentence(text: str) -> None:
    reading = extract(report(text, published="2021-08-01"))
    sentences = read_sentences(text).sentences
    for event in reading.events:
        assert event.spans
        for span in event.spans:
            assert any(s.start <= span.start < span.end <= s.end for s in sentences)
        named = [p.spans for p in (*event.actors, *event.recipients, *event.through)]
        for spans in (*named, *(t.spans for t in event.terms)):
            assert spans
            assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(text[t.spans[0].start : t.spans[-1].end] == t.text for t in event.terms)


@given(TEXTS)
@settings(max_examples=30, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert extract(report(text)) == extract(report(text))


WORDLESS = st.lists(
    st.sampled_from(["Sudan", "Ethiopia", "the", "green", "river", "sleeps", "is", "tall", ".", "in"]), max_size=12
)


@given(WORDLESS.map(" ".join))
@settings(max_examples=40, deadline=None)
def test_no_event_without_words_for_an_act(text: str) -> None:
    assert extract(report(text)).events == ()


def test_answers_point_at_events_of_the_reading() -> None:
    reading = read("Ethiopia offered Sudan a truce. Sudan rejected it.")
    ids = [e.id for e in reading.events]
    assert ids == ["e1", "e2"]
    assert [e.answers for e in reading.events] == [None, "e1"]
    assert all(isinstance(s, Span) for e in reading.events for s in e.spans)
