"""WARC archives -> drafts: the web pages in them, with fastwarc behind this one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from memcon.errors import Refused
from memcon.read.drafts import Draft
from memcon.read.frames import MAX_RECORD, Frame, frames
from memcon.read.html import read_html
from memcon.read.text import read_text
from memcon.types import Refusal

MAX_BODY = MAX_RECORD
"""Bytes of a page after its content encoding is taken off."""

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = "text/plain"


def read_warc(stream: BinaryIO, name: str) -> Iterator[Draft | Refusal]:
    """Read the web pages and plain texts of an archive, plain or gzipped, in order.

    Only answers with status 200 are read; requests, images, redirections and repeats are passed over in silence. A
    record is named `archive, record 7`, counted from 1 over all records, read or not. Pieces count bytes of the page as
    it was before transfer and content encoding, in part `record 7`. The time of the crawl is no publication date.
    """
    number = found = 0
    try:
        for number, frame in enumerate(frames(stream, name), start=1):
            for item in _read(frame, f"{name}, record {number}", f"record {number}"):
                found += 1
                yield item
    except (Refused, OSError) as error:
        found += 1
        reason = error.reason if isinstance(error, Refused) else f"cannot be read ({type(error).__name__})"
        yield Refusal(f"{name}, record {number + 1}" if number else name, reason)
    if not found:
        yield Refusal(name, "no web page or text in this archive")


def _read(frame: Frame, name: str, part: str) -> Iterator[Draft | Refusal]:
    if frame.reason:
        yield Refusal(name, frame.reason)
        return
    try:
        for item in _pages(frame, name):
            yield _placed(item, part) if isinstance(item, Draft) else item
    except Exception as error:  # fastwarc raises whatever a broken header or encoding leads to
        yield Refusal(name, f"damaged record ({type(error).__name__})")


def _pages(frame: Frame, name: str) -> Iterator[Draft | Refusal]:
    record = next(iter(ArchiveIterator(BytesIO(frame.data), WarcRecordType.response, auto_decode="all")), None)
    media_type = _media_type(record) if record else None
    if not record or not media_type:
        return
    if reason := _unreadable(record, frame):
        yield Refusal(name, reason)
        return
    body = record.reader.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        yield Refusal(name, f"unpacks to more than {MAX_BODY // 1_000_000} MB")
        return
    url = record.headers.get("WARC-Target-URI")
    if media_type in _HTML:
        yield from read_html(body, name, url=url)
    else:
        yield from (replace(item, url=url) if isinstance(item, Draft) else item for item in read_text(body, name))


def _media_type(record: WarcRecord) -> str | None:
    """The media type of a page or text that was found, None for everything else."""
    if not record.is_http or not record.http_headers or record.http_headers.status_code != 200:
        return None
    media_type = (record.http_content_type or "").partition(";")[0].strip().lower()
    return media_type if media_type in _HTML or media_type == _TEXT else None


def _unreadable(record: WarcRecord, frame: Frame) -> str | None:
    if frame.is_long:
        return f"longer than {MAX_RECORD // 1_000_000} MB"
    cut = record.headers.get("WARC-Truncated")
    return f"cut off by the crawler ({cut})" if cut else None


def _placed(draft: Draft, part: str) -> Draft:
    pieces = tuple(replace(piece, part=part) for piece in draft.original.pieces)
    return replace(draft, original=replace(draft.original, pieces=pieces))
