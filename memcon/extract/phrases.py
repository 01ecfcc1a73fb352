"""Noun phrases -> entities: whom the words of a phrase alone name, before anything said earlier is asked.

A gazetteer name, a person with title or apposition, a medium, a nationality with a role ("Saudi officials"), a body by
its name. Pronouns and descriptions are the business of `reference`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from memcon.extract import grammar
from memcon.extract.home import home_state, is_office
from memcon.extract.media import medium_at
from memcon.extract.names import Hit, is_backer
from memcon.extract.proper import ProperName, is_civil_general, role_beside
from memcon.extract.stage import Cast, Entity, Mention, role_of
from memcon.lexicon import words
from memcon.ontology import Role

DEEPEST = 4
_STAFF = frozenset({"correspondent", "reporter", "journalist", "witness", "photographer", "editor"})
_OWNING = ("of", "for", "from", "with", "to")
_MANY = frozenset({"many", "some", "most", "few", "several", "ordinary", "millions", "thousands"})


def entity_of(cast: Cast, head: int) -> Entity | None:
    """Whom the phrase headed by `head` names; None where its words name nobody."""
    hit = cast.names.get(head)
    if hit is not None and hit.publisher is not None:
        return medium_entity(cast, head)
    name = cast.proper.at.get(head) or cast.proper.titled.get(head) or _held_office(cast, head)
    if name is not None and name.person and not _owns(head, name):
        return _person(cast, head, name)
    if hit is not None and hit.actor is not None and hit.last >= head:
        return _known(cast, head, hit)
    return medium_entity(cast, head) or _by_noun(cast, head, name)


def _held_office(cast: Cast, head: int) -> ProperName | None:
    """The person whose title a listed office is: "UN Secretary-General" right in front of a name."""
    hit = cast.names.get(head)
    if hit is None or hit.actor is None or hit.actor.kind in ("state", "person"):
        return None
    doc, last = cast.doc, hit.last
    office = is_civil_general(doc, last) or (role_of(cast, last) is not None and hit.first < last)
    name = cast.proper.at.get(last + 1) if office else None
    return name if name is not None and name.person and name.first == last + 1 else None


def _by_noun(cast: Cast, head: int, name: ProperName | None) -> Entity | None:
    """By the noun that heads the phrase: a role, a part of a body, a name in apposition, a name in no list."""
    role = role_of(cast, head)
    named = _in_apposition(cast, head)
    if named is not None:
        return named
    if cast.doc.tokens[head].lemma in words("naming", "people", "others") and not _inner_hits(cast, head):
        return _described(cast, head, None)
    if role is not None:
        return _in_a_role(cast, head, role)
    return _part_of_a_body(cast, head) or _by_name(cast, head, name)


def _owns(head: int, name: ProperName) -> bool:
    """The head is a noun behind the name ("Omtzigt's spokeswoman"), so the phrase is not the person."""
    return head > name.last


# gazetteer names


def _known(cast: Cast, head: int, hit: Hit) -> Entity:
    """A state, body or group of the code book; a people where the phrase counts heads ("many Salvadorans")."""
    actor, doc = hit.actor, cast.doc
    assert actor is not None
    token = doc.tokens[head]
    plural = token.tag in ("NNS", "NNPS")
    sector = actor.sector_on(cast.published)
    spelt = doc.text[doc.tokens[hit.first].start : doc.tokens[hit.last].end]
    if hit.form == "capital" and spelt.lower().replace("’", "'") in words("naming", "places", "contested"):
        return Entity(spelt, actor.country, None, "territory", True)
    if hit.form == "demonym" and not plural and _is_one_person(cast, head):
        text = grammar.text_of(doc, grammar.bare_phrase(doc, head, coordinated=False))
        return Entity(text, actor.country, None, "role", False, role="person")
    if hit.form == "demonym" and plural:
        before = {doc.tokens[c].lower for c in token.children if c < hit.first}
        number = any(doc.tokens[c].dep == "nummod" for c in token.children)
        if (
            before & _MANY
            or number
            or (not before & {"the"} and token.head != head and doc.tokens[token.head].pos != "VERB")
        ):
            return Entity(doc.text[doc.tokens[hit.first].start : token.end], actor.country, None, "people", False, True)
    return Entity(
        actor.name, actor.country, sector, actor.kind, True, plural or hit.form == "demonym", nonstate=actor.nonstate
    )


def _is_one_person(cast: Cast, head: int) -> bool:
    """As in "the American", "an Israeli"; "the French", "the Chinese" are a people or its government."""
    token = cast.doc.tokens[head]
    small = {cast.doc.tokens[c].lower for c in token.children if c < head}
    return bool(small & {"the", "a", "an", "another", "one"}) and token.lower.endswith(
        ("an", "i", "man", "woman", "er")
    )


def medium_entity(cast: Cast, head: int, *, reporting: bool = False) -> Entity | None:
    """The medium a phrase names or describes; `reporting` as in `medium_at`. Its reporters are people, no medium."""
    if cast.doc.tokens[head].lemma in _STAFF:
        return None
    medium = medium_at(cast.doc, cast.names, cast.book, head, reporting=reporting)
    if medium is None:
        return None
    owner = medium.owner.actor.country if medium.owner is not None and medium.owner.actor is not None else None
    country = medium.publisher.country if medium.publisher is not None else None
    words_ = cast.doc.text[medium.span.start : medium.span.end]
    return Entity(
        medium.name or words_,
        country or owner,
        "JRN",
        "media",
        medium.name is not None,
        cast.doc.tokens[head].tag == "NNS",
    )


# people


def _person(cast: Cast, head: int, name: ProperName) -> Entity:
    """A person by name, with country and office from title, apposition, relative clause, or from an earlier mention."""
    if name.name is None:
        return Entity(name.text, None, None, "unknown", True)
    before = cast.people.get(name.name)
    hit = next((cast.names[i] for i in range(name.first, name.last + 1) if i in cast.names), None)
    actor = hit.actor if hit is not None else None
    country, sector, role, nonstate = _office(cast, head, name)
    if actor is not None:
        country, sector = actor.country or country, actor.sector_on(cast.published) or sector
        nonstate = actor.nonstate or nonstate
    one = Entity(name.name, country, sector, "person", True, role=role, nonstate=nonstate)
    if before is not None:
        one = replace(
            before, country=before.country or country, sector=before.sector or sector, role=role or before.role,
            nonstate=before.nonstate or nonstate,
        )  # fmt: skip
    cast.people[name.name] = one
    return one


def _office(cast: Cast, head: int, name: ProperName) -> tuple[str | None, str | None, str | None, str | None]:
    """Country, sector, role noun and PLOVER nonstate code that the words around a name tell."""
    title = [i for i in name.title if cast.doc.tokens[i].sentence == cast.doc.tokens[head].sentence]
    nouns = [
        i for i in title if role_of(cast, i) is not None and not is_civil_general(cast.doc, min(i + 2, name.first))
    ]
    role = role_of(cast, nouns[-1]) if nouns else None
    whose = [cast.names[i] for i in title if i in cast.names and not is_backer(cast.doc, cast.names[i])]
    owner = _owner_of(cast, _homes(role, whose))
    if owner[0] is None and owner[2] is None:
        owner = _owner_of(cast, _hits_near(cast, head))
    found = (owner[0], _sector(role, owner, title, cast), role.noun if role else None, owner[2])
    for at in role_beside(cast.doc, (name.first, name.last), cast.roles):
        beside = role_of(cast, at)
        if beside is None:
            continue
        one = _in_a_role(cast, at, beside, alone=True)
        found = (found[0] or one.country, found[1] or one.sector, found[2] or beside.noun, found[3] or one.nonstate)
    if found[0] is None and found[3] is None:
        near = _owner_of(cast, _leads(cast, head))
        found = (near[0] or _leads_home(cast, head), found[1] or near[1], found[2], near[2])
    if (
        found[0] is None
        and found[3] is None
        and (found[1] is None or found[1] in ("GOV", "MIL", "OPP", "LEG"))
        and is_office(cast.doc, title)
    ):
        found = (home_state(cast, head), *found[1:])
    return found


def _sector(
    role: Role | None, owner: tuple[str | None, str | None, str | None, str], title: Sequence[int], cast: Cast
) -> str | None:
    if owner[3] == "group":
        return owner[1]
    if any(cast.doc.tokens[i].lower in words("naming", "bodies", "armed") for i in title):
        return "MIL"
    return (role.sector if role is not None else None) or owner[1]


def _owner_of(cast: Cast, hits: Iterable[Hit]) -> tuple[str | None, str | None, str | None, str]:
    """Country, sector, nonstate code and kind of the first actor named."""
    for hit in hits:
        if hit.actor is not None:
            return hit.actor.country, hit.actor.sector_on(cast.published), hit.actor.nonstate, hit.actor.kind
    return None, None, None, ""


def _homes(role: Role | None, hits: Iterable[Hit]) -> list[Hit]:
    """Without what somebody is an expert on: an "Iran analyst" need not be Iranian."""
    student = role is not None and role.noun.split(" ")[-1] in words("naming", "people", "students")
    return [
        h
        for h in hits
        if not student or h.form == "demonym" or (h.actor is not None and h.actor.kind not in ("state", "territory"))
    ]


def _leads(cast: Cast, head: int) -> list[Hit]:
    """Names in "who heads the Kenyan team", "of the liberal VVD": whose the person is by a clause about him."""
    doc = cast.doc
    out: list[Hit] = []
    for clause in grammar.kids(doc, head, "relcl"):
        if doc.tokens[clause].lemma in (
            "head",
            "lead",
            "chair",
            "run",
            "represent",
            "command",
            "rule",
            "govern",
            "advise",
        ):
            for thing in grammar.kids(doc, clause, "dobj"):
                out += [cast.names[thing]] if thing in cast.names else []
                out += _hits_near(cast, thing)
    return out


def _leads_home(cast: Cast, head: int) -> str | None:
    """As in "who runs the government's peace secretariat"."""
    doc = cast.doc
    things = [t for c in grammar.kids(doc, head, "relcl") for t in grammar.kids(doc, c, "dobj")]
    return (
        home_state(cast, head)
        if any(is_office(doc, grammar.kids(doc, t, "poss", "compound")) for t in things)
        else None
    )


# roles


def _inner_hits(cast: Cast, head: int) -> list[Hit]:
    """Names of actors among the words before the head in its own phrase."""
    doc = cast.doc
    inside = [
        i
        for c in doc.tokens[head].children
        if doc.tokens[c].dep in ("amod", "compound", "nmod", "poss", "nummod")
        for i in grammar.subtree(doc, c)
    ]
    found = dict.fromkeys(
        cast.names[i] for i in inside if i < head and i in cast.names and cast.names[i].actor is not None
    )
    abroad = doc.tokens[head].lower in words("naming", "bodies", "abroad")
    return [
        h
        for h in found
        if not is_backer(doc, h) and not (abroad and h.form == "capital" and doc.tokens[h.last].dep != "poss")
    ]


def _hits_near(cast: Cast, head: int, deep: int = 0) -> list[Hit]:
    """Names inside the phrase that say whose it is: modifiers and possessors first, then "of …"."""
    found = _inner_hits(cast, head)
    for at in grammar.under(cast.doc, head, *_OWNING):
        hit = cast.names.get(at)
        if hit is not None and hit.actor is not None and not is_backer(cast.doc, hit):
            found.append(hit)
        if deep < DEEPEST and (hit is None or hit.actor is None):
            found += _hits_near(cast, at, deep + 1)
    for at in grammar.under(cast.doc, head, "in", "inside", "at", "within", "on"):
        if deep < DEEPEST and at not in cast.names and _is_body(cast, at):
            found += _hits_near(cast, at, deep + 1)
    return list(dict.fromkeys(found))


def _is_body(cast: Cast, head: int) -> bool:
    """As in "a source in the Moldovan energy ministry": inside a body, not at a place."""
    role = role_of(cast, head)
    parts = words("naming", "bodies", "parts")
    return (role is not None and role.kind in ("institution", "government")) or cast.doc.tokens[head].lemma in parts


def _in_a_role(cast: Cast, head: int, role: Role, *, alone: bool = False) -> Entity:
    """As in "Saudi officials", "the group's spokesman", "the ministry in Lima", "Kosovo's premier, Albin Kurti".

    `alone` leaves out the name in apposition, which is being described.
    """
    doc = cast.doc
    if not alone:
        for child in grammar.kids(doc, head, "appos"):
            name = cast.proper.at.get(child)
            if name is not None and name.person:
                return _person(cast, child, name)
            if role.kind != "person" and child in cast.names:
                return (
                    _known(cast, child, cast.names[child])
                    if cast.names[child].actor is not None
                    else _described(cast, head, role)
                )
    near = _homes(role, _hits_near(cast, head))
    if near:
        return _owned(cast, head, role, near)
    owner = _owner_mention(cast, head)
    if owner is not None:
        own = owner.kind == "group" or (owner.kind == "person" and role.noun == "deputy")
        sector = owner.sector if own else role.sector or owner.sector
        return replace(owner, sector=sector, kind="role", named=False, plural=_plural(cast, head), role=role.noun)
    return _described(cast, head, role)


def _owned(cast: Cast, head: int, role: Role, near: Sequence[Hit]) -> Entity:
    country, sector, nonstate, kind = _owner_of(cast, near)
    actor = near[0].actor
    assert actor is not None
    own = {n.actor for n in cast.book.find_names(f"{actor.name}'s {role.noun}") if n.actor.country == country}
    if kind == "state" and len(own) == 1 and role.kind == "institution":
        listed = next(iter(own))
        return Entity(listed.name, listed.country, listed.sector_on(cast.published), listed.kind, True)
    several = (
        {h.actor.country for h in near if h.actor is not None and h.actor.kind in ("state", "territory")}
        if _is_joined(cast, head)
        else set()
    )
    if len(several) > 1:
        return replace(_described(cast, head, role), country=None)
    sector = sector if kind == "group" or (role.sector is None and kind != "state") else role.sector or sector
    return Entity(actor.name, country, sector, "role", False, _plural(cast, head), role.noun, nonstate)


def _is_joined(cast: Cast, head: int) -> bool:
    """As in "Indian and Chinese officials": owners joined by "and"."""
    doc = cast.doc
    owners = [c for c in doc.tokens[head].children if doc.tokens[c].dep in ("amod", "compound", "nmod", "poss")]
    owners += grammar.under(doc, head, *_OWNING)
    return any(grammar.kids(doc, o, "conj") for o in owners)


def _owner_mention(cast: Cast, head: int) -> Entity | None:
    """The one entity behind a possessor or "of …" that is no name itself: "its spokesman", "leader of the group"."""
    doc = cast.doc
    owners = [*grammar.kids(doc, head, "poss", "compound"), *grammar.under(doc, head, "of", "for")]
    for owner in owners:
        mention = cast.mentions.get(owner) or _ahead(cast, owner)
        if mention is not None and len(mention.entities) == 1 and mention.entities[0].kind not in ("media", "people"):
            one = mention.entities[0]
            if one.country or one.nonstate or one.kind == "group":
                return one
    return None


def _ahead(cast: Cast, owner: int) -> Mention | None:
    """An owner further on in the text than the phrase being read ("X, the government's envoy"), if a plain one."""
    if cast.doc.tokens[owner].tag != "NN" or grammar.kids(cast.doc, owner, "poss", "prep", "appos"):
        return None
    entity = entity_of(cast, owner)
    return Mention(owner, (entity,)) if entity is not None else None


def _plural(cast: Cast, head: int) -> bool:
    return cast.doc.tokens[head].tag in ("NNS", "NNPS")


def _described(cast: Cast, head: int, role: Role | None) -> Entity:
    """A role without an owner: its country only where an office is of the one state that is meant."""
    doc = cast.doc
    tokens = grammar.bare_phrase(doc, head, coordinated=False)
    text = grammar.text_of(doc, tokens)
    before = [
        i for i in tokens if (i <= head and doc.tokens[i].dep in ("compound", "amod", "poss", "nmod")) or i == head
    ]
    of_a_state = role is not None and (role.kind != "person" or is_office(doc, [b for b in before if b != head]))
    country = _seat(cast, head) if of_a_state else None
    if country is None and role is not None and role.sector in ("GOV", "MIL", "LEG", None) and is_office(doc, before):
        country = home_state(cast, head) if _is_states_own(cast, before, role) else None
    sector = role.sector if role is not None else None
    if sector == "MIL" and {doc.tokens[i].lower for i in before} & words("naming", "bodies", "irregular"):
        sector = "REB"
    return Entity(
        text, country, sector, "role", False, _plural(cast, head), role.noun if role else doc.tokens[head].lemma
    )


def _is_states_own(cast: Cast, tokens: Sequence[int], role: Role) -> bool:
    """Whether a role is a state's: "an army spokesman", "the government" are, "an official" may be anybody's."""
    low = {cast.doc.tokens[i].lower for i in tokens}
    return (
        not low & words("naming", "bodies", "abroad")
        and not low & words("naming", "bodies", "irregular")
        and not low & {"some", "any", "no", "every", "each", "other", "another"}
        and role.kind != "document"
    )


def _seat(cast: Cast, head: int) -> str | None:
    """As in "the foreign ministry in Lima"."""
    if cast.doc.tokens[head].lower in words("naming", "bodies", "abroad"):
        return None
    for at in grammar.under(cast.doc, head, "in"):
        hit = cast.names.get(at)
        if hit is not None and hit.actor is not None and hit.actor.kind == "state":
            return hit.actor.country
    return None


def _in_apposition(cast: Cast, head: int) -> Entity | None:
    """As in "Its regional organiser, Tanya Palmer": any noun for a person, if the name behind it is a person's."""
    inner = [o for p in grammar.kids(cast.doc, head, "prep") for o in grammar.kids(cast.doc, p, "pobj")]
    role = role_of(cast, head)
    inside = inner if role is not None and role.kind == "person" else []
    for child in [c for i in (head, *inside) for c in grammar.kids(cast.doc, i, "appos")]:
        name = cast.proper.at.get(child)
        if name is not None and name.person and (child in cast.doc.tokens[head].children or _has_comma(cast, name)):
            return _person(cast, child, name)
    return None


def _has_comma(cast: Cast, name: ProperName) -> bool:
    """The name behind "a spokesman for the mission" is his where commas stand on both sides."""
    after = name.last + 1
    return (
        name.first > 0 and cast.doc.tokens[name.first - 1].text == ","
        and after < len(cast.doc.tokens) and cast.doc.tokens[after].text == ","
    )  # fmt: skip


def _part_of_a_body(cast: Cast, head: int) -> Entity | None:
    """As in "the prime minister's office", "the Ethiopian side": a part speaks for the whole it is of."""
    doc = cast.doc
    if doc.tokens[head].lemma not in words("naming", "bodies", "parts"):
        return None
    near = _hits_near(cast, head)
    part = Role(doc.tokens[head].lemma, doc.tokens[head].lemma, "institution", None)
    if near:
        return _owned(cast, head, part, near)
    owner = _owner_mention(cast, head)
    if owner is not None:
        return replace(owner, kind="role", named=False, plural=_plural(cast, head), role=part.noun)
    return _described(cast, head, part)


# names in no list


def _by_name(cast: Cast, head: int, name: ProperName | None) -> Entity | None:
    """As in "Ivanova", "the Gulf Mediation Office", "Unison": somebody by a name that no list holds."""
    doc, token = cast.doc, cast.doc.tokens[head]
    if (
        token.tag not in ("NNP", "NNPS")
        or not token.text[0].isupper()
        or token.lower in words("naming", "people", "calendar")
    ):
        return None
    run = [i for i in grammar.bare_phrase(doc, head, coordinated=False) if i <= head]
    own = [i for i in run if name is not None and name.first <= i] or [head]
    text = grammar.text_of(doc, own)
    body = (
        any(doc.tokens[i].lower in words("naming", "bodies", "words") for i in own)
        or any(doc.tokens[i].lower == "the" for i in run)
        or text.isupper()
    )
    country, sector, nonstate, _ = _owner_of(cast, _inner_hits(cast, head))
    return Entity(text, country, sector, "body" if body else "unknown", True, token.tag == "NNPS", nonstate=nonstate)
