"""Documents for the rehearsal: the demonstration's writer, as many as asked for, no two alike."""

import csv
import hashlib
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from pathlib import Path
from random import Random

from bench.filler import lengthen
from demo.files import file_of
from demo.places import agencies
from demo.plan import Order, orders, paper_of
from demo.run import Demo, write_data
from demo.world import World

AT_A_TIME = 50
HOSTS = 8  # so that one connection a host is no bottleneck


def write(folder: Path, count: int, jobs: int) -> tuple[Path, int]:
    """Write data/ and `count` documents below `folder`; return the data folder and their characters.

    Another seed is another set of facts and sentences of the same invented agencies. Copies of last year's
    report, of which the demonstration has some, are left out.
    """
    demo = Demo(folder)
    write_data(demo)
    demo.documents.mkdir()
    seen: set[str] = set()
    characters = 0
    with get_context("spawn").Pool(jobs) as pool:
        for digests, written in pool.imap(partial(_some, demo.documents), _chunks(count)):
            seen.update(digests)
            characters += written
    if len(seen) != count:
        raise RuntimeError(f"of {count} documents only {len(seen)} are different")
    return folder / "data", characters


def _chunks(count: int) -> Iterator[tuple[int, list[Order]]]:
    seed, left = 0, count
    while left:
        seed += 1
        ordered = [order for order in orders(agencies(seed), seed) if order.fault != "copied"][:left]
        left -= len(ordered)
        for start in range(0, len(ordered), AT_A_TIME):
            yield seed, ordered[start : start + AT_A_TIME]


def _some(folder: Path, work: tuple[int, list[Order]]) -> tuple[list[str], int]:
    seed, some = work
    world = World(agencies(seed), seed)
    digests, characters = [], 0
    for order in some:
        paper = paper_of(order, world, seed)
        if order.kind != "statistics_table":
            lengthen(paper, Random(f"{seed}/filler/{order.name}"))
        content = file_of(paper, order.form, seed)
        (folder / f"{order.name}-{seed}.{order.form}").write_bytes(content)
        text = "".join(map(_text_of, paper.blocks))
        digests.append(hashlib.sha256(text.encode()).hexdigest())
        characters += len(text)
    return digests, characters


def _text_of(block) -> str:
    if hasattr(block, "rows"):
        return "\n".join("\t".join(str(cell) for cell in row) for row in block.rows)
    return block.text


def serve(folder: Path) -> tuple[list[ThreadingHTTPServer], Path]:
    """Serve the documents from several hosts of this machine; return these and the list of addresses."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_) -> None:
            pass

    documents = sorted((folder / "documents").iterdir())
    handler = partial(Quiet, directory=str(folder / "documents"))
    hosts = [ThreadingHTTPServer(("127.0.0.1", 0), handler) for _ in range(HOSTS)]
    listed = folder / "addresses.csv"
    with listed.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("report_id", "url"))
        for number, path in enumerate(documents):
            port = hosts[number % HOSTS].server_address[1]
            rows.writerow((path.stem, f"http://127.0.0.1:{port}/{path.name}"))
    return hosts, listed


def emptied(folder: Path) -> Path:
    """The folder, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
