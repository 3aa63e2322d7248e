"""What the ledger gives to a build: its current reports as rows of the published tables."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from etl.data.datafiles import Data
from etl.data.rows import AgencyRow, FigureRow, ReportRow
from etl.ledger.connect import Ledger
from etl.ledger.errors import InvalidDecision
from etl.ledger.fold import fold
from etl.ledger.identity import Identity, identity
from etl.ledger.intake import text_sha256
from etl.ledger.items import Decision, Item, Report
from etl.ledger.metadata import agency_row, label_of, report_row
from etl.ledger.rowsof import REPORTS, read_decisions, read_found, read_text, report_of
from etl.ledger.schema import extractions, reports
from etl.ledger.soundness import check, damaged
from etl.ledger.states import dump, figure_of
from etl.ledger.validate import figure_row
from etl.published.figurerows import extracted_rows, fits, reviewed_rows, sentence_span


@dataclass
class LedgerReports:
    """The reports of a ledger that are to be published, as they are in one moment.

    A report is left out while something is missing that it cannot be published without, or while nobody
    has looked at its figures and `unreviewed` is not said. `warnings` names what is left out.
    """

    connection: Connection
    address: str
    unreviewed: bool
    chosen: list[Report] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def choose(self, data: Data) -> None:
        """Decide which reports are published.

        Figures of data/figures stand, complete as they are, until the ledger's review is complete, too.
        """
        incomplete, unseen, standing, newer = [], [], [], []
        for report, latest in standing_versions(self.connection):
            if report.id != latest.id:
                newer.append(latest)
            if report.missing:
                incomplete.append(report)
            elif report.reviewed < report.figures and report.report_id in data.figure_files:
                standing.append(report)
            elif report.figures > report.reviewed == 0 and not self.unreviewed:
                unseen.append(report)
            else:
                self.chosen.append(report)
        self._warn(incomplete, "份报告的信息还不完整", "没有发布；请在导入页补充")
        self._warn(
            unseen, "份报告还没有人核对", "没有发布；要发布，请选“未核对的数字也发布”（命令加 --unreviewed）"
        )
        self._warn(standing, "份报告还没有核对完", "没有发布；仍发布 data/figures 中的数字")
        self._warn(newer, "份报告的新版还没有核对完", "仍发布已核对的旧版；请在审核页核对新版")

    def fingerprint(self) -> str:
        """A hash of all that decides what is published; "" where nothing is."""
        if not self.chosen:
            return ""
        latest = select(extractions.c.report, func.max(extractions.c.id)).group_by(extractions.c.report)
        found = dict(self.connection.execute(latest).all())
        state = [[r.report_id, r.sha256, r.revision, found[r.id], r.known] for r in self.chosen]
        return hashlib.sha256(dump([self.unreviewed, state]).encode()).hexdigest()

    def identity(self) -> Identity:
        """Which ledger this is, and how much it holds."""
        return identity(self.connection)

    def agencies(self) -> dict[str, AgencyRow]:
        """The agencies of the reports, each as the report imported last says."""
        by_import = sorted(self.chosen, key=lambda report: report.id)
        return {report.known["agency"]: agency_row(report.known) for report in by_import}

    def rows(self) -> Iterator[tuple[ReportRow, list[dict[str, Any]]]]:
        """Each report with the published rows of its figures, in order of place."""
        for report in self.chosen:
            text = read_text(self.connection, report.sha256)
            if text_sha256(text) != report.sha256:
                raise damaged(self.address, f"报告 {report.report_id} 的文字与导入时不同")
            found = read_found(self.connection, report.id)
            items = fold(found, read_decisions(self.connection, report.id))
            row = report_row(self._known(report, items), report.report_id)
            yield row, self._figures(report, row, items, text)

    def _known(self, report: Report, items: list[Item]) -> dict[str, Any]:
        """What is missing from a report of which only a part is published was not "not disclosed"."""
        partly = not self.unreviewed and any(item.status == "extracted" for item in items)
        return report.known | ({"extent": "excerpt"} if partly else {})

    def _figures(self, report: Report, row: ReportRow, items: list[Item], text: str) -> list[dict[str, Any]]:
        reviewed, seen = [], [item for item in items if item.status == "reviewed"]
        for item in seen:
            try:
                reviewed.append(reviewed_figure(item, report.report_id))
            except InvalidDecision as error:
                self.warnings.append(f"台账报告 {report.report_id} 的{error}；未发布，请在审核页修改")
        rows = list(reviewed_rows(row, reviewed, text))
        if self.unreviewed:
            new = [item for item in items if item.status == "extracted"]
            figures = [figure_of(item.fields, sentence_span(text, item.start, item.end)) for item in new]
            rows += extracted_rows(row, [figure for figure in figures if fits(figure)], text)
        rows.sort(key=lambda each: each["start_offset"])
        return [each | {"ordinal": ordinal} for ordinal, each in enumerate(rows, 1)]

    def _warn(self, left_out: list[Report], what: str, remedy: str) -> None:
        if left_out:
            example = label_of(left_out[0])
            self.warnings.append(f"台账中有 {len(left_out)} {what}（如“{example}”），{remedy}")


def standing_versions(connection: Connection) -> list[tuple[Report, Report]]:
    """Of each report the version that is published, and the latest, by name, the withdrawn aside.

    An older one stands until as large a part of a newer one is reviewed, and nothing is missing from that.
    """
    versions: dict[str, list[Report]] = {}
    for row in connection.execute(REPORTS.where(~reports.c.withdrawn).order_by(reports.c.id)):
        versions.setdefault(row.report_id, []).append(report_of(row))
    return [
        (
            max(versions[name], key=lambda each: (not each.missing, share_reviewed(each), each.id)),
            versions[name][-1],
        )
        for name in sorted(versions)
    ]


def share_reviewed(report: Report) -> float:
    """The part of its figures that someone has reviewed; none of none."""
    return report.reviewed / report.figures if report.figures else 0.0


def reviewed_figure(item: Item, report_id: str) -> FigureRow:
    """The line of data/figures that a reviewed numeral makes. Raises InvalidDecision."""
    return figure_row(item.fields, report_id, _decided(item).at[:10])


def _decided(item: Item) -> Decision:
    if item.decision is None:
        raise InvalidDecision(f"数字“{item.fields['printed']}”没有人核对过")
    return item.decision


@contextmanager
def ledger_reports(ledger: Ledger | None, unreviewed: bool) -> Iterator[LedgerReports | None]:
    """The ledger's part of a build, in one moment; None without a ledger.

    Raises LedgerUnavailable where it is damaged: nothing is to be made from it.
    """
    if ledger is None:
        yield None
        return
    with ledger.reading() as connection:
        check(connection, ledger.address)
        yield LedgerReports(connection, ledger.address, unreviewed)
