"""Names -> whether two are of the same: a surname, a short form, initials, a government by its capital or seat."""

from __future__ import annotations

import re

from memcon.extract import grammar
from memcon.extract.home import is_place
from memcon.extract.referents import Referent, Referents
from memcon.extract.traits import Traits
from memcon.lexicon import objects, words
from memcon.ontology import fold

_SPLIT = re.compile(r"[\s\-‑'’]+")
_SKIPPED = frozenset({"of", "the", "for", "and", "in", "de", "la", "el", "al", "on", "to", "du", "des", "et"})
_SHORTEST = 2


def bearer(refs: Referents, head: int, traits: Traits) -> Referent | None:
    """The one referent before that bears this name in this or another form; marks the head open between two."""
    doc = refs.doc
    before = [r for r in refs.all if r.traits.named and not r.members and r.anchor < head]
    if _is_a_family(refs, head, before):
        refs.open.add(head)
        return None
    same = [r for r in before if traits.name in r.names and _kinds_agree(r.traits, traits)]
    if same:
        return same[-1]
    found = [r for r in before if _is_short(refs, head, traits, r)]
    if len(found) > 1 and (traits.kind in ("person", "name") or _are_equal(refs, head, found)):
        refs.open.add(head)
        return None
    if found:
        return found[-1]
    unnamed = [r for r in refs.all if not r.members and r.anchor < head]
    return _seated(refs, head, unnamed) if doc.tokens[head].dep not in ("poss", "compound", "amod", "nmod") else None


def _is_a_family(refs: Referents, head: int, before: list[Referent]) -> bool:
    """A bare surname that two bear who were last named in one sentence: whom the list would take is no matter."""
    doc, token = refs.doc, refs.doc.tokens[head]
    name = refs.cast.proper.at.get(head)
    if name is None or not name.person or name.first != name.last or name.title:
        return False
    last = {
        r.number: doc.tokens[r.heads[-1]].sentence
        for r in before
        if r.traits.kind == "person"
        and doc.tokens[r.anchor].text == token.text
        and doc.tokens[r.anchor - 1].tag == "NNP"
    }
    return len(last) > 1 and list(last.values()).count(max(last.values())) > 1


def namesake(refs: Referents, head: int) -> Referent | None:
    """As "Paris" after "Jonathan Paris": the person who bears a surname that is a place's, too."""
    doc, token = refs.doc, refs.doc.tokens[head]
    plain = token.tag == "NNP" and not any(c < head for c in token.children) and head not in refs.cast.proper.at
    if not plain or is_place(doc, head):
        return None
    before = [r for r in refs.all if r.anchor < head]
    if any(
        r.traits.kind in ("state", "name") and any(doc.tokens[h].text == token.text for h in r.heads) for r in before
    ):
        return None
    people = [r for r in before if r.traits.kind == "person" and not r.members]
    found = [r for r in people if any(_parts(n)[-1:] == _parts(token.text) and " " in n for n in r.names)]
    return found[0] if len(found) == 1 else None


def _are_equal(refs: Referents, head: int, found: list[Referent]) -> bool:
    """Two bodies in one sentence that a word of both names may mean: "the Front"; initials are never so."""
    last = [refs.doc.tokens[r.heads[-1]].sentence for r in found]
    return not refs.doc.tokens[head].text.isupper() and last.count(max(last)) > 1


def _kinds_agree(one: Traits, other: Traits) -> bool:
    return one.kind == other.kind or "name" in (one.kind, other.kind)


def _is_short(refs: Referents, head: int, traits: Traits, other: Referent) -> bool:
    known = other.traits
    if traits.kind == "person" or (traits.kind == "name" and known.kind == "person"):
        return known.kind in ("person", "name") and any(_is_part(traits.name, name) for name in other.names)
    if known.kind == "person" or traits.kind == "state" or known.kind == "state":
        return False
    spelt = {*other.names, *(_spelt(refs, h) for h in other.heads)}
    own = _spelt(refs, head)
    if any(_is_introduced(refs, h, at) for h in other.heads for at in _same_word(refs, head)):
        return True
    if any(_is_acronym(own, name) or _is_acronym(name, own) for name in spelt):
        return True
    return any(_is_short_body(own, name) for name in spelt) and bool(refs.doc.tokens[head].text[0].isupper())


def _spelt(refs: Referents, head: int) -> str:
    doc = refs.doc
    inside = [
        i for i in grammar.bare_phrase(doc, head, coordinated=False) if doc.tokens[i].dep not in ("det", "poss", "case")
    ]
    return grammar.text_of(doc, inside)


def _parts(name: str) -> list[str]:
    return [p for p in _SPLIT.split(fold(name).casefold().replace(".", "")) if p]


def _is_part(short: str, full: str) -> bool:
    """A run of the full name's parts without its particles: "Von Ahlen" of "Ursula von Ahlen"."""
    one, other = _parts(short), _parts(full)
    if not one or not other or len(one) >= len(other) or len("".join(one)) < _SHORTEST:
        return False
    return any(other[n : n + len(one)] == one for n in range(len(other) - len(one) + 1))


def _is_acronym(short: str, full: str) -> bool:
    """Initials, as of "Karen National Defence Organisation"; behind a hyphen the rest counts alike."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if " " in short.strip() or len(letters) < _SHORTEST or sum(c.isupper() for c in letters) < max(2, len(letters) - 1):
        return False
    parts = [p for p in re.split(r"[\s\-‑/]+", full.replace("'s", "").replace("’s", "")) if p and p[0].isalpha()]
    if len(parts) < _SHORTEST:
        return False
    tight = "".join(p[0] for p in parts if p.lower() not in _SKIPPED).upper()
    loose = "".join(p[0] for p in parts).upper()
    return letters.upper() in (tight, loose)


_INTRODUCING = re.compile(
    r"^\W*\((?:the )?$|^, (?:or|also|better|commonly)\b[^.;]{0,40}$|^,? known [^.;]{0,50}$|^ or (?:the )?$"
)


def _is_introduced(refs: Referents, one: int, other: int) -> bool:
    """Whether the report gives two names for one: "X (Y)", "X, known as Y", "X, or Y"."""
    doc = refs.doc
    first, last = sorted((one, other))
    if first == last or doc.tokens[first].sentence != doc.tokens[last].sentence:
        return False
    before = [i for i in grammar.bare_phrase(doc, last, coordinated=False) if first < i]
    start = max(
        (i for i in grammar.bare_phrase(doc, first, coordinated=False) if i < min(before, default=last)), default=first
    )
    between = doc.text[doc.tokens[start].end : doc.tokens[min([i for i in before if i > start] or [last])].start]
    return _INTRODUCING.search(between) is not None


def _same_word(refs: Referents, head: int) -> list[int]:
    """This place and earlier ones where the same name stands."""
    doc, word = refs.doc, refs.doc.tokens[head].text
    return [t.i for t in doc.tokens[: head + 1] if t.text == word] if word[0].isupper() else [head]


def _is_short_body(short: str, full: str) -> bool:
    """As in "the Front", "Polisario": the last word, the first ones, or a run of a longer name."""
    one, other = _parts(short), _parts(full)
    if not 0 < len(one) < len(other):
        return False
    # "The Tigers" of the Liberation Tigers of Tamil Eelam.
    core = other[: next((n for n, part in enumerate(other) if part in ("of", "for", "in")), len(other))]
    return one in (other[-len(one) :], core[-len(one) :]) or (other[: len(one)] == one and one[0] not in _SKIPPED)


# governments by their seats


def _seated(refs: Referents, head: int, before: list[Referent]) -> Referent | None:
    """As in "Ankara" after "the Turkish foreign ministry": what a capital, a state or a seat speaks for."""
    spelt = fold(_spelt(refs, head)).casefold().replace(" ", "_")
    bodies = objects("referring", "seats", "organisations").get(spelt.removeprefix("the_"), frozenset())
    near = [r for r in reversed(before) if _sentences(refs, r, head) <= 6]
    for referent in near:
        if bodies and fold(referent.traits.name).casefold().replace(" ", "_") in bodies:
            return referent
    hit = refs.cast.names.get(head)
    if hit is None or hit.actor is None:
        return None
    key = fold(hit.actor.name).casefold().replace(" ", "_")
    if not hit.actor.country or hit.actor.kind not in ("state", "institution"):
        return None
    seat = objects("referring", "seats", "of").get(key, frozenset())
    if hit.actor.kind == "institution" and not seat:
        return None
    fits = [r for r in near if hit.actor.country in r.traits.lands and _is_governing(refs, r, seat)]
    return max(fits, key=lambda r: (_strength(refs, r), r.heads[-1]), default=None)


def _sentences(refs: Referents, referent: Referent, head: int) -> int:
    doc = refs.doc
    return doc.tokens[head].sentence - doc.tokens[referent.heads[-1]].sentence


def _is_governing(refs: Referents, referent: Referent, seat: frozenset[str]) -> bool:
    """A state, or the government or a ministry of one; for a seat, only what it is the seat of."""
    traits = referent.traits
    told = traits.nouns | traits.small | frozenset(_parts(traits.name))
    if traits.kind == "state":
        return not seat and refs.doc.tokens[referent.anchor].dep not in ("poss", "compound", "amod", "nmod", "pobj")
    if traits.kind != "body" or traits.listed in ("group", "organisation"):
        return False
    if seat:
        return bool(told & seat)
    return bool(told & words("referring", "bodies", "governing")) and not told & {"army", "military"}


def _strength(refs: Referents, referent: Referent) -> int:
    """Who has spoken, and the government itself, before the land."""
    return int(any(h in refs.spoken for h in referent.heads)) + int(referent.traits.kind == "body")
