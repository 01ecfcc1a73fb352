"""JSON Lines: one record a line, a broken one never stops the rest, and offsets count in the file."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.read import jsonl
from memcon.read.drafts import Draft
from memcon.read.jsonl import read_jsonl
from memcon.types import Refusal

GOOD = b'{"text": "Both sides said they would meet again."}'


def read(data: bytes) -> list[Draft | Refusal]:
    return list(read_jsonl(BytesIO(data), "reports.jsonl"))


def one(line: str | bytes) -> Draft:
    (draft,) = read(line if isinstance(line, bytes) else line.encode())
    assert isinstance(draft, Draft), draft
    return draft


def sources(draft: Draft, data: bytes) -> list[tuple[str, str, bool]]:
    return [
        (draft.text[slice(*piece.text)], data[slice(*piece.source)].decode(), piece.exact)
        for piece in draft.original.pieces
    ]


def test_every_field() -> None:
    draft = one(
        '{"text": "They met.", "id": "r7", "title": "Talks", "outlet": "Valley Times", "byline": "A. Example",'
        ' "url": "http://valley.example/7", "published": "2019-05-02T09:00:00Z", "language": "en", "more": [1]}'
    )
    assert (draft.text, draft.external_id, draft.title, draft.outlet) == ("They met.", "r7", "Talks", "Valley Times")
    assert (draft.byline, draft.url, draft.published) == ("A. Example", "http://valley.example/7", "2019-05-02")
    assert (draft.language, draft.name, draft.original.name) == ("en", "reports.jsonl, line 1", "reports.jsonl")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("7", "7"), ("1.0", "1.0"), ("9" * 5000, "9" * 5000), ("1e999", "1e999"), ("null", None), ('""', None)],
)
def test_an_id_may_be_a_number_and_keeps_its_digits(written: str, read_as: str | None) -> None:
    assert one(f'{{"text": "x", "id": {written}}}').external_id == read_as


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x"', "no JSON: Expecting ',' delimiter at character 12"),
        ("[1]", "no record: a list instead of an object"),
        ('"x"', "no record: a string instead of an object"),
        ("7", "no record: a number instead of an object"),
        ("null", "no record: null instead of an object"),
        ('{"title": "x"}', 'no "text" in the record'),
        ('{"text": null}', '"text" is null'),
        ('{"text": 7}', '"text" is a number, not a string'),
        ('{"text": "x", "title": ["x"]}', '"title" is a list, not a string'),
        ('{"text": "x", "id": true}', '"id" is true or false, not a string'),
        ('{"text": "x", "url": {}}', '"url" is an object, not a string'),
        ('{"text": "x", "outlet": 3}', '"outlet" is a number, not a string'),
        ('{"text": "x", "text": "y"}', "the key 'text' stands twice in one object"),
        ('{"text": "x", "published": "2 May 2019"}', "\"published\" is '2 May 2019': not an ISO 8601 date"),
        ('{"text": "x", "published": "2019-02-30"}', "\"published\" is '2019-02-30': not an ISO 8601 date"),
        ('{"text": "x", "size": NaN}', "no JSON: NaN"),
        ('{"text": "x\ty"}', "no JSON: Invalid control character"),
        ('{"text": ' + "[" * 100_000, "no record: nested too deep"),
    ],
)
def test_a_bad_record_is_refused_by_its_line_between_good_ones(line: str, reason: str) -> None:
    first, refusal, last = read(GOOD + b"\n" + line.encode() + b"\n" + GOOD)
    assert isinstance(first, Draft)
    assert isinstance(last, Draft)
    assert isinstance(refusal, Refusal)
    assert refusal.name == "reports.jsonl, line 2"
    assert refusal.reason.startswith(reason)


def test_bytes_that_are_not_utf_8_cost_only_their_line() -> None:
    first, refusal, last = read(GOOD + b'\n{"text": "Z\xfcrich"}\n' + GOOD)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "not UTF-8: byte 11 of the line (0xfc) does not fit"
    assert isinstance(first, Draft)
    assert isinstance(last, Draft)


def test_byte_order_mark_blank_lines_and_carriage_returns() -> None:
    data = b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n  \n" + GOOD
    drafts = read(data)
    assert [draft.name for draft in drafts] == ["reports.jsonl, line 1", "reports.jsonl, line 4"]
    for draft in drafts:
        assert isinstance(draft, Draft)
        assert sources(draft, data) == [(draft.text, draft.text, True)]


def test_utf_16_is_refused_once() -> None:
    (refusal,) = read(GOOD.decode().encode("utf-16"))
    assert refusal == Refusal("reports.jsonl", "UTF-16; JSON Lines are UTF-8")


def test_a_line_over_the_limit_is_passed_over_without_reading_it_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LINE_LIMIT", 100)
    long = b'{"text": "' + b"a" * 1000 + b'"}\n'
    data = GOOD + b"\n" + long + GOOD
    first, refusal, last = read(data)
    assert refusal == Refusal("reports.jsonl, line 2", "longer than 100 bytes")
    assert isinstance(first, Draft)
    assert isinstance(last, Draft)
    assert sources(last, data)[0][1] == last.text


def test_escapes_are_mapped_to_where_they_stand() -> None:
    data = r'{"more": {"text": "no"}, "text" : "He said \"no\".\nCaf\u00e9 — \ud83d\ude00!"}'.encode()
    draft = one(data)
    assert draft.text == 'He said "no".\nCafé — 😀!'
    assert sources(draft, data) == [
        ("He said ", "He said ", True),
        ('"', r"\"", False),
        ("no", "no", True),
        ('"', r"\"", False),
        (".", ".", True),
        ("\n", r"\n", False),
        ("Caf", "Caf", True),
        ("é", r"\u00e9", False),
        (" — ", " — ", True),
        ("😀", r"\ud83d\ude00", False),
        ("!", "!", True),
    ]


def test_what_was_taken_from_the_stream_before_counts() -> None:
    data = b"\n\n" + GOOD + b"\n" + GOOD + b"\n"
    stream = BytesIO(data)
    for taken in range(len(data)):
        stream.seek(0)
        head = stream.read(taken)
        drafts = list(read_jsonl(stream, "-", head=head))
        assert [draft.name for draft in drafts] == ["-, line 3", "-, line 4"]
        assert all(isinstance(draft, Draft) and sources(draft, data)[0][1] == draft.text for draft in drafts)


@given(st.lists(st.text()), st.booleans(), st.sampled_from([b"\n", b"\r\n", b"\n\n"]))
def test_any_text_comes_back_and_its_exact_pieces_decode_to_it(texts: list[str], escaped: bool, newline: bytes) -> None:
    data = newline.join(json.dumps({"id": 1, "text": text}, ensure_ascii=escaped).encode() for text in texts)
    drafts = read(data)
    assert [draft.text for draft in drafts if isinstance(draft, Draft)] == texts
    for draft in drafts:
        assert isinstance(draft, Draft)
        pieces = sources(draft, data)
        assert "".join(mine for mine, _, _ in pieces) == draft.text
        for mine, theirs, exact in pieces:
            assert theirs == mine if exact else json.loads(f'"{theirs}"') == mine


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    read(data)
