"""Trigger -> polarity and modality: did it happen, will it, would it, was it long ago (PLOVER's auxiliary modes).

negative       no agreement was reached; has not replied yet; failed to agree
hypothetical   if the sides sign, a truce would begin
future         they will meet on Monday; are due to sign
historical     an act dated a year or more before publication
"""

from __future__ import annotations

from collections.abc import Callable

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger, predicate
from memcon.lexicon import words
from memcon.types import Modality, Polarity, When

_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_IF = frozenset({"if", "should", "were", "provided", "assuming", "once", "whether", "unless", "until"})
_PAST = frozenset({"has", "had", "have", "did", "was"})
_LIKELY = ("unlikely", "likely", "free", "able", "possible")
_TO_COME = ("xcomp", "acl", "relcl", "ROOT", "advcl")
# Forms that are said of something meant: whether it was done is not in question.
_MEANT = ("unwilling", "condition", "must", "threat", "verdict")


# did it happen


def polarity_of(doc: Document, trigger: Trigger) -> Polarity:
    """`negative` where the words say that the act did not take place."""
    if trigger.form in _MEANT:
        return "positive"
    if trigger.form == "unanswered":
        return "negative"
    not_done = _no_noun(doc, trigger.at) if trigger.form == "noun" else _not_done(doc, trigger)
    return "negative" if not_done else "positive"


def _no_noun(doc: Document, noun: int) -> bool:
    """No agreement; without talks; "there has not been any discussion"."""
    token = doc.tokens[noun]
    above = doc.tokens[token.head]
    if _is_no(doc, noun) or above.lower == "without":
        return True
    happens = above.lemma in ("be", "hold", "take", "have", "happen", "receive")
    held = token.dep in ("attr", "dobj", "nsubjpass", "nsubj") and happens
    return held and bool(grammar.negators(doc, token.head))


def _is_no(doc: Document, noun: int) -> bool:
    before = {doc.tokens[c].lower for c in doc.tokens[noun].children}
    return bool({"no", "neither", "without"} & before) or doc.tokens[noun].lower == "nothing"


def _not_done(doc: Document, trigger: Trigger) -> bool:
    verb = predicate(doc, trigger)
    objects = [t for t in trigger.themes if doc.tokens[t].head == verb]
    if grammar.negators(doc, verb) or any(_is_no(doc, t) for t in objects):
        return True
    return any(rule(doc, verb) for rule in (_yet_to, _no_way_to, _failed_to, _unable_to, _instead_of, _close_to))


def _yet_to(doc: Document, verb: int) -> bool:
    """Has yet to reply."""
    token, above = doc.tokens[verb], doc.tokens[doc.tokens[verb].head]
    beside = (doc.tokens[c].lower for c in (*above.children, *token.children))
    return token.dep == "xcomp" and above.lemma == "have" and "yet" in beside


def _no_way_to(doc: Document, verb: int) -> bool:
    """No plan to meet, nothing signed."""
    return doc.tokens[verb].dep == "acl" and _is_no(doc, doc.tokens[verb].head)


def _failed_to(doc: Document, verb: int) -> bool:
    """Failed to agree; their refusal to meet."""
    token = doc.tokens[verb]
    return token.dep in ("xcomp", "acl") and doc.tokens[token.head].lemma in words("moves", "clauses", "failing")


def _unable_to(doc: Document, verb: int) -> bool:
    """Were not able to agree."""
    token, above = doc.tokens[verb], doc.tokens[doc.tokens[verb].head]
    could = token.dep in ("xcomp", "ccomp") and above.lemma in ("able", "manage")
    return could and bool(grammar.negators(doc, above.head))


def _instead_of(doc: Document, verb: int) -> bool:
    """Left without signing, before signing."""
    token = doc.tokens[verb]
    return token.dep == "pcomp" and doc.tokens[token.head].lower in ("without", "before")


def _close_to(doc: Document, verb: int) -> bool:
    """Came close to signing, stopped short of signing."""
    token = doc.tokens[verb]
    above = doc.tokens[doc.tokens[token.head].head]
    return token.dep == "pcomp" and above.lower in ("close", "closer", "short", "near", "verge", "brink", "far")


# will it, would it, was it long ago


def modality_of(doc: Document, trigger: Trigger, when: When | None, published: str | None) -> tuple[Modality, ...]:
    """Any of future, hypothetical, historical, in that order; empty for what is plainly past or present."""
    if trigger.form in ("condition", "must", "threat", "verdict"):
        return ()
    verb = trigger.at if grammar.is_verb(doc, trigger.at) else grammar.top(doc, trigger.at)
    found: list[Modality] = []
    if any(rule(doc, verb, trigger) for rule in _HYPOTHETICAL):
        found.append("hypothetical")
    elif trigger.form not in ("unwilling", "ready") and _is_future(doc, verb, trigger):
        found.append("future")
    return (*found, "historical") if _is_old(when, published) else tuple(found)


def _auxiliaries(doc: Document, verb: int) -> set[str]:
    """The words of the verb's auxiliaries, with those of the verb it is joined to or hangs on unless it is past."""
    token = doc.tokens[verb]
    own = {doc.tokens[a].lower for a in grammar.kids(doc, verb, "aux", "auxpass")}
    if token.dep not in ("conj", "xcomp") or own & _PAST or not grammar.is_verb(doc, token.head):
        return own
    return own | ({doc.tokens[a].lower for a in grammar.kids(doc, token.head, "aux")} - {"to"})


def _only_likely(doc: Document, verb: int, _: Trigger) -> bool:
    """Is unlikely to accept, is free to leave."""
    token = doc.tokens[verb]
    return token.dep == "xcomp" and doc.tokens[token.head].lower in _LIKELY


def _should(doc: Document, verb: int, trigger: Trigger) -> bool:
    return trigger.form == "verb" and "should" in _auxiliaries(doc, verb)


def _asked(doc: Document, verb: int, _: Trigger) -> bool:
    """In a question, or behind "whether"."""
    if doc.tokens[doc.sentence_of(verb).last].text == "?":
        return True
    token = doc.tokens[verb]
    return token.dep == "ccomp" and "whether" in (doc.tokens[c].lower for c in token.children)


def _would_have(doc: Document, verb: int, _: Trigger) -> bool:
    return {"would", "have"} <= _auxiliaries(doc, verb)


def _is_condition(doc: Document, verb: int, _: Trigger) -> bool:
    """In a clause behind "if" and the like, up to what somebody says."""
    sentence = doc.tokens[verb].sentence
    for at in (verb, *(a for a in grammar.chain(doc, verb) if doc.tokens[a].sentence == sentence)):
        token = doc.tokens[at]
        if token.dep in ("advcl", "prep") and token.head != at and _marks(doc, at, "mark", "advmod") & _IF:
            return True
        if token.dep in ("ccomp", "ROOT") and at != verb:
            return False
    return False


def _not_before(doc: Document, verb: int, _: Trigger) -> bool:
    """Before a deal is signed; but "before a deal was signed" tells of one."""
    token = doc.tokens[verb]
    present = token.tag in ("VBZ", "VBP") or bool({"is", "are"} & _auxiliaries(doc, verb))
    return token.dep == "advcl" and present and "before" in _marks(doc, verb)


def _marks(doc: Document, clause: int, *deps: str) -> set[str]:
    """The words before a clause's verb that hang on it, with these labels or any."""
    before = [c for c in doc.tokens[clause].children if c < clause]
    return {doc.tokens[c].lower for c in before if not deps or doc.tokens[c].dep in deps}


def _on_condition(doc: Document, verb: int, trigger: Trigger) -> bool:
    """Would meet if …"""
    modal = _auxiliaries(doc, verb) & (_WILL | {"would", "could", "might"})
    clauses = grammar.kids(doc, verb, "advcl") if modal and trigger.form != "noun" else []
    return any(_marks(doc, clause) & _IF for clause in clauses)


def _could(doc: Document, verb: int, trigger: Trigger) -> bool:
    """Could meet, "talks might begin"; not "could not meet", "could have met"."""
    begins = trigger.form == "noun" and doc.tokens[verb].lemma in words("moves", "clauses", "open")
    if trigger.form != "verb" and not begins:
        return False
    helpers = _auxiliaries(doc, verb)
    return bool({"could", "might"} & helpers) and "have" not in helpers and not grammar.negators(doc, verb)


_HYPOTHETICAL: tuple[Callable[[Document, int, Trigger], bool], ...] = (
    _only_likely, _should, _asked, _would_have, _is_condition, _on_condition, _could, _not_before,
)  # fmt: skip


def _is_future(doc: Document, verb: int, trigger: Trigger) -> bool:
    """Will, would, "plans to", "is to", "is going to"; of a noun, where its verb says that it is held."""
    token = doc.tokens[verb]
    if trigger.form == "noun" and token.lemma not in words("moves", "clauses", "coming"):
        return False
    if trigger.form == "noun" and token.lemma in ("plan", "expect", "schedule", "set"):
        return True
    helpers = _auxiliaries(doc, verb)
    if helpers & _WILL or ("would" in helpers and "have" not in helpers):
        return True
    if "to" in helpers and token.dep in _TO_COME:
        lemma = doc.tokens[token.head].lemma
        return lemma == "be" or lemma in words("moves", "clauses", "planned") or token.head == verb
    if any(doc.tokens[a].lower == "going" for a in grammar.kids(doc, verb, "aux")):
        return True
    above = token.head
    purpose = token.dep == "advcl" and "to" in helpers and grammar.is_verb(doc, above)
    return purpose and bool({doc.tokens[a].lower for a in grammar.kids(doc, above, "aux")} & (_WILL | {"would"}))


def _is_old(when: When | None, published: str | None) -> bool:
    """Dated a year or more before publication."""
    if when is None or published is None or len(published) < 4:
        return False
    years = int(published[:4]) - int(when.end[:4])
    return years > 1 or (years == 1 and published[4:] >= when.end[4:])
