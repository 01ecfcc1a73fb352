"""Document and tagged text -> sayings: who is said to have said what, by which words (PARC's source, cue and content).

Two readers look at a report. The trained tagger (`models/tagger`) says where sources, cues and contents are; the
grammar (`clauses`, `passing`, `silence`, `quotes`) says how they hang together: what a cue governs, who passes on whom,
what is a refusal to say anything. Where both find a cue, the spans are the tagger's and the links the grammar's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.extract.clauses import sayings_by_grammar
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.extract.tagged import saying_of
from memcon.models.tagger import Tagged

__all__ = ["Saying", "find_sayings", "parents"]


def find_sayings(doc: Document, tagged: Sequence[Tagged]) -> tuple[Saying, ...]:
    """All sayings of a report, in the order of their cues; at most one for each cue."""
    ruled = {s.cue: s for s in sayings_by_grammar(doc)}
    by_token = {i: s.cue for s in ruled.values() for i in s.cue_tokens}
    out: dict[int, Saying] = {}
    for one in filter(None, (saying_of(doc, t) for t in tagged)):
        twin = ruled.get(one.cue) or next((ruled[by_token[i]] for i in one.cue_tokens if i in by_token), None)
        made = one if twin is None else _completed(one, twin)
        out.setdefault(made.cue, made)
    for cue, saying in ruled.items():
        out.setdefault(cue, saying)
    return tuple(out[cue] for cue in sorted(out) if out[cue].content or out[cue].quiet)


def _completed(tagged: Saying, ruled: Saying) -> Saying:
    """The tagger's spans with what the grammar knows of the same cue."""
    same_source = bool(set(tagged.source_tokens) & set(ruled.source_tokens)) or set(tagged.source) & set(ruled.source)
    return replace(
        ruled,
        cue_tokens=tagged.cue_tokens,
        source=ruled.source if same_source else tagged.source,
        source_tokens=tagged.source_tokens,
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
