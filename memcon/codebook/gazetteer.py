"""Reads and checks the gazetteer: actors (`states`, `seats`, `groups`, `organisations`, `people`) and publishers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar, cast, get_args

from memcon.codebook.entries import Entry, Files
from memcon.codebook.shapes import (
    Actor,
    ActorKind,
    ActorName,
    Name,
    NameForm,
    Publisher,
    PublisherKind,
    PublisherName,
    Tenure,
    fold,
)

# The files that hold actors, and the kind and sector of an entry that does not say.
_ACTOR_FILES: Mapping[str, tuple[ActorKind, str | None]] = {
    "states.toml": ("state", "GOV"),
    "seats.toml": ("institution", "GOV"),
    "groups.toml": ("group", "REB"),
    "organisations.toml": ("organisation", None),
    "people.toml": ("person", "GOV"),
}
_FORMS: Mapping[str, NameForm] = {
    "names": "name",
    "abbreviations": "abbreviation",
    "demonyms": "demonym",
    "capitals": "capital",
    "former": "former",
    "surnames": "surname",
}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_OPEN, _NONE = "..", "none"

_Named = TypeVar("_Named", Actor, Publisher)
_Hit = TypeVar("_Hit")


def actors(files: Files, sectors: Mapping[str, str], nonstate: Mapping[str, str]) -> Sequence[tuple[Actor, Entry]]:
    """Every actor with the entry it came from."""
    iso = frozenset(str(files.file("states.toml").get("iso", "")).split())
    found: dict[str, tuple[Actor, Entry]] = {}
    for file, (kind, usual) in _ACTOR_FILES.items():
        for entry in files.records(file, "actors"):
            actor = _actor(entry, kind, usual)
            for country, sector in {(actor.country, actor.sector), *((t.country, t.sector) for t in actor.tenures)}:
                entry.check("country", country, iso)
                entry.check("sector", sector, sectors)
            entry.check("non-state code", actor.nonstate, nonstate)
            entry.check("kind", actor.kind, get_args(ActorKind))
            if any(one.since and two.since and one.since > two.since for one, two in pairwise(actor.tenures)):
                raise entry.fault("its tenures are not in order of time")
            if actor.name in found:
                raise entry.fault(f"an actor of this name stands in {found[actor.name][1].file}, too")
            found[actor.name] = (actor, entry)
    return tuple(found.values())


def _actor(entry: Entry, kind: ActorKind, usual: str | None) -> Actor:
    """One actor; `kind` and `usual` sector hold where the entry does not say ("none": it has no sector)."""
    name, country = entry.text("name"), entry.maybe("country")
    sector = entry.maybe("sector") or usual
    sector = None if sector == _NONE else sector
    actor = Actor(
        name=name,
        country=country,
        sector=sector,
        kind=cast("ActorKind", entry.maybe("kind") or kind),
        names=_names(entry, name),
        tenures=tuple(_tenures(entry, country, sector)),
        nonstate=entry.maybe("nonstate"),
        member=entry.maybe("member") is not None,
        note=entry.maybe("note"),
    )
    entry.close()
    return actor


def _names(entry: Entry, own: str) -> tuple[Name, ...]:
    """All names of an actor or publisher, its own first."""
    hints = dict(entry.table("ambiguous"))
    # A name that is all capitals ("NATO") keeps its case, as an abbreviation does.
    listed: list[tuple[str, NameForm]] = [(own, "abbreviation" if own.isupper() else "name")]
    listed += [(text, form) for key, form in _FORMS.items() for text in entry.texts(key)]
    found: dict[str, Name] = {}
    for text, form in listed:
        folded = fold(text)
        key = folded if form == "abbreviation" else folded.casefold()
        if key in found or not key:
            raise entry.fault(f"lists {text} twice")
        if form == "abbreviation" and key == key.casefold():
            raise entry.fault(f"abbreviation {text} has no capital letter")
        found[key] = Name(text, form, key, hints.get(text))
    for text in hints.keys() - {text for text, _ in listed}:
        raise entry.fault(f"ambiguous {text} is none of its names")
    return tuple(found.values())


def _tenures(entry: Entry, country: str | None, sector: str | None) -> Iterator[Tenure]:
    """The rows `office @ since/until @ sector @ country`: the last two may be left out; ".." is open, "none" none."""
    for row in entry.rows("tenures"):
        office, interval, *rest = row if len(row) > 1 else (*row, "")
        since, slash, until = interval.partition("/")
        dated = all(date == _OPEN or _DATE.fullmatch(date) for date in (since, until))
        if not slash or not dated or len(rest) > 2:
            raise entry.fault(f"tenure {' @ '.join(row)} is not: office @ since/until @ sector @ country")
        if _OPEN not in (since, until) and since[: len(until)] > until:
            raise entry.fault(f"tenure {' @ '.join(row)} ends before it begins")
        held = [*rest, "", ""]
        yield Tenure(
            office=office or None,
            country=None if held[1] == _NONE else held[1] or country,
            sector=None if held[0] == _NONE else held[0] or sector,
            since=None if since == _OPEN else since,
            until=None if until == _OPEN else until,
        )


def publishers(files: Files) -> Sequence[tuple[Publisher, Entry]]:
    """Every publisher with the entry it came from."""
    iso = frozenset(str(files.file("states.toml").get("iso", "")).split())
    found: dict[str, tuple[Publisher, Entry]] = {}
    for entry in files.records("publishers.toml", "publishers"):
        name, kind = entry.text("name"), entry.text("kind")
        publisher = Publisher(name, entry.maybe("country"), cast("PublisherKind", kind), _names(entry, name))
        entry.check("kind", kind, get_args(PublisherKind))
        entry.check("country", publisher.country, iso)
        entry.close()
        if name in found:
            raise entry.fault("is listed twice")
        found[name] = (publisher, entry)
    return tuple(found.values())


def actor_index(named: Sequence[tuple[Actor, Entry]]) -> Mapping[str, tuple[ActorName, ...]]:
    """Every folded name with the actors that bear it."""
    return _index(named, ActorName)


def publisher_index(named: Sequence[tuple[Publisher, Entry]]) -> Mapping[str, tuple[PublisherName, ...]]:
    """Every folded name with the publishers that bear it."""
    return _index(named, PublisherName)


def _index(
    named: Sequence[tuple[_Named, Entry]], hit: Callable[[_Named, Name], _Hit]
) -> Mapping[str, tuple[_Hit, ...]]:
    """Folded name -> hits; two may share a name only if both mark it ambiguous."""
    claims: dict[str, list[tuple[_Named, Name, Entry]]] = {}
    for owner, entry in named:
        for name in owner.names:
            claims.setdefault(name.key, []).append((owner, name, entry))
    for key, claimed in claims.items():
        for owner, name, entry in claimed if len(claimed) > 1 else ():
            if not name.ambiguous:
                other = next(other for other, _, _ in claimed if other is not owner)
                raise entry.fault(f"{name.text} also names {other.name} ({key}): mark it ambiguous in both")
    return MappingProxyType({key: tuple(hit(owner, name) for owner, name, _ in found) for key, found in claims.items()})
