"""Attributions + events -> conflicts: who contradicts whom inside one report, with both ends.

    denial         X denies what Y says: a denial verb, "no such …", or a plain negative against another's positive
    incompatible   two sources give accounts that cannot both hold, said so by the text ("contradicting")

A denial with nothing in the report to deny is no conflict: its other side is in another report. Each denial is set
against the one statement it most closely denies; candidates are found through the deeds both name (`denials`), so that
the time grows with the length of the report and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from memcon.extract import grammar
from memcon.extract.denials import Index, Said, deeds, is_plain_negative, other_voice
from memcon.extract.sentences import Document
from memcon.extract.stance import tokens_in
from memcon.types import Attributed, Attribution, Conflict, ConflictWhy, Event

__all__ = ["Said", "content_of", "denied_events", "denying", "find_conflicts"]


def find_conflicts(doc: Document, said: Sequence[Said], events: Sequence[Event]) -> tuple[Conflict, ...]:
    """All pairs that contradict one another, in the order of the denying attributions."""
    about = _events_of(doc, events)
    index = Index(doc, said)
    found: dict[frozenset[str], Conflict] = {}
    for n, one in enumerate(said):
        if one.saying.relaying:
            continue  # it is whoever is cited that denies
        for left, right, why in (*_contradicting(doc, index, n), *_denial(index, one, n)):
            conflict = _make(index, left, right, why, about)
            found.setdefault(frozenset((conflict.left, conflict.right)), conflict)
    denied = {c.right for c in found.values()}
    for n, one in enumerate(said):
        target = None if one.attribution.id in denied else _plain_denial(doc, index, one, n)
        if target is not None:
            conflict = _make(index, one, target, "denial", about)
            found.setdefault(frozenset((conflict.left, conflict.right)), conflict)
    denying_ = {c.left for c in found.values()}
    for left, right in _opposed_events(index, events):
        if left.attribution.id not in denying_:
            conflict = _make(index, left, right, "denial", about)
            found.setdefault(frozenset((conflict.left, conflict.right)), conflict)
    return tuple(found.values())


def denying(attributions: Sequence[Attribution], conflicts: Sequence[Conflict]) -> tuple[Attribution, ...]:
    """A plain negative that contradicts another source is a denial: its stance becomes `deny`."""
    left = {c.left for c in conflicts if c.why == "denial"}
    return tuple(replace(a, stance="deny") if a.id in left and a.stance == "affirm" else a for a in attributions)


def denied_events(events: Sequence[Event], conflicts: Sequence[Conflict]) -> tuple[Event, ...]:
    """The events with everyone who denies them, also in other words: "he had signed nothing" denies the signing."""
    denials: dict[str, list[str]] = {}
    for conflict in conflicts:
        if conflict.why == "denial" and conflict.about is not None:
            denials.setdefault(conflict.about, []).append(conflict.left)
    return tuple(_with_denials(e, denials[e.id]) if e.polarity == "positive" and e.id in denials else e for e in events)


def _with_denials(event: Event, denying_: Sequence[str]) -> Event:
    held = {a.attribution for a in event.attributed}
    new = tuple(Attributed(d, "deny") for d in dict.fromkeys(denying_) if d not in held)
    return replace(event, attributed=(*event.attributed, *new))


def content_of(doc: Document, attribution: Attribution) -> tuple[int, ...]:
    """The tokens of an attribution's content."""
    return tuple(tokens_in(doc, attribution.content))


def _events_of(doc: Document, events: Sequence[Event]) -> dict[str, list[tuple[str, set[str]]]]:
    """The events each attribution speaks of, with the deeds their words name."""
    out: dict[str, list[tuple[str, set[str]]]] = {}
    for event in events:
        named = deeds(doc, tokens_in(doc, event.spans)) if event.attributed else set()
        for one in event.attributed:
            out.setdefault(one.attribution, []).append((event.id, named))
    return out


def _make(
    index: Index, one: Said, other: Said, why: ConflictWhy, about: Mapping[str, Sequence[tuple[str, set[str]]]]
) -> Conflict:
    """`about` is the event of either that shares most with what is denied, the first of them where they are even."""
    keys = deeds(index.doc, one.tokens)
    known = about.get(other.attribution.id) or about.get(one.attribution.id) or ()
    event = max(known, key=lambda e: len(e[1] & keys), default=(None, set[str]()))[0]
    spans = tuple(sorted({*one.attribution.content, *other.attribution.content}))
    return Conflict(one.attribution.id, other.attribution.id, why, event, spans)


def _contradicting(doc: Document, index: Index, n: int) -> Iterator[tuple[Said, Said, ConflictWhy]]:
    """In "…, contradicting the spokesman, who wrote that …"."""
    one = index.said[n]
    if doc.tokens[one.saying.cue].lemma != "contradict":
        return
    objects = {c for o in grammar.kids(doc, one.saying.cue, "dobj") for c in grammar.subtree(doc, o)}
    near = index.near(n, sentences=1)
    left = next(
        (
            s
            for s in near
            if s is not one and s.attribution.source == one.attribution.source and s.saying.cue < one.saying.cue
        ),
        one,
    )
    right = next(
        (s for s in near if s is not one and set(s.saying.source) & objects and s.saying.cue != one.saying.cue), None
    )
    if right is not None and right.attribution.source != left.attribution.source:
        yield left, right, "incompatible"


def _denial(index: Index, one: Said, n: int) -> Iterator[tuple[Said, Said, ConflictWhy]]:
    target = index.denied(n) if one.attribution.stance == "deny" else None
    if target is not None:
        yield one, target, "denial"


def _plain_denial(doc: Document, index: Index, one: Said, n: int) -> Said | None:
    """What a plain negative contradicts; who is denied already does not deny in turn."""
    told = one.attribution.stance == "affirm" and one.attribution.source is not None and not one.saying.relaying
    return index.contradicted(n) if told and is_plain_negative(doc, one) else None


def _opposed_events(index: Index, events: Sequence[Event]) -> Iterator[tuple[Said, Said]]:
    """One source says an act happened, another that it did not: the same act and a shared party, opposite polarity."""
    for one in events:
        yield from _pairs(index, one, one)
    positive: dict[tuple[str, str], Event] = {}
    for event in events:
        if event.polarity == "positive" and event.act and not event.modality:
            for party in _parties(event):
                positive.setdefault((event.act, party), event)
    for event in events:
        if event.polarity == "negative" and event.act and not event.modality:
            matches = {id(e): e for p in _parties(event) if (e := positive.get((event.act, p))) is not None}
            for other in matches.values():
                yield from _pairs(index, event, other)


def _pairs(index: Index, no: Event, yes: Event) -> Iterator[tuple[Said, Said]]:
    """Who denies and who affirms: over one event by their stances, over two by the events' polarity."""
    stance = "deny" if no is yes else "affirm"
    for x in (x for x in no.attributed if x.stance == stance):
        for y in (y for y in yes.attributed if y.stance == "affirm"):
            a, b = index.by_id.get(x.attribution), index.by_id.get(y.attribution)
            if a is not None and b is not None and other_voice(a, b):
                yield a, b
                break


def _parties(event: Event) -> set[str]:
    return {p.country or p.name for p in (*event.actors, *event.recipients)}
