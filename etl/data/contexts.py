"""What someone has entered about reports, from a CSV like data/reports.csv."""

import csv
from dataclasses import fields
from pathlib import Path
from typing import Any

from etl.engine.errors import InvalidData
from etl.engine.model import ReportContext


def known_contexts(path: Path) -> dict[str, dict]:
    """Return the fields of ReportContext that the CSV gives, by report_id.

    Columns may be missing and cells empty; other columns are ignored. InvalidData names file and line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidData(f"{path}：读不出来（{error}），请给出 UTF-8 编码的 CSV 文件") from error
    if not rows or "report_id" not in rows[0]:
        raise InvalidData(f"{path} 第 1 行：没有 report_id 列或没有内容，请按 data/reports.csv 的表头填写")
    return {row["report_id"]: _known(row, f"{path} 第 {line} 行") for line, row in enumerate(rows, start=2)}


def _known(row: dict[str, str], where: str) -> dict:
    known: dict[str, Any] = {each.name: row[each.name] for each in fields(ReportContext) if row.get(each.name)}
    if "year" in known:
        if not known["year"].isdecimal():
            raise InvalidData(f"{where}：year 应是四位年份，而不是“{known['year']}”")
        known["year"] = int(known["year"])
    return known
