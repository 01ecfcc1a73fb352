"""Make the tables of docs/reference and the JSON Schema out of the code, so that they say what the code does.

    make docs       (or: python docs/make_reference.py)

What stands between `<!-- made: NAME -->` and `<!-- end -->` is replaced; the text around it is written by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer.main

from memcon import types
from memcon.cli import app
from memcon.ontology import Codebook, load
from memcon.schema import SHIPPED, json_schema

REFERENCE = Path(__file__).parent / "reference"
_BLOCK = re.compile(r"(?P<open><!-- made: (?P<name>\w+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)

# Fields whose codes stand in the code book alone, and those whose codes are another standard's.
_LISTED = {"Source.seniority": "sources.seniority", "Abstention.reason": "abstentions.reason"}
_FOREIGN = {
    "Event.type": "a [PLOVER type](#plover-types)",
    "Event.mode": "a mode of its [PLOVER type](#plover-types), or null",
    "Event.cameo": "a CAMEO 1.1b3 code, or null",
    "Source.country": "an ISO 3166-1 alpha-3 code (XKX: Kosovo), or null",
    "Party.country": "an ISO 3166-1 alpha-3 code (XKX: Kosovo), or null",
    "Place.country": "an ISO 3166-1 alpha-3 code (XKX: Kosovo), or null",
    "Source.sector": "a [PLOVER sector](#plover-sectors), or null",
    "Party.sector": "a [PLOVER sector](#plover-sectors), or null",
}


def pages() -> dict[Path, str]:
    """Each page of the reference, and the JSON Schema that memcon ships, as they should stand."""
    made = {path: _BLOCK.sub(_made, path.read_text(encoding="utf-8")) for path in sorted(REFERENCE.glob("*.md"))}
    return made | {SHIPPED: json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"}


def stale() -> list[Path]:
    """Which of them do not stand as they should."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def _made(block: re.Match[str]) -> str:
    lines = {"commands": _commands, "nouns": _nouns, "codes": _codes, "plover": _plover}[block["name"]]()
    return f"{block['open']}\n" + "\n".join(lines) + f"\n\n{block['close']}"


def _table(*titles: str, rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    for cells in (titles, tuple("---" for _ in titles), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _commands() -> Iterator[str]:
    root = typer.main.get_command(app)
    context = root.make_context("memcon", [], resilient_parsing=True)
    yield from _options("memcon", root)
    for name in root.list_commands(context):  # type: ignore[attr-defined]
        yield ""
        yield from _options(f"memcon {name}", root.get_command(context, name))  # type: ignore[attr-defined]


def _options(name: str, command: Any) -> Iterator[str]:
    yield from (f"## `{name}`", "", *(command.help or "").split("\n"))
    if rows := [(_parameter(it), it.help or "") for it in command.params]:
        yield ""
        yield from _table("", "what it does", rows=iter(rows))


def _parameter(it: Any) -> str:
    value = "" if it.param_type_name == "argument" or getattr(it, "is_flag", False) else f" {it.metavar}"
    return f"`{it.metavar}...`" if it.param_type_name == "argument" else f"`{', '.join(it.opts)}{value}`"


def _nouns() -> Iterator[str]:
    schema, codebook = json_schema(), load()
    inner = {name: schema["$defs"][name] for name in vars(types) if name in schema["$defs"]}
    nouns = {"Reading": schema, **inner}
    for name, noun in nouns.items():
        yield from (f"### {name}", "", *noun["description"].split("\n"), "")
        if "properties" in noun:
            fields = noun["properties"].items()
            rows = ((f"`{field}`", _holds(f"{name}.{field}", it, codebook)) for field, it in fields)
            yield from (*_table("field", "holds", rows=rows), "")


def _holds(field: str, it: Mapping[str, Any], codebook: Codebook) -> str:  # noqa: PLR0911
    """What a field holds, in words, with links to nouns and code lists."""
    if field in _FOREIGN:
        return _FOREIGN[field]
    match it:
        case {"$ref": ref}:
            return _link(ref.rpartition("/")[2])
        case {"anyOf": choices}:
            return ", or ".join(_holds(field, choice, codebook) for choice in choices)
        case {"const": only}:
            return f"`{only}`"
        case {"enum": codes}:
            listed = next(name for name, known in codebook.codes.items() if list(known) == codes)
            return f"a code of {_link(listed)}"
        case {"type": "array", "items": items}:
            return f"list: {_holds(field, items, codebook)}"
        case {"type": kind} if field in _LISTED and kind == "string":
            return f"a code of {_link(_LISTED[field])}"
        case {"type": kind}:
            return {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}[kind]
    raise ValueError(f"{field}: {it}")


def _link(name: str) -> str:
    return f"[{name}](#{re.sub('[^a-z_-]', '', name.lower())})"


def _codes() -> Iterator[str]:
    codebook = load()
    printed = "\n".join(_nouns())
    for name, codes in codebook.codes.items():
        if _link(name) in printed:
            rows = ((f"`{it.code}`", it.means, ", ".join([it.standard, *it.pax])) for it in codes.values())
            yield from (f"### {name}", "", *_table("code", "means", "standard", rows=rows), "")


def _plover() -> Iterator[str]:
    codebook = load()
    types = (
        (f"`{it.code}`", it.means, "; ".join(f"`{mode}`: {means}" for mode, means in it.modes.items()))
        for it in codebook.types.values()
    )
    yield from ("### PLOVER types", "", *_table("type", "means", "modes", rows=types), "")
    sectors = ((f"`{code}`", means) for code, means in {**codebook.sectors, **codebook.nonstate}.items())
    yield from ("### PLOVER sectors", "", *_table("sector", "means", rows=sectors))


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
