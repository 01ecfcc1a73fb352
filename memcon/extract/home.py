"""Whose government is meant by "the foreign ministry", "an army spokesman", "Interior Minister X" without an owner.

Only a state that is clearly meant is taken, in this order; with two, none:

    1  the report's own dateline, where that state acts in the report      BOGOTA — … the presidential palace said
    2  the state the paragraph has just turned to                          In Athens, … the defence minister
    3  the one whose government or army was named in the paragraph
    4  the one state on stage
    5  the state that fights a group of its own                            Sri Lanka's Tigers … the military said
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from memcon.extract import grammar
from memcon.extract.names import Hit
from memcon.extract.sentences import Document
from memcon.extract.stage import Cast
from memcon.lexicon import words

_DATELINE = re.compile(r"^\W{0,3}(?P<place>[A-ZÀ-Ý][\w.'’ -]{2,30}?)(?:,|\s*[—–/(-])")
_PLACES = frozenset({"in", "at", "near", "from", "into", "across", "outside", "inside", "around", "through", "off", "over", "between"})


def home_state(cast: Cast, head: int) -> str | None:
    """The country an ownerless office is of; None where two could be meant."""
    for found in (_here(cast, head), _owners_here(cast, head), _dateline(cast), _on_stage(cast), _domestic(cast)):
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
        return doc.tokens[over.head].lemma in _GOING
    if over.lower == "of":
        return doc.tokens[over.head].lower in _PARTS
    return over.lower in _PLACES and not (over.lower == "between" and doc.tokens[over.head].pos == "NOUN")


_GOING = frozenset({"fly", "travel", "go", "come", "return", "arrive", "move", "drive", "head", "sail", "trip", "visit", "flight",
                    "rush", "flee", "back", "journey"})  # fmt: skip
_PARTS = frozenset({"out", "east", "west", "north", "south", "city", "town", "capital", "port", "outside", "village", "suburb",
                    "resort", "centre", "center", "outskirts", "province", "region"})  # fmt: skip


def _states(cast: Cast, first: int, last: int) -> Iterator[tuple[int, Hit]]:
    """Names of states and of their bodies and people between two tokens, without places and the homes of media."""
    for hit in cast.hits:
        if hit.first > last:
            return
        if hit.first < first or hit.actor is None or not hit.actor.country or hit.actor.kind == "group":
            continue
        if not is_place(cast.doc, hit.last) and not _of_a_medium(cast, hit):
            yield hit.last, hit


def _of_a_medium(cast: Cast, hit: Hit) -> bool:
    over = cast.doc.tokens[cast.doc.tokens[hit.last].head]
    publisher = cast.names.get(over.i)
    return over.lower in words("naming", "media", "nouns") or (publisher is not None and publisher.publisher is not None)


def _countries(found: Iterable[tuple[int, Hit]]) -> set[str]:
    return {hit.actor.country for _, hit in found if hit.actor is not None and hit.actor.country}


def _here(cast: Cast, head: int) -> set[str]:
    """"In Athens …": the place that opens this sentence or one before it in the paragraph."""
    doc = cast.doc
    here = doc.tokens[head].sentence
    paragraph = doc.sentences[here].paragraph
    for number in range(here, max(-1, here - 3), -1):
        sentence = doc.sentences[number]
        if sentence.paragraph != paragraph:
            break
        first = doc.tokens[sentence.first]
        hit = cast.names.get(sentence.first + 1)
        if first.lower == "in" and hit is not None and hit.actor is not None and hit.actor.kind == "state" and hit.first < head:
            return {hit.actor.country} if hit.actor.country else set()
    return set()


def _owners_here(cast: Cast, head: int) -> set[str]:
    """States whose government, army or minister was named in the paragraph before."""
    doc = cast.doc
    paragraph = doc.sentence_of(head).paragraph
    number = doc.tokens[head].sentence
    while number > 0 and doc.sentences[number - 1].paragraph == paragraph and doc.tokens[head].sentence - number < 6:
        number -= 1
    found = set()
    for at, hit in _states(cast, doc.sentences[number].first, head - 1):
        over = doc.tokens[doc.tokens[at].head]
        if over.lower in words("naming", "bodies", "offices") or (hit.actor is not None and hit.actor.kind == "institution"):
            found.add((at, hit))
    return _countries(found)


def _dateline(cast: Cast) -> set[str]:
    """The state of the city in the dateline, where the report names that state as one that acts."""
    match = _DATELINE.match(cast.doc.text.split("\n\n", 1)[0][:80]) or _DATELINE.match(cast.doc.text[:80])
    if match is None or not match["place"].isupper():
        return set()
    actors = {a for a in cast.book.find_actor(match["place"].title()) if a.country and a.kind == "state"}
    if len(actors) != 1:
        return set()
    country = next(iter(actors)).country
    skip = next((s.last for s in cast.doc.sentences[:1]), 0) if match.end() > len(match["place"]) + 200 else 3
    acting = _countries(_states(cast, skip, len(cast.doc.tokens))) | _groups(cast)
    return {country} if country in acting and country is not None else set()


def _groups(cast: Cast) -> set[str]:
    return {h.actor.country for h in cast.hits if h.actor is not None and h.actor.kind == "group" and h.actor.country}


def _on_stage(cast: Cast) -> set[str]:
    return _countries(_states(cast, 0, len(cast.doc.tokens)))


def _domestic(cast: Cast) -> set[str]:
    """The one state that both is named and has an armed group of its own on stage, and is named most."""
    counts = Counter(h.actor.country for _, h in _states(cast, 0, len(cast.doc.tokens)) if h.actor is not None)
    own = {c for c in _groups(cast) if counts.get(c)}
    most = max(counts.values(), default=0)
    return own if len(own) == 1 and all(counts[c] == most for c in own) else set()
