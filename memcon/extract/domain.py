"""Is this about war and peace, or about wages, transfers and mergers? A gate before any move is read.

The contract's rule: a negotiation is between states, armed groups, governments in exile, international organisations
or their envoys, about war, peace, captives, borders, arms, sanctions, recognition or relief.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memcon.extract.sentences import Document
from memcon.lexicon import words

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


def find_domain(doc: Document, title: str | None, parties: int) -> Domain:
    """Weigh every paragraph by its own words; title and number of international parties count for the whole report."""
    peace, elsewhere = words("domain", "peace", "strong"), words("domain", "elsewhere", "strong")
    found: list[tuple[set[str], set[str]]] = [(set(), set()) for _ in doc.paragraphs]
    for token in doc.tokens:
        number = doc.sentences[token.sentence].paragraph
        for side, listed in zip(found[number], (peace, elsewhere), strict=True):
            if token.lower in listed or token.lemma in listed:
                side.add(token.lemma)
    counts = tuple((len(a), len(b)) for a, b in found)
    low = (title or "").lower().replace("'s", "").split()
    report = (
        _distinct([f[0] for f in found], low, peace) + parties // 2,
        _distinct([f[1] for f in found], low, elsewhere),
    )
    return Domain(counts, report)


def _distinct(found: Sequence[set[str]], title: Sequence[str], listed: frozenset[str]) -> int:
    every = set().union(*found) if found else set()
    return len(every | {word for word in title if word in listed})
