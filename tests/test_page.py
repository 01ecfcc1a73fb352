from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from memcon import wording
from memcon.page import fitted, head, page, sentence, tail
from memcon.terminal import printable
from memcon.types import Abstention, Attributed, Event, Party, Reading, Span
from tests.factory import Story, ferry_talks, report

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
HOSTILE = "\x1b[31mred\x1b]0;title\x07\x9b2J\x08\r [bold]not markup[/bold] :smile: \u202eturned \ud800"


def shown(reading: Reading, width: int = 100, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(width=width, file=out, force_terminal=colour, highlight=False, markup=False, emoji=False)
    console.print(page(reading, width))
    return out.getvalue()


def section(text: str, title: str) -> str:
    """The part of a page under one of its headings."""
    return text.partition(f"\n{title}\n")[2].partition("\n\n")[0]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_top_says_whose_report_it_is() -> None:
    top = shown(ferry_talks()).splitlines()[:4]
    assert top[0] == "Ghana offers a ferry truce"
    assert top[1] == "Gazette · by A. Writer · 2031-05-03 · https://gazette.example/ferry"
    assert top[2].startswith("passes on: Harbour News (exclusive, credited) [12:26]")
    assert top[3] == "own reporting: yes"


@pytest.mark.parametrize(
    ("known", "words"), [(True, "yes"), (False, "no, everything is passed on"), (None, "the text does not show it")]
)
def test_own_reporting_is_said_in_words(known: bool | None, words: str) -> None:
    reading = Reading(report("Talks began.", own_reporting=known))
    assert f"own reporting: {words}\n" in shown(reading)


def test_what_the_report_does_not_give_is_said_not_guessed() -> None:
    text = shown(Reading(report("Talks began.\nThey ended.")))
    assert text.splitlines()[0] == "Talks began."
    assert "publisher not given · no publication date given" in text
    assert "passes on: nobody whom the text shows" in text


def test_a_move_is_one_plain_sentence_with_its_terms_date_and_source() -> None:
    moves = section(shown(ferry_talks()), "MOVES")
    assert moves.startswith("e1 affirmed and denied: Ghana (GHA) proposed to Togo (TGO): ceasefire\n")
    for line in (
        "through   Beninese envoy (BEN)",
        "how       through an intermediary",
        "territory: keeping the two ferry ports it holds (asked by GHA) [96:132]",
        "when      late April (2031-04-21 to 2031-04-30)",
        "according to three Togolese officials, unnamed; to the outlet",
        "denied by Ghana",
    ):
        assert line in moves


def test_an_answer_is_indented_under_what_it_answers() -> None:
    lines = section(shown(ferry_talks()), "MOVES").splitlines()
    answer = next(line for line in lines if "said no" in line)
    assert answer == "   ↳ e2 Togo (TGO) said no to Ghana (GHA): ceasefire"
    assert lines.index(answer) > lines.index(next(line for line in lines if line.startswith("e1")))


def test_nested_sources_are_named_from_the_outside_in() -> None:
    text = flat(shown(ferry_talks()))
    assert "the Tribune, citing a diplomat, unnamed (may include three Togolese officials); worded as possible" in text


def test_what_is_no_move_stands_apart_under_its_type() -> None:
    text = shown(ferry_talks())
    assert section(text, "OTHER EVENTS").startswith("e4 AID humanitarian: Togo (TGO)")
    assert "says so   the report itself, naming no source" in section(text, "OTHER EVENTS")


def test_positions_silence_denials_contradictions_and_open_ends_each_have_their_place() -> None:
    text = shown(ferry_talks())
    assert section(text, "POSITIONS").startswith("Ghana (GHA)\n   on        territory\n")
    assert section(text, "DECLINED TO COMMENT").startswith("The envoy, unnamed\n")
    assert section(text, "DENIALS").startswith("Ghana\n   words     “Ghana denied that it had offered anything.”")
    conflict = section(text, "CONTRADICTIONS")
    assert "one side denies it, about e1" in conflict
    assert "denied by Ghana" in conflict
    assert "according to three Togolese officials, unnamed" in conflict
    assert section(text, "LEFT OPEN").startswith("coreference: two candidates remain (1)\n")


def test_the_last_line_counts() -> None:
    last = shown(ferry_talks(), 200).splitlines()[-1]
    assert last == (
        "3 moves · 1 other event · 6 sources (4 unnamed) · 5 attributions · 1 position · 1 contradiction · 1 left open"
    )


def test_every_quotation_gives_offsets_that_hold_in_the_text() -> None:
    text = shown(ferry_talks(), 200)
    assert "“Togo turned the offer down in Cotonou, the Tribune reported, citing a diplomat.” [177:203]" in text
    assert ferry_talks().report.text[177:203] == "Togo turned the offer down"


def act(**more: object) -> str:
    party = Party("Ghana", "GHA", "GOV", "Ghana", (Span(0, 5),))
    story = Story("Ghana did.")
    plain = {"actors": [party], "topic": "talks", "words": "Ghana did"} | more
    return wording.headline(story.event(plain.pop("act", "accept"), **plain))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({}, "Ghana (GHA) said yes: talks"),
        ({"polarity": "negative"}, "Ghana (GHA) did not say yes: talks"),
        ({"modality": ("future",)}, "Ghana (GHA) will say yes: talks"),
        ({"modality": ("future", "hypothetical")}, "Ghana (GHA) would say yes: talks"),
        ({"modality": ("hypothetical",), "polarity": "negative"}, "Ghana (GHA) would not say yes: talks"),
        ({"modality": ("historical",)}, "Ghana (GHA) said yes: talks (in the past)"),
        ({"attributed": (Attributed("a1", "deny"),)}, "denied: Ghana (GHA) said yes: talks"),
        ({"attributed": (Attributed("a1", "doubt"),)}, "left in doubt: Ghana (GHA) said yes: talks"),
        ({"actors": []}, "(actor not given) said yes: talks"),
        (
            {"act": "mediate", "recipients": [Party("A", None, "REB", "A", ())]},
            "Ghana (GHA) mediated with A (REB): talks",
        ),
        ({"act": None, "type": "AID", "polarity": "negative"}, "AID (did not): Ghana (GHA)"),
    ],
)
def test_polarity_modality_and_denial_are_said_in_words(event: dict[str, object], words: str) -> None:
    assert act(**event) == words


def test_every_act_has_its_words() -> None:
    from typing import get_args

    from memcon.types import Act, Certainty, Channel, Medium, RelayKind, Stance

    for codes, said in (
        (Act, wording.ACTS),
        (Channel, wording.CHANNELS),
        (RelayKind, wording.RELAYS),
        (Stance, wording.STANCES),
        (Certainty, wording.CERTAINTIES),
        (Medium, wording.MEDIA),
    ):
        assert list(said) == list(get_args(codes))


def test_events_that_answer_each_other_in_a_circle_are_all_shown_once() -> None:
    reading = ferry_talks()
    first, second, third, *rest = reading.events
    circle = (replace(first, answers="e2"), second, replace(third, answers="e3"), *rest)
    text = shown(replace(reading, events=circle))
    for name in ("e1 ", "e2 ", "e3 "):
        assert sum(line.lstrip(" ↳").startswith(name) for line in text.splitlines()) == 1


def test_names_that_lead_nowhere_do_not_stop_the_page() -> None:
    reading = ferry_talks()
    events = tuple(replace(it, answers="e99", attributed=(Attributed("a99", "affirm"),)) for it in reading.events)
    orphaned = tuple(replace(it, source="s99", parent="a99") for it in reading.attributions)
    looped = replace(orphaned[0], parent="a2"), replace(orphaned[1], parent="a1"), *orphaned[2:]
    assert "e1 " in shown(replace(reading, events=events, attributions=looped))


def test_many_places_of_one_event_are_given_by_their_offsets() -> None:
    story = Story("talks " * 9)
    story.event("consult", ["talks"] * 9)
    text = shown(story.reading())
    assert text.count("“talks") == 4
    assert "and at [24:29] [30:35] [36:41] [42:47] [48:53]" in text


def test_nothing_of_a_hostile_report_drives_the_terminal() -> None:
    reading = ferry_talks()
    text = HOSTILE + reading.report.text
    hostile = replace(
        reading,
        report=replace(reading.report, text=text, title=HOSTILE, outlet=HOSTILE, url=HOSTILE),
        sources=tuple(replace(it, mention=HOSTILE) for it in reading.sources),
        events=tuple(replace(it, spans=(Span(0, len(HOSTILE)),), type=HOSTILE) for it in reading.events),
        abstentions=(Abstention((Span(0, 30),), "events", HOSTILE),),
    )
    plain = shown(hostile)
    assert not [it for it in plain if it != "\n" and unicodedata.category(it) in {"Cc", "Cf", "Cs"}]
    assert "[bold]not markup[/bold] :smile:" in plain
    assert "␛[31mred␛]0;title␇" in plain


def test_colour_only_adds_to_the_plain_page() -> None:
    coloured = shown(ferry_talks(), colour=True)
    assert "\x1b[" in coloured
    out = io.StringIO()
    from rich.text import Text

    Console(width=100, file=out).print(Text.from_ansi(coloured), end="")
    assert out.getvalue().split() == shown(ferry_talks()).split()


@pytest.mark.parametrize("width", [20, 40, 41, 79, 80, 120, 200])
def test_no_line_is_wider_than_the_page_and_none_ends_in_spaces(width: int) -> None:
    wide = Story("会谈在日内瓦举行。" * 30 + "مفاوضات السلام " * 20)
    wide.event("consult", ["会谈在日内瓦", "مفاوضات السلام"])
    for reading in (ferry_talks(), wide.reading()):
        for line in shown(reading, width).splitlines():
            assert cell_len(line) <= width
            assert line == line.rstrip()


@given(text=ANY_TEXT, title=ANY_TEXT, cuts=st.tuples(*[st.integers(0, 80)] * 2), width=st.integers(1, 210))
@example(text=HOSTILE, title="", cuts=(0, 5), width=40)
def test_a_page_of_any_text_is_plain_and_fits(text: str, title: str, cuts: tuple[int, int], width: int) -> None:
    spans = (Span(min(cuts), max(cuts)),)
    reading = ferry_talks()
    made = replace(
        reading,
        report=replace(reading.report, text=text, title=title or None),
        sources=tuple(replace(it, mention=title) for it in reading.sources),
        events=tuple(replace(it, spans=spans * 2) for it in reading.events),
        attributions=tuple(replace(it, content=spans) for it in reading.attributions),
    )
    for line in shown(made, max(width, 20)).split("\n"):
        assert not [it for it in line if unicodedata.category(it) in {"Cc", "Cs"}]
        assert cell_len(line) <= max(width, 20)


@given(ANY_TEXT)
def test_printable_keeps_the_line_and_drops_the_controls(text: str) -> None:
    made = printable(text)
    assert not [it for it in made if unicodedata.category(it) in {"Cc", "Cs", "Zl", "Zp"}]
    assert printable(made) == made


@given(ANY_TEXT, st.integers(-3, 90))
def test_cut_text_fits_and_says_that_it_is_cut(text: str, room: int) -> None:
    text = printable(text)
    for cut, rest in ((head(text, room), "end"), (tail(text, room), "start")):
        assert cell_len(cut) <= max(room, 0)
        if cut != text and room > 0:
            assert cut.endswith("…") if rest == "end" else cut.startswith("…")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("He left", "He left the U.S. on Monday."),
        ("was early", "“It was early,” she said."),
        ("Headline", "Headline without a period"),
        ("said. He", "“It was early,” she said. He left the U.S. on Monday."),
    ],
)
def test_a_span_is_shown_in_its_sentence(words: str, expected: str) -> None:
    text = "Headline without a period\n\n“It was early,” she said. He left the U.S. on Monday. Talks go on."
    start = text.index(words)
    begin, finish = sentence(text, start, start + len(words))
    assert text[begin:finish].strip() == expected


def test_a_quotation_keeps_its_words_and_cuts_around_them() -> None:
    text = "one two three four five six seven eight nine ten"
    start = text.index("five")
    assert fitted(text, (Span(start, start + 4),), 21) == ("…four ", "five", " six seven…")
    assert fitted(text, (Span(0, len(text)),), 12) == ("", "one two…", "")


def test_an_event_without_act_but_with_an_answer_stays_with_the_moves() -> None:
    story = Story("A did. B answered.")
    first = story.event(None, "A did", type="COERCE")
    story.event("reject", "B answered", answers=first.id)
    text = shown(story.reading())
    assert "OTHER EVENTS" not in text
    assert isinstance(first, Event)
