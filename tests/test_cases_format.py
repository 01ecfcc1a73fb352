"""The reading cases keep to their format: gold that points at nothing, or at words that are not there, fails loudly."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from memcon.types import Act, Channel, Issue, Modality, Polarity, Stance, Topic

HALVES = ("dev", "test")
WIRE = "wire"
FOLDER = Path(__file__).parent / "cases"
PATHS = sorted(path for folder in (*HALVES, WIRE) for path in (FOLDER / folder).glob("*.json"))

CASE_FIELDS = {"name", "outlet", "published", "title", "text", "gold"}
GOLD_FIELDS = {"moves", "sources", "relays", "relays_ok", "conflicts", "conflicts_ok", "positions"}
MOVE_FIELDS = {
    "act", "actor", "recipient", "through", "evidence", "issues", "issues_ok", "channel", "topic", "status", "optional",
}  # fmt: skip
SOURCE_FIELDS = {"mention", "named", "count", "country", "stance", "stance_optional", "optional"}
STATUSES = {*get_args(Polarity), *get_args(Modality)} - {"positive"}
ABBREVIATED = {"Associated Press": "(AP)"}
"""Publishers that a report may name by their credit line alone."""


def load(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return case


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def parties(value: list[Any]) -> Iterator[str]:
    """All names in gold parties, which are a flat list (any one of them) or a list of lists (one of each)."""
    assert len({type(item) for item in value}) <= 1, f"names and lists of names mixed: {value}"
    for item in value:
        yield from [item] if isinstance(item, str) else item


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case_is_a_readable_report(path: Path) -> None:
    case = load(path)
    assert set(case) == CASE_FIELDS
    assert case["name"] == path.stem
    wire = path.parent.name == WIRE
    assert re.fullmatch(r"[a-z]\d\d-[a-z0-9-]+", case["name"])
    assert case["name"][0] == ("w" if wire else "c")
    assert case["title"]
    assert case["title"] == case["title"].strip()
    assert case["outlet"] is None or case["outlet"].strip()
    assert case["published"] is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", case["published"])
    shortest, longest = (90, 170) if wire else (120, 450)
    assert shortest <= len(case["text"].split()) <= longest
    assert set(case["gold"]) <= GOLD_FIELDS
    assert {"moves", "sources", "relays", "conflicts"} <= set(case["gold"])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_moves_use_the_codes_and_point_at_their_words(path: Path) -> None:
    case = load(path)
    text = case["text"].replace("\n", " ")
    for move in case["gold"]["moves"]:
        assert set(move) <= MOVE_FIELDS, move
        assert move["act"], move
        assert set(move["act"]) <= set(get_args(Act)), move
        assert "actor" in move, move
        assert move["evidence"], move
        for evidence in listed(move["evidence"]):
            assert text.count(evidence) == 1, f"not in the text exactly once: {evidence!r}"
        for field in ("actor", "recipient", "through"):
            assert all(name.strip() == name and name for name in parties(move.get(field, []))), move
        for issue in [*move.get("issues", []), *move.get("issues_ok", [])]:
            assert set(issue.split("|")) <= set(get_args(Issue)), move
        assert set(listed(move.get("channel", []))) <= set(get_args(Channel)), move
        assert move.get("topic") in {None, *get_args(Topic)}, move
        assert move.get("status") in {None, *STATUSES}, move
        assert move.get("optional", True) is True, move


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_sources_use_the_codes_and_stand_in_the_text(path: Path) -> None:
    case = load(path)
    text = case["text"].replace("\n", " ")
    sources = case["gold"]["sources"]
    assert sources
    for source in sources:
        assert set(source) <= SOURCE_FIELDS, source
        assert source["mention"] in text, source
        assert type(source["named"]) is bool, source
        assert source.get("count", 1) >= 1, source
        assert re.fullmatch(r"[A-Z]{3}", source.get("country", "XXX")), source
        assert source.get("stance") in {None, *get_args(Stance)}, source
        assert "stance" in source or "stance_optional" not in source, source
    repeated = [mention for mention, n in Counter(source["mention"] for source in sources).items() if n > 1]
    assert not repeated


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_relays_and_conflicts_and_positions(path: Path) -> None:
    case = load(path)
    gold = case["gold"]
    for publisher in [*gold["relays"], *gold.get("relays_ok", [])]:
        assert publisher in case["text"] or ABBREVIATED.get(publisher, "\0") in case["text"], publisher
    assert len(set(gold["relays"])) == len(gold["relays"])
    assert type(gold["conflicts"]) is int
    assert gold["conflicts"] >= 0
    assert gold.get("conflicts_ok", 0) >= 0
    for position in gold.get("positions", []):
        assert set(position) == {"party", "issue"}
        assert list(parties(position["party"]))
        assert position["issue"] in get_args(Issue)


def test_names_titles_and_texts_are_used_once() -> None:
    cases = [load(path) for path in PATHS]
    for field in ("name", "title", "text"):
        repeated = [value for value, n in Counter(case[field].casefold() for case in cases).items() if n > 1]
        assert not repeated, field


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_what_it_is_meant_to_have(half: str) -> None:
    golds = [load(path)["gold"] for path in sorted((FOLDER / half).glob("*.json"))]
    assert len(golds) == 22
    assert sum(not gold["moves"] for gold in golds) >= 4
    assert sum(bool(gold["relays"]) for gold in golds) >= 4
    assert sum(gold["conflicts"] > 0 for gold in golds) >= 6
    quiet = {"deny", "no_comment"}
    assert sum(any(source.get("stance") in quiet for source in gold["sources"]) for gold in golds) >= 8


def test_the_wire_folder_has_what_it_is_meant_to_have() -> None:
    golds = [load(path)["gold"] for path in sorted((FOLDER / WIRE).glob("*.json"))]
    assert len(golds) == 30
    assert sum(all(move.get("optional") for move in gold["moves"]) for gold in golds) == 4
    assert sum(bool(gold["relays"]) for gold in golds) >= 10
    assert sum(gold["conflicts"] > 0 for gold in golds) >= 10
