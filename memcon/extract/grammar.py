"""Small questions to the dependency tree: subjects, objects, negation, phrases. Labels are ClearNLP's.

Every function takes the Document and token indices and returns token indices or spans; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memcon.extract.sentences import Document
from memcon.types import Span, Spans

_NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "nothing", "neither", "nobody", "none", "hardly", "nor"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "ROOT", "parataxis", "pcomp", "csubj"})
_EDGE = frozenset({",", ";", ":", "--", "—", "–", "-", "'", '"', "“", "”", "‘", "’", "(", ")", ".", "``", "''", "…"})
_LOOSE = frozenset({"relcl", "acl", "appos", "parataxis", "advcl", "punct"})


def kids(doc: Document, i: int, *deps: str) -> list[int]:
    """Children of token `i` with one of the labels, left to right."""
    return [c for c in doc.tokens[i].children if doc.tokens[c].dep in deps]


def subtree(doc: Document, i: int, *, without: Iterable[int] = ()) -> list[int]:
    """All tokens under `i`, itself included, in text order, leaving out whole branches."""
    out, stack, banned = [], [i], set(without)
    while stack:
        at = stack.pop()
        if at in banned:
            continue
        out.append(at)
        stack.extend(doc.tokens[at].children)
    return sorted(out)


def conjuncts(doc: Document, i: int) -> list[int]:
    """`i` and everything joined to it by and, or, nor, in text order."""
    out, stack = [], [i]
    while stack:
        at = stack.pop()
        out.append(at)
        stack.extend(kids(doc, at, "conj"))
    return sorted(out)


def first_conjunct(doc: Document, i: int) -> int:
    """The token that heads the coordination `i` stands in."""
    while doc.tokens[i].dep == "conj":
        i = doc.tokens[i].head
    return i


def chain(doc: Document, i: int) -> Iterator[int]:
    """`i`'s head, that one's head, up to the root."""
    while doc.tokens[i].head != i:
        i = doc.tokens[i].head
        yield i


def is_verb(doc: Document, i: int) -> bool:
    """Verbs and auxiliaries, by part of speech or Penn tag."""
    token = doc.tokens[i]
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")


def is_passive(doc: Document, verb: int) -> bool:
    """A passive verb, or a past participle behind a noun ("the plan rejected by Kyiv")."""
    token = doc.tokens[verb]
    if kids(doc, verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if token.dep == "conj" and token.tag == "VBN" and not kids(doc, verb, "aux", "nsubj"):
        return is_passive(doc, token.head)
    return token.tag == "VBN" and token.dep in ("acl", "amod") and not kids(doc, verb, "aux")


def negators(doc: Document, verb: int) -> list[int]:
    """The words that negate a verb: not, never, "no" or "nothing" in its subject, object or complement."""
    found = [c for c in doc.tokens[verb].children if doc.tokens[c].dep == "neg" or doc.tokens[c].lower in _NEGATORS]
    found += [n for c in kids(doc, verb, "advmod") if doc.tokens[c].lower == "longer" for n in doc.tokens[c].children]
    found += [c for c in kids(doc, verb, "nsubj", "nsubjpass") if doc.tokens[c].lower in _NEGATORS]
    for child in kids(doc, verb, "nsubj", "nsubjpass", "dobj", "attr"):
        found += [c for c in doc.tokens[child].children if doc.tokens[c].lower in ("no", "neither", "none", "nor")]
    shared = doc.tokens[verb].tag == "VB" and not kids(doc, verb, "aux")
    if doc.tokens[verb].dep == "conj" and not found and (shared or is_neither(doc, verb)):
        return negators(doc, doc.tokens[verb].head)
    return [n for n in found if doc.tokens[n].lower in _NEGATORS]


def is_neither(doc: Document, verb: int) -> bool:
    """The second verb of "neither accepted nor rejected"."""
    token = doc.tokens[verb]
    return token.dep == "conj" and any(
        doc.tokens[c].lower in ("nor", "neither") for c in doc.tokens[token.head].children
    )


def subject(doc: Document, verb: int) -> int | None:
    """The head of the verb's own or shared subject: of a joined verb, a participle, an infinitive, a relative clause.

    None where the text leaves it open. Of a passive verb this is the logical object; see `agent`.
    """
    for _ in range(len(doc.tokens)):
        own = kids(doc, verb, "nsubj", "nsubjpass") or _subject_of_auxiliary(doc, verb) or _headline_subject(doc, verb)
        if own:
            return _antecedent(doc, verb, own[0])
        token = doc.tokens[verb]
        if token.dep in ("relcl", "acl") and not is_passive(doc, verb):
            return token.head if not is_verb(doc, token.head) else None
        if (
            token.dep not in ("conj", "xcomp", "advcl", "ccomp", "prep", "pcomp", "acomp", "attr", "advmod")
            or token.head == verb
        ):
            return None
        if token.dep == "ccomp" and token.tag not in ("VB", "VBG"):
            return None
        if token.dep == "xcomp" and kids(doc, token.head, "dobj") and is_verb(doc, token.head):
            return kids(doc, token.head, "dobj")[0]
        verb = token.head
    return None


def _subject_of_auxiliary(doc: Document, verb: int) -> list[int]:
    """In "Oman is mediating" the parser may hang the subject on the auxiliary."""
    return [s for a in kids(doc, verb, "aux", "auxpass") for s in kids(doc, a, "nsubj", "nsubjpass")]


def _headline_subject(doc: Document, verb: int) -> list[int]:
    """In "US rejects offer": in a headline the parser may take the name for a modifier of the verb."""
    if doc.tokens[verb].tag not in ("VBZ", "VBD", "VBP") or not is_verb(doc, verb):
        return []
    return [
        c for c in kids(doc, verb, "compound", "nmod", "npadvmod") if c < verb and doc.tokens[c].tag in ("NNP", "NNPS")
    ][-1:]


def _antecedent(doc: Document, verb: int, found: int) -> int:
    """Of a relative pronoun, the noun it stands for."""
    token = doc.tokens[verb]
    if doc.tokens[found].tag in ("WP", "WDT") and token.dep == "relcl":
        return token.head
    if doc.tokens[found].tag in ("WP", "WDT") and token.dep == "conj" and doc.tokens[token.head].dep == "relcl":
        return doc.tokens[token.head].head
    return found


def agent(doc: Document, verb: int) -> int | None:
    """The noun behind "by" of a passive verb."""
    for child in doc.tokens[verb].children:
        token = doc.tokens[child]
        if token.dep == "agent" or (token.lower == "by" and token.dep == "prep"):
            objects = kids(doc, child, "pobj")
            if objects:
                return objects[0]
    return None


def doer(doc: Document, verb: int) -> int | None:
    """Who does it: the subject of an active verb, the agent of a passive one."""
    return agent(doc, verb) if is_passive(doc, verb) else subject(doc, verb)


def under(doc: Document, i: int, *prepositions: str) -> list[int]:
    """Objects of these prepositions below `i`, including one step through another preposition ("out of")."""
    found = []
    for child in doc.tokens[i].children:
        token = doc.tokens[child]
        if token.dep in ("prep", "agent", "dative") and token.lower in prepositions:
            found += kids(doc, child, "pobj", "pcomp")
    return found


def particle(doc: Document, verb: int) -> str | None:
    """The particle of a phrasal verb, or the bare adverb or preposition that works as one."""
    for child in kids(doc, verb, "prt", "advmod", "prep"):
        if child > verb and (doc.tokens[child].dep == "prt" or child == verb + 1):
            return doc.tokens[child].lower
    return None


def top(doc: Document, i: int) -> int:
    """The verb of the clause that token `i` stands in."""
    while doc.tokens[i].dep not in _CLAUSES or not is_verb(doc, i):
        if doc.tokens[i].head == i:
            return i
        i = doc.tokens[i].head
    return i


def spans(doc: Document, indices: Iterable[int]) -> Spans:
    """The characters under these tokens: neighbours joined, punctuation at the edges of each run dropped."""
    runs: list[list[int]] = []
    for i in sorted(set(indices)):
        if runs and i == runs[-1][-1] + 1 and doc.tokens[i].sentence == doc.tokens[runs[-1][-1]].sentence:
            runs[-1].append(i)
        else:
            runs.append([i])
    return tuple(s for s in (_run_span(doc, run) for run in runs) if s is not None)


def _run_span(doc: Document, run: list[int]) -> Span | None:
    first, last = 0, len(run) - 1
    while first <= last and doc.tokens[run[first]].text in _EDGE:
        first += 1
    while last >= first and doc.tokens[run[last]].text in _EDGE:
        last -= 1
    return Span(doc.tokens[run[first]].start, doc.tokens[run[last]].end) if first <= last else None


def phrase(doc: Document, head: int) -> list[int]:
    """The whole noun phrase under `head`, with its relative clauses and appositions."""
    return subtree(doc, head)


def bare_phrase(doc: Document, head: int, *, coordinated: bool = True) -> list[int]:
    """The noun phrase up to the first loose addition: relative clause, apposition, comma."""
    drop = [c for c in doc.tokens[head].children if c > head and doc.tokens[c].dep in _LOOSE]
    if not coordinated:
        drop += kids(doc, head, "conj", "cc", "preconj")
    cut = min((doc.tokens[c].left for c in drop), default=None)
    inside = subtree(doc, head, without=drop)
    return [i for i in inside if cut is None or i < cut or i <= head]


def text_of(doc: Document, indices: Iterable[int]) -> str:
    """The words between the first and the last of these tokens, as they stand."""
    found = sorted(indices)
    return doc.text[doc.tokens[found[0]].start : doc.tokens[found[-1]].end] if found else ""
