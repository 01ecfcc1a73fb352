"""What is meant, not done: readiness, unwillingness, silence, conditions, threats and obligations.

readiness       is ready to negotiate, was open to talks
unwillingness   would not recognise, will never sign
silence         has not replied yet
a condition     no talks until Israel stops; unless Washington ends its hostile policy
a threat        would resume attacks if the port stayed shut
an obligation   "Israel must withdraw," he said
"""

from __future__ import annotations

from collections.abc import Iterator

from memcon.extract import grammar, silence
from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.extract.themes import themes_of
from memcon.extract.trigger import Trigger, auxiliaries, is_party, is_people, is_somebody, main_clause, noun_class
from memcon.lexicon import words
from memcon.types import Act

_READY: tuple[Act, ...] = ("propose", "reject")
_PREDICATIVE = frozenset({"acomp", "ROOT", "ccomp", "advcl", "oprd", "acl", "conj", "xcomp", "amod", "attr"})
_MATTER = ("offer", "talk", "truce", "accord", "captive", "land")
_WILL = frozenset({"will", "would", "wo", "'ll", "’ll"})
_THREATENING = frozenset({"will", "would", "may", "'ll", "’ll"})
_GIVING = ("give", "send", "return", "offer")
_REPLYING = ("reply", "respond", "answer")


def from_readiness(doc: Document, i: int) -> Iterator[Trigger]:
    """Ready to talk: a proposal; unwilling to sign: a refusal; ready for what is no matter of theirs: neither."""
    token = doc.tokens[i]
    act = next((a for a in _READY if token.lower in words("moves", a, "ready")), None)
    if act is None or token.dep not in _PREDICATIVE:
        return
    themes = _for_what(doc, i)
    if any(_is_matter(doc, t) for t in themes):
        yield Trigger(i, act, "ready", tuple(themes))


def _for_what(doc: Document, i: int) -> list[int]:
    """What hangs on "ready", or on the verb beside it."""
    own = grammar.under(doc, i, "to", "for") or grammar.kids(doc, i, "xcomp", "ccomp")
    if own:
        return own
    beside = grammar.kids(doc, doc.tokens[i].head, "xcomp", "prep")
    return [x for c in beside for x in [c, *grammar.kids(doc, c, "pobj", "pcomp")]]


def _is_matter(doc: Document, theme: int) -> bool:
    lemma = doc.tokens[theme].lemma
    verbs = words("moves", "intents", "unwilling") | words("moves", "intents", "matter")
    return lemma in verbs or any(lemma in noun_class(c) for c in _MATTER)


def from_unwillingness(doc: Document, verb: int) -> Iterator[Trigger]:
    """A refusal: "will not sign", "would never put his name to it"."""
    if doc.tokens[verb].lemma not in words("moves", "intents", "unwilling") and not _puts_name(doc, verb):
        return
    modal = any(doc.tokens[a].lower in _WILL for a in auxiliaries(doc, verb))
    if modal and grammar.negators(doc, verb) and not grammar.is_passive(doc, verb):
        yield Trigger(verb, "reject", "unwilling", tuple(themes_of(doc, verb)))


def _puts_name(doc: Document, verb: int) -> bool:
    put = [doc.tokens[o].lemma for o in grammar.kids(doc, verb, "dobj")] if doc.tokens[verb].lemma == "put" else []
    return bool({"name", "signature", "pen"} & set(put))


def from_silence(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    """An acceptance that did not come: "has not replied yet", "gave no answer". Silence towards reporters is none."""
    replies = doc.tokens[verb].lemma in _REPLYING or _gives_answer(doc, verb)
    if not replies or not grammar.negators(doc, verb) or silence.refused(doc, verb) is not None:
        return
    subject = grammar.subject(doc, verb)
    if subject is not None and (is_somebody(cast, subject) or is_people(doc, cast, subject)):
        yield Trigger(verb, "accept", "unanswered", tuple(grammar.under(doc, verb, "to")))


def _gives_answer(doc: Document, verb: int) -> bool:
    given = {doc.tokens[o].lemma for o in grammar.kids(doc, verb, "dobj")}
    return doc.tokens[verb].lemma in _GIVING and bool({"answer", "reply", "response"} & given)


def from_condition(doc: Document, clause: int) -> Iterator[Trigger]:
    """The clause behind unless or until is demanded where the main clause is refused; behind "only if" always."""
    marks = _condition_marks(doc, clause) if doc.tokens[clause].dep == "advcl" else []
    if not marks:
        return
    subject = grammar.subject(doc, clause)
    arrives = doc.tokens[clause].lemma in ("be", "come", "arrive")
    wanted = (subject is not None and not arrives) or grammar.is_passive(doc, clause)
    if wanted and (any(mark != "until" for mark in marks) or _is_refused(doc, clause)):
        yield Trigger(clause, "demand", "condition", (clause,))


def _condition_marks(doc: Document, clause: int) -> list[str]:
    """Unless and until; if, once and when behind "only"."""
    before = [c for c in doc.tokens[clause].children if c < clause]
    only = [c for c in before if c > 0 and doc.tokens[c - 1].lower == "only"]
    found = [doc.tokens[c].lower for c in before if doc.tokens[c].lower in ("unless", "until")]
    return found + [doc.tokens[c].lower for c in only if doc.tokens[c].lower in ("if", "once", "when")]


def _is_refused(doc: Document, clause: int) -> bool:
    """Something before the clause is negated or refused: "no talks until", "refuses to talk until"."""
    main = main_clause(doc, doc.tokens[clause].head)
    above = [a for a in grammar.subtree(doc, main) if grammar.is_verb(doc, a) and a < clause]
    refusing = words("moves", "intents", "refusing")
    return any(grammar.negators(doc, a) or doc.tokens[a].lemma in refusing for a in above)


def from_threat(doc: Document, verb: int) -> Iterator[Trigger]:
    """Force or an end to talks, on a condition: "would resume attacks if …", "will walk out unless …"."""
    if doc.tokens[verb].lemma not in words("moves", "intents", "threats") or not _on_condition(doc, verb):
        return
    modal = any(doc.tokens[a].lower in _THREATENING for a in auxiliaries(doc, verb))
    plain = not grammar.is_passive(doc, verb) and not grammar.negators(doc, verb)
    if modal and plain and grammar.subject(doc, verb) is not None:
        yield Trigger(verb, "threaten", "threat", tuple(themes_of(doc, verb)))


def from_warning(doc: Document, verb: int) -> Iterator[Trigger]:
    """Warned that it would strike, that the other would pay a price: force, reprisals or an end to talks to come."""
    clause = next(iter(grammar.kids(doc, verb, "ccomp")), None) if doc.tokens[verb].lemma == "warn" else None
    if clause is None or not any(doc.tokens[a].lower in _THREATENING for a in auxiliaries(doc, clause)):
        return
    taken = {doc.tokens[t].lemma for t in themes_of(doc, clause)}
    harm = taken & (noun_class("force") | words("moves", "intents", "harm"))
    acts = doc.tokens[clause].lemma in words("moves", "intents", "threats") and not grammar.negators(doc, clause)
    if harm or acts:
        yield Trigger(verb, "threaten", "verb", (*grammar.kids(doc, verb, "dobj"), clause))


def from_verdict(doc: Document, i: int) -> Iterator[Trigger]:
    """What is called unacceptable, off the table, out of the question is refused by whoever says so."""
    token = doc.tokens[i]
    verb = token.head
    if token.dep == "pobj":
        verb = doc.tokens[doc.tokens[verb].head].i if doc.tokens[verb].lower in ("off", "of") else verb
        verb = doc.tokens[verb].head if doc.tokens[verb].lower == "out" else verb
    plain = token.lower in words("moves", "intents", "verdicts") and token.dep in ("acomp", "attr", "oprd")
    phrase = (
        token.lower in ("table", "question") and token.dep == "pobj" and doc.tokens[token.head].lower in ("off", "of")
    )
    if (
        not (plain or phrase)
        or doc.tokens[verb].lemma not in ("be", "remain", "find", "call")
        or grammar.negators(doc, verb)
    ):
        return
    subject = grammar.subject(doc, verb)
    if subject is not None:
        yield Trigger(i, "reject", "verdict", (subject,))


def _on_condition(doc: Document, verb: int) -> bool:
    clauses = grammar.kids(doc, verb, "advcl")
    marks = {doc.tokens[m].lower for c in clauses for m in doc.tokens[c].children if m < c}
    return bool({"if", "unless"} & marks)


def from_obligation(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    """What "must" be done is asked of whoever the subject is; the source is the one who asks (see `actors`)."""
    if not any(doc.tokens[a].lower == "must" for a in auxiliaries(doc, verb)):
        return
    subject = grammar.subject(doc, verb)
    if grammar.is_passive(doc, verb) or (subject is not None and is_party(cast, subject)):
        yield Trigger(verb, "demand", "must", (verb,))
