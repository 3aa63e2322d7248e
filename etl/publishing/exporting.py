"""What was reviewed in the ledger as files below data/, to be kept in git."""

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path, PurePath

from etl.data.csvfile import read_lines
from etl.data.problems import Problems
from etl.data.rows import AgencyRow, FigureRow, ReportRow, Row
from etl.engine.records import plain
from etl.ledger import Ledger
from etl.ledger.errors import InvalidDecision, UnknownReport
from etl.ledger.items import Report, Review
from etl.ledger.metadata import agency_row, report_row
from etl.ledger.published import reviewed_figure
from etl.ledger.reports import list_reports, original_file
from etl.ledger.review import open_review


@dataclass
class Exported:
    """What was written, and what was left out and why."""

    reports: list[str] = field(default_factory=list)
    figures: int = 0
    left_out: list[str] = field(default_factory=list)


def export_figures(
    ledger: Ledger, folder: Path, names: Iterable[str] = (), documents: Path | None = None
) -> Exported:
    """Write the completely reviewed reports (or the named ones among them) below `folder`.

    Each gets its figures file and its line of reports.csv, and of agencies.csv where that has none. A
    report with undecided figures is left out: a figures file says that its figures are all there are.
    Files are replaced whole, in one step each. Raises UnknownReport, and InvalidData for a CSV that cannot
    be read.
    """
    current = {report.report_id: report for report in list_reports(ledger)}
    unknown = [name for name in names if name not in current]
    if unknown:
        raise UnknownReport(f"台账中没有报告 {'、'.join(unknown)}")
    done, registered = Exported(), {}
    for name in sorted(names or current):
        report = current[name]
        if report.missing or report.reviewed < report.figures:
            lacks = "、".join(report.missing) or f"还有 {report.figures - report.reviewed} 个数字没有核对"
            done.left_out.append(f"{name}：{lacks}，没有写出")
            continue
        registered[name] = _export(ledger, open_review(ledger, report.id), folder, documents, done)
    _merge(folder / "agencies.csv", AgencyRow, "agency", _agencies(current, registered), keep=True)
    _merge(folder / "reports.csv", ReportRow, "report_id", registered, keep=False)
    return done


def _export(ledger: Ledger, review: Review, folder: Path, documents: Path | None, done: Exported) -> dict:
    report = review.report
    rows = []
    for item in review.items:
        if item.status == "reviewed":
            try:
                rows.append(_cells(reviewed_figure(item, report.report_id)))
            except InvalidDecision as error:
                done.left_out.append(f"{report.report_id}：{error}，没有写出这个数字")
    path = folder / "figures" / f"{report.report_id}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, FigureRow, rows)
    done.reports.append(report.report_id)
    done.figures += len(rows)
    name, content = original_file(ledger, report.id)
    name = f"{report.report_id}{PurePath(name).suffix.lower()}"
    if documents:
        documents.mkdir(parents=True, exist_ok=True)
        _replace(documents / name, content)
    return _cells(report_row(report.known, report.report_id, name, sha256(content).hexdigest()))


def _agencies(current: dict[str, Report], registered: dict[str, dict]) -> dict[str, dict]:
    rows = [agency_row(current[name].known) for name in registered]
    return {row.agency: _cells(row) for row in rows}


def _merge(path: Path, schema: type[Row], key: str, rows: dict[str, dict], keep: bool) -> None:
    """Put rows into a CSV file, in place of those of the same key; `keep` leaves what is there alone."""
    if not rows:
        return
    problems = Problems()
    there = [line.cells for line in read_lines(path, schema, problems)] if path.exists() else []
    problems.raise_if_any()
    known = {cells[key] for cells in there}
    merged = [rows.get(cells[key], cells) if not keep else cells for cells in there]
    merged += [cells for name, cells in rows.items() if name not in known]
    if merged != there:
        _write(path, schema, merged)


def _cells(row: Row) -> dict[str, str]:
    cells = row.model_dump()
    return {name: _cell(value) for name, value in cells.items()}


def _cell(value: object) -> str:
    if value is None:
        return ""
    return plain(value) if isinstance(value, Decimal) else str(value)


def _write(path: Path, schema: type[Row], rows: list[dict[str, str]]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, schema.model_fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    _replace(path, stream.getvalue().encode())


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
