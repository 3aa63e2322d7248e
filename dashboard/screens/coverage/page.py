"""披露情况: which agencies tell which indicators, of one year by indicator or of one indicator by year."""

from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say, words
from dashboard.comparability import STATE_TEXT
from dashboard.drawing.grid import Column, show_grid
from dashboard.drawing.marks import joined_ids
from dashboard.frame import choose_one, choose_or_first, nothing_here, page_title
from dashboard.naming import axis_names
from dashboard.numbers import plain
from dashboard.queries import Filters, count_states, coverage, indicators, marks_by_indicator
from dashboard.queries.coverage_counts import is_large, report_years, reporting_agencies, states_by
from dashboard.queries.offer import marks_by_year
from dashboard.records import records
from dashboard.screens.coverage.grid import column_of, coverage_grid, disclosed, state_counts_text
from dashboard.take_away import offer_grid
from dashboard.view import View, current_view

PAGE = 60  # agencies a page: some screens of scrolling, no more
EVERY_THEME, AUTOMATIC = "all", "auto"
COUNTED = f"列名下是披露的机构数/{words.HEARD}的机构数"


@dataclass(frozen=True)
class Asked:
    """What the grid shows: one column a value of `across` (indicator or year), of these `indicators`.

    `heads` are name and unit of each column.
    """

    filters: Filters
    across: str
    heads: dict[str | int, tuple[str, str]]
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
        shape = choose_one("看法", {"indicators": "一年各指标", "years": "一个指标各年"}, "by")
        choose = _by_indicator if shape == "indicators" else _by_year
        asked = choose(view, years, known)
        silent = st.toggle("也列无报告的机构", key="silent", bind="query-params")
    _draw(view, asked, silent, years)


def _by_indicator(view: View, years: pd.DataFrame, known: pd.DataFrame) -> Asked:
    values = values_told(view, known)
    labels = {f"{year}年": year for year in fullest_years(years, values)}
    year = labels[choose_or_first("年份", list(labels), "coverage_year", width=120)]
    themes = list(dict.fromkeys(known["theme"]))
    of_theme = {theme: words.THEMES[theme] for theme in themes}
    options = {AUTOMATIC: "自动", **of_theme, EVERY_THEME: "全部"}
    theme = choose_one("主题", options, "theme", help="自动：这一年有数字最多的主题。")
    if theme == AUTOMATIC:
        theme = theme_told_most(known, values, year)
    chosen = known if theme == EVERY_THEME else known[known["theme"] == theme]
    title = f"{year}年" + ("" if theme == EVERY_THEME else f" · {words.THEMES[theme]}")
    heads = {row.id: (row.name_zh, row.unit) for row in chosen.itertuples()}
    return Asked(replace(view.filters, years=(year,)), "indicator", heads, tuple(heads), title)


def fullest_years(years: pd.DataFrame, values: dict[str, dict]) -> list[int]:
    """The years with reports, that of most values first."""
    return sorted(map(int, years["year"]), key=lambda year: (-values["year"].get(year, 0), -year))


def theme_told_most(known: pd.DataFrame, values: dict[str, dict], year: int) -> str:
    """The theme with most values in a year, of equal ones the first of the glossary."""
    of_year = values["theme"].get(year, {})
    return max(dict.fromkeys(known["theme"]), key=lambda one: of_year.get(one, 0))


def values_told(view: View, known: pd.DataFrame) -> dict[str, dict]:
    """How many values each year has, and within it each theme; of a very large database nothing."""
    if is_large(view.published):
        return {"year": {}, "theme": {}}
    told = marks_by_year(view.published, view.filters)
    told = told.assign(theme=told["indicator"].map(known["theme"]))
    by_theme = told.groupby(["year", "theme"])["agencies"].sum()
    return {
        "year": told.groupby("year")["agencies"].sum().to_dict(),
        "theme": {year: by_theme[year].to_dict() for year in told["year"].unique()},
    }


def _by_year(view: View, years: pd.DataFrame, known: pd.DataFrame) -> Asked:
    names = known["name_zh"].to_dict()
    indicator = choose_or_first("指标", indicators_offered(view, known), "indicator", names.get, width=260)
    heads: dict[str | int, tuple[str, str]] = {int(year): (f"{year}年", "") for year in years["year"]}
    return Asked(view.filters, "year", heads, (indicator,), names[indicator])


def indicators_offered(view: View, known: pd.DataFrame) -> list[str]:
    """All indicators, that of most agencies first; in a very large database in their own order."""
    if is_large(view.published):
        return known["id"].tolist()
    found = marks_by_indicator(view.published, view.filters)
    return found.sort_values("agencies", ascending=False, kind="stable")["indicator"].tolist()


def _columns(
    view: View, asked: Asked, cells: pd.DataFrame, years: pd.DataFrame, total: int
) -> dict[str | int, Column]:
    """The column heads with their counts: of the whole selection, or of the page where that is very large.

    Of several indicators the one that most agencies disclose comes first.
    """
    of_year = years.set_index("year")["agencies"]
    if total <= PAGE or not is_large(view.published):
        counted = states_by(view.published, asked.filters, asked.indicators)
        counts = {row[asked.across]: row for row in records(counted)}
    else:
        counts = count_states(cells, asked.across).to_dict("index")
        of_year = cells[cells["state"] != "no_report"].groupby("year")["agency"].nunique()
    heard = {row["year"]: row["heard"] for row in counts.values() if "heard" in row}
    told = {value: disclosed(counts.get(value)) for value in asked.heads}
    order = sorted(told, key=lambda value: -told[value]) if asked.across == "indicator" else list(told)
    return {
        value: column_of(
            asked.heads[value][0],
            counts.get(value),
            int(heard.get(year := _year_of(asked, value), of_year.get(year, 0))),
            asked.heads[value][1],
        )
        for value in order
        if told[value] or asked.across == "year" or not any(told.values())
    }


def _year_of(asked: Asked, value: str | int) -> int:
    return int(value) if asked.across == "year" else asked.filters.years[0]


def _draw(view: View, asked: Asked, silent: bool, years: pd.DataFrame) -> None:
    page, total = _choose_page(view, asked, silent)
    if page.empty:
        nothing_here(view, "机构")
        return
    filters = replace(asked.filters, agencies=tuple(page["agency"]))
    cells = coverage(view.published, filters, asked.indicators, limit=PAGE)
    place = {agency: number for number, agency in enumerate(page["agency"])}
    cells = cells.sort_values("agency", key=lambda agencies: agencies.map(place), kind="stable")
    said = f"{asked.title}：{plain(total)}个机构" + ("" if silent else words.HEARD)
    counted_of = "" if total <= PAGE or not is_large(view.published) else "（本页）"
    if asked.across == "indicator":
        in_full = int(years.loc[years["year"].isin(asked.filters.years), "in_full"].sum())
        said += f"，其中{in_full}个读了报告全文（读了全文才说“未披露”）"
    say.caption(
        f"{said}。披露多的机构和指标在前；{COUNTED}{counted_of}。点有数字的格看出处；也可用方向键移动、回车打开。"
    )
    names = axis_names(page)
    columns = _columns(view, asked, cells, years, total)
    grid = view.published.made(
        ("coverage", asked.filters, asked.across, asked.indicators, tuple(columns), tuple(page["agency"])),
        lambda: coverage_grid(cells, asked.across, columns, names, f"{asked.title}披露情况", "机构"),
    )
    show_grid(grid, "coverage")
    if idle := [head for value, (head, _) in asked.heads.items() if value not in columns]:
        say.caption(f"没有机构披露、因而未列的指标：{'、'.join(idle)}。")
    counted = cells["state"].value_counts().to_dict()
    say.caption(f"本页{plain(len(cells))}格：{state_counts_text(counted)}。")
    name = f"披露情况-{asked.title}".replace(" · ", "-")
    offer_grid(view, grid, lambda: export_cells(cells), name, f"披露情况 · {asked.title}", COUNTED)


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


def _choose_page(view: View, asked: Asked, silent: bool) -> tuple[pd.DataFrame, int]:
    number = int(st.session_state.get("coverage_page", 1))
    ask = partial(reporting_agencies, view.published, asked.filters, silent, PAGE, telling=asked.indicators)
    page, total = ask(offset=(number - 1) * PAGE)
    if total == 0 and number > 1:  # the selection became smaller than the page that was open
        page, total = ask(offset=0)
    pages = max(-(-total // PAGE), 1)
    if pages > 1:
        st.number_input(
            f"第几页（共{int(pages)}页，每页{PAGE}个机构）", 1, pages, key="coverage_page", width=240
        )
    return page, total
