"""Document and tagged text -> sayings: who is said to have said what, by which words (PARC's source, cue and content).

Two readers look at a report. The trained tagger (`models/tagger`) says where sources, cues and contents are; the
grammar (`clauses`, `passing`, `silence`, `quotes`) says how they hang together: what a cue governs, who passes on whom,
what is a refusal to say anything. Where both find a cue, the spans are the tagger's and the links the grammar's. What
only the grammar finds is kept where it stands in another's content (PolNeAR, from which the tagger learnt most, marks
nothing there), is a refusal, or is a citation, label or adverb, which are told by form alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.extract.clauses import is_withheld, sayings_by_grammar
from memcon.extract.holding import holding
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.tagged import saying_of
from memcon.models.tagger import Tagged

_GRAMMATICAL = frozenset({"cite", "adverb", "colon", "according"})

__all__ = ["Saying", "find_sayings", "parents"]


def find_sayings(doc: Document, tagged: Sequence[Tagged]) -> tuple[Saying, ...]:
    """All sayings of a report, in the order of their cues; at most one for each cue."""
    ruled = {s.cue: s for s in sayings_by_grammar(doc)}
    out: dict[int, Saying] = {}
    for one in filter(None, (saying_of(doc, t) for t in tagged)):
        if not is_withheld(doc, one.cue):
            for made in _joined(one, [ruled[i] for i in one.cue_tokens if i in ruled]):
                out.setdefault(made.cue, made)
    taken = {i for one in out.values() for i in one.cue_tokens}
    contents = [one.content for one in out.values()]
    held = holding(contents, [doc.tokens[cue].start for cue in ruled])
    for cue, saying in ruled.items():
        kind = saying.quiet or saying.group in _GRAMMATICAL
        if (cue not in taken or saying.group == "adverb") and (kind or held[doc.tokens[cue].start]):
            out[cue] = saying
    return tuple(out[cue] for cue in sorted(out) if out[cue].content or out[cue].quiet)


def _joined(tagged: Saying, ruled: Sequence[Saying]) -> list[Saying]:
    """The tagger's saying with what the grammar knows of the same cue.

    In "denied telling them that …" the tagger sees one cue and the grammar two: then the grammar's stand. An adverb
    ("reportedly turned down") is a saying of its own and tells nothing of the verb beside it.
    """
    twins = [s for s in ruled if s.group != "adverb"]
    if len(twins) > 1 and not any(s.quiet for s in twins):
        return [replace(s, leaning=tagged.leaning if s.cue == tagged.cue else None) for s in twins]
    twin = next((s for s in twins if s.cue == tagged.cue), twins[0] if twins else None)
    return [tagged] if twin is None else [_completed(tagged, twin)]


def _completed(tagged: Saying, ruled: Saying) -> Saying:
    """The tagger's spans, but for what is a matter of grammar: a noun's clause, a turn of phrase, where a clause begins
    inside the cue ("said he would not answer"), and a source cut before its head.
    """
    phrase = ruled.group == "according" and ruled.cue_tokens != tagged.cue_tokens
    if ruled.group == "noun" or phrase or (ruled.clause in tagged.cue_tokens and not ruled.quiet):
        return replace(ruled, leaning=tagged.leaning)
    cut = set(tagged.source_tokens) < set(ruled.source_tokens) and not {*ruled.source} & {*tagged.source_tokens}
    nameless = (ruled.quiet and not tagged.source) or (bool(tagged.source) and cut)
    same = bool({*tagged.source_tokens, *tagged.source} & {*ruled.source_tokens, *ruled.source})
    return replace(
        ruled,
        cue_tokens=tagged.cue_tokens,
        source=ruled.source if same or nameless else tagged.source,
        source_tokens=ruled.source_tokens if nameless else tagged.source_tokens,
        content=tagged.content or ruled.content,
        leaning=tagged.leaning,
    )


def parents(doc: Document, sayings: tuple[Saying, ...]) -> dict[int, int | None]:
    """For each cue, the cue of the attribution whose content most tightly holds it (nesting, MPQA's chain).

    One pass over the cues in text order with the contents that are open there, so that a long report stays linear.
    """
    out: dict[int, int | None] = {s.cue: None for s in sayings}
    opening = sorted((a, b, s.cue) for s in sayings for a, b in s.content)
    size = {s.cue: sum(b - a for a, b in s.content) for s in sayings}
    open_: list[tuple[int, int, int]] = []
    n = 0
    for saying in sorted(sayings, key=lambda s: doc.tokens[s.cue].start):
        at = doc.tokens[saying.cue].start
        while n < len(opening) and opening[n][0] <= at:
            open_.append(opening[n])
            n += 1
        open_ = [o for o in open_ if o[1] > at]
        around = [(size[cue], cue) for _, _, cue in open_ if cue != saying.cue]
        out[saying.cue] = min(around, default=(0, None))[1]
        if saying.under in size:
            out[saying.cue] = saying.under
    return out
