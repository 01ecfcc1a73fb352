"""Every way of not answering: declined to comment, could not be reached, had no comment, neither confirmed nor denied.

PolNeAR counts a refusal to comment as an attribution; CAMEO codes it 011. `refusals` finds the verbs and nouns that
are cues of their own; `is_silent` tells whether what somebody *said* amounts to no comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from memcon.extract import grammar
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.types import Spans

_REFUSE = frozenset({"decline", "refuse"})
_HAVE = frozenset({"have", "make", "offer", "give", "issue", "provide", "return", "release"})
_ANSWER = frozenset({"respond", "reply", "answer", "comment", "return", "acknowledge", "get"})
_KEEP = frozenset({"remain", "keep", "stay", "be", "fall", "maintain"})


def refusals(doc: Document) -> Iterator[Saying]:
    """One quiet saying for each refusal to comment."""
    for token in doc.tokens:
        found = None
        if grammar.is_verb(doc, token.i) and token.dep not in ("aux", "auxpass"):
            found = refused(doc, token.i)
        elif token.lower in ("comment", "response", "reaction", "reply", "word"):
            found = _no_comment_from(doc, token.i)
        if found is None:
            continue
        source, content = found
        tokens = () if source is None else tuple(_without(doc, source, token.i))
        heads = () if source is None else (source,)
        yield Saying(token.i, _cue(doc, token.i), "silent", heads, tokens, _spans(doc, content, token.i), None, None, True)


def _without(doc: Document, source: int, verb: int) -> list[int]:
    branch = [c for c in doc.tokens[source].children if doc.tokens[c].left <= verb <= doc.tokens[c].right]
    return grammar.subtree(doc, source, without=branch)


def _cue(doc: Document, i: int) -> tuple[int, ...]:
    parts = {c for c in grammar.kids(doc, i, "aux", "auxpass", "neg", "prt") if abs(c - i) <= 4}
    return tuple(sorted(parts | {i}))


def _spans(doc: Document, content: list[int], verb: int) -> Spans:
    return grammar.spans(doc, [i for c in content for i in grammar.subtree(doc, c) if i != verb])


def refused(doc: Document, verb: int) -> tuple[int | None, list[int]] | None:
    """Source head and content heads if the verb is a refusal to comment, else None."""
    token = doc.tokens[verb]
    lemma, negated = token.lemma, bool(grammar.negators(doc, verb))
    source = grammar.subject(doc, verb)
    if lemma in _REFUSE and not negated:
        said = [c for c in grammar.kids(doc, verb, "xcomp") if doc.tokens[c].lemma in words("cues", "stance", "silent_verbs")]
        asked = [c for c in grammar.kids(doc, verb, "dobj") if _is_ask(doc, c)]
        if said and not _says_that(doc, said[0]):
            return source, said
        return (source, asked) if asked else None
    if negated and _neither_nor(doc, verb):
        return source, grammar.kids(doc, verb, "dobj", "ccomp", "conj")
    if negated and lemma in _ANSWER and _unanswered(doc, verb):
        return source, grammar.kids(doc, verb, "prep", "dobj") or [verb]
    if lemma == "reach" and (negated or _not_able(doc, verb)) and grammar.is_passive(doc, verb):
        return source, grammar.kids(doc, verb, "prep") or [verb]
    if lemma in _HAVE and negated:
        nouns = [c for c in grammar.kids(doc, verb, "dobj") if _silent_noun(doc, c)]
        return (source, nouns) if nouns else None
    return _quiet_state(doc, verb, source, negated)


def _says_that(doc: Document, verb: int) -> bool:
    return doc.tokens[verb].lemma in ("say", "talk", "speak", "discuss") and any(
        doc.tokens[c].lower in ("to", "with") and doc.tokens[c].dep == "prep" for c in doc.tokens[verb].children
    ) and doc.tokens[verb].lemma != "say"  # fmt: skip


def _is_ask(doc: Document, noun: int) -> bool:
    token = doc.tokens[noun]
    if token.lemma in ("comment", "interview"):
        return True
    return token.lemma == "request" and any(doc.tokens[o].lemma in ("comment", "interview") for o in grammar.under(doc, noun, "for"))


def _silent_noun(doc: Document, noun: int) -> bool:
    return doc.tokens[noun].lemma in words("cues", "stance", "silent_nouns") or (
        doc.tokens[noun].lemma == "call" and doc.tokens[doc.tokens[noun].head].lemma == "return"
    )


def _neither_nor(doc: Document, verb: int) -> bool:
    """"neither confirmed nor denied", "would not confirm or deny"."""
    pair = {doc.tokens[c].lemma for c in grammar.conjuncts(doc, verb)}
    return {"confirm", "deny"} <= pair and doc.tokens[verb].lemma in ("confirm", "deny") and doc.tokens[verb].dep != "conj"


def _unanswered(doc: Document, verb: int) -> bool:
    """"did not (immediately) respond", "… to a request for comment", but not "… to the proposal"."""
    lemma = doc.tokens[verb].lemma
    objects = [*grammar.under(doc, verb, "to", "on", "about"), *grammar.kids(doc, verb, "dobj")]
    asked = words("cues", "stance", "ask_nouns")
    if lemma in ("return", "acknowledge", "get"):
        return any(doc.tokens[o].lemma in ("call", "message", "email", "request", "e-mail") for o in objects)
    if lemma == "comment":
        return True
    if any(doc.tokens[o].lemma in asked for o in objects):
        return True
    soon = any(doc.tokens[c].lower in ("immediately", "promptly") for c in doc.tokens[verb].children)
    return soon and not objects


def _not_able(doc: Document, verb: int) -> bool:
    return any(doc.tokens[c].lower in ("unable", "impossible") for c in doc.tokens[doc.tokens[verb].head].children)


def _quiet_state(doc: Document, verb: int, source: int | None, negated: bool) -> tuple[int | None, list[int]] | None:
    """"was not available for comment", "was unavailable", "remained silent", "would not be drawn"."""
    lemma = doc.tokens[verb].lemma
    states = {doc.tokens[c].lower: c for c in grammar.kids(doc, verb, "acomp", "attr", "oprd", "dobj", "advmod")}
    if lemma in _KEEP:
        for word in ("available", "reachable"):
            if word in states and negated:
                return source, [states[word]]
        for word in ("unavailable", "unreachable", "silent", "mum", "tight-lipped", "silence"):
            if word in states and not negated:
                return source, [states[word]]
    modal = any(doc.tokens[c].lower in ("would", "could", "will", "can", "wo", "ca") for c in grammar.kids(doc, verb, "aux"))
    if negated and modal and lemma in ("say", "comment", "discuss", "elaborate", "draw", "specify", "answer", "disclose", "confirm"):
        if lemma == "say" and any(not _is_question(doc, c) for c in grammar.kids(doc, verb, "ccomp")):
            return None
        return source, grammar.kids(doc, verb, "ccomp", "dobj", "prep") or [verb]
    if lemma in words("cues", "stance", "sidestep"):
        asked = [c for c in grammar.kids(doc, verb, "dobj") if doc.tokens[c].lemma in ("question", "query", "inquiry")]
        return (source, asked) if asked else None
    return None


def _is_question(doc: Document, clause: int) -> bool:
    return any(
        doc.tokens[c].lower in ("whether", "if", "when", "where", "how", "why", "what", "who", "which")
        for c in doc.tokens[clause].children
    )


def _no_comment_from(doc: Document, noun: int) -> tuple[int | None, list[int]] | None:
    """"There was no immediate response from Minsk", "No comment was available from the embassy"."""
    if not any(doc.tokens[c].lower == "no" for c in doc.tokens[noun].children):
        return None
    head = doc.tokens[noun].head
    verb_like = doc.tokens[head].lemma in ("be", "come", "receive", "have", "offer", "make")
    sources = [*grammar.under(doc, noun, "from", "by"), *(grammar.under(doc, head, "from", "by") if verb_like else [])]
    if sources and doc.tokens[noun].dep in ("attr", "nsubj", "nsubjpass", "ROOT", "dobj"):
        return sources[0], [noun]
    return None


def is_silent(doc: Document, tokens: list[int]) -> bool:
    """Whether what was said is that nothing will be said: "no comment", "he had nothing to add", "no information"."""
    text = " ".join(doc.tokens[i].lower for i in tokens)
    return any(
        phrase in text
        for phrase in (
            "no comment", "nothing to add", "nothing to say", "nothing further to", "no information on", "no information about",
            "no information to", "not comment", "n't comment", "n’t comment", "not discuss", "no further comment", "not in a position to",
            "had no information", "has no information", "have no information", "does not comment", "no details to", "never comment",
        )
    ) and len(tokens) < 40  # fmt: skip
