"""The shipped tagger: like the float model it was made from, the same every time, and safe on any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.models import tagger
from memcon.models.decode import STANCES

PARITY = json.loads((Path(__file__).parent / "parity.json").read_text(encoding="utf-8"))


def rows_of(text: str) -> list[list[object]]:
    return [
        [
            [list(s) for s in t.source],
            list(t.cue),
            [list(s) for s in t.content],
            STANCES[t.stances.index(max(t.stances))],
        ]
        for t in tagger.tag(text)
    ]


def test_int8_finds_what_the_float_model_found() -> None:
    """Whole attributions, every span and the stance; one in ten lies on a border where rounding decides."""
    same = gold = got = 0
    for row in PARITY:
        found = rows_of(row["text"])
        same += sum(one in row["found"] for one in found)
        gold, got = gold + len(row["found"]), got + len(found)
    assert gold > 200
    assert 2 * same / (gold + got) > 0.86


def test_the_same_text_gives_the_same_tags() -> None:
    text = PARITY[0]["text"]
    assert tagger.tag(text) == tagger.tag(text)


def test_the_model_is_small_and_has_a_card() -> None:
    assert (tagger.FOLDER / "attribution.onnx").stat().st_size < 30_000_000
    assert "PolNeAR" in (tagger.FOLDER / "card.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The talks collapsed, two mediators said.", "two mediators", "said", "The talks collapsed"),  # inverted
        ("It is widely believed that the ships will sail.", "", "believed", "the ships will sail"),  # names nobody
        (
            "“We never met,” Okello told Radio Gulu. “Never.”",
            "Okello",
            "told",
            "We never met",
        ),  # goes on behind the cue
        ("Norway's offer to host the talks still stands.", "Norway", "offer", "to host the talks"),  # a noun as cue
    ],
)
def test_what_it_finds(text: str, source: str, cue: str, content: str) -> None:
    found = [
        t for t in tagger.tag(text) if cue in text[slice(*t.cue)] and any(content in text[a:b] for a, b in t.content)
    ]
    assert found
    assert source in "".join(text[a:b] for a, b in found[0].source) if source else not found[0].source


def test_nesting_is_linked() -> None:
    text = "Tasnim reported on Tuesday that the ministry had denied receiving the paper."
    cues = [text[slice(*t.cue)] for t in tagger.tag(text)]
    outer, inner = cues.index("reported"), next(n for n, cue in enumerate(cues) if "denied" in cue)
    assert tagger.tag(text)[inner].parent == outer
    assert STANCES[max(range(4), key=tagger.tag(text)[inner].stances.__getitem__)] == "deny"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    found = tagger.tag(text)
    for one in found:
        for start, end in (*one.source, one.cue, *one.content):
            assert 0 <= start < end <= len(text)
        assert one.parent is None or 0 <= one.parent < len(found)
