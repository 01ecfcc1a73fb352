"""From extracted text back to the source it was read from: `align`, `identity`, `to_source`, `cut`.

Extraction drops markup, joins lines and decodes escapes, so text and source agree only in stretches. `align` compares
both without their white space, finds long stretches that occur once on either side, keeps those in order, and grows
them. Text that is not found, or stands elsewhere in another order, gets no piece. The work grows as n log n with the
length of text and source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from memcon.read.stretches import Run, Squeezed, common_runs, squeeze
from memcon.read.views import Segment, View, markup_view, plain_view
from memcon.types import Piece, Span

TEXT_LIMIT = 1_000_000
"""Characters of text that are still aligned; longer text is refused by the gate anyway."""
LONGEST = 100_000
"""Characters of a piece of plain text: cutting hundreds of articles out of an export measures each piece again."""


@dataclass(slots=True)
class _Stretch:
    """A piece in the making; source offsets are characters, not yet bytes."""

    text_start: int
    text_end: int
    start: int
    end: int
    exact: bool


def align(
    text: str, source: str, *, encoding: str | None, part: str | None, first_byte: int = 0, markup: bool = False
) -> tuple[Piece, ...]:
    """Find where the stretches of `text` stand in `source`, the decoded file (or part of one) it was extracted from.

    With `markup`, tags, comments and scripts of HTML or XML are skipped and entities decoded. Offsets are bytes of
    `source` in `encoding` (a name without BOM: `utf-8`, `utf-16-le`), counted from `first_byte` (a BOM's length, say);
    with encoding None they are characters. A source that `encoding` cannot write gives no pieces.
    """
    view = markup_view(source) if markup else plain_view(source)
    return align_view(text, view, encoding=encoding, part=part, first_byte=first_byte)


def align_view(
    text: str, view: View, *, encoding: str | None, part: str | None, first_byte: int = 0
) -> tuple[Piece, ...]:
    """Align for a format that has made its own `View` of the source (escapes decoded, commands left out)."""
    if len(text) > TEXT_LIMIT:
        return ()
    starts = [segment.view for segment in view.segments]
    left, right = squeeze(text), squeeze(view.text, starts)
    stretches = [
        stretch
        for run in common_runs(left, right)
        for stretch in _stretches(text, view, _atoms(run, left, right, view, starts))
    ]
    return _pieces(stretches, view.source, encoding, part, first_byte)


def trace(view: View, *, encoding: str | None, part: str | None, first_byte: int = 0) -> tuple[Piece, ...]:
    """List the pieces of a text that is exactly `view.text`: one for each stretch of literal or escaped characters."""
    atoms = (
        _Stretch(segment.view, stop, segment.start, segment.end, segment.literal)
        for segment, stop in zip(view.segments, _view_ends(view), strict=True)
    )
    return _pieces(_stretches(view.text, view, atoms), view.source, encoding, part, first_byte)


def identity(text: str, encoding: str | None, bom_length: int) -> tuple[Piece, ...]:
    """Map a text to itself, after a BOM of `bom_length` bytes; pieces are `LONGEST` characters long at most."""
    atoms = (
        _Stretch(start, min(start + LONGEST, len(text)), start, min(start + LONGEST, len(text)), exact=True)
        for start in range(0, len(text), LONGEST)
    )
    return _pieces(list(atoms), text, encoding, None, bom_length)


def to_source(pieces: Iterable[Piece], span: Span, text: str, encoding: str | None) -> tuple[Piece, ...]:
    """Cut out the parts of `pieces` that cover `span` of `text`, in text order; what no piece covers is missing.

    `encoding` is that of `Original`. Exact pieces are cut to the character, inexact ones keep their whole source.
    """
    return tuple(_clip(piece, span, text, encoding) for piece in pieces if _touches(piece.text, span))


def cut(pieces: Iterable[Piece], span: Span, text: str, encoding: str | None) -> tuple[Piece, ...]:
    """List the pieces of the text `text[span.start:span.end]`, offsets counted from its own first character."""
    return tuple(
        Piece(Span(piece.text.start - span.start, piece.text.end - span.start), piece.part, piece.source, piece.exact)
        for piece in to_source(pieces, span, text, encoding)
    )


def _touches(left: Span, right: Span) -> bool:
    return max(left.start, right.start) < min(left.end, right.end)


def _clip(piece: Piece, span: Span, text: str, encoding: str | None) -> Piece:
    start, end = max(piece.text.start, span.start), min(piece.text.end, span.end)
    source = piece.source
    if piece.exact:
        first = source.start + _size(text[piece.text.start : start], encoding)
        source = Span(first, first + _size(text[start:end], encoding))
    return Piece(Span(start, end), piece.part, source, piece.exact)


def _size(text: str, encoding: str | None) -> int:
    """Measure `text` in bytes of `encoding`; bytes that were no characters count as `surrogateescape` kept them."""
    return len(text) if encoding is None else len(text.encode(encoding, "surrogateescape"))


def _view_ends(view: View) -> list[int]:
    return [*(segment.view for segment in view.segments), len(view.text)][1:]


def _atoms(run: Run, left: Squeezed, right: Squeezed, view: View, starts: list[int]) -> Iterator[_Stretch]:
    """Cut a run where a word ends on either side, or a segment of the source: each part is one stretch of both."""
    at, there, todo = run.text, run.source, run.length
    while todo:
        text_at, text_room = left.place(at)
        view_at, view_room = right.place(there)
        index = bisect_right(starts, view_at) - 1
        stop = starts[index + 1] if index + 1 < len(starts) else len(view.text)
        step = min(todo, text_room, view_room, stop - view_at)
        yield _Stretch(text_at, text_at + step, *_origin(view.segments[index], view_at, step))
        at, there, todo = at + step, there + step, todo - step


def _origin(segment: Segment, view_at: int, length: int) -> tuple[int, int, bool]:
    if not segment.literal:
        return segment.start, segment.end, False
    start = segment.start + view_at - segment.view
    return start, start + length, True


def _stretches(text: str, view: View, atoms: Iterable[_Stretch]) -> list[_Stretch]:
    """Join the atoms of one run into stretches as long as may be, with inexact ones for differing white space."""
    done: list[_Stretch] = []
    for atom in atoms:
        if not done:
            done.append(atom)
            continue
        last = done[-1]
        between = text[last.text_end : atom.text_start]
        if last.exact and atom.exact and between == view.source[last.end : atom.start]:
            last.text_end, last.end = atom.text_end, atom.end
            continue
        if between:
            _add(done, _Stretch(last.text_end, atom.text_start, last.end, max(last.end, atom.start), False))
        _add(done, atom)
    return done


def _add(done: list[_Stretch], stretch: _Stretch) -> None:
    last = done[-1]
    if last.exact or stretch.exact:
        done.append(stretch)
    else:
        last.text_end, last.end = stretch.text_end, max(last.end, stretch.end)


def _pieces(
    stretches: list[_Stretch], source: str, encoding: str | None, part: str | None, first_byte: int
) -> tuple[Piece, ...]:
    marks = sorted({0, *(mark for stretch in stretches for mark in (stretch.start, stretch.end))})
    try:
        sizes = [_size(source[start:end], encoding) for start, end in pairwise(marks)]
    except (UnicodeError, LookupError):
        return ()
    at = {0: first_byte}
    for mark, previous, size in zip(marks[1:], marks, sizes, strict=False):
        at[mark] = at[previous] + size
    return tuple(
        Piece(Span(item.text_start, item.text_end), part, Span(at[item.start], at[item.end]), item.exact)
        for item in stretches
    )
