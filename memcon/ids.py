"""Ids that are made from content: the same thing read twice has the same id.

An id is a tag that names the formula, a colon, and the first 32 hex digits (128 bits) of the SHA-256 of canonical
JSON (RFC 8785 in spirit: sorted keys, no white space, UTF-8). A new formula gets a new tag; old ids stay valid.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

TAG = "m1"
_DIGITS = 32


def canonical_json(value: object) -> bytes:
    """`value` as the one byte string that stands for it: keys sorted, no spaces, UTF-8 with lone surrogates escaped."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def content_id(value: Mapping[str, object]) -> str:
    """The id of `value`, such as `m1:4f1c…` (35 characters)."""
    return f"{TAG}:{hashlib.sha256(canonical_json(value)).hexdigest()[:_DIGITS]}"


def report_id(text: str, **described: str | None) -> str:
    """The id of a report: its text and what is said about it (title, outlet, byline, url, published).

    Fields that are None are left out, so that a field added later does not change old ids.
    """
    return content_id({"text": text, **{key: value for key, value in described.items() if value is not None}})
