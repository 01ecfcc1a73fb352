"""A reading as a page for the terminal: what a person reads. It shows everything the reading holds, in the report's
words with their offsets, and adds no judgement; colours tell kinds apart, and nothing depends on them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.text import Text

from memcon import wording
from memcon.terminal import printable
from memcon.types import Abstention, Attribution, Conflict, Event, Position, Reading, Source, Spans

_LABEL = 10
_STEP = 3
_DEEPEST = 3
_PLACES = 4
_NARROWEST = 20
_WIDE = 100
# How far to look for the ends of the sentence around a span.
_REACH = 500
# A cut moves to the end of a word that is shorter than this.
_WORD = 15

_TITLE, _SECTION, _HEADLINE, _NAME, _DIM = "bold", "bold blue", "bold", "cyan", "dim"

# A sentence ends at a line's end, or at its mark before a capital, a digit or an opening quotation mark, but not after
# initials ("U.S."). Only what is shown around a span depends on it.
_SENTENCE_END = re.compile(r"\n+|(?<!\b[A-Z])[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")


def page(reading: Reading, width: int) -> RenderableType:
    """`reading` as something rich can print, no wider than `width` terminal cells (at least 20)."""
    width = max(width, _NARROWEST)
    return Constrain(Group(*_Page(reading, width).parts()), width)


@dataclass(frozen=True)
class _Page:
    reading: Reading
    width: int
    sources: dict[str, Source] = field(init=False)
    attributions: dict[str, Attribution] = field(init=False)
    events: dict[str, Event] = field(init=False)

    def __post_init__(self) -> None:
        for name in ("sources", "attributions", "events"):
            object.__setattr__(self, name, {it.id: it for it in getattr(self.reading, name)})

    def parts(self) -> Iterator[RenderableType]:
        yield from self._top()
        roots, answers = _threads(self.reading.events)
        moves = [it for it in roots if it.act or answers.get(it.id)]
        others = [it for it in roots if it not in moves]
        yield from _section("Moves", (row for it in moves for row in self._thread(it, answers, 0)))
        yield from _section("Other events", (row for it in others for row in self._thread(it, answers, 0)))
        yield from _section("Positions", self._positions())
        yield from _section("Declined to comment", self._stance("no_comment"))
        yield from _section("Denials", self._stance("deny"))
        yield from _section("Contradictions", (row for it in self.reading.conflicts for row in self._conflict(it)))
        yield from _section("Left open", self._abstentions())
        yield Text()
        yield _line((self._counts(), _DIM))

    def _top(self) -> Iterator[RenderableType]:
        report = self.reading.report
        yield _line((report.title or next(iter(report.text.split("\n", 1)), "") or "(no title)", _TITLE))
        facts = [report.outlet or "publisher not given", report.byline and f"by {report.byline}"]
        facts += [report.published or "no publication date given", report.url]
        yield _line((" · ".join(fact for fact in facts if fact), _DIM))
        relays = wording.listed(f"{wording.relay(it)} {offsets(it.spans)}" for it in report.relays)
        yield _line(("passes on: ", _DIM), relays or "nobody whom the text shows")
        yield _line(("own reporting: ", _DIM), wording.own_reporting(report))

    def _thread(self, event: Event, answers: dict[str, list[Event]], depth: int) -> Iterator[RenderableType]:
        """An event, and under it those that answer it."""
        indent = _STEP * min(depth, _DEEPEST)
        mark = _text(" " * indent, (f"{'↳ ' if depth else ''}{event.id} ", _NAME))
        yield _Row(mark, _text((wording.headline(event), _HEADLINE)))
        yield from _labelled(self._event(event, indent + _STEP), indent + _STEP)
        for answer in answers.get(event.id, ()):
            yield from self._thread(answer, answers, depth + 1)

    def _event(self, event: Event, indent: int) -> Iterator[tuple[str, Text]]:
        if event.through:
            yield "through", _text(wording.parties(event.through))
        if event.channel:
            yield "how", _text(", ".join(wording.CHANNELS[it] for it in event.channel))
        for spans, terms in groupby(event.terms, key=lambda it: it.spans):
            yield "term", _text(wording.terms(list(terms)), (f" {offsets(spans)}", _DIM))
        if event.date:
            yield "when", _text(wording.when(event.date))
        if event.place:
            yield "where", _text(wording.where(event.place))
        yield from (("says so", it) for it in self._says_so(event))
        for span in event.spans[:_PLACES]:
            yield "words", self._quote((span,), indent)
        if rest := event.spans[_PLACES:]:
            yield "", _text((f"and at {offsets(rest)}", _DIM))

    def _says_so(self, event: Event) -> Iterator[Text]:
        phrases = [
            f"{wording.STANCES[it.stance]} {self._who(self.attributions[it.attribution])}"
            for it in event.attributed
            if it.attribution in self.attributions
        ]
        yield from (_text(phrase) for phrase in dict.fromkeys(phrases or ["the report itself, naming no source"]))

    def _who(self, attribution: Attribution) -> str:
        chain = wording.chain(attribution, self.attributions)
        names = ", citing ".join(wording.speaker(it, self.reading, self.sources) for it in chain)
        return names + wording.how(attribution)

    def _positions(self) -> Iterator[RenderableType]:
        def name(it: Position) -> str:
            return wording.party(it.party)

        for party, positions in groupby(sorted(self.reading.positions, key=name), key=name):
            yield _line((party, _HEADLINE))
            same = groupby(positions, key=lambda it: (it.spans, it.attribution))
            yield from _labelled((row for _, some in same for row in self._position(list(some))), _STEP)

    def _position(self, positions: Sequence[Position]) -> Iterator[tuple[str, Text]]:
        yield "on", _text((wording.listed(wording.words(it.issue) for it in positions), _NAME))
        yield "words", self._quote(positions[0].spans, _STEP)
        if positions[0].attribution in self.attributions:
            yield "says so", _text(f"according to {self._who(self.attributions[positions[0].attribution])}")

    def _stance(self, stance: str) -> Iterator[RenderableType]:
        for attribution in self.reading.attributions:
            if attribution.stance == stance:
                yield _line((self._who(attribution), _HEADLINE))
                spans = attribution.content or attribution.cue
                yield from _labelled([("words", self._quote(spans, _STEP))], _STEP)

    def _conflict(self, conflict: Conflict) -> Iterator[RenderableType]:
        why = "one side denies it" if conflict.why == "denial" else "both cannot hold"
        about = f", about {conflict.about}" if conflict.about else ""
        yield _line((f"{why}{about}", _HEADLINE), (f" {offsets(conflict.spans)}", _DIM))
        sides = [self.attributions[it] for it in (conflict.left, conflict.right) if it in self.attributions]
        yield from _labelled((row for it in sides for row in self._side(it)), _STEP)

    def _side(self, attribution: Attribution) -> Iterator[tuple[str, Text]]:
        yield "side", _text(f"{wording.STANCES[attribution.stance]} {self._who(attribution)}")
        yield "words", self._quote(attribution.content or attribution.cue, _STEP)

    def _abstentions(self) -> Iterator[RenderableType]:
        def kind(it: Abstention) -> tuple[str, str]:
            return it.step, it.reason

        for (step, reason), found in groupby(sorted(self.reading.abstentions, key=kind), key=kind):
            spans = [it.spans for it in found]
            yield _line((f"{step}: {wording.words(reason)}", _HEADLINE), (f" ({len(spans)})", _DIM))
            rows = [("words", self._quote(it, _STEP)) for it in spans[:_PLACES]]
            if rest := spans[_PLACES:]:
                rows.append(("", _text((f"and at {' '.join(offsets(it) for it in rest)}", _DIM))))
            yield from _labelled(rows, _STEP)

    def _quote(self, spans: Spans, indent: int) -> Text:
        """The sentence around `spans` on one line, on narrow pages two, its words in bold, their offsets behind."""
        if not spans:
            return Text()
        places = f" {offsets(spans)}"
        lines = 1 if self.width >= _WIDE else 2
        room = lines * (self.width - indent - _LABEL) - len(places) - 3
        before, inside, after = fitted(self.reading.report.text, spans, room)
        return _text("“", before, (inside, "bold"), after, "”", (places, _DIM))

    def _counts(self) -> str:
        reading = self.reading
        moves = sum(it.act is not None for it in reading.events)
        unnamed = sum(not it.named for it in reading.sources)
        counts = [
            wording.count(moves, "move"),
            wording.count(len(reading.events) - moves, "other event"),
            f"{wording.count(len(reading.sources), 'source')} ({unnamed} unnamed)",
            wording.count(len(reading.attributions), "attribution"),
            wording.count(len(reading.positions), "position"),
            wording.count(len(reading.conflicts), "contradiction"),
            f"{len(reading.abstentions)} left open",
        ]
        return " · ".join(counts)


def offsets(spans: Spans) -> str:
    """Spans as they are written on the page: `[12:80] [95:99]`, in characters of the report's text."""
    return " ".join(f"[{start}:{end}]" for start, end in spans)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, or the sentences, around `[start, end)` begin and end."""
    lowest = max(0, start - _REACH)
    # The pattern looks one character past the mark, or two past a quotation mark that opens there.
    ends = (it.end() for it in _SENTENCE_END.finditer(text, lowest, start + 2))
    begin = max((it for it in ends if it <= start), default=lowest)
    finish = _SENTENCE_END.search(text, max(end - 1, start), end + _REACH)
    return begin, finish.end() if finish else min(len(text), end + _REACH)


def fitted(text: str, spans: Spans, room: int) -> tuple[str, str, str]:
    """What stands before, in and after `spans` in their sentence, cut with `…` to `room` terminal cells."""
    start, end = spans[0].start, spans[-1].end
    begin, finish = sentence(text, start, end)
    pieces = text[begin:start].lstrip(), text[start:end], text[end:finish].rstrip()
    before, inside, after = (printable(it) for it in pieces)
    left = room - cell_len(inside)
    if left <= 0:
        return "", head(inside, room), ""
    before = tail(before, max(left // 2, left - cell_len(after)))
    return before, inside, head(after, left - cell_len(before))


def head(text: str, room: int) -> str:
    """As much of the beginning of `text` as fits in `room` terminal cells, `…` included where it was cut."""
    if room <= 0 or cell_len(text) <= room:
        return text if room > 0 else ""
    end = _fitting(text, room - 1)
    word = text.rfind(" ", 0, end + 1)
    return text[: word if end - word < _WORD and word > 0 else end] + "…"


def tail(text: str, room: int) -> str:
    """As much of the end of `text` as fits in `room` terminal cells, `…` included where it was cut."""
    if room <= 0 or cell_len(text) <= room:
        return text if room > 0 else ""
    start = len(text) - _fitting(reversed(text), room - 1)
    word = text.find(" ", start - 1) + 1
    start = word if word - start < _WORD and 0 < word < len(text) else start
    # A mark that belongs to a letter which was cut off would sit on the ellipsis.
    while start < len(text) and unicodedata.combining(text[start]):
        start += 1
    return "…" + text[start:]


def _fitting(characters: Iterable[str], room: int) -> int:
    """How many of `characters` fit."""
    for number, character in enumerate(characters):
        room -= cell_len(character)
        if room < 0:
            return number
    raise AssertionError("the text as a whole does not fit")


def _threads(events: Sequence[Event]) -> tuple[list[Event], dict[str, list[Event]]]:
    """The events that answer no other, and for each event those that answer it, all in text order."""
    known = {it.id: it for it in events}
    roots: list[Event] = []
    answers: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda it: it.spans[:1]):
        if event.answers in known and not _circular(event, known):
            answers.setdefault(event.answers, []).append(event)
        else:
            roots.append(event)
    return roots, answers


def _circular(event: Event, known: dict[str, Event]) -> bool:
    seen = {event.id}
    while (event := known.get(event.answers or "", event)).id not in seen:
        seen.add(event.id)
    return event.answers in known


def _section(title: str, rows: Iterable[RenderableType]) -> Iterator[RenderableType]:
    found = list(rows)
    if found:
        yield Text()
        yield _line((title.upper(), _SECTION))
        yield from found


@dataclass(frozen=True)
class _Row:
    """A line that, where it is too long, goes on under its own beginning; no trailing spaces."""

    prefix: Text
    body: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        hang = self.prefix.cell_len
        lines = self.body.wrap(console, max(options.max_width - hang, 1), overflow="fold")
        for number, line in enumerate(lines):
            shown = Text.assemble(self.prefix if number == 0 else " " * hang, line)
            shown.rstrip()
            yield shown


def _labelled(rows: Iterable[tuple[str, Text]], indent: int) -> Iterator[RenderableType]:
    """Rows with their label in a column of its own, said once where it repeats."""
    last = ""
    for label, body in rows:
        shown = "" if label == last else label
        yield _Row(Text.assemble(" " * indent, (shown.ljust(_LABEL), _DIM)), body)
        last = label


def _line(*parts: str | tuple[str, str]) -> _Row:
    return _Row(Text(), _text(*parts))


def _text(*parts: str | tuple[str, str]) -> Text:
    """The one place where text of a report meets the terminal: made printable, never read as markup."""
    made = Text(overflow="fold")
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        made.append(printable(words), style)
    return made
