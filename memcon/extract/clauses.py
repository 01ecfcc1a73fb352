"""Document -> sayings: who is said to have said what, by which words (PARC's source, cue and content).

One function in, one value out: `sayings_by_grammar(doc)`. A saying is an attribution before its source is resolved
and its stance read. The cases, in the order they are tried:

    CASE 1  a verb with a clause        officials said that the talks had failed; the talks failed, officials said
    CASE 2  a verb with a noun phrase   Rwanda denies backing the rebels; she called the plan a trap
    CASE 3  a participle passing on     Tasnim, citing Reuters; in a statement carried by KCNA   (see `passing`)
    CASE 4  according to                according to three Russian sources; in the words of the envoy
    CASE 5  a noun with a clause        the rebels' claim that the road was open
    CASE 6  an adverb                   reportedly, allegedly: nobody is named
    CASE 7  refusing to say             declined to comment, could not be reached (see `silence`)
    CASE 8  quotations                  each joins the saying beside it, or goes on with the one before (see `quotes`)
    CASE 9  a colon or a dash           Lavrov: "We are ready to talk"; Truce to be extended – African Union
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from memcon.extract import grammar, passing, quotes, silence
from memcon.extract.saying import Saying, from_verb, groups_of, house
from memcon.extract.sentences import Document
from memcon.lexicon import words

_REPORTED_TO = frozenset(
    {"say", "believe", "report", "think", "understand", "expect", "rumour", "rumor", "know", "suppose"}
)
_ANYBODY = frozenset({"you", "one"})
_CONTRASTS = frozenset({"while", "whereas", "although", "though"})
_TELL = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "brief"})
_TAIL = 12  # tokens that may follow "officials said" at the end of a sentence
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_QUESTIONS = frozenset({"what", "who", "when", "where", "why", "how", "which", "whether", "if"})


def sayings_by_grammar(doc: Document) -> tuple[Saying, ...]:
    """All sayings of a report, in the order of their cues; at most one for each cue."""
    found: dict[int, Saying] = {}
    for saying in (*_walk(doc), *silence.refusals(doc)):
        if saying.quiet or saying.cue not in found:
            found[saying.cue] = saying
    quotes.join(doc, found)
    for saying in quotes.labels(doc):
        found.setdefault(saying.cue, saying)
    found = passing.filled(found)
    return tuple(found[cue] for cue in sorted(found) if found[cue].content or found[cue].quiet)


def _walk(doc: Document) -> Iterator[Saying]:
    for token in doc.tokens:
        if _may_speak(doc, token.i):
            yield from _from_clause(doc, token.i)
            yield from _from_phrase(doc, token.i)
            yield from _made_clear(doc, token.i)
        yield from passing.sayings_at(doc, token.i)


def _may_speak(doc: Document, i: int) -> bool:
    """A verb of its own, not half of "neither confirmed nor denied"."""
    token = doc.tokens[i]
    if not grammar.is_verb(doc, i) or token.dep in ("amod", "aux", "auxpass", "compound"):
        return False
    first = grammar.first_conjunct(doc, i)
    return not (silence.is_half_of_neither(doc, i) and grammar.negators(doc, first))


# CASE 1


def _from_clause(doc: Document, verb: int) -> Iterator[Saying]:
    for group in groups_of(doc, verb):
        if group == "ask" and _is_asked(doc, verb):
            continue
        clause, content = _clause_content(doc, verb, group)
        if clause is not None and not _is_musing(doc, verb, clause, group):
            yield from_verb(doc, verb, group, clause, [*content, *_more(doc, verb)])
            return


def _is_asked(doc: Document, verb: int) -> bool:
    """In "Asked whether he had, he …", "was asked if it would": whoever is asked says nothing by that."""
    own = _has_subject(doc, verb) and not grammar.is_passive(doc, verb)
    bare = doc.tokens[verb].dep in ("advcl", "acl", "amod") and doc.tokens[verb].tag in ("VBN", "VBD") and not own
    return (bare or grammar.is_passive(doc, verb)) and grammar.agent(doc, verb) is None


def _clause_content(doc: Document, verb: int, group: str) -> tuple[int | None, list[int]]:
    """The content clause of a speech verb: its complement, or the clause it is inserted into."""
    clause = _complement(doc, verb, group)
    if clause is not None:
        listener = _told_clause(doc, verb, clause)
        return clause, [*listener, *_without_rivals(doc, verb, clause)]
    if group in ("say", "think", "show") and doc.tokens[verb].lemma in _REPORTED_TO and grammar.is_passive(doc, verb):
        for clause in grammar.kids(doc, verb, "xcomp"):
            return clause, [*_subject_tokens(doc, verb), *grammar.subtree(doc, clause)]
    if group in ("say", "think", "quote", "show", "ask") and doc.tokens[verb].head != verb and _is_inserted(doc, verb):
        return doc.tokens[verb].head, _around(doc, verb)
    if group in ("say", "quote"):
        tail = _before_tail(doc, verb)
        return (tail[0], tail) if tail else (None, [])
    return None, []


def _told_clause(doc: Document, verb: int, clause: int) -> list[int]:
    """In "told the room that Turkey had hinted …, that it …": the first of two clauses, hung on the listener."""
    listeners = grammar.kids(doc, verb, "dobj") if doc.tokens[verb].lemma in _TELL else []
    for listener in listeners:
        for c in grammar.kids(doc, listener, "relcl", "acl"):
            opens = doc.tokens[doc.tokens[c].left].lower == "that" and doc.tokens[c].left == listener + 1
            if opens and _has_subject(doc, c) and c < clause:
                return grammar.subtree(doc, c)
    return []


def _before_tail(doc: Document, verb: int) -> list[int]:
    """In "…, a rebel spokesman said." whatever the parser made of what precedes: the sentence back to a semicolon."""
    subjects = grammar.kids(doc, verb, "nsubj")
    sentence = doc.sentence_of(verb)
    taken = grammar.kids(doc, verb, "dobj", "ccomp", "xcomp", "mark") and doc.tokens[verb].lemma not in _TELL
    if not subjects or taken or sentence.last - verb > _TAIL or doc.tokens[verb].tag not in _FINITE:
        return []
    comma = doc.tokens[subjects[0]].left - 1
    if comma <= sentence.first or doc.tokens[comma].text != ",":
        return []
    start = next(
        (i + 1 for i in range(comma, sentence.first - 1, -1) if doc.tokens[i].text in (";", "—")), sentence.first
    )
    said = list(range(start, comma))
    return said if any(grammar.is_verb(doc, i) for i in said) and len(said) > 3 else []


def _complement(doc: Document, verb: int, group: str) -> int | None:
    """The head of the complement clause that is what is said, one behind the verb before one in front of it."""
    clauses = sorted(grammar.kids(doc, verb, "ccomp"), key=lambda c: (c < verb, abs(c - verb)))
    for clause in clauses:
        bare_asked = doc.tokens[clause].tag == "VBN" and not _has_subject(doc, clause)
        if clause < verb and (_apart(doc, clause, verb) or bare_asked):
            continue
        if group in ("say", "think", "show", "ask", "want") or (group == "about" and _has_subject(doc, clause)):
            return clause
        if group == "quote" and clause < verb and _reported(doc, clause, verb):
            return clause
    if group in ("say", "about", "show") and not grammar.kids(doc, verb, "dobj"):
        astray = _astray(doc, verb)
        if astray is not None:
            return astray
    if group in ("commit", "want"):
        return next((c for c in grammar.kids(doc, verb, "xcomp", "ccomp") if c > verb), None)
    if group == "think" and doc.tokens[verb].lemma in ("hope", "expect", "fear"):
        return next((c for c in grammar.kids(doc, verb, "xcomp") if doc.tokens[c].tag == "VB"), None)
    return None


def _astray(doc: Document, verb: int) -> int | None:
    """In "denied in a notice that the talks had ended": the that-clause hung on the noun between."""
    between = (o for p in grammar.kids(doc, verb, "prep") if p > verb for o in grammar.kids(doc, p, "pobj"))
    return next((c for o in between for c in passing.that_clauses(doc, o)), None)


def _apart(doc: Document, clause: int, verb: int) -> bool:
    """A semicolon or colon parts the clause from the verb: it is a sentence of its own."""
    return any(doc.tokens[i].text in (";", ":") for i in range(doc.tokens[clause].right, verb))


def _reported(doc: Document, clause: int, verb: int) -> bool:
    """In "…, he complained": a clause in front of the verb with a comma or a closing mark between them."""
    return any(doc.tokens[i].text in (",", "”", '"', "»") for i in range(doc.tokens[clause].right, verb))


def _is_musing(doc: Document, verb: int, clause: int, group: str) -> bool:
    """In "as you know", "we'll see how", "I don't know who": a turn of phrase, nobody's account of anything."""
    if group not in ("think", "show"):
        return False
    subjects = {doc.tokens[c].lower for c in grammar.kids(doc, verb, "nsubj")}
    asked = any(doc.tokens[c].lower in _QUESTIONS for c in doc.tokens[clause].children if c < clause)
    if doc.tokens[verb].lemma in ("see", "know", "find", "consider", "hear", "learn") and asked:
        return True
    bare = not subjects and not grammar.is_passive(doc, verb) and doc.tokens[verb].tag in ("VB", "VBG")
    return bool(subjects & _ANYBODY) or (bare and grammar.doer(doc, verb) is None)


def _without_rivals(doc: Document, verb: int, clause: int) -> list[int]:
    """The clause without "…, while Yerevan said …", which is another's account, and without a part over a semicolon."""
    rivals = [
        a for a in (*grammar.kids(doc, clause, "advcl", "conj"),)
        if a > verb and "say" in groups_of(doc, a) and _has_subject(doc, a)
        and ({doc.tokens[c].lower for c in doc.tokens[a].children if doc.tokens[c].dep == "mark"} & _CONTRASTS
             or any(doc.tokens[i].text == ";" for i in range(clause, doc.tokens[a].left)))
    ]  # fmt: skip
    inside = grammar.subtree(doc, clause, without=rivals)
    if clause > verb:
        return inside
    start = max((i for i in inside if i < verb and doc.tokens[i].text == ";"), default=-1)
    return [i for i in inside if i > start]


def _more(doc: Document, verb: int) -> list[int]:
    """In "said the ministers were idle and would not sign": a shifted auxiliary shows that this too was said."""
    if doc.tokens[verb].tag != "VBD" or not any(c > verb for c in grammar.kids(doc, verb, "ccomp")):
        return []
    out: list[int] = []
    for joined in grammar.kids(doc, verb, "conj"):
        shifted = any(
            doc.tokens[c].lower in ("would", "had", "could", "were", "was") for c in grammar.kids(doc, joined, "aux")
        )
        if shifted and not _has_subject(doc, joined):
            out += [*grammar.subtree(doc, joined), *grammar.kids(doc, verb, "cc")]
    return out


def _is_inserted(doc: Document, verb: int) -> bool:
    """In "…, officials said", "…, as he put it": also where the speech was taken for a complement."""
    token = doc.tokens[verb]
    if token.dep in ("parataxis", "intj") or (token.dep == "advcl" and (_marked_as(doc, verb) or _closes(doc, verb))):
        return True
    comma = _behind_mark(doc, verb)
    marked = any(doc.tokens[c].dep == "mark" for c in token.children)
    if token.dep == "conj":
        return (
            comma and _has_subject(doc, verb) and not (grammar.kids(doc, verb, "ccomp", "xcomp") or _joined(doc, verb))
        )
    return token.dep in ("ccomp", "dep") and token.head < verb and comma and not marked


def _joined(doc: Document, verb: int) -> list[int]:
    """The "and" or "but" right in front of a joined clause."""
    before = doc.tokens[verb].left - 1
    return [before] if before >= 0 and doc.tokens[before].dep == "cc" else []


def _closes(doc: Document, verb: int) -> bool:
    """In "…, the paper reported on Monday": a clause without a mark, with its own subject, behind a comma."""
    token = doc.tokens[verb]
    marked = any(
        doc.tokens[c].dep in ("mark", "advmod") and c < verb and doc.tokens[c].tag in ("IN", "WRB")
        for c in token.children
    )
    return not marked and token.head < verb and _has_subject(doc, verb) and _behind_mark(doc, verb)


def _behind_mark(doc: Document, verb: int) -> bool:
    """A comma, dash or closing mark stands right in front of the clause, or opens it."""
    left = doc.tokens[verb].left
    return any(doc.tokens[i].text in (",", "”", '"', "»", "—", "–") for i in (left - 1, left) if i >= 0)


def _has_subject(doc: Document, clause: int) -> bool:
    return bool(grammar.kids(doc, clause, "nsubj", "nsubjpass", "expl", "csubj"))


def _subject_tokens(doc: Document, verb: int) -> list[int]:
    return [i for child in grammar.kids(doc, verb, "nsubj", "nsubjpass") for i in grammar.subtree(doc, child)]


def _marked_as(doc: Document, verb: int) -> bool:
    return any(doc.tokens[c].lower == "as" for c in doc.tokens[verb].children if c < verb)


def _around(doc: Document, branch: int) -> list[int]:
    """The clause that `branch` is inserted into, without it: the whole sentence part up to a semicolon."""
    head = doc.tokens[branch].head
    inside = grammar.subtree(doc, head, without=[branch])
    stops = [i for i in inside if doc.tokens[i].text == ";"]
    after = min((i for i in stops if i > branch), default=len(doc.tokens))
    before = max((i for i in stops if i < branch), default=-1)
    return [i for i in inside if before < i < after]


# CASE 2


def _from_phrase(doc: Document, verb: int) -> Iterator[Saying]:
    for group in groups_of(doc, verb):
        content = _phrase_content(doc, verb, group)
        if content and (grammar.doer(doc, verb) is not None or group == "call"):
            yield replace(
                one := from_verb(doc, verb, group, min(content), content),
                cue_tokens=(*one.cue_tokens, *_doubt(doc, verb)),
            )
            return


def _phrase_content(doc: Document, verb: int, group: str) -> list[int]:
    """The noun phrases that are what is said, by the verb's group; empty where there is nothing said."""
    passive = grammar.is_passive(doc, verb)
    objects = [] if passive else grammar.kids(doc, verb, "dobj", "oprd")
    heads: list[int] = []
    if group in ("about", "dismiss") and not objects and not passive and _denied_above(doc, verb):
        return [doc.tokens[verb].head]
    if group == "call":
        return _called(doc, verb, _subject_tokens(doc, verb) if passive else _subtrees(doc, objects))
    if group == "about" and not is_withheld(doc, verb):
        heads = _criticised(doc, verb, objects)
    elif group == "want":
        wanted = doc.tokens[verb].lemma in ("demand", "request")
        heads = [*grammar.under(doc, verb, "for"), *(objects if wanted else [])]
    elif group == "dismiss":
        heads = _dismissed(doc, verb, objects)
    elif group == "say":
        heads = [o for o in objects if _names_an_account(doc, o)] or _yes_or_no(doc, verb)
    return _subtrees(doc, heads)


def _denied_above(doc: Document, verb: int) -> bool:
    """In "a charge Egypt rejects", "an account they deny": the clause hangs on the account itself."""
    token = doc.tokens[verb]
    listed = token.lemma in words("cues", "stance", "deny") or token.lemma in words("cues", "verbs", "dismiss")
    return listed and token.dep in ("relcl", "acl") and is_account(doc, token.head)


def _yes_or_no(doc: Document, verb: int) -> list[int]:
    """In "says no to talks": the word and what it answers."""
    bare = [c for c in doc.tokens[verb].children if doc.tokens[c].lower in ("no", "yes") and c > verb]
    answered = [c for c in grammar.kids(doc, verb, "prep") if doc.tokens[c].lower == "to" and c > verb]
    return [*bare, *answered] if bare and doc.tokens[verb].lemma == "say" else []


def _called(doc: Document, verb: int, named: list[int]) -> list[int]:
    """What is called something, and what it is called."""
    predicate = _predicate(doc, verb)
    if not predicate or (grammar.is_passive(doc, verb) and not _calling(doc, verb)):
        return []
    return [*named, *predicate]


def _dismissed(doc: Document, verb: int, objects: list[int]) -> list[int]:
    """In "dismissed the account as fiction", "cast doubt on the claim": only an account is denied so."""
    if _doubt(doc, verb):
        below = [c for o in objects for c in grammar.under(doc, o, "on", "about")]
        return grammar.under(doc, verb, "on", "about") or below
    accounts = [o for o in (*objects, *grammar.under(doc, verb, "at")) if is_account(doc, o)]
    said_to_be = grammar.under(doc, verb, "as")
    untrue = any(doc.tokens[a].lemma in words("cues", "stance", "untrue") for a in said_to_be)
    return [*(accounts or objects), *said_to_be] if accounts or untrue else []


def dismisses_account(doc: Document, verb: int) -> bool:
    """In "rejected the report", "cast doubt on the claim"; an offer that is rejected is no account."""
    return bool(_dismissed(doc, verb, grammar.kids(doc, verb, "dobj", "oprd", "nsubjpass")))


def is_account(doc: Document, noun: int) -> bool:
    """A noun that stands for what somebody else said: report, claim, "talk of a pact"."""
    token = doc.tokens[noun]
    return token.lemma in words("cues", "stance", "account") or (
        token.lemma == "talk" and bool(grammar.under(doc, noun, "of"))
    )


def _doubt(doc: Document, verb: int) -> list[int]:
    """The noun of "cast doubt", which is half of the cue."""
    return [
        o
        for o in grammar.kids(doc, verb, "dobj")
        if doc.tokens[o].lemma == "doubt" and doc.tokens[verb].lemma in ("cast", "raise")
    ]


def _made_clear(doc: Document, verb: int) -> Iterator[Saying]:
    """In "has made (it) clear that": the adjective is half of the cue, the clause hangs on either."""
    if doc.tokens[verb].lemma != "make":
        return
    for clear in grammar.kids(doc, verb, "ccomp", "acomp", "oprd", "xcomp"):
        if doc.tokens[clear].lower in ("clear", "plain", "known"):
            clauses = [
                c
                for h in (verb, clear)
                for c in grammar.kids(doc, h, "ccomp", "advcl")
                if c > clear and passing.opens_with_that(doc, c)
            ]
            for clause in clauses[:1]:
                one = from_verb(doc, verb, "say", clause, grammar.subtree(doc, clause))
                yield replace(one, cue_tokens=(*one.cue_tokens, clear))


def _subtrees(doc: Document, heads: list[int]) -> list[int]:
    return [i for head in heads for i in grammar.subtree(doc, head)]


def _criticised(doc: Document, verb: int, objects: list[int]) -> list[int]:
    """The object or gerund, and what somebody is accused of, blamed or praised for."""
    gerunds = [c for c in grammar.kids(doc, verb, "xcomp") if doc.tokens[c].tag == "VBG" or _is_having(doc, c)]
    of = ("of", "for", "as") if objects else ()
    charges = [c for c in grammar.kids(doc, verb, "prep") if doc.tokens[c].lower in of and c > verb]
    return [*objects, *gerunds, *charges]


def _is_having(doc: Document, verb: int) -> bool:
    return any(doc.tokens[c].lower == "having" for c in grammar.kids(doc, verb, "aux"))


def is_withheld(doc: Document, verb: int) -> bool:
    """In "denied entry to the mediators", "denied prisoners access": kept from somebody, not said to be untrue."""
    kept = words("cues", "stance", "withheld")
    objects = grammar.kids(doc, verb, "dobj", "nsubjpass", "oprd")
    return doc.tokens[verb].lemma == "deny" and any(doc.tokens[o].lemma in kept for o in objects)


def _calling(doc: Document, verb: int) -> bool:
    """In "In the ministry this was called a lie": a passive counts where somebody calls it so, by name or by place."""
    return grammar.agent(doc, verb) is not None or house(doc, verb) is not None


def _names_an_account(doc: Document, noun: int) -> bool:
    """In "announced a ceasefire", "reported progress": an object that is itself news, not a listener or a reply."""
    verb = doc.tokens[doc.tokens[noun].head].lemma
    if doc.tokens[noun].lower in ("it", "this", "that"):
        return verb in ("repeat", "confirm", "reiterate", "admit", "acknowledge")
    return doc.tokens[noun].pos in ("NOUN", "PROPN") and verb in words("cues", "verbs", "account")


def _predicate(doc: Document, verb: int) -> list[int]:
    """The second part of "called it a trap", "described the talks as useful"."""
    heads = [*grammar.kids(doc, verb, "oprd", "xcomp"), *grammar.under(doc, verb, "as")]
    heads += [c for c in grammar.kids(doc, verb, "ccomp") if not grammar.kids(doc, c, "aux")]
    return [i for head in heads for i in grammar.subtree(doc, head)]
