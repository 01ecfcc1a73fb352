"""Towards whom: the heads of the noun phrases that name a trigger's recipients, by its form and act.

Of a go-between's act the recipients are the sides; of meetings and agreements they are the partners.
"""

from __future__ import annotations

from collections.abc import Iterable

from memcon.extract import grammar
from memcon.extract.actors import party_behind, receives
from memcon.extract.cast import Cast, parties
from memcon.extract.sentences import Document
from memcon.extract.sides import RECIPROCAL, Scene, sides_of
from memcon.extract.trigger import Trigger

_TO = ("to", "on", "from", "at", "upon", "towards", "toward", "against", "with")
_TOUCHING = ("to", "with", "on", "for", "from", "against")
_ANSWERS = frozenset({"accept", "reject", "suspend", "violate"})
_ASKS = frozenset({"request", "demand"})
_OFFERS = frozenset({"propose", "request", "demand", "concede"})
_DEEPEST = 6


def recipient_heads(scene: Scene) -> list[int]:
    """Heads of the phrases that name towards whom; none where the text leaves it open."""
    if scene.trigger.form == "unanswered":
        return [h for theme in scene.trigger.themes for h in party_behind(scene.doc, scene.cast, theme)]
    if scene.trigger.form in ("condition", "must"):
        return _asked(scene)
    if scene.trigger.act == "mediate":
        return _between(scene.doc, scene.trigger)
    return _only_parties(scene.cast, _of_noun(scene) if scene.trigger.form == "noun" else _of_verb(scene))


def _of_noun(scene: Scene) -> list[int]:
    """The demand to Kyiv, the attack on Kyiv; the rejection of Kyiv's offer."""
    heads = grammar.under(scene.doc, scene.trigger.at, "to", "on", "against", "towards", "toward")
    return heads + _owners_of_themes(scene)


def _of_verb(scene: Scene) -> list[int]:
    act = scene.trigger.act
    if receives(scene):
        subject = grammar.subject(scene.doc, scene.trigger.at)
        return [] if subject is None else [subject]
    if act in RECIPROCAL:
        return _partners(scene.doc, scene.trigger)
    if act in _ANSWERS:
        return _answered(scene)
    return _only_parties(scene.cast, _addressees(scene)) or _shared(scene) or _touched(scene)


def _only_parties(cast: Cast, heads: Iterable[int]) -> list[int]:
    return [h for h in heads if parties(cast, [h])]


def _asked(scene: Scene) -> list[int]:
    """Who is to do what is demanded: the subject of the condition, the agent of a passive."""
    return party_behind(scene.doc, scene.cast, _demanded_of(scene.doc, scene.trigger.at))


def _demanded_of(doc: Document, verb: int) -> int | None:
    return grammar.agent(doc, verb) if grammar.is_passive(doc, verb) else grammar.subject(doc, verb)


# meeting and mediating


def _partners(doc: Document, trigger: Trigger) -> list[int]:
    """Whom one meets, talks or signs with; never the place where."""
    at = trigger.at
    heads = grammar.kids(doc, at, "dobj") if trigger.act == "consult" else []
    heads += grammar.under(doc, at, "with", "between", "among")
    if doc.tokens[at].lemma in ("speak", "talk", "fly", "travel", "write"):
        heads += grammar.under(doc, at, "to")
    heads += _under_themes(doc, trigger, "with", "between", "among")
    return heads + [h for part in grammar.kids(doc, at, "prt", "advmod") for h in grammar.under(doc, part, "with")]


def _between(doc: Document, trigger: Trigger) -> list[int]:
    """The sides of a mediation: between them, or from one to the other."""
    at = trigger.at
    heads = grammar.under(doc, at, "between", "among", "from", "to")
    heads += _under_themes(doc, trigger, "between", "among", "with", "from", "to")
    if doc.tokens[at].lemma in ("bring", "host"):
        heads += grammar.kids(doc, at, "dobj")
    clauses = [c for theme in trigger.themes for c in grammar.kids(doc, theme, "relcl", "acl")]
    return heads + [h for clause in clauses for h in grammar.under(doc, clause, "between")]


def _under_themes(doc: Document, trigger: Trigger, *prepositions: str) -> list[int]:
    nouns = [i for theme in trigger.themes for i in _nouns_under(doc, theme)]
    return [h for i in nouns for h in grammar.under(doc, i, *prepositions)]


def _nouns_under(doc: Document, head: int) -> list[int]:
    """The noun and those behind its "of" and "for": "a fourth round of talks"."""
    out = [head]
    for at in out:
        out += [o for o in grammar.under(doc, at, "of", "for") if o not in out]
    return out[:_DEEPEST]


# answering


def _answered(scene: Scene) -> list[int]:
    """Whose offer it was, else whose attempts it refuses; who breaks off talks does so with somebody."""
    heads = _only_parties(scene.cast, _owners_of_themes(scene))
    if scene.trigger.act == "suspend":
        heads += _only_parties(scene.cast, _addressees(scene))
    return heads or _attempts(scene.doc, scene.trigger)


def _owners_of_themes(scene: Scene) -> list[int]:
    """Whose offer is refused: "Riyadh's offer", "an offer by Riyadh", "the Saudi offer"; talks with Riyadh."""
    doc, trigger = scene.doc, scene.trigger
    if trigger.act not in ("accept", "reject", "suspend"):
        return []
    found = []
    for theme in [n for t in trigger.themes for n in _nouns_under(doc, t)]:
        found += [*grammar.kids(doc, theme, "poss"), *grammar.under(doc, theme, "by", "from")]
        modifiers = grammar.kids(doc, theme, "amod", "compound")
        found += [i for c in modifiers for i in grammar.subtree(doc, c) if i in scene.cast.names]
        found += grammar.under(doc, theme, "with") if trigger.act != "accept" else []
        found += [s for c in grammar.kids(doc, theme, "relcl") for s in grammar.kids(doc, c, "nsubj")]
    return found


def _attempts(doc: Document, trigger: Trigger) -> list[int]:
    """Whose approach comes to nothing: "refused to meet the envoys", "shrugged off pleas from the United States"."""
    clauses = grammar.kids(doc, trigger.at, "xcomp")
    met = [o for c in clauses for o in grammar.kids(doc, c, "dobj") + grammar.under(doc, c, "to", "with", "from")]
    met += [o for c in clauses for p in grammar.kids(doc, c, "prt", "advmod") for o in grammar.under(doc, p, "with")]
    return met + grammar.under(doc, trigger.at, "from", "to", "with")


# asking, offering, threatening


def _addressees(scene: Scene) -> list[int]:
    """Whom the verb names: "urged Iran to", "proposed to Kyiv", "demanded that Kinshasa neutralise"."""
    doc, trigger = scene.doc, scene.trigger
    at, act = trigger.at, trigger.act
    if trigger.form == "ready":
        return [h for theme in trigger.themes for h in grammar.under(doc, theme, "with")]
    heads = grammar.kids(doc, at, "dobj", "dative", "nsubjpass") if act in _ASKS or act == "threaten" else []
    heads += _offered_to(doc, at) if act == "propose" else []
    heads += grammar.under(doc, at, *_TO)
    if act in _OFFERS or act == "suspend":
        heads += [h for theme in trigger.themes for h in grammar.under(doc, theme, "to", "from", "with")]
    if act in _ASKS:
        heads += [s for clause in grammar.kids(doc, at, "ccomp", "xcomp") for s in grammar.kids(doc, clause, "nsubj")]
    return heads


def _offered_to(doc: Document, verb: int) -> list[int]:
    """Offered Kyiv a truce, invited Kyiv; "Kyiv was offered a truce"."""
    given = grammar.kids(doc, verb, "dobj", "dative", "oprd", "xcomp", "ccomp")
    first = given[:1] if len(given) > 1 or doc.tokens[verb].lemma in ("invite", "sound") else []
    heads = grammar.kids(doc, verb, "dative") or first
    return heads + (grammar.kids(doc, verb, "nsubjpass") if grammar.kids(doc, verb, "dobj", "oprd", "xcomp") else [])


def _shared(scene: Scene) -> list[int]:
    """Of joined verbs the first one's object: "tried to reach Pyongyang and proposed talks"."""
    doc, token = scene.doc, scene.doc.tokens[scene.trigger.at]
    if token.dep != "conj" or scene.trigger.act not in _OFFERS - {"concede"} or not grammar.is_verb(doc, token.head):
        return []
    first = [token.head, *grammar.kids(doc, token.head, "xcomp")]
    reached = [o for v in first for o in (*grammar.kids(doc, v, "dobj"), *grammar.under(doc, v, "to", "with"))]
    return _only_parties(scene.cast, reached)


def _touched(scene: Scene) -> list[int]:
    """The one other party in what is offered or asked: "to lift sanctions on Caracas", "to buy gas for Tiraspol"."""
    doc, trigger = scene.doc, scene.trigger
    if trigger.act not in _OFFERS and trigger.act != "threaten":
        return []
    branches = [c for c in doc.tokens[trigger.at].children if _is_content(doc, trigger, c)]
    heads = [*branches, *trigger.themes]
    loose = [c for h in heads for c in grammar.subtree(doc, h) if doc.tokens[c].dep in ("relcl", "appos")]
    inside = dict.fromkeys(i for h in heads for i in grammar.subtree(doc, h, without=loose))
    found = [i for i in inside if _is_touched(doc, scene.cast, i)]
    return found if len(sides_of(parties(scene.cast, found))) == 1 else []


def _is_content(doc: Document, trigger: Trigger, child: int) -> bool:
    return doc.tokens[child].dep in ("xcomp", "dobj", "ccomp") or (trigger.form == "ready" and child > trigger.at)


def _is_touched(doc: Document, cast: Cast, i: int) -> bool:
    token = doc.tokens[i]
    if token.dep != "pobj" or doc.tokens[token.head].lower not in _TOUCHING or i not in cast.mentions:
        return False
    return any(e.country or e.kind in ("group", "organisation") for e in cast.mentions[i].entities)
