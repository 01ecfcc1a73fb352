"""The word lists of `codebook/*.toml` that `extract` matches, as frozen sets of lemmas.

Codes and names are the business of `ontology`; this file only holds wordings. A verb with a particle is written
`point+out`. Everything is read once and kept, so that asking is as cheap as looking into a set.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from memcon.errors import BadCodebook

Words = frozenset[str]


@cache
def table(name: str) -> Mapping[str, object]:
    """`codebook/<name>.toml` as it stands. Raises BadCodebook where it is no TOML."""
    text = files("memcon").joinpath("codebook", f"{name}.toml").read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCodebook(f"codebook/{name}.toml: {error}") from error


@cache
def keys(name: str, section: str) -> Words:
    """The keys under `[section]` of a word-list file; none where there is no such section."""
    found = table(name).get(section)
    return frozenset(found) if isinstance(found, dict) else frozenset()


@cache
def words(name: str, section: str, key: str) -> Words:
    """The set of words under `[section] key` of a word-list file. Raises BadCodebook where there is none."""
    found = table(name).get(section)
    value = found.get(key) if isinstance(found, dict) else None
    if not isinstance(value, str):
        raise BadCodebook(f"codebook/{name}.toml: [{section}] has no words under {key}")
    return frozenset(value.split())


@cache
def objects(name: str, section: str, key: str) -> Mapping[str, Words]:
    """Entries such as `sign:accord,truce`: what each word wants beside it."""
    rows = [entry.partition(":") for entry in words(name, section, key)]
    if any(not colon or not wanted for _, colon, wanted in rows):
        raise BadCodebook(f"codebook/{name}.toml: [{section}] {key} has an entry without a class")
    found = {word: frozenset(wanted.split(",")) for word, _, wanted in rows}
    if len(found) < len(rows):
        raise BadCodebook(f"codebook/{name}.toml: [{section}] {key} lists a word twice")
    return found
