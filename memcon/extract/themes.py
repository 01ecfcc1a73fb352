"""Verb -> what it takes: the heads of its objects, and whether they are of a class a word list asks for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from memcon.extract import grammar
from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.extract.trigger import is_party, noun_class
from memcon.lexicon import Words, words

_PREPS = (
    "to", "for", "on", "with", "from", "of", "in", "into", "at", "out", "about", "over", "against", "as", "between",
    "towards", "toward",
)  # fmt: skip
_POINTING = ("it", "that", "this", "them", "both")
_RELATIVE = ("WDT", "WP")


def themes_of(doc: Document, verb: int) -> list[int]:
    """Heads of the verb's objects: direct, passive subject, and behind its prepositions; joined ones too."""
    heads = [*_objects(doc, verb), *_modified(doc, verb), *_shared(doc, verb)]
    token = doc.tokens[verb]
    if token.dep == "relcl":
        heads = [token.head if doc.tokens[h].tag in _RELATIVE else h for h in heads]
    return sorted({c for h in heads for c in grammar.conjuncts(doc, h)})


def _objects(doc: Document, verb: int) -> list[int]:
    heads = grammar.kids(doc, verb, "dobj", "nsubjpass", "attr", "oprd")
    for at in (verb, *grammar.kids(doc, verb, "prt", "advmod")):
        heads += grammar.under(doc, at, *_PREPS)
    double = [p for prep in grammar.kids(doc, verb, "prep") for p in grammar.kids(doc, prep, "prep")]
    heads += [o for p in double for o in grammar.kids(doc, p, "pobj")]
    return heads + [c for c in grammar.kids(doc, verb, "xcomp", "pcomp") if doc.tokens[c].tag == "VBG"]


def _modified(doc: Document, verb: int) -> list[int]:
    """The noun that a participle or relative clause belongs to: "the plan rejected by", "the plan they drafted"."""
    token = doc.tokens[verb]
    participle = token.tag == "VBN" and token.dep == "acl"
    open_relative = token.dep == "relcl" and not grammar.kids(doc, verb, "dobj")
    return [token.head] if participle or open_relative else []


def _shared(doc: Document, verb: int) -> list[int]:
    """The object of joined verbs stands with the last: "drafted and signed a truce"."""
    joined = grammar.kids(doc, verb, "conj")
    if not joined or grammar.kids(doc, verb, "dobj") or grammar.is_passive(doc, verb):
        return []
    return grammar.kids(doc, joined[0], "dobj")


def takes(doc: Document, cast: Cast, verb: int, themes: Sequence[int], wanted: Words) -> bool:
    """Whether one of the themes is of a class in `wanted` ("*": anything, "none": nothing, "party": somebody)."""
    if "*" in wanted:
        return bool(themes) or bool(grammar.kids(doc, verb, "ccomp", "xcomp"))
    if "none" in wanted and not themes:
        return True
    if "party" in wanted and any(is_party(cast, t) for t in themes):
        return True
    if doc.tokens[verb].lemma in words("moves", "verbs", "direct"):
        themes = [t for t in themes if doc.tokens[grammar.first_conjunct(doc, t)].dep != "pobj"]
    lemmas = {lemma for t in themes for lemma in lemmas_of(doc, t)}
    return any(lemmas & noun_class(group) for group in wanted - {"party", "none"})


def lemmas_of(doc: Document, theme: int) -> set[str]:
    """What a theme may be called: itself, what "it" points at, what "a round of" measures."""
    token = doc.tokens[theme]
    found = {token.lemma, token.lower}
    pointed = thing(doc, theme)
    if pointed is not None:
        found.add(doc.tokens[pointed].lemma)
    if token.lemma in words("moves", "verbs", "measures"):
        found |= {doc.tokens[o].lemma for o in grammar.under(doc, theme, "of")}
    return found


def thing(doc: Document, i: int) -> int | None:
    """For "it", "that" or "them": the nearest offer, accord, truce or talks in this sentence or the one before."""
    if doc.tokens[i].lower not in _POINTING:
        return None
    first = doc.sentences[max(0, doc.tokens[i].sentence - 1)].first
    before = (k for k in range(i - 1, first - 1, -1) if doc.tokens[k].lemma in _things())
    return next((k for k in before if doc.tokens[k].pos == "NOUN"), None)


@cache
def _things() -> Words:
    classes = [noun_class(group) for group in ("offer", "accord", "truce", "ask")]
    return frozenset({"talk", "talks", "meeting"}).union(*classes)
