"""Through whom: "through Oman", "an offer conveyed by Oman", "the Oman-brokered talks", "via Gulf intermediaries"."""

from __future__ import annotations

from memcon.extract import grammar
from memcon.extract.cast import Cast, parties
from memcon.extract.sentences import Document
from memcon.extract.stage import role_of
from memcon.extract.trigger import Trigger
from memcon.lexicon import words
from memcon.types import Party

_THROUGH = ("through", "via")


def go_betweens(doc: Document, cast: Cast, trigger: Trigger) -> tuple[Party, ...]:
    """The parties that carry or host a move, each once, in the order of what they hang on."""
    heads = grammar.under(doc, trigger.at, *_THROUGH)
    for theme in (*trigger.themes, trigger.at):
        heads += grammar.under(doc, theme, *_THROUGH) + _carriers(doc, theme) + _brokers(doc, cast, theme)
    heads += _indirectly(doc, trigger.at)
    ways = [o for o in grammar.under(doc, trigger.at, "by") if doc.tokens[o].lemma == "way"]
    heads += [o for way in ways for o in grammar.under(doc, way, "of")]
    each = dict.fromkeys(h for head in heads for h in grammar.conjuncts(doc, head))
    return tuple(p for h in each for p in _go_between(doc, cast, h))


def _carriers(doc: Document, noun: int) -> list[int]:
    """A message conveyed by Oman."""
    clauses = grammar.kids(doc, noun, "acl", "relcl")
    carried = [c for c in clauses if doc.tokens[c].lemma in words("moves", "parties", "carrying")]
    return [agent for agent in (grammar.agent(doc, c) for c in carried) if agent is not None]


def _brokers(doc: Document, cast: Cast, noun: int) -> list[int]:
    """The Oman-brokered talks."""
    modifiers = grammar.kids(doc, noun, "amod", "compound")
    brokered = [c for c in modifiers if doc.tokens[c].lower in words("moves", "parties", "brokered")]
    return [i for c in brokered for i in grammar.subtree(doc, c) if i in cast.names]


def _indirectly(doc: Document, verb: int) -> list[int]:
    """Spoke indirectly, through Oman."""
    preps = [c for adverb in grammar.kids(doc, verb, "advmod") for c in doc.tokens[adverb].children]
    return [o for p in preps if doc.tokens[p].lower in _THROUGH for o in grammar.kids(doc, p, "pobj")]


def _go_between(doc: Document, cast: Cast, head: int) -> list[Party]:
    """A go-between may be described only ("Middle Eastern intermediaries"): its words are its name then."""
    examples = parties(cast, grammar.under(doc, head, "like"))
    named = parties(cast, [head])
    if named:
        return [*named, *examples]
    if role_of(cast, head) is None and doc.tokens[head].lemma not in words("moves", "parties", "go_betweens"):
        return []
    found = grammar.spans(doc, grammar.bare_phrase(doc, head, coordinated=False))
    text = doc.text[found[0].start : found[-1].end]
    return [Party(text, None, None, text, found), *examples]
