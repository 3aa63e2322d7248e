"""The way through the pipeline, by the program's own commands, in folders of its own."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from demo import STAMP
from demo.files import file_of
from demo.paper import Truth
from demo.places import DIVISIONS, agencies
from demo.plan import Order, orders, paper_of
from demo.world import World

REPOSITORY = Path(__file__).resolve().parent.parent
AGENCY_COLUMNS = (
    "agency,adcode,province,city,district,level,trade,population,population_year,population_source"
)
# What decides how the documents are written and read: where none of it changed, nothing is done again.
MADE_FROM = ("demo", "etl", "data/lexicon", "data/indicators", "data/tables", "requirements.txt")
OF_OTHERS = ("figures", "published", "ledger", "reports", "demo")  # in data/, and not the demo's
AT_A_TIME = 50  # documents that a process writes before it asks for more


@dataclass(frozen=True)
class Demo:
    """Where a demo lies, and how large it is: all cities and districts, or the first few."""

    folder: Path
    seed: int = 1
    cities: int | None = None
    districts: int | None = None
    first: int = 2019
    last: int = 2025

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    @property
    def listed(self) -> Path:
        return self.folder / "documents.csv"

    @property
    def truth(self) -> Path:
        return self.folder / "truth.jsonl"

    @property
    def ledger(self) -> Path:
        return self.folder / "data" / "ledger" / "ledger.sqlite"

    @property
    def environment(self) -> dict[str, str]:
        """What the program's commands must be told to work in this demo's folders, and nowhere else."""
        others = ("DATABASE_URL", "LEDGER", "REPORTS_DIR", "KEEP_VERSIONS")
        inherited = {name: value for name, value in os.environ.items() if name not in others}
        data, published = self.folder / "data", self.folder / "published"
        return inherited | {"DATA_DIR": str(data), "PUBLISHED_DIR": str(published)}


def make(demo: Demo, jobs: int) -> bool:
    """Bring the demo up to date; True where something had to be done."""
    made_from = _made_from(demo)
    stamp = demo.folder / "made-from"
    if stamp.exists() and stamp.read_text() == made_from:
        command(demo, "build", "--unreviewed", "--by", "demo")
        return False
    shutil.rmtree(demo.folder, ignore_errors=True)
    with _timed("写出报告"):
        write_data(demo)
        write_documents(demo, jobs)
    with _timed("导入并找出数字"):
        bring_in(demo, jobs)
    with _timed("发布"):
        command(demo, "build", "--unreviewed", "--by", "demo")
    stamp.write_text(made_from)
    return True


@contextmanager
def _timed(what: str) -> Iterator[None]:
    """Say on standard error what is being done, and afterwards how long it took."""
    began = time.monotonic()
    print(f"{what}…", file=sys.stderr, flush=True)
    yield
    print(f"{what}：{time.monotonic() - began:.0f} 秒", file=sys.stderr, flush=True)


def write_data(demo: Demo) -> None:
    """A data folder with the program's rules, the province's divisions and agencies, and its stamp."""
    data = demo.folder / "data"
    shutil.copytree(REPOSITORY / "data", data, ignore=lambda folder, names: _not_ours(folder, names))
    (data / "figures").mkdir()
    known = agencies(demo.seed, demo.cities, demo.districts)
    lines = [AGENCY_COLUMNS]
    for agency in known:
        place = agency.place
        lines.append(
            f"{agency.name},{place.adcode},{place.province},{place.city},{place.district},{place.level},{agency.trade},,,"
        )
    (data / "agencies.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    header = (REPOSITORY / "data" / "reports.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    (data / "reports.csv").write_text(header + "\n", encoding="utf-8")
    shutil.copyfile(DIVISIONS, data / "divisions.csv")
    province = known[0].place
    (data / "tiles.csv").write_text(f"code,name,row,column\n{province.adcode[:2]},{province.name[:-1]},0,0\n")
    (data / "stamp.txt").write_text(STAMP + "\n", encoding="utf-8")


def _not_ours(folder: str, names: list[str]) -> set[str]:
    top = Path(folder) == REPOSITORY / "data"
    return {name for name in names if top and name in OF_OTHERS}


def write_documents(demo: Demo, jobs: int) -> None:
    """All documents as files, a list of them, and the truth of all their figures, a JSON object a line."""
    demo.documents.mkdir(parents=True)
    known = agencies(demo.seed, demo.cities, demo.districts)
    ordered = list(orders(known, demo.seed, range(demo.first, demo.last + 1)))
    _list(demo, ordered)
    chunks = [(demo, ordered[at : at + AT_A_TIME]) for at in range(0, len(ordered), AT_A_TIME)]
    with demo.truth.open("w", encoding="utf-8") as truth:
        for lines in _each(jobs, chunks):
            truth.writelines(lines)


def _list(demo: Demo, ordered: list[Order]) -> None:
    with demo.listed.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "form", "agency", "kind", "year", "published", "fault"))
        for each in ordered:
            writer.writerow(
                (each.name, each.form, each.agency.name, each.kind, each.year, each.published, each.fault)
            )


def _each(jobs: int, chunks: list) -> Iterable[list[str]]:
    if jobs < 2 or len(chunks) < 2:
        yield from map(_write_some, chunks)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(_write_some, chunks)


def _write_some(work: tuple[Demo, list[Order]]) -> list[str]:
    demo, some = work
    world = World(agencies(demo.seed, demo.cities, demo.districts), demo.seed)
    lines = []
    for order in some:
        paper = paper_of(order, world, demo.seed)
        (demo.documents / f"{order.name}.{order.form}").write_bytes(file_of(paper, order.form, demo.seed))
        lines += [json.dumps(vars(figure), ensure_ascii=False) + "\n" for figure in paper.figures]
    return lines


def read_list(demo: Demo) -> dict[str, dict[str, str]]:
    """The documents by name: form, agency, kind, year, published, fault."""
    with demo.listed.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def read_truth(demo: Demo) -> list[Truth]:
    """What `write_documents` noted."""
    return [Truth(**json.loads(line)) for line in demo.truth.read_text(encoding="utf-8").splitlines()]


def bring_in(demo: Demo, jobs: int) -> None:
    """Import all documents, `jobs` commands side by side: the ledger takes one writer after the other.

    Nobody reads the demo: what the program guesses of a report counts as confirmed.
    """
    names = sorted(path for path in demo.documents.iterdir())
    shares = [names[start::jobs] for start in range(jobs)]
    running = [
        _start(demo, "import", "--confirm", "--by", "demo", *map(str, share)) for share in shares if share
    ]
    for process in running:
        said, trouble = process.communicate()
        if process.returncode:  # some documents were refused: the score tells how many
            print(trouble.strip(), file=sys.stderr)


def command(demo: Demo, *arguments: str) -> None:
    """Run one of the program's commands in the demo's folders. Raises CalledProcessError."""
    subprocess.run(
        [sys.executable, "-m", "etl", *arguments], cwd=REPOSITORY, env=demo.environment, check=True
    )


def _start(demo: Demo, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "etl", *arguments],
        cwd=REPOSITORY,
        env=demo.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _made_from(demo: Demo) -> str:
    digest = hashlib.sha256(repr((demo.seed, demo.cities, demo.districts, demo.first, demo.last)).encode())
    for name in MADE_FROM:
        root = REPOSITORY / name
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.suffix in (".py", ".yml", ".csv", ".txt", ".sql"):
                digest.update(path.relative_to(REPOSITORY).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
