"""Document -> proper names: runs of words written as names, and which of them are people's.

A person outside the gazetteer is known by what stands around the name, never by the name alone: a title in front
("spokesman Patrick Muyaya"), an apposition on either side ("the group's negotiator, Mohammed X"; "X, Sudan's army
spokesman,"), a relative clause ("X, who heads the team"), or what only people do with two names ("Paul Biya received").
A later surname is the same person where only one bears it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar
from memcon.extract.names import Hit
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.ontology import Role

LONGEST_TITLE = 12
LONGEST_APPOSITION = 14
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_JOINTS = frozenset({"-", "‑", "'", "’", "."})
_BEHIND_A_PERSON = frozenset({"with", "by", "to", "opposite", "from", "alongside", "for", "against", "and"})


@dataclass(frozen=True, slots=True)
class ProperName:
    """Tokens `[first, last]` that spell a name. `title` are the tokens of the phrase in front of it, nearest last.

    `name` is the fullest form of the name in the report, None where two people share the surname.
    """

    first: int
    last: int
    text: str
    name: str | None
    title: tuple[int, ...]
    person: bool


@dataclass(frozen=True, slots=True)
class Proper:
    """Proper names by token; `titled` by the role noun in front ("President" of "President of Ukraine V. Zelensky")."""

    at: Mapping[int, ProperName]
    titled: Mapping[int, ProperName]


def find_proper_names(doc: Document, names: Mapping[int, Hit], roles: Mapping[str, Role]) -> Proper:
    """All runs of name words that spell no state, body or medium of the code book, people of the code book included."""
    found = [_judged(doc, names, roles, run) for run in _runs(doc, names, roles)]
    found += _missed(doc, names, found)
    full = _fullest(found)
    settled = [replace(one, **full.get(_key(one), {})) for one in found]  # type: ignore[arg-type]
    at = {i: one for one in settled for i in range(one.first, one.last + 1)}
    titled = {i: one for one in settled if one.person for i in one.title if _is_role(doc, i, roles)}
    return Proper(at, titled)


def is_honorific(doc: Document, i: int) -> bool:
    """Mr, Gen., Sheikh: a form of address, not a part of the name; "Julie Bishop" is no bishop."""
    if doc.tokens[i].lower.rstrip(".") not in words("naming", "people", "honorifics"):
        return False
    after = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else None
    return after is not None and (after.text[0].isupper() or after.text == "." or after.lower in ("al", "el"))


def is_civil_general(doc: Document, i: int) -> bool:
    """The second half of Secretary-General, Attorney-General, Governor-General: an office, no soldier."""
    hyphen = i > 1 and doc.tokens[i - 1].text in ("-", "‑") and doc.tokens[i - 1].start == doc.tokens[i - 2].end
    return doc.tokens[i].lower in ("general", "generals") and (
        (hyphen and doc.tokens[i - 2].text.isalpha()) or (i > 0 and doc.tokens[i - 1].lower in _BEFORE_GENERAL)
    )


_BEFORE_GENERAL = frozenset({"secretary", "director", "attorney", "governor", "solicitor", "inspector", "consul"})


def _is_role(doc: Document, i: int, roles: Mapping[str, Role]) -> bool:
    role = roles.get(doc.tokens[i].lower) or roles.get(doc.tokens[i].lemma)
    return (role is not None and role.kind == "person") or doc.tokens[i].lower in (
        "mouthpiece",
        "chief",
        "head",
        "chair",
        "founder",
    )


# runs


def _runs(doc: Document, names: Mapping[int, Hit], roles: Mapping[str, Role]) -> Iterator[tuple[int, int]]:
    i = 0
    while i < len(doc.tokens):
        if not _opens(doc, i, names, roles):
            i += 1
            continue
        last = i
        while (following := _next_part(doc, last, names, roles)) is not None:
            last = following
        yield i, last
        i = last + 1


def _opens(doc: Document, i: int, names: Mapping[int, Hit], roles: Mapping[str, Role]) -> bool:
    token = doc.tokens[i]
    if _blocked(doc, i, names, roles):
        return False
    if token.text[0].isupper() and token.tag in _NAME_TAGS:
        return True
    glued = i + 1 < len(doc.tokens) and doc.tokens[i + 1].text in _JOINTS
    return token.lower in ("al", "el") and glued and token.tag in _NAME_TAGS


def _blocked(doc: Document, i: int, names: Mapping[int, Hit], roles: Mapping[str, Role]) -> bool:
    """Words that are something else: names of the code book, roles, titles, days and months."""
    hit, token = names.get(i), doc.tokens[i]
    if hit is not None:
        return hit.actor is None or hit.actor.kind != "person"
    if token.lower in words("naming", "people", "calendar") or is_honorific(doc, i):
        return True
    return token.lower in roles or token.lemma in roles or not any(c.isalpha() for c in token.text)


def _next_part(doc: Document, last: int, names: Mapping[int, Hit], roles: Mapping[str, Role]) -> int | None:
    """The next token of the name: a name word, or a particle or hyphen with a name word behind it."""
    at = last + 1
    for _ in range(4):
        if at >= len(doc.tokens) or doc.tokens[at].sentence != doc.tokens[last].sentence:
            return None
        if not _is_joint(doc, at):
            break
        at += 1
    token, glued = doc.tokens[at], doc.tokens[at].start == doc.tokens[at - 1].end
    behind_hyphen = at > last + 1 and glued and doc.tokens[at - 1].text in ("-", "‑") and token.tag in _NAME_TAGS
    if behind_hyphen or (at == last + 1 and _is_surname(doc, at)):
        return at
    if token.text[0].isupper() and token.text[0].isalpha() and not _blocked(doc, at, names, roles):
        return at if token.tag in _NAME_TAGS or token.pos in ("PROPN", "NOUN", "ADJ", "X") else None
    numbered = token.tag == "CD" and token.text.isdecimal() and at == last + 1 and len(token.text) < 3
    return at if numbered else None


def _is_joint(doc: Document, i: int) -> bool:
    """A particle, a hyphen or apostrophe, or the period of an initial, between two parts of a name."""
    token, before = doc.tokens[i], doc.tokens[i - 1]
    if token.text in _JOINTS and token.start == before.end:
        return token.text != "." or len(before.text) == 1
    particle = token.lower in words("naming", "people", "particles") or _is_article(doc, i)
    return token.text[0].islower() and particle


def _is_surname(doc: Document, i: int) -> bool:
    """As in "Julie Bishop": an office's word behind a given name, with no name behind it."""
    after = doc.tokens[i + 1].text if i + 1 < len(doc.tokens) else ""
    token = doc.tokens[i]
    return token.text.istitle() and token.lower in words("naming", "people", "surnames") and not after[:1].isupper()


def _is_article(doc: Document, i: int) -> bool:
    """The article of an Arabic name, with its hyphen: "as-Sadr"."""
    glued = (
        i + 1 < len(doc.tokens)
        and doc.tokens[i + 1].text in ("-", "‑")
        and doc.tokens[i + 1].start == doc.tokens[i].end
    )
    return glued and doc.tokens[i].lower in words("naming", "people", "articles")


# people


def _judged(doc: Document, names: Mapping[int, Hit], roles: Mapping[str, Role], run: tuple[int, int]) -> ProperName:
    first, last = run
    text = doc.text[doc.tokens[first].start : doc.tokens[last].end]
    hits = [names[i] for i in range(first, last + 1) if i in names]
    title = tuple(_title(doc, first, names))
    person = bool(hits) or (_spelt_like_a_person(doc, run) and _treated_like_a_person(doc, run, title, roles))
    name = hits[0].actor.name if hits and hits[0].actor is not None else text
    return ProperName(first, last, text, name, title, person)


def _spelt_like_a_person(doc: Document, run: tuple[int, int]) -> bool:
    first, last = run
    tokens = [doc.tokens[i] for i in range(first, last + 1)]
    bodies = words("naming", "bodies", "words") | words("naming", "media", "forms") | words("naming", "media", "nouns")
    if any((t.lower in bodies and len(tokens) > 1) or t.tag in ("NNPS", "CD") for t in tokens):
        return False
    shouted = any(t.text.isupper() and len(t.text) > 2 and t.text.isalpha() for t in tokens)
    site = any(("." in t.text[1:-1] and len(t.text) > 5) or "@" in t.text or "_" in t.text for t in tokens)
    return not shouted and not site and len(tokens) <= 8


def _treated_like_a_person(
    doc: Document, run: tuple[int, int], title: Sequence[int], roles: Mapping[str, Role]
) -> bool:
    first, last = run
    if any(_is_role(doc, i, roles) or is_honorific(doc, i) for i in title[-2:]) or _titled_of(doc, title, roles):
        return True
    if first and doc.tokens[first - 1].lower in ("the", "a", "an", "this", "that", "its", "their"):
        return False
    if _has_role_beside(doc, run, roles) or any(doc.tokens[i].tag == "WP" for i in _behind_comma(doc, last)[:1]):
        return True
    return last > first and _does_what_people_do(doc, last)


def _titled_of(doc: Document, title: Sequence[int], roles: Mapping[str, Role]) -> bool:
    """As in "President of Ukraine" in front of a name, without a comma."""
    return any(_is_role(doc, i, roles) and i + 1 in title and doc.tokens[i + 1].lower == "of" for i in title)


def _behind_comma(doc: Document, last: int) -> list[int]:
    """The tokens behind a comma that follows the name, to the next comma."""
    sentence = doc.sentence_of(last)
    if last + 1 > sentence.last or doc.tokens[last + 1].text != ",":
        return []
    out = []
    for i in range(last + 2, min(sentence.last, last + 2 + LONGEST_APPOSITION) + 1):
        if doc.tokens[i].text in (",", ".", ";", ":") or doc.tokens[i].tag in ("VBD", "VBZ", "MD"):
            break
        out.append(i)
    return out


def _has_role_beside(doc: Document, run: tuple[int, int], roles: Mapping[str, Role]) -> bool:
    return bool(role_beside(doc, run, roles))


def role_beside(doc: Document, run: tuple[int, int], roles: Mapping[str, Role]) -> list[int]:
    """Heads of the descriptions that stand in apposition to a name, before or behind it."""
    first, last = run
    inside = range(first, last + 1)
    found = [c for i in inside for c in grammar.kids(doc, i, "appos") if _is_role(doc, c, roles)]
    outer = [doc.tokens[i].head for i in inside if doc.tokens[i].dep == "appos" and doc.tokens[i].head not in inside]
    outer += [doc.tokens[doc.tokens[i].head].head for i in outer if doc.tokens[i].dep == "pobj"]
    found += [i for i in outer if _is_role(doc, i, roles)]
    if not found and last > first:
        found += [
            i
            for i in outer
            if doc.tokens[i].tag == "NN"
            and doc.tokens[i].lower not in words("naming", "people", "things")
            and not _is_thing(doc, i)
        ]
    behind = _behind_comma(doc, last)
    if not found and behind and doc.tokens[behind[0]].tag != "WP":
        heads = [i for i in behind if _is_role(doc, i, roles) and doc.tokens[i].tag.startswith("NN")]
        ends = behind[-1] + 1 < len(doc.tokens) and doc.tokens[behind[-1] + 1].text == ","
        found += heads[:1] if ends else []
    return found


def _is_thing(doc: Document, i: int) -> bool:
    return doc.tokens[i].lower in words("naming", "bodies", "words") | words("naming", "media", "nouns")


def _does_what_people_do(doc: Document, last: int) -> bool:
    """A name of two words that is subject or object of a verb, or stands behind "with" or "by"."""
    token = doc.tokens[grammar.first_conjunct(doc, last)]
    over = doc.tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass", "dobj", "dative") and (over.pos == "VERB" or over.tag.startswith("VB")):
        return True
    return token.dep == "pobj" and over.lower in _BEHIND_A_PERSON


def _title(doc: Document, first: int, names: Mapping[int, Hit]) -> list[int]:
    """The words before a name that belong to it: "former Finnish president", "President of Ukraine"."""
    out: list[int] = []
    for i in range(first - 1, max(doc.sentence_of(first).first, first - LONGEST_TITLE) - 1, -1):
        token = doc.tokens[i]
        inside = token.tag in ("NN", "NNP", "NNPS", "JJ", "POS", "HYPH", "VBN") or i in names
        inside = inside or (token.text in _JOINTS and bool(out)) or is_honorific(doc, i)
        if token.lower == "of" and out and doc.tokens[i - 1].tag in ("NN", "NNP", "NNS", "NNPS"):
            inside = True
        if not inside:
            break
        out.insert(0, i)
    return out


# one person, several forms of the name


def _key(one: ProperName) -> tuple[int, int]:
    return one.first, one.last


def _fullest(found: Sequence[ProperName]) -> dict[tuple[int, int], dict[str, object]]:
    """For each name of one word, or a part of a longer one, the full name it stands for."""
    people = [one for one in found if one.person]
    parts: dict[str, set[str]] = {}
    for one in people:
        if one.name is not None and " " in one.name:
            for part in _parts(one.name):
                parts.setdefault(part, set()).add(one.name)
    out: dict[tuple[int, int], dict[str, object]] = {}
    for one in found:
        if " " in one.text or (one.person and one.name != one.text):
            continue
        full = parts.get(one.text, set())
        last = {f for f in full if f.split()[-1] == one.text} or full
        if last:
            out[_key(one)] = {"name": next(iter(last)) if len(last) == 1 else None, "person": True}
    return out


def _missed(doc: Document, names: Mapping[int, Hit], found: Sequence[ProperName]) -> list[ProperName]:
    """Surnames of people in the report that the tagger took for common nouns."""
    surnames = {one.name.split()[-1] for one in found if one.person and one.name is not None and " " in one.name}
    taken = {i for one in found for i in range(one.first, one.last + 1)} | set(names)
    return [
        ProperName(t.i, t.i, t.text, t.text, (), True)
        for t in doc.tokens if t.text in surnames and t.i not in taken and t.text[0].isupper() and len(t.text) > 2
    ]  # fmt: skip


def _parts(name: str) -> list[str]:
    """The words a person may be called by alone: not initials nor particles."""
    return [p for p in name.split() if len(p) > 2 and p[0].isupper() and not p.endswith(".")]
