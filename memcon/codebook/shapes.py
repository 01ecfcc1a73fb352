"""The nouns of the code book, and the fold by which names are compared. `memcon.ontology` is the door to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from memcon.types import SourceKind

ActorKind = Literal["state", "territory", "institution", "group", "organisation", "person"]
NameForm = Literal["name", "abbreviation", "demonym", "capital", "former", "surname"]
PublisherKind = Literal["agency", "newspaper", "broadcaster", "state_media", "magazine", "site", "media"]
Manner = Literal[
    "phone", "visit", "host", "third_party", "multilateral", "negotiate", "sign", "mediation", "force", "ultimatum"
]

# Characters that Unicode does not take apart into a base letter and a mark, and the many apostrophes and hyphens.
_LETTERS = str.maketrans(
    {**dict.fromkeys("’‘ʼʻ`´ʿʾ′", "'"), **dict.fromkeys("‐‑‒–—", "-")}
    | {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "e", "Ə": "E", "ß": "ss"}
)


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list: what it means in a line, and the standard it follows. `pax`: PA-X codes (issues)."""

    code: str
    means: str
    standard: str
    pax: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PloverType:
    """A PLOVER event type, its quad class and its modes with their meanings."""

    code: str
    quad: str
    means: str
    modes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code, its label in our words, and the PLOVER type and mode it becomes (None where PLOVER dropped it)."""

    code: str
    means: str
    type: str | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class Coding:
    """How one move is coded in the field's ontologies."""

    type: str
    mode: str | None
    cameo: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`coding` holds for an act where topic, issue and manner are among those listed; an empty list allows all."""

    topics: tuple[str, ...]
    issues: tuple[str, ...]
    manners: tuple[str, ...]
    coding: Coding

    def holds(self, topic: str, issues: Iterable[str], manner: str | None) -> bool:
        """Whether the rule's conditions are met."""
        return (
            (not self.topics or topic in self.topics)
            and (not self.issues or any(issue in self.issues for issue in issues))
            and (not self.manners or manner in self.manners)
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A way to call an actor or a publisher. `key` is the fold it is found by, without case but for abbreviations.

    `hint` says how to tell what an ambiguous name stands for; None: it is not ambiguous.
    """

    text: str
    form: NameForm
    key: str
    hint: str | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether the words stand for something else, too."""
        return self.hint is not None


@dataclass(frozen=True, slots=True)
class Tenure:
    """What an actor was for a time: its office (None for a group), country and PLOVER sector then.

    `since` and `until` are ISO dates or prefixes of them, both inclusive; None is open.
    """

    office: str | None
    country: str | None
    sector: str | None
    since: str | None
    until: str | None

    def holds_on(self, date: str) -> bool:
        """Whether the tenure covers `date`, an ISO date or a prefix of one; in doubt (2021 for 2021-08) it does."""
        since, until = self.since or "", self.until or ""
        return since[: len(date)] <= date[: len(since)] and (not until or date[: len(until)] <= until[: len(date)])


@dataclass(frozen=True, slots=True)
class Actor:
    """A party known by name. `country` and `sector` are the usual ones; `country_on`, `sector_on` know those of a date.

    `nonstate` is PLOVER's actor code for what is no state's (IGO, NGO, IMG); `tenures` are in order of time.
    `member`: a member state of the United Nations.
    """

    name: str
    country: str | None
    sector: str | None
    kind: ActorKind
    names: tuple[Name, ...]
    tenures: tuple[Tenure, ...] = ()
    nonstate: str | None = None
    member: bool = False
    note: str | None = None

    def tenure_on(self, date: str) -> Tenure | None:
        """The latest tenure that covers `date` (ISO or a prefix), None where none does."""
        return next((tenure for tenure in reversed(self.tenures) if tenure.holds_on(date)), None)

    def sector_on(self, date: str | None) -> str | None:
        """The PLOVER sector on `date`, today's where the date is None; the usual one where no tenure tells."""
        tenure = self._tenure_then(date)
        return tenure.sector if tenure else self.sector

    def country_on(self, date: str | None) -> str | None:
        """The country acted for on `date`, today's where the date is None; the usual one where no tenure tells."""
        tenure = self._tenure_then(date)
        return tenure.country if tenure else self.country

    def _tenure_then(self, date: str | None) -> Tenure | None:
        if date:
            return self.tenure_on(date)
        return self.tenures[-1] if self.tenures and self.tenures[-1].until is None else None


@dataclass(frozen=True, slots=True)
class ActorName:
    """An actor and the name of it that matched."""

    actor: Actor
    name: Name


@dataclass(frozen=True, slots=True)
class Publisher:
    """A news medium, its ISO country (None: of no single one), its kind and its names."""

    name: str
    country: str | None
    kind: PublisherKind
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class PublisherName:
    """A publisher and the name of it that matched."""

    publisher: Publisher
    name: Name


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a source or an office: singular, plural, source kind, and the PLOVER sector it implies, if any."""

    noun: str
    plural: str
    kind: SourceKind
    sector: str | None


def fold(text: str) -> str:
    """`text` as names are compared: no apostrophes, accents, periods or possessive ending; hyphens are spaces."""
    if not text.isascii():
        text = text.translate(_LETTERS)
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    text = text.strip().removesuffix("'s").removesuffix("'")
    return " ".join(text.replace("-", " ").replace(".", "").replace("'", "").split())
