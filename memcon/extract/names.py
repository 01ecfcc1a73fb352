"""Document -> the names in it: which tokens spell an actor or a publisher of the code book, longest first.

A name that means several things is taken only where the words around it settle which; otherwise nothing is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from memcon.extract.sentences import Document
from memcon.ontology import Actor, ActorName, Codebook, Publisher, fold

_NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `[first, last]` (inclusive) that spell `actor` (in the form `form`) or `publisher`; one of them is None."""

    first: int
    last: int
    actor: Actor | None
    form: str
    publisher: Publisher | None


def find_names(doc: Document, book: Codebook) -> tuple[Hit, ...]:
    """Non-overlapping hits in text order."""
    raw = list(_scan(doc, book))
    sure = {h.actor for _, _, hits, _ in raw for h in hits if len(hits) == 1 and not h.name.ambiguous}
    countries = {a.country for a in sure if a.country}
    out = []
    for first, last, hits, publishers in raw:
        if publishers:
            out.append(Hit(first, last, None, "publisher", publishers[0]))
            continue
        chosen = _choose(doc, first, last, hits, sure, countries)
        if chosen is not None:
            out.append(Hit(first, last, chosen.actor, chosen.name.form, None))
    return tuple(out)


def _scan(doc: Document, book: Codebook) -> Iterator[tuple[int, int, Sequence[ActorName], Sequence[Publisher]]]:
    i = 0
    while i < len(doc.tokens):
        found = _longest(doc, book, i)
        if found is None:
            i += 1
            continue
        yield found
        i = found[1] + 1


def _longest(doc: Document, book: Codebook, i: int) -> tuple[int, int, Sequence[ActorName], Sequence[Publisher]] | None:
    token = doc.tokens[i]
    if not (token.text[0].isupper() or token.text[0].isdigit() or token.text[:2] in ("al", "el")):
        return None
    sentence = doc.sentences[token.sentence]
    limit = min(sentence.last, i + max(book.longest_name, 6) + 2)
    known = fold(token.text).casefold().split()
    starts = bool(known) and known[0] in book.first_words
    for last in range(limit, i - 1, -1):
        if doc.tokens[last].text in (",", ".", "'s", "’s", "-", "'", "’"):
            continue
        phrase = doc.text[token.start : doc.tokens[last].end]
        publishers = book.find_publisher(phrase)
        if publishers and (last > i or _is_medium(doc, i, publishers[0], phrase)):
            return i, last, (), publishers
        hits = book.find_names(phrase) if starts else ()
        if hits:
            return i, last, hits, ()
    return None


def _is_medium(doc: Document, i: int, publisher: Publisher, phrase: str) -> bool:
    """A one-word publisher's name counts where it is spelt as a name and not flagged as also something else."""
    named = next((n for n in publisher.names if fold(n.text).casefold() == fold(phrase).casefold()), None)
    if named is None or not named.ambiguous:
        return phrase[0].isupper()
    after = doc.tokens[i + 1].lower if i + 1 < len(doc.tokens) else ""
    before = doc.tokens[i - 1].lower if i else ""
    return after in ("newspaper", "magazine", "reported", "reports", "news") or before in ("newspaper", "daily", "weekly")


def _choose(
    doc: Document, first: int, last: int, hits: Sequence[ActorName], sure: set[Actor], countries: set[str | None]
) -> ActorName | None:
    """The one reading of a name that the report allows, or None."""
    actors = list(dict.fromkeys(h.actor for h in hits))
    if len(actors) > 1:
        kept = [h for h in hits if h.actor in sure] or [h for h in hits if h.actor.country in countries]
        actors = list(dict.fromkeys(h.actor for h in kept))
        return kept[0] if len(actors) == 1 else None
    hit = hits[0]
    if not hit.name.ambiguous or hit.actor in sure:
        return hit
    if hit.actor.kind == "person":
        return hit if _has_title(doc, first) else None
    return None if _part_of_a_longer_name(doc, first, last) else hit


def _has_title(doc: Document, first: int) -> bool:
    return first > 0 and doc.tokens[first - 1].lower in (
        "president", "minister", "mr", "mr.", "mrs", "ms", "general", "envoy", "secretary", "chancellor", "king", "leader", "gen.",
        "colonel", "commander", "premier", "prince", "emir", "sheikh", "ayatollah", "ambassador", "chief", "spokesman", "spokeswoman",
    )  # fmt: skip


def _part_of_a_longer_name(doc: Document, first: int, last: int) -> bool:
    """"Denzel Washington", "Chad Smith": a neighbouring name word that is joined to it and is no title."""
    before = doc.tokens[first - 1] if first else None
    after = doc.tokens[last + 1] if last + 1 < len(doc.tokens) else None
    joined_before = before is not None and before.tag in _NAME_TAGS and before.head in range(first, last + 1)
    joined_after = after is not None and after.tag in _NAME_TAGS and doc.tokens[last].head == after.i
    return joined_before or joined_after
