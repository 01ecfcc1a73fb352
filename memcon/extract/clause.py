"""Trigger -> the clause that shows it: its span, its words, and what they tell of manner and channel."""

from __future__ import annotations

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.extract.sides import Sides
from memcon.extract.trigger import Trigger, predicate
from memcon.lexicon import Words, words
from memcon.ontology import Manner
from memcon.types import Channel, Span, Spans

_CHANNELS: tuple[Channel, ...] = ("direct", "intermediary", "public", "backchannel")
_MANNERS: dict[str, Manner] = {
    "phone": "phone", "telephone": "phone", "call": "phone", "visit": "visit", "fly": "visit", "travel": "visit",
    "host": "host", "receive": "host", "negotiate": "negotiate", "negotiation": "negotiate", "talk": "negotiate",
    "sign": "sign",
}  # fmt: skip
_PHRASES: tuple[tuple[str, Channel], ...] = (
    ("face to face", "direct"), ("in person", "direct"), ("by telephone", "direct"), ("by phone", "direct"),
    ("back channel", "backchannel"), ("behind closed doors", "backchannel"), ("behind the scenes", "backchannel"),
)  # fmt: skip


def clause_span(doc: Document, trigger: Trigger) -> Spans:
    """The clause that shows the event, as one span within its sentence: the trigger's branch with its subject."""
    tokens = _clause(doc, trigger)
    first, last = min(tokens), max(tokens)
    spans = grammar.spans(doc, range(first, last + 1))
    return (Span(spans[0].start, spans[-1].end) if spans else Span(doc.tokens[first].start, doc.tokens[last].end),)


def _clause(doc: Document, trigger: Trigger) -> list[int]:
    """The trigger's branch within its sentence, and its subject where that stands elsewhere."""
    at, head = trigger.at, predicate(doc, trigger)
    if trigger.form == "hyphen":
        return grammar.subtree(doc, doc.tokens[at].head)
    sentence = doc.tokens[at].sentence
    tokens = [i for i in clause_tokens(doc, trigger) if doc.tokens[i].sentence == sentence]
    subject = grammar.subject(doc, head) if grammar.is_verb(doc, head) else None
    if subject is None or subject in tokens or doc.tokens[at].dep == "relcl":
        return tokens
    return [*grammar.bare_phrase(doc, subject), *tokens] if doc.tokens[subject].sentence == sentence else tokens


def clause_tokens(doc: Document, trigger: Trigger) -> list[int]:
    """The trigger's branch; for a noun that is an object, the words it is the object of do not count."""
    head = predicate(doc, trigger)
    return grammar.subtree(doc, head, without=_asides(doc, head))


def _asides(doc: Document, head: int) -> list[int]:
    """Speech inserted into the clause, and a second clause joined to it."""
    speech = grammar.kids(doc, head, "ccomp") if doc.tokens[head].lemma in ("say", "tell") else []
    according = [c for c in doc.tokens[head].children if doc.tokens[c].lower == "according"]
    return [*grammar.kids(doc, head, "parataxis", "conj", "cc"), *according, *(c for c in speech if c < head)]


def manner_of(doc: Document, trigger: Trigger) -> Manner | None:
    """How it was done, where the verb or noun says so: by phone, on a visit."""
    return _MANNERS.get(doc.tokens[trigger.at].lemma)


def channels_of(doc: Document, trigger: Trigger, sides: Sides) -> tuple[Channel, ...]:
    """The channels that the clause's words show, in the contract's order."""
    inside = clause_tokens(doc, trigger)
    beside = doc.tokens[grammar.top(doc, trigger.at)].children
    seen = frozenset(doc.tokens[i].lower for i in (*inside, *beside))
    text = " ".join(doc.tokens[i].lower for i in inside).replace(" - ", "-")
    shown = {channel for phrase, channel in _PHRASES if phrase in text} | _listed(seen)
    if manner_of(doc, trigger) in ("phone", "visit"):
        shown.add("direct")
    if sides.through:
        shown.add("intermediary")
    return tuple(channel for channel in _CHANNELS if channel in shown)


def _listed(seen: Words) -> set[Channel]:
    return {channel for channel in _CHANNELS if seen & words("moves", "channels", channel)}
