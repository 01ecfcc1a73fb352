"""HTML -> Draft: the article's text and what the page says of itself, with trafilatura behind this one file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from memcon.read.charset import Page, decode_page
from memcon.read.credits import keep_credits
from memcon.read.dates import published_on
from memcon.read.drafts import Draft
from memcon.read.offsets import align
from memcon.read.trees import excess, library, parse
from memcon.types import Original, Piece, Refusal

MEDIA_TYPE = "text/html"
PAGE_LIMIT = 16_000_000
"""Bytes of a page; the tree takes some ten times as much memory."""
SENTENCE_WORDS = 6
LINK_SHARE = 0.6
"""Characters of the found text that are links on the page, of all, from which it is a menu and not an article."""

_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
_FURNITURE = re.compile(r"(?i)©|\bcopyright\b|\ball rights reserved\b|\bcookies?\b")
_NO_ARTICLE = "no article text found"


def read_html(data: bytes, name: str, *, url: str | None = None) -> Iterator[Draft | Refusal]:
    """Read the article of a page; `url` is where it was fetched, if it was.

    Paragraphs are parted by newlines. Title, outlet, byline, address and date are what the page states, else None;
    the date is never taken from running text or a copyright line. Pieces count bytes of the page.
    """
    yield _read(data, name, url)


def _read(data: bytes, name: str, url: str | None) -> Draft | Refusal:
    if len(data) > PAGE_LIMIT:
        return Refusal(name, f"{len(data):,} bytes long (limit for a page: {PAGE_LIMIT:,})")
    page = decode_page(data)
    if page is None:
        return Refusal(name, "no text: its bytes fit no character encoding; save it as UTF-8")
    tree = parse(page.readable)
    reason = _NO_ARTICLE if tree is None else excess(tree)
    if reason:
        return Refusal(name, reason)
    return _draft(data, page, tree, name, url)


def _draft(data: bytes, page: Page, tree: Any, name: str, url: str | None) -> Draft | Refusal:
    about = _about(tree, url)
    # Asked before the extraction, which takes the tree apart.
    published = published_on(tree, about.url)
    links = _links(tree)
    language = "en" if (tree.get("lang") or "").lower().startswith("en") else None
    text = _text(tree)
    if not _is_article(text, links):
        return Refusal(name, _NO_ARTICLE)
    original = Original(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), page.encoding, _pieces(text, page, data))
    return Draft(
        name, text, original, title=about.title, outlet=_outlet(about), byline=about.author, url=url or about.url,
        published=published, language=language,
    )  # fmt: skip


def _about(tree: Any, url: str | None) -> Any:
    """Ask the page's metadata. The date found on the way is not used: it may be a guess from an image's address."""
    return library().extract_metadata(tree, url, {"extensive_search": False, "original_date": True})


def _outlet(about: Any) -> str | None:
    """The site's name where the page states one; trafilatura puts the host's name where it does not."""
    name = about.sitename
    return None if not name or name.lower() in (about.url or "").lower() else str(name)


def _text(tree: Any) -> str:
    keep_credits(tree)
    document = library().bare_extraction(tree, include_comments=False, favor_recall=True)
    return (document.text or "").strip() if document else ""


def _links(tree: Any) -> frozenset[str]:
    """The words of every link, to tell an article from a menu."""
    return frozenset(" ".join("".join(link.itertext()).split()) for link in tree.iter("a"))


def _is_article(text: str, links: frozenset[str]) -> bool:
    """Tell whether some line is a sentence and most of the text is not links."""
    lines = [" ".join(line.lstrip("-|• ").split()) for line in text.splitlines()]
    prose = [line for line in lines if line not in links]
    if sum(map(len, prose)) <= (1 - LINK_SHARE) * sum(map(len, lines)):
        return False
    return any(map(_is_sentence, prose))


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= SENTENCE_WORDS and bool(_SENTENCE.search(line)) and not _FURNITURE.search(line)


def _pieces(text: str, page: Page, data: bytes) -> tuple[Piece, ...]:
    written = page.source.encode(page.encoding, "surrogateescape")
    if written != data[page.bom_length :]:
        return ()  # an encoding that writes the same characters in several ways: offsets would be wrong
    return align(text, page.source, encoding=page.encoding, part=None, first_byte=page.bom_length, markup=True)
