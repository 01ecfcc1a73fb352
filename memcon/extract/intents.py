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
from typing import Literal

from memcon.extract import grammar, silence
from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger, auxiliaries, is_party, is_somebody, main_clause, noun_class
from memcon.extract.verbs import themes_of
from memcon.lexicon import words


def from_readiness(doc: Document, i: int) -> Iterator[Trigger]:
    lower = doc.tokens[i].lower
    acts: tuple[Literal["propose"], Literal["reject"]] = ("propose", "reject")
    for act in acts:
        if lower not in words("moves", act, "ready") or doc.tokens[i].dep not in (
            "acomp",
            "ROOT",
            "ccomp",
            "advcl",
            "oprd",
            "acl",
            "conj",
            "xcomp",
            "amod",
            "attr",
        ):
            continue
        themes = grammar.under(doc, i, "to", "for") or grammar.kids(doc, i, "xcomp", "ccomp")
        themes = themes or [
            x
            for c in grammar.kids(doc, doc.tokens[i].head, "xcomp", "prep")
            for x in [c, *grammar.kids(doc, c, "pobj", "pcomp")]
        ]
        if any(is_matter(doc, t) for t in themes):
            yield Trigger(i, act, "ready", tuple(themes))


def is_matter(doc: Document, theme: int) -> bool:
    lemma = doc.tokens[theme].lemma
    return (
        any(lemma in noun_class(c) for c in ("offer", "talk", "truce", "accord", "captive", "land"))
        or lemma in words("moves", "other", "unwilling_verbs")
        or lemma in ("consider", "hold", "discuss")
    )


def from_unwillingness(doc: Document, verb: int) -> Iterator[Trigger]:
    token = doc.tokens[verb]
    names = token.lemma == "put" and any(
        doc.tokens[o].lemma in ("name", "signature", "pen") for o in grammar.kids(doc, verb, "dobj")
    )
    if token.lemma not in words("moves", "other", "unwilling_verbs") and not names:
        return
    modal = any(doc.tokens[a].lower in ("will", "would", "wo", "'ll", "’ll") for a in auxiliaries(doc, verb))
    if modal and grammar.negators(doc, verb) and not grammar.is_passive(doc, verb):
        yield Trigger(verb, "reject", "unwilling", tuple(themes_of(doc, verb)))


def from_silence(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    """ "has not replied yet", "gave no answer": an acceptance that did not come; silence towards reporters is none."""
    if not grammar.negators(doc, verb) or silence.refused(doc, verb) is not None:
        return
    lemma = doc.tokens[verb].lemma
    objects = grammar.kids(doc, verb, "dobj")
    given = lemma in ("give", "send", "return", "offer") and any(
        doc.tokens[o].lemma in ("answer", "reply", "response") for o in objects
    )
    subject = grammar.subject(doc, verb)
    if (lemma in ("reply", "respond", "answer") or given) and subject is not None and is_somebody(cast, subject):
        yield Trigger(verb, "accept", "unanswered", tuple(grammar.under(doc, verb, "to")))


_REFUSED = frozenset(
    {
        "ignore",
        "refuse",
        "reject",
        "suspend",
        "boycott",
        "rule",
        "oppose",
        "decline",
        "shun",
        "halt",
        "withhold",
        "threaten",
    }
)


def from_condition(doc: Document, clause: int) -> Iterator[Trigger]:
    """The clause behind unless or until is demanded where the main clause is refused."""
    marks = [
        c
        for c in doc.tokens[clause].children
        if doc.tokens[c].lower in words("moves", "other", "conditions") and c < clause
    ]
    marks += [
        c
        for c in doc.tokens[clause].children
        if doc.tokens[c].lower in ("if", "once", "when") and c < clause and _only(doc, c)
    ]
    if not marks or doc.tokens[clause].dep != "advcl":
        return
    main = main_clause(doc, doc.tokens[clause].head)
    above = [a for a in grammar.subtree(doc, main) if grammar.is_verb(doc, a) and a < clause]
    refused = any(grammar.negators(doc, a) or doc.tokens[a].lemma in _REFUSED for a in above)
    refused = refused or any(doc.tokens[m].lower != "until" for m in marks)
    subject = grammar.subject(doc, clause)
    wanted = (
        (subject is not None
        and doc.tokens[clause].lemma not in ("be", "come", "arrive"))
        or grammar.is_passive(doc, clause)
    )
    if refused and wanted:
        yield Trigger(clause, "demand", "condition", (clause,))


def _only(doc: Document, mark: int) -> bool:
    """ "only if", "only once"."""
    return mark > 0 and doc.tokens[mark - 1].lower == "only"


def from_threat(doc: Document, verb: int) -> Iterator[Trigger]:
    """ "it would resume attacks if …", "would walk out unless …": force or an end to talks, on a condition."""
    if (
        doc.tokens[verb].lemma not in words("moves", "other", "threats")
        or grammar.is_passive(doc, verb)
        or grammar.negators(doc, verb)
    ):
        return
    modal = any(doc.tokens[a].lower in ("will", "would", "may", "'ll", "’ll") for a in auxiliaries(doc, verb))
    marked = any(
        {doc.tokens[m].lower for m in doc.tokens[c].children if m < c} & {"if", "unless"}
        for c in grammar.kids(doc, verb, "advcl")
    )
    if modal and marked and grammar.subject(doc, verb) is not None:
        yield Trigger(verb, "threaten", "threat", tuple(themes_of(doc, verb)))


def from_obligation(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    """ "must" in speech asks it of whoever the subject is; the source is the one who asks (see `arguments`)."""
    must = [a for a in auxiliaries(doc, verb) if doc.tokens[a].lower == "must"]
    subject = grammar.subject(doc, verb)
    if (must and subject is not None and is_party(cast, subject) and not grammar.is_passive(doc, verb)) or (must and grammar.is_passive(doc, verb)):
        yield Trigger(verb, "demand", "must", (verb,))
