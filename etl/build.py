"""`python -m etl build`: from data/ and the documents at hand to a published DuckDB file."""

import argparse
import os
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from etl.assemble import Assembly
from etl.datafiles import Data, load_data
from etl.documents import DocumentAtHand, find_document, forget_other_engines, unregistered
from etl.errors import EnforcementCompareError, InvalidData, PublishFailed, UnreadableDocument
from etl.fingerprint import content_hash, engine_version
from etl.problems import Problems
from etl.publish import KEPT_VERSIONS, PublishedFolder


@dataclass(frozen=True)
class Folders:
    """Where a build reads and writes; the environment names them, `from_environment` gives the defaults."""

    data: Path
    reports: Path
    published: Path

    @classmethod
    def from_environment(cls) -> "Folders":
        """DATA_DIR, REPORTS_DIR, PUBLISHED_DIR; by default data, data/reports, data/published.

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


def run_build(args: argparse.Namespace) -> int:
    """The command: build, say on standard error what was done, return the exit status."""
    try:
        result = build(Folders.from_environment())
    except EnforcementCompareError as error:
        print(error, file=sys.stderr)
        return 1
    for warning in result.warnings:
        print(f"注意：{warning}", file=sys.stderr)
    print(summary(result), file=sys.stderr)
    return 0


def summary(result: BuildResult) -> str:
    """Say in one line what a build did."""
    if result.unchanged:
        return f"没有变化，仍使用 {result.version}"
    said = f"已发布 {result.version}：{result.reports} 份报告，{result.figures} 个数字"
    if result.read:
        said += f"；新读 {len(result.read)} 份文件"
    if result.warnings:
        said += f"；{len(result.warnings)} 处需要注意，见上"
    return said


def build(folders: Folders, keep: int = KEPT_VERSIONS) -> BuildResult:
    """Publish what the folders hold, unless it is already in service.

    Raises InvalidData for mistakes in the data files, PublishFailed when no valid file could be written;
    the last published version then stays in service.
    """
    try:
        return _build(folders, PublishedFolder(folders.published), keep)
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        raise PublishFailed(
            f"没有写成新的数据文件（{error}）；请检查 {folders.published} 所在磁盘的空间和权限，再运行一次。"
            "上一版仍在使用"
        ) from error


def _build(folders: Folders, published: PublishedFolder, keep: int) -> BuildResult:
    problems = Problems()
    data = load_data(folders.data, problems)
    documents, warnings = documents_at_hand(data, folders.reports)
    engine = engine_version(folders.data)
    inputs = _inputs(folders, documents, engine)
    in_service = published.current()
    if in_service and published.intact_version(inputs) == in_service:
        return BuildResult(in_service, unchanged=True, warnings=warnings)
    with published.lock():
        if version := published.intact_version(inputs):  # an earlier version, or another build's just now
            published.point_to(version)
            return BuildResult(version, unchanged=False, warnings=warnings)
        assembly = Assembly(data, dict(documents), published.cache, engine, problems, warnings=warnings)
        with published.workshop() as workshop:
            counts = assembly.write(workshop / "new.duckdb", inputs)
            if _inputs(folders, documents, engine) != inputs:
                raise PublishFailed("构建期间 data/ 里的文件有改动，请再运行一次；上一版仍在使用")
            version = published.put(workshop / "new.duckdb", inputs, datetime.now().date())
        published.point_to(version)
        published.prune(keep)
        forget_other_engines(published.cache, engine)
    return BuildResult(version, False, counts["report"], counts["figure"], assembly.read, warnings)


def documents_at_hand(data: Data, folder: Path) -> tuple[dict[str, DocumentAtHand], list[str]]:
    """Return the reports' documents in the folder by report id, and what is amiss with the others."""
    found, warnings = {}, []
    for report in data.reports.values():
        try:
            document = find_document(folder, report.report_id, report.document)
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


def _inputs(folders: Folders, documents: dict[str, DocumentAtHand], engine: str) -> str:
    return content_hash(folders.data, {name: d.sha256 for name, d in documents.items()}, engine)
