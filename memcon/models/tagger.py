"""The one place that opens the attribution tagger: a text in, who says what out, as characters of the text.

The model is `attribution/attribution.onnx`, made by `training/attribution` (its card: `attribution/card.md`): an
encoder of 22 million parameters that tags cues and labels every word as seen from every cue. It reads words, marks and
line breaks only; it knows no names, places or parties, and the parser beside it nothing of what it finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from memcon.models.decode import Logits, Run, decode
from memcon.models.windows import Spell, Window, features, windows

FOLDER = Path(__file__).parent / "attribution"
_START, _SEPARATOR, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution: half-open characters of the text. PARC's source, cue and content.

    `source` is empty where the text names nobody, `content` where nothing is said. `parent` is the index, in the same
    tuple, of the attribution whose content holds this one. `sure` is how probable the model finds the cue, 0 to 1;
    `stances` how probable it finds each of `decode.STANCES`.
    """

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    parent: int | None
    sure: float
    stances: tuple[float, ...]


def name() -> str:
    """Name and version of the model, for a reading's `made_by`: the version is the start of the file's SHA-256."""
    return f"memcon-attribution {_fingerprint()}"


def tag(text: str) -> tuple[Tagged, ...]:
    """All attributions of a text, in the order of their cues. Never raises on any text."""
    spelling = vocabulary(FOLDER / "tokenizer.json")
    out: list[Tagged] = []
    for window in windows(text, *spelling):
        base = len(out)
        for found in decode(*_logits(window)):
            parent = None if found.parent is None else base + found.parent
            content = tuple(_characters(window, run) for run in found.content)
            source = tuple(_characters(window, run) for run in found.source)
            out.append(Tagged(source, _characters(window, found.cue), content, parent, found.sure, found.stances))
    return tuple(out)


def _characters(window: Window, run: Run) -> Span:
    return window.words[run[0]].start, window.words[run[1]].end


def _logits(window: Window) -> tuple[Logits, Logits, Logits, Logits]:
    """Of one window: cue tags, cue tags at any depth, pairs, stances."""
    shape, quoting = features(window)
    row = {"pieces": window.pieces, "mask": [1] * len(window.pieces), "shape": shape, "quoting": quoting}
    row["first"] = window.first
    cue, inner, pairs, stances = _session().run(None, {k: np.array([v], dtype=np.int64) for k, v in row.items()})
    return cue[0], inner[0], pairs[0], stances[0]


@cache
def vocabulary(path: Path) -> tuple[Spell, int, int]:
    """How words are spelt in pieces, and the pieces for the start of a window and the end of a paragraph."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    start, separator, unknown = (int(tokenizer.token_to_id(mark) or 0) for mark in (_START, _SEPARATOR, _UNKNOWN))

    def spell(words: Sequence[str]) -> list[list[int]]:
        # Half a character (a lone surrogate) cannot be handed over; it is spelt as a question mark.
        whole = [word.encode("utf-8", "replace").decode() for word in words]
        found = tokenizer.encode(whole, is_pretokenized=True, add_special_tokens=False)
        out: list[list[int]] = [[] for _ in words]
        for piece, word in zip(found.ids, found.word_ids, strict=True):
            out[word or 0].append(piece)
        return [pieces or [unknown] for pieces in out]

    return spell, start, separator


@cache
def _session() -> onnxruntime.InferenceSession:
    """One thread: many reports are read by many processes, and the same report gives the same figures everywhere."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(_model()), options, providers=["CPUExecutionProvider"])


def _model() -> Path:
    return FOLDER / "attribution.onnx"


@cache
def _fingerprint() -> str:
    return sha256(_model().read_bytes()).hexdigest()[:12]
