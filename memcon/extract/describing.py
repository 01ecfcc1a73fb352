"""Definite descriptions -> the referent they describe: "the ministry", "the former general", "the first official".

A description takes up a referent that was called by the same noun, or by one that its own is wider than, and that its
country and number do not contradict. Where nothing was told of a person, any word for a person may be of him if he is
the only one in sight. What fits nobody stands for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memcon.extract import grammar
from memcon.extract.beings import is_one_of_a_people, regions
from memcon.extract.home import is_place
from memcon.extract.likeness import PLAIN, likeness_of, may_agree
from memcon.extract.referents import Referent, Referents, is_definite, is_other, salience
from memcon.extract.sentences import Document
from memcon.extract.traits import Traits, all_wider, is_age
from memcon.lexicon import words

_FARTHEST = 8
_PLAIN = 3.0
MARGIN = 0.9
# Between two of whom the words tell nothing: "X met Y. The cleric …".
_MARGIN_OF_GUESSES = 1.5
# Whoever the words fit so much better goes before the more salient.
_MUCH_BETTER = 2.2
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a description fits a referent: `likeness` by its words, `worth` with salience."""

    referent: Referent
    likeness: float
    worth: float


def description(refs: Referents, head: int, traits: Traits) -> Referent | None:
    """The referent that a definite description takes up; None for a new one, and where it is left open."""
    doc = refs.doc
    if not is_definite(doc, head) or is_other(doc, head) or _is_restricted(refs, head):
        return None
    placed = _of_a_pair(refs, head) or _numbered(refs, head, traits)
    if placed is not None:
        return placed
    found = [f for f in (_fit(refs, head, traits, r) for r in _in_reach(refs, head)) if f is not None]
    found = _plainest(refs, head, _outermost(refs, _without_members(found), traits))
    found = [f for f in found if f.likeness > max(o.likeness for o in found) - _MUCH_BETTER]
    if not found:
        return None
    best = max(found, key=lambda f: f.worth)
    if best.likeness < _PLAIN and not _is_alone(refs, best, found, head):
        return None
    rivals = [f for f in found if f is not best and best.likeness - f.likeness < 1.0 and _is_near(refs, best, f, head)]
    if rivals:
        refs.open.add(head)
        return None
    return best.referent


def _is_near(refs: Referents, best: _Fit, other: _Fit, head: int) -> bool:
    """Two that fit alike and stand in one sentence are equal, whichever is its subject, unless one alone has spoken."""
    if best.worth - other.worth < MARGIN or _are_named_together(refs, best, other):
        return True
    doc = refs.doc
    nameless = not (best.referent.traits.named or other.referent.traits.named)
    if nameless and best.referent.traits.kind == "person" and abs(best.likeness - other.likeness) < 0.5:
        return best.worth - other.worth < 2 * MARGIN
    last = [max(h for h in f.referent.heads if h < head) for f in (best, other)]
    spoke = [any(h in refs.spoken for h in f.referent.heads if h < head) for f in (best, other)]
    alike = (
        best.likeness >= _PLAIN
        and best.likeness - other.likeness < 0.5
        and len(best.referent.heads) <= len(other.referent.heads) + 1
    )
    return alike and doc.tokens[last[0]].sentence == doc.tokens[last[1]].sentence and spoke[0] == spoke[1]


def _outermost(refs: Referents, found: Sequence[_Fit], traits: Traits) -> list[_Fit]:
    """As in "fighters from Boko Haram": people, not the body that their own phrase names."""
    if not (traits.kind == "person" and traits.several):
        return list(found)
    people = {f.referent.heads[-1] for f in found if f.referent.traits.kind == "person" and f.likeness >= _PLAIN}
    return [f for f in found if not people & set(grammar.chain(refs.doc, f.referent.heads[-1]))]


def _plainest(refs: Referents, head: int, found: Sequence[_Fit]) -> list[_Fit]:
    """Where the words fit nobody, those near by of whom nothing was told go before the others."""
    doc = refs.doc
    here = doc.tokens[head].sentence
    if any(f.likeness >= _PLAIN for f in found):
        return list(found)
    near = [
        f for f in found
        if f.likeness >= PLAIN and here - max(doc.tokens[h].sentence for h in f.referent.heads if h < head) <= 2
    ]  # fmt: skip
    return near or list(found)


def _are_named_together(refs: Referents, one: _Fit, other: _Fit) -> bool:
    """Two that were last named side by side: "X and Y signed. The minister …"."""
    if abs(one.likeness - other.likeness) >= 0.5:
        return False
    both = {one.referent.number, other.referent.number}
    last = {refs.doc.tokens[f.referent.heads[-1]].sentence for f in (one, other)}
    return len(last) == 1 and any(
        both <= {m.number for m in r.members} and refs.doc.tokens[r.heads[-1]].sentence in last
        for r in refs.all if r.members
    )  # fmt: skip


def _without_members(found: Sequence[_Fit]) -> list[_Fit]:
    """Several named together, or its parts, not both."""
    parts = {m.number for f in found for m in f.referent.members}
    return [f for f in found if f.referent.number not in parts]


def _in_reach(refs: Referents, head: int) -> list[Referent]:
    doc = refs.doc
    here = doc.tokens[head].sentence
    return [
        r for r in refs.recent()
        if any(h < head and here - doc.tokens[h].sentence <= _FARTHEST for h in r.heads)
        and not any(head in set(grammar.chain(doc, h)) or h in set(grammar.chain(doc, head)) for h in r.heads[-1:])
    ]  # fmt: skip


def _is_restricted(refs: Referents, head: int) -> bool:
    """A description with a clause or an owner of its own: "the man who fired", "the leader of the front"."""
    doc = refs.doc
    for clause in grammar.kids(doc, head, "acl", "relcl"):
        left = doc.tokens[clause].left
        if clause > head and doc.tokens[left - 1].text not in (",", "—", "–", "("):
            return True
    owners = grammar.under(doc, head, "of", "for", "from")
    owners = [o for o in owners if f"{doc.tokens[head].lemma}_of_{doc.tokens[o].lower}" not in all_wider()]
    return any(
        doc.tokens[o].tag != "CD" and doc.tokens[o].lower not in ("two", "three", "four", "five", "six") for o in owners
    ) and not any(o in refs.cast.names for o in owners)


# "the latter", "the first official"


def _of_a_pair(refs: Referents, head: int) -> Referent | None:
    """As in "the latter", "the former": of the last two that were named side by side."""
    doc, token = refs.doc, refs.doc.tokens[head]
    if token.lower not in ("latter", "former") or token.pos == "PROPN":
        return None
    pairs = [r for r in refs.all if len(r.members) == 2 and r.anchor < head]
    if pairs:
        return pairs[-1].members[1 if token.lower == "latter" else 0]
    last = doc.tokens[head].sentence - 1
    near = [
        r for r in refs.all if doc.tokens[r.heads[-1]].sentence == last and r.traits.kind in ("person", "body", "state")
    ]
    near.sort(key=lambda r: r.heads[-1])
    return near[1 if token.lower == "latter" else 0] if len(near) == 2 else None


def _numbered(refs: Referents, head: int, traits: Traits) -> Referent | None:
    """As in "the first official", "the second source", "the other diplomat": by the order they came in."""
    small = traits.small | {refs.doc.tokens[c].lower for c in refs.doc.tokens[head].children if c < head}
    place = next((n for word, n in _ORDINALS.items() if word in small), None)
    if place is None and "other" not in small:
        return None
    named = [
        r
        for r in refs.all
        if r.anchor < head
        and not r.members
        and not r.traits.several
        and likeness_of(traits, r.traits, frozenset()) >= _PLAIN
    ]
    if place is None:
        last = max(named, key=lambda r: r.heads[-1], default=None)
        rest = [r for r in named if r is not last]
        return rest[0] if len(rest) == 1 else None
    told = [r for r in named if any(w in r.traits.small for w, n in _ORDINALS.items() if n == place)]
    return told[0] if len(told) == 1 else named[place] if place < len(named) else None


# likeness


def _fit(refs: Referents, head: int, traits: Traits, referent: Referent) -> _Fit | None:
    """How a referent bears the description; None where it cannot."""
    known = referent.traits
    if _is_a_place(refs, traits, referent) or not _lands_agree(traits, known):
        return None
    if not may_agree(traits, referent) or _shares_a_deed(refs, head, referent):
        return None
    small = traits.small - words("referring", "people", "empty")
    likeness = likeness_of(traits, known, small)
    native = is_one_of_a_people(refs.cast, head) and traits.lands & known.lands and known.kind == "person"
    if likeness <= 0 and not (traits.kind == "person" and is_age(refs.doc, head)) and not native:
        return None
    if is_age(refs.doc, head):
        likeness = 2.5 + (0.4 if known.named else 0.0)
    likeness += 0.6 if known.named and known.kind == "body" else 0.0
    if native:
        likeness = max(likeness, _PLAIN)
    likeness += 1.5 if traits.lands & known.lands else 0.0
    return _Fit(referent, likeness, likeness + 0.8 * salience(refs, referent, head))


def _is_a_place(refs: Referents, traits: Traits, referent: Referent) -> bool:
    """Whether all that was said with a name is where something is or what somebody governs."""
    doc, known = refs.doc, referent.traits
    if known.kind in ("name", "state") and all(is_place(doc, h) for h in referent.heads):
        return not regions(traits.small) & known.lands
    if known.kind != "name":
        return False
    outer = _is_of if traits.kind == "person" else _is_inner
    return all(outer(doc, h) for h in referent.heads)


def _lands_agree(traits: Traits, known: Traits) -> bool:
    """Two countries, or a region and a country that lies elsewhere, contradict each other."""
    region = regions(traits.small)
    if not known.lands:
        return True
    return not (traits.lands and not traits.lands & known.lands) and not (region and not region & known.lands)


def _is_of(doc: Document, head: int) -> bool:
    """As in "the governor of Balkh": what an office is of is a place."""
    over = doc.tokens[doc.tokens[head].head]
    return doc.tokens[head].dep == "pobj" and over.lower == "of" and doc.tokens[over.head].pos == "NOUN"


def _is_inner(doc: Document, head: int) -> bool:
    """As in "Goma's airport", "near Goma": a name that only says where."""
    return doc.tokens[head].dep in ("poss", "pobj", "compound", "amod", "nmod")


def _shares_a_deed(refs: Referents, head: int, referent: Referent) -> bool:
    """As in "X asked the attorney general": whom somebody does something to is somebody else."""
    doc, token = refs.doc, refs.doc.tokens[grammar.first_conjunct(refs.doc, head)]
    if token.dep not in ("dobj", "dative", "pobj", "conj"):
        return False
    over = token.head if token.dep != "pobj" else doc.tokens[token.head].head
    return any(doc.tokens[h].head == over and doc.tokens[h].dep in ("nsubj", "nsubjpass") for h in referent.heads)


def _is_alone(refs: Referents, best: _Fit, found: Sequence[_Fit], head: int) -> bool:
    """Whether a description that is merely not excluded has but one in sight, in the last two sentences."""
    doc = refs.doc
    if best.likeness < 2.0:
        return False
    here = doc.tokens[head].sentence
    near = [
        f for f in found
        if here - max(doc.tokens[h].sentence for h in f.referent.heads if h < head) <= 2
        and best.likeness - f.likeness < 0.6
    ]  # fmt: skip
    if best not in near:
        return False
    ranked = sorted(near, key=lambda f: f.worth, reverse=True)
    if len(ranked) > 1 and ranked[0].worth - ranked[1].worth < _MARGIN_OF_GUESSES:
        refs.open.add(head)
        return False
    return True
