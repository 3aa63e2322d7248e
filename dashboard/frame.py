"""The frame of every page: title, what is selected, charts and tables that lead to their figures."""

from collections.abc import Iterable
from html import escape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import filter_bar, say
from dashboard.data.store import StoreError, open_published
from dashboard.opened import open_from_chart, open_from_table, selection_key
from dashboard.view import View

CHART_CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False}


def page_title(view: View, title: str, about: str = "") -> None:
    """The page's heading and, under it, the selection in one line."""
    say.title(title)
    said = filter_bar.describe(view.filters, list(view.regions))
    say.caption(f"{said}" + (f" ｜ {about}" if about else ""))
    if view.published.notice:
        say.warning(view.published.notice)


def show_stamp() -> None:
    """What the data in service want said on every page, above all else; nothing where they want nothing."""
    try:
        stamp = open_published().stamp
    except StoreError:
        return  # the page itself says what is amiss
    if stamp:
        st.html(f'<div class="ec-stamp" role="note">{escape(stamp)}</div>')


def show_chart(figure: go.Figure, name: str, alt: str) -> None:
    """A chart whose marks open their figures; `alt` is read out in its place."""
    key = selection_key(f"chart-{name}")
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        on_select=lambda: open_from_chart(key),
        selection_mode="points",
        config=CHART_CONFIG,
        alt=alt,
    )


def show_table(
    table: pd.DataFrame, ids: pd.Series | list[str], name: str, said: list[str] | None = None, **settings
) -> None:
    """A table whose rows open their figures: choose a row by mouse or keyboard.

    `ids` are the figures of each row, `said` a sentence to show above them; `settings` go to st.dataframe.
    """
    key = selection_key(f"table-{name}")
    rows = list(ids)
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        on_select=lambda: open_from_table(key, rows, said),
        selection_mode="single-row",
        **settings,
    )


def nothing_here(view: View, what: str, of_search: bool = False) -> None:
    """Say that the selection is empty, and what to change; `of_search`: of a list with its own choosers."""
    advice = []
    filters = view.filters
    if filters.years:
        advice.append("放宽年份范围")
    if filters.divisions:
        advice.append("改选或清空地区")
    if filters.agencies:
        advice.append("清空或增加机构")
    if filters.levels or filters.trades:
        advice.append("清空层级与行业")
    if filters.basis != "any":
        advice.append("把口径改为“不限”")
    if filters != filters.without_guards():
        advice.append("在“更多条件”里计入约数、专项与分项")
    advice += ["或点“全部重置”"] if advice else []
    if of_search:
        advice.insert(0, "换一个词，或清空本页的查找、指标和性质")
    tail = f"可以：{'；'.join(dict.fromkeys(advice))}。" if advice else "数据中还没有这样的数字。"
    say.info(f"当前筛选下没有{what}。{tail}")


def show_cards(cards: Iterable[tuple[str, str, str]]) -> None:
    """A row of numbers: what it is, the number, a line about it. Wraps on narrow screens."""
    parts = (
        f'<div class="ec-card"><div class="ec-card-name">{escape(name)}</div>'
        f'<div class="ec-card-number">{escape(number)}</div>'
        f'<div class="ec-card-about">{escape(about)}</div></div>'
        for name, number, about in cards
    )
    st.html(f'<div class="ec-cards">{"".join(parts)}</div>')


def choose_or_first(label: str, options: list, key: str, format_func=str, **settings):
    """A select box that takes the first option until the reader chooses one.

    The first option is no default of the widget: where it moves with the filters, a default would be
    missing from the address, and the link would open another view.
    """
    chosen = st.selectbox(
        say.escaped(label),
        options,
        index=None,
        placeholder=format_func(options[0]),
        format_func=format_func,
        key=key,
        bind="query-params",
        **settings,
    )
    return options[0] if chosen is None else chosen
