"""Pronouns and descriptions -> whom they stand for, in this report only, or an abstention.

Salience is that of centering, cut down to what a reader would swear to: the nearest sentence that holds a candidate
decides; in it the subject of the clause above the pronoun, or of the main clause, is taken over names further down.
Two who took part in the same deed ("X met Y. He …") are equally good, and so are two unlike anything: nobody is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from memcon.extract import grammar
from memcon.extract.home import is_place
from memcon.extract.proper import is_honorific
from memcon.extract.sentences import Document
from memcon.extract.stage import Cast, Entity, Mention, role_of
from memcon.lexicon import objects, words
from memcon.types import Abstention, Span, Step

PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "our", "us", "my", "me", "ours", "ourselves", "myself"})
_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "trio": 3, "both": 2}
_TOGETHER = ("dobj", "dative")
_WITH = frozenset({"with", "to", "opposite", "alongside"})
_FARTHEST_SIDES = 20
MOST_CANDIDATES = 300


def pronoun(cast: Cast, head: int) -> Mention | None:
    """Whom a personal or possessive pronoun stands for."""
    word = cast.doc.tokens[head].lower
    if word in FIRST:
        return _speaker(cast, head)
    if word in PERSONAL:
        return _one_of(cast, head, 3, lambda m: _is_person(cast, m, word))
    if word in _NEUTER and not _is_expletive(cast.doc, head):
        return None if _is_of_a_thing(cast, head) else _neuter(cast, head)
    if word in _PLURAL:
        return _one_of(cast, head, 2, lambda m: _is_plural(cast, m))
    return None


_ANSWERS = frozenset(
    {"accept", "reject", "refuse", "answer", "decline", "rebuff", "spurn", "welcome", "receive", "approve"}
)


def _neuter(cast: Cast, head: int) -> Mention | None:
    answered = _answered_offer(cast, head)
    if answered is not None:
        return _offerer(cast, head, answered)
    return _one_of(cast, head, 2, lambda m: len(m.entities) == 1 and _is_body(cast, m))


def _answered_offer(cast: Cast, head: int) -> int | None:
    """The verb of "had accepted its proposals": nobody answers an offer of his own."""
    doc = cast.doc
    noun = doc.tokens[head].head
    verb = doc.tokens[noun].head
    offers = words("moves", "classes", "offer") | words("moves", "classes", "accord")
    if doc.tokens[head].tag != "PRP$" or doc.tokens[noun].dep != "dobj" or doc.tokens[noun].lemma not in offers:
        return None
    own = any(doc.tokens[c].lower == "own" for c in doc.tokens[noun].children)
    return verb if doc.tokens[verb].lemma in _ANSWERS and not own and doc.tokens[head].lower == "its" else None


def _offerer(cast: Cast, head: int, verb: int) -> Mention | None:
    """Whose offer was answered: the speaker's or his state's, else the one body before that is not the answerer."""
    doc = cast.doc
    answerer = cast.mentions.get(grammar.subject(doc, verb) or -1)
    barred = answerer.entities if answerer is not None else ()
    lands = {e.country for e in barred}
    for above in grammar.chain(doc, verb):
        subject = grammar.subject(doc, above) if grammar.is_verb(doc, above) else None
        mention = cast.mentions.get(subject) if subject is not None else None
        if mention is None or mention.entities == barred or len(mention.entities) != 1:
            continue
        entity = mention.entities[0]
        if entity.kind in ("state", "group", "organisation", "institution", "body"):
            return Mention(head, mention.entities, mention.head)
        if entity.country and not entity.nonstate and entity.sector in ("GOV", "MIL") and entity.country not in lands:
            return Mention(head, (_state(cast, entity.country),), mention.head)
    return _one_of(
        cast, head, 2, lambda m: len(m.entities) == 1 and m.entities != barred and _is_body(cast, m)
    )  # fmt: skip


def _is_of_a_thing(cast: Cast, head: int) -> bool:
    """As in "the agreement was extended, but its parties …": the last subject before is a thing, not a body."""
    doc = cast.doc
    first = doc.sentences[max(0, doc.tokens[head].sentence - 1)].first
    for i in range(head - 1, first - 1, -1):
        token = doc.tokens[i]
        if token.dep in ("nsubj", "nsubjpass") and head not in range(token.left, token.right + 1):
            papers = words("moves", "classes", "accord") | words("moves", "classes", "offer")
            thing = token.tag == "NN" and token.lemma in papers
            return thing or (token.tag == "PRP" and token.lower == "it" and i not in cast.mentions)
    return False


def _speaker(cast: Cast, head: int) -> Mention | None:
    """In quoted speech "I" is its speaker; "we" is his side."""
    at = cast.speakers.get(head)
    if at is None or at not in cast.mentions:
        return None
    found = cast.mentions[at]
    return Mention(head, found.entities, at if found.antecedent is None else found.antecedent)


def _is_expletive(doc: Document, head: int) -> bool:
    """As in "It is clear that …"."""
    token = doc.tokens[head]
    verb = token.head
    if token.dep == "expl":
        return True
    empty = bool(grammar.kids(doc, verb, "acomp", "ccomp")) and not grammar.kids(doc, verb, "attr")
    return token.dep in ("nsubj", "nsubjpass") and doc.tokens[verb].lemma in ("be", "seem", "appear") and empty


# who may be meant


def _is_person(cast: Cast, mention: Mention, word: str) -> bool:
    if len(mention.entities) != 1:
        return False
    entity = mention.entities[0]
    if entity.plural or (entity.kind not in ("person", "unknown") and not _is_human_role(cast, entity)):
        return False
    if entity.kind == "unknown" and cast.doc.tokens[mention.head].tag == "NNPS":
        return False
    sex = cast.sexes.get(entity.name)
    return sex is None or sex == ("f" if word in _FEMALE else "m")


def note(cast: Cast, mention: Mention) -> None:
    """Keep what a mention tells for later: a person's sex, by title, noun or pronoun, and who the principals are."""
    for entity in mention.entities:
        if entity.named and entity.kind in ("state", "group", "territory") and not is_place(cast.doc, mention.head):
            cast.principals.setdefault(entity)
    if len(mention.entities) != 1 or mention.entities[0].name in cast.sexes:
        return
    found = _sex_told(cast, mention)
    if found is not None:
        cast.sexes[mention.entities[0].name] = found


def _sex_told(cast: Cast, mention: Mention) -> str | None:
    doc, word = cast.doc, cast.doc.tokens[mention.head].lower
    if word in PERSONAL:
        return "f" if word in _FEMALE else "m"
    name = cast.proper.at.get(mention.head)
    near = (*doc.tokens[mention.head].children, *(name.title if name is not None else ()), mention.head)
    own = range(name.first, name.last + 1) if name is not None else ()
    told = {doc.tokens[i].lower.rstrip(".") for i in near if i not in own} | {mention.entities[0].role or ""}
    for sex, key in (("f", "female"), ("m", "male")):
        if told & words("naming", "people", key):
            return sex
    return None


def _is_human_role(cast: Cast, entity: Entity) -> bool:
    role = cast.roles.get(entity.role or "")
    return entity.kind == "role" and (
        (role is not None and role.kind == "person") or (role is None and not entity.plural)
    )


def _is_body(cast: Cast, mention: Mention) -> bool:
    entity = mention.entities[0]
    token = cast.doc.tokens[mention.head]
    if is_place(cast.doc, mention.head) or entity.plural or token.tag in ("NNS", "NNPS"):
        return False
    if entity.kind == "role":
        role = cast.roles.get(entity.role or "")
        return role is not None and role.kind not in ("person", "document")
    if entity.kind == "media":
        return token.dep in ("nsubj", "nsubjpass")
    return entity.kind in ("state", "territory", "institution", "group", "organisation", "body")


def _is_plural(cast: Cast, mention: Mention) -> bool:
    if is_place(cast.doc, mention.head):
        return False
    entity = mention.entities[0]
    return (
        len(mention.entities) > 1
        or entity.plural
        or entity.kind == "group"
        or cast.doc.tokens[mention.head].tag in ("NNS", "NNPS")
    )


# choosing


def _earlier(cast: Cast, head: int, sentences: int) -> list[Mention]:
    """Mentions before `head`, nearest first, no further back than so many sentences.

    `MOST_CANDIDATES` is more than prose ever has; it bounds the work on lists and tables.
    """
    here = cast.doc.tokens[head].sentence
    out: list[Mention] = []
    for at in reversed(cast.mentions):
        if here - cast.doc.tokens[at].sentence > sentences or len(out) == MOST_CANDIDATES:
            break
        if at < head:
            out.append(cast.mentions[at])
    return out


def _one_of(cast: Cast, head: int, sentences: int, fits: Callable[[Mention], bool]) -> Mention | None:
    """The one candidate of the nearest sentence that has any; None and an abstention where two are as good."""
    doc = cast.doc
    earlier = _earlier(cast, head, sentences)
    barred = {m.entities for m in earlier if _same_clause_subject(doc, m.head, head)}
    candidates = [m for m in earlier if m.entities not in barred and m.head not in _above(doc, head) and fits(m)]
    if not candidates:
        return None
    nearest = max(doc.tokens[m.head].sentence for m in candidates)
    here = [m for m in candidates if doc.tokens[m.head].sentence == nearest]
    distinct = _distinct(here)
    told = [m for m in distinct if doc.tokens[head].lower in PERSONAL and m.entities[0].name in cast.sexes]
    distinct = told if len(told) == 1 else distinct
    best = distinct[0] if len(distinct) == 1 else _best(cast, head, here)
    if best is None:
        _abstain(cast, head)
        return None
    return Mention(head, best.entities, best.antecedent if best.antecedent is not None else best.head)


def _abstain(cast: Cast, head: int, step: Step = "coreference", reason: str = "two candidates remain") -> None:
    cast.unresolved.add(head)
    token = cast.doc.tokens[head]
    tokens = [head] if token.tag.startswith("PRP") else grammar.bare_phrase(cast.doc, head, coordinated=False)
    spans = grammar.spans(cast.doc, tokens) or (Span(token.start, token.end),)
    cast.abstentions.append(Abstention(spans, step, reason))


def _above(doc: Document, head: int) -> frozenset[int]:
    """The phrase a possessive stands in is not what it means: "its army"."""
    return frozenset({doc.tokens[head].head}) if doc.tokens[head].tag == "PRP$" else frozenset()


def _distinct(found: Sequence[Mention]) -> list[Mention]:
    """One mention for each entity, the first of it that stands as a subject, else the nearest."""
    out: dict[tuple[str, ...], Mention] = {}
    for mention in found:
        out.setdefault(tuple(e.name for e in mention.entities), mention)
    return list(out.values())


def _same_clause_subject(doc: Document, candidate: int, head: int) -> bool:
    """As in "Kurti blamed him", where an object pronoun is not its own clause's subject, nor the other way round."""
    one, other = doc.tokens[grammar.first_conjunct(doc, candidate)], doc.tokens[head]
    if other.tag == "PRP$" or other.lower.endswith(("self", "selves")):
        return False
    over = other.head if other.dep != "pobj" else doc.tokens[other.head].head
    return (
        one.head == over
        and one.dep in ("nsubj", "nsubjpass", "dobj")
        and other.dep in ("dobj", "dative", "pobj", "nsubj")
    )


def _best(cast: Cast, head: int, here: Sequence[Mention]) -> Mention | None:
    doc = cast.doc
    if doc.tokens[here[0].head].sentence == doc.tokens[head].sentence:
        above = [m for m in here if _is_subject_above(doc, m.head, head)]
        if above:
            return max(above, key=lambda m: m.head)
    main = _distinct([m for m in here if _is_main_subject(doc, m.head)])
    if len(main) != 1:
        return None
    rivals = [m for m in here if m.entities != main[0].entities and _takes_part(doc, m.head, main[0].head)]
    return None if rivals else main[0]


def _is_subject_above(doc: Document, candidate: int, head: int) -> bool:
    """The subject of a clause that the pronoun's clause hangs on: "Lapid said he …"; "X left after his …"."""
    first = grammar.first_conjunct(doc, candidate)
    token = doc.tokens[first]
    return token.dep in ("nsubj", "nsubjpass") and token.head in set(grammar.chain(doc, head))


def _is_main_subject(doc: Document, candidate: int) -> bool:
    """The subject of the sentence, or of the speech inserted into it."""
    token = doc.tokens[grammar.first_conjunct(doc, candidate)]
    over = doc.tokens[token.head]
    return token.dep in ("nsubj", "nsubjpass") and over.dep in ("ROOT", "parataxis") and candidate == token.i


def _takes_part(doc: Document, candidate: int, subject: int) -> bool:
    """Object of, or companion in, the deed whose subject is the other one."""
    first = grammar.first_conjunct(doc, candidate)
    token, verb = doc.tokens[first], doc.tokens[grammar.first_conjunct(doc, subject)].head
    if first == grammar.first_conjunct(doc, subject):
        return True
    if token.dep in _TOGETHER and token.head == verb:
        return True
    over = doc.tokens[token.head]
    return token.dep == "pobj" and over.lower in _WITH and over.head == verb


# descriptions


def description(cast: Cast, head: int) -> Mention | None:
    """As in "the group", "the ministry", "the former president": a definite description of somebody named before."""
    doc, token = cast.doc, cast.doc.tokens[head]
    if not any(doc.tokens[c].lower in _DEFINITE for c in token.children) or _is_restricted(doc, head):
        return None
    kinds = objects("naming", "reference", "described").get(token.lemma)
    if kinds is not None:
        return _of_kind(cast, head, kinds)
    if head in cast.names:
        return _national(cast, head)
    role = role_of(cast, head)
    if role is None or token.lemma in ("source", "member", "counterpart"):
        return None
    found = _in_office(cast, head)
    if found or role.kind != "person" or token.tag != "NN":
        return _nearest(cast, head, found)
    people = [
        m
        for m in _earlier(cast, head, 1)
        if m.entities[0].kind == "person" and m.entities[0].role is None and len(m.entities) == 1
    ]
    return _nearest(cast, head, people) if len(_distinct(people)) == 1 else None


def _is_restricted(doc: Document, head: int) -> bool:
    """Whether a description says itself which one it means: "the dissident group", "the group led by X"."""
    small = {doc.tokens[c].lower for c in grammar.kids(doc, head, "amod", "compound", "nummod", "nmod")}
    if small & words("naming", "reference", "restricting"):
        return True
    clauses = grammar.kids(doc, head, "acl", "relcl")
    own = doc.tokens[head].lemma in objects("naming", "reference", "described") and grammar.under(doc, head, "of")
    return bool(own) or any(
        c > head and not any(doc.tokens[i].text in (",", "—", "–") for i in range(head + 1, doc.tokens[c].left + 1))
        for c in clauses
    )


def _national(cast: Cast, head: int) -> Mention | None:
    """As in "the American": the person of that country who was named before."""
    actor = cast.names[head].actor
    found = [
        m for m in _earlier(cast, head, 3)
        if len(m.entities) == 1 and m.entities[0].kind == "person" and actor is not None
        and m.entities[0].country == actor.country
    ]  # fmt: skip
    return _nearest(cast, head, found)


def _of_kind(cast: Cast, head: int, kinds: frozenset[str]) -> Mention | None:
    found = [
        m for m in _earlier(cast, head, 6)
        if len(m.entities) == 1 and m.entities[0].kind in kinds
        and not is_place(cast.doc, m.head) and not _modifies(cast.doc, m.head, head)
    ]  # fmt: skip
    return _nearest(cast, head, found)


def _modifies(doc: Document, inner: int, head: int) -> bool:
    return head in set(grammar.chain(doc, inner))


def _in_office(cast: Cast, head: int) -> list[Mention]:
    """Earlier mentions of somebody who was called by the same noun, or by a title that ends in it."""
    noun = cast.doc.tokens[head].lemma
    plural = cast.doc.tokens[head].tag in ("NNS", "NNPS")
    out = []
    army = noun in _ARMIES
    for mention in _earlier(cast, head, 6):
        if len(mention.entities) != 1 or mention.entities[0].plural != plural:
            continue
        entity = mention.entities[0]
        if army and not _is_states_army(cast.doc, mention.head, entity):
            continue
        if (
            (army and entity.role in _ARMIES)
            or (entity.role or "").split(" ")[-1] == noun
            or _has_title(cast, mention, noun)
        ):
            out.append(mention)
    return out


_ARMIES = frozenset({"army", "military"})


def _is_states_army(doc: Document, head: int, entity: Entity) -> bool:
    """Not "an army", "ethnic army": the army that "the army" takes up is a state's."""
    small = {doc.tokens[c].lower for c in doc.tokens[head].children if c < head}
    return (
        entity.country is not None
        and entity.nonstate is None
        and entity.kind != "group"
        and not small & ({"a", "an", "another"} | words("naming", "bodies", "irregular"))
    )


def _has_title(cast: Cast, mention: Mention, noun: str) -> bool:
    """Whether a title says it: "the general" is General Than Shwe; "the president" one known as such."""
    name = cast.proper.at.get(mention.head)
    if name is None:
        return False
    if any(cast.doc.tokens[i].lower == noun and (is_honorific(cast.doc, i) or i in name.title) for i in name.title):
        return True
    hit = cast.names.get(mention.head)
    held = hit.actor.tenures if hit is not None and hit.actor is not None else ()
    return any((t.office or "").split(" ")[-1] == noun for t in held)


def _nearest(cast: Cast, head: int, found: Sequence[Mention]) -> Mention | None:
    """The nearest of these by sentence; an abstention between two equally near."""
    if not found:
        return None
    doc = cast.doc
    line = max(doc.tokens[m.head].sentence for m in found)
    last = _distinct([m for m in found if doc.tokens[m.head].sentence == line])
    if len(last) > 1:
        main = [m for m in last if _is_main_subject(doc, m.head)]
        rivals = [m for m in last if main and m is not main[0] and _takes_part(doc, m.head, main[0].head)]
        if len(main) != 1 or rivals:
            _abstain(cast, head)
            return None
        last = main
    best = last[0]
    return Mention(head, best.entities, best.antecedent if best.antecedent is not None else best.head)


# sides


def sides(cast: Cast, head: int) -> Mention | None:
    """As in "both sides", "the three": the last parties named together, or the only so many on stage."""
    doc, token = cast.doc, cast.doc.tokens[head]
    near = {doc.tokens[c].lower for c in token.children} | {token.lower}
    number = next((n for word, n in _NUMBERS.items() if word in near), 2 if "warring" in near else None)
    if (
        number is None
        or (token.lemma not in words("naming", "reference", "sides") and token.lower not in _NUMBERS)
        or not near & {"the", "both", "all", "these"}
    ):
        return None
    together = _together(cast, head, number)
    if together is not None:
        return together
    if len(cast.principals) == number:
        return Mention(head, tuple(cast.principals))
    _abstain(cast, head, "actors", "sides unclear")
    text = grammar.text_of(doc, grammar.bare_phrase(doc, head, coordinated=False))
    return Mention(head, (Entity(text, None, None, "sides", False, True, token.lemma),))


def _state(cast: Cast, country: str) -> Entity:
    actor = next((a for a in cast.book.actors if a.kind == "state" and a.country == country), None)
    return Entity(actor.name if actor is not None else country, country, "GOV", "state", True)


def namesakes(cast: Cast, head: int) -> Mention | None:
    """As in "the two Koreas"."""
    countries = objects("naming", "reference", "namesakes").get(cast.doc.tokens[head].lower)
    return Mention(head, tuple(_state(cast, c) for c in sorted(countries))) if countries else None


def _together(cast: Cast, head: int, number: int) -> Mention | None:
    """The last so many parties that were named side by side or taken up together."""
    doc, tried = cast.doc, set()
    of_states = doc.tokens[head].lemma in _OF_STATES
    for mention in _earlier(cast, head, _FARTHEST_SIDES):
        at = mention.head
        if len(mention.entities) == number and (not of_states or all(e.country for e in mention.entities)):
            return Mention(head, mention.entities, mention.antecedent if mention.antecedent is not None else at)
        first = grammar.first_conjunct(doc, at)
        if first in tried:
            continue
        tried.add(first)
        group = [g for g in grammar.conjuncts(doc, first) if g in cast.mentions and g < head]
        found = tuple(dict.fromkeys(e for g in group for e in cast.mentions[g].entities))
        fits = all(_may_be_a_side(e) and (e.country or not of_states) for e in found)
        if len(found) == number and fits and not any(is_place(doc, g) for g in group):
            return Mention(head, found, group[0])
    return None


# "the two ministers", "both capitals" are of states, not of organisations.
_OF_STATES = frozenset(
    {"minister", "president", "premier", "capital", "country", "nation", "government", "state", "army"}
)


def _may_be_a_side(entity: Entity) -> bool:
    whole = entity.kind in ("group", "organisation", "body")
    return bool(entity.country or entity.nonstate or whole) and entity.kind not in ("media", "people")
