"""What begins or ends of itself: talks that collapse, a truce that takes effect, guns that fall silent.

Here the verb's subject is no party but what is broken off or begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger, noun_class
from memcon.lexicon import words


def from_ending(doc: Document, verb: int) -> Iterator[Trigger]:
    """Talks that are over are suspended; a truce in force, silent guns and fighting that stopped are a cease."""
    subject = grammar.subject(doc, verb)
    if subject is None or grammar.is_passive(doc, verb):
        return
    noun = doc.tokens[subject].lemma
    if noun in noun_class("talk") and _is_over(doc, verb):
        yield Trigger(verb, "suspend", "verb", (subject,))
    truce = noun in words("moves", "endings", "truces") and _takes_hold(doc, verb)
    guns = noun in words("moves", "endings", "guns") and _falls_silent(doc, verb)
    if truce or guns or (noun in noun_class("force") and _stopped(doc, verb)):
        yield Trigger(verb, "cease", "verb", (subject,))


def _is_over(doc: Document, verb: int) -> bool:
    token = doc.tokens[verb]
    finite = token.tag in ("VBD", "VBZ", "VBP") or any(
        doc.tokens[a].lower != "to" for a in grammar.kids(doc, verb, "aux")
    )
    if not finite:
        return False
    lemma, over = doc.tokens[verb].lemma, words("moves", "endings", "talks_over")
    return lemma in over or f"{lemma}+{grammar.particle(doc, verb)}" in over


def _takes_hold(doc: Document, verb: int) -> bool:
    """Begins, takes effect, comes into force."""
    if doc.tokens[verb].lemma in words("moves", "endings", "takes_hold"):
        return True
    taken = [*grammar.kids(doc, verb, "dobj"), *grammar.under(doc, verb, "into")]
    return any(doc.tokens[o].lower in words("moves", "endings", "into_effect") for o in taken)


def _falls_silent(doc: Document, verb: int) -> bool:
    said = [doc.tokens[c].lower for c in grammar.kids(doc, verb, "acomp", "oprd")]
    return doc.tokens[verb].lemma in ("fall", "go", "be") and bool({"silent", "quiet"} & set(said))


def _stopped(doc: Document, verb: int) -> bool:
    """Fighting that stopped or has stopped, not fighting that stops something else."""
    token = doc.tokens[verb]
    if token.lemma not in words("moves", "endings", "stops") or grammar.kids(doc, verb, "dobj"):
        return False
    helpers = {doc.tokens[a].lower for a in grammar.kids(doc, verb, "aux")}
    return token.tag == "VBD" or bool({"has", "had", "have"} & helpers)
