"""A source phrase -> what kind of source it is: person or body, named or not, how many, of which country."""

from __future__ import annotations

import re
from collections.abc import Iterable

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.extract.stage import Cast, Entity, role_of
from memcon.lexicon import words
from memcon.types import SourceKind

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "both": 2, "pair": 2, "trio": 3, "quartet": 4, "dozen": 12, "couple": 2, "score": 20,
}  # fmt: skip
_MEASURES = frozenset({"pair", "trio", "quartet", "dozen", "couple", "score"})
_SEVERAL = frozenset({"both", "those", "these", "others", "all", "several"})
_OURS = re.compile(
    r"\b(?:this|our) (?:newspaper|paper|magazine|website|site|channel|correspondent|reporter|network|agency|news)",
    re.IGNORECASE,
)
_PEOPLE = frozenset({"person", "people", "man", "woman", "men", "women", "individual"})
_OFFICES = frozenset({"institution", "government"})


def kind_of(cast: Cast, head: int, entity: Entity | None) -> SourceKind:
    """Person, group, institution, government, medium, document or the public."""
    doc, token = cast.doc, cast.doc.tokens[head]
    number = count_of_phrase(doc, head)
    part = partitive(doc, head)
    if part is not None:
        return "person" if number == 1 or token.lower in words("naming", "reference", "one_of") else "group"
    if entity is not None and (entity.named or entity.kind in ("media", "people")):
        return _kind_of_entity(cast, entity)
    if token.lemma in _PEOPLE and (number is not None or token.tag in ("NN", "CD") or _is_qualified(doc, head)):
        return "person" if token.tag == "NN" else "group"
    if is_document(token.lemma):
        return "document"
    if (
        token.lemma in words("naming", "people", "public")
        and token.tag in ("NNS", "JJ", "JJS", "DT", "NN")
        and number is None
        and not _is_qualified(doc, head)
    ):
        return "public"
    return _kind_of_noun(cast, head, number)


def _kind_of_noun(cast: Cast, head: int, number: int | None) -> SourceKind:
    """By the noun alone: an office or body, a group, a person."""
    doc, token = cast.doc, cast.doc.tokens[head]
    if token.lemma in words("naming", "bodies", "parts"):
        return "institution"
    role = role_of(cast, head)
    if role is not None and role.kind not in ("person", "group"):
        return "institution" if role.kind == "document" else role.kind
    if token.tag in ("NNS", "NNPS") or token.lower in _SEVERAL or (number is not None and number > 1):
        return "group"
    return "person" if role is not None or token.tag in ("PRP", "WP") or is_human(doc, head) else "institution"


def _kind_of_entity(cast: Cast, entity: Entity) -> SourceKind:
    """By the kind of entity. One word that no full name, title or pronoun shows to be a person's is a body's."""
    if entity.kind in ("state", "territory"):
        return "government"
    if entity.kind in ("media", "people"):
        return "media" if entity.kind == "media" else "public"
    if entity.kind in ("institution", "group", "organisation", "body"):
        return "institution"
    if entity.kind == "unknown" and " " not in entity.name and entity.name not in cast.sexes:
        return "institution"
    return "group" if entity.plural else "person"


def is_document(lemma: str) -> bool:
    """A noun for what is written, said or shown: a statement, a report."""
    return (
        lemma in words("cues", "media", "document")
        or lemma in words("cues", "media", "statement")
        or lemma in ("story", "transcript", "account")
    )


def _is_qualified(doc: Document, head: int) -> bool:
    """As in "people familiar with the matter", "people who sat at the table": some, not the public."""
    token = doc.tokens[head]
    if any(
        doc.tokens[c].dep in ("relcl", "acl", "amod") and doc.tokens[c].lower not in words("naming", "people", "public")
        for c in token.children
        if c > head
    ):
        return True
    return bool(grammar.under(doc, head, "with", "in", "at", "on", "inside", "from", "of"))


def is_human(doc: Document, head: int) -> bool:
    """As in "the father", "a second TNLA man": the noun itself, by its ending, or by a clause with "who"."""
    token = doc.tokens[head]
    if token.lemma in words("naming", "people", "humans"):
        return True
    if (
        token.lemma.endswith(("man", "woman", "person", "eer", "ist", "or", "er", "ian", "ant"))
        and token.tag == "NN"
        and len(token.lemma) > 5
        and not _is_body_noun(token.lemma)
    ):
        return True
    return any(doc.tokens[g].tag == "WP" for c in grammar.kids(doc, head, "relcl") for g in doc.tokens[c].children)


def _is_body_noun(lemma: str) -> bool:
    return (
        lemma in words("naming", "bodies", "words")
        or lemma in words("naming", "bodies", "parts")
        or lemma in words("naming", "media", "nouns")
    )


def partitive(doc: Document, head: int) -> int | None:
    """The noun or pronoun behind "one of", "two of", "neither of"; None where the phrase is no part of a group."""
    token = doc.tokens[head]
    if not (
        token.tag == "CD"
        or token.lower in words("naming", "reference", "one_of")
        or token.lower in _NUMBERS
        or token.lower in ("several", "some", "many", "most")
    ):
        return None
    return next(iter(grammar.under(doc, head, "of")), None)


def named_of(cast: Cast, head: int, entity: Entity | None, kind: SourceKind) -> bool:
    """The text names who speaks: a person by name, an institution, medium or document by its name."""
    doc, token = cast.doc, cast.doc.tokens[head]
    text = grammar.text_of(doc, grammar.bare_phrase(doc, head, coordinated=False))
    if _OURS.search(text) or partitive(doc, head) is not None:
        return False
    small = {doc.tokens[c].lower for c in token.children}
    if entity is not None and entity.named:
        return not (entity.kind == "unknown" and small & {"a", "an"} and token.tag == "NN")
    if kind == "media":
        return not small & {"a", "an", "some", "several", "local", "other"} and token.tag != "NNS"
    if kind in _OFFICES:
        unclear = token.lemma in ("camp", "party") or (
            token.lemma == "side" and (entity is None or entity.country is None)
        )
        known = entity is not None and (entity.country or entity.nonstate or entity.kind in ("group", "organisation"))
        role = role_of(cast, head)
        body = (role is not None and role.kind in _OFFICES) or _is_body_noun(token.lemma) or known
        return (
            bool(body)
            and not unclear
            and not small
            & {"a", "an", "another", "some", "several", "no", "neither", "both", "either", "each", "his", "her"}
        )
    return False


def count_of(doc: Document, head: int, kind: str) -> int | None:
    """How many people the words say; None for a body, and where they do not say."""
    if kind in ("institution", "government", "media", "document", "public"):
        return None
    number = count_of_phrase(doc, head)
    if number is not None:
        return number
    token = doc.tokens[head]
    if token.lower == "another":
        return 1
    return 1 if token.tag in ("NN", "NNP") and kind == "person" else None


def count_of_phrase(doc: Document, head: int) -> int | None:
    """The number a phrase states: "three officials", "a pair of envoys", "two dozen", "5 drivers"; None without one."""
    token = doc.tokens[head]
    if _number(token.lower) is not None and (token.tag == "CD" or token.lower in _MEASURES):
        return (_number(token.lower) or 1) * _times(doc, head)
    for child in token.children:
        word, dep = doc.tokens[child].lower, doc.tokens[child].dep
        if dep == "nummod" or (word in ("both", "dozen") and dep in ("det", "quantmod", "amod", "predet", "nmod")):
            number = _number(word)
            if number is not None and not _is_ordinal_place(doc, child):
                return number * _times(doc, child)
    return None


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal() and len(word) < 7:
        return int(word)
    return _NUMBERS.get(word)


def _times(doc: Document, i: int) -> int:
    """What a dozen is multiplied by: "two dozen" is twenty-four."""
    before = [doc.tokens[c].lower for c in doc.tokens[i].children]
    return next((_NUMBERS[w] for w in before if w in _NUMBERS and doc.tokens[i].lower == "dozen"), 1)


def _is_ordinal_place(doc: Document, i: int) -> bool:
    """A number behind its noun ("Channel 12"), which counts nothing."""
    return i > doc.tokens[i].head


def seniority_of(cast: Cast, tokens: Iterable[int]) -> str | None:
    """The first word of the phrase that says how senior the source is."""
    found = [cast.book.seniority.get(cast.doc.tokens[i].lower) for i in tokens]
    return next((f for f in found if f), None)
