"""How factual events are, on the dev parts of two public sets, with 95 % intervals.

    python -m benchmarks.factuality [FOLDER]    FOLDER holds uw/ and uds_ih2/ (default ../shared/data/factuality)
    python -m benchmarks.factuality --json      the same for programs

For each set: mean absolute error and Pearson's r of memcon's value, of the value composed from the code book's
signatures alone, of the constant 3 ("everything happened") and of the mean of the training part; `skill` is how much
of the constant's error is gone. Then precision, recall and F1 of three classes, memcon's and the gold's:

    negated     value <= -1           FactBank's CT-, PR- and PS-: at the least, possibly not
    uncertain   -1 < value < 1.5      FactBank's U and PS+: open, or no more than possible
    happened    value >= 1.5          nearer to PR+ and CT+ than to PS+

FactBank (Saurí and Pustejovsky 2009) names seven degrees, which Lee et al. (2015) lay on -3 (CT-), -2 (PR-), -1
(PS-), 0 (U), 1 (PS+), 2 (PR+) and 3 (CT+). Annotators' means lie between them, so a cut is needed: -1 itself is the
weakest value that FactBank calls negative, and 1.5 is half-way from PS+ to PR+. They were set before any figure was
seen and are not tuned.

The intervals are percentiles of 2,000 draws of sentences with a fixed seed. UW asked how certain it is that the event
takes or took place, UDS-IH2 whether it has happened, so that a planned one is uncertain in the one and negated in the
other: each is read by the model of its own question. The sets' text is tokenised; it is put together as it would be
written, and offsets are carried over. Sayings are those of the grammar alone; the tagger's have not been tried.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from memcon.extract.clauses import sayings_by_grammar
from memcon.extract.factuality import composed, factuality_of, operators
from memcon.extract.sentences import Document, read_sentences
from memcon.models.factuality import Question

# Which question each set asked its annotators.
SETS: dict[str, Question] = {"uw": "presented", "uds_ih2": "happened"}
FOLDER = Path(__file__).parents[2] / "shared" / "data" / "factuality"
CLASSES: dict[str, tuple[float, float]] = {"negated": (-9.0, -1.0), "uncertain": (-1.0, 1.5), "happened": (1.5, 9.0)}
RESAMPLES, SEED = 2_000, 20_240_213

Floats = NDArray[np.float64]
Interval = tuple[float, float, float]
"""A figure and the ends of its interval."""


class Row(NamedTuple):
    """A sentence with its events: characters `[start, end)` of `text`, and the gold value."""

    text: str
    events: tuple[tuple[int, int, float], ...]


class Guesses(NamedTuple):
    """By event: the number of its sentence, gold, memcon's value, the value by signatures alone."""

    sentence: NDArray[np.int64]
    gold: Floats
    memcon: Floats
    composed: Floats


# the text as it was before tokenisation

_NO_SPACE_BEFORE = re.compile(r"(?:n['’]t|['’`](?:s|re|ve|ll|d|m)|[,.;:!?%)\]}]+|\.{2,}|''|['’])", re.IGNORECASE)
_NO_SPACE_AFTER = frozenset({"(", "[", "{", "``", "$", "#", "`", "US$", "C$"})
_HALVES = frozenset({"can not", "gon na", "got ta", "wan na", "lem me", "gim me"})
_AS_WRITTEN = {"``": '"', "''": '"', "-lrb-": "(", "-rrb-": ")", "`s": "'s"}
# Behind " - " these begin a clause, so that the mark is a dash and no hyphen.
_DASHED = re.compile(r"an?|and|as|at|before|but|for|he|i[nst]?|not|or|so|that|the[ny]?|this|we|wh(?:at|en|o)|you")


def joined(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A tokenised text as it was written, and pairs (character there, character here) at each token's start."""
    out, starts, at, opened = "", [], 0, False
    tokens = text.split(" ")
    glued = True
    for n, token in enumerate(tokens):
        written = _AS_WRITTEN.get(token.lower(), token)
        closes = token == '"' and opened
        before = tokens[n - 1] if n else ""
        after = tokens[n + 1] if n + 1 < len(tokens) else ""
        hyphen = token == "-" and _is_hyphen(before, after)
        tight = _NO_SPACE_BEFORE.fullmatch(token) or closes or hyphen or f"{before} {token}".lower() in _HALVES
        if not glued and not (tight and n):
            out += " "
        starts.append((at, len(out)))
        out += written
        glued = token in _NO_SPACE_AFTER or hyphen or (token == '"' and not opened)
        opened = opened != (token == '"')
        at += len(token) + 1
    return out, starts


def _is_hyphen(before: str, after: str) -> bool:
    """In "year - end": words on both sides, the second none that begins a clause."""
    return before[-1:].isalnum() and after[:1].isalnum() and _DASHED.fullmatch(after.lower()) is None


def moved(at: int, starts: list[tuple[int, int]]) -> int:
    """The place here of a character there."""
    there, here = starts[bisect_right(starts, at, key=lambda pair: pair[0]) - 1]
    return here + at - there


def rows_of(path: Path) -> Iterator[Row]:
    """The sentences of a set, as written."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, starts = joined(row["text"])
        events = ((moved(e["start"], starts), moved(e["end"] - 1, starts) + 1, e["factuality"]) for e in row["events"])
        yield Row(text, tuple(events))


def token_at(doc: Document, start: int, end: int) -> int | None:
    """The token that shares most characters with the span."""
    over = {t.i: min(t.end, end) - max(t.start, start) for t in doc.tokens if t.start < end and t.end > start}
    return max(over, key=lambda i: (over[i], i)) if over else None


# figures


def guesses(rows: Sequence[Row], question: Question) -> Guesses:
    """What memcon makes of every event; one that no token covers counts as read with 3."""
    out: list[tuple[int, float, float, float]] = []
    for n, row in enumerate(rows):
        doc = read_sentences(row.text)
        sayings = sayings_by_grammar(doc)
        for start, end, gold in row.events:
            at = token_at(doc, start, end)
            if at is None:
                out.append((n, gold, 3.0, 3.0))
                continue
            value = factuality_of(doc, at, sayings, question).value
            out.append((n, gold, value, composed(operators(doc, at, sayings))))
    table = np.array(out)
    return Guesses(table[:, 0].astype(np.int64), table[:, 1], table[:, 2], table[:, 3])


def class_of(values: Floats) -> NDArray[np.int64]:
    """0 negated, 1 uncertain, 2 happened."""
    return np.where(values <= CLASSES["negated"][1], 0, np.where(values < CLASSES["uncertain"][1], 1, 2))


def error(guessed: Floats, gold: Floats) -> float:
    return float(np.abs(guessed - gold).mean())


def correlation(guessed: Floats, gold: Floats) -> float:
    """Pearson's r; 0 where nothing varies."""
    return float(np.corrcoef(guessed, gold)[0, 1]) if guessed.std() and gold.std() else 0.0


def interval(found: Guesses, figure: Callable[[NDArray[np.int64]], float]) -> Interval:
    """A figure of all events (given by their places) with the percentiles of resampled sentences."""
    places = np.split(np.arange(len(found.gold)), np.flatnonzero(np.diff(found.sentence)) + 1)
    rng = np.random.default_rng(SEED)
    drawn = [
        figure(np.concatenate([places[i] for i in rng.integers(0, len(places), len(places))])) for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return figure(np.arange(len(found.gold))), float(low), float(high)


def class_figures(found: Guesses) -> dict[str, dict[str, Interval]]:
    """Precision, recall and F1 of each class, with intervals over sentences."""
    gold, got = class_of(found.gold), class_of(found.memcon)
    width = int(found.sentence.max()) + 1
    weights = np.random.default_rng(SEED).multinomial(width, np.full(width, 1 / width), RESAMPLES)
    weights = np.vstack([np.ones(width, np.int64), weights])
    out = {}
    for number, name in enumerate(CLASSES):
        masks = ((gold == number) & (got == number), got == number, gold == number)
        right, read, wanted = (weights @ np.bincount(found.sentence[mask], minlength=width) for mask in masks)
        sums = {"precision": (right, read), "recall": (right, wanted), "f1": (2 * right, read + wanted)}
        out[name] = {key: _percentiles(over / np.maximum(under, 1)) for key, (over, under) in sums.items()}
    return out


def _percentiles(values: Floats) -> Interval:
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return float(values[0]), float(low), float(high)


def report(folder: Path, question: Question, part: str) -> dict[str, Any]:
    """All figures of one set."""
    found = guesses(list(rows_of(folder / f"{part}.jsonl")), question)
    gold = found.gold
    mean = float(np.mean([e[2] for row in rows_of(folder / "train.jsonl") for e in row.events]))
    constants = {"constant 3": np.full(len(gold), 3.0), "train mean": np.full(len(gold), mean)}
    readers = {"memcon": found.memcon, "signatures alone": found.composed, **constants}
    return {
        "events": len(gold),
        "mae": interval(found, lambda at: error(found.memcon[at], gold[at])),
        "r": interval(found, lambda at: correlation(found.memcon[at], gold[at])),
        "skill": 1 - error(found.memcon, gold) / error(constants["constant 3"], gold),
        "readers": {name: {"mae": error(v, gold), "r": correlation(v, gold)} for name, v in readers.items()},
        "classes": class_figures(found),
    }


def shown(name: str, figures: dict[str, Any]) -> Iterator[str]:
    """The figures of one set as lines."""
    yield f"{name}: {figures['events']} events"
    for reader, it in figures["readers"].items():
        more = ""
        if reader == "memcon":
            more = "   [{1:.3f}, {2:.3f}]".format(*figures["mae"]) + "  [{1:.3f}, {2:.3f}]".format(*figures["r"])
        yield f"  {reader:18s} mean absolute error {it['mae']:.3f}   r {it['r']:.3f}{more}"
    for kind, it in figures["classes"].items():
        cells = ("{} {:.3f} [{:.3f}, {:.3f}]".format(key, *it[key]) for key in ("precision", "recall", "f1"))
        yield f"  {kind:18s} {'   '.join(cells)}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    asked.add_argument("--part", choices=("dev", "test", "train"), default="dev")
    asked.add_argument("--json", action="store_true")
    args = asked.parse_args()
    found = {name: report(args.folder / name, question, args.part) for name, question in SETS.items()}
    if args.json:
        print(json.dumps(found))
        return
    print("\n".join(line for name, figures in found.items() for line in shown(name, figures)))


if __name__ == "__main__":
    main()
