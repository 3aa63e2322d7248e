"""A part of the country from end to end: fetched, read on a cluster whose workers are killed, published.

`python -m bench rehearsal --documents 1100`; docs/scale.md has what it gave, and what the country would cost.
"""

import argparse
import os
import threading
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from bench import pages, papers, servers, visits
from bench.lake import size_of
from bench.watching import Watched, watch
from etl.data.rules import rulebook
from etl.engine import Engine
from etl.scaling.cluster import cluster, over_cluster
from etl.scaling.lake import Lake
from etl.scaling.place import Place
from etl.scaling.plan import Again
from etl.scaling.run import Execute, Run, in_processes

COUNTRY, CHARACTERS, FIGURES = 1_100_000, 4_000_000_000, 50_000_000  # reports, and what they hold
CORES = (2, 32, 256)
WORKERS = 2
PARTS = 4  # in which the ways to read are compared in turn, so that what else the machine does falls on all


def measure(options: argparse.Namespace) -> dict:
    """Print and return what each stage took, and what the country would."""
    folder = papers.emptied(options.generated.resolve().with_name("rehearsal"))
    began = time.monotonic()
    data, characters = papers.write(folder, options.documents, WORKERS)
    print(f"{options.documents:,} documents, {characters:,} characters, "
          f"{size_of(folder / 'documents'):.0f} MB, written in {time.monotonic() - began:.0f} s")  # fmt: skip
    environment = os.environ | {
        "DATA_DIR": str(data),
        "REPORTS_DIR": str(folder),
        "PUBLISHED_DIR": str(folder / "published"),
        "LEDGER": str(folder / "none.sqlite"),
    }
    stages = _stages(folder, environment, options.kill_every)
    results = {"stages": {name: _told(name, stage, options.documents) for name, stage in stages.items()}}
    results["side by side"] = side_by_side(folder, options.documents)
    results["pages"] = _pages(folder / "published")
    results["MB"] = {name: size_of(folder / name) for name in ("fetched", "lake", "published")}
    print("MB on disk: " + ", ".join(f"{name} {size:,.1f}" for name, size in results["MB"].items()))
    results["country"] = country(stages, results["MB"], options.documents, _read_in(folder / "lake"))
    return results


def _stages(folder: Path, environment: dict[str, str], kill_every: float) -> dict[str, Watched]:
    hosts, listed = papers.serve(folder)
    for host in hosts:
        threading.Thread(target=host.serve_forever, daemon=True).start()
    fetched, lake = folder / "fetched", folder / "lake"
    fetch = [
        "etl",
        "fetch",
        "--addresses",
        str(listed),
        "--into",
        str(fetched),
        "--delay",
        "0",
        "--own-network",
    ]
    extract = ["etl", "extract", str(fetched), "--out", str(lake), "--cluster", f"local[{WORKERS}]"]
    done = {"fetch": watch(fetch, environment)}
    for host in hosts:
        host.shutdown()
        host.server_close()
    done["extract"] = watch(extract, environment, kill_every)
    done["extract again"] = watch(extract, environment)
    done["build"] = watch(["etl", "build", "--lake", str(lake)], environment)
    return done


def _told(name: str, stage: Watched, documents: int) -> dict:
    rate = documents / stage.seconds
    print(f"{name:14} {stage.seconds:6.0f} s, {stage.cpu:6.0f} s of processors, {rate:7.1f} documents/s,"
          f" at most {stage.megabytes:5.0f} MB, {stage.killed} workers killed  {stage.said}")  # fmt: skip
    return {
        "s": stage.seconds,
        "CPU s": stage.cpu,
        "documents/s": rate,
        "peak MB": stage.megabytes,
        "killed": stage.killed,
    }


def side_by_side(folder: Path, documents: int) -> dict:
    """Documents a second of one process, of several, and of a cluster, in turn on the same documents.

    No start is counted: processes and workers have read a document before.
    """
    engine = Engine(rulebook(folder / "data"))
    engine.prepare()
    parts = _parts(folder)
    seconds: dict[str, float] = {}
    with cluster(f"local[{WORKERS}]") as client:
        ways = {"one process": in_processes(1), f"{WORKERS} processes": in_processes(WORKERS)}
        ways["cluster"] = partial(over_cluster, client)
        for way in ways.values():
            _read(parts[0], folder / "warm", engine, way)
        for part in parts[1:]:
            for name, way in ways.items():
                seconds[name] = seconds.get(name, 0) + _read(part, folder / "compared", engine, way)
    compared = sum(len(list(part.iterdir())) for part in parts[1:])
    rates = {name: compared / took for name, took in seconds.items()}
    one, several, on_cluster = rates.values()
    rates |= {"pool / one": several / one, "cluster / pool": on_cluster / several}
    print("side by side, documents/s: " + ", ".join(f"{name} {rate:.2f}" for name, rate in rates.items()))
    return rates


def _parts(folder: Path) -> list[Path]:
    """The documents in folders of their own: a few to warm up, then parts alike."""
    names = sorted((folder / "documents").iterdir())
    parts = []
    for number in range(PARTS + 1):
        part = folder / "parts" / str(number)
        part.mkdir(parents=True)
        chosen = names[: 2 * WORKERS] if number == 0 else names[number - 1 :: PARTS]
        for path in chosen:
            os.link(path, part / path.name)
        parts.append(part)
    return parts


def _read(part: Path, out: Path, engine: Engine, way: Execute) -> float:
    lake = Lake.open(str(papers.emptied(out)), create=True)
    run = Run.prepare(Place(str(part)), lake, engine, {}, Again())
    began = time.monotonic()
    with closing(run.done(way)) as results:
        done = sum(each.documents for each in results)
    if done != run.found:
        raise RuntimeError(f"{run.found - done} documents of {part} are lost")
    return time.monotonic() - began


def _pages(published: Path) -> dict[str, float]:
    with servers.dashboard(published) as own, visits.browser() as browser:
        visitor, took = visits.new_visitor(browser), {}
        for name in ("", *pages.THEMES, *pages.OTHERS):
            took[name or "overview"], page = visits.load(visitor, f"{own.address}/{name}")
            page.close()
    print("pages, first visit, ms: " + ", ".join(f"{name} {ms:.0f}" for name, ms in took.items()))
    return took


def _read_in(lake: Path) -> tuple[int, int]:
    """How many characters and figures the lake's documents have."""
    tables = list(Lake.open(str(lake)).manifests(("characters", "figures")))
    characters, figures = (
        sum(sum(t.column(name).to_pylist()) for t in tables) for name in ("characters", "figures")
    )
    return characters, figures


def country(
    stages: dict[str, Watched], megabytes: dict[str, float], documents: int, read: tuple[int, int]
) -> dict:
    """Hours for the country, by its documents and by its characters: the assumptions are in docs/scale.md."""
    characters, figures = read
    print(f"read: {characters:,} characters, {figures:,} figures")
    told: dict = {"characters": characters, "figures": figures}
    for by, times in (("documents", COUNTRY / documents), ("characters", CHARACTERS / characters)):
        hours = {f"{cores} cores": stages["extract"].cpu * times / cores / 3600 for cores in CORES}
        told[f"hours by {by}"] = hours
        print(
            f"the country by {by}: extract {', '.join(f'{h:.1f} h on {name}' for name, h in hours.items())}"
        )
    times = FIGURES / figures
    told["GB by figures"] = {name: size * times / 1000 for name, size in megabytes.items()}
    told["build hours by figures"] = stages["build"].cpu * times / 3600
    print(f"the country by figures: build {told['build hours by figures']:.1f} h of one core; GB "
          + ", ".join(f"{name} {size:.0f}" for name, size in told["GB by figures"].items()))  # fmt: skip
    return told
