"""Score memcon on reading cases: reports with the reading a careful coder wrote down for them.

    python benchmarks/cases.py tests/cases/dev              read the cases with memcon, print the figures
    python benchmarks/cases.py tests/cases/dev --verbose    also every miss and false alarm, by case
    python benchmarks/cases.py tests/cases/test --blind     totals only, nothing that shows a text
    python benchmarks/cases.py tests/cases/dev --readings FILE    score what `memcon read --json` printed

Readings made earlier are matched by `report.external_id`, the case's name. A case that could not be read counts as
read with nothing found. All figures count over all cases; none is a mean over cases.

An event is right where its act is one of the gold's, every gold actor is there and at most one other party acts with
them, and a span of it touches the sentence of a piece of evidence. A gold move found twice counts once; an optional
one counts neither for nor against; negative and hypothetical events are no false alarms. The rules are those of the
shared reading cases, so that figures can be compared.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import memcon
from memcon.schema import to_dict

Json: TypeAlias = dict[str, Any]
Score: TypeAlias = "defaultdict[str, Count]"
"""The counts of each task over all cases, by its name; tasks with recall only count no false alarm."""
Words: TypeAlias = tuple[str, ...]

LONGEST_SPAN = 420  # characters: a sentence and a half; longer spans show nothing in particular
LONGEST_MENTION = 14  # words
RECIPROCAL = {"agree", "consult", "mediate", "cease"}
SMALL_WORDS = {"the", "a", "an", "of", "s", "and", "to", "in", "on"}
FULL_NAMES = {"ap": "associated press", "wsj": "wall street journal", "afp": "agence france-presse"}
SPAN_FIELDS = {"spans", "source_spans", "cue", "content"}


@dataclass
class Count:
    """Hits, misses and false alarms of one task."""

    hit: int = 0
    miss: int = 0
    false: int = 0

    def add(self, found: bool) -> None:
        self.hit += found
        self.miss += not found

    @property
    def recall(self) -> float:
        return self.hit / max(1, self.hit + self.miss)

    @property
    def f1(self) -> float:
        return 2 * self.hit / max(1, 2 * self.hit + self.miss + self.false)

    def __str__(self) -> str:
        precision = self.hit / max(1, self.hit + self.false)
        counts = f"{self.hit} right, {self.miss} missed, {self.false} false"
        return f"P {precision:.3f}  R {self.recall:.3f}  ({counts})"


def fold(text: str | None) -> str:
    plain = re.sub(r"[’‘]", "'", text or "").casefold()
    return re.sub(r"\s+", " ", plain).strip(" .,;:\"'“”")


def words(text: str | None) -> Words:
    """Lower-cased words; a full stop inside a word stays ("u.n"), a possessive goes, "U.S." is "us"."""
    plain = fold(text).replace("'s", "").replace("u.s.", "us").replace("u.s", "us")
    return tuple(re.findall(r"[^\W_]+(?:\.[^\W_]+)*", plain))


def holds(whole: Words, part: Words) -> bool:
    return bool(part) and any(whole[start : start + len(part)] == part for start in range(len(whole)))


def same_mention(left: str, right: str) -> bool:
    a, b = (tuple(word for word in words(text) if word not in SMALL_WORDS) for text in (left, right))
    return holds(a, b) or holds(b, a)


def publisher(name: str) -> str:
    plain = fold(name).removeprefix("the ")
    return FULL_NAMES.get(plain, plain)


def listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def groups(parties: list[Any] | None) -> list[list[str]]:
    """A flat list of gold parties means any one of them, a list of lists one of each."""
    if not parties:
        return []
    return parties if isinstance(parties[0], list) else [parties]


def is_party(party: Json, name: str) -> bool:
    if re.fullmatch(r"\w{3}", name) and name.isupper() and party.get("country") == name:
        return True
    return any(holds(words(party.get(key)), words(name)) for key in ("name", "mention"))


def any_party(parties: Iterable[Json], names: list[str]) -> bool:
    return any(is_party(party, name) for party in parties for name in names)


def all_present(parties: list[Json], wanted: list[Any] | None) -> bool:
    return all(any_party(parties, names) for names in groups(wanted))


def acting(event: Json) -> list[Json]:
    """Who acts: in what both sides do together, the recipients too."""
    return [*event["actors"], *(event["recipients"] if event["act"] in RECIPROCAL else [])]


def sentence_of(text: str, evidence: str) -> tuple[int, int] | None:
    """The sentence, or the sentences, around a piece of evidence; line ends end a sentence too."""
    flat = text.replace("\n", " ")
    found = flat.find(evidence)
    if found < 0:
        return None
    before = [flat.rfind(". ", 0, found), text.rfind("\n", 0, found)]
    after = [flat.find(". ", found + len(evidence) - 1), text.find("\n", found)]
    return max(before) + 1, min((end + 1 for end in after if end >= 0), default=len(text))


def touches(event: Json, text: str, gold: Json) -> bool:
    sentences = [sentence for evidence in listed(gold["evidence"]) if (sentence := sentence_of(text, evidence))]
    return any(
        start < last and end > first and end - start <= LONGEST_SPAN
        for first, last in sentences
        for start, end in event["spans"]
    )


def fits(event: Json, gold: Json, text: str) -> bool:
    status = gold.get("status")
    if event["act"] not in gold["act"]:
        return False
    if event["polarity"] == "negative" and status != "negative":
        return False
    if "hypothetical" in event["modality"] and status not in ("hypothetical", "future") and not gold.get("optional"):
        return False
    known = [name for key in ("actor", "recipient", "through") for names in groups(gold.get(key)) for name in names]
    strangers = sum(not any_party([actor], known) for actor in event["actors"])
    return strangers <= 1 and all_present(acting(event), gold.get("actor")) and touches(event, text, gold)


def score_moves(case: Json, reading: Json, score: Score) -> Iterator[str]:
    text = case["text"]
    events = [event for event in reading["events"] if event["act"]]
    taken: set[int] = set()
    for gold in sorted(case["gold"]["moves"], key=lambda move: bool(move.get("optional"))):
        found = [number for number, event in enumerate(events) if fits(event, gold, text)]
        if gold.get("recipient"):
            found.sort(key=lambda number: not all_present(events[number]["recipients"], gold["recipient"]))
        best = next((number for number in found if number not in taken), found[0] if found else None)
        taken.update(found)
        if gold.get("optional"):
            continue
        score["moves"].add(best is not None)
        if best is None:
            yield f"missed  {'/'.join(gold['act'])} by {gold.get('actor')}: {listed(gold['evidence'])[0]!r}"
        for key, keep, count in (
            ("recipient", "recipients", score["recipients"]),
            ("through", "through", score["ways"]),
        ):
            if gold.get(key):
                event = events[best] if best is not None else None
                together = event["actors"] if event and event["act"] in RECIPROCAL else []
                right = event is not None and all_present([*event[keep], *together], gold[key])
                count.add(right)
                if event is not None and not right:
                    yield f"wrong {key}  wanted {gold[key]}: {listed(gold['evidence'])[0]!r}"
        yield from score_details(gold, [events[number] for number in found], score)
    for number, event in enumerate(events):
        if number in taken or event["polarity"] == "negative" or "hypothetical" in event["modality"]:
            continue
        score["moves"].false += 1
        who = [actor["country"] or actor["name"] for actor in event["actors"]]
        start, end = event["spans"][0] if event["spans"] else (0, 0)
        yield f"false   {event['act']} by {who}: {text[start:end]!r}"


def score_details(gold: Json, found: list[Json], score: Score) -> Iterator[str]:
    """Issues, channel and status of one gold move, pooled over the events that fit it."""
    read = {term["issue"] for event in found for term in event["terms"]}
    wanted = [set(issue.split("|")) for issue in gold.get("issues", [])]
    for either in wanted:
        score["issues"].add(bool(either & read))
        if found and not either & read:
            yield f"wrong issue  wanted {sorted(either)} got {sorted(read)}: {listed(gold['evidence'])[0]!r}"
    if wanted:
        fine = {"other"}.union(*wanted, *(issue.split("|") for issue in gold.get("issues_ok", [])))
        score["issues"].false += max(0, len(read - fine) - 1)
    for channel in listed(gold.get("channel")):
        score["ways"].add(any(channel in event["channel"] for event in found))
    if status := gold.get("status"):
        score["modality"].add(any(status in (*event["modality"], event["polarity"]) for event in found))


def score_sources(case: Json, reading: Json, score: Score) -> Iterator[str]:
    text, read, gold = words(case["text"]), reading["sources"], case["gold"]["sources"]
    usable = [s for s in read if len(words(s["mention"])) <= LONGEST_MENTION and holds(text, words(s["mention"]))]
    stances: dict[str | None, set[str]] = {}
    for attribution in reading["attributions"]:
        stances.setdefault(attribution["source"], set()).add(attribution["stance"])
    for wanted in gold:
        same = [source for source in usable if same_mention(wanted["mention"], source["mention"])]
        if "stance" in wanted and not wanted.get("stance_optional"):
            right = any(wanted["stance"] in stances.get(source["id"], ()) for source in same)
            score["stances"].add(right)
            if not right:
                yield f"missed stance  {wanted['mention']}: {wanted['stance']}"
        if not wanted.get("optional"):
            yield from score_source_class(wanted, same, score)
    # Twice the gold and two more are allowed: gold names a source once, a reading may keep its descriptions apart.
    score["sources"].false += max(0, len(read) - 2 * len(gold) - 2) + len(read) - len(usable)
    for source in usable:
        for stance in sorted(stances.get(source["id"], set()) & {"deny", "no_comment"}):
            if not any(g.get("stance") == stance and same_mention(g["mention"], source["mention"]) for g in gold):
                score["stances"].false += 1
                yield f"false stance  {source['mention']}: {stance}"


def score_source_class(wanted: Json, same: list[Json], score: Score) -> Iterator[str]:
    """Whether one gold source was found, and was read as named, so many and of that country."""
    score["sources"].add(bool(same))
    if not same:
        yield f"missed source  {wanted['mention']}"
    for key, count in (("named", score["named"]), ("count", score["count"]), ("country", score["country"])):
        if key in wanted and not (key == "count" and wanted["named"]):
            right = any(source[key] == wanted[key] for source in same)
            count.add(right)
            if same and not right:
                yield f"wrong {key}  {wanted['mention']}: wanted {wanted[key]} got {same[0][key]}"


def score_report(case: Json, reading: Json, score: Score) -> Iterator[str]:
    """Relays, which must be the same publishers, and conflicts, which are only counted."""
    gold = case["gold"]
    wanted, fine = ({publisher(name) for name in gold.get(key, [])} for key in ("relays", "relays_ok"))
    read = {publisher(relay["publisher"]) for relay in reading["report"]["relays"]}
    score["relays"].hit += len(wanted & read)
    score["relays"].miss += len(wanted - read)
    score["relays"].false += len(read - wanted - fine)
    if read - fine != wanted - fine:
        yield f"relays  wanted {sorted(wanted)} got {sorted(read)}"
    many, right = len(reading["conflicts"]), gold["conflicts"]
    score["conflicts"].hit += min(many, right)
    score["conflicts"].miss += max(0, right - many)
    score["conflicts"].false += max(0, many - right - gold.get("conflicts_ok", 1 if right else 0))
    if many != right:
        yield f"conflicts  wanted {right} got {many}"


def all_spans(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from inner if key in SPAN_FIELDS and isinstance(inner, list) else all_spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from all_spans(inner)


def is_grounded(span: object, length: int) -> bool:
    return isinstance(span, list) and len(span) == 2 and 0 <= span[0] < span[1] <= length


def read_case(case: Json) -> Json | None:
    try:
        described = {key: case.get(key) for key in ("title", "outlet", "published")}
        return to_dict(memcon.read_text(case["text"], **described))
    except memcon.Refused as refused:
        print(f"{case['name']}: {refused}", file=sys.stderr)
        return None


def score_case(case: Json, reading: Json | None, score: Score) -> list[str]:
    """Adds one case to `score`; the notes say what was wrong."""
    notes = [] if reading else ["not read"]
    score["read"].add(reading is not None)
    lists: Json = {key: [] for key in ("sources", "attributions", "events", "conflicts")}
    reading = reading or {"report": {"text": case["text"], "relays": []}, **lists}
    if reading["report"]["text"] != case["text"]:
        sys.exit(f"{case['name']}: the text that was read is not the text of the case, so offsets cannot be compared")
    for task in (score_moves, score_sources, score_report):
        notes += task(case, reading, score)
    for span in all_spans(reading):
        score["grounded"].add(is_grounded(span, len(case["text"])))
    return notes


def print_score(score: Score) -> None:
    class_parts = [score[key] for key in ("named", "count", "country")]
    score["source class"] = Count(sum(part.hit for part in class_parts), sum(part.miss for part in class_parts))
    with_false_alarms = ("moves", "issues", "sources", "stances", "relays", "conflicts")
    figures = {key: score[key].f1 for key in with_false_alarms}
    figures |= {key: score[key].recall for key in ("recipients", "ways", "source class")}
    for key, figure in figures.items():
        print(f"{key:13s} {figure:.3f}  {score[key] if key in with_false_alarms else ''}".rstrip())
    for key in ("modality", "named", "count", "country"):
        print(f"{key:13s} {score[key].recall:.3f}  ({score[key].hit} of {score[key].hit + score[key].miss})")
    print(f"reports read  {score['read'].hit} of {score['read'].hit + score['read'].miss}")
    print(f"ungrounded    {score['grounded'].miss} of {score['grounded'].hit + score['grounded'].miss} spans")
    print(f"mean          {sum(figures.values()) / len(figures):.3f}  of the nine figures above modality")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="folders of cases, one JSON file each")
    parser.add_argument("--readings", type=Path, help="readings made earlier, one a line; memcon is not run")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--verbose", action="store_true", help="print every miss and false alarm")
    shown.add_argument("--blind", action="store_true", help="print the totals and nothing else")
    args = parser.parse_args()
    made: dict[str, Json] | None = None
    if args.readings:
        lines = args.readings.read_text(encoding="utf-8").split("\n")
        made = {reading["report"]["external_id"]: reading for reading in map(json.loads, filter(str.strip, lines))}
    total: Score = defaultdict(Count)
    paths = [path for folder in args.folders for path in sorted(folder.glob("*.json"))]
    if not paths:
        sys.exit("no cases there")
    for path in paths:
        case = json.loads(path.read_text(encoding="utf-8"))
        notes = score_case(case, read_case(case) if made is None else made.get(case["name"]), total)
        if not args.blind:
            print(f"{case['name']:28s} {len(notes)} differences")
        for note in notes if args.verbose else []:
            print(f"    {note}")
    print_score(total)


if __name__ == "__main__":
    main()
