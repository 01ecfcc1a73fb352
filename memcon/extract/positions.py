"""Events and statements -> positions: where a party stands on an issue, in the report's words, with who says so.

Read off what a party demands, refuses or offers, and off the plain words for a stand: opposes, supports, is against,
insists, does not recognise, "must" in what it says. A stand without an issue of the contract gives no position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memcon.extract import grammar
from memcon.extract.cast import Cast, parties
from memcon.extract.conflicts import Said
from memcon.extract.domain import Domain
from memcon.extract.issues import issues_of
from memcon.extract.sentences import Document, Token
from memcon.extract.sides import side_of
from memcon.extract.stance import tokens_in
from memcon.lexicon import words
from memcon.types import Event, Party, Position, Span

_SHOWS = frozenset({"demand", "propose", "reject", "concede", "request"})
_MODAL = frozenset({"must", "should", "never", "cannot"})


class _Stand(NamedTuple):
    """Who stands somewhere, the tokens that say where, the id of the attribution if it is known."""

    holders: tuple[Party, ...]
    tokens: list[int]
    said_by: str | None = None


def find_positions(cast: Cast, said: Sequence[Said], events: Sequence[Event], domain: Domain) -> tuple[Position, ...]:
    """One position for each party, issue and place in the text, in text order; none where nobody negotiates."""
    doc = cast.doc
    out: dict[tuple[str, str, int], Position] = {}
    worded = (*_from_words(doc, cast), *_from_speech(doc, cast, said))
    stands = [s for s in worded if s.tokens and domain.admits(doc.sentence_of(s.tokens[0]).paragraph, 1)]
    for position in (*_from_events(events), *(p for s in stands for p in _positions(doc, s, said))):
        out.setdefault((side_of(position.party), position.issue, position.spans[0].start), position)
    return tuple(sorted(out.values(), key=lambda p: p.spans))


def _positions(doc: Document, stand: _Stand, said: Sequence[Said]) -> Iterator[Position]:
    """One for each party of a stand, on the issue that most of its words show."""
    spans = grammar.spans(doc, stand.tokens)
    if not spans or not any(p.country or p.sector for p in stand.holders):
        return
    span = Span(spans[0].start, spans[-1].end)
    issues = issues_of(doc, tokens_in(doc, (span,)))
    if issues:
        said_by = stand.said_by or _said_by(span.start, said)
        for party in stand.holders:
            yield Position(party, issues[0], doc.text[span.start : span.end], (span,), said_by)


def _said_by(at: int, said: Sequence[Said]) -> str | None:
    """The first attribution whose content holds the character."""
    around = (s.attribution for s in said if any(a <= at < b for a, b in s.attribution.content))
    return next((attribution.id for attribution in around), None)


def _from_events(events: Sequence[Event]) -> Iterator[Position]:
    for event in events:
        denied = bool(event.attributed) and all(a.stance != "affirm" for a in event.attributed)
        if event.act not in _SHOWS or event.polarity != "positive" or denied:
            continue
        said_by = next((a.attribution for a in event.attributed if a.stance == "affirm"), None)
        terms = [t for t in event.terms if t.issue != "other"]
        yield from (Position(party, t.issue, t.text, t.spans, said_by) for party in event.actors for t in terms)


# plain words for a stand


def _from_words(doc: Document, cast: Cast) -> Iterator[_Stand]:
    """Egypt opposes any transfer; is against any amnesty; a secular constitution is a red line for Khartoum."""
    for token in doc.tokens:
        holder, where = _stand_at(doc, token)
        if holder is not None and where:
            yield _Stand(parties(cast, [holder]), [i for head in where for i in grammar.subtree(doc, head)])


def _stand_at(doc: Document, token: Token) -> tuple[int | None, list[int]]:
    """(who, heads of where) of the stand that a token shows."""
    if grammar.is_neither(doc, token.i):
        return None, []
    if token.lemma in words("moves", "positions", "stands") and grammar.is_verb(doc, token.i):
        return grammar.doer(doc, token.i), _stood_for(doc, token)
    if token.lower == "against" and doc.tokens[token.head].lemma == "be":
        return grammar.subject(doc, token.head), grammar.kids(doc, token.i, "pobj")
    if token.lemma in words("moves", "positions", "nouns") and token.dep in ("nsubj", "attr"):
        return _owner(doc, token.i), _predicated(doc, token.i)
    return None, []


def _stood_for(doc: Document, token: Token) -> list[int]:
    """What the verb takes; the verb itself where its negation or "recognise" is the stand."""
    if token.lemma in ("recognise", "recognize") or grammar.negators(doc, token.i):
        return [token.i]
    return [*grammar.kids(doc, token.i, "dobj", "ccomp", "xcomp"), *grammar.under(doc, token.i, "on")]


def _owner(doc: Document, noun: int) -> int | None:
    owned = grammar.kids(doc, noun, "poss") + grammar.under(doc, noun, "of", "for")
    return next(iter(owned + grammar.under(doc, doc.tokens[noun].head, "for")), None)


def _predicated(doc: Document, noun: int) -> list[int]:
    """The other end of "X's position is that …" and "… is a red line"."""
    verb = doc.tokens[noun].head
    if doc.tokens[verb].lemma != "be":
        return []
    return [c for c in grammar.kids(doc, verb, "ccomp", "attr", "nsubj", "xcomp") if c != noun]


# what a party says must be


def _from_speech(doc: Document, cast: Cast, said: Sequence[Said]) -> Iterator[_Stand]:
    """What a party itself says must, should or will never be."""
    for one in said:
        source, clause = one.saying.source, one.saying.clause
        if clause is None or not source or not _is_plain_speech(doc, one) or not _says_must(doc, one, clause):
            continue
        holders, content = parties(cast, source[:1]), set(one.tokens)
        if holders:
            inside = [i for i in grammar.subtree(doc, clause) if i in content]
            yield _Stand(holders, inside, one.attribution.id)


def _is_plain_speech(doc: Document, one: Said) -> bool:
    says = doc.tokens[one.saying.cue].lemma in words("moves", "positions", "says")
    return says and one.attribution.stance == "affirm"


def _says_must(doc: Document, one: Said, clause: int) -> bool:
    """Must, should, never. "Insists that Golan belongs to" is a stand, too."""
    helpers = {doc.tokens[c].lower for c in grammar.kids(doc, clause, "aux", "neg")}
    insists = doc.tokens[one.saying.cue].lemma != "say"
    owned = insists and doc.tokens[clause].lemma in ("belong", "remain")
    return owned or bool(helpers & _MODAL)
