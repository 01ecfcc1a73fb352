"""Trigger -> terms: what is asked or given, clause by clause, each with its issue (and so with its PA-X codes).

The words of a term are the report's; its issue comes from `codebook/terms.toml`. A stretch whose words show no issue
gives no term. Where an act's own noun is all there is ("proposed talks"), there is no term either: the topic says it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from memcon.extract import grammar
from memcon.extract.arguments import side_of
from memcon.extract.cast import Cast, parties
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger
from memcon.lexicon import words
from memcon.ontology import Codebook
from memcon.types import Issue, Party, Span, Term, Topic

_WITH_TERMS = frozenset(
    {"propose", "demand", "request", "accept", "reject", "agree", "concede", "threaten", "cease", "suspend"}
)
_ASKS = frozenset({"demand", "request"})
_GIVES = frozenset({"concede", "propose"})
_CONTAINER = frozenset({"offer", "proposal", "plan", "deal", "agreement", "accord", "text", "declaration", "treaty", "demand", "call", "pact", "roadmap", "initiative",
                        "condition", "framework", "list", "draft", "document", "memorandum", "talk", "talks", "negotiation", "idea", "request", "package", "discussion"})  # fmt: skip
_IF = frozenset({"if", "unless", "until", "provided", "once"})
_SHORTEST = 2


def find_terms(
    doc: Document, cast: Cast, trigger: Trigger, actors: Sequence[Party], recipients: Sequence[Party]
) -> tuple[Term, ...]:
    """The terms of one trigger, in text order, one for each stretch and issue."""
    if trigger.act not in _WITH_TERMS:
        return ()
    out: dict[tuple[Issue, int], Term] = {}
    for asked, head in _stretches(doc, trigger):
        for part in _parts(doc, head, trigger.at):
            if (
                trigger.at in grammar.subtree(doc, part, without=_others(doc, part))
                and part != trigger.at
                and doc.tokens[doc.tokens[trigger.at].head].lower != "under"
            ):
                continue
            tokens = [
                i
                for i in grammar.subtree(doc, part, without=_others(doc, part))
                if doc.tokens[i].sentence == doc.tokens[trigger.at].sentence
            ]
            for issue in issues_of(doc, tokens)[:2]:
                spans = grammar.spans(doc, tokens)
                if spans and (issue, spans[0].start) not in out:
                    span = Span(spans[0].start, spans[-1].end)
                    asked_by, given_by = _whose(doc, cast, trigger, part, asked, actors, recipients)
                    out[issue, span.start] = Term(issue, doc.text[span.start : span.end], asked_by, given_by, (span,))
    return tuple(out.values())


def provisions(doc: Document, cast: Cast, verb: int, trigger: Trigger, actors: Sequence[Party]) -> tuple[Term, ...]:
    """The terms in what a document "provides for" or "commits both sides to"."""
    heads = [*grammar.kids(doc, verb, "dobj", "xcomp", "ccomp"), *grammar.kids(doc, verb, "prep")]
    out: dict[tuple[Issue, int], Term] = {}
    for part in [p for h in heads for p in _parts(doc, h, verb)]:
        tokens = grammar.subtree(doc, part, without=_others(doc, part))
        spans = grammar.spans(doc, tokens)
        for issue in issues_of(doc, tokens)[:1] if spans else []:
            span = Span(spans[0].start, spans[-1].end)
            out.setdefault((issue, span.start), Term(issue, doc.text[span.start : span.end], None, None, (span,)))
    return tuple(out.values())


def _whose(
    doc: Document,
    cast: Cast,
    trigger: Trigger,
    part: int,
    asked: bool,
    actors: Sequence[Party],
    recipients: Sequence[Party],
) -> tuple[str | None, str | None]:
    """(asked by, given by): a demand asks it of the clause's subject; an offer gives, unless somebody else is to act."""
    actor = side_of(actors[0]) if actors else None
    subject = (
        grammar.subject(doc, part)
        if grammar.is_verb(doc, part) and doc.tokens[part].dep in ("ccomp", "advcl", "xcomp", "relcl", "acl")
        else None
    )
    named = parties(cast, [subject]) if subject is not None else ()
    doer = side_of(named[0]) if named else None
    if asked or trigger.act in _ASKS or trigger.form in ("must", "condition"):
        other = doer if doer != actor else None
        return actor, other or (side_of(recipients[0]) if recipients else None)
    if trigger.act in _GIVES:
        return (actor, doer) if doer is not None and doer != actor else (None, actor)
    return None, None


def _stretches(doc: Document, trigger: Trigger) -> Iterator[tuple[bool, int]]:
    """(is it asked in return, head) of each phrase or clause that may hold terms."""
    at = trigger.at
    if trigger.form in ("condition", "must", "unwilling"):
        yield trigger.form != "unwilling", at
        return
    for child in doc.tokens[at].children:
        token = doc.tokens[child]
        if (token.dep in ("dobj", "ccomp", "xcomp", "nsubjpass", "attr", "acl", "relcl") and child != grammar.subject(
            doc, at
        )) or token.dep == "nsubjpass":
            yield False, child
        elif token.dep in ("prep", "agent") and token.lower not in (
            "by",
            "according",
            "through",
            "via",
            "after",
            "before",
            "during",
            "since",
        ):
            yield _in_return(doc, child), child
        elif token.dep == "advcl" and {doc.tokens[c].lower for c in token.children} & _IF:
            yield True, child
    if doc.tokens[doc.tokens[at].head].lower == "under" and trigger.form == "noun":
        yield False, doc.tokens[doc.tokens[at].head].head
    yield from _conditions_above(doc, trigger)


def _in_return(doc: Document, prep: int) -> bool:
    """ "in return for", "in exchange for", "on condition of"."""
    return any(doc.tokens[o].lower in ("return", "exchange", "condition") for o in grammar.kids(doc, prep, "pobj"))


def _conditions_above(doc: Document, trigger: Trigger) -> Iterator[tuple[bool, int]]:
    """ "is open to talks, but only if …": the condition hangs on the clause around the trigger."""
    verb = grammar.top(doc, trigger.at)
    for at in dict.fromkeys([verb, doc.tokens[verb].head]):
        for clause in grammar.kids(doc, at, "advcl", "conj"):
            marks = {doc.tokens[c].lower for c in doc.tokens[clause].children if c < clause}
            if (
                clause != trigger.at
                and marks & _IF
                and doc.tokens[clause].sentence == doc.tokens[trigger.at].sentence
                and trigger.form != "noun"
            ):
                yield True, clause


def _parts(doc: Document, head: int, trigger: int) -> list[int]:
    """A list of terms is as many terms: "a permanent ceasefire, an exchange of prisoners and …"."""
    token = doc.tokens[head]
    if token.dep in ("prep", "agent"):
        inner = [
            o
            for o in grammar.kids(doc, head, "pobj", "pcomp")
            if doc.tokens[o].lower not in ("return", "exchange", "condition")
        ]
        if _in_return(doc, head):
            inner = [o for r in grammar.kids(doc, head, "pobj") for o in grammar.under(doc, r, "for", "of")]
        return [p for o in inner for p in _parts(doc, o, trigger)]
    if token.lemma in _CONTAINER and not grammar.is_verb(doc, head):
        inner = [
            *grammar.under(doc, head, "for", "of", "on", "under", "about", "to"),
            *grammar.kids(doc, head, "acl", "relcl", "ccomp"),
        ]
        return [p for i in inner if i != trigger for p in grammar.conjuncts(doc, i)] or (
            [head] if len(grammar.subtree(doc, head)) > _SHORTEST else []
        )
    return grammar.conjuncts(doc, head)


def _others(doc: Document, part: int) -> list[int]:
    return grammar.kids(doc, part, "conj", "cc", "parataxis")


def issues_of(doc: Document, tokens: Sequence[int]) -> list[Issue]:
    """Issues shown by these tokens, the best first; at most those with as many words as the best but one."""
    if len(tokens) < 1:
        return []
    counted: Counter[Issue] = Counter()
    low = [(doc.tokens[i].lower, doc.tokens[i].lemma) for i in tokens]
    pairs = {f"{a[0]}_{b[0]}" for a, b in zip(low, low[1:], strict=False)}
    for issue in _ISSUES:
        listed = words("terms", "issues", issue)
        hits = {lemma for lower, lemma in low if lower in listed or lemma in listed} | (pairs & listed)
        if hits:
            counted[issue] = len(hits)
    return [issue for issue, _ in counted.most_common()]


_ISSUES: tuple[Issue, ...] = (
    "territory", "withdrawal", "prisoners", "recognition", "nuclear", "sanctions", "disarmament", "security_guarantees", "participation", "justice", "governance",
    "humanitarian", "economy", "verification", "relations", "ceasefire", "timing",
)  # fmt: skip

_TOPICS: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    (
        "ceasefire",
        (
            "ceasefire",
            "cease-fire",
            "truce",
            "armistice",
            "cessation",
            "fighting",
            "hostilities",
            "calm",
            "lull",
            "pause",
        ),
    ),
    ("prisoners", ("prisoner", "hostage", "captive", "detainee", "pow", "swap")),
    ("nuclear", ("nuclear", "enrichment", "uranium", "denuclearization", "denuclearisation", "iaea")),
    ("sanctions", ("sanction", "embargo", "tariff")),
    ("withdrawal", ("withdrawal", "withdraw", "pullout", "pull-out", "pullback", "troop")),
    ("humanitarian", ("humanitarian", "aid", "corridor", "grain", "food", "evacuation", "relief")),
    ("peace_agreement", ("peace", "treaty", "settlement", "accord")),
    (
        "talks",
        ("talk", "talks", "negotiation", "dialogue", "meeting", "summit", "discussion", "diplomacy", "consultation"),
    ),
)


def topic_of(doc: Document, tokens: Sequence[int]) -> Topic:
    """What the act is about, by the words of its clause: the more particular topic wins over peace and talks."""
    seen = {doc.tokens[i].lower for i in tokens} | {doc.tokens[i].lemma for i in tokens}
    return next((topic for topic, listed in _TOPICS if seen & set(listed)), "other")


def code(
    book: Codebook, act: str, topic: Topic, terms: Sequence[Term], manner: str | None
) -> tuple[str, str | None, str | None]:
    """PLOVER type and mode and the closest CAMEO code."""
    coding = book.code_for(act, topic, [t.issue for t in terms], manner)  # type: ignore[arg-type]
    return coding.type, coding.mode, coding.cameo
