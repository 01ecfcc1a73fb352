"""Dates a record or page states, as ISO 8601 dates or prefixes of one; anything less is None, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)"
    r"(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)?(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))?)?)?)?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
_MONTH += r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_ISO_WITHIN = re.compile(r"\b\d{4}-\d\d-\d\d")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?=[/-])|/((?:19|20)\d\d)-(\d\d)-(\d\d)(?=[/-])")

_META_NAMES = frozenset({
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "publication_date", "publish_date", "publish-date", "publishdate", "pubdate", "published_date", "parsely-pub-date",
    "sailthru.date", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.issued",
    "dcterms.created", "citation_publication_date", "cxenseparse:recs:publishtime", "article.published",
    "article_date_original", "originalpublicationdate", "date",
})  # fmt: skip
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')
_LONGEST = 200
"""Characters of an element that may still be a date line."""


def iso_date(value: str) -> str | None:
    """Read an ISO 8601 date, a prefix of one (`2019-05`, `2019`) or a date and time (its date, as written there)."""
    found = _ISO.fullmatch(value.strip())
    if not found or not value.isascii():
        return None
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def stated_date(words: str) -> str | None:
    """Read the one day that `words` name, in ISO or with the English name of the month; None if none or several."""
    whole = iso_date(words)
    if whole:
        return whole
    days = {day for day in _days(words[:_LONGEST]) if day}
    return days.pop() if len(days) == 1 else None


def _days(words: str) -> Iterator[str | None]:
    for found in _ISO_WITHIN.finditer(words):
        yield iso_date(found.group())
    for found in _DAY_FIRST.finditer(words):
        yield _day(found[3], found[2], found[1])
    for found in _MONTH_FIRST.finditer(words):
        yield _day(found[3], found[1], found[2])


def _day(year: str, month: str, day: str) -> str | None:
    number = _MONTHS.index(month[:3].lower()) + 1
    return iso_date(f"{year}-{number:02}-{int(day):02}")


def published_on(tree: Any, url: str | None) -> str | None:
    """Read when a page (an lxml tree) says it was published: metadata, then marked elements, then its address.

    Each kind counts only if all it says is one day: a list of stories shows many. Dates of change are not asked.
    """
    for values in (_in_meta(tree), _in_json(tree), _marked(tree), _in_address(url)):
        dates = {found for found in map(stated_date, values) if found}
        if dates:
            return _most_precise(dates)
    return None


def _most_precise(dates: set[str]) -> str | None:
    longest = max(dates, key=len)
    return longest if all(longest.startswith(other) for other in dates) else None


def _in_meta(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if any(name and name.strip().lower() in _META_NAMES for name in names):
            yield meta.get("content") or ""


def _in_json(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from _JSON_DATE.findall(script.text or "")


def _marked(tree: Any) -> Iterator[str]:
    for element in _elements(tree.iter()):
        marks = " ".join(element.get(name) or "" for name in ("itemprop", "class", "id", "pubdate")).lower()
        if "pubdate" in element.attrib or (re.search(r"publi|dateline|pub-?date|(?:post|entry|article)-?date", marks)):
            yield element.get("datetime") or element.get("content") or "".join(element.itertext())[: _LONGEST + 1]


def _elements(elements: Iterable[Any]) -> Iterator[Any]:
    """Only what can hold a date line: body wrappers are called `published` too."""
    for element in elements:
        if element.tag in {"time", "span", "p", "div", "abbr", "small"} and len(element) <= 3:
            yield element


def _in_address(url: str | None) -> Iterator[str]:
    for found in _IN_PATH.finditer(url or ""):
        year, month, day = (part for part in found.groups() if part)
        yield f"{year}-{int(month):02}-{int(day):02}"
