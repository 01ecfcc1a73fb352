"""Nouns that show an act: Putin's offer; the rejection of Riyadh's offer; talks were held; a breach of the truce."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from memcon.extract import grammar
from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.extract.trigger import ACTS, Trigger, is_party, noun_class
from memcon.lexicon import words
from memcon.types import Act

_OF_PARTY = frozenset({"propose", "demand", "request", "threaten", "reject", "accept"})
_SUBJECT = ("nsubj", "nsubjpass")


def from_noun(doc: Document, cast: Cast, noun: int) -> Iterator[Trigger]:
    """What a noun says happened, and the move that a noun with a maker is. Not inside a name ("Peace Talks Fund")."""
    if doc.tokens[noun].tag == "NNP" and any(doc.tokens[c].tag == "NNP" for c in grammar.kids(doc, noun, "compound")):
        return
    yield from _happening(doc, noun)
    acts = (a for a in _acts().get(doc.tokens[noun].lemma, ()) if a != "request" or _asks_for_something(doc, noun))
    act = next((a for a in acts if makers(doc, cast, noun, a)), None)
    if act is not None:
        themes = _behind(doc, noun, "for", "of", "to", "on", "with", "about", "over")
        yield Trigger(noun, act, "noun", tuple(themes))


@cache
def _acts() -> Mapping[str, Sequence[Act]]:
    """The acts that a noun may name, in the order of ACTS."""
    found: dict[str, list[Act]] = {}
    for act in ACTS:
        owned = words("moves", act, "owned") if act == "propose" else frozenset()
        for noun in words("moves", act, "nouns") | owned:
            found.setdefault(noun, []).append(act)
    return found


def _asks_for_something(doc: Document, noun: int) -> bool:
    return bool(grammar.under(doc, noun, "for", "to", "on") or grammar.kids(doc, noun, "acl"))


def _behind(doc: Document, noun: int, *prepositions: str) -> list[int]:
    return [c for h in grammar.under(doc, noun, *prepositions) for c in grammar.conjuncts(doc, h)]


# whose it is


def makers(doc: Document, cast: Cast, noun: int, act: Act) -> list[int]:
    """Heads of the phrases that own or make a noun: "Riyadh's offer", "an offer by Riyadh", "the Saudi offer"."""
    heads = grammar.kids(doc, noun, "poss") + grammar.under(doc, noun, "by", "from")
    if act in _OF_PARTY:
        heads += [o for o in grammar.under(doc, noun, "of") if is_party(cast, o)]
    if act in ("consult", "agree"):
        heads += grammar.under(doc, noun, "between", "with", "among")
    heads += _adjectives(doc, cast, noun) + _subjects_of_making(doc, noun)
    return [h for h in heads if is_party(cast, h) or (h in cast.names and cast.names[h].actor is not None)]


def _adjectives(doc: Document, cast: Cast, noun: int) -> list[int]:
    """The names among a noun's modifiers, but not the go-between of a "Saudi-brokered deal"."""
    brokered = words("moves", "nouns", "brokered")
    modifiers = [c for c in grammar.kids(doc, noun, "amod", "compound", "nmod") if doc.tokens[c].lower not in brokered]
    named = [i for c in modifiers for i in grammar.subtree(doc, c) if i in cast.names]
    return [i for i in named if not _is_go_between(doc, i)]


def _is_go_between(doc: Document, i: int) -> bool:
    after = [token.lower for token in doc.tokens[i + 1 : i + 3]]
    return len(after) == 2 and after[0] == "-" and after[1] in words("moves", "nouns", "brokered")


def _subjects_of_making(doc: Document, noun: int) -> list[int]:
    """The offer that Riyadh made; a proposal put forward by Riyadh."""
    clauses = grammar.kids(doc, noun, "acl", "relcl")
    made = [c for c in clauses if doc.tokens[c].lemma in words("moves", "nouns", "made")]
    found = [grammar.agent(doc, c) if grammar.is_passive(doc, c) else grammar.subject(doc, c) for c in made]
    return [maker for maker in found if maker is not None]


# what happened


def _happening(doc: Document, noun: int) -> Iterator[Trigger]:
    """There was agreement on …; the breakdown of the talks; the rejection of the offer; talks were held."""
    lemma = doc.tokens[noun].lemma
    for kind in _HAPPENINGS:
        if lemma in words("moves", "nouns", kind.nouns) and kind.holds(doc, noun):
            yield Trigger(noun, kind.act, "noun", tuple(_behind(doc, noun, *kind.about)))


def _of_class(*classes: str) -> Callable[[Document, int], bool]:
    def holds(doc: Document, noun: int) -> bool:
        kinds = frozenset[str]().union(*(noun_class(c) for c in classes))
        return any(doc.tokens[o].lemma in kinds for o in _behind(doc, noun, *_OF))

    return holds


def _signing(doc: Document, noun: int) -> bool:
    token = doc.tokens[noun]
    return token.dep in _SUBJECT and _takes_place(doc, token.head)


def _talks_held(doc: Document, noun: int) -> bool:
    """Talks "were held", "are expected to open", "resumed"; of "a round of talks" only the round counts once."""
    token = doc.tokens[noun]
    if token.dep not in _SUBJECT or _of_class("talk")(doc, noun):
        return False
    return _takes_place(doc, token.head)


def _takes_place(doc: Document, verb: int) -> bool:
    """Held, planned, resumed; "took place", "is to take place"."""
    verbs = (verb, *grammar.kids(doc, verb, "xcomp"))
    placed = any(
        doc.tokens[v].lemma == "take" and "place" in (doc.tokens[c].lower for c in doc.tokens[v].children)
        for v in verbs
    )
    return placed or any(doc.tokens[v].lemma in words("moves", "nouns", "held") for v in verbs)


def _there_is(doc: Document, noun: int) -> bool:
    token = doc.tokens[noun]
    return token.dep == "attr" and bool(grammar.kids(doc, token.head, "expl"))


class _Kind(NamedTuple):
    """Nouns of a list show `act` where `holds`; what they are about stands behind the prepositions `about`."""

    nouns: str
    act: Act
    holds: Callable[[Document, int], bool]
    about: tuple[str, ...]


_OF = ("of", "in")
_ON = ("on", "about", "over")
_HAPPENINGS = (
    _Kind("breakdown", "suspend", _of_class("talk"), _OF),
    _Kind("rejection", "reject", _of_class("offer", "ask"), _OF),
    _Kind("violation", "violate", _of_class("accord", "truce"), _OF),
    _Kind("signing", "agree", _signing, _OF),
    _Kind("talks", "consult", _talks_held, _ON),
    _Kind("accord", "agree", _there_is, _ON),
)
