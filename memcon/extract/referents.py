"""Document + cast -> referents: which mentions of a report are of the same person, body or text.

Left to right (the sieves of Lee et al. 2013 in one pass): a name joins the referent that bears it or that it is short
for; a definite description joins one that its words can describe (`describing`); a pronoun the most salient one that
agrees (`pronouns`); everything else stands for somebody new. Where two are as good, the mention is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from memcon.extract import grammar
from memcon.extract.sentences import Document
from memcon.extract.source_class import partitive
from memcon.extract.stage import Cast
from memcon.extract.traits import Traits, person_at, traits_of
from memcon.lexicon import objects, words

THIRD = frozenset({"he", "she", "they", "it", "him", "her", "his", "their", "its", "them", "hers", "theirs"})
FIRST = frozenset({"i", "we", "our", "us", "my", "me", "ours", "ourselves", "myself", "mine"})
DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_INNER = frozenset(
    {"compound", "amod", "nmod", "det", "case", "punct", "nummod", "quantmod", "predet", "advmod", "poss"}
)
_SPEECH = frozenset({"ccomp", "xcomp"})
MOST = 80


@dataclass(slots=True)
class Referent:
    """Somebody or something that mentions stand for. `members` where it is several that were named side by side."""

    number: int
    traits: Traits
    heads: list[int] = field(default_factory=list)
    members: tuple[Referent, ...] = ()
    names: set[str] = field(default_factory=set)

    @property
    def anchor(self) -> int:
        """The head of its first mention."""
        return self.heads[0]

    def learn(self, more: Traits) -> None:
        """Take over what another mention tells."""
        old = self.traits
        self.names |= {old.name, more.name} - {""}
        self.traits = replace(
            old, nouns=old.nouns | more.nouns, small=old.small | more.small, lands=old.lands or more.lands,
            sex=old.sex or more.sex, named=old.named or more.named, name=old.name or more.name,
            kind=more.kind if old.kind in ("name", "thing") else old.kind, listed=old.listed or more.listed,
        )  # fmt: skip


@dataclass(slots=True)
class Referents:
    """All referents in order of appearance; `of` by head token, `open` the heads left between two."""

    doc: Document
    cast: Cast
    spoken: frozenset[int]
    all: list[Referent] = field(default_factory=list)
    of: dict[int, Referent] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)

    def add(self, head: int, traits: Traits, members: tuple[Referent, ...] = ()) -> Referent:
        """A new referent, first mentioned here."""
        made = Referent(len(self.all), traits, [head], members, {traits.name} - {""})
        self.all.append(made)
        self.of[head] = made
        return made

    def join(self, head: int, referent: Referent, traits: Traits | None = None) -> None:
        """Let a mention stand for a referent met before."""
        self.of[head] = referent
        if head not in referent.heads:
            referent.heads.append(head)
        if traits is not None:
            referent.learn(traits)

    def recent(self) -> Iterator[Referent]:
        """The last so many referents, which bounds the work on long lists."""
        seen = sorted(self.all[-MOST:], key=lambda r: r.heads[-1], reverse=True)
        yield from seen


def heads_of(cast: Cast, spoken: Iterable[int]) -> list[int]:
    """The heads of noun phrases and pronouns, and of names inside phrases, in text order."""
    doc = cast.doc
    out = set(spoken)
    for token in doc.tokens:
        if (
            token.tag in ("PRP", "PRP$", "WP", "WDT")
            or (
                (token.pos in ("NOUN", "PROPN") or token.dep == "appos")
                and (token.dep not in _INNER or token.dep == "poss")
            )
            or (token.dep in ("compound", "nmod", "amod") and _is_bodys_name(cast, token.i))
            or (token.tag == "CD" and token.dep not in _INNER and partitive(doc, token.i) is not None)
        ):
            out.add(token.i)
    names = {name.last: name for name in cast.proper.at.values() if name.person}
    inner = {i for n in names.values() for i in range(n.first, n.last + 1)}
    heads = {_head_of_name(doc, n.first, n.last) for n in names.values()}
    return sorted((out - inner) | heads | (set(spoken) & inner))


def _is_bodys_name(cast: Cast, i: int) -> bool:
    """As in "NATO ambassadors": a body, named in front of its people."""
    hit = cast.names.get(i)
    return hit is not None and hit.actor is not None and hit.last == i and hit.actor.kind in ("organisation", "group")


def _head_of_name(doc: Document, first: int, last: int) -> int:
    inside = range(first, last + 1)
    return next((i for i in inside if doc.tokens[i].head not in inside or doc.tokens[i].head == i), last)


# where a mention stands


def clause_rank(refs: Referents, head: int) -> float:
    """How much a mention stands out: main subjects over other subjects, objects, what hangs on prepositions."""
    doc = refs.doc
    at = grammar.first_conjunct(doc, _upper(doc, head))
    token = doc.tokens[at]
    over = doc.tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass"):
        return (
            3.0 if over.dep in ("ROOT", "parataxis") or _is_main(doc, over.i) else 1.2 if over.dep in _SPEECH else 1.5
        )
    if at in refs.spoken or head in refs.spoken:
        return 2.5
    if token.dep in ("dobj", "dative", "attr", "ROOT", "oprd"):
        return 1.3
    if token.dep == "agent" or over.dep == "agent":
        return 1.6
    return 0.9 if token.dep == "poss" else 0.2 if token.dep in _INNER else 0.7


def _is_main(doc: Document, verb: int) -> bool:
    """A verb joined to the main one, or the main one of a speech whose frame stands behind it."""
    token = doc.tokens[grammar.first_conjunct(doc, verb)]
    return token.dep in ("ROOT", "parataxis")


def _upper(doc: Document, head: int) -> int:
    """Of an apposition, the noun it stands beside."""
    for _ in range(4):
        if doc.tokens[head].dep != "appos":
            break
        head = doc.tokens[head].head
    return head


def salience(refs: Referents, referent: Referent, head: int) -> float:
    """How near and how prominent a referent is at a place further on."""
    doc = refs.doc
    here = doc.tokens[head].sentence
    before = [h for h in referent.heads if h < head and h in refs.of]
    if not before:
        return -9.0
    last = max(doc.tokens[h].sentence for h in before)
    near = [h for h in before if doc.tokens[h].sentence == last]
    best = max(clause_rank(refs, h) for h in near)
    gap = doc.sentences[here].paragraph != doc.sentences[last].paragraph
    value = best - 1.6 * (here - last) + min(3, len(before) - 1) * 0.3 - 0.3 * gap
    value += 1.5 if any(h in refs.spoken for h in near) else 0.0
    value += 0.4 if any(doc.tokens[h].tag == "PRP" for h in near) else 0.0
    return value + (0.2 if referent.traits.named else 0.0)


# appositions and copulas: what a phrase is called beside its own words


def beside(refs: Referents, head: int) -> Referent | None:
    """The referent that a phrase is in apposition to, or is said to be ("X is the mediator")."""
    doc, token = refs.doc, refs.doc.tokens[head]
    if token.dep == "appos" and token.head in refs.of and token.head < head:
        return refs.of[token.head] if _may_be_beside(refs, head, refs.of[token.head]) else None
    is_said = token.dep == "attr" and doc.tokens[token.head].lemma == "be"
    is_named = token.dep == "oprd" and grammar.is_passive(doc, token.head)
    if (is_said or is_named) and not grammar.negators(doc, token.head):
        subject = grammar.subject(doc, token.head)
        return refs.of.get(subject) if subject is not None and subject < head else None
    if token.dep == "pobj" and doc.tokens[token.head].lower == "as":
        return None
    name = person_at(refs.cast, head)
    if name is not None:
        for i in (*range(name.first, name.last + 1), *name.title):
            if (
                i in refs.of
                and i < head
                and refs.of[i].traits.kind in ("person", "name")
                and not refs.of[i].traits.several
            ):
                return refs.of[i]
    return None


def _may_be_beside(refs: Referents, head: int, other: Referent) -> bool:
    one = traits_of(refs.cast, head)
    people = {"person", "name"}
    same = (
        one.kind == other.traits.kind
        or {one.kind, other.traits.kind} <= people
        or "name" in (one.kind, other.traits.kind)
    )
    joined = refs.doc.tokens[head].dep == "conj" or (
        bool(grammar.kids(refs.doc, head, "conj")) and other.traits.several
    )
    twice = one.named and other.traits.named and one.kind == "person" and one.name != other.traits.name
    return same and not joined and not twice


def deeds_of(refs: Referents, head: int) -> Traits | None:
    """What somebody is by what he does: who mediates is a mediator, who won a prize a laureate."""
    doc = refs.doc
    token = doc.tokens[grammar.first_conjunct(doc, head)]
    verbs = [token.head] if token.dep == "nsubj" else []
    verbs += [
        c
        for c in grammar.kids(doc, head, "relcl")
        if any(doc.tokens[s].tag == "WP" for s in grammar.kids(doc, c, "nsubj"))
    ]
    called = {word for verb in verbs for word in _called_for(refs, verb)}
    return replace(traits_of(refs.cast, head), nouns=frozenset(called), several=False) if called else None


def _called_for(refs: Referents, verb: int) -> set[str]:
    doc = refs.doc
    called = set(objects("referring", "people", "deeds").get(doc.tokens[verb].lemma, ()))
    for thing in (*grammar.kids(doc, verb, "dobj"), *grammar.under(doc, verb, "as")):
        lemma = doc.tokens[thing].lemma.lower()
        called |= objects("referring", "people", "prizes").get(lemma, frozenset())
        called |= {lemma} if doc.tokens[thing].dep == "pobj" else set()
    for name in grammar.under(doc, verb, "as"):
        called |= traits_of(refs.cast, name).nouns
    if doc.tokens[verb].lemma == "name" or grammar.is_passive(doc, verb):
        called |= {n for o in grammar.kids(doc, verb, "oprd") for n in traits_of(refs.cast, o).nouns}
    return called


# several at once


def group_before(refs: Referents, head: int) -> Referent | None:
    """The referent of all that a coordination joins, made at its last part."""
    doc = refs.doc
    if doc.tokens[head].dep != "conj":
        return None
    first = grammar.first_conjunct(doc, head)
    joined = grammar.conjuncts(doc, first)
    if joined[-1] != head:
        return None
    parts = [refs.of[j] for j in joined if j in refs.of]
    if len(parts) < 2 or len(parts) != len(joined) or any(p.traits.kind in ("thing", "text") for p in parts):
        return None
    over = doc.tokens[first].head
    name = person_at(refs.cast, first)
    if name is not None and any(doc.tokens[i].tag in ("NNS", "NNPS") for i in name.title):
        for part in parts:
            part.learn(replace(parts[0].traits, lands=frozenset(), sex=None, kind=part.traits.kind))
    if doc.tokens[first].dep == "appos" and over in refs.of and refs.of[over].traits.several:
        for part in parts:
            part.learn(replace(refs.of[over].traits, lands=frozenset(), named=False, kind=part.traits.kind))
    return together(refs, parts, first)


def together(refs: Referents, parts: Sequence[Referent], head: int) -> Referent | None:
    """One referent for several, the same for the same members."""
    members = tuple(dict.fromkeys(p.number for p in parts))
    if len(members) < 2:
        return None
    found = next((r for r in refs.all if tuple(m.number for m in r.members) == members), None)
    if found is not None:
        if head not in found.heads:
            found.heads.append(head)
        return found
    kinds = {p.traits.kind for p in parts}
    kind = kinds.pop() if len(kinds) == 1 else "body"
    nouns = frozenset.intersection(*(p.traits.nouns for p in parts))
    plain = Traits(kind, True, any(p.traits.named for p in parts), "", nouns, frozenset(), frozenset())
    made = Referent(len(refs.all), plain, [head], tuple(refs.all[n] for n in members))
    refs.all.append(made)
    return made


def is_definite(doc: Document, head: int) -> bool:
    """A noun with "the", "this" or "these", behind a prefix, too: "the ex-guerrilla"."""
    if head > 2 and doc.tokens[head - 1].text in ("-", "‑") and doc.tokens[head - 3].lower in DEFINITE:
        return True
    return any(doc.tokens[c].lower in DEFINITE for c in doc.tokens[head].children if c <= head)


def is_other(doc: Document, head: int) -> bool:
    """A phrase that says it is of somebody else: "a rival group", "the breakaway faction"."""
    small = {doc.tokens[c].lower for c in grammar.kids(doc, head, "amod", "compound", "nmod")}
    return bool(
        small
        & (
            words("naming", "reference", "restricting")
            - {"first", "second", "third", "fourth", "other", "local", "armed"}
        )
    )
