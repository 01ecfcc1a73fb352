"""Whom pronouns, descriptions, short names and seats stand for: own texts, and what must hold whatever their score."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.resolution import Result, read_rows, run
from tests.extract.told import read

CASES = Path(__file__).with_name("resolution_cases.toml")
LEAST_RIGHT = 0.97
MOST_ABSTAINED = 0.02


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return [run(row) for row in read_rows(CASES)]


def test_of_those_answered_nearly_all_are_right(results: list[Result]) -> None:
    count = Counter(result.outcome for result in results)
    wrong = [(r.row.id, r.got) for r in results if r.outcome == "wrong"]
    assert count["right"] >= LEAST_RIGHT * (count["right"] + count["wrong"]), wrong


def test_abstentions_are_few(results: list[Result]) -> None:
    open_ = [r.row.id for r in results if r.outcome == "abstained"]
    assert len(open_) <= MOST_ABSTAINED * len(results), open_


def _chain(text: str) -> dict[str, str]:
    """For each source that points back, the mention it ends at."""
    by_id = {s.id: s for s in read(text).sources}
    out = {}
    for source in by_id.values():
        end = source
        while end.antecedent is not None:
            end = by_id[end.antecedent]
        if end is not source:
            out[source.mention] = end.mention
    return out


# (oddity, text, words that point back, what they end at; "" for nothing)
ROWS = [
    ("two met", "Envoy Ivan Orlov met envoy Petr Belov. He said the line was open.", "He", ""),
    ("the other sex", "Envoy Anna Orlova met envoy Petr Belov. He said the line was open.", "He", "Petr Belov"),
    ("another is new", "An official said it was over. Another official said it was not.", "Another official", ""),
    ("other country", "Turkish President Kemal Aslan left. The German chancellor said he was sad.", "chancellor", ""),
    ("wider noun", "Senator Ana Ruiz left early. The lawmaker said the vote was lost.", "The lawmaker", "Ana Ruiz"),
    ("another office", "Senator Ana Ruiz left early. The pope said the vote was lost.", "The pope", ""),
    ("one of them", "One of the envoys left. The envoy said it was over.", "The envoy", "One of the envoys"),
    (
        "by his land",
        "Envoy Ivar Lie, a Norwegian, met envoy Luc Roy. The Norwegian said no.",
        "The Norwegian",
        "Ivar Lie",
    ),
    ("by region", "Hamas wrote to Israel through Qatar. The Gulf state said it would wait.", "The Gulf state", "Qatar"),
    ("of no such class", "The Red Bridge Charity left. The militia said it was sorry.", "The militia", ""),
]


@pytest.mark.parametrize(("oddity", "text", "words", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_what_points_back(oddity: str, text: str, words: str, wanted: str) -> None:
    found = next((end for mention, end in _chain(text).items() if words in mention), "")
    assert (wanted in found) if wanted else not found, (oddity, found)


def test_an_open_pronoun_is_an_abstention() -> None:
    reading = read("Envoy Ivan Orlov met envoy Petr Belov. He said the line was open.")
    assert ("coreference", "two candidates remain") in {(a.step, a.reason) for a in reading.abstentions}
    assert reading.attributions[-1].source is None


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Karen National Defence Organisation", "KNDO"),
        ("Movement for the Emancipation of the Delta", "MED"),
        ("Oromo National Front", "The Front"),
        ("Polisario Front", "Polisario"),
    ],
)
def test_a_short_name_is_the_same_source(full: str, short: str) -> None:
    reading = read(f"The {full} closed the road on Friday. {short} said it would open in May.")
    source = next(s for s in reading.sources if s.id == reading.attributions[-1].source)
    assert full in source.mention
    assert len(source.spans) == 2


def test_a_capital_is_the_ministry_named_before() -> None:
    reading = read("The Turkish foreign ministry summoned the envoy. Ankara said the remarks were unacceptable.")
    assert [(s.mention, s.country) for s in reading.sources] == [("The Turkish foreign ministry", "TUR")]


def test_they_is_all_who_were_named_together() -> None:
    reading = read("Chad and Niger signed the protocol at dawn. They said joint patrols would begin in June.")
    assert _chain(reading.report.text) == {"They": "Chad and Niger"}
