"""Events -> positions: where a party stands on an issue, in the report's words, with who says so.

A position is read off what a party demands, refuses or offers on an issue; a refusal of something named gives one too.
"""

from __future__ import annotations

from collections.abc import Sequence

from memcon.types import Event, Position

_SHOWS = frozenset({"demand", "propose", "reject", "concede", "request"})


def find_positions(events: Sequence[Event]) -> tuple[Position, ...]:
    """One position for each party, issue and wording, in text order."""
    out: dict[tuple[str, str, int], Position] = {}
    for event in events:
        if event.act not in _SHOWS or event.polarity == "negative":
            continue
        said_by = next((a.attribution for a in event.attributed if a.stance == "affirm"), None)
        for party in event.actors:
            for term in event.terms:
                if term.issue != "other":
                    key = (party.country or party.name, term.issue, term.spans[0].start)
                    out.setdefault(key, Position(party, term.issue, term.text, term.spans, said_by))
    return tuple(out.values())
