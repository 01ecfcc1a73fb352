"""Document -> the cast: who each noun phrase and pronoun of the report stands for, as parties with country and sector.

    names      which words spell a state, body, person or medium of the code book
    proper     which other runs of words are names, and which of them people's
    phrases    whom a phrase's own words name
    reference  whom a pronoun or description stands for, or an abstention
    home       whose government "the ministry" is

Here they are put together, left to right, and turned into parties.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from memcon.extract import grammar, reference
from memcon.extract.home import dateline, survey
from memcon.extract.names import find_names, is_backer, only_sides
from memcon.extract.phrases import entity_of
from memcon.extract.proper import find_proper_names
from memcon.extract.sentences import Document
from memcon.extract.stage import Cast, Entity, Mention
from memcon.lexicon import words
from memcon.ontology import Codebook
from memcon.types import Party

__all__ = ["Cast", "Entity", "Mention", "find_cast", "parties"]

_INNER = frozenset({"compound", "amod", "nmod", "det", "case", "punct", "nummod", "quantmod", "predet", "advmod"})


def find_cast(doc: Document, book: Codebook, published: str | None, speakers: dict[int, int]) -> Cast:
    """Resolve every noun phrase, left to right. `speakers` maps a token of quoted speech to its source's head token."""
    hits = find_names(doc, book)
    names = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
    roles = {word: role for role in book.roles for word in (role.noun, role.plural)}
    proper = find_proper_names(doc, names, roles)
    cast = Cast(doc, book, published, hits, names, roles, proper, survey(doc, book, hits, names), speakers=speakers)
    written = dateline(doc)
    for token in doc.tokens:
        if written.start <= token.start < written.end or not _may_stand(cast, token.i):
            continue
        mention = _mention(cast, token.i)
        if mention is not None:
            cast.mentions[token.i] = mention
            reference.note(cast, mention)
    _catch_up(cast)
    return cast


def _may_stand(cast: Cast, i: int) -> bool:
    """Heads of noun phrases and pronouns; inner words of a phrase do not stand for anybody by themselves."""
    token = cast.doc.tokens[i]
    if token.tag in ("PRP", "PRP$"):
        return True
    if token.pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") and i not in cast.names:
        return False
    return token.dep not in _INNER or _hyphenated(cast.doc, i)


def _hyphenated(doc: Document, i: int) -> bool:
    """The maker in "Oman-brokered", which the parser takes for a modifier."""
    return i + 1 < len(doc.tokens) and doc.tokens[i + 1].text == "-" and doc.tokens[i + 1].start == doc.tokens[i].end


def _mention(cast: Cast, head: int) -> Mention | None:
    if cast.doc.tokens[head].tag in ("PRP", "PRP$"):
        return reference.pronoun(cast, head)
    entity = entity_of(cast, head)
    namesakes = reference.namesakes(cast, head)
    if namesakes is not None:
        return namesakes
    if entity is not None and entity.named:
        return Mention(head, (entity,))
    sides = reference.sides(cast, head)
    if sides is not None:
        return sides
    if entity is None or not _has_owner(cast, head):
        described = reference.description(cast, head)
        if described is not None:
            return described
    return Mention(head, (entity,)) if entity is not None else None


def _has_owner(cast: Cast, head: int) -> bool:
    """Whether the words say whose: "the Russian leader" says whose he is; "the leader" points back."""
    doc = cast.doc
    inside = [i for i in grammar.bare_phrase(doc, head, coordinated=False) if i != head]
    owners = [cast.names[i] for i in inside if i in cast.names and not is_backer(doc, cast.names[i])]
    return any(hit is not cast.names.get(head) for hit in owners) or any(
        doc.tokens[c].dep == "poss" for c in doc.tokens[head].children
    )


def _catch_up(cast: Cast) -> None:
    """What was learnt of a person later on holds for the earlier mentions, too."""
    for head, mention in cast.mentions.items():
        if any(e.kind == "person" and cast.people.get(e.name, e) != e for e in mention.entities):
            entities = tuple(_now(cast, e) for e in mention.entities)
            cast.mentions[head] = replace(mention, entities=entities)


def _now(cast: Cast, entity: Entity) -> Entity:
    known = cast.people.get(entity.name) if entity.kind == "person" else None
    if known is None:
        return entity
    return replace(
        entity,
        country=entity.country or known.country,
        sector=entity.sector or known.sector,
        nonstate=entity.nonstate or known.nonstate,
    )


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
            owners = [
                g
                for c in grammar.kids(doc, one, "compound", "amod")
                for g in grammar.conjuncts(doc, c)
                if g in cast.names
            ]
            if plural and len({cast.names[g].actor for g in owners}) > 1:
                out[-1:] = owners
    return out


def _is_paper(cast: Cast, head: int) -> bool:
    """As in "an agreement", "the draft": what was written or agreed is nobody."""
    token = cast.doc.tokens[head]
    papers = words("naming", "people", "papers")
    return token.tag in ("NN", "NNS") and token.lemma in papers and head not in cast.names


def _parties_at(cast: Cast, head: int) -> list[Party]:
    mention = cast.mentions.get(head)
    doc = cast.doc
    if (head in cast.names and only_sides(doc, cast.names[head])) or _is_paper(cast, head):
        return []
    tokens = grammar.bare_phrase(doc, head, coordinated=False)
    if mention is None and head in cast.names:
        entity = entity_of(cast, head)
        if entity is None:
            return []
        mention, tokens = Mention(head, (entity,)), [head]
    found = grammar.spans(doc, tokens)
    if mention is None or not found:
        return []
    told = doc.text[found[0].start : found[-1].end]
    return [
        Party(e.name, e.country, e.sector, told, found)
        for e in mention.entities
        if e.kind not in ("media", "people", "sides")
    ]
