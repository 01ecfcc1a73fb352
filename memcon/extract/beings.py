"""Common nouns -> what kind of being each is a word for, by classes of nouns that are data (`codebook/beings.toml`).

Two words may be of the same body only where their classes meet: a charity is no militia, a lender no court.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, TypeAlias

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.extract.stage import Cast
from memcon.lexicon import keys, objects, words
from memcon.ontology import fold

Being: TypeAlias = Literal["person", "body", "medium", "text"]
_ARTICLES = frozenset({"the", "a", "an", "another", "that", "this", "these", "those"})


@cache
def being(word: str) -> Being | None:
    """What the noun stands for; None for a noun of no class."""
    sections: tuple[tuple[str, Being], ...] = (
        ("media", "medium"), ("texts", "text"), ("people", "person"), ("bodies", "body"),
    )  # fmt: skip
    if word in words("beings", "things", "any"):
        return None
    for section, kind in sections:
        if any(word in words("beings", section, key) for key in keys("beings", section)):
            return kind
    return None


def classes(nouns: Iterable[str]) -> frozenset[str]:
    """The classes of bodies that any of these nouns may be of."""
    return frozenset(key for noun in nouns for key in _classes(noun))


@cache
def _classes(noun: str) -> frozenset[str]:
    found = {key for key in keys("beings", "bodies") if noun in words("beings", "bodies", key)}
    return frozenset(found | ({"medium"} if noun in words("beings", "media", "any") else set()))


def are_made_of(body: Iterable[str], people: Iterable[str]) -> bool:
    """As a junta of generals and a court of judges."""
    made = objects("beings", "made_of", "of")
    told = frozenset(people)
    return any(told & made.get(one, frozenset()) for one in body)


def called(name: str) -> frozenset[str]:
    """What a well-known body is called; empty for others."""
    return objects("beings", "known", "called").get(_key(name), frozenset())


def told_by(name: str) -> frozenset[str]:
    """The adjectives by which a well-known body is told apart."""
    return objects("beings", "known", "small").get(_key(name), frozenset())


@cache
def _key(name: str) -> str:
    return fold(name).casefold().replace(" ", "_")


def regions(small: Iterable[str]) -> frozenset[str]:
    """The countries that words such as "Gulf" or "island" may tell; empty where there is none among them."""
    found = [objects("beings", "regions", "of")[w] for w in small if w in objects("beings", "regions", "of")]
    return frozenset.intersection(*found) if found else frozenset()


def singular(doc: Document, head: int) -> str:
    """The noun in the singular and small, for capitalised plurals, too: "the Islamists"."""
    token = doc.tokens[head]
    if token.tag == "NNPS" and token.lower.endswith("s") and being(token.lower[:-1]) is not None:
        return token.lower[:-1]
    return token.lemma if token.tag in ("NN", "NNS") else token.lower.rstrip(".")


def is_one_of_a_people(cast: Cast, head: int) -> bool:
    """As in "the Norwegian", "a Briton", "the Conservative": one person, called by his land or creed."""
    doc, token = cast.doc, cast.doc.tokens[head]
    if not token.text[0].isupper() or token.tag in ("NNS", "NNPS") or not has_article(doc, head):
        return False
    if any(c < head and doc.tokens[c].dep in ("compound", "nmod") for c in token.children):
        return False
    hit = cast.names.get(head)
    if hit is not None and any(doc.tokens[i].lower not in _ARTICLES for i in range(hit.first, hit.last)):
        return False
    if token.lower in words("beings", "people", "creed"):
        return True
    return hit is not None and hit.form == "demonym" and hit.actor is not None and hit.actor.kind == "state"


def are_of_a_creed(cast: Cast, head: int) -> bool:
    """As in "the Islamists", where no party is listed under that name."""
    token = cast.doc.tokens[head]
    if token.tag != "NNPS" or head in cast.names or not has_article(cast.doc, head):
        return False
    return being(singular(cast.doc, head)) == "person"


def has_article(doc: Document, head: int) -> bool:
    """A noun with "the", "a" or "another"."""
    return any(doc.tokens[c].lower in _ARTICLES for c in doc.tokens[head].children if c < head)


def joined_noun(doc: Document, head: int) -> str:
    """Two words that are one noun of a class: think_tank, aid_worker; "" where they are none."""
    hyphened = head > 1 and doc.tokens[head - 1].text in ("-", "‑")
    at = head - 2 if hyphened else head - 1
    pairs = [f"{doc.tokens[at].lower}{link}{singular(doc, head)}" for link in ("_", "-"[:hyphened])] if at >= 0 else []
    return next((pair for pair in pairs if being(pair) is not None), "")


def numbered(doc: Document, head: int) -> int | None:
    """How many "the three", "all four", "the trio" are; None where no number is told."""
    numbers = {
        "two": 2,
        "both": 2,
        "pair": 2,
        "duo": 2,
        "three": 3,
        "trio": 3,
        "four": 4,
        "quartet": 4,
        "five": 5,
        "six": 6,
    }
    near = [doc.tokens[c].lower for c in doc.tokens[head].children if c < head] + [doc.tokens[head].lower]
    if not {"the", "both", "these", "all"} & set(near) or grammar.under(doc, head, "of"):
        return None
    return next((numbers[w] for w in near if w in numbers), None)
