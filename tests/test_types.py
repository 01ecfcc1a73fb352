from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from memcon import types
from tests.factory import ferry_talks

CODES = tomllib.loads((Path(types.__file__).parent / "codebook" / "codes.toml").read_text(encoding="utf-8"))
NOUNS = [it for it in vars(types).values() if dataclasses.is_dataclass(it) and isinstance(it, type)]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda it: it.__name__)
def test_nouns_are_frozen_slotted_and_say_what_they_are(noun: type) -> None:
    assert noun.__doc__
    assert "__slots__" in vars(noun)
    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_a_reading_can_be_compared_and_kept_in_a_set() -> None:
    assert ferry_talks() == ferry_talks()
    assert len({ferry_talks(), ferry_talks()}) == 1


@pytest.mark.parametrize(
    ("listed", "literal"),
    [
        ("relays.kind", types.RelayKind),
        ("sources.kind", types.SourceKind),
        ("stance", types.Stance),
        ("certainty", types.Certainty),
        ("quotation", types.Quotation),
        ("medium", types.Medium),
        ("act", types.Act),
        ("channel", types.Channel),
        ("topic", types.Topic),
        ("issue", types.Issue),
        ("polarity", types.Polarity),
        ("modality", types.Modality),
        ("precision", types.Precision),
        ("conflicts.why", types.ConflictWhy),
        ("abstentions.step", types.Step),
    ],
)
def test_the_types_and_the_code_book_list_the_same_codes(listed: str, literal: object) -> None:
    assert list(CODES[listed]) == list(get_args(literal))


def test_every_code_says_what_it_means_and_whose_it_is() -> None:
    for listed, codes in CODES.items():
        if isinstance(codes, dict):
            for code, entry in codes.items():
                assert entry.keys() >= {"means", "standard"}, f"{listed}.{code}"
