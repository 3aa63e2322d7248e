"""The page of a theme: headline row, then comparison, trend, rates and breakdown of one indicator.

A page file says `theme_page("检查", "inspection")`; everything else is here and in `dashboard.tabs`.
"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import words
from dashboard.figure_panel import show_definition
from dashboard.frame import metric_card, nothing_here, page_title
from dashboard.queries import year_on_year
from dashboard.queries.offer import fullest_year, marks_by_year
from dashboard.queries.overview import indicators
from dashboard.summary import summarise
from dashboard.tabs.choice import Choice
from dashboard.tabs.comparison import comparison
from dashboard.tabs.parts import parts_view
from dashboard.tabs.trend import trends_over_years
from dashboard.view import current_view

CARDS = 4
TABS = {"对比": comparison, "趋势": trends_over_years, "构成": parts_view}


def theme_page(title: str, *themes: str) -> None:
    """Draw the page of `themes` (keys of words.THEMES)."""
    view = current_view()
    page_title(view, title)
    known = indicators(view.published)
    known = known[known["theme"].isin(themes)].set_index("id", drop=False)
    offer = marks_by_year(view.published, view.filters, tuple(known.index))
    if offer.empty:
        nothing_here(view, f"“{title}”的数字")
        return
    year = _choose_year(offer)
    of_year = offer[offer["year"] == year].sort_values("agencies", ascending=False, kind="stable")
    in_year = replace(view.filters, years=(year,))
    carded = of_year["indicator"].tolist()[:CARDS]
    rows = year_on_year(view.published, in_year, tuple(carded))
    _headline_row([rows[rows["indicator"] == indicator] for indicator in carded])
    indicator = _choose_indicator(of_year, known)
    if indicator not in carded:
        rows = year_on_year(view.published, in_year, (indicator,))
    chosen_rows = rows[rows["indicator"] == indicator].reset_index(drop=True)
    choice = Choice(view, known.loc[indicator].to_dict(), year, chosen_rows)
    for tab, draw in zip(st.tabs(list(TABS), key="tab", bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(choice)


def _choose_year(offer: pd.DataFrame) -> int:
    """The year of the page: by default the one of which most agencies have figures."""
    agencies = offer.groupby("year")["agencies"].max()
    years = sorted(agencies.index, reverse=True)
    if len(years) == 1:
        return int(years[0])
    return st.segmented_control(
        "年度",
        years,
        default=fullest_year(offer),
        required=True,
        key="year",
        bind="query-params",
        format_func=lambda year: f"{year}年",
        label_visibility="collapsed",
    )


def _headline_row(groups: list[pd.DataFrame]) -> None:
    """The indicators that most agencies report, each with its number and how it moved."""
    for column, rows in zip(st.columns(CARDS), groups, strict=False):
        summary = summarise(rows)
        with column:
            metric_card(summary.name, summary.number, summary.change, summary.about)


def _choose_indicator(of_year: pd.DataFrame, known: pd.DataFrame) -> str:
    """The indicator of the page, those with most agencies first on offer; its definition beside it."""
    count = dict(zip(of_year["indicator"], of_year["agencies"], strict=True))
    names = {i: f"{known.loc[i, 'name_zh']}（{count[i]}个机构）" for i in count}
    if known["theme"].nunique() > 1:
        names = {i: f"{words.THEMES[known.loc[i, 'theme']]} · {name}" for i, name in names.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "指标", list(names), format_func=names.get, key="indicator", bind="query-params", width=420
        )
        with st.popover("指标定义"):
            show_definition(known.loc[chosen].to_dict())
    return chosen
