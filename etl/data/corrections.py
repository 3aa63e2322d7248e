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

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from etl.data.csvfile import Line
from etl.data.problems import Problems
from etl.data.rows import FigureRow, messages

NAME = "corrections.yml"
_REQUIRED = ("report_id", "where", "expect", "reason", "by", "date")
_KNOWN = {*_REQUIRED, "change", "drop"}


def load_corrections(folder: Path, reports: set[str], problems: Problems) -> list[dict[str, Any]]:
    """The corrections, those that are not well formed or for no figures file noted and left out."""
    path = folder / NAME
    if not path.is_file():
        return []
    try:
        stored = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.add(path, None, f"不是合格的 YAML（{str(error).splitlines()[0]}），请改正")
        return []
    if not isinstance(stored, list) or not all(isinstance(each, dict) for each in stored):
        problems.add(path, None, "应是一个列表，每条以 - report_id: 开头，请改正")
        return []
    well_formed = []
    for number, correction in enumerate(stored, 1):
        if fault := _fault(correction, reports):
            problems.add(path, None, f"第 {number} 条（{correction.get('report_id')}）{fault}")
        else:
            well_formed.append(correction | {"number": number})
    return well_formed


def corrected(
    folder: Path, corrections: list[dict[str, Any]], lines: list[Line[FigureRow]], problems: Problems
) -> list[Line[FigureRow]]:
    """The lines of one figures file with its corrections applied; what does not fit is noted."""
    for correction in corrections:
        lines, fault = _apply(correction, lines)
        if fault:
            name = f"第 {correction['number']} 条（{correction['report_id']}）"
            problems.add(folder / NAME, None, name + fault)
    return lines


def _fault(correction: dict[str, Any], reports: set[str]) -> str:
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
    if correction["report_id"] not in reports:
        return "没有这份报告的数字文件，请改正 report_id 或删去这条"
    return ""


def _apply(correction: dict[str, Any], lines: list[Line[FigureRow]]) -> tuple[list[Line[FigureRow]], str]:
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
