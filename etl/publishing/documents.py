"""The documents at hand: which there are, what they say, and what extraction finds in them.

Reading and extraction of one document are pure functions of its bytes, of what is known about the report
and of the engine, so their result is kept in a cache under a hash of the three: a changed report is read
again alone.
"""

import hashlib
import itertools
import json
import os
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Figure, ReportContext
from etl.engine.rulebook import Rulebook
from etl.fetching.store import Store
from etl.limits import Limits
from etl.publishing.hashes import file_sha256
from etl.workers import Died, each

if TYPE_CHECKING:
    from etl.engine import Engine

FETCHED = "fetched"  # the folder of `etl fetch` within the folder of reports
# Below this many documents starting processes costs more than it saves.
WORTH_A_POOL = 24


@dataclass(frozen=True)
class DocumentAtHand:
    """A report's document in the reports folder, with the SHA-256 of its bytes.

    `fetched`: it is what the report's address gives today, not what its figures were once read from.
    """

    report_id: str
    path: Path
    sha256: str
    fetched: bool = False


@dataclass(frozen=True)
class Job:
    """One document to read, and to extract from where `context` is given; `cache` is its result's file."""

    report_id: str
    path: Path
    context: ReportContext | None
    cache: Path


@dataclass(frozen=True)
class Reading:
    """A document's text, and its figures where they were asked for; `warnings`: what its reader was not sure
    of, or could not read."""

    text: str
    figures: list[Figure]
    warnings: tuple[str, ...] = ()


def find_document(folder: Path, report_id: str, name: str) -> DocumentAtHand | None:
    """Return the document `name` of the folder, None where it is not at hand.

    Raises UnreadableDocument when it is there and its bytes cannot be read.
    """
    path = folder / name
    if not name or not path.is_file():
        return None
    return _at_hand(report_id, path)


def find_fetched(fetched: Store, report_id: str) -> DocumentAtHand | None:
    """Return what `etl fetch` brought of a report last, None where it brought nothing."""
    path = fetched.document(report_id)
    return replace(_at_hand(report_id, path), fetched=True) if path else None


def _at_hand(report_id: str, path: Path) -> DocumentAtHand:
    try:
        return DocumentAtHand(report_id, path, file_sha256(path))
    except OSError as error:
        raise UnreadableDocument(f"{path}：读不出来（{error.strerror}），请检查权限和磁盘") from error


def unregistered(folder: Path, registered: set[str]) -> list[str]:
    """Return the names of the folder's files that no report names, its own list of reports aside."""
    if not folder.is_dir():
        return []
    names = (p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*")) if p.is_file())
    return [
        name
        for name in names
        if name not in registered | {"reports.csv"}
        and not name.startswith(f"{FETCHED}/")
        and not name.rsplit("/")[-1].startswith(".")
    ]


def cache_file(cache: Path, engine: str, document: DocumentAtHand, context: ReportContext | None) -> Path:
    """Return where the result for this document, context and engine is kept."""
    known = json.dumps([document.sha256, document.path.suffix.lower(), context and asdict(context)])
    return cache / engine[:12] / f"{hashlib.sha256(known.encode()).hexdigest()}.json"


def read_cached(path: Path) -> Reading | None:
    """Return a kept result, None where there is none or it is damaged."""
    try:
        kept = json.loads(path.read_bytes())
        return Reading(kept["text"], [_figure(fields) for fields in kept["figures"]], tuple(kept["warnings"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def read_in_order(jobs: Iterable[Job], rules: Rulebook) -> Iterator[tuple[Job, Reading | str, bool]]:
    """Each job in its order with what its document says, or why it is unreadable; and if it was read now.

    Jobs are taken as there are hands free; each result is parsed once, when its turn comes.
    """
    waiting: deque[Job] = deque()  # taken, and not yet given back

    def wanted() -> Iterator[Job]:
        for job in jobs:
            waiting.append(job)
            if not job.cache.exists():
                yield job

    for done, trouble in read_all(wanted(), rules):
        while (job := waiting.popleft()) is not done:
            yield job, *_kept(job, rules)
        yield job, trouble or _kept(job, rules)[0], not trouble
    for job in waiting:
        yield job, *_kept(job, rules)


def _kept(job: Job, rules: Rulebook) -> tuple[Reading | str, bool]:
    """The result that lies there; one that is damaged is made again."""
    if reading := read_cached(job.cache):
        return reading, False
    ((_, trouble),) = read_all([job], rules)
    again = read_cached(job.cache)
    return trouble or again or f"{job.path}：读取的结果存不下来，请检查磁盘后再试", not trouble


def read_all(jobs: Iterable[Job], rules: Rulebook) -> Iterator[tuple[Job, str]]:
    """Run the jobs, in several processes when they are many; yield each with "" or why it is unreadable.

    A document may take as much time and memory as one that is imported; one that ends its process costs no
    other.
    """
    jobs = iter(jobs)
    first = list(itertools.islice(jobs, WORTH_A_POOL))
    if not first:  # the most frequent build: it need not load readers and engine
        return
    from etl.engine import Engine

    engine = Engine(rules)
    engine.prepare()  # once, before the processes are copied
    limits = Limits.from_environment()
    many = (os.cpu_count() or 1) if len(first) == WORTH_A_POOL else 1
    with tqdm(desc="读取报告", unit="份", disable=None, leave=False) as bar:
        for job, trouble in each(partial(run, engine), itertools.chain(first, jobs), many, limits):
            bar.update()
            if isinstance(trouble, Died):
                trouble = f"{job.path}：{limits.said(trouble.cause)}"
            yield job, trouble


def run(engine: "Engine", job: Job) -> str:
    """Read one document and keep the result in its cache file; return "" or why it is unreadable."""
    # Imported here: a build with nothing to read, the most frequent one, need not load readers and engine.
    from etl.engine.reading import read_document

    try:
        document = read_document(job.path)
        figures = engine.extract(document, job.context).figures if job.context else []
    except UnreadableDocument as error:
        return str(error)
    except MemoryError:
        raise  # its process has reached the limit
    except Exception as error:
        error.add_note(f"读取 {job.path} 时出错；移走这个文件后可以继续构建")
        raise
    kept = {"text": document.text, "figures": [asdict(figure) for figure in figures]}
    kept["warnings"] = document.warnings
    _write(job.cache, json.dumps(kept, ensure_ascii=False, default=str).encode())
    return ""


def _figure(fields: dict) -> Figure:
    high = fields["value_high"]
    numbers = {"value": Decimal(fields["value"]), "value_high": None if high is None else Decimal(high)}
    return Figure(**(fields | numbers))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


def forget_other_engines(cache: Path, engine: str) -> None:
    """Remove the results of other engine versions, which no build can use any more."""
    for folder in cache.glob("*"):
        if folder.name != engine[:12]:
            shutil.rmtree(folder)
