"""The code book: every code list, mapping and name list of memcon, read from `codebook/*.toml` and checked.

    load() -> Codebook
        codes[list][code]                  what each code means and whose it is
        code_for(act, topic, ...)          an act's PLOVER type and mode and its closest CAMEO code
        find_actor(phrase), actor_names    states, institutions, groups, organisations, people by name
        find_publisher(phrase), generic    news media by name, and the words for unnamed ones ("state television")
        roles, seniority                   the nouns sources are called by ("officials", "a senior diplomat")
        fingerprint                        names this state of the data in every reading

A name is looked up by its fold (`fold`). Abbreviations keep their case ("US" is no "us"); all other names are compared
without case, but a phrase all in lower case never matches an ambiguous name or a surname ("turkey", "pence"). A name
that two bear must be marked ambiguous by both. Whatever is inconsistent is refused when loaded, as `BadCodebook`.

To find the longest names in a text: start at words whose fold is in `first_words`, and try `find_names` on the next
`longest_name` words, then on one fewer, and so on.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from memcon.codebook import gazetteer, lists
from memcon.codebook.entries import Files
from memcon.codebook.shapes import (
    Actor,
    ActorKind,
    ActorName,
    CameoCode,
    Code,
    Coding,
    Manner,
    Name,
    NameForm,
    PloverType,
    Publisher,
    PublisherKind,
    PublisherName,
    Role,
    Rule,
    Tenure,
    fold,
)
from memcon.types import Act, Issue, Topic

__all__ = [
    "Actor",
    "ActorKind",
    "ActorName",
    "CameoCode",
    "Code",
    "Codebook",
    "Coding",
    "Manner",
    "Name",
    "NameForm",
    "PloverType",
    "Publisher",
    "PublisherKind",
    "PublisherName",
    "Role",
    "Rule",
    "Tenure",
    "fold",
    "load",
    "read_codebook",
]

FOLDER = Path(__file__).parent / "codebook"


@dataclass(frozen=True, slots=True)
class Codebook:
    """All code lists and names, checked. Make it with `load`."""

    codes: Mapping[str, Mapping[str, Code]]
    types: Mapping[str, PloverType]
    cameo: Mapping[str, CameoCode]
    sectors: Mapping[str, str]
    nonstate: Mapping[str, str]
    rules: Mapping[str, tuple[Rule, ...]]
    actors: tuple[Actor, ...]
    publishers: tuple[Publisher, ...]
    generic: Mapping[str, PublisherKind]
    roles: tuple[Role, ...]
    seniority: Mapping[str, str]
    actor_names: Mapping[str, tuple[ActorName, ...]]
    publisher_names: Mapping[str, tuple[PublisherName, ...]]
    first_words: frozenset[str]
    longest_name: int
    fingerprint: str

    @property
    def acts(self) -> Mapping[str, Code]:
        """The acts of a negotiation."""
        return self.codes["act"]

    @property
    def issues(self) -> Mapping[str, Code]:
        """The issues of terms and positions, with their PA-X codes."""
        return self.codes["issue"]

    def find_names(self, phrase: str) -> tuple[ActorName, ...]:
        """The actors' names that are exactly this phrase, with or without "the"; empty if there is none."""
        return _find(self.actor_names, phrase)

    def find_actor(self, phrase: str) -> tuple[Actor, ...]:
        """The actors this phrase names: none, one, or several where it is ambiguous."""
        return tuple(dict.fromkeys(hit.actor for hit in self.find_names(phrase)))

    def find_publisher_names(self, phrase: str) -> tuple[PublisherName, ...]:
        """The publishers' names that are exactly this phrase; a name that begins with "The" needs it ("The Hill")."""
        return _find(self.publisher_names, phrase)

    def find_publisher(self, phrase: str) -> tuple[Publisher, ...]:
        """The publishers this phrase names: none, one, or several where it is ambiguous."""
        return tuple(dict.fromkeys(hit.publisher for hit in self.find_publisher_names(phrase)))

    def code_for(
        self, act: Act, topic: Topic = "other", issues: Sequence[Issue] = (), manner: Manner | None = None
    ) -> Coding:
        """PLOVER type and mode and the closest CAMEO code for a move: the first of the act's rules that holds."""
        return next(rule.coding for rule in self.rules[act] if rule.holds(topic, issues, manner))


_Hit = TypeVar("_Hit", ActorName, PublisherName)


def _find(index: Mapping[str, tuple[_Hit, ...]], phrase: str) -> tuple[_Hit, ...]:
    """What `index` has for `phrase`, else for `phrase` without "the"."""
    exact = fold(phrase)
    for key in (exact, exact[4:] if exact[:4].casefold() == "the " else ""):
        lower = key.casefold()
        if key == lower:
            found = tuple(hit for hit in index.get(key, ()) if not hit.name.ambiguous and hit.name.form != "surname")
        else:
            found = index.get(key) or index.get(lower, ())
        if found:
            return found
    return ()


@functools.cache
def load() -> Codebook:
    """The code book that memcon ships."""
    return read_codebook(FOLDER)


def read_codebook(folder: Path) -> Codebook:
    """The code book in `folder`; raises BadCodebook with file, entry and fault."""
    files = Files(folder)
    codes, types = lists.codes(files), lists.plover_types(files)
    sectors, nonstate = lists.texts(files, "plover.toml", "sectors"), lists.texts(files, "plover.toml", "nonstate")
    cameo = lists.cameo(files, types)
    actors, publishers = gazetteer.actors(files, sectors, nonstate), gazetteer.publishers(files)
    actor_names, publisher_names = gazetteer.actor_index(actors), gazetteer.publisher_index(publishers)
    keys = [*actor_names, *publisher_names]
    return Codebook(
        codes=codes,
        types=types,
        cameo=cameo,
        sectors=sectors,
        nonstate=nonstate,
        rules=lists.rules(files, codes, types, cameo),
        actors=tuple(actor for actor, _ in actors),
        publishers=tuple(publisher for publisher, _ in publishers),
        generic=lists.generic(files, codes),
        roles=lists.roles(files, codes, sectors),
        seniority=lists.seniority(files, codes),
        actor_names=actor_names,
        publisher_names=publisher_names,
        first_words=frozenset(key.partition(" ")[0].casefold() for key in keys),
        longest_name=max((key.count(" ") for key in keys), default=0) + 1,
        fingerprint=files.fingerprint,
    )
