"""Trigger -> date and place: what hangs on the trigger itself ("met in Oman on Monday"), not what is in its objects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from memcon.extract import grammar
from memcon.extract.cast import Cast
from memcon.extract.date_words import MONTHS
from memcon.extract.media import medium_at
from memcon.extract.sentences import Document, Sentence
from memcon.extract.trigger import Trigger
from memcon.lexicon import words
from memcon.types import Place, When

_WHEN = frozenset(
    {"on", "in", "at", "during", "by", "late", "early", "before", "until", "around", "over", "between", "from"}
)
_DATED = frozenset({"pobj", "npadvmod", "advmod", "tmod", "dep"})
_NOMINAL = frozenset({"pobj", "npadvmod", "pcomp", "prep", "advmod", "dobj", "tmod", "dep", "nsubjpass", "attr", "prt"})
_NAME = ("NNP", "NNPS")
# Capitalised behind "in", but no places.
_TIMES = frozenset({*(month.lower() for month in MONTHS), "spring", "ramadan"})

WhensBySentence = Mapping[int, Sequence[When]]


def by_sentence(doc: Document, whens: Iterable[When]) -> WhensBySentence:
    """Dates under the number of the sentence they begin in, in their own order."""
    starts = [sentence.start for sentence in doc.sentences]
    found: dict[int, list[When]] = {}
    for when in whens:
        number = bisect_right(starts, when.spans[0].start) - 1
        if number >= 0 and when.spans[0].start < doc.sentences[number].end:
            found.setdefault(number, []).append(when)
    return found


def when_of(doc: Document, trigger: Trigger, whens: WhensBySentence) -> When | None:
    """The date that hangs on the trigger, or on the verb that says that its noun was held."""
    carriers = {trigger.at, *_holder(doc, trigger)}
    if doc.tokens[trigger.at].dep == "xcomp":
        carriers.add(doc.tokens[trigger.at].head)
    number = doc.tokens[trigger.at].sentence
    near = whens.get(number, ())
    return next((when for when in near if _hangs_on(doc, doc.sentences[number], when, carriers)), None)


def _holder(doc: Document, trigger: Trigger) -> list[int]:
    """The verb around a noun: "talks were held in Oman on Monday"."""
    verb = grammar.top(doc, trigger.at)
    held = trigger.form == "noun" and doc.tokens[verb].lemma in words("moves", "clauses", "held")
    return [verb] if held else []


def _hangs_on(doc: Document, sentence: Sentence, when: When, carriers: set[int]) -> bool:
    all_tokens = range(sentence.first, sentence.last + 1)
    inside = [i for i in all_tokens if any(s.start <= doc.tokens[i].start < s.end for s in when.spans)]
    return any(not carriers.isdisjoint(_above(doc, i)) for i in inside if _heads_date(doc, i, inside))


def _heads_date(doc: Document, i: int, inside: Sequence[int]) -> bool:
    """The head of the date's words, used as a time: "on Monday", "last week"; not "of Monday", "Monday's"."""
    token = doc.tokens[i]
    if token.dep not in _DATED or (token.head in inside and token.head != i):
        return False
    return token.dep != "pobj" or doc.tokens[token.head].lower in _WHEN


def _above(doc: Document, i: int) -> set[int]:
    """What a date hangs on, through phrases but not through clauses."""
    found = set()
    while doc.tokens[i].head != i and (doc.tokens[i].dep in _NOMINAL or _joined_noun(doc, i)):
        i = doc.tokens[i].head
        found.add(i)
    return found


def _joined_noun(doc: Document, i: int) -> bool:
    """The second of two nouns: a date behind it may belong to what is between both."""
    return doc.tokens[i].dep == "conj" and not grammar.is_verb(doc, i) and not grammar.is_verb(doc, doc.tokens[i].head)


def place_of(doc: Document, cast: Cast, trigger: Trigger) -> Place | None:
    """A name behind "in" or "at" that hangs on the trigger, on the verb that holds it or on its objects."""
    carriers = (trigger.at, *_holder(doc, trigger), *trigger.themes)
    heads = [head for at in carriers for head in grammar.under(doc, at, "in", "at")]
    places = (_place(doc, cast, head) for head in heads)
    return next((place for place in places if place is not None), None)


def _place(doc: Document, cast: Cast, head: int) -> Place | None:
    hit = cast.names.get(head)
    if doc.tokens[head].tag not in _NAME or doc.tokens[head].lower in _TIMES:
        return None
    if (hit is not None and hit.publisher is not None) or medium_at(doc, cast.names, cast.book, head) is not None:
        return None
    phrase = grammar.bare_phrase(doc, head, coordinated=False)
    spans = grammar.spans(doc, [i for i in phrase if doc.tokens[i].tag in _NAME])
    if not spans:
        return None
    text = doc.text[spans[0].start : spans[-1].end]
    return Place(text, text, _country(cast, head), spans)


def _country(cast: Cast, head: int) -> str | None:
    hit = cast.names.get(head)
    actor = hit.actor if hit is not None else None
    return actor.country if actor is not None and actor.kind in ("state", "territory") else None
