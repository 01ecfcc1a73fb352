"""Small files made by hand for the tests of the readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Words(NamedTuple):
    """One line of a PDF page: text, height of its baseline in points, left edge, font size."""

    text: str
    height: float
    left: float = 72
    size: float = 11


def pdf(pages: Iterable[Sequence[Words]], info: bytes = b"", extra: bytes = b"") -> bytes:
    """A PDF with these lines on its pages; `info` and `extra` go into the info and trailer dictionaries."""
    drawn = [b"\n".join(_drawn(words) for words in page) for page in pages]
    return pdf_of_streams([(content, b"") for content in drawn], info, extra)


def _drawn(words: Words) -> bytes:
    text = words.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET" % (words.size, words.left, words.height, text)


def pdf_of_streams(streams: Sequence[tuple[bytes, bytes]], info: bytes = b"", extra: bytes = b"") -> bytes:
    """A PDF with a page for each content stream (content, further dictionary entries)."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * index) for index in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(streams)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<<%s>>" % info,
    ]
    for index, (content, entries) in enumerate(streams):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
        objects.append(page % (6 + 2 * index))
        objects.append(b"<</Length %d %s>>stream\n%s\nendstream" % (len(content), entries, content))
    return pdf_of_objects(objects, b"/Info 4 0 R" + extra)


def pdf_of_objects(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def set_lines(
    paragraphs: Iterable[Sequence[str]], top: float = 720, leading: float = 14, gap: float = 10
) -> list[Words]:
    """Paragraphs, given as their lines, one below the other, with a gap between them."""
    words = []
    height = top
    for lines in paragraphs:
        for line in lines:
            words.append(Words(line, height))
            height -= leading
        height -= gap
    return words
