"""What go-betweens carry: "Oman relayed an American offer to the Houthis" tells through whom the offer went, to whom.

Read after the drafts are found, since the offer and its carriage are two events that tell of one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.extract.occasion import Draft, joined_parties
from memcon.extract.sentences import Document
from memcon.extract.sides import sides_of
from memcon.extract.trigger import noun_class
from memcon.types import Channel, Event

_NEAR = 2
_POINTING = ("the", "these", "those")


def with_carriers(doc: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in text order, with what each mediation tells of those at most two sentences before it."""
    out = list(drafts)
    sentences = [doc.tokens[d.trigger.at].sentence for d in drafts]
    first = 0
    for place, carrier in enumerate(drafts):
        while sentences[first] < sentences[place] - _NEAR:
            first += 1
        if carrier.event.act != "mediate" or not carrier.event.actors:
            continue
        for n in range(first, len(out)):
            if sentences[n] > sentences[place]:
                break
            out[n] = replace(out[n], event=_told_by(doc, carrier, out[n]))
    return out


def _told_by(doc: Document, carrier: Draft, draft: Draft) -> Event:
    """The event with what the mediation tells of it; as it was where they do not belong together."""
    carried = draft.trigger.at in carrier.trigger.themes
    if carried and draft.event.act in ("propose", "request", "demand"):
        return _carried(carrier.event, draft.event)
    if draft.event.act in ("consult", "agree") and _same_talks(doc, carrier, draft):
        return _hosted(carrier.event, draft.event)
    return draft.event


def _carried(carrier: Event, event: Event) -> Event:
    """An offer that was relayed: through whom, and to whom it was taken."""
    taken = tuple(r for r in carrier.recipients if r not in event.actors)
    return replace(
        event,
        through=event.through or carrier.actors,
        recipients=event.recipients or taken,
        channel=_with_intermediary(event),
    )


def _hosted(carrier: Event, event: Event) -> Event:
    """Talks or an accord that somebody brokered who is not one of the sides."""
    own = sides_of(event.actors)
    others = tuple(p for p in carrier.actors if sides_of([p]).isdisjoint(own))
    channel = _with_intermediary(event) if others else event.channel
    return replace(event, through=joined_parties(event.through, others), channel=channel)


def _with_intermediary(event: Event) -> tuple[Channel, ...]:
    return tuple(dict.fromkeys((*event.channel, "intermediary")))


def _same_talks(doc: Document, carrier: Draft, draft: Draft) -> bool:
    """The mediated noun is the very one, or "the talks" at most two sentences behind them."""
    themes = carrier.trigger.themes
    if draft.trigger.at in themes or set(draft.trigger.themes) & set(themes):
        return True
    behind = doc.tokens[carrier.trigger.at].sentence - doc.tokens[draft.trigger.at].sentence
    kinds = noun_class("talk") | (noun_class("accord") if draft.event.act == "agree" else frozenset())
    return 0 <= behind <= _NEAR and any(_is_pointed(doc, t) for t in themes if doc.tokens[t].lemma in kinds)


def _is_pointed(doc: Document, noun: int) -> bool:
    return any(doc.tokens[c].lower in _POINTING for c in doc.tokens[noun].children)
