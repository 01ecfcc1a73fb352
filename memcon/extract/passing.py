"""Sayings without a verb of speech as their head: what is passed on, according to, claims, reportedly (CASES 3 to 6).

"Tasnim, citing Reuters, said X": Reuters stands behind what Tasnim says, so its content is Tasnim's content and its
parent is Tasnim's cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from memcon.extract import grammar
from memcon.extract.saying import Saying, from_verb, groups_of
from memcon.extract.sentences import Document
from memcon.lexicon import words

_PASSING_ON = frozenset({"cite", "quote", "reference"})
_CARRY = frozenset(
    {"carry", "publish", "quote", "cite", "report", "release", "air", "broadcast", "relay", "print", "post"}
)
_DEEPEST = 20  # agencies that pass on one another in one sentence
_BESIDE = ("advcl", "prep", "acl", "pcomp", "conj", "relcl")


def sayings_at(doc: Document, i: int) -> Iterator[Saying]:
    """The sayings of CASES 3 to 6 whose cue is token `i`."""
    token = doc.tokens[i]
    if token.lower == "according" or (token.lower == "per" and token.dep == "prep"):
        yield from _according(doc, i)
    elif grammar.is_verb(doc, i):
        yield from _passed_on(doc, i)
    elif token.lower in words("cues", "nouns", "telling") and token.dep == "pobj":
        yield from _in_the_words(doc, i)
    elif token.pos == "NOUN":
        yield from _from_noun(doc, i)
    elif token.lower in words("cues", "adverbs", "sourceless"):
        yield _from_adverb(doc, i)


def filled(found: Mapping[int, Saying]) -> dict[int, Saying]:
    """Give what is passed on inside another's saying that saying's content."""
    out = dict(found)
    for cue, saying in found.items():
        over, steps = saying, 0
        while not over.content and over.under is not None and over.under in found and steps < _DEEPEST:
            over, steps = found[over.under], steps + 1
        if saying.group == "cite" and saying.under in out:
            out[saying.under] = replace(out[saying.under], relaying=True)
        out[cue] = replace(
            saying, content=over.content, clause=saying.clause or over.clause, relaying=out[cue].relaying
        )
    return out


# CASE 3


def _passed_on(doc: Document, verb: int) -> Iterator[Saying]:
    """In "X, citing Y, reported …" and "a statement carried by Y": Y stands behind the outer content."""
    source = _cited(doc, verb)
    if source is None or doc.tokens[source].pos not in ("PROPN", "NOUN", "PRON"):
        return
    outer = _speech_above(doc, verb)
    claimed = _claimed(doc, verb)
    content = claimed or ([] if outer is not None else _clause_around(doc, verb))
    one = from_verb(doc, verb, "cite", None, content)
    under = None if claimed else outer
    yield replace(one, source=(source,), source_tokens=_whole(doc, source), under=under)


def _cited(doc: Document, verb: int) -> int | None:
    """Whom a participle or relative clause passes on: the object of citing, the agent of "carried by"."""
    token = doc.tokens[verb]
    if token.dep in _BESIDE and (token.tag == "VBG" or token.dep == "relcl") and not grammar.is_passive(doc, verb):
        if token.lemma in _PASSING_ON:
            return next(iter(grammar.kids(doc, verb, "dobj", "pobj")), None)
        if (token.lemma == "refer" and token.dep == "relcl") or (token.lemma == "make" and _refers(doc, verb)):
            return next(iter(_referred_to(doc, verb)), None)
    if token.lemma in _CARRY and grammar.is_passive(doc, verb):
        agent = grammar.agent(doc, verb)
        return agent if agent is not None and doc.tokens[agent].tag != "VBG" else None
    return None


def _refers(doc: Document, verb: int) -> bool:
    return any(doc.tokens[o].lemma == "reference" for o in grammar.kids(doc, verb, "dobj"))


def _referred_to(doc: Document, verb: int) -> list[int]:
    heads = [verb, *grammar.kids(doc, verb, "dobj")]
    found = [s for h in heads for s in grammar.under(doc, h, "to")]
    return found or [s for c in grammar.kids(doc, verb, "advcl") for s in grammar.kids(doc, c, "dobj") if c < s]


def _whole(doc: Document, source: int) -> tuple[int, ...]:
    """The noun phrase that names a source, without what is said in passing of it."""
    branch = [
        c for c in grammar.kids(doc, source, "relcl", "acl", "advcl")
        if c > source and doc.tokens[doc.tokens[c].left - 1].text == ","
    ]  # fmt: skip
    return tuple(grammar.subtree(doc, source, without=branch))


def _speech_above(doc: Document, verb: int) -> int | None:
    """The cue of the speech that a phrase hangs on, "according to" and another citation included."""
    for at in grammar.chain(doc, verb):
        if doc.tokens[at].lower == "according" or (_cited(doc, at) is not None and grammar.is_verb(doc, at)):
            return at
        if grammar.is_verb(doc, at) and set(groups_of(doc, at)) & {"say", "show", "think", "about"}:
            return at
    return next(
        (c for at in grammar.chain(doc, verb) for c in grammar.kids(doc, at, "prep") if _accords(doc, c, verb)), None
    )


def _accords(doc: Document, prep: int, verb: int) -> bool:
    return (
        doc.tokens[prep].lower == "according" and prep < verb and doc.tokens[prep].sentence == doc.tokens[verb].sentence
    )


def _claimed(doc: Document, verb: int) -> list[int]:
    """In "a claim, aired by the channel, that …": the clause of the noun that the participle describes."""
    noun = doc.tokens[verb].head
    if doc.tokens[verb].dep != "acl" or doc.tokens[noun].lemma not in words("cues", "nouns", "saying"):
        return []
    return [i for c in that_clauses(doc, noun) if c != verb for i in grammar.subtree(doc, c)]


def _clause_around(doc: Document, verb: int) -> list[int]:
    """The clause that a citation hangs on, without it and without an "according to" beside it."""
    over = grammar.top(doc, doc.tokens[verb].head)
    aside = [c for c in grammar.kids(doc, over, "prep") if doc.tokens[c].lower == "according"]
    return grammar.subtree(doc, over, without=[verb, *aside])


# CASE 4


def _according(doc: Document, i: int) -> Iterator[Saying]:
    to = grammar.kids(doc, i, "prep") if doc.tokens[i].lower == "according" else [i]
    sources = [s for t in to for s in grammar.kids(doc, t, "pobj")]
    if not sources:
        return
    source = _author(doc, sources[0])
    head = doc.tokens[i].head
    content = _content_beside(doc, i, head)
    cue = tuple(sorted({i, *to}))
    yield Saying(
        i, cue, "according", (source,), _whole(doc, source), grammar.spans(doc, content), grammar.top(doc, head)
    )


def _author(doc: Document, source: int) -> int:
    """In "a report by Politico", "remarks by the envoy": whoever made it, where the text says so."""
    if doc.tokens[source].lemma not in words("cues", "nouns", "work"):
        return source
    return next(iter(grammar.under(doc, source, "by", "from")), source)


def _content_beside(doc: Document, phrase: int, head: int) -> list[int]:
    """What an "according to" phrase stands for: the sentence if it opens or closes it, else the clause around it."""
    sentence = doc.sentence_of(phrase)
    out = set(grammar.subtree(doc, phrase))
    out |= {i for c in grammar.kids(doc, head, "advcl") if _cited(doc, c) is not None for i in grammar.subtree(doc, c)}
    at_edge = min(out) <= sentence.first + 1 or max(out) >= sentence.last - 1
    clause = grammar.top(doc, head)
    whole = range(sentence.first, sentence.last + 1) if at_edge else grammar.subtree(doc, clause)
    semis = [i for i in whole if doc.tokens[i].text == ";"]
    after = min((i for i in semis if i > phrase), default=sentence.last + 1)
    before = max((i for i in semis if i < phrase), default=sentence.first - 1)
    return [i for i in whole if i not in out and before < i < after]


def _in_the_words(doc: Document, i: int) -> Iterator[Saying]:
    """In "in the words of the envoy", "by his words", "in the view of the mediator"."""
    phrase = doc.tokens[i].head
    sources = grammar.under(doc, i, "of") or grammar.kids(doc, i, "poss")
    if not sources or doc.tokens[phrase].lower not in ("in", "by", "to", "from") or doc.tokens[phrase].dep != "prep":
        return
    over = doc.tokens[phrase].head
    if not grammar.is_verb(doc, over) or not _at_edge(doc, phrase):
        return
    content = _content_beside(doc, phrase, over)
    source = tuple(k for k in grammar.subtree(doc, sources[0]) if doc.tokens[k].dep != "case")
    cue = tuple(k for k in range(phrase, doc.tokens[phrase].right + 1) if k not in source)
    yield Saying(i, cue, "according", (sources[0],), source, grammar.spans(doc, content), None)


def _at_edge(doc: Document, phrase: int) -> bool:
    """A phrase set off from the clause: it opens it with a comma behind, or stands behind a comma."""
    left, right = doc.tokens[phrase].left, doc.tokens[phrase].right
    behind = right + 1 < len(doc.tokens) and doc.tokens[right + 1].text in (",", ":")
    return behind or (left > 0 and doc.tokens[left - 1].text == ",")


# CASE 5


def _from_noun(doc: Document, noun: int) -> Iterator[Saying]:
    if doc.tokens[noun].lemma not in words("cues", "nouns", "saying"):
        return
    clauses = that_clauses(doc, noun)
    media = (c for c in grammar.kids(doc, noun, "compound") if doc.tokens[c].lemma in words("cues", "stance", "press"))
    owners = [*grammar.kids(doc, noun, "poss"), *grammar.under(doc, noun, "by", "from"), *media]
    if not clauses or (not owners and _speech_above(doc, noun) is not None):
        return
    tokens = [i for o in owners[:1] for i in grammar.subtree(doc, o) if doc.tokens[i].dep != "case"]
    content = grammar.spans(doc, grammar.subtree(doc, clauses[0]))
    yield Saying(noun, (noun,), "noun", tuple(owners[:1]), tuple(tokens), content, clauses[0])


def that_clauses(doc: Document, noun: int) -> list[int]:
    """The clauses with "that" that complete a noun."""
    return [c for c in grammar.kids(doc, noun, "acl", "relcl", "ccomp") if opens_with_that(doc, c)]


def opens_with_that(doc: Document, clause: int) -> bool:
    """A clause with "that" as its mark."""
    return any(doc.tokens[c].lower == "that" and doc.tokens[c].dep == "mark" for c in doc.tokens[clause].children)


# CASE 6


def _from_adverb(doc: Document, i: int) -> Saying:
    clause = grammar.top(doc, doc.tokens[i].head)
    content = grammar.spans(doc, grammar.subtree(doc, clause, without=[i]))
    return Saying(i, (i,), "adverb", (), (), content, clause)
