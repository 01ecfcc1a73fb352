"""Score float taggers, one or the mean of several, before one is exported; `benchmarks/attribution.py` scores the rest.

Besides PolNeAR's dev articles it scores our own held-out reports: attributions at any depth whose cue overlaps, the
links between them, and stances.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import BertConfig

from benchmarks.attribution import tallies_of, with_intervals
from memcon.models.decode import STANCES, Run, decode
from memcon.models.windows import Spell, Window, windows
from training.attribution import net, train
from training.attribution.articles import Article, Marked
from training.attribution.examples import inputs_of, speller
from training.attribution.train import HERE, SHARED, encoder_folder, held_out

Spelling = tuple[Spell, int, int]
Logits = tuple[NDArray[np.float32], ...]
Read = list[tuple[Window, Logits]]


def load(path: Path) -> net.Tagger:
    """A tagger whose weights stand in `path`."""
    tagger = net.Tagger(BertConfig.from_pretrained(encoder_folder()))
    train.take_up(tagger, path)
    return tagger.eval()


def logits_of(tagger: net.Tagger, texts: Sequence[str], spelling: Spelling) -> list[Read]:
    """For each text its windows with cue, inner cue, pair and stance logits."""
    out = []
    with torch.inference_mode():
        for text in texts:
            read: Read = []
            for window in windows(text, *spelling):
                cue, inner, _, pairs, stances = tagger(*inputs_of([window]))
                read.append((window, tuple(part[0].numpy() for part in (cue, inner, pairs, stances))))
            out.append(read)
    return out


def mean_of(runs: Sequence[list[Read]]) -> list[Read]:
    """The mean of several taggers' logits for the same texts."""
    return [
        [
            (windows_of[0][0], tuple(np.mean(parts, axis=0) for parts in zip(*(w[1] for w in windows_of), strict=True)))
            for windows_of in zip(*reads, strict=True)
        ]
        for reads in zip(*runs, strict=True)
    ]


def found_in(read: Read) -> list[dict[str, Any]]:
    """The attributions of one text in the shared scorer's form, with `sure` and `stance`."""
    out: list[dict[str, Any]] = []
    for window, logits in read:
        base = len(out)
        for n, found in enumerate(decode(*logits)):
            row: dict[str, Any] = {"id": f"a{base + n}", "sure": found.sure, "stance": STANCES[found.stance]}
            row["parent"] = None if found.parent is None else f"a{base + found.parent}"
            row |= {"source": _characters(window, found.source), "cue": _characters(window, (found.cue,))}
            out.append(row | {"content": _characters(window, found.content)})
    return out


def _characters(window: Window, runs: Sequence[Run]) -> list[list[int]]:
    return [[window.words[a].start, window.words[b].end] for a, b in runs]


def own_figures(articles: Sequence[Article], predicted: Sequence[list[dict[str, Any]]]) -> dict[str, float]:
    """F1 in percent on own reports: cues at any depth, nested ones alone, sources and contents of matched cues that
    are exact up to punctuation, and each stance.
    """
    tally: Counter[tuple[str, str]] = Counter()
    for article, found in zip(articles, predicted, strict=True):
        inner = {
            m: any(o is not m and s <= m.cue[0][0] and m.cue[0][1] <= e for o in article.marked for s, e in o.content)
            for m in article.marked
        }
        free = list(found)
        tally["cue", "got"] += len(found)
        tally["nested", "got"] += sum(f["parent"] is not None for f in found)
        for f in found:
            tally[f["stance"], "got"] += 1
        for m in article.marked:
            twin = next((f for f in free if _touch(f["cue"], m.cue)), None)
            _count(tally, article.text, m, twin, nested=inner[m])
            if twin is not None:
                free.remove(twin)

    def f1(name: str) -> float:
        return 200 * tally[name, "hit"] / max(1, tally[name, "gold"] + tally[name, "got"])

    names = ("cue", "nested", *STANCES)
    return {n: f1(n) for n in names} | {
        n: 100 * tally[n, "hit"] / max(1, tally[n, "gold"]) for n in ("source", "content")
    }


def _count(
    tally: Counter[tuple[str, str]], text: str, gold: Marked, twin: dict[str, Any] | None, *, nested: bool
) -> None:
    names = ["cue", *(["nested"] if nested else []), gold.stance or "affirm"]
    for name in names:
        tally[name, "gold"] += 1
    if twin is None:
        return
    tally["cue", "hit"] += 1
    tally["nested", "hit"] += nested and twin["parent"] is not None
    tally[gold.stance or "affirm", "hit"] += twin["stance"] == gold.stance
    for role in ("source", "content"):
        tally[role, "gold"] += 1
        tally[role, "hit"] += _bare(text, getattr(gold, role)) == _bare(text, twin[role])


def _bare(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    return {i for s, e in spans for i in range(s, e) if text[i].isalnum()}


def _touch(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> bool:
    return any(s < f and r < e for s, e in one for r, f in other)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, nargs="+")
    parser.add_argument("--gold", type=Path, default=SHARED / "data/polnear/dev.jsonl")
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    spelling, models = speller(encoder_folder()), [load(m) for m in args.model]
    own = held_out(HERE / "own")
    if own:
        read = mean_of([logits_of(m, [a.text for a in own], spelling) for m in models])
        figures = own_figures(own, [found_in(r) for r in read])
        print(f"own held-out ({len(own)}):", " ".join(f"{k} {v:.1f}" for k, v in figures.items()), flush=True)
    gold = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()][: args.limit]
    read = mean_of([logits_of(m, [g["text"] for g in gold], spelling) for m in models])
    for name, (value, low, high) in with_intervals(tallies_of(gold, [found_in(r) for r in read])).items():
        print(f"{name:15s} {value:5.1f} [{low:.1f}, {high:.1f}]", flush=True)


if __name__ == "__main__":
    main()
