"""Published versions: see what a new one would change, put it into service, put an earlier one back."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from etl.ledger.connect import Ledger
from etl.ledger.published import ledger_reports
from etl.published.errors import PublishFailed
from etl.published.schema import VERSION
from etl.publishing.build import Folders, failures_named, gather, keep_versions, make, switch
from etl.publishing.difference import Change, FigureChange, compare
from etl.publishing.history import Entry, entries, record
from etl.publishing.losses import losses, superseded
from etl.publishing.publish import KEPT_PREPARED, PublishedFolder, is_intact, read_meta


@dataclass(frozen=True)
class Version:
    """One published file. `title` is what someone called it; `who` and `since`: who put it into service
    last, and when (UTC). `reports` and `figures` are 0 where the file cannot be opened."""

    name: str
    built_at: str
    reports: int
    figures: int
    intact: bool
    in_service: bool
    title: str = ""
    who: str = ""
    since: str = ""


@dataclass(frozen=True)
class Preview:
    """A version made and checked, not in service. `against`: the version it was compared with, "" for none.

    `changes` by indicator; `figures` the first SHOWN of them one by one. `unchanged`: it is in service.
    `losses`: what the last build had and this one lacks; it is not published unless someone says so.
    """

    path: Path
    against: str
    unchanged: bool
    changes: list[Change] = field(default_factory=list)
    figures: list[FigureChange] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)


def prepare(folders: Folders, *, ledger: Ledger | None = None, unreviewed: bool = False) -> Preview:
    """Make and check the next version without putting it into service; compare it with the one that is.

    Raises InvalidData, PublishFailed, LedgerUnavailable.
    """
    published = PublishedFolder(folders.published)
    with failures_named(folders), ledger_reports(ledger, unreviewed) as reports:
        inputs, gone = gather(folders, reports), losses(published, reports)
        inputs.warnings += superseded(published, reports)
        with published.lock():
            current = published.current()
            old = current if current and is_intact(current) else None
            kept = published.intact_version(inputs.hash) or published.prepared.intact_version(inputs.hash)
            if kept is None:
                published.prepared.folder.mkdir(exist_ok=True)
                kept = make(inputs, published, published.prepared).version
                published.prepared.prune(KEPT_PREPARED)
            if kept == old:
                return Preview(kept, kept.name, unchanged=True, warnings=inputs.warnings, losses=gone)
            changes, figures = compare(old, kept)
    against = old.name if old else ""
    return Preview(kept, against, False, changes, figures, inputs.warnings, gone)


def publish(
    folders: Folders, preview: Preview, who: str, title: str = "", without_ledger: bool = False
) -> Version:
    """Put exactly the previewed version into service, in one step; `without_ledger`: whatever it lacks.

    Raises PublishFailed where it lacks something, someone has published another one since, or the file is
    gone or damaged.
    """
    if preview.losses and not without_ledger:
        raise PublishFailed(f"{'；'.join(preview.losses)}；没有发布，上一版仍在使用")
    published = PublishedFolder(folders.published)
    with failures_named(folders), published.lock():
        current = published.current()
        if (current.name if current and preview.against else "") != preview.against:
            raise PublishFailed("预览之后已有人发布了另一版，请重新预览，看过变化再发布")
        if not is_intact(preview.path):
            raise PublishFailed("预览的数据文件已不在或已损坏，请重新预览；上一版仍在使用")
        version = preview.path
        if version.parent != published.folder:
            version = published.put(version, _content_hash(version), datetime.now().date())
        switch(published, version, "publish", who, title)
        published.prune(keep_versions())
    return next(each for each in list_versions(folders) if each.in_service)


def put_back(folders: Folders, name: str, who: str) -> Version:
    """Put an earlier version into service again, until the next build with something new.

    Raises PublishFailed where it is damaged, unknown, or from a program that wrote another format.
    """
    published = PublishedFolder(folders.published)
    with failures_named(folders), published.lock():
        version = published.folder / name
        if Path(name).name != name or version.suffix != ".duckdb" or not version.is_file():
            raise PublishFailed(f"没有版本 {name}；请用 python -m etl versions 查看现有的版本")
        if not is_intact(version):
            raise PublishFailed(f"版本 {name} 已损坏，不能启用；请另选一个")
        if read_meta(version).get("schema_version") != VERSION:
            raise PublishFailed(f"版本 {name} 是另一版本的程序写成的，格式不同，不能启用；请另选一个")
        if version != published.current():
            switch(published, version, "rollback", who)
    return next(each for each in list_versions(folders) if each.in_service)


def name_version(folders: Folders, name: str, who: str, title: str) -> None:
    """Call a version something else, or nothing. Raises PublishFailed where there is no such version."""
    published = PublishedFolder(folders.published)
    with failures_named(folders), published.lock():
        current = published.current()
        if Path(name).name != name or not (published.folder / name).is_file():
            raise PublishFailed(f"没有版本 {name}；请用 python -m etl versions 查看现有的版本")
        record(published.folder, Entry("name", name, current.name if current else "", who, title))


def list_versions(folders: Folders) -> list[Version]:
    """All versions that are kept, the latest made first."""
    published = PublishedFolder(folders.published)
    current = published.current()
    last = {entry.version: entry for entry in entries(published.folder) if entry.action != "name"}
    titles = {
        entry.version: entry.title
        for entry in entries(published.folder)
        if entry.title or entry.action == "name"
    }
    found = []
    for path in published.folder.glob("*.duckdb"):
        intact = is_intact(path)
        meta = read_meta(path) if intact else {}
        entry = last.get(path.name)
        found.append(
            Version(
                path.name, meta.get("built_at", ""), int(meta.get("report_count", 0)),
                int(meta.get("figure_count", 0)), intact, path == current, titles.get(path.name, ""),
                entry.who if entry else "", entry.at if entry else "",
            )
        )  # fmt: skip
    return sorted(found, key=lambda version: (version.built_at, version.name), reverse=True)


def _content_hash(version: Path) -> str:
    return read_meta(version)["content_hash"]
