"""Attributions + events -> conflicts: who contradicts whom inside one report, with both ends.

    denial         X denies what Y says: a denial verb, "no such …", or a plain negative against another's positive
    incompatible   two sources give accounts that cannot both hold, said so by the text ("contradicting")

A denial with nothing in the report to deny is no conflict: its other side is in another report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar, terms
from memcon.extract.attribution import Saying
from memcon.extract.sentences import Document
from memcon.extract.stance import tokens_in
from memcon.lexicon import words
from memcon.types import Attribution, Conflict, ConflictWhy, Event

_CONTRASTS = frozenset({"while", "although", "though", "but", "however", "whereas", "despite"})
_LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution with the saying it came from and the words of its content."""

    attribution: Attribution
    saying: Saying
    tokens: tuple[int, ...]


def find_conflicts(doc: Document, said: Sequence[Said], events: Sequence[Event]) -> tuple[Conflict, ...]:
    """All pairs that contradict one another, each denial against the one statement it most closely denies."""
    found: dict[frozenset[str], Conflict] = {}
    for one in said:
        for conflict in (*_contradicting(doc, one, said, events), *_denial(doc, one, said, events)):
            found.setdefault(frozenset((conflict.left, conflict.right)), conflict)
    for conflict in _opposed_events(said, events):
        found.setdefault(frozenset((conflict.left, conflict.right)), conflict)
    return tuple(found.values())


def denying(attributions: Sequence[Attribution], conflicts: Sequence[Conflict]) -> tuple[Attribution, ...]:
    """A plain negative that contradicts another source is a denial: its stance becomes `deny`."""
    left = {c.left for c in conflicts if c.why == "denial"}
    return tuple(replace(a, stance="deny") if a.id in left and a.stance == "affirm" else a for a in attributions)


def _make(one: Said, other: Said, why: ConflictWhy, events: Sequence[Event]) -> Conflict:
    about = next((e.id for e in events if any(x.attribution == other.attribution.id for x in e.attributed)), None)
    about = about or next((e.id for e in events if any(x.attribution == one.attribution.id for x in e.attributed)), None)
    spans = tuple(sorted({*one.attribution.content, *other.attribution.content}))
    return Conflict(one.attribution.id, other.attribution.id, why, about, spans)


def _contradicting(doc: Document, one: Said, said: Sequence[Said], events: Sequence[Event]) -> Iterator[Conflict]:
    """"…, contradicting the spokesman, who wrote that …"."""
    if doc.tokens[one.saying.cue].lemma != "contradict":
        return
    objects = [c for o in grammar.kids(doc, one.saying.cue, "dobj") for c in grammar.subtree(doc, o)]
    left = next((s for s in said if s is not one and s.attribution.source == one.attribution.source and s.saying.cue < one.saying.cue
                 and doc.tokens[s.saying.cue].sentence == doc.tokens[one.saying.cue].sentence), one)  # fmt: skip
    right = next((s for s in said if s is not one and set(s.saying.source) & set(objects) and s.saying.cue != one.saying.cue), None)
    if right is not None and right.attribution.source != left.attribution.source:
        yield _make(left, right, "incompatible", events)


def _denial(doc: Document, one: Said, said: Sequence[Said], events: Sequence[Event]) -> Iterator[Conflict]:
    negative = one.attribution.stance == "deny"
    plain = not negative and _is_plain_negative(doc, one)
    if not (negative or plain) or not one.attribution.content:
        return
    others = [o for o in said if o is not one and _other_voice(one, o, said) and o.attribution.stance == "affirm" and not _is_plain_negative(doc, o)]
    scored = sorted(((_closeness(doc, one, o, plain), -abs(o.saying.cue - one.saying.cue), n) for n, o in enumerate(others)), reverse=True)
    if scored and scored[0][0] >= _LEAST_SHARED:
        yield _make(one, others[scored[0][2]], "denial", events)


def _other_voice(one: Said, other: Said, said: Sequence[Said]) -> bool:
    """Another source, and neither holds the other."""
    same = one.attribution.source is not None and one.attribution.source == other.attribution.source
    nested = other.attribution.id == one.attribution.parent or one.attribution.id == other.attribution.parent
    return not same and not nested and other.attribution.source is not None


def _is_plain_negative(doc: Document, one: Said) -> bool:
    """The main clause of what is said is negated: "he had signed nothing", "there were no talks"."""
    clause = one.saying.clause
    if clause is None or one.attribution.stance not in ("affirm", "deny"):
        return False
    return bool(grammar.negators(doc, clause))


def _closeness(doc: Document, one: Said, other: Said, plain: bool) -> int:
    """How much two contents share: content words, issues; a contrast between them or "no such" counts for more."""
    shared = _content_words(doc, one.tokens) & _content_words(doc, other.tokens)
    score = len(shared) + len(_kinds(doc, one.tokens) & _kinds(doc, other.tokens))
    low = [doc.tokens[i].lower for i in one.tokens]
    near = abs(doc.tokens[one.saying.cue].sentence - doc.tokens[other.saying.cue].sentence)
    if "such" in low and "no" in low and near <= 1:
        score += 3
    if near == 0 and _contrast(doc, one, other):
        score += 1 + 2 * _echoes(doc, other)
    if near <= 1 and _points_back(doc, one):
        score += 2
    return score - plain * (1 if near > 1 else 0) - (2 if near > 4 else 0)


def _contrast(doc: Document, one: Said, other: Said) -> bool:
    sentence = doc.sentence_of(one.saying.cue)
    return any(doc.tokens[i].lower in _CONTRASTS for i in range(sentence.first, sentence.last + 1))


def _echoes(doc: Document, other: Said) -> bool:
    """"… several sources say that they do": the verb is left out because it was just said."""
    verbs = [i for i in other.tokens if grammar.is_verb(doc, i)]
    return bool(verbs) and len(other.tokens) <= 5 and all(doc.tokens[v].lemma in ("do", "have", "be") for v in verbs)


def _points_back(doc: Document, one: Said) -> bool:
    """"denied the report", "denied it", "called that account false"."""
    accounts = words("cues", "stance", "account")
    return len(one.tokens) <= 8 and any(doc.tokens[i].lower in ("it", "this", "that") or doc.tokens[i].lemma in accounts for i in one.tokens)


def _content_words(doc: Document, tokens: Sequence[int]) -> set[str]:
    return {doc.tokens[i].lemma for i in tokens if doc.tokens[i].pos in ("NOUN", "VERB", "PROPN", "ADJ") and doc.tokens[i].lemma not in _COMMON}


_COMMON = frozenset({"say", "be", "have", "do", "make", "take", "there", "get", "give", "go", "come", "tell", "other", "such", "day", "year", "country", "side", "government", "group", "people"})


def _kinds(doc: Document, tokens: Sequence[int]) -> set[str]:
    return set(terms.issues_of(doc, tokens)) - {"timing", "economy", "territory"}


def _opposed_events(said: Sequence[Said], events: Sequence[Event]) -> Iterator[Conflict]:
    """One source says an act happened, another that it did not: the same act and a shared party, opposite polarity or stance."""
    by_id = {s.attribution.id: s for s in said}
    for n, one in enumerate(events):
        for other in events[n:]:
            for left, right in _against(one, other):
                a, b = by_id.get(left), by_id.get(right)
                if a is not None and b is not None and _other_voice(a, b, said):
                    yield _make(a, b, "denial", events)


def _against(one: Event, other: Event) -> Iterator[tuple[str, str]]:
    """Pairs (who denies, who affirms) over one event, or over two that are the same but for polarity."""
    if one is other:
        for deny in (x for x in one.attributed if x.stance == "deny"):
            for affirm in (x for x in one.attributed if x.stance == "affirm"):
                yield deny.attribution, affirm.attribution
    elif one.act == other.act and one.polarity != other.polarity and _shares(one, other) and not (one.modality or other.modality):
        no, yes = (one, other) if one.polarity == "negative" else (other, one)
        for x in (x for x in no.attributed if x.stance == "affirm"):
            for y in (y for y in yes.attributed if y.stance == "affirm"):
                yield x.attribution, y.attribution


def _shares(one: Event, other: Event) -> bool:
    a = {p.country or p.name for p in (*one.actors, *one.recipients)}
    return bool(a & {p.country or p.name for p in (*other.actors, *other.recipients)})


def content_of(doc: Document, attribution: Attribution) -> tuple[int, ...]:
    """The tokens of an attribution's content."""
    return tuple(tokens_in(doc, attribution.content))


def by_source(said: Sequence[Said]) -> Mapping[str | None, list[Said]]:
    """What each source says."""
    out: dict[str | None, list[Said]] = {}
    for one in said:
        out.setdefault(one.attribution.source, []).append(one)
    return out
