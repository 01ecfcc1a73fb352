"""DOCX -> Draft: paragraphs and tables in the order of the document, behind this one file.

python-docx opens the package; the body is walked in XML, because its own `text` leaves out insertions under revision
marks and content controls. Not read: headers, footers, footnotes, comments, deleted text, list numbers.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from memcon.errors import Refused
from memcon.read.drafts import Draft
from memcon.read.exports import split_export
from memcon.read.offsets import align
from memcon.read.properties import standing
from memcon.types import Original, Piece, Refusal

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_MEMBERS = 5_000
MAX_UNPACKED = 100_000_000
"""Bytes of all members of the package together, unpacked."""
MAX_XML = 30_000_000
"""Bytes of one XML member: its tree takes some ten times as much memory."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DTD = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)")

_P, _TBL, _TR, _TC, _T, _BR = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t", "br"))
_MARKS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", _BR: "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = frozenset(
    {qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr")}
    | {_FALLBACK}
)
_TITLE_STYLES = ("title", "heading 1")


@dataclass(frozen=True, slots=True)
class _Main:
    """The main part: its name in the package, its bytes, and what python-docx made of it."""

    part: str
    xml: bytes
    document: Document


def read_docx(data: bytes, name: str) -> Iterator[Draft | Refusal]:
    """Read the draft of a DOCX file, or those of a news export, or say why there is none.

    Paragraphs are parted by blank lines, the cells of a table row by tabs. Pieces count bytes of the main XML part.
    Title and author are taken from the properties only where they stand in the article too; a first paragraph styled
    as title is a title. No date is taken: the properties date the file, not the article.
    """
    try:
        yield from split_export(_draft(_open(data, name), data, name))
    except Refused as refused:
        yield Refusal(refused.name, refused.reason)
    except Exception as error:  # whatever python-docx or lxml raise on a damaged file: one refusal, never a crash
        yield Refusal(name, f"damaged DOCX file ({type(error).__name__})")


def _open(data: bytes, name: str) -> _Main:
    _check_kind(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_members(package, name)
            document = docx.Document(BytesIO(data))
            part = str(document.part.partname).lstrip("/")
            return _Main(part, package.read(part), document)
    except (zipfile.BadZipFile, EOFError) as error:
        raise Refused(name, "damaged DOCX file (broken ZIP)") from error


def _check_kind(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Refused(name, "encrypted: save it without a password first")
        raise Refused(name, "an old Word file (.doc), not DOCX: save it as DOCX first")
    if not data.startswith(b"PK"):
        raise Refused(name, "not a DOCX file")


def _check_members(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Refused(name, f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB or {MAX_MEMBERS} members")
    if any(member.flag_bits & 1 for member in members):
        raise Refused(name, "encrypted: save it without a password first")
    if "[Content_Types].xml" not in package.namelist():
        raise Refused(name, "a ZIP file, but not DOCX")
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            _check_xml(package, member, name)


def _check_xml(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    if member.file_size > MAX_XML:
        raise Refused(name, f"{member.filename} unpacks to more than {MAX_XML // 1_000_000} MB")
    # Word writes no DTD; one is there to expand entities or to open other files. The zeros are those of UTF-16.
    if _DTD.search(package.read(member).replace(b"\0", b"")):
        raise Refused(name, f"{member.filename} declares a document type: refused for safety")


def _draft(main: _Main, data: bytes, name: str) -> Draft:
    text = "\n\n".join(_blocks(main.document.element.body))
    if not text:
        raise Refused(name, "no text in it")
    original = Original(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), "utf-8", _pieces(text, main))
    properties = main.document.core_properties
    title = _styled_title(main.document) or standing(properties.title, text)
    return Draft(name, text, original, title=title, byline=standing(properties.author, text))


def _pieces(text: str, main: _Main) -> tuple[Piece, ...]:
    try:
        source = main.xml.decode("utf-8")
    except UnicodeDecodeError:
        return ()
    return align(text, source, encoding="utf-8", part=main.part, markup=True)


def _blocks(parent: BaseOxmlElement) -> Iterator[str]:
    """Paragraphs and tables under `parent` that are not empty, content controls and insertions included."""
    for child in parent:
        if child.tag == _P:
            yield from _filled(_paragraph(child))
        elif child.tag == _TBL:
            yield from _filled("\n".join(_rows(child)))
        elif child.tag not in _UNREAD:
            yield from _blocks(child)


def _filled(text: str) -> Iterator[str]:
    if text.strip():
        yield text.strip("\n").rstrip()


def _rows(parent: BaseOxmlElement) -> Iterator[str]:
    for child in parent:
        if child.tag == _TR:
            yield from _filled("\t".join(_cells(child)))
        elif child.tag not in _UNREAD:
            yield from _rows(child)


def _cells(parent: BaseOxmlElement) -> Iterator[str]:
    for child in parent:
        if child.tag == _TC:
            yield "\n\n".join(_blocks(child))
        elif child.tag not in _UNREAD:
            yield from _cells(child)


def _paragraph(element: BaseOxmlElement) -> str:
    return "".join(_runs(element))


def _runs(parent: BaseOxmlElement) -> Iterator[str]:
    for child in parent:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == _P:  # a text box: its paragraphs stand inside the one it is anchored in
            yield f"\n{_paragraph(child)}\n"
        elif child.tag not in _UNREAD:
            yield from _runs(child)


def _styled_title(document: Document) -> str | None:
    for paragraph in document.paragraphs:
        text = _paragraph(paragraph._p).strip()
        if text:
            style = paragraph.style.name if paragraph.style else None
            return text if (style or "").lower() in _TITLE_STYLES else None
    return None
