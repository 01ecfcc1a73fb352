"""JSON Lines -> Draft: one record a line, read as it comes, with the text mapped back to the bytes of its string."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from memcon.read.dates import iso_date
from memcon.read.drafts import Draft
from memcon.read.offsets import trace
from memcon.read.views import view_of
from memcon.types import Original, Piece, Refusal

MEDIA_TYPE = "application/jsonl"
LINE_LIMIT = 4 * 1024 * 1024
"""Bytes of a line: 200,000 characters of text, all of them escaped, take 2.4 million."""

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OPTIONAL = ("id", "title", "outlet", "byline", "url", "published", "language")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_SPACE = re.compile(r"[ \t\n\r]*")
_SHOWN = 40


class _Number(str):
    """A JSON number as it is written: `id` keeps every digit of it."""

    __slots__ = ()


class _BadRecord(Exception):
    """Why a line is no record: one line for the user."""


class _Line(NamedTuple):
    """`content` is without its newline, None where the line is over the limit; `start` is its byte in the file."""

    number: int
    start: int
    content: bytes | None


def read_jsonl(stream: BinaryIO, name: str, *, head: bytes = b"") -> Iterator[Draft | Refusal]:
    """Read one draft from each line of `stream`; a line that is no record is refused by its number and skipped.

    `head` are bytes already taken from the stream. Blank lines are skipped. Pieces count bytes of the whole file;
    `Original.sha256` is that of the line without its newline, so that it holds when records are added.
    """
    for line in _lines(stream, head):
        called = f"{name}, line {line.number}"
        if line.content is None:
            yield Refusal(called, f"longer than {LINE_LIMIT:,} bytes")
        elif line.number == 1 and line.content.startswith(_UTF_16):
            yield Refusal(name, "UTF-16; JSON Lines are UTF-8")
            return
        elif line.content.strip():
            yield _read(line.content, line.start, name, called)


def _lines(stream: BinaryIO, head: bytes) -> Iterator[_Line]:
    start, number = 0, 0
    while True:
        line, head = _next(stream, head)
        if not line:
            return
        number += 1
        size = len(line)
        whole = size <= LINE_LIMIT or line.endswith(b"\n")
        if not whole:
            size += _skip(stream)
        content = line.rstrip(b"\r\n") if whole else None
        skipped = len(_BOM) if number == 1 and line.startswith(_BOM) else 0
        yield _Line(number, start + skipped, content and content[skipped:])
        start += size


def _next(stream: BinaryIO, head: bytes) -> tuple[bytes, bytes]:
    """Take the next line (a byte over the limit at most) and what is left of `head`."""
    end = head.find(b"\n") + 1
    if end:
        return head[:end], head[end:]
    return head + stream.readline(max(LINE_LIMIT + 1 - len(head), 1)), b""


def _skip(stream: BinaryIO) -> int:
    """Pass over the rest of a line, a bounded part at a time; returns its bytes."""
    size = 0
    while part := stream.readline(LINE_LIMIT):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def _read(content: bytes, start: int, name: str, called: str) -> Draft | Refusal:
    try:
        line = content.decode("utf-8")
        fields = _fields(line)
        pieces = _pieces(line, fields["text"] or "", start)
    except UnicodeDecodeError as error:
        return Refusal(called, f"not UTF-8: byte {error.start} of the line (0x{content[error.start]:02x}) does not fit")
    except _BadRecord as error:
        return Refusal(called, str(error))
    except json.JSONDecodeError as error:
        return Refusal(called, f"no JSON: {error.msg} at character {error.pos}")
    except RecursionError:
        return Refusal(called, "no record: nested too deep")
    original = Original(name, MEDIA_TYPE, hashlib.sha256(content).hexdigest(), "utf-8", pieces)
    text, external_id = fields.pop("text") or "", fields.pop("id")
    return Draft(called, text, original, external_id=external_id, **fields)


def _fields(line: str) -> dict[str, str | None]:
    record = json.loads(
        line, object_pairs_hook=_once_each, parse_int=_Number, parse_float=_Number, parse_constant=_refuse
    )
    if not isinstance(record, dict):
        raise _BadRecord(f"no record: {_kind(record)} instead of an object")
    if "text" not in record:
        raise _BadRecord('no "text" in the record')
    fields = {"text": _string(record, "text")} | {key: _string(record, key) or None for key in _OPTIONAL}
    if fields["text"] is None:
        raise _BadRecord('"text" is null')
    if fields["published"] is not None:
        fields["published"] = _published(fields["published"])
    return fields


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, _Number) and key == "id":
        return str(value)
    if value is None or (isinstance(value, str) and not isinstance(value, _Number)):
        return value
    raise _BadRecord(f'"{key}" is {_kind(value)}, not a string')


def _published(value: str) -> str:
    found = iso_date(value)
    if found is None:
        raise _BadRecord(f'"published" is {value[:_SHOWN]!r}: not an ISO 8601 date (2019-05-02, 2019-05 or 2019)')
    return found


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for number, key in enumerate(keys) if key in keys[:number])
        raise _BadRecord(f"the key {twice[:_SHOWN]!r} stands twice in one object")
    return record


def _refuse(constant: str) -> object:
    raise _BadRecord(f"no JSON: {constant}")


def _kind(value: object) -> str:
    if isinstance(value, _Number):
        return "a number"
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names[type(value)]


def _pieces(line: str, text: str, start: int) -> tuple[Piece, ...]:
    """Map `text` to the bytes inside the quotes of its string; the line is a valid record with one `text`."""
    opening = _text_at(line) + 1
    view = view_of(line, _characters(line, opening))
    return trace(view, encoding="utf-8", part=None, first_byte=start) if view.text == text else ()


def _characters(line: str, opening: int) -> Iterator[tuple[int, int, str | None]]:
    at = opening
    closing = _closing(line, opening)
    for escape in _ESCAPE.finditer(line, opening, closing):
        yield at, escape.start(), None
        yield escape.start(), escape.end(), json.loads(f'"{escape.group()}"')
        at = escape.end()
    yield at, closing, None


def _closing(line: str, opening: int) -> int:
    """Find the quotation mark that ends a string begun before `opening`."""
    return json.JSONDecoder().raw_decode(line, opening - 1)[1] - 1


def _text_at(line: str) -> int:
    """Find where the value of the outermost `text` begins."""
    decoder = json.JSONDecoder(parse_int=_Number, parse_float=_Number)
    at = _after_space(line, _after_space(line, 0) + 1)
    while True:
        key, at = decoder.raw_decode(line, at)
        at = _after_space(line, _after_space(line, at) + 1)
        if key == "text":
            return at
        _, at = decoder.raw_decode(line, at)
        at = _after_space(line, _after_space(line, at) + 1)


def _after_space(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at
