"""Rows as they are written: which keys there are, what may stand in them, and the reports made of their texts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from memcon import types as t
from memcon.ids import report_id

TABLES = Path(__file__).parent
MISSES = "known_misses.toml"
NONE = "none"  # the word that stands for null
GAP = " … "  # between the pieces of discontinuous words
WORDS, TEXT, NUMBER, TRUTH = "words", "text", "number", "truth"

Kind = str | frozenset[str]
Table = dict[str, Any]


def _codes(literal: object, *extra: str) -> frozenset[str]:
    return frozenset(get_args(literal)) | set(extra)


_ATTRIBUTION: dict[str, Kind] = {
    "source": WORDS, "cue": WORDS, "content": WORDS, "resolved": WORDS, "parent": WORDS, "stance": _codes(t.Stance),
    "certainty": _codes(t.Certainty), "quotation": _codes(t.Quotation), "medium": _codes(t.Medium),
}  # fmt: skip
_MOVE: dict[str, Kind] = {
    "act": _codes(t.Act), "actors": TEXT, "recipients": TEXT, "parties": TEXT, "through": TEXT,
    "channel": _codes(t.Channel), "topic": _codes(t.Topic), "issues": _codes(t.Issue), "polarity": _codes(t.Polarity),
    "modality": _codes(t.Modality), "answers": _codes(t.Act, NONE), "evidence": WORDS, "date": TEXT,
    "precision": _codes(t.Precision), "place": TEXT, "stance": TEXT,
}  # fmt: skip
_RECORDS: dict[str, dict[str, Kind]] = {
    "attribution": _ATTRIBUTION,
    "source": {
        "mention": WORDS, "kind": _codes(t.SourceKind), "named": TRUTH, "count": NUMBER, "country": TEXT,
        "sector": TEXT, "seniority": TEXT, "antecedent": WORDS, "may_include": WORDS,
    },
    "move": _MOVE,
    "term": {"issue": _codes(t.Issue), "text": WORDS, "asked_by": TEXT, "given_by": TEXT, "act": _codes(t.Act)},
    "position": {"party": TEXT, "issue": _codes(t.Issue), "text": WORDS},
    "abstention": {"step": _codes(t.Step), "words": WORDS},
}  # fmt: skip
KEYS = _RECORDS | {f"no_{name}": keys for name, keys in _RECORDS.items()}
TOP: dict[str, Kind] = {
    "id": TEXT, "oddity": TEXT, "text": TEXT, "outlet": TEXT, "title": TEXT, "published": TEXT, "moves": NUMBER,
    "conflicts": NUMBER, "relays": TEXT, "relay_kinds": _codes(t.RelayKind), "exclusive": TRUTH, "own_reporting": TRUTH,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row: its table, what was written there, and the report made of its text."""

    id: str
    table: str
    expect: Table
    report: t.Report


def either(value: object) -> list[Any]:
    """A value with its alternatives: a list means any of them."""
    return list(value) if isinstance(value, list) else [value]


def places(text: str, piece: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(re.escape(piece), text)]


def _value_problems(where: str, kind: Kind, value: object, text: str) -> Iterator[str]:
    for one in either(value):
        if isinstance(kind, frozenset):
            if any(code not in kind for code in str(one).split("|")):
                yield f"{where}: no such code: {one!r}"
        elif kind == NUMBER and not (one == NONE or type(one) is int):
            yield f"{where}: neither a number nor {NONE!r}: {one!r}"
        elif kind == TRUTH and not (one == NONE or type(one) is bool):
            yield f"{where}: neither true, false nor {NONE!r}: {one!r}"
        elif kind == WORDS and one not in ("", NONE):
            missing = [piece for piece in str(one).split(GAP) if piece not in text]
            if missing:
                yield f"{where}: not in the text: {missing}"
            elif where.endswith(".content") and any(len(places(text, piece)) > 1 for piece in str(one).split(GAP)):
                yield f"{where}: more than once in the text, take more words: {one!r}"


def problems(row: Table) -> Iterator[str]:
    """What is wrong with how a row is written."""
    name, text = row.get("id", "a row without id"), str(row.get("text", ""))
    for key in {"id", "oddity", "text"} - row.keys():
        yield f"{name}: no {key}"
    if not row.keys() - {"id", "oddity", "text", "outlet", "title", "published"}:
        yield f"{name}: checks nothing"
    for key, value in row.items():
        if key in TOP:
            yield from _value_problems(f"{name}.{key}", TOP[key], value, text)
        elif key not in KEYS or not isinstance(value, list):
            yield f"{name}: unknown key {key!r}"
        else:
            for part in value:
                for inner, given in part.items():
                    where = f"{name}.{key}.{inner}"
                    if inner not in KEYS[key]:
                        yield f"{name}.{key}: unknown key {inner!r}"
                    elif inner == "stance" and key.endswith("move"):
                        for one in either(given):
                            yield from _value_problems(f"{where}.source", WORDS, one["source"], text)
                            yield from _value_problems(where, _codes(t.Stance), one["stance"], text)
                    else:
                        yield from _value_problems(where, KEYS[key][inner], given, text)


def _report(row: Table) -> t.Report:
    told = {key: row.get(key) for key in ("title", "outlet", "published")}
    return t.Report(
        id=report_id(row["text"], **told), external_id=row["id"], title=told["title"], outlet=told["outlet"],
        byline=None, url=None, published=told["published"], language="en", text=row["text"],
    )  # fmt: skip


def load_rows() -> list[Row]:
    """All rows of all tables; a badly written one stops everything, with a list of what is wrong."""
    wrong: list[str] = []
    rows: dict[str, Row] = {}
    for path in sorted(TABLES.glob("*.toml")):
        for row in [] if path.name == MISSES else tomllib.loads(path.read_text("utf-8"))["row"]:
            found = list(problems(row))
            wrong += [f"{path.name}: {problem}" for problem in found]
            if row.get("id") in rows:
                wrong.append(f"{path.name}: id {row['id']} is taken")
            if not found:
                rows[row["id"]] = Row(row["id"], path.stem, row, _report(row))
    wrong += [f"{MISSES}: no row {name}" for name in known_misses() if name not in rows]
    if wrong:
        raise ValueError("badly written rows:\n" + "\n".join(wrong))
    return list(rows.values())


def known_misses() -> dict[str, str]:
    return tomllib.loads((TABLES / MISSES).read_text("utf-8"))
