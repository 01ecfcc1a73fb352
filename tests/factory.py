"""Readings built by hand in the field's own words, with every offset found in the text.

story = Story("Ghana offered Togo a truce, two officials said.")
officials = story.source("two officials", count=2)
offer = story.event("propose", "Ghana offered Togo a truce", [story.party("Ghana", "GHA")])
story.says(officials, "said", "Ghana offered Togo a truce", about=offer)
reading = story.reading()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from memcon.types import (
    Abstention,
    Act,
    Attributed,
    Attribution,
    Conflict,
    Event,
    Issue,
    MadeBy,
    Original,
    Party,
    Piece,
    Place,
    Position,
    Reading,
    Relay,
    Report,
    Source,
    Span,
    Spans,
    Stance,
    Step,
    Term,
    When,
)


def report(text: str, **described: Any) -> Report:
    """A report of which nothing is known but its text, unless said."""
    known: dict[str, Any] = dict.fromkeys(("external_id", "title", "outlet", "byline", "url", "published"))
    return Report(**{"id": "m1:0", "language": "en", "text": text} | known | described)


@dataclass
class Story:
    """A report and what is read in it, collected as it is told."""

    text: str
    described: dict[str, Any] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    abstentions: list[Abstention] = field(default_factory=list)

    def spans(self, *phrases: str) -> Spans:
        """Where the phrases stand: each its first time, the same phrase again its next time."""
        found: list[Span] = []
        for number, phrase in enumerate(phrases):
            after = max(
                (it.end for it, other in zip(found, phrases[:number], strict=True) if other == phrase), default=0
            )
            start = self.text.index(phrase, after)
            found.append(Span(start, start + len(phrase)))
        return tuple(found)

    def party(self, name: str, country: str | None = None, mention: str | None = None) -> Party:
        return Party(name, country, "GOV" if country else None, mention or name, self.spans(mention or name))

    def source(self, mention: str, **known: Any) -> Source:
        unknown: dict[str, Any] = dict.fromkeys(("count", "country", "sector", "seniority", "antecedent"))
        described: dict[str, Any] = {"kind": "person", "named": False, "may_include": ()} | unknown | known
        made = Source(f"s{len(self.sources) + 1}", mention, spans=self.spans(mention), **described)
        self.sources.append(made)
        return made

    def says(
        self,
        source: Source | None,
        cue: str,
        content: str = "",
        *,
        stance: Stance = "affirm",
        about: Event | None = None,
        parent: Attribution | None = None,
        **worded: Any,
    ) -> Attribution:
        """An attribution; `about` adds it to that event."""
        made = Attribution(
            id=f"a{len(self.attributions) + 1}",
            source=source.id if source else None,
            parent=parent.id if parent else None,
            source_spans=source.spans if source else (),
            cue=self.spans(cue),
            content=self.spans(content) if content else (),
            stance=stance,
            **{"certainty": "unstated", "quotation": "indirect", "medium": "unstated"} | worded,
        )
        self.attributions.append(made)
        if about:
            place = next(number for number, it in enumerate(self.events) if it.id == about.id)
            attributed = (*self.events[place].attributed, Attributed(made.id, stance))
            self.events[place] = replace(self.events[place], attributed=attributed)
        return made

    def event(
        self,
        act: Act | None,
        words: str | Sequence[str],
        actors: Sequence[Party] = (),
        recipients: Sequence[Party] = (),
        **more: Any,
    ) -> Event:
        plain: dict[str, Any] = dict.fromkeys(("mode", "cameo", "answers", "date", "place"))
        plain |= dict.fromkeys(("through", "channel", "terms", "modality", "attributed"), ())
        plain |= {"type": "CONSULT", "topic": "other", "polarity": "positive"}
        spans = self.spans(*([words] if isinstance(words, str) else words))
        places = {"actors": tuple(actors), "recipients": tuple(recipients), "spans": spans}
        made = Event(id=f"e{len(self.events) + 1}", act=act, **plain | places | more)
        self.events.append(made)
        return made

    def term(self, issue: Issue, words: str, asked_by: str | None = None, given_by: str | None = None) -> Term:
        return Term(issue, words, asked_by, given_by, self.spans(words))

    def position(self, party: Party, issue: Issue, words: str, by: Attribution | None = None) -> None:
        self.positions.append(Position(party, issue, words, self.spans(words), by.id if by else None))

    def conflict(self, left: Attribution, right: Attribution, words: str, about: Event | None = None) -> None:
        self.conflicts.append(Conflict(left.id, right.id, "denial", about.id if about else None, self.spans(words)))

    def left_open(self, words: str, step: Step, reason: str) -> None:
        self.abstentions.append(Abstention(self.spans(words), step, reason))

    def reading(self) -> Reading:
        return Reading(
            report(self.text, **self.described),
            tuple(self.sources),
            tuple(self.attributions),
            tuple(self.events),
            tuple(self.positions),
            tuple(self.conflicts),
            tuple(self.abstentions),
        )


FERRY = (
    "Lome, May 3 (Harbour News) - Ghana offered Togo a truce in late April through a Beninese envoy, keeping the two "
    "ferry ports it holds, three Togolese officials told the Gazette. Togo turned the offer down in Cotonou, the "
    "Tribune reported, citing a diplomat. Ghana denied that it had offered anything. The envoy, who may yet return, "
    "declined to comment. He is expected on Monday. Togo has sent blankets to the border."
)


def ferry_talks() -> Reading:
    """A made-up report with something in every list and every optional field."""
    story = Story(FERRY)
    ghana, togo = story.party("Ghana", "GHA"), story.party("Togo", "TGO")
    envoy = story.party("Beninese envoy", "BEN", "a Beninese envoy")
    offer = story.event(
        "propose",
        "Ghana offered Togo a truce",
        [ghana],
        [togo],
        type="AGREE",
        cameo="0256",
        through=(envoy,),
        channel=("intermediary",),
        topic="ceasefire",
        terms=(story.term("territory", "keeping the two ferry ports it holds", asked_by="GHA"),),
        date=When("late April", "2031-04-21", "2031-04-30", "range", story.spans("late April")),
    )
    refusal = story.event(
        "reject",
        "Togo turned the offer down",
        [togo],
        [ghana],
        type="REJECT",
        topic="ceasefire",
        answers=offer.id,
        place=Place("Cotonou", "Cotonou", "BEN", story.spans("Cotonou")),
    )
    story.event("consult", "The envoy, who may yet return", [envoy], modality=("future", "hypothetical"))
    story.event(None, "Togo has sent blankets", [togo], type="AID", mode="humanitarian")
    officials = story.source("three Togolese officials", kind="group", count=3, country="TGO", sector="GOV")
    government = story.source("Ghana", kind="government", named=True, country="GHA")
    tribune = story.source("the Tribune", kind="media", named=True)
    diplomat = story.source("a diplomat", count=1, seniority="senior", may_include=("s1",))
    speaker = story.source("The envoy", count=1)
    story.source("He", count=1, antecedent=speaker.id)
    told = story.says(officials, "told", "Ghana offered Togo a truce", about=offer, medium="told_outlet")
    outer = story.says(tribune, "reported", "Togo turned the offer down")
    story.says(diplomat, "citing", "Togo turned the offer down", about=refusal, parent=outer, certainty="possible")
    denial = story.says(government, "denied", "it had offered anything", stance="deny", about=offer)
    story.says(speaker, "declined to comment", stance="no_comment")
    story.position(ghana, "territory", "keeping the two ferry ports it holds", told)
    story.conflict(denial, told, "denied that it had offered anything", offer)
    story.left_open("He is expected on Monday", "coreference", "two_candidates_remain")
    relay = Relay("Harbour News", "credit", True, story.spans("(Harbour News)"))
    story.described = {
        "external_id": "ferry-1",
        "title": "Ghana offers a ferry truce",
        "outlet": "Gazette",
        "byline": "A. Writer",
        "url": "https://gazette.example/ferry",
        "published": "2031-05-03",
        "relays": (relay,),
        "own_reporting": True,
        "original": Original(
            "ferry.txt", "text/plain", "0" * 64, "utf-8", (Piece(Span(0, len(FERRY)), None, Span(0, len(FERRY)), True),)
        ),
    }
    return replace(story.reading(), made_by=MadeBy("0.1.0", ("parser-1",), "c1"))
