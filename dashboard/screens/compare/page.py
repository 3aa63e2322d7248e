"""机构对比: two to eight agencies side by side on all indicators."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import say
from dashboard.drawing.grid import Grid, show_grid
from dashboard.drawing.theme import agency_colours
from dashboard.frame import nothing_here, page_title
from dashboard.naming import axis_names
from dashboard.queries import Filters, agencies, coverage, headlines
from dashboard.queries.compare import most_disclosing, years_told
from dashboard.queries.peers import peers
from dashboard.screens.agency.beside import by_year, closest
from dashboard.screens.compare.side_by_side import side_by_side
from dashboard.screens.compare.verdicts import sentence, shared_year
from dashboard.take_away import export_table, offer_grid
from dashboard.view import View, current_view
from dashboard.yearly import choose_year, when_text

FEWEST, MOST, BY_DEFAULT = 2, 8, 3
CANDIDATES = 12  # agencies with many figures, among which those with many indicators are sought
MOST_OFFERED = 2_000
PEERS_OFFERED = 5
HOW_AUTOMATIC = "自动：最多机构有共同指标的一年；并列的取共同指标最多、最近的一年。"


def compare_page() -> None:
    view = current_view()
    page_title(view, "机构对比")
    suggested = default_agencies(view)
    chosen = _choose_agencies(view, suggested)
    named = list(chosen or suggested)
    if len(named) < FEWEST:
        if chosen:
            _offer_peers(view, named[0])
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
    year = choose_year(told, lambda: shared_year(headlines(view.published, filters)), HOW_AUTOMATIC)
    _draw(compared(view, named, year))


@dataclass(frozen=True)
class Compared:
    """The grid of agencies side by side, the `marks` in it, what it says at first sight, and the indicators
    of which nobody has a figure; `year` is empty where each mark is of its agency's latest."""

    view: View
    year: int | None
    marks: pd.DataFrame
    grid: Grid
    said: str
    silent: list[str]


def compared(view: View, named: list[str], year: int | None) -> Compared:
    """The agencies `named` side by side."""
    filters = replace(view.filters, agencies=tuple(named), divisions=(), levels=(), trades=())
    filters = replace(filters, years=(year,) if year else view.filters.years)
    marks = headlines(view.published, filters)
    marks = marks if year else latest_marks(marks)
    places = agencies(view.published, Filters(agencies=tuple(named)))
    names = axis_names(places[["agency", "province", "city", "district", "trade"]])
    order = [agency for agency in named if agency in names]
    states = coverage(view.published, replace(filters, agencies=tuple(order)))
    grid, silent = side_by_side(marks, states, order, names, agency_colours(order), year)
    said = sentence(marks, len(order), when_text(year))
    return Compared(view, year, marks, grid, said, silent)


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


def _offer_peers(view: View, agency: str) -> None:
    """One agency is no comparison: offer those with which most may be read side by side."""
    filters = replace(view.filters, agencies=(agency,), divisions=(), levels=(), trades=())
    who, found = by_year(view.published, agency, filters, headlines(view.published, filters))
    near = next((names for rows in found.values() if (names := closest(rows, PEERS_OFFERED))), [])
    near = near or peers(view.published, agency, PEERS_OFFERED)["agency"].tolist()
    say.info(
        "请再选一个机构：对比要两个到八个机构。"
        + (f"下面是{who}里最能并看的，点一个就加上：" if near else "数据里没有同省同级同行业的机构。")
    )
    with st.container(horizontal=True):
        for name in near:
            st.button(say.escaped(name), on_click=_add, args=([agency, name],), key=f"add-{name}")


def _add(agencies: list[str]) -> None:
    st.session_state["with"] = agencies


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


def _draw(found: Compared) -> None:
    say.subheader(found.said)
    show_grid(found.grid, "compare")
    notes = ["点一格看数字与出处；也可用方向键移动、回车打开。条形只画在可以相比的数字之间。"]
    if found.silent:
        notes.append(f"这几个机构都没有数字的指标（{len(found.silent)}个）：{'、'.join(found.silent)}。")
    say.caption(" ".join(notes))
    name = f"机构对比-{when_text(found.year)}"
    offer_grid(found.view, found.grid, lambda: export_table(found.marks), name, f"机构对比 · {found.said}")
