"""Nouns that show an act: Putin's offer; the rejection of Riyadh's offer; talks with Saudi officials; a breach of the truce."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.extract import grammar
from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.extract.trigger import ACTS, Trigger, is_party, noun_class
from memcon.lexicon import words
from memcon.types import Act


def from_noun(doc: Document, cast: Cast, noun: int) -> Iterator[Trigger]:
    lemma = doc.tokens[noun].lemma
    if doc.tokens[noun].tag == "NNP" and any(doc.tokens[c].tag == "NNP" for c in grammar.kids(doc, noun, "compound")):
        return
    yield from _happening(doc, noun)
    for act in ACTS:
        listed = lemma in words("moves", act, "nouns") and (
            act != "request" or bool(grammar.under(doc, noun, "for", "to", "on") or grammar.kids(doc, noun, "acl"))
        )
        owned = act == "propose" and lemma in words("moves", "propose", "owned")
        if (listed or owned) and makers(doc, cast, noun, act):
            themes = [
                c
                for h in grammar.under(doc, noun, "for", "of", "to", "on", "with", "about", "over")
                for c in grammar.conjuncts(doc, h)
            ]
            yield Trigger(noun, act, "noun", tuple(themes))
            return


def makers(doc: Document, cast: Cast, noun: int, act: Act) -> list[int]:
    """Heads of the phrases that own or make a noun: "Riyadh's offer", "an offer by Riyadh", "the Saudi offer"."""
    heads = grammar.kids(doc, noun, "poss") + grammar.under(doc, noun, "by", "from")
    heads += [
        o
        for o in grammar.under(doc, noun, "of")
        if act in ("propose", "demand", "request", "threaten", "reject", "accept") and is_party(cast, o)
    ]
    if act in ("consult", "agree"):
        heads += grammar.under(doc, noun, "between", "with", "among")
    modifiers = [c for c in grammar.kids(doc, noun, "amod", "compound", "nmod") if doc.tokens[c].lower not in _BROKERED]
    heads += [i for c in modifiers for i in grammar.subtree(doc, c) if i in cast.names and not hyphenated(doc, i)]
    for clause in grammar.kids(doc, noun, "acl", "relcl"):
        maker = grammar.agent(doc, clause) if grammar.is_passive(doc, clause) else grammar.subject(doc, clause)
        if maker is not None and doc.tokens[clause].lemma in (
            "make",
            "put",
            "present",
            "table",
            "float",
            "submit",
            "issue",
            "offer",
            "propose",
            "give",
        ):
            heads.append(maker)
    return [h for h in heads if is_party(cast, h) or (h in cast.names and cast.names[h].actor is not None)]


_BROKERED = frozenset(
    {"brokered", "mediated", "hosted", "facilitated", "sponsored", "backed", "led", "proposed", "drafted"}
)


def hyphenated(doc: Document, i: int) -> bool:
    after = [doc.tokens[k].lower for k in range(i + 1, min(i + 3, len(doc.tokens)))]
    return len(after) == 2 and after[0] == "-" and after[1] in _BROKERED


def _happening(doc: Document, noun: int) -> Iterator[Trigger]:
    """Nouns that are what happened: "there was agreement on …", "the breakdown of the talks", "the rejection of the offer"."""
    token = doc.tokens[noun]
    of = [c for h in grammar.under(doc, noun, "of", "in") for c in grammar.conjuncts(doc, h)]
    on = [c for h in grammar.under(doc, noun, "on", "about", "over") for c in grammar.conjuncts(doc, h)]
    if token.lemma in ("breakdown", "collapse", "suspension", "rupture", "postponement", "interruption") and any(
        doc.tokens[o].lemma in noun_class("talk") for o in of
    ):
        yield Trigger(noun, "suspend", "noun", tuple(of))
    elif token.lemma in ("rejection", "refusal") and any(
        doc.tokens[o].lemma in noun_class("offer") | noun_class("ask") for o in of
    ):
        yield Trigger(noun, "reject", "noun", tuple(of))
    elif token.lemma in ("violation", "breach", "infringement") and any(
        doc.tokens[o].lemma in noun_class("accord") | noun_class("truce") for o in of
    ):
        yield Trigger(noun, "violate", "noun", tuple(of))
    elif token.lemma in ("signing", "signature") and (token.dep in ("nsubj", "nsubjpass") or of):
        yield Trigger(noun, "agree", "noun", tuple(of))
    elif (
        token.lemma in _TALKS
        and not any(doc.tokens[o].lemma in noun_class("talk") for o in of)
        and token.dep in ("nsubj", "nsubjpass")
        and _held(doc, token.head)
    ):
        yield Trigger(noun, "consult", "noun", tuple(on))
    elif (
        token.lemma in ("agreement", "deal", "accord") and token.dep == "attr" and grammar.kids(doc, token.head, "expl")
    ):
        yield Trigger(noun, "agree", "noun", tuple(on))


_TALKS = frozenset(
    {"talk", "talks", "negotiation", "meeting", "summit", "round", "dialogue", "discussion", "consultation"}
)


def _held(doc: Document, verb: int) -> bool:
    """Talks "were held", "are expected to open", "resumed", "are planned"."""
    lemmas = {doc.tokens[v].lemma for v in (verb, *grammar.kids(doc, verb, "xcomp"))}
    taking = doc.tokens[verb].lemma == "take" and any(doc.tokens[c].lower == "place" for c in doc.tokens[verb].children)
    return taking or bool(
        lemmas
        & {
            "hold",
            "open",
            "resume",
            "begin",
            "start",
            "plan",
            "schedule",
            "convene",
            "reconvene",
            "restart",
            "conclude",
        }
    )
