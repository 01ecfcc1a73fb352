"""Decoding: the likeliest path that makes sense, links, nesting."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.models import decode as d

WORDS = ["Tasnim", "reported", "that", "Peskov", "denied", "the", "meeting"]


def logits(tags: dict[int, int], size: int, classes: int) -> d.Logits:
    out = np.zeros((size, classes), dtype=np.float32)
    out[:, 0] = 2
    for word, tag in tags.items():
        out[word, tag] = 6
    return out


def read(cue: dict[int, int], inner: dict[int, int], rows: dict[int, dict[int, int]], size: int) -> list[d.Found]:
    pairs = np.stack([logits(rows.get(word, {}), size, 5) for word in range(size)])
    return d.decode(logits(cue, size, 3), logits(inner, size, 3), pairs, np.zeros((size, 4), dtype=np.float32))


def test_a_cue_inside_a_content_is_nested() -> None:
    rows = {1: {0: 1, 2: 3, 3: 4, 4: 4, 5: 4, 6: 4}, 4: {3: 1, 5: 3, 6: 4}}
    outer, inner = read({1: 1}, {1: 1, 4: 1}, rows, len(WORDS))
    assert (outer.cue, outer.source, outer.content, outer.parent) == ((1, 1), ((0, 0),), ((2, 6),), None)
    assert (inner.cue, inner.source, inner.content, inner.parent) == ((4, 4), ((3, 3),), ((5, 6),), 0)


def test_a_cue_of_the_second_kind_outside_every_content_is_none() -> None:
    assert len(read({1: 1}, {1: 1, 4: 1}, {1: {0: 1, 2: 3}}, len(WORDS))) == 1


def test_a_cue_in_doubt_whether_it_goes_on_is_one() -> None:
    tags = np.array([[3, 0, 0], [0, 3, 0], [0, 2, 1], [3, 0, 0], [0, 3, 0]], dtype=np.float32)
    assert d.cue_runs(tags) == [(1, 2), (4, 4)]


def test_a_content_in_two_pieces_and_one_of_two_sources() -> None:
    (found,) = read({3: 1}, {}, {3: {0: 3, 1: 4, 2: 1, 5: 3, 6: 1}}, 7)
    assert found.content == ((0, 1), (5, 5))
    assert len(found.source) == 1


def test_sourceless() -> None:
    (found,) = read({0: 1}, {}, {0: {1: 3, 2: 4}}, 4)
    assert found.source == ()


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_any_logits_give_runs_that_make_sense(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    cue, inner = (rng.normal(size=(size, 3)).astype(np.float32) for _ in range(2))
    pairs = rng.normal(size=(size, size, 5)).astype(np.float32)
    found = d.decode(cue, inner, pairs, rng.normal(size=(size, 4)).astype(np.float32))
    assert [f.cue for f in found] == sorted(f.cue for f in found)
    for n, one in enumerate(found):
        words = [w for first, last in (*one.source, *one.content) for w in range(first, last + 1)]
        assert len(words) == len(set(words))
        assert not set(words) & set(range(one.cue[0], one.cue[1] + 1))
        assert all(0 <= w < size for w in words)
        assert len(one.source) <= 1
        assert 0 <= one.sure <= 1
        assert sum(one.stances) == pytest.approx(1, abs=1e-4)
        if one.parent is not None:
            around = found[one.parent].content
            assert one.parent != n
            assert any(first <= one.cue[0] and one.cue[1] <= last for first, last in around)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_viterbi_finds_the_best_of_all_paths(seed: int, size: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, size, 5)).astype(np.float32)

    def score(path: tuple[int, ...]) -> float:
        steps = zip((0, *path), path, strict=False)
        tags = sum(float(scores[0, n, tag]) for n, tag in enumerate(path))
        return tags + sum(float(d.PAIR_MOVES[a, b]) for a, b in steps)

    best = max(itertools.product(range(5), repeat=size), key=score)
    assert score(tuple(d.viterbi(scores, d.PAIR_MOVES)[0])) == pytest.approx(score(best), abs=1e-4)
