"""Sayings + cast -> sources: whom information is attributed to, resolved inside the report.

One record for each source of the report (PARC's source). A name met again, in whatever form, is the same source; its
`mention` is the fullest form. A pronoun or "the official" is a record of its own that points at its antecedent, which
is a record even where it says nothing by its name. "Another source" and "three sources" are never taken to be the same
people, nor different ones: the larger says which smaller ones it `may_include`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar
from memcon.extract.beings import is_one_of_a_people
from memcon.extract.phrases import medium_entity
from memcon.extract.referents import Referent, Referents, is_definite
from memcon.extract.resolving import find_referents
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.source_class import count_of, kind_of, named_of, partitive, seniority_of
from memcon.extract.stage import Cast, Entity, role_of
from memcon.lexicon import words
from memcon.types import Abstention, Source, Spans

LONGEST_MENTION = 14
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "PRP$"})


@dataclass(frozen=True, slots=True)
class Sourced:
    """Sources in order of appearance, the source id behind each (cue, source head), and what stayed open."""

    sources: tuple[Source, ...]
    by_head: dict[int, str]
    abstentions: tuple[Abstention, ...]


@dataclass(slots=True)
class _Register:
    """The records in the making, in order, and by what they are found again: referent, head token, reference."""

    doc: Document
    cast: Cast
    refs: Referents
    records: list[Source]
    heads: dict[str, int]
    by_referent: dict[int, str]
    by_head: dict[int, str]
    references: dict[tuple[str, str], str]
    abstentions: list[Abstention]


def find_sources(doc: Document, sayings: Sequence[Saying], cast: Cast) -> Sourced:
    """Resolve the source phrases of all sayings, in text order."""
    spoken = sorted({one for s in sayings for h in s.source for one in source_heads(doc, h, cast)})
    register = _Register(doc, cast, find_referents(doc, cast, spoken), [], {}, {}, {}, {}, [])
    for head in spoken:
        _enter(register, head)
    return Sourced(tuple(_with_parts(register.records)), register.by_head, tuple(register.abstentions))


def source_heads(doc: Document, head: int, cast: Cast) -> list[int]:
    """The heads of the sources in a phrase: "both the Kremlin and the White House" are two.

    "Officials and diplomats" stay one.
    """
    joined = grammar.conjuncts(doc, head)
    return joined if len(joined) > 1 and all(_stands_alone(doc, j, cast) for j in joined) else [head]


def _stands_alone(doc: Document, head: int, cast: Cast) -> bool:
    """A name, or a noun with an article or number of its own: "a diplomat and two aides"."""
    mention = cast.mentions.get(head)
    if mention is not None and mention.entities[0].named:
        return True
    own = {"a", "an", "the", "another", "several", "some", "many"}
    return any(doc.tokens[c].dep == "nummod" or doc.tokens[c].lower in own for c in doc.tokens[head].children) or (
        doc.tokens[head].tag == "CD"
    )


# whom a phrase stands for


def _enter(register: _Register, head: int) -> None:
    """Enter a source phrase: as a new record, as one met before, or as a reference to one."""
    doc, refs = register.doc, register.refs
    if head in refs.open:
        register.abstentions.append(Abstention(_spans(register, head), "coreference", "two candidates remain"))
    found = None if head in refs.open else refs.of.get(head)
    if found is None:
        if doc.tokens[head].tag not in _PRONOUNS:
            ident = _add(register, head)
            if head not in refs.open:
                register.by_head[head] = ident
        return
    known = register.by_referent.get(found.number)
    if known is None:
        known = register.by_referent[found.number] = _begin(register, found, head)
    register.by_head[head] = known
    if head == found.anchor and not found.members:
        return
    if _is_reference(doc, head) or is_one_of_a_people(register.cast, head):
        _refer(register, head, known)
    else:
        _again(register, known, head)


def _begin(register: _Register, found: Referent, head: int) -> str:
    """The record of a referent, at the mention that tells most of it."""
    if found.members:
        return _add_several(register, found)
    first = _telling(register, found, head)
    ident = _add(register, first)
    for other in _spelt_beside(register, found, first):
        _widen(register, ident, _spans(register, other))
    return ident


def _spelt_beside(register: _Register, found: Referent, first: int) -> list[int]:
    """Other names in apposition to a body's first mention: "the KIO, or Kachin Independence Organisation"."""
    tokens = register.doc.tokens
    if found.traits.kind != "body":
        return []
    return [
        h for h in found.heads
        if h != first and tokens[h].sentence == tokens[first].sentence and tokens[h].tag in ("NNP", "NNPS")
        and tokens[h].dep in ("appos", "conj")
    ]  # fmt: skip


def _telling(register: _Register, found: Referent, head: int) -> int:
    """The first mention that is no pronoun; a person is entered where he is met by name."""
    doc = register.doc
    before = [h for h in found.heads if doc.tokens[h].tag not in _PRONOUNS]
    if found.traits.kind == "person":
        named = [h for h in before if _by_name(register.cast, h)]
        if head in named and (head == found.anchor or _first_full(register.cast, head, _entity(register.cast, head))):
            return head
        return (named or before or [head])[0]
    return (before or [head])[0]


def _by_name(cast: Cast, head: int) -> bool:
    entity = _entity(cast, head)
    return entity is not None and entity.named


def _is_reference(doc: Document, head: int) -> bool:
    """A pronoun or a description with "the": it points back, and its antecedent is shown."""
    token = doc.tokens[head]
    return (
        token.tag in _PRONOUNS
        or (token.tag in ("NN", "NNS", "JJ", "CD") and is_definite(doc, head))
        or token.lower in ("latter", "former", "both")
    )


# records


def _add(register: _Register, head: int) -> str:
    ident = f"s{len(register.records) + 1}"
    record = _record(register, head, ident)
    if record is None:
        return ident
    register.records.append(record)
    register.heads[ident] = head
    return ident


def _add_several(register: _Register, found: Referent) -> str:
    """A record for several that were named side by side."""
    heads = [_telling(register, m, m.anchor) for m in found.members]
    spans = tuple(sorted({span for h in heads for span in _spans(register, h)}))
    ident = f"s{len(register.records) + 1}"
    text = register.doc.text[spans[0].start : spans[-1].end] if spans else ""
    person = all(m.traits.kind in ("person", "name") for m in found.members)
    register.heads[ident] = found.anchor
    register.records.append(
        Source(
            id=ident, mention=text, kind="group" if person else "institution", named=found.traits.named,
            count=len(found.members) if person else None, country=None, sector=None, seniority=None,
            antecedent=None, may_include=(), spans=spans,
        )
    )  # fmt: skip
    return ident


def _refer(register: _Register, head: int, origin: str) -> None:
    """A record for "he" or "the officials", one for all that point at the same source in the same words."""
    spans = _spans(register, head)
    if not spans:
        return
    text = register.doc.text[spans[0].start : spans[-1].end]
    known = register.references.get((origin, text.lower()))
    if known is not None:
        _widen(register, known, spans)
        return
    first = next((r for r in register.records if r.id == origin), None)
    if first is None:
        return
    ident = f"s{len(register.records) + 1}"
    register.references[origin, text.lower()] = ident
    register.heads[ident] = head
    register.records.append(replace(first, id=ident, mention=text, spans=spans, antecedent=origin, may_include=()))


def _again(register: _Register, ident: str, head: int) -> None:
    """A source met again: its spans grow, and its mention becomes the fuller name."""
    tokens = _tokens(register.doc, register.cast, head)
    spans = _spans(register, head)
    _widen(register, ident, spans)
    at = next((n for n, r in enumerate(register.records) if r.id == ident), None)
    if at is None or not spans:
        return
    text = register.doc.text[spans[0].start : spans[-1].end]
    old = register.records[at]
    fuller = old.kind == "person" and old.named and len(text.split()) > len(old.mention.split()) == 1
    seniority = old.seniority or seniority_of(register.cast, tokens)
    register.records[at] = replace(old, mention=text if fuller else old.mention, seniority=seniority)


def _widen(register: _Register, ident: str, spans: Spans) -> None:
    for n, record in enumerate(register.records):
        if record.id == ident:
            register.records[n] = replace(record, spans=tuple(sorted({*record.spans, *spans})))
            return


def _record(register: _Register, head: int, ident: str) -> Source | None:
    doc, cast = register.doc, register.cast
    tokens = _tokens(doc, cast, head)
    spans = _spans(register, head)
    if not spans:
        return None
    entity = _entity(cast, head)
    kind = kind_of(cast, head, entity)
    first = _first_full(cast, head, entity)
    mention = first or spans[-1:] if entity is not None and entity.kind == "person" else spans
    return Source(
        id=ident, mention=doc.text[mention[0].start : mention[-1].end], kind=kind,
        named=named_of(cast, head, entity, kind),
        count=count_of(doc, head, kind), country=entity.country if entity is not None else _country_of_part(cast, head),
        sector=entity.sector if entity else None, seniority=seniority_of(cast, tokens), antecedent=None, may_include=(),
        spans=tuple(sorted({*spans, *first})),
    )  # fmt: skip


def _entity(cast: Cast, head: int) -> Entity | None:
    """The one entity of a source phrase; None for "sources on both sides" and for several at once."""
    mention = cast.mentions.get(head)
    found = mention.entities[0] if mention is not None and len(mention.entities) == 1 else None
    if found is None or found.kind in ("body", "unknown"):
        return medium_entity(cast, head, reporting=True) or found
    return found


def _country_of_part(cast: Cast, head: int) -> str | None:
    """The country of a part of a group: "one of the Saudi envoys" is Saudi."""
    whole = partitive(cast.doc, head)
    entity = _entity(cast, whole) if whole is not None else None
    return entity.country if entity is not None else None


def _first_full(cast: Cast, head: int, entity: Entity | None) -> Spans:
    """For a person met by surname, the first place where the full name stands."""
    name = cast.proper.at.get(head)
    if entity is None or entity.kind != "person" or name is None or " " in name.text:
        return ()
    for other, mention in cast.mentions.items():
        full = cast.proper.at.get(other)
        if full is not None and " " in full.text and full.name == name.name and mention.antecedent is None:
            return grammar.spans(cast.doc, _tokens(cast.doc, cast, other))[-1:]
    return ()


def _tokens(doc: Document, cast: Cast, head: int) -> list[int]:
    """The tokens of a source phrase: the noun phrase, and the name in apposition or behind a title."""
    tokens = [i for i in grammar.bare_phrase(doc, head, coordinated=False) if i not in _dates_in_front(doc, head)]
    entity = _entity(cast, head)
    for child in grammar.kids(doc, head, "appos"):
        name = cast.proper.at.get(child)
        medium = entity is not None and entity.kind == "media" and doc.tokens[child].tag == "NNP"
        if medium or (name is not None and name.person):
            tokens = [*tokens, *grammar.bare_phrase(doc, child, coordinated=False)]
    name = cast.proper.titled.get(head)
    if name is not None and name.last not in tokens:
        tokens = [*tokens, *range(head, name.last + 1)]
    return _from_the_title(cast, head, sorted(set(tokens)))


def _dates_in_front(doc: Document, head: int) -> list[int]:
    """As in "Until Saturday Downing Street": a day that the parser took into the name."""
    first = [c for c in doc.tokens[head].children if c < head]
    return [
        c
        for c in first
        if doc.tokens[c].lower in words("naming", "people", "calendar")
        and doc.tokens[c].dep in ("compound", "nmod", "npadvmod")
    ]


def _from_the_title(cast: Cast, head: int, tokens: list[int]) -> list[int]:
    """As in "Minister of Foreign Affairs of Armenia Ararat Mirzoyan" from its title on, wherever the parser cut it."""
    name = cast.proper.at.get(head)
    if name is None or not name.person or not name.title:
        return tokens
    offices = [i for i in name.title if role_of(cast, i) is not None and cast.doc.tokens[i].tag.startswith("NN")]
    first = min(tokens[0], offices[0]) if offices else tokens[0]
    return sorted({*tokens, *range(first, name.last + 1)})


def _spans(register: _Register, head: int) -> Spans:
    """Where a source phrase stands; a long one is cut to its head and the words before."""
    doc = register.doc
    tokens = _tokens(doc, register.cast, head)
    spans = grammar.spans(doc, tokens)
    if len(tokens) > LONGEST_MENTION:
        first = max(doc.tokens[head].left, head - LONGEST_MENTION + 1)
        spans = grammar.spans(doc, [i for i in range(first, head + 1) if i in set(tokens)])[-1:]
    return spans


# groups


def _with_parts(records: Sequence[Source]) -> list[Source]:
    """Say of each unnamed group which other unnamed sources may be among it."""
    return [
        replace(one, may_include=tuple(o.id for o in records if _may_include(one, o)))
        if one.kind == "group" and one.antecedent is None
        else one
        for one in records
    ]


def _may_include(group: Source, other: Source) -> bool:
    if (
        other.id == group.id
        or other.named
        or group.named
        or other.antecedent is not None
        or other.kind not in ("person", "group")
    ):
        return False
    if other.kind == "group" and (group.count or 99) <= (other.count or 1):
        return False
    return group.country is None or other.country is None or group.country == other.country
