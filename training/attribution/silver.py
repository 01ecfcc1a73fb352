"""Silver labels for what PolNeAR leaves out: attributions inside the contents of others.

A content is itself a text. A tagger trained on PolNeAR reads each content alone, where nothing encloses it, and what it
finds there is an attribution nested in the article. The next training round learns from these to see them in place.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from memcon.models import tagger
from training.attribution.articles import Article, Marked, Spans, from_polnear
from training.attribution.train import SHARED

SHORTEST = 30  # characters of a content that may hold an attribution
SUREST = 0.6  # below this the tagger's cue is left out


def inside(article: Article) -> Iterator[Marked]:
    """The attributions found in each content of an article, as characters of the article."""
    spans = sorted({span for m in article.marked for span in m.content if span[1] - span[0] >= SHORTEST})
    for start, end in spans:
        for one in tagger.tag(article.text[start:end]):
            if one.sure >= SUREST and one.content:
                yield Marked(_moved(one.source, start), _moved([one.cue], start), _moved(one.content, start))


def _moved(spans: Sequence[tuple[int, int]], by: int) -> Spans:
    return tuple((s + by, e + by) for s, e in spans)


def read(path: Path, articles: Sequence[Article]) -> list[Article]:
    """The articles with the silver attributions of `path` added, marked as having nested ones."""
    rows = {row["id"]: row["marked"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    return [replace(a, nested=True, marked=(*a.marked, *map(_marked, rows.get(a.id, [])))) for a in articles]


def _marked(row: Sequence[Sequence[Sequence[int]]]) -> Marked:
    source, cue, content = (tuple((start, end) for start, end in spans) for spans in row)
    return Marked(source, cue, content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="attribution.onnx and tokenizer.json")
    parser.add_argument("out", type=Path, help="JSON lines of ids and offsets; holds no text")
    parser.add_argument("--polnear", type=Path, default=SHARED / "data/polnear/train.jsonl")
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    tagger.FOLDER = args.folder
    with args.out.open("w", encoding="utf-8") as out:
        for article in from_polnear(args.polnear)[: args.limit]:
            marked = [(m.source, m.cue, m.content) for m in inside(article)]
            out.write(json.dumps({"id": article.id, "marked": marked}) + "\n")


if __name__ == "__main__":
    main()
