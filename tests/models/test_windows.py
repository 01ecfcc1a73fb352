"""Windows hold every word once, at its place, and never more pieces than the model takes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.models import windows as w


def spell(words: Sequence[str]) -> list[list[int]]:
    """Three letters to a piece."""
    return [[ord(c) for c in word[::3]] for word in words]


def cut(text: str) -> list[w.Window]:
    return list(w.windows(text, spell, 1, 2))


@settings(deadline=None)
@given(st.text(alphabet='ab .\n“”"é—Ünd12', max_size=3000))
def test_every_word_stands_in_one_window_in_order(text: str) -> None:
    found = [(x.start, x.end) for window in cut(text) for x in window.words]
    assert found == sorted(set(found))
    covered = {i for start, end in found for i in range(start, end)}
    assert covered == {i for i, c in enumerate(text) if not c.isspace()}


@settings(deadline=None)
@given(st.text(alphabet="ab .\n", max_size=4000))
def test_windows_fit_and_features_match(text: str) -> None:
    for window in cut(text):
        assert len(window.pieces) <= w.LONGEST or len(window.words) == 1
        shape, quoting = w.features(window)
        assert len(shape) == len(quoting) == len(window.pieces)
        assert [window.pieces[i] for i in window.first] == [ord(text[x.start]) for x in window.words]


def test_paragraphs_share_a_window_until_it_is_full() -> None:
    text = "\n".join(["one two three four five six seven eight nine ten."] * 40)
    found = cut(text)
    assert len(found) < 10
    assert all(len(window.breaks) > 1 for window in found[:-1])
    assert all(text[window.words[b].start :].startswith("one") for window in found for b in window.breaks)


def test_a_long_paragraph_is_cut_behind_a_full_stop() -> None:
    text = "The talks went on for days without an end in sight. " * 30
    found = cut(text)
    assert len(found) > 1
    assert all(text[window.words[-1].start] == "." for window in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we go" today', [0, 0, 2, 1, 1, 2, 0]),  # straight marks close what they opened
        ("“We go,” he said", [2, 1, 1, 1, 2, 0, 0]),  # curly marks know their side
        ("“We go\n“And stay", [2, 1, 1, 2, 1, 1]),  # a quotation left open at the end of a paragraph opens anew
    ],
)
def test_what_stands_inside_quotation_marks(text: str, expected: list[int]) -> None:
    assert [x.quoted for window in cut(text) for x in window.words] == expected


def test_shapes() -> None:
    text = "U.N. envoy O'Brien met 12 NATO officials - AFP"
    (window,) = cut(text)
    shapes = {text[x.start : x.end]: x.shape for x in window.words}
    wanted = {"envoy": w.LOWER, "Brien": w.TITLE, "12": w.NUMBER, "NATO": w.UPPER, "-": w.MARK}
    assert {k: shapes[k] for k in wanted} == wanted
