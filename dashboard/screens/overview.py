"""The overview: how much there is, the best covered indicator of each theme, the latest reports.

A selection of a few agencies gets a profile each instead: all their numbers against the year before.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say, words
from dashboard.comparability import before_of, year_on_year
from dashboard.drawing.bars import show_bars
from dashboard.drawing.marks import marks_of
from dashboard.drawing.stacked import stacked_bars
from dashboard.frame import nothing_here, page_title, show_cards, show_rows, show_table
from dashboard.links import open_theme_page
from dashboard.numbers import marked, percent, plain
from dashboard.opened import selection_key
from dashboard.queries import year_on_year as rows_with_year_before
from dashboard.queries.offer import agencies_telling
from dashboard.queries.overview import counts, marks_by_indicator
from dashboard.queries.reports import reports
from dashboard.records import records
from dashboard.screens.overview_charts import CHART_THEMES, ThemeChart, theme_charts
from dashboard.screens.report_list import show_reports
from dashboard.take_away import Picture, offer_data, offer_table
from dashboard.view import View, current_view

MOST_PROFILES = 3


def overview_page() -> None:
    view = current_view()
    page_title(view, "总览")
    size = counts(view.published, view.filters)
    if not size["reports"]:
        nothing_here(view, "报告")
        return
    _counts_row(size)
    if size["agencies_reporting"] <= MOST_PROFILES:
        _profiles(view)
    else:
        held = marks_by_indicator(view.published, view.filters)
        _theme_charts(view, held)
        _tables(view, held)


def _tables(view: View, held: pd.DataFrame) -> None:
    """What lies below the charts: each table is made when it is opened."""
    reporting = int((held["agencies"] > 0).sum())
    tables = {
        "list_indicators": (f"各指标有数字的机构（{reporting}个指标）", lambda: _indicator_table(view, held)),
        "list_reports": ("最近的报告", lambda: _report_table(view)),
    }
    for key, (title, draw) in tables.items():
        box = st.expander(say.escaped(title), key=key, on_change="rerun", bind="query-params")
        if box.open:
            with box:
                draw()


def _counts_row(held: dict[str, int]) -> None:
    cards = (
        ("机构", f"{plain(held['agencies_reporting'])}个", f"{held['provinces']}个省（区、市）"),
        ("报告", f"{plain(held['reports'])}份", f"其中{plain(held['full_reports'])}份已读全文"),
        ("数字", f"{plain(held['figures'])}个", f"其中{plain(held['without_indicator'])}个不属任何指标"),
        (
            "人工核对",
            percent(held["reviewed"], held["figures"]),
            f"{plain(held['reviewed'])}个数字已逐一核对",
        ),
    )
    show_cards(cards)


def _theme_charts(view: View, held: pd.DataFrame) -> None:
    """Of each theme the indicator and year that put most 可比 figures beside each other."""
    columns = st.columns(len(CHART_THEMES), gap="medium")
    for column, (theme, indicator, chart) in zip(columns, theme_charts(view, held), strict=True):
        with column:
            if chart is None:
                of_theme = tuple(held.loc[held["theme"] == theme, "indicator"])
                telling = partial(agencies_telling, view.published, indicators=of_theme)
                nothing_here(view, f"{words.THEMES[theme]}类数字", count=telling)
            else:
                _show_theme_chart(view, theme, indicator, chart)


def _show_theme_chart(view: View, theme: str, indicator: str, chart: ThemeChart) -> None:
    say.subheader(chart.title)
    show_bars(chart.bars, f"overview-{indicator}")
    say.caption(chart.caption)
    with st.container(horizontal=True):
        st.button(
            say.escaped(f"到“{words.THEMES[theme]}”页"),
            on_click=open_theme_page,
            args=(theme, indicator),
            key=f"to-{theme}",
        )
        draw = partial(stacked_bars, chart.panels, view.mode)
        offer_data(view, chart.marks, f"总览-{chart.name}-{chart.when}", Picture(draw, chart.title))


def indicator_table(found: pd.DataFrame) -> pd.DataFrame:
    """How many agencies tell each indicator, in the order of `found`."""
    return pd.DataFrame(
        {
            "主题": found["theme"].map(words.THEMES),
            "指标": found["name_zh"],
            "机构数": found["agencies"],
            "数字": found["marks"],
        }
    )


def _indicator_table(view: View, held: pd.DataFrame) -> None:
    found = held.sort_values("agencies", ascending=False, kind="stable")
    table = indicator_table(found)
    greatest = int(table["机构数"].max()) or 1
    key = selection_key("table-indicators")
    st.caption("点选一行，到该指标的主题页")
    show_rows(
        table,
        key=key,
        height=380,
        on_select=lambda: _open_indicator(key, found),
        selection_mode="single-row",
        column_config={
            "机构数": st.column_config.ProgressColumn(
                format="%d", min_value=0, max_value=greatest, color="blue"
            ),
            "数字": st.column_config.NumberColumn(help="可作比较的数字（每机构每年一个）"),
        },
        alt="各指标有数字的机构数",
    )
    offer_table(view, lambda: table, "总览-指标")


def _open_indicator(key: str, found: pd.DataFrame) -> None:
    """Callback: to the theme page of the row that was chosen."""
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        chosen = found.iloc[rows[0]]
        open_theme_page(chosen["theme"], chosen["indicator"])


def _report_table(view: View) -> None:
    st.caption("最近的在前")
    found = reports(view.published, view.filters)
    table = show_reports(found, "机构", "agency", 380, "所选范围内的报告")
    taken = table.assign(来源=found["url"].to_list(), 报告编号=found["report_id"].to_list())
    offer_table(view, lambda: taken, "总览-报告")


def _profiles(view: View) -> None:
    rows = rows_with_year_before(view.published, view.filters)
    if rows.empty:
        nothing_here(view, "可作比较的数字", count=partial(agencies_telling, view.published))
        return
    for agency, of_agency in rows.groupby("agency", sort=False):
        year = int(of_agency["year"].max())
        _profile(view, agency, of_agency[of_agency["year"] == year], year)


def profile_table(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """The numbers of an agency's year, and of the year before where it has any, with the change."""
    marks = marks_of(rows)
    each = records(marks)
    before = [before_of(mark) for mark in each]
    changes = [year_on_year(mark, earlier) for mark, earlier in zip(each, before, strict=True)]
    table = pd.DataFrame(
        {
            "主题": marks["theme"].map(words.THEMES),
            "指标": marks["name_zh"],
            f"{year}年": marks["said"],
            f"{year - 1}年": ["" if b is None else marked(b) for b in before],
            "变化": [c.text if c.verdict.allowed else c.verdict.text for c in changes],
            "限定": marks["limits"],
        }
    )
    return table if any(before) else table.drop(columns=[f"{year - 1}年", "变化"])


def _profile(view: View, agency: str, rows: pd.DataFrame, year: int) -> None:
    """All headline numbers of one agency's latest year against the year before."""
    say.subheader(f"{agency} · {year}年")
    marks = marks_of(rows)
    table = profile_table(rows, year)
    alone = "变化" not in table
    say.caption(
        "点选一行，查看数字出处。" + (f"所选数据中没有{year - 1}年的数字可比，不作同比。" if alone else "")
    )
    show_table(table, marks["ids"], f"profile-{agency}", height="content", alt=f"{agency}{year}年各项数字")
    offer_data(view, marks, f"{agency}-{year}年")
