"""Web archives -> the bytes of one record after another, whatever is damaged between them: `frames`.

fastwarc stops at the first damaged byte, and takes a record that breaks off for a whole one. So records are found here,
by their marks and lengths, each is handed over whole, and after damage the next mark is looked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from typing import BinaryIO, NamedTuple

from memcon.errors import Refused

MAX_RECORD = 32_000_000
"""Bytes of one record that are held; a longer one is passed over."""
HEAD_OF_LONG = 16_384
"""Bytes of a longer record that are handed over all the same: its headers."""
MAX_HEADER = 65_536
MAX_DAMAGED = 1_000
"""Damaged records after which an archive is given up."""
FREE = 64_000_000
"""Unpacked bytes from which on the ratio counts."""
MAX_RATIO = 100
"""Unpacked bytes for each packed one, over the whole archive; crawls have four to ten."""

_GZIP = b"\x1f\x8b\x08"
_MARK = b"WARC/"
_NEXT = re.compile(rb"WARC/[01]\.\d\r?\n[A-Za-z]")
_LENGTH = re.compile(rb"\r?\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_SLICE = 1 << 16
_UNPACKED = 1 << 20


class Frame(NamedTuple):
    """One record's bytes, or why there are none. A record that is too long comes as its head only."""

    data: bytes
    reason: str | None
    is_long: bool = False


class _Counted:
    """A stream that counts what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.taken = 0

    def read(self) -> bytes:
        data = self.stream.read(_SLICE)
        self.taken += len(data)
        return data


class _Buffer:
    """Unpacked bytes read ahead, up to the next gap that damage leaves (or the end)."""

    def __init__(self, chunks: Iterator[bytes | None]) -> None:
        self.chunks = chunks
        self.data = bytearray()
        self.is_cut = self.is_over = False

    def fill(self, size: int) -> bool:
        """Read on until `size` bytes are there; False if a gap or the end comes first."""
        while len(self.data) < size and not self.is_cut:
            try:
                chunk = next(self.chunks)
            except StopIteration:
                self.is_cut = self.is_over = True
                break
            self.is_cut = chunk is None
            self.data += chunk or b""
        return len(self.data) >= size

    def skip(self, size: int) -> bool:
        """Leave out the next `size` bytes; False if a gap or the end comes first."""
        while size > len(self.data) and (size := size - len(self.data)):
            self.data.clear()
            if not self.fill(1):
                return False
        del self.data[:size]
        return True

    def restart(self) -> None:
        """Begin anew behind a gap."""
        self.data.clear()
        self.is_cut = self.is_over


def frames(stream: BinaryIO, name: str) -> Iterator[Frame]:
    """Yield the records of a WARC file, plain or gzipped, in order, damaged ones as the reason only.

    Raises Refused if it is no WARC file, if it unpacks to too much, or if too much of it is damaged.
    """
    counted = _Counted(stream)
    buffer = _Buffer(_bounded(_unpacked(counted), counted, name))
    _check_start(buffer, name)
    damaged = 0
    while (frame := _next_frame(buffer)) is not None:
        yield frame
        damaged += frame.reason is not None
        if damaged > MAX_DAMAGED:
            raise Refused(name, f"more than {MAX_DAMAGED} damaged records: the rest is not read")


def _check_start(buffer: _Buffer, name: str) -> None:
    if not buffer.fill(1) and buffer.is_over:
        raise Refused(name, "empty file")
    buffer.fill(len(_MARK))
    if not buffer.data.startswith(_MARK):
        raise Refused(name, "not a WARC archive")


def _unpacked(counted: _Counted) -> Iterator[bytes | None]:
    """The bytes of the archive, gzip taken off; None stands for a gap."""
    data = counted.read()
    if data.startswith(_GZIP):
        yield from _members(data, counted)
        return
    while data:
        yield data
        data = counted.read()


def _members(data: bytes, counted: _Counted) -> Iterator[bytes | None]:
    while True:
        if len(data) < len(_GZIP):
            data += counted.read()
        if not data:
            return
        at = data.find(_GZIP)
        if at == 0:
            data = yield from _member(data, counted)
            continue
        yield None
        data = data[at:] if at > 0 else _tail(data, counted.read())


def _tail(data: bytes, more: bytes) -> bytes:
    """`more` with the end of `data`, in which a member may begin; nothing if there is no more."""
    return data[-len(_GZIP) + 1 :] + more if more else b""


def _member(data: bytes, counted: _Counted) -> Generator[bytes | None, None, bytes]:
    """Unpack one gzip member and return what follows it."""
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
    while data:
        try:
            yield decoder.decompress(data, _UNPACKED)
        except zlib.error:
            yield None
            return data[1:]
        if decoder.eof:
            return decoder.unused_data
        data = decoder.unconsumed_tail or counted.read()
    yield None
    return b""


def _bounded(chunks: Iterator[bytes | None], counted: _Counted, name: str) -> Iterator[bytes | None]:
    given = 0
    for chunk in chunks:
        given += len(chunk or b"")
        if given > FREE and given > MAX_RATIO * counted.taken:
            raise Refused(name, f"unpacks to more than {MAX_RATIO} times its size: the rest is not read")
        yield chunk


def _next_frame(buffer: _Buffer) -> Frame | None:
    """The next record; None at the end."""
    while True:
        _skip_line_ends(buffer)
        if buffer.data:
            break
        if buffer.is_over:
            return None
        buffer.restart()
    buffer.fill(len(_MARK))
    if not buffer.data.startswith(_MARK):
        return _damaged(buffer, "damaged: no record begins where one should")
    head = _head(buffer)
    length = _LENGTH.search(buffer.data, 0, head) if head else None
    if not length:
        return _damaged(buffer, "damaged header")
    return _framed(buffer, head + int(length[1]), head)


def _skip_line_ends(buffer: _Buffer) -> None:
    while buffer.fill(1) and buffer.data[0] in b"\r\n":
        ends = len(buffer.data) - len(buffer.data.lstrip(b"\r\n"))
        del buffer.data[:ends]


def _head(buffer: _Buffer) -> int:
    """Length of the record's own header with its empty line, 0 if there is no end to it."""
    looked = 0
    while (end := buffer.data.find(b"\r\n\r\n", looked)) < 0:
        looked = max(0, len(buffer.data) - 3)
        if looked > MAX_HEADER or not buffer.fill(len(buffer.data) + 1):
            return 0
    return end + 4


def _framed(buffer: _Buffer, size: int, head: int) -> Frame:
    if size - head > MAX_RECORD:
        buffer.fill(head + HEAD_OF_LONG)
        frame = Frame(bytes(buffer.data[: head + HEAD_OF_LONG]), None, is_long=True)
        return frame if buffer.skip(size) else Frame(b"", "breaks off")
    if not buffer.fill(size):
        return _damaged(buffer, "breaks off")
    if not _ends_at(buffer, size):
        return _damaged(buffer, "damaged: its length is wrong")
    frame = Frame(bytes(buffer.data[:size]), None)
    del buffer.data[:size]
    return frame


def _ends_at(buffer: _Buffer, size: int) -> bool:
    """Whether what follows the first `size` bytes is what follows a record: two line ends, the next mark, nothing."""
    buffer.fill(size + 4)
    if buffer.data[size : size + 4] == b"\r\n\r\n":
        return True
    buffer.fill(size + 4 + len(_MARK))
    after = bytes(buffer.data[size : size + 4 + len(_MARK)])
    mark = after.lstrip(b"\r\n")
    return not mark or (mark != after and _MARK.startswith(mark[: len(_MARK)]))


def _damaged(buffer: _Buffer, reason: str) -> Frame:
    """Go to the next mark, or to the gap before which there is none."""
    while True:
        mark = _NEXT.search(buffer.data, 1)
        if mark:
            del buffer.data[: mark.start()]
            return Frame(b"", reason)
        del buffer.data[1 : -len(b"WARC/1.0\r\nW")]
        if not buffer.fill(len(buffer.data) + _SLICE) and not _NEXT.search(buffer.data, 1):
            buffer.data.clear()
            return Frame(b"", reason)
