"""What a file's properties say about the article: `standing`."""

from __future__ import annotations

import re

HEAD = 2_000
"""Characters of the text that a property must stand in to count as the article's."""


def standing(value: str | None, text: str) -> str | None:
    """`value`, white space aside, if its words stand near the beginning of `text`, else None.

    The title and author among a file's properties are as often a template's and a typist's.
    """
    wanted = " ".join((value or "").split())
    words = rf"(?<!\w){re.escape(wanted)}(?!\w)"
    return wanted if wanted and re.search(words, " ".join(text[:HEAD].split()), re.IGNORECASE) else None
