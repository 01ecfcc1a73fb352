"""Which triggers are events: enough of it must be there, and it must be between states, armed groups or their like."""

from __future__ import annotations

from functools import cache

from memcon.extract import grammar
from memcon.extract.cast import Cast, Entity
from memcon.extract.domain import Domain
from memcon.extract.sentences import Document
from memcon.extract.sides import Sides, sides_of
from memcon.extract.trigger import Trigger, noun_class
from memcon.lexicon import Words, words
from memcon.types import Party

_PLAINLY_PEACE = 3
_OUTSIDE = frozenset({"JUD", "LAB", "BUS", "MED", "EDU"})
_AGENTLESS_VERBS = frozenset({"cease", "violate", "suspend"})
_AGENTLESS_NOUNS = frozenset({"consult", "agree", "suspend", "reject", "violate"})


def stands(doc: Document, trigger: Trigger, sides: Sides) -> bool:
    """Enough of it is there: somebody acts, or the act shows without (a broken truce, an offer that was refused)."""
    if sides.actors:
        return True
    if trigger.form not in ("verb", "noun"):
        return trigger.form == "condition" and bool(sides.recipients)
    agentless = _AGENTLESS_NOUNS if trigger.form == "noun" else _AGENTLESS_VERBS
    passive = trigger.form == "verb" and (
        grammar.is_passive(doc, trigger.at)
        or (trigger.act == "propose" and doc.tokens[trigger.at].lemma in ("receive", "get"))
    )
    return bool(sides.recipients) or trigger.act in agentless or passive


def is_negotiation(doc: Document, cast: Cast, trigger: Trigger, sides: Sides, domain: Domain) -> bool:
    """Whether the parties are of the kind that negotiates about war and peace, and the paragraph is about that."""
    if sides.actors and all(_is_outsider(p) for p in sides.actors):
        return False
    count = _international(doc, cast, trigger, sides, domain)
    return count > 0 and domain.admits(doc.sentence_of(trigger.at).paragraph, count)


def _international(doc: Document, cast: Cast, trigger: Trigger, sides: Sides, domain: Domain) -> int:
    """How many sides are states, armed groups, international bodies or of theirs; 1 for one the sentence names."""
    named = sides_of(p for p in sides.everybody if _is_international(cast, p))
    if named:
        return len(named)
    if _is_elsewhere(sides, domain):
        return 0
    described = bool(sides.everybody) and all(_is_belligerent(p) for p in sides.everybody)
    plainly = domain.report[0] >= _PLAINLY_PEACE and bool(sides.actors)
    return int(described or plainly or _names_one(doc, cast, trigger) or _about_peace(doc, trigger))


def _is_international(cast: Cast, party: Party) -> bool:
    if party.country or party.sector in ("REB", "UAF"):
        return True
    return any(a.nonstate or a.kind in ("organisation", "group") for a in cast.book.find_actor(party.name))


def _is_elsewhere(sides: Sides, domain: Domain) -> bool:
    """Parties of no known kind, in a report that does not plainly tell of war and peace."""
    peace, elsewhere = domain.report
    parties = sides.everybody
    if not peace:
        return elsewhere > 0 or not all(_is_belligerent(p) for p in parties)
    return elsewhere > 0 and peace < _PLAINLY_PEACE and not all(p.sector for p in parties)


def _is_outsider(party: Party) -> bool:
    """A court, a union, a company: they act, but not in a negotiation about war and peace."""
    last = party.mention.split()[-1].lower()
    listed = words("moves", "parties", "outsiders")
    return party.sector in _OUTSIDE or last in listed or last.rstrip("s") in listed


def _is_belligerent(party: Party) -> bool:
    """Described by a word for a state's or armed group's people: "the ministry", "the rebels", "the envoy"."""
    return party.name.split()[-1].lower().rstrip("s") in words("moves", "parties", "belligerent")


def _names_one(doc: Document, cast: Cast, trigger: Trigger) -> bool:
    """The sentence names a state, a group or an international body."""
    sentence = doc.sentence_of(trigger.at)
    mentions = (cast.mentions.get(i) for i in range(sentence.first, sentence.last + 1))
    return any(_is_body(e) for mention in mentions if mention is not None for e in mention.entities)


def _is_body(entity: Entity) -> bool:
    return bool(entity.country or entity.nonstate) or entity.kind in ("group", "organisation")


def _about_peace(doc: Document, trigger: Trigger) -> bool:
    nouns = _peace_nouns() | words("moves", "endings", "guns")
    return any(doc.tokens[t].lemma in nouns for t in (trigger.at, *trigger.themes))


@cache
def _peace_nouns() -> Words:
    classes = ("truce", "offer", "accord", "talk", "captive", "ask")
    return frozenset[str]().union(*(noun_class(c) for c in classes))
