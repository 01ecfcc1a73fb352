"""Report text -> credit lines: what stands about the text, not in its sentences, with the media it names.

    CASE 1  a credit line            Source: Reuters · via Yonhap · (With inputs from AFP) · Reporting by Reuters
    CASE 2  a dateline               SAN SALVADOR (AP) — · KYIV, March 3 (Interfax) · VIENNA/AFP - · MOSCOW. /TASS/
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

# Spaces are bounded everywhere, so that no run of white space can be tried in more than a few ways.
_S = r"[ \t\xa0]{0,4}"
_NAME = r"[A-Z][\w.&’'-]{0,40}(?: (?:[A-Z][\w.&’'-]{0,40}|of|the|de|\d{1,4})){0,5}"
_NAMES = rf"(?P<names>{_NAME}(?:{_S}(?:,|/|;|&|\band\b){_S}(?:the )?{_NAME}){{0,4}})"
_CITY = r"[A-Z][\w.’'-]{1,30}(?:[ -][A-Z(][\w.’')-]{1,30}){0,3}"
_DAY = r"(?:,? (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?)?"
_DASH = r"(?:--|[-–—:])"
_LEAD = r"^[ \t*—–\-\[(]{0,6}"
_END = r"[ \t.\])*]{0,6}$"
_SOURCE = r"(?:sources?|credits?|originally published|first published|published|copyright)(?:\s(?:by|in|on|at))?"
_INPUT = (
    r"(?:via|from|agenc(?:y|ies)|news agencies|courtesy of|(?:edited|compiled|translated) from"
    r"|with (?:files|reporting|inputs?|material|additional reporting)(?: from| by)?"
    r"|(?:additional )?reporting (?:by|from))"
)
_AUTHOR = r"(?:[\w.’' -]{1,80}?(?:,|\s(?:of|for|at))\s(?:the )?)?"
_STAFF = r"(?:\s(?:staff|correspondents?|writers?|news agency|reporters?))?"
# Each pattern with whether it says outright that the name is a source.
_PATTERNS = tuple(
    (re.compile(pattern, re.MULTILINE), sure)
    for pattern, sure in (
        (rf"{_LEAD}(?i:{_SOURCE}){_S}:?[ \t]{{1,4}}(?i:the )?{_NAMES}{_END}", True),
        (rf"{_LEAD}(?i:{_INPUT}){_S}:?[ \t]{{1,4}}(?i:the )?{_NAMES}{_END}", False),
        (rf"^\W{{0,3}}{_CITY}(?:, {_CITY}){{0,2}}{_DAY}\.?,?{_S}[(/\[]{_S}{_NAMES}{_S}[)/\]]", False),
        (rf"^\W{{0,3}}{_CITY}(?:, {_CITY})?{_DAY}{_S}[/,]{_S}{_NAMES}{_S}{_DASH}\s", False),
        (rf"^\W{{0,3}}[(\[]?{_NAMES}[)\]]?{_S}(?:{_DASH}|,{_S}{_CITY}{_S}{_DASH})\s", False),
        (rf"(?:[(\[]|[—–]|--){_S}{_NAMES}{_S}[)\]]?{_S}\.?{_S}$", False),
        (rf"^[ \t*]{{0,4}}{_NAMES}[ \t*.]{{0,4}}$", False),
        (rf"^[ \t]{{0,4}}(?i:by)\s{_AUTHOR}{_NAMES}{_STAFF}{_S}$", False),
        (rf"(?:©|\([cC]\)|\b[Cc]opyright){_S}(?:©{_S})?(?:\d{{4}}{_S})?,?{_S}(?:[Tt]he )?{_NAMES}", True),
    )
)
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
            for name, span in _split(match, book, sure):
                if span.start not in met:
                    met.add(span.start)
                    yield Credit(name, span, "exclusive" in match.group().lower())


def _split(match: re.Match[str], book: Codebook, sure: bool) -> Iterator[tuple[str, Span]]:
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
