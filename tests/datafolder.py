"""Small invented data folders that a test can write, change and build from."""

import csv
import hashlib
import shutil
from pathlib import Path

from etl.data.rows import AgencyRow, FigureRow, ReportRow
from etl.publishing.build import Folders

REPOSITORY = Path(__file__).resolve().parent.parent
INVENTED = REPOSITORY / "tests" / "documents"

CITY = {
    "agency": "云岭市应急管理局",
    "adcode": "991200",
    "province": "云河省",
    "city": "云岭市",
    "level": "city",
    "trade": "应急管理",
}
DISTRICT = CITY | {
    "agency": "云岭市青禾区应急管理局",
    "adcode": "991203",
    "district": "青禾区",
    "level": "district",
}
REPORT = {
    "report_id": "yunling-2024",
    "agency": CITY["agency"],
    "title": "云岭市应急管理局2024年度法治政府建设情况报告",
    "kind": "rule_of_law",
    "year": "2024",
    "period_start": "2024-01-01",
    "period_end": "2024-12-31",
    "published": "2025-01-20",
    "extent": "full",
    "url": "https://yunling.example.cn/2024.html",
}
FIGURE = {
    "report_id": "yunling-2024",
    "printed": "120家次",
    "value": "120",
    "approx": "exact",
    "unit": "家次",
    "indicator": "inspections",
    "label": "检查企业",
    "measure": "level",
    "scope": "own",
    "status": "reviewed",
    "checked": "2026-11-20",
}


class DataFolder:
    """`data` and `reports` below a folder; two agencies, and as many reports as a test adds."""

    def __init__(self, root: Path) -> None:
        self.folders = Folders(root / "data", root / "reports", root / "published")
        self.data, self.reports = self.folders.data, self.folders.reports
        (self.data / "figures").mkdir(parents=True)
        copy_rules(self.data)
        self.reports.mkdir()
        self.agencies, self.report_rows = [CITY, DISTRICT], []
        self.write_lists()

    def add_report(self, report_id: str, text: str | None = None, **fields: str) -> None:
        """Register a report, with its document where `text` is given."""
        row = REPORT | {"report_id": report_id, "title": f"{report_id} 年度报告"} | fields
        if text is not None:
            row |= {"document": f"{report_id}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
            (self.reports / f"{report_id}.txt").write_text(text, encoding="utf-8")
        self.report_rows = [r for r in self.report_rows if r["report_id"] != report_id] + [row]
        self.write_lists()

    def add_figures(self, report_id: str, *figures: dict[str, str]) -> None:
        """Write the reviewed figures of a report; a figure's `start` gives its `end`."""
        rows = [FIGURE | {"report_id": report_id} | figure for figure in figures]
        for row in rows:
            row.setdefault("whole", _whole(row, rows))
            if row.get("start") and "end" not in row:
                row["end"] = str(int(row["start"]) + len(row["printed"]))
        _write(self.data / "figures" / f"{report_id}.csv", FigureRow, rows)

    def write_lists(self) -> None:
        """Write agencies.csv and reports.csv from `agencies` and `report_rows`."""
        _write(self.data / "agencies.csv", AgencyRow, self.agencies)
        _write(self.data / "reports.csv", ReportRow, self.report_rows)


def copy_rules(data: Path) -> None:
    """Copy the repository's rules, without its agencies, reports and figures, into a data folder."""
    for rules in ("indicators", "lexicon", "tables", "derivation", "rates", "review"):
        shutil.copytree(REPOSITORY / "data" / rules, data / rules)
    for rules in ("divisions.csv", "trades.yml"):
        shutil.copyfile(REPOSITORY / "data" / rules, data / rules)


def invented_reports(root: Path, beside: Path | None = None) -> Folders:
    """The reports of tests/documents with their reviewed figures, copied below `root`.

    `beside`: a data folder that they are added to, in a copy; alone they bring the repository's rules.
    """
    folders = Folders(root / "data", root / "reports", root / "published")
    shutil.copytree(INVENTED / "reports", folders.reports)
    if beside is None:
        shutil.copytree(INVENTED / "data", folders.data)
        copy_rules(folders.data)
        return folders
    shutil.copytree(beside, folders.data, ignore=shutil.ignore_patterns("published", "reports", "ledger"))
    shutil.copytree(INVENTED / "data/figures", folders.data / "figures", dirs_exist_ok=True)
    for name, schema in (("agencies.csv", AgencyRow), ("reports.csv", ReportRow)):
        rows = [row for folder in (beside, INVENTED / "data") for row in read_rows(folder / name)]
        _write(folders.data / name, schema, rows)
    return folders


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as they stand there."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _whole(row: dict[str, str], rows: list[dict[str, str]]) -> str:
    """The first unlimited figure of an indicator on its basis stands for the whole."""
    limited = any(row.get(name) for name in ("sector", "part", "campaign"))
    if limited or not row["indicator"] or row["measure"] in ("share", "change"):
        return ""
    basis = ("indicator", "scope", "body", "period_start", "period_end")
    taken = [tuple(each.get(name, "") for name in basis) for each in rows if each.get("whole")]
    return "" if tuple(row.get(name, "") for name in basis) in taken else "only"


def _write(path: Path, schema, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, schema.model_fields, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
