"""Articles -> labelled windows -> batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from memcon.models.tagger import vocabulary
from memcon.models.windows import Spell, Window, features, windows
from training.attribution.articles import Article, Marked
from training.attribution.net import B_CONTENT, B_SOURCE, OUT, STANCES

IGNORE = -100


@dataclass(frozen=True, slots=True)
class Example:
    """A window with labels for each word: cue tags (0 out, 1 begin, 2 inside), flat tags, and for each cue its words,
    the labels of all words as seen from it, and its stance (a number in net.STANCES, or IGNORE).
    """

    article: str
    window: Window
    cue: list[int]
    inner: list[int]
    flat: list[int]
    pairs: list[tuple[list[int], list[int], int]]


def speller(folder: Path) -> tuple[Spell, int, int]:
    """The encoder's own vocabulary, as it is used at run time."""
    return vocabulary(folder / "tokenizer.json")


def examples(articles: Sequence[Article], spelling: tuple[Spell, int, int]) -> list[Example]:
    """Every window of every article with its labels, in order."""
    return [_example(article, window) for article in articles for window in windows(article.text, *spelling)]


def _example(article: Article, window: Window) -> Example:
    def inside(spans: Sequence[tuple[int, int]]) -> list[int]:
        return [n for n, w in enumerate(window.words) if any(s < w.end and w.start < e for s, e in spans)]

    size = len(window.words)
    cue, inner, flat = [OUT] * size, [OUT] * size, [OUT] * size
    pairs = []
    content = set(inside([s for m in article.marked for s in m.content]))
    for m in sorted(article.marked, key=lambda m: not _is_inner(m, article.marked), reverse=False):
        words = inside(m.cue)
        if not words:
            continue
        labels = [OUT] * size
        for spans, begin in ((m.source, B_SOURCE), (m.content, B_CONTENT)):
            for span in spans:
                _tag(labels, inside([span]), begin)
        pairs.append((words, labels, IGNORE if m.stance is None else STANCES.index(m.stance)))
        _tag(inner, words, 1)
        if not _is_inner(m, article.marked):
            _tag(cue, words, 1)
            for n, label in enumerate(labels):
                flat[n] = label or flat[n]
    if not article.nested:
        inner = [IGNORE if n in content else tag for n, tag in enumerate(inner)]
    for n in inside(article.discard):
        cue[n] = inner[n] = flat[n] = IGNORE
    return Example(article.id, window, cue, inner, flat, pairs)


def _tag(labels: list[int], words: Sequence[int], begin: int) -> None:
    for n, word in enumerate(words):
        labels[word] = begin if n == 0 else begin + 1


def _is_inner(one: Marked, others: Sequence[Marked]) -> bool:
    start, end = one.cue[0]
    return any(o is not one and any(s <= start and end <= e for s, e in o.content) for o in others)


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors for `Tagger.forward`, and labels; `of[p]` is the window of pair p, `cues[p]` weights over its words."""

    inputs: tuple[Tensor, ...]
    cue: Tensor
    inner: Tensor
    flat: Tensor
    of: Tensor
    cues: Tensor
    labels: Tensor
    stance: Tensor


def inputs_of(some: Sequence[Window]) -> tuple[Tensor, ...]:
    """pieces, mask, shapes, quoting (all B x P) and the words' first pieces (B x W)."""
    high, wide = max(len(w.pieces) for w in some), max(len(w.words) for w in some)
    pieces, mask, shape, quoting = (torch.zeros(len(some), high, dtype=torch.long) for _ in range(4))
    first = torch.zeros(len(some), wide, dtype=torch.long)
    for b, w in enumerate(some):
        pieces[b, : len(w.pieces)] = torch.tensor(w.pieces)
        mask[b, : len(w.pieces)] = 1
        first[b, : len(w.words)] = torch.tensor(w.first)
        for row, values in zip((shape, quoting), features(w), strict=True):
            row[b, : len(values)] = torch.tensor(values)
    return pieces, mask, shape, quoting, first


def batch_of(some: Sequence[Example]) -> Batch:
    inputs = inputs_of([x.window for x in some])
    wide = inputs[-1].shape[1]

    def padded(rows: Sequence[list[int]]) -> Tensor:
        return torch.tensor([row + [IGNORE] * (wide - len(row)) for row in rows], dtype=torch.long).reshape(
            len(rows), wide
        )

    pairs = [(b, *pair) for b, x in enumerate(some) for pair in x.pairs]
    cues = torch.zeros(len(pairs), wide)
    for p, (_, words, _, _) in enumerate(pairs):
        cues[p, words] = 1 / len(words)
    return Batch(
        inputs,
        padded([x.cue for x in some]),
        padded([x.inner for x in some]),
        padded([x.flat for x in some]),
        torch.tensor([b for b, *_ in pairs], dtype=torch.long),
        cues,
        padded([labels for _, _, labels, _ in pairs]),
        torch.tensor([stance for *_, stance in pairs], dtype=torch.long),
    )


def batches(all_examples: Sequence[Example], pieces: int, rng: random.Random) -> Iterator[Batch]:
    """All examples in a new order, about `pieces` word pieces to a batch, windows of like length together."""
    order = list(all_examples)
    rng.shuffle(order)
    pool = pieces * 20
    groups: list[list[Example]] = []
    held: list[Example] = []
    size = 0
    for example in order:
        held.append(example)
        size += len(example.window.pieces)
        if size >= pool:
            groups += _cut(held, pieces)
            held, size = [], 0
    groups += _cut(held, pieces)
    rng.shuffle(groups)
    for group in groups:
        yield batch_of(group)


def _cut(held: list[Example], pieces: int) -> list[list[Example]]:
    held = sorted(held, key=lambda x: len(x.window.pieces))
    out: list[list[Example]] = []
    for example in held:
        if not out or (len(out[-1]) + 1) * len(example.window.pieces) > pieces:
            out.append([])
        out[-1].append(example)
    return out
