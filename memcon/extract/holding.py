"""Which contents hold a place of the text, innermost first: one sweep for all places, so long reports stay linear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memcon.types import Spans


def holding(contents: Sequence[Spans], points: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """For each character of `points`, the indices into `contents` of those that hold it, the shortest first."""
    sizes = [sum(end - start for start, end in spans) for spans in contents]
    opening = sorted((start, end, n) for n, spans in enumerate(contents) for start, end in spans)
    out: dict[int, tuple[int, ...]] = {}
    still_open: list[tuple[int, int]] = []
    reached = 0
    for point in sorted(set(points)):
        while reached < len(opening) and opening[reached][0] <= point:
            _, end, n = opening[reached]
            still_open.append((end, n))
            reached += 1
        still_open = [(end, n) for end, n in still_open if end > point]
        out[point] = tuple(sorted(dict.fromkeys(n for _, n in still_open), key=lambda n: (sizes[n], n)))
    return out
