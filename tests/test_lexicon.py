"""The word lists: what can be asked of them, and that what stands in them can match."""

from __future__ import annotations

import pytest

from memcon import lexicon
from memcon.errors import BadCodebook
from memcon.extract.trigger import ACTS, noun_class

LISTS = ("moves", "terms", "domain", "cues")


def entries() -> list[tuple[str, str, str]]:
    found = [(name, section) for name in LISTS for section in lexicon.table(name)]
    return [(name, section, key) for name, section in found for key in sorted(lexicon.keys(name, section))]


@pytest.mark.parametrize(("name", "section", "key"), entries())
def test_every_list_is_words_in_small_letters(name: str, section: str, key: str) -> None:
    found = lexicon.words(name, section, key)
    assert found == frozenset(word.lower() for word in found)


def test_asking_twice_reads_once() -> None:
    assert lexicon.words("moves", "classes", "offer") is lexicon.words("moves", "classes", "offer")


@pytest.mark.parametrize(("section", "key"), [("classes", "no such key"), ("no such section", "offer")])
def test_a_missing_list_is_refused(section: str, key: str) -> None:
    with pytest.raises(BadCodebook, match="has no words"):
        lexicon.words("moves", section, key)


def test_no_section_has_no_keys() -> None:
    assert lexicon.keys("moves", "no such section") == frozenset()


def test_an_entry_without_a_class_is_refused() -> None:
    with pytest.raises(BadCodebook, match="without a class"):
        lexicon.objects("moves", "propose", "verbs")


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_its_lists(act: str) -> None:
    assert lexicon.objects("moves", act, "verbs_with")
    assert {"verbs", "nouns"} <= lexicon.keys("moves", act)


def test_an_object_list_says_what_each_verb_wants() -> None:
    assert "truce" in lexicon.objects("moves", "agree", "verbs_with")["sign"]


@pytest.mark.parametrize("group", sorted(lexicon.keys("moves", "classes")))
def test_a_class_is_its_list(group: str) -> None:
    assert noun_class(group) == lexicon.words("moves", "classes", group)


def test_a_word_that_is_no_class_is_itself() -> None:
    assert noun_class("plug") == {"plug"}


@pytest.mark.parametrize("issue", sorted(lexicon.keys("terms", "issues")))
def test_an_issue_has_single_words_and_pairs_only(issue: str) -> None:
    assert all(word.count("_") <= 1 for word in lexicon.words("terms", "issues", issue))
