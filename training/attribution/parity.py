"""What the float tagger finds in our own held-out reports, for the parity test of the exported model."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.attribution.evaluate import found_in, load, logits_of
from training.attribution.examples import speller
from training.attribution.train import HERE, encoder_folder, held_out

FILE = HERE.parents[1] / "tests/models/parity.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    texts = [a.text for a in held_out(HERE / "own")]
    rows = []
    for text, read in zip(texts, logits_of(load(args.model), texts, speller(encoder_folder())), strict=True):
        found = [[f["source"], f["cue"][0], f["content"], f["stance"]] for f in found_in(read)]
        rows.append({"text": text, "found": found})
    args.out.write_text("[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
