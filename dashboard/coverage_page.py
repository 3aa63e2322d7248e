"""披露情况: which agencies tell which indicators, of one year by indicator or of one indicator by year."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import words
from dashboard.comparability import STATE_TEXT
from dashboard.coverage_grid import column_of, coverage_grid, state_counts_text
from dashboard.frame import nothing_here, page_title
from dashboard.grid import Column, show_grid
from dashboard.marks import joined_ids
from dashboard.naming import axis_names
from dashboard.numbers import plain
from dashboard.queries import Filters, coverage, indicators
from dashboard.queries.coverage_counts import report_years, reporting_agencies, states_by
from dashboard.take_away import offer_table
from dashboard.view import View, current_view

PAGE = 60  # agencies a page: some screens of scrolling, no more


@dataclass(frozen=True)
class Asked:
    """What the grid shows: one column a value of `across` (indicator or year), of these `indicators`."""

    filters: Filters
    across: str
    columns: dict[str | int, Column]
    indicators: tuple[str, ...]
    title: str


def coverage_page() -> None:
    view = current_view()
    page_title(view, "披露情况")
    years = report_years(view.published, view.filters)
    if years.empty:
        nothing_here(view, "报告")
        return
    known = indicators(view.published).set_index("id", drop=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shape = st.segmented_control(
            "看法",
            ["indicators", "years"],
            default="indicators",
            required=True,
            key="by",
            bind="query-params",
            format_func={"indicators": "一年各指标", "years": "一个指标各年"}.get,
        )
        choose = _by_indicator if shape == "indicators" else _by_year
        asked = choose(view, years, known)
        silent = st.toggle("也列无报告的机构", key="silent", bind="query-params")
    _draw(view, asked, silent, years)


def _by_indicator(view: View, years: pd.DataFrame, known: pd.DataFrame) -> Asked:
    offered = years.sort_values("year", ascending=False)["year"].tolist()
    fullest = max(years.itertuples(), key=lambda row: (row.agencies, row.year)).year
    year = st.selectbox(
        "年份",
        offered,
        index=offered.index(fullest),
        key="coverage_year",
        bind="query-params",
        format_func=lambda y: f"{y}年",
        width=120,
    )
    filters = replace(view.filters, years=(int(year),))
    counts = states_by(view.published, filters)
    theme = _choose_theme(counts, known)
    chosen = known[known["theme"] == theme]
    of_year = years.set_index("year").loc[year]
    by_id = {row["indicator"]: row for row in counts.to_dict("records")}
    columns = {
        row.id: column_of(row.name_zh, by_id.get(row.id), int(of_year["agencies"]), row.unit)
        for row in chosen.itertuples()
    }
    return Asked(filters, "indicator", columns, tuple(columns), f"{year}年 · {words.THEMES[theme]}")


def _by_year(view: View, years: pd.DataFrame, known: pd.DataFrame) -> Asked:
    counts = states_by(view.published, view.filters)
    told = counts.groupby("indicator")[["value", "zero", "partial"]].sum().sum(axis=1)
    offered = known["id"].tolist()
    best = told.idxmax() if len(told) else offered[0]
    indicator = st.selectbox(
        "指标",
        offered,
        index=offered.index(best),
        key="indicator",
        bind="query-params",
        format_func=known["name_zh"].to_dict().get,
        width=260,
    )
    of_indicator = counts[counts["indicator"] == indicator]
    by_year = {row["year"]: row for row in of_indicator.to_dict("records")}
    columns = {
        row.year: column_of(f"{row.year}年", by_year.get(row.year), int(row.agencies))
        for row in years.itertuples()
    }
    return Asked(view.filters, "year", columns, (indicator,), known.loc[indicator, "name_zh"])


def _choose_theme(counts: pd.DataFrame, known: pd.DataFrame) -> str:
    """The theme whose indicators most agencies tell comes first by default."""
    themes = list(dict.fromkeys(known["theme"]))
    of_theme = counts.assign(theme=counts["indicator"].map(known["theme"]))
    told = of_theme.groupby("theme")[["value", "zero", "partial"]].sum().sum(axis=1)
    best = max(themes, key=lambda theme: told.get(theme, 0))
    return st.segmented_control(
        "主题",
        themes,
        default=best,
        required=True,
        key="theme",
        bind="query-params",
        format_func=words.THEMES.get,
    )


def _draw(view: View, asked: Asked, silent: bool, years: pd.DataFrame) -> None:
    page, total = _choose_page(view, asked.filters, silent)
    if page.empty:
        nothing_here(view, "机构")
        return
    filters = replace(asked.filters, agencies=tuple(page["agency"]))
    cells = coverage(view.published, filters, asked.indicators, limit=PAGE)
    said = f"{asked.title}：{plain(total)}个机构" + ("" if silent else "有报告")
    if asked.across == "indicator":
        in_full = int(years.loc[years["year"].isin(asked.filters.years), "in_full"].sum())
        said += f"，其中{in_full}个读了报告全文（读了全文才说“未披露”）"
    st.caption(
        f"{said}。列名下是披露的机构数/有报告的机构数。点有数字的格看出处；也可用方向键移动、回车打开。"
    )
    names = axis_names(page)
    grid = coverage_grid(cells, asked.across, asked.columns, names, f"{asked.title}披露情况", "机构")
    show_grid(grid, "coverage")
    counted = cells["state"].value_counts().to_dict()
    st.caption(f"本页{plain(len(cells))}格：{state_counts_text(counted)}。")
    offer_table(view, lambda: export_cells(cells), f"披露情况-{asked.title}".replace(" · ", "-"))


def export_cells(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells of the grid with their states in words."""
    return pd.DataFrame(
        {
            "机构": cells["agency"],
            "区划代码": cells["adcode"],
            "指标": cells["name_zh"],
            "年份": cells["year"],
            "状态": cells["state"].map(STATE_TEXT),
            "数值": cells["value"],
            "单位": cells["unit"],
            "报告原文": cells["printed"],
            "报告编号": cells["report_id"],
            "数字编号": [joined_ids(ids) if hasattr(ids, "__len__") else "" for ids in cells["figure_ids"]],
        }
    )


def _choose_page(view: View, filters, silent: bool) -> tuple[pd.DataFrame, int]:
    number = int(st.session_state.get("coverage_page", 1))
    page, total = reporting_agencies(view.published, filters, silent, PAGE, (number - 1) * PAGE)
    if total == 0 and number > 1:  # the selection became smaller than the page that was open
        page, total = reporting_agencies(view.published, filters, silent, PAGE, 0)
    pages = max(-(-total // PAGE), 1)
    if pages > 1:
        st.number_input(f"第几页（共{pages}页，每页{PAGE}个机构）", 1, pages, key="coverage_page", width=240)
    return page, total
