"""Reads and checks the code lists: `codes`, `plover`, `cameo`, `acts`, `roles`, and the generic words for media."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast, get_args

from memcon import types
from memcon.codebook.entries import Entry, Files
from memcon.codebook.shapes import (
    ActorKind,
    CameoCode,
    Code,
    Coding,
    Manner,
    NameForm,
    PloverType,
    PublisherKind,
    Role,
    Rule,
)
from memcon.errors import BadCodebook

# Each code list and the Literal that repeats it for the type checker; None: the list stands in the data alone.
LITERALS: Mapping[str, object] = {
    "relays.kind": types.RelayKind,
    "sources.kind": types.SourceKind,
    "sources.seniority": None,
    "stance": types.Stance,
    "certainty": types.Certainty,
    "quotation": types.Quotation,
    "medium": types.Medium,
    "act": types.Act,
    "channel": types.Channel,
    "topic": types.Topic,
    "issue": types.Issue,
    "polarity": types.Polarity,
    "modality": types.Modality,
    "precision": types.Precision,
    "conflicts.why": types.ConflictWhy,
    "abstentions.step": types.Step,
    "abstentions.reason": None,
    "manner": Manner,
    "actor.kind": ActorKind,
    "name.form": NameForm,
    "publisher.kind": PublisherKind,
}
_PAX = "pax_codes"

Codes = Mapping[str, Mapping[str, Code]]


def codes(files: Files) -> Codes:
    """The code lists of `codes.toml`, each the same as its Literal."""
    found: dict[str, Mapping[str, Code]] = {}
    pax = frozenset(str(files.file("codes.toml").get(_PAX, "")).split())
    for name in files.file("codes.toml"):
        if name == _PAX:
            continue
        if name not in LITERALS:
            raise BadCodebook(f"codebook/codes.toml: {name}: no such code list")
        found[name] = MappingProxyType(
            {code: _code(code, entry, pax) for code, entry in files.tables("codes.toml", name)}
        )
    for name, literal in LITERALS.items():
        has = set(found.get(name, ()))
        differ = has ^ set(get_args(literal)) if literal else set()
        if differ or not has:
            raise BadCodebook(f"codebook/codes.toml: {name}: differs from the Literal in {', '.join(sorted(differ))}")
    return MappingProxyType(found)


def _code(code: str, entry: Entry, pax: frozenset[str]) -> Code:
    """One value of a code list."""
    made = Code(code, entry.text("means"), entry.text("standard"), entry.texts("pax"))
    for issue in made.pax:
        entry.check("PA-X code", issue, pax)
    entry.close()
    return made


def texts(files: Files, file: str, section: str) -> Mapping[str, str]:
    """A section that holds nothing but texts."""
    return MappingProxyType(dict(Entry(file, section, dict(files.file(file))).table(section)))


def plover_types(files: Files) -> Mapping[str, PloverType]:
    """PLOVER's event types."""
    quads, found = texts(files, "plover.toml", "quads"), {}
    for code, entry in files.tables("plover.toml", "types"):
        quad = entry.text("quad")
        entry.check("quad class", quad, quads)
        found[code] = PloverType(code, quad, entry.text("means"), MappingProxyType(dict(entry.table("modes"))))
        entry.close()
    return MappingProxyType(found)


def _type_and_mode(
    entry: Entry, plover: Mapping[str, PloverType], usual: CameoCode | None = None
) -> tuple[str | None, str | None]:
    """The PLOVER type and mode that an entry names, else those of its CAMEO code; both must exist."""
    type_, mode = entry.maybe("type"), entry.maybe("mode")
    entry.check("PLOVER type", type_, plover)
    if type_ is None and usual is not None:
        type_, mode = usual.type, mode or usual.mode
    entry.check(f"mode of {type_}", mode, plover[type_].modes if type_ else ())
    return type_, mode


def cameo(files: Files, plover: Mapping[str, PloverType]) -> Mapping[str, CameoCode]:
    """CAMEO's codes, as far as memcon uses them."""
    found = {}
    for code, entry in files.tables("cameo.toml", "codes"):
        if not re.fullmatch(r"\d{2,4}", code):
            raise entry.fault("a CAMEO code has two to four digits")
        found[code] = CameoCode(code, entry.text("means"), *_type_and_mode(entry, plover))
        entry.close()
    return MappingProxyType(found)


def rules(
    files: Files, lists: Codes, plover: Mapping[str, PloverType], cameo_codes: Mapping[str, CameoCode]
) -> Mapping[str, tuple[Rule, ...]]:
    """How each act is coded; the last rule of each act, and no other, is without conditions."""
    found = {}
    for act in files.file("acts.toml"):
        made = [_rule(entry, lists, plover, cameo_codes) for entry in files.rows("acts.toml", act)]
        free = [not (rule.topics or rule.issues or rule.manners) for rule in made]
        if sum(free) != 1 or not free[-1]:
            raise BadCodebook(f"codebook/acts.toml: {act}: the last rule, and no other, must be without conditions")
        found[act] = tuple(made)
    if differ := set(found) ^ set(lists["act"]):
        raise BadCodebook(f"codebook/acts.toml: {', '.join(sorted(differ))}: no act, or one without rules")
    return MappingProxyType(found)


def _rule(entry: Entry, lists: Codes, plover: Mapping[str, PloverType], cameo_codes: Mapping[str, CameoCode]) -> Rule:
    """One way an act is coded, and when."""
    code = entry.text("cameo")
    entry.check("CAMEO code", code, cameo_codes)
    type_, mode = _type_and_mode(entry, plover, cameo_codes[code])
    if type_ is None:
        raise entry.fault(f"CAMEO code {code} has no PLOVER type: name one")
    conditions = {key: entry.texts(key) for key in ("topic", "issue", "manner")}
    for key, values in conditions.items():
        for value in values:
            entry.check(key, value, lists[key])
    entry.close()
    return Rule(conditions["topic"], conditions["issue"], conditions["manner"], Coding(type_, mode, code))


def roles(files: Files, lists: Codes, sectors: Mapping[str, str]) -> tuple[Role, ...]:
    """The nouns of `roles.toml`; no word twice."""
    found: dict[str, Role] = {}
    for entry in files.records("roles.toml", "roles"):
        noun, plural = entry.text("name"), entry.text("plural")
        kind, sector = entry.text("kind"), entry.maybe("sector")
        entry.check("source kind", kind, lists["sources.kind"])
        entry.check("sector", sector, sectors)
        for word in {noun, plural} & found.keys():
            raise entry.fault(f"lists {word} twice")
        found[noun] = found[plural] = Role(noun, plural, cast("types.SourceKind", kind), sector)
        entry.close()
    return tuple(dict.fromkeys(found.values()))


def seniority(files: Files, lists: Codes) -> Mapping[str, str]:
    """The words that say how senior a source is, each with its code."""
    found = texts(files, "roles.toml", "seniority")
    for word, code in found.items():
        Entry("roles.toml", word, {}).check("seniority", code, lists["sources.seniority"])
    return found


def generic(files: Files, lists: Codes) -> Mapping[str, PublisherKind]:
    """The words for a news medium without its name, each with the kind of medium."""
    found = texts(files, "publishers.toml", "generic")
    for words, kind in found.items():
        Entry("publishers.toml", words, {}).check("kind", kind, lists["publisher.kind"])
    return cast("Mapping[str, PublisherKind]", found)
