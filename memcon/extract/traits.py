"""Noun phrases -> traits: what kind of being a phrase stands for, how many, of which sex and country, called by what.

Traits are what a later pronoun or description can agree or clash with. They come from the phrase's own words; what is
said of somebody elsewhere is added to his referent (`referents`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from memcon.extract import grammar
from memcon.extract.beings import are_of_a_creed, being, is_one_of_a_people, joined_noun, singular
from memcon.extract.names import is_backer
from memcon.extract.proper import ProperName
from memcon.extract.sentences import Document
from memcon.extract.source_class import is_document, is_human, partitive
from memcon.extract.stage import Cast, Entity, role_of
from memcon.lexicon import objects, words

Kind = Literal["person", "body", "state", "medium", "text", "name", "thing"]

_AGE = re.compile(r"\b\d+\s?-\s?year\s?-\s?old\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Traits:
    """`nouns` are lemmas of the head and of titles, `small` the words before them; `named` where a name stands there.

    `several` is the number of the phrase; a body is one and many. `listed` is the code book's kind of it.
    """

    kind: Kind
    several: bool
    named: bool
    name: str
    nouns: frozenset[str]
    small: frozenset[str]
    lands: frozenset[str]
    sex: str | None = None
    listed: str = ""


def traits_of(cast: Cast, head: int) -> Traits:
    """The traits of the noun phrase that `head` heads."""
    whole = partitive(cast.doc, head)
    if whole is not None and cast.doc.tokens[whole].tag == "NNS":
        return _of_a_part(cast, head, whole)
    entity = _own_entity(cast, head)
    name = person_at(cast, head)
    nouns, small = _called(cast, head, name)
    token = cast.doc.tokens[head]
    if entity is not None and entity.named and name is None and _is_office(cast, head):
        entity = None
    if entity is not None and entity.kind == "person" and name is None and token.tag in ("NNS", "NNPS"):
        entity = None
    kind = _kind(cast, head, entity, name)
    text = name.name or name.text if name is not None else entity.name if entity is not None and entity.named else ""
    text = text or _spelt_as_name(cast, head, kind)
    hit = cast.names.get(head)
    known = hit is not None and hit.actor is not None and kind in ("body", "state")
    listed = hit.actor.kind if known and hit is not None and hit.actor is not None else "media" * (kind == "medium")
    several = token.tag in ("NNS", "NNPS") and kind not in ("state", "medium") and not (listed or name)
    several = several and not (token.tag == "NNPS" and kind == "name" and not is_called_with_the(cast.doc, head))
    return Traits(
        kind=kind, several=several, named=bool(text), name=text,
        nouns=nouns, small=small, lands=_lands(cast, head, entity, name),
        sex=_sex(nouns | small, name) if kind in ("person", "name") else None, listed=listed,
    )  # fmt: skip


def _of_a_part(cast: Cast, head: int, whole: int) -> Traits:
    """As in "one of the negotiators": a negotiator."""
    told = traits_of(cast, whole)
    one = cast.doc.tokens[head].lower in ("one", "another", "either", "neither")
    return replace(told, several=not one, named=False, name="", listed="")


def _own_entity(cast: Cast, head: int) -> Entity | None:
    """The one entity that the words themselves tell: whom "the union" or "the Norwegian" takes up is asked later."""
    mention = cast.mentions.get(head)
    if mention is None or len(mention.entities) != 1:
        return None
    taken_up = mention.antecedent is not None and mention.antecedent != head
    if is_one_of_a_people(cast, head) or are_of_a_creed(cast, head):
        return None
    return None if taken_up and cast.doc.tokens[head].tag in ("NN", "NNS") else mention.entities[0]


def is_called_with_the(doc: Document, head: int) -> bool:
    """As in "the Houthis"."""
    return any(doc.tokens[c].lower in ("the", "these", "those") for c in doc.tokens[head].children if c < head)


def _is_office(cast: Cast, head: int) -> bool:
    """As in "the UN chief": a listed body's name that ends in a word for a person."""
    hit, role = cast.names.get(head), role_of(cast, head)
    return (
        hit is not None and hit.actor is not None and hit.actor.kind in ("institution", "organisation")
        and hit.first < head == hit.last and role is not None and role.kind == "person"
    )  # fmt: skip


def _spelt_as_name(cast: Cast, head: int, kind: Kind) -> str:
    """A body that is written like a name but stands in no list: "the Movement for the Emancipation of the Delta"."""
    doc = cast.doc
    token = doc.tokens[head]
    if (
        kind not in ("body", "name")
        or not (token.tag in ("NNP", "NNPS") or token.text.isupper())
        or not token.text[0].isupper()
    ):
        return ""
    inside = grammar.bare_phrase(doc, head, coordinated=False)
    return grammar.text_of(doc, [i for i in inside if doc.tokens[i].dep not in ("det", "poss", "case")]).strip("(), ")


def person_at(cast: Cast, head: int) -> ProperName | None:
    """The person's name that stands at a head or right behind the title that it is."""
    name = cast.proper.at.get(head) or cast.proper.titled.get(head)
    return name if name is not None and name.person and head <= name.last else None


def is_age(doc: Document, head: int) -> bool:
    """As in "the 61-year-old"."""
    return _AGE.search(grammar.text_of(doc, grammar.bare_phrase(doc, head, coordinated=False))) is not None


_OF_ENTITIES: dict[str, Kind] = {
    "state": "state", "territory": "state", "media": "medium", "institution": "body", "organisation": "body",
    "group": "body", "body": "body", "person": "person", "unknown": "name",
}  # fmt: skip


def _kind(cast: Cast, head: int, entity: Entity | None, name: ProperName | None) -> Kind:
    """By the name, by whom the cast knows, else by the noun."""
    token = cast.doc.tokens[head]
    if token.lower in words("naming", "people", "calendar"):
        return "thing"
    if name is not None or is_age(cast.doc, head):
        return "medium" if _is_called_medium(cast, head) else "person"
    if is_one_of_a_people(cast, head) or are_of_a_creed(cast, head):
        return "person"
    if joined_noun(cast.doc, head) and being(joined_noun(cast.doc, head)) == "text":
        return "text"
    known = "body" if entity is None and _is_listed_body(cast, head) else entity.kind if entity is not None else ""
    if known in _OF_ENTITIES:
        return _OF_ENTITIES[known]
    return "text" if is_document(token.lemma) and not _is_of_people(cast, head) else _kind_by_noun(cast, head, entity)


def _is_listed_body(cast: Cast, head: int) -> bool:
    """A body of the code book inside a phrase: "NATO ambassadors"."""
    hit = cast.names.get(head)
    kinds = ("organisation", "group", "institution")
    listed = hit is not None and hit.actor is not None and hit.last == head and hit.actor.kind in kinds
    return listed and not _is_office(cast, head)


def _is_called_medium(cast: Cast, head: int) -> bool:
    """As in "the daily El Heraldo"."""
    return any(
        cast.doc.tokens[c].lower in ("daily", "weekly", "newspaper", "magazine")
        for c in cast.doc.tokens[head].children
        if c < head
    )


def _kind_by_noun(cast: Cast, head: int, entity: Entity | None) -> Kind:
    token, role = cast.doc.tokens[head], role_of(cast, head)
    pair = being(joined_noun(cast.doc, head))
    if pair is not None:
        return pair
    if token.text.isupper() and len(token.text) > 2 and token.pos in ("NOUN", "PROPN") and head not in cast.names:
        return "body"
    if role is not None and not (entity is not None and entity.kind == "people"):
        return {"person": "person", "document": "text", "public": "person", "media": "medium"}.get(role.kind, "body")  # type: ignore[return-value]
    return _kind_by_class(cast, head, entity)


def _kind_by_class(cast: Cast, head: int, entity: Entity | None) -> Kind:
    token = cast.doc.tokens[head]
    wide = ancestors("people", token.lemma) or (token.lemma in wide_words("people"))
    told = being(singular(cast.doc, head)) if token.tag in ("NN", "NNS") else None
    if told in ("body", "medium") and not wide:
        return told
    if wide or is_human(cast.doc, head) or (entity is not None and entity.kind in ("role", "people")):
        return "body" if ancestors("bodies", token.lemma) and not wide else "person"
    known = ancestors("bodies", token.lemma) or token.lemma in words("referring", "bodies", "any")
    if known or token.lemma in words("naming", "bodies", "parts") | words("referring", "bodies", "lands"):
        return "body"
    named = token.tag in ("NNP", "NNPS") and token.text[0].isupper()
    # A text is one only where it says something, which `resolving` sees.
    return "person" if told == "person" else "name" if named else "thing"


def _is_of_people(cast: Cast, head: int) -> bool:
    role = role_of(cast, head)
    return role is not None and role.kind not in ("document", "institution")


def _called(cast: Cast, head: int, name: ProperName | None) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns a phrase is called by, offices of two words joined, and the other words in it."""
    doc = cast.doc
    inside = [i for i in grammar.bare_phrase(doc, head, coordinated=False) if i <= head]
    own = range(name.first, name.last + 1) if name is not None else range(0)
    if name is not None:
        inside = sorted({*inside, *name.title})
    inside = [i for i in inside if i not in own and doc.tokens[i].dep not in ("det", "poss", "case", "punct")]
    nouns: set[str] = set()
    small: set[str] = set()
    for i in inside:
        word = singular(doc, i)
        if _is_calling(cast, i) or (i == head and name is None):
            nouns |= {word, *_joined(doc, i, word), joined_noun(doc, i)} - {""}
        elif i not in cast.names or is_backer(doc, cast.names[i]) or not _is_of_land(cast, i):
            small.add(word)
    if "prime_minister" in nouns:
        nouns.discard("minister")
    nouns |= _offices(cast, name)
    return frozenset(nouns), frozenset(small)


def _offices(cast: Cast, name: ProperName | None) -> set[str]:
    """What a person of the code book is known as, and the title that his name begins with: "Pope Leo"."""
    if name is None:
        return set()
    hits = [cast.names[i] for i in range(name.first, name.last + 1) if i in cast.names]
    offices = {
        t.office for h in hits if h.actor is not None and h.actor.kind == "person" for t in h.actor.tenures if t.office
    }
    first = cast.doc.tokens[name.first].lower.rstrip(".")
    titled = (
        {first}
        if name.first < name.last and first in ("pope", "king", "queen", "emir", "sultan", "prince", "princess")
        else set()
    )
    return (
        titled
        | {o.lower().replace(" ", "_") for o in offices}
        | {o.lower().split()[-1] for o in offices if not o.lower().endswith("prime minister")}
    )


def _is_of_land(cast: Cast, i: int) -> bool:
    actor = cast.names[i].actor
    return actor is not None and actor.kind in ("state", "territory")


def _is_calling(cast: Cast, i: int) -> bool:
    """A word for a person or body that is no part of a longer one: the president of "president's office" is none."""
    token = cast.doc.tokens[i]
    word = token.lemma if token.tag in ("NN", "NNS") else token.lower.rstrip(".")
    after = cast.doc.tokens[i + 1].lower if i + 1 < len(cast.doc.tokens) else ""
    longer = after in ancestors_known() and after not in words("naming", "people", "honorifics")
    return bool(ancestors("people", word)) and not longer and after not in ("'s", "’s")


def _joined(doc: Document, i: int, word: str) -> set[str]:
    """Two words of an office in one: prime_minister, foreign_ministry, top_diplomat."""
    if i == 0:
        return set()
    pair = f"{doc.tokens[i - 1].lower}_{word}"
    hyphened = f"{doc.tokens[i - 2].lower}-{word}" if i > 1 and doc.tokens[i - 1].text in ("-", "‑") else pair
    joined = {pair} if pair in ancestors_known() or pair in all_wider() else set()
    if hyphened in ancestors_known():
        joined.add(hyphened)
    if i + 2 < len(doc.tokens) and doc.tokens[i + 1].lower == "of":
        phrase = f"{word}_of_{doc.tokens[i + 2].lower}"
        joined |= {phrase} if phrase in ancestors_known() or phrase in all_wider() else set()
    return joined


def _lands(cast: Cast, head: int, entity: Entity | None, name: ProperName | None) -> frozenset[str]:
    """The countries that the words tell: by demonym, owner, "of" or what is known of the person."""
    found: set[str] = set()
    doc = cast.doc
    inside = [*grammar.bare_phrase(doc, head, coordinated=False), *(name.title if name is not None else ())]
    for i in inside:
        hit = cast.names.get(i)
        if hit is None or hit.actor is None or not hit.actor.country or is_backer(doc, hit):
            continue
        over = doc.tokens[i].head
        if doc.tokens[i].dep != "pobj" or doc.tokens[over].lower in ("of", "from", "for"):
            found.add(hit.actor.country)
    # A home that nobody told is guessed from the report; it must tell no two ministers apart.
    known = entity is not None and entity.country and entity.kind != "person" and entity.named
    return frozenset(found or ({entity.country} if known and entity is not None and entity.country else ()))


def _sex(called: frozenset[str], name: ProperName | None) -> str | None:
    for sex, key in (("f", "female"), ("m", "male")):
        if called & words("naming", "people", key) or called & {"she", "he"}:
            return sex
    given = name.text.replace("-", " ").split()[0].lower() if name is not None and " " in name.text else ""
    full = (name.name or "").split() if name is not None else []
    given = given or (full[0].lower() if len(full) > 1 else "")
    return (
        "f"
        if given in words("referring", "given", "female")
        else "m"
        if given in words("referring", "given", "male")
        else None
    )


# what may be called what


@cache
def ancestors(section: str, word: str) -> frozenset[str]:
    """Every word by which somebody called `word` may be taken up, by the code book's lists; empty for unknown words."""
    wider = objects("referring", section, "wider")
    out: set[str] = set()
    stack = list(wider.get(word, ()))
    if section == "bodies":
        return frozenset(stack)
    while stack:
        one = stack.pop()
        if one not in out:
            out.add(one)
            # Two steps are enough: "captain, officer, soldier"; more would make everybody anything.
            stack += [w for w in wider.get(one, ()) if one in wider.get(word, ())]
    return frozenset(out)


@cache
def ancestors_known() -> frozenset[str]:
    """The words that have wider ones."""
    return frozenset(w for section in ("people", "bodies", "texts") for w in objects("referring", section, "wider"))


@cache
def wide_words(section: str) -> frozenset[str]:
    """The words of a section that are wider than others."""
    return frozenset(w for wide in objects("referring", section, "wider").values() for w in wide)


@cache
def all_wider() -> frozenset[str]:
    """The words that are wider than others."""
    return frozenset(
        w for section in ("people", "bodies", "texts")
        for wide in objects("referring", section, "wider").values() for w in wide
    )  # fmt: skip


def is_wider(section: str, wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Whether one of the wide words may take up one of the narrow ones."""
    return any(wide & ancestors(section, one) for one in narrow)
