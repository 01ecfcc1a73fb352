"""Reads a report once, left to right, and lets every mention join a referent or begin one (`referents`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from memcon.extract import grammar
from memcon.extract.aliases import bearer, namesake
from memcon.extract.beings import being, numbered
from memcon.extract.describing import description
from memcon.extract.home import dateline, is_place
from memcon.extract.pronouns import pronoun
from memcon.extract.referents import (
    FIRST,
    THIRD,
    Referent,
    Referents,
    beside,
    deeds_of,
    group_before,
    heads_of,
    is_definite,
    together,
)
from memcon.extract.sentences import Document
from memcon.extract.stage import Cast
from memcon.extract.traits import Kind, Traits, person_at, traits_of
from memcon.lexicon import words


def find_referents(doc: Document, cast: Cast, spoken: Iterable[int]) -> Referents:
    """Resolve all mentions; `spoken` are the heads of source phrases."""
    told = frozenset(spoken)
    refs = Referents(doc, cast, told)
    written = _dateline(cast)
    for head in heads_of(cast, told):
        if head in refs.of or doc.tokens[head].start < written:
            continue
        _settle(refs, head)
        group_before(refs, head)
    for head in sorted(told):
        _climb(refs, head)
        if doc.tokens[head].lower in FIRST:
            _first_person(refs, head)
    return refs


def _dateline(cast: Cast) -> int:
    return dateline(cast.doc).end


def _settle(refs: Referents, head: int) -> None:
    token = refs.doc.tokens[head]
    if token.tag in ("WP", "WDT"):
        _relative(refs, head)
    elif token.lower in FIRST:
        return
    elif token.tag in ("PRP", "PRP$"):
        if token.lower in THIRD:
            _pronoun(refs, head)
    else:
        _noun(refs, head)


def _pronoun(refs: Referents, head: int) -> None:
    word = refs.doc.tokens[head].lower
    if head not in refs.spoken and word in ("it", "its", "they", "their", "them", "theirs"):
        return
    found = pronoun(refs, head)
    if found is not None:
        refs.join(head, found)


def _noun(refs: Referents, head: int) -> None:
    told = _teller(refs, head)
    if told is not None:
        refs.of[head] = told
        return
    known = namesake(refs, head)
    if known is not None:
        refs.join(head, known)
        return
    traits = traits_of(refs.cast, head)
    if head in refs.spoken and traits.kind == "thing":
        # Who speaks is a person, whatever he is called.
        kind: Kind = "text" if being(refs.doc.tokens[head].lemma) == "text" else "person"
        traits = replace(traits, kind=kind)
    other = beside(refs, head)
    if other is not None:
        refs.join(head, other, traits)
        return
    found = _two(refs, head) or _known(refs, head, traits)
    if found is None:
        found = refs.add(head, traits)
    else:
        refs.join(head, found, _learnt(traits, found))
        found.names |= {traits.name} - {""}
    done = deeds_of(refs, head)
    if done is not None and found.traits.kind in ("person", "name"):
        found.learn(replace(done, kind=found.traits.kind))


def _learnt(traits: Traits, found: Referent) -> Traits:
    """What a mention adds; a name that is only a seat or a short form leaves the fuller one as it is."""
    told = not traits.named or traits.kind == "person"
    return replace(traits, name="", kind=found.traits.kind, nouns=traits.nouns if told else frozenset())


def _known(refs: Referents, head: int, traits: Traits) -> Referent | None:
    if traits.named:
        name = person_at(refs.cast, head)
        if name is not None and name.name is None:
            refs.open.add(head)
            return None
        found = bearer(refs, head, traits)
        if found is not None or head in refs.open or traits.kind == "person":
            return found
        single = " " not in traits.name and not traits.listed and is_definite(refs.doc, head)
        return description(refs, head, replace(traits, named=False)) if single else None
    return description(refs, head, traits) if is_definite(refs.doc, head) else _by_demonym(refs, head, traits)


def _by_demonym(refs: Referents, head: int, traits: Traits) -> Referent | None:
    """As "Turkey's foreign ministry" met again: the same noun of the same owner."""
    if not traits.lands or traits.several or traits.kind != "body":
        return None
    if any(refs.doc.tokens[c].lower in ("a", "an", "another") for c in refs.doc.tokens[head].children):
        return None
    same = [
        r
        for r in refs.all
        if r.traits.kind == "body"
        and r.traits.lands == traits.lands
        and r.traits.nouns == traits.nouns
        and r.traits.small == traits.small
    ]
    return same[-1] if same else None


def _teller(refs: Referents, head: int) -> Referent | None:
    """In "according to his account", him: the account is only how he tells it."""
    doc = refs.doc
    if doc.tokens[head].lemma not in words("referring", "texts", "tellings") or head not in refs.spoken:
        return None
    owners = [c for c in grammar.kids(doc, head, "poss") if doc.tokens[c].tag == "PRP$"]
    return refs.of.get(owners[0]) if owners else None


def _relative(refs: Referents, head: int) -> None:
    """The noun that "who" or "which" stands for; "who" is no body, "which" no person."""
    doc = refs.doc
    clause = next((v for v in grammar.chain(doc, head) if doc.tokens[v].dep == "relcl"), None)
    at = doc.tokens[clause].head if clause is not None else head - 1
    wanted = _wanted(doc.tokens[head].lower)
    at = _out_of_apposition(refs, at, head)
    for _ in range(4):
        found = refs.of.get(at)
        if found is None:
            name = person_at(refs.cast, at)
            found = next((refs.of[i] for i in range(name.first, name.last + 1) if i in refs.of), None) if name else None
        if (
            found is not None
            and found.traits.kind in wanted
            and not _is_inner_place(refs, at, who=wanted == _wanted("who"))
        ):
            refs.of[head] = found
            return
        up = doc.tokens[at].head
        at = doc.tokens[up].head if doc.tokens[up].pos == "ADP" else up
    near = refs.of.get(doc.tokens[clause].head) if clause is not None else None
    if near is not None and doc.tokens[head].lower == "who" and is_place(doc, doc.tokens[clause or 0].head):
        near = _last_people(refs, head) or near
    if near is not None:
        refs.of[head] = near


def _last_people(refs: Referents, head: int) -> Referent | None:
    """As in "villagers near Bor who said": the last people before, where the parser hung the clause on a place."""
    first = refs.doc.sentences[refs.doc.tokens[head].sentence].first
    people = [refs.of[i] for i in range(first, head) if i in refs.of and refs.of[i].traits.kind == "person"]
    return people[-1] if people else None


def _wanted(word: str) -> tuple[str, ...]:
    if word in ("who", "whom"):
        return ("person", "name")
    bodies = ("body", "medium", "state", "text", "name")
    return bodies if word == "which" else (*bodies, "person")


def _out_of_apposition(refs: Referents, at: int, head: int) -> int:
    """As in "the Council, an umbrella of tribes, which": the noun that an apposition, ended by a comma, is beside."""
    doc = refs.doc
    if doc.tokens[head - 1].text != ",":
        return at
    for up in grammar.chain(doc, at):
        if doc.tokens[up].dep == "appos":
            return doc.tokens[up].head
        if grammar.is_verb(doc, up):
            break
    return at


def _climb(refs: Referents, head: int) -> None:
    """A source noun with "who" behind it is a person: in "the head of the council, who said", the head."""
    doc = refs.doc
    found = refs.of.get(head)
    clauses = grammar.kids(doc, head, "relcl")
    who = [s for c in clauses for s in grammar.kids(doc, c, "nsubj") if doc.tokens[s].tag in ("WP", "WDT")]
    if found is None or not who:
        return
    wanted = _wanted(doc.tokens[who[0]].lower)
    at = _out_of_apposition(refs, head, who[0])
    for _ in range(4):
        other = refs.of.get(at)
        if other is not None and other.traits.kind in wanted:
            if other is not found:
                refs.of[head] = other
            return
        up = doc.tokens[at].head
        at = doc.tokens[up].head if doc.tokens[up].pos == "ADP" else up


def _is_inner_place(refs: Referents, at: int, *, who: bool) -> bool:
    """As in "the council in Benghazi, which": the place in the phrase, where a body stands above it; never "who"."""
    doc = refs.doc
    if who:
        return is_place(doc, at)
    return is_place(doc, at) and doc.tokens[doc.tokens[doc.tokens[at].head].head].pos in ("NOUN", "PROPN")


def _two(refs: Referents, head: int) -> Referent | None:
    """As in "the three", "both men", "the pair": the last so many, named side by side or in one sentence."""
    doc, token = refs.doc, refs.doc.tokens[head]
    number = numbered(doc, head)
    if number is None:
        return None
    sets = [
        r
        for r in refs.all
        if len(r.members) == number
        and r.anchor < head
        and doc.tokens[head].sentence - doc.tokens[r.heads[-1]].sentence <= 3
    ]
    if sets:
        return sets[-1]
    for line in range(doc.tokens[head].sentence - 1, max(-1, doc.tokens[head].sentence - 4), -1):
        here = [
            r for r in refs.all if not r.members and any(doc.tokens[h].sentence == line and h < head for h in r.heads)
        ]
        people = [r for r in here if r.traits.kind == "person" and not r.traits.several]
        bodies = [
            r
            for r in here
            if r.traits.kind in ("body", "state") and doc.tokens[r.heads[-1]].dep not in ("compound", "amod", "poss")
        ]
        plural = [r for r in here if r.traits.several and r.traits.kind == "person"]
        for found in (people, bodies if token.lemma not in ("man", "woman") else []):
            if len(found) == number:
                return together(refs, found, min(r.heads[0] for r in found))
        if len(plural) == 1:
            return plural[0]
    return None


def _first_person(refs: Referents, head: int) -> None:
    """In a quotation "I" and "we" are who speaks it."""
    at = refs.cast.speakers.get(head)
    if at is None or at == head:
        return
    found = refs.of.get(at)
    joined = [refs.of[j] for j in grammar.conjuncts(refs.doc, grammar.first_conjunct(refs.doc, at)) if j in refs.of]
    if len(joined) > 1 and refs.doc.tokens[head].lower in ("we", "our", "us"):
        found = together(refs, joined, at) or found
    if found is None and at in refs.open:
        refs.open.add(head)
    if found is not None:
        refs.join(head, found)
