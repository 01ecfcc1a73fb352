"""Document -> triggers: the verbs, nouns and conditions that show an act in a negotiation.

A trigger is an event in the making: its act, the token that shows it, the heads of its object phrases.

    verbs     Kyiv rejected the plan; the offer was turned down; they met in Oman
    nouns     Putin's offer; the rejection of Riyadh's offer; the Oman-brokered talks
    intents   is ready to negotiate; would not recognise; no talks until Israel stops; must withdraw
"""

from __future__ import annotations

from collections.abc import Iterator

from memcon.extract import grammar
from memcon.extract.cast import Cast
from memcon.extract.intents import (
    from_condition,
    from_obligation,
    from_readiness,
    from_silence,
    from_threat,
    from_unwillingness,
)
from memcon.extract.nouns import from_noun
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger
from memcon.extract.verbs import from_verb
from memcon.lexicon import words


def find_triggers(doc: Document, cast: Cast) -> tuple[Trigger, ...]:
    """All triggers in text order, at most one for each token; a noun inside a verb of the same act gives way."""
    found: dict[int, Trigger] = {}
    for token in doc.tokens:
        for trigger in _at(doc, cast, token.i):
            found.setdefault(trigger.at, trigger)
    return tuple(t for at, t in sorted(found.items()) if not _given_way(doc, t, found))


def _at(doc: Document, cast: Cast, i: int) -> Iterator[Trigger]:
    token = doc.tokens[i]
    if grammar.is_verb(doc, i) and token.dep not in ("aux", "auxpass", "amod", "compound"):
        yield from from_condition(doc, i)
        yield from from_threat(doc, i)
        yield from from_unwillingness(doc, i)
        yield from from_silence(doc, cast, i)
        yield from from_verb(doc, cast, i)
        yield from from_obligation(doc, cast, i)
    elif token.pos in ("NOUN", "PROPN") and token.dep != "compound":
        yield from from_noun(doc, cast, i)
    elif token.pos == "ADJ" or token.tag in ("JJ", "VBN", "RB"):
        yield from from_readiness(doc, i)
    if token.lower in ("brokered", "mediated", "facilitated", "sponsored") and i and doc.tokens[i - 1].text == "-":
        yield Trigger(i, "mediate", "hyphen", (token.head,))


def _given_way(doc: Document, trigger: Trigger, found: dict[int, Trigger]) -> bool:
    """A noun whose verb shows the same act, or talks that a verb only proposes, refuses, asks for or breaks off."""
    if trigger.form != "noun":
        return _under_refusal(doc, trigger, found)
    for above in grammar.chain(doc, trigger.at):
        other = found.get(above)
        if other is not None:
            return trigger.at in other.themes and (other.act == trigger.act or trigger.act == "consult")
        if grammar.is_verb(doc, above):
            return False
    return False


_CONTENT = frozenset(
    {"agree", "concede", "consult", "cease", "accept", "propose", "request", "reject", "suspend", "mediate"}
)


def _under_refusal(doc: Document, trigger: Trigger, found: dict[int, Trigger]) -> bool:
    """The infinitive under a move is its content ("refused to sign", "signed a text, vowing to halt …"), no move of its own."""
    token = doc.tokens[trigger.at]
    if trigger.form not in ("verb", "unwilling") or token.dep not in ("xcomp", "ccomp", "pcomp", "conj", "advcl"):
        return False
    for above in grammar.chain(doc, trigger.at):
        other = found.get(above)
        if other is None or other.act in ("consult", "mediate") or doc.tokens[above].lemma == "reject":
            continue
        inside = [c for c in doc.tokens[above].children if doc.tokens[c].left <= trigger.at <= doc.tokens[c].right]
        branch = doc.tokens[inside[0]] if inside else token
        vowing = branch.dep == "advcl" and branch.lemma in words("cues", "verbs", "commit") and branch.i != trigger.at
        if (branch.dep in ("xcomp", "ccomp", "prep", "dobj") or vowing) and inside and trigger.act in _CONTENT:
            return True
    return False
