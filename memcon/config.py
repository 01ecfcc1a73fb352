"""What the environment decides. No other module reads environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

_OFF = {"", "0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Settings:
    """`debug` (MEMCON_DEBUG): show the traceback behind a report that failed unexpectedly."""

    debug: bool = False


def settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings as the environment has them now."""
    found = os.environ if environ is None else environ
    return Settings(debug=found.get("MEMCON_DEBUG", "").strip().casefold() not in _OFF)
