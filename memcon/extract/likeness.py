"""Description and referent -> how well the one describes the other, by their words alone.

The same noun is better than one that is wider ("the official" of a minister), that than a word which the kind of body
may be called by, and that than a word nothing speaks against. Number, sex and kind must agree before.
"""

from __future__ import annotations

from memcon.extract.beings import are_made_of, called, classes, regions, told_by
from memcon.extract.referents import Referent
from memcon.extract.traits import Traits, all_wider, ancestors_known, is_wider
from memcon.lexicon import objects, words

SAME = 6.0
WIDER = 4.0
LOOSE = 2.1
# A word for a person of whom nothing was told.
PLAIN = 2.6
# A word of a class that the other's own words are of, too.
NEAR = 3.1
_BODIES = ("body", "state", "medium", "name")


def may_agree(traits: Traits, referent: Referent) -> bool:
    """Whether number, sex and kind of a description and a referent agree."""
    known = referent.traits
    if (traits.sex and known.sex and traits.sex != known.sex) or _on_two_sides(traits, known):
        return False
    if traits.kind == "person":
        return _many_agree(traits, referent) if traits.several else _one_agrees(referent)
    if referent.members and not traits.several:
        return False
    if traits.kind not in ("body", "medium"):
        return traits.kind == "text" and known.kind in ("text", "thing") and traits.several == known.several
    return _body_agrees(traits, known)


def _on_two_sides(traits: Traits, known: Traits) -> bool:
    """The army and the guerrillas; a name may hold either word ("Lord's Resistance Army") and tells nothing."""
    state, irregular = words("referring", "bodies", "state"), words("referring", "bodies", "irregular")
    one, other = traits.nouns, frozenset[str]() if known.named else known.nouns
    return bool((one & state and other & irregular) or (one & irregular and other & state))


def _body_agrees(traits: Traits, known: Traits) -> bool:
    """A body may be one that was named, whom it is made of, or a name of which nothing was told."""
    if known.kind == "person" and known.several:
        return traits.kind == "body" and are_made_of(traits.nouns, known.nouns)
    if known.kind == "person":
        # A paper or charity that no list knows is read as somebody of whom nothing is told.
        plain = known.named and known.sex is None and not known.nouns
        return plain and (traits.kind == "medium" or _is_only_a_firm(traits))
    if known.kind == "text":
        return is_wider("texts", traits.nouns, known.nouns)
    return known.kind in _BODIES and (not traits.several or known.several or known.kind == "name")


def _is_only_a_firm(traits: Traits) -> bool:
    """A charity, firm or institute: a word for nothing else, as a group or a party is."""
    told = classes(traits.nouns)
    return (
        traits.kind == "body"
        and bool(told & {"civil", "firm", "finance", "study"})
        and not told & {"armed", "party", "team"}
    )


def _one_agrees(referent: Referent) -> bool:
    known = referent.traits
    return known.kind in ("person", "name") and not known.several and not referent.members


def _many_agree(traits: Traits, referent: Referent) -> bool:
    """People in the plural may be several, a group that was named, or whoever is called by such a word."""
    known = referent.traits
    made = are_made_of(known.nouns | _words_of_name(known), traits.nouns)
    group = known.kind in ("body", "name") and (known.named or bool(_members(traits)) or made)
    return known.several or bool(referent.members) or group


def _members(traits: Traits) -> frozenset[str]:
    return traits.nouns & words("referring", "bodies", "members")


def likeness_of(traits: Traits, known: Traits, small: frozenset[str]) -> float:
    """From `SAME` words to `LOOSE`; 0 where something speaks against it. `small` are the description's modifiers."""
    section = {"person": "people", "text": "texts"}.get(traits.kind, "bodies")
    long = [n for n in traits.nouns if "_" in n or "-" in n]
    nouns = frozenset(n for n in long if n in ancestors_known() | all_wider()) or traits.nouns
    own = known.nouns | _words_of_name(known)
    if nouns & own:
        joined = [n for n in nouns if "_" in n]
        fits = bool(joined) or (section == "bodies" and known.named and not joined) or _portfolios_agree(small, known)
        return SAME + len(small & _told_of(known)) + len(own.intersection(joined)) if fits else 0.0
    if nouns & known.small and known.kind in (traits.kind, "name"):
        # "The Conservative" of a Conservative backbencher, "the opposition" of an opposition coalition.
        return SAME - 1
    if is_wider(section, nouns, own):
        return WIDER + len(small & _told_of(known))
    return 0.0 if known.kind == "thing" or traits.kind == "text" else _by_kind(traits, known, nouns, small)


def _by_kind(traits: Traits, known: Traits, nouns: frozenset[str], small: frozenset[str]) -> float:
    """Where no word of the one is a word of the other."""
    if traits.kind == "person":
        return _of_people(traits, known, nouns) if traits.several else _of_anybody(known, nouns)
    if known.kind == "person":
        return WIDER - 0.5 if known.several else PLAIN
    if traits.kind == "medium" and known.kind == "text":
        return LOOSE
    return _of_a_body(known, nouns, small)


def _told_of(known: Traits) -> frozenset[str]:
    return known.small | told_by(known.name)


def _portfolios_agree(small: frozenset[str], known: Traits) -> bool:
    """As the defence minister is no foreign minister, and the army spokesman no police spokesman."""
    told = known.small | frozenset(p for n in known.nouns for p in n.split("_"))
    alike = objects("referring", "people", "synonyms")
    told |= {other for one in told for other in alike.get(one, ())}
    return not (small - told) or not (known.small - words("referring", "people", "empty"))


def _words_of_name(known: Traits) -> frozenset[str]:
    """The words in a body's name: a front, a council."""
    if known.kind not in ("body", "name", "medium"):
        return frozenset()
    return frozenset(w.lower() for w in known.name.replace("-", " ").split())


def _of_people(traits: Traits, known: Traits, nouns: frozenset[str]) -> float:
    """A word for people, of a group or of people of whom nothing was told that speaks against it."""
    if known.kind not in ("body", "name"):
        loose = nouns & words("referring", "people", "anybody")
        return WIDER if loose and not known.named else 0.0 if nouns & _own_words() else LOOSE
    own = known.nouns | _words_of_name(known)
    if are_made_of(own, nouns):
        return WIDER - 0.5
    if not _members(traits):
        return LOOSE if known.several and known.kind == "body" else 0.0
    if called(known.name):
        return WIDER + 0.5 if nouns & called(known.name) else LOOSE if known.listed == "group" else 0.0
    if classes(own) and not classes(own) & {"armed", "party"}:
        return 0.0
    return WIDER + 0.5 if known.listed == "group" else 0.0 if known.listed else LOOSE + 0.4


def _of_anybody(known: Traits, nouns: frozenset[str]) -> float:
    """A word for a person, of somebody of whom nothing was told that speaks against it."""
    if nouns & words("referring", "people", "anyone"):
        return LOOSE if known.named else WIDER
    if not known.named:
        return 0.0
    plain = not known.nouns & ancestors_known()
    if nouns & words("referring", "people", "single"):
        return 1.0 if plain else 0.0
    if nouns & words("referring", "people", "posts") and not plain:
        return 0.0
    return PLAIN if plain else LOOSE


def _of_a_body(known: Traits, nouns: frozenset[str], small: frozenset[str]) -> float:
    """What a well-known body, the code book's kind of it or any unlisted one may be called."""
    kinds = objects("referring", "bodies", "of_kind")
    if known.kind == "state":
        return _of_a_land(known, nouns, small)
    told = 2.5 if small & told_by(known.name) else 0.0
    if called(known.name) & nouns:
        return WIDER + 0.5 + told
    if known.listed:
        fits = nouns & kinds.get(known.listed, frozenset())
        return (NEAR if called(known.name) else WIDER) + told if fits else 0.0
    if not known.named or nouns & _own_words():
        return 0.0
    one, other = classes(nouns), classes(known.nouns | _words_of_name(known))
    if one and other:
        return NEAR if one & other else 0.0
    return LOOSE + 0.5 if nouns & (words("referring", "bodies", "any") | kinds["media"]) else LOOSE


def _of_a_land(known: Traits, nouns: frozenset[str], small: frozenset[str]) -> float:
    """A state by a word for states; one told by its region is of it."""
    if not nouns & words("referring", "bodies", "lands"):
        return 0.0
    told = regions(small)
    return WIDER if not told else WIDER + 2 if told & known.lands else 0.0


def _own_words() -> frozenset[str]:
    """Nouns that need no word said before: "the government", "the army" are those of the land."""
    return words("naming", "bodies", "offices") | words("referring", "bodies", "own")
