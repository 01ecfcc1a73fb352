"""Sayings, sources and events -> the records of a reading: attributions with ids, and who says each event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar
from memcon.extract.cast import Cast
from memcon.extract.conflicts import Said, content_of
from memcon.extract.holding import holding
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.sources import Sourced, source_heads
from memcon.extract.stance import by_rule, certainty_of, medium_of, quotation_of, stance_of
from memcon.lexicon import words
from memcon.types import Attributed, Attribution, Conflict, Event, Stance

_TELLING = frozenset({"say", "show", "quote", "about", "noun", "according", "colon", "silent", "call", "dismiss"})
_FIRST_PERSON = frozenset({"i", "we", "our", "us", "my", "me", "ours", "mine", "myself", "ourselves"})


@dataclass(frozen=True, slots=True)
class _Voice:
    """One saying by one source: `head` is the token that names it, None where the text names nobody."""

    saying: Saying
    head: int | None
    ident: str


def speakers_of(doc: Document, sayings: Sequence[Saying]) -> dict[int, int]:
    """For each first-person pronoun in reported speech, the head of the source whose words they are."""
    named = [s for s in sayings if s.source]
    pronouns = [t for t in doc.tokens if t.lower in _FIRST_PERSON]
    held = holding([s.content for s in named], [t.start for t in pronouns])
    return {t.i: named[held[t.start][0]].source[0] for t in pronouns if held[t.start]}


def attributions_of(
    cast: Cast, sayings: Sequence[Saying], nested: Mapping[int, int | None], sourced: Sourced, outlet: str | None
) -> tuple[Said, ...]:
    """One attribution for each saying and source, numbered in text order; `nested` maps a cue to the one above it."""
    doc = cast.doc
    voices: list[_Voice] = []
    first: dict[int, str] = {}
    for saying in sayings:
        heads: list[int | None] = [h for s in saying.source for h in source_heads(doc, s, cast)]
        for head in heads or [None]:
            voices.append(_Voice(saying, head, f"a{len(voices) + 1}"))
            first.setdefault(saying.cue, voices[-1].ident)
    made = [(voice, _attribution(doc, voice, sourced, cast, outlet)) for voice in voices]
    above = [nested.get(voice.saying.cue) for voice in voices]
    linked = [
        (voice, replace(one, parent=first[cue] if cue is not None else None))
        for (voice, one), cue in zip(made, above, strict=True)
    ]
    return tuple(Said(one, voice.saying, content_of(doc, one)) for voice, one in linked)


def _attribution(doc: Document, voice: _Voice, sourced: Sourced, cast: Cast, outlet: str | None) -> Attribution:
    saying, head = voice.saying, voice.head
    tokens = saying.source_tokens
    if head is not None and head not in saying.source[:1]:
        tokens = tuple(i for i in grammar.bare_phrase(doc, head) if i in set(tokens)) or tokens
    return Attribution(
        id=voice.ident,
        source=sourced.by_head.get(head) if head is not None else None,
        parent=None,
        source_spans=grammar.spans(doc, tokens),
        cue=grammar.spans(doc, saying.cue_tokens),
        content=saying.content,
        stance=stance_of(doc, saying),
        certainty=certainty_of(doc, saying),
        quotation=quotation_of(doc, saying.content),
        medium=medium_of(doc, saying, cast.book, outlet),
    )


def attributed(events: Sequence[Event], said: Sequence[Said]) -> tuple[Event, ...]:
    """Who says so: for each span of an event the innermost attribution that holds it, and who passes that on."""
    by_id = {s.attribution.id: s.attribution for s in said}
    held = holding([s.attribution.content for s in said], [_middle(*span) for event in events for span in event.spans])
    out = []
    for event in events:
        found: dict[str, Attributed] = {}
        for span in event.spans:
            around = [said[n].attribution for n in held[_middle(*span)] if not _is_told_in(said[n], event)]
            for one in (a for a in around if a.cue == around[0].cue):
                found.setdefault(one.id, Attributed(one.id, one.stance))
            for one in _passing_on(around[0], by_id) if around else ():
                found.setdefault(one.id, Attributed(one.id, one.stance))
        out.append(replace(event, attributed=_of_one_mind(tuple(found.values()), by_id)))
    return tuple(out)


def accounts(doc: Document, said: Sequence[Said]) -> tuple[Said, ...]:
    """What was told, by whatever words; without acts that only the tagger took for something said ("agreed to meet").

    A negative statement that the tagger alone takes for a denial ("he had signed nothing") is handed on as a statement:
    whom it contradicts is found by what it negates.
    """
    told = (s for s in said if not s.saying.alone or s.saying.group in _TELLING)
    return tuple(
        replace(s, attribution=replace(s.attribution, stance="affirm")) if _is_negative_only(doc, s) else s
        for s in told
    )


def _is_negative_only(doc: Document, one: Said) -> bool:
    return one.attribution.stance == "deny" and by_rule(doc, one.saying) == "affirm"


def _is_told_in(one: Said, event: Event) -> bool:
    """The event itself, told as an attribution: in "Ghana offered Togo a truce" Ghana offers, and does not say so."""
    inside = any(start <= cue.start < end for cue in one.attribution.cue[:1] for start, end in event.spans)
    return one.saying.alone and inside


def _of_one_mind(said_by: tuple[Attributed, ...], by_id: Mapping[str, Attribution]) -> tuple[Attributed, ...]:
    """Without the affirmations of a source that denies, doubts or will not say the same."""
    held_back = {by_id[x.attribution].source for x in said_by if x.stance != "affirm"} - {None}
    return tuple(x for x in said_by if x.stance != "affirm" or by_id[x.attribution].source not in held_back)


def _middle(start: int, end: int) -> int:
    return (start + end) // 2


def _passing_on(inner: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """The attributions above one that affirms, which pass the same on. Above a denial stands a report of a denial."""
    out: list[Attribution] = []
    above = by_id.get(inner.parent or "")
    while inner.stance == "affirm" and above is not None and above not in out:
        out.append(above)
        inner, above = above, by_id.get(above.parent or "")
    return out


def restated(
    doc: Document, events: Sequence[Event], said: Sequence[Said], attributions: Sequence[Attribution]
) -> tuple[Event, ...]:
    """The events with the stances as they stand after contradictions were found.

    Whoever contradicts an account by a plain negative ("contrary to reports, the group has not accepted") denies that
    the act took place: the act is positive and denied, as in the contract's table, not a negative act and affirmed.
    """
    stance = {a.id: a.stance for a in attributions}
    plain = {s.attribution.id for s in said if doc.tokens[s.saying.cue].lemma not in words("cues", "stance", "deny")}
    return tuple(_restated(event, stance, plain) for event in events)


def _restated(event: Event, stance: Mapping[str, Stance], plain: Collection[str]) -> Event:
    said_by = tuple(replace(x, stance=stance.get(x.attribution, x.stance)) for x in event.attributed)
    contradicted = any(x.stance == "deny" and x.attribution in plain for x in said_by[:1])
    if event.polarity == "negative" and not contradicted:
        return event
    return replace(event, polarity="positive", attributed=said_by)


def folded(events: Sequence[Event], conflicts: Sequence[Conflict]) -> tuple[tuple[Event, ...], tuple[Conflict, ...]]:
    """The denial of an act that names nobody ("no such idea was put on the table") is of the act named before.

    Its span and its denial go to that event; links to it are turned round.
    """
    gone: dict[str, str] = {}
    kept: dict[str, Event] = {}
    for event in events:
        twin = _twin(event, kept.values(), conflicts)
        if twin is None:
            kept[event.id] = event
            continue
        gone[event.id] = twin.id
        said_by = {x.attribution: x for x in (*event.attributed, *twin.attributed)}
        spans = tuple(sorted({*twin.spans, *event.spans}))
        kept[twin.id] = replace(twin, spans=spans, attributed=tuple(said_by.values()))
    linked = [replace(e, answers=gone.get(e.answers or "", e.answers)) for e in kept.values()]
    return tuple(linked), tuple(replace(c, about=gone.get(c.about or "", c.about)) for c in conflicts)


def _twin(event: Event, before: Iterable[Event], conflicts: Sequence[Conflict]) -> Event | None:
    """What a denial without parties denies: the one act of its kind that is told by whom it contradicts."""
    if event.actors or event.recipients or not event.attributed or any(x.stance != "deny" for x in event.attributed):
        return None
    same = [e for e in before if e.act == event.act and e.polarity == "positive" and e.actors]
    denied = {c.right for c in conflicts if any(c.left == x.attribution for x in event.attributed)}
    told = [e for e in same if any(x.attribution in denied for x in e.attributed)]
    return told[0] if len(told) == 1 else None
