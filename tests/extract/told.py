"""What a reading says of its moves, in one line each, so that tables of sentences stay readable."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from memcon.extract import extract
from memcon.extract.sides import side_of
from memcon.types import Event, Party, Reading
from tests.factory import report


@cache
def read(text: str, published: str | None = "2021-08-01") -> Reading:
    """The reading of a text published on a Sunday, unless said."""
    return extract(report(text, published=published))


def who(parties: Iterable[Party]) -> str:
    return "+".join(side_of(p) for p in parties)


def move(event: Event) -> str:
    """`act ACTORS > RECIPIENTS via GO-BETWEENS`, parties as country codes or names."""
    told = f"{event.act} {who(event.actors)}".strip()
    told += f" > {who(event.recipients)}" if event.recipients else ""
    return told + (f" via {who(event.through)}" if event.through else "")


def moves(text: str) -> str:
    """All moves of a text, `;` between."""
    return "; ".join(move(e) for e in read(text).events)
