"""The frame of every page: title, what is selected, charts and tables that lead to their figures."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import nullcontext
from html import escape
from typing import Any, Literal, TypeVar

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import filter_bar, say
from dashboard.chooser import Meant, say_what_was_typed_for_one, spellings, typed_into
from dashboard.data.store import StoreError, open_published
from dashboard.links import agency_address, linked
from dashboard.nearby import offer_nearby, ways_out
from dashboard.on_paper import paper_html
from dashboard.opened import open_from_chart, open_from_table, selection_key
from dashboard.queries import Filters, counts
from dashboard.view import View

_NOTICES = "notices_of_the_page"
T = TypeVar("T")
NAMED = "机构"  # the column of a table that holds names of agencies
ROW_HEIGHT = 33  # pixels, with the letters of .streamlit/config.toml
CHART_CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False}


def page_title(view: View, title: str, about: str = "") -> None:
    """The page's heading and, under it, the selection in one line."""
    say.title(title)
    said = filter_bar.describe(view.filters, list(view.regions))
    say.caption(f"{said}" + (f" ｜ {about}" if about else ""))
    st.session_state[_NOTICES] = st.container()
    for notice in filter(None, (view.published.notice, filter_bar.amiss_in_link())):
        announce(notice)


def announce(text: str) -> None:
    """A warning below the page's heading, wherever on the page it is found out."""
    place = st.session_state.get(_NOTICES)
    with place if place is not None else nullcontext():
        say.warning(text)


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
    table: pd.DataFrame, ids: pd.Series | list[str], name: str, said: list[str] | None = None, **settings: Any
) -> None:
    """A table whose rows open their figures: choose a row by mouse or keyboard.

    `ids` are the figures of each row, `said` a sentence to show above them; `settings` go to `show_rows`.
    """
    key = selection_key(f"table-{name}")
    rows = list(ids)
    show_rows(
        table,
        key=key,
        on_select=lambda: open_from_table(key, rows, said),
        selection_mode="single-row",
        **settings,
    )


def show_rows(table: pd.DataFrame, agencies: Iterable[str] | None = None, **settings: Any) -> Any:
    """A table on the screen and, whole and without scrolling, on paper; returns what st.dataframe returns.

    Names in its column 机构 lead to their agencies' pages; `agencies` are their full names where the column
    shows short ones. `settings` go to st.dataframe.
    """
    shown, columns = table, dict(settings.pop("column_config", {}))
    if NAMED in table and table[NAMED].map(type).eq(str).all():  # elsewhere it is how many
        full = table[NAMED] if agencies is None else agencies
        pairs = zip(full, table[NAMED], strict=True)
        shown = table.assign(**{NAMED: [f"{agency_address(agency)}#{name}" for agency, name in pairs]})
        columns[NAMED] = st.column_config.LinkColumn(
            display_text="#(.+)$", width="medium", help="点名称到机构页"
        )
    chosen = st.dataframe(shown, hide_index=True, column_config=columns, **settings)
    st.html(paper_html(table))
    return chosen


def table_height(rows: int, most: int) -> int | Literal["content"]:
    """As high as a table of `rows` is, without an empty one at its end; at most `most` pixels."""
    return "content" if ROW_HEIGHT * (rows + 1) < most else most


def nothing_here(
    view: View,
    what: str,
    of_search: bool = False,
    count: Callable[[Filters], int] | None = None,
    unit: str = "个机构",
) -> None:
    """Say that the selection is empty, and offer what lies nearby; `of_search`: of a list with its own
    choosers; `count`: how much of it a looser selection has, in `unit` (else: agencies with a report)."""
    tail = "换一个词，或清空本页的查找、指标和性质。" if of_search else ""
    ways = ways_out(
        view, count or (lambda looser: counts(view.published, looser)["agencies_reporting"]), unit
    )
    if not ways and not of_search:
        tail = "数据中还没有这样的数字。"
    say.info(f"当前筛选下没有{what}。{tail}" + ("附近有：" if ways else ""))
    offer_nearby(ways, what)


def show_cards(cards: Iterable[tuple[str, str, str]], whose: Mapping[str, str] | None = None) -> None:
    """A row of numbers: what it is, the number, a line about it. Wraps on narrow screens.

    `whose`: agencies by their names in those lines, which lead to the agencies' pages.
    """
    parts = (
        f'<div class="ec-card"><div class="ec-card-name">{escape(name)}</div>'
        f'<div class="ec-card-number">{_unbroken(number)}</div>'
        f'<div class="ec-card-about">{_with_links(about, whose or {})}</div></div>'
        for name, number, about in cards
    )
    st.html(f'<div class="ec-cards">{"".join(parts)}</div>')


def _with_links(said: str, whose: Mapping[str, str]) -> str:
    """The text as HTML; the names in it lead to their agencies' pages, of one within another the longer."""
    if not whose:
        return escape(said)
    names = "|".join(re.escape(name) for name in sorted(whose, key=len, reverse=True))
    parts = re.split(f"({names})", said)
    return "".join(linked(part, whose[part]) if part in whose else escape(part) for part in parts)


def _unbroken(numbers: str) -> str:
    """Numbers of which none is broken in its middle: 215.94万元、337.55万元."""
    each = [f"<span>{escape(one)}</span>" for one in re.split("(?<=、)", numbers)]
    return "".join(each)


def choose_or_first(
    label: str,
    options: list[T],
    key: str,
    format_func: Callable[[T], Any] = str,
    meant: Meant | None = None,
    **settings: Any,
) -> T:
    """A select box that takes the first option until the reader chooses one. A link that names something
    else is told so. With `meant` it takes spellings of its options, too.

    The first option is no default of the widget: where it moves with the filters, a default would be
    missing from the address, and the link would open another view.
    """
    known = st.query_params.get(key) == typed_into(key) or _is_known(
        label, list(map(format_func, options)), key
    )
    if meant and known:  # else the box would go on showing what the link says
        settings |= spellings(key, options, meant)
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
    if meant:
        say_what_was_typed_for_one(key)
    return chosen if chosen in options else options[0]


def choose_one(label: str, options: Mapping[str, str], key: str, **settings: Any) -> str:
    """One of `options` (words by code; the first by itself) as buttons side by side. A link that names none
    of them is told so."""
    _is_known(label, list(options.values()), key)
    return st.segmented_control(
        say.escaped(label),
        list(options),
        default=next(iter(options)),
        required=True,
        key=key,
        bind="query-params",
        format_func=options.__getitem__,
        **settings,
    )


def show_open_tab(tabs: Mapping[str, Callable[[], None]], key: str) -> None:
    """Tabs by their names, of which only the open one is drawn. A link that names none is told so."""
    _is_known("栏目", list(tabs), key)
    opened = st.tabs([say.escaped(name) for name in tabs], key=key, bind="query-params")
    for tab, draw in zip(opened, tabs.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def _is_known(label: str, options: Collection[str], key: str) -> bool:
    """Does the address name one of `options`, or nothing? Else it is told what is shown instead: to be asked
    before the widget, which drops from the address what it does not know."""
    asked = st.query_params.get(key)
    if not asked or asked in options:
        return True
    announce(f"链接里的{label}“{asked}”不在可选之列，改为显示“{next(iter(options))}”。")
    return False
