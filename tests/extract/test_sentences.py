"""Text -> paragraphs, sentences, tokens, quotations. Each row: the oddity, the text, the pieces that must be found."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memcon.extract.sentences import LONGEST_LINE, Document, find_paragraphs, find_quotes, read_sentences

WRAPPED = (
    "The delegations met in the old customs house on the island\n"
    "for a third day and spoke about the ferry ports and the\n"
    "prisoners."
)

PARAGRAPHS = [
    ("a blank line between", "One.\n\nTwo.", ["One.", "Two."]),
    ("a blank line with spaces in it", "One.\n \t\nTwo.", ["One.", "Two."]),
    ("a single line break", "One.\nTwo.", ["One.", "Two."]),
    ("Windows line ends", "One.\r\n\r\nTwo.", ["One.", "Two."]),
    ("a headline without a full stop", "Talks end\nThe talks ended.", ["Talks end", "The talks ended."]),
    ("hard-wrapped lines are one", WRAPPED, [WRAPPED]),
    ("white space around", "  One.  \n\n  Two.  ", ["One.", "Two."]),
    ("three blank lines", "One.\n\n\n\nTwo.", ["One.", "Two."]),
    ("white space alone", " \n\t\n ", []),
    ("nothing", "", []),
]  # fmt: skip

QUOTES = [
    ("curly marks", "“We agree,” he said.", ["“We agree,”"]),
    ("straight marks", '"We agree," he said.', ['"We agree,"']),
    ("two on a line", "“Yes,” he said, “we agree.”", ["“Yes,”", "“we agree.”"]),
    ("German marks", "„We agree”, he said.", ["„We agree”"]),
    ("angular marks", "«We agree», he said.", ["«We agree»"]),
    ("left open: to the paragraph's end", "“We agree.\n\nHe left.", ["“We agree."]),
    ("an apostrophe is no quotation", "Sudan's and Kenya's plan", []),
    ("a plural owner is none", "the rebels' and the miners' plan", []),
    ("single marks around two words", "He spoke of ‘our last offer’ on Monday.", ["‘our last offer’"]),
    ("single straight marks", "He spoke of 'our last offer' on Monday.", ["'our last offer'"]),
    ("single marks around one word", "the so-called ‘offer’.", []),
    ("an apostrophe inside single marks", "He said ‘we don’t agree’.", ["‘we don’t agree’"]),
    ("single marks inside double ones", "“He called it ‘a last offer’,” she said.", ["“He called it ‘a last offer’,”"]),
    ("inches and feet before a space", 'a 5" gun and a 6" gun', []),
]  # fmt: skip

SENTENCES = [
    ("two", "They met. They left.", ["They met.", "They left."]),
    ("an abbreviation ends none", "Mr. Salva Kiir met Dr. Machar.", ["Mr. Salva Kiir met Dr. Machar."]),
    ("a paragraph always ends one", "Talks end\n\nThey left.", ["Talks end", "They left."]),
    ("a dateline is apart", "NAIROBI, May 3 (Harbour News) - They left.",
     ["NAIROBI, May 3 (Harbour News)", "They left."]),
]  # fmt: skip


@pytest.mark.parametrize(("oddity", "text", "wanted"), PARAGRAPHS, ids=[row[0] for row in PARAGRAPHS])
def test_paragraphs(oddity: str, text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in find_paragraphs(text)] == wanted, oddity


@pytest.mark.parametrize(("oddity", "text", "wanted"), QUOTES, ids=[row[0] for row in QUOTES])
def test_quotations(oddity: str, text: str, wanted: list[str]) -> None:
    quotes = list(find_quotes(text, tuple(find_paragraphs(text))))
    assert [text[q.start : q.end] for q in quotes] == wanted, oddity
    assert all(q.closed for q in quotes) == (oddity != "left open: to the paragraph's end")


@pytest.mark.parametrize(("oddity", "text", "wanted"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_sentences(oddity: str, text: str, wanted: list[str]) -> None:
    assert [text[s.start : s.end] for s in read_sentences(text).sentences] == wanted, oddity


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    text = "They met again. " * (LONGEST_LINE // 8)
    doc = read_sentences(text)
    assert len(doc.paragraphs) == 1
    assert {text[s.start : s.end] for s in doc.sentences} == {"They met again."}


def test_many_single_marks_take_no_time_to_speak_of() -> None:
    # The pattern this was once found with needed hours for it.
    text = "‘they met and " * 4_000
    assert list(find_quotes(text, tuple(find_paragraphs(text)))) == []


def check(doc: Document, text: str) -> None:
    end = 0
    for token in doc.tokens:
        assert end <= token.start < token.end <= len(text)
        end = token.end
        assert token.left <= token.i <= token.right
        assert doc.tokens[token.head].sentence == token.sentence
        assert all(doc.tokens[child].head == token.i for child in token.children)
    for number, sentence in enumerate(doc.sentences):
        inside = doc.tokens[sentence.first : sentence.last + 1]
        assert all(token.sentence == number for token in inside)
        assert (sentence.start, sentence.end) == (inside[0].start, inside[-1].end)
        paragraph = doc.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
    for one, other in zip(doc.quotes, doc.quotes[1:], strict=False):
        assert one.start < one.end <= other.start


PIECES = st.one_of(
    st.text(max_size=12), st.sampled_from(["They met. ", "‘a b’", "“Yes”", "\n\n", "\r\n", "\u2028", "'", "."])
)


@given(st.lists(PIECES, max_size=8).map("".join))
@settings(max_examples=100, deadline=None)
@example("\ud800\udfff a \x00")
@example("\u00a0\u3000‘")
@example("KYIV, May 3 (AP) - ")
def test_every_text_is_a_document_whose_parts_fit(text: str) -> None:
    check(read_sentences(text), text)
