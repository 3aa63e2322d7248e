"""Put a new file together: every report's figures, checked against its document where that is at hand."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from etl.data.csvfile import ValidLine
from etl.data.datafiles import Data, read_figures
from etl.data.problems import Problems
from etl.data.rows import FigureRow, ReportRow
from etl.data.rules import rulebook
from etl.engine.model import ReportContext
from etl.ledger.metadata import identity
from etl.ledger.published import LedgerReports
from etl.ledger.registered import Registered
from etl.published.database import Writer, check
from etl.published.definitions import Definitions
from etl.published.derived import steps
from etl.published.errors import PublishFailed
from etl.published.figurerows import extracted_rows, fits, reviewed_rows
from etl.publishing.documents import DocumentAtHand, Job, Reading, cache_file, read_in_order
from etl.publishing.from_lake import pour
from etl.publishing.located import located
from etl.publishing.losses import meta_of
from etl.scaling.reports import LakeReports


@dataclass
class Assembly:
    """One build under way. `read` and `warnings` tell afterwards what was read and what was left out."""

    data: Data
    documents: dict[str, DocumentAtHand]
    cache: Path
    engine: str
    problems: Problems
    read: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    ledger: LedgerReports | None = None
    lake: LakeReports | None = None

    def write(self, path: Path, inputs: str) -> dict[str, int]:
        """Write and check the new file; return how many rows its main tables hold.

        Raises InvalidData with all mistakes in the data files, PublishFailed when the file breaks a rule.
        """
        check_hashes(self.data, self.documents, self.problems)
        from_ledger = self._make_room_for_the_ledger()
        reports = []
        with closing(self._readings()) as readings:
            begun = list(islice(readings, 1))  # processes are copied before DuckDB has threads of its own
            writer = Writer(path, path.with_name("spill"))
            writer.add_definitions(self.data)
            for report, reading in chain(begun, readings):
                rows, has_document = self._figures(report, reading)
                if rows is None:
                    continue
                reports.append((report, has_document))
                if not self.problems.count:
                    writer.add_figures(rows)
        for report, rows in from_ledger:
            reports.append((report, True))
            writer.add_figures(rows)
        self.problems.raise_if_any()
        writer.add_reports(reports)
        written = {"agency": len(self.data.agencies), "report": len(reports)}
        if self.lake:
            self._pour(writer, self.lake, [report for report, _ in reports], written)
        writer.finish_figures()
        for fill in steps(Definitions(self.data.folder)).values():
            fill(writer.connection)
        written["figure"] = writer.figures
        writer.add_meta(self._meta(inputs, written))
        writer.close()
        check(path, written)
        return written

    def _pour(
        self, writer: Writer, lake: LakeReports, reports: list[ReportRow], written: dict[str, int]
    ) -> None:
        known = {
            same: row for row in self.data.reports.values() if (same := identity(row.model_dump(mode="json")))
        }
        poured = pour(writer, lake, Registered(self.data.agencies, known, self.data.folder), reports)
        written["agency"] += poured.agencies
        written["report"] += poured.reports
        self.warnings += poured.warnings

    def _make_room_for_the_ledger(self) -> Iterator[tuple[ReportRow, list[dict[str, Any]]]]:
        """The ledger's reports with their rows; they take the place of those of the same name in data/."""
        if self.ledger is None:
            return iter(())
        names = {report.report_id for report in self.ledger.chosen}
        reports = {name: report for name, report in self.data.reports.items() if name not in names}
        agencies = self.ledger.agencies() | self.data.agencies
        self.data = replace(self.data, reports=reports, agencies=agencies)
        self.documents = {name: each for name, each in self.documents.items() if name not in names}
        return self.ledger.rows()

    def _readings(self) -> Generator[tuple[ReportRow, Reading | None], None, None]:
        """Each report with what its document says, None where none can be read; one at a time."""
        reports = iter(self.data.reports.values())
        jobs = (job for report in self.data.reports.values() if (job := self._job(report)))
        for job, reading, is_new in read_in_order(jobs, rulebook(self.data.folder)):
            while (report := next(reports)).report_id != job.report_id:
                yield report, None
            if is_new:
                self.read.append(job.report_id)
            if isinstance(reading, str):
                self.warnings.append(reading)
            yield report, None if isinstance(reading, str) else reading
        for report in reports:
            yield report, None

    def _job(self, report: ReportRow) -> Job | None:
        """What is to be read of a report; None where no document is at hand, or its agency is not known."""
        document = self.documents.get(report.report_id)
        if document is None or report.agency not in self.data.agencies:
            return None  # the latter is noted already
        context = None if report.report_id in self.data.figure_files else self._context(report)
        kept = cache_file(self.cache, self.engine, document, context)
        return Job(report.report_id, document.path, context, kept)

    def _context(self, report: ReportRow) -> ReportContext:
        agency = self.data.agencies[report.agency]
        return ReportContext(
            agency=report.agency,
            kind=report.kind,
            year=report.year,
            period_start=report.period_start.isoformat(),
            period_end=report.period_end.isoformat(),
            level=agency.level,
            province=agency.province,
            city=agency.city,
            district=agency.district,
            title=report.title,
        )

    def _figures(self, report: ReportRow, reading: Reading | None) -> tuple[list | None, bool]:
        """Return a report's published rows and whether its document was read; None: nobody has read it.

        Reviewed figures are complete: what extraction finds besides is not added to them.
        """
        name = report.report_id
        self.warnings += (
            [f"{self.documents[name].path}：{said}" for said in reading.warnings] if reading else []
        )
        if name in self.data.figure_files:
            lines = read_figures(self.data, name, self.problems)
            figures, places = [line.row for line in lines], None
            if reading and self.documents[name].fetched:
                places = located(figures, reading.text)
            elif reading:
                check_offsets(self.data.figure_files[name], lines, reading.text, self.problems)
            text = reading.text if reading else None
            return list(reviewed_rows(report, figures, text, places)), reading is not None
        if reading is None:
            # Published as read, it would make the dashboard say "not disclosed".
            self.warnings.append(f"报告 {name} 既没有已核对的 CSV，也没有可读的文件，未发布")
            return None, False
        return self._extracted(report, reading), True

    def _extracted(self, report: ReportRow, reading: Reading) -> list:
        for figure in reading.figures:
            if reading.text[figure.start : figure.end] != figure.printed:
                raise PublishFailed(
                    f"程序在 {report.report_id} 中找出的“{figure.printed}”与原文位置 {figure.start} 不符，"
                    "这是程序的错误，请连同文件报告；上一版仍在使用"
                )
            if not fits(figure):
                self.warnings.append(f"报告 {report.report_id} 中的“{figure.printed}”数值过大，未发布")
        return list(extracted_rows(report, [f for f in reading.figures if fits(f)], reading.text))

    def _meta(self, inputs: str, written: dict[str, int]) -> dict[str, str]:
        return {
            "content_hash": inputs,
            "engine_version": self.engine,
            "stamp": self.data.stamp,
            "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
            **{f"{table}_count": str(count) for table, count in written.items()},
            **meta_of(self.ledger),
            **({"lake": self.lake.lake.place.address} if self.lake else {}),
        }


def check_hashes(data: Data, documents: dict[str, DocumentAtHand], problems: Problems) -> None:
    """Note each document that is not the one its report was registered with, and drop it."""
    path = data.folder / "reports.csv"
    for report_id, document in list(documents.items()):
        expected = data.reports[report_id].sha256
        if expected and expected != document.sha256 and not document.fetched:
            problems.add(
                path,
                data.report_lines[report_id],
                f"{document.path} 的 SHA-256 应为 {expected}，实为 {document.sha256}；请放回登记时的文件，"
                "若确是新版，请改 sha256 并重新核对这份报告的数字",
            )
            del documents[report_id]


def check_offsets(path: Path, lines: list[ValidLine[FigureRow]], text: str, problems: Problems) -> None:
    """Note each figure that the document does not have where the CSV says it is."""
    for line in lines:
        start, end, printed = line.row.start, line.row.end, line.row.printed
        if start is None or end is None:
            continue
        if end > len(text):
            problems.add(path, line.number, f"end={end} 超出文件长度 {len(text)}，请核对 start 和 end")
        elif text[start:end] != printed:
            problems.add(
                path, line.number, f"位置 {start} 处应为“{printed}”，文件中是“{text[start:end]}”，请核对"
            )
