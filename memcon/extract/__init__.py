"""Report -> Reading, pure: the same report always gives the same reading, and nothing is read or written elsewhere.

The steps, in the order the data moves; each stands behind one function of the file that bears its name:

    sentences     read_sentences     text -> tokens, sentences, quotations
    attribution   find_sayings       -> who says what, nested (stance: how they stand to it)
    cast          find_cast          -> whom each noun phrase stands for (names: by the code book)
    sources       find_sources       -> sources, resolved and classed
    relays        find_relays        -> whose reporting is passed on
    dates         find_dates         -> dates with precision
    events        find_events        -> moves with parties and terms (domain, triggers, arguments, terms, modality)
    answers       find_answers       -> what answers what
    positions     find_positions     -> where parties stand
    conflicts     find_conflicts     -> who contradicts whom
"""

from __future__ import annotations

from memcon.extract.extract import extract

__all__ = ["extract"]
