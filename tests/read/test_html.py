"""Made-up pages: the article comes out whole, credit lines included, and every exact piece decodes to it."""

from __future__ import annotations

import json

import pytest

from memcon.read.drafts import Draft
from memcon.read.html import PAGE_LIMIT, read_html
from memcon.read.trees import ATTRIBUTES_LIMIT, CHARACTERS_LIMIT, DEPTH_LIMIT, ELEMENT_LIMIT
from memcon.types import Refusal

LEAD = "HARBOUR CITY (AP) — Two ministers met on Tuesday in a hotel by the water to speak of a truce, three aides said."
MIDDLE = "The first minister would not comment. “We will see,” an aide said of the letter handed over the week before."
DENIAL = "A spokeswoman for the other side denied that any letter had come & called the whole account “a fiction”."
PARAGRAPHS = [LEAD, MIDDLE, DENIAL]
ARTICLE = "".join(f"<p>{words.replace('&', '&amp;')}</p>" for words in PARAGRAPHS)
NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'


def page(body: str, head: str = "<title>Ministers meet</title>") -> bytes:
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">{head}</head><body>{NAV}<main>{body}</main>'
        "<footer><p>© 2023 Valley Times. All rights reserved.</p></footer></body></html>"
    ).encode()


def article(data: bytes, **how: str) -> Draft:
    (draft,) = read_html(data, "page.html", **how)
    assert isinstance(draft, Draft), draft
    for piece in draft.original.pieces:
        if piece.exact:
            decoded = data[slice(*piece.source)].decode(draft.original.encoding or "")
            assert decoded == draft.text[slice(*piece.text)]
    return draft


def refusal(data: bytes) -> str:
    (found,) = read_html(data, "page.html")
    assert isinstance(found, Refusal), found
    return found.reason


def covered(draft: Draft) -> str:
    return " ".join("".join(draft.text[slice(*piece.text)] for piece in draft.original.pieces).split())


def test_an_article_without_menu_and_footer() -> None:
    draft = article(page(f"<article><h1>Ministers meet</h1>{ARTICLE}</article>"))
    assert draft.text == "\n".join(["Ministers meet", *PARAGRAPHS])
    assert covered(draft) == " ".join(["Ministers meet", *PARAGRAPHS])
    assert (draft.title, draft.language, draft.published, draft.outlet) == ("Ministers meet", "en", None, None)


def test_metadata_is_what_the_page_states() -> None:
    head = (
        '<meta property="og:title" content="Talks &amp; more"><meta property="og:site_name" content="Valley Times">'
        '<meta name="author" content="Ann Example"><link rel="canonical" href="http://valley.example/talks">'
        '<meta property="article:published_time" content="2019-05-02T23:10:00+02:00"><title>x</title>'
    )
    draft = article(page(ARTICLE, head))
    assert (draft.title, draft.outlet, draft.byline) == ("Talks & more", "Valley Times", "Ann Example")
    assert (draft.url, draft.published) == ("http://valley.example/talks", "2019-05-02")


def test_what_a_page_says_in_json() -> None:
    said = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ministers meet",
        "datePublished": "2019-05-02T08:00:00Z", "author": {"@type": "Person", "name": "Ann Example"},
        "publisher": {"@type": "Organization", "name": "Valley Times"},
    }  # fmt: skip
    draft = article(page(ARTICLE, f'<script type="application/ld+json">{json.dumps(said)}</script>'))
    assert (draft.byline, draft.outlet, draft.published) == ("Ann Example", "Valley Times", "2019-05-02")


def test_no_date_is_guessed_from_text_images_or_copyright() -> None:
    draft = article(page(f'{ARTICLE}<p>They had met on 3 April 2014 too.</p><img src="/2011/01/02/hall.jpg">'))
    assert draft.published is None


def test_the_address_it_was_fetched_from() -> None:
    draft = article(page(ARTICLE), url="http://valley.example/2019/05/02/talks")
    assert (draft.url, draft.published) == ("http://valley.example/2019/05/02/talks", "2019-05-02")
    assert draft.outlet is None


CREDITS = [
    '<p>Source: Reuters</p>',
    '<p class="source">Source: Reuters</p>',
    '<p class="article-footer">Source: Reuters</p>',
    '<p><small>Source: Reuters</small></p>',
    '<p class="copyright">Source: Reuters</p>',
    '<span class="agency">Source: Reuters</span>',
    '<div class="author">Source: Reuters</div>',
    '<div class="post-meta"><span>Source:</span> <a href="http://wire.example/1">Reuters</a></div>',
    '<footer>Source: Reuters</footer>',
    '<footer><div><span>Source: Reuters</span></div></footer>',
    '<aside>Source: Reuters</aside>',
    '<div class="byline">Source: Reuters</div>',
    '<ul><li>Source: Reuters</li></ul>',
    '<h4>Source: Reuters</h4>',
    '<div class="tags source">Source: Reuters</div>',
    '<a href="http://wire.example">Source: Reuters</a>',
    '<address>Source: Reuters</address>',
    '<div class="social">Source: Reuters</div>',
]  # fmt: skip


@pytest.mark.parametrize("credit", CREDITS)
@pytest.mark.parametrize("place", ["first", "last", "after"])
def test_credit_lines_stay_in_the_text(credit: str, place: str) -> None:
    body = {
        "first": f"<article><h1>Ministers meet</h1>{credit}{ARTICLE}</article>",
        "last": f"<article><h1>Ministers meet</h1>{ARTICLE}{credit}</article>",
        "after": f"<article><h1>Ministers meet</h1>{ARTICLE}</article>{credit}",
    }[place]
    lines = article(page(body)).text.splitlines()
    assert "Source: Reuters" in [line.lstrip("- ") for line in lines]
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS


@pytest.mark.parametrize(
    "credit",
    [
        "By Ann Example",
        "(Reporting by Ann Example in Harbour City; Editing by Bo Specimen)",
        "With AFP and agencies",
        "Additional reporting by Bo Specimen",
        "Compiled from agency reports",
        "Via Hill Gazette",
    ],
)
def test_more_credit_lines(credit: str) -> None:
    assert credit in article(page(f"<article>{ARTICLE}</article><footer>{credit}</footer>")).text


def test_credit_lines_far_from_the_article_are_not_its_own() -> None:
    teasers = "".join(f"<li><a href='/{n}'>Another story altogether, number {n}</a></li>" for n in range(40))
    body = f"<article>{ARTICLE}</article><aside><ul>{teasers}</ul></aside><aside>Source: Reuters</aside>"
    assert "Source: Reuters" not in article(page(body)).text


def test_paragraphs_parted_by_line_breaks() -> None:
    draft = article(page(f"<div id='content'>{'<br><br>'.join(PARAGRAPHS)}<br><br>Source: Reuters</div>"))
    assert draft.text.splitlines() == [*PARAGRAPHS, "Source: Reuters"]


def test_scripts_styles_and_comments_are_no_text() -> None:
    body = f"<script>var said = 'The envoy said so.';</script><style>p {{}}</style><!-- he said -->{ARTICLE}"
    assert article(page(body)).text.splitlines() == PARAGRAPHS


@pytest.mark.parametrize("end", ["", "</p>", "<div><span>", "<!-- ", "<script>x", "<p title='", "&", "<"])
def test_a_page_that_never_closes(end: str) -> None:
    data = f"<html><body><article><p>{LEAD}<p>{MIDDLE}<p>{DENIAL.replace('&', 'and')}{end}".encode()
    assert LEAD in article(data).text


def test_a_fragment_without_root() -> None:
    assert article(f"<p>{LEAD}</p><p>{MIDDLE}</p>".encode()).text == f"{LEAD}\n{MIDDLE}"


@pytest.mark.parametrize("start", ["<!-- saved from the web -->", "\n\n", '<?xml version="1.0"?>', "\ufeff", "<head>"])
def test_whatever_stands_before_the_page(start: str) -> None:
    head = '<title>Ministers meet</title><meta property="og:site_name" content="Valley Times">'
    draft = article(start.encode() + page(f"<article><h1>Ministers meet</h1>{ARTICLE}</article>", head))
    assert draft.text == "\n".join(["Ministers meet", *PARAGRAPHS])
    assert (draft.title, draft.outlet) == ("Ministers meet", "Valley Times")


def test_null_bytes_are_left_out() -> None:
    draft = article(f"<html><body><p>{LEAD}</p><p>{MIDDLE.replace('letter', 'let' + chr(0) + 'ter')}</p>".encode())
    assert draft.text == f"{LEAD}\n{MIDDLE}"


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
        ("cp1252", ""),
        ("iso8859-2", '<meta charset="iso-8859-2">'),
        ("utf-16", ""),
        ("utf-8-sig", ""),
        ("gb18030", "<meta charset=gb2312>"),
    ],
)
def test_encodings(encoding: str, head: str) -> None:
    place = "Łódź" if encoding == "iso8859-2" else "Zürich"
    words = f"Both sides met in {place} on Friday, an aide in {place} said, and would go back to {place} in May."
    data = f"<html><head>{head}</head><body><p>{words}</p><p>{words[5:]}</p></body></html>".encode(encoding)
    draft = article(data)
    assert draft.text == f"{words}\n{words[5:]}"
    assert covered(draft) == f"{words} {words[5:]}"


def test_a_bad_byte_is_one_bad_character_and_shifts_nothing() -> None:
    data = page(ARTICLE).replace(b"Two ministers", b"Two \xffministers")
    draft = article(data)
    assert "Two \ufffdministers" in draft.text
    assert data[slice(*draft.original.pieces[-1].source)].decode().endswith("“a fiction”.")


MENU = "".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(40))
HEADLINES = "".join(
    f'<h3><a href="/{n}">Envoys of {n} states met again on Monday. What now?</a></h3>' for n in range(40)
)


@pytest.mark.parametrize("body", ["", "<p></p>", f"<ul>{MENU}</ul>", HEADLINES, "<p>Page not found</p>", "<img src=x>"])
def test_a_page_without_an_article_is_refused(body: str) -> None:
    assert refusal(page(body)) == "no article text found"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no article text found"),
        (b" \n ", "no article text found"),
        (b"<", "no article text found"),
        (b"<html>" + b"<div>" * 100_000 + LEAD.encode(), f"nests more than {DEPTH_LIMIT} elements"),
        (page(ARTICLE + "<b><i>" * 50_000 + DENIAL), f"nests more than {DEPTH_LIMIT} elements"),
        (page(ARTICLE + "<p>x" * ELEMENT_LIMIT), f"more than {ELEMENT_LIMIT:,} elements"),
        (
            page(ARTICLE + "<p>x " * 10 + "word " * (CHARACTERS_LIMIT // 5)),
            f"more than {CHARACTERS_LIMIT:,} characters",
        ),
        (b"<p>" + b"a" * PAGE_LIMIT, f"{PAGE_LIMIT + 3:,} bytes long (limit for a page: {PAGE_LIMIT:,})"),
        (bytes(range(256)) * 40, "no text: its bytes fit no character encoding"),
    ],
)
def test_what_is_too_much_or_nothing_is_refused(data: bytes, reason: str) -> None:
    assert refusal(data).startswith(reason)


@pytest.mark.parametrize("tag", ["<p {}>", "<p x='<' {}>", '<p x=">" {}>', "<script {}></script>", "<p {}"])
def test_tags_with_very_many_attributes_do_not_hold_up_the_parser(tag: str) -> None:
    many = " ".join(f"a{n}=1" for n in range(100 * ATTRIBUTES_LIMIT))
    assert LEAD in article(page(ARTICLE + tag.format(many))).text


def test_a_picture_inside_an_attribute_is_kept_apart() -> None:
    picture = f'<img alt="hall" src="data:image/png;base64,{"A" * 200_000}">'
    assert article(page(picture + ARTICLE)).text.splitlines() == PARAGRAPHS
