"""Which kind of file it is: an unmistakable beginning decides, then the suffix."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

Kind = Literal["text", "html", "jsonl", "docx", "rtf", "pdf", "warc"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".docx": "docx", ".doc": "docx", ".rtf": "rtf", ".pdf": "pdf", ".warc": "warc", ".warc.gz": "warc",
}  # fmt: skip
"""`.doc` is for the RTF and DOCX files that news archives save under that name; true ones are refused."""

SNIFFED = 65_536
"""Bytes of a beginning that are looked at, at most."""

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = ((b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"PK\x03\x04", "docx"))
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|h1|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_RECORD = re.compile(rb'\{\s*["}]')
_MEDIA_TYPES: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/jsonl": "jsonl", "application/x-ndjson": "jsonl", "application/x-jsonlines": "jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip


def by_suffix(path: str) -> Kind | None:
    """Tell the kind from the file's name; None for a suffix that is not read."""
    name = PurePath(path).name.lower()
    return SUFFIXES.get(".warc.gz" if name.endswith(".warc.gz") else PurePath(name).suffix)


def by_signature(head: bytes) -> Kind | None:
    """Tell the kind of PDF, RTF and ZIP (DOCX) files, whatever they are called; None for all else."""
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)


def by_content(head: bytes) -> Kind:
    """Tell the kind of bytes without a name, such as standard input: text where nothing else shows."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if found := by_signature(start):
        return found
    if _RECORD.match(start):
        return "jsonl"
    return "html" if _HTML.match(start) else "text"


def by_media_type(media_type: str | None, head: bytes) -> Kind:
    """Tell the kind of what was fetched: what the server says, unless the bytes are unmistakable or it says little."""
    said = (media_type or "").partition(";")[0].strip().lower()
    return by_signature(head) or _MEDIA_TYPES.get(said) or by_content(head)


def known_suffixes() -> str:
    """List what is read, for a refusal."""
    return ", ".join(suffix for suffix in SUFFIXES if suffix != ".doc")
