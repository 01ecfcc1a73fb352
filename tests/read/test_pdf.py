"""PDF files made by hand, and what must come out of them."""

from __future__ import annotations

import textwrap
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.read import pdf as reader
from memcon.read.drafts import Draft
from memcon.read.pdf import read_pdf
from memcon.types import Refusal
from tests.read.makers import Words, pdf, pdf_of_objects, pdf_of_streams, set_lines

LONG = (
    "Envoys of the two sides met in the port town on Tuesday for the first time since the spring, three officials with "
    "knowledge of the talks said. They spoke for six hours about a halt to the shelling of the grain terminals. "
    "Neither side would say what had been offered."
)
OTHER = (
    "The mediator, a former minister, carried messages between two hotels. He told reporters that he was hopeful but "
    "that the question of the islands had been left for another day, as both delegations had asked."
)


def wrapped(text: str, width: int = 76) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def draft(data: bytes) -> Draft:
    (item,) = read_pdf(data, "talks.pdf")
    assert isinstance(item, Draft), item
    return item


def reason(data: bytes) -> str:
    (item,) = read_pdf(data, "talks.pdf")
    assert isinstance(item, Refusal), item
    assert item.name == "talks.pdf"
    return item.reason


def check_pieces(result: Draft, pages: dict[str, str]) -> None:
    end = 0
    for piece in result.original.pieces:
        assert piece.text.start >= end
        assert not result.text[end : piece.text.start].strip()
        end = piece.text.end
        assert piece.part
        source = pages[piece.part][piece.source.start : piece.source.end]
        if piece.exact:
            assert source == result.text[piece.text.start : piece.text.end]
    assert end == len(result.text)


def test_lines_become_paragraphs() -> None:
    result = draft(pdf([set_lines([wrapped(LONG), wrapped(OTHER)])]))
    assert result.text == f"{LONG}\n\n{OTHER}"


def test_pieces_count_characters_of_the_page_text() -> None:
    lines = wrapped(LONG)
    result = draft(pdf([set_lines([lines]), set_lines([wrapped(OTHER)])]))
    check_pieces(result, {"page 1": "\n".join(lines), "page 2": "\n".join(wrapped(OTHER))})
    assert result.original.encoding is None
    assert result.original.pieces[0].exact


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = wrapped(LONG)
    result = draft(pdf([set_lines([lines[:2]]), set_lines([lines[2:], wrapped(OTHER)])]))
    assert result.text == f"{LONG}\n\n{OTHER}"


def test_headline_byline_and_body_stay_apart() -> None:
    page = [
        Words("Envoys of both sides meet in port town for", 740, size=18),
        Words("first talks since spring", 720, size=18),
        Words("By Ana Ruiz", 700),
        Words("3 March 2022", 686),
        *set_lines([wrapped(LONG)], top=672),
    ]
    headline = "Envoys of both sides meet in port town for first talks since spring"
    assert draft(pdf([page])).text == f"{headline}\n\nBy Ana Ruiz\n\n3 March 2022\n\n{LONG}"


def test_indented_paragraphs_without_a_gap() -> None:
    first, second = wrapped(LONG), wrapped(OTHER)
    page = set_lines([first + second], gap=0)
    page[0] = page[0]._replace(left=90)
    page[len(first)] = page[len(first)]._replace(left=90)
    # a full last line, so that only the indent tells
    page[len(first) - 1] = page[len(first) - 1]._replace(
        text="Neither side would say to the press outside what had been offered."
    )
    assert "\n\nThe mediator" in draft(pdf([page])).text


def test_running_heads_and_page_numbers_are_left_out() -> None:
    text = f"{LONG} {OTHER} {LONG.replace('Tuesday', 'Friday')} {OTHER.replace('islands', 'prisoners')}"
    lines = wrapped(text)
    pages = []
    for number, start in enumerate(range(0, len(lines), 4), start=1):
        head = Words("Harbour News, 3 March 2022", 770)
        foot = Words(f"- {number} -", 30, left=300)
        pages.append([head, *set_lines([lines[start : start + 4]]), foot])
    assert len(pages) >= 3
    assert draft(pdf(pages)).text == f"Harbour News, 3 March 2022\n\n{text}"


@pytest.mark.parametrize("foot", ["1", "Page 1", "Page 1 of 1", "1/1", "- 1 -"])
def test_number_of_a_single_page(foot: str) -> None:
    page = [*set_lines([wrapped(LONG)]), Words(foot, 30)]
    assert draft(pdf([page])).text == LONG


@pytest.mark.parametrize("last", ["2022", "14 dead", "In all, 14"])
def test_a_number_that_is_no_page_number_stays(last: str) -> None:
    page = [*set_lines([wrapped(LONG)]), Words(last, 30)]
    assert draft(pdf([page])).text.endswith(last)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        # an ending that is no word
        ("the long negotia-", "tions over the border", "the long negotiations over the border"),
        # the word stands elsewhere in one piece
        ("the second cease-", "fire. A ceasefire had held", "the second ceasefire. A ceasefire had held"),
        # it stands elsewhere with its hyphen
        ("the well-", "known envoy, well-known to all", "the well-known envoy, well-known to all"),
        # nothing tells: kept
        ("the long-", "range weapons were named", "the long-range weapons were named"),
        # a name, a number: kept
        ("a Franco-", "German offer was made", "a Franco-German offer was made"),
        ("the group of 2-", "3 states did not sign", "the group of 2-3 states did not sign"),
        # a dash is no hyphen
        ("the offer was made -", "and refused at once", "the offer was made - and refused at once"),
        # a soft hyphen only shows at a line's end
        ("the long negotia\xad", "tions over the border", "the long negotiations over the border"),
        ("an inter\xad", "national force was named", "an international force was named"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    page = set_lines([[first.rjust(60, "x"), second]])
    assert draft(pdf([page])).text.lstrip("x").strip() == joined


def test_ligatures_are_taken_apart() -> None:
    content = b"BT /F1 11 Tf 72 700 Td (cease\\001re and o\\002er) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 0/LastChar 255/ToUnicode 6 0 R>>",
        b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    cmap = b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <01> <FB01> <02> <FB00> endbfchar"
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap))
    result = draft(pdf_of_objects(objects))
    assert result.text == "ceasefire and offer"
    check_pieces(result, {"page 1": "cease\ufb01re and o\ufb00er"})


def test_properties_count_only_where_they_stand_in_the_article() -> None:
    page = [Words("Envoys meet again", 740, size=18), Words("By Ana Ruiz", 720), *set_lines([wrapped(LONG)], top=700)]
    result = draft(pdf([page], info=b"/Title(Envoys meet again)/Author(Ana Ruiz)/CreationDate(D:20220303)"))
    assert (result.title, result.byline, result.published) == ("Envoys meet again", "Ana Ruiz", None)
    result = draft(pdf([page], info=b"/Title(Microsoft Word - x.doc)/Author(typist)"))
    assert (result.title, result.byline) == (None, None)


def test_turned_pages_read_like_others() -> None:
    lines = wrapped(LONG)
    drawn = [
        b"BT /F1 11 Tf 0 1 -1 0 %d 72 Tm (%s) Tj ET" % (72 + 14 * at, text.encode()) for at, text in enumerate(lines)
    ]
    assert draft(pdf_of_streams([(b"\n".join(drawn), b"")])).text == LONG


def test_other_files_are_refused() -> None:
    assert reason(b"") == "not a PDF file"
    assert reason(b"PK\x03\x04") == "not a PDF file"


def test_scans_are_refused() -> None:
    assert "no text layer" in reason(pdf_of_streams([(b"q 0 0 100 100 re f Q", b"")] * 2))
    assert "no text layer" in reason(pdf([[Words("- 3 -", 30)]]))


def test_unmapped_fonts_are_refused() -> None:
    content = b"BT /F9 11 Tf 72 700 Td (words in a font that is nowhere) Tj ET"
    assert "fonts do not say" in reason(pdf_of_streams([(content, b"")]))


def test_encrypted_files_are_refused() -> None:
    encryption = b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>/ID[<00><00>]"
    data = pdf([set_lines([wrapped(LONG)])], extra=encryption % (b"11" * 32, b"22" * 32))
    assert "encrypted" in reason(data)


def test_damage_is_refused() -> None:
    data = pdf([set_lines([wrapped(LONG)])])
    assert "damaged" in reason(data[:60])
    assert "damaged" in reason(b"%PDF-1.7\nnothing else")


def test_objects_that_point_in_a_circle_are_refused() -> None:
    circle = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]
    assert reason(pdf_of_objects(circle))
    assert reason(pdf_of_objects([b"<</Type/Catalog/Pages 2 0 R>>", b"2 0 R"]))


def test_forms_that_draw_one_another_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_OPERATORS", 2_000)
    depth = 12
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
    ]
    for number in range(5, 5 + depth):
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
        objects.append(b"<<%s/Length 17>>stream\n/X Do /X Do /X Do\nendstream" % entries)
    objects.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream")
    assert reason(pdf_of_objects(objects))


def test_decompression_bombs_are_refused() -> None:
    bomb = zlib.compress(b"BT /F1 9 Tf (word) Tj ET " * (reader.MAX_STREAM // 20), 9)
    assert reason(pdf_of_streams([(bomb, b"/Filter/FlateDecode")]))
    twice = zlib.compress(zlib.compress(bytes(reader.MAX_STREAM * 3), 9), 9)
    assert reason(pdf_of_streams([(twice, b"/Filter[/FlateDecode/FlateDecode]")]))


def test_limits_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf([set_lines([wrapped(LONG)])] * 3)
    with monkeypatch.context() as patch:
        patch.setattr(reader, "MAX_OPERATORS", 20)
        assert "too long to read" in reason(data)
    with monkeypatch.context() as patch:
        patch.setattr(reader, "MAX_SECONDS", -1.0)
        assert "too long to read" in reason(data)
    with monkeypatch.context() as patch:
        patch.setattr(reader, "MAX_PAGES", 2)
        assert "more than 2 pages" in reason(data)
    with monkeypatch.context() as patch:
        patch.setattr(reader, "MAX_CHARACTERS", 100)
        assert "more than 100 characters" in reason(data)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_yield_refusals(data: bytes) -> None:
    for start in (b"", b"%PDF-1.4\n"):
        assert all(isinstance(item, Refusal) for item in read_pdf(start + data, "x.pdf"))


SAMPLE = pdf([set_lines([wrapped(LONG)])])


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_damaged_file_never_raises(data: st.DataObject) -> None:
    content = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert len(list(read_pdf(bytes(content), "x.pdf"))) == 1
