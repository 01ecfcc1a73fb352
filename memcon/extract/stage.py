"""The nouns of the cast: entities, mentions, and the stage they stand on. `cast` fills it, everybody else reads it."""

from __future__ import annotations

from dataclasses import dataclass, field

from memcon.extract.home import Survey
from memcon.extract.names import Hit
from memcon.extract.proper import Proper, is_civil_general
from memcon.extract.sentences import Document
from memcon.ontology import Codebook, Role
from memcon.types import Abstention


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody on stage.

    `kind` is a gazetteer kind, or `media`, `role` (a description without a name), `people` (a nation or crowd),
    `body` (a named body in no list), `unknown`.
    """

    name: str
    country: str | None
    sector: str | None
    kind: str
    named: bool
    plural: bool = False
    role: str | None = None
    nonstate: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Entities that the noun phrase headed by token `head` stands for: one, or several for "both sides".

    `antecedent` is the head of the mention a pronoun or description was resolved to.
    """

    head: int
    entities: tuple[Entity, ...]
    antecedent: int | None = None


@dataclass(slots=True)
class Cast:
    """All mentions of a report by head token, in order; `names` by token; `abstentions` of resolving.

    `people` are the persons met so far by full name, `unresolved` the heads that were left open between
    candidates, `sexes` what titles and pronouns have told of whom (f, m),
    `principals` the states and groups met so far that are no places.
    """

    doc: Document
    book: Codebook
    published: str | None
    hits: tuple[Hit, ...]
    names: dict[int, Hit]
    roles: dict[str, Role]
    proper: Proper
    survey: Survey
    mentions: dict[int, Mention] = field(default_factory=dict)
    abstentions: list[Abstention] = field(default_factory=list)
    speakers: dict[int, int] = field(default_factory=dict)
    people: dict[str, Entity] = field(default_factory=dict)
    unresolved: set[int] = field(default_factory=set)
    sexes: dict[str, str] = field(default_factory=dict)
    principals: dict[Entity, None] = field(default_factory=dict)


def role_of(cast: Cast, i: int) -> Role | None:
    """The role that a token's noun is, in its singular or plural; a Secretary-General is no general."""
    token = cast.doc.tokens[i]
    if is_civil_general(cast.doc, i):
        return None
    return cast.roles.get(token.lower) or cast.roles.get(token.lemma)
