"""Source, cue and content on PolNeAR's dev articles, with 95 % intervals; needs `../shared/data/polnear`.

    python -m benchmarks.attribution            what `memcon read` finds, scored by ../shared/tools/score_attribution.py
    python -m benchmarks.attribution --tagger   what the tagger alone finds

The figures are that scorer's; the intervals are a bootstrap over articles (2,000 draws, fixed seed). Sourceless
attributions, which the published figures leave out of the source column, are reported apart: of the gold ones that were
found, how many were read as having no source, and of those read as having none, how many have none.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from memcon import read_text, to_json
from memcon.models import tagger

SHARED = Path(__file__).parents[2] / "shared"
ROLES = ("source", "cue", "content")
MEASURES = ("source tokens", "cue tokens", "content tokens", "source", "cue", "content", "all", "match", "whole")
Row = dict[str, Any]
Tally = Counter[Any]


def scorer() -> ModuleType:
    """The shared scorer as a module, so that its counts can be resampled."""
    spec = importlib.util.spec_from_file_location("score_attribution", SHARED / "tools/score_attribution.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def percentages(tally: Tally) -> dict[str, float]:
    """F1 in percent for each of MEASURES, from the scorer's counts."""

    def f1(hit: int, gold: int, got: int) -> float:
        return 200 * hit / (gold + got) if gold + got else 0.0

    out = {f"{r} tokens": f1(*(tally[r, "token", k] for k in ("hit", "gold", "got"))) for r in ROLES}
    out |= {r: f1(*(tally[r, "exact", k] for k in ("hit", "gold", "got"))) for r in (*ROLES, "all")}
    out["match"] = f1(*(tally["match", k] for k in ("hit", "gold", "got")))
    out["whole"] = f1(tally["whole"], tally["match", "gold"], tally["match", "got"])
    return out


def with_intervals(tallies: Sequence[Tally], draws: int = 2000) -> dict[str, tuple[float, float, float]]:
    """Each measure with the ends of its 95 % interval, resampling articles."""
    rng = random.Random(0)
    point = percentages(sum(tallies, Counter()))
    drawn = [percentages(sum(rng.choices(tallies, k=len(tallies)), Counter())) for _ in range(draws)]
    out = {}
    for name, value in point.items():
        sample = sorted(d[name] for d in drawn) or [value]
        out[name] = (value, sample[int(0.025 * len(sample))], sample[int(0.975 * len(sample))])
    return out


def tallies_of(gold: Sequence[Row], predicted: Sequence[list[Row]]) -> list[Tally]:
    """The scorer's counts, article by article."""
    score = scorer()
    out = []
    for article, found in zip(gold, predicted, strict=True):
        tally: Tally = Counter()
        score.score_article(article, found, tally)
        out.append(tally)
    return out


def by_memcon(text: str) -> list[Row]:
    """The attributions of a reading, as JSON."""
    attributions: list[Row] = json.loads(to_json(read_text(text)))["attributions"]
    return attributions


def by_tagger(text: str) -> list[Row]:
    """The tagger's attributions in the scorer's form."""
    return [
        {
            "id": str(n),
            "parent": None if t.parent is None else str(t.parent),
            "source": list(t.source),
            "cue": [t.cue],
            "content": list(t.content),
        }
        for n, t in enumerate(tagger.tag(text))
    ]


def sourceless(gold: Sequence[Row], predicted: Sequence[list[Row]]) -> tuple[int, int, int, int]:
    """Gold attributions that name nobody: all, found, found as naming nobody; and how many were read as such."""
    score = scorer()
    counts = [0, 0, 0, 0]
    for article, found in zip(gold, predicted, strict=True):
        text = article["text"]
        got = [{r: score.spans_of(x, r, text) for r in ROLES} for x in score.outermost(found, text)]
        counts[3] += sum(1 for g in got if not g["source"])
        for want in article["attributions"]:
            if want["no_source"]:
                spans = {r: score.spans_of(want, r, text) for r in ROLES}
                met = [g for g in got if score.same_place(spans, g)]
                counts[0] += 1
                counts[1] += bool(met)
                counts[2] += any(not g["source"] for g in met)
    return counts[0], counts[1], counts[2], counts[3]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "data/polnear/dev.jsonl")
    parser.add_argument("--tagger", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--limit", type=int, help="only so many articles")
    args = parser.parse_args()
    gold = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()][: args.limit]
    read: Callable[[str], list[Row]] = by_tagger if args.tagger else by_memcon
    predicted = [read(article["text"]) for article in gold]
    results = with_intervals(tallies_of(gold, predicted))
    names = dict(zip(("gold", "found", "right", "read"), sourceless(gold, predicted), strict=True))
    if args.json:
        print(
            json.dumps(
                {k: dict(zip(("f1", "low", "high"), v, strict=True)) for k, v in results.items()}
                | {"sourceless": names}
            )
        )
        return
    print(f"{len(gold)} articles, F1 in percent [95 % interval]")
    for name, (value, low, high) in results.items():
        print(f"{name:15s} {value:5.1f} [{low:.1f}, {high:.1f}]")
    print(
        "sourceless: {gold} in the gold, {found} found, {right} of them without a source; {read} read as such".format(
            **names
        )
    )


if __name__ == "__main__":
    main()
