"""Verbs that show an act: Kyiv rejected the plan; the offer was turned down; they met in Oman; the guns fell silent.

`codebook/moves.toml` says which verb shows which act and what it must take; what lists cannot say stands in `_sane`.
"""

from __future__ import annotations

from collections.abc import Iterator

from memcon.extract import grammar
from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.extract.trigger import ACTS, Trigger, is_named, is_party, is_somebody, noun_class, thing
from memcon.lexicon import objects, words
from memcon.types import Act

_SPEECH = frozenset(
    {
        "draw",
        "identify",
        "name",
        "say",
        "comment",
        "discuss",
        "elaborate",
        "answer",
        "speak",
        "confirm",
        "deny",
        "respond",
        "talk",
    }
)


_OBJECT_PREPS = (
    "to",
    "for",
    "on",
    "with",
    "from",
    "of",
    "in",
    "into",
    "at",
    "out",
    "about",
    "over",
    "against",
    "as",
    "between",
    "towards",
    "toward",
)


def from_verb(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    themes = themes_of(doc, verb)
    yield from _talks_end(doc, verb)
    for key in _keys(doc, verb):
        for act in ACTS:
            if key in words("moves", act, "verbs") and _sane(doc, cast, verb, act):
                yield Trigger(verb, act, "verb", tuple(themes))
                return
            wanted = objects("moves", act, "verbs_with").get(key)
            if act == "accept" and wanted and key in ("agree", "sign+off") and _jointly(doc, cast, verb):
                continue
            if wanted and _takes(doc, cast, verb, themes, wanted) and _sane(doc, cast, verb, act):
                yield Trigger(verb, act, "verb", tuple(themes))
                return


def _talks_end(doc: Document, verb: int) -> Iterator[Trigger]:
    """Talks that collapse, a truce that takes effect, guns that fall silent: the subject is what ends or begins."""
    subject = grammar.subject(doc, verb)
    if subject is None or grammar.is_passive(doc, verb):
        return
    lemma, noun = doc.tokens[verb].lemma, doc.tokens[subject].lemma
    over = words("moves", "other", "talk_over")
    if (lemma in over or f"{lemma}+{grammar.particle(doc, verb)}" in over) and noun in noun_class("talk"):
        yield Trigger(verb, "suspend", "verb", (subject,))
    effect = any(
        doc.tokens[o].lower in words("moves", "other", "into_effect")
        for o in (*grammar.kids(doc, verb, "dobj"), *grammar.under(doc, verb, "into"))
    )
    silent = lemma in ("fall", "go") and any(
        doc.tokens[c].lower in ("silent", "quiet") for c in grammar.kids(doc, verb, "acomp", "oprd")
    )
    done = doc.tokens[verb].tag == "VBD" or {"has", "had", "have"} & {
        doc.tokens[a].lower for a in grammar.kids(doc, verb, "aux")
    }
    stopped = (
        done
        and lemma in ("stop", "cease", "end", "halt", "subside")
        and noun in noun_class("force")
        and not grammar.kids(doc, verb, "dobj")
    )
    effect = effect or lemma in ("begin", "start", "commence", "hold")
    if (
        (effect and noun in ("ceasefire", "cease-fire", "truce", "armistice", "pause", "lull"))
        or (silent and noun in ("gun", "weapon", "artillery", "cannon", "rifle"))
        or bool(stopped)
    ):
        yield Trigger(verb, "cease", "verb", (subject,))


def _jointly(doc: Document, cast: Cast, verb: int) -> bool:
    """Several agree with one another; one alone agrees to what another asked."""
    subject = grammar.doer(doc, verb)
    if subject is None:
        return True
    mention = cast.mentions.get(subject)
    joined = len(grammar.conjuncts(doc, subject)) > 1 or (mention is not None and len(mention.entities) > 1)
    return (
        joined
        or bool(grammar.under(doc, verb, "with"))
        or doc.tokens[subject].lower in ("both", "sides", "they", "parties", "we", "two")
    )


def _keys(doc: Document, verb: int) -> list[str]:
    """The verb with each word that may be its particle, then bare."""
    lemma = doc.tokens[verb].lemma
    after = [
        c
        for c in grammar.kids(doc, verb, "prt", "prep", "advmod", "dobj", "acomp")
        if c > verb and (doc.tokens[c].dep == "prt" or c <= verb + 2)
    ]
    return [f"{lemma}+{doc.tokens[c].lower}" for c in after] + [lemma]


def themes_of(doc: Document, verb: int) -> list[int]:
    """Heads of the verb's objects: direct, passive subject, and behind its prepositions; joined ones too."""
    heads = grammar.kids(doc, verb, "dobj", "nsubjpass", "attr", "oprd")
    heads += grammar.under(doc, verb, *_OBJECT_PREPS)
    for part in grammar.kids(doc, verb, "prt", "advmod"):
        heads += grammar.under(doc, part, *_OBJECT_PREPS)
    for prep in grammar.kids(doc, verb, "prep"):
        heads += [o for p in grammar.kids(doc, prep, "prep") for o in grammar.kids(doc, p, "pobj")]
    heads += [c for c in grammar.kids(doc, verb, "xcomp", "pcomp") if doc.tokens[c].tag == "VBG"]
    if doc.tokens[verb].tag == "VBN" and doc.tokens[verb].dep == "acl":
        heads.append(doc.tokens[verb].head)
    if doc.tokens[verb].dep == "relcl" and not grammar.kids(doc, verb, "dobj"):
        heads.append(doc.tokens[verb].head)
    joined = grammar.kids(doc, verb, "conj")
    if joined and not grammar.kids(doc, verb, "dobj") and not grammar.is_passive(doc, verb):
        heads += grammar.kids(doc, joined[0], "dobj")
    heads = [
        doc.tokens[verb].head if doc.tokens[h].tag in ("WDT", "WP") and doc.tokens[verb].dep == "relcl" else h
        for h in heads
    ]
    return sorted({c for h in heads for c in grammar.conjuncts(doc, h)})


_MEASURES = frozenset({"round", "day", "week", "hour", "series", "set", "part", "end", "number", "kind", "form", "month", "lot", "batch", "group", "terms", "hundred", "dozen", "dozens", "hundreds"})  # fmt: skip


def _takes(doc: Document, cast: Cast, verb: int, themes: list[int], wanted: frozenset[str]) -> bool:
    if "*" in wanted:
        return bool(themes) or bool(grammar.kids(doc, verb, "ccomp", "xcomp"))
    if "none" in wanted and not themes:
        return True
    if "party" in wanted and any(is_party(cast, t) for t in themes):
        return True
    lemmas = {doc.tokens[t].lemma for t in themes} | {doc.tokens[t].lower for t in themes}
    lemmas |= {doc.tokens[n].lemma for t in themes for n in [thing(doc, t)] if n is not None}
    lemmas |= {
        doc.tokens[o].lemma for t in themes for o in grammar.under(doc, t, "of") if doc.tokens[t].lemma in _MEASURES
    }
    for group in wanted - {"party", "none"}:
        if lemmas & noun_class(group):
            return True
    return False


def _sane(doc: Document, cast: Cast, verb: int, act: Act) -> bool:
    """What the word lists cannot say: the readings of a verb that are no move."""
    token = doc.tokens[verb]
    complements = grammar.kids(doc, verb, "xcomp", "ccomp")
    if token.lemma in ("refuse", "decline") and any(
        doc.tokens[c].lemma in _SPEECH and not grammar.under(doc, c, "to", "with") for c in complements
    ):
        return False
    if token.lemma == "ask" and any(
        doc.tokens[t].lemma in ("comment", "identify", "name", "quote", "anonymity", "question")
        for t in (*themes_of(doc, verb), *complements)
    ):
        return False
    if (
        act == "request"
        and not complements
        and not any(doc.tokens[t].pos in ("NOUN", "PROPN") for t in themes_of(doc, verb))
    ):
        return False
    if token.lemma == "ask" and (
        not complements
        or any(
            doc.tokens[m].lower in ("whether", "if", "what", "when", "how", "why", "who")
            for c in complements
            for m in doc.tokens[c].children
        )
    ):
        return bool(grammar.under(doc, verb, "for")) or any(doc.tokens[c].tag == "VB" for c in complements)
    if act == "consult":
        named = token.lemma == "call" and bool(grammar.kids(doc, verb, "oprd", "xcomp", "ccomp", "attr"))
        return not named and _people_meet(doc, cast, verb)
    if act == "cease" and not _finite(doc, verb):
        return False
    if token.lemma in ("agree", "settle", "commit", "insist", "require", "stipulate", "seek", "want"):
        return _has_matter(doc, cast, verb, complements)
    if act == "agree" and token.lemma == "sign" and not themes_of(doc, verb):
        return token.tag in ("VB", "VBP", "VBZ") or bool(grammar.negators(doc, verb))
    if token.lemma in ("offer", "suggest", "promise", "pledge"):
        return (
            token.lemma != "suggest" or not complements or any(doc.tokens[c].tag in ("VB", "VBG") for c in complements)
        )
    return not (token.lemma == "cease" and not grammar.kids(doc, verb, "dobj", "xcomp"))


def _finite(doc: Document, verb: int) -> bool:
    """Not "ending the war", not "to end the war": something that was, is or will be done."""
    token = doc.tokens[verb]
    if token.tag in ("VBD", "VBZ", "VBP"):
        return True
    return any(doc.tokens[a].lower != "to" for a in grammar.kids(doc, verb, "aux", "auxpass")) or grammar.is_passive(
        doc, verb
    )


_SPEAKING = frozenset({"speak", "talk", "call", "hear", "discuss"})


def _people_meet(doc: Document, cast: Cast, verb: int) -> bool:
    """Two parties, or one and a plural, or talks as the object; at least one of them more than a bare description."""
    subject = grammar.doer(doc, verb)
    reached = [*grammar.kids(doc, verb, "dobj"), *grammar.under(doc, verb, "with", "to", "between", "among")]
    reached += [o for p in grammar.kids(doc, verb, "prt", "advmod") for o in grammar.under(doc, p, "with")]
    reached += [
        o
        for t in themes_of(doc, verb)
        if doc.tokens[t].lemma in noun_class("talk")
        for o in grammar.under(doc, t, "with", "between")
    ]
    sides = [t for r in reached for t in grammar.conjuncts(doc, r) if is_somebody(cast, t)]
    talk = doc.tokens[verb].lemma not in _SPEAKING and any(
        doc.tokens[t].lemma in noun_class("talk") for t in themes_of(doc, verb)
    )
    if subject is None:
        return talk and any(is_party(cast, s) for s in sides)
    own = [s for s in grammar.conjuncts(doc, subject) if is_somebody(cast, s)]
    several = (
        len(own) > 1
        or (bool(own)
        and (doc.tokens[subject].tag in ("NNS", "NNPS") or doc.tokens[subject].lower in ("they", "both", "we")))
    )
    known = any(is_party(cast, s) or is_named(cast, s) for s in (*own, *sides))
    return bool(own) and known and (bool(sides) or talk or several)


def _has_matter(doc: Document, cast: Cast, verb: int, complements: list[int]) -> bool:
    lemma = doc.tokens[verb].lemma
    if lemma in ("want", "seek"):
        named = [c for c in complements if grammar.kids(doc, c, "nsubj")] or grammar.kids(doc, verb, "dobj")
        return bool(named)
    if lemma == "insist":
        return any(grammar.kids(doc, c, "nsubj") and _is_wish(doc, c) for c in complements) or bool(
            grammar.under(doc, verb, "on", "upon")
        )
    if lemma == "agree":
        return bool(complements or themes_of(doc, verb)) and not any(
            doc.tokens[m].dep == "mark" for c in complements for m in doc.tokens[c].children
        )
    return bool(complements or themes_of(doc, verb))


def _is_wish(doc: Document, clause: int) -> bool:
    """ "insists that Kyiv withdraw / must withdraw", not "insists that the war is over"."""
    return doc.tokens[clause].tag == "VB" or any(
        doc.tokens[a].lower in ("must", "should", "have", "would") for a in grammar.kids(doc, clause, "aux")
    )
