"""One entry of a code book file, read key by key, so that every fault can be named: file, entry, what is wrong.

The long lists (actors, publishers, roles) are no TOML tables but one text of records, a line each, because the parser
of the standard library takes ten times as long over tables:

    Hamas | country: PSE | names: Islamic Resistance Movement; Harakat al-Muqawama al-Islamiya | note: …

The name comes first; the other fields are `key: value`, in any order. Lists are cut at semicolons, rows of a list at
"@", and a table's keys from their texts at "=". Empty lines and lines that begin with "#" are skipped.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from memcon.errors import BadCodebook

_DIGITS = 12


class Entry:
    """A table or record of a code book file. Each getter takes its key out; `close` refuses what nobody asked for."""

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
        if key not in self._left:
            return ()
        value = self._left.pop(key)
        items = _cut(value, ";") if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            raise self.fault(f"{key} must be a list of texts that are not empty")
        return tuple(items)

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """The rows under `key` of a record: texts, cut at "@"."""
        return tuple(tuple(_cut(row, "@")) for row in self.texts(key))

    def table(self, key: str) -> Mapping[str, str]:
        """The table of texts under `key`, empty where the entry has none."""
        if key not in self._left:
            return {}
        value = self._left.pop(key)
        if isinstance(value, str):
            pairs = [_cut(row, "=") for row in _cut(value, ";")]
            value = dict(pairs) if all(len(pair) == 2 for pair in pairs) else None
        if not isinstance(value, dict) or not all(isinstance(item, str) and item.strip() for item in value.values()):
            raise self.fault(f"{key} must be a table of texts that are not empty")
        return value

    def check(self, what: str, value: str | None, allowed: Iterable[str]) -> None:
        """Refuse a `value` that is not among `allowed`; None always is."""
        if value is not None and value not in allowed:
            raise self.fault(f"unknown {what} {value}")

    def close(self) -> None:
        """Refuse keys that no getter has taken."""
        if self._left:
            raise self.fault(f"unknown key {min(self._left)}")


def _cut(text: str, mark: str) -> list[str]:
    """The parts of `text` between marks, without white space around them."""
    return [part.strip() for part in text.split(mark)]


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
        """Each inline table of the array `section` of `name`, labelled by its place."""
        data = self.file(name).get(section)
        if not isinstance(data, list):
            raise BadCodebook(f"codebook/{name}: {section} must be a list of tables")
        for number, value in enumerate(data, start=1):
            yield Entry(name, f"{section} {number}", value)

    def records(self, name: str, section: str) -> Iterator[Entry]:
        """Each line of the text `section` of `name` (see the module's docstring), labelled by its name."""
        data = self.file(name).get(section)
        if not isinstance(data, str):
            raise BadCodebook(f"codebook/{name}: {section} must be a text of records")
        for line in data.splitlines():
            if line and line[0] != "#" and not line.isspace():
                label, *fields = _cut(line, "|")
                found = {"name": label}
                for field in fields:
                    key, colon, value = field.partition(":")
                    if not colon or key in found:
                        raise BadCodebook(f"codebook/{name}: {label}: {field} is no new field of the form key: value")
                    found[key] = value.strip()
                yield Entry(name, label or line, found)
