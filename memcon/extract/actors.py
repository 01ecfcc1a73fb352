"""Who acts: the heads of the noun phrases that name a trigger's actors, by the trigger's form.

A party is only ever read from words: a passive or a noun without an agent has no actor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from memcon.extract import grammar
from memcon.extract.cast import Cast, parties
from memcon.extract.nouns import makers
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.sides import RECIPROCAL, Scene
from memcon.extract.trigger import Form, main_clause
from memcon.lexicon import words

_WAS_THERE = ("after", "following", "during", "in", "for", "at", "from", "into", "with", "of")


def actor_heads(scene: Scene) -> list[int]:
    """Heads of the phrases that name who acts; none where the text leaves it open."""
    return _BY_FORM.get(scene.trigger.form, _of_verb)(scene)


def party_behind(doc: Document, cast: Cast, head: int | None) -> list[int]:
    """The noun phrase itself if it is somebody, else whose thing it is: "Moscow's decision", "efforts by Oman"."""
    if head is None:
        return []
    if parties(cast, [head]):
        return [head]
    token = doc.tokens[head]
    owners = [*grammar.kids(doc, head, "poss"), *grammar.under(doc, head, "by")]
    if token.tag != "NNS" or token.lemma in words("moves", "parties", "deeds"):
        modifiers = grammar.kids(doc, head, "amod", "compound")
        owners += [i for c in modifiers for i in grammar.subtree(doc, c) if i in cast.names]
    return [o for o in owners if parties(cast, [o])]


def _of_verb(scene: Scene) -> list[int]:
    """Whoever does it; where nobody is named, what the form of the verb still tells."""
    found = (rule(scene) for rule in (_doers, _subjects_of_being, _brokers, _signatories, _committed))
    return next((heads for heads in found if heads), [])


def _doers(scene: Scene) -> list[int]:
    """The subject or agent; in "blamed him for refusing" the one blamed."""
    doc, verb = scene.doc, scene.trigger.at
    token = doc.tokens[verb]
    if receives(scene):
        return [h for h in grammar.under(doc, verb, "from") if parties(scene.cast, [h])]
    blaming = doc.tokens[token.head].head
    if token.dep == "pcomp" and doc.tokens[blaming].lemma in words("moves", "parties", "accusing"):
        blamed = grammar.kids(doc, blaming, "dobj")
        if blamed:
            return party_behind(doc, scene.cast, blamed[0])
    return party_behind(doc, scene.cast, grammar.doer(doc, verb))


def receives(scene: Scene) -> bool:
    """Received an offer: the subject is who it was made to."""
    return scene.trigger.act == "propose" and scene.doc.tokens[scene.trigger.at].lemma in ("receive", "get")


def _subjects_of_being(scene: Scene) -> list[int]:
    """The subject of the verb that the trigger completes."""
    doc, at = scene.doc, scene.trigger.at
    if doc.tokens[at].dep not in ("attr", "acomp") or grammar.is_passive(doc, at):
        return []
    return party_behind(doc, scene.cast, grammar.subject(doc, doc.tokens[at].head))


def _brokers(scene: Scene) -> list[int]:
    """A truce mediated by Oman."""
    doc, at = scene.doc, scene.trigger.at
    if scene.trigger.act != "mediate" or doc.tokens[at].dep != "acl":
        return []
    return party_behind(doc, scene.cast, grammar.agent(doc, at))


def _signatories(scene: Scene) -> list[int]:
    """A truce between Kyiv and Moscow was signed."""
    doc, trigger = scene.doc, scene.trigger
    if trigger.act not in RECIPROCAL or not grammar.is_passive(doc, trigger.at):
        return []
    return [h for theme in trigger.themes for h in makers(doc, scene.cast, theme, "agree")]


def _committed(scene: Scene) -> list[int]:
    """The text commits both sides to leave."""
    doc, at = scene.doc, scene.trigger.at
    if scene.trigger.act != "agree" or doc.tokens[at].lemma != "commit" or grammar.is_passive(doc, at):
        return []
    return grammar.kids(doc, at, "dobj")


def _of_noun(scene: Scene) -> list[int]:
    """Who owns or makes it; of talks also the subject of the clause, if it was there."""
    doc, cast, trigger = scene.doc, scene.cast, scene.trigger
    found = makers(doc, cast, trigger.at, trigger.act)
    if trigger.act != "consult" or len(found) > 1:
        return found
    verb = grammar.top(doc, trigger.at)
    subject = grammar.doer(doc, verb) if grammar.is_verb(doc, verb) else None
    if subject in (None, trigger.at) or not _took_part(doc, verb, trigger.at):
        return found
    return [*party_behind(doc, cast, subject), *found]


def _took_part(doc: Document, verb: int, noun: int) -> bool:
    """The subject of the clause was at the talks: "flew out after talks with", "held talks", "is in talks with"."""
    above = (a for a in (noun, *grammar.chain(doc, noun)) if a > verb)
    prepositions = [doc.tokens[a].lower for a in above if doc.tokens[a].dep == "prep"]
    return not prepositions or prepositions[-1] in _WAS_THERE


def _before_hyphen(scene: Scene) -> list[int]:
    """Oman-brokered talks."""
    at, names = scene.trigger.at, scene.cast.names
    return [i for i in range(max(0, at - 4), at) if i in names and names[i].last in (at - 2, at - 1)][-1:]


def _of_condition(scene: Scene) -> list[int]:
    """Who refuses in the main clause, else who says so."""
    doc, at = scene.doc, scene.trigger.at
    main = main_clause(doc, doc.tokens[at].head)
    return party_behind(doc, scene.cast, grammar.doer(doc, main)) or _speaker(scene)


def _of_readiness(scene: Scene) -> list[int]:
    doc, at = scene.doc, scene.trigger.at
    verb = at if grammar.kids(doc, at, "nsubj") else doc.tokens[at].head
    return party_behind(doc, scene.cast, grammar.subject(doc, verb))


def _speaker(scene: Scene) -> list[int]:
    return speaker_of(scene.doc, scene.trigger.at, scene.sayings)


def speaker_of(doc: Document, i: int, sayings: Sequence[Saying]) -> list[int]:
    """The source heads of the innermost saying whose content holds token `i`."""
    at = doc.tokens[i].start
    around = [s for s in sayings if s.source and any(a <= at < b for a, b in s.content)]
    best = min(around, key=lambda s: sum(b - a for a, b in s.content), default=None)
    return list(best.source) if best is not None else []


_BY_FORM: Mapping[Form, Callable[[Scene], list[int]]] = {
    "noun": _of_noun,
    "hyphen": _before_hyphen,
    "ready": _of_readiness,
    "condition": _of_condition,
    "must": _speaker,
    "verdict": _speaker,
}
