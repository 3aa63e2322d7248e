"""机构对比: two to eight agencies side by side on all indicators."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say
from dashboard.chooser import agencies_meant, choose_several, typed_into
from dashboard.drawing.grid import show_grid
from dashboard.frame import announce, nothing_here, page_title
from dashboard.nearby import Way, offer_nearby
from dashboard.queries import Filters, agencies, headlines
from dashboard.queries.most_telling import years_told
from dashboard.queries.peers import peers
from dashboard.screens.agency.beside import by_year, closest
from dashboard.screens.briefing.view import short_link
from dashboard.screens.compare.compared import FEWEST, MOST, Compared, compared, default_agencies
from dashboard.screens.compare.sheet import sheet_of_comparison
from dashboard.screens.compare.verdicts import shared_year
from dashboard.take_away import export_table, offer_grid
from dashboard.view import View, current_view
from dashboard.yearly import YEAR_KEY, choose_year, when_text

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
            + (
                "筛选栏选定的机构。"
                if view.filters.agencies
                else "所选范围内同一年指标最多的几个机构，尽量同级、同行业。"
            )
        )
    filters = replace(view.filters, agencies=tuple(named), divisions=(), levels=(), trades=())
    told = years_told(view.published, filters)
    if told.empty:
        nothing_here(view, "这几个机构的数字")
        return
    year = choose_year(told, lambda: shared_year(headlines(view.published, filters)), HOW_AUTOMATIC)
    found = compared(view, named, year)
    if found.marks.empty:
        _offer_years(told, year)
        return
    _draw(found)


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


def _offer_years(told: pd.DataFrame, year: int | None) -> None:
    """None of the agencies tells anything of the year that was asked for: say so, and which years they do."""
    say.info(f"{when_text(year)}这几个机构都没有数字。")
    counted = told.groupby("year")["agency"].nunique().sort_index(ascending=False)
    offer_nearby(
        [Way(f"看{one}年（{count}个机构）", {YEAR_KEY: f"{one}年"}) for one, count in counted.items()]
    )


def _choose_agencies(view: View, suggested: list[str]) -> list[str]:
    anywhere = replace(view.filters, agencies=(), divisions=view.filters.divisions)
    offered = agencies(view.published, anywhere, MOST_OFFERED)["agency"].tolist()
    linked = st.session_state.get("with") or st.query_params.get_all("with")
    missing = tuple(name for name in linked if name not in offered)
    if missing:
        elsewhere = agencies(view.published, Filters(agencies=missing))["agency"].tolist()
        offered += elsewhere
        if unknown := [name for name in missing if name not in elsewhere and name != typed_into("with")]:
            announce(f"链接里的{'、'.join(f'“{name}”' for name in unknown[:5])}不在数据中，没有列入。")
    return choose_several(
        "对比哪些机构（2–8个，名称、拼音或首字母）",
        offered,
        "with",
        "、".join(suggested[:MOST]) or "输入机构名称查找",
        partial(agencies_meant, view.published),
        max_selections=MOST,
    )


def _draw(found: Compared) -> None:
    say.subheader(found.said)
    show_grid(found.grid, "compare")
    notes = ["点一格看数字与出处；也可用方向键移动、回车打开。条形只画在可以相比的数字之间。"]
    if found.silent:
        notes.append(f"这几个机构都没有数字的指标（{len(found.silent)}个）：{'、'.join(found.silent)}。")
    say.caption(" ".join(notes))
    name = f"机构对比-{when_text(found.year)}"
    offer_grid(
        found.view,
        found.grid,
        lambda: export_table(found.marks),
        name,
        f"机构对比 · {found.said}",
        sheet=partial(sheet_of_comparison, found, short_link()),
    )
