"""Characters that a tagger found become sayings: heads, groups and links by the tree, spans as they were found."""

from __future__ import annotations

import re

import pytest

from memcon.extract.attribution import find_sayings, parents
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document, read_sentences
from memcon.extract.tagged import saying_of
from memcon.models.tagger import Tagged

SURE = (0.97, 0.01, 0.01, 0.01)


def marked(text: str) -> tuple[str, Tagged]:
    """Text with <s …>, <c …>, <t …> around source, cue and content -> plain text and what a tagger would say."""
    plain, role, start = "", "", 0
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "c": [], "t": []}
    for part in re.split(r"(<[sct] |>)", text):
        if part == ">":
            spans[role].append((start, len(plain)))
        elif re.fullmatch(r"<[sct] ", part):
            role, start = part[1], len(plain)
        else:
            plain += part
    return plain, Tagged(tuple(spans["s"]), spans["c"][0], tuple(spans["t"]), None, 0.9, SURE)


def saying(text: str) -> tuple[Document, Saying]:
    plain, tagged = marked(text)
    doc = read_sentences(plain)
    made = saying_of(doc, tagged)
    assert made is not None
    return doc, made


@pytest.mark.parametrize(
    ("text", "cue", "source", "group"),
    [
        ("<s The minister> <c said> <t talks had failed>.", "said", ["minister"], "say"),
        ("<s He> <c did not immediately deny> <t the report>.", "deny", ["He"], "about"),  # auxiliaries are no heads
        ("<c According to> <s three officials>, <t the convoy has left>.", "According", ["officials"], "according"),
        ("<t The convoy has left>, <c according to> <s aides>.", "according", ["aides"], "according"),
        ("<s Rebels'> <c claims> <t that the road was open> proved wrong.", "claims", ["Rebels"], "noun"),
        ("The envoy, <s who> <c said> <t he was tired>, went home.", "said", ["envoy"], "say"),  # whom "who" stands for
        ("<c It is believed> <t that the ships sailed>.", "believed", [], "think"),
        ("<s The army> <c vowed> <t to return>.", "vowed", ["army"], "commit"),
        ("<s Oslo> <c hailed> <t the truce>.", "hailed", ["Oslo"], "about"),
        ("<s Lavrov><c :> <t ready to talk>", ":", ["Lavrov"], "colon"),
    ],
)
def test_heads_and_group(text: str, cue: str, source: list[str], group: str) -> None:
    doc, made = saying(text)
    assert doc.tokens[made.cue].text == cue
    assert [doc.tokens[i].text for i in made.source] == source
    assert made.group == group


def test_a_refusal_to_comment_is_quiet() -> None:
    _, made = saying("<s The embassy> <c declined to comment on> <t the list>.")
    assert made.quiet


def test_the_spans_are_the_taggers() -> None:
    text = "“<t The offer>,” <s he> <c said>, “<t is dead>.”"
    plain, tagged = marked(text)
    doc = read_sentences(plain)
    (made,) = (s for s in find_sayings(doc, [tagged]) if doc.tokens[s.cue].text == "said")
    assert [plain[a:b] for a, b in made.content] == ["The offer", "is dead"]
    assert made.leaning == SURE


def cues(text: str, tagged: list[Tagged]) -> list[str]:
    doc = read_sentences(text)
    return [doc.tokens[s.cue].text for s in find_sayings(doc, tagged)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials left, according to aides.", ["according"]),  # told by form alone
        ("The embassy declined to comment.", ["declined"]),  # a refusal
        ("Officials said the road was open.", []),  # a plain saying is the tagger's to find
        ("Tasnim, citing Reuters, said the road was open.", ["citing"]),
    ],
)
def test_what_only_the_grammar_finds(text: str, expected: list[str]) -> None:
    assert cues(text, []) == expected


def test_what_the_grammar_finds_in_a_content_is_nested() -> None:
    plain, tagged = marked("<s Officials> <c said> <t that the ministry had denied the report>.")
    doc = read_sentences(plain)
    found = find_sayings(doc, [tagged])
    said, denied = (next(s.cue for s in found if doc.tokens[s.cue].text == word) for word in ("said", "denied"))
    assert parents(doc, found) == {said: None, denied: said}


def test_one_cue_for_the_tagger_and_two_for_the_grammar() -> None:
    plain, tagged = marked("<s Tudjman> <c denied telling> the envoy <t that he would march>.")
    assert cues(plain, [tagged]) == ["denied", "telling"]


def test_denied_entry_says_nothing() -> None:
    plain, tagged = marked("<s Burundi> <c denied> <t entry to two mediators>.")
    assert cues(plain, [tagged]) == []


def test_a_cue_that_holds_no_token_is_left_out() -> None:
    doc = read_sentences("Nothing here.")
    assert saying_of(doc, Tagged((), (7, 8), (), None, 0.5, SURE)) is None
