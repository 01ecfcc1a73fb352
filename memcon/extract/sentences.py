"""Report text -> Document: paragraphs, sentences, tokens with their dependency tree, quotations.

Everything after this file works on the plain tokens made here and never sees the parser, so that another parser or a
trained model can take its place. Offsets are half-open code points of the report's text throughout.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc

from memcon.extract.slips import Word, mend
from memcon.models import parser
from memcon.types import Span

# The parser is quadratic in nothing but slow beyond this; a longer paragraph is cut where a sentence seems to end.
LONGEST_LINE = 4_000
_SENTENCE_END = re.compile(r"""[.!?]["'”’)]?\s""")
_ENDS_PARAGRAPH = re.compile(r"""[.!?:;…]["'”’»)\]]*\s*$""")

# "KYIV, March 3 (Reuters) - ", "VIENNA/AFP — ", "NEW YORK - ": no part of the sentence behind it.
_LONGEST_DATELINE = 90
_CAPITALS = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]+){0,3}"
_DAY = r"(?:,[^\n–—()]{1,40}?)?"
_AGENCY = r"(?:\s*/\s*[A-Z][\w ]{1,20}|\s*\([^()\n]{2,30}\))"
_DATELINE = re.compile(
    rf"(?P<line>(?:{_CAPITALS}{_DAY}|[A-Z][\w.'’ -]{{1,30}}{_DAY}){_AGENCY})\s*[-–—:]{{1,2}}\s+(?=\S)"
    r"|(?P<city>[A-Z][A-Z.'’]{2,}(?:[ /-][A-Z][A-Z.'’]+){0,3}(?:, [^\n–—()]{1,40}?)?)\s+[-–—]{1,2}\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or punctuation mark. `head`, `left`, `right` and `children` are indices into `Document.tokens`.

    `left` and `right` are the first and last token of its subtree; `dep` is a ClearNLP label, `tag` a Penn tag.
    """

    i: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    left: int
    right: int
    start: int
    end: int
    sentence: int
    children: tuple[int, ...]


class Sentence(NamedTuple):
    """Tokens `[first, last]` (inclusive indices), characters `[start, end)`, and the paragraph's number."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int


class Quote(NamedTuple):
    """A quotation with its marks, characters `[start, end)`; `closed` is false where the mark is missing."""

    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed report. `quotes` are in text order and do not overlap."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...]

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that token `i` stands in."""
        return self.sentences[self.tokens[i].sentence]


def read_sentences(text: str) -> Document:
    """Parse `text` paragraph by paragraph. Never raises on any string; white space alone gives no tokens."""
    paragraphs = tuple(find_paragraphs(text))
    lines = [line for paragraph in paragraphs for line in _cut(text, paragraph)]
    plain = [_plain(text[line.start : line.end]) for line in lines]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    number = 0
    for line, doc in zip(lines, parser.parse(plain), strict=True):
        while line.start >= paragraphs[number].end:
            number += 1
        _take_over(doc, line.start, number, tokens, sentences)
    return Document(text, tuple(tokens), tuple(sentences), paragraphs, tuple(find_quotes(text, paragraphs)))


def find_paragraphs(text: str) -> Iterator[Span]:
    """Paragraphs are separated by blank lines, and by single line breaks unless the text is hard-wrapped."""
    for block in re.finditer(r"\S[\s\S]*?(?=\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\Z)", text):
        yield from _lines_of(text, block.start(), block.end())


def _lines_of(text: str, start: int, end: int) -> Iterator[Span]:
    lines = [m.span() for m in re.compile(r"[^\n]+").finditer(text, start, end) if m.group().strip()]
    widest = max((b - a for a, b in lines), default=0)
    first = None
    for index, (a, b) in enumerate(lines):
        first = a if first is None else first
        wrapped = 50 <= widest <= 100 and b - a > widest * 0.7 and not _ENDS_PARAGRAPH.search(text, max(a, b - 8), b)
        if not wrapped or index == len(lines) - 1:
            yield _trimmed(text, first, b)
            first = None


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    """Pieces of at most LONGEST_LINE characters, cut at sentence ends, else at white space, else anywhere."""
    start, end = paragraph
    dateline = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
    if dateline is not None:
        yield Span(start, dateline.end("line") if dateline["line"] else dateline.end("city"))
        start = dateline.end()
    while end - start > LONGEST_LINE:
        limit = start + LONGEST_LINE
        stops = [m.end() for m in _SENTENCE_END.finditer(text, start, limit)]
        cut = stops[-1] if stops else text.rfind(" ", start + 1, limit) + 1 or limit
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


_SPACES = dict.fromkeys(
    [*map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000\u202f"), *range(8192, 8203)], " "
)


def _plain(line: str) -> str:
    """The same number of characters, with every kind of space as a space and unpaired surrogates replaced."""
    return line.translate(_SPACES).encode("utf-8", "replace").decode("utf-8")


def _take_over(doc: Doc, offset: int, paragraph: int, tokens: list[Token], sentences: list[Sentence]) -> None:
    """Append the parser's tokens without its white-space tokens, and its sentences."""
    words = [t for t in doc if not t.is_space]
    if not words:
        return
    base = len(tokens)
    place = {t.i: base + n for n, t in enumerate(words)}
    starts = [n for n, t in enumerate(words) if n == 0 or t.sent.start > words[n - 1].i]
    sentence_of = _numbers(starts, len(words), len(sentences))
    mended = [
        Word(t.text, t.lemma_.lower(), t.tag_, t.pos_, t.dep_, _word_head(t, place) - base, s)
        for t, s in zip(words, sentence_of, strict=True)
    ]
    mend(mended)
    heads = [base + w.head for w in mended]
    children: list[list[int]] = [[] for _ in words]
    for n, head in enumerate(heads):
        if head != base + n:
            children[head - base].append(base + n)
    edges = _edges(children, base)
    for n, (t, word) in enumerate(zip(words, mended, strict=True)):
        left, right = edges[n]
        start = offset + t.idx
        tokens.append(
            Token(base + n, t.text, t.lower_, word.lemma, word.tag, word.pos, word.dep, heads[n], left, right,
                  start, start + len(t.text), sentence_of[n], tuple(children[n]))
        )  # fmt: skip
    for n, first in enumerate(starts):
        last = (starts[n + 1] if n + 1 < len(starts) else len(words)) - 1
        one, other = tokens[base + first], tokens[base + last]
        sentences.append(Sentence(one.i, other.i, one.start, other.end, paragraph))


def _word_head(token: object, place: dict[int, int]) -> int:
    head = token.head  # type: ignore[attr-defined]
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return place.get(head.i, place[token.i])  # type: ignore[attr-defined]


def _edges(children: Sequence[Sequence[int]], base: int) -> list[tuple[int, int]]:
    """First and last token of each subtree, children before their heads, without recursion."""
    left = [base + n for n in range(len(children))]
    right = left.copy()
    below = {c for of_one in children for c in of_one}
    order = [n for n in range(len(children)) if base + n not in below]
    for n in order:
        order += [c - base for c in children[n]]
    for n in reversed(order):
        for c in children[n]:
            left[n], right[n] = min(left[n], left[c - base]), max(right[n], right[c - base])
    return list(zip(left, right, strict=True))


def _numbers(starts: Sequence[int], length: int, base: int) -> list[int]:
    numbers, current = [], base - 1
    opens = set(starts)
    for n in range(length):
        current += n in opens
        numbers.append(current)
    return numbers


_OPEN = "“„«‟"
_CLOSE = "”»"
_LINE = re.compile(r"[^\n]+")
_SINGLE_OPENS = re.compile(r"(?<!\w)[‘'](?=\w)")
_SINGLE_CLOSES = re.compile(r"[\w.,!?][’'](?!\w)")
_UNMARKED = re.compile(r"[^‘'\n]*")
_GAP = re.compile(r"\w[^\w‘'\n ]* ")


def find_quotes(text: str, paragraphs: Sequence[Span]) -> Iterator[Quote]:
    """Quotations in double marks, curly, straight or angular, one paragraph at a time.

    A quotation left open runs to the paragraph's end (the convention for speech that goes on in the next one).
    Single marks are taken only around two words or more, since apostrophes look the same.
    """
    for start, end in paragraphs:
        yield from sorted(_quotes_in(text, start, end))


def _quotes_in(text: str, start: int, end: int) -> Iterator[Quote]:
    opened: int | None = None
    found = False
    for at in range(start, end):
        mark = text[at]
        if opened is None and (mark in _OPEN or (mark == '"' and _opens(text, at, end))):
            opened = at
        elif opened is not None and (mark in _CLOSE or (mark == '"' and text[opened] == '"') or mark == "\u201f"):
            yield Quote(opened, at + 1, closed=True)
            opened, found = None, True
    if opened is not None:
        yield Quote(opened, end, closed=False)
    elif not found:
        yield from _single_quotes(text, start, end)


def _single_quotes(text: str, start: int, end: int) -> Iterator[Quote]:
    """Quotations in single marks, line by line, left to right.

    Each runs to the first closing mark behind the last gap between words that stands before the next opening mark
    and before the line's last closing one. Every character is looked at a bounded number of times.
    """
    for line in _LINE.finditer(text, start, end):
        closes = [m.end() for m in _SINGLE_CLOSES.finditer(text, line.start(), line.end())]
        done = line.start()
        for opening in _SINGLE_OPENS.finditer(text, line.start(), line.end()):
            if not closes or opening.start() < done:
                continue
            unmarked = _UNMARKED.match(text, opening.end(), closes[-1])
            gaps = [m.end() for m in _GAP.finditer(text, opening.end(), unmarked.end())] if unmarked else []
            if gaps:
                done = closes[bisect_left(closes, gaps[-1] + 2)]
                yield Quote(opening.start(), done, closed=True)


def _opens(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not after.isspace() and unicodedata.category(after)[0] in "LNPS"
