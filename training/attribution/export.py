"""Export a trained tagger to ONNX, int8 per channel, and check it against the float model on the training texts."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.attribution import net
from training.attribution.evaluate import load
from training.attribution.train import encoder_folder

INPUTS = ("pieces", "mask", "shape", "quoting", "first")
OUTPUTS = ("cue", "inner", "pairs", "stances")


class _Served(nn.Module):
    """The tagger without the flat tags, which only help training: the pairs contain them."""

    def __init__(self, tagger: net.Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        cue, inner, _, pairs, stances = self.tagger(*inputs)
        return cue, inner, pairs, stances


def export(tagger: net.Tagger, path: Path) -> None:
    """Write `path` (int8, weights per channel, activations at run time) and beside it `path` with .float.onnx."""
    whole = path.with_suffix(".float.onnx")
    tagger.eval()
    tagger.encoder.set_attn_implementation("eager")  # the fused kernel exports to nodes that do not quantise
    example = tuple(torch.ones(2, n, dtype=torch.long) for n in (12, 12, 12, 12, 7))
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:-1]}
    axes |= {
        "first": {0: "batch", 1: "words"},
        "cue": {0: "batch", 1: "words"},
        "inner": {0: "batch", 1: "words"},
        "stances": {0: "batch", 1: "words"},
    }
    axes["pairs"] = {0: "batch", 1: "words", 2: "words"}
    torch.onnx.export(
        _Served(tagger), example, str(whole), input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(whole))
    quantize_dynamic(
        whole, path, per_channel=True, weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True}
    )
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, float {whole.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    export(load(args.model), args.out)
    shutil.copy(encoder_folder() / "tokenizer.json", args.out.parent)


if __name__ == "__main__":
    main()
