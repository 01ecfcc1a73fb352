"""Write docs/reference/codes.md out of the code book: how acts are coded, and what the name lists hold.

    python docs/make_codes.py

The code lists that a reading prints stand in docs/reference/reading.md (docs/make_reference.py makes those).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from memcon.ontology import Codebook, load

PAGE = Path(__file__).parent / "reference" / "codes.md"
_HEAD = """\
<!-- Made by docs/make_codes.py; do not edit. -->

# Codes and names

How memcon codes the moves it reads in PLOVER and CAMEO, and what the name lists of the code book hold. The code
lists of a reading stand in [reading.md](reading.md); how to add a code or a name stands in
[how_to_add_a_code.md](../how_to_add_a_code.md).
"""
_ACTS = """\
Each act is coded by the first line whose conditions hold: its topic, one of its terms' issues, and the manner in
which it was done. The last line of each act always holds.
"""
_CAMEO = "The codes that memcon uses, with the PLOVER type and mode each becomes; 01 has none, PLOVER dropped it."
_ISSUES = "The PA-X issue codes that each issue carries."
_NAMES = """\
Counts of what the name lists hold. They are written from general knowledge of public facts; a name that is not there is
read as words, never guessed. What is ambiguous carries a hint that says how to tell.
"""


def page() -> str:
    """The page as it should stand."""
    book = load()
    parts = (
        _HEAD,
        "## Acts in PLOVER and CAMEO\n",
        _ACTS,
        *_table(("act", "topic", "issue", "manner", "PLOVER", "CAMEO"), _acts(book)),
        "\n## Manners\n",
        *_table(("manner", "means", "standard"), _list(book, "manner")),
        "\n## CAMEO codes\n",
        _CAMEO + "\n",
        *_table(("code", "means", "PLOVER"), _cameo(book)),
        "\n## Issues and PA-X\n",
        _ISSUES + "\n",
        *_table(("issue", "PA-X"), ((f"`{it.code}`", ", ".join(it.pax) or "none") for it in book.issues.values())),
        "\n## Names\n",
        _NAMES,
        *_table(("kind", "means", "entries"), _counted(book, "actor.kind", (it.kind for it in book.actors))),
        "",
        *_table(("medium", "means", "entries"), _counted(book, "publisher.kind", (it.kind for it in book.publishers))),
        "",
        *_table(("form of name", "means", "entries"), _counted(book, "name.form", _forms(book))),
    )
    return "\n".join(parts) + "\n"


def _table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cells in (titles, tuple("---" for _ in titles), *rows):
        yield f"| {' | '.join(cells)} |"


def _acts(book: Codebook) -> Iterator[tuple[str, ...]]:
    for act, rules in book.rules.items():
        for rule in rules:
            when = (", ".join(listed) or "any" for listed in (rule.topics, rule.issues, rule.manners))
            yield (f"`{act}`", *when, _plover(rule.coding.type, rule.coding.mode), rule.coding.cameo)


def _plover(type_: str | None, mode: str | None) -> str:
    return f"{type_} {mode}" if mode else type_ or "none"


def _list(book: Codebook, name: str) -> Iterator[tuple[str, ...]]:
    return ((f"`{it.code}`", it.means, it.standard) for it in book.codes[name].values())


def _cameo(book: Codebook) -> Iterator[tuple[str, ...]]:
    return ((it.code, it.means, _plover(it.type, it.mode)) for it in book.cameo.values())


def _counted(book: Codebook, name: str, found: Iterable[str]) -> Iterator[tuple[str, ...]]:
    counts = Counter(found)
    return ((f"`{it.code}`", it.means, str(counts[it.code])) for it in book.codes[name].values() if counts[it.code])


def _forms(book: Codebook) -> Iterator[str]:
    listed = chain((it.names for it in book.actors), (it.names for it in book.publishers))
    return (name.form for names in listed for name in names)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
