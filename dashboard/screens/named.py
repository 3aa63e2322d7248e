"""What a search names (indicators, agencies, regions), and its hits by indicator."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import filter_bar, say
from dashboard.links import open_agency, open_theme_page
from dashboard.numbers import plain
from dashboard.queries.figures import FigureList
from dashboard.queries.found_names import hits_by_indicator, names_found
from dashboard.queries.overview import indicators, marks_by_indicator
from dashboard.region_paths import regions_on_offer
from dashboard.view import View
from etl.published.search_names import AGENCY, INDICATOR, REGION

CHOSEN = "indicator"  # the key of the page's chooser of indicators


def show_names(view: View, asked: FigureList) -> None:
    """The indicators, agencies and regions that the search text names, each with where it leads."""
    found = names_found(view.published, asked.text)
    if found.empty:
        return
    _indicators(view, found[found["kind"] == INDICATOR])
    with st.container(horizontal=True):
        for name in found.loc[found["kind"] == AGENCY, "name"]:
            st.button(say.escaped(f"机构：{name}"), on_click=open_agency, args=(name,), key=f"agency-{name}")
        paths = {code: path for path, code in regions_on_offer(view.published).items()}
        for code in found.loc[found["kind"] == REGION, "target"]:
            if code in paths:
                _button(f"只看{paths[code]}", _only_region, paths[code])


def _indicators(view: View, found: pd.DataFrame) -> None:
    if found.empty:
        return
    known = indicators(view.published).set_index("id", drop=False)
    held = marks_by_indicator(view.published, view.filters).set_index("indicator")
    for indicator in found["target"]:
        of, told = known.loc[indicator], held.loc[indicator]
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            say.caption(
                f"指标：{of['name_zh']}（{of['unit']}）· {plain(told['agencies'])}个机构有能代表全部的数字，"
                f"共{plain(told['marks'])}个 · {of['definition']}"
            )
            _button("只列它的数字", _only_indicator, indicator)
            _button("比较各机构", open_theme_page, of["theme"], indicator)


def show_hits(view: View, asked: FigureList) -> None:
    """How the hits spread over the indicators; a click leaves those of one."""
    if asked.indicators or asked.without_indicator:
        return
    found = hits_by_indicator(view.published, view.filters, asked)
    if len(found) < 2:
        return
    say.caption("按指标分：")
    with st.container(horizontal=True):
        for row in found.itertuples():
            name = row.name_zh or "不属任何指标"
            _button(f"{name} {plain(row.figures)}", _only_indicator, row.indicator or "none")


def grouped(found: pd.DataFrame) -> pd.DataFrame:
    """A page of hits with those of one indicator together, the best matching indicator first."""
    first = {name: place for place, name in enumerate(dict.fromkeys(found["indicator"]))}
    order = found["indicator"].map(first).sort_values(kind="stable").index
    return found.loc[order].reset_index(drop=True)


def _button(label: str, on_click: Callable, *args: str) -> None:
    st.button(say.escaped(label), on_click=on_click, args=args, key=f"named-{label}-{'-'.join(args)}")


def _only_region(path: str) -> None:
    st.session_state[filter_bar.REGIONS] = [path]


def _only_indicator(indicator: str) -> None:
    st.session_state[CHOSEN] = indicator
