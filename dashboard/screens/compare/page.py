"""机构对比: two to eight agencies side by side on all indicators."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say
from dashboard.drawing.grid import show_grid
from dashboard.drawing.theme import agency_colours
from dashboard.frame import nothing_here, page_title
from dashboard.naming import axis_names
from dashboard.queries import Filters, agencies, coverage, headlines
from dashboard.queries.compare import most_disclosing, years_told
from dashboard.screens.compare.side_by_side import side_by_side
from dashboard.take_away import offer_data
from dashboard.view import View, current_view
from dashboard.yearly import LATEST, choose_year

FEWEST, MOST, BY_DEFAULT = 2, 8, 3
CANDIDATES = 12  # agencies with many figures, among which those with many indicators are sought
MOST_OFFERED = 2_000
HOW_AUTOMATIC = "自动：这几个机构都有数字的最近一年；没有这样的一年，则取有数字的机构最多的一年。"


def compare_page() -> None:
    view = current_view()
    page_title(view, "机构对比")
    suggested = default_agencies(view)
    chosen = _choose_agencies(view, suggested)
    named = list(chosen or suggested)
    if len(named) < FEWEST:
        if chosen:
            st.info("请再选一个机构：对比要两个到八个机构。")
        else:
            nothing_here(view, "可作对比的两个机构")
        return
    if not chosen:
        say.caption(
            "尚未指定机构，先列出"
            + ("筛选栏选定的机构。" if view.filters.agencies else "所选范围内同一年指标最多的几个机构。")
        )
    filters = replace(view.filters, agencies=tuple(named), divisions=(), levels=(), trades=())
    told = years_told(view.published, filters)
    if told.empty:
        nothing_here(view, "这几个机构的数字")
        return
    year = choose_year(told, partial(common_year, told), HOW_AUTOMATIC)
    filters = replace(filters, years=(year,) if year else view.filters.years)
    marks = headlines(view.published, filters)
    _draw(view, filters, marks if year else latest_marks(marks), named, year)


def default_agencies(view: View) -> list[str]:
    """The agencies of the filter bar; else those with most indicators in one and the same year."""
    if view.filters.agencies:
        return list(view.filters.agencies[:MOST])
    found = most_disclosing(view.published, view.filters)
    likely = tuple(found["agency"].drop_duplicates().head(CANDIDATES))
    if not likely:
        return []
    told = years_told(view.published, replace(view.filters, agencies=likely))
    best = told.groupby("year").head(BY_DEFAULT).groupby("year")["indicators"].agg(["size", "sum"])
    if best.empty:
        return []
    year = max(best.index, key=lambda y: (best.loc[y, "size"], best.loc[y, "sum"], y))
    return told.loc[told["year"] == year, "agency"].head(BY_DEFAULT).tolist()


def latest_marks(marks: pd.DataFrame) -> pd.DataFrame:
    """Of each agency and indicator the mark of its latest year."""
    return marks.sort_values("year", kind="stable").groupby(["indicator", "agency"], sort=False).tail(1)


def common_year(told: pd.DataFrame) -> int:
    """The latest year of which most of the agencies tell something (rows of `years_told`)."""
    agencies_of = told.groupby("year")["agency"].nunique()
    return int(max(agencies_of.index, key=lambda year: (agencies_of[year], year)))


def _choose_agencies(view: View, suggested: list[str]) -> list[str]:
    anywhere = replace(view.filters, agencies=(), divisions=view.filters.divisions)
    offered = agencies(view.published, anywhere, MOST_OFFERED)["agency"].tolist()
    linked = st.session_state.get("with") or st.query_params.get_all("with")
    missing = tuple(name for name in linked if name not in offered)
    if missing:
        offered += agencies(view.published, Filters(agencies=missing))["agency"].tolist()
    return st.multiselect(
        "对比哪些机构（2–8个，可输入查找）",
        offered,
        key="with",
        bind="query-params",
        max_selections=MOST,
        placeholder="、".join(suggested[:MOST]) or "输入机构名称查找",
        select_all=False,
    )


def _draw(view: View, filters: Filters, marks: pd.DataFrame, named: list[str], year: int | None) -> None:
    places = agencies(view.published, Filters(agencies=tuple(named)))
    names = axis_names(places[["agency", "province", "city", "district", "trade"]])
    order = [agency for agency in named if agency in names]
    states = coverage(view.published, replace(filters, agencies=tuple(order)))
    grid, silent = side_by_side(marks, states, order, names, agency_colours(order), year)
    show_grid(grid, "compare")
    notes = ["点一格看数字与出处；也可用方向键移动、回车打开。条形只画在可以相比的数字之间。"]
    if silent:
        notes.append(f"这几个机构都没有数字的指标（{len(silent)}个）：{'、'.join(silent)}。")
    say.caption(" ".join(notes))
    offer_data(view, marks, f"机构对比-{year or LATEST}")
