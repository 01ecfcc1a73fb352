"""Triggers -> events: what happened once, with its parties, terms, date, span and who says so.

A trigger that the domain gate or the parties rule out is left out; triggers of one act by the same parties on one
occasion become one event with several spans (`same_occasion`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar, modality, terms
from memcon.extract.arguments import Sides, find_sides, side_of
from memcon.extract.attribution import Saying
from memcon.extract.cast import Cast
from memcon.extract.domain import Domain
from memcon.extract.sentences import Document, Sentence
from memcon.extract.trigger import Trigger
from memcon.extract.triggers import find_triggers
from memcon.lexicon import words
from memcon.types import Abstention, Channel, Event, Party, Place, Span, Spans, Term, Topic, When

LONGEST_CLAUSE = 300
_PLAINLY_PEACE = 3
_AGENTLESS = frozenset({"cease", "violate", "suspend"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An event with the token that shows it, before its id, answers and attributions are known."""

    trigger: Trigger
    event: Event


@dataclass(frozen=True, slots=True)
class Found:
    """Drafts in text order, and what was looked at and left open."""

    drafts: tuple[Draft, ...]
    abstentions: tuple[Abstention, ...]


def find_events(doc: Document, cast: Cast, sayings: Sequence[Saying], whens: Sequence[When], domain: Domain) -> Found:
    """Every move of the report, one draft for each act of the same parties on one occasion."""
    drafts: list[Draft] = []
    abstentions: list[Abstention] = []
    for trigger in find_triggers(doc, cast):
        if _is_provision(doc, trigger):
            continue
        sides = find_sides(doc, cast, trigger, sayings)
        if not _stands(doc, trigger, sides):
            continue
        span = clause_span(doc, trigger)
        count = _international(cast, sides, doc, trigger, domain)
        if not count or not domain.admits(doc.sentence_of(trigger.at).paragraph, count):
            abstentions.append(Abstention(span, "events", "no negotiation"))
            continue
        draft = Draft(trigger, _event(doc, cast, trigger, sides, span, whens))
        same = next((n for n, one in enumerate(drafts) if same_occasion(doc, one, draft)), None)
        if same is None:
            drafts.append(draft)
        else:
            drafts[same] = _merged(drafts[same], draft)
    return Found(tuple(_with_provisions(doc, cast, _carried(doc, drafts))), tuple(abstentions))


def _with_provisions(doc: Document, cast: Cast, drafts: Sequence[Draft]) -> list[Draft]:
    """ "It provides for …", "the text commits both sides to …": terms of the offer or accord named just before."""
    out = list(drafts)
    for token in doc.tokens:
        if token.lemma not in _PROVIDES or not grammar.is_verb(doc, token.i):
            continue
        subject = next(iter(grammar.kids(doc, token.i, "nsubj")), None)
        if subject is None:
            continue
        noun = doc.tokens[subject].lemma
        acts = _documents(noun)
        before = [
            n
            for n, d in enumerate(out)
            if d.event.act in acts
            and 0 <= token.sentence - doc.tokens[d.trigger.at].sentence <= 3
            and d.trigger.at <= token.i
        ]
        if before and acts:
            found = terms.provisions(doc, cast, token.i, out[before[-1]].trigger, out[before[-1]].event.actors)
            event = out[before[-1]].event
            out[before[-1]] = replace(out[before[-1]], event=replace(event, terms=_terms(event.terms, found)))
    return out


def _is_provision(doc: Document, trigger: Trigger) -> bool:
    """ "The text commits both sides to …" is what the text says, not an act of the text's."""
    token = doc.tokens[trigger.at]
    subject = next(iter(grammar.kids(doc, trigger.at, "nsubj")), None)
    return (
        trigger.form == "verb"
        and token.lemma in _PROVIDES
        and subject is not None
        and bool(_documents(doc.tokens[subject].lemma))
        and doc.tokens[subject].tag != "PRP"
    )


_PROVIDES = frozenset(
    {
        "provide",
        "call",
        "commit",
        "envisage",
        "include",
        "stipulate",
        "foresee",
        "contain",
        "oblige",
        "require",
        "cover",
        "demand",
        "give",
        "allow",
        "set",
        "bind",
        "comprise",
    }
)


def _documents(noun: str) -> tuple[str, ...]:
    if noun in ("it", "text", "document", "draft", "paper", "plan", "roadmap", "framework"):
        return ("agree", "propose")
    if noun in words("moves", "classes", "accord") or noun == "truce":
        return ("agree",)
    return ("propose",) if noun in words("moves", "classes", "offer") else ()


def _carried(doc: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """ "Oman relayed an American offer to the Houthis": the offer goes through Oman, to whom Oman took it."""
    out = list(drafts)
    for carrier in drafts:
        if carrier.event.act != "mediate" or not carrier.event.actors:
            continue
        for n, draft in enumerate(out):
            if draft.trigger.at in carrier.trigger.themes and draft.event.act in ("propose", "request", "demand"):
                taken = tuple(r for r in carrier.event.recipients if r not in draft.event.actors)
                event = draft.event
                channel = tuple(dict.fromkeys((*event.channel, "intermediary")))
                out[n] = replace(
                    draft,
                    event=replace(
                        event,
                        through=event.through or carrier.event.actors,
                        recipients=event.recipients or taken,
                        channel=channel,
                    ),
                )
            elif draft.event.act in ("consult", "agree") and _same_talks(doc, carrier, draft):
                known = {side_of(p) for p in draft.event.actors}
                through = tuple(p for p in carrier.event.actors if side_of(p) not in known)
                channel = tuple(dict.fromkeys((*draft.event.channel, *(("intermediary",) if through else ()))))
                out[n] = replace(
                    draft, event=replace(draft.event, through=_parties(draft.event.through, through), channel=channel)
                )
    return out


def _same_talks(doc: Document, carrier: Draft, draft: Draft) -> bool:
    """The mediated noun is the very one, or "the talks" within two sentences of them."""
    themes = carrier.trigger.themes
    if draft.trigger.at in themes or set(draft.trigger.themes) & set(themes):
        return True
    near = 0 <= doc.tokens[carrier.trigger.at].sentence - doc.tokens[draft.trigger.at].sentence <= 2
    kinds = (
        words("moves", "classes", "talk")
        if draft.event.act == "consult"
        else words("moves", "classes", "accord") | words("moves", "classes", "talk")
    )
    pointed = any(
        doc.tokens[t].lemma in kinds
        and any(doc.tokens[c].lower in ("the", "these", "those") for c in doc.tokens[t].children)
        for t in themes
    )
    return near and pointed


def _stands(doc: Document, trigger: Trigger, sides: Sides) -> bool:
    """Enough of it is there: somebody acts, or the act shows without (a broken truce, an offer that was refused)."""
    if sides.actors:
        return True
    if trigger.form not in ("verb", "noun"):
        return trigger.form == "condition" and bool(sides.recipients)
    if trigger.form == "noun":
        return bool(sides.recipients) or trigger.act in ("consult", "agree", "suspend", "reject", "violate")
    return trigger.act in _AGENTLESS or bool(sides.recipients) or grammar.is_passive(doc, trigger.at)


def _international(cast: Cast, sides: Sides, doc: Document, trigger: Trigger, domain: Domain) -> int:
    """How many parties are states, armed groups, international bodies or their people; a sentence that names one counts."""
    known = [*sides.actors, *sides.recipients, *sides.through]
    named = {side_of(p) for p in known if is_international(cast, p)}
    if named:
        return len(named)
    if (
        (known and not domain.report[0])
        or (not domain.report[0] and domain.report[1])
        or (known and domain.report[0] < _PLAINLY_PEACE and not all(p.sector for p in known))
    ):
        return 0
    sentence = doc.sentence_of(trigger.at)
    around = [
        e for i in range(sentence.first, sentence.last + 1) if i in cast.mentions for e in cast.mentions[i].entities
    ]
    if any(e.country or e.nonstate or e.kind in ("group", "organisation") for e in around):
        return 1
    themes = {doc.tokens[t].lemma for t in trigger.themes} | {doc.tokens[trigger.at].lemma}
    return int(bool(themes & _PEACE_NOUNS))


def is_international(cast: Cast, party: Party) -> bool:
    """A state, an armed group, an international body, or somebody of theirs."""
    return bool(party.country) or party.sector in ("REB", "UAF") or _is_body(cast, party)


_PEACE_NOUNS = (
    words("moves", "classes", "truce") | words("moves", "classes", "offer") | words("moves", "classes", "accord")
    | words("moves", "classes", "talk") | words("moves", "classes", "captive") | words("moves", "classes", "ask")
)  # fmt: skip


def _is_body(cast: Cast, party: Party) -> bool:
    return any(a.nonstate or a.kind in ("organisation", "group") for a in cast.book.find_actor(party.name))


def clause_span(doc: Document, trigger: Trigger) -> Spans:
    """The clause that shows the event: the trigger's own branch with its subject, one sentence at most."""
    at = trigger.at
    head = at if trigger.form != "ready" or grammar.is_verb(doc, at) else doc.tokens[at].head
    tokens = [
        i
        for i in grammar.subtree(doc, head, without=_asides(doc, head))
        if doc.tokens[i].sentence == doc.tokens[at].sentence
    ]
    if trigger.form == "hyphen":
        tokens = grammar.subtree(doc, doc.tokens[at].head)
    subject = grammar.subject(doc, head) if grammar.is_verb(doc, head) else None
    if subject is not None and doc.tokens[subject].sentence == doc.tokens[at].sentence and subject not in tokens:
        tokens = [*grammar.bare_phrase(doc, subject), *tokens] if doc.tokens[at].dep != "relcl" else tokens
    first, last = min(tokens), max(tokens)
    start, end = doc.tokens[first].start, doc.tokens[last].end
    if end - start > LONGEST_CLAUSE:
        near = [i for i in tokens if abs(doc.tokens[i].start - doc.tokens[at].start) < LONGEST_CLAUSE // 2]
        start, end = doc.tokens[min(near)].start, doc.tokens[max(near)].end
    spans = grammar.spans(doc, range(first, last + 1)) if end - start <= LONGEST_CLAUSE else ()
    return (Span(spans[0].start, spans[-1].end),) if spans else (Span(start, end),)


def _asides(doc: Document, head: int) -> list[int]:
    """Speech inserted into the clause, and a second clause joined to it."""
    return [
        c for c in doc.tokens[head].children
        if doc.tokens[c].dep in ("parataxis", "conj", "cc") or doc.tokens[c].lower == "according"
        or (doc.tokens[c].dep == "ccomp" and c < head and doc.tokens[head].lemma in ("say", "tell"))
    ]  # fmt: skip


def _event(doc: Document, cast: Cast, trigger: Trigger, sides: Sides, span: Spans, whens: Sequence[When]) -> Event:
    found = terms.find_terms(doc, cast, trigger, sides.actors, sides.recipients)
    near = _clause_tokens(doc, trigger)
    topic = terms.topic_of(doc, near)
    when = when_of(doc, trigger, whens)
    channels = _channels(doc, trigger, sides, near)
    kind, mode, cameo = terms.code(cast.book, trigger.act, topic, found, _manner(doc, trigger))
    return Event(
        id="", act=trigger.act, type=kind, mode=mode, cameo=cameo, actors=sides.actors, recipients=sides.recipients, through=sides.through,
        channel=channels, topic=topic, terms=found, polarity=modality.polarity_of(doc, trigger),
        modality=modality.modality_of(doc, trigger, when, cast.published), answers=None, date=when, place=place_of(doc, cast, trigger), spans=span, attributed=(),
    )  # fmt: skip


def _clause_tokens(doc: Document, trigger: Trigger) -> list[int]:
    """The trigger's branch; for a noun that is an object, the words it is the object of do not count."""
    head = trigger.at
    if trigger.form == "ready":
        head = trigger.at if grammar.is_verb(doc, trigger.at) else doc.tokens[trigger.at].head
    return grammar.subtree(doc, head, without=_asides(doc, head))


def _manner(doc: Document, trigger: Trigger) -> str | None:
    lemma = doc.tokens[trigger.at].lemma
    manners = {
        "phone": "phone", "telephone": "phone", "call": "phone", "visit": "visit", "fly": "visit", "travel": "visit", "host": "host",
        "receive": "host", "negotiate": "negotiate", "negotiation": "negotiate", "talk": "negotiate", "sign": "sign",
    }  # fmt: skip
    return manners.get(lemma)


def _channels(doc: Document, trigger: Trigger, sides: Sides, near: Sequence[int]) -> tuple[Channel, ...]:
    verb = grammar.top(doc, trigger.at)
    low = {doc.tokens[i].lower for i in near} | {doc.tokens[c].lower for c in doc.tokens[verb].children}
    text = " ".join(doc.tokens[i].lower for i in near).replace(" - ", "-")
    low |= {"direct"} if "face to face" in text or "in person" in text else set()
    low |= (
        {"direct"}
        if _manner(doc, trigger) in ("phone", "visit") or "by telephone" in text or "by phone" in text
        else set()
    )
    low |= (
        {"backchannel"}
        if "back channel" in text or "behind closed doors" in text or "behind the scenes" in text
        else set()
    )
    found: list[Channel] = []
    if low & words("moves", "other", "direct"):
        found.append("direct")
    if sides.through or low & words("moves", "other", "intermediary"):
        found.append("intermediary")
    if low & words("moves", "other", "public"):
        found.append("public")
    if low & words("moves", "other", "backchannel"):
        found.append("backchannel")
    return tuple(found)


def when_of(doc: Document, trigger: Trigger, whens: Sequence[When]) -> When | None:
    """The date that hangs on the trigger itself ("met on Monday", "talks in January"), not one inside its objects."""
    carriers = {trigger.at}
    verb = grammar.top(doc, trigger.at)
    if trigger.form == "noun" and doc.tokens[verb].lemma in _HELD:
        carriers.add(verb)
    if doc.tokens[trigger.at].dep == "xcomp":
        carriers.add(doc.tokens[trigger.at].head)
    sentence = doc.sentence_of(trigger.at)
    for when in whens:
        if sentence.start <= when.spans[0].start < sentence.end and _hangs_on(doc, sentence, when, carriers):
            return when
    return None


_HELD = frozenset({"hold", "take", "begin", "open", "resume", "start", "end", "meet", "continue", "be", "come", "make"})


def _hangs_on(doc: Document, sentence: Sentence, when: When, carriers: set[int]) -> bool:
    inside = [
        i
        for i in range(sentence.first, sentence.last + 1)
        if any(s.start <= doc.tokens[i].start < s.end for s in when.spans)
    ]
    for i in inside:
        token = doc.tokens[i]
        if (token.head in inside and token.head != i) or token.dep not in ("pobj", "npadvmod", "advmod", "tmod", "dep"):
            continue
        if token.dep == "pobj" and doc.tokens[token.head].lower not in _WHEN:
            continue
        at = i
        while doc.tokens[at].dep in _NOMINAL and doc.tokens[at].head != at:
            at = doc.tokens[at].head
            if at in carriers:
                return True
    return False


_WHEN = frozenset({"on", "in", "at", "during", "by", "late", "early", "before", "until", "around", "over"})
_NOMINAL = frozenset({"pobj", "npadvmod", "pcomp", "prep", "advmod", "dobj", "tmod", "dep", "nsubjpass", "attr", "prt"})


def place_of(doc: Document, cast: Cast, trigger: Trigger) -> Place | None:
    """Where it took place: a name behind "in" or "at" that hangs on the trigger or on the verb that holds it."""
    verb = grammar.top(doc, trigger.at)
    carriers = [
        trigger.at,
        *([verb] if trigger.form == "noun" and doc.tokens[verb].lemma in _HELD else []),
        *trigger.themes,
    ]
    for at in carriers:
        for head in grammar.under(doc, at, "in", "at"):
            if doc.tokens[head].tag not in ("NNP", "NNPS") or doc.tokens[head].lower in _MONTHS:
                continue
            spans = grammar.spans(
                doc,
                [i for i in grammar.bare_phrase(doc, head, coordinated=False) if doc.tokens[i].tag in ("NNP", "NNPS")],
            )
            if spans:
                text = doc.text[spans[0].start : spans[-1].end]
                hit = cast.names.get(head)
                country = (
                    hit.actor.country
                    if hit is not None and hit.actor is not None and hit.actor.kind in ("state", "territory")
                    else None
                )
                return Place(text, text, country, spans)
    return None


_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "spring", "ramadan"]
)


# one occasion


def same_occasion(doc: Document, one: Draft, other: Draft) -> bool:
    """Must-not rules first: another act, polarity, date or party is another event; then a shared word must tie them."""
    a, b = one.event, other.event
    if a.act != b.act or a.polarity != b.polarity or set(a.modality) != set(b.modality):
        return False
    if a.date and b.date and (a.date.start, a.date.end) != (b.date.start, b.date.end):
        return False
    if not _same_parties(a.actors, b.actors) or (
        a.recipients and b.recipients and not _same_parties(a.recipients, b.recipients)
    ):
        return False
    if a.topic != b.topic and "other" not in (a.topic, b.topic) and {a.topic, b.topic} not in _CLOSE:
        return False
    if a.act in ("demand", "request", "reject", "concede", "threaten"):
        return bool(_matter(doc, one) & _matter(doc, other)) and {t.issue for t in a.terms} == {
            t.issue for t in b.terms
        }
    return bool(a.actors)


_CLOSE: tuple[set[Topic], ...] = (
    {"ceasefire", "talks"},
    {"ceasefire", "peace_agreement"},
    {"talks", "peace_agreement"},
    {"talks", "nuclear"},
)


def _same_parties(one: Sequence[Party], other: Sequence[Party]) -> bool:
    def keys(parties: Sequence[Party]) -> set[str]:
        return {side_of(p) for p in parties}

    return bool(one) and bool(other) and (keys(one) == keys(other))


def _matter(doc: Document, draft: Draft) -> set[str]:
    """The content words of what is asked or refused."""
    inside = [i for t in draft.trigger.themes for i in grammar.subtree(doc, t)]
    return {doc.tokens[i].lemma for i in inside if doc.tokens[i].pos in ("NOUN", "VERB", "PROPN")}


def _merged(one: Draft, other: Draft) -> Draft:
    """One event with the spans, terms, channels and parties of both; the fuller recipient list stays."""
    a, b = one.event, other.event
    return replace(one, event=replace(
        a, spans=tuple(sorted({*a.spans, *b.spans})), terms=_terms(a.terms, b.terms),
        recipients=a.recipients or b.recipients, through=_parties(a.through, b.through),
        channel=tuple(dict.fromkeys((*a.channel, *b.channel))), topic=a.topic if a.topic != "other" else b.topic,
        date=a.date or b.date, mode=a.mode or b.mode,
    ))  # fmt: skip


def _terms(one: Sequence[Term], other: Sequence[Term]) -> tuple[Term, ...]:
    return tuple({(t.issue, t.text): t for t in (*one, *other)}.values())


def _parties(one: Sequence[Party], other: Sequence[Party]) -> tuple[Party, ...]:
    return tuple({(p.name, p.country): p for p in (*other, *one)}.values())


def spans_hold(spans: Iterable[Span], at: int) -> bool:
    """Whether a character lies in one of the spans."""
    return any(s.start <= at < s.end for s in spans)


def with_ids(drafts: Sequence[Draft], answers: Mapping[int, int]) -> tuple[Event, ...]:
    """Number the events in text order and turn the answered draft's place into its id."""
    return tuple(
        replace(d.event, id=f"e{n + 1}", answers=f"e{answers[n] + 1}" if n in answers else None)
        for n, d in enumerate(drafts)
    )
