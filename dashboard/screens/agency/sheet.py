"""One agency on paper: its years side by side, the indicators told longest as charts, what it discloses."""

from dataclasses import replace

import pandas as pd

from dashboard.address import Asked, BadAddress
from dashboard.data.store import Published
from dashboard.drawing.marks import mark_breaks, marks_of, mixture_caption
from dashboard.exported import export_table
from dashboard.office.model import Plot, Sheet
from dashboard.queries import Filters, coverage, headlines
from dashboard.queries.overview import agency_names
from dashboard.screens.agency.briefing import briefing_points, briefing_title, fullest_year
from dashboard.screens.agency.choice import MOST_OFFERED, first_agency, of_agency
from dashboard.screens.agency.years import years_grid, years_of
from dashboard.screens.briefing.content import LINES, Drawn
from dashboard.screens.briefing.sheet import cited, plot_of
from dashboard.screens.paper import definitions_of, sheet_on, table_of_grid
from dashboard.screens.theme.asked import view_asked
from dashboard.take_away import selection
from dashboard.view import View

MOST_YEARS, MOST_PLOTS = 5, 2


def agency_asked(published: Published, asked: Asked) -> tuple[View, str]:
    """The agency that an address names, else the one that its page takes. Raises BadAddress."""
    view = view_asked(published, asked)
    named = list(asked.get("who", ()))[-1:]
    if not named:
        offered = agency_names(published, replace(view.filters, agencies=()), MOST_OFFERED)
        named = [first_agency(published, view.filters, offered)] if offered else []
    if not named or not agency_names(published, Filters(agencies=tuple(named)), 1):
        raise BadAddress(f"数据中没有机构“{named[0]}”" if named else "所选范围内没有机构")
    return view, named[0]


def agency_sheet(view: View, agency: str, link: str = "") -> Sheet:
    """The page of an agency as a sheet. Raises BadAddress where nothing stands for a whole."""
    filters = of_agency(view.filters, agency)
    marks = headlines(view.published, filters)
    if marks.empty:
        raise BadAddress(f"{agency}没有能代表全部的数字")
    year = fullest_year(marks)
    of_year = marks[marks["year"] == year]
    cells = coverage(view.published, filters)
    shown = years_of(cells)[-MOST_YEARS:]
    grid = years_grid(marks[marks["year"].isin(shown)], cells[cells["year"].isin(shown)], agency)
    left = "" if len(shown) == len(years_of(cells)) else f"（{shown[0]}年以前的见机构页）"
    return sheet_on(
        view,
        marks["report_id"],
        lambda: export_table(marks),
        link,
        title=briefing_title(agency, marks, year),
        subject=f"{agency} · {year}年",
        points=tuple(briefing_points(view, agency, filters, marks, year)),
        verdict="各年能否相比逐项判断，见“比上年”一列；不同指标不相比较",
        selection=selection(replace(view, filters=filters)),
        plots=_plots(marks),
        tables=(table_of_grid(grid, f"{agency}各年数字{left}"),),
        cited=cited(view, of_year["figure_ids"]),
        definitions=definitions_of(view, of_year["indicator"]),
    )


def _plots(marks: pd.DataFrame) -> tuple[Plot, ...]:
    """The indicators with most years, each on an axis of its own: their units are not alike."""
    years = marks.groupby("indicator", sort=False)["year"].nunique()
    longest = years[years > 1].sort_values(ascending=False, kind="stable").index[:MOST_PLOTS]
    return tuple(_plot(marks[marks["indicator"] == indicator]) for indicator in longest)


def _plot(rows: pd.DataFrame) -> Plot:
    drawn = mark_breaks(marks_of(rows))
    title = f"{rows['name_zh'].iloc[0]} · {rows['year'].min()}–{rows['year'].max()}年"
    return plot_of(Drawn("lines", LINES, title, drawn, mixture_caption(drawn, hollow=True)))
