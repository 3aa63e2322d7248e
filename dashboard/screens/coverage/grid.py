"""The grid of who discloses what: cells of `queries.coverage` made into a grid. Pure."""

import pandas as pd

from dashboard.comparability import REASON_TEXT, STATE_TEXT
from dashboard.drawing.grid import Cell, Column, Grid, Row
from dashboard.drawing.marks import joined_ids
from dashboard.links import agency_address
from dashboard.numbers import amount, is_missing, plain, quoted
from dashboard.records import records

SIGNS = {"partial": "◐", "not_disclosed": "—", "unknown": "?", "no_report": "·"}
LEGEND = (
    ("value", "123 有数值"),
    ("zero", "0 明确为零"),
    *((state, f"{sign} {STATE_TEXT[state]}") for state, sign in SIGNS.items()),
)
_APPROXIMATE = {"at_least": "≥", "about": "≈", "at_most": "≤"}
DISCLOSED = ("value", "zero", "partial")


def coverage_grid(
    cells: pd.DataFrame, across: str, columns: dict, names: dict[str, str], label: str, corner: str
) -> Grid:
    """Rows are the agencies of `cells` in their order, columns the values of the column `across`.

    `columns` gives each value of `across` its Column, in the order to show; `names` the short names.
    """
    rows = []
    for agency, own in cells.groupby("agency", sort=False):
        by_column = {cell[across]: cell for cell in records(own)}
        shown = [by_column[value] for value in columns]
        told = sum(cell["state"] in DISCLOSED for cell in shown)
        shown_cells = tuple(coverage_cell(cell) for cell in shown)
        count = f"{told}/{len(shown)}"
        rows.append(Row(names[agency], shown_cells, count, agency, agency_address(agency)))
    return Grid(
        label,
        tuple(columns.values()),
        tuple(rows),
        corner,
        legend=LEGEND,
        height=900,
        newest_last=across == "year",
    )


def coverage_cell(cell: dict) -> Cell:
    """One cell: a short number or the sign of its state; what it is exactly stands in its title."""
    state = cell["state"]
    where = f"{cell['agency']} · {cell['name_zh']} · {cell['year']}年："
    if state in ("value", "zero"):
        said = quoted(cell) if "printed" in cell else ""
        return Cell(short_number(cell), state, joined_ids(cell["figure_ids"]), title=where + said)
    reason = f"（{REASON_TEXT[cell['reason']]}）" if state == "partial" else ""
    ids = joined_ids(cell["figure_ids"]) if state == "partial" else ""
    return Cell(SIGNS[state], state, ids, title=where + STATE_TEXT[state] + reason)


def short_number(cell: dict) -> str:
    """A value in few characters: 2,754, 1.3万, ≥220, 262万元; its unit stands over the column."""
    value, unit = cell["value"], cell["unit"]
    sign = _APPROXIMATE.get(cell["approx"], "")
    if unit == "元":
        return sign + amount(value, unit, 1)
    number = plain(value / 10_000, 1) + "万" if abs(value) >= 10_000 else plain(value, 1)
    high = cell.get("value_high")
    tail = "" if high is None or is_missing(high) or high == value else "–" + plain(high, 1)
    return sign + number + tail + ("%" if unit == "%" else "")


def state_counts_text(counts: dict) -> str:
    """Counts of the states in words, those that occur: 有数值 12，未披露 3，无报告 90."""
    parts = [f"{STATE_TEXT[state]} {int(counts[state])}" for state in STATE_TEXT if counts.get(state)]
    return "，".join(parts)


def disclosed(counts: dict | None) -> int:
    """How many cells of counted states tell something, if only in parts."""
    return sum(int(counts.get(state, 0)) for state in DISCLOSED) if counts else 0


def column_of(head: str, counts: dict | None, reporting: int, unit: str = "") -> Column:
    """A column head with how many of the agencies that have a report tell this."""
    counts = counts or {"unknown": 0}
    told = disclosed(counts)
    title = f"{head}" + (f"（{unit}）" if unit else "") + f"：{state_counts_text(counts) or '没有机构披露'}"
    return Column(head, f"{told}/{reporting}", title)
