"""Report -> Reading, pure: the same report always gives the same reading, and nothing is read or written elsewhere.

The steps, in the order the data moves; each stands behind one function of the file that bears its name:

    sentences     read_sentences     text -> tokens, sentences, quotations
    attribution   find_sayings       -> who says what, nested (stance: how they stand to it)
    cast          find_cast          -> whom each noun phrase stands for (names: by the code book)
    sources       find_sources       -> sources, resolved and classed
    relays        find_relays        -> whose reporting is passed on
    dates         find_dates         -> dates with precision
    events        find_events        -> moves with parties and terms (domain, triggers, arguments, terms, modality)
    answers       find_answers       -> what answers what
    conflicts     find_conflicts     -> who contradicts whom
    positions     find_positions     -> where parties stand
"""

from __future__ import annotations

from dataclasses import replace

from memcon import __version__, ontology
from memcon.extract.answers import find_answers
from memcon.extract.assemble import accounts, attributed, attributions_of, folded, restated, speakers_of
from memcon.extract.attribution import find_sayings, parents
from memcon.extract.cast import find_cast
from memcon.extract.conflicts import denied_events, denying, find_conflicts
from memcon.extract.dates import find_dates
from memcon.extract.domain import find_domain
from memcon.extract.events import find_events, with_ids
from memcon.extract.positions import find_positions
from memcon.extract.relays import find_relays
from memcon.extract.sentences import read_sentences
from memcon.extract.sources import find_sources
from memcon.models import parser, tagger
from memcon.types import MadeBy, Reading, Report

__all__ = ["extract"]


def extract(report: Report) -> Reading:
    """All that memcon reads in one report. Spans count in `report.text`; never raises on any text."""
    book = ontology.load()
    doc = read_sentences(report.text)
    sayings = find_sayings(doc, tagger.tag(report.text))
    nested = parents(doc, sayings)
    cast = find_cast(doc, book, report.published, speakers_of(doc, sayings))
    sourced = find_sources(doc, sayings, cast)
    said = attributions_of(cast, sayings, nested, sourced, report.outlet)
    relayed = find_relays(doc, sayings, nested, cast, report.outlet)
    dates = find_dates(report.text, report.published)
    domain = find_domain(doc, report.title, cast)
    found = find_events(doc, cast, sayings, dates.whens, domain)
    answered = find_answers(doc, found.drafts)
    events = attributed(with_ids(answered.drafts, answered.links), said)
    told = accounts(doc, said)
    conflicts = find_conflicts(doc, told, events)
    attributions = denying([s.attribution for s in said], conflicts)
    events, conflicts = folded(restated(doc, events, said, attributions), conflicts)
    events = denied_events(events, conflicts)
    open_ = {*cast.abstentions, *sourced.abstentions, *dates.abstentions, *found.abstentions, *answered.abstentions}
    return Reading(
        report=replace(report, relays=relayed.relays, own_reporting=relayed.own_reporting),
        sources=sourced.sources,
        attributions=attributions,
        events=events,
        positions=find_positions(cast, told, events, domain),
        conflicts=conflicts,
        abstentions=tuple(sorted(open_, key=lambda a: (a.spans, a.step, a.reason))),
        made_by=MadeBy(__version__, (parser.name(), tagger.name()), book.fingerprint),
    )
