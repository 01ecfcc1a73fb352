"""What an event in the making is, and the small questions every kind of trigger asks."""

from __future__ import annotations

from dataclasses import dataclass

from memcon.extract import grammar
from memcon.extract.cast import Cast, parties
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.types import Act

ACTS: tuple[Act, ...] = (
    "reject", "suspend", "violate", "mediate", "threaten", "accept", "agree", "concede", "cease", "propose", "demand", "request",
    "consult",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trigger:
    """`at` shows `act`; `themes` head what it is about; `form` is the case. All token indices."""

    at: int
    act: Act
    form: str
    themes: tuple[int, ...]


_CLASSES = frozenset({"offer", "ask", "talk", "truce", "accord", "message", "hostile", "captive", "land", "force"})


def noun_class(group: str) -> frozenset[str]:
    return words("moves", "classes", group) if group in _CLASSES else frozenset({group})


def thing(doc: Document, i: int) -> int | None:
    """For "it", "that" or "them": the nearest offer, accord, truce or talks named in this sentence or the one before."""
    if doc.tokens[i].lower not in ("it", "that", "this", "them", "both"):
        return None
    first = doc.sentences[max(0, doc.tokens[i].sentence - 1)].first
    kinds = (
        noun_class("offer")
        | noun_class("accord")
        | noun_class("truce")
        | noun_class("ask")
        | {"talk", "talks", "meeting"}
    )
    return next(
        (k for k in range(i - 1, first - 1, -1) if doc.tokens[k].lemma in kinds and doc.tokens[k].pos == "NOUN"), None
    )


def auxiliaries(doc: Document, verb: int) -> list[int]:
    own = grammar.kids(doc, verb, "aux")
    return own or (grammar.kids(doc, doc.tokens[verb].head, "aux") if doc.tokens[verb].dep == "conj" else [])


def main_clause(doc: Document, i: int) -> int:
    """The verb whose clause is a sentence of its own or what somebody says, above token `i`."""
    for at in (i, *grammar.chain(doc, i)):
        if grammar.is_verb(doc, at) and doc.tokens[at].dep in ("ROOT", "ccomp", "conj", "parataxis", "relcl"):
            return at
    return i


def is_party(cast: Cast, head: int) -> bool:
    """A state, a group, an international body or their people; "the Indian and Pakistani ministers" are two."""
    mention = cast.mentions.get(head)
    if mention is not None and any(
        e.kind != "media" and (e.country or e.nonstate or e.kind in ("group", "organisation")) for e in mention.entities
    ):
        return True
    return mention is not None and any(p.country for p in parties(cast, [head]))


def is_somebody(cast: Cast, head: int) -> bool:
    """A party, a person, or a description of people."""
    mention = cast.mentions.get(head)
    return mention is not None and (
        is_party(cast, head) or any(e.kind == "person" or e.role for e in mention.entities) or is_named(cast, head)
    )


def is_named(cast: Cast, head: int) -> bool:
    mention = cast.mentions.get(head)
    return (
        mention is not None
        and any(e.named and e.kind in ("person", "unknown", "group", "organisation") for e in mention.entities)
        and cast.doc.tokens[head].tag == "NNP"
    )
