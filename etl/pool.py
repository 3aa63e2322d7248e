"""Many documents, one after the other or in several processes: what each gave, in the order asked."""

import os
import sys
import traceback
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document, ReportContext
from etl.engine.records import records, report_id

LIST_OF_REPORTS = "reports.csv"  # lies among the documents and is none
CHUNK = 16  # documents a task: one each costs more in passing around than in extracting
WAITING = 4  # tasks a process kept ready, so that a million documents need no million futures


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with one document. `known`: fields of the context that someone has entered."""

    path: str
    rejections: bool = False
    known: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its records, or one line that says why there are none.

    `warnings`: what was read but is not sure, or could not be read of it, a line each.
    """

    path: str
    records: list[dict] = field(default_factory=list)
    trouble: str = ""
    warnings: tuple[str, ...] = ()


def documents_below(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each file of the paths, folders recursively, with "" or why it cannot be read."""
    for given in paths:
        path = Path(given)
        if given == "-" or not path.is_dir():
            missing = given != "-" and not path.exists()
            yield given, f"{given}：没有这个文件或文件夹，请检查路径" if missing else ""
            continue
        errors: list[OSError] = []
        empty = True
        for folder, subfolders, names in os.walk(path, onerror=errors.append):
            subfolders[:] = sorted(each for each in subfolders if not each.startswith("."))
            for name in sorted(names):
                if name != LIST_OF_REPORTS and not name.startswith("."):
                    empty = False
                    yield os.path.join(folder, name), ""
        if empty and not errors:
            yield given, f"{given}：文件夹里没有文件，请检查路径"
        yield from ((error.filename, f"{error.filename}：打不开这个文件夹，请检查权限") for error in errors)


def read(path: str) -> Document:
    """The document at `path`, or on standard input for `-`; UnreadableDocument names it and what to do."""
    from etl.engine.reading import read_document, read_text
    from etl.engine.reading.txt import decode

    if path != "-":
        try:
            return replace(read_document(Path(path)), path=path)
        except OSError as error:
            raise UnreadableDocument(f"{path}：读不出来（{error.strerror}），请检查权限和磁盘") from error
    text = decode(sys.stdin.buffer.read(), "标准输入")
    if not text.strip():
        raise UnreadableDocument("标准输入：没有文字，请用管道送入文本")
    return read_text(text)


def context_of(document: Document, known: dict) -> ReportContext:
    """What the document says of itself, with what is known beside it put over that."""
    from etl.engine.identify.identify import identify

    return replace(identify(document), **known)


def run(order: Order) -> Outcome:
    """Read one document and extract its figures. A bug in it is that document's trouble, not the others'."""
    from etl.engine.extract import extract

    try:
        document = read(order.path)
        context = context_of(document, order.known)
        found = records(document, context, extract(document, context), order.rejections)
        return Outcome(
            order.path, found, warnings=tuple(f"{order.path}：{each}" for each in document.warnings)
        )
    except UnreadableDocument as error:
        return Outcome(order.path, trouble=str(error))
    except Exception as error:  # noqa: BLE001 - named on standard error with its place, and in the exit status
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return Outcome(order.path, trouble=f"{order.path}：程序出错（{where} {error!r}），请报告此文件")


def run_all(orders: list[Order], jobs: int = 1) -> Iterator[Outcome]:
    """Run the orders in order of the list, in `jobs` processes where more than one is asked for.

    Standard input belongs to this process: where it is among the documents, there is only this one.
    """
    if jobs > 1 and len(orders) > 1 and all(order.path != "-" for order in orders):
        yield from _in_processes(orders, jobs)
    else:
        yield from map(run, orders)


def _in_processes(orders: list[Order], jobs: int) -> Iterator[Outcome]:
    """In a pool; a task whose process is killed is done again alone, and a new pool takes the rest."""
    chunks = deque(orders[at : at + CHUNK] for at in range(0, len(orders), CHUNK))
    pool = _pool(jobs)
    waiting: deque[tuple[list[Order], Future]] = deque()
    try:
        while chunks or waiting:
            while chunks and len(waiting) < jobs * WAITING:
                chunk = chunks.popleft()
                waiting.append((chunk, pool.submit(_run_chunk, chunk)))
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                chunks.extendleft(each for each, _ in reversed(waiting))
                waiting.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                yield from map(_run_alone, chunk)
                pool = _pool(jobs)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _run_chunk(chunk: list[Order]) -> list[Outcome]:
    return [run(order) for order in chunk]


def _run_alone(order: Order) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(run, order).result()
        except BrokenProcessPool:
            return Outcome(order.path, trouble=f"{order.path}：处理它的进程被终止（内存不足？），请单独重试")


def order_for(path: str, contexts: dict[str, dict], rejections: bool) -> Order:
    """The order for one document with what `contexts` knows of it."""
    return Order(path, rejections, contexts.get(report_id(path), {}))
