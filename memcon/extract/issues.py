"""Words -> what they are about: the issues of terms and positions, and the topic of an act.

Both come from `codebook/terms.toml`, by lemma or word form; an issue's words may be two that stand together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.types import Issue, Topic

# Of issues with as many words the first wins: the more particular one.
_ISSUES: tuple[Issue, ...] = (
    "territory", "withdrawal", "prisoners", "recognition", "nuclear", "sanctions", "disarmament",
    "security_guarantees", "participation", "justice", "governance", "humanitarian", "economy", "verification",
    "relations", "ceasefire", "timing",
)  # fmt: skip
# The first that any word shows: the particular ones win over peace and talks.
_TOPICS: tuple[Topic, ...] = (
    "ceasefire", "prisoners", "nuclear", "sanctions", "withdrawal", "humanitarian", "peace_agreement", "talks",
)  # fmt: skip


def issues_of(doc: Document, tokens: Sequence[int]) -> list[Issue]:
    """The issues these tokens show, those with most different words first."""
    seen = [(doc.tokens[i].lower, doc.tokens[i].lemma) for i in tokens]
    pairs = {f"{one}_{other}" for (one, _), (other, _) in pairwise(seen)}
    counted = Counter({issue: _hits(issue, seen, pairs) for issue in _ISSUES})
    return [issue for issue, hits in counted.most_common() if hits]


def _hits(issue: Issue, seen: Sequence[tuple[str, str]], pairs: set[str]) -> int:
    listed = words("terms", "issues", issue)
    return len({lemma for lower, lemma in seen if lower in listed or lemma in listed} | (pairs & listed))


def topic_of(doc: Document, tokens: Sequence[int]) -> Topic:
    """What an act is about, by the words of its clause; `other` where none shows it."""
    seen = {doc.tokens[i].lower for i in tokens} | {doc.tokens[i].lemma for i in tokens}
    return next((topic for topic in _TOPICS if seen & words("terms", "topics", topic)), "other")
