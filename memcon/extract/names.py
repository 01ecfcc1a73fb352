"""Document -> the names in it: which tokens spell an actor or a publisher of the code book, longest first.

A name that means several things is taken only where the words around it settle which; otherwise nothing is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.ontology import Actor, ActorName, Codebook, Publisher, fold

_NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `[first, last]` (inclusive) that spell `actor` (in its form `form`) or `publisher`; one is None."""

    first: int
    last: int
    actor: Actor | None
    form: str
    publisher: Publisher | None


@dataclass(frozen=True, slots=True)
class _Stage:
    """The actors whose names can mean nobody else, and their countries."""

    sure: frozenset[Actor]
    countries: frozenset[str]


def find_names(doc: Document, book: Codebook) -> tuple[Hit, ...]:
    """Non-overlapping hits in text order."""
    raw = list(_scan(doc, book))
    sure = {h.actor for _, _, hits, _ in raw for h in hits if len(hits) == 1 and not h.name.ambiguous}
    stage = _Stage(frozenset(sure), frozenset(a.country for a in sure if a.country))
    out = []
    for first, last, hits, publishers in raw:
        if _is_of_sport(doc, first, last):
            continue
        if publishers and first == last and not hits and _opens_another(doc, last):
            continue
        if publishers and _is_medium(doc, (first, last), publishers[0], hits, stage):
            out.append(Hit(first, last, None, "publisher", publishers[0]))
            continue
        chosen = _choose(doc, (first, last), hits, stage) if hits else None
        if chosen is not None:
            out.append(Hit(first, last, chosen.actor, chosen.name.form, None))
    return tuple(out)


def is_backer(doc: Document, hit: Hit) -> bool:
    """As in "Iran-backed", "U.S.-led": whom somebody leans on, not whose he is."""
    after = doc.tokens[hit.last + 1 : hit.last + 3]
    return (
        len(after) == 2 and after[0].text in ("-", "‑", "–") and after[1].lower in words("naming", "bodies", "leaning")
    )


def only_sides(doc: Document, hit: Hit) -> bool:
    """As in "Iran-backed", not in "Oman-brokered", which says who did it."""
    return is_backer(doc, hit) and doc.tokens[hit.last + 2].lower in words("naming", "bodies", "siding")


def _is_of_sport(doc: Document, first: int, last: int) -> bool:
    """As in "Paris Saint-Germain", "Real Madrid", "the Mali striker"."""
    before = doc.tokens[first - 1] if first else None
    after = doc.tokens[last + 1] if last + 1 < len(doc.tokens) else None
    clubs, players = words("naming", "places", "sport_before"), words("naming", "places", "sport_behind")
    return (before is not None and before.text[0].isupper() and before.lower in clubs) or (
        after is not None and after.lower in players
    )


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
        whole = (phrase[0].isupper() or last > i) and not _is_common(doc, i, last)
        publishers = book.find_publisher(phrase) if whole and not _goes_on(doc, last) else ()
        hits = tuple(h for h in book.find_names(phrase) if not _misspelt(phrase, h)) if starts else ()
        if publishers or hits:
            return i, last, hits, publishers
    return None


def _is_common(doc: Document, first: int, last: int) -> bool:
    """As in "the insider", "The guardian": a medium's words, but written small."""
    return (
        last > first
        and doc.tokens[first].lower == "the"
        and doc.tokens[last].text.islower()
        and doc.tokens[last].text.isalpha()
    )


def _goes_on(doc: Document, last: int) -> bool:
    """As "The Hill" is no publisher in "the Hill Gazette"."""
    after = doc.tokens[last + 1] if last + 1 < len(doc.tokens) else None
    return after is not None and after.text[0].isupper() and after.lower in words("naming", "media", "forms")


def _misspelt(phrase: str, hit: ActorName) -> bool:
    """As "Germán" is a man's name, no demonym: an accent that the listed word lacks."""
    return (
        hit.name.form in ("demonym", "surname")
        and not phrase.isascii()
        and hit.name.text.isascii()
        and _accents(phrase)
    )


def _accents(phrase: str) -> bool:
    return any(c.isalpha() and not c.isascii() for c in phrase)


def _is_medium(
    doc: Document, place: tuple[int, int], publisher: Publisher, hits: Sequence[ActorName], stage: _Stage
) -> bool:
    """A publisher's name that is also something else counts where a word of reporting stands beside it.

    Where it is an actor's name, too (AFP), it counts unless that actor's country is on stage.
    """
    first, last = place
    phrase = doc.text[doc.tokens[first].start : doc.tokens[last].end]
    named = next((n for n in publisher.names if fold(n.text).casefold() == fold(phrase).casefold()), None)
    if named is None or not named.ambiguous:
        return not hits or all(h.name.ambiguous for h in hits)
    if _has_reporting_beside(doc, first, last):
        return True
    if hits:
        return not any(h.actor.country in stage.countries for h in hits)
    return last > first


def _has_reporting_beside(doc: Document, first: int, last: int) -> bool:
    after = doc.tokens[last + 1].lower if last + 1 < len(doc.tokens) else ""
    before = [
        doc.tokens[i].lower for i in range(max(0, first - 2), first) if doc.tokens[i].lower not in ("the", "news")
    ]
    talk = doc.text[doc.tokens[max(0, first - 4)].start : doc.tokens[first].start].lower()
    return (
        after in words("naming", "media", "behind")
        or (before[-1:] != [] and before[-1] in words("naming", "media", "before"))
        or "interview with" in talk
    )


def _choose(doc: Document, place: tuple[int, int], hits: Sequence[ActorName], stage: _Stage) -> ActorName | None:
    """The one reading of a name that the report allows, or None."""
    first, last = place
    if (
        first
        and doc.tokens[first - 1].lower.rstrip(".") in ("mr", "mrs", "ms", "dr")
        and hits[0].actor.kind != "person"
    ):
        return None
    if _part_of_a_longer_name(doc, first, last) and all(h.name.ambiguous or h.name.form == "surname" for h in hits):
        return None
    actors = list(dict.fromkeys(h.actor for h in hits))
    if len(actors) > 1:
        kept = [h for h in hits if h.actor in stage.sure]
        kept = kept or [h for h in hits if h.actor.country in stage.countries]
        actors = list(dict.fromkeys(h.actor for h in kept))
        return kept[0] if len(actors) == 1 else None
    hit = hits[0]
    if not hit.name.ambiguous or hit.actor in stage.sure:
        return hit
    if hit.actor.kind == "person":
        return hit if _has_title(doc, first) or hit.actor.country in stage.countries else None
    return hit


def _has_title(doc: Document, first: int) -> bool:
    return first > 0 and _is_title(doc, first - 1)


def _part_of_a_longer_name(doc: Document, first: int, last: int) -> bool:
    """As in "Denzel Washington", "Chad Smith": a neighbouring name word that is joined to it and is no title."""
    before = doc.tokens[first - 1] if first else None
    after = doc.tokens[last + 1] if last + 1 < len(doc.tokens) else None
    joined_before = before is not None and before.tag in _NAME_TAGS and before.head in range(first, last + 1)
    joined_before = joined_before and before is not None and before.text[0].isupper() and not _is_title(doc, first - 1)
    joined_after = (
        after is not None and after.tag in _NAME_TAGS and doc.tokens[last].head == after.i and after.text[0].isupper()
    )
    return joined_before or (
        joined_after and doc.tokens[last].dep == "compound" and after is not None and not _is_title(doc, after.i)
    )


def _opens_another(doc: Document, last: int) -> bool:
    """A medium's name of one word that is only the beginning of this one: "Novosti Pridnestrovya"."""
    after = doc.tokens[last + 1] if last + 1 < len(doc.tokens) else None
    joined = (
        after is not None and after.tag in _NAME_TAGS and after.text[0].isupper() and doc.tokens[last].head == after.i
    )
    return (
        joined
        and after is not None
        and not _is_title(doc, after.i)
        and after.lower not in words("naming", "media", "forms")
    )


def _is_title(doc: Document, i: int) -> bool:
    """A word for an office or body, whole or as the last part of one, which is no part of a name."""
    word = doc.tokens[i].lower.rstrip(".")
    return (
        word in words("naming", "people", "titles")
        or word in words("naming", "people", "honorifics")
        or word in words("naming", "bodies", "words")
    )
