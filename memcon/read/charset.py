"""Which characters the bytes of a page stand for: byte order mark, UTF-8, the page's own word, Windows-1252."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,1000}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096
_BAD_SHARE = 0.005
"""Bytes that are no characters, of all characters, up to which an encoding is still believed."""
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r")
_CONTROL_SHARE = 0.01
_BAD = re.compile("[\udc80-\udcff]")
_TEXT_CODECS = re.compile(r"utf-8$|cp\d+$|iso8859|koi8|mac-|gb|big5|euc_|shift_jis|tis-620|kz1048|ptcp154")
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""What browsers take these names to mean."""


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded page without its BOM. Bytes that are no characters stand as lone surrogates (`surrogateescape`)."""

    source: str
    encoding: str
    bom_length: int

    @property
    def readable(self) -> str:
        """The same length of text, bytes that are no characters replaced by U+FFFD."""
        return _BAD.sub("\ufffd", self.source)


def decode_page(data: bytes) -> Page | None:
    """Decode a page; None where no encoding fits well enough, or the bytes are no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, len(bom))
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) * _CONTROL_SHARE:
        return None
    for encoding in _candidates(data):
        page = _decoded(data, encoding, 0)
        if page:
            return page
    return None


def _candidates(data: bytes) -> Iterator[str]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_HEAD])
        yield from _known(declared[1].decode("ascii", "replace")) if declared else ()
    else:
        yield "utf-8"
    # Browsers fall back to this one too. charset-normalizer, asked here, took English pages with one umlaut for cp775.
    yield "cp1252"


def _known(label: str) -> Iterator[str]:
    """Name the codec a browser would use for `label`; codecs that are no character sets do not count."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return
    name = _WIDER.get(name, name)
    if _TEXT_CODECS.match(name):
        yield name


def _decoded(data: bytes, encoding: str, bom_length: int) -> Page | None:
    try:
        source = data[bom_length:].decode(encoding, "surrogateescape")
    except UnicodeError:
        return None
    bad = sum(1 for _ in _BAD.finditer(source))
    return Page(source, encoding, bom_length) if bad <= len(source) * _BAD_SHARE else None
