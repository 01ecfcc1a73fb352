"""Whose government is meant by "the foreign ministry", "an army spokesman", "Interior Minister X" without an owner.

Only a state that is clearly meant is taken, in this order; with two, none:

    1  the state the paragraph has just turned to                          In Athens, … the defence minister
    2  the one whose government or army was named in the paragraph
    3  that of the report's dateline, where it acts in the report          BOGOTA — … the presidential palace said
    4  the one state on stage
    5  the state that fights a group of its own                            Sri Lanka's Tigers … the military said
    6  the one state that the first paragraph names                        Manila and rebels met … the army said
    7  the one state that the paragraph has named
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memcon.extract import grammar
from memcon.extract.names import Hit, is_backer
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.ontology import Codebook
from memcon.types import Span

if TYPE_CHECKING:
    from memcon.extract.stage import Cast

FARTHEST = 6
_HEADLINES = 5
_LONGEST_HEADLINE = 300
_BRACKET = r"(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)"
_DATELINE = re.compile(
    r"^\W{0,3}(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý.'’ -]{2,30})(?:/(?P<other>[A-ZÀ-Ý][A-ZÀ-Ý.'’ -]{2,30}))?"
    r"(?:, (?:[A-ZÀ-Ý0-9][\w.À-ÿ]{0,20} ?){1,3}){0,3}\.? ?"
    rf"(?:{_BRACKET}\.? ?(?:--|[—–-])?|/[A-Z]\w{{1,20}} ?-|--|[—–-]) "
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What holds for a whole report: the states that act in it, and the one each rule about all of it would take."""

    states: tuple[tuple[int, Hit], ...]
    groups: frozenset[str]
    dateline: frozenset[str]
    alone: frozenset[str]
    lead: frozenset[str]
    domestic: frozenset[str]


def survey(doc: Document, book: Codebook, hits: Sequence[Hit], names: Mapping[int, Hit]) -> Survey:
    """Look over the report once; `home_state` is asked often."""
    states = tuple(_states(doc, hits, names))
    groups = frozenset(
        h.actor.country for h in hits if h.actor is not None and h.actor.kind == "group" and h.actor.country
    )
    acting = _countries(states)
    dateline = _dateline(doc, book) & (_countries(s for s in states if s[0] > 3) | groups)
    opening = doc.sentences[0].paragraph if doc.sentences else 0
    first = next((s.first for s in doc.sentences if s.paragraph > opening), len(doc.tokens))
    lead = _countries(s for s in states if s[0] < first)
    return Survey(states, groups, dateline, acting, lead, _domestic(states, groups))


def home_state(cast: Cast, head: int) -> str | None:
    """The country an ownerless office is of; None where two could be meant."""
    paragraph = _paragraph(cast, head)
    for found in (
        _here(cast, head), _owners(cast, paragraph), cast.survey.dateline, cast.survey.alone, cast.survey.domestic,
        cast.survey.lead, _countries(paragraph),
    ):  # fmt: skip
        if len(found) == 1:
            return next(iter(found))
    return None


def is_office(doc: Document, tokens: Iterable[int]) -> bool:
    """Whether the words name an office or body that only a state has."""
    return any(doc.tokens[i].lower in words("naming", "bodies", "offices") for i in tokens)


def is_place(doc: Document, head: int) -> bool:
    """Whether a name stands for a place here: "in Geneva", "near Goma", "the city of Homs"."""
    token = doc.tokens[grammar.first_conjunct(doc, head)]
    if token.dep != "pobj":
        return False
    over = doc.tokens[token.head]
    if over.lower == "to":
        return doc.tokens[over.head].lemma in words("naming", "places", "going")
    if over.lower == "of":
        return doc.tokens[over.head].lower in words("naming", "places", "kinds")
    return over.lower in words("naming", "places", "prepositions") and not (
        over.lower == "between" and doc.tokens[over.head].pos == "NOUN"
    )


def _states(doc: Document, hits: Sequence[Hit], names: Mapping[int, Hit]) -> Iterator[tuple[int, Hit]]:
    """Names of states and of their bodies and people, without places, the homes of media, and armed groups."""
    for hit in hits:
        if hit.actor is None or not hit.actor.country or hit.actor.kind == "group" or hit.actor.sector == "REB":
            continue
        if not is_place(doc, hit.last) and not _of_a_medium(doc, names, hit) and not is_backer(doc, hit):
            yield hit.last, hit


def _of_a_medium(doc: Document, names: Mapping[int, Hit], hit: Hit) -> bool:
    over = doc.tokens[doc.tokens[hit.last].head]
    publisher = names.get(over.i)
    return over.lower in words("naming", "media", "nouns") or (
        publisher is not None and publisher.publisher is not None
    )


def _countries(found: Iterable[tuple[int, Hit]]) -> frozenset[str]:
    return frozenset(hit.actor.country for _, hit in found if hit.actor is not None and hit.actor.country)


def _here(cast: Cast, head: int) -> frozenset[str]:
    """The turn of "In Athens …": the place that opens this sentence or one before it in the paragraph."""
    doc = cast.doc
    here = doc.tokens[head].sentence
    paragraph = doc.sentences[here].paragraph
    for number in range(here, max(-1, here - 3), -1):
        sentence = doc.sentences[number]
        if sentence.paragraph != paragraph:
            break
        hit = cast.names.get(sentence.first + 1)
        if doc.tokens[sentence.first].lower == "in" and hit is not None and hit.actor is not None and hit.first < head:
            return frozenset({hit.actor.country}) if hit.actor.kind == "state" and hit.actor.country else frozenset()
    return frozenset()


def _paragraph(cast: Cast, head: int) -> list[tuple[int, Hit]]:
    """The states named before `head` in its paragraph, no more than some sentences back."""
    doc = cast.doc
    number = doc.tokens[head].sentence
    paragraph = doc.sentences[number].paragraph
    while (
        number > 0
        and doc.sentences[number - 1].paragraph == paragraph
        and doc.tokens[head].sentence - number < FARTHEST
    ):
        number -= 1
    states = cast.survey.states
    first = bisect_left(states, doc.sentences[number].first, key=lambda s: s[0])
    return list(states[first : bisect_left(states, head, key=lambda s: s[0])])


def _owners(cast: Cast, paragraph: Iterable[tuple[int, Hit]]) -> frozenset[str]:
    """States whose government, army or minister was named."""
    doc = cast.doc
    return _countries(
        (at, hit) for at, hit in paragraph
        if doc.tokens[doc.tokens[at].head].lower in words("naming", "bodies", "offices")
        or (hit.actor is not None and hit.actor.kind == "institution")
    )  # fmt: skip


def _dateline(doc: Document, book: Codebook) -> frozenset[str]:
    """The state of the city in the dateline."""
    match = _written_at(doc)
    if match is None:
        return frozenset()
    cities = (match["place"], match["other"] or "")
    actors = {a for city in cities for a in book.find_actor(city.title()) if a.country and a.kind == "state"}
    return frozenset(a.country for a in actors if a.country) if len(actors) == 1 else frozenset()


def _written_at(doc: Document) -> re.Match[str] | None:
    """The dateline, in the first line or below a headline."""
    at = 0
    for _ in range(_HEADLINES):
        match = _DATELINE.match(doc.text[at : at + 120])
        if match is not None:
            return match
        at = doc.text.find("\n", at, at + _LONGEST_HEADLINE) + 1
        if not at:
            return None
    return None


def dateline(doc: Document) -> Span:
    """Where the report's dateline stands, in characters: what is in it only says where the report was written."""
    match = _written_at(doc)
    if match is None:
        return Span(0, 0)
    start = doc.text.find(match.group())
    return Span(start, start + len(match.group()))


def _domestic(states: Sequence[tuple[int, Hit]], groups: frozenset[str]) -> frozenset[str]:
    """The one state that has an armed group of its own on stage, if it is named more than any other."""
    counts = Counter(h.actor.country for _, h in states if h.actor is not None and h.actor.country)
    own = frozenset(c for c in groups if counts.get(c))
    others = max((n for c, n in counts.items() if c not in own), default=0)
    return own if len(own) == 1 and all(counts[c] > others for c in own) else frozenset()
