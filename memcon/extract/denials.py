"""What a denial denies: the statement of another source that names the same deed.

Two statements name the same deed if they share its verb or noun or words of one family ("talks", "met", "negotiate":
[kin] in `cues.toml`); a shared name is no shared deed. A denial that only points back ("denied it", "called the report
a lie") is set against the last statement before it; one that points nowhere and shares no deed stands alone. A plain
negative ("he had received no proposal") must negate the very deed the other one states.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from memcon.extract import grammar
from memcon.extract.clauses import is_account
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.lexicon import table, words
from memcon.types import Attribution

_CANDIDATES = 24  # statements looked at on either side for each deed
# "Ukrainian" names "Ukraine's ministry": so many letters of a name are compared.
_STEM = 5
_SHORT = 4
_LONGEST = 50  # tokens of a statement that is taken for one negative
_NAMING = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
_COMMON = frozenset({"NOUN", "VERB"})
_POINTERS = frozenset({"it", "this", "that", "these", "those", "them", "so", "which"})
_STATED = frozenset({"say", "about", "show", "cite", "according", "quote", "noun"})
_HAPPEN = frozenset({"take", "happen", "occur", "exist", "be", "come"})  # their subject is the deed
_MODAL = frozenset(
    {"would", "will", "may", "might", "can", "could", "should", "must", "shall", "'ll", "’ll", "wo", "ca"}
)
_EMPHATIC = frozenset(
    {"such", "any", "ever", "never", "nothing", "anything", "anyone", "nobody", "kind", "all", "single", "whatsoever"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution with the saying it came from and the words of its content."""

    attribution: Attribution
    saying: Saying
    tokens: tuple[int, ...]


@cache
def _families() -> dict[str, str]:
    """Lemma -> the name of its family."""
    named = table("cues").get("kin")
    keys = named if isinstance(named, dict) else {}
    return {lemma: key for key in keys for lemma in words("cues", "kin", key)}


def deed(doc: Document, i: int) -> str:
    """The family of a word, or its lemma where it has none."""
    lemma = doc.tokens[i].lemma
    return _families().get(lemma, lemma)


def deeds(doc: Document, tokens: Sequence[int]) -> set[str]:
    """The deeds and things that content words name, without the words that are everywhere."""
    light = words("cues", "stance", "light")
    named = (i for i in tokens if doc.tokens[i].pos in _NAMING and doc.tokens[i].lemma not in light)
    return {deed(doc, i) for i in named}


def named_things(doc: Document, tokens: Sequence[int]) -> set[str]:
    """The deeds and things that common nouns and verbs name: no names, numbers or adjectives."""
    return deeds(doc, [i for i in tokens if doc.tokens[i].pos in _COMMON])


def denied_deeds(doc: Document, one: Said) -> set[str]:
    """What a denial with content of its own denies: its main verbs, or the noun in their place ("denied a deal").

    Where the verb is one that is everywhere ("held talks"), its object is the deed.
    """
    verbs = main_verbs(doc, one)
    inside = set(one.tokens)
    tops = [i for i in one.tokens if doc.tokens[i].head not in inside or doc.tokens[i].head == i]
    heads = [*verbs, *(i for i in tops if i not in verbs)]
    light = words("cues", "stance", "light")
    for i in list(heads):
        if is_account(doc, i):
            heads += [c for c in grammar.kids(doc, i, "acl", "relcl") if c in inside] + grammar.under(doc, i, "of")
        else:
            below = [*_arguments(doc, i), *grammar.under(doc, i, "to", "in", "on", "with", "behind", "for")]
            heads += [k for k in below if doc.tokens[i].lemma in light or doc.tokens[k].lemma in _families()]
    return named_things(doc, [i for i in dict.fromkeys(heads) if i in inside and not is_account(doc, i)])


def other_voice(one: Said, other: Said) -> bool:
    """Another source, and neither hangs on the other's words."""
    same = one.attribution.source is not None and one.attribution.source == other.attribution.source
    above = one.attribution.parent == other.attribution.id or one.saying.cue in other.tokens
    return not same and other.attribution.source is not None and not above


def main_verbs(doc: Document, one: Said) -> list[int]:
    """The verbs of the main clauses of what is said: those whose head is outside it, and what is joined to them."""
    inside = set(one.tokens)
    out: list[int] = []
    for i in one.tokens:
        token = doc.tokens[i]
        if grammar.is_verb(doc, i) and token.dep not in ("aux", "auxpass", "amod"):
            above = token.head
            if above == i or above not in inside or (token.dep in ("conj", "ccomp", "parataxis") and above in out):
                out.append(i)
    return out


def negated(doc: Document, one: Said) -> tuple[set[str], bool]:
    """The deeds that a plain statement of fact negates, and whether it does so with emphasis ("no … of any kind")."""
    found: set[str] = set()
    for verb in main_verbs(doc, one):
        if not _states_a_fact(doc, verb):
            continue
        nots = grammar.negators(doc, verb)
        nouns = [o for o in _arguments(doc, verb) if _has_no(doc, o, "no", "any")]
        limits = [c for o in nouns if _has_no(doc, o, "no") for c in grammar.kids(doc, o, "relcl")]
        if limits:  # "nothing that touches the constitution": only what touches it is negated
            found |= named_things(doc, [i for c in limits for i in grammar.subtree(doc, c)])
            continue
        if nots or any(_has_no(doc, o, "no") for o in nouns):
            own = [*nouns, verb, *(grammar.kids(doc, verb, "dobj", "attr", "nsubjpass") if nots else [])]
            own += grammar.kids(doc, verb, "nsubj") if doc.tokens[verb].lemma in _HAPPEN else []
            own += grammar.under(doc, verb, "of", "about", "with", "on") if doc.tokens[verb].lemma == "be" else []
            found |= named_things(doc, own)
    low = {doc.tokens[i].lower for i in one.tokens}
    return found, bool(low & _EMPHATIC)


def _states_a_fact(doc: Document, verb: int) -> bool:
    """A finite verb without "would", "may" or the like: not "that they not be named", not "will not sign"."""
    own = [verb, *grammar.kids(doc, verb, "aux", "auxpass")]
    finite = any(doc.tokens[i].tag in ("VBD", "VBZ", "VBP") for i in own)
    return finite and not any(doc.tokens[i].lower in _MODAL for i in own)


def _arguments(doc: Document, verb: int) -> list[int]:
    """What a verb says something of: its subject, object and predicate, and the object of "knew of", "heard about"."""
    return [*grammar.kids(doc, verb, "dobj", "attr", "nsubj", "nsubjpass"), *grammar.under(doc, verb, "of", "about")]


def _has_no(doc: Document, noun: int, *words_: str) -> bool:
    """One of the words determines the noun, or the noun itself is "nothing"."""
    return doc.tokens[noun].lower in ("nothing", "nobody") or any(
        doc.tokens[c].lower in words_ for c in doc.tokens[noun].children
    )


def is_plain_negative(doc: Document, one: Said) -> bool:
    """The main clause of what is said is negated, as a fact: "he had signed nothing", "there were no talks".

    Neither a question nor a long speech is one, though there may be a "not" in it.
    """
    if len(one.tokens) > _LONGEST or one.saying.group in ("ask", "want") or doc.tokens[one.tokens[-1]].text == "?":
        return False
    return bool(negated(doc, one)[0])


class Index:
    """The statements of a report by the deeds they name. All look-ups are bounded, whatever the report's length."""

    def __init__(self, doc: Document, said: Sequence[Said]) -> None:
        self.doc, self.said = doc, said
        self.by_id = {s.attribution.id: s for s in said}
        self.deeds = [deeds(doc, s.tokens) for s in said]
        self.common = [named_things(doc, s.tokens) for s in said]
        self.places: dict[str, list[int]] = {}
        for n, found in enumerate(self.deeds):
            for name in found:
                self.places.setdefault(name, []).append(n)
        self.cues = [s.saying.cue for s in said]

    def near(self, n: int, sentences: int) -> list[Said]:
        """The statements whose cue is at most so many sentences away, in text order."""
        here = self.doc.tokens[self.cues[n]].sentence
        first = self.doc.sentences[max(0, here - sentences)].first
        last = self.doc.sentences[min(len(self.doc.sentences) - 1, here + sentences)].last
        return list(self.said[bisect_left(self.cues, first) : bisect_right(self.cues, last)])

    def denied(self, n: int) -> Said | None:
        """What an explicit denial denies: a claim it names, what it points back at, the statement most like it."""
        one = self.said[n]
        inner = next(
            (s for s in self._around(n) if s.attribution.parent == one.attribution.id and s.attribution.source), None
        )
        if inner is not None and other_voice(one, inner):
            return inner
        named = self._named(n) if self._points_back(n) else None
        if named is not None:
            return named
        best = self._best(n, denied_deeds(self.doc, one), least=2) or self._at_odds(n)
        return best or (self._before(n, sentences=3 if self._such(n) else 1) if self.points_back(n) else None)

    def contradicted(self, n: int) -> Said | None:
        """What a plain negative contradicts: a positive statement of the very deed it negates."""
        keys, emphatic = negated(self.doc, self.said[n])
        return self._best(n, keys, least=2 if emphatic else 3) or self._at_odds(n)

    def _at_odds(self, n: int) -> Said | None:
        """A statement close by that the text sets against this one: "his aides tell a different story"."""
        here = self._sentence(n)
        for k in sorted(range(max(0, n - 4), min(len(self.said), n + 5)), key=lambda k: abs(k - n)):
            other, there = self.said[k], self._sentence(k)
            if (
                k == n
                or abs(there - here) > 2
                or other.attribution.stance != "affirm"
                or other.saying.group not in _STATED
            ):
                continue
            if self._between(n, k, words("cues", "stance", "at_odds")) and other_voice(self.said[n], other):
                return other
        return None

    def _around(self, n: int) -> list[Said]:
        return [self.said[k] for k in range(max(0, n - _CANDIDATES), min(len(self.said), n + _CANDIDATES)) if k != n]

    def _candidates(self, n: int, keys: set[str]) -> set[int]:
        out: set[int] = set()
        for key in keys:
            places = self.places.get(key, [])
            at = bisect_left(places, n)
            out.update(places[max(0, at - _CANDIDATES) : at + _CANDIDATES])
        return out - {n}

    def _best(self, n: int, keys: set[str], least: int) -> Said | None:
        """The closest statement by another voice that affirms one of these deeds, if it is close enough."""
        one = self.said[n]
        scored = []
        for k in self._candidates(n, keys):
            other = self.said[k]
            if not other_voice(one, other) or other.attribution.stance != "affirm" or not other.attribution.content:
                continue
            if (
                not self.common[k] & keys
                or not self._same_matter(n, k)
                or (negated(self.doc, other)[0] | self._open(other)) & keys
            ):
                continue
            scored.append((self._closeness(n, k, keys), k < n, -abs(n - k), k))
        if not scored or max(scored)[0] < least:
            return None
        return self.said[max(scored)[3]]

    def _same_matter(self, n: int, k: int) -> bool:
        """Two deeds or things in common, or one and a name: that both tell of signing does not make it one pact."""
        if self.said[n].attribution.stance != "deny" or len(self.common[n] & self.common[k]) > 1 or self._such(n):
            return True
        here, there = self._names(n), self._names(k)
        return not here or not there or bool(here & there)

    def _names(self, n: int) -> set[str]:
        """The first letters of the names in what is said and in who says it: "Iranian" names Iran."""
        tokens = [self.doc.tokens[i] for i in (*self.said[n].tokens, *self.said[n].saying.source_tokens)]
        return {t.lower[:_SHORT] for t in tokens if t.pos == "PROPN" or (t.tag == "JJ" and t.text[0].isupper())}

    def _open(self, other: Said) -> set[str]:
        """Deeds that a statement leaves open: what will, would or may be, denied by nobody who says it was not."""
        open_ = [
            v
            for v in main_verbs(self.doc, other)
            if any(self.doc.tokens[c].lower in _MODAL for c in grammar.kids(self.doc, v, "aux"))
        ]
        return deeds(self.doc, open_)

    def _closeness(self, n: int, k: int, keys: set[str]) -> int:
        """Shared deeds count; the deed itself twice; nearness, a contrast and an echo add to it."""
        shared = self.deeds[n] & self.deeds[k]
        near = abs(self._sentence(n) - self._sentence(k))
        same = shared & keys
        score = len(shared) + len(same if near <= 1 else same & set(_families().values()))
        score += (near <= 1) + (near <= 4 and self._contrast(n, k)) - (near > 12)
        return score + (near <= 3 and self._such(n))

    def _such(self, n: int) -> bool:
        return any(self.doc.tokens[i].lower == "such" for i in self.said[n].tokens)

    def _sentence(self, n: int) -> int:
        return self.doc.tokens[self.cues[n]].sentence

    def _contrast(self, n: int, k: int) -> bool:
        return self._between(n, k, words("cues", "stance", "contrast"))

    def _between(self, n: int, k: int, listed: frozenset[str]) -> bool:
        """A word that sets the two against each other, in the later one's sentence or between them."""
        first, last = sorted((self._sentence(n), self._sentence(k)))
        between = self.doc.sentences[min(first + 1, last) : last + 1]
        return any(self.doc.tokens[i].lower in listed for s in between for i in range(s.first, s.last + 1))

    def points_back(self, n: int) -> bool:
        """In "denied the report", "denied it", "called that account false", "there is no such document"."""
        return self._such(n) or self._points_back(n) or not self.common[n]

    def _points_back(self, n: int) -> bool:
        """A pronoun or an account is all that is denied; a clause of the denial's own says what it denies itself."""
        one, doc = self.said[n], self.doc
        inside = set(one.tokens)
        if doc.tokens[one.saying.cue].lemma in words("cues", "stance", "deny"):
            tops = [i for i in one.tokens if doc.tokens[i].head not in inside]
            return bool(tops) and all(self._is_pointer(i) for i in tops if doc.tokens[i].pos != "PUNCT")
        return len(one.tokens) <= 12 and any(
            self._is_pointer(i) or doc.tokens[i].lower in _POINTERS for i in one.tokens
        )

    def _is_pointer(self, i: int) -> bool:
        """It, that, "the report", not "a report that he had agreed"."""
        if is_account(self.doc, i):
            return not grammar.kids(self.doc, i, "acl", "relcl") and not grammar.under(self.doc, i, "of")
        return self.doc.tokens[i].lower in _POINTERS

    def _named(self, n: int) -> Said | None:
        """The statement pointed at: of the source that the denial names, else the last one before it."""
        tokens = [self.doc.tokens[i] for i in self.said[n].tokens]
        named = {t.lower[:_STEM] for t in tokens if t.pos == "PROPN" or (t.tag == "JJ" and t.text[0].isupper())}
        before = [s for s in self._around(n) if s.saying.cue < self.said[n].saying.cue]
        for other in reversed(before):
            names = {self.doc.tokens[i].lower[:_STEM] for i in other.saying.source_tokens}
            if names & named and other_voice(self.said[n], other) and other.attribution.stance == "affirm":
                return other
        return self._before(n, sentences=3)

    def _before(self, n: int, sentences: int = 1) -> Said | None:
        """The last statement before it, in its paragraph or the one above, by another voice."""
        here = self._sentence(n)
        for k in range(n - 1, max(-1, n - _CANDIDATES), -1):
            other = self.said[k]
            if here - self._sentence(k) > sentences:
                return None
            told = other.attribution.stance == "affirm" and other.saying.group in _STATED
            if told and not other.attribution.parent and other_voice(self.said[n], other):
                return other
        return None
