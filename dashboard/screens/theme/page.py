"""The page of a theme: headline row, then comparison, trend, rates and breakdown of one indicator.

A page file says `theme_page("检查", "inspection")`; everything else is here and in `dashboard.tabs`.
"""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.figure_panel import show_definition
from dashboard.frame import choose_or_first, nothing_here, page_title, show_cards
from dashboard.numbers import amount, plain
from dashboard.queries import middles
from dashboard.queries.offer import marks_by_year, only_in_parts
from dashboard.queries.overview import indicators, marks_by_indicator
from dashboard.queries.parts import parts_in_common
from dashboard.rates import RateDefinition, load_rates
from dashboard.screens.briefing.view import HIDDEN, briefing_asked, briefing_link, show_briefing
from dashboard.screens.theme.choice import Choice, Part, asks_for_less
from dashboard.screens.theme.comparison import comparison
from dashboard.screens.theme.parts import parts_view
from dashboard.screens.theme.rates import rates_view
from dashboard.screens.theme.trend import trends_over_years
from dashboard.summary import summarise
from dashboard.view import View, current_view
from dashboard.yearly import MOST_MARKS, agencies_in, best_year, choose_year, rows_of
from etl.data.rules import data_folder

CARDS = 4
TABS = {"对比": comparison, "趋势": trends_over_years, "比率": rates_view, "构成": parts_view}


def theme_page(title: str, *themes: str) -> None:
    """Draw the page of `themes` (keys of words.THEMES)."""
    view = current_view()
    if briefing_asked():
        with st.container(key=HIDDEN):
            choice = _choose(view, title, themes)
        if choice is not None and not asks_for_less(choice, "简报"):
            show_briefing(choice)
        return
    page_title(view, title)
    choice = _choose(view, title, themes)
    if choice is None:
        return
    for tab, draw in zip(st.tabs(list(TABS), key="tab", bind="query-params"), TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(choice)


def _choose(view: View, title: str, themes: tuple[str, ...]) -> Choice | None:
    """The headline row and what the reader chooses; None where the selection is empty, which it then says."""
    known = indicators(view.published)
    known = known[known["theme"].isin(themes)].set_index("id", drop=False)
    offer = marks_by_year(view.published, view.filters, tuple(known.index))
    if offer.empty:
        nothing_here(view, f"“{title}”的数字")
        return None
    # Left to itself, the year is what shows most agencies well.
    year = choose_year(offer, partial(best_year, offer, _agencies_of_best(view, known)))
    in_time = offer if year is None else offer[offer["year"] == year]
    of_year = (
        in_time.groupby("indicator", sort=False)["agencies"].sum().sort_values(ascending=False, kind="stable")
    )
    carded = of_year.index.tolist()[:CARDS]
    agencies = agencies_in(offer, year)
    if max(agencies.values()) > MOST_MARKS:
        rows = pd.DataFrame({"indicator": []})
        _middles_row(view, year or int(in_time["year"].max()), carded)
    else:
        rows = rows_of(view, year, carded)
        _headline_row([rows[rows["indicator"] == indicator] for indicator in carded])
    in_parts = only_in_parts(view.published, view.filters, tuple(known.index))
    on_offer = list(dict.fromkeys([*of_year.index, *offer["indicator"], *in_parts]))
    indicator, part = _choose_indicator(view, on_offer, known)
    count = agencies.get(indicator, 0)
    return Choice(view, known.loc[indicator].to_dict(), year, part, _rates_of(known), rows, count)


def _rates_of(known: pd.DataFrame) -> tuple[RateDefinition, ...]:
    """The rates into which an indicator of the page enters."""
    defined = load_rates(data_folder()).values()
    return tuple(rate for rate in defined if {rate.numerator, rate.denominator} & set(known.index))


def _agencies_of_best(view: View, known: pd.DataFrame) -> int:
    found = marks_by_indicator(view.published, view.filters)
    return int(found.loc[found["indicator"].isin(known.index), "agencies"].max())


def _headline_row(groups: list[pd.DataFrame]) -> None:
    """The indicators that most agencies report, each with its number and how it moved."""
    summaries = [summarise(rows) for rows in groups]
    show_cards((s.name, s.number, "；".join(p for p in (s.about, s.change) if p)) for s in summaries)


def _middles_row(view: View, year: int, indicators: list[str]) -> None:
    """The same where there are very many agencies: the middle of those on one basis."""
    found = middles(view.published, replace(view.filters, years=(year,)), indicators)
    show_cards(
        (
            row.name_zh,
            amount(row.median, row.unit, 1),
            f"{year}年中位数 · {plain(row.agencies)}个机构（本机关、全年）",
        )
        for row in found.itertuples()
    )


def _choose_indicator(view: View, on_offer: list[str], known: pd.DataFrame) -> tuple[str, Part | None]:
    """The indicator of the page, those with most agencies first on offer, and of it the whole or one part."""
    names = {indicator: known.loc[indicator, "name_zh"] for indicator in on_offer}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choose_or_first("指标", on_offer, "indicator", width=340, format_func=names.get)
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
        briefing_link()
    return chosen, parts.get(part)
