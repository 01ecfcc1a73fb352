"""Is this about war and peace, or about wages, transfers and mergers? A gate before any move is read.

The contract's rule: a negotiation is between states, armed groups, governments in exile, international organisations
or their envoys, about war, peace, captives, borders, arms, sanctions, recognition or relief.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.lexicon import Words, words

_TELLING = 2


@dataclass(frozen=True, slots=True)
class Domain:
    """Counts of distinct telling words: for each paragraph `(peace, elsewhere)`, and for the whole report."""

    paragraphs: tuple[tuple[int, int], ...]
    report: tuple[int, int]

    def admits(self, paragraph: int, sides: int) -> bool:
        """Whether a move between so many states, armed groups or international bodies may be read in this paragraph."""
        peace, elsewhere = self.paragraphs[paragraph]
        all_peace, all_elsewhere = self.report
        if not all_peace and all_elsewhere:
            return False
        if sides > 1:
            return all_peace >= all_elsewhere or peace >= elsewhere
        if elsewhere >= _TELLING and elsewhere > peace:
            return False
        return all_elsewhere < _TELLING or all_peace >= all_elsewhere or peace > elsewhere + _TELLING


def find_domain(doc: Document, title: str | None, cast: Cast) -> Domain:
    """Weigh every paragraph by its own words; title and number of international parties count for the whole report."""
    low = frozenset((title or "").lower().replace("'s", "").split())
    peace, elsewhere = words("domain", "peace", "strong"), words("domain", "elsewhere", "strong")
    of_peace, of_elsewhere = _telling(doc, peace), _telling(doc, elsewhere)
    paragraphs = tuple((len(one), len(other)) for one, other in zip(of_peace, of_elsewhere, strict=True))
    told = len((low & peace).union(*of_peace))
    named = _parties(cast) // 2 if any(of_peace) else 0
    report = (told + named, len((low & elsewhere).union(*of_elsewhere)))
    return Domain(paragraphs, report)


def _telling(doc: Document, listed: Words) -> Sequence[set[str]]:
    """For each paragraph the lemmas of its words that are listed."""
    found: list[set[str]] = [set() for _ in doc.paragraphs]
    for token in doc.tokens:
        if token.lower in listed or token.lemma in listed:
            found[doc.sentences[token.sentence].paragraph].add(token.lemma)
    return found


def _parties(cast: Cast) -> int:
    """How many states, groups and international bodies the report names."""
    actors = [hit.actor for hit in cast.hits if hit.actor is not None and hit.form != "surname"]
    return len({actor.country or actor.name for actor in actors})
