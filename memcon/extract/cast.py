"""Document -> the cast: who each noun phrase and pronoun of the report stands for, as parties with country and sector.

Names come from the code book; titles and nationalities ("Serbian President …", "Houthi delegation") from the phrase
itself; pronouns and descriptions ("the group", "both sides") from what was said before, in this report only. Where two
candidates remain nothing is chosen and an abstention says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from memcon.extract import grammar
from memcon.extract.names import Hit, find_names
from memcon.extract.sentences import Document
from memcon.ontology import Codebook, Role
from memcon.types import Abstention, Party, Span

_HEAD_DEPS = frozenset({"compound", "amod", "nmod", "det", "case", "punct", "nummod", "quantmod", "predet", "advmod"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "we", "our", "us", "my", "me", "ours", "ourselves", "myself"})
_DESCRIBED = {
    "group": ("group",), "movement": ("group",), "rebel": ("group",), "militia": ("group",), "militant": ("group",), "faction": ("group",),
    "insurgent": ("group",), "guerrilla": ("group",), "fighter": ("group",), "organisation": ("organisation", "group"),
    "organization": ("organisation", "group"), "bloc": ("organisation",), "union": ("organisation",), "alliance": ("organisation", "group"),
    "country": ("state", "territory"), "nation": ("state",), "kingdom": ("state",), "republic": ("state", "territory"), "government": ("state",),
    "regime": ("state",), "state": ("state",), "emirate": ("state",),
}  # fmt: skip
_SIDES = frozenset({"side", "party", "country", "leader", "nation", "government", "neighbour", "neighbor", "rival", "foe", "delegation",
                    "minister", "president", "capital", "enemy", "team", "negotiator", "state", "camp", "warring", "belligerent"})  # fmt: skip
_PAIR = frozenset({"both", "two"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "trio": 3, "both": 2}
_OTHERS = frozenset({"ally", "partner", "friend", "foe", "rival", "opponent", "critic", "neighbour", "neighbor", "proxy", "supporter", "enemy",
                     "adversary", "backer", "counterpart", "middleman", "intermediary", "guest", "host"})  # fmt: skip
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_FEMALE_NOUNS = frozenset({"spokeswoman", "chairwoman", "woman", "queen", "congresswoman", "mrs", "ms", "madame"})


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody on stage. `kind` is a gazetteer kind, `media`, `role` (a description without a name) or `unknown`."""

    name: str
    country: str | None
    sector: str | None
    kind: str
    named: bool
    plural: bool = False
    role: str | None = None
    nonstate: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Entities that the noun phrase headed by token `head` stands for: one, or several for "both sides"."""

    head: int
    entities: tuple[Entity, ...]
    antecedent: int | None = None


@dataclass(slots=True)
class Cast:
    """All mentions of a report by head token, in order; `names` by token; `abstentions` of resolving."""

    doc: Document
    book: Codebook
    published: str | None
    hits: tuple[Hit, ...]
    names: dict[int, Hit]
    roles: dict[str, Role]
    mentions: dict[int, Mention] = field(default_factory=dict)
    abstentions: list[Abstention] = field(default_factory=list)
    speakers: dict[int, int] = field(default_factory=dict)


def find_cast(doc: Document, book: Codebook, published: str | None, speakers: dict[int, int]) -> Cast:
    """Resolve every noun phrase, left to right. `speakers` maps a token of quoted speech to its source's head token."""
    hits = find_names(doc, book)
    names = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
    roles = {word: role for role in book.roles for word in (role.noun, role.plural)}
    cast = Cast(doc, book, published, hits, names, roles, speakers=speakers)
    for token in doc.tokens:
        if token.pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") and token.i not in names and token.tag not in ("PRP", "PRP$"):
            continue
        if token.dep in _HEAD_DEPS and token.tag != "PRP$" and not _hyphenated(doc, token.i):
            continue
        mention = _mention(cast, token.i)
        if mention is not None:
            cast.mentions[token.i] = mention
    return cast


def _hyphenated(doc: Document, i: int) -> bool:
    """The maker in "Oman-brokered", which the parser takes for a modifier."""
    return i + 1 < len(doc.tokens) and doc.tokens[i + 1].text == "-" and doc.tokens[i + 1].start == doc.tokens[i].end


def _mention(cast: Cast, head: int) -> Mention | None:
    token = cast.doc.tokens[head]
    if token.tag in ("PRP", "PRP$"):
        return _pronoun(cast, head)
    entity = entity_of(cast, head)
    if entity is not None and (entity.named or entity.country):
        return Mention(head, (entity,))
    sides = _sides(cast, head)
    if sides is not None:
        return sides
    described = _description(cast, head)
    if described is not None:
        return described
    return Mention(head, (entity,)) if entity is not None else None


# names and phrases


def entity_of(cast: Cast, head: int) -> Entity | None:
    """Whom the words of the phrase alone name: a gazetteer name, a titled person, a nationality with a role."""
    doc, token = cast.doc, cast.doc.tokens[head]
    hit = cast.names.get(head)
    near = _hits_near(cast, head)
    role = cast.roles.get(token.lower) or cast.roles.get(token.lemma)
    if hit is not None and hit.publisher is not None:
        return Entity(hit.publisher.name, hit.publisher.country, "JRN", "media", True)
    if hit is not None and hit.actor is not None and hit.last >= head:
        return _known(cast, hit, token.tag in ("NNS", "NNPS"))
    if token.lemma in _OTHERS and not any(doc.tokens[c].dep == "amod" and c in cast.names for c in token.children):
        return Entity(grammar.text_of(doc, grammar.bare_phrase(doc, head, coordinated=False)), None, None, "role", False, token.tag == "NNS", token.lemma)
    if role is not None:
        return _in_a_role(cast, head, role, near)
    person = _titled(cast, head, near)
    if person is not None:
        return person
    return None


def _known(cast: Cast, hit: Hit, plural: bool) -> Entity:
    actor = hit.actor
    assert actor is not None
    sector = actor.sector_on(cast.published)
    kind = "state" if actor.kind == "state" else actor.kind
    return Entity(actor.name, actor.country, sector, kind, True, plural or hit.form == "demonym", nonstate=actor.nonstate)


def _hits_near(cast: Cast, head: int) -> list[Hit]:
    """Names inside the phrase that say whose it is: modifiers, possessors, "of …", and appositions last."""
    doc = cast.doc
    found: list[Hit] = []
    for child in doc.tokens[head].children:
        dep = doc.tokens[child].dep
        if dep in ("compound", "amod", "nmod", "poss"):
            found += [cast.names[i] for i in grammar.subtree(doc, child) if i in cast.names and i != head]
    for at in grammar.under(doc, head, "of", "for", "from", "with", "to", "at"):
        inner = [cast.names[at]] if at in cast.names else []
        found += inner or [cast.names[i] for i in doc.tokens[at].children if i in cast.names and doc.tokens[i].dep in ("amod", "compound", "poss")]
    unique = list(dict.fromkeys(h for h in found if h.actor is not None))
    return [h for h in unique if h.form != "surname" or h.actor is not None]


def _state_of(cast: Cast, hit: Hit) -> tuple[str | None, str | None, str | None]:
    actor = hit.actor
    assert actor is not None
    return actor.country, actor.sector_on(cast.published), actor.nonstate


def _in_a_role(cast: Cast, head: int, role: Role, near: Sequence[Hit]) -> Entity:
    """"Saudi officials", "the group's spokesman", "Kosovo's prime minister, Albin Kurti"."""
    doc, token = cast.doc, cast.doc.tokens[head]
    plural = token.lower == role.plural and role.plural != role.noun
    for child in grammar.kids(doc, head, "appos"):
        named = entity_of(cast, child) if doc.tokens[child].tag in ("NNP", "NNPS") else None
        if named is not None and named.kind in ("person", "unknown"):
            country = named.country or (_state_of(cast, near[0])[0] if near else None)
            return replace(named, country=country, sector=named.sector or role.sector, kind="person")
    if near:
        country, sector, nonstate = _state_of(cast, near[0])
        actor = near[0].actor
        assert actor is not None
        sector = sector if actor.kind == "group" or (role.sector is None and actor.kind != "state") else role.sector or sector
        return Entity(actor.name, country, sector, "role", False, plural, role.noun, nonstate)
    for owner in grammar.kids(doc, head, "poss", "compound"):
        mention = cast.mentions.get(owner)
        if mention is not None and len(mention.entities) == 1:
            one = mention.entities[0]
            return replace(one, sector=role.sector or one.sector, kind="role", named=False, plural=plural, role=role.noun)
    return Entity(grammar.text_of(doc, grammar.bare_phrase(doc, head, coordinated=False)), None, role.sector, "role", False, plural, role.noun)


def _titled(cast: Cast, head: int, near: Sequence[Hit]) -> Entity | None:
    """A name outside the gazetteer: "M23 delegate Benjamin Mbonimpa", "Ivanova", "the Gulf Mediation Office"."""
    doc, token = cast.doc, cast.doc.tokens[head]
    if token.tag not in ("NNP", "NNPS") or not token.text[0].isupper() or not any(c.islower() for c in token.text):
        return None
    parts = [c for c in token.children if doc.tokens[c].dep in ("compound", "nmod") and c < head]
    inside = [i for p in parts for i in grammar.subtree(doc, p)]
    titles = [i for i in inside if doc.tokens[i].lower in cast.roles]
    own = [i for i in inside if i not in cast.names and doc.tokens[i].lower not in cast.roles and doc.tokens[i].tag in ("NNP", "NNPS")]
    own = [i for i in own if not titles or i > max(titles)]
    name = grammar.text_of(doc, [*own, head])
    appositions = [a for a in grammar.kids(doc, head, "appos") if doc.tokens[a].lower in cast.roles or doc.tokens[a].lemma in cast.roles]
    country = sector = None
    if near:
        country, sector, _ = _state_of(cast, near[0])
    role = cast.roles.get(doc.tokens[titles[-1]].lower) if titles else None
    for apposition in appositions:
        described = _in_a_role(cast, apposition, cast.roles.get(doc.tokens[apposition].lower) or cast.roles[doc.tokens[apposition].lemma], _hits_near(cast, apposition))
        country, sector, role = country or described.country, sector or described.sector, role or cast.roles.get(described.role or "")
    if role is not None:
        sector = role.sector or sector
        country = country or _of_the_government(cast, head, inside)
    earlier = _same_name(cast, name)
    if earlier is not None and country is None:
        return earlier
    kind = "person" if role is not None or len(name.split()) > 1 or earlier is not None else "unknown"
    return Entity(name, country, sector, kind, True, role=role.noun if role else None)


def _same_name(cast: Cast, name: str) -> Entity | None:
    last = name.split()[-1]
    for mention in reversed(cast.mentions.values()):
        for entity in mention.entities:
            if entity.named and entity.kind in ("person", "unknown") and entity.name.split()[-1] == last:
                return entity
    return None


def _of_the_government(cast: Cast, head: int, words: Iterable[int]) -> str | None:
    """"government spokesman" is of the one state on stage so far; with two, nobody's."""
    if not any(cast.doc.tokens[i].lower in ("government", "state") for i in words):
        return None
    states = {e.country for m in cast.mentions.values() for e in m.entities if e.kind == "state" and not _is_place(cast.doc, m.head)}
    return next(iter(states)) if len(states) == 1 else None


def _is_place(doc: Document, head: int) -> bool:
    token = doc.tokens[head]
    return token.dep == "pobj" and doc.tokens[token.head].lower in ("in", "at", "near", "to", "from", "out", "into", "across", "of") and (
        doc.tokens[token.head].lower != "of" or doc.tokens[doc.tokens[token.head].head].lower in ("out", "east", "west", "north", "south", "city", "town", "capital")
    )  # fmt: skip


# reference


def _earlier(cast: Cast, head: int, sentences: int) -> list[Mention]:
    """Mentions before `head`, nearest first, no further back than so many sentences."""
    here = cast.doc.tokens[head].sentence
    out = []
    for at in reversed(cast.mentions):
        if here - cast.doc.tokens[at].sentence > sentences:
            break
        out.append(cast.mentions[at])
    return out


def _pronoun(cast: Cast, head: int) -> Mention | None:
    token = cast.doc.tokens[head]
    if token.lower in _FIRST:
        speaker = cast.speakers.get(head)
        if speaker is not None and speaker in cast.mentions:
            return Mention(head, cast.mentions[speaker].entities, speaker)
        return None
    if token.lower in _PERSONAL:
        return _one_of(cast, head, [m for m in _earlier(cast, head, 3) if _is_person(cast, m, token.lower)])
    if token.lower in _NEUTER and not (token.dep == "nsubj" and _is_expletive(cast.doc, head)):
        return _one_of(cast, head, [m for m in _earlier(cast, head, 2) if len(m.entities) == 1 and _is_body(cast, m)])
    if token.lower in _PLURAL:
        return _one_of(cast, head, [m for m in _earlier(cast, head, 2) if _is_plural(cast, m)])
    return None


def _is_expletive(doc: Document, head: int) -> bool:
    verb = doc.tokens[head].head
    return doc.tokens[verb].lemma == "be" and bool(grammar.kids(doc, verb, "acomp", "ccomp")) and not grammar.kids(doc, verb, "attr")


def _is_person(cast: Cast, mention: Mention, pronoun: str) -> bool:
    if len(mention.entities) != 1:
        return False
    entity, token = mention.entities[0], cast.doc.tokens[mention.head]
    if entity.plural or (entity.kind not in ("person", "unknown") and not _singular_human(cast, entity)):
        return False
    female = entity.role in _FEMALE_NOUNS or token.lower in _FEMALE
    male = entity.role in ("spokesman", "chairman", "king", "congressman") or token.lower in _PERSONAL - _FEMALE
    return not (female and pronoun not in _FEMALE) and not (male and pronoun in _FEMALE)


def _singular_human(cast: Cast, entity: Entity) -> bool:
    role = cast.roles.get(entity.role or "")
    return entity.kind == "role" and role is not None and role.kind == "person"


def _is_body(cast: Cast, mention: Mention) -> bool:
    entity = mention.entities[0]
    if entity.kind == "role":
        role = cast.roles.get(entity.role or "")
        return not entity.plural and (role is None or role.kind != "person")
    return entity.kind in ("state", "territory", "institution", "group", "organisation", "media") and not _is_place(cast.doc, mention.head)


def _is_plural(cast: Cast, mention: Mention) -> bool:
    token = cast.doc.tokens[mention.head]
    if _is_place(cast.doc, mention.head):
        return False
    entity = mention.entities[0]
    return len(mention.entities) > 1 or entity.plural or entity.kind == "group" or token.tag in ("NNS", "NNPS")


def _one_of(cast: Cast, head: int, candidates: Sequence[Mention]) -> Mention | None:
    """The most salient candidate; None and an abstention where another is as good.

    Salience: nearer sentences first, then subjects before others, as in centering; the same entity twice is one.
    """
    doc = cast.doc
    ranked: list[tuple[int, Mention]] = []
    for mention in candidates:
        token = doc.tokens[mention.head]
        distance = doc.tokens[head].sentence - token.sentence
        speaker = _is_subject(doc, mention.head)
        same = sum(1 for _, m in ranked if m.entities == mention.entities)
        if not same:
            ranked.append((2 * distance - speaker - (doc.tokens[mention.head].tag in ("PRP", "PRP$")), mention))
    if not ranked:
        return None
    ranked.sort(key=lambda pair: pair[0])
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0] and not _settled(doc, ranked[0][1], ranked[1][1], head):
        cast.abstentions.append(Abstention((Span(doc.tokens[head].start, doc.tokens[head].end),), "coreference", "two candidates remain"))
        return None
    best = ranked[0][1]
    origin = best.antecedent if best.antecedent is not None else best.head
    return Mention(head, best.entities, origin)


def _is_subject(doc: Document, head: int) -> bool:
    return doc.tokens[grammar.first_conjunct(doc, head)].dep in ("nsubj", "nsubjpass")


def _settled(doc: Document, one: Mention, other: Mention, head: int) -> bool:
    """Between equals, the subject of the main clause is taken over one further down, never one over another of its kind."""
    return grammar.first_conjunct(doc, one.head) != grammar.first_conjunct(doc, other.head) and _is_subject(doc, one.head) and (
        doc.tokens[doc.tokens[one.head].head].dep == "ROOT"
    ) != (doc.tokens[doc.tokens[other.head].head].dep == "ROOT")  # fmt: skip


def _description(cast: Cast, head: int) -> Mention | None:
    """"the group", "the ministry", "the president": a definite description of somebody named before."""
    doc, token = cast.doc, cast.doc.tokens[head]
    definite = any(doc.tokens[c].lower in ("the", "that", "this", "these", "those") for c in token.children)
    if not definite:
        return None
    kinds = _DESCRIBED.get(token.lemma)
    if kinds is not None:
        found = [m for m in _earlier(cast, head, 6) if len(m.entities) == 1 and m.entities[0].kind in kinds and not _is_place(doc, m.head)]
        return _one_of(cast, head, found)
    if token.lemma in cast.roles:
        role = cast.roles[token.lemma]
        found = [m for m in _earlier(cast, head, 6) if len(m.entities) == 1 and m.entities[0].role == role.noun]
        return _one_of(cast, head, found) if found else None
    return None


def _sides(cast: Cast, head: int) -> Mention | None:
    """"both sides", "the two leaders", "the three": the last parties named together, or the only two on stage."""
    doc, token = cast.doc, cast.doc.tokens[head]
    words = {doc.tokens[c].lower for c in token.children} | {token.lower}
    number = next((n for word, n in _NUMBERS.items() if word in words), 2 if "warring" in words else None)
    if number is None or (token.lemma not in _SIDES and token.lower not in _NUMBERS) or not (words & {"the", "both", "all"}):
        return None
    for at in reversed(cast.mentions):
        group = [g for g in grammar.conjuncts(doc, grammar.first_conjunct(doc, at)) if g in cast.mentions]
        parties = tuple(dict.fromkeys(e for g in group for e in cast.mentions[g].entities))
        if len(parties) == number or len(cast.mentions[at].entities) == number:
            found = parties if len(parties) == number else cast.mentions[at].entities
            return Mention(head, found, group[0] if group else at)
    principal = tuple(
        dict.fromkeys(
            e for m in cast.mentions.values() for e in m.entities
            if e.named and e.kind in ("state", "group", "territory") and not _is_place(doc, m.head)
        )
    )  # fmt: skip
    if len(principal) == number:
        return Mention(head, principal)
    cast.abstentions.append(Abstention(grammar.spans(doc, [head]), "actors", "sides unclear"))
    return None


# parties


def parties(cast: Cast, heads: Iterable[int]) -> tuple[Party, ...]:
    """The parties under these noun phrases and everything joined to them, each once, in text order."""
    out: dict[tuple[str, str | None], Party] = {}
    for head in heads:
        for one in _members(cast, head):
            for party in _parties_at(cast, one):
                out.setdefault((party.name, party.country), party)
    return tuple(out.values())


def _members(cast: Cast, head: int) -> list[int]:
    """The phrase and its conjuncts; "the foreign ministers of Britain, France and Germany" are three."""
    doc = cast.doc
    out = []
    for one in grammar.conjuncts(doc, head):
        inside = [g for o in grammar.under(doc, one, "of", "from") for g in grammar.conjuncts(doc, o)]
        named = [g for g in inside if g in cast.mentions and cast.mentions[g].entities[0].named]
        plural = doc.tokens[one].tag in ("NNS", "NNPS")
        out += named if plural and len(named) > 1 else [one]
        if not plural or len(named) < 2:
            owners = [g for c in grammar.kids(doc, one, "compound", "amod") for g in grammar.conjuncts(doc, c) if g in cast.names]
            if plural and len({cast.names[g].actor for g in owners}) > 1:
                out[-1:] = owners
    return out


def _parties_at(cast: Cast, head: int) -> list[Party]:
    mention = cast.mentions.get(head)
    doc = cast.doc
    tokens = grammar.bare_phrase(doc, head, coordinated=False)
    if mention is None and head in cast.names:
        hit = cast.names[head]
        if hit.actor is None:
            return []
        mention, tokens = Mention(head, (_known(cast, hit, False),)), [head]
    found = grammar.spans(doc, tokens)
    if mention is None or not found:
        return []
    words = doc.text[found[0].start : found[-1].end]
    return [Party(e.name, e.country, e.sector, words, found) for e in mention.entities if e.kind != "media"]
