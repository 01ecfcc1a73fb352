"""Training material in one form: texts with marked attributions, from PolNeAR and from our own reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Spans = tuple[tuple[int, int], ...]
STANCES = {"a": "affirm", "d": "deny", "n": "no_comment", "u": "doubt"}
_MARK = re.compile(r"\{(\d+(?:\+\d+)*)([sct])(?::([adnu]))? |\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution: characters of the article. `stance` is None where the material does not say."""

    source: Spans
    cue: Spans
    content: Spans
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its attributions. `nested` says whether those inside a content are marked too; PolNeAR's are not."""

    id: str
    text: str
    marked: tuple[Marked, ...]
    nested: bool
    discard: Spans = field(default=())


def from_polnear(path: Path) -> list[Article]:
    """PolNeAR as in ../shared/data/polnear; attributions that touch text the annotators discarded are left out."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked = [
            Marked(*(tuple((s, e) for s, e in x[role]) for role in ("source", "cue", "content")))
            for x in row["attributions"]
        ]
        discard = tuple((s, e) for s, e in row.get("discard", []))
        out.append(Article(row["id"], row["text"], tuple(m for m in marked if m.cue), nested=False, discard=discard))
    return out


def from_own(path: Path) -> list[Article]:
    """Our own reports, marked as `own/README.md` says. Raises ValueError naming file and report where a mark is off."""
    out = []
    for block in re.split(r"(?m)^(?== )", path.read_text(encoding="utf-8")):
        if block.startswith("= "):
            head, _, body = block.partition("\n")
            ident = head[2:].split("|")[0].strip()
            try:
                out.append(read_marks(f"own-{ident}", body.strip()))
            except ValueError as error:
                raise ValueError(f"{path.name}: report {ident}: {error}") from error
    return out


def read_marks(ident: str, body: str) -> Article:
    """A report with marks -> its plain text and attributions."""
    text: list[str] = []
    size = at = 0
    opened: list[tuple[tuple[str, ...], str, int]] = []
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    stance: dict[str, str] = {}
    for mark in _MARK.finditer(body):
        text.append(body[at : mark.start()])
        size += mark.start() - at
        at = mark.end()
        if mark[0] == "}":
            if not opened:
                raise ValueError("a brace closes that none opened")
            numbers, role, start = opened.pop()
            for number in numbers:
                found.setdefault(number, {}).setdefault(role, []).append((start, size))
        else:
            numbers = tuple(mark[1].split("+"))
            opened.append((numbers, mark[2], size))
            if mark[3]:
                stance.update(dict.fromkeys(numbers, STANCES[mark[3]]))
    if opened:
        raise ValueError("a brace is not closed")
    text.append(body[at:])
    marked = [_marked(number, roles, stance) for number, roles in found.items()]
    return Article(ident, "".join(text), tuple(sorted(marked, key=lambda m: m.cue)), nested=True)


def _marked(number: str, roles: dict[str, list[tuple[int, int]]], stance: dict[str, str]) -> Marked:
    if len(roles.get("c", [])) != 1 or number not in stance:
        raise ValueError(f"attribution {number} has not exactly one cue with a stance")
    source, cue, content = (tuple(sorted(roles.get(r, []))) for r in "sct")
    return Marked(source, cue, content, stance[number])


def own(folder: Path) -> Iterator[Article]:
    """All own reports, in the order of their files."""
    for path in sorted(folder.glob("*.txt")):
        yield from from_own(path)
