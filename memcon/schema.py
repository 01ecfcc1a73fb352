"""A reading as JSON and back, and the JSON Schema that describes it: the contract, made from the types."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memcon.errors import MemconError
from memcon.types import SCHEMA, Reading, Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# `json_schema()` as `make docs` last wrote it, so that printing it need not compile the types; a test compares them.
SHIPPED = Path(__file__).with_name("reading.schema.json")
SCHEMA_ID = "urn:memcon:reading:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Legal in JSON, but they break a line in two for some readers (NEL, LS, PS), drive terminals (C1) or have no UTF-8
# form (lone surrogates). Escaped, they mean the same.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def to_dict(reading: Reading) -> dict[str, Any]:
    """`reading` as the dict that `memcon read --json` prints: spans as `[start, end]`, `schema` first.

    Keys stand in the order of the types, every key is there, and absent values are None or an empty list.

        >>> from memcon.types import Report
        >>> report = Report("m1:0", None, None, None, None, None, None, "en", "Talks began.")
        >>> to_dict(Reading(report))["schema"]
        'memcon.reading/1'
    """
    body = _plain(reading)
    return {"schema": body.pop("schema"), **body}


def to_json(reading: Reading) -> str:
    r"""`reading` as one line of JSON without a line end, in Unicode that always encodes to UTF-8.

    Characters that could end the line early, drive a terminal or not be encoded are written as `\uXXXX`.
    """
    return _UNSAFE.sub(_escape, json.dumps(to_dict(reading), ensure_ascii=False))


def from_dict(value: Mapping[str, Any]) -> Reading:
    """The reading that `to_dict` made `value` from.

    Unknown keys are ignored, so that readings of a newer memcon can be read; numbers given as text are converted.
    Raises MemconError, naming the first wrong field, where `value` is no reading of this schema.
    """
    from pydantic import ValidationError

    if value.get("schema") != SCHEMA:
        raise MemconError(f"schema is {value.get('schema')!r}, not {SCHEMA!r}")
    try:
        return _adapter().validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        raise MemconError(f"not a reading: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a reading. Every field is required, because every field is always printed."""
    from pydantic.json_schema import GenerateJsonSchema

    class Printed(GenerateJsonSchema):
        """Titles repeat the field names, and defaults never stay out of what is printed."""

        def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
            return False

        def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: ARG002
            return True

    made = _adapter().json_schema(schema_generator=Printed)
    # pydantic takes no docstring from a named tuple.
    made["$defs"]["Span"]["description"] = Span.__doc__
    del made["properties"]["schema"]
    made["properties"] = {"schema": {"const": SCHEMA, "type": "string"}, **made["properties"]}
    made["required"] = list(made["properties"])
    return {"$schema": DIALECT, "$id": SCHEMA_ID, **made}


@cache
def _adapter() -> TypeAdapter[Reading]:
    # pydantic compiles the types in a tenth of a second, which printing a reading does not need.
    from pydantic import TypeAdapter

    return TypeAdapter(Reading)


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return {name: _plain(getattr(value, name)) for name in _field_names(value.__class__)}


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
