"""What the last build had and this one lacks: a ledger that is gone is not left out without a word."""

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.ledger import Ledger, ledger_at_hand, open_ledger
from etl.ledger.errors import LedgerUnavailable
from etl.ledger.identity import Identity
from etl.ledger.published import LedgerReports
from etl.publishing.history import entries
from etl.publishing.publish import PublishedFolder, read_meta, reports_in

_VERSIONS = "ledger_versions"  # JSON: the version by report_id, where it is not the first
_KEYS = ("ledger", "ledger_first", "ledger_reports", "ledger_decisions")


@dataclass(frozen=True)
class Had:
    """The ledger of which a version was made: where it was, and what it held then."""

    address: str
    identity: Identity

    def __str__(self) -> str:
        return f"台账 {self.address}（{self.identity.reports} 份报告、{self.identity.decisions} 个决定）"


def meta_of(reports: LedgerReports | None) -> dict[str, str]:
    """What a version keeps in its table meta of the ledger that it is made from; nothing of an empty one."""
    identity = reports.identity() if reports else None
    if not reports or not identity or not identity.reports:
        return {}
    said = (reports.address, identity.first, identity.reports, identity.decisions)
    versions = json.dumps(
        {report.report_id: report.version for report in reports.chosen if report.version > 1}
    )
    return dict(zip(_KEYS, map(str, said), strict=True)) | {_VERSIONS: versions}


def superseded(published: PublishedFolder, reports: LedgerReports | None) -> list[str]:
    """Which reports are published in another version than in service now, a sentence each."""
    current = published.current()
    if reports is None or current is None:
        return []
    try:
        before = dict.fromkeys(reports_in(current), 1) | json.loads(read_meta(current).get(_VERSIONS, "{}"))
    except duckdb.Error:  # damaged: who looks at it is told elsewhere
        return []
    return [
        f"报告 {report.report_id} 改用第 {report.version} 版（{report.file_name}），"
        f"取代第 {before[report.report_id]} 版"
        for report in reports.chosen
        if report.version != before.get(report.report_id, report.version)
    ]


def last_ledger(published: PublishedFolder) -> Had | None:
    """The ledger of the version that was published last, None where that was made without one.

    Who put an earlier version back has not said that the ledger may be gone.
    """
    made = sorted(published.folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime)
    told = [entry.version for entry in entries(published.folder) if entry.action == "publish"]
    latest = {name: place for place, name in enumerate([*(path.name for path in made), *told])}
    for version in sorted(made, key=lambda path: latest[path.name], reverse=True):
        try:
            return _had(version)
        except duckdb.Error:  # damaged, or of another program: the one before says it
            continue
    return None


def losses(published: PublishedFolder, reports: LedgerReports | None) -> list[str]:
    """What is missing, a sentence each that names it; empty where nothing is."""
    had = last_ledger(published)
    if had is None:
        return []
    now = reports.identity() if reports else None
    if not reports or now is None:
        return [f"上一版用过{had}，现在没有找到它"]
    if now.first != had.identity.first:
        return [f"上一版用过{had}，现在的台账 {reports.address} 不是它（有 {now.reports} 份报告）"]
    fewer = had.identity.reports - now.reports, had.identity.decisions - now.decisions
    if max(fewer) > 0:
        gone = [f"{max(0, n)} {what}" for n, what in zip(fewer, ("份报告", "个决定"), strict=True) if n > 0]
        return [f"台账 {reports.address} 比上一版发布时少了 {'、'.join(gone)}（恢复过较早的备份？）"]
    return []


def working_ledger() -> Ledger:
    """The ledger of the environment, to read and to write; made where there never was one.

    Raises LedgerUnavailable, and makes none, where the last build had one that is not there any more.
    """
    ledger = ledger_at_hand()
    if ledger is None and (had := last_ledger(PublishedFolder.from_environment())):
        raise LedgerUnavailable(
            f"上一版用过{had}，现在没有找到它，没有另建新的；请放回原处或恢复备份"
            "（python -m etl restore-ledger）；要从空台账开始，请先运行 python -m etl build --without-ledger"
        )
    return ledger or open_ledger()


def _had(version: Path) -> Had | None:
    found = read_meta(version)
    if _KEYS[0] not in found:
        return None
    address, first, reports, decisions = (found[key] for key in _KEYS)
    return Had(address, Identity(first, int(reports), int(decisions)))
