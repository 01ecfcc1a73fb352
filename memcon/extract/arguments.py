"""Trigger -> parties: who acts, towards whom, through whom (PLOVER's actor and recipient, and the go-between).

A party is only ever read from words: a passive or a noun without an agent has no actor. Parties of reciprocal acts
stand together as actors; who visits or calls another has a recipient; a go-between's recipients are the sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from memcon.extract import grammar
from memcon.extract.attribution import Saying
from memcon.extract.cast import Cast, parties
from memcon.extract.nouns import makers
from memcon.extract.sentences import Document
from memcon.extract.trigger import Trigger, main_clause
from memcon.types import Party

RECIPROCAL = frozenset({"agree", "consult", "cease"})
_ONE_WAY = frozenset({"visit", "phone", "telephone", "call", "receive", "host", "fly", "travel", "welcome"})
_TO = ("to", "on", "from", "at", "upon", "towards", "toward", "against", "with")
_DEEDS = frozenset({"decision", "effort", "move", "attempt", "offer", "proposal", "plan", "statement", "response", "reply", "demand", "call", "talk", "step", "condition",
                    "gun", "force", "troop", "side", "negotiator", "team", "authority", "faction", "fighter"})  # fmt: skip
_ACCUSING = frozenset(
    {
        "blame",
        "accuse",
        "criticise",
        "criticize",
        "condemn",
        "thank",
        "praise",
        "fault",
        "denounce",
        "applaud",
        "rebuke",
    }
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one trigger, each list in text order and without repeats."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    through: tuple[Party, ...]


def side_of(party: Party) -> str:
    """Whose side a party is on: the country for a state and its people, the name for anybody else.

    A rebel group has its country's code, too, and must never be taken for its government.
    """
    return party.country if party.country and party.sector not in _OWN_SIDE else party.name


_OWN_SIDE = frozenset({"REB", "OPP", "UAF", "PRM", "PTY", "CRM", "JRN"})


def find_sides(doc: Document, cast: Cast, trigger: Trigger, sayings: Sequence[Saying]) -> Sides:
    """All parties of a trigger."""
    actors = parties(cast, _actor_heads(doc, cast, trigger, sayings))
    recipients = _without(parties(cast, _recipient_heads(doc, cast, trigger)), actors)
    through = _without(_go_betweens(doc, cast, trigger), (*actors,))
    if trigger.act == "mediate":
        return Sides(actors, _without(recipients, actors), ())
    if trigger.act in RECIPROCAL and doc.tokens[trigger.at].lemma not in _ONE_WAY:
        return Sides(_together(actors, recipients), (), _without(through, recipients))
    return Sides(actors, _without(recipients, through), through)


def _together(one: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(sorted((*one, *_without(other, one)), key=lambda p: p.spans))


def _without(some: Iterable[Party], others: Iterable[Party]) -> tuple[Party, ...]:
    """Those of `some` that are not among `others`, by name, or by country where neither is a person."""
    names = {(p.name, p.country) for p in others}
    states = {p.country for p in others if p.country and p.name != p.mention}
    return tuple(
        p for p in some if (p.name, p.country) not in names and not (p.country in states and p.sector == "GOV")
    )


# who acts


def _actor_heads(doc: Document, cast: Cast, trigger: Trigger, sayings: Sequence[Saying]) -> list[int]:
    at = trigger.at
    if trigger.form == "noun":
        return _maker_heads(doc, cast, trigger)
    if trigger.form == "hyphen":
        return [i for i in range(max(0, at - 4), at) if i in cast.names and cast.names[i].last in (at - 2, at - 1)][-1:]
    if trigger.form == "must":
        return speaker_of(doc, at, sayings)
    if trigger.form == "condition":
        main = main_clause(doc, doc.tokens[at].head)
        subject = _party_behind(doc, cast, grammar.doer(doc, main))
        return subject or speaker_of(doc, at, sayings)
    if trigger.form == "ready":
        verb = doc.tokens[at].head if not grammar.kids(doc, at, "nsubj") else at
        return _party_behind(doc, cast, grammar.subject(doc, verb))
    found = _party_behind(doc, cast, _doer(doc, at))
    if not found and doc.tokens[at].dep in ("attr", "acomp") and not grammar.is_passive(doc, at):
        found = _party_behind(doc, cast, grammar.subject(doc, doc.tokens[at].head))
    if not found and trigger.act == "mediate" and doc.tokens[at].dep == "acl":
        return _party_behind(doc, cast, grammar.agent(doc, at))
    if trigger.act in RECIPROCAL and grammar.is_passive(doc, at) and not found:
        return [h for t in trigger.themes for h in makers(doc, cast, t, "agree")]
    if not found and trigger.act == "agree" and doc.tokens[at].lemma == "commit":
        return grammar.kids(doc, at, "dobj")
    return found


def _doer(doc: Document, verb: int) -> int | None:
    """As `grammar.doer`; in "blamed him for refusing" the one blamed."""
    token = doc.tokens[verb]
    if token.dep == "pcomp" and doc.tokens[doc.tokens[token.head].head].lemma in _ACCUSING:
        objects = grammar.kids(doc, doc.tokens[token.head].head, "dobj")
        if objects:
            return objects[0]
    return grammar.doer(doc, verb)


def _maker_heads(doc: Document, cast: Cast, trigger: Trigger) -> list[int]:
    found = makers(doc, cast, trigger.at, trigger.act)
    if trigger.act != "consult":
        return found
    verb = grammar.top(doc, trigger.at)
    subject = grammar.doer(doc, verb) if grammar.is_verb(doc, verb) else None
    if subject is not None and subject != trigger.at and len(found) < 2 and _took_part(doc, verb, trigger.at):
        found = [*_party_behind(doc, cast, subject), *found]
    return found


def _took_part(doc: Document, verb: int, noun: int) -> bool:
    """The subject of the clause was at the talks: "flew out after talks with", "held talks", "is in talks with"."""
    preps = [doc.tokens[a].lower for a in (noun, *grammar.chain(doc, noun)) if doc.tokens[a].dep == "prep" and a > verb]
    return not preps or preps[-1] in ("after", "following", "during", "in", "for", "at", "from", "into", "with", "of")


def _party_behind(doc: Document, cast: Cast, head: int | None) -> list[int]:
    """The noun phrase itself if it is somebody, else whose thing it is: "Moscow's decision", "efforts by Oman"."""
    if head is None:
        return []
    if parties(cast, [head]):
        return [head]
    owners = [*grammar.kids(doc, head, "poss"), *grammar.under(doc, head, "by")]
    if doc.tokens[head].tag == "NNS" and doc.tokens[head].lemma not in _DEEDS:
        return [o for o in owners if parties(cast, [o])]
    owners += [
        i for c in grammar.kids(doc, head, "amod", "compound") for i in grammar.subtree(doc, c) if i in cast.names
    ]
    return [o for o in owners if parties(cast, [o])]


def speaker_of(doc: Document, i: int, sayings: Sequence[Saying]) -> list[int]:
    """The source heads of the innermost saying whose content holds token `i`."""
    at = doc.tokens[i].start
    around = [s for s in sayings if s.source and any(a <= at < b for a, b in s.content)]
    best = min(around, key=lambda s: sum(b - a for a, b in s.content), default=None)
    return list(best.source) if best is not None else []


# towards whom


def _recipient_heads(doc: Document, cast: Cast, trigger: Trigger) -> list[int]:
    at, act = trigger.at, trigger.act
    if trigger.form == "unanswered":
        return [h for t in trigger.themes for h in ([t] if parties(cast, [t]) else _party_behind(doc, cast, t))]
    if trigger.form in ("condition", "must"):
        subject = grammar.subject(doc, at) if not grammar.is_passive(doc, at) else grammar.agent(doc, at)
        return _party_behind(doc, cast, subject)
    if act == "mediate":
        return _between(doc, trigger)
    if trigger.form == "noun":
        return [
            h for h in grammar.under(doc, at, "to", "on", "against", "towards", "toward") if parties(cast, [h])
        ] + _owners_of_themes(doc, cast, trigger)
    if act in RECIPROCAL:
        return _partners(doc, cast, trigger)
    heads = [h for h in _addressees(doc, trigger) if parties(cast, [h])]
    if act in ("accept", "reject", "suspend", "violate"):
        heads = _owners_of_themes(doc, cast, trigger) + (heads if act == "suspend" else [])
        return heads or _attempts(doc, cast, trigger)
    return heads or _shared(doc, cast, trigger) or _touched(doc, cast, trigger)


def _partners(doc: Document, cast: Cast, trigger: Trigger) -> list[int]:
    """Whom one meets, talks or signs with; never the place where."""
    at = trigger.at
    heads = [o for o in grammar.kids(doc, at, "dobj") if trigger.act == "consult" and doc.tokens[o].dep == "dobj"]
    heads += grammar.under(doc, at, "with", "between", "among")
    if doc.tokens[at].lemma in ("speak", "talk", "fly", "travel", "write"):
        heads += grammar.under(doc, at, "to")
    for theme in trigger.themes:
        heads += [h for i in _nouns_under(doc, theme) for h in grammar.under(doc, i, "with", "between", "among")]
    for part in grammar.kids(doc, at, "prt", "advmod"):
        heads += grammar.under(doc, part, "with")
    return [h for h in heads if parties(cast, [h])]


def _nouns_under(doc: Document, head: int) -> list[int]:
    """The noun and those behind its "of" and "for": "a fourth round of talks"."""
    out = [head]
    for at in out:
        out += [o for o in grammar.under(doc, at, "of", "for") if o not in out]
    return out[:6]


def _between(doc: Document, trigger: Trigger) -> list[int]:
    """The sides of a mediation: between them, or from one to the other."""
    at = trigger.at
    heads = grammar.under(doc, at, "between", "among", "from", "to")
    for theme in trigger.themes:
        heads += [
            h for i in _nouns_under(doc, theme) for h in grammar.under(doc, i, "between", "among", "with", "from", "to")
        ]
    if doc.tokens[at].lemma in ("bring", "host"):
        heads += grammar.kids(doc, at, "dobj")
    for clause in [c for t in trigger.themes for c in grammar.kids(doc, t, "relcl", "acl")]:
        heads += grammar.under(doc, clause, "between")
    return heads


def _addressees(doc: Document, trigger: Trigger) -> list[int]:
    """ "urged Iran to", "proposed to Kyiv", "demanded that Kinshasa neutralise", "wants Riyadh to pay"."""
    at = trigger.at
    if trigger.form == "ready":
        return [h for t in trigger.themes for h in grammar.under(doc, t, "with")]
    heads = (
        grammar.kids(doc, at, "dobj", "dative", "nsubjpass") if trigger.act in ("request", "demand", "threaten") else []
    )
    if trigger.act == "propose":
        given = grammar.kids(doc, at, "dobj", "dative", "oprd", "xcomp", "ccomp")
        heads += grammar.kids(doc, at, "dative") or (
            given[:1] if len(given) > 1 or doc.tokens[at].lemma in ("invite", "sound") else []
        )
        heads += [s for s in grammar.kids(doc, at, "nsubjpass") if grammar.kids(doc, at, "dobj", "oprd", "xcomp")]
    heads += grammar.under(doc, at, *_TO)
    for theme in trigger.themes:
        heads += (
            grammar.under(doc, theme, "to", "from", "with")
            if trigger.act in ("propose", "request", "demand", "concede", "suspend")
            else []
        )
    if trigger.act in ("request", "demand"):
        for clause in grammar.kids(doc, at, "ccomp", "xcomp"):
            heads += grammar.kids(doc, clause, "nsubj")
    return heads


def _owners_of_themes(doc: Document, cast: Cast, trigger: Trigger) -> list[int]:
    """Whose offer is refused: "Riyadh's offer", "an offer by Riyadh", "the Saudi offer"."""
    if trigger.act not in ("accept", "reject", "suspend"):
        return []
    found = []
    for theme in [n for t in trigger.themes for n in _nouns_under(doc, t)]:
        found += [*grammar.kids(doc, theme, "poss"), *grammar.under(doc, theme, "by", "from")]
        found += [
            i for c in grammar.kids(doc, theme, "amod", "compound") for i in grammar.subtree(doc, c) if i in cast.names
        ]
        found += grammar.under(doc, theme, "with") if trigger.act in ("reject", "suspend") else []
    return [h for h in found if parties(cast, [h])]


def _attempts(doc: Document, cast: Cast, trigger: Trigger) -> list[int]:
    """ "refused to meet the envoys", "ignoring attempts by the United States"."""
    found = []
    for clause in grammar.kids(doc, trigger.at, "xcomp"):
        found += [
            o
            for o in (*grammar.kids(doc, clause, "dobj"), *grammar.under(doc, clause, "to", "with", "from"))
            if parties(cast, [o])
        ]
    return found + [h for h in grammar.under(doc, trigger.at, "from", "to", "with") if parties(cast, [h])]


def _shared(doc: Document, cast: Cast, trigger: Trigger) -> list[int]:
    """Of joined verbs the first one's object: "tried to reach Pyongyang and proposed talks"."""
    token = doc.tokens[trigger.at]
    if (
        token.dep != "conj"
        or trigger.act not in ("propose", "request", "demand")
        or not grammar.is_verb(doc, token.head)
    ):
        return []
    first = [token.head, *grammar.kids(doc, token.head, "xcomp")]
    return [
        o
        for v in first
        for o in (*grammar.kids(doc, v, "dobj"), *grammar.under(doc, v, "to", "with"))
        if parties(cast, [o])
    ]


def _touched(doc: Document, cast: Cast, trigger: Trigger) -> list[int]:
    """The one other party in what is offered or asked: "ready to lift sanctions on Caracas", "to buy gas for Tiraspol"."""
    if trigger.act not in ("propose", "request", "demand", "concede", "threaten"):
        return []
    branches = [
        c
        for c in doc.tokens[trigger.at].children
        if doc.tokens[c].dep in ("xcomp", "dobj", "ccomp") or (trigger.form == "ready" and c > trigger.at)
    ]
    loose = [
        c
        for b in (*branches, *trigger.themes)
        for c in grammar.subtree(doc, b)
        if doc.tokens[c].dep in ("relcl", "appos")
    ]
    inside = [i for b in (*branches, *trigger.themes) for i in grammar.subtree(doc, b, without=loose)]
    found = [
        i for i in dict.fromkeys(inside)
        if doc.tokens[i].dep == "pobj" and doc.tokens[doc.tokens[i].head].lower in ("to", "with", "on", "for", "from", "against") and i in cast.mentions
        and any(e.country or e.kind in ("group", "organisation") for e in cast.mentions[i].entities)
    ]  # fmt: skip
    return found if len({side_of(p) for p in parties(cast, found)}) == 1 else []


# through whom


def _go_betweens(doc: Document, cast: Cast, trigger: Trigger) -> tuple[Party, ...]:
    at = trigger.at
    heads = grammar.under(doc, at, "through", "via")
    for theme in (*trigger.themes, at):
        heads += grammar.under(doc, theme, "through", "via")
        for clause in grammar.kids(doc, theme, "acl", "relcl"):
            if doc.tokens[clause].lemma in (
                "mediate",
                "broker",
                "facilitate",
                "convey",
                "carry",
                "relay",
                "deliver",
                "pass",
                "host",
                "sponsor",
            ):
                heads += [a for a in [grammar.agent(doc, clause)] if a is not None]
        heads += [
            i for c in grammar.kids(doc, theme, "amod", "compound") if doc.tokens[c].lower in ("brokered", "mediated", "sponsored", "facilitated")
            for i in grammar.subtree(doc, c) if i in cast.names
        ]  # fmt: skip
    for conj in grammar.kids(doc, at, "advmod"):
        heads += [
            o
            for c in doc.tokens[conj].children
            for o in grammar.kids(doc, c, "pobj")
            if doc.tokens[c].lower in ("through", "via")
        ]
    heads = [h for one in heads for h in grammar.conjuncts(doc, one)]
    return tuple(p for h in heads for p in _go_between(doc, cast, h))


def _go_between(doc: Document, cast: Cast, head: int) -> list[Party]:
    """A go-between may be described only ("Middle Eastern intermediaries"): its words are its name then."""
    named = parties(cast, [head])
    inside = [h for o in grammar.under(doc, head, "like") for h in [o]]
    if named:
        return [*named, *parties(cast, inside)]
    token = doc.tokens[head]
    role = cast.roles.get(token.lower) or cast.roles.get(token.lemma)
    if role is None and token.lemma not in (
        "agent",
        "middleman",
        "intermediary",
        "go-between",
        "ally",
        "mediator",
        "proxy",
        "channel",
        "third",
        "country",
        "envoy",
    ):
        return []
    found = grammar.spans(doc, grammar.bare_phrase(doc, head, coordinated=False))
    text = doc.text[found[0].start : found[-1].end]
    return [Party(text, None, None, text, found), *parties(cast, inside)]
