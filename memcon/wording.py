"""Codes said in plain words: how the page names an act, a date, a party, and who says so. Neutral: it says what the
report says and who says it, never whether it is so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from memcon.types import (
    Act,
    Attribution,
    Certainty,
    Channel,
    Event,
    Medium,
    Party,
    Place,
    Reading,
    Relay,
    RelayKind,
    Report,
    Source,
    Stance,
    Term,
    When,
)


@dataclass(frozen=True, slots=True)
class Verb:
    """How an act is said of its actors, and the word that leads to its recipients."""

    past: str
    base: str
    towards: str


ACTS: Mapping[Act, Verb] = {
    "propose": Verb("proposed", "propose", "to"),
    "request": Verb("made a request", "make a request", "to"),
    "demand": Verb("made a demand", "make a demand", "of"),
    "accept": Verb("said yes", "say yes", "to"),
    "reject": Verb("said no", "say no", "to"),
    "agree": Verb("agreed", "agree", "with"),
    "concede": Verb("gave ground", "give ground", "to"),
    "consult": Verb("talked", "talk", "with"),
    "mediate": Verb("mediated", "mediate", "between"),
    "suspend": Verb("broke off or paused", "break off or pause", "with"),
    "cease": Verb("stopped fighting", "stop fighting", "with"),
    "violate": Verb("broke an agreement", "break an agreement", "with"),
    "threaten": Verb("made a threat", "make a threat", "against"),
}

CHANNELS: Mapping[Channel, str] = {
    "direct": "directly",
    "intermediary": "through an intermediary",
    "public": "in public",
    "backchannel": "through a back channel",
}

RELAYS: Mapping[RelayKind, str] = {
    "credit": "credited",
    "citation": "cited",
    "told": "told by its source",
    "copy": "the same text",
}

STANCES: Mapping[Stance, str] = {
    "affirm": "according to",
    "deny": "denied by",
    "no_comment": "no comment from",
    "doubt": "left in doubt by",
}

CERTAINTIES: Mapping[Certainty, str] = {
    "certain": "worded as certain",
    "probable": "worded as likely",
    "possible": "worded as possible",
    "unstated": "",
}

MEDIA: Mapping[Medium, str] = {
    "statement": "in a statement",
    "briefing": "at a briefing",
    "interview": "in an interview",
    "speech": "in a speech",
    "post": "in a post",
    "document": "in a document",
    "broadcast": "in a broadcast",
    "told_outlet": "to the outlet",
    "unstated": "",
}


def listed(names: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def words(code: str) -> str:
    """A code as words: `peace_agreement` is "peace agreement"."""
    return code.replace("_", " ")


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 move`, `2 moves`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def party(it: Party) -> str:
    """A party with its country, or where it is no state's, its sector: "Vladimir Putin (RUS)"."""
    code = it.country or it.sector
    return f"{it.name} ({code})" if code else it.name


def parties(them: Iterable[Party]) -> str:
    """Several parties as one phrase."""
    return listed(party(it) for it in them)


def headline(event: Event) -> str:
    """An event as one plain sentence: "United States (USA) did not say yes to Russia (RUS): ceasefire".

    What is no move in a negotiation is called by its PLOVER type: "AID: United States (USA) towards Ukraine (UKR)".
    """
    actors = parties(event.actors) or "(actor not given)"
    said = _move(event, ACTS[event.act], actors) if event.act else _other(event, actors)
    earlier = " (in the past)" if "historical" in event.modality else ""
    return f"{_stood_by(event)}{said}{earlier}"


def _move(event: Event, verb: Verb, actors: str) -> str:
    auxiliary = _auxiliary(event)
    phrase = f"{actors} {auxiliary} {verb.base}" if auxiliary else f"{actors} {verb.past}"
    towards = "with" if verb.towards == "between" and len(event.recipients) == 1 else verb.towards
    recipients = f" {towards} {parties(event.recipients)}" if event.recipients else ""
    return f"{phrase}{recipients}" + ("" if event.topic == "other" else f": {words(event.topic)}")


def _other(event: Event, actors: str) -> str:
    auxiliary = _auxiliary(event)
    kind = words(f"{event.type} {event.mode or ''}".strip()) + (f" ({auxiliary})" if auxiliary else "")
    return f"{kind}: {actors}" + (f" towards {parties(event.recipients)}" if event.recipients else "")


def _auxiliary(event: Event) -> str:
    negative = event.polarity == "negative"
    for modality, auxiliary in (("hypothetical", "would"), ("future", "will")):
        if modality in event.modality:
            return f"{auxiliary} not" if negative else auxiliary
    return "did not" if negative else ""


def _stood_by(event: Event) -> str:
    """What comes first where the event is not simply affirmed, so that nobody reads a denied act as done."""
    stances = {it.stance for it in event.attributed}
    if "deny" in stances:
        return "affirmed and denied: " if "affirm" in stances else "denied: "
    return "left in doubt: " if stances == {"doubt"} else ""


def when(date: When) -> str:
    """A date as worded with the days it stands for: "late 2023 (2023-10-01 to 2023-12-31)"."""
    days = date.start if date.start == date.end else f"{date.start} to {date.end}"
    return f"{date.text} ({days})"


def where(place: Place) -> str:
    """A place as worded, with its name and country where they say more."""
    more = ", ".join(it for it in (place.name if place.name != place.text else None, place.country) if it)
    return f"{place.text} ({more})" if more else place.text


def terms(some: Sequence[Term]) -> str:
    """Terms of the same words, as issues and words, with who asks for it and who gives it."""
    it = some[0]
    by = [f"asked by {it.asked_by}"] if it.asked_by else []
    by += [f"given by {it.given_by}"] if it.given_by else []
    return f"{listed(words(one.issue) for one in some)}: {it.text}" + (f" ({', '.join(by)})" if by else "")


def relay(it: Relay) -> str:
    """A publisher passed on, and how the text shows it."""
    return f"{it.publisher} ({'exclusive, ' if it.exclusive else ''}{RELAYS[it.kind]})"


def own_reporting(report: Report) -> str:
    """Whether the text shows the outlet's own work."""
    return {True: "yes", False: "no, everything is passed on", None: "the text does not show it"}[report.own_reporting]


def source(it: Source, sources: Mapping[str, Source]) -> str:
    """Whom the information comes from, in the report's words: "three Russian sources, unnamed"."""
    phrase = it.mention
    if it.antecedent and it.antecedent in sources:
        phrase += f" ({sources[it.antecedent].mention})"
    if not it.named:
        phrase += ", unnamed"
    others = [sources[other].mention for other in it.may_include if other in sources]
    return f"{phrase} (may include {listed(others)})" if others else phrase


def speaker(it: Attribution, reading: Reading, sources: Mapping[str, Source]) -> str:
    """The source of one attribution; where it was not resolved, its words as they stand."""
    if it.source and it.source in sources:
        return source(sources[it.source], sources)
    stands = " ".join(reading.report.text[start:end] for start, end in it.source_spans)
    return f"{stands}, not resolved" if stands else "a source the text does not give"


def chain(it: Attribution, attributions: Mapping[str, Attribution]) -> Iterator[Attribution]:
    """The attribution and those it stands in, outermost first."""
    found = [it]
    while (parent := attributions.get(found[-1].parent or "")) and parent not in found:
        found.append(parent)
    return reversed(found)


def how(it: Attribution) -> str:
    """Where it was said and how the reporter hedges it, after a semicolon each; often nothing."""
    return "".join(f"; {phrase}" for phrase in (MEDIA[it.medium], CERTAINTIES[it.certainty]) if phrase)
