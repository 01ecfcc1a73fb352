"""Drafts -> answers: which offer, demand or request an acceptance or refusal answers.

Only what the words tie together: the refused noun is the offer's own ("rejected Riyadh's offer"), or there is exactly
one offer by somebody else that it can be about. With two, it abstains.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from memcon.extract import grammar
from memcon.extract.occasion import Draft
from memcon.extract.sentences import Document
from memcon.extract.sides import sides_of
from memcon.lexicon import words
from memcon.types import Abstention, Event, Topic

_ANSWERED = frozenset({"propose", "demand", "request"})
_ANSWERING = frozenset({"accept", "reject"})
_CLOSE = frozenset({"ceasefire", "talks", "peace_agreement"})


@dataclass(frozen=True, slots=True)
class Answered:
    """`drafts` with recipients completed from what they answer; `links` from a draft's place to the answered one's."""

    drafts: tuple[Draft, ...]
    links: dict[int, int]
    abstentions: tuple[Abstention, ...]


@dataclass(frozen=True, slots=True)
class _Move:
    """What answering goes by: who acts towards whom on what."""

    place: int
    actors: frozenset[str]
    recipients: frozenset[str]
    topic: Topic


def find_answers(doc: Document, drafts: Sequence[Draft]) -> Answered:
    """Link each acceptance or refusal to the one move it answers."""
    links: dict[int, int] = {}
    abstentions: list[Abstention] = []
    out = list(drafts)
    moves = [_move(n, d.event) for n, d in enumerate(drafts) if d.event.act in _ANSWERED and _made(d.event)]
    for n, draft in enumerate(drafts):
        if draft.event.act not in _ANSWERING or not _refers(doc, draft):
            continue
        chosen = _candidates(doc, drafts, n, moves)
        if len(chosen) == 1:
            links[n] = chosen[0]
            out[n] = _with_recipient(draft, drafts[chosen[0]].event)
        elif len(chosen) > 1:
            abstentions.append(Abstention(draft.event.spans[:1], "answers", "two candidates remain"))
    return Answered(tuple(out), links, tuple(abstentions))


def _candidates(doc: Document, drafts: Sequence[Draft], place: int, moves: Iterable[_Move]) -> list[int]:
    """The places of the moves that this draft may answer: those its words name, else all that fit."""
    answer = _move(place, drafts[place].event)
    fits = [move.place for move in moves if _can_answer(answer, move)]
    return [n for n in fits if _names(doc, drafts[place], drafts[n])] or fits


def _made(event: Event) -> bool:
    return event.polarity == "positive"


def _move(place: int, event: Event) -> _Move:
    return _Move(place, sides_of(event.actors), sides_of(event.recipients), event.topic)


def _refers(doc: Document, draft: Draft) -> bool:
    """The object is an offer, a demand or a word that points at one; a refusal to do something answers none."""
    themes = [doc.tokens[t] for t in draft.trigger.themes]
    listed = words("moves", "answers", "answered")
    return not themes or any(t.lemma in listed or t.lower in listed for t in themes)


def _can_answer(answer: _Move, move: _Move) -> bool:
    """By somebody else, to somebody who made one, made to who answers, about the same; unknown parties may fit."""
    if answer.actors & move.actors:
        return False
    if answer.recipients and not answer.recipients & move.actors:
        return False
    if move.recipients and answer.actors and not answer.actors & move.recipients:
        return False
    topics = {answer.topic, move.topic}
    return len(topics) == 1 or "other" in topics or topics <= _CLOSE


def _names(doc: Document, answer: Draft, other: Draft) -> bool:
    """The answered trigger stands inside what the answering verb takes, or the same noun does."""
    themes = answer.trigger.themes
    if any(s.start <= doc.tokens[t].start < s.end for s in other.event.spans for t in themes):
        return True
    return any(other.trigger.at in grammar.subtree(doc, t) for t in themes)


def _with_recipient(draft: Draft, answered: Event) -> Draft:
    """Who made the offer is who the answer goes to, where the answer's own words do not say."""
    if draft.event.recipients:
        return draft
    return replace(draft, event=replace(draft.event, recipients=answered.actors))
