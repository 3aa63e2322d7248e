"""Agencies side by side on paper: what may be compared as charts, an indicator each, and the page's grid as a
table, an agency a column, the verdict the last."""

from dataclasses import replace

import pandas as pd

from dashboard.address import Asked, BadAddress
from dashboard.data.store import Published
from dashboard.drawing.marks import marks_of
from dashboard.exported import export_table
from dashboard.office.model import Plot, Sheet
from dashboard.queries import Filters, headlines
from dashboard.queries.most_telling import years_told
from dashboard.queries.overview import agency_names, indicators
from dashboard.queries.reports import reports_by_id
from dashboard.records import records
from dashboard.screens.briefing.content import BARS, Drawn
from dashboard.screens.briefing.sheet import cited, plot_of
from dashboard.screens.compare.compared import FEWEST, MOST, Compared, compared, default_agencies
from dashboard.screens.compare.side_by_side import Comparison, compare
from dashboard.screens.compare.verdicts import shared_year
from dashboard.screens.paper import table_of_grid
from dashboard.screens.theme.asked import view_asked, year_asked
from dashboard.take_away import selection, source_line, workbook_sheets
from dashboard.yearly import when_text

MOST_PLOTS = 3


def compared_asked(published: Published, asked: Asked) -> Compared:
    """What an address asks of the page of comparison. Raises BadAddress."""
    view = view_asked(published, asked)
    named = list(asked.get("with", ())) or default_agencies(view)
    known = agency_names(published, Filters(agencies=tuple(named)), len(named)) if named else []
    if unknown := [name for name in named if name not in known]:
        raise BadAddress(f"数据中没有机构“{unknown[0]}”")
    if not FEWEST <= len(named) <= MOST:
        raise BadAddress(f"对比要{FEWEST}到{MOST}个机构，用 with 说出")
    filters = replace(view.filters, agencies=tuple(named), divisions=(), levels=(), trades=())
    told = years_told(published, filters)
    if told.empty:
        raise BadAddress("所选范围内没有这几个机构的数字")
    return compared(view, named, year_asked(asked, told, lambda: shared_year(headlines(published, filters))))


def sheet_of_comparison(found: Compared, link: str = "") -> Sheet:
    """The comparison as a sheet."""
    view, marks = found.view, found.marks
    reports = reports_by_id(view.published, marks["report_id"])
    names = [column.title for column in found.grid.columns if column.title]
    known = indicators(view.published).set_index("id")
    shown = [known.loc[indicator] for indicator in dict.fromkeys(marks["indicator"])]
    silent = f"这几个机构都没有数字的指标（{len(found.silent)}个）：{'、'.join(found.silent)}。"
    return Sheet(
        title=f"{'、'.join(names)}：{found.said}",
        subject=f"机构对比 · {when_text(found.year)}",
        points=(silent,) if found.silent else (),
        verdict="可比性逐项判断，见各图下的说明和表的最后一列",
        selection=selection(replace(view, filters=replace(view.filters, agencies=tuple(names)))),
        source=source_line(reports, view.published.name),
        version=view.published.name.removesuffix(".duckdb"),
        plots=plots_of(found),
        tables=(table_of_grid(found.grid),),
        cited=cited(view, marks["figure_ids"]),
        definitions=tuple((row["name_zh"], row["definition"]) for row in shown),
        stamp=view.published.stamp,
        link=link,
        books=lambda: workbook_sheets(view, export_table(marks)),
    )


def plots_of(found: Compared) -> tuple[Plot, ...]:
    """The indicators by which most of the agencies may be compared, each on an axis of its own: units differ.
    Bars are of those that may be compared alone, in the order of the agencies."""
    names = {column.title: column.head for column in found.grid.columns if column.title}
    judged = [
        (rows, compare(records(rows), names)) for _, rows in found.marks.groupby("indicator", sort=False)
    ]
    may = sorted((one for one in judged if one[1].alike), key=lambda one: -len(one[1].alike))
    return tuple(_plot(rows, verdict, names) for rows, verdict in may[:MOST_PLOTS])


def _plot(rows: pd.DataFrame, verdict: Comparison, names: dict[str, str]) -> Plot:
    place = {agency: number for number, agency in enumerate(names)}
    alike = rows[rows["agency"].isin(verdict.alike)]
    marks = marks_of(alike.sort_values("agency", key=lambda column: column.map(place)), names)
    title = f"{rows['name_zh'].iloc[0]} · {when_text(int(rows['year'].iloc[0]))}"
    title = title if rows["year"].nunique() == 1 else rows["name_zh"].iloc[0]
    return plot_of(Drawn("bars", BARS, title, marks, f"{verdict.text}。"))
