"""Exports of news data bases, in made-up articles: what each layout is split into, and what must stay whole."""

from __future__ import annotations

import hashlib
import io
import textwrap

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.read.articles import iso_date
from memcon.read.docx import read_docx
from memcon.read.drafts import Draft
from memcon.read.exports import split_export
from memcon.read.offsets import identity
from memcon.read.pdf import read_pdf
from memcon.read.rtf import read_rtf
from memcon.types import Original
from tests.read.makers import Words, pdf

ONE = (
    (
        "Envoys of the two sides met in the port town on Tuesday, three officials said. They spoke for six hours "
        "about a halt to the shelling of the café quarter."
    ),
    "“Nothing has been signed,” one official said. Load-Date: is no word he used.",
)
TWO = (
    "The island republic’s foreign minister turned down an offer of talks on Friday, his office said.",
    "A spokeswoman for the mediator said that the offer stood. It was the second one in a month.",
)
THREE = ("Prisoners were exchanged at the border on Sunday, the army said.",)


def draft(text: str) -> Draft:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Draft("export.txt", text, Original("export.txt", "text/plain", digest, "utf-8", identity(text, "utf-8", 0)))


def facts(article: Draft) -> tuple[str | None, ...]:
    return article.title, article.outlet, article.byline, article.published, article.external_id


def wrapped(*paragraphs: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in paragraphs)


def centred(*lines: str) -> str:
    return "\n".join(line.center(78).rstrip() for line in lines)


def check(text: str, articles: tuple[Draft, ...]) -> None:
    """Every exact piece of every article leads to its own characters, and all of the text has a piece."""
    source = text.encode()
    for article in articles:
        covered = 0
        for piece in article.original.pieces:
            words = article.text[piece.text.start : piece.text.end]
            assert source[piece.source.start : piece.source.end].decode() == words
            covered += len(words)
        assert covered >= len(article.text.replace("\n\n", ""))


CLASSIC = f"""


Download Request: Selected Items: 1-3
Time Of Request: Friday, March 4, 2022  16:51:31

{centred("1 of 3 DOCUMENTS")}



{centred("Harbour Times (London)")}

{centred("March 3, 2022 Thursday", "Edition 1;", "Scotland")}

Envoys meet in port town for first
talks since spring

BYLINE: Ana Ruiz

SECTION: NEWS; Pg. 3

LENGTH: 512 words

{wrapped(*ONE)}

LOAD-DATE: March 4, 2022

LANGUAGE: ENGLISH

GRAPHIC: Photo, the port
town at dusk

PUBLICATION-TYPE: Newspaper

{centred("Copyright 2022 Harbour Times Ltd", "All Rights Reserved")}

{centred("2 of 3 DOCUMENTS")}

{centred("Copyright 2022 Hill Gazette")}

{centred("Hill Gazette")}

{centred("5 March 2022")}

SECTION: Section A; Column 1; Foreign Desk; Pg. 1

LENGTH: 98 words

HEADLINE: Minister turns down offer of talks that the mediator
calls a fair one

BYLINE: By BO LIND

DATELINE: HILL TOWN

BODY:
{wrapped(*TWO)}

LOAD-DATE: March 5, 2022

{centred("3 of 3 DOCUMENTS")}

{wrapped(*THREE)}
"""


def test_classic_lexisnexis() -> None:
    articles = split_export(draft(CLASSIC))
    assert [article.name for article in articles] == [f"export.txt, document {number}" for number in (1, 2, 3)]
    assert facts(articles[0]) == (
        "Envoys meet in port town for first talks since spring",
        "Harbour Times (London)",
        "Ana Ruiz",
        "2022-03-03",
        None,
    )
    title = "Minister turns down offer of talks that the mediator calls a fair one"
    assert facts(articles[1]) == (title, "Hill Gazette", "BO LIND", "2022-03-05", None)
    assert facts(articles[2]) == (None,) * 5
    assert [article.text for article in articles] == [wrapped(*ONE), wrapped(*TWO), wrapped(*THREE)]
    check(CLASSIC, articles)


def uni(title: str, outlet: str, dated: str, *body: str, byline: str = "", tail: str = "") -> list[str]:
    head = [title, outlet, dated, f"Copyright 2022 {outlet} All Rights Reserved", "Section: NEWS; Pg. 3"]
    head += ["Length: 512 words", *([f"Byline: {byline}"] if byline else []), "Body"]
    return [*head, *body, *([tail] if tail else []), "Load-Date: March 4, 2022", "End of Document"]


COVER = [
    "User Name: reader",
    "Date and Time: Friday, March 4, 2022 4:51:00 PM GMT",
    "Job Number: 123456",
    "Documents (2)",
    "1. Envoys meet in port town",
    "Client/Matter: -None-",
    "2. Minister turns down offer",
    "Client/Matter: -None-",
]
UNI_ONE = uni(
    "Envoys meet in port town", "Harbour Times (London)", "March 3, 2022 Thursday 10:14 AM GMT", *ONE, byline="Ana Ruiz"
)
UNI_TWO = uni("Minister turns down offer", "Hill Gazette", "5 March 2022", *TWO)
UNI_TWO[-2:-2] = ["Classification", "Language: ENGLISH", "Subject: PEACE TALKS (90%)"]
NEXIS_UNI = [*COVER, *UNI_ONE, *UNI_TWO]


def check_nexis_uni(articles: tuple[Draft, ...]) -> None:
    assert len(articles) == 2
    named = ("Envoys meet in port town", "Harbour Times (London)", "Ana Ruiz", "2022-03-03", None)
    assert facts(articles[0]) == named
    assert facts(articles[1]) == ("Minister turns down offer", "Hill Gazette", None, "2022-03-05", None)
    assert [article.text for article in articles] == ["\n\n".join(ONE), "\n\n".join(TWO)]


def test_nexis_uni_as_text() -> None:
    text = "\n\n".join(NEXIS_UNI)
    articles = split_export(draft(text))
    check_nexis_uni(articles)
    check(text, articles)


def test_nexis_uni_as_docx() -> None:
    document = docx.Document()
    for paragraph in NEXIS_UNI:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.core_properties.title = "Envoys meet in port town"
    document.save(stream)
    articles = tuple(read_docx(stream.getvalue(), "export.docx"))
    drafts = tuple(item for item in articles if isinstance(item, Draft))
    check_nexis_uni(drafts)
    assert drafts[1].name == "export.docx, document 2"
    assert all(article.original.pieces for article in drafts)


def rtf_of(paragraphs: list[str]) -> bytes:
    lines = "".join(rf"\pard {paragraph}\par " for paragraph in paragraphs)
    escaped = "".join(char if ord(char) < 128 else rf"\u{ord(char)}?" for char in lines)
    return rb"{\rtf1\ansi " + escaped.encode() + b"}"


def test_nexis_uni_as_rtf() -> None:
    drafts = tuple(item for item in read_rtf(rtf_of(NEXIS_UNI), "export.rtf") if isinstance(item, Draft))
    check_nexis_uni(drafts)


def pdf_of(paragraphs: list[str]) -> bytes:
    """One page for every ten paragraphs or so, lines of 80 characters, a page number below."""
    pages: list[list[Words]] = [[]]
    height = 740.0
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, 80):
            if height < 500:
                pages[-1].append(Words(f"Page {len(pages)} of 9", 30))
                pages.append([])
                height = 740
            pages[-1].append(Words(line, height))
            height -= 14
        height -= 10
    return pdf(pages)


def test_nexis_uni_as_pdf() -> None:
    drafts = tuple(item for item in read_pdf(pdf_of(NEXIS_UNI), "export.pdf") if isinstance(item, Draft))
    check_nexis_uni(drafts)


def test_one_exported_article_keeps_the_name_of_the_file() -> None:
    (article,) = split_export(draft("\n".join(UNI_ONE)))
    assert (article.name, article.title, article.text) == ("export.txt", "Envoys meet in port town", "\n".join(ONE))


def test_nexis_uni_article_with_a_graphic_and_without_body_line() -> None:
    lines = uni("Envoys meet", "Hill Gazette", "March 2022", *TWO)
    lines.remove("Body")
    lines[-2:-2] = ["Graphic", "Photo, the port town at dusk", "Publication-Type: Newspaper"]
    (article,) = split_export(draft("\n\n".join(lines)))
    assert article.text == "\n\n".join(TWO)
    assert article.published == "2022-03"


def test_what_follows_the_last_mark_is_an_article_too() -> None:
    text = "\n\n".join([*UNI_ONE, *THREE])
    articles = split_export(draft(text))
    assert [article.text for article in articles] == ["\n\n".join(ONE), THREE[0]]
    assert facts(articles[1]) == (None,) * 5


FIRST_NUMBER, SECOND_NUMBER = "HRBR000020220303ei3300abc", "HILLGZ0020220305ei350001x"


def full(
    title: list[str], number: str, dated: str, outlet: str, body: tuple[str, ...], *, timed: str = ""
) -> list[str]:
    head = [*title, "1,512 words", dated, *([timed] if timed else []), outlet, "HRBR", "English"]
    return [*head, f"(c) 2022 {outlet}. All rights reserved.", *body, f"Document {number}"]


FULL_ONE = full(
    ["Envoys meet in port town", "By Ana Ruiz"], FIRST_NUMBER, "3 March 2022", "Harbour News", ONE, timed="14:05"
)
FULL_TWO = full(["World News", "Minister turns down offer"], SECOND_NUMBER, "5 March 2022", "Hill Gazette", TWO)
FACTIVA = [*FULL_ONE, *FULL_TWO, "Search Summary", "Text", "talks", "© 2022 Factiva, Inc. All rights reserved."]


def check_factiva(articles: tuple[Draft, ...], between: str) -> None:
    assert len(articles) == 2
    assert facts(articles[0]) == ("Envoys meet in port town", "Harbour News", "Ana Ruiz", "2022-03-03", FIRST_NUMBER)
    assert facts(articles[1]) == ("Minister turns down offer", "Hill Gazette", None, "2022-03-05", SECOND_NUMBER)
    assert [article.text for article in articles] == [between.join(ONE), between.join(TWO)]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_factiva_full_articles_as_text(between: str) -> None:
    text = between.join(FACTIVA)
    articles = split_export(draft(text))
    check_factiva(articles, between)
    check(text, articles)


def test_factiva_full_articles_as_rtf_and_pdf() -> None:
    check_factiva(tuple(item for item in read_rtf(rtf_of(FACTIVA), "e.rtf") if isinstance(item, Draft)), "\n\n")
    check_factiva(tuple(item for item in read_pdf(pdf_of(FACTIVA), "e.pdf") if isinstance(item, Draft)), "\n\n")


CODED = f"""SE\tWorld News
HD\tEnvoys meet in port town
BY\tBy Ana Ruiz
WC\t1,512 words
PD\t3 March 2022
ET\t14:05
SN\tHarbour News
SC\tHRBR
LA\tEnglish
CY\t(c) 2022 Harbour News. All rights reserved.

LP\t
{ONE[0]}

TD\t
{ONE[1]}

IN the town hall, sixty delegates waited.

NS\tgdip : International Relations | gcat : Political/General News
RE\teurz : Europe
AN\tDocument {FIRST_NUMBER}

HD\tMinister turns down offer
WC\t98 words
PD\t5 March 2022
SN\tHill Gazette
SC\tHILLGZ
LA\tEnglish

LP\t{TWO[0]}

TD\t{TWO[1]}

AN\tDocument {SECOND_NUMBER}
"""


@pytest.mark.parametrize("gap", ["\t", "    ", " "])
def test_factiva_field_codes(gap: str) -> None:
    text = CODED.replace("\t", gap)
    articles = split_export(draft(text))
    assert facts(articles[0]) == ("Envoys meet in port town", "Harbour News", "Ana Ruiz", "2022-03-03", FIRST_NUMBER)
    assert facts(articles[1]) == ("Minister turns down offer", "Hill Gazette", None, "2022-03-05", SECOND_NUMBER)
    assert articles[0].text == f"{ONE[0]}\n\n{ONE[1]}\n\nIN the town hall, sixty delegates waited."
    if gap != " ":  # `LP` and `TD` before a sentence need more than a space to be codes
        assert articles[1].text == "\n\n".join(TWO)
    check(text, articles)


def test_factiva_field_codes_in_a_docx_table() -> None:
    document = docx.Document()
    rows: list[tuple[str, tuple[str, ...]]] = [
        ("HD", ("Envoys meet in port town",)),
        ("WC", ("1,512 words",)),
        ("PD", ("3 March 2022",)),
    ]
    rows += [("SN", ("Harbour News",)), ("LP", ONE[:1]), ("TD", ONE[1:] + THREE), ("AN", (f"Document {FIRST_NUMBER}",))]
    table = document.add_table(rows=len(rows), cols=2)
    for row, (code, paragraphs) in zip(table.rows, rows, strict=True):
        row.cells[0].text = code
        row.cells[1].text = paragraphs[0]
        for paragraph in paragraphs[1:]:
            row.cells[1].add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    (article,) = read_docx(stream.getvalue(), "export.docx")
    assert isinstance(article, Draft)
    assert facts(article) == ("Envoys meet in port town", "Harbour News", None, "2022-03-03", FIRST_NUMBER)
    assert article.text == "\n\n".join((*ONE, *THREE))


def test_an_article_with_a_header_that_is_not_understood_is_kept() -> None:
    text = "\n\n".join([*FULL_ONE, *THREE, f"Document {SECOND_NUMBER}", *TWO, *ONE])
    articles = split_export(draft(text))
    assert [article.text for article in articles] == ["\n\n".join(ONE), THREE[0], "\n\n".join((*TWO, *ONE))]
    assert facts(articles[1]) == (None, None, None, None, SECOND_NUMBER)
    assert facts(articles[2]) == (None,) * 5


def test_an_article_that_is_all_header_keeps_its_words() -> None:
    lines = uni("Envoys meet", "Hill Gazette", "3 March 2022")
    articles = split_export(draft("\n\n".join([*lines, *UNI_TWO])))
    assert "Envoys meet" in articles[0].text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n".join(ONE),
        # one mark in an ordinary report
        f"{ONE[0]}\n\nEnd of Document\n\n{TWO[0]}",
        f"{ONE[0]}\n\n1 of 25 DOCUMENTS\n\n{TWO[0]}",
        f"{ONE[0]}\n\nDocument {FIRST_NUMBER}\n\n{TWO[0]}",
        f"The first of 25 documents, 1 of 25 DOCUMENTS, was read out.\n\n{TWO[0]}",
        # words of a header without a mark
        f"Envoys meet\n\nBy Ana Ruiz\n\nLENGTH: 512 words\n\n{ONE[0]}\n\nLOAD-DATE: March 4, 2022",
        f"Envoys meet\n512 words\n3 March 2022\nHarbour News\nHRBR\nEnglish\n\n{ONE[0]}",
        # numbers that do not rise, or rise above their total
        CLASSIC.replace("2 of 3", "3 of 3"),
        CLASSIC.replace("2 of 3", "2 of 9"),
        # a mark inside a sentence
        "Envoys meet\n\nLength: 512 words\n\nBody\n\nThis is the end of document.\n\nLoad-Date: March 4, 2022",
        # capitals that are also codes
        f"HD video of the talks\n\nBY night they met.\n\nIN short, no deal.\n\nAN envoy said so.\n\n{ONE[0]}",
        "Document 12\n\n512 words\n\n3 March 2022\n\nDocument 13",
    ],
)
def test_other_texts_stay_whole(text: str) -> None:
    given_draft = draft(text)
    assert split_export(given_draft) == (given_draft,)


@pytest.mark.parametrize("text", [CLASSIC, "\n\n".join(NEXIS_UNI), "\n\n".join(FACTIVA), CODED])
def test_splitting_again_changes_nothing(text: str) -> None:
    for article in split_export(draft(text)):
        assert split_export(article) == (article,)


@pytest.mark.parametrize("text", [CLASSIC, "\n\n".join(NEXIS_UNI), "\n\n".join(FACTIVA), CODED])
def test_line_ends_of_windows(text: str) -> None:
    articles = split_export(draft(text.replace("\n", "\r\n")))
    assert [facts(article) for article in articles] == [facts(article) for article in split_export(draft(text))]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("March 3, 2022 Thursday", "2022-03-03"),
        ("Thursday, March 3, 2022", "2022-03-03"),
        ("March 3, 2022 Thursday 10:14 AM GMT", "2022-03-03"),
        ("3 March 2022", "2022-03-03"),
        ("3  mar.  2022", "2022-03-03"),
        ("Thu, 3 March 2022", None),
        ("2022-03-03", "2022-03-03"),
        ("March 2022", "2022-03"),
        # a weekday that is not that day's: one of the two is wrong
        ("March 3, 2022 Friday", None),
        ("30 February 2022", None),
        # month or day: nobody can tell
        ("03/04/2022", None),
        ("3.4.2022", None),
        ("2022-13-01", None),
        ("2022", None),
        ("March 3", None),
        ("on March 3, 2022", None),
        ("", None),
    ],
)
def test_dates_are_read_strictly(text: str, date: str | None) -> None:
    assert iso_date(text) == date


MARKS = (*FULL_ONE, *UNI_ONE, "1 of 2 DOCUMENTS", "2 of 2 DOCUMENTS", "LENGTH: 3 words", "", "TD", "LP  x", "HD  y")


@settings(deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=40))
def test_no_order_of_marks_raises_or_yields_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    articles = split_export(draft(text))
    assert articles
    check(text, articles)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_kept(text: str) -> None:
    assert split_export(draft(text)) == (draft(text),)
