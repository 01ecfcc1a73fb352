from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.ids import canonical_json, content_id, report_id

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def test_the_formula_is_frozen() -> None:
    """A changed id would make every ledger forget what it has seen: a new formula needs a new tag."""
    assert content_id({"b": [1, None], "a": "é"}) == "m1:3d92f6368f93f3cb36a4e7a721098054"
    assert report_id("Talks.", outlet="Gazette") == "m1:53ed39f0a38a01867d0c521751b472e5"


def test_canonical_json_is_sorted_tight_and_utf8() -> None:
    assert canonical_json({"b": [1, 2], "a": "é"}) == '{"a":"é","b":[1,2]}'.encode()


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=5))
def test_the_order_of_keys_does_not_matter_and_any_text_has_an_id(value: dict[str, object]) -> None:
    made = content_id(value)
    assert made == content_id(dict(reversed(value.items())))
    assert len(made) == 35
    assert made.startswith("m1:")


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_say_has_no_id(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        content_id({"number": number})


def test_a_field_that_is_not_known_leaves_the_id_as_it_was() -> None:
    assert report_id("Talks.", outlet=None, url=None) == report_id("Talks.")
    assert report_id("Talks.", outlet="Gazette") != report_id("Talks.")
    assert report_id("Talks.", outlet="Gazette") != report_id("Talks.", byline="Gazette")
