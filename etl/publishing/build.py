"""From data/, the documents at hand and the ledger to a published DuckDB file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from etl.data.datafiles import Data, load_data
from etl.data.problems import Problems
from etl.data.rules import rulebook
from etl.engine.errors import InvalidData, UnreadableDocument
from etl.engine.fingerprint import fingerprint
from etl.fetching.store import Store
from etl.ledger.connect import Ledger
from etl.ledger.published import LedgerReports, ledger_reports
from etl.published.errors import PublishFailed
from etl.publishing.assemble import Assembly
from etl.publishing.documents import (
    FETCHED,
    DocumentAtHand,
    find_document,
    find_fetched,
    forget_other_engines,
    unregistered,
)
from etl.publishing.from_lake import lake_of
from etl.publishing.hashes import content_hash
from etl.publishing.history import Entry, record, was_taken_back
from etl.publishing.losses import losses, superseded
from etl.publishing.publish import PublishedFolder, read_meta
from etl.scaling.reports import LakeReports

GIVE_BACK = (
    "请把它放回原处或恢复备份（python -m etl restore-ledger），再运行一次；确要照此发布请加 --without-ledger"
)


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes; the environment names them, `from_environment` gives the defaults.

    `lake`: the address of a lake, "" where nobody named one, NO_LAKE for none; `guessed`: publish of it, too,
    what the program guessed.
    """

    data: Path
    reports: Path
    published: Path
    lake: str = ""
    guessed: bool = False

    @classmethod
    def from_environment(cls) -> "Folders":
        """DATA_DIR, REPORTS_DIR, PUBLISHED_DIR, LAKE; by default data, data/reports, data/published, none.

        Raises InvalidData when DATA_DIR or REPORTS_DIR is set and names no folder: a slip of the pen there
        must not publish a version without documents.
        """
        for name in ("DATA_DIR", "REPORTS_DIR"):
            if name in os.environ and not Path(os.environ[name]).is_dir():
                raise InvalidData(f"环境变量 {name} 指的文件夹 {os.environ[name]} 不存在，请改正或去掉")
        return cls(
            data=Path(os.environ.get("DATA_DIR", "data")),
            reports=Path(os.environ.get("REPORTS_DIR", "data/reports")),
            published=Path(os.environ.get("PUBLISHED_DIR", "data/published")),
            lake=os.environ.get("LAKE", ""),
        )


@dataclass
class BuildResult:
    """What a build did. `version` is the file in service afterwards; `unchanged`: it was so before.

    `read` are the reports whose documents were read now rather than taken from the cache.
    """

    version: Path
    unchanged: bool
    reports: int = 0
    figures: int = 0
    read: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def keep_versions() -> int | None:
    """How many versions to keep, by KEEP_VERSIONS; all where it is not set."""
    given = os.environ.get("KEEP_VERSIONS", "")
    if given and not (given.isascii() and given.isdecimal() and int(given)):
        raise InvalidData(f"环境变量 KEEP_VERSIONS 应是正整数，现为“{given}”，请改正或去掉")
    return int(given) if given else None


def build(
    folders: Folders,
    keep: int | None = None,
    *,
    ledger: Ledger | None = None,
    unreviewed: bool = False,
    without_ledger: bool = False,
    who: str = "",
    title: str = "",
) -> BuildResult:
    """Publish what the folders and the ledger hold, unless it is already in service.

    `unreviewed`: publish the ledger's figures that nobody has seen, too (status extracted). `keep`: how many
    versions stay, None for all. `without_ledger`: though the last build had a ledger that is gone, or had
    more in it. Raises InvalidData for mistakes in the data files, PublishFailed when no valid file could be
    written or something is gone, LedgerUnavailable; the last published version then stays in service.
    """
    published = PublishedFolder(folders.published)
    with failures_named(folders), ledger_reports(ledger, unreviewed) as reports:
        if not without_ledger and (gone := losses(published, reports)):
            raise PublishFailed(f"{'；'.join(gone)}。{GIVE_BACK}；上一版仍在使用")
        inputs = gather(folders, reports)
        inputs.warnings += superseded(published, reports)
        in_service = published.current()
        if in_service and published.intact_version(inputs.hash) == in_service:
            return BuildResult(in_service, unchanged=True, warnings=inputs.warnings)
        with published.lock():
            in_service = published.current()
            there = published.intact_version(inputs.hash)
            if there and in_service and was_taken_back(published.folder, there.name):
                said = (
                    f"没有变化，但 {there.name} 已被撤回；要再启用请运行 python -m etl rollback {there.name}"
                )
                return BuildResult(in_service, True, warnings=[*inputs.warnings, said])
            if there:  # an earlier version, or another build's just now
                meta = read_meta(there)
                counts = int(meta["report_count"]), int(meta["figure_count"])
                made = BuildResult(there, False, *counts, warnings=inputs.warnings)
            else:
                made = make(inputs, published, published)
            switch(published, made.version, "publish", who, title)
            published.prune(keep)
            forget_other_engines(published.cache, inputs.engine)
    return made


@contextmanager
def failures_named(folders: Folders) -> Iterator[None]:
    """Turn what a full disk and the like raise into PublishFailed."""
    try:
        yield
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        raise PublishFailed(
            f"没有写成新的数据文件（{error}）；请检查 {folders.published} 所在磁盘的空间和权限，再运行一次。"
            "上一版仍在使用"
        ) from error


@dataclass
class Inputs:
    """All that a build is made from, and its hash. `warnings`: what is left out or amiss."""

    folders: Folders
    data: Data
    documents: dict[str, DocumentAtHand]
    reports: LedgerReports | None
    lake: LakeReports | None
    engine: str
    problems: Problems
    warnings: list[str]
    hash: str = ""

    def hashed(self) -> str:
        """The hash of the inputs as the folders hold them now; the ledger's part is of one moment."""
        documents = {name: document.sha256 for name, document in self.documents.items()}
        if self.reports and (ledger := self.reports.fingerprint()):
            documents[" ledger"] = ledger  # no report is called so
        if self.lake:
            documents[" lake"] = self.lake.fingerprint()
        return content_hash(self.folders.data, documents, self.engine)


def gather(folders: Folders, reports: LedgerReports | None = None) -> Inputs:
    """Load what a build is made from. Raises InvalidData for a file that cannot be used at all."""
    problems = Problems()
    data = load_data(folders.data, problems)
    documents, warnings = documents_at_hand(data, folders.reports)
    if reports:
        reports.choose(data)
        reports.warnings += warnings
        warnings = reports.warnings  # one list: reading the reports may add to it
    lake = lake_of(folders.lake, folders.guessed, PublishedFolder(folders.published))
    engine = fingerprint(rulebook(folders.data))
    inputs = Inputs(folders, data, documents, reports, lake, engine, problems, warnings)
    inputs.hash = inputs.hashed()
    return inputs


def make(inputs: Inputs, published: PublishedFolder, place: PublishedFolder) -> BuildResult:
    """Write a new version into `place`, whole and checked, not in service; hold the lock of `published`."""
    assembly = Assembly(
        inputs.data, dict(inputs.documents), published.cache, inputs.engine, inputs.problems,
        warnings=inputs.warnings, ledger=inputs.reports, lake=inputs.lake,
    )  # fmt: skip
    with published.workshop() as workshop:
        counts = assembly.write(workshop / "new.duckdb", inputs.hash)
        if inputs.hashed() != inputs.hash:
            raise PublishFailed("构建期间 data/ 里的文件有改动，请再运行一次；上一版仍在使用")
        version = place.put(workshop / "new.duckdb", inputs.hash, datetime.now().date())
    return BuildResult(version, False, counts["report"], counts["figure"], assembly.read, assembly.warnings)


def switch(published: PublishedFolder, version: Path, action: str, who: str, title: str = "") -> None:
    """Put a version into service and note it; hold the lock."""
    before = published.current()
    record(published.folder, Entry(action, version.name, before.name if before else "", who, title))
    published.point_to(version)


def documents_at_hand(data: Data, folder: Path) -> tuple[dict[str, DocumentAtHand], list[str]]:
    """Return the reports' documents in the folder by report id, and what is amiss with the others."""
    found, warnings, fetched = {}, [], Store(folder / FETCHED)
    for report in data.reports.values():
        try:
            document = find_document(folder, report.report_id, report.document)
            if document is None:
                document = find_fetched(fetched, report.report_id)
        except UnreadableDocument as error:
            warnings.append(str(error))
            continue
        if document:
            found[report.report_id] = document
    strangers = unregistered(folder, {report.document for report in data.reports.values()})
    if strangers:
        warnings.append(
            f"{folder} 中有 {len(strangers)} 个文件没有在 reports.csv 的 document 列登记，未读入"
            f"（如 {strangers[0]}）"
        )
    return found, warnings
