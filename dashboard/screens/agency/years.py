"""An agency's years side by side: a row an indicator, a column a year, the change in the last. Pure."""

from dataclasses import dataclass

import pandas as pd

from dashboard import words
from dashboard.comparability import year_on_year
from dashboard.drawing.grid import Cell, Column, Grid, Row
from dashboard.records import records
from dashboard.screens.compare.side_by_side import empty_cell, mark_cell

TOLD = ("value", "zero", "partial")


@dataclass(frozen=True)
class Moved:
    """How many indicators rose, fell and stayed from one year to the next, of those that may be compared."""

    up: int = 0
    down: int = 0
    same: int = 0
    apart: int = 0  # both years are told, but they may not be compared

    @property
    def compared(self) -> int:
        return self.up + self.down + self.same

    @property
    def text(self) -> str:
        """5项可与上年相比：升3、降1、平1；另2项不可比."""
        if not self.compared and not self.apart:
            return "没有可与上年相比的数字"
        ways = (("升", self.up), ("降", self.down), ("平", self.same))
        said = "、".join(f"{way}{number}" for way, number in ways if number)
        compared = f"{self.compared}项可与上年相比" + (f"：{said}" if said else "")
        return compared + (f"；另{self.apart}项不可比" if self.apart else "")


def years_grid(marks: pd.DataFrame, cells: pd.DataFrame, agency: str) -> Grid:
    """The grid of one agency. `marks`: its rows of `queries.headlines`, all years; `cells`: of
    `queries.coverage`, the same years. Indicators that no year tells are left out: see `silent`."""
    of = {(mark["indicator"], mark["year"]): mark for mark in records(marks)}
    years = years_of(cells)
    rows, theme = [], ""
    found: dict[tuple[str, str, str], dict[int, dict]] = {}
    for cell in records(cells):  # once: it costs by the column, not by the row
        found.setdefault((cell["indicator"], cell["name_zh"], cell["theme"]), {})[cell["year"]] = cell
    for (indicator, name, row_theme), state in found.items():
        if not any(cell["state"] in TOLD for cell in state.values()):
            continue
        if row_theme != theme:
            theme = row_theme
            rows.append(Row(words.THEMES.get(theme, theme)))
        shown = [
            mark_cell(of[indicator, year], 0.0, "", one_year=True)
            if (indicator, year) in of
            else empty_cell(state[year])
            for year in years
        ]
        told = [of[indicator, year] for year in years if (indicator, year) in of]
        rows.append(Row(name, (*shown, Cell(_change_text(told), "verdict"))))
    columns = (*(Column(f"{year}年") for year in years), Column("比上年"))
    return Grid(f"{agency}各年数字", columns, tuple(rows), "指标", wide=True, height=900, newest_last=True)


def years_of(cells: pd.DataFrame) -> list[int]:
    """The years of which there is a report or a figure, ascending."""
    known = cells[cells["state"] != "no_report"]
    return [int(year) for year in sorted(known["year"].unique())]


def states_of(cells: pd.DataFrame) -> dict[int, dict[str, list[str]]]:
    """Year -> state -> names of its indicators, in their order; the latest year first."""
    found: dict[int, dict[str, list[str]]] = {year: {} for year in reversed(years_of(cells))}
    for year, state, name in cells[["year", "state", "name_zh"]].itertuples(index=False):
        if year in found:
            found[year].setdefault(state, []).append(name)
    return found


def moved(marks: pd.DataFrame, year: int) -> Moved:
    """How the indicators moved from the year before to `year`."""
    counts = {"up": 0, "down": 0, "same": 0, "apart": 0}
    for _, own in marks.groupby("indicator", sort=False):
        by_year = {mark["year"]: mark for mark in records(own)}
        if year not in by_year or year - 1 not in by_year:
            continue
        change = year_on_year(by_year[year], by_year[year - 1])
        if not change.verdict.allowed or change.difference is None:
            counts["apart"] += 1
        else:
            counts["up" if change.difference > 0 else "down" if change.difference else "same"] += 1
    return Moved(**counts)


def _change_text(told: list[dict]) -> str:
    """The change to the latest year told, with the verdict; that of two years in a row only."""
    if len(told) < 2 or told[-1]["year"] - told[-2]["year"] != 1:
        return "只有一年有数字" if len(told) == 1 else "没有相邻的两年" if told else ""
    change = year_on_year(told[-1], told[-2])
    return f"{change.text}，{change.verdict.sentence}" if change.verdict.allowed else change.verdict.sentence
