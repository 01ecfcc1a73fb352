"""How factual an event is. Each row: the oddity, the words with *the trigger* marked, what is expected."""

from __future__ import annotations

import pytest

from memcon.extract.clauses import sayings_by_grammar
from memcon.extract.factuality import Factuality, composed, factuality_of, features_of, operators
from memcon.extract.sentences import Document, read_sentences
from memcon.lexicon import keys, table, words
from memcon.models.factuality import Question, score

# negated: -1 or less; happened: 1.5 or more; uncertain: between (the classes of benchmarks/factuality.py).
ROWS = [
    ("plainly done", "Sudan and Ethiopia *signed* a treaty on Sunday.", "happened"),
    ("not", "Sudan and Ethiopia did not *sign* the treaty.", "negated"),
    ("never", "The envoys never *met* in Geneva.", "negated"),
    ("'no' in the subject", "No agreement was *reached* in Oslo on Monday.", "negated"),
    ("'no' on the event noun", "There was no *ceasefire* in the north this week.", "negated"),
    ("'nobody' did it", "Nobody *attended* the briefing in Muscat.", "negated"),
    ("failed to", "The mediators failed to *persuade* the rebels.", "negated"),
    ("did not fail to", "The mediators did not fail to *persuade* the rebels.", "happened"),
    ("refused to", "The general refused to *leave* the palace.", "negated"),
    ("declined to", "The minister declined to *comment* on the report.", "negated"),
    ("managed to", "The convoy managed to *reach* the town on Friday.", "happened"),
    ("did not manage to", "The convoy did not manage to *reach* the town.", "negated"),
    ("forgot to", "The clerk forgot to *send* the invitation.", "negated"),
    ("regretted that", "The premier regretted that the talks had *collapsed*.", "happened"),
    ("did not regret that", "The premier did not regret that the talks had *collapsed*.", "happened"),
    ("without doing", "The delegation left Geneva without *signing* the accord.", "negated"),
    ("instead of doing", "The rebels attacked the town instead of *withdrawing* their men.", "negated"),
    ("prevented from", "Heavy rain prevented the planes from *landing* at the airport.", "negated"),
    ("unable to", "The two sides were unable to *agree* on a date.", "negated"),
    ("may", "The rebels may *release* the hostages.", "uncertain"),
    ("might", "The sides might *meet* in Doha.", "uncertain"),
    ("could", "The truce could *collapse* within days.", "uncertain"),
    ("could not", "The sides could not *agree* on a date.", "negated"),
    ("possibly", "The army possibly *used* mines in the valley.", "uncertain"),
    ("will", "The ministers will *meet* in Oslo on Monday.", "happened"),
    ("will not", "The army will not *withdraw* from the valley.", "negated"),
    ("wants to", "Khartoum wants to *reopen* the border.", "uncertain"),
    ("tried to", "The envoy tried to *persuade* the general.", "uncertain"),
    ("considering", "The president is considering *sending* troops to the border.", "uncertain"),
    ("urged to", "The council urged the rebels to *release* the hostages.", "uncertain"),
    ("behind 'if'", "If the rebels *attack* the port, the truce will end.", "uncertain"),
    ("what follows from 'if'", "The truce would *end* if the rebels took the port.", "uncertain"),
    ("whether", "It is unclear whether the rebels *attacked* the port.", "uncertain"),
    ("unlikely is FactBank's probably not", "The general is unlikely to *accept* the offer.", "negated"),
    ("after a thing", "The talks resumed after the army *withdrew* from the valley.", "happened"),
    ("because", "The talks stopped because the army *shelled* the town.", "happened"),
    ("relative clause under 'may'", "The court may try the officer who *ordered* the raid.", "happened"),
    ("said, not hedged", "The ministry said the army had *left* the town.", "happened"),
    ("who says is negated, not what is said", "The ministry did not *say* how many men were killed.", "negated"),
    ("not only", "The army not only *shelled* the town but burned its market.", "happened"),
    ("no longer", "The rebels no longer *control* the port.", "negated"),
    ("nested: may have failed", "The envoy may have failed to *deliver* the letter.", "uncertain"),
    ("neither nor", "The army neither *confirmed* nor denied the report.", "negated"),
    ("fear of", "Villagers fled for fear of an *attack*.", "uncertain"),
    ("planned, as a noun", "The talks were overshadowed by the planned *withdrawal*.", "happened"),
]  # fmt: skip

# Read as 1.8, -0.99, 1.53 and -0.6, so on the wrong side of the cut.
MISSES = [
    ("threat of", "The general repeated the threat of an *attack* on the port.", "uncertain"),
    ("both verbs of 'neither nor'", "The army neither confirmed nor *denied* the report.", "negated"),
    ("threatened to", "The rebels threatened to *bomb* the bridge.", "uncertain"),
    ("denied", "The ministry denied that its men had *burned* the market.", "negated"),
]

HAPPENED = [
    ("plainly done", "Sudan and Ethiopia *signed* a treaty on Sunday.", "happened"),
    ("will", "The ministers will *meet* in Oslo on Monday.", "negated"),
    ("wants to", "Khartoum wants to *reopen* the border.", "negated"),
    ("hopes to", "The envoy hopes to *visit* the camps next week.", "negated"),
]


def marked(text: str) -> tuple[Document, int]:
    """The parsed text without its marks, and the marked token."""
    before, word, after = text.split("*")
    doc = read_sentences(before + word + after)
    return doc, next(t.i for t in doc.tokens if t.start <= len(before) < t.end)


def read(text: str, question: Question = "presented") -> Factuality:
    doc, at = marked(text)
    return factuality_of(doc, at, sayings_by_grammar(doc), question)


def class_of(value: float) -> str:
    return "negated" if value <= -1 else "happened" if value >= 1.5 else "uncertain"


@pytest.mark.parametrize(("oddity", "text", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_class(oddity: str, text: str, wanted: str) -> None:
    found = read(text)
    assert class_of(found.value) == wanted, f"{oddity}: {found}"


@pytest.mark.xfail(reason="known misses")
@pytest.mark.parametrize(("oddity", "text", "wanted"), MISSES, ids=[row[0] for row in MISSES])
def test_known_misses(oddity: str, text: str, wanted: str) -> None:
    assert class_of(read(text).value) == wanted, oddity


@pytest.mark.parametrize(("oddity", "text", "wanted"), HAPPENED, ids=[row[0] for row in HAPPENED])
def test_what_is_to_come_has_not_happened(oddity: str, text: str, wanted: str) -> None:
    found = read(text, "happened")
    assert class_of(found.value) == wanted, f"{oddity}: {found}"


WHY = [
    ("nothing moves it", "Sudan and Ethiopia *signed* a treaty.", ()),
    ("a negation", "Sudan did not *sign* the treaty.", ("not",)),
    ("in text order", "The envoy may have failed to *deliver* the letter.", ("may", "failed")),
    ("a source in front", "Officials believe the rebels *left* the town.", ("believe",)),
    ("the predicate, not its 'be'", "It is unclear whether the rebels *left* the town.", ("unclear", "whether")),
    ("a source behind", "The rebels left, and the army *burned* the town, officials believe.", ("believe",)),
    ("an adverb", "The rebels reportedly *burned* the town.", ("reportedly",)),
    ("an adjective", "The ministry condemned the alleged *attack*.", ("alleged",)),
]


@pytest.mark.parametrize(("oddity", "text", "wanted"), WHY, ids=[row[0] for row in WHY])
def test_the_words_it_rests_on(oddity: str, text: str, wanted: tuple[str, ...]) -> None:
    assert set(wanted) <= set(read(text).why) if wanted else read(text).why == (), oddity


COMPOSED = [
    ("done", "The sides *signed* the accord.", 3.0, 3.0),
    ("two negatives", "The sides did not fail to *sign* the accord.", 1.5, 3.0),
    ("below 'may' less than below 'did'", "The sides may have failed to *sign* the accord.", -1.5, 0.0),
    ("a factive verb under a negation", "The general did not regret that the truce *ended*.", 2.0, 3.0),
    ("refused, not refused to", "The general did not refuse to *sign* it.", 0.0, 1.0),
]


@pytest.mark.parametrize(("oddity", "text", "low", "high"), COMPOSED, ids=[row[0] for row in COMPOSED])
def test_polarity_travels_down(oddity: str, text: str, low: float, high: float) -> None:
    doc, at = marked(text)
    assert low <= composed(operators(doc, at, ())) <= high, oddity


def test_the_parts_agree() -> None:
    found = read("The army will not *withdraw* from the valley.")
    assert found.polarity == "negative"
    assert -3 <= found.value <= 3
    assert found.certainty in ("probable", "certain")


def test_every_token_of_any_text_can_be_asked() -> None:
    doc = read_sentences("No. “Talks?” – if not, why… (not)\n\nWithout")
    for token in doc.tokens:
        assert -3 <= factuality_of(doc, token.i, sayings_by_grammar(doc)).value <= 3


def test_unknown_features_count_for_nothing() -> None:
    assert score("presented", ["no such feature"]) == score("presented", [])


def test_some_features_are_known_to_the_model() -> None:
    doc, at = marked("Sudan did not *sign* the treaty.")
    features = features_of(doc, at, operators(doc, at, ()))
    assert score("presented", features) != score("presented", [])


LISTS = sorted(set(table("factuality")) - {"signatures"})


@pytest.mark.parametrize("section", LISTS)
def test_a_word_stands_in_one_class_in_small_letters(section: str) -> None:
    listed = [w for key in keys("factuality", section) for w in words("factuality", section, key)]
    assert sorted(listed) == sorted({w.lower() for w in listed})


def test_signatures_are_two_values_on_the_scale() -> None:
    for kind, pair in table("factuality")["signatures"].items():  # type: ignore[attr-defined]
        assert len(pair) == 2, kind
        assert all(-3 <= value <= 3 for value in pair), kind
