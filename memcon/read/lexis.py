"""LexisNexis exports -> articles: the classic one (`1 of 25 DOCUMENTS`) and Nexis Uni's (`End of Document`).

classic                                 Nexis Uni

      1 of 25 DOCUMENTS                 Envoys meet in port town
      Harbour Times (London)            Harbour Times (London)
      March 3, 2022 Thursday            March 3, 2022 Thursday
Envoys meet in port town                Copyright 2022 Harbour Times All Rights Reserved
BYLINE: Ana Ruiz                        Section: NEWS; Pg. 3
SECTION: NEWS; Pg. 3                    Length: 512 words
LENGTH: 512 words                       Byline: Ana Ruiz
…                                       Body
LOAD-DATE: March 4, 2022                …
LANGUAGE: ENGLISH                       Classification
 Copyright 2022 Harbour Times           …
                                        Load-Date: March 4, 2022
                                        End of Document
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from memcon.read.articles import Article, Line, iso_date, whole, without_by, words_of

HEADER_LINES = 40
"""Lines of an article in which its header must end."""

_NUMBERED = re.compile(r"(\d{1,4}) of (\d{1,4}) DOCUMENTS?")
_END = "end of document"
_LABEL = re.compile(r"([A-Z][A-Za-z]*(?:[- ][A-Za-z]+){0,2}):(?:\s+(.*))?$")
_HEADER_LABEL = re.compile(
    "byline|section|length|headline|dateline|highlight|series|distribution|edition|column|source|copyright"
)
_TAIL_LABEL = re.compile(
    "load-date|language|publication-type|journal-code|graphic|subject|organization|person|city|state|country|company"
    "|industry|ticker|geographic|document-type|update|correction-date|correction|acc-no|classification|copyright"
    "|notes|type|url|transmission-date|category"
)
_LENGTH = re.compile(r"length:\s*[\d,.]+\s*words?", re.IGNORECASE)
_LOADED = re.compile(r"load-date:", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyright\b|\(c\)|©)\s*(?:\(c\)|©)?\s*(?:19|20)\d\d\b|all rights reserved", re.IGNORECASE)
_EDITION = re.compile(r".*\bedition\b.*|correction appended", re.IGNORECASE)
_COVER = re.compile(r"(?:job number|user name|date and time):|documents \(\d+\)$", re.IGNORECASE)
_BODY = "body"
_TAIL_HEADINGS = frozenset({"classification", "graphic"})

Lines = Sequence[Line]


def classic_articles(lines: Lines) -> tuple[Article, ...]:
    """Find the articles of a classic export, or none if the text is no such export.

    Evidence: the numbers rise by one under one total, and at least half of the documents carry a length or load date.
    """
    marks = [(index, match) for index, line in enumerate(lines) if (match := _NUMBERED.fullmatch(line.text))]
    if not marks or not _rises([(int(match[1]), int(match[2])) for _, match in marks]):
        return ()
    stops = [index for index, _ in marks[1:]] + [len(lines)]
    documents = [lines[index + 1 : stop] for (index, _), stop in zip(marks, stops, strict=True)]
    if not _most(documents):
        return ()
    return tuple(_classic(document) for document in documents if document)


def nexis_uni_articles(lines: Lines) -> tuple[Article, ...]:
    """Find the articles of a Nexis Uni export, or none if the text is no such export.

    Evidence: `End of Document` lines, and at least half of the documents carry a length or load date.
    """
    marks = [index for index, line in enumerate(lines) if line.text.casefold() == _END]
    documents = [lines[start + 1 : stop] for start, stop in pairwise([-1, *marks])]
    if not documents or not _most(documents):
        return ()
    rest = lines[marks[-1] + 1 :]
    return tuple(_modern(document) for document in (*documents, rest) if document)


def _rises(numbers: list[tuple[int, int]]) -> bool:
    follows = all(other == (number + 1, total) for (number, total), other in pairwise(numbers))
    return follows and numbers[-1][0] <= numbers[-1][1]


def _most(documents: Sequence[Lines]) -> bool:
    return 2 * sum(_is_document(document) for document in documents) >= len(documents)


def _is_document(lines: Lines) -> bool:
    """Whether a length stands in the header and a date or a closing label proves that it is one."""
    head = lines[: 2 * HEADER_LINES]
    sized = any(_LENGTH.fullmatch(line.text) for line in head)
    loaded = any(_LOADED.match(line.text) for line in lines)
    dated = any(iso_date(line.text) for line in head)
    return sum((sized, loaded, dated)) >= 2


def _label(line: Line) -> str:
    match = _LABEL.match(line.text)
    return match[1].casefold() if match else ""


def _classic(lines: Lines) -> Article:
    start = _header_end(lines)
    if not start:
        return Article(whole(lines))
    header = lines[:start]
    labels = next((index for index, line in enumerate(header) if _is_header(line)), start)
    title = _labelled(header, "headline") or _bare_title(lines[:labels], _dated(header))
    return _article(lines, header, lines[start : _tail_start(lines, start)], title)


def _modern(lines: Lines) -> Article:
    start = _body_start(lines)
    if not start:
        return Article(whole(lines))
    header = lines[:start]
    stop = next((at for at in range(start, len(lines)) if _ends_body(lines, at)), len(lines))
    covered = any(_COVER.match(line.text) for line in header)
    dated = _dated(header) or 0
    title = words_of(header[max(0, dated - 2 if covered else 0) : max(0, dated - 1)])
    return _article(lines, header, lines[start:stop], title)


def _article(lines: Lines, header: Lines, body: Lines, title: str | None) -> Article:
    """Put an article together; one that is all header keeps its words, so that nothing is lost."""
    dated = _dated(header)
    published = iso_date(header[dated].text) if dated is not None else None
    byline = without_by(_labelled(header, "byline"))
    return Article(whole(body) or whole(lines), title, _outlet(header, dated), byline, published)


def _dated(header: Lines) -> int | None:
    return next((index for index, line in enumerate(header) if iso_date(line.text)), None)


def _is_header(line: Line) -> bool:
    return bool(_HEADER_LABEL.fullmatch(_label(line)))


def _header_end(lines: Lines) -> int:
    """Where the body begins: after the labels around the length; 0 if there is none."""
    at = next((index for index, line in enumerate(lines[:HEADER_LINES]) if _LENGTH.fullmatch(line.text)), None)
    if at is None:
        return 0
    at += 1
    while at < len(lines) and _is_header(lines[at]) and lines[at].apart:
        at = _block_end(lines, at)
    return at + (lines[at].text.casefold().rstrip(":") == _BODY) if at < len(lines) else at


def _body_start(lines: Lines) -> int:
    """After the line `Body`, or else after the header's labels; 0 if there is neither."""
    sized = next((index for index, line in enumerate(lines) if _LENGTH.fullmatch(line.text)), None)
    if sized is None:
        return 0
    near = range(sized + 1, min(len(lines), sized + HEADER_LINES))
    body = next((index for index in near if lines[index].text.casefold() == _BODY), None)
    if body is not None:
        return body + 1
    at = sized + 1
    while at < len(lines) and _is_header(lines[at]):
        at += 1
    return at


def _block_end(lines: Lines, at: int) -> int:
    """The line after the block of lines without an empty one that begins at `at`."""
    at += 1
    while at < len(lines) and not lines[at].apart:
        at += 1
    return at


def _tail_start(lines: Lines, start: int) -> int:
    """Where the closing labels and the copyright begin, searched from the end so that no sentence is taken for one."""
    stop = len(lines)
    while stop > start:
        block = stop - 1
        while block > start and not lines[block].apart:
            block -= 1
        if not _TAIL_LABEL.fullmatch(_label(lines[block])) and not _COPYRIGHT.match(lines[block].text):
            break
        stop = block
    return stop


def _ends_body(lines: Lines, at: int) -> bool:
    """Whether the body ends before line `at`: only a heading that labels follow, or a load date, ends it."""
    if _LOADED.match(lines[at].text):
        return True
    if lines[at].text.casefold() not in _TAIL_HEADINGS:
        return False
    return any(_TAIL_LABEL.fullmatch(_label(line)) for line in lines[at + 1 : at + HEADER_LINES])


def _labelled(lines: Lines, label: str) -> str | None:
    """The words after `label:`, with the lines that go on without an empty one."""
    for at, line in enumerate(lines):
        if _label(line) == label and (match := _LABEL.match(line.text)):
            rest = [other for other in lines[at + 1 : _block_end(lines, at)] if not _is_header(other)]
            return " ".join([match[2] or "", words_of(rest) or ""]).strip() or None
    return None


def _outlet(lines: Lines, dated: int | None) -> str | None:
    """The line before the date that is no copyright."""
    before = [line for line in lines[: dated or 0] if not _COPYRIGHT.match(line.text)]
    return words_of(before[-1:])


def _bare_title(lines: Lines, dated: int | None) -> str | None:
    """The lines between date and labels that are neither the edition nor, among indented ones, centred."""
    after = [line for line in lines[(dated if dated is not None else len(lines)) + 1 :] if not _is_aside(line)]
    if any(line.indent for line in after):
        after = [line for line in after if not line.indent]
    elif all(line.apart for line in after):
        after = after[-1:]
    return words_of(after)


def _is_aside(line: Line) -> bool:
    return bool(_EDITION.fullmatch(line.text) or _COPYRIGHT.match(line.text))
