"""The one function that calls every step of the room, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from memcon import __version__, ontology
from memcon.extract.answers import find_answers
from memcon.extract.attribution import Saying, find_sayings, parents
from memcon.extract.cast import Cast, find_cast
from memcon.extract.conflicts import Said, content_of, denied_events, denying, find_conflicts
from memcon.extract.dates import find_dates
from memcon.extract.domain import find_domain
from memcon.extract.events import Draft, find_events, with_ids
from memcon.extract.positions import find_positions
from memcon.extract.relays import find_relays
from memcon.extract.sentences import Document, read_sentences
from memcon.extract.sources import Sourced, find_sources, source_heads
from memcon.extract.stance import certainty_of, medium_of, quotation_of, stance_of
from memcon.models import parser
from memcon.types import Attributed, Attribution, Event, MadeBy, Reading, Report
from memcon.extract import grammar


def extract(report: Report) -> Reading:
    """All that memcon reads in one report. Spans count in `report.text`; never raises on any text."""
    book = ontology.load()
    doc = read_sentences(report.text)
    sayings = find_sayings(doc)
    nested = parents(doc, sayings)
    cast = find_cast(doc, book, report.published, _speakers(doc, sayings))
    sourced = find_sources(doc, sayings, cast)
    said = _attributions(doc, sayings, nested, sourced, cast, report.outlet)
    relayed = find_relays(doc, sayings, nested, cast, report.outlet)
    dates = find_dates(report.text, report.published)
    found = find_events(doc, cast, sayings, dates.whens, find_domain(doc, report.title, _on_stage(cast)))
    answered = find_answers(doc, found.drafts)
    events = _attributed(doc, answered.drafts, with_ids(answered.drafts, answered.links), said)
    conflicts = find_conflicts(doc, said, events)
    attributions = denying([s.attribution for s in said], conflicts)
    events = denied_events(tuple(_restated(e, attributions) for e in events), conflicts)
    return Reading(
        report=replace(report, relays=relayed.relays, own_reporting=relayed.own_reporting),
        sources=sourced.sources,
        attributions=attributions,
        events=events,
        positions=find_positions(doc, cast, said, events),
        conflicts=conflicts,
        abstentions=tuple(
            sorted(
                {
                    *cast.abstentions,
                    *sourced.abstentions,
                    *dates.abstentions,
                    *found.abstentions,
                    *answered.abstentions,
                },
                key=lambda a: a.spans,
            )
        ),
        made_by=MadeBy(__version__, (parser.name(),), book.fingerprint),
    )


def _on_stage(cast: Cast) -> int:
    """How many states, groups and international bodies the report names."""
    return len(
        {hit.actor.country or hit.actor.name for hit in cast.hits if hit.actor is not None and hit.form != "surname"}
    )


def _speakers(doc: Document, sayings: Sequence[Saying]) -> dict[int, int]:
    """For each first-person pronoun in quoted speech, the head of the source whose words they are."""
    out: dict[int, int] = {}
    for token in doc.tokens:
        if token.lower in ("i", "we", "our", "us", "my", "me", "ours"):
            at = token.start
            around = [s for s in sayings if s.source and any(a <= at < b for a, b in s.content)]
            best = min(around, key=lambda s: sum(b - a for a, b in s.content), default=None)
            if best is not None:
                out[token.i] = best.source[0]
    return out


def _attributions(
    doc: Document,
    sayings: Sequence[Saying],
    nested: Mapping[int, int | None],
    sourced: Sourced,
    cast: Cast,
    outlet: str | None,
) -> tuple[Said, ...]:
    """One attribution for each saying and source, numbered in text order."""
    made: list[tuple[Saying, int | None, str]] = []
    first: dict[int, str] = {}
    for saying in sayings:
        heads: list[int | None] = [h for s in saying.source for h in source_heads(doc, s, cast)]
        for head in heads or [None]:
            made.append((saying, head, f"a{len(made) + 1}"))
            first.setdefault(saying.cue, made[-1][2])
    return tuple(
        Said(a, s, content_of(doc, a)) for s, a in (_one(doc, *m, nested, first, sourced, cast, outlet) for m in made)
    )


def _one(
    doc: Document, saying: Saying, head: int | None, ident: str, nested: Mapping[int, int | None], first: Mapping[int, str],
    sourced: Sourced, cast: Cast, outlet: str | None,
) -> tuple[Saying, Attribution]:  # fmt: skip
    parent = nested.get(saying.cue)
    tokens = saying.source_tokens
    if head is not None and head not in saying.source[:1]:
        tokens = tuple(i for i in grammar.bare_phrase(doc, head) if i in set(tokens)) or tokens
    return saying, Attribution(
        id=ident,
        source=sourced.by_head.get(head) if head is not None else None,
        parent=first[parent] if parent is not None else None,
        source_spans=grammar.spans(doc, tokens),
        cue=grammar.spans(doc, saying.cue_tokens),
        content=saying.content,
        stance=stance_of(doc, saying),
        certainty=certainty_of(doc, saying),
        quotation=quotation_of(doc, saying.content),
        medium=medium_of(doc, saying, cast.book, outlet),
    )


def _attributed(
    doc: Document, drafts: Sequence[Draft], events: Sequence[Event], said: Sequence[Said]
) -> tuple[Event, ...]:
    """Who says so: for each span of an event the innermost attribution that holds it, and who passes that on."""
    by_id = {s.attribution.id: s.attribution for s in said}
    out = []
    for event in events:
        found: dict[str, Attributed] = {}
        for span in event.spans:
            middle = (span.start + span.end) // 2
            around = [s.attribution for s in said if any(a <= middle < b for a, b in s.attribution.content)]
            inner = min(around, key=lambda a: sum(b - s for s, b in a.content), default=None)
            same = [a for a in around if inner is not None and a.cue == inner.cue]
            for one in same:
                found.setdefault(one.id, Attributed(one.id, one.stance))
            while (
                inner is not None
                and inner.stance == "affirm"
                and inner.parent in by_id
                and by_id[inner.parent].id not in found
            ):
                inner = by_id[inner.parent]
                found.setdefault(inner.id, Attributed(inner.id, inner.stance))
        out.append(replace(event, attributed=tuple(found.values())))
    return tuple(out)


def _restated(event: Event, attributions: Sequence[Attribution]) -> Event:
    """The stances as they stand after conflicts were found."""
    stance = {a.id: a.stance for a in attributions}
    if event.polarity == "negative":
        return event
    return replace(
        event, attributed=tuple(replace(x, stance=stance.get(x.attribution, x.stance)) for x in event.attributed)
    )
