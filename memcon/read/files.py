"""A path, an address or standard input -> reports: finds the kind, calls its reader, and lets the gate decide."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from memcon.config import settings
from memcon.errors import Refused
from memcon.read.dates import iso_date
from memcon.read.drafts import Draft
from memcon.read.folders import files_under, open_file, shown, unreadable
from memcon.read.gate import admit
from memcon.read.html import read_html
from memcon.read.jsonl import read_jsonl
from memcon.read.kinds import SNIFFED, Kind, by_content, by_media_type, by_signature, by_suffix, known_suffixes
from memcon.read.text import read_text
from memcon.types import Refusal, Report

FILE_LIMIT = 64_000_000
"""Bytes of a file that is read whole (all but JSON Lines and web archives)."""
STDIN = "standard input"

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_log = logging.getLogger("memcon")

Drafts = Iterator[Draft | Refusal]


class _Given(NamedTuple):
    """What the caller says of every report."""

    outlet: str | None
    published: str | None
    url: str | None

    def of(self, draft: Draft) -> Draft:
        return replace(
            draft,
            outlet=self.outlet or draft.outlet,
            published=self.published or draft.published,
            url=self.url or draft.url,
        )


def open_reports(
    path: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | Refusal]:
    """Read every report in `path`: a file, a folder, an http(s) address, or `-` for standard input (or `stdin`).

    One report or refusal at a time, in the order they stand there. `outlet`, `published` (an ISO 8601 date or prefix)
    and `url` hold for every report read and win over what the report says of itself. A file that begins as PDF, RTF or
    DOCX do is read as such whatever its suffix says. Raises Refused, before anything is read, for a `published` that is
    no date; nothing else is raised: what fails becomes a Refusal, and the rest is read.
    """
    given = _Given(outlet or None, _date(published), url or None)
    return _admitted(_drafts(path, allow_private, stdin), given)


def count_reports(paths: Iterable[str]) -> int | None:
    """Estimate how many reports `paths` hold, for a progress bar; None where that cannot be told cheaply.

    A line of JSON Lines and any other file count as one; archives and standard input cannot be told.
    """
    total = 0
    for path in paths:
        for file in files_under(path) if not (path == "-" or _ADDRESS.match(path)) else (path,):
            count = _count(file)
            if count is None:
                return None
            total += count
    return total


def _count(file: str | Refusal) -> int | None:
    kind = None if isinstance(file, Refusal) else by_suffix(file)
    if file == "-" or kind == "warc":
        return None
    if kind != "jsonl" or isinstance(file, Refusal):
        return 1
    try:
        with open_file(file) as stream:
            return sum(part.count(b"\n") for part in iter(lambda: stream.read(1 << 20), b""))
    except (OSError, ValueError, Refused):
        return 1


def _date(published: str | None) -> str | None:
    if not published:
        return None
    found = iso_date(published)
    if found is None:
        raise Refused("--published", f"{published!r} is not an ISO 8601 date (2019-05-02, 2019-05 or 2019)")
    return found


def _admitted(found: Drafts, given: _Given) -> Iterator[Report | Refusal]:
    for draft in found:
        if isinstance(draft, Refusal):
            yield draft
            continue
        try:
            yield admit(given.of(draft))
        except Exception as failure:
            yield _unexpected(draft.name, failure)


def _drafts(path: str, allow_private: bool, stdin: BinaryIO | None) -> Drafts:
    if path == "-":
        yield from _guarded(STDIN, _from_stream(stdin or sys.stdin.buffer))
    elif _ADDRESS.match(path):
        yield from _guarded(shown(path), _from_address(path, allow_private))
    else:
        for file in files_under(path):
            yield from [file] if isinstance(file, Refusal) else _guarded(shown(file), _from_file(file))


def _guarded(name: str, drafts: Drafts) -> Drafts:
    """Pass on what a reader gives; whatever it raises becomes the last refusal from it."""
    try:
        yield from drafts
    except Refused as refused:
        yield Refusal(refused.name, refused.reason)
    except OSError as error:
        yield Refusal(name, unreadable(error))
    except Exception as failure:
        yield _unexpected(name, failure)


def _unexpected(name: str, failure: Exception) -> Refusal:
    if settings().debug:
        _log.error("reading failed on %s", name, exc_info=failure)
    return Refusal(name, f"reading failed unexpectedly ({type(failure).__name__}); MEMCON_DEBUG=1 shows where")


def _from_file(path: str) -> Drafts:
    name = shown(path)
    with open_file(path) as stream:
        kind = by_suffix(path)
        if kind is None:
            raise Refused(name, f"{_suffix(name)}; what is read: {known_suffixes()}")
        head = stream.read(SNIFFED)
        stream.seek(0)
        kind = by_signature(head) or kind
        if kind == "jsonl":
            yield from read_jsonl(stream, name)
        elif kind == "warc":
            yield from _archive(stream, name)
        else:
            yield from _whole(kind, _all_of(stream, b"", name), name)


def _suffix(name: str) -> str:
    suffix = PurePath(name).suffix
    return f"unknown kind of file ({suffix})" if suffix else "unknown kind of file (no suffix)"


def _from_stream(stream: BinaryIO) -> Drafts:
    head = b""
    # Lines, not a fixed number of bytes: a program that writes records one by one must not wait for the next.
    while not head.strip() and len(head) < SNIFFED and (line := stream.readline(SNIFFED)):
        head += line
    kind = by_content(head)
    if kind == "jsonl":
        yield from read_jsonl(stream, STDIN, head=head)
    else:
        yield from _whole(kind, _all_of(stream, head, STDIN), STDIN)


def _from_address(address: str, allow_private: bool) -> Drafts:
    # Only addresses need the network's libraries.
    from memcon.read.fetch import fetch

    fetched = fetch(address, allow_private=allow_private)
    kind, name = by_media_type(fetched.media_type, fetched.data[:SNIFFED]), shown(address)
    if kind == "jsonl":
        found = read_jsonl(BytesIO(fetched.data), name)
    else:
        found = _whole(kind, fetched.data, name, url=fetched.url)
    for draft in found:
        yield draft if isinstance(draft, Refusal) else replace(draft, url=draft.url or fetched.url)


def _all_of(stream: BinaryIO, head: bytes, name: str) -> bytes:
    data = head + stream.read(FILE_LIMIT + 1 - len(head))
    if len(data) > FILE_LIMIT:
        raise Refused(name, f"longer than {FILE_LIMIT:,} bytes")
    return data


def _archive(stream: BinaryIO, name: str) -> Drafts:
    # Only archives need the library behind it.
    from memcon.read.warc import read_warc

    return read_warc(stream, name)


def _whole(kind: Kind, data: bytes, name: str, *, url: str | None = None) -> Drafts:
    """Call the reader of a kind that is read whole. What loads a library of its own is imported when it is met."""
    if kind == "html":
        return read_html(data, name, url=url)
    if kind == "docx":
        from memcon.read.docx import read_docx

        return read_docx(data, name)
    if kind == "rtf":
        from memcon.read.rtf import read_rtf

        return read_rtf(data, name)
    if kind == "pdf":
        from memcon.read.pdf import read_pdf

        return read_pdf(data, name)
    media_type = "text/markdown" if name.lower().endswith(".md") else "text/plain"
    return read_text(data, name, media_type=media_type)
