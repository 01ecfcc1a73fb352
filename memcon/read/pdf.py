"""PDF -> Draft: the text layer of each page, behind this one file.

pypdf gives the pages' words and where they stand; `pdflines` makes paragraphs of them.
"""

from __future__ import annotations

import hashlib
import logging
import math
import re
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count

import pypdf
from pypdf.errors import DependencyError

from memcon.errors import Refused
from memcon.read.drafts import Draft
from memcon.read.exports import split_export
from memcon.read.pdflines import Line, Page, set_text
from memcon.read.properties import standing
from memcon.types import Original, Refusal

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 2_000
MAX_CHARACTERS = 5_000_000
MAX_OPERATORS = 5_000_000
"""Drawing operators read of all pages together."""
MAX_SECONDS = 60.0
"""Of reading one file: what the counts above leave, crowded font tables for example."""
MAX_STREAM = 20_000_000
"""Bytes that one compressed stream may unpack to."""
MAX_TOKENS = 1_000_000
"""Operands and operators of one content stream."""
LEAST_READABLE = 0.7
"""Share of the characters that must be known ones: fonts without a map to Unicode give private-use signs instead."""

# pypdf warns of every oddity it mends; the warnings go to those who listen, not to standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_Tick = Callable[..., None]
_Matrix = list[float]


class _TooMuchWorkError(Exception):
    """The limits of operators or seconds are reached."""


def read_pdf(data: bytes, name: str) -> Iterator[Draft | Refusal]:
    """Read the draft of a PDF file, or those of a news export, or say why there is none.

    Lines are joined to paragraphs, which blank lines part; running heads and page numbers are left out. A piece counts
    characters of the text that pypdf extracts from its page (`page 3`, counted from 1). Title and author are taken from
    the properties only where they stand in the article too; no date is taken, as the properties date the file.
    """
    try:
        with pypdf.apply_configuration(
            zlib_maximum_output_length=MAX_STREAM,
            lzw_maximum_output_length=MAX_STREAM,
            run_length_maximum_output_length=MAX_STREAM,
            brotli_maximum_output_length=MAX_STREAM,
            array_based_stream_maximum_output_length=MAX_STREAM,
            stream_parsing_work_maximum_count=MAX_TOKENS,
            page_tree_maximum_entries=2 * MAX_PAGES,
        ):
            draft = _draft(data, name)
    except Refused as refused:
        yield Refusal(refused.name, refused.reason)
    except _TooMuchWorkError:
        yield Refusal(name, "takes too long to read: its pages are drawn with too many commands")
    except Exception as error:  # pypdf raises whatever a damaged object leads to: one refusal, never a crash
        yield Refusal(name, f"damaged PDF file ({type(error).__name__})")
    else:
        yield from split_export(draft)


def _draft(data: bytes, name: str) -> Draft:
    if b"%PDF-" not in data[:1024]:
        raise Refused(name, "not a PDF file")
    reader = pypdf.PdfReader(BytesIO(data))
    _check_open(reader, name)
    set_ = set_text(_pages(reader, name))
    _check_text(set_.text, name)
    original = Original(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), None, set_.pieces)
    properties = reader.metadata
    title, author = (properties.title, properties.author) if properties else (None, None)
    return Draft(name, set_.text, original, title=standing(title, set_.text), byline=standing(author, set_.text))


def _check_open(reader: pypdf.PdfReader, name: str) -> None:
    """Refuse what only a password opens; a file that anybody may open but not print is read."""
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(name, "encrypted: save it without a password first")
        pages = len(reader.pages)
    except DependencyError as error:
        raise Refused(name, "encrypted: save it without a password first") from error
    if pages > MAX_PAGES:
        raise Refused(name, f"more than {MAX_PAGES} pages")


def _pages(reader: pypdf.PdfReader, name: str) -> tuple[Page, ...]:
    tick = _meter()
    pages: list[Page] = []
    total = 0
    for number, page in enumerate(reader.pages, start=1):
        tick()
        pages.append(_page(page, number, tick))
        total += len(pages[-1].text)
        if total > MAX_CHARACTERS:
            raise Refused(name, f"more than {MAX_CHARACTERS} characters of text")
    return tuple(pages)


def _meter() -> _Tick:
    """Make a function that raises once it was called too often or too late."""
    calls = count()
    deadline = time.monotonic() + MAX_SECONDS

    def tick(*_: object) -> None:
        if next(calls) > MAX_OPERATORS or time.monotonic() > deadline:
            raise _TooMuchWorkError

    return tick


def _page(page: pypdf.PageObject, number: int, tick: _Tick) -> Page:
    runs: list[tuple[str, float, float, float]] = []

    def visit(text: str, matrix: _Matrix, text_matrix: _Matrix, _font: object, size: float) -> None:
        if text:
            runs.append((text, *_place(matrix, text_matrix, size)))

    page.extract_text(visitor_operand_before=tick, visitor_text=visit)
    return Page(number, "".join(text for text, *_ in runs), tuple(_lines(runs)))


def _place(matrix: _Matrix, text_matrix: _Matrix, size: float) -> tuple[float, float, float]:
    """Left edge, height of the baseline and font size as drawn, in points, for a reader who holds the text upright."""
    along, up, at = (_turned(text_matrix[index : index + 2], matrix) for index in (0, 2, 4))
    x, y = at[0] + matrix[4], at[1] + matrix[5]
    scale_along, scale_up = math.hypot(*along) or 1.0, math.hypot(*up) or 1.0
    return (x * along[0] + y * along[1]) / scale_along, (x * up[0] + y * up[1]) / scale_up, size * scale_up


def _turned(vector: list[float], matrix: _Matrix) -> tuple[float, float]:
    x, y = vector
    return x * matrix[0] + y * matrix[2], x * matrix[1] + y * matrix[3]


def _lines(runs: list[tuple[str, float, float, float]]) -> Iterator[Line]:
    """Lines that are not empty; a line stands where its first words do and is as large as its longest run."""
    text = "".join(run[0] for run in runs)
    starts: list[int] = []
    at = 0
    for run in runs:
        starts.append(at)
        at += len(run[0])
    index = 0
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        while index + 1 < len(runs) and starts[index + 1] <= start:
            index += 1
        last = index
        while last + 1 < len(runs) and starts[last + 1] < match.end():
            last += 1
        largest = max(runs[index : last + 1], key=lambda run: len(run[0].strip()))
        yield Line(start, text[start : match.end()].rstrip(), runs[index][1], runs[index][2], largest[3])


def _check_text(text: str, name: str) -> None:
    strange = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or (char < " " and char != "\n") for char in text)
    if strange > (1 - LEAST_READABLE) * len(text):
        raise Refused(name, "its fonts do not say which characters they draw")
    if not any(char.isalpha() for char in text):
        raise Refused(name, "no text layer (a scan?): run character recognition on it first")
