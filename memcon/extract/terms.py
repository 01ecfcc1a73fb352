"""Trigger -> terms: what is asked or given, clause by clause, each with its issue (and so with its PA-X codes).

The words of a term are the report's; its issue comes from `issues`. A stretch whose words show no issue gives no term.
Where an act's own noun is all there is ("proposed talks"), there is no term either: the topic says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from memcon.extract import grammar
from memcon.extract.cast import Cast, parties
from memcon.extract.issues import issues_of
from memcon.extract.sentences import Document
from memcon.extract.sides import Sides, side_of
from memcon.extract.trigger import Trigger
from memcon.lexicon import words
from memcon.types import Issue, Party, Span, Term

_WITH_TERMS = frozenset(
    {"propose", "demand", "request", "accept", "reject", "agree", "concede", "threaten", "cease", "suspend"}
)
_ASKS = frozenset({"demand", "request"})
_GIVES = frozenset({"concede", "propose"})
_IF = frozenset({"if", "unless", "until", "provided", "once"})
_RETURN = frozenset({"return", "exchange", "condition"})
# Behind these stand circumstances, not terms.
_ASIDE = frozenset({"by", "according", "through", "via", "after", "before", "during", "since"})
_CONTENT = ("dobj", "ccomp", "xcomp", "attr", "acl", "relcl")
_CLAUSE = ("ccomp", "advcl", "xcomp", "relcl", "acl")
_SHORTEST = 2


class _Stretch(NamedTuple):
    """The head of a phrase or clause that may hold terms; whether it is asked in return."""

    asked: bool
    head: int


class _Whose(NamedTuple):
    """The sides that ask a term and are to give it."""

    asked_by: str | None
    given_by: str | None


def find_terms(doc: Document, cast: Cast, trigger: Trigger, sides: Sides) -> tuple[Term, ...]:
    """The terms of one trigger, in text order, one for each stretch and issue."""
    if trigger.act not in _WITH_TERMS:
        return ()
    sentence = doc.tokens[trigger.at].sentence
    found: list[Term] = []
    for part in _parts_of(doc, trigger):
        tokens = [i for i in _own(doc, part.head) if doc.tokens[i].sentence == sentence]
        issues = issues_of(doc, tokens)[:2]
        if issues:
            found += _terms(doc, tokens, issues, _whose(doc, cast, trigger, part, sides))
    return _each_once(found)


def provisions(doc: Document, verb: int) -> tuple[Term, ...]:
    """The terms in what a document "provides for" or "commits both sides to"; whose they are is not said."""
    heads = grammar.kids(doc, verb, "dobj", "xcomp", "ccomp") + grammar.kids(doc, verb, "prep")
    found: list[Term] = []
    for part in [p for h in heads for p in _parts(doc, h, verb)]:
        tokens = _own(doc, part)
        found += _terms(doc, tokens, issues_of(doc, tokens)[:1], _Whose(None, None))
    return _each_once(found)


def clause_terms(doc: Document, verb: int, aside: int) -> tuple[Term, ...]:
    """The terms in a clause of its own, "Under the deal, rebels would disarm and …", without the branch `aside`."""
    found: list[Term] = []
    for part in grammar.conjuncts(doc, verb):
        tokens = grammar.subtree(doc, part, without=[aside, *grammar.kids(doc, part, "conj", "cc", "parataxis")])
        found += _terms(doc, tokens, issues_of(doc, tokens)[:1], _Whose(None, None))
    return _each_once(found)


def _terms(doc: Document, tokens: Sequence[int], issues: Iterable[Issue], whose: _Whose) -> Iterator[Term]:
    spans = grammar.spans(doc, tokens)
    if not spans:
        return
    span = Span(spans[0].start, spans[-1].end)
    for issue in issues:
        yield Term(issue, doc.text[span.start : span.end], whose.asked_by, whose.given_by, (span,))


def _each_once(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The first of those on one issue that begin at one place."""
    found: dict[tuple[Issue, int], Term] = {}
    for term in terms:
        found.setdefault((term.issue, term.spans[0].start), term)
    return tuple(found.values())


# whose


def _whose(doc: Document, cast: Cast, trigger: Trigger, part: _Stretch, sides: Sides) -> _Whose:
    """A demand asks it of the clause's subject; an offer gives, unless somebody else is to act."""
    actor = _first(sides.actors)
    named = _doer(doc, cast, part.head)
    other = named if named != actor else None
    if part.asked or trigger.act in _ASKS or trigger.form in ("must", "condition"):
        return _Whose(actor, other or _first(sides.recipients))
    if trigger.act in _GIVES:
        return _Whose(actor, other) if other is not None else _Whose(None, actor)
    return _Whose(None, None)


def _first(found: Sequence[Party]) -> str | None:
    return side_of(found[0]) if found else None


def _doer(doc: Document, cast: Cast, part: int) -> str | None:
    """The side of the subject of a clause."""
    if not grammar.is_verb(doc, part) or doc.tokens[part].dep not in _CLAUSE:
        return None
    subject = grammar.subject(doc, part)
    return _first(parties(cast, [subject])) if subject is not None else None


# where terms stand


def _parts_of(doc: Document, trigger: Trigger) -> Iterator[_Stretch]:
    """Each single phrase or clause that may be a term, without those that hold the trigger itself."""
    under = doc.tokens[doc.tokens[trigger.at].head].lower == "under"
    for asked, head in _stretches(doc, trigger):
        for part in _parts(doc, head, trigger.at):
            if part == trigger.at or under or trigger.at not in _own(doc, part):
                yield _Stretch(asked, part)


def _own(doc: Document, part: int) -> list[int]:
    """The branch of one phrase or clause without those joined to it."""
    return grammar.subtree(doc, part, without=grammar.kids(doc, part, "conj", "cc", "parataxis"))


def _stretches(doc: Document, trigger: Trigger) -> Iterator[_Stretch]:
    """What the trigger takes, what it is under, and the conditions of the clause around it."""
    at = trigger.at
    if trigger.form in ("condition", "must", "unwilling"):
        yield _Stretch(trigger.form != "unwilling", at)
        return
    subject = grammar.subject(doc, at)
    for child in doc.tokens[at].children:
        yield from _taken(doc, child, subject)
    above = doc.tokens[at].head
    if trigger.form == "noun" and doc.tokens[above].lower == "under":
        yield _Stretch(asked=False, head=doc.tokens[above].head)
    if trigger.form != "noun":
        yield from _conditions_above(doc, at)


def _taken(doc: Document, child: int, subject: int | None) -> Iterator[_Stretch]:
    token = doc.tokens[child]
    if token.dep == "nsubjpass" or (token.dep in _CONTENT and child != subject):
        yield _Stretch(asked=False, head=child)
    elif token.dep in ("prep", "agent") and token.lower not in _ASIDE:
        yield _Stretch(_in_return(doc, child), child)
    elif token.dep == "advcl" and {doc.tokens[c].lower for c in token.children} & _IF:
        yield _Stretch(asked=True, head=child)


def _in_return(doc: Document, prep: int) -> bool:
    """In return for, in exchange for, on condition of."""
    return any(doc.tokens[o].lower in _RETURN for o in grammar.kids(doc, prep, "pobj"))


def _conditions_above(doc: Document, at: int) -> Iterator[_Stretch]:
    """The condition may hang on the clause around the trigger: "is open to talks, but only if …"."""
    verb = grammar.top(doc, at)
    for above in dict.fromkeys([verb, doc.tokens[verb].head]):
        for clause in grammar.kids(doc, above, "advcl", "conj"):
            marks = {doc.tokens[c].lower for c in doc.tokens[clause].children if c < clause}
            if clause != at and marks & _IF and doc.tokens[clause].sentence == doc.tokens[at].sentence:
                yield _Stretch(asked=True, head=clause)


def _parts(doc: Document, head: int, trigger: int) -> list[int]:
    """A list of terms is as many terms: "a permanent ceasefire, an exchange of prisoners and …"."""
    token = doc.tokens[head]
    if token.dep in ("prep", "agent"):
        return [part for inner in _behind(doc, head) for part in _parts(doc, inner, trigger)]
    if token.lemma not in words("terms", "containers", "nouns") or grammar.is_verb(doc, head):
        return grammar.conjuncts(doc, head)
    inside = [part for i in _contained(doc, head) if i != trigger for part in grammar.conjuncts(doc, i)]
    return inside or ([head] if len(grammar.subtree(doc, head)) > _SHORTEST else [])


def _behind(doc: Document, prep: int) -> list[int]:
    """The objects of a preposition; of "in return for" those behind the "for"."""
    if _in_return(doc, prep):
        return [o for r in grammar.kids(doc, prep, "pobj") for o in grammar.under(doc, r, "for", "of")]
    return grammar.kids(doc, prep, "pobj", "pcomp")


def _contained(doc: Document, noun: int) -> list[int]:
    """What an offer is of, what a deal is about: behind its prepositions and in its clauses."""
    behind = grammar.under(doc, noun, "for", "of", "on", "under", "about", "to")
    return behind + grammar.kids(doc, noun, "acl", "relcl", "ccomp")
