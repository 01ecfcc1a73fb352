"""Dates are read where they are stated, with the precision they are stated with, and never guessed."""

from __future__ import annotations

import pytest

from memcon.read.dates import iso_date, published_on, stated_date
from memcon.read.trees import parse


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2019-05-02", "2019-05-02"),
        ("2019-05", "2019-05"),
        ("2019", "2019"),
        (" 2019-05-02 ", "2019-05-02"),
        ("2019-05-02T23:30:00Z", "2019-05-02"),
        ("2019-05-02T23:30:00.123+0200", "2019-05-02"),
        ("2019-05-02 23:30", "2019-05-02"),
        ("2019-05-02T23:30:00-11:00", "2019-05-02"),
        ("2019-02-30", None),
        ("2019-13", None),
        ("0000", None),
        ("20190502", None),
        ("2019-5-2", None),
        ("2019-W18-4", None),
        ("02.05.2019", None),
        ("May 2, 2019", None),
        ("٢٠١٩", None),
        ("2019-05-02junk", None),
        ("", None),
    ],
)
def test_iso_dates(value: str, date: str | None) -> None:
    assert iso_date(value) == date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Published 2 May 2019 at noon", "2019-05-02"),
        ("Thu, 02 May 2019 10:00:00 GMT", "2019-05-02"),
        ("May 2nd, 2019", "2019-05-02"),
        ("Sept. 9, 2021", "2021-09-09"),
        ("2019-05-02 | World", "2019-05-02"),
        ("02/05/2019", None),
        ("May 2019", None),
        ("31 June 2019", None),
        ("2 May 2019, changed 3 May 2019", None),
        ("yesterday", None),
    ],
)
def test_dates_in_words(words: str, date: str | None) -> None:
    assert stated_date(words) == date


@pytest.mark.parametrize(
    ("page", "url", "date"),
    [
        ('<meta property="article:published_time" content="2019-05-02T08:00:00Z">', None, "2019-05-02"),
        ('<meta property="article:modified_time" content="2019-06-01">', None, None),
        ('<meta name="date" content="2019-05">', None, "2019-05"),
        ('<meta name="date" content="2019-05"><meta name="pubdate" content="2019-05-02">', None, "2019-05-02"),
        ('<script type="application/ld+json">{"datePublished": "2019-05-02"}</script>', None, "2019-05-02"),
        ('<script>var x = {"datePublished": "2019-05-02"}</script>', None, None),
        ('<time itemprop="datePublished" datetime="2019-05-02T08:00">today</time>', None, "2019-05-02"),
        ('<p class="dateline">2 May 2019</p>', None, "2019-05-02"),
        ('<p class="published">2 May 2019</p><p class="published">3 May 2019</p>', None, None),
        ("<p>The parties signed on 2 May 2019.</p><footer>© 2021 Valley Times</footer>", None, None),
        ('<img src="/2011/01/02/hall.jpg">', None, None),
        ("", "http://valley.example/2019/5/2/talks", "2019-05-02"),
        ("", "http://valley.example/2019/55/02/talks", None),
        ('<meta name="date" content="2018-01-01">', "http://valley.example/2019/05/02/talks", "2018-01-01"),
    ],
)
def test_when_a_page_says_it_was_published(page: str, url: str | None, date: str | None) -> None:
    assert published_on(parse(f"<html><head></head><body>{page}<p>x</p></body></html>"), url) == date
