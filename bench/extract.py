"""How fast, how large, how linear: the whole way from text to figures, beside two plain passes."""

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import texts
from etl.data.rules import rulebook
from etl.engine import Engine

NUMERAL = re.compile(r"[0-9０-９]+(?:[.,，．][0-9０-９]+)*|[零〇一二三四五六七八九十百千万亿两]+")
LINE_SIZES = (1, 2, 4, 8, 10)  # megabytes
TARGET = 1_500_000  # characters a second


def measure(options: argparse.Namespace) -> dict:
    """Print and return all measurements."""
    reports = texts.reports()
    extracted([reports[0]])  # load lexicons and compile rules before the clock starts
    documents = texts.repeated(reports, options.megabytes)
    results = {
        "repeated": side_by_side("reports repeated", documents),
        "varied": side_by_side("no two alike", texts.varied(documents)),
        "one line": linearity(reports),
        "hostile": hostile(reports),
        "memory": memory(options.megabytes),
    }
    print(f"target {TARGET:,} characters/s; extract {results['repeated']['extract']:,.0f}")
    return results


def extracted(documents: Iterable[str]) -> int:
    """Figures and rejections found, document by document, as the command line does it."""
    engine = Engine(rulebook())
    found = 0
    for text in documents:
        reading = engine.read_text(text)
        found += len(reading.figures) + len(reading.rejections)
    return found


def side_by_side(title: str, documents: list[str]) -> dict:
    """Characters a second of the extraction, of a bare regular expression and of jieba.cut."""
    import jieba

    jieba.initialize()
    characters = sum(map(len, documents))
    passes: dict[str, Callable[[], int]] = {
        "numeral regex": lambda: sum(1 for text in documents for _ in NUMERAL.finditer(text)),
        "jieba.cut": lambda: sum(1 for text in documents for _ in jieba.cut(text)),
        "extract": lambda: extracted(documents),
    }
    print(f"{title}: {len(documents)} documents, {characters:,} characters")
    rates = {}
    for name, run in passes.items():
        seconds, count = timed(run)
        rates[name] = characters / seconds
        print(f"  {name:14} {rates[name]:14,.0f} characters/s {seconds:7.2f} s {count:10,} found")
    rates["extract / jieba"] = rates["extract"] / rates["jieba.cut"]
    rates["regex / extract"] = rates["numeral regex"] / rates["extract"]
    print(
        f"  extract is {rates['extract / jieba']:.2f} × jieba, 1/{rates['regex / extract']:.0f} of the regex"
    )
    return rates


def linearity(reports: list[str]) -> dict:
    """Characters a second on one line of growing length, and how much slower the longest is."""
    rates = {}
    for size in LINE_SIZES:
        line = texts.one_line(reports, size)
        seconds, _ = timed(lambda line=line: extracted([line]))
        rates[f"{size} MB"] = len(line) / seconds
    slower = rates[f"{LINE_SIZES[0]} MB"] / rates[f"{LINE_SIZES[-1]} MB"]
    print("one line: " + ", ".join(f"{size} {rate:,.0f}/s" for size, rate in rates.items()))
    print(f"  time a character, {LINE_SIZES[-1]} MB against {LINE_SIZES[0]} MB: × {slower:.2f}")
    return rates | {"slower": slower}


def hostile(reports: list[str]) -> dict:
    """Seconds for 1 MB of each hostile text, as a multiple of what 1 MB of report takes."""
    plain, _ = timed(lambda: extracted([texts.one_line(reports, 1)]))
    print(f"hostile, 1 MB each (1 MB of report: {plain:.2f} s)")
    ratios = {}
    for name, unit in texts.HOSTILE.items():
        text = unit * (texts.MEGABYTE // len(unit.encode()))
        seconds, _ = timed(lambda text=text: extracted([text]))
        ratios[name] = seconds / plain
        print(f"  {name:16} {seconds:6.2f} s  × {ratios[name]:.2f}")
    return ratios


def memory(megabytes: int) -> dict:
    """Peak resident megabytes of fresh processes: only started, after all documents, with a 10 MB line."""
    peaks = {}
    for what in ("start", "documents", "line"):
        done = subprocess.run(
            [sys.executable, "-m", "bench.extract", what, str(megabytes)],
            check=True,
            capture_output=True,
            text=True,
        )
        peaks[what] = int(done.stdout)
    print("peak memory, MB: " + ", ".join(f"{what} {peak}" for what, peak in peaks.items()))
    return peaks


def timed(run: Callable[[], int]) -> tuple[float, int]:
    """Processor seconds of one run, and its result: other processes on the machine do not count."""
    started = time.process_time()
    result = run()
    return time.process_time() - started, result


def _peak(what: str, megabytes: int) -> int:
    """Megabytes at most resident in this process after doing `what`."""
    reports = texts.reports()
    if what == "documents":
        for number in range(megabytes):  # made as they are needed, so that only the extraction counts
            extracted(texts.varied(texts.repeated(reports, 1), seed=number))
    elif what == "line":
        extracted([texts.one_line(reports, 10)])
    else:
        extracted([])
    return _high_water() // 1024


def _high_water() -> int:
    """Kilobytes. Not getrusage where /proc can tell: there ru_maxrss begins at the parent's size."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+([0-9]+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    print(_peak(sys.argv[1], int(sys.argv[2])))
