"""RTF files as word processors and news data bases write them, and what must come out of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.read import rtf as reader
from memcon.read.drafts import Draft
from memcon.read.rtf import read_rtf
from memcon.types import Refusal

FIRST = "The ministry said on Monday that it had received a written proposal for a truce along the river."
SECOND = "Two diplomats said the talks were useful, but that nothing had been signed so far by either side."
HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset204 Arial;}}"


def rtf(body: bytes, head: bytes = HEAD) -> bytes:
    return head + body + b"}"


def draft(data: bytes) -> Draft:
    (item,) = read_rtf(data, "talks.rtf")
    assert isinstance(item, Draft), item
    return item


def reason(data: bytes) -> str:
    (item,) = read_rtf(data, "talks.rtf")
    assert isinstance(item, Refusal), item
    assert item.name == "talks.rtf"
    return item.reason


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"\pard One.\par Two.\par\par Three.\par", "One.\n\nTwo.\n\nThree."),
        (rb"A \b bold\b0  word", "A bold word"),
        # the file's line ends mean nothing
        (b"one\r\n two", "one two"),
        # escapes: of the code page, of Unicode with its stand-in, of two halves
        (rb"caf\'e9 \'93quoted\'94", "caf\xe9 “quoted”"),
        (rb"\u8220?quoted\u8221? \u-3913?", "“quoted” \uf0b7"),
        (rb"\uc0\u8220quoted\u8221 x", "“quoted”x"),
        (rb"\u8220\'93quoted\u8221\'94", "“quoted”"),
        (rb"smile \u-10179?\u-8704?.", "smile \U0001f600."),
        (rb"half \u-10179? pair", "half � pair"),
        (rb"it\rquote s \emdash so \{it\} is \\ there", "it’s —so {it} is \\ there"),
        # a font with another character set
        (rb"{\f1\'cc\'ee\'f1\'ea\'e2\'e0} said", "Москва said"),
        # bytes above ASCII as they are: of the code page, or UTF-8 against the standard
        (b"caf\xe9 \x93quoted\x94", "café “quoted”"),
        ("café “quoted” 😀".encode(), "café “quoted” 😀"),
        # an optional hyphen is not shown
        (rb"cease\-fire", "ceasefire"),
        (rb"Mr.\~Smith", "Mr.\xa0Smith"),
        # a link: its words, not its address
        (
            rb'see {\field{\*\fldinst{HYPERLINK "http://example.org/x"}}{\fldrslt{\ul the report}}} today',
            "see the report today",
        ),
        # pictures in hex and in bytes that look like braces and commands
        (rb"a {\*\shppict{\pict\pngblip 89504e470d0a}}{\nonshppict{\pict\wmetafile8 0100}}b", "a b"),
        (rb"a {\pict\pngblip\bin9 }}\par}{{c}b", "a b"),
        (rb"a \bin4 }}{{b", "a b"),
        (rb"{\object\objemb{\*\objdata 0105}{\result shown?}}b", "b"),
        # what is not the article
        (rb"{\header Page 3}{\footer Press}{\info{\title T}{\author A}}{\*\generator X;}b", "b"),
        (rb"{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\colortbl;\red0;}b", "b"),
        # a table row
        (rb"\trowd HD\cell Truce offered\cell\row WC\cell 512 words\cell\row", "HD\tTruce offered\n\nWC\t512 words"),
        (rb"a \\cell b", "a \\cell b"),
    ],
)
def test_text(body: bytes, text: str) -> None:
    assert draft(rtf(body)).text == text


@pytest.mark.parametrize(
    ("head", "byte", "char"),
    [
        (rb"{\rtf1\ansi\ansicpg1250 ", rb"\'b9", "ą"),
        (rb"{\rtf1\mac ", rb"\'8e", "é"),
        (rb"{\rtf1\pc ", rb"\'82", "é"),
        (rb"{\rtf1\ansi\ansicpg99999 ", rb"\'e9", "é"),
        (rb"{\rtf1 ", rb"\'e9", "é"),
        (rb"{\rtf1\ansi\ansicpg65001 ", rb"\'c3\'a9", "é"),
        # a byte that the code page does not know: marked, not lost
        (rb"{\rtf1\ansi\ansicpg1252 ", rb"\'81", "�"),
    ],
)
def test_code_pages(head: bytes, byte: bytes, char: str) -> None:
    assert draft(rtf(byte, head)).text == char


def test_pieces_count_bytes_of_the_file() -> None:
    body = rf"\pard {FIRST}\par {{\field{{\*\fldinst{{HYPERLINK x}}}}{{\fldrslt {SECOND}}}}}\par caf\'e9 talks went on"
    data = rtf(body.encode() + rb"{\pict 00ff}\par ")
    result = draft(data)
    exact = [piece for piece in result.original.pieces if piece.exact]
    assert sum(piece.text.end - piece.text.start for piece in exact) > 0.9 * len(result.text)
    for piece in exact:
        text = result.text[piece.text.start : piece.text.end]
        assert data[piece.source.start : piece.source.end].decode("latin-1") == text
    assert all(piece.part is None for piece in result.original.pieces)
    assert result.original.encoding == "latin-1"


def test_text_after_the_outermost_group_is_not_read() -> None:
    assert draft(rtf(b"text") + b"junk {").text == "text"


def test_other_files_are_refused() -> None:
    assert reason(b"") == "not an RTF file"
    assert reason(b"PK\x03\x04") == "not an RTF file"
    assert reason(b"A story about {\\rtf1}") == "not an RTF file"
    assert reason(rtf(rb"\par {\pict 00}")) == "no text in it"


def test_damage_is_refused() -> None:
    assert "breaks off" in reason(rtf(FIRST.encode())[:-1])
    assert "breaks off" in reason(rtf(rb"a {\pict\bin999999 x}b"))
    assert "damaged" in reason(rtf(rb"\u-99999? x"))
    assert "damaged" in reason(rtf(rb"\uc text"))


def test_deep_nesting_is_refused() -> None:
    assert "nested" in reason(rtf(b"{" * 100_000 + b"x" + b"}" * 100_000))
    assert draft(rtf(b"{" * 500 + b"x" + b"}" * 500)).text == "x"


def test_a_too_large_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 50)
    assert "larger than" in reason(rtf(FIRST.encode()))


@pytest.mark.parametrize(
    "body",
    [
        rb"{\field{\*\fldinst{ HYPERLINK " * 20_000 + b"}" * 40_000,
        rb"{\field{\*\fldinst{HYPERLINK x" * 20_000,
        rb"{\pict\bin1 x}" * 50_000,
        rb"{\fonttbl" + rb"\f1" * 200_000 + b"}",
        rb"\bin" * 100_000,
        b"\\" * 100_001,
    ],
)
def test_hostile_repetition_ends_soon(body: bytes) -> None:
    assert len(list(read_rtf(rtf(b"x " + body), "talks.rtf"))) == 1


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_yield_refusals(data: bytes) -> None:
    assert all(isinstance(item, Refusal) for item in read_rtf(data, "x.rtf"))
    assert len(list(read_rtf(b"{\\rtf1 " + data, "x.rtf"))) == 1


COMMANDS = (
    rb"\par ",
    rb"\u8220?",
    rb"\'e9",
    b"{",
    b"}",
    rb"\pict",
    rb"\bin3 ",
    rb"\uc2",
    rb"\f1",
    b"word ",
    b"\\",
    b"*",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(COMMANDS), max_size=30))
def test_any_order_of_commands_never_raises(parts: list[bytes]) -> None:
    assert len(list(read_rtf(rtf(b"".join(parts)), "x.rtf"))) == 1
