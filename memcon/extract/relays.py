"""Report -> relays: the publishers whose reporting this report passes on, and whether it shows work of its own.

    credit    a line about the text (see `credits`)
    citation  "the Gazette reported", "citing Tasnim", "first reported by the FT", "carried by KCNA", "the Post's story"
    told      "told Reuters", "in an interview with Le Monde", "a draft obtained by AP", in another outlet's report

A publisher is no relay in its own report. Nearest first: whoever the report itself leans on stands before those whom
that one leans on (nested deeper); credit lines, which cover the whole text, come last unless already named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from memcon.extract import grammar
from memcon.extract.credits import find_credits
from memcon.extract.media import Medium, medium_at
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.stage import Cast
from memcon.lexicon import words
from memcon.ontology import Codebook, fold
from memcon.types import Relay, RelayKind, Span

_OWN = re.compile(
    r"""\b(?:this|our)\ (?:newspaper|paper|magazine|website|site|channel|correspondents?|reporters?|network|agency
        |news\ site|outlet|publication|newsroom|station|programme)\b
    |\b(?:told|tells|spoke\ (?:to|with)|seen\ by|obtained\ by|reviewed\ by|shown\ to|interview\ with|hung\ up\ on
        |according\ to)\ (?:us|me)\b
    |\b(?:answer|answered|reply\ to|replied\ to|returned)\ (?:our|my)
        \ (?:questions?|messages?|calls?|letters?|e-?mails?|requests?)\b
    |\b(?:our|my)\ (?:questions?|letter|messages?)\ (?:did|was|were|went|has|have)\b
    |\bexclusive\ interview\ with\ (?:this|our)\b|\ba\ (?:reporter|correspondent)\ (?:for|from|of)\ this\b
    |\bwe\ (?:have\ )?(?:learned|learnt|obtained|seen|reviewed|spoke|asked|understand)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REFERRING = frozenset({"reference", "refer", "link", "attribution", "nod"})
_DOUBTING = frozenset({"deny", "want", "demand", "condemn", "apologise", "apologize", "sue", "accuse"})
_TELLING_WHERE = frozenset({"on", "in", "over", "via", "through"})


@dataclass(frozen=True, slots=True)
class Relayed:
    """What `find_relays` returns: relays nearest first, and `own_reporting` (None where the text does not show it)."""

    relays: tuple[Relay, ...]
    own_reporting: bool | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A relay met at token or character `at`, so many attributions deep."""

    depth: int
    at: int
    relay: Relay


def find_relays(
    doc: Document, sayings: Sequence[Saying], parents: Mapping[int, int | None], cast: Cast, outlet: str | None
) -> Relayed:
    """All relays of a report, one for each publisher."""
    own = _OWN.search(doc.text) is not None
    found: dict[str, list[_Found]] = {}
    for one in (
        *_cited(doc, sayings, parents, cast), *_mentioned(doc, sayings, parents, cast), *_credited(doc, cast.book),
    ):  # fmt: skip
        if same_publisher(one.relay.publisher, outlet, cast.book):
            own = own or one.relay.kind == "told"
        else:
            found.setdefault(one.relay.publisher, []).append(one)
    joined = [_joined(name, places) for name, places in _one_each(found).items()]
    relays = tuple(f.relay for f in sorted(joined, key=lambda f: (f.depth, f.at)))
    own = own or _own_staff(doc, cast, outlet)
    return Relayed(relays, True if own else _all_passed_on(doc, sayings, parents, relays, cast))


def _one_each(found: Mapping[str, list[_Found]]) -> dict[str, list[_Found]]:
    """The places by publisher: "the Post" and "NBC" are the Washington Post and NBC News, if only one fits."""
    out: dict[str, list[_Found]] = {}
    bare = {name: _bare(name) for name in found}
    for name, places in found.items():
        full = [
            k for k in found if k != name and (bare[k].endswith(f" {bare[name]}") or bare[k] == f"{bare[name]} news")
        ]
        out.setdefault(full[0] if len(full) == 1 else name, []).extend(places)
    return out


def _bare(name: str) -> str:
    return fold(name).casefold().removeprefix("the ")


def _joined(name: str, places: Sequence[_Found]) -> _Found:
    """One relay of all the places where a publisher is passed on; of the first kind met.

    What the report is credited to is not told by others: "told Reuters" under "(Reuters)" is Reuters' own work.
    """
    spans = tuple(sorted({s for p in places for s in p.relay.spans}))
    kinds = [p.relay.kind for p in places]
    kind = "credit" if kinds[0] == "told" and "credit" in kinds else kinds[0]
    relay = Relay(name, kind, any(p.relay.exclusive for p in places), spans)
    return _Found(min(p.depth for p in places), min(p.at for p in places), relay)


def same_publisher(name: str, outlet: str | None, book: Codebook) -> bool:
    """Whether `name` is the report's own outlet, in full or by the part it calls itself by ("the Courier")."""
    if outlet is None:
        return False
    one, other = _bare(name), _bare(outlet)
    if one == other or any(p.name == name for p in book.find_publisher(outlet)):
        return True
    part = one.split()
    whole = other.split()
    return (
        bool(part)
        and any(whole[i : i + len(part)] == part for i in range(len(whole)))
        and not book.find_publisher(name)
    )


# media in the sentences


def medium_of(doc: Document, head: int, cast: Cast) -> tuple[str, Span] | None:
    """The named medium of a phrase in a context of reporting; "the outlet" is none of its own."""
    found = medium_at(doc, cast.names, cast.book, head)
    if found is None or found.name is None or _is_network(found):
        return None
    return found.name, found.span


def _is_network(medium: Medium) -> bool:
    """X, Telegram, YouTube: places where people write, not publishers of reports."""
    return medium.publisher is not None and medium.publisher.name.split(" (")[0].lower() in words(
        "naming", "media", "networks"
    )


def _cited(doc: Document, sayings: Sequence[Saying], parents: Mapping[int, int | None], cast: Cast) -> Iterator[_Found]:
    """Media that are sources of a saying."""
    for saying in sayings:
        if saying.quiet or doc.tokens[saying.cue].lemma in _DOUBTING:
            continue
        for head in [h for s in saying.source for h in grammar.conjuncts(doc, s)]:
            found = medium_of(doc, head, cast)
            if found is not None:
                yield _found(doc, head, found, "citation", _depth(saying.cue, parents))


def _mentioned(
    doc: Document, sayings: Sequence[Saying], parents: Mapping[int, int | None], cast: Cast
) -> Iterator[_Found]:
    """Media that are told, cited or quoted, or that carry something, wherever that stands."""
    inner = {s.cue: _depth(s.cue, parents) for s in sayings}
    for token in doc.tokens:
        kind, heads = _telling(doc, token.i, cast)
        for head in [h for one in heads for h in grammar.conjuncts(doc, one)]:
            found = medium_of(doc, head, cast)
            if found is not None:
                depth = inner.get(token.i, 0) + (kind == "citation" and token.tag == "VBG")
                yield _found(doc, head, found, kind, depth)


def _found(doc: Document, head: int, medium: tuple[str, Span], kind: RelayKind, depth: int) -> _Found:
    return _Found(depth, medium[1].start, Relay(medium[0], kind, _exclusive(doc, head), (medium[1],)))


def _telling(doc: Document, i: int, cast: Cast) -> tuple[RelayKind, list[int]]:
    """The noun phrases at a word of telling or carrying that may name a medium, and which kind of relay they are."""
    token = doc.tokens[i]
    if grammar.is_verb(doc, i):
        return _at_verb(doc, i, cast)
    if token.lower in words("naming", "media", "remarks"):
        return "told", grammar.under(doc, i, "with", "to", "by", "for")
    if token.lemma in _REFERRING:
        return "citation", grammar.under(doc, i, "to")
    if token.lemma in words("naming", "media", "pieces") or token.lemma.startswith("exclusive"):
        return "citation", [*grammar.under(doc, i, "by", "in", "from"), *(grammar.kids(doc, i, "poss", "compound"))]
    if token.lemma in ("question", "call") and grammar.kids(doc, i, "poss"):
        return "told", grammar.kids(doc, i, "poss")
    return "citation", []


def _at_verb(doc: Document, i: int, cast: Cast) -> tuple[RelayKind, list[int]]:
    """The same at a verb: who carries or speaks, who is cited, who is told."""
    lemma, tag = doc.tokens[i].lemma, doc.tokens[i].tag
    maker = grammar.agent(doc, i)
    if maker is not None:
        obtained = lemma in words("naming", "media", "obtain")
        carried = lemma in words("naming", "media", "carry")
        return ("told" if obtained else "citation"), [maker] if obtained or carried else []
    speaker = (
        grammar.subject(doc, i) if lemma in words("cues", "verbs", "say") and not grammar.is_passive(doc, i) else None
    )
    if speaker is not None and medium_of(doc, speaker, cast) is not None:
        return "citation", [speaker]
    if lemma in ("cite", "quote", "reference", "refer") and (tag == "VBG" or lemma == "refer"):
        return "citation", [*grammar.kids(doc, i, "dobj", "pobj"), *grammar.under(doc, i, "to")]
    if lemma in words("naming", "media", "carry") and grammar.is_passive(doc, i):
        return "citation", grammar.under(doc, i, *_TELLING_WHERE)
    return "told", _told(doc, i)


def _told(doc: Document, i: int) -> list[int]:
    """Whom somebody tells, where he says it, and who rings, asks or obtains."""
    token = doc.tokens[i]
    if token.lemma in words("naming", "media", "interview") or token.lemma in ("break", "obtain", "see"):
        asking = grammar.subject(doc, i) if token.dep in ("advcl", "relcl", "acl", "ROOT") else None
        return [asking] if asking is not None else []
    if token.lemma in words("naming", "media", "listen"):
        where = grammar.under(doc, i, "to", "with", *_TELLING_WHERE)
        return [*grammar.kids(doc, i, "dobj", "dative"), *where]
    return []


def _depth(cue: int, parents: Mapping[int, int | None]) -> int:
    depth, at = 0, parents.get(cue)
    while at is not None and depth < 20:
        depth, at = depth + 1, parents.get(at)
    return depth


def _exclusive(doc: Document, head: int) -> bool:
    """As in "a Reuters exclusive", "the Gazette exclusively reported"."""
    near = [doc.tokens[i].lower for i in grammar.subtree(doc, head)[:30]]
    over = doc.tokens[head].head
    near += [doc.tokens[over].lower, *(doc.tokens[c].lower for c in doc.tokens[over].children)]
    return any(w.startswith("exclusive") for w in near)


def _credited(doc: Document, book: Codebook) -> Iterator[_Found]:
    for credit in find_credits(doc.text, book):
        yield _Found(
            0, len(doc.text) + credit.span.start, Relay(credit.publisher, "credit", credit.exclusive, (credit.span,))
        )


# own work


def _own_staff(doc: Document, cast: Cast, outlet: str | None) -> bool:
    """As in "A Gazette reporter watched", in the Gazette."""
    if outlet is None:
        return False
    return any(
        same_publisher(doc.tokens[c].text, outlet, cast.book)
        for t in doc.tokens if t.lemma in ("reporter", "correspondent", "journalist")
        for c in grammar.kids(doc, t.i, "compound", "poss", "nmod")
    )  # fmt: skip


def _all_passed_on(
    doc: Document, sayings: Sequence[Saying], parents: Mapping[int, int | None], relays: Sequence[Relay], cast: Cast
) -> bool | None:
    """False where a credit covers the text or every outermost saying leads to a relay; None where nothing shows it."""
    if not relays:
        return None
    if any(r.kind == "credit" for r in relays):
        return False
    outer = [s for s in sayings if parents.get(s.cue) is None and s.source and not s.quiet]
    leads = [any(medium_of(doc, h, cast) for h in s.source) or _tells_a_medium(doc, s, cast) for s in outer]
    return False if all(leads) else None


def _tells_a_medium(doc: Document, saying: Saying, cast: Cast) -> bool:
    heads = [*grammar.kids(doc, saying.cue, "dobj", "dative"), *grammar.under(doc, saying.cue, "to", "with")]
    return any(medium_of(doc, h, cast) is not None for h in heads)
