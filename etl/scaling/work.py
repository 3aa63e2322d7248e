"""A chunk of documents from a folder into a lake: the work that a worker of a cluster is given."""

import hashlib
import json
import pickle
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from etl.engine import Engine
from etl.engine.errors import InvalidData
from etl.engine.fingerprint import fingerprint
from etl.engine.reading.detect import MAX_BYTES
from etl.engine.reading.files import printable
from etl.limits import Limits
from etl.pool import Order, Outcome
from etl.scaling.lake import Lake
from etl.scaling.place import Place
from etl.scaling.tables import SAID
from etl.scaling.task import read_report
from etl.workers import Crew, Died

CHECKPOINT = 3.0  # seconds of work that are lost at most, but for a document that takes longer by itself
_NOTHING_SAID = {name: None if name == "year" else "" for name in SAID}
_mine = threading.local()


@dataclass(frozen=True, slots=True)
class Item:
    """A document to read. `known`: what someone has entered, and what its report is called; `noted` and
    `sha256`: where an earlier reading is that still holds if the content is the same, "" where none is."""

    name: str
    stamp: str
    size: int
    metadata: str
    known: dict[str, Any]
    entered: str
    noted: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Job:
    """What all chunks of a run have in common; `engine`: pickled, so that all workers have its rules."""

    documents: str
    lake: str
    lake_id: str
    run: int
    engine: bytes
    fingerprint: str
    limits: Limits

    @classmethod
    def of(cls, documents: Place, lake: Lake, run: int, engine: Engine) -> "Job":
        packed = zlib.compress(pickle.dumps(engine))
        by = fingerprint(engine.rulebook)
        return cls(documents.address, lake.place.address, lake.id, run, packed, by, Limits.from_environment())

    def crew(self, jobs: int = 1) -> Crew:
        """Processes that read by this job's engine. Raises InvalidData where the program is another one."""
        engine = _unpacked(self.engine)
        if fingerprint(engine.rulebook) != self.fingerprint:
            raise InvalidData("集群的工作进程装的程序与本机不是同一版本，请先更新到同一版本")
        return Crew(partial(read_report, engine), jobs, self.limits)


@lru_cache(maxsize=1)
def _unpacked(engine: bytes) -> Engine:
    """The engine, with all of its rules made once for the processes that are copied from this one."""
    made: Engine = pickle.loads(zlib.decompress(engine))
    made.prepare()
    return made


@dataclass
class Done:
    """What became of documents. `unchanged`: those whose content had been read before; `aside`: a line for
    each that could not be read; `warnings`: of those that could."""

    documents: int = 0
    unchanged: int = 0
    figures: int = 0
    aside: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def count(self, row: dict[str, Any], unchanged: bool) -> None:
        """Add a document by its row of the manifest."""
        self.documents += 1
        if unchanged:
            self.unchanged += 1
            return
        self.figures += row["figures"]
        self.aside += [row["trouble"]] if row["trouble"] else []
        self.warnings += row["warnings"]


def read_chunk(job: Job, items: list[Item]) -> Done:
    """Do a chunk in a worker of a cluster, whose thread keeps its process for the next one."""
    kept = getattr(_mine, "crew", None)
    if kept is None or kept[0] != job.fingerprint:
        if kept:
            kept[1].close()
        kept = _mine.crew = job.fingerprint, job.crew()
    return write_chunk(job, items, kept[1])


def write_chunk(job: Job, items: list[Item], crew: Crew) -> Done:
    """Read the documents and commit what they say, in parts: a worker that dies loses seconds of work.

    What another, which died of the chunk, had committed is not read again. Raises StoreTrouble, InvalidData.
    """
    lake = Lake.open(job.lake)
    if lake.id != job.lake_id:
        raise InvalidData(f"{job.lake}：集群的工作进程看到的不是同一个数据湖，请用共享的文件夹或对象存储")
    done, left = committed(job, items)
    chunk = _Chunk(job, items, lake, done)
    for order, outcome in crew.each(chunk.orders(left)):
        chunk.take(order, outcome)
        if time.monotonic() - chunk.since > CHECKPOINT:
            chunk.commit()
    chunk.commit()
    return chunk.done


def committed(job: Job, items: list[Item]) -> tuple[Done, list[Item]]:
    """What of a chunk is in the lake already, by workers that died of it, and what is left to do."""
    done, rows = Done(), {row["document"]: row for row in Lake.open(job.lake).committed(_name(job, items))}
    for item in items:
        if row := rows.get(item.name):
            done.count(row, bool(item.noted) and row["sha256"] == item.sha256)
    return done, [item for item in items if item.name not in rows]


def _name(job: Job, items: list[Item]) -> str:
    """What a chunk is called, by whoever does it."""
    digest = hashlib.sha256(json.dumps([item.name for item in items]).encode())
    return f"{job.run}-{digest.hexdigest()[:16]}"


def set_aside(job: Job, item: Item) -> Done:
    """Note a document whose worker died of it again and again, though it read in a process of its own."""
    chunk = _Chunk(job, [item], Lake.open(job.lake), Done())
    chunk.take(Order(chunk.begin(item, item.sha256)), Died("end"))
    chunk.commit()
    return chunk.done


class _Chunk:
    """A chunk under way: the rows of documents that are being read, by their paths, and of those that have
    been since the last commit, which was at `since`."""

    def __init__(self, job: Job, items: list[Item], lake: Lake, done: Done) -> None:
        self.job, self.name, self.lake, self.done = job, _name(job, items), lake, done
        self.documents = Place(job.documents)
        self.under_way: dict[str, dict[str, Any]] = {}
        self.rows: list[dict[str, Any]] = []
        self.figures: dict[str, list[dict[str, Any]]] = {}
        self.since = time.monotonic()

    def commit(self) -> None:
        """Write what has been read since the last time."""
        if self.rows:
            self.lake.commit(self.name, self.rows, self.figures)
        self.rows, self.figures, self.since = [], {}, time.monotonic()

    def orders(self, items: list[Item]) -> Iterator[Order]:
        """What is to be read, with its content; what need not be, or cannot, is noted at once."""
        for item in items:
            if item.size > MAX_BYTES:
                path = self.begin(item, "")
                said = f"{printable(path)}：文件超过 {MAX_BYTES >> 20} MB，请拆分后再导入"
                self.take(Order(path), Outcome(path, trouble=said))
                continue
            try:
                content = self.documents.read(item.name)
            except FileNotFoundError:
                self.done.warnings.append(
                    f"{printable(self.documents.of(item.name))}：列出之后没有了，没有读"
                )
                continue
            digest = hashlib.sha256(content).hexdigest()
            path = self.begin(item, digest)
            if not (item.noted and digest == item.sha256 and self._holds(path, item)):
                yield Order(path, known=item.known, content=content)

    def begin(self, item: Item, digest: str) -> str:
        """A row for a document; returns the path that stands for it."""
        path = self.documents.of(item.name)
        self.under_way[path] = _NOTHING_SAID | {
            "document": item.name,
            "report_id": item.known["report_id"],
            "stamp": item.stamp,
            "sha256": digest,
            "size": item.size,
            "characters": 0,
            "engine": self.job.fingerprint,
            "known": item.entered,
            "run": self.job.run,
            "trouble": "",
            "warnings": [],
            "file": "",
            "figures": 0,
            "url": self._url(item),
        }
        return path

    def _url(self, item: Item) -> str:
        """Where `etl fetch` had it from."""
        if not item.metadata:
            return ""
        try:
            return str(json.loads(self.documents.read(item.metadata)).get("asked", ""))
        except (FileNotFoundError, ValueError):
            return ""

    def _holds(self, path: str, item: Item) -> bool:
        """Take over what was read before of the same content, with the new stamp."""
        before = self.lake.row(item.noted, item.name)
        if before is None:
            return False
        del self.under_way[path]
        self._add(before | {"stamp": item.stamp, "run": self.job.run}, unchanged=True)
        return True

    def take(self, order: Order, outcome: Outcome | Died) -> None:
        """Note what became of a document."""
        row = self.under_way.pop(order.path)
        if isinstance(outcome, Died):
            said = f"{printable(order.path)}：{self.job.limits.said(outcome.cause)}"
            outcome = Outcome(order.path, trouble=said)
        if outcome.trouble:
            row["trouble"] = outcome.trouble
        else:
            said_of_report, *figures = outcome.records
            row |= said_of_report | {"url": row["url"] or said_of_report["url"]}
            row |= {"warnings": list(outcome.warnings), "figures": len(figures)}
            if figures:
                self.figures[row["document"]] = figures
        self._add(row)

    def _add(self, row: dict[str, Any], unchanged: bool = False) -> None:
        self.rows.append(row)
        self.done.count(row, unchanged)
