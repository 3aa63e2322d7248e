"""The page of a theme: headline row, then comparison, trend, rates and breakdown of one indicator.

A page file says `theme_page("检查", "inspection")`; everything else is here and in the tabs
beside it (tabs.py).
"""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.comparability import reach
from dashboard.figure_panel import show_definition
from dashboard.frame import choose_or_first, nothing_here, page_title, show_cards
from dashboard.numbers import amount, plain
from dashboard.queries import headlines, middles
from dashboard.queries.offer import agencies_telling, marks_by_year, only_in_parts
from dashboard.queries.overview import indicators
from dashboard.queries.parts import marks_of_part, parts_in_common
from dashboard.rates import RateDefinition, load_rates
from dashboard.records import records
from dashboard.screens.briefing.view import HIDDEN, briefing_asked, briefing_link, show_briefing
from dashboard.screens.theme.choice import Choice, Part, asks_for_less
from dashboard.screens.theme.tabs import show_tabs
from dashboard.summary import Summary, summarise
from dashboard.view import View, current_view
from dashboard.yearly import (
    MOST_MARKS,
    Told,
    agencies_in,
    asked_year,
    best_first,
    best_year,
    choose_year,
    rows_of,
    told_in,
)
from etl.data.rules import data_folder

CARDS = 4
HOW_AUTOMATIC = (
    "自动：可比的数字最多的一年；没有两个可比的，或数字多得逐一比较太慢，取机构最多的一年。总览照此取年。"
)


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
    if choice is not None:
        show_tabs(choice)


def _choose(view: View, title: str, themes: tuple[str, ...]) -> Choice | None:
    """The headline row and what the reader chooses; None where the selection is empty, which it then says.

    Left to itself, the page opens on the indicator and year that put most 可比 figures beside each other.
    """
    known = indicators(view.published)
    known = known[known["theme"].isin(themes)].set_index("id", drop=False)
    offer = marks_by_year(view.published, view.filters, tuple(known.index))
    if offer.empty:
        telling = partial(agencies_telling, view.published, indicators=tuple(known.index))
        nothing_here(view, f"“{title}”的数字", count=telling)
        return None
    times, cards, chosen = st.container(), st.container(), st.container()
    told = told_in(view, offer)
    themes_of = {row.id: themes.index(row.theme) for row in known.itertuples()}
    asked = asked_year()
    ranked = best_first(told, themes_of, asked)
    in_parts = only_in_parts(view.published, view.filters, tuple(known.index))
    with chosen:
        indicator, part = _choose_indicator(view, [*(one.indicator for one in ranked), *in_parts], known)
    with times:
        year = choose_year(offer, partial(best_year_of, view, told, indicator, part), HOW_AUTOMATIC)
    agencies = agencies_in(offer, year)
    many = max(agencies.values(), default=0) > MOST_MARKS
    shown = [(one.indicator, one.year) for one in ranked if asked in (None, one.year)][:CARDS]
    with cards:
        (_middles_row if many else _headline_row)(view, shown)
    count = agencies.get(indicator, 0)
    return Choice(view, known.loc[indicator].to_dict(), year, part, _rates_of(known), count)


def best_year_of(view: View, told: list[Told], indicator: str, part: Part | None) -> int | None:
    """The year that shows the indicator, or the part of it, best."""
    if part is None:
        return best_year(told, indicator, partial(_agencies_of_all_years, view, indicator))
    rows = marks_of_part(view.published, view.filters, indicator, part.dimension, part.name)
    of_part = [
        Told(indicator, int(year), reach(records(of_year)), len(of_year))
        for year, of_year in rows.groupby("year")
    ]
    return best_year(of_part, indicator, rows["agency"].nunique)


def _agencies_of_all_years(view: View, indicator: str) -> int:
    return headlines(view.published, view.filters, (indicator,))["agency"].nunique()


def _rates_of(known: pd.DataFrame) -> tuple[RateDefinition, ...]:
    """The rates into which an indicator of the page enters."""
    defined = load_rates(data_folder()).values()
    return tuple(rate for rate in defined if {rate.numerator, rate.denominator} & set(known.index))


def _headline_row(view: View, shown: list[tuple[str, int]]) -> None:
    """Each of these indicators in its year: whose number it is, and how it moved."""
    found = view.published.made(("cards", view.filters, tuple(shown)), lambda: _summaries(view, shown))
    show_cards(
        ((s.name, s.number, "；".join(p for p in (s.about, s.change) if p)) for s in found),
        {name: agency for s in found for name, agency in s.whose.items()},
    )


def _summaries(view: View, shown: list[tuple[str, int]]) -> list[Summary]:
    rows = rows_of(view, [name for name, _ in shown])
    return [summarise(rows[(rows["indicator"] == name) & (rows["year"] == year)]) for name, year in shown]


def _middles_row(view: View, shown: list[tuple[str, int]]) -> None:
    """The same where there are very many agencies: the middle of those on one basis."""
    found = [
        (year, row)
        for name, year in shown
        for row in middles(view.published, replace(view.filters, years=(year,)), [name]).itertuples()
    ]
    show_cards(
        (
            row.name_zh,
            amount(row.median, row.unit, 1),
            f"{plain(row.agencies)}个机构的中位数（{year}年，本机关、全年）",
        )
        for year, row in found
    )


def _choose_indicator(view: View, on_offer: list[str], known: pd.DataFrame) -> tuple[str, Part | None]:
    """The indicator of the page, those with most agencies first on offer, and of it the whole or one part."""
    names = known["name_zh"].to_dict()
    asked = st.session_state.get("indicator") or st.query_params.get("indicator") or ""
    by_name = {str(name): indicator for indicator, name in names.items()}
    wanted = by_name.get(asked, asked)  # one that the selection tells nothing of is told so, not changed
    on_offer = list(dict.fromkeys([*on_offer, *([wanted] if wanted in names else [])]))
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
