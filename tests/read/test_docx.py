"""DOCX files, written by python-docx or by hand, and what must come out of them."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.read import docx as reader
from memcon.read.docx import read_docx
from memcon.read.drafts import Draft
from memcon.types import Refusal

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIRST = "The ministry said on Monday that it had received a written proposal for a truce along the river."
SECOND = "Two diplomats said the café talks were “useful”, but that nothing had been signed & sealed."


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def replaced(data: bytes, member: str, content: bytes) -> bytes:
    """The package `data` with one member exchanged or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != member:
                new.writestr(item, old.read(item))
        new.writestr(member, content)
    return stream.getvalue()


def with_body(xml: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{NAMESPACE}" '
    head += 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
    return replaced(written("x"), "word/document.xml", f"{head}{xml}</w:body></w:document>".encode())


def draft(data: bytes) -> Draft:
    (item,) = read_docx(data, "talks.docx")
    assert isinstance(item, Draft), item
    return item


def reason(data: bytes) -> str:
    (item,) = read_docx(data, "talks.docx")
    assert isinstance(item, Refusal), item
    assert item.name == "talks.docx"
    return item.reason


def test_paragraphs_and_tables_come_in_document_order() -> None:
    document = docx.Document()
    document.add_paragraph(FIRST)
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Side", "Position"), ("North", "no land given up")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("")
    document.add_paragraph(SECOND)
    assert draft(saved(document)).text == f"{FIRST}\n\nSide\tPosition\nNorth\tno land given up\n\n{SECOND}"


def test_a_cell_with_several_paragraphs_keeps_them_apart() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = FIRST
    cell.add_paragraph(SECOND)
    assert draft(saved(document)).text == f"{FIRST}\n\n{SECOND}"


def test_pieces_point_into_the_main_part() -> None:
    data = written(FIRST, SECOND)
    result = draft(data)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert {piece.part for piece in result.original.pieces} == {"word/document.xml"}
    exact = [piece for piece in result.original.pieces if piece.exact]
    covered = sum(piece.text.end - piece.text.start for piece in exact)
    assert covered > 0.9 * len(result.text)
    for piece in exact:
        text = result.text[piece.text.start : piece.text.end]
        assert xml[piece.source.start : piece.source.end].decode() == text


def test_original_names_file_and_digest() -> None:
    original = draft(written(FIRST)).original
    assert (original.name, original.media_type, original.encoding) == ("talks.docx", reader.MEDIA_TYPE, "utf-8")
    assert len(original.sha256) == 64


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        # inserted under revision marks: shown; deleted or moved away: not
        (
            (
                "<w:p><w:r><w:t xml:space='preserve'>The offer </w:t></w:r><w:ins><w:r><w:t>stands</w:t></w:r></w:ins>"
                "<w:del><w:r><w:delText>fell</w:delText></w:r></w:del></w:p>"
            ),
            "The offer stands",
        ),
        (
            "<w:p><w:hyperlink><w:r><w:t>Linked</w:t></w:r></w:hyperlink><w:r><w:t> words</w:t></w:r></w:p>",
            "Linked words",
        ),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>", "In a control"),
        (
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>",
            "a\tb",
        ),
        ("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:noBreakHyphen/><w:t>fold</w:t></w:r></w:p>", "one\ntwo-fold"),
        # a text box comes twice in the file: once as drawn, once for old readers
        (
            (
                "<w:p><w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Choice>"
                "<mc:Fallback><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            ),
            "boxed",
        ),
        ("<w:p><w:r><w:instrText>HYPERLINK x</w:instrText><w:t>shown</w:t></w:r></w:p>", "shown"),
    ],
)
def test_what_a_reader_sees_is_the_text(xml: str, text: str) -> None:
    assert draft(with_body(xml)).text == text


def test_properties_count_only_where_they_stand_in_the_article() -> None:
    document = docx.Document()
    document.add_paragraph("Envoys meet again")
    document.add_paragraph("By Ana Ruiz")
    document.add_paragraph(FIRST)
    document.core_properties.title = "envoys  meet again"
    document.core_properties.author = "Ana Ruiz"
    result = draft(saved(document))
    assert (result.title, result.byline, result.published) == ("envoys meet again", "Ana Ruiz", None)
    document.core_properties.title = "Document1"
    document.core_properties.author = "uiz"
    result = draft(saved(document))
    assert (result.title, result.byline) == (None, None)


def test_a_first_paragraph_styled_as_title_is_the_title() -> None:
    document = docx.Document()
    document.add_paragraph("Envoys meet again", style="Title")
    document.add_paragraph(FIRST)
    assert draft(saved(document)).title == "Envoys meet again"


def test_an_empty_document_is_refused() -> None:
    assert reason(written()) == "no text in it"
    assert reason(written(" ", "\t")) == "no text in it"


def test_other_files_under_this_name_are_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "old Word file" in reason(ole)
    assert "encrypted" in reason(ole + "EncryptedPackage".encode("utf-16-le"))
    assert reason(b"{\\rtf1 text}") == "not a DOCX file"
    assert reason(b"") == "not a DOCX file"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("notes.txt", "text")
    assert reason(stream.getvalue()) == "a ZIP file, but not DOCX"


def test_damage_is_refused() -> None:
    data = written(FIRST)
    assert "broken ZIP" in reason(data[:-40])
    assert "damaged" in reason(replaced(data, "word/document.xml", b"<w:document"))
    assert "damaged" in reason(replaced(data, "word/document.xml", b""))
    assert "damaged" in reason(replaced(data, "_rels/.rels", b"<Relationships/>"))


def test_flagged_as_encrypted_zip() -> None:
    data = bytearray(written(FIRST))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in reason(bytes(data))


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = replaced(written(FIRST), "word/media/image1.png", bytes(reader.MAX_UNPACKED + 1))
    assert "unpacks to more than" in reason(bomb)
    many = replaced(written(FIRST), "word/header9.xml", b" " * (reader.MAX_XML + 1))
    assert "word/header9.xml unpacks" in reason(many)
    monkeypatch.setattr(reader, "MAX_MEMBERS", 3)
    assert "members" in reason(written(FIRST))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_and_outside_files_are_refused(encoding: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">'
        f'<!ENTITY f SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{NAMESPACE}"><w:body><w:p><w:r><w:t>&b;&f;'
        "</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "document type" in reason(replaced(written("x"), "word/document.xml", bomb.encode(encoding)))


def test_deep_nesting_is_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5_000
    assert "damaged" in reason(with_body(deep))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_yield_refusals(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert all(isinstance(item, Refusal) for item in read_docx(start + data, "x.docx"))


@settings(deadline=None)
@given(st.data())
def test_a_damaged_file_never_raises(data: st.DataObject) -> None:
    content = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert len(list(read_docx(bytes(content), "x.docx"))) == 1


SAMPLE = with_body(f"<w:p><w:r><w:t>{FIRST}</w:t></w:r></w:p>")
