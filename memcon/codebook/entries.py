"""One entry of a code book file, read key by key, so that every fault can be named: file, entry, what is wrong."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from memcon.errors import BadCodebook

_DIGITS = 12


class Entry:
    """A table of a code book file. Each getter takes its key out; `close` refuses what nobody asked for."""

    __slots__ = ("_left", "file", "label")

    def __init__(self, file: str, label: str, data: object) -> None:
        self.file = file
        self.label = label
        if not isinstance(data, dict):
            raise self.fault("is no table")
        self._left: dict[str, object] = dict(data)

    def fault(self, what: str) -> BadCodebook:
        """The error to raise about this entry."""
        return BadCodebook(f"codebook/{self.file}: {self.label}: {what}")

    def maybe(self, key: str) -> str | None:
        """The text under `key`, None where the entry has none."""
        value = self._left.pop(key, None)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.fault(f"{key} must be a text that is not empty")
        return value

    def text(self, key: str) -> str:
        """The text under `key`, which must be there."""
        value = self.maybe(key)
        if value is None:
            raise self.fault(f"{key} is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`, empty where the entry has none."""
        value = self._left.pop(key, ())
        if value == ():
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.fault(f"{key} must be a list of texts")
        return tuple(value)

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """The list of lists of texts under `key`."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
            raise self.fault(f"{key} must be a list of lists")
        if not all(isinstance(text, str) for row in value for text in row):
            raise self.fault(f"{key} must be a list of lists of texts")
        return tuple(tuple(row) for row in value)

    def table(self, key: str) -> Mapping[str, str]:
        """The table of texts under `key`."""
        value = self._left.pop(key, {})
        if not isinstance(value, dict) or not all(isinstance(item, str) and item.strip() for item in value.values()):
            raise self.fault(f"{key} must be a table of texts")
        return value

    def flag(self, key: str) -> bool:
        """The truth value under `key`, false where the entry has none."""
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise self.fault(f"{key} must be true or false")
        return value

    def check(self, what: str, value: str | None, allowed: Iterable[str]) -> None:
        """Refuse a `value` that is not among `allowed`; None always is."""
        if value is not None and value not in allowed:
            raise self.fault(f"unknown {what} {value}")

    def close(self) -> None:
        """Refuse keys that no getter has taken."""
        if self._left:
            raise self.fault(f"unknown key {sorted(self._left)[0]}")


class Files:
    """The TOML files of a code book, parsed when first asked for, and a fingerprint of the bytes of them all."""

    def __init__(self, folder: Path) -> None:
        self._raw = {path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}
        self._parsed: dict[str, Mapping[str, object]] = {}
        digest = hashlib.sha256()
        for name, raw in self._raw.items():
            digest.update(name.encode() + b"\0" + raw + b"\0")
        self.fingerprint = digest.hexdigest()[:_DIGITS]

    def file(self, name: str) -> Mapping[str, object]:
        """The parsed file `name`."""
        if name not in self._raw:
            raise BadCodebook(f"codebook/{name}: the file is missing")
        if name not in self._parsed:
            try:
                self._parsed[name] = tomllib.loads(self._raw[name].decode("utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise BadCodebook(f"codebook/{name}: {error}") from error
        return self._parsed[name]

    def tables(self, name: str, section: str | None = None) -> Iterator[tuple[str, Entry]]:
        """Each key of `name` (or of its `section`) with its entry."""
        data: object = self.file(name) if section is None else self.file(name).get(section)
        if not isinstance(data, dict):
            raise BadCodebook(f"codebook/{name}: {section} is missing")
        for key, value in data.items():
            label = key if section is None else f"{section}.{key}"
            yield key, Entry(name, label, value)

    def rows(self, name: str, section: str) -> Iterator[Entry]:
        """Each inline table of the array `section` of `name`, labelled by its name or place."""
        data = self.file(name).get(section)
        if not isinstance(data, list):
            raise BadCodebook(f"codebook/{name}: {section} is missing")
        for number, value in enumerate(data, start=1):
            called = value.get("name") if isinstance(value, dict) else None
            yield Entry(name, called if isinstance(called, str) else f"{section} {number}", value)
