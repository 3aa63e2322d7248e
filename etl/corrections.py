"""Corrections of published CSV files, as data: each says why, and what it expects to find.

data/corrections.yml is a list of

    report_id: meishan-2024
    where:   {start: "120"}              # cells that tell the one line that is meant
    expect:  {indicator: inspections}    # what the file says now and should not
    change:  {indicator: penalties}      # or  drop: true
    reason:  为什么改，给后来的人看
    by:      谁
    date:    2026-11-20

The guard is the point: once the file itself is repaired, `expect` no longer holds, and the correction
must be taken out rather than be applied to something that it was not made for.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from etl.csvfile import Line
from etl.problems import Problems
from etl.rows import FigureRow, messages

NAME = "corrections.yml"
_REQUIRED = ("report_id", "where", "expect", "reason", "by", "date")
_KNOWN = {*_REQUIRED, "change", "drop"}


def corrected(folder: Path, report_id: str, lines: list[Line], problems: Problems) -> list[Line]:
    """The lines of a report's figures file with the corrections applied; mistakes are noted."""
    path = folder / NAME
    if not path.is_file():
        return lines
    for number, correction in enumerate(_load(path, path.stat().st_mtime_ns), 1):
        if not isinstance(correction, dict) or correction.get("report_id") != report_id:
            continue
        fault = _fault(correction)
        if not fault:
            lines, fault = _apply(correction, lines)
        if fault:
            problems.add(path, None, f"第 {number} 条（{report_id}）{fault}")
    return lines


def check_corrections(folder: Path, reports: set[str], problems: Problems) -> None:
    """Note what is wrong with the file as a whole: not a list, or for reports without figures."""
    path = folder / NAME
    if not path.is_file():
        return
    try:
        stored = _load(path, path.stat().st_mtime_ns)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.add(path, None, f"不是合格的 YAML（{str(error).splitlines()[0]}），请改正")
        return
    for number, correction in enumerate(stored, 1):
        name = correction.get("report_id") if isinstance(correction, dict) else None
        if name not in reports:
            problems.add(path, None, f"第 {number} 条：没有报告 {name} 的数字文件，请改正 report_id 或删去")


@cache
def _load(path: Path, _changed: int) -> list[Any]:
    stored = yaml.safe_load(path.read_text(encoding="utf-8"))
    return stored if isinstance(stored, list) else []


def _fault(correction: dict[str, Any]) -> str:
    absent = [name for name in _REQUIRED if not correction.get(name)]
    unknown = sorted(set(correction) - _KNOWN)
    cells = [correction.get(name) or {} for name in ("where", "expect", "change")]
    columns = sorted({name for each in cells for name in each} - set(FigureRow.model_fields))
    if absent:
        return f"缺少 {'、'.join(absent)}，请补上"
    if unknown or columns:
        return f"有不认识的名称 {'、'.join(unknown + columns)}，请改正"
    if bool(correction.get("change")) == bool(correction.get("drop")):
        return "change 与 drop 要写且只写一个"
    return ""


def _apply(correction: dict[str, Any], lines: list[Line]) -> tuple[list[Line], str]:
    meant = [line for line in lines if _holds(line, correction["where"])]
    if len(meant) != 1:
        return lines, f"where 找到 {len(meant)} 行，应恰好 1 行，请写得更明确"
    line = meant[0]
    if not _holds(line, correction["expect"]):
        return lines, f"expect 不再成立（第 {line.number} 行）：来源可能已改正，请核对后删去这条更正"
    if correction.get("drop"):
        return [each for each in lines if each is not line], ""
    changed = line.cells | {name: str(value) for name, value in correction["change"].items()}
    changed["rule"] = f"更正：{correction['reason']}"
    try:
        row = FigureRow.model_validate(changed)
    except ValidationError as error:
        return lines, f"改后不合规则：{'；'.join(messages(error))}"
    return [Line(each.number, changed, row) if each is line else each for each in lines], ""


def _holds(line: Line, cells: dict[str, Any]) -> bool:
    return all(line.cells.get(name) == str(value) for name, value in cells.items())
