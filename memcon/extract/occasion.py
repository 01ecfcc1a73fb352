"""Drafts -> one draft for each occasion: mentions of one act by the same parties are one event with several spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.extract.sides import sides_of
from memcon.extract.trigger import Trigger
from memcon.types import Act, Event, Modality, Party, Polarity, Term, Topic

# Acts of which one party does many: only a shared word ties two of them.
_MANY = frozenset({"demand", "request", "reject", "concede", "threaten"})
_CLOSE: tuple[set[Topic], ...] = (
    {"ceasefire", "talks"},
    {"ceasefire", "peace_agreement"},
    {"talks", "peace_agreement"},
    {"talks", "nuclear"},
)

_Key = tuple[Act | None, Polarity, frozenset[Modality], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event with the token that shows it, before its id, answers and attributions are known."""

    trigger: Trigger
    event: Event


def one_per_occasion(doc: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """Each draft merged into the first earlier one of the same occasion; in the order of first mentions."""
    out: list[Draft] = []
    alike: dict[_Key, list[int]] = {}
    for draft in drafts:
        places = alike.setdefault(_key(draft.event), [])
        same = next((n for n in places if same_occasion(doc, out[n], draft)), None)
        if same is not None:
            out[same] = merged(out[same], draft)
            continue
        places.append(len(out))
        out.append(draft)
    return out


def _key(event: Event) -> _Key:
    """What two mentions of one occasion must share."""
    return event.act, event.polarity, frozenset(event.modality), sides_of(event.actors)


def same_occasion(doc: Document, one: Draft, other: Draft) -> bool:
    """Must-not rules first: another act, polarity, actor, date, recipient or topic is another event.

    Of acts that one party does many of, a shared word must tie the two, and their terms must be on the same issues.
    Other acts need a shared topic or word, unless one says nothing of what it is about ("the offer", "they met").
    """
    a, b = one.event, other.event
    if not a.actors or _key(a) != _key(b) or _other_day(a, b) or _other_recipients(a, b) or _other_topic(a, b):
        return False
    if a.act not in _MANY:
        words_of = _matter(doc, one), _matter(doc, other)
        return (a.topic == b.topic != "other") or not all(words_of) or bool(words_of[0] & words_of[1])
    return {t.issue for t in a.terms} == {t.issue for t in b.terms} and bool(_matter(doc, one) & _matter(doc, other))


def _other_day(a: Event, b: Event) -> bool:
    if a.date is None or b.date is None:
        return False
    return (a.date.start, a.date.end) != (b.date.start, b.date.end)


def _other_recipients(a: Event, b: Event) -> bool:
    return bool(a.recipients and b.recipients) and sides_of(a.recipients) != sides_of(b.recipients)


def _other_topic(a: Event, b: Event) -> bool:
    return a.topic != b.topic and "other" not in (a.topic, b.topic) and {a.topic, b.topic} not in _CLOSE


def _matter(doc: Document, draft: Draft) -> set[str]:
    """The content words of what is asked or refused."""
    inside = [i for t in draft.trigger.themes for i in grammar.subtree(doc, t)]
    return {doc.tokens[i].lemma for i in inside if doc.tokens[i].pos in ("NOUN", "VERB", "PROPN")}


def merged(one: Draft, other: Draft) -> Draft:
    """One event with the spans, terms, channels and go-betweens of both; the fuller recipient list stays."""
    a, b = one.event, other.event
    event = replace(
        a,
        spans=tuple(sorted({*a.spans, *b.spans})),
        terms=joined_terms(a.terms, b.terms),
        recipients=a.recipients or b.recipients,
        through=joined_parties(a.through, b.through),
        channel=tuple(dict.fromkeys((*a.channel, *b.channel))),
        topic=a.topic if a.topic != "other" else b.topic,
        date=a.date or b.date,
        mode=a.mode or b.mode,
    )
    return replace(one, event=event)


def joined_terms(one: Sequence[Term], other: Sequence[Term]) -> tuple[Term, ...]:
    """Both, the same words on the same issue once."""
    return tuple({(t.issue, t.text): t for t in (*one, *other)}.values())


def joined_parties(one: Sequence[Party], other: Sequence[Party]) -> tuple[Party, ...]:
    """Both, each party once, as `one` mentions it."""
    return tuple({(p.name, p.country): p for p in (*other, *one)}.values())
