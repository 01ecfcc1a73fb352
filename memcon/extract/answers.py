"""Drafts -> answers: which offer, demand or request an acceptance or refusal answers.

Only what the words tie together: the refused noun is the offer's own ("rejected Riyadh's offer"), or there is exactly
one earlier offer by somebody else that it can be about. With two, it abstains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar
from memcon.extract.arguments import side_of
from memcon.extract.events import Draft
from memcon.extract.sentences import Document
from memcon.types import Abstention, Event, Party

_ANSWERED = frozenset({"propose", "demand", "request"})
_ANSWERING = frozenset({"accept", "reject"})
_NOUNS = frozenset({"offer", "proposal", "plan", "demand", "request", "call", "invitation", "overture", "initiative", "idea", "deal", "condition", "that", "this", "it",
                    "appeal", "suggestion", "ultimatum", "draft", "text", "bid", "attempt", "term", "truce", "ceasefire", "talk", "they", "them"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """`drafts` with recipients completed from what they answer; `links` from a draft's place to the answered one's."""

    drafts: tuple[Draft, ...]
    links: dict[int, int]
    abstentions: tuple[Abstention, ...]


def find_answers(doc: Document, drafts: Sequence[Draft]) -> Answered:
    """Link each acceptance or refusal to the one move it answers."""
    links: dict[int, int] = {}
    abstentions: list[Abstention] = []
    out = list(drafts)
    for n, draft in enumerate(drafts):
        if draft.event.act not in _ANSWERING or not _refers(doc, draft):
            continue
        fits = [m for m, other in enumerate(drafts) if m != n and _can_answer(draft.event, other.event)]
        tied = [m for m in fits if _names(doc, draft, drafts[m])]
        chosen = tied or fits
        if len(chosen) == 1:
            links[n] = chosen[0]
            out[n] = _with_recipient(draft, drafts[chosen[0]].event)
        elif len(chosen) > 1:
            abstentions.append(Abstention(draft.event.spans[:1], "answers", "two candidates remain"))
    return Answered(tuple(out), links, tuple(abstentions))


def _refers(doc: Document, draft: Draft) -> bool:
    """The object is an offer, a demand or a word that points at one; a refusal to do something of its own answers none."""
    lemmas = {doc.tokens[t].lemma for t in draft.trigger.themes} | {doc.tokens[t].lower for t in draft.trigger.themes}
    return bool(lemmas & _NOUNS) or not draft.trigger.themes


def _can_answer(answer: Event, other: Event) -> bool:
    if other.act not in _ANSWERED or other.polarity == "negative" or _share(answer.actors, other.actors):
        return False
    if answer.recipients and not _share(answer.recipients, other.actors):
        return False
    if other.recipients and answer.actors and not _share(answer.actors, other.recipients):
        return False
    return (
        answer.topic == other.topic
        or "other" in (answer.topic, other.topic)
        or {answer.topic, other.topic} <= {"ceasefire", "talks", "peace_agreement"}
    )


def _names(doc: Document, answer: Draft, other: Draft) -> bool:
    """The answered trigger stands inside what the answering verb takes, or the same noun does."""
    inside = {i for t in answer.trigger.themes for i in grammar.subtree(doc, t)}
    return other.trigger.at in inside or any(
        s.start <= doc.tokens[i].start < s.end for s in other.event.spans for i in answer.trigger.themes
    )


def _share(one: Sequence[Party], other: Sequence[Party]) -> bool:
    return bool({side_of(p) for p in one} & {side_of(p) for p in other})


def _with_recipient(draft: Draft, answered: Event) -> Draft:
    if draft.event.recipients:
        return draft
    return replace(draft, event=replace(draft.event, recipients=answered.actors))
