"""Quotations, colons and dashes: what is said by its marks rather than by its grammar (CASES 8 and 9).

Every quotation that no content holds joins the saying beside it, or goes on with the speech before it. All loops are
over the sayings of the sentences a quotation touches, so that a long report stays linear.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from memcon.extract import grammar
from memcon.extract.saying import Saying, from_verb, groups_of, quote_at
from memcon.extract.sentences import Document, Quote, Sentence
from memcon.lexicon import words
from memcon.types import Span, Spans

_HEADLINE = 20  # a headline is a paragraph of at most so many tokens, without a full stop
_DASHES = frozenset({"–", "—", "-", "--"})
_CREDITS = frozenset({"source", "sources", "credit"})


def join(doc: Document, found: dict[int, Saying]) -> None:
    """Give every quotation that no content holds to the saying beside it, or to the speech it goes on with."""
    starts = [s.start for s in doc.sentences]
    speaking: int | None = None
    for quote in doc.quotes:
        first = max(0, bisect_right(starts, quote.start) - 1)
        near = _sentences_of(doc, quote, first)
        holder = _holder(doc, found, quote, near)
        if holder is None:
            holder = _cue_beside(doc, found, quote, near)
            if holder is not None:
                found[holder] = _with(found.get(holder) or from_verb(doc, holder, "quote", None, []), quote)
            elif speaking is not None and _goes_on(doc, found[speaking], quote):
                holder = speaking
                found[holder] = _with(found[holder], quote)
        speaking = holder if holder is not None and _words(doc, quote) > 3 else speaking


def _sentences_of(doc: Document, quote: Quote, first: int) -> list[Sentence]:
    """The sentences a quotation touches, the one that holds its first character being number `first`."""
    out = []
    for sentence in doc.sentences[first:]:
        if sentence.start >= quote.end:
            break
        out.append(sentence)
    return out


def _holder(doc: Document, found: dict[int, Saying], quote: Quote, near: list[Sentence]) -> int | None:
    """The innermost saying outside the quotation whose content covers it, or covers most of its opening."""
    around = near[:1] + near[-1:] if len(near) > 1 else near
    cues = {i for s in around for i in range(s.first, s.last + 1) if i in found}
    outside = [found[c] for c in cues if not quote.start <= doc.tokens[c].start < quote.end]
    outside.sort(key=lambda s: (sum(b - a for a, b in s.content), s.cue))
    for saying in outside:
        if any(s.start <= quote.start + 1 and s.end >= quote.end - 2 for s in saying.content):
            return saying.cue
    for saying in outside:
        for span in saying.content:
            if min(span.end, quote.end) - max(span.start, quote.start) > 0.5 * min(quote.end - quote.start, 60):
                found[saying.cue] = _with(saying, quote)
                return saying.cue
    return None


def _with(saying: Saying, quote: Quote) -> Saying:
    return replace(saying, content=merge((*saying.content, Span(quote.start, quote.end))))


def merge(spans: Spans, gap: int = 2) -> Spans:
    """Spans in text order, those that touch, overlap or stand `gap` characters apart made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end + gap:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _words(doc: Document, quote: Quote) -> int:
    return len(doc.text[quote.start : quote.end].split())


def _cue_beside(doc: Document, found: dict[int, Saying], quote: Quote, near: list[Sentence]) -> int | None:
    """The speech verb outside the quotation nearest to it, in a sentence it touches or in "he said." behind it."""
    best: tuple[int, int] | None = None
    for sentence in [*near[:1], *near[-1:], *_tag_behind(doc, found, quote, near)]:
        for i in range(sentence.first, sentence.last + 1):
            if _may_introduce(doc, found, quote, i):
                token = doc.tokens[i]
                distance = max(quote.start - token.end, token.start - quote.end)
                best = min(best or (distance, i), (distance, i))
    return best[1] if best else _any_verb(doc, quote, near)


def _may_introduce(doc: Document, found: dict[int, Saying], quote: Quote, i: int) -> bool:
    token = doc.tokens[i]
    if quote.start <= token.start < quote.end or not grammar.is_verb(doc, i) or token.dep in ("amod", "aux", "auxpass"):
        return False
    if not set(groups_of(doc, i)) & {"say", "quote", "ask", "about", "think"}:
        return False
    silent = i in found and found[i].quiet and found[i].cue != i - 1
    return not silent and (_words(doc, quote) >= 3 or i in found or _comma_between(doc, quote, i))


def _comma_between(doc: Document, quote: Quote, i: int) -> bool:
    """The quotation ends in a comma and the verb is behind it: "No comment," the minister said."""
    return doc.tokens[i].start >= quote.end and doc.text[quote.start : quote.end].rstrip("\"'”’»").endswith(",")


def _tag_behind(doc: Document, found: dict[int, Saying], quote: Quote, near: list[Sentence]) -> list[Sentence]:
    """In ""…?" Biden asked.": a short sentence right behind a quotation that says nothing else."""
    if not near or near[-1].end > quote.end + 1:
        return []
    after = doc.tokens[near[-1].last + 1 : near[-1].last + 2]
    if not after or after[0].start - quote.end > 2:
        return []
    sentence = doc.sentences[after[0].sentence]
    if sentence.paragraph != near[-1].paragraph or sentence.last - sentence.first > 14:
        return []
    busy = any(i in found and found[i].content for i in range(sentence.first, sentence.last + 1))
    return [] if busy else [sentence]


def _any_verb(doc: Document, quote: Quote, near: list[Sentence]) -> int | None:
    """In ""…," the spokeswoman crowed", "was blunt: "…"": a verb that governs a whole quotation."""
    if not near or _words(doc, quote) < 3:
        return None
    last = near[-1]
    inner = doc.text[quote.start : quote.end].rstrip("\"'”’»")
    if inner.endswith((",", "?", "!")) and last.end > quote.end:
        behind = [i for i in range(last.first, last.last + 1) if doc.tokens[i].start >= quote.end][:14]
        verbs = [i for i in behind if doc.tokens[i].pos == "VERB" and doc.tokens[i].tag in ("VBD", "VBZ", "VBP")]
        return (
            verbs[0] if verbs and grammar.kids(doc, verbs[0], "nsubj") and doc.tokens[verbs[0]].dep != "relcl" else None
        )
    return _before_colon(doc, quote, near[0])


def _before_colon(doc: Document, quote: Quote, sentence: Sentence) -> int | None:
    before = [i for i in range(sentence.first, sentence.last + 1) if doc.tokens[i].end <= quote.start]
    if not before or doc.tokens[before[-1]].text != ":":
        return None
    verbs = [
        i for i in before if grammar.is_verb(doc, i) and grammar.kids(doc, i, "nsubj") and doc.tokens[i].dep != "relcl"
    ]
    return verbs[0] if verbs and _is_person_like(doc, grammar.kids(doc, verbs[0], "nsubj")[0]) else None


def _is_person_like(doc: Document, i: int) -> bool:
    token = doc.tokens[i]
    known = token.lower in ("he", "she", "they") or token.lemma in words("cues", "nouns", "speaker")
    return known or token.pos == "PROPN"


def _goes_on(doc: Document, saying: Saying, quote: Quote) -> bool:
    """A quotation goes on with earlier speech in the same paragraph, or as a paragraph of its own right after."""
    if not saying.content or _words(doc, quote) < 4:
        return False
    here, there = (
        _paragraph(doc, quote.start),
        _paragraph(doc, max(doc.tokens[saying.cue].start, saying.content[-1].end - 1)),
    )
    alone = quote.end - quote.start > 0.9 * (doc.paragraphs[here].end - doc.paragraphs[here].start)
    return here == there or (alone and here - there <= 2)


def _paragraph(doc: Document, at: int) -> int:
    return max(0, bisect_right(doc.paragraphs, at, key=lambda p: p.start) - 1)


# CASE 9


def labels(doc: Document) -> Iterator[Saying]:
    """In "Lavrov: ready for talks" in a headline, "PUTIN: …" in a transcript, "… – African Union"."""
    for number, sentence in enumerate(doc.sentences):
        yield from _colon(doc, sentence)
        if _is_headline(doc, number):
            yield from _dash(doc, sentence)


def _colon(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    i = next(
        (k for k in range(sentence.first + 1, min(sentence.first + 9, sentence.last)) if doc.tokens[k].text == ":"),
        None,
    )
    if i is None or any(grammar.is_verb(doc, k) for k in range(sentence.first, i)):
        return
    label = range(sentence.first, i)
    names = [k for k in label if doc.tokens[k].tag in ("NNP", "NNPS", "NNS", "NN")]
    rest = Span(doc.tokens[i + 1].start, sentence.end)
    number = quote_at(doc, rest.start)
    quoted = number is not None and doc.quotes[number].start >= rest.start - 1
    capitals = all(doc.tokens[k].text.isupper() for k in label if doc.tokens[k].text.isalpha())
    spoken = (
        doc.text[rest.start].islower()
        and doc.tokens[sentence.last].text not in (".", "!")
        and doc.tokens[label[0]].tag != "CD"
    )
    if names and (quoted or capitals or spoken) and doc.tokens[sentence.first].lower not in _CREDITS:
        head = _head_of_label(doc, names)
        yield Saying(i, (i,), "colon", (head,), tuple(label), (rest,), i + 1)


def _head_of_label(doc: Document, names: list[int]) -> int:
    """In "Burma generals to Suu Kyi": the head of what stands before a preposition, else the last name."""
    heads = [k for k in names if doc.tokens[k].head not in names or doc.tokens[k].dep == "ROOT"]
    first = [k for k in heads if doc.tokens[k].dep != "pobj"]
    return first[0] if first else names[-1]


def _is_headline(doc: Document, number: int) -> bool:
    """A paragraph of one short sentence without a full stop."""
    sentence = doc.sentences[number]
    alone = all(
        not 0 <= n < len(doc.sentences) or doc.sentences[n].paragraph != sentence.paragraph
        for n in (number - 1, number + 1)
    )
    return (
        alone
        and sentence.last - sentence.first < _HEADLINE
        and doc.tokens[sentence.last].text not in (".", "!", "?", '"', "”")
    )


def _dash(doc: Document, sentence: Sentence) -> Iterator[Saying]:
    """In "Truce to be extended – African Union": a name behind the last dash, at most five words long."""
    dashes = [k for k in range(sentence.first + 3, sentence.last) if doc.tokens[k].text in _DASHES and _spaced(doc, k)]
    if not dashes or sentence.last - dashes[-1] > 5:
        return
    label = range(dashes[-1] + 1, sentence.last + 1)
    named = all(doc.tokens[k].text[0].isupper() or doc.tokens[k].text.lower() in ("of", "the", "for") for k in label)
    speaker = any(doc.tokens[k].lemma in words("cues", "nouns", "speaker") for k in label)
    if named or speaker:
        content = Span(sentence.start, doc.tokens[dashes[-1] - 1].end)
        i = dashes[-1]
        yield Saying(i, (i,), "colon", (label[-1],), tuple(label), (content,), None)


def _spaced(doc: Document, k: int) -> bool:
    token = doc.tokens[k]
    return doc.text[token.start - 1 : token.start].isspace() and doc.text[token.end : token.end + 1].isspace()
