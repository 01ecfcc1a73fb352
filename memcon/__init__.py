"""memcon reads news reports about negotiations and writes down who said what to whom, who says so and who denies it,
every word pointing at its sentence.

    >>> import memcon
    >>> reading = memcon.read_text("Ghana proposed a truce to Togo on Monday, two officials said.")  # doctest: +SKIP
    >>> [(event.act, event.actors[0].country) for event in reading.events]                          # doctest: +SKIP
    [('propose', 'GHA')]

`read`, `read_all` and `read_text` are the doors; what they return is described field by field in `memcon.types`, and
as JSON by `memcon schema`. All offsets are half-open `[start, end)` in code points of `reading.report.text`. Sources,
cues and contents are PARC's, event types and modes PLOVER's, countries ISO 3166-1 alpha-3, dates ISO 8601.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import ModuleType

from memcon.errors import MemconError, Refused, SeveralReports
from memcon.schema import to_json
from memcon.types import Reading, Refusal, Report

__all__ = [
    "MemconError",
    "Reading",
    "Refusal",
    "Refused",
    "Report",
    "SeveralReports",
    "read",
    "read_all",
    "read_text",
    "to_json",
]

__version__ = "0.1.0"


def read(
    source: str | Path,
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    allow_private: bool = False,
) -> Reading:
    """Read the one report in `source`: a file, or an http(s) address.

    `outlet`, `published` (ISO 8601: 2024, 2024-02 or 2024-02-13) and `url` say what the source does not say itself.
    Addresses inside your own network are fetched only if `allow_private`. Raises Refused where the report cannot be
    read, and SeveralReports where the source holds more than one: those are for `read_all`.

        reading = memcon.read("report.html")
        for event in reading.events:
            for start, end in event.spans:
                print(event.act, reading.report.text[start:end])
    """
    results = read_all(source, outlet=outlet, published=published, url=url, allow_private=allow_private)
    return _only(str(source), results)


def read_all(
    *sources: str | Path,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    allow_private: bool = False,
) -> Iterator[Reading | Refusal]:
    """Read every report in `sources` (files, folders, archives, addresses), each as it is asked for, in input order.

    A report that cannot be read comes as a Refusal that names it and does not stop the rest. The keywords are those of
    `read` and hold for every report.

        for result in memcon.read_all("reports/", "export.rtf"):
            if isinstance(result, memcon.Refusal):
                print("not read:", result.name, result.reason)
    """
    # The rooms load a parser and its model; whoever only wants the types does not wait for them.
    from memcon.jobs import read_and_extract

    for source in sources:
        yield from read_and_extract(
            str(source), outlet=outlet, published=published, url=url, allow_private=allow_private
        )


def read_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    published: str | None = None,
) -> Reading:
    """Read a report handed in as a string. `report.text` is `text` to the last character, so offsets count in it.

    A `title` handed in helps to understand the text but holds no spans. Raises Refused where the text is no report
    that memcon reads: empty, too long, not English.

        reading = memcon.read_text("Talks resumed in Doha, the ministry said.", published="2024-02-13")
        reading.report.published        # '2024-02-13'
    """
    from memcon.jobs import read_and_extract

    described = {"title": title, "outlet": outlet, "byline": byline, "url": url, "published": published}
    line = json.dumps({"text": text} | {name: value for name, value in described.items() if value is not None})
    reading = _only("text", read_and_extract("-", stdin=io.BytesIO(line.encode())))
    # There is no file: the line of JSON was only the way through the door.
    return replace(reading, report=replace(reading.report, original=None))


def _only(source: str, results: Iterator[Reading | Refusal]) -> Reading:
    match list(islice(results, 2)):
        case [Reading() as reading]:
            return reading
        case [Refusal(name, reason)]:
            raise Refused("text" if source == "text" else name, reason)
        case []:
            raise Refused(source, "holds no report")
        case _:
            raise SeveralReports(f"{source}: holds more than one report; memcon.read_all reads them all")


class _Doors(ModuleType):
    """Keeps `memcon.read` the function: importing the room `memcon/read/` would otherwise put the module in its place.

    The room is reached as `from memcon.read import ...`.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "read" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Doors
