"""Agencies side by side: which may be compared on an indicator, and the grid that says so. Pure.

A row is an indicator, a column an agency, the last column the verdict. Bars are drawn only between marks that
may be compared; a mark of another scope, period or campaign stands beside them with its badge and no bar.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard import words
from dashboard.comparability import REASON_TEXT, badges, stand_together
from dashboard.drawing.grid import Cell, Column, Grid, Row
from dashboard.drawing.marks import joined_ids
from dashboard.links import agency_address
from dashboard.numbers import amount, plain, quoted
from dashboard.records import records
from dashboard.sentences import plainly

EMPTY_TEXT = {
    "partial": "只有分项",
    "not_disclosed": "未披露",
    "unknown": "未知",
    "no_report": "无报告",
    "hidden": "被筛选隐去",
}
EMPTY_TITLE = {
    "not_disclosed": "读了报告全文，没有找到这一项",
    "unknown": "只读到报告摘录，不知道全文有没有这一项",
    "no_report": "没有这一年的报告",
    "hidden": "有数字，但不合筛选栏的条件",
}
_BEST_STATE = ("value", "zero", "partial", "not_disclosed", "unknown", "no_report")


@dataclass(frozen=True)
class Comparison:
    """May the marks of one indicator be compared? `alike` are the agencies that may, `text` says why not."""

    alike: tuple[str, ...]
    text: str


def compare(marks: list[dict], names: dict[str, str]) -> Comparison:
    """What may be said of the marks of one indicator, one an agency; `names` are the short names."""
    if len(marks) < 2:
        return Comparison((), "只有一个有数字" if marks else "")
    standing = stand_together(marks)
    if len(standing.group) < 2:
        return Comparison((), standing.of_all.sentence)
    group = standing.members(marks)
    alike = tuple(mark["agency"] for mark in group)
    counted = f"{len(alike)}个" if len(group) < len(marks) else ""
    parts = [f"{counted}{standing.verdict.word}，{_spread(group)}", *filter(None, [standing.verdict.text])]
    for place, (mark, verdict) in enumerate(zip(marks, standing.each, strict=True)):
        if place not in standing.group:
            parts.append(f"{names[mark['agency']]}{verdict.sentence}")
    return Comparison(alike, "。".join(parts))


def side_by_side(
    marks: pd.DataFrame,
    states: pd.DataFrame,
    agencies: list[str],
    names: dict[str, str],
    colours: dict[str, str],
    year: int | None,
) -> tuple[Grid, list[str]]:
    """The grid, and the names of the indicators of which none of the agencies has a figure.

    `marks`: rows of `queries.headlines`, one an agency and indicator. `states`: rows of `queries.coverage` of
    the same agencies and years, all indicators. `year` is empty where each mark is of its agency's latest
    year. Agencies keep the order given.
    """
    of = {(m["indicator"], m["agency"]): m for m in records(marks)}
    rows, silent, theme = [], [], ""
    for (indicator, name_zh, row_theme), cells in states.groupby(
        ["indicator", "name_zh", "theme"], sort=False
    ):
        state = _states(cells)
        if all(s["state"] not in ("value", "zero", "partial") for s in state.values()):
            silent.append(name_zh)
            continue
        if row_theme != theme:
            theme = row_theme
            rows.append(Row(words.THEMES.get(theme, theme)))
        found = [of[indicator, agency] for agency in agencies if (indicator, agency) in of]
        rows.append(_row(name_zh, found, state, agencies, names, colours, year is not None))
    columns = tuple(
        Column(names[agency], "", agency, colours[agency], agency_address(agency)) for agency in agencies
    )
    columns += (Column("可比吗"),)
    corner = f"指标（{year}年）" if year else "指标（各自最近一年）"
    grid = Grid("机构对比", columns, tuple(rows), corner, wide=True, height=900)
    return grid, silent


def _row(
    name: str,
    found: list[dict],
    state: dict[str, dict],
    agencies: list[str],
    names: dict[str, str],
    colours: dict[str, str],
    one_year: bool,
) -> Row:
    verdict = compare(found, names)
    greatest = max((float(m["value"]) for m in found if m["agency"] in verdict.alike), default=0.0)
    cells = []
    for agency in agencies:
        mark = next((m for m in found if m["agency"] == agency), None)
        if mark is None:
            cells.append(empty_cell(state[agency]))
            continue
        share = float(mark["value"]) / greatest if greatest and agency in verdict.alike else 0.0
        cells.append(mark_cell(mark, share, colours[agency], one_year))
    return Row(name, (*cells, Cell(verdict.text, "verdict")))


def mark_cell(mark: dict, share: float, colour: str, one_year: bool) -> Cell:
    """A mark as printed with what limits it; `share` of the greatest comparable value makes its bar."""
    found = badges(mark)
    chips = [(badge.text, badge.meaning) for badge in found]
    if not one_year:
        chips.insert(0, (f"{mark['year']}年", "这个数字的年份"))
    said = plainly(mark)
    return Cell(
        said,
        "zero" if float(mark["value"]) == 0 else "value",
        joined_ids(mark["figure_ids"]),
        title=f"{mark['agency']}：报告原文 {quoted(mark)}",
        chips=tuple(chips),
        bar=share,
        colour=colour,
    )


def _states(cells: pd.DataFrame) -> dict[str, dict]:
    """The most telling state of each agency (of several years: value before partial before nothing)."""
    found: dict[str, dict] = {}
    for cell in records(cells):
        before = found.get(cell["agency"])
        if before is None or _BEST_STATE.index(cell["state"]) <= _BEST_STATE.index(before["state"]):
            found[cell["agency"]] = cell
    return found


def empty_cell(state: dict) -> Cell:
    """A cell without a mark: what is known of it, from a row of `queries.coverage`."""
    kind = "hidden" if state["state"] in ("value", "zero") else state["state"]
    ids = joined_ids(state["figure_ids"]) if kind == "partial" else ""
    reason = REASON_TEXT.get(state["reason"], "") if kind == "partial" else ""
    return Cell(reason or EMPTY_TEXT[kind], kind, ids, title=EMPTY_TITLE.get(kind, "点开看各个数字"))


def _spread(group: list[dict]) -> str:
    """How far comparable marks lie apart: a difference for two, how many times for more."""
    values = [float(mark["value"]) for mark in group]
    low, high = min(values), max(values)
    if low == high:
        return "相同" if len(group) == 2 else "都相同"
    units = {mark["unit"] for mark in group}
    unit = units.pop() if len(units) == 1 else ""
    about = "约" if any(mark["approx"] != "exact" for mark in group) else ""
    apart = (
        f"相差{about}{'个百分点'.join([plain(high - low), '']) if unit == '%' else amount(high - low, unit)}"
    )
    times = f"{about}{plain(high / low, 1)}倍" if low > 0 and unit != "%" and high / low >= 1.1 else ""
    if len(group) == 2:
        return apart + (f"（{times}）" if times else "")
    return f"最大为最小的{times}" if times else apart
