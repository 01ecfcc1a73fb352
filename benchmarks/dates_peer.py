"""dateparser on rows of our own table of dates: `python -m benchmarks.dates_peer` (`--counts`: no times, no rows).

The rows are ours and our tests hold us to every one of them, so this says nothing about who is better in general. It
asks one thing: could dateparser have taken the place of our rules? It is asked for what it can give: the day, where a
row expects exactly one day, and nothing, where a row expects no date or an abstention.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from dateparser.search import search_dates  # type: ignore[import-untyped]

from memcon.extract.dates import find_dates
from tests.extract.test_dates import ROWS

Row = tuple[str, str, str | None, str]
DAYS, OTHERS = 30, 30


def chosen(rows: Iterable[Row], count: int) -> list[Row]:
    """`count` rows evenly spaced over all, so that nobody picks them."""
    every = list(rows)
    return [every[number * len(every) // count] for number in range(count)]


def is_one_day(row: Row) -> bool:
    return row[3].endswith(" day") and not row[3].startswith("!") and ";" not in row[3]


def is_nothing(row: Row) -> bool:
    return not row[3] or (row[3].startswith("!") and ";" not in row[3])


def ours(text: str, published: str | None) -> str:
    return "; ".join(sorted(f"{when.start} {when.precision}" for when in find_dates(text, published).whens))


def peers(text: str, published: str | None) -> str:
    """What dateparser finds, told the publication date, and that news looks back."""
    try:
        base = datetime.fromisoformat(published or "").replace(tzinfo=None)
    except ValueError:
        base = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=12)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found = search_dates(text, languages=["en"], settings=settings) or []
    return "; ".join(sorted(f"{moment.date().isoformat()} day" for _, moment in found))


def tried(rows: list[Row], find: Callable[[str, str | None], str]) -> tuple[list[tuple[Row, str]], float]:
    """The rows that came out wrong with what came out, and seconds for all."""
    before = time.perf_counter()
    answers = [(row, find(row[1], row[2])) for row in rows]
    seconds = time.perf_counter() - before
    wanted = [row[3] if is_one_day(row) else "" for row in rows]
    return [answer for answer, want in zip(answers, wanted, strict=True) if answer[1] != want], seconds


def main() -> None:
    warnings.filterwarnings("ignore", category=DeprecationWarning, module="dateparser")
    peers("on 5 January 2024", None)  # loads its language data
    ours("on 5 January 2024", None)
    sets = {
        "one day": chosen(filter(is_one_day, ROWS), DAYS),
        "no date": chosen(filter(is_nothing, ROWS), OTHERS),
    }
    counts_only = "--counts" in sys.argv[1:]
    times = "" if counts_only else f"{'memcon ms':>12}{'dateparser ms':>15}"
    print(f"{'rows that expect':<18}{'rows':>6}{'memcon right':>14}{'dateparser right':>18}{times}")
    misses = []
    for name, rows in sets.items():
        (wrong, seconds), (peer_wrong, peer_seconds) = tried(rows, ours), tried(rows, peers)
        right = f"{len(rows):>6}{len(rows) - len(wrong):>14}{len(rows) - len(peer_wrong):>18}"
        times = f"{1000 * seconds / len(rows):>12.2f}{1000 * peer_seconds / len(rows):>15.2f}"
        print(f"{name:<18}{right}{'' if counts_only else times}")
        misses += peer_wrong
    if not counts_only:
        print("\nwhere dateparser differs (words, publication date, expected, dateparser):")
        for row, answer in misses:
            print(f"  {row[1]!r}, {row[2]}, {row[3] or 'nothing'}, {answer or 'nothing'}")


if __name__ == "__main__":
    main()
