"""Where the rooms meet: the only module that knows more than one of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import BinaryIO

from memcon.config import settings
from memcon.extract import extract
from memcon.read import open_reports
from memcon.types import Reading, Refusal, Report

_log = logging.getLogger("memcon")


def read_and_extract(
    path: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Refusal]:
    """One reading or refusal for each report in `path`, in the order they stand there, made as it is asked for.

    Nothing that goes wrong with one report stops the next: a failure nobody foresaw becomes a refusal that names the
    report. MEMCON_DEBUG=1 logs its traceback. Raises Refused, before anything is read, where `published` is no date.
    """
    for found in open_reports(
        path, outlet=outlet, published=published, url=url, allow_private=allow_private, stdin=stdin
    ):
        yield found if isinstance(found, Refusal) else _reading(found)


def _reading(report: Report) -> Reading | Refusal:
    try:
        return extract(report)
    except Exception as failure:
        name = _name(report)
        if settings().debug:
            _log.error("extraction failed on %s", name, exc_info=failure)
        return Refusal(name, f"extraction failed unexpectedly ({type(failure).__name__}); MEMCON_DEBUG=1 shows where")


def _name(report: Report) -> str:
    """What a person would call the report: the file it came from and its own id in there, else memcon's id."""
    names = [report.original.name if report.original else None, report.external_id]
    return ", ".join(name for name in names if name) or report.id
