"""Trigger -> parties: who acts, towards whom, through whom (PLOVER's actor and recipient, and the go-between).

Parties of reciprocal acts stand together as actors; who visits or calls another has a recipient; a go-between's
recipients are the sides.
"""

from __future__ import annotations

from collections.abc import Sequence

from memcon.extract.actors import actor_heads
from memcon.extract.cast import Cast, parties
from memcon.extract.described import described_actors
from memcon.extract.go_betweens import go_betweens
from memcon.extract.recipients import recipient_heads
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.sides import RECIPROCAL, Scene, Sides, together, without
from memcon.extract.trigger import Trigger
from memcon.lexicon import words


def find_sides(doc: Document, cast: Cast, trigger: Trigger, sayings: Sequence[Saying]) -> Sides:
    """All parties of a trigger."""
    scene = Scene(doc, cast, trigger, sayings)
    known = parties(cast, actor_heads(scene))
    actors = together(known, described_actors(scene, known))
    recipients = without(parties(cast, recipient_heads(scene)), actors)
    if trigger.act == "mediate":
        return Sides(actors, recipients, ())
    through = without(go_betweens(doc, cast, trigger), actors)
    one_way = doc.tokens[trigger.at].lemma in words("moves", "parties", "one_way")
    if trigger.act in RECIPROCAL and not one_way:
        return Sides(together(actors, recipients), (), without(through, recipients))
    return Sides(actors, without(recipients, through), through)
