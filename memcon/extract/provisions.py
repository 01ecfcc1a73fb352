"""What a text says: "It provides for …", "the text commits both sides to …". Its terms are the offer's or accord's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from memcon.extract import grammar, terms
from memcon.extract.occasion import Draft, joined_terms
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger, noun_class
from memcon.lexicon import words
from memcon.types import Act

_NEAR = 3
_ANY_TEXT = frozenset({"it", "text", "document", "draft", "paper", "plan", "roadmap", "framework"})


def is_provision(doc: Document, trigger: Trigger) -> bool:
    """Whether a text is the subject: what it stipulates is no act of the text's."""
    subject = _subject(doc, trigger.at)
    if trigger.form != "verb" or subject is None or doc.tokens[subject].tag == "PRP":
        return False
    return _provides(doc, trigger.at) and bool(_acts_of(doc.tokens[subject].lemma))


def with_provisions(doc: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in text order, each with the terms that its text is said to hold up to three sentences later."""
    out = list(drafts)
    places = [d.trigger.at for d in drafts]
    for token in doc.tokens:
        verb, text = _stipulation(doc, token.i)
        if verb is None or text is None:
            continue
        acts = _acts_of(doc.tokens[text].lemma)
        before = _last(doc, out, bisect_right(places, token.i) - 1, token.sentence, acts)
        if before is not None:
            event = out[before].event
            found = terms.provisions(doc, verb) if verb == token.i else terms.clause_terms(doc, verb, token.i)
            out[before] = replace(out[before], event=replace(event, terms=joined_terms(event.terms, found)))
    return out


def _stipulation(doc: Document, i: int) -> tuple[int | None, int | None]:
    """Verb and text of "the text provides for …" (at the verb) and of "under the text, …" (at "under")."""
    if doc.tokens[i].lower == "under" and grammar.is_verb(doc, doc.tokens[i].head):
        return doc.tokens[i].head, next(iter(grammar.kids(doc, i, "pobj")), None)
    return (i, _subject(doc, i)) if _provides(doc, i) else (None, None)


def _provides(doc: Document, verb: int) -> bool:
    return doc.tokens[verb].lemma in words("moves", "clauses", "provides") and grammar.is_verb(doc, verb)


def _subject(doc: Document, verb: int) -> int | None:
    return next(iter(grammar.kids(doc, verb, "nsubj")), None)


def _acts_of(noun: str) -> tuple[Act, ...]:
    """The acts whose text the noun may be."""
    if noun in _ANY_TEXT:
        return ("agree", "propose")
    if noun in noun_class("accord") or noun == "truce":
        return ("agree",)
    return ("propose",) if noun in noun_class("offer") else ()


def _last(doc: Document, drafts: Sequence[Draft], place: int, sentence: int, acts: Sequence[Act]) -> int | None:
    """The last draft of these acts up to `place`, if it stands at most _NEAR sentences before `sentence`."""
    for n in range(place, -1, -1):
        if sentence - doc.tokens[drafts[n].trigger.at].sentence > _NEAR:
            return None
        if drafts[n].event.act in acts:
            return n
    return None
