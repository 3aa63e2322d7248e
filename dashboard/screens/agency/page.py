"""机构: all that is known of one agency, at an address of its own (?who=…)."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say, words
from dashboard.chooser import agencies_meant
from dashboard.comparability import STATE_TEXT
from dashboard.data.store import Published
from dashboard.drawing.grid import show_grid
from dashboard.drawing.marks import joined_ids
from dashboard.frame import choose_or_first, nothing_here, page_title, show_cards, show_table, table_height
from dashboard.links import open_comparison
from dashboard.naming import PLACEHOLDERS
from dashboard.numbers import plain
from dashboard.queries import (
    Filters,
    agencies,
    check_counts,
    counts,
    coverage,
    headlines,
    quality_checks,
    reports,
)
from dashboard.queries.overview import agency_names
from dashboard.screens.agency.beside import Beside, beside_table, by_year, closest
from dashboard.screens.agency.briefing import show_agency_briefing
from dashboard.screens.agency.choice import MOST_OFFERED, first_agency, of_agency
from dashboard.screens.agency.sheet import agency_sheet
from dashboard.screens.agency.years import TOLD, states_of, years_grid, years_of
from dashboard.screens.briefing.view import HIDDEN, briefing_asked, briefing_link, offer_files, short_link
from dashboard.screens.quality.tables import checks_table
from dashboard.screens.report_list import show_reports
from dashboard.take_away import export_table, offer_grid, offer_table
from dashboard.view import View, current_view

WHO = "who"
BESIDE = 3
TABLE = 460


def agency_page() -> None:
    view = current_view()
    if briefing_asked():
        with st.container(key=HIDDEN):
            agency = _choose(view.published, view.filters)
        if agency:
            show_agency_briefing(view, agency, of_agency(view.filters, agency))
            offer_files(partial(agency_sheet, view, agency, short_link()), agency)
        return
    page_title(view, "机构")
    agency = _choose(view.published, view.filters)
    if not agency:
        nothing_here(view, "机构")
        return
    filters = of_agency(view.filters, agency)
    _heading(view, agency, filters)
    marks = headlines(view.published, filters)
    cells = coverage(view.published, filters)
    years = years_of(cells)
    if not years:
        nothing_here(view, f"{agency}的报告和数字")
        return
    _years(view, agency, filters, marks, cells)
    _peers(view, agency, filters, marks)
    _disclosure(cells)
    _checks(view, filters)
    _reports(view, filters)


def _choose(published: Published, filters: Filters) -> str:
    """The agency that the address names; else the one of the filter bar, else the one told of most."""
    offered = agency_names(published, replace(filters, agencies=()), MOST_OFFERED)
    linked = st.session_state.get(WHO) or st.query_params.get(WHO) or ""
    if linked and linked not in offered:
        known = agency_names(published, Filters(agencies=(linked,)), 1)
        offered = known + offered
    if not offered:
        return ""
    ordered = list(dict.fromkeys([first_agency(published, filters, offered), *offered]))
    meant = partial(agencies_meant, published)
    return choose_or_first("哪个机构（名称、拼音或首字母）", ordered, WHO, meant=meant, width=420)


def _heading(view: View, agency: str, filters: Filters) -> None:
    known = agencies(view.published, Filters(agencies=(agency,))).iloc[0]
    names = dict.fromkeys(known[name] for name in ("province", "city", "district"))
    place = "".join(name for name in names if name and name not in PLACEHOLDERS)
    about = [place, words.LEVELS.get(known["level"], ""), known["trade"], f"区划代码{known['adcode']}"]
    if pd.notna(known["population"]):
        about.append(f"常住人口{plain(known['population'])}人（{known['population_year']}年）")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        say.subheader(agency)
        briefing_link(who=agency)
    say.caption(" · ".join(part for part in about if part and part != "区划代码"))
    held = counts(view.published, filters)
    checks = check_counts(view.published, filters)[["disagree", "undecided", "agree"]].sum()
    checked, unseen = f"核对了{plain(checks.sum())}处", held["figures"] - held["reviewed"]
    undecided = f"，另{plain(checks['undecided'])}处不能判定" if checks["undecided"] else ""
    show_cards(
        (
            ("报告", f"{plain(held['reports'])}份", f"其中{plain(held['full_reports'])}份已读全文"),
            ("数字", f"{plain(held['figures'])}个", f"其中{plain(held['without_indicator'])}个不属任何指标"),
            ("对不上的", f"{plain(checks['disagree'])}处", checked + undecided),
            (
                "未经人工核对",
                f"{plain(unseen)}个",
                "由程序提取，尚无人核对" if unseen else "数字都经人工核对",
            ),
        )
    )


def _years(view: View, agency: str, filters: Filters, marks: pd.DataFrame, cells: pd.DataFrame) -> None:
    say.subheader("各年数字")
    if marks.empty and not cells["state"].eq("partial").any():
        say.info("这个机构的报告里没有能代表全部的数字；全部数字见“数据与出处”页。")
        return
    question = ("agency years", agency, filters)
    grid = view.published.made(question, lambda: years_grid(marks, cells, agency), lambda g: len(g.rows))
    show_grid(grid, "agency-years")
    say.caption("点一格看数字与出处；也可用方向键移动、回车打开。“比上年”只说可以相比的相邻两年。")
    if len(marks):
        offer_grid(
            view,
            grid,
            lambda: export_table(marks),
            f"{agency}-各年数字",
            f"{agency} · 各年数字",
            sheet=partial(agency_sheet, view, agency, short_link()),
        )


def _peers(view: View, agency: str, filters: Filters, marks: pd.DataFrame) -> None:
    """Its numbers of a year beside those of the agencies of its level, province and trade."""
    say.subheader("与同级机构并看")
    who, found = by_year(view.published, agency, filters, marks)
    if not found:
        say.info(f"同级指{who}，没有与这里同年同项的数字，不作并看；可到“机构对比”任选机构。")
        return
    chosen = choose_or_first("年份", [f"{year}年" for year in found], "peer_year", width=140)
    year = int(chosen.removesuffix("年"))
    _beside(view, agency, year, found[year], who)


def _beside(view: View, agency: str, year: int, found: list[Beside], who: str) -> None:
    alike = sum(bool(one.alike) for one in found)
    say.caption(
        f"同级指{who}。{year}年的{len(found)}项里，{alike}项有同级机构可以并看；"
        "中位数只取可比的，没有可比的才取可参照的。点选一行，查看数字与出处。"
    )
    table = beside_table(found)
    table = table if table["为什么"].any() else table.drop(columns=["为什么"])
    show_table(
        table,
        [one.ids for one in found],
        "agency-peers",
        height=table_height(len(table), TABLE),
        alt="与同级机构并看",
    )
    near = closest(found, BESIDE)
    with st.container(horizontal=True):
        if near:
            label = f"与{'、'.join(near)}逐项对比"
            st.button(
                say.escaped(label), on_click=open_comparison, args=([agency, *near], year), key="to-compare"
            )
        offer_table(view, lambda: table, f"{agency}-{year}年与同级机构")


def _disclosure(cells: pd.DataFrame) -> None:
    say.subheader("披露了什么")
    for year, states in states_of(cells).items():
        said = "、".join(f"{STATE_TEXT[one]}{len(states[one])}项" for one in STATE_TEXT if one in states)
        with st.expander(say.escaped(f"{year}年：{said}"), key=f"silent-{year}"):
            for state, names in states.items():
                if state not in TOLD:
                    st.text(f"{STATE_TEXT[state]}：{'、'.join(names)}")


def _checks(view: View, filters: Filters) -> None:
    say.subheader("对得上对不上")
    found = quality_checks(view.published, filters)
    if found.empty:
        say.info("没有可核对的数字：报告没有同时写明合计与分项、占比与其分子分母。")
        return
    amiss = found[found["agrees"].isna() | (found["agrees"] == False)]  # noqa: E712
    say.caption(f"核对了{len(found)}处，{len(found) - len(amiss)}处一致。点选一行，查看所涉及的数字与出处。")
    if amiss.empty:
        return
    show_table(
        checks_table(amiss).drop(columns=["机构"]),
        [joined_ids(ids) for ids in amiss["figure_ids"]],
        "agency-checks",
        said=amiss["explanation"].to_list(),
        height=table_height(len(amiss), TABLE),
        alt="写明的与算出的不一致或不能判定之处",
    )


def _reports(view: View, filters: Filters) -> None:
    say.subheader("报告")
    found = reports(view.published, filters)
    show_reports(found, "报告", "title", table_height(len(found), TABLE), "这个机构的报告")
