from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon import types
from memcon.errors import MemconError
from memcon.schema import from_dict, json_schema, to_dict, to_json
from memcon.types import Reading, Source, Span
from tests.factory import FERRY, ferry_talks, report


def test_keys_stand_in_the_order_of_the_types_with_schema_first() -> None:
    made = to_dict(ferry_talks())
    assert list(made) == [
        "schema", "report", "sources", "attributions", "events", "positions", "conflicts", "abstentions", "made_by",
    ]  # fmt: skip
    assert list(made["report"]) == [
        "id", "external_id", "title", "outlet", "byline", "url", "published", "language", "text", "relays",
        "own_reporting", "original",
    ]  # fmt: skip
    assert list(made["events"][0]) == [
        "id", "act", "type", "mode", "cameo", "actors", "recipients", "through", "channel", "topic", "terms",
        "polarity", "modality", "answers", "date", "place", "spans", "attributed",
    ]  # fmt: skip


def test_spans_are_pairs_that_point_at_their_words() -> None:
    made = to_dict(ferry_talks())
    (start, end), *rest = made["events"][0]["spans"]
    assert FERRY[start:end] == "Ghana offered Togo a truce"
    assert not rest
    assert type(made["events"][0]["spans"][0]) is list


def test_the_original_is_an_object_of_its_own() -> None:
    original = to_dict(ferry_talks())["report"]["original"]
    assert original["name"] == "ferry.txt"
    assert original["pieces"][0] == {"text": [0, len(FERRY)], "part": None, "source": [0, len(FERRY)], "exact": True}


def test_a_rich_reading_survives_the_way_out_and_back() -> None:
    reading = ferry_talks()
    assert from_dict(json.loads(to_json(reading))) == reading


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_is_one_line_of_utf8_and_comes_back(text: str) -> None:
    reading = Reading(report(text, title=text))
    line = to_json(reading)
    assert len(line.splitlines()) == 1
    back = json.loads(line.encode())
    # JSON has one form for both: two lone surrogates that happen to make a pair come back as the character.
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert from_dict(back).report.text == joined


def test_a_lone_surrogate_and_an_escape_sequence_are_escaped() -> None:
    line = to_json(Reading(report("a\ud800b\x1b[31m\x9b")))
    assert "a\\ud800b\\u001b[31m\\u009b" in line


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"schema": "memcon.reading/2"}, "memcon.reading/2"),
        ({"sources": [{"id": "s1"}]}, "sources.0.mention"),
        (
            {"conflicts": [{"left": "a1", "right": "a2", "why": "rumour", "about": None, "spans": []}]},
            "conflicts.0.why",
        ),
        ({"abstentions": [{"spans": [[1, 2, 3]], "step": "events", "reason": "x"}]}, "abstentions.0.spans.0"),
        ({"report": None}, "report"),
    ],
)
def test_what_is_no_reading_is_refused_by_the_name_of_its_field(change: dict[str, Any], named: str) -> None:
    with pytest.raises(MemconError, match=named) as caught:
        from_dict(to_dict(ferry_talks()) | change)
    assert "\n" not in str(caught.value)


def test_a_newer_reading_with_more_fields_can_be_read() -> None:
    assert from_dict(to_dict(ferry_talks()) | {"mood": "new"}) == ferry_talks()


def test_the_schema_names_its_dialect_and_itself() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "urn:memcon:reading:1"
    assert schema["properties"]["schema"]["const"] == types.SCHEMA


def test_the_schema_describes_every_type_in_the_words_of_its_docstring() -> None:
    definitions = json_schema()["$defs"]
    for name in ("Report", "Original", "Piece", "Source", "Attribution", "Event", "Term", "When", "Relay", "Span"):
        first_line = (getattr(types, name).__doc__ or "").strip().splitlines()[0]
        assert first_line in definitions[name]["description"]


def test_the_schema_lists_the_codes_and_asks_for_every_field() -> None:
    definitions = json_schema()["$defs"]
    assert definitions["Source"]["properties"]["kind"]["enum"] == list(get_args(types.SourceKind))
    for definition in definitions.values():
        if definition["type"] == "object":
            assert definition["required"] == list(definition["properties"])
    assert json_schema()["required"] == list(json_schema()["properties"])


def _fits(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> bool:  # noqa: PLR0911
    """As much of JSON Schema as ours uses; an unknown keyword fails loudly."""
    match schema:
        case {"$ref": ref}:
            return _fits(value, definitions[ref.rpartition("/")[2]], definitions)
        case {"anyOf": choices}:
            return any(_fits(value, it, definitions) for it in choices)
        case {"const": only}:
            return bool(value == only)
        case {"enum": codes}:
            return value in codes
        case {"prefixItems": items}:
            return schema["minItems"] == schema["maxItems"] == len(value) == len(items) and all(
                _fits(it, item, definitions) for it, item in zip(value, items, strict=True)
            )
        case {"type": "array", "items": item}:
            return isinstance(value, list) and all(_fits(it, item, definitions) for it in value)
        case {"type": "object", "properties": properties}:
            return (
                isinstance(value, dict)
                and list(value) == list(properties)
                and all(_fits(value[name], it, definitions) for name, it in properties.items())
            )
        case {"type": kind}:
            return isinstance(value, {"string": str, "integer": int, "boolean": bool, "null": type(None)}[kind])
    raise AssertionError(schema)


def test_what_is_printed_fits_the_schema_key_by_key() -> None:
    schema = json_schema()
    printed = json.loads(to_json(ferry_talks()))
    assert _fits(printed, schema, schema["$defs"])
    printed["events"][0]["topic"] = "weather"
    assert not _fits(printed, schema, schema["$defs"])


def test_a_source_of_unknown_number_is_null_not_missing() -> None:
    source = Source("s1", "sources", "group", False, None, None, None, None, None, (), (Span(0, 7),))
    made = to_dict(replace(Reading(report("sources say")), sources=(source,)))
    assert made["sources"][0]["count"] is None
