"""Text back to its source: exact pieces must decode to the very characters, whatever the source looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.read.offsets import align, cut, identity, to_source, trace
from memcon.read.views import markup_view, view_of
from memcon.types import Piece, Span

WORDS = ["talks", "the", "envoy", "“peace”", "naïve", "Ağrı", "🕊", "said", "on", "Monday,", "a", "&", "<", "x" * 45]
PARAGRAPHS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), max_size=8)


def seen(pieces: tuple[Piece, ...], text: str, data: bytes, encoding: str = "utf-8") -> list[tuple[str, str, bool]]:
    """(text, source, exact) of every piece, the source decoded."""
    return [(text[slice(*piece.text)], data[slice(*piece.source)].decode(encoding), piece.exact) for piece in pieces]


def assert_sound(pieces: tuple[Piece, ...], text: str, data: bytes, encoding: str = "utf-8") -> None:
    """Pieces rise, do not overlap, lie inside, and exact ones decode to the text itself."""
    at = there = 0
    for piece in pieces:
        assert at <= piece.text.start < piece.text.end <= len(text)
        assert there <= piece.source.start <= piece.source.end <= len(data) or not piece.exact
        at, there = piece.text.end, piece.source.start
    for mine, theirs, exact in seen(pieces, text, data, encoding):
        assert not exact or mine == theirs


def test_markup_entities_and_white_space() -> None:
    page = (
        "<html><head><title>Talks stall</title></head><body><nav>Home The World</nav><h1>Talks stall</h1>"
        "<p>The envoy&#8217;s <b>plan</b> was\n  buried &amp; forgotten, three officials said.</p>"
        "<script>var a = 'The envoy';</script><p>It ended ne<i>ar</i>é.</p><p>Source: Reuters</p></body></html>"
    )
    text = (
        "Talks stall\nThe envoy’s plan was buried & forgotten, three officials said.\nIt ended nearé.\nSource: Reuters"
    )
    pieces = align(text, page, encoding="utf-8", part=None, markup=True)
    assert_sound(pieces, text, page.encode())
    assert seen(pieces, text, page.encode()) == [
        ("Talks stall", "Talks stall", True),
        ("\n", "</h1><p>", False),
        ("The envoy", "The envoy", True),
        ("’", "&#8217;", False),
        ("s", "s", True),
        (" ", " <b>", False),
        ("plan", "plan", True),
        (" ", "</b> ", False),
        ("was", "was", True),
        (" ", "\n  ", False),
        ("buried", "buried", True),
        (" & ", " &amp; ", False),
        ("forgotten, three officials said.", "forgotten, three officials said.", True),
        ("\n", "</p><script>var a = 'The envoy';</script><p>", False),
        ("It ended ne", "It ended ne", True),
        ("ar", "ar", True),
        ("é.", "é.", True),
        ("\n", "</p><p>", False),
        ("Source: Reuters", "Source: Reuters", True),
    ]


def test_a_paragraph_is_not_found_in_the_menu_that_begins_alike() -> None:
    source = (
        "Officials spoke to reporters in the capital.\n\nThe World\n\nThe plan was laid before both sides last week.\n"
    )
    text = "Officials spoke to reporters in the capital.\nThe plan was laid before both sides last week."
    pieces = align(text, source, encoding="utf-8", part=None)
    assert ("The plan was laid before both sides last week.",) * 2 + (True,) in seen(pieces, text, source.encode())


def test_text_that_is_not_there_gets_no_piece() -> None:
    source = "The first round of talks ended without a deal. The second round begins in the spring."
    text = "The first round of talks ended without a deal. SHARE THIS STORY The second round begins in the spring."
    pieces = align(text, source, encoding="utf-8", part="page 2")
    assert [piece[0] for piece in seen(pieces, text, source.encode())] == [
        "The first round of talks ended without a deal.",
        "The second round begins in the spring.",
    ]
    assert {piece.part for piece in pieces} == {"page 2"}


def test_text_in_another_order_is_never_mapped_crosswise() -> None:
    first, second = "Envoys from four states met in the lakeside town.", "Nobody would say what the two letters held."
    text, source = f"{second}\n{first}", f"{first}\n{second}"
    pieces = align(text, source, encoding="utf-8", part=None)
    assert_sound(pieces, text, source.encode())
    assert len(pieces) == 1


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
def test_bytes_are_counted_in_the_encoding_after_the_bom(encoding: str, bom: bytes) -> None:
    source = "<p>“Ağrı 🕊 talks”</p> <p>went on until the early hours</p>"
    data = bom + source.encode(encoding)
    text = "“Ağrı 🕊 talks”\nwent on until the early hours"
    pieces = align(text, source, encoding=encoding, part=None, first_byte=len(bom), markup=True)
    assert [piece for piece in seen(pieces, text, data, encoding) if piece[2]] == [
        ("“Ağrı 🕊 talks”", "“Ağrı 🕊 talks”", True),
        ("went on until the early hours", "went on until the early hours", True),
    ]


def test_without_an_encoding_offsets_are_characters() -> None:
    (piece,) = align("Ağrı talks", "— Ağrı talks —", encoding=None, part="page 1")
    assert piece.source == Span(2, 12)


def test_bytes_that_were_no_characters_do_not_shift_what_follows() -> None:
    data = b"<p>bad \xff byte, and then the envoys left the building</p>"
    source = data.decode("utf-8", "surrogateescape")
    text = "and then the envoys left the building"
    (piece,) = align(text, source, encoding="utf-8", part=None, markup=True)
    assert data[slice(*piece.source)].decode() == text


def test_a_source_the_encoding_cannot_write_gives_no_pieces() -> None:
    assert align("the Ağrı talks", "the Ağrı talks", encoding="ascii", part=None) == ()


def test_identity_is_one_exact_piece() -> None:
    assert identity("Ağrı\r\n", "utf-8", 3) == (Piece(Span(0, 6), None, Span(3, 11), True),)
    assert identity("", "utf-8", 0) == ()


def test_to_source_cuts_exact_pieces_to_the_character_and_keeps_inexact_ones_whole() -> None:
    page = "<p>Ağrı &amp; Muş</p>"
    text = "Ağrı & Muş"
    pieces = align(text, page, encoding="utf-8", part=None, markup=True)
    found = to_source(pieces, Span(1, 9), text, "utf-8")
    assert seen(found, text, page.encode()) == [("ğrı", "ğrı", True), (" & ", " &amp; ", False), ("Mu", "Mu", True)]


def test_cut_counts_from_the_new_beginning() -> None:
    text = "Ağrı one two"
    (piece,) = cut(identity(text, "utf-8", 0), Span(5, 8), text, "utf-8")
    assert piece == Piece(Span(0, 3), None, Span(7, 10), True)


def test_trace_follows_escapes() -> None:
    source = r"a\nb"
    view = view_of(source, [(0, 1, None), (1, 3, "\n"), (3, 4, None)])
    assert [piece.exact for piece in trace(view, encoding="utf-8", part=None)] == [True, False, True]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<!-- open comment <p>x", ""),
        ("<script>alert(1)", ""),
        ("a < b &unknown; &lt; c", "a < b &unknown; < c"),
        ("<<<<p>", "<<<"),
        ("<w:t>Rus</w:t><w:t>sia</w:t>", "Russia"),
        ("<p>caf&eacute;&nbsp;x</p>", "café\xa0x"),
    ],
)
def test_what_markup_shows(source: str, text: str) -> None:
    assert markup_view(source).text == text


@given(PARAGRAPHS, PARAGRAPHS, st.data())
def test_exact_pieces_decode_to_their_text(kept: list[str], dropped: list[str], data: st.DataObject) -> None:
    """Any choice of shown and hidden paragraphs, any other text beside them."""
    paragraphs = data.draw(st.permutations([*kept, *dropped]))
    source = "".join(
        f"<p class='x'>{p.replace('&', '&amp;').replace('<', '&lt;').replace('“', '<b>“</b>')}</p>\r\n"
        for p in paragraphs
    )
    text = "\n\n".join(p for p in paragraphs if p in kept)
    for encoding in ("utf-8", "utf-16-le"):
        pieces = align(text, source, encoding=encoding, part=None, markup=True)
        assert_sound(pieces, text, source.encode(encoding), encoding)


@given(st.text(), st.text(), st.booleans())
def test_any_two_texts(text: str, source: str, markup: bool) -> None:
    pieces = align(text, source, encoding="utf-8", part=None, markup=markup)
    assert_sound(pieces, text, source.encode())


@given(st.text(min_size=1), st.integers(0, 5))
def test_identity_decodes_to_the_text(text: str, bom: int) -> None:
    assert_sound(identity(text, "utf-8", bom), text, b"." * bom + text.encode())


@given(st.text(alphabet="ağ🕊 \n", min_size=1), st.data())
def test_to_source_of_any_span_of_plain_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = to_source(identity(text, "utf-8", 0), Span(start, end), text, "utf-8")
    assert b"".join(text.encode()[slice(*piece.source)] for piece in found).decode() == text[start:end]


@given(st.text(alphabet="ab <\n", max_size=300))
def test_a_text_is_found_whole_in_itself(text: str) -> None:
    pieces = align(text, text, encoding="utf-8", part=None)
    covered = "".join(text[slice(*piece.text)] for piece in pieces)
    assert len(text.split()) == 0 or len("".join(text.split())) < 3 or covered == text.strip()
