"""What the tagger found, as sayings: characters become tokens, and the parse tells what kind of cue each is.

The tagger says where source, cue and content are; it knows no grammar. The head of the cue, the heads of its source
and of its content, and the cue's group are read from the tree here, so that everything behind works on one record.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from memcon.extract import grammar, silence
from memcon.extract.clauses import dismisses_account
from memcon.extract.saying import Saying, groups_of
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.models.tagger import Tagged
from memcon.types import Span, Spans

_CLAUSAL = ("say", "think", "show", "want", "ask", "commit", "quote")
_NOMINAL = ("about", "call", "dismiss", "want", "say", "think", "show")


def saying_of(doc: Document, tagged: Tagged) -> Saying | None:
    """The saying of one tagged attribution; None where its cue holds no token."""
    cue = tokens_at(doc, [tagged.cue])
    if not cue:
        return None
    head = head_of_cue(doc, cue)
    content = tokens_at(doc, tagged.content)
    clause = head_of(doc, content, behind=head) if content else None
    source = tokens_at(doc, tagged.source)
    quiet = grammar.is_verb(doc, head) and silence.refused(doc, head) is not None
    return Saying(
        head, tuple(sorted({*cue, head})), "silent" if quiet else _group(doc, head, clause, content),
        _named(doc, source, head), tuple(source), _spans(tagged.content), clause, quiet=quiet,
        alone=True, leaning=tagged.stances,
    )  # fmt: skip


def tokens_at(doc: Document, spans: Iterable[tuple[int, int]]) -> list[int]:
    """The tokens that overlap the characters, in text order."""
    out: list[int] = []
    for start, end in spans:
        first = bisect_right(doc.tokens, start, key=lambda t: t.end)
        out.extend(range(first, bisect_left(doc.tokens, end, key=lambda t: t.start)))
    return sorted(set(out))


def head_of_cue(doc: Document, cue: Sequence[int]) -> int:
    """The word of a cue that the rest hangs on; of an auxiliary alone ("had" of "had told"), its verb."""
    heads = [i for i in cue if doc.tokens[i].head not in cue or doc.tokens[i].head == i]
    verbs = [i for i in heads if grammar.is_verb(doc, i) and doc.tokens[i].dep not in ("aux", "auxpass")]
    nouns = [i for i in heads if doc.tokens[i].pos in ("NOUN", "ADJ", "PROPN")]
    according = [i for i in heads if doc.tokens[i].lower in ("according", "per")]
    helped = [doc.tokens[i].head for i in heads if doc.tokens[i].dep in ("aux", "auxpass")]
    loose = [i for i in cue if grammar.is_verb(doc, i)]
    return (according or verbs or helped or loose or nouns or heads or list(cue))[0]


def head_of(doc: Document, tokens: Sequence[int], *, behind: int) -> int | None:
    """The token that a phrase or clause hangs by: the one governed by `behind`, else the first verb, else the first."""
    inside = set(tokens)
    tops = [i for i in tokens if doc.tokens[i].head not in inside or doc.tokens[i].head == i]
    tops = [i for i in tops if doc.tokens[i].pos not in ("PUNCT", "SPACE")]
    governed = [i for i in tops if doc.tokens[i].head == behind and doc.tokens[i].pos not in ("ADP", "SCONJ")]
    verbs = [i for i in tops if grammar.is_verb(doc, i)]
    return next(iter([*governed, *verbs, *tops]), None)


def _named(doc: Document, source: list[int], cue: int) -> tuple[int, ...]:
    """The head of the source phrase; of a relative pronoun, the noun it stands for."""
    head = head_of(doc, source, behind=cue) if source else None
    if head is None:
        return ()
    if doc.tokens[head].tag in ("WP", "WDT") and len(source) == 1:
        noun = grammar.subject(doc, cue)
        return (noun if noun is not None else head,)
    return (head,)


def _group(doc: Document, cue: int, clause: int | None, content: Sequence[int]) -> str:
    """Which kind of cue it is: by the lists of `cues.toml`, else by the shape of its content."""
    token = doc.tokens[cue]
    if token.lower in ("according", "per"):
        return "according"
    if token.pos == "PUNCT":
        return "colon"
    if token.lower in words("cues", "adverbs", "sourceless"):
        return "adverb"
    if not grammar.is_verb(doc, cue):
        return "noun"
    clausal = clause is not None and grammar.is_verb(doc, clause)
    quoted = bool(content) and any(q.start <= doc.tokens[content[0]].start <= q.end for q in doc.quotes)
    # Two groups need more than their verb: a quotation, an account that is dismissed.
    lacking = {*(() if quoted else ("quote",)), *(() if dismisses_account(doc, cue) else ("dismiss",))}
    listed = tuple(g for g in groups_of(doc, cue) if g not in lacking)
    fitting = [g for g in listed if g in (_CLAUSAL if clausal else _NOMINAL)]
    if fitting or listed:
        return (fitting or list(listed))[0]
    return "quote" if quoted else "want" if clausal and doc.tokens[clause or 0].tag == "VB" else "other"


def _spans(some: Sequence[tuple[int, int]]) -> Spans:
    return tuple(Span(*span) for span in some)
