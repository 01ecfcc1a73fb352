"""Bytes of a text file into its string, to the last character, or one line on why not."""

from __future__ import annotations

import codecs

import pytest

from memcon.read.drafts import Draft
from memcon.read.text import decode, read_text
from memcon.types import Piece, Refusal, Span

TEXT = "The envoy met the “guarantors”.\r\nNo deal, he said.\rTalks go on.\n\n "


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (TEXT.encode(), "utf-8", 0),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", 3),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", 2),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", 2),
    ],
)
def test_text_is_kept_to_the_last_character(data: bytes, encoding: str, bom: int) -> None:
    (draft,) = read_text(data, "note.txt")
    assert isinstance(draft, Draft)
    assert draft.text == TEXT
    assert draft.original.encoding == encoding
    assert draft.original.pieces == (Piece(Span(0, len(TEXT)), None, Span(bom, len(data)), exact=True),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Talks\nin Z\xfcrich", "not UTF-8: byte 10 (0xfc, line 2) does not fit; save it as UTF-8"),
        (codecs.BOM_UTF8 + b"caf\xe9", "not UTF-8: byte 6 (0xe9, line 1) does not fit; save it as UTF-8"),
        ("Gespräch ".encode() + "Gespräch".encode("latin-1"), "not UTF-8: byte 15 (0xe4"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "not UTF-16, which its byte order mark promises: byte 4"),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), "UTF-32; save it as UTF-8"),
        ("talks".encode("utf-16-le"), "a null byte at byte 1: binary, or UTF-16 without a byte order mark"),
        (b"The talks\x00 went on", "a null byte at byte 9"),
        (codecs.BOM_UTF16_LE + "a\0".encode("utf-16-le"), "a null character at character 1"),
        (b"\x01\x02\x03\x04 talks", "binary, not text: 4 control characters in 10"),
        (b"\xed\xa0\x80", "not UTF-8: byte 0 (0xed"),
    ],
)
def test_what_is_no_text_is_refused_with_the_byte(data: bytes, reason: str) -> None:
    refusal = decode(data, "note.txt")
    assert isinstance(refusal, Refusal)
    assert refusal.name == "note.txt"
    assert refusal.reason.startswith(reason)
