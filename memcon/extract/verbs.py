"""Verbs that show an act: Kyiv rejected the plan; the offer was turned down; they met in Oman.

`codebook/moves.toml` says which verb shows which act and what it must take (`themes`); what lists cannot say stands
in `no_move`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from memcon.extract import grammar
from memcon.extract.cast import Cast
from memcon.extract.no_move import Candidate, is_no_move
from memcon.extract.sentences import Document
from memcon.extract.themes import takes, themes_of
from memcon.extract.trigger import ACTS, Trigger, noun_class
from memcon.lexicon import objects, words
from memcon.types import Act

_SEVERAL = ("both", "sides", "they", "parties", "we", "two")


def from_verb(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    """The first act the verb shows; with a particle before without, then by the order of ACTS."""
    listed = [(key, act) for key in _keys(doc, verb) for act in _acts().get(key, ())]
    if not listed:
        return
    themes = themes_of(doc, verb)
    complements = grammar.kids(doc, verb, "xcomp", "ccomp")
    for key, act in listed:
        one = Candidate(doc, cast, verb, act, themes, complements)
        if _fits(one, key) and not is_no_move(one):
            yield Trigger(verb, act, "verb", tuple(themes))
            return


@cache
def _acts() -> Mapping[str, Sequence[Act]]:
    """The acts that list a verb, in the order of ACTS."""
    found: dict[str, list[Act]] = {}
    for act in ACTS:
        for key in {*words("moves", act, "verbs"), *objects("moves", act, "verbs_with")}:
            found.setdefault(key, []).append(act)
    return found


def _keys(doc: Document, verb: int) -> list[str]:
    """The verb with each word that may be its particle, then bare."""
    lemma = doc.tokens[verb].lemma
    after = [c for c in grammar.kids(doc, verb, "prt", "prep", "advmod", "dobj", "acomp") if c > verb]
    near = [c for c in after if doc.tokens[c].dep == "prt" or c <= verb + 2 or doc.tokens[c].lower == "for"]
    return [f"{lemma}+{doc.tokens[c].lower}" for c in near] + [lemma]


def _fits(one: Candidate, key: str) -> bool:
    """The verb is enough, or it takes what it must."""
    if key in words("moves", one.act, "verbs"):
        return True
    wanted = objects("moves", one.act, "verbs_with")[key]
    if one.act == "accept" and key in ("agree", "sign+off") and _jointly(one):
        return False
    return takes(one.doc, one.cast, one.verb, one.themes, wanted)


def _jointly(one: Candidate) -> bool:
    """Several agree with one another; one alone agrees to what another asked."""
    subject = grammar.doer(one.doc, one.verb)
    taken = [
        t
        for t in one.kids("dobj")
        if one.doc.tokens[t].lemma in noun_class("accord") | noun_class("truce") | noun_class("offer")
    ]
    if subject is None or (one.lemma == "agree" and taken):
        return True
    mention = one.cast.mentions.get(subject)
    joined = len(grammar.conjuncts(one.doc, subject)) > 1 or (mention is not None and len(mention.entities) > 1)
    return joined or bool(one.under("with")) or one.doc.tokens[subject].lower in _SEVERAL
