"""Events and statements -> positions: where a party stands on an issue, in the report's words, with who says so.

Read off what a party demands, refuses or offers, and off the plain words for a stand: opposes, supports, is against,
insists, does not recognise, "must" in what it says. A stand without an issue of the contract gives no position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.extract import grammar, terms
from memcon.extract.arguments import side_of
from memcon.extract.cast import Cast, parties
from memcon.extract.conflicts import Said
from memcon.extract.sentences import Document
from memcon.extract.stance import tokens_in
from memcon.types import Event, Party, Position, Span

_SHOWS = frozenset({"demand", "propose", "reject", "concede", "request"})
_STANDS = frozenset(
    {
        "oppose",
        "support",
        "favour",
        "favor",
        "back",
        "insist",
        "maintain",
        "recognise",
        "recognize",
        "reject",
        "prefer",
        "resist",
    }
)
_SAYS = frozenset({"say", "insist", "maintain", "argue", "hold", "tell", "state", "declare", "stress", "reiterate"})
_MUST = frozenset({"must", "should", "never", "not", "n't", "n’t", "cannot", "have"})


def find_positions(doc: Document, cast: Cast, said: Sequence[Said], events: Sequence[Event]) -> tuple[Position, ...]:
    """One position for each party, issue and place in the text, in text order."""
    out: dict[tuple[str, str, int], Position] = {}
    for position in (*_from_events(events), *_from_verbs(doc, cast, said), *_from_speech(doc, cast, said)):
        out.setdefault((side_of(position.party), position.issue, position.spans[0].start), position)
    return tuple(sorted(out.values(), key=lambda p: p.spans))


def _from_events(events: Sequence[Event]) -> Iterator[Position]:
    for event in events:
        if event.act in _SHOWS and event.polarity == "positive":
            said_by = next((a.attribution for a in event.attributed if a.stance == "affirm"), None)
            for party in event.actors:
                yield from (
                    Position(party, t.issue, t.text, t.spans, said_by) for t in event.terms if t.issue != "other"
                )


def _from_verbs(doc: Document, cast: Cast, said: Sequence[Said]) -> Iterator[Position]:
    """ "Egypt opposes any transfer", "is against any amnesty", "a secular constitution is a red line for Khartoum"."""
    for token in doc.tokens:
        holder, what = None, []
        if grammar.is_verb(doc, token.i) and token.lemma in _STANDS:
            holder = grammar.doer(doc, token.i)
            what = [*grammar.kids(doc, token.i, "dobj", "ccomp", "xcomp"), *grammar.under(doc, token.i, "on")]
            if token.lemma in ("recognise", "recognize") or grammar.negators(doc, token.i):
                what = [token.i]
        elif token.lower == "against" and doc.tokens[token.head].lemma == "be":
            holder, what = grammar.subject(doc, token.head), grammar.kids(doc, token.i, "pobj")
        elif token.lemma in ("position", "line", "demand", "stance") and token.dep in ("nsubj", "attr"):
            holder, what = _owner(doc, token.i), _predicated(doc, token.i)
        if holder is not None and what:
            yield from _positions(
                doc, parties(cast, [holder]), [i for w in what for i in grammar.subtree(doc, w)], said
            )


def _owner(doc: Document, noun: int) -> int | None:
    found = [
        *grammar.kids(doc, noun, "poss"),
        *grammar.under(doc, noun, "of", "for"),
        *grammar.under(doc, doc.tokens[noun].head, "for"),
    ]
    return found[0] if found else None


def _predicated(doc: Document, noun: int) -> list[int]:
    """The other end of "X's position is that …" and "… is a red line"."""
    verb = doc.tokens[noun].head
    return (
        [c for c in grammar.kids(doc, verb, "ccomp", "attr", "nsubj", "xcomp") if c != noun]
        if doc.tokens[verb].lemma == "be"
        else []
    )


def _from_speech(doc: Document, cast: Cast, said: Sequence[Said]) -> Iterator[Position]:
    """What a party itself says must, should or will never be."""
    for one in said:
        clause = one.saying.clause
        if (
            clause is None
            or not one.saying.source
            or doc.tokens[one.saying.cue].lemma not in _SAYS
            or one.attribution.stance != "affirm"
        ):
            continue
        holders = parties(cast, one.saying.source[:1])
        modal = {doc.tokens[c].lower for c in grammar.kids(doc, clause, "aux", "neg")}
        owned = doc.tokens[clause].lemma in ("belong", "remain") and doc.tokens[one.saying.cue].lemma != "say"
        if holders and (
            (modal & _MUST and "will" not in modal | {"never"}) or owned or {"must"} & modal or "never" in modal
        ):
            yield from _positions(
                doc,
                holders,
                [i for i in grammar.subtree(doc, clause) if i in set(one.tokens)],
                said,
                one.attribution.id,
            )


def _positions(
    doc: Document, holders: Sequence[Party], tokens: list[int], said: Sequence[Said], said_by: str | None = None
) -> Iterator[Position]:
    spans = grammar.spans(doc, tokens)
    if not spans or not any(p.country or p.sector for p in holders):
        return
    span = Span(spans[0].start, spans[-1].end)
    by = said_by or next(
        (s.attribution.id for s in said if any(a <= span.start < b for a, b in s.attribution.content)), None
    )
    for issue in terms.issues_of(doc, tokens_in(doc, (span,)))[:1]:
        for party in holders:
            yield Position(party, issue, doc.text[span.start : span.end], (span,), by)
