"""Draft -> Report: what every report must be, whatever it was read from. The only place where a report is admitted."""

from __future__ import annotations

import re

from memcon.ids import report_id
from memcon.read.drafts import Draft
from memcon.read.language import why_not_english
from memcon.types import Refusal, Report

TEXT_LIMIT = 200_000
"""Characters of a report's text; the longest news features stay below a tenth of it."""
WORD_LIMIT = 5_000
"""Characters without white space: no word and no address is that long, but encoded files are."""

_LONG_WORD = re.compile(rf"\S{{{WORD_LIMIT + 1}}}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENGLISH = re.compile(r"en(?:g|glish)?(?:[-_].*)?", re.IGNORECASE)
_SHOWN = 40


def admit(draft: Draft) -> Report | Refusal:
    """Make a report of a draft, or say in one line why it is none, with the numbers."""
    reason = _why_not(draft)
    if reason:
        return Refusal(draft.name, reason)
    described = {key: getattr(draft, key) for key in ("title", "outlet", "byline", "url", "published")}
    return Report(
        id=report_id(draft.text, **described),
        external_id=draft.external_id,
        language="en",
        text=draft.text,
        original=draft.original,
        **described,
    )


def _why_not(draft: Draft) -> str | None:
    """Cheap checks come first: what is too long is never searched."""
    return _wrong_size(draft.text) or _wrong_characters(draft) or _wrong_language(draft)


def _wrong_size(text: str) -> str | None:
    if not text:
        return "empty"
    if len(text) > TEXT_LIMIT:
        return f"{len(text):,} characters long (limit: {TEXT_LIMIT:,})"
    if not text.strip():
        return f"nothing but white space ({len(text):,} characters)"
    if found := _LONG_WORD.search(text):
        return f"more than {WORD_LIMIT:,} characters without white space (from character {found.start():,}): no text"
    return None


def _wrong_characters(draft: Draft) -> str | None:
    fields = ("text", "external_id", "title", "outlet", "byline", "url", "published", "language")
    for field in fields:
        value = getattr(draft, field) or ""
        if (null := value.find("\0")) >= 0:
            return f"null character in the {field}, at character {null:,}"
        if found := _SURROGATE.search(value):
            return f"half a surrogate pair in the {field}, at character {found.start():,} (U+{ord(found[0]):04X})"
    return None


def _wrong_language(draft: Draft) -> str | None:
    given = (draft.language or "").strip()
    if given and not _ENGLISH.fullmatch(given):
        return f"language is given as {given[:_SHOWN]!r}: only English is read"
    return why_not_english(draft.text)
