"""Pronouns -> the referent they stand for: agreement first, then salience; open where the best two are too close.

Number, sex and kind must agree. Among those that do, the subject of the sentence before, the last speaker and whoever
was taken up last stand out (centering); of two who did something to each other ("X met Y. He …") neither does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.extract import grammar
from memcon.extract.home import is_place
from memcon.extract.referents import Referent, Referents, clause_rank, salience
from memcon.extract.traits import Traits
from memcon.lexicon import words

MARGIN = 0.45
_FARTHEST = 4
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_MALE = frozenset({"he", "him", "his", "himself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_MANY = frozenset({"body", "medium"})


def pronoun(refs: Referents, head: int) -> Referent | None:
    """Whom a third-person pronoun stands for; None, and the head open where two fit equally."""
    word = refs.doc.tokens[head].lower
    fits = [r for r in _in_reach(refs, head) if agrees(refs, r, word) and not _barred(refs, r, head)]
    if word in ("it", "its") and any(r.traits.kind in ("body", "state", "medium") for r in fits):
        fits = [r for r in fits if r.traits.kind != "text" or clause_rank(refs, r.heads[-1]) >= 3]
    if word in _PLURAL:
        fits = _most_plural(fits)
    if word in _FEMALE | _MALE:
        sure = [r for r in fits if r.traits.sex is not None]
        fits = sure if sure and all(_is_weak(r) for r in fits if r not in sure) else fits
    best = chosen(refs, head, fits)
    if best is not None and word in _FEMALE | _MALE and best.traits.kind != "body":
        best.traits = _with_sex(best.traits, "f" if word in _FEMALE else "m")
    return best


def _with_sex(traits: Traits, sex: str) -> Traits:
    return replace(traits, sex=traits.sex or sex)


def _is_weak(referent: Referent) -> bool:
    """A being that is only perhaps a person: a name of unknown kind."""
    return referent.traits.kind == "name"


def _in_reach(refs: Referents, head: int) -> list[Referent]:
    doc = refs.doc
    here = doc.tokens[head].sentence
    return [
        r for r in refs.recent()
        if any(h < head and here - doc.tokens[h].sentence <= _FARTHEST for h in r.heads) and r.traits.kind != "thing"
    ]  # fmt: skip


def agrees(refs: Referents, referent: Referent, word: str) -> bool:
    """Whether a referent can be "he", "it" or "they"."""
    traits = referent.traits
    if word in _FEMALE | _MALE:
        if traits.kind not in ("person", "name") or traits.several or referent.members:
            return False
        return traits.sex is None or traits.sex == ("f" if word in _FEMALE else "m")
    if word in _PLURAL:
        return bool(referent.members) or traits.several or traits.kind in _MANY or (
            traits.kind == "person" and not traits.named and traits.sex is None
        )  # fmt: skip
    if referent.members or (traits.several and traits.kind == "person"):
        return False
    return traits.kind in ("body", "state", "medium", "text", "name") and not _is_only_a_place(refs, referent)


def _is_only_a_place(refs: Referents, referent: Referent) -> bool:
    return all(is_place(refs.doc, h) for h in referent.heads)


def _most_plural(fits: Sequence[Referent]) -> list[Referent]:
    """People or several bodies, if there are any; a body, or one whose sex is not told, only without them."""
    people = [r for r in fits if r.members or (r.traits.several and r.traits.kind == "person")]
    return people or [r for r in fits if r.traits.kind in _MANY] or list(fits)


def _barred(refs: Referents, referent: Referent, head: int) -> bool:
    """The subject of the pronoun's own clause is not its object, nor the noun a possessive stands before."""
    doc, token = refs.doc, refs.doc.tokens[head]
    if token.tag == "PRP$":
        return referent.heads[-1] == token.head
    over = token.head if token.dep != "pobj" else doc.tokens[token.head].head
    if token.dep in ("nsubj", "nsubjpass"):
        return False
    return any(doc.tokens[h].head == over and doc.tokens[h].dep in ("nsubj", "nsubjpass") for h in referent.heads)


def chosen(refs: Referents, head: int, fits: Sequence[Referent], *, margin: float = MARGIN) -> Referent | None:
    """The most salient of these; None, and the head open, where another comes too near."""
    worth = {r.number: salience(refs, r, head) + _above(refs, r, head) + _goes_on(refs, r, head) for r in fits}
    ranked = sorted(fits, key=lambda r: worth[r.number], reverse=True)
    ranked = [r for r in ranked if not any(r.number in (m.number for m in o.members) for o in ranked)]
    if not ranked:
        return None
    best = ranked[0]
    for rival in ranked[1:]:
        gap = worth[best.number] - worth[rival.number]
        if gap < margin or (gap < 4.0 and _did_together(refs, best, rival, head)):
            refs.open.add(head)
            return None
    return best


def _goes_on(refs: Referents, referent: Referent, head: int) -> float:
    """More for who has spoken, where the verb says that somebody goes on speaking: "he added"."""
    goes_on = refs.doc.tokens[refs.doc.tokens[head].head].lemma in ("add", "continue", "go", "conclude")
    return 1.0 if goes_on and head in refs.spoken and any(h in refs.spoken for h in referent.heads if h < head) else 0.0


def _above(refs: Referents, referent: Referent, head: int) -> float:
    """More for the subject of a clause that the pronoun's hangs on, and for whose words the pronoun stands in."""
    doc = refs.doc
    here = [h for h in referent.heads if doc.tokens[h].sentence == doc.tokens[head].sentence and h < head]
    if not here:
        return 0.0
    chain = set(grammar.chain(doc, head))
    subjects = [h for h in here if doc.tokens[h].dep in ("nsubj", "nsubjpass") and doc.tokens[h].head in chain]
    return 1.6 if subjects else 0.0


def _did_together(refs: Referents, one: Referent, other: Referent, head: int) -> bool:
    """Subject and object of the last deed, where that deed is done by both alike: "X met Y"."""
    doc = refs.doc
    places = [[h for h in r.heads if h < head] for r in (one, other)]
    if not all(places):
        return False
    a, b = (max(p) for p in places)
    if doc.tokens[a].sentence != doc.tokens[b].sentence or clause_rank(refs, a) < 1.3:
        return False
    first = grammar.first_conjunct(doc, a)
    token, rival = doc.tokens[first], doc.tokens[grammar.first_conjunct(doc, b)]
    if token.dep not in ("nsubj", "nsubjpass") or len(one.heads) > 1 + len(other.heads):
        return False
    verb = token.head
    if rival.head == verb and rival.dep in ("dobj", "dative"):
        return doc.tokens[verb].lemma in words("referring", "deeds", "together")
    over = doc.tokens[rival.head]
    return rival.dep == "pobj" and over.head == verb and over.lower in words("referring", "deeds", "beside")
