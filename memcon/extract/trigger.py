"""What an event in the making is, and the small questions every kind of trigger asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from memcon.extract import grammar
from memcon.extract.cast import Cast, parties
from memcon.extract.sentences import Document
from memcon.extract.stage import role_of
from memcon.lexicon import Words, keys, words
from memcon.types import Act

# The order in which acts are tried: what breaks, refuses or answers comes before what offers or asks.
ACTS: tuple[Act, ...] = (
    "reject", "suspend", "violate", "mediate", "threaten", "accept", "agree", "concede", "cease", "propose", "demand",
    "request", "consult",
)  # fmt: skip

# verb        Kyiv rejected the plan
# noun        Putin's offer
# hyphen      Oman-brokered talks
# ready       is ready to negotiate
# unwilling   will never sign
# unanswered  has not replied yet
# condition   no talks until Israel stops
# threat      would resume attacks if the port stayed shut
# must        "Israel must withdraw," he said
# verdict     "The plan is unacceptable," he said
Form = Literal["verb", "noun", "hyphen", "ready", "unwilling", "unanswered", "condition", "threat", "must", "verdict"]

_PEOPLE = ("he", "she", "they", "we", "both")
_MAIN = ("ROOT", "ccomp", "conj", "parataxis", "relcl")


@dataclass(frozen=True, slots=True)
class Trigger:
    """`at` shows `act`; `themes` head what it is about. Token indices."""

    at: int
    act: Act
    form: Form
    themes: tuple[int, ...]


@cache
def noun_class(group: str) -> Words:
    """The lemmas of one of the `[classes]` of moves.toml; a word that is no class stands for itself."""
    return words("moves", "classes", group) if group in keys("moves", "classes") else frozenset({group})


def auxiliaries(doc: Document, verb: int) -> list[int]:
    """The verb's own auxiliaries, or those it shares with the verb it is joined to."""
    own = grammar.kids(doc, verb, "aux")
    return own or (grammar.kids(doc, doc.tokens[verb].head, "aux") if doc.tokens[verb].dep == "conj" else [])


def main_clause(doc: Document, i: int) -> int:
    """The verb whose clause is a sentence of its own or what somebody says, above token `i`."""
    above = (a for a in (i, *grammar.chain(doc, i)) if grammar.is_verb(doc, a) and doc.tokens[a].dep in _MAIN)
    return next(above, i)


def predicate(doc: Document, trigger: Trigger) -> int:
    """The verb of the trigger's own predicate: itself, or the verb beside a bare "ready"."""
    if trigger.form != "ready" or grammar.is_verb(doc, trigger.at):
        return trigger.at
    return doc.tokens[trigger.at].head


def is_party(cast: Cast, head: int) -> bool:
    """A state, a group, an international body or their people; "the Indian and Pakistani ministers" are two."""
    mention = cast.mentions.get(head)
    if mention is None:
        return False
    bodies = [e for e in mention.entities if e.kind != "media"]
    if any(e.country or e.nonstate or e.kind in ("group", "organisation") for e in bodies):
        return True
    return any(p.country for p in parties(cast, [head]))


def is_somebody(cast: Cast, head: int) -> bool:
    """A party, a person, or a description of people."""
    mention = cast.mentions.get(head)
    if mention is None:
        return False
    people = any(e.kind == "person" or e.role for e in mention.entities)
    return people or is_party(cast, head) or is_named(cast, head)


def is_named(cast: Cast, head: int) -> bool:
    """Somebody called by a name, known or not."""
    mention = cast.mentions.get(head)
    if mention is None or cast.doc.tokens[head].tag != "NNP":
        return False
    return any(e.named and e.kind in ("person", "unknown", "group", "organisation") for e in mention.entities)


def is_people(doc: Document, cast: Cast, head: int) -> bool:
    """People by their role, or by a noun or pronoun for people; never a medium."""
    token = doc.tokens[head]
    if token.tag in ("PRP", "DT", "CD"):
        return token.lower in _PEOPLE or token.lower in ("two", "three")
    mention = cast.mentions.get(head)
    if mention is not None and any(entity.kind == "media" for entity in mention.entities):
        return False
    role = role_of(cast, head)
    people = role is not None and role.kind in ("person", "group", "institution", "government")
    return people or token.lemma in words("moves", "parties", "people")
