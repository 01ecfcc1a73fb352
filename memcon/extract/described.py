"""Actors the text only describes: "the two sides", "they", "three ethnic armies", where nobody can be named.

Nobody is guessed: the words stand as the party's name, without country or sector, and the act is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from memcon.extract import grammar
from memcon.extract.actors import receives
from memcon.extract.sentences import Document
from memcon.extract.sides import Scene
from memcon.extract.trigger import is_people
from memcon.types import Party, Span

_FORMS = ("verb", "ready", "unwilling", "unanswered", "threat")


def described_actors(scene: Scene, named: tuple[Party, ...]) -> tuple[Party, ...]:
    """The subject's phrases that no party of `named` was read from, if they speak of people."""
    if scene.trigger.form not in _FORMS or receives(scene):
        return ()
    doc, verb = scene.doc, scene.trigger.at
    if scene.trigger.form == "ready" and not grammar.is_verb(doc, verb):
        verb = doc.tokens[verb].head
    head = grammar.doer(doc, verb)
    if head is None:
        return ()
    taken = [span for party in named for span in party.spans]
    found = []
    for one in grammar.conjuncts(doc, head):
        spans = grammar.spans(doc, grammar.bare_phrase(doc, one, coordinated=False))
        own = doc.tokens[doc.tokens[one].left].start, doc.tokens[one].end
        held = any(start < own[1] and end > own[0] for start, end in taken) or _of_others(doc, one, taken)
        if spans and not held and is_people(doc, scene.cast, one):
            text = doc.text[spans[0].start : spans[-1].end]
            found.append(Party(text, None, None, text, spans))
    return tuple(found)


def _of_others(doc: Document, head: int, taken: Sequence[Span]) -> bool:
    """Of "the foreign ministers of Britain and France": the phrase was read as its members."""
    inside = grammar.under(doc, head, "of", "from", "for")
    return any(start <= doc.tokens[o].start < end for o in inside for start, end in taken)
