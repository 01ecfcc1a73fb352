"""Noun phrases -> the news media they name: "a Reuters exclusive", "the Bucharest daily Adevarul", "state television".

A medium is known from the code book, by a noun beside the name ("news site NewsMaker") or by the form of its name
("Hill Gazette"). A city, a ministry or a person is none, whatever stands around.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from memcon.extract import grammar
from memcon.extract.names import Hit
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.ontology import Codebook, Publisher, fold
from memcon.types import Span

_OURS = re.compile(r"\b(?:this|our)\b", re.IGNORECASE)
_DOMAIN = re.compile(r"\w\.(?:com|org|net|info|co|tv|news|online|[a-z]{2})$")
_NAME_TAGS = frozenset({"NNP", "NNPS", "CD"})


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium that a noun phrase names; `name` is None for one without a name ("the newspaper", "state television").

    `owner` is the first name of a state or body in the phrase ("Iranian state television").
    """

    name: str | None
    span: Span
    publisher: Publisher | None
    owner: Hit | None


def medium_at(
    doc: Document, names: Mapping[int, Hit], book: Codebook, head: int, *, reporting: bool = True
) -> Medium | None:
    """The medium that the phrase headed by `head` names or describes; None for anything else.

    `reporting` says that the words around speak of news, so that looser forms of name are taken.
    """
    tokens = _phrase(doc, head)
    owner = next((names[i] for i in tokens if i in names and names[i].actor is not None), None)
    known = _known(doc, names, head)
    if known is not None and known.publisher is not None:
        return Medium(_spelling(doc, known), _span(doc, known.first, known.last), known.publisher, owner)
    if head in names or _OURS.search(grammar.text_of(doc, tokens[:3])):
        return None
    named = _by_noun(doc, names, tokens, head) or _by_form(doc, names, tokens, head, reporting)
    if named is not None:
        return Medium(doc.text[named.start : named.end], named, None, owner)
    return _nameless(doc, book, tokens, head, owner)


def _spelling(doc: Document, hit: Hit) -> str:
    """The code book's name, but in the report's spelling where only hyphens, accents, "the" or "News" differ."""
    assert hit.publisher is not None
    text = doc.text[doc.tokens[hit.first].start : doc.tokens[hit.last].end]
    same = fold(text).casefold().removeprefix("the ") == fold(hit.publisher.name).casefold().removeprefix("the ")
    short = hit.publisher.name.isupper() and hit.publisher.name not in text and " " in text.removeprefix("the ")
    same = same or short
    plain = same or "(" in hit.publisher.name or text.removeprefix("the ") == f"{hit.publisher.name} News"
    return text.removeprefix("The ").removeprefix("the ") if plain else hit.publisher.name


def _phrase(doc: Document, head: int) -> list[int]:
    return grammar.bare_phrase(doc, head, coordinated=False) or [head]


def _span(doc: Document, first: int, last: int) -> Span:
    return Span(doc.tokens[first].start, doc.tokens[last].end)


def _is_noun(doc: Document, i: int) -> bool:
    """A word for a medium that is not the first part of "press service" or "news conference"."""
    after = doc.tokens[i + 1].lower if i + 1 < len(doc.tokens) else ""
    return doc.tokens[i].lower in words("naming", "media", "nouns") and after not in words(
        "naming", "no_media", "after"
    )


def _known(doc: Document, names: Mapping[int, Hit], head: int) -> Hit | None:
    """A medium of the code book that is the head itself, its name in apposition, or the maker of what the head is."""
    hit = names.get(head)
    if hit is not None:
        return hit if hit.publisher is not None else None
    token = doc.tokens[head]
    noun, piece = (
        _is_noun(doc, head),
        token.lemma in words("naming", "media", "pieces") or token.lower.startswith("exclusive"),
    )
    near = [c for c in token.children if doc.tokens[c].dep in ("compound", "poss", "amod", "nmod", "appos", "nummod")]
    if piece:
        near += grammar.under(doc, head, "by", "in", "from", "of", "on", "for")
    if not (noun or piece):
        return None
    inside = [i for c in near for i in (c, *doc.tokens[c].children)]
    return next((names[i] for i in inside if i in names and names[i].publisher is not None), None)


def _by_noun(doc: Document, names: Mapping[int, Hit], tokens: Sequence[int], head: int) -> Span | None:
    """As in "the news site NewsMaker", "the daily Al-Khabar", "the Suspilne television channel"."""
    if _is_noun(doc, head):
        for other in (*grammar.kids(doc, head, "appos"), *_following(doc, head)):
            run = _run(doc, names, other)
            if run is not None:
                return run
        if doc.tokens[head].text[0].isupper() and head + 1 < len(doc.tokens) and doc.tokens[head + 1].text.isdecimal():
            return _span(doc, head, head + 1)
        owners = {i for c in grammar.kids(doc, head, "poss") for i in grammar.subtree(doc, c)}
        before = [i for i in tokens if i < head and i not in owners and _is_name_word(doc, names, i)]
        return _own_part(doc, names, before, head)
    if doc.tokens[head].lower == "news" and _is_form(doc, head):
        before = [
            c
            for c in grammar.kids(doc, head, "compound")
            if _is_name_word(doc, names, c) and doc.tokens[c].text[0].isupper()
        ]
        return _span(doc, before[0], head) if before else None
    if doc.tokens[head].tag not in _NAME_TAGS:
        return None
    run = _run(doc, names, head)
    first = next((i for i in tokens if run is not None and doc.tokens[i].start >= run.start), head)
    return (
        run
        if first
        and (_is_noun(doc, first - 1) or (doc.tokens[first - 1].text in ('"', "“") and _is_noun(doc, first - 2)))
        else None
    )


def _following(doc: Document, head: int) -> list[int]:
    """The name right behind the noun, in quotation marks or not, where the parser hung it elsewhere."""
    at = head + 1
    while at < min(head + 3, len(doc.tokens)) and (doc.tokens[at].text in _MARKS or _is_article(doc, at)):
        at += 1
    inside = at < len(doc.tokens) and doc.tokens[at].sentence == doc.tokens[head].sentence
    return [at] if inside and doc.tokens[at].tag == "NNP" else []


_MARKS = frozenset({'"', "“", "‘", "'"})


def _is_article(doc: Document, i: int) -> bool:
    """The large article that opens a name: "A Bola", "El País", "La Repubblica"."""
    token = doc.tokens[i]
    named = i + 1 < len(doc.tokens) and doc.tokens[i + 1].tag in _NAME_TAGS and doc.tokens[i + 1].text[0].isupper()
    return named and i > doc.sentences[token.sentence].first and token.text in _ARTICLES


_ARTICLES = frozenset({"A", "O", "El", "La", "Las", "Los", "Le", "Les", "Il", "Der", "Die", "Das", "De", "Het"})


def _is_name_word(doc: Document, names: Mapping[int, Hit], i: int) -> bool:
    return i not in names and doc.tokens[i].tag in _NAME_TAGS and doc.tokens[i].text[0].isalnum()


def _own_part(doc: Document, names: Mapping[int, Hit], before: Sequence[int], head: int) -> Span | None:
    """What of it is the name: of "the Suspilne television channel" Suspilne, all of "the Harbour News Agency"."""
    written = [i for i in before if doc.tokens[i].text[0].isupper()]
    if not written:
        return None
    last = head if doc.tokens[head].text[0].isupper() else written[-1]
    land = names.get(written[0] - 1)
    inside = land is not None and land.form == "name" and land.actor is not None and land.last == written[0] - 1
    return _span(doc, land.first if inside and land is not None else written[0], last)


def _run(doc: Document, names: Mapping[int, Hit], i: int) -> Span | None:
    """The name around token `i`: name words, hyphens and numbers that stand together."""
    if not _is_name_word(doc, names, i) or not (doc.tokens[i].text[0].isupper() or doc.tokens[i].lower in ("al", "el")):
        return None
    sentence = doc.sentence_of(i)
    first = last = i
    while first > sentence.first and (_joined(doc, names, first - 1) or _is_article(doc, first - 1)):
        first -= 1
    while last < sentence.last and _joined(doc, names, last + 1):
        last += 1
    return _span(doc, first, last)


def _joined(doc: Document, names: Mapping[int, Hit], i: int) -> bool:
    token = doc.tokens[i]
    if token.text in ("-", "‑", "’", "'"):
        return token.start == doc.tokens[i - 1].end and i + 1 < len(doc.tokens) and doc.tokens[i + 1].start == token.end
    return _is_name_word(doc, names, i) and (
        token.text[0].isupper() or token.text[0].isdigit() or token.lower in ("al", "el")
    )


def _by_form(doc: Document, names: Mapping[int, Hit], tokens: Sequence[int], head: int, reporting: bool) -> Span | None:
    """As in "Hill Gazette", "Radio Voice of the Gash": a proper name with a medium's word at its edge."""
    if reporting and _DOMAIN.search(doc.tokens[head].text):
        return _span(doc, head, head)
    if doc.tokens[head].tag not in _NAME_TAGS or not doc.tokens[head].text[0].isupper():
        return None
    run = [
        i
        for i in tokens
        if _is_name_word(doc, names, i) and not doc.tokens[i].text[0].islower() and doc.tokens[i].lower != "the"
    ]
    if not run or (len(run) == 1 and doc.tokens[run[0]].lower in words("naming", "media", "nouns")):
        return None
    forms, loose = words("naming", "media", "forms"), words("naming", "media", "loose")
    edges = [doc.tokens[i].lower for i in (run[0], head) if _is_form(doc, i)]
    fits = [w for w in edges if w in forms and (reporting or w not in loose)]
    if not fits:
        return None
    first = run[0]
    land = names.get(first - 1)
    if (
        land is not None
        and land.actor is not None
        and land.last == first - 1
        and not _is_noun(doc, first)
        and run[-1] == first
    ):
        first = land.first
    return _span(doc, first, max(run[-1], head))


def _is_form(doc: Document, i: int) -> bool:
    after = doc.tokens[i + 1].lower if i + 1 < len(doc.tokens) else ""
    return after not in words("naming", "no_media", "after")


def _nameless(doc: Document, book: Codebook, tokens: Sequence[int], head: int, owner: Hit | None) -> Medium | None:
    """As in "Iranian state television", "the newspaper": a medium that is only described."""
    token = doc.tokens[head]
    inside = [i for i in tokens if i <= head]
    low = " ".join(doc.tokens[i].lower for i in inside)
    generic = _is_generic(book, low)
    if not (generic or token.lemma in words("naming", "media", "nouns")) or token.tag == "VBG":
        return None
    first = next((i for i in inside if doc.tokens[i].dep not in ("det", "predet")), head)
    span = _span(doc, first, head)
    state = re.search(r"\b(?:state|state-\w+|official|semi-official|government|public|party|army)\b", low) is not None
    collective = token.lemma in ("television", "tv", "radio") and not any(doc.tokens[i].tag == "DT" for i in inside)
    named = owner is not None and (state or collective)
    return Medium(doc.text[span.start : span.end] if named else None, span, None, owner)


def _is_generic(book: Codebook, low: str) -> bool:
    """Whether a phrase ends in one of the code book's words for an unnamed medium."""
    parts, generic = low.split(), _lower(tuple(book.generic))
    return any(" ".join(parts[-n:]) in generic for n in range(1, min(4, len(parts)) + 1))


@cache
def _lower(generic: tuple[str, ...]) -> frozenset[str]:
    return frozenset(g.lower() for g in generic)
