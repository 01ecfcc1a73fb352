"""Trigger -> polarity and modality: did it happen, will it, would it, was it long ago (PLOVER's auxiliary modes).

negative       no agreement was reached; has not replied yet; failed to agree
hypothetical   if the sides sign, a truce would begin
future         they will meet on Monday; are due to sign
historical     an act dated a year or more before publication, or called old by the words
"""

from __future__ import annotations

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger
from memcon.lexicon import words
from memcon.types import Modality, Polarity, When

_PLANNED = frozenset(
    {
        "plan",
        "expect",
        "set",
        "schedule",
        "due",
        "prepare",
        "intend",
        "aim",
        "slate",
        "agree",
        "hope",
        "want",
        "poise",
        "ready",
        "promise",
        "vow",
        "pledge",
    }
)
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_IF = frozenset({"if", "should", "were", "provided", "assuming", "once", "whether", "unless", "until"})
_LONG_AGO = 365


def polarity_of(doc: Document, trigger: Trigger) -> Polarity:
    """`negative` where the words say that the act did not take place."""
    if trigger.form in ("unwilling", "condition", "must", "threat"):
        return "positive"
    if trigger.form == "unanswered":
        return "negative"
    at = trigger.at
    if trigger.form == "noun":
        return "negative" if _no(doc, at) or _nothing_of(doc, at) else "positive"
    verb = doc.tokens[at].head if trigger.form == "ready" and not grammar.is_verb(doc, at) else at
    if grammar.negators(doc, verb) or any(_no(doc, t) for t in trigger.themes if doc.tokens[t].head == verb):
        return "negative"
    return "negative" if _failed(doc, verb) or _without(doc, verb) else "positive"


def _no(doc: Document, noun: int) -> bool:
    return (
        any(doc.tokens[c].lower in ("no", "neither", "without") for c in doc.tokens[noun].children)
        or doc.tokens[noun].lower == "nothing"
    )


def _nothing_of(doc: Document, noun: int) -> bool:
    """ "there has not been any discussion", "without talks"."""
    head = doc.tokens[noun].head
    if doc.tokens[head].lower == "without":
        return True
    return (
        doc.tokens[noun].dep in ("attr", "dobj", "nsubjpass", "nsubj")
        and doc.tokens[head].lemma in ("be", "hold", "take", "have", "happen", "receive")
        and bool(grammar.negators(doc, head))
    )


def _failed(doc: Document, verb: int) -> bool:
    token = doc.tokens[verb]
    above = doc.tokens[token.head]
    if (
        token.dep == "xcomp"
        and above.lemma == "have"
        and any(doc.tokens[c].lower == "yet" for c in (*above.children, *token.children))
    ):
        return True
    if token.dep == "acl" and _no(doc, token.head):
        return True
    if token.dep in ("xcomp", "acl") and (
        above.lemma in words("moves", "other", "fail") or above.lemma in ("failure", "inability", "refusal")
    ):
        return True
    return (
        token.dep in ("xcomp", "ccomp")
        and above.lemma in ("able", "manage")
        and bool(grammar.negators(doc, above.head))
    )


def _without(doc: Document, verb: int) -> bool:
    token = doc.tokens[verb]
    return token.dep == "pcomp" and doc.tokens[token.head].lower in ("without", "before")


def modality_of(doc: Document, trigger: Trigger, when: When | None, published: str | None) -> tuple[Modality, ...]:
    """Any of future, hypothetical, historical, in that order; empty for what is plainly past or present."""
    if trigger.form in ("condition", "must", "threat"):
        return ()
    verb = trigger.at if grammar.is_verb(doc, trigger.at) else grammar.top(doc, trigger.at)
    hypothetical = _is_hypothetical(doc, verb, trigger)
    future = not hypothetical and trigger.form not in ("unwilling", "ready") and _is_future(doc, verb, trigger)
    old = _is_old(when, published)
    return tuple(m for m, holds in (("future", future), ("hypothetical", hypothetical), ("historical", old)) if holds)  # type: ignore[misc]


def _auxiliaries(doc: Document, verb: int) -> set[str]:
    own = {doc.tokens[a].lower for a in grammar.kids(doc, verb, "aux", "auxpass")}
    if doc.tokens[verb].dep in ("conj", "xcomp") and not own & {"has", "had", "have", "did", "was"}:
        head = doc.tokens[verb].head
        own |= (
            {doc.tokens[a].lower for a in grammar.kids(doc, head, "aux")} - {"to"}
            if grammar.is_verb(doc, head)
            else set()
        )
    return own


def _is_hypothetical(doc: Document, verb: int, trigger: Trigger) -> bool:
    above = doc.tokens[doc.tokens[verb].head]
    if doc.tokens[verb].dep == "xcomp" and above.lower in ("unlikely", "likely", "free", "able", "possible"):
        return True
    if trigger.form == "verb" and "should" in _auxiliaries(doc, verb):
        return True
    sentence = doc.sentence_of(verb)
    if doc.tokens[sentence.last].text == "?" or {"would", "have"} <= _auxiliaries(doc, verb):
        return True
    if doc.tokens[verb].dep == "ccomp" and any(doc.tokens[c].lower == "whether" for c in doc.tokens[verb].children):
        return True
    clauses = [verb, *[a for a in grammar.chain(doc, verb) if doc.tokens[a].sentence == doc.tokens[verb].sentence]]
    for at in clauses:
        token = doc.tokens[at]
        marks = {doc.tokens[c].lower for c in token.children if doc.tokens[c].dep in ("mark", "advmod") and c < at}
        if token.dep in ("advcl", "prep") and marks & _IF and token.head != at:
            return True
        if token.dep in ("ccomp", "ROOT") and at != verb:
            break
    conditional = any(
        {doc.tokens[m].lower for m in doc.tokens[c].children if m < c} & _IF
        for c in grammar.kids(doc, verb, "advcl")
    )  # fmt: skip
    auxiliaries = _auxiliaries(doc, verb)
    if conditional and trigger.form != "noun" and auxiliaries & (_WILL | {"would", "could", "might"}):
        return True
    held = trigger.form == "verb" or (
        trigger.form == "noun"
        and doc.tokens[verb].lemma in ("begin", "start", "open", "resume", "hold", "take", "follow", "restart")
    )
    return (
        held
        and bool(auxiliaries & {"could", "might"})
        and not grammar.negators(doc, verb)
        and "have" not in auxiliaries
    )


def _is_future(doc: Document, verb: int, trigger: Trigger) -> bool:
    auxiliaries = _auxiliaries(doc, verb)
    if trigger.form == "noun" and doc.tokens[verb].lemma not in (
        "be",
        "hold",
        "take",
        "begin",
        "resume",
        "start",
        "open",
        "continue",
        "reconvene",
        "follow",
        "plan",
        "expect",
        "schedule",
        "convene",
        "restart",
        "set",
        "due",
    ):
        return False
    if trigger.form == "noun" and doc.tokens[verb].lemma in ("plan", "expect", "schedule", "set"):
        return True
    if auxiliaries & _WILL or ("would" in auxiliaries and "have" not in auxiliaries):
        return True
    token = doc.tokens[verb]
    if "to" in auxiliaries and token.dep in ("xcomp", "acl", "relcl", "ROOT", "advcl"):
        above = doc.tokens[token.head]
        return above.lemma in _PLANNED or above.lemma == "be" or token.head == verb
    return "going" in {doc.tokens[a].lower for a in grammar.kids(doc, verb, "aux")}


def _is_old(when: When | None, published: str | None) -> bool:
    if when is None or published is None or len(published) < 4:
        return False
    return int(published[:4]) - int(when.end[:4]) > 1 or (
        int(published[:4]) > int(when.end[:4]) and published[4:] >= when.end[4:]
    )
