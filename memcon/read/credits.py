"""Keeps credit lines in reach of the text extraction: "Source: Reuters", bylines, "(Reporting by …)".

Extractors take short lines in footers, asides and boxes with names like `author` or `meta` for page furniture and
drop them. For memcon they are what a report says of its origin. So each credit line that stands near the article is
made an ordinary paragraph beside the article's first or last one. Works on an lxml tree, in place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

NEAR = 600
"""Characters of other text that may stand between a credit line and the article."""
_LONGEST = 200
_LONGEST_MARKED = 80
_PROSE = 80
"""Characters from which a paragraph counts as the article's."""

_WORDED = re.compile(
    r"\(?(?:sources?\s*:|via\s*:?\s|agencies\b|by [A-Z]|from (?:AP|AFP|Reuters)\b|compiled (?:by|from)\b"
    r"|with\s+(?:\w+\s+){0,3}(?:agenc|afp|ap\b|reuters|files|inputs|reporting)"
    r"|(?:additional |further )?(?:reporting|writing|editing) by\b"
    r"|(?:AP|AFP|Reuters|dpa|TASS|Xinhua|UPI|EFE|ANSA)\b)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:source|credits?|agency|agencies|attribution|byline|author|dateline)(?:$|[\s_-])", re.IGNORECASE
)
_HOLDERS = frozenset(
    {"p", "div", "span", "footer", "aside", "section", "small", "cite", "em", "i", "b", "strong", "li"}
)
_HOLDERS |= {"h4", "h5", "h6", "address", "a", "td"}
_ELSEWHERE = frozenset(
    {"nav", "figure", "figcaption", "script", "style", "noscript", "form", "button", "select", "head"}
)


@dataclass(slots=True)
class _Place:
    """Where an element's text begins and ends, in characters of the page's text."""

    start: int
    end: int


def keep_credits(tree: Any) -> None:
    """Make every credit line near the article a plain paragraph beside the article's paragraphs."""
    places = _places(tree)
    paragraphs = _article(places)
    if not paragraphs:
        return
    first, last = paragraphs[0], paragraphs[-1]
    for element in _credit_lines(places, set(paragraphs)):
        place = places[element]
        if 0 <= places[first].start - place.end <= NEAR:
            _move(element, first, before=True)
        elif 0 <= place.start - places[last].end <= NEAR:
            last = _move(element, last, before=False)
            places[last] = place


def _places(tree: Any) -> dict[Any, _Place]:
    """Measure every element, in document order, without what no reader sees."""
    places: dict[Any, _Place] = {}
    at = 0
    open_elements: list[Any] = []
    for element in tree.iter():
        while open_elements and element.getparent() is not open_elements[-1]:
            at = _close(open_elements.pop(), at, places)
        if not isinstance(element.tag, str):
            continue
        places[element] = _Place(at, at)
        at += 0 if element.tag in _ELSEWHERE else len((element.text or "").strip())
        open_elements.append(element)
    while open_elements:
        at = _close(open_elements.pop(), at, places)
    return places


def _close(element: Any, at: int, places: dict[Any, _Place]) -> int:
    places[element].end = at
    return at + len((element.tail or "").strip())


def _article(places: dict[Any, _Place]) -> list[Any]:
    """List the paragraphs under the parent that holds the most prose."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for element, place in places.items():
        if element.tag == "p" and place.end - place.start >= _PROSE:
            groups[element.getparent()].append(element)
    return max(groups.values(), key=lambda group: sum(places[p].end - places[p].start for p in group), default=[])


def _credit_lines(places: dict[Any, _Place], paragraphs: set[Any]) -> list[Any]:
    """List the outermost elements that are credit lines and nothing else, in document order."""
    found: list[Any] = []
    inside: set[Any] = set(paragraphs)
    for element, place in places.items():
        parent = element.getparent()
        if parent in inside or element.tag in _ELSEWHERE:
            inside.add(element)
        elif element.tag in _HOLDERS and 0 < place.end - place.start <= _LONGEST and _is_credit(element):
            found.append(element)
            inside.add(element)
    return found


def _is_credit(element: Any) -> bool:
    words = _words(element)
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('rel') or ''}"
    if len(words) <= _LONGEST_MARKED and _MARKED.search(marks):
        return any(character.isalpha() for character in words)
    return bool(_WORDED.match(words))


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _move(element: Any, beside: Any, *, before: bool) -> Any:
    """Put a paragraph with the words of `element` beside another element and take `element` out."""
    paragraph = beside.makeelement("p", {})
    paragraph.text = _words(element)
    element.drop_tree()
    if before:
        beside.addprevious(paragraph)
    else:
        tail, beside.tail = beside.tail, None
        beside.addnext(paragraph)
        paragraph.tail = tail
    return paragraph
