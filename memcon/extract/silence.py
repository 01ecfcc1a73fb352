"""Every way of not answering: declined to comment, could not be reached, had no comment, neither confirmed nor denied.

PolNeAR counts a refusal to comment as an attribution; CAMEO codes it 011. `refusals` finds the verbs and nouns that
are cues of their own; `is_silent` tells whether what somebody *said* amounts to no comment. Not answering the press is
meant, never not answering the other side: "did not reply to our questions", but not "did not reply to the proposal".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from memcon.extract import grammar
from memcon.extract.saying import Saying, principal, source_tokens
from memcon.extract.sentences import Document
from memcon.lexicon import words

_REFUSE = frozenset({"decline", "refuse"})
_WISH = frozenset({"want", "wish", "care", "choose", "like", "agree", "prefer", "dare", "bother"})
_HAVE = frozenset({"have", "make", "offer", "give", "issue", "provide", "return", "release"})
_ANSWER = frozenset(
    {"respond", "reply", "answer", "comment", "return", "acknowledge", "get", "take", "pick", "field", "react"}
)
_KEEP = frozenset({"remain", "keep", "stay", "be", "fall", "maintain"})
_MODAL = frozenset({"would", "could", "will", "can", "wo", "ca"})
_QUESTIONS = frozenset({"whether", "if", "when", "where", "how", "why", "what", "who", "which"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_TURN_AWAY = frozenset({"walk", "shrug", "send", "refer", "turn", "leave", "wave", "hang", "hurry"})


class _Refusal(NamedTuple):
    """Source head, the heads of what is not said, and further tokens of the cue beside the verb."""

    source: int | None
    content: list[int]
    cue: tuple[int, ...] = ()


_Check = Callable[[Document, int, int | None], _Refusal | None]


def refusals(doc: Document) -> Iterator[Saying]:
    """One quiet saying for each refusal to comment."""
    for token in doc.tokens:
        found = None
        if grammar.is_verb(doc, token.i) and token.dep not in ("aux", "auxpass"):
            found = refused(doc, token.i) or _as_did(doc, token.i)
        elif token.lower in ("comment", "response", "reaction", "reply", "word", "answer"):
            found = _no_comment_from(doc, token.i)
        if found is not None:
            yield _quiet(doc, token.i, found)


def _quiet(doc: Document, i: int, found: _Refusal) -> Saying:
    parts = {c for c in grammar.kids(doc, i, "aux", "auxpass", "neg", "prt") if abs(c - i) <= 4}
    cue = tuple(sorted(parts | {i, *found.cue}))
    tokens = () if found.source is None else source_tokens(doc, found.source, i)
    heads = () if found.source is None else (found.source,)
    apart = {i, *found.cue, *tokens}
    content = [k for c in found.content for k in grammar.subtree(doc, c) if k not in apart]
    return Saying(i, cue, "silent", heads, tokens, grammar.spans(doc, content), None, None, quiet=True)


def refused(doc: Document, verb: int) -> _Refusal | None:
    """What is not said and by whom, if the verb is a refusal to comment, else None."""
    negated = bool(grammar.negators(doc, verb))
    subject = grammar.subject(doc, verb)
    source = None if subject is None else principal(doc, _person(doc, subject), verb)
    checks: tuple[_Check, ...] = (
        (_unanswered, _unreached, _had_none, _would_not, _did_not_wish)
        if negated
        else (_declined, _hung_up, _unanswered_ask)
    )
    for check in (*checks, _neither_nor, _quiet_state):
        found = check(doc, verb, source)
        if found is not None:
            return found
    return None


def _person(doc: Document, subject: int) -> int:
    """In "Nobody at the ministry", "no one from the office": the house is the source."""
    if doc.tokens[subject].lower not in _NOBODY | {"one"}:
        return subject
    return next(iter(grammar.under(doc, subject, "at", "in", "from", "of")), subject)


# not negated


def _declined(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "declined to comment", "refused to be drawn", "declined an interview"."""
    if doc.tokens[verb].lemma not in _REFUSE:
        return None
    said = [c for c in grammar.kids(doc, verb, "xcomp") if is_answering(doc, c)]
    asked = [c for c in grammar.kids(doc, verb, "dobj") if _is_ask(doc, c)]
    return _Refusal(source, said or asked) if said or asked else None


def is_answering(doc: Document, verb: int) -> bool:
    """The verb is answering the press: comment, say whether, be interviewed; not talking to the other side."""
    token = doc.tokens[verb]
    if grammar.is_passive(doc, verb):
        return token.lemma in ("draw", "interview", "question")
    if token.lemma not in words("cues", "stance", "silent_verbs"):
        return False
    if token.lemma in ("give", "provide", "be", "address", "name") and not any(
        _silent_noun(doc, o) or _is_detail(doc, o) for o in grammar.kids(doc, verb, "dobj")
    ):
        return False
    if token.lemma in ("talk", "speak", "discuss", "negotiate"):
        beside = any(doc.tokens[c].lower in ("with", "to") and doc.tokens[c].dep == "prep" for c in token.children)
        press = any(
            doc.tokens[o].lemma in words("cues", "stance", "press") for o in grammar.under(doc, verb, "to", "with")
        )
        return press or (not beside and (token.lemma != "discuss" or _is_matter(doc, verb)))
    return True


def _is_detail(doc: Document, noun: int) -> bool:
    return doc.tokens[noun].lemma in words("cues", "stance", "matter") or doc.tokens[noun].lemma in words(
        "cues", "stance", "answer_nouns"
    )


def _is_matter(doc: Document, verb: int) -> bool:
    """What is not discussed is a question or a report, not a thing that is negotiated."""
    objects = grammar.kids(doc, verb, "dobj", "ccomp")
    return not objects or any(
        _is_question(doc, o)
        or doc.tokens[o].tag in ("PRP", "DT", "WP")
        or doc.tokens[o].lemma in words("cues", "stance", "matter")
        for o in objects
    )


def _is_question(doc: Document, clause: int) -> bool:
    return any(doc.tokens[c].lower in _QUESTIONS for c in doc.tokens[clause].children)


def _is_ask(doc: Document, noun: int) -> bool:
    token = doc.tokens[noun]
    if token.lemma in ("comment", "interview"):
        return True
    about = [doc.tokens[o].lemma for o in grammar.under(doc, noun, "for")]
    return token.lemma == "request" and any(o in ("comment", "interview") for o in about)


def _hung_up(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "hung up on us", "ignored our questions", "referred questions on", "asked about it, he walked on"."""
    lemma, part = doc.tokens[verb].lemma, grammar.particle(doc, verb)
    if source is None:
        return None
    phone = any(doc.tokens[c].lemma in ("phone", "telephone", "receiver") for c in grammar.kids(doc, verb, "dobj"))
    if (lemma, part) in (("hang", "up"), ("ring", "off")) or (lemma == "put" and phone):
        return _Refusal(source, grammar.kids(doc, verb, "prep"), _parts(doc, verb))
    asked = [c for c in grammar.kids(doc, verb, "dobj") if doc.tokens[c].lemma in words("cues", "stance", "ask_nouns")]
    if asked and (lemma in ("ignore", "refer") or lemma in words("cues", "stance", "sidestep")):
        pressed = [c for c in asked if doc.tokens[c].lemma not in ("call", "request", "letter", "message", "approach")]
        return _Refusal(source, asked) if pressed else None
    if lemma in _TURN_AWAY and _was_asked(doc, verb, source) and not _speaks_next(doc, verb):
        return _Refusal(source, _asked_clause(doc, verb, source))
    return None


def _parts(doc: Document, verb: int) -> tuple[int, ...]:
    return tuple(
        c for c in doc.tokens[verb].children if c == verb + 1 and doc.tokens[c].dep in ("prt", "advmod", "prep")
    )


def _asked_clause(doc: Document, verb: int, source: int) -> list[int]:
    beside = [*grammar.kids(doc, verb, "advcl", "acl"), *grammar.kids(doc, source, "acl", "advcl")]
    return [
        c for c in beside if doc.tokens[c].lemma in ("ask", "press", "question") and doc.tokens[c].tag in ("VBN", "VBD")
    ]


def _was_asked(doc: Document, verb: int, source: int) -> bool:
    return bool(_asked_clause(doc, verb, source)) or doc.tokens[doc.tokens[verb].head].lemma == "ask"


def _speaks_next(doc: Document, verb: int) -> bool:
    """A quotation opens right behind the sentence: there was an answer after all."""
    end = doc.sentence_of(verb).end
    return any(mark in doc.text[end : end + 3] for mark in '"“«')


def _unanswered_ask(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "Calls to the ministry went unanswered", "questions put to the office brought no reply"."""
    if source is None or doc.tokens[source].lemma not in words("cues", "stance", "ask_nouns"):
        return None
    states = [
        c
        for c in grammar.kids(doc, verb, "acomp", "oprd", "attr", "advcl")
        if doc.tokens[c].lower in ("unanswered", "unreturned")
    ]
    bare = doc.tokens[verb].lower in ("unanswered", "unreturned", "ignored") and grammar.is_passive(doc, verb)
    return _asked_house(doc, verb, source, tuple(states)) if states or bare else None


def _asked_house(doc: Document, verb: int, noun: int, cue: tuple[int, ...] = ()) -> _Refusal | None:
    """Whoever was called or written to: behind the noun, or behind "put to", "sent to"."""
    carried = [noun, *grammar.kids(doc, noun, "acl")]
    houses = [h for c in carried for h in grammar.under(doc, c, "to", "with", "at", "for")]
    return _Refusal(houses[0], [noun], cue) if houses and houses[0] != verb else None


# negated


def _unanswered(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "did not (immediately) respond", "… to a request for comment", but not "… to the proposal"."""
    lemma = doc.tokens[verb].lemma
    if (
        source is not None
        and doc.tokens[source].lemma in words("cues", "stance", "ask_nouns")
        and lemma in ("return", "answer")
    ):
        return _asked_house(doc, verb, source) if grammar.is_passive(doc, verb) else None
    if lemma not in _ANSWER or grammar.is_passive(doc, verb):
        return None
    objects = [*grammar.under(doc, verb, "to", "on", "about", "up"), *grammar.kids(doc, verb, "dobj")]
    objects += [] if source is None else [o for o in grammar.under(doc, source, "to") if o < verb]
    asked = [o for o in objects if _press_asks(doc, o)]
    soon = any(doc.tokens[c].lower in ("immediately", "promptly") for c in doc.tokens[verb].children)
    if lemma in ("return", "acknowledge", "get", "take", "pick", "field"):
        asked = [
            o
            for o in asked
            if doc.tokens[o].lemma not in ("question", "request") or lemma in ("acknowledge", "take", "field")
        ]
        return _Refusal(source, asked) if asked else None
    if lemma == "comment" or asked or (soon and not objects):
        return _Refusal(source, asked or grammar.kids(doc, verb, "prep", "dobj") or [verb])
    return None


def _press_asks(doc: Document, noun: int) -> bool:
    """A question or call by the press; a letter, call or request where it is ours, a newspaper's, or for comment."""
    token = doc.tokens[noun]
    if token.lemma not in words("cues", "stance", "ask_nouns"):
        return False
    if token.lemma not in words("cues", "stance", "also_sent"):
        return True
    wanted = [doc.tokens[o].lemma for o in grammar.under(doc, noun, "for")]
    owners = [doc.tokens[o].lower for o in grammar.kids(doc, noun, "poss")]
    press = words("cues", "stance", "press")
    ours = all(o in ("our", "my") or o in press for o in owners) and not grammar.under(doc, noun, "from", "by")
    if token.lemma == "letter" and not owners:
        return False
    return ours and all(w in words("cues", "stance", "press_wants") for w in wanted)


def _unreached(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "could not be reached", "was not reached for comment"; an agreement that is not reached is none."""
    if doc.tokens[verb].lemma != "reach" or not grammar.is_passive(doc, verb):
        return None
    able = any(doc.tokens[c].lower in _MODAL for c in grammar.kids(doc, verb, "aux"))
    comment = any(doc.tokens[o].lemma == "comment" for o in grammar.under(doc, verb, "for"))
    thing = source is not None and doc.tokens[source].lemma in words("cues", "stance", "reached")
    return _Refusal(source, grammar.kids(doc, verb, "prep") or [verb]) if (able or comment) and not thing else None


def _had_none(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "had no comment", "gave no immediate response", "made no statement"; not "no answer to the offer"."""
    if doc.tokens[verb].lemma not in _HAVE:
        return None
    nouns = [c for c in grammar.kids(doc, verb, "dobj") if _silent_noun(doc, c)]
    return _Refusal(source, nouns) if nouns else None


def _silent_noun(doc: Document, noun: int) -> bool:
    token = doc.tokens[noun]
    if token.lemma == "call" and doc.tokens[token.head].lemma == "return":
        return True
    if token.lemma in words("cues", "stance", "silent_nouns"):
        return True
    asked = [*grammar.under(doc, noun, "to"), *grammar.under(doc, token.head, "to")]
    soon = any(doc.tokens[c].lower in ("immediate", "instant") for c in token.children)
    return token.lemma in words("cues", "stance", "answer_nouns") and (soon or any(_press_asks(doc, o) for o in asked))


def _would_not(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "would not say whether", "will not be drawn", "could not confirm", "would not go into details"."""
    lemma, part = doc.tokens[verb].lemma, grammar.particle(doc, verb)
    if not any(doc.tokens[c].lower in _MODAL for c in grammar.kids(doc, verb, "aux")):
        return None
    listed = words("cues", "stance", "withholding")
    if lemma not in listed and f"{lemma}+{part}" not in listed:
        return None
    if lemma == "say" and any(c > verb and not _is_question(doc, c) for c in grammar.kids(doc, verb, "ccomp")):
        return None
    if lemma == "discuss" and not _is_matter(doc, verb):
        return None
    return _Refusal(source, [c for c in grammar.kids(doc, verb, "ccomp", "dobj", "prep") if c > verb] or [verb])


def _did_not_wish(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "did not want to add to this", "was unwilling to comment": a wish not to answer."""
    if doc.tokens[verb].lemma not in _WISH and not grammar.kids(doc, verb, "acomp"):
        return None
    inside = [
        verb,
        *(c for c in grammar.kids(doc, verb, "acomp") if doc.tokens[c].lower in ("willing", "ready", "prepared")),
    ]
    if doc.tokens[verb].lemma not in _WISH and len(inside) == 1:
        return None
    said = [
        c for h in inside for c in grammar.kids(doc, h, "xcomp") if is_answering(doc, c) or doc.tokens[c].lemma == "add"
    ]
    return _Refusal(source, said) if said else None


# either


def _neither_nor(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "neither confirmed nor denied", "would not confirm or deny"."""
    if not grammar.negators(doc, verb) or not is_half_of_neither(doc, verb) or doc.tokens[verb].dep == "conj":
        return None
    other = grammar.kids(doc, verb, "conj")
    objects = [o for v in (verb, *other) for o in grammar.kids(doc, v, "dobj", "ccomp")]
    objects = [o for o in objects if o > verb]
    between = tuple(range(verb + 1, other[0] + 1)) if other and other[0] - verb <= 4 else ()
    return _Refusal(source, objects, between)


def is_half_of_neither(doc: Document, verb: int) -> bool:
    """The verb is one of a pair "confirm … deny" joined to each other."""
    if doc.tokens[verb].lemma not in ("confirm", "deny"):
        return False
    pair = {doc.tokens[c].lemma for c in grammar.conjuncts(doc, grammar.first_conjunct(doc, verb))}
    return {"confirm", "deny"} <= pair


def _quiet_state(doc: Document, verb: int, source: int | None) -> _Refusal | None:
    """In "was not available for comment", "was unavailable", "remained silent", "kept silent"."""
    if doc.tokens[verb].lemma not in _KEEP:
        return None
    negated = bool(grammar.negators(doc, verb))
    listed = (
        ("available", "reachable")
        if negated
        else ("unavailable", "unreachable", "silent", "mum", "tight-lipped", "silence")
    )
    for c in grammar.kids(doc, verb, "acomp", "attr", "oprd", "dobj", "advmod"):
        if doc.tokens[c].lower in listed and (doc.tokens[verb].lemma != "be" or doc.tokens[c].lower != "silent"):
            return _Refusal(source, grammar.kids(doc, c, "prep") or [c], (c,))
    return None


def _as_did(doc: Document, verb: int) -> _Refusal | None:
    """In "…, as did the bank", "and so did Paris", "nor did the army": the same refusal by another."""
    token = doc.tokens[verb]
    marks = [c for c in token.children if doc.tokens[c].lower in ("as", "so", "nor", "neither") and c < verb]
    if token.lemma != "do" or not marks or token.head == verb or grammar.kids(doc, verb, "dobj", "xcomp", "ccomp"):
        return None
    before = refused(doc, token.head)
    source = next(iter(grammar.kids(doc, verb, "nsubj", "dep", "npadvmod")), None)
    return None if before is None or source is None else _Refusal(source, before.content, tuple(marks))


def _no_comment_from(doc: Document, noun: int) -> _Refusal | None:
    """In "There was no immediate response from Minsk", "No comment was available from the embassy"."""
    if not any(doc.tokens[c].lower == "no" for c in doc.tokens[noun].children):
        return None
    if doc.tokens[noun].lemma in words("cues", "stance", "answer_nouns") and not _press_is_meant(doc, noun):
        return None
    head = doc.tokens[noun].head
    verb_like = doc.tokens[head].lemma in ("be", "come", "receive", "have", "offer", "make")
    sources = [
        *grammar.under(doc, noun, "from", "by", "at"),
        *(grammar.under(doc, head, "from", "by", "at") if verb_like else []),
    ]
    if sources and doc.tokens[noun].dep in ("attr", "nsubj", "nsubjpass", "ROOT", "dobj"):
        return _Refusal(sources[0], [noun])
    return None


def _press_is_meant(doc: Document, noun: int) -> bool:
    """No reply to the press: immediate, or to a question; a reply to a letter or an offer is the other side's."""
    to = [o for h in (noun, doc.tokens[noun].head) for o in grammar.under(doc, h, "to")]
    return not to or any(_press_asks(doc, o) for o in to)


def is_silent(doc: Document, tokens: list[int], clause: int | None) -> bool:
    """Whether what was said is that nothing will be said: "no comment", "he had nothing to add", "it would not say"."""
    if len(tokens) >= 40:
        return False
    text = " ".join(doc.tokens[i].lower for i in tokens)
    if any(phrase in text for phrase in _PHRASES):
        return True
    if clause is None or grammar.kids(doc, clause, "conj") or not grammar.is_verb(doc, clause):
        return False
    own = any(doc.tokens[c].tag == "PRP" for c in grammar.kids(doc, clause, "nsubj", "nsubjpass"))
    return own and refused(doc, clause) is not None


_PHRASES = (
    "no comment", "nothing to add", "nothing to say", "nothing further to", "no information on", "no information about",
    "no information to", "not comment", "n't comment", "n’t comment", "no further comment", "not in a position to",
    "had no information", "has no information", "have no information", "does not comment", "no details to",
    "never comment",
    "knows nothing about", "knew nothing about", "no knowledge of the", "not aware of", "unaware of",
)  # fmt: skip
