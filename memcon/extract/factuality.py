"""Trigger -> factuality: how certain the words make it that an event takes place, from -3 (surely not) to 3 (surely).

Read from the tree, from the trigger up to the root. Every word on the way that changes how factual what hangs on it
is makes an `Operator`; what each does stands in codebook/factuality.toml. Polarity travels down through them as Nairn,
Condoravdi and Karttunen (2006) have it: a verb has one effect where it holds and another where it does not, so that
"did not fail to sign" comes out as signed. Then a small model weighs the operators, their order and that composed
value (models/factuality.py, training/factuality).

    FORM       what the trigger is itself          past, to-infinitive, plural noun
    LOCAL      what stands beside a word           not, no deal, may, probably, alleged, would … if
    EDGE       how a word hangs on the next one    failed to, plan to, the threat of, if, so that, who
    OUTSIDE    what bears on the whole             a question mark, "…, officials believe"

Nothing calls this when a report is read: whoever asks for an event's factuality pays for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from memcon.extract import grammar
from memcon.extract.attribution import Saying
from memcon.extract.sentences import Document
from memcon.lexicon import keys, table, words
from memcon.models.factuality import Question, score
from memcon.types import Certainty, Polarity

__all__ = ["Factuality", "Operator", "composed", "factuality_of", "features_of", "operators"]

_BOOK = "factuality"
_TOP = 3.0
_PLACES = {
    "clause": frozenset({"xcomp", "ccomp", "csubj", "csubjpass", "parataxis"}),
    "modifier": frozenset({"compound", "amod", "nmod"}),
    "subject": frozenset({"nsubj"}),
    "object": frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative", "appos", "poss", "npadvmod"}),
}
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_WAS, _IS = frozenset({"was", "were"}), frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
# Of these a subject tells as much as an object does: "the attack began", "the talks failed".
_OF_SUBJECT = frozenset({"begin", "continue", "cease", "fail"})
# Infinitives behind these are what is planned or tried, not what for, whatever the parser calls them.
_NO_PURPOSE = frozenset({"plan", "try", "fail", "refuse", "expect", "want", "need", "hope", "agree", "ask", "let"})
_PLAIN = ("form", "determiner", "subject", "relative", "participle", "preposition")
_PEOPLE = {"i": "I", "we": "I", "you": "you"}


@dataclass(frozen=True, slots=True)
class Factuality:
    """How factual an event is: `value` from -3 to 3, the same in FactBank's words, and the words it rests on.

    `certainty` is `certain` from 2.5 on (either way), `probable` from 1.5, `possible` from 0.5, else `unstated`.
    """

    value: float
    polarity: Polarity
    certainty: Certainty
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """A word (token `at`) that changes how factual what stands below it is; `kind` may be a key of [signatures]."""

    kind: str
    at: int


def factuality_of(
    doc: Document, trigger: int, sayings: Iterable[Saying], question: Question = "presented"
) -> Factuality:
    """The factuality of the event that token `trigger` stands for, given the sayings found in `doc`."""
    found = operators(doc, trigger, sayings)
    value = round(score(question, features_of(doc, trigger, found)), 2)
    return Factuality(value, "negative" if value < 0 else "positive", _certainty(abs(value)), _why(doc, found))


def _certainty(size: float) -> Certainty:
    if size >= 2.5:
        return "certain"
    return "probable" if size >= 1.5 else "possible" if size >= 0.5 else "unstated"


def _why(doc: Document, found: Iterable[Operator]) -> tuple[str, ...]:
    """The words that move the value, in text order, in small letters."""
    moving = {o.at for o in found if not o.kind.startswith(_PLAIN) and _signature(o.kind) is not None}
    return tuple(doc.tokens[at].lower for at in sorted(moving))


# composition


@cache
def _signature(kind: str) -> tuple[float, float] | None:
    """What a kind of operator makes of what holds and of what does not; None where it changes nothing."""
    listed = cast("Mapping[str, Sequence[float]]", table(_BOOK)["signatures"])
    place, _, name = kind.partition(".")
    found = listed.get(kind) or (listed.get(name) if place in ("clause", "object", "of", "saying") else None)
    return (found[0], found[1]) if found else None


def composed(found: Sequence[Operator]) -> float:
    """The value at the trigger, from the outermost operator to the innermost, by signatures alone."""
    value = _TOP
    for operator in reversed(found):
        signature = _signature(operator.kind)
        if signature is not None:
            value = signature[0] * value / _TOP if value >= 0 else signature[1] * -value / _TOP
    return value


def features_of(doc: Document, trigger: int, found: Sequence[Operator]) -> set[str]:
    """What the model is asked about: kinds, places, neighbours and words of the operators, and the composed value."""
    token = doc.tokens[trigger]
    out = {
        f"tag={token.tag}",
        f"dep={token.dep}",
        f"lemma={token.lemma}",
        f"on={doc.tokens[token.head].lemma}|{token.dep}",
    }
    out |= {f"above={doc.tokens[token.head].tag}", f"top={found[-1].kind}", f"person={_person(doc, trigger)}"}
    for n, operator in enumerate(found):
        kind = operator.kind
        out |= {f"has={kind}", f"{min(n, 4)}={kind}", f"word={kind}|{doc.tokens[operator.at].lemma}"}
        if n:
            out.add(f"pair={found[n - 1].kind}|{kind}")
    out |= {f"more={n}" for n in range(1, min(len(found), 8))}
    out |= {f"not={n}" for n in range(1, 1 + sum(o.kind == "not" for o in found))}
    for name, value in (("all", composed(found)), ("near", composed(found[:4]))):
        out |= {f"{name}>{half / 2}" for half in range(-6, 6) if value > half / 2}
    return out


def _person(doc: Document, verb: int) -> str:
    subjects = grammar.kids(doc, verb, "nsubj", "nsubjpass") if grammar.is_verb(doc, verb) else []
    return _PEOPLE.get(doc.tokens[subjects[0]].lower, "other") if subjects else "none"


# the way up


def operators(doc: Document, trigger: int, sayings: Iterable[Saying]) -> list[Operator]:
    """Everything that bears on the trigger, from the innermost to the outermost; each word counts once for a kind."""
    found = [Operator(_form(doc, trigger), trigger)]
    at, own, seen = trigger, True, {trigger}
    while True:
        found += _local(doc, at) if own else ()
        if doc.tokens[at].head == at:
            break
        at, edge, own = _edge(doc, at)
        found += edge
        seen.add(at)
    return list(dict.fromkeys([*found, *_asked(doc, trigger), *_outside(doc, trigger, seen, sayings)]))


@cache
def _index(section: str) -> Mapping[str, str]:
    """Each word of a section of the code book with its class."""
    return {word: key for key in sorted(keys(_BOOK, section)) for word in words(_BOOK, section, key)}


# FORM


def _form(doc: Document, i: int) -> str:
    if not grammar.is_verb(doc, i):
        return f"form.{_noun_form(doc, i)}"
    helpers = {doc.tokens[c].lower for c in grammar.kids(doc, i, "aux", "auxpass")}
    tag, dep = doc.tokens[i].tag, doc.tokens[i].dep
    if tag == "VB":
        alone = not helpers and not grammar.kids(doc, i, "nsubj", "mark") and dep in ("ROOT", "conj", "ccomp")
        return "form.imperative" if alone else "form.to" if "to" in helpers else "form.bare"
    if helpers & _HAVE:
        return "form.perfect"
    if tag == "VBD" or helpers & _WAS:
        return "form.past"
    if tag in ("VBZ", "VBP") or helpers & _IS:
        return "form.present"
    return "form.ing" if tag == "VBG" else "form.participle"


def _noun_form(doc: Document, i: int) -> str:
    if doc.tokens[i].pos in ("ADJ", "ADV"):
        return "adjective"
    if doc.tokens[i].pos not in ("NOUN", "PROPN"):
        return "other"
    return "nouns" if doc.tokens[i].tag in ("NNS", "NNPS") else "noun"


# LOCAL


def _local(doc: Document, i: int) -> list[Operator]:
    """The operators of one clause or noun phrase, inner ones first."""
    if not grammar.is_verb(doc, i):
        return [*_beside(doc, i, "adjectives", "amod", "compound"), *_determiners(doc, i), *_adverbs(doc, i)]
    inner, outer = _modals(doc, i)
    return [*inner, *_negation(doc, i), *outer, *_adverbs(doc, i), *_then(doc, i)]


def _modals(doc: Document, verb: int) -> tuple[list[Operator], list[Operator]]:
    """Can and could stand inside a negation ("could not" is "was not able to"), other modals outside."""
    inner: list[Operator] = []
    outer: list[Operator] = []
    helpers = _helpers(doc, verb)
    perfect = any(doc.tokens[a].lower in _HAVE for a in helpers)
    for a in helpers:
        kind = _index("modals").get(doc.tokens[a].lower)
        had = doc.tokens[a].lower in ("'d", "’d") and doc.tokens[verb].tag != "VB" and not perfect
        if kind is not None and not had:
            counterfactual = perfect and kind in ("would", "able", "should")
            one = Operator(f"modal.{kind}.have" if counterfactual else f"modal.{kind}", a)
            (inner if kind == "able" else outer).append(one)
    return inner, outer


def _helpers(doc: Document, verb: int) -> list[int]:
    """The verb's auxiliaries, or those it shares with the verb it is joined to."""
    own = grammar.kids(doc, verb, "aux")
    return own if own or not _shares(doc, verb) else grammar.kids(doc, doc.tokens[verb].head, "aux")


def _shares(doc: Document, i: int) -> bool:
    """The second of two words joined without a subject of its own, in the same form."""
    token = doc.tokens[i]
    alike = doc.tokens[token.head].tag == token.tag and token.dep == "conj"
    return alike and not grammar.kids(doc, i, "nsubj", "nsubjpass")


def _negation(doc: Document, verb: int) -> list[Operator]:
    """What negates a verb, once: "neither … nor" is one negation, and so is "nobody has ever"."""
    loose = [n for c in grammar.kids(doc, verb, "advmod") for n in grammar.kids(doc, c, "neg")]  # "not yet signed"
    return [Operator("not", n) for n in [*grammar.negators(doc, verb), *loose] if not _is_weak(doc, n)][:1]


def _is_weak(doc: Document, n: int) -> bool:
    """The "not" of "not only"."""
    after = doc.tokens[n + 1].lower if n + 1 < len(doc.tokens) else ""
    low = doc.tokens[n].lower
    return low in ("not", "n't", "n’t") and after in ("only", "just", "least")


def _beside(doc: Document, i: int, section: str, *deps: str) -> Iterator[Operator]:
    """The listed words among those that hang on `i` with these labels."""
    for c in grammar.kids(doc, i, *deps):
        kind = _index(section).get(doc.tokens[c].lower)
        if kind is not None:
            yield Operator("few" if kind == "few" else f"{section[:-1]}.{kind}", c)


def _adverbs(doc: Document, i: int) -> Iterator[Operator]:
    return _beside(doc, i, "adverbs", "advmod", "npadvmod")


def _then(doc: Document, verb: int) -> Iterator[Operator]:
    """Would sign, if …"""
    for clause in grammar.kids(doc, verb, "advcl"):
        marks = (c for c in grammar.kids(doc, clause, "mark") if _index("marks").get(doc.tokens[c].lower) == "if")
        yield from (Operator("then", c) for c in marks)


def _determiners(doc: Document, noun: int) -> Iterator[Operator]:
    found = grammar.kids(doc, noun, "det", "poss", "neg", "predet")
    for c in found:
        kind = "definite" if doc.tokens[c].dep == "poss" else _index("determiners").get(doc.tokens[c].lower)
        if kind is not None:
            yield Operator({"no": "not", "few": "few"}.get(kind, f"determiner.{kind}"), c)
    if not found and doc.tokens[noun].pos in ("NOUN", "PROPN"):
        yield Operator("determiner.none", noun)


# EDGE

Edge = tuple[int, list[Operator], bool]


def _edge(doc: Document, i: int) -> Edge:
    """The next word up, what the step to it means, and whether what stands beside that word bears on `i` too."""
    head, dep = doc.tokens[i].head, doc.tokens[i].dep
    if dep in ("pobj", "pcomp"):
        return _over_preposition(doc, i)
    if dep == "conj":
        either = any(doc.tokens[c].lower in ("or", "nor") for c in doc.tokens[head].children)
        return head, [], either and _shares(doc, i)
    return head, _step(doc, i, dep), True


def _step(doc: Document, i: int, dep: str) -> list[Operator]:
    """What hanging on the next word by this label means."""
    if dep == "relcl":
        return [Operator("relative", i)]
    if dep in ("advcl", "acl"):
        return _adverbial(doc, i) if dep == "advcl" else _on_noun(doc, i)
    place = next((place for place, deps in _PLACES.items() if dep in deps), None)
    asked = _whether(doc, i) if place == "clause" else []
    return [*asked, *_governed(doc, i, place)] if place else []


def _governed(doc: Document, i: int, place: str) -> list[Operator]:
    """The word that something hangs on: of which class it is, else only the place below it."""
    head = doc.tokens[i].head
    kind, at = _governor(doc, head, i)
    if place == "subject" and kind not in _OF_SUBJECT:
        kind = None
    return [Operator(f"{place}.{kind}", at) if kind else Operator(f"{place}.other", head)]


def _governor(doc: Document, head: int, below: int) -> tuple[str | None, int]:
    """The class of a word over a clause or event noun, and that word: it, or what is said with be or have."""
    token, index = doc.tokens[head], _index("governors")
    infinitive = doc.tokens[below].tag == "VB"
    if token.lemma in ("have", "be"):
        return _predicate(doc, head, below)
    part = grammar.particle(doc, head) if grammar.is_verb(doc, head) else None
    if part and f"{token.lemma}+{part}" in index:
        return index[f"{token.lemma}+{part}"], head
    if token.lemma == "go":
        return "plan" if token.tag == "VBG" and infinitive else None, head
    if token.lemma == "consider" and doc.tokens[below].tag == "VBG":
        return "wonder", head
    return index.get(token.lemma), head


def _predicate(doc: Document, head: int, below: int) -> tuple[str | None, int]:
    """Is likely to, has a plan to; has to, is to, has yet to."""
    index, infinitive = _index("governors"), doc.tokens[below].tag == "VB"
    yet = [c for c in (*doc.tokens[head].children, *doc.tokens[below].children) if doc.tokens[c].lower == "yet"]
    if yet and infinitive:
        return "fail", yet[0]
    said = [p for p in grammar.kids(doc, head, "acomp", "attr", "dobj", "oprd") if p != below]
    for p in said:
        if doc.tokens[p].lemma in index:
            return index[doc.tokens[p].lemma], p
    return {"have": "need", "be": "be"}[doc.tokens[head].lemma] if infinitive else None, head


def _over_preposition(doc: Document, i: int) -> Edge:
    """Over a preposition to the word before it: "the threat of a strike", "without signing", "instead of talks"."""
    prep = doc.tokens[doc.tokens[i].head]
    above = doc.tokens[prep.head]
    kind = _index("prepositions").get(prep.lower, "other")
    before = doc.tokens[max(0, prep.i - 1)].lower
    if "without" in (kind, _index("prepositions").get(before)) or (prep.lower == "than" and before == "rather"):
        return prep.head, [Operator("not", prep.i)], True
    found, at = _governor(doc, above.i, i) if above.i != prep.i else (None, above.i)
    if found is not None and kind != "after":
        stopped = found == "cease" and prep.lower == "from"
        return above.i, [*_whether(doc, i), Operator("of.prevent" if stopped else f"of.{found}", at)], True
    form = "ing" if doc.tokens[i].dep == "pcomp" else "noun"
    return above.i, [*_whether(doc, i), Operator(f"preposition.{form}.{kind}", prep.i)], True


def _whether(doc: Document, clause: int) -> list[Operator]:
    """A clause that is itself a question: whether, if."""
    marks = grammar.kids(doc, clause, "mark")
    return [Operator("whether", c) for c in marks if doc.tokens[c].lower in ("whether", "if")]


def _on_noun(doc: Document, i: int) -> list[Operator]:
    """A clause behind a noun: what the noun names ("the plan to meet", "the claim that …"), or what describes it."""
    names = _is_infinitive(doc, i) or grammar.kids(doc, i, "nsubj", "nsubjpass", "mark")
    return _governed(doc, i, "clause") if names else [Operator("relative", i)]


def _is_infinitive(doc: Document, i: int) -> bool:
    return doc.tokens[i].tag == "VB" and any(doc.tokens[c].lower == "to" for c in grammar.kids(doc, i, "aux"))


def _adverbial(doc: Document, i: int) -> list[Operator]:
    """An adverbial clause: by what opens it ("if", "because"), "had they signed", a purpose, a participle."""
    for c in grammar.kids(doc, i, "mark", "advmod"):
        kind = _index("marks").get(doc.tokens[c].lower)
        if kind is not None and c < i:
            return [Operator(f"mark.{kind}", c)]
    subjects = grammar.kids(doc, i, "nsubj", "nsubjpass", "expl")
    opening = doc.tokens[doc.tokens[i].left]
    if subjects and opening.lower in ("had", "should", "were") and opening.i < subjects[0]:
        return [Operator("mark.if", opening.i)]
    if not _is_infinitive(doc, i):
        return [Operator("participle", i)]
    known = _governor(doc, doc.tokens[i].head, i)[0] in _NO_PURPOSE
    return _governed(doc, i, "clause") if known else [Operator("purpose", i)]


# OUTSIDE


def _asked(doc: Document, trigger: int) -> list[Operator]:
    """A question mark at the sentence's end; of a question that asks who or why, the event itself may be given."""
    first, last = doc.sentence_of(trigger)[:2]
    if "?" not in doc.tokens[last].text:
        return []
    opens = next((t for t in doc.tokens[first : last + 1] if t.pos != "PUNCT"), doc.tokens[first])
    return [Operator("question.which" if opens.tag in ("WP", "WRB", "WDT", "WP$") else "question", last)]


def _outside(doc: Document, trigger: int, seen: set[int], sayings: Iterable[Saying]) -> Iterator[Operator]:
    """Sayings that hold the trigger without standing over it in the tree."""
    start = doc.tokens[trigger].start
    for saying in sayings:
        if saying.cue not in seen and any(s.start <= start < s.end for s in saying.content):
            lemma = doc.tokens[saying.cue].lemma
            kind = _index("adverbs").get(lemma)
            yield Operator(
                f"adverb.{kind}" if kind else f"saying.{_index('governors').get(lemma, 'other')}", saying.cue
            )
