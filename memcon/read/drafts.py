"""What a format reader hands to the gate: one report's text and what the format says about it."""

from __future__ import annotations

from dataclasses import dataclass

from memcon.types import Original


@dataclass(frozen=True, slots=True)
class Draft:
    """A report not yet admitted. `name` is how a refusal would call it (`export.rtf, document 3`).

    `text` is final: every later offset counts in it. Metadata is None where the format gives none; `published`
    is an ISO 8601 date or a prefix of one.
    """

    name: str
    text: str
    original: Original
    external_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
