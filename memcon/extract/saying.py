"""A saying: an attribution before its source is resolved and its stance read, and how one is made from a verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.types import Span, Spans

GROUPS = ("say", "think", "show", "want", "ask", "about", "commit", "call", "dismiss", "quote")
_NAMING = ("nsubj", "dobj", "attr", "oprd", "npadvmod", "dep", "appos", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution as found. Token indices, except `content`, which is in characters.

    `source` are the heads of the noun phrases that name the source, empty where the text names none;
    `clause` is the head of the clause or noun phrase that is the content; `under` is the cue this one hangs on;
    `quiet` is a refusal to say anything; `relaying` is set where the source only passes on whom it cites.
    `alone` is set where only the tagger found it: it may be an act told as one ("Ghana offered Togo a truce").
    `leaning` is how probable the tagger finds each stance (`models.decode.STANCES`), None where it found no such cue.
    """

    cue: int
    cue_tokens: tuple[int, ...]
    group: str
    source: tuple[int, ...]
    source_tokens: tuple[int, ...]
    content: Spans
    clause: int | None
    under: int | None = None
    quiet: bool = False
    relaying: bool = False
    alone: bool = False
    leaning: tuple[float, ...] | None = None


def groups_of(doc: Document, verb: int) -> tuple[str, ...]:
    """The groups of `cues.toml` that list the verb: with its particle if there are any, else the bare verb."""
    lemma, part = doc.tokens[verb].lemma, grammar.particle(doc, verb)
    if lemma == "put" and verb + 1 < len(doc.tokens) and doc.tokens[verb + 1].lower == "it":
        part = "it"
    phrasal = tuple(g for g in GROUPS if part and f"{lemma}+{part}" in words("cues", "verbs", g))
    if not phrasal and grammar.kids(doc, verb, "prt"):
        return ()
    return phrasal or tuple(g for g in GROUPS if lemma in words("cues", "verbs", g))


def from_verb(doc: Document, verb: int, group: str, clause: int | None, content: list[int]) -> Saying:
    """The saying of a verb: its source is whoever does it, its content these tokens without source and cue."""
    source = speaker(doc, verb)
    tokens = () if source is None else source_tokens(doc, source, verb)
    cue = cue_tokens(doc, verb)
    own = {*tokens, *cue}
    inside = _cut_at_quote(doc, grammar.spans(doc, [i for i in content if i not in own]))
    return Saying(verb, cue, group, () if source is None else (source,), tokens, inside, clause)


def cue_tokens(doc: Document, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle, where they stand together."""
    parts = {c for c in grammar.kids(doc, verb, "aux", "auxpass", "neg", "prt") if abs(c - verb) <= 4}
    return tuple(sorted(parts | {verb}))


def source_tokens(doc: Document, source: int, verb: int) -> tuple[int, ...]:
    """The noun phrase of a source without the clause the verb stands in and without what is said in passing of it."""
    branch = [c for c in doc.tokens[source].children if doc.tokens[c].left <= verb <= doc.tokens[c].right]
    branch += [c for c in doc.tokens[source].children if c > source and _aside(doc, c)]
    found = grammar.subtree(doc, source, without=branch)
    return tuple(i for i in found if i < verb) if source < verb < found[-1] else tuple(found)


def _aside(doc: Document, child: int) -> bool:
    """A clause or phrase behind a comma: "…, who was there, said", "…, quoting an official, said"."""
    token = doc.tokens[child]
    return (
        token.dep in ("relcl", "acl", "advcl", "prep")
        and token.left > 0
        and doc.tokens[token.left - 1].text in (",", "—", "–")
    )


def speaker(doc: Document, verb: int) -> int | None:
    """Who says it. A subject inside the quotation is none of the verb outside it: then it stands behind the verb."""
    found = grammar.doer(doc, verb)
    if found is None and grammar.is_passive(doc, verb):
        found = grammar.subject(doc, verb) if _as_saying(doc, verb) else house(doc, verb)
    if found is not None:
        found = principal(doc, found, verb)
    if found is not None and not _is_empty(doc, found, verb) and same_quote(doc, found, verb):
        return found
    return behind(doc, verb) if found is None or not same_quote(doc, found, verb) else None


def principal(doc: Document, source: int, verb: int) -> int:
    """In "by the firm, the operator, which would not comment": whom the apposition stands beside."""
    over = doc.tokens[source].head
    beside = doc.tokens[source].dep == "appos" and doc.tokens[verb].head == source and doc.tokens[verb].dep == "relcl"
    return over if beside and doc.tokens[over].pos == "PROPN" else source


def _as_saying(doc: Document, verb: int) -> bool:
    """In "was quoted as saying", "was cited as an authority": the subject of the passive is the source."""
    return doc.tokens[verb].lemma in ("quote", "cite") and any(
        doc.tokens[c].lower == "as" for c in doc.tokens[verb].children
    )


def house(doc: Document, verb: int) -> int | None:
    """In "In the ministry this was called a lie": the office a passive verb of speech stands in."""
    for prep in grammar.kids(doc, verb, "prep"):
        if doc.tokens[prep].lower in ("in", "at") and prep < verb:
            for place in grammar.kids(doc, prep, "pobj"):
                if doc.tokens[place].lemma in words("cues", "nouns", "house"):
                    return place
    return None


def _is_empty(doc: Document, source: int, verb: int) -> bool:
    token = doc.tokens[source]
    return token.dep == "expl" or (token.lower == "it" and grammar.is_passive(doc, verb))


def same_quote(doc: Document, one: int, other: int) -> bool:
    """Both tokens stand in the same quotation, or both in none; a name in marks is no quotation."""
    return _speech_at(doc, doc.tokens[one].start) == _speech_at(doc, doc.tokens[other].start)


def _speech_at(doc: Document, at: int) -> int | None:
    number = quote_at(doc, at)
    if number is None:
        return None
    quote = doc.quotes[number]
    return None if doc.text.count(" ", quote.start, quote.end) < 3 and doc.text[quote.start + 1].isupper() else number


def quote_at(doc: Document, at: int) -> int | None:
    """The index of the quotation that holds the character, by bisection; None outside all."""
    low, high = 0, len(doc.quotes)
    while low < high:
        middle = (low + high) // 2
        if doc.quotes[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return low if low < len(doc.quotes) and doc.quotes[low].start <= at else None


def behind(doc: Document, verb: int) -> int | None:
    """The speaker of an inverted verb: "…, declared (at the briefing) the minister", whatever the parser calls it.

    Only where what is said ends right before the verb, with a comma or a closing mark.
    """
    if (
        verb == 0
        or doc.tokens[verb - 1].text not in (",", "”", '"', "»", "’", "''", "—", "–")
        or grammar.is_passive(doc, verb)
    ):
        return None
    for child in doc.tokens[verb].children:
        token = doc.tokens[child]
        if (
            child > verb
            and token.dep in _NAMING
            and token.pos in ("NOUN", "PROPN", "PRON")
            and same_quote(doc, child, verb)
        ):
            return child
        if child > verb and token.dep == "prep":
            for loose in _loose_under(doc, child):
                return loose
    return None


def _loose_under(doc: Document, prep: int) -> Iterator[int]:
    """A second noun phrase that hangs on a preposition without a comma: "to journalists the assistant"."""
    objects = grammar.kids(doc, prep, "pobj")
    yield from (o for o in objects[1:])
    for o in objects[:1]:
        for child in grammar.kids(doc, o, "appos"):
            if doc.tokens[doc.tokens[child].left - 1].text != ",":
                yield child


def _cut_at_quote(doc: Document, content: Spans) -> Spans:
    """Where what is said opens as a quotation, what the parser hung behind its closing mark is not part of it."""
    for n, span in enumerate(content):
        number = quote_at(doc, span.start) if quote_at(doc, span.start) is not None else quote_at(doc, span.start - 1)
        if number is None:
            continue
        quote = doc.quotes[number]
        if quote.closed and abs(span.start - quote.start) <= 1 and quote.end < span.end - 1:
            return (*content[:n], Span(span.start, quote.end))
    return content
