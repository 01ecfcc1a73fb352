"""The nouns of memcon, as frozen dataclasses: what `memcon read --json` prints, field by field.

Names follow the field: source, cue and content are PARC 3's (Pareti 2012), also used by PolNeAR; actor, recipient,
type and mode are PLOVER's; certainty and polarity are FactBank's; issues carry PA-X codes. All offsets are half-open
`[start, end)` in Python characters (code points) of `Report.text`; a tuple of spans may be discontinuous.

The code lists below repeat `codebook/codes.toml` for the type checker; `ontology` refuses to load if they differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

SCHEMA = "memcon.reading/1"

RelayKind = Literal["credit", "citation", "told", "copy"]
SourceKind = Literal["person", "group", "institution", "government", "media", "document", "public"]
Stance = Literal["affirm", "deny", "no_comment", "doubt"]
Certainty = Literal["certain", "probable", "possible", "unstated"]
Quotation = Literal["direct", "indirect", "mixed"]
Medium = Literal[
    "statement", "briefing", "interview", "speech", "post", "document", "broadcast", "told_outlet", "unstated"
]
Act = Literal[
    "propose", "request", "demand", "accept", "reject", "agree", "concede", "consult", "mediate", "suspend", "cease",
    "violate", "threaten",
]  # fmt: skip
Channel = Literal["direct", "intermediary", "public", "backchannel"]
Topic = Literal[
    "ceasefire", "talks", "peace_agreement", "prisoners", "withdrawal", "humanitarian", "nuclear", "sanctions", "other"
]
Issue = Literal[
    "ceasefire", "territory", "withdrawal", "participation", "prisoners", "humanitarian", "security_guarantees",
    "disarmament", "sanctions", "recognition", "governance", "justice", "economy", "verification", "relations",
    "nuclear", "timing", "other",
]  # fmt: skip
Polarity = Literal["positive", "negative"]
Modality = Literal["future", "hypothetical", "historical"]
Precision = Literal["day", "month", "quarter", "season", "year", "range"]
ConflictWhy = Literal["denial", "incompatible"]
Step = Literal["sentences", "attribution", "coreference", "actors", "events", "terms", "answers", "dates", "relays"]


class Span(NamedTuple):
    """Half-open `[start, end)` in code points of the report's text."""

    start: int
    end: int


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the text and where in the source it was read from.

    `text` is a span of `Report.text`. `part` names the member the offsets count in (`word/document.xml` of a DOCX,
    `page 3` of a PDF, `record 7` of an archive), None for the whole file. `source` is `[start, end)` in bytes of that
    part; for a PDF page, whose bytes are compressed drawing commands, in characters of the page's text.
    `exact` is true where text and source agree character by character (through the encoding), false where
    white space, markup or escapes stand between.
    """

    text: Span
    part: str | None
    source: Span
    exact: bool


@dataclass(frozen=True, slots=True)
class Original:
    """What the report was read from. `pieces` are in text order and do not overlap."""

    name: str
    media_type: str
    sha256: str
    encoding: str | None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Relay:
    """A publisher whose reporting this report passes on. `exclusive` where the text calls it one."""

    publisher: str
    kind: RelayKind
    exclusive: bool
    spans: Spans


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. `published` is an ISO 8601 date, or a prefix of one where no more is known.

    `relays` (nearest first) and `own_reporting` are filled in by `extract`; `read` leaves them empty.
    """

    id: str
    external_id: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    url: str | None
    published: str | None
    language: str
    text: str
    relays: tuple[Relay, ...] = ()
    own_reporting: bool | None = None
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not read: `name` says which (path, address, line), `reason` why, in one line."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Whom information is attributed to (PARC source), once per report, with its first mention.

    `spans` are all mentions. `count` is how many the words say (1 for "an official", None for "sources").
    `antecedent` is the source this description was resolved to; `may_include` names other sources of the report
    that may be part of this one: they are not assumed to be different people, nor the same.
    """

    id: str
    mention: str
    kind: SourceKind
    named: bool
    count: int | None
    country: str | None
    sector: str | None
    seniority: str | None
    antecedent: str | None
    may_include: tuple[str, ...]
    spans: Spans


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying, thinking or refusing to say: source, cue, content (PARC 3), nested by `parent`."""

    id: str
    source: str | None
    parent: str | None
    source_spans: Spans
    cue: Spans
    content: Spans
    stance: Stance
    certainty: Certainty
    quotation: Quotation
    medium: Medium


@dataclass(frozen=True, slots=True)
class Party:
    """An actor, recipient or go-between: its usual name, the words in the text, ISO country, PLOVER sector."""

    name: str
    country: str | None
    sector: str | None
    mention: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Term:
    """What a proposal or demand asks or gives, on one issue, in the report's words."""

    issue: Issue
    text: str
    asked_by: str | None
    given_by: str | None
    spans: Spans


@dataclass(frozen=True, slots=True)
class When:
    """A date as worded, as inclusive ISO days from `start` to `end`, and how precise the words are."""

    text: str
    start: str
    end: str
    precision: Precision
    spans: Spans


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event took place, as worded."""

    text: str
    name: str
    country: str | None
    spans: Spans


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who says so: an attribution whose content holds the event, and its stance towards it."""

    attribution: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Event:
    """One act by the same parties on one occasion; `act` is None for what is no move in a negotiation."""

    id: str
    act: Act | None
    type: str
    mode: str | None
    cameo: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    through: tuple[Party, ...]
    channel: tuple[Channel, ...]
    topic: Topic
    terms: tuple[Term, ...]
    polarity: Polarity
    modality: tuple[Modality, ...]
    answers: str | None
    date: When | None
    place: Place | None
    spans: Spans
    attributed: tuple[Attributed, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a party stands on an issue, in the report's words."""

    party: Party
    issue: Issue
    text: str
    spans: Spans
    attribution: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two attributions that contradict one another; `about` is the event they disagree on, if one was read."""

    left: str
    right: str
    why: ConflictWhy
    about: str | None
    spans: Spans


@dataclass(frozen=True, slots=True)
class Abstention:
    """What was looked at and deliberately not decided, with the reason (a code of `codebook/codes.toml`)."""

    spans: Spans
    step: Step
    reason: str


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Which memcon, models and code book made a reading."""

    memcon: str
    models: tuple[str, ...]
    codebook: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that memcon read in one report."""

    report: Report
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    abstentions: tuple[Abstention, ...] = ()
    made_by: MadeBy | None = None
    schema: str = field(default=SCHEMA)
