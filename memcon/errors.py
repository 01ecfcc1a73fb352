"""Everything memcon raises, as one tree.

    MemconError
    ├── Refused          a report, file or address that could not be read; carries a Refusal
    ├── SeveralReports   one report was asked for and the input holds more
    └── BadCodebook      a code list contradicts itself or names a code that does not exist

Every message is one line a user can act on. Nothing else of memcon's own reaches a caller.
"""

from __future__ import annotations


class MemconError(Exception):
    """Root of memcon's errors: `except memcon.MemconError` catches them all."""


class Refused(MemconError):
    """The input could not be read. `name` says which, `reason` why (one line)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class SeveralReports(MemconError):
    """`memcon.read` was given an input that holds more than one report."""


class BadCodebook(MemconError):
    """A file under `codebook/` is inconsistent: the message names file, entry and fault."""
