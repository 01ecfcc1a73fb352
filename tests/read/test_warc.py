"""Small web archives made by hand, whole, damaged and hostile."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import replace

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.read import frames, warc
from memcon.read.drafts import Draft
from memcon.read.warc import read_warc
from memcon.types import Refusal

STORY = (
    (
        "Envoys of the two sides met in the port town on Tuesday, three officials with knowledge of the talks said. "
        "They spoke for six hours about a halt to the shelling of the grain terminals, and agreed to meet again soon."
    ),
    (
        "The mediator told reporters that he was hopeful, but that the question of the islands had been left for "
        "another day, as both delegations had asked. Neither of them would say what had been offered or turned down."
    ),
)
PAGE = (
    "<html lang='en'><head><meta charset='utf-8'><title>Envoys meet in port town</title></head><body><article>"
    f"<h1>Envoys meet in port town</h1><p>{STORY[0]}</p><p>{STORY[1]}</p></article></body></html>"
).encode()


def record(
    number: int,
    body: bytes = PAGE,
    *,
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    kind: str = "response",
    http: str = "",
    header: str = "",
    length: int | None = None,
) -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{http}\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2022-03-09T10:00:00Z\r\n{header}"
    head += f"WARC-Target-URI: https://news.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
    head += f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 10\r\n\r\nsoftware:x\r\n\r\n"


def read(data: bytes) -> list[Draft | Refusal]:
    return list(read_warc(io.BytesIO(data), "crawl.warc.gz"))


def drafts(data: bytes) -> list[Draft]:
    return [item for item in read(data) if isinstance(item, Draft)]


def refusals(data: bytes) -> list[tuple[str, str]]:
    return [(item.name, item.reason) for item in read(data) if isinstance(item, Refusal)]


def zipped(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one) for one in records)


def test_pages_of_an_archive() -> None:
    plain = INFO + record(1) + record(2, kind="request") + record(3)
    for data in (plain, gzip.compress(plain), zipped(INFO, record(1), record(2, kind="request"), record(3))):
        items = drafts(data)
        assert [item.name for item in items] == ["crawl.warc.gz, record 2", "crawl.warc.gz, record 4"]
        assert [item.url for item in items] == ["https://news.example/1", "https://news.example/3"]
        assert all(STORY[0] in item.text and STORY[1] in item.text for item in items)
        assert not refusals(data)


def test_the_time_of_the_crawl_is_no_publication_date() -> None:
    assert drafts(record(1))[0].published is None


def test_pieces_count_bytes_of_the_decoded_page() -> None:
    data = INFO + record(1, gzip.compress(PAGE), http="Content-Encoding: gzip\r\n")
    (item,) = drafts(data)
    assert {piece.part for piece in item.original.pieces} == {"record 2"}
    for piece in item.original.pieces:
        if piece.exact:
            source = PAGE[piece.source.start : piece.source.end].decode()
            assert source == item.text[piece.text.start : piece.text.end]


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 100] for at in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "http"),
    [
        (chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (brotli.compress(PAGE), "Content-Encoding: br\r\n"),
        (chunked(gzip.compress(PAGE)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    ],
)
def test_transfer_and_content_encodings_are_taken_off(body: bytes, http: str) -> None:
    (item,) = drafts(record(1, body, http=http))
    assert STORY[1] in item.text


def test_plain_text_is_read_to_the_last_character() -> None:
    (item,) = drafts(record(1, STORY[0].encode() + b"\n", media="text/plain"))
    assert item.text == STORY[0] + "\n"
    assert item.url == "https://news.example/1"
    assert [piece.part for piece in item.original.pieces] == ["record 1"]


@pytest.mark.parametrize(
    "other",
    [
        record(1, b"\x89PNG", media="image/png"),
        record(1, b"{}", media="application/json"),
        record(1, status="404 Not Found"),
        record(1, status="301 Moved", http="Location: /\r\n"),
        record(1, kind="revisit"),
        record(1, kind="resource"),
        INFO,
    ],
)
def test_what_is_no_page_is_passed_over_in_silence(other: bytes) -> None:
    assert refusals(other + record(2)) == []
    assert len(drafts(other + record(2))) == 1
    assert refusals(other) == [("crawl.warc.gz", "no web page or text in this archive")]


def test_pages_the_crawler_cut_off_are_refused() -> None:
    data = record(1, header="WARC-Truncated: length\r\n") + record(2)
    assert refusals(data) == [("crawl.warc.gz, record 1", "cut off by the crawler (length)")]
    assert len(drafts(data)) == 1


@pytest.mark.parametrize("data", [b"hello\n" * 100, PAGE, gzip.compress(PAGE), b"\x1f\x8b\x08" + bytes(50), b"WAR"])
def test_other_files_are_refused(data: bytes) -> None:
    assert refusals(data) == [("crawl.warc.gz", "not a WARC archive")]


def test_an_empty_file_is_refused() -> None:
    assert refusals(b"") == [("crawl.warc.gz", "empty file")]
    assert refusals(gzip.compress(b"")) == [("crawl.warc.gz", "empty file")]


def test_an_archive_that_breaks_off() -> None:
    plain = record(1) + record(2)
    for cut in (30, 200, len(record(2)) - 30):
        assert refusals(plain[:-cut]) == [("crawl.warc.gz, record 2", "breaks off")] or cut > 600
        assert len(drafts(plain[:-cut])) == 1
    assert refusals(record(1) + record(2)[:60])[0][0] == "crawl.warc.gz, record 2"
    packed = zipped(record(1), record(2))
    assert refusals(packed[:-40]) == [("crawl.warc.gz, record 2", "breaks off")]
    assert len(drafts(packed[:-40])) == 1


def test_damage_in_the_middle_costs_one_record() -> None:
    first, second, third = record(1), record(2), record(3)
    for middle in (
        second.replace(b"Content-Length: ", b"Content-Length: x", 1),
        record(2, length=30),
        record(2, length=len(second)),
        record(2, length=10_000_000),
        b"nothing of the kind\r\n\r\n",
        second[:100] + b"\r\n\r\n",
        second[:-200],
    ):
        data = first + middle + third
        assert [item.url for item in drafts(data)] == ["https://news.example/1", "https://news.example/3"], middle[:80]
        assert [name for name, _ in refusals(data)] == ["crawl.warc.gz, record 2"]


def test_damaged_gzip_in_the_middle_costs_one_record() -> None:
    first, second, third = (gzip.compress(record(number)) for number in (1, 2, 3))
    for damaged in (
        second[:40] + bytes(20) + second[60:],
        second[: len(second) // 2],
        bytes(200),
        second[:-8] + bytes(8),
    ):
        data = first + damaged + third
        urls = [item.url for item in drafts(data)]
        assert urls[0] == "https://news.example/1"
        assert urls[-1] == "https://news.example/3"


def test_zeros_after_the_last_record_are_no_damage() -> None:
    assert refusals(zipped(record(1)) + bytes(512)) == []


def test_a_damaged_body_is_refused() -> None:
    body = gzip.compress(PAGE)
    body = body[:20] + bytes(40) + body[60:]
    data = record(1, body, http="Content-Encoding: gzip\r\n") + record(2)
    assert [name for name, _ in refusals(data)] == ["crawl.warc.gz, record 1"]
    assert len(drafts(data)) == 1


def test_bombs_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_BODY", 100_000)
    bomb = record(1, gzip.compress(bytes(1_000_000)), http="Content-Encoding: gzip\r\n")
    ((name, reason),) = refusals(bomb)
    assert (name, "unpacks to more than" in reason) == ("crawl.warc.gz, record 1", True)
    monkeypatch.setattr(frames, "FREE", 100_000)
    huge = record(2, bytes(3_000_000), media="image/png")
    assert refusals(zipped(record(1), huge)) == [
        ("crawl.warc.gz, record 2", "unpacks to more than 100 times its size: the rest is not read")
    ]


def test_long_records_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "MAX_RECORD", 50_000)
    image = record(1, bytes(200_000), media="image/png")
    page = record(2, PAGE + bytes(200_000))
    data = image + page + record(3)
    assert refusals(data) == [("crawl.warc.gz, record 2", "longer than 32 MB")]
    assert [item.url for item in drafts(data)] == ["https://news.example/3"]
    assert refusals(record(3) + image[:-1_000]) == [("crawl.warc.gz, record 2", "breaks off")]


def test_an_archive_of_ruins_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "MAX_DAMAGED", 5)
    found = refusals(record(1) + b"WARC/1.0\r\nx\r\n\r\n" * 50)
    assert len(found) == 7
    assert "more than 5 damaged" in found[-1][1]


def test_a_stream_that_fails() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("gone")

    assert [replace(item, name="x") for item in read_warc(Failing(), "crawl.warc") if isinstance(item, Refusal)] == [
        Refusal("x", "cannot be read (OSError)")
    ]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_yield_refusals(data: bytes) -> None:
    for start in (b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", INFO):
        items = read(start + data)
        assert items
        assert all(isinstance(item, Refusal) for item in items)
    assert all(isinstance(item, Refusal) for item in read(gzip.compress(INFO + data)))


@settings(deadline=None)
@given(st.data())
def test_damage_never_raises(data: st.DataObject) -> None:
    archive = zipped(INFO, record(1, b"<p>x", status="404 No")) if data.draw(st.booleans()) else INFO + record(1, b"x")
    content = bytearray(archive)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert read(bytes(content))
