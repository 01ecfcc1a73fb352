"""Report text -> credit lines: what stands about the text, not in its sentences, with the media it names.

    CASE 1  a credit line            Source: Reuters · via Yonhap · (With inputs from AFP) · Reporting by Reuters
    CASE 2  a dateline               SAN SALVADOR (AP) — · KYIV, March 3 (Interfax) · VIENNA/AFP - · MOSCOW, July 17. /TASS/
    CASE 3  a bare tail              (AP) · — AFP · Reuters, as the last words of a paragraph or a line of their own
    CASE 4  a byline                 By Reuters staff · By Jane Doe, Associated Press
    CASE 5  a copyright line         © 1987 United Press International

A name in no list counts where the line says that it is a source, or where it has the form of a medium's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memcon.lexicon import words
from memcon.ontology import Codebook
from memcon.types import Span

_NAME = r"[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|of|the|de|\d+)){0,5}"
_NAMES = rf"(?P<names>{_NAME}(?:\s*(?:,|/|;|&|\band\b)\s*(?:the )?{_NAME}){{0,4}})"
_CITY = r"[A-Z][\w.’'-]+(?:[ -][A-Z(][\w.’')-]+){0,3}"
_DAY = r"(?:,? (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?)?"
_DASH = r"(?:--|[-–—:])"
_LEAD = r"^[\s*—–\-\[(]*"
# Each pattern with whether it says outright that the name is a source.
_PATTERNS = (
    (re.compile(_LEAD + rf"(?:(?i:sources?|credits?|originally published|first published|published|copyright)(?i:\s+(?:by|in|on|at))?)\s*:?\s+(?i:the\s+)?{_NAMES}[\s.\])*]*$", re.MULTILINE), True),
    (re.compile(_LEAD + rf"(?i:via|from|agenc(?:y|ies)|with (?:files|reporting|inputs?|material|additional reporting)(?: from| by)?|(?:additional )?reporting (?:by|from)|edited from|compiled from|translated from|courtesy of|news agencies)\s*:?\s+(?i:the\s+)?{_NAMES}[\s.\])*]*$", re.MULTILINE), False),
    (re.compile(rf"^\W{{0,3}}{_CITY}(?:, {_CITY}){{0,2}}{_DAY}\.?,?\s*[(/\[]\s*{_NAMES}\s*[)/\]]", re.MULTILINE), False),
    (re.compile(rf"^\W{{0,3}}{_CITY}(?:, {_CITY})?{_DAY}\s*[/,]\s*{_NAMES}\s*{_DASH}\s", re.MULTILINE), False),
    (re.compile(rf"^\W{{0,3}}[(\[]?{_NAMES}[)\]]?\s*(?:{_DASH}|,\s*{_CITY}\s*{_DASH})\s", re.MULTILINE), False),
    (re.compile(rf"(?:[(\[]|[—–]\s?|--\s?)\s*{_NAMES}\s*[)\]]?\s*\.?\s*$", re.MULTILINE), False),
    (re.compile(rf"^[ \t*]*{_NAMES}[ \t*.]*$", re.MULTILINE), False),
    (re.compile(rf"^\s*(?i:by)\s+(?:[\w.’' -]+?,\s*|[\w.’' -]+?\s(?:of|for)\s(?:the )?)?{_NAMES}(?:\s+(?:staff|correspondents?|writers?|news agency|reporters?))?\s*$", re.MULTILINE), False),
    (re.compile(rf"(?:©|\([cC]\)|\b[Cc]opyright)\s*(?:©\s*)?(?:\d{{4}}\s*)?,?\s*(?:[Tt]he )?{_NAMES}", re.MULTILINE), True),
)  # fmt: skip
_PHOTO = re.compile(
    r"(?i)\b(?:photos?|photographs?|pictures?|pic|images?|getty|video|graphic|map|depositphotos|shutterstock|alamy|illustration)\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A medium that a credit line names, where it stands, and whether the line calls the report its exclusive."""

    publisher: str
    span: Span
    exclusive: bool


def find_credits(text: str, book: Codebook) -> Iterator[Credit]:
    """All credits of a report; the same place is never told twice."""
    met: set[int] = set()
    for pattern, sure in _PATTERNS:
        for match in pattern.finditer(text):
            if _PHOTO.search(text, max(0, match.start() - 30), match.end()):
                continue
            for name, span in _split(text, match, book, sure):
                if span.start not in met:
                    met.add(span.start)
                    yield Credit(name, span, "exclusive" in match.group().lower())


def _split(text: str, match: re.Match[str], book: Codebook, sure: bool) -> Iterator[tuple[str, Span]]:
    base = match.start("names")
    whole = _clean(match["names"])
    if book.find_publisher(whole):
        yield book.find_publisher(whole)[0].name, Span(base, base + len(whole))
        return
    for part in re.finditer(r"(?:[^,/;&]|&(?!\s))+?(?=\s*(?:,|/|;|\s&\s|\band\b|$))", match["names"]):
        name = _clean(part.group())
        if not name:
            continue
        start = base + part.start() + part.group().find(name)
        known = book.find_publisher(name)
        if known:
            yield known[0].name, Span(start, start + len(name))
        elif _is_medium(name, book, sure):
            yield name, Span(start, start + len(name))


def _clean(text: str) -> str:
    return re.sub(r"^(?:and|the|with|agencies)\s+", "", text.strip(), flags=re.IGNORECASE).rstrip(" .")


def _is_medium(name: str, book: Codebook, sure: bool) -> bool:
    """In no list: by the form of the name, or by the line's word for it."""
    if book.find_names(name) or len(name.split()) > 6 or not name[0].isupper():
        return False
    edges = {name.split(maxsplit=1)[0].lower(), name.rsplit(maxsplit=1)[-1].lower()}
    if len(name.split()) > 1 and edges & (words("naming", "media", "forms") - words("naming", "media", "loose")):
        return len(name) < 40
    return sure and not re.search(r"\b(?:said|told|official|officials|ministry|office|staff)\b", name, re.IGNORECASE)
