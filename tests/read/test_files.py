"""Every way in: files of all kinds, folders, standard input, addresses; nothing is lost and nothing is raised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.errors import Refused
from memcon.read import count_reports, files, open_reports
from memcon.read import fetch as fetching
from memcon.read.drafts import Draft
from memcon.read.fetch import Fetched
from memcon.read.kinds import SUFFIXES
from memcon.types import Refusal, Report

GOOD = "Both sides said on Friday that they would go on with the talks."
PAGE = (
    f"<html><body><article><h1>Talks</h1><p>{GOOD}</p><p>{GOOD.replace('Friday', 'Monday')}</p></article></body></html>"
)
RECORD = json.dumps({"text": GOOD, "id": 7, "outlet": "Valley Times", "published": "2019-05-02"})


def reasons(found: list[Report | Refusal]) -> list[str | None]:
    """One entry for each result: the reason of a refusal, None for a report."""
    return [result.reason if isinstance(result, Refusal) else None for result in found]


def read(
    path: Path, *, outlet: str | None = None, published: str | None = None, url: str | None = None
) -> list[Report | Refusal]:
    return list(open_reports(str(path), outlet=outlet, published=published, url=url))


def one(path: Path, *, outlet: str | None = None, published: str | None = None, url: str | None = None) -> Report:
    (report,) = read(path, outlet=outlet, published=published, url=url)
    assert isinstance(report, Report), report
    return report


def refused(path: Path) -> str:
    (found,) = read(path)
    assert isinstance(found, Refusal), found
    assert found.name == str(path)
    assert "\n" not in found.reason
    return found.reason


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_kept_to_the_last_character(tmp_path: Path) -> None:
    report = one(write(tmp_path / "a.txt", f"\r\n{GOOD}\r\n\r\n "))
    assert report.text == f"\r\n{GOOD}\r\n\r\n "
    assert report.original is not None
    assert report.original.media_type == "text/plain"


@pytest.mark.parametrize("suffix", [".txt", ".TXT", ".md", ".html", ".HTM", ".jsonl", ".ndjson"])
def test_every_kind_of_text(tmp_path: Path, suffix: str) -> None:
    content = {".html": PAGE, ".htm": PAGE, ".jsonl": RECORD, ".ndjson": RECORD}.get(suffix.lower(), GOOD)
    assert GOOD in one(write(tmp_path / f"a{suffix}", content)).text


def test_a_file_that_begins_as_another_kind_is_read_as_that(tmp_path: Path) -> None:
    rtf = write(tmp_path / "a.txt", rf"{{\rtf1\ansi {GOOD}}}")
    assert one(rtf).text.strip() == GOOD
    assert refused(write(tmp_path / "b.html", b"%PDF-1.7 nothing else")) != "no article text found"
    assert "DOCX" in refused(write(tmp_path / "c.txt", b"PK\x03\x04 nothing else"))


def test_what_is_given_wins_over_what_the_report_says(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", RECORD)
    said, given_ = one(path), one(path, outlet="Hill Gazette", published="2020-01", url="http://hill.example/1")
    assert (said.outlet, said.published, said.url) == ("Valley Times", "2019-05-02", None)
    assert (given_.outlet, given_.published, given_.url) == ("Hill Gazette", "2020-01", "http://hill.example/1")
    assert given_.id != said.id
    assert one(path, outlet="", published="", url="") == said


@pytest.mark.parametrize("published", ["yesterday", "2019-02-30", "2 May 2019", "2019-5-2"])
def test_a_bad_date_is_refused_before_anything_is_read(published: str) -> None:
    with pytest.raises(Refused, match=r"--published: .* is not an ISO 8601 date"):
        open_reports("no such file", published=published)


BAD_TEXTS = {
    "empty": (b"", "empty"),
    "white space": (b" \n \t\n", "nothing but white space (5 characters)"),
    "30 MB": (GOOD.encode() * 480_000, "30,240,000 characters long (limit: 200,000)"),
    "one 2 MB line": (b"word " * 400_000, "2,000,000 characters long (limit: 200,000)"),
    "one 2 MB word": (b"a" * 2_000_000, "2,000,000 characters long (limit: 200,000)"),
    "over the limit": (b"a" * (files.FILE_LIMIT + 1), "longer than 64,000,000 bytes"),
    "binary": (bytes(range(256)), "a null byte at byte 0: binary, or UTF-16 without a byte order mark"),
    "latin-1": ("Gespräche".encode("latin-1"), "not UTF-8: byte 5 (0xe4, line 1) does not fit; save it as UTF-8"),
    "two encodings": ("ä".encode() + "ä".encode("latin-1"), "not UTF-8: byte 2 (0xe4, line 1) does not fit"),
    "surrogates": (b"\xed\xa0\x80", "not UTF-8: byte 0 (0xed, line 1) does not fit"),
    "null": (GOOD.encode() + b"\0", "a null byte at byte 63"),
    "Russian": ("Стороны продолжат переговоры.".encode(), "not English: 100% of its letters are Cyrillic"),
    "Arabic": ("سيواصل الطرفان المحادثات".encode(), "not English: 100% of its letters are Arabic"),
    "mixed": (
        f"{GOOD}\n{'Beide Seiten wollen die Gespräche am Freitag in Genf fortsetzen. ' * 3}".encode(),
        "not English: 76% of its letters stand in parts that look German",
    ),
}


@pytest.mark.parametrize("case", BAD_TEXTS)
def test_bad_text_files(tmp_path: Path, case: str) -> None:
    content, reason = BAD_TEXTS[case]
    assert refused(write(tmp_path / "a.txt", content)).startswith(reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no article text found"),
        (b"<html><body>" + b"<div>" * 100_000, "nests more than 200 elements"),
        (b"<ul>" + b"<li><a href='/'>More of it</a></li>" * 50, "no article text found"),
        (b"\0" * 1000, "no text: its bytes fit no character encoding"),
    ],
)
def test_bad_pages(tmp_path: Path, content: bytes, reason: str) -> None:
    assert refused(write(tmp_path / "a.html", content)).startswith(reason)


def test_a_broken_record_among_good_ones(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", f'{RECORD}\n{{"text": \n{{"text": "\\ud800"}}\n{{"text": "a\\u0000b"}}\n{RECORD}\n'
    )
    found = read(path)
    assert reasons(found) == [
        None,
        "no JSON: Expecting value at character 9",
        "half a surrogate pair in the text, at character 0 (U+D800)",
        "null character in the text, at character 1",
        None,
    ]
    assert [result.name for result in found if isinstance(result, Refusal)] == [f"{path}, line {n}" for n in (2, 3, 4)]


@pytest.mark.parametrize("name", ["a.xyz", "a", "a.txt.bak", "a.gz"])
def test_an_unknown_kind_is_named(tmp_path: Path, name: str) -> None:
    assert refused(write(tmp_path / name, GOOD)).startswith("unknown kind of file (")


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "missing.txt") == "cannot be read: No such file or directory"
    assert refused(tmp_path / ("a" * 5000)).startswith("cannot be read: ")
    assert reasons(list(open_reports("a\0b.txt"))) == ["no file can have such a name"]
    assert reasons(list(open_reports(""))) == ["cannot be read: No such file or directory"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_and_devices_are_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert refused(tmp_path / "a.txt").startswith("not a regular file")
    assert refused(Path("/dev/zero")).startswith("not a regular file")


def test_a_folder_is_read_in_the_order_of_its_paths_and_nothing_is_lost(tmp_path: Path) -> None:
    for folder in ("b", ".hidden", "empty"):
        (tmp_path / folder).mkdir()
    write(tmp_path / "c.txt", GOOD)
    write(tmp_path / "a.txt", GOOD)
    write(tmp_path / "b" / "z.jsonl", RECORD)
    write(tmp_path / "b" / "photo.jpg", b"\xff\xd8")
    write(tmp_path / ".notes.txt", GOOD)
    write(tmp_path / ".hidden" / "x.txt", GOOD)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = read(tmp_path)
    names = [
        result.name if isinstance(result, Refusal) else str(result.original and result.original.name)
        for result in found
    ]
    assert [Path(name).relative_to(tmp_path).as_posix() for name in names] == [
        "a.txt", "b/photo.jpg", "b/z.jsonl", "c.txt", "dangling.txt", "loop",
    ]  # fmt: skip
    assert reasons(found)[3:] == [
        None, "cannot be read: No such file or directory", "a link to a folder: not followed",
    ]  # fmt: skip


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert refused(tmp_path) == "an empty folder"


def test_an_unreadable_folder_and_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    write(tmp_path / "secret.txt", GOOD)
    write(tmp_path / "x.txt", GOOD)
    iterdir, open_ = Path.iterdir, os.open

    def closed(self: Path) -> Iterator[Path]:
        if self.name == "closed":
            raise PermissionError(13, "Permission denied")
        return iter(list(iterdir(self)))

    def secret(path: str, flags: int) -> int:
        if path.endswith("secret.txt"):
            raise PermissionError(13, "Permission denied")
        return open_(path, flags)

    monkeypatch.setattr(Path, "iterdir", closed)
    monkeypatch.setattr(os, "open", secret)
    assert reasons(read(tmp_path)) == ["cannot be read: Permission denied"] * 2 + [None]


@pytest.mark.parametrize(
    ("given_", "texts"),
    [
        (GOOD, [GOOD]),
        (f"\n\n{GOOD}", [f"\n\n{GOOD}"]),
        (f"{RECORD}\n{RECORD}", [GOOD, GOOD]),
        (f"\n \n{RECORD}", [GOOD]),
        (PAGE, [f"Talks\n{GOOD}\n{GOOD.replace('Friday', 'Monday')}"]),
        (f"\ufeff<!-- saved --> {PAGE}", [f"Talks\n{GOOD}\n{GOOD.replace('Friday', 'Monday')}"]),
        (f"{{sic}} {GOOD}", [f"{{sic}} {GOOD}"]),
    ],
)
def test_standard_input_is_known_by_what_it_begins_with(given_: str, texts: list[str]) -> None:
    found = list(open_reports("-", stdin=BytesIO(given_.encode())))
    assert [result.text for result in found if isinstance(result, Report)] == texts


def test_bad_standard_input() -> None:
    assert list(open_reports("-", stdin=BytesIO(b""))) == [Refusal("standard input", "empty")]
    (broken,) = open_reports("-", stdin=BytesIO(b'{"text": "They'))
    assert isinstance(broken, Refusal)
    assert broken.name == "standard input, line 1"
    (long,) = open_reports("-", stdin=BytesIO(b"\n" * (files.FILE_LIMIT + 1)))
    assert long == Refusal("standard input", "longer than 64,000,000 bytes")


def test_records_from_standard_input_are_read_as_they_come() -> None:
    class Slow(BytesIO):
        taken = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            Slow.taken += 1
            return super().readline(-1 if size is None else size)

    found = open_reports("-", stdin=Slow(f"{RECORD}\n{RECORD}\n{RECORD}\n".encode()))
    next(found)
    assert Slow.taken == 1


@pytest.mark.parametrize(
    ("media_type", "data", "texts"),
    [
        ("text/html", PAGE, [f"Talks\n{GOOD}\n{GOOD.replace('Friday', 'Monday')}"]),
        (None, PAGE, [f"Talks\n{GOOD}\n{GOOD.replace('Friday', 'Monday')}"]),
        ("text/plain", GOOD, [GOOD]),
        ("application/octet-stream", GOOD, [GOOD]),
        ("application/x-ndjson", f"{RECORD}\n{RECORD}", [GOOD, GOOD]),
        ("text/html", rf"{{\rtf1\ansi {GOOD}}}", [GOOD]),
    ],
)
def test_addresses(monkeypatch: pytest.MonkeyPatch, media_type: str | None, data: str, texts: list[str]) -> None:
    def answer(url: str, *, allow_private: bool) -> Fetched:
        assert (url, allow_private) == ("HTTP://valley.example/1", True)
        return Fetched(data.encode(), media_type, "http://valley.example/1?from=there")

    monkeypatch.setattr(fetching, "fetch", answer)
    found = list(open_reports("HTTP://valley.example/1", allow_private=True))
    assert [result.text.strip() for result in found if isinstance(result, Report)] == texts
    assert {result.url for result in found if isinstance(result, Report)} == {"http://valley.example/1?from=there"}


def test_an_address_that_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(url: str, *, allow_private: bool) -> Fetched:
        raise Refused(url, "a private address")

    monkeypatch.setattr(fetching, "fetch", refuse)
    assert list(open_reports("http://valley.example/1")) == [Refusal("http://valley.example/1", "a private address")]


@pytest.mark.parametrize("failure", [ValueError("x"), MemoryError(), RecursionError(), KeyError("x")])
def test_a_reader_that_fails_costs_one_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def broken(data: bytes, name: str, **how: str) -> Iterator[Draft | Refusal]:
        yield from ()
        raise failure

    write(tmp_path / "a.html", PAGE)
    write(tmp_path / "b.txt", GOOD)
    monkeypatch.setattr(files, "read_html", broken)
    assert reasons(read(tmp_path)) == [
        f"reading failed unexpectedly ({type(failure).__name__}); MEMCON_DEBUG=1 shows where",
        None,
    ]


def test_a_gate_that_fails_costs_one_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(draft: Draft) -> Report:
        raise ZeroDivisionError

    monkeypatch.setattr(files, "admit", broken)
    assert "ZeroDivisionError" in refused(write(tmp_path / "a.txt", GOOD))


def test_a_failure_is_logged_when_somebody_debugs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(draft: Draft) -> Report:
        raise ZeroDivisionError

    monkeypatch.setattr(files, "admit", broken)
    monkeypatch.setenv("MEMCON_DEBUG", "1")
    read(write(tmp_path / "a.txt", GOOD))
    assert "ZeroDivisionError" in caplog.text


def test_a_caller_who_stops_early_leaves_nothing_open(tmp_path: Path) -> None:
    found = open_reports(str(write(tmp_path / "a.jsonl", f"{RECORD}\n" * 9)))
    next(found)
    del found


def test_how_many_there_are(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", f"{RECORD}\n" * 3)
    write(tmp_path / "b.txt", GOOD)
    assert count_reports([str(tmp_path), "http://valley.example/1", str(tmp_path / "missing.jsonl")]) == 6
    assert count_reports(["-"]) is None
    assert count_reports([str(write(tmp_path / "c.warc.gz", b""))]) is None


def test_plain_text_loads_no_heavy_library(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", GOOD)
    program = (
        "import sys; from memcon.read import open_reports; (report,) = open_reports(sys.argv[1]); print(report.text)\n"
        "heavy = 'trafilatura', 'py3langid', 'pypdf', 'docx', 'urllib3', 'lxml'\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [GOOD, "[]"]


ANY_SUFFIX = st.sampled_from([*SUFFIXES, ".xyz", ""])
BEGINNINGS = st.sampled_from([
    b"", b"<html><p>", b'{"text": "', b'{"text":', b"%PDF-1.4\n", b"{\\rtf1 ", b"PK\x03\x04", b"\x1f\x8b\x08\x00",
    b"WARC/1.0\r\n",
])  # fmt: skip


@given(suffix=ANY_SUFFIX, start=BEGINNINGS, rest=st.one_of(st.binary(), st.text().map(str.encode)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_under_any_suffix(tmp_path: Path, suffix: str, start: bytes, rest: bytes) -> None:
    for result in read(write(tmp_path / f"a{suffix}", start + rest)):
        assert isinstance(result, Report) or "\n" not in result.reason
        assert isinstance(result, Report) or "unexpectedly" not in result.reason


@given(start=BEGINNINGS, rest=st.one_of(st.binary(), st.text().map(str.encode)))
@settings(deadline=None)
def test_any_bytes_from_standard_input(start: bytes, rest: bytes) -> None:
    for result in open_reports("-", stdin=BytesIO(start + rest)):
        assert isinstance(result, Report) or "unexpectedly" not in result.reason


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<a href='", "'>", "<!--", "<table>", "<td", ">", "&", "<script>", "</", "é", GOOD, " "]
    )
).map("".join)


@given(MARKUP)
@settings(deadline=None)
def test_any_markup(page: str) -> None:
    for result in open_reports("-", stdin=BytesIO(b"<html>" + page.encode())):
        assert isinstance(result, Report) or "unexpectedly" not in result.reason
