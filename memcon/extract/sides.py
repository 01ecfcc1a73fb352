"""Whose side a party is on, and the parties of a trigger put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from memcon.extract.cast import Cast
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger
from memcon.types import Party

# Parties to these stand together as actors.
RECIPROCAL = frozenset({"agree", "consult", "cease"})
_OWN_SIDE = frozenset(
    {"REB", "OPP", "UAF", "PRM", "PTY", "CRM", "JRN", "LAB", "BUS", "CVL", "EDU", "MED", "REL", "SOC", "ELI"}
)


class Scene(NamedTuple):
    """A trigger and all that tells who its parties are."""

    doc: Document
    cast: Cast
    trigger: Trigger
    sayings: Sequence[Saying]


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one trigger, each list in text order and without repeats."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    through: tuple[Party, ...]

    @property
    def everybody(self) -> tuple[Party, ...]:
        """All three lists."""
        return (*self.actors, *self.recipients, *self.through)


def side_of(party: Party) -> str:
    """Whose side a party is on: the country for a state and its people, the name for anybody else.

    A rebel group has its country's code, too, and must never be taken for its government.
    """
    return party.country if party.country and party.sector not in _OWN_SIDE else party.name


def sides_of(parties: Iterable[Party]) -> frozenset[str]:
    """The sides these parties are on."""
    return frozenset(side_of(p) for p in parties)


def together(one: Sequence[Party], other: Sequence[Party]) -> tuple[Party, ...]:
    """Both, in text order, each once."""
    return tuple(sorted((*one, *without(other, one)), key=lambda p: p.spans))


def without(some: Iterable[Party], others: Iterable[Party]) -> tuple[Party, ...]:
    """Those of `some` that are not among `others`, by name, or by country where neither is a person."""
    known = tuple(others)
    names = {(p.name, p.country) for p in known}
    states = {p.country for p in known if p.country and p.name != p.mention}
    return tuple(
        p for p in some if (p.name, p.country) not in names and not (p.country in states and p.sector == "GOV")
    )
