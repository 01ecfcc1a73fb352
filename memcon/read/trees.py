"""Page -> lxml tree, with what would make the parser slow, or drop text unsaid, found first."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

DEPTH_LIMIT = 200
"""Elements inside one another. The parser gives up at 256 and would drop the rest of the page unsaid."""
ELEMENT_LIMIT = 100_000
"""Elements of a page, for the time the extraction takes."""
CHARACTERS_LIMIT = 1_000_000
"""Characters of text on a page, menus and comments included."""
ATTRIBUTES_LIMIT = 4_000
"""Characters of a tag besides quoted values: the parser compares every attribute with every other."""

# A tag as HTML 5 reads it. Nothing in it is tried twice but a quotation mark that is never closed.
_TAG = re.compile(
    r"""<([a-zA-Z][^\s<>/]{0,40})(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+>?|<!--(?:(?s:.*?)-->)?"""
)
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_RAW = {name: re.compile(rf"(?i)</{name}\b") for name in ("script", "style", "textarea", "title", "noscript")}
_DOCUMENT = re.compile(r"(?i)\s*<(?:html|!doctype)\b")


def library() -> Any:
    """Import trafilatura, which takes over half a second: only pages need it."""
    import trafilatura

    for noisy in ("trafilatura", "htmldate", "courlan"):
        _quiet(logging.getLogger(noisy))
    return trafilatura


def parse(source: str) -> Any:
    """Parse a page however broken; None where there is nothing in it."""
    source = "".join(_tamed(source.replace("\0", "")))
    # lxml takes what does not begin as a document for a fragment, and its first element for the whole.
    return library().load_html(source if _DOCUMENT.match(source) else f"<!doctype html>\n{source}")


def excess(tree: Any) -> str | None:
    """Say why a tree is too much to read, if it is."""
    depth = {tree: 1}
    characters = 0
    for count, element in enumerate(tree.iter()):
        level = depth.setdefault(element, depth.get(element.getparent(), 0) + 1)
        characters += len(element.tail or "") + (0 if element.tag in _RAW else len(element.text or ""))
        if level > DEPTH_LIMIT:
            return f"nests more than {DEPTH_LIMIT} elements in one another: what lies deeper cannot be read"
        if count >= ELEMENT_LIMIT:
            return f"more than {ELEMENT_LIMIT:,} elements: no news page"
        if characters > CHARACTERS_LIMIT:
            return f"more than {CHARACTERS_LIMIT:,} characters of text on the page: no news page"
    return None


def _tamed(source: str) -> Iterator[str]:
    """Cut the page so that a tag with thousands of attributes comes without them."""
    kept = at = 0
    while found := _TAG.search(source, at):
        at = found.end()
        name = (found[1] or "").lower()
        if len(found[0]) > ATTRIBUTES_LIMIT and name and len(_VALUE.sub("", found[0])) > ATTRIBUTES_LIMIT:
            yield source[kept : found.start()]
            yield f"<{name}>"
            kept = at
        if name in _RAW:
            closing = _RAW[name].search(source, at)
            at = closing.start() if closing else len(source)
    yield source[kept:]


def _quiet(logger: logging.Logger) -> None:
    """Keep a library's log off standard error unless somebody asked for it."""
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
