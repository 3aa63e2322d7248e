"""Many documents, one after the other or in several processes: what each gave, in the order asked."""

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from etl.engine import Engine
from etl.engine.errors import UnreadableDocument
from etl.engine.identify.record import identity
from etl.engine.model import Document
from etl.engine.reading.detect import MAX_BYTES
from etl.engine.reading.files import printable, why_no_file
from etl.engine.records import records, report_id
from etl.limits import Limits
from etl.workers import Died, each

LIST_OF_REPORTS = "reports.csv"  # lies among the documents and is none
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with one document. `known`: fields of the context that someone has entered; `content`: the
    bytes, where they are not at `path`."""

    path: str
    rejections: bool = False
    known: dict = field(default_factory=dict)
    content: bytes | None = None


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
    """Yield each file of the paths, folders recursively, with "" or why it cannot be read.

    A link that is named outright is followed; those in folders are not: they may lead anywhere.
    """
    for given in paths:
        if given == STANDARD_INPUT or not os.path.isdir(given):
            yield given, "" if given == STANDARD_INPUT else why_no_file(given)
            continue
        errors: list[OSError] = []
        empty = True
        for path in _files_below(given, errors):
            empty = False
            yield path, _why_not_below(path)
        if empty and not errors:
            yield given, f"{printable(given)}：文件夹里没有文件，请检查路径"
        for error in errors:
            yield error.filename, f"{printable(error.filename)}：打不开这个文件夹，请检查权限"


def _files_below(top: str, errors: list[OSError]) -> Iterator[str]:
    """Every file below a folder, links to others among them; what cannot be opened is added to `errors`."""
    for folder, subfolders, names in os.walk(top, onerror=errors.append):
        linked = [name for name in subfolders if os.path.islink(os.path.join(folder, name))]
        subfolders[:] = sorted(each for each in subfolders if not each.startswith(".") and each not in linked)
        for name in sorted(names + linked):
            if name != LIST_OF_REPORTS and not name.startswith("."):
                yield os.path.join(folder, name)


def _why_not_below(path: str) -> str:
    if os.path.islink(path):
        return f"{printable(path)}：是指向别处的链接，没有读；请放入文件本身，或直接写出它的路径"
    return why_no_file(path)


def read(order: Order) -> Document:
    """The document of an order; UnreadableDocument names it and what to do."""
    from etl.engine.reading import read_bytes, read_document, read_text
    from etl.engine.reading.txt import decode

    if order.content is None:
        return read_document(Path(order.path))
    if order.path != STANDARD_INPUT:
        return read_bytes(order.content, printable(order.path))
    if len(order.content) > MAX_BYTES:
        raise UnreadableDocument(f"标准输入：超过 {MAX_BYTES >> 20} MB，请分开送入")
    text = decode(order.content, "标准输入")
    if not text.strip():
        raise UnreadableDocument("标准输入：没有文字，请用管道送入文本")
    return read_text(text)


def extracted(engine: Engine, order: Order) -> Outcome:
    """Read one document and extract its figures."""
    return outcome_of(order, lambda document: records(engine.take(document, order.known), order.rejections))


def identified(engine: Engine, order: Order) -> Outcome:
    """Read one document and say who reports what in it: one record."""
    return outcome_of(
        order, lambda document: [identity(engine.rulebook, document, engine.identify(document))]
    )


def outcome_of(order: Order, find: Callable[[Document], list[dict]]) -> Outcome:
    """What `find` makes of the order's document. A bug in it is that document's trouble, not the others'."""
    try:
        document = read(order)
        found = find(document)
        warnings = tuple(f"{document.path}：{each}" for each in document.warnings)
        return Outcome(document.path, found, warnings=warnings)
    except UnreadableDocument as error:
        return Outcome(order.path, trouble=str(error))
    except MemoryError:
        raise  # its process has reached the limit
    except Exception as error:  # noqa: BLE001 - named on standard error with its place, and in the exit status
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno} {error!r}"
        said = f"{printable(order.path)}：程序出错（{printable(where)}），请报告此文件"
        return Outcome(order.path, trouble=said)


def outcomes_of(
    orders: Iterable[Order],
    engine: Engine,
    jobs: int = 1,
    limits: Limits | None = None,
    task: Callable[[Engine, Order], Outcome] = extracted,
) -> Iterator[Outcome]:
    """Do `task` with the orders, in order, in `jobs` processes; `limits` are each document's own."""
    engine.prepare()  # once, before the processes are copied
    limits = limits or Limits.from_environment()
    for order, outcome in each(partial(task, engine), map(with_input, orders), jobs, limits):
        if isinstance(outcome, Died):
            yield Outcome(order.path, trouble=f"{printable(order.path)}：{limits.said(outcome.cause)}")
        else:
            yield outcome


def with_input(order: Order) -> Order:
    """The order with what is on standard input, where it is for that: it belongs to this process alone."""
    if order.path != STANDARD_INPUT:
        return order
    return replace(order, content=sys.stdin.buffer.read(MAX_BYTES + 1))


def order_for(path: str, contexts: dict[str, dict], rejections: bool) -> Order:
    """The order for one document with what `contexts` knows of it."""
    return Order(path, rejections, contexts.get(report_id(printable(path)), {}))
