"""Triggers -> events: what happened once, with its parties, terms, date, span and who says so.

A trigger that the parties or the domain rule out is left out (`gate`); triggers of one act by the same parties on one
occasion become one event with several spans (`occasion`); what is said of a text or a go-between is added to the
offer or accord it tells of (`provisions`, `carried`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memcon.extract import modality, terms
from memcon.extract.arguments import find_sides
from memcon.extract.carried import with_carriers
from memcon.extract.cast import Cast
from memcon.extract.clause import channels_of, clause_span, clause_tokens, manner_of
from memcon.extract.domain import Domain
from memcon.extract.gate import is_negotiation, stands
from memcon.extract.issues import topic_of
from memcon.extract.occasion import Draft, one_per_occasion
from memcon.extract.provisions import is_provision, with_provisions
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.sides import Sides
from memcon.extract.trigger import Trigger
from memcon.extract.triggers import find_triggers
from memcon.extract.when_where import WhensBySentence, by_sentence, place_of, when_of
from memcon.types import Abstention, Event, When

__all__ = ["Draft", "Found", "find_events", "with_ids"]


@dataclass(frozen=True, slots=True)
class Found:
    """Drafts in text order, and what was looked at and left open."""

    drafts: tuple[Draft, ...]
    abstentions: tuple[Abstention, ...]


def find_events(doc: Document, cast: Cast, sayings: Sequence[Saying], whens: Sequence[When], domain: Domain) -> Found:
    """Every move of the report, one draft for each act of the same parties on one occasion."""
    drafts: list[Draft] = []
    abstentions: list[Abstention] = []
    dates = by_sentence(doc, whens)
    for trigger in find_triggers(doc, cast):
        if is_provision(doc, trigger):
            continue
        sides = find_sides(doc, cast, trigger, sayings)
        if not stands(doc, trigger, sides):
            continue
        if is_negotiation(doc, cast, trigger, sides, domain):
            drafts.append(Draft(trigger, _event(doc, cast, trigger, sides, dates)))
        else:
            abstentions.append(Abstention(clause_span(doc, trigger), "events", "no negotiation"))
    found = with_provisions(doc, with_carriers(doc, one_per_occasion(doc, drafts)))
    return Found(tuple(found), tuple(abstentions))


def _event(doc: Document, cast: Cast, trigger: Trigger, sides: Sides, dates: WhensBySentence) -> Event:
    """The event as one trigger shows it, its id, answers and attributions left open."""
    found = terms.find_terms(doc, cast, trigger, sides)
    topic = topic_of(doc, clause_tokens(doc, trigger))
    when = when_of(doc, trigger, dates)
    coding = cast.book.code_for(trigger.act, topic, [t.issue for t in found], manner_of(doc, trigger))
    return Event(
        id="",
        act=trigger.act,
        type=coding.type,
        mode=coding.mode,
        cameo=coding.cameo,
        actors=sides.actors,
        recipients=sides.recipients,
        through=sides.through,
        channel=channels_of(doc, trigger, sides),
        topic=topic,
        terms=found,
        polarity=modality.polarity_of(doc, trigger),
        modality=modality.modality_of(doc, trigger, when, cast.published),
        answers=None,
        date=when,
        place=place_of(doc, cast, trigger),
        spans=clause_span(doc, trigger),
        attributed=(),
    )


def with_ids(drafts: Sequence[Draft], answers: Mapping[int, int]) -> tuple[Event, ...]:
    """Number the events in text order and turn the answered draft's place into its id."""
    return tuple(
        replace(d.event, id=f"e{n + 1}", answers=f"e{answers[n] + 1}" if n in answers else None)
        for n, d in enumerate(drafts)
    )
