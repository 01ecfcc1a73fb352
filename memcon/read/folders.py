"""The files of a folder, in the order of their paths, and one file opened without the risk of waiting for ever."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from memcon.errors import Refused
from memcon.types import Refusal

_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def files_under(path: str) -> Iterator[str | Refusal]:
    """List the files of a folder and its folders, sorted by path; a path that is no folder is listed itself.

    Hidden files and folders (`.name`) are left out, all else is listed or refused. Links to files are followed; links
    to folders are refused: they may lead out of the folder, or round in circles.
    """
    if not path or not _is_folder(Path(path)):
        yield path
        return
    found = False
    for file in _walk(Path(path)):
        found = True
        yield file if isinstance(file, Refusal) else str(file)
    if not found:
        yield Refusal(shown(path), "an empty folder")


def _walk(folder: Path) -> Iterator[Path | Refusal]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if not _is_folder(here):
            yield here
        elif here.is_symlink() and here != folder:
            yield Refusal(shown(str(here)), "a link to a folder: not followed")
        else:
            try:
                waiting += sorted((each for each in here.iterdir() if not each.name.startswith(".")), reverse=True)
            except OSError as error:
                yield Refusal(shown(str(here)), unreadable(error))


def _is_folder(path: Path) -> bool:
    """Tell whether `path` is a folder; a path nobody can look at is none."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def open_file(path: str) -> BinaryIO:
    """Open a regular file to read; Refused for pipes and devices, which may never end."""
    try:
        handle = os.open(path, os.O_RDONLY | _NO_WAIT)
    except ValueError as error:
        raise Refused(shown(path), "no file can have such a name") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Refused(shown(path), "not a regular file; to read from a pipe, give - for standard input")
    return os.fdopen(handle, "rb")


def unreadable(error: OSError) -> str:
    """Say in one line why the system would not read a file."""
    return f"cannot be read: {error.strerror or type(error).__name__}"


def shown(path: str) -> str:
    """Write a path so that it can be printed: what is no character becomes U+FFFD."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", path)
