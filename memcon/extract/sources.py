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
from memcon.extract.phrases import medium_entity
from memcon.extract.reference import FIRST
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.source_class import count_of, kind_of, named_of, partitive, seniority_of
from memcon.extract.stage import Cast, Entity, role_of
from memcon.lexicon import words
from memcon.types import Abstention, Source, Spans

LONGEST_MENTION = 14
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "PRP$"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Sourced:
    """Sources in order of appearance, the source id behind each (cue, source head), and what stayed open."""

    sources: tuple[Source, ...]
    by_head: dict[int, str]
    abstentions: tuple[Abstention, ...]


@dataclass(slots=True)
class _Register:
    """The records in the making, in order, and by what they are found again: name, head token, reference."""

    doc: Document
    cast: Cast
    records: list[Source]
    heads: dict[str, int]
    by_name: dict[str, str]
    by_head: dict[int, str]
    references: dict[tuple[str, str], str]
    abstentions: list[Abstention]


def find_sources(doc: Document, sayings: Sequence[Saying], cast: Cast) -> Sourced:
    """Resolve the source phrases of all sayings, in text order."""
    register = _Register(doc, cast, [], {}, {}, {}, {}, [])
    for head in sorted({one for s in sayings for h in s.source for one in source_heads(doc, h, cast)}):
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
    doc, cast = register.doc, register.cast
    if head in cast.unresolved:
        if doc.tokens[head].tag not in _PRONOUNS:
            _add(register, head)
        return
    origin = _origin(register, head)
    if origin is None:
        if doc.tokens[head].tag not in _PRONOUNS:
            register.by_head[head] = _add(register, head)
        return
    register.by_head[head] = origin
    if _is_reference(doc, head):
        _refer(register, head, origin)
    else:
        _again(register, origin, head)


def _origin(register: _Register, head: int) -> str | None:
    """The id of the record this phrase stands for; None for a source that is new or open."""
    doc, cast = register.doc, register.cast
    mention = cast.mentions.get(head)
    if mention is not None and len(mention.entities) == 1:
        entity = mention.entities[0]
        if entity.named and entity.name in register.by_name:
            return register.by_name[entity.name]
        if mention.antecedent is not None and doc.tokens[head].lower not in FIRST:
            return _antecedent(register, mention.antecedent)
    if (
        doc.tokens[head].tag in ("NN", "NNS")
        and _definite(doc, head)
        and (mention is None or not mention.entities[0].named)
    ):
        return _described(register, head)
    return None


def _antecedent(register: _Register, head: int) -> str:
    """The record of what a pronoun points at, made now where it has said nothing itself."""
    if head in register.by_head:
        return register.by_head[head]
    met = next((i for i, h in register.heads.items() if h == head), None)
    return met if met is not None else _add(register, head)


def _described(register: _Register, head: int) -> str | None:
    """The nearest unnamed source that "the source", "the officials" takes up; open between two equally near."""
    doc = register.doc
    fits = [r for r in register.records if r.antecedent is None and not r.named and _same_noun(register, r, head)]
    if not fits:
        return None
    nearest = max(doc.tokens[register.heads[r.id]].sentence for r in fits)
    last = [r for r in fits if doc.tokens[register.heads[r.id]].sentence == nearest]
    if len(last) > 1:
        register.abstentions.append(Abstention(_spans(register, head), "coreference", "two candidates remain"))
        return None
    return last[0].id


_LOOSE_NOUNS = frozenset({"source", "person", "people"})


def _same_noun(register: _Register, record: Source, head: int) -> bool:
    """The same noun in the same number; "the sources" may take up "two people"."""
    one, other = register.doc.tokens[register.heads[record.id]], register.doc.tokens[head]
    if (one.tag == "NNS") != (other.tag == "NNS"):
        return False
    return one.lemma == other.lemma or (one.lemma in _LOOSE_NOUNS and other.lemma in _LOOSE_NOUNS)


def _definite(doc: Document, head: int) -> bool:
    return any(doc.tokens[c].lower in _DEFINITE for c in doc.tokens[head].children)


def _is_reference(doc: Document, head: int) -> bool:
    """A pronoun or a description with "the": it points back, and its antecedent is shown."""
    token = doc.tokens[head]
    return token.tag in _PRONOUNS or (token.tag in ("NN", "NNS") and _definite(doc, head))


# records


def _add(register: _Register, head: int) -> str:
    ident = f"s{len(register.records) + 1}"
    record = _record(register, head, ident)
    if record is None:
        return ident
    register.records.append(record)
    register.heads[ident] = head
    entity = _entity(register.cast, head)
    if entity is not None and entity.named:
        register.by_name.setdefault(entity.name, ident)
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
