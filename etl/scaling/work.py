"""A chunk of documents from a folder into a lake: the work that a worker of a cluster is given."""

import hashlib
import json
import pickle
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
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
        engine = pickle.loads(zlib.decompress(self.engine))
        if fingerprint(engine.rulebook) != self.fingerprint:
            raise InvalidData("集群的工作进程装的程序与本机不是同一版本，请先更新到同一版本")
        return Crew(partial(read_report, engine), jobs, self.limits)


@dataclass
class Done:
    """What became of a chunk. `unchanged`: documents whose content had been read before; `aside`: a line
    for each that could not be read; `warnings`: of those that could."""

    documents: int = 0
    unchanged: int = 0
    figures: int = 0
    aside: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_chunk(job: Job, items: list[Item]) -> Done:
    """Do a chunk in a worker of a cluster, whose thread keeps its process for the next one."""
    kept = getattr(_mine, "crew", None)
    if kept is None or kept[0] != job.fingerprint:
        if kept:
            kept[1].close()
        kept = _mine.crew = job.fingerprint, job.crew()
    return write_chunk(job, items, kept[1])


def write_chunk(job: Job, items: list[Item], crew: Crew) -> Done:
    """Read the documents and commit what they say. Raises StoreTrouble, InvalidData."""
    lake = Lake.open(job.lake)
    if lake.id != job.lake_id:
        raise InvalidData(f"{job.lake}：集群的工作进程看到的不是同一个数据湖，请用共享的文件夹或对象存储")
    chunk = _Chunk(job, Place(job.documents), lake)
    for order, outcome in crew.each(chunk.orders(items)):
        chunk.take(order, outcome)
    if chunk.rows:
        lake.commit(job.run, list(chunk.rows.values()), chunk.figures)
    return chunk.done


def set_aside(job: Job, item: Item) -> Done:
    """Note a document whose worker died of it again and again, though it read in a process of its own."""
    chunk = _Chunk(job, Place(job.documents), Lake.open(job.lake))
    path = chunk.begin(item, item.sha256)
    chunk.take(Order(path), Died("end"))
    chunk.lake.commit(job.run, list(chunk.rows.values()), {})
    return chunk.done


class _Chunk:
    """The rows of a chunk under way, by the paths of its documents."""

    def __init__(self, job: Job, documents: Place, lake: Lake) -> None:
        self.job, self.documents, self.lake = job, documents, lake
        self.rows: dict[str, dict[str, Any]] = {}
        self.figures: dict[str, list[dict[str, Any]]] = {}
        self.done = Done()

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
        self.rows[path] = _NOTHING_SAID | {
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
        self.done.documents += 1
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
        self.rows[path] = before | {"stamp": item.stamp, "run": self.job.run}
        self.done.unchanged += 1
        return True

    def take(self, order: Order, outcome: Outcome | Died) -> None:
        """Note what became of a document."""
        row = self.rows[order.path]
        if isinstance(outcome, Died):
            said = f"{printable(order.path)}：{self.job.limits.said(outcome.cause)}"
            outcome = Outcome(order.path, trouble=said)
        if outcome.trouble:
            row["trouble"] = outcome.trouble
            self.done.aside.append(outcome.trouble)
            return
        said_of_report, *figures = outcome.records
        address = row["url"]
        row |= said_of_report
        row |= {"url": address or row["url"], "warnings": list(outcome.warnings), "figures": len(figures)}
        self.done.warnings += outcome.warnings
        self.done.figures += len(figures)
        if figures:
            self.figures[row["document"]] = figures
