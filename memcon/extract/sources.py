"""Sayings + cast -> sources: whom information is attributed to, resolved inside the report.

One record for each source of the report (PARC's source). A name met again is the same source; a pronoun or "the
official" is a record of its own that points at its antecedent; "another source" and "three sources" are never taken to
be the same people, nor different ones: the larger says which smaller ones it `may_include`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar
from memcon.extract.attribution import Saying
from memcon.extract.cast import Cast, Entity
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.types import Abstention, Source, SourceKind, Spans

LONGEST_MENTION = 14
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "both": 2, "pair": 2, "trio": 3, "dozen": 12, "couple": 2,
}  # fmt: skip
_PUBLIC = frozenset({"many", "some", "most", "critic", "people", "public", "resident", "observer", "expert", "supporter", "everyone",
                     "opponent", "villager", "local", "user", "voter", "citizen", "analyst"})  # fmt: skip
_OURS = re.compile(r"\b(this|our) (newspaper|paper|magazine|website|site|channel|correspondent|reporter|network|agency|news)", re.I)
_GENERIC_MEDIA = frozenset({"newspaper", "daily", "weekly", "magazine", "agency", "television", "tv", "radio", "broadcaster", "outlet", "media",
                            "website", "channel", "press", "newswire", "tabloid", "wire"})  # fmt: skip
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "PRP$", "DT"})


@dataclass(frozen=True, slots=True)
class Sourced:
    """Sources in order of appearance, the source id behind each (cue, source head), and what stayed open."""

    sources: tuple[Source, ...]
    by_head: dict[int, str]
    abstentions: tuple[Abstention, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A source in the making: its record, the token that heads it, whom it stands for."""

    record: Source
    head: int
    entity: Entity | None


def find_sources(doc: Document, sayings: Sequence[Saying], cast: Cast) -> Sourced:
    """Resolve the source phrases of all sayings, in text order."""
    seen: list[_Seen] = []
    by_head: dict[int, str] = {}
    abstentions: list[Abstention] = []
    heads = sorted({one for s in sayings for h in s.source for one in source_heads(doc, h, cast)})
    for head in heads:
        same = _same_source(doc, head, cast, seen)
        if isinstance(same, Abstention):
            abstentions.append(same)
        if isinstance(same, _Seen) and not _is_reference(doc, head):
            seen[seen.index(same)] = _again(doc, same, head)
            by_head[head] = same.record.id
            continue
        record = _record(doc, head, cast, f"s{len(seen) + 1}")
        if record is None:
            continue
        if isinstance(same, _Seen):
            origin = same.record.antecedent or same.record.id
            first = next(s.record for s in seen if s.record.id == origin)
            record = replace(record, antecedent=origin, country=first.country, sector=first.sector, named=record.named or first.named, count=first.count, kind=first.kind)
            by_head[head] = origin
        elif doc.tokens[head].tag not in _PRONOUNS:
            by_head[head] = record.id
        entity = cast.mentions[head].entities[0] if head in cast.mentions else None
        seen.append(_Seen(record, head, entity))
    return Sourced(tuple(_with_parts([s.record for s in seen])), by_head, tuple(abstentions))


def source_heads(doc: Document, head: int, cast: Cast) -> list[int]:
    """"both the Kremlin and the White House" are two sources; "officials and diplomats" stay one."""
    joined = grammar.conjuncts(doc, head)
    named = [j for j in joined if j in cast.mentions and cast.mentions[j].entities[0].named]
    return joined if len(joined) > 1 and len(named) == len(joined) else [head]


def _again(doc: Document, seen: _Seen, head: int) -> _Seen:
    spans = tuple(sorted({*seen.record.spans, *_mention_spans(doc, head)}))
    return replace(seen, record=replace(seen.record, spans=spans))


def _is_reference(doc: Document, head: int) -> bool:
    """A pronoun or a description with "the": it points back, and its antecedent is shown."""
    token = doc.tokens[head]
    return token.tag in _PRONOUNS or (token.tag in ("NN", "NNS") and _definite(doc, head))


def _definite(doc: Document, head: int) -> bool:
    return any(doc.tokens[c].lower in ("the", "this", "that", "these", "those") for c in doc.tokens[head].children)


def _same_source(doc: Document, head: int, cast: Cast, seen: Sequence[_Seen]) -> _Seen | Abstention | None:
    """The source met before that this phrase stands for, None for a new one, an abstention between two."""
    mention = cast.mentions.get(head)
    if mention is not None and mention.antecedent is not None:
        hit = next((s for s in seen if s.head == mention.antecedent), None)
        if hit is not None:
            return hit
    if mention is not None and len(mention.entities) == 1:
        entity = mention.entities[0]
        for one in seen:
            if entity.named and one.entity is not None and one.entity.named and one.entity.name == entity.name and one.record.antecedent is None:
                return one
    token = doc.tokens[head]
    if token.tag in ("NN", "NNS") and _definite(doc, head):
        return _described(doc, head, seen)
    return None


def _described(doc: Document, head: int, seen: Sequence[_Seen]) -> _Seen | Abstention | None:
    """"the source", "the officials": the nearest unnamed source of that noun; abstain between two equally near."""
    token = doc.tokens[head]
    fits = [s for s in seen if not s.record.named and doc.tokens[s.head].lemma == token.lemma and s.head != head]
    fits = [s for s in fits if (doc.tokens[s.head].tag == "NNS") == (token.tag == "NNS")]
    if not fits:
        return None
    nearest = max(doc.tokens[s.head].sentence for s in fits)
    last = [s for s in fits if doc.tokens[s.head].sentence == nearest]
    origins = {s.record.antecedent or s.record.id for s in last}
    if len(origins) > 1:
        return Abstention(_mention_spans(doc, head), "coreference", "two candidates remain")
    return last[0]


def _mention_spans(doc: Document, head: int) -> Spans:
    return grammar.spans(doc, grammar.bare_phrase(doc, head, coordinated=False))


def _record(doc: Document, head: int, cast: Cast, ident: str) -> Source | None:
    tokens = grammar.bare_phrase(doc, head, coordinated=False)
    spans = grammar.spans(doc, tokens)
    if len(tokens) > LONGEST_MENTION or len(spans) > 1:
        start = max(doc.tokens[head].left, head - LONGEST_MENTION + 1)
        spans = grammar.spans(doc, [i for i in range(start, head + 1) if i in set(tokens)])[-1:]
    if not spans:
        return None
    words_ = doc.text[spans[0].start : spans[-1].end]
    mention = cast.mentions.get(head)
    entity = mention.entities[0] if mention is not None and len(mention.entities) == 1 else None
    kind = _kind(doc, head, entity, words_, cast)
    named = _named(doc, head, entity, kind, words_)
    return Source(
        id=ident, mention=words_, kind=kind, named=named, count=_count(doc, head, kind, named),
        country=_country(doc, head, entity), sector=entity.sector if entity else None, seniority=_seniority(doc, tokens, cast),
        antecedent=None, may_include=(), spans=spans,
    )  # fmt: skip


def _country(doc: Document, head: int, entity: Entity | None) -> str | None:
    """None for "sources on both sides" and for several countries at once."""
    return entity.country if entity is not None else None


def _kind(doc: Document, head: int, entity: Entity | None, text: str, cast: Cast) -> SourceKind:
    token = doc.tokens[head]
    low = text.lower()
    if (entity is not None and entity.kind == "media") or token.lemma in _GENERIC_MEDIA or any(g in low for g in cast.book.generic):
        return "media"
    if token.lemma in words("cues", "media", "document") or token.lemma in words("cues", "media", "statement") or token.lemma == "story":
        return "document"
    if entity is not None and entity.kind in ("state", "territory"):
        return "government"
    if entity is not None and entity.kind in ("institution", "group", "organisation"):
        return "institution"
    if token.lemma in _PUBLIC and not (entity is not None and entity.named) and token.tag in ("NNS", "JJ", "JJS", "DT"):
        return "public"
    role = cast.roles.get(token.lower)
    if role is not None and role.kind not in ("person", "group"):
        return role.kind
    if token.tag in ("NNS", "NNPS") and not (entity is not None and entity.kind == "person"):
        return "group"
    if entity is not None and entity.kind in ("person", "role", "unknown"):
        return "group" if entity.plural else "person"
    return "person" if role is not None or token.tag in ("PRP", "WP", "NNP") else "institution"


def _named(doc: Document, head: int, entity: Entity | None, kind: str, text: str) -> bool:
    """The text names who speaks: a person by name, an institution, medium or document by its name."""
    if _OURS.search(text):
        return False
    if entity is not None and entity.named:
        return True
    if kind == "media":
        return True
    if kind in ("institution", "government"):
        return not any(doc.tokens[c].lower in ("a", "an", "another", "some", "several") for c in doc.tokens[head].children)
    return kind == "person" and doc.tokens[head].tag == "NNP"


def _count(doc: Document, head: int, kind: str, named: bool) -> int | None:
    """How many people the words say; None for a body, and where they do not say."""
    token = doc.tokens[head]
    if kind in ("institution", "government", "media", "document", "public"):
        return None
    if token.lower in _NUMBERS:
        return _NUMBERS[token.lower] * _times(doc, head)
    for child in token.children:
        word = doc.tokens[child].lower
        if doc.tokens[child].dep in ("nummod", "det", "quantmod", "amod", "predet") and (word in _NUMBERS or word.isdecimal()):
            if doc.tokens[child].dep == "nummod" or word in ("both", "dozen"):
                return (_NUMBERS.get(word) or int(word)) * _times(doc, child)
    return 1 if token.tag in ("NN", "NNP") and kind == "person" else None


def _times(doc: Document, i: int) -> int:
    """"two dozen" is twenty-four."""
    before = [doc.tokens[c].lower for c in doc.tokens[i].children]
    return next((_NUMBERS[w] for w in before if w in _NUMBERS and doc.tokens[i].lower == "dozen"), 1)


def _seniority(doc: Document, tokens: Iterable[int], cast: Cast) -> str | None:
    found = [cast.book.seniority.get(doc.tokens[i].lower) for i in tokens]
    return next((f for f in found if f), None)


def _with_parts(records: Sequence[Source]) -> list[Source]:
    """Say of each unnamed group which other unnamed sources may be among it."""
    return [
        replace(one, may_include=tuple(o.id for o in records if _may_include(one, o))) if one.kind == "group" and one.antecedent is None else one
        for one in records
    ]


def _may_include(group: Source, other: Source) -> bool:
    if other.id == group.id or other.named or group.named or other.antecedent is not None or other.kind not in ("person", "group"):
        return False
    if other.kind == "group" and (group.count or 99) <= (other.count or 1):
        return False
    return group.country is None or other.country is None or group.country == other.country
