"""The page of a theme: headline row, then comparison, trend, rates and breakdown of one indicator.

A page file says `theme_page("检查", "inspection")`; everything else is here and in `dashboard.tabs`.
"""

import pandas as pd
import streamlit as st

from dashboard.figure_panel import show_definition
from dashboard.frame import nothing_here, page_title, show_cards
from dashboard.queries.offer import marks_by_year, only_in_parts
from dashboard.queries.overview import indicators, marks_by_indicator
from dashboard.queries.parts import parts_in_common
from dashboard.rates import RateDefinition, load_rates
from dashboard.summary import summarise
from dashboard.tabs.choice import Choice, Part
from dashboard.tabs.comparison import comparison
from dashboard.tabs.parts import parts_view
from dashboard.tabs.rates import rates_view
from dashboard.tabs.trend import trends_over_years
from dashboard.view import View, current_view
from dashboard.yearly import best_year, rows_of

CARDS = 4
LATEST = "最近一年"
TABS = {"对比": comparison, "趋势": trends_over_years, "比率": rates_view, "构成": parts_view}


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
    year = _choose_year(offer, _agencies_of_best(view, known))
    in_time = offer if year is None else offer[offer["year"] == year]
    of_year = (
        in_time.groupby("indicator", sort=False)["agencies"].sum().sort_values(ascending=False, kind="stable")
    )
    carded = of_year.index.tolist()[:CARDS]
    rows = rows_of(view, year, carded)
    _headline_row([rows[rows["indicator"] == indicator] for indicator in carded])
    in_parts = only_in_parts(view.published, view.filters, tuple(known.index))
    on_offer = list(dict.fromkeys([*of_year.index, *offer["indicator"], *in_parts]))
    indicator, part = _choose_indicator(view, on_offer, known)
    choice = Choice(view, known.loc[indicator].to_dict(), year, part, _rates_of(known), rows)
    for tab, draw in zip(st.tabs(list(TABS), key="tab", bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(choice)


def _rates_of(known: pd.DataFrame) -> tuple[RateDefinition, ...]:
    """The rates into which an indicator of the page enters."""
    return tuple(r for r in load_rates().values() if {r.numerator, r.denominator} & set(known.index))


def _agencies_of_best(view: View, known: pd.DataFrame) -> int:
    found = marks_by_indicator(view.published, view.filters)
    return int(found.loc[found["indicator"].isin(known.index), "agencies"].max())


def _choose_year(offer: pd.DataFrame, agencies: int) -> int | None:
    """The year of the page, None for each agency's latest: by default what shows most agencies well."""
    years = sorted(offer["year"].unique().tolist(), reverse=True)
    if len(years) == 1:
        return int(years[0])
    best = best_year(offer, agencies)
    default = LATEST if best is None else f"{best}年"
    chosen = st.segmented_control(
        "年度",
        [LATEST, *(f"{year}年" for year in years)],
        default=default,
        required=True,
        key="year",
        bind="query-params",
        label_visibility="collapsed",
    )
    return None if chosen == LATEST else int(chosen.removesuffix("年"))


def _headline_row(groups: list[pd.DataFrame]) -> None:
    """The indicators that most agencies report, each with its number and how it moved."""
    summaries = [summarise(rows) for rows in groups]
    show_cards((s.name, s.number, "；".join(p for p in (s.about, s.change) if p)) for s in summaries)


def _choose_indicator(view: View, on_offer: list[str], known: pd.DataFrame) -> tuple[str, Part | None]:
    """The indicator of the page, those with most agencies first on offer, and of it the whole or one part."""
    names = {indicator: known.loc[indicator, "name_zh"] for indicator in on_offer}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "指标", on_offer, format_func=names.get, key="indicator", bind="query-params", width=340
        )
        common = parts_in_common(view.published, view.filters, chosen)
        parts = {row.name: Part(row.dimension, row.name, row.agencies) for row in common.itertuples()}
        part = None
        if parts:
            part = st.selectbox(
                "总数或分项",
                list(parts),
                index=None,
                key="part",
                bind="query-params",
                width=220,
                placeholder="总数",
                help="有些机构只给出分项（如在网站公开的条数）。同一分项之间可以相互比较。",
            )
        with st.popover("指标定义"):
            show_definition(known.loc[chosen].to_dict())
    return chosen, parts.get(part)
