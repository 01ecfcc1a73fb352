"""Report -> relays: the publishers whose reporting this report passes on, and whether it shows work of its own.

    credit    "Source: Reuters", "(AP)", "PARIS (AFP) -", "By Reuters staff": a line about the text
    citation  "the Gazette reported", "citing Tasnim", "according to a Reuters exclusive", "carried by KCNA"
    told      "told Reuters", in another outlet's report

A publisher is no relay in its own report. Nearest first: whoever the report itself leans on stands before those whom
that one leans on (nested deeper); credit lines, which cover the whole text, come last unless already named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from memcon.extract import grammar
from memcon.extract.attribution import Saying
from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.ontology import Codebook, fold
from memcon.types import Relay, RelayKind, Span

_LISTENING = frozenset({"tell", "say", "confirm", "speak", "talk", "write", "inform", "reveal", "disclose", "admit", "explain"})
_CREDIT = re.compile(r"^[\s*—–\-\[(]*(?:sources?|credit|via|originally published (?:by|in|on)|first published (?:by|in|on)|with files from|with reporting (?:by|from)|reporting by|from|with inputs? from|agenc(?:y|ies))\b\s*:?\s*(?P<names>[^\n]{2,80}?)[\s.\])*]*$", re.I | re.M)  # fmt: skip
_DATELINE = re.compile(r"^[A-Z][\w.,'’ /-]{1,50}?\(\s*(?P<names>[A-Z][\w &.-]{1,30}?)\s*\)\s*(?:[-–—:]|$)", re.M)
_PLAIN_DATELINE = re.compile(r"^[A-Z][A-Za-z.,'’ /-]{1,50}?,?\s+(?P<names>[A-Z][\w-]{1,20})\s+[–—]\s", re.M)
_BRACKET = re.compile(r"[(\[]\s*(?P<names>[A-Z][\w &.-]{1,30}?(?:/[A-Z][\w &.-]{1,30}?)?)\s*[)\]]\s*\.?\s*$", re.M)
_BYLINE = re.compile(r"^\s*by\s+(?:[\w.'’ -]+?,\s*)?(?P<names>[A-Z][\w &.-]{1,40}?)(?:\s+(?:staff|correspondents?|writer|news agency|in [A-Z]\w+))?\s*$", re.I | re.M)  # fmt: skip
_OWN = re.compile(
    r"\b(?:this|our) (?:newspaper|paper|magazine|website|site|channel|correspondents?|reporters?|network|agency|news site|outlet|publication)\b"
    r"|\b(?:told|tells|spoke (?:to|with)|seen by|obtained by|reviewed by|shown to|interview with) us\b"
    r"|\bexclusive interview with (?:this|our)\b|\ba (?:reporter|correspondent) (?:for|from|of) this\b|\bwe (?:have )?(?:learned|obtained|seen|reviewed|spoke)\b",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relayed:
    """What `find_relays` returns: relays nearest first, and `own_reporting` (None where the text does not show it)."""

    relays: tuple[Relay, ...]
    own_reporting: bool | None


def find_relays(
    doc: Document, sayings: Sequence[Saying], parents: Mapping[int, int | None], cast: Cast, outlet: str | None
) -> Relayed:
    """All relays of a report, one for each publisher."""
    found: dict[str, tuple[int, int, Relay]] = {}
    own = _OWN.search(doc.text) is not None
    candidates = [*_cited(doc, sayings, parents, cast), *_told(doc, cast), *_credited(doc, cast.book)]
    for depth, at, relay in candidates:
        if _same_publisher(relay.publisher, outlet, cast.book):
            own = own or relay.kind == "told"
            continue
        before = found.get(relay.publisher)
        if before is None:
            found[relay.publisher] = (depth, at, relay)
        else:
            found[relay.publisher] = (min(depth, before[0]), min(at, before[1]), _joined(before[2], relay))
    relays = tuple(r for _, _, r in sorted(found.values(), key=lambda item: item[:2]))
    return Relayed(relays, True if own else _all_passed_on(doc, sayings, parents, relays, cast))


def _joined(one: Relay, other: Relay) -> Relay:
    return Relay(one.publisher, one.kind, one.exclusive or other.exclusive, tuple(sorted({*one.spans, *other.spans})))


def _same_publisher(name: str, outlet: str | None, book: Codebook) -> bool:
    if outlet is None:
        return False
    one = fold(name).casefold().removeprefix("the ")
    other = fold(outlet).casefold().removeprefix("the ")
    known = book.find_publisher(outlet)
    return one == other or any(p.name == name for p in known)


def publisher_at(doc: Document, head: int, cast: Cast) -> tuple[str, Span] | None:
    """The medium a noun phrase names: "a Reuters exclusive", "the Gazette", "Iranian state television"."""
    tokens = grammar.bare_phrase(doc, head, coordinated=False)
    hits = list(dict.fromkeys(cast.names[i] for i in tokens if i in cast.names and cast.names[i].publisher is not None))
    if hits and hits[0].publisher is not None:
        return hits[0].publisher.name, Span(doc.tokens[hits[0].first].start, doc.tokens[hits[0].last].end)
    spans = grammar.spans(doc, tokens)
    if not spans:
        return None
    text = doc.text[spans[0].start : spans[-1].end]
    low = text.lower()
    if "this newspaper" in low or "our " in low:
        return None
    for generic in sorted(cast.book.generic, key=len, reverse=True):
        if re.search(rf"\b{re.escape(generic)}\b", low) and not any(w in low for w in ("interview", "appearance")):
            return (text.removeprefix("the ").removeprefix("The "), spans[0]) if _has_owner(doc, tokens) else None
    named = [i for i in tokens if doc.tokens[i].tag in ("NNP", "NNPS")]
    words = {doc.tokens[i].lower for i in tokens}
    if named and words & _MEDIA_WORDS:
        return _own_name(doc, tokens, named)
    return None


_MEDIA_WORDS = frozenset({"newspaper", "daily", "weekly", "gazette", "herald", "tribune", "times", "post", "courier", "bulletin", "observer",
                          "agency", "newswire", "magazine", "broadcaster", "website", "journal", "chronicle", "telegraph", "radio", "tv", "television",
                          "news", "press", "outlet"})  # fmt: skip


def _has_owner(doc: Document, tokens: Sequence[int]) -> bool:
    """"Iranian state television" is somebody's; "state television" alone names nobody."""
    return any(doc.tokens[i].text[0].isupper() and i != tokens[0] or doc.tokens[i].tag in ("NNP", "JJ") and doc.tokens[i].text[0].isupper() for i in tokens)


def _own_name(doc: Document, tokens: Sequence[int], named: Sequence[int]) -> tuple[str, Span]:
    """"the newspaper Al-Akhbar" is Al-Akhbar, "the Harbour News Agency" keeps its last word."""
    run = [i for i in tokens if named[0] <= i <= named[-1]]
    span = Span(doc.tokens[run[0]].start, doc.tokens[run[-1]].end)
    return doc.text[span.start : span.end], span


def _cited(
    doc: Document, sayings: Sequence[Saying], parents: Mapping[int, int | None], cast: Cast
) -> Iterator[tuple[int, int, Relay]]:
    for saying in sayings:
        if saying.quiet:
            continue
        for head in [h for s in saying.source for h in grammar.conjuncts(doc, s)]:
            medium = publisher_at(doc, head, cast)
            if medium is not None and not _is_party(doc, saying):
                name, span = medium
                at = doc.tokens[head].start
                yield _depth(saying.cue, parents), at, Relay(name, "citation", _exclusive(doc, head), (span,))


def _is_party(doc: Document, saying: Saying) -> bool:
    return doc.tokens[saying.cue].lemma in ("deny", "want", "demand", "condemn", "apologise", "apologize")


def _depth(cue: int, parents: Mapping[int, int | None]) -> int:
    depth, at = 0, parents.get(cue)
    while at is not None and depth < 20:
        depth, at = depth + 1, parents.get(at)
    return depth


def _exclusive(doc: Document, head: int) -> bool:
    near = [doc.tokens[i].lower for i in grammar.subtree(doc, head)]
    sentence = doc.sentence_of(head)
    verb = doc.tokens[head].head
    return any(w.startswith("exclusive") for w in near) or any(
        doc.tokens[c].lower.startswith("exclusive") for c in doc.tokens[verb].children if sentence.first <= c <= sentence.last
    )


def _told(doc: Document, cast: Cast) -> Iterator[tuple[int, int, Relay]]:
    """"told Reuters", "in an interview with the Hill Gazette", "seen by Reuters"."""
    for token in doc.tokens:
        if grammar.is_verb(doc, token.i) and token.lemma in _LISTENING:
            heads = [*grammar.kids(doc, token.i, "dobj", "dative"), *grammar.under(doc, token.i, "to", "with")]
        elif token.lower in ("interview", "interviews", "conversation"):
            heads = grammar.under(doc, token.i, "with", "to", "by")
        elif token.lower in ("seen", "obtained", "reviewed"):
            heads = [a for a in [grammar.agent(doc, token.i)] if a is not None]
        else:
            continue
        for head in [h for one in heads for h in grammar.conjuncts(doc, one)]:
            medium = publisher_at(doc, head, cast)
            if medium is not None:
                yield 0, token.start, Relay(medium[0], "told", _exclusive(doc, head), (medium[1],))


def _credited(doc: Document, book: Codebook) -> Iterator[tuple[int, int, Relay]]:
    kind: RelayKind = "credit"
    for pattern in (_CREDIT, _DATELINE, _PLAIN_DATELINE, _BRACKET, _BYLINE):
        for match in pattern.finditer(doc.text):
            sure = pattern is _CREDIT and match.group().lstrip("*—–-[( ").lower().startswith(("source", "credit", "originally", "first"))
            for name, span in _split(match, book, sure):
                yield 0, len(doc.text) + span.start, Relay(name, kind, "exclusive" in match.group().lower(), (span,))


def _split(match: re.Match[str], book: Codebook, sure: bool) -> Iterator[tuple[str, Span]]:
    """The publishers named in a credit; a name in no list counts only behind "Source:" and its like."""
    base = match.start("names")
    for part in re.finditer(r"[^,/;&]+?(?=\s*(?:,|/|;|&|\band\b|$))", match["names"]):
        text = re.sub(r"^(?:and|the|with|agencies)\s+", "", part.group().strip(), flags=re.I)
        if not text:
            continue
        start = base + match["names"].find(text, part.start())
        span = Span(start, start + len(text))
        known = book.find_publisher(text)
        if known:
            yield known[0].name, span
        elif sure and len(text.split()) <= 5 and text[0].isupper() and not re.search(r"\b(?:said|told|official)", text):
            yield text, span


def _all_passed_on(
    doc: Document, sayings: Sequence[Saying], parents: Mapping[int, int | None], relays: Sequence[Relay], cast: Cast
) -> bool | None:
    """False where a credit covers the text or every outermost saying leads to a relay; None where nothing shows it."""
    if not relays:
        return None
    if any(r.kind == "credit" for r in relays):
        return False
    outer = [s for s in sayings if parents.get(s.cue) is None and s.source and not s.quiet]
    if outer and all(any(publisher_at(doc, h, cast) for h in s.source) or _tells_a_medium(doc, s, cast) for s in outer):
        return False
    return None


def _tells_a_medium(doc: Document, saying: Saying, cast: Cast) -> bool:
    heads = [*grammar.kids(doc, saying.cue, "dobj", "dative"), *grammar.under(doc, saying.cue, "to", "with")]
    return any(publisher_at(doc, h, cast) is not None for h in heads)
