"""Logits of the attribution tagger -> attributions as word numbers: which words are cue, source and content.

Decoding is Viterbi over begin/inside/outside tags with the transitions that make sense, once for the cues of a window
and once for each cue over the words as seen from it. What stands in the content of another attribution is nested in it,
to any depth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.float32]
Run = tuple[int, int]  # words [first, last], inclusive

STANCES = ("affirm", "deny", "no_comment", "doubt")
OUT, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(5)
_IMPOSSIBLE = -1e4
# From row to column. A source or content goes on only from its own begin or inside.
_NO = _IMPOSSIBLE
CUE_MOVES = np.array([[0, 0, _NO], [0, -3, 0], [0, -3, 0]], dtype=np.float32)
PAIR_MOVES = np.array(
    [
        [0, 0, _NO, 0, _NO],
        [0, 0, 0, 0, _NO],
        [0, 0, 0, 0, _NO],
        [0, 0, _NO, 0, 0],
        [0, 0, _NO, 0, 0],
    ],
    dtype=np.float32,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in one window. `parent` is the index of the one whose content holds it; `sure` is the mean
    probability of the cue's tags, from 0 to 1; `stances` are the probabilities of STANCES.
    """

    cue: Run
    source: tuple[Run, ...]
    content: tuple[Run, ...]
    sure: float
    stances: tuple[float, ...]
    parent: int | None = None

    @property
    def stance(self) -> int:
        """The index in STANCES of the likeliest stance."""
        return self.stances.index(max(self.stances))


def decode(cue: Logits, inner: Logits, pairs: Logits, stances: Logits) -> list[Found]:
    """Attributions of a window in the order of their cues.

    `cue` and `inner` are (words, 3): out, begin, inside; `pairs` is (words, words, 5), [c, w] being word w as seen
    from word c; `stances` is (words, 4). Cues of the first are taken anywhere, of the second only inside a content.
    """
    outer = _seen_from(cue_runs(cue), cue, pairs, stances)
    held = {w for one in outer for first, last in one.content for w in range(first, last + 1)}
    taken = {w for one in outer for w in range(one.cue[0], one.cue[1] + 1)}
    within = [r for r in cue_runs(inner) if all(w in held and w not in taken for w in range(r[0], r[1] + 1))]
    return with_parents(sorted(outer + _seen_from(within, inner, pairs, stances), key=lambda f: f.cue))


def cue_runs(tags: Logits) -> list[Run]:
    """Cues by the best path of tags. Two cues seldom touch, so a new one begins behind a gap."""
    return runs(viterbi(tags[None], CUE_MOVES)[0], (1,)) if len(tags) else []


def _seen_from(cues: Sequence[Run], tags: Logits, pairs: Logits, stances: Logits) -> list[Found]:
    if not cues:
        return []
    seen = np.stack([pairs[first : last + 1].mean(axis=0) for first, last in cues])
    for n, (first, last) in enumerate(cues):
        seen[n, first : last + 1, 1:] = _IMPOSSIBLE
    chances = softmax(tags)
    out = []
    for run, labels, seen_here in zip(cues, viterbi(seen, PAIR_MOVES), softmax(seen), strict=True):
        source = _surest(runs(labels, (B_SOURCE,)), seen_here[:, B_SOURCE] + seen_here[:, I_SOURCE])
        sure = float(1 - chances[run[0] : run[1] + 1, 0].mean())
        stance = tuple(softmax(stances[run[0] : run[1] + 1].mean(axis=0)).tolist())
        out.append(Found(run, source, tuple(runs(labels, (B_CONTENT,))), sure, stance))
    return out


def _surest(found: Sequence[Run], chance: Logits) -> tuple[Run, ...]:
    """An attribution has one source phrase: of several the one with most probability on its words."""
    return (max(found, key=lambda r: float(chance[r[0] : r[1] + 1].sum())),) if found else ()


def viterbi(scores: Logits, moves: Logits) -> list[list[int]]:
    """The best path of tags in each row of (rows, n, tags); no path begins with a tag that cannot follow tag 0."""
    rows, size, _ = scores.shape
    best = scores[:, 0] + moves[0]
    back = np.zeros(scores.shape, dtype=np.intp)
    for n in range(1, size):
        ways = best[:, :, None] + moves
        back[:, n] = ways.argmax(axis=1)
        best = ways.max(axis=1) + scores[:, n]
    path = np.zeros((rows, size), dtype=np.intp)
    path[:, -1] = best.argmax(axis=1)
    for n in range(size - 1, 0, -1):
        path[:, n - 1] = np.take_along_axis(back[:, n], path[:, n, None], axis=1)[:, 0]
    out: list[list[int]] = path.tolist()
    return out


def runs(labels: Sequence[int], begins: tuple[int, ...]) -> list[Run]:
    """The runs of words that begin with one of these tags and go on with the tag after it."""
    out: list[Run] = []
    for n, label in enumerate(labels):
        if label in begins:
            out.append((n, n))
        elif out and out[-1][1] == n - 1 and label - 1 in begins:
            out[-1] = (out[-1][0], n)
    return out


def with_parents(found: list[Found]) -> list[Found]:
    """Each with the innermost attribution whose content holds its cue."""
    out = []
    for n, one in enumerate(found):
        around = [
            (last - first, m)
            for m, other in enumerate(found)
            if m != n
            for first, last in other.content
            if first <= one.cue[0] and one.cue[1] <= last
        ]
        out.append(replace(one, parent=min(around)[1] if around else None))
    return out


def softmax(scores: Logits) -> Logits:
    """Along the last axis."""
    raised: Logits = np.exp(scores - scores.max(axis=-1, keepdims=True))
    raised /= raised.sum(axis=-1, keepdims=True)
    return raised
