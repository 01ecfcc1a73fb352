"""Document -> triggers: the verbs, nouns and conditions that show an act in a negotiation.

A trigger is an event in the making: its act, the token that shows it, the heads of its object phrases.

    verbs     Kyiv rejected the plan; the offer was turned down; they met in Oman
    endings   the talks collapsed; the guns fell silent
    nouns     Putin's offer; the rejection of Riyadh's offer; the Oman-brokered talks
    intents   is ready to negotiate; would not recognise; no talks until Israel stops; must withdraw
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from memcon.extract import grammar, intents
from memcon.extract.cast import Cast
from memcon.extract.endings import from_ending
from memcon.extract.nouns import from_noun
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger
from memcon.extract.verbs import from_verb
from memcon.lexicon import words

_CONTENT = frozenset(
    {"agree", "concede", "consult", "cease", "accept", "propose", "request", "reject", "suspend", "mediate"}
)
_BELOW = ("xcomp", "ccomp", "pcomp", "conj", "advcl")


def find_triggers(doc: Document, cast: Cast) -> tuple[Trigger, ...]:
    """All triggers in text order, at most one for each token; a noun inside a verb of the same act gives way."""
    found: dict[int, Trigger] = {}
    for token in doc.tokens:
        for trigger in _at(doc, cast, token.i):
            found.setdefault(trigger.at, trigger)
    return tuple(t for at, t in sorted(found.items()) if not _given_way(doc, t, found))


def _at(doc: Document, cast: Cast, i: int) -> Iterator[Trigger]:
    """The triggers a token may be, the one that counts first."""
    token = doc.tokens[i]
    if grammar.is_verb(doc, i) and token.dep not in ("aux", "auxpass", "amod", "compound"):
        yield from _at_verb(doc, cast, i)
    elif token.pos in ("NOUN", "PROPN") and token.dep != "compound":
        yield from from_noun(doc, cast, i)
    elif token.pos == "ADJ" or token.tag in ("JJ", "VBN", "RB"):
        yield from intents.from_readiness(doc, i)
    yield from intents.from_verdict(doc, i)
    if i and doc.tokens[i - 1].text == "-" and token.lower in words("moves", "parties", "brokered"):
        yield Trigger(i, "mediate", "hyphen", (token.head,))


def _at_verb(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    yield from intents.from_condition(doc, verb)
    yield from intents.from_threat(doc, verb)
    yield from intents.from_warning(doc, verb)
    yield from intents.from_unwillingness(doc, verb)
    yield from intents.from_obligation(doc, cast, verb)
    yield from intents.from_silence(doc, cast, verb)
    yield from from_ending(doc, verb)
    yield from from_verb(doc, cast, verb)


def _given_way(doc: Document, trigger: Trigger, found: Mapping[int, Trigger]) -> bool:
    """A noun whose verb shows the same act, or talks that a verb only proposes, refuses, asks for or breaks off."""
    if trigger.form != "noun":
        return _is_content(doc, trigger, found)
    for above in grammar.chain(doc, trigger.at):
        other = found.get(above)
        if other is not None:
            return trigger.at in other.themes and trigger.act in (other.act, "consult")
        if grammar.is_verb(doc, above):
            return False
    return False


def _is_content(doc: Document, trigger: Trigger, found: Mapping[int, Trigger]) -> bool:
    """The infinitive under a move is no move of its own: "refused to sign", "signed a text, vowing to halt …"."""
    if trigger.form not in ("verb", "unwilling") or trigger.act not in _CONTENT:
        return False
    if doc.tokens[trigger.at].dep not in _BELOW:
        return False
    if _is_purpose(doc, trigger, found):
        return True
    moves = [a for a in grammar.chain(doc, trigger.at) if a in found and _has_content(doc, found[a])]
    return any(_holds(doc, move, trigger.at) for move in moves)


def _is_purpose(doc: Document, trigger: Trigger, found: Mapping[int, Trigger]) -> bool:
    """Will meet to discuss a truce: one meeting."""
    token = doc.tokens[trigger.at]
    meets = token.head in found and found[token.head].act == "consult"
    return trigger.act == "consult" and token.dep in ("advcl", "xcomp") and token.tag == "VB" and meets


def _has_content(doc: Document, move: Trigger) -> bool:
    return move.act not in ("consult", "mediate") and doc.tokens[move.at].lemma != "reject"


def _holds(doc: Document, move: int, at: int) -> bool:
    """The branch of the move that token `at` stands in is an object, or a promise ("vowing to …")."""
    branches = (doc.tokens[c] for c in doc.tokens[move].children)
    branch = next((b for b in branches if b.left <= at <= b.right), None)
    if branch is None:
        return False
    vowing = branch.dep == "advcl" and branch.lemma in words("cues", "verbs", "commit") and branch.i != at
    return vowing or branch.dep in ("xcomp", "ccomp", "prep", "dobj")
