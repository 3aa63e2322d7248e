"""对比: agencies side by side in one year, the table behind the chart beside it.

What may be compared stands first, each level in a panel of its own; the rest follows below, greyed, with why.
"""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say
from dashboard.comparability import before_of, hidden_sentence, year_on_year
from dashboard.drawing import charts
from dashboard.drawing.bars import panels_of, show_bars
from dashboard.drawing.marks import chart_unit, compact, marks_of, mixture_caption, with_years
from dashboard.drawing.panels import Panels, in_panels
from dashboard.drawing.stacked import stacked_bars
from dashboard.frame import choose_one, show_chart, show_table, table_height
from dashboard.nearby import offer_nearby
from dashboard.numbers import plain
from dashboard.queries import hidden_by_filter
from dashboard.records import records
from dashboard.screens.briefing.view import sheet_of_page
from dashboard.screens.theme.choice import NUMBER, Choice, asks_for_less, beside
from dashboard.screens.theme.elsewhere import ways_to_numbers
from dashboard.take_away import Picture, offer_data
from dashboard.yearly import MOST_MARKS

ORDERS = {"value": "按数值", "place": "按区划"}
MOST_BARS, FEW_MORE = 16, 4  # so few more are shown rather than hidden behind a switch
WIDE_SPAN = 200  # greatest over least: beyond it most bars are stubs, and a log axis is worth offering


def comparison(choice: Choice) -> None:
    """Agencies side by side in one year, the table behind the chart beside it."""
    if choice.part and asks_for_less(choice, "分项对比"):
        return
    rows = choice.rows
    if rows.empty:
        _say_why_empty(choice)
        return
    chart_side, table_side = beside()
    with chart_side:
        with st.container(horizontal=True, vertical_alignment="center"):
            order = choose_one("排序", ORDERS, "order", label_visibility="collapsed")
            panels = choice.kept(
                f"panels by {order}", lambda: _panels(rows, choice, order), lambda p: len(p.all)
            )
            asked = _offer_alike(panels)
            with_before = bool(panels.together) and _offer_year_before(choice.year, panels.all)
            on_log = not with_before and _offer_log(asked)
        if with_before or on_log:  # one axis: of one level
            asked = asked.fullest()
        shown = limited(asked)
        picture = _draw_comparison(choice, shown, with_before, on_log)
        _captions(choice, shown, asked, on_log)
    with table_side:
        _comparison_table(choice, panels.all, picture)


def _panels(rows: pd.DataFrame, choice: Choice, order: str) -> Panels:
    marks = marks_of(rows)
    return in_panels(with_years(marks) if choice.year is None else marks, order)


def _say_why_empty(choice: Choice) -> None:
    """There are no whole numbers of the indicator: parts perhaps, or other years, or elsewhere."""
    hidden = "" if choice.part else _hidden(choice)
    say.info(f"当前筛选下，{choice.when}没有“{choice.title}”可供对比的数字。{hidden}")
    offer_nearby(ways_to_numbers(choice))


def _offer_alike(panels: Panels) -> Panels:
    """All marks, or, if the reader asks, only those that may be compared with each other."""
    if len(panels.shown) == len(panels.together) or not panels.together:
        return panels
    only = st.toggle(
        "只画同口径的", key="alike", bind="query-params", help="可比或可参照的一组；其余不可比，仍在表中。"
    )
    return panels.without_apart() if only else panels


def _draw_comparison(choice: Choice, shown: Panels, with_before: bool, on_log: bool) -> Picture:
    marks, mode, narrow = shown.drawn, choice.view.mode, choice.view.narrow
    unit = chart_unit(marks)
    title = f"{choice.title} · {choice.when} · {counted(choice, shown)}"
    say.subheader(title)
    alt = f"{choice.title}，{choice.when}，{len(marks)}个机构的条形图；同样的数字见旁边的表"
    name = f"comparison-{choice.indicator['id']}-{choice.when}"
    if with_before or on_log:
        if with_before:
            draw = partial(charts.grouped_bars, pd.concat([marks, _marks_before(marks)]), unit, mode)
        else:
            draw = partial(charts.dots_on_log, compact(marks) if narrow else marks, unit, mode)
        show_chart(draw(), name, alt)
        return Picture(draw, title)
    show_bars(panels_of(shown.shown, alt), name)
    return Picture(partial(stacked_bars, shown.shown, mode), title)


def counted(choice: Choice, shown: Panels) -> str:
    """132个机构，列出16个: how many there are, and how many of them are drawn where not all."""
    there = max(choice.count, len(shown.all)) if choice.many else len(shown.all)
    drawn = len(shown.drawn)
    return f"{plain(there)}个机构" + (f"，列出{drawn}个" if drawn < there else "")


def _offer_year_before(year: int | None, marks: pd.DataFrame) -> bool:
    if year is None or marks["before_value"].isna().all():
        return False
    return st.toggle("并列上年", key="before", bind="query-params")


def _offer_log(panels: Panels) -> bool:
    """Where bars of one panel differ so much that most are stubs."""
    for panel in panels.together:
        positive = panel.marks.loc[panel.marks["value"] > 0, "value"]
        if len(positive) >= 3 and positive.max() / positive.min() >= WIDE_SPAN:
            return st.toggle(
                "对数刻度", key="log", bind="query-params", help="数值相差悬殊时，用点和对数刻度更易读。"
            )
    return False


def limited(panels: Panels) -> Panels:
    """As many rows as a screen holds, unless the reader asks for all."""
    count = len(panels.drawn)
    if count <= MOST_BARS + FEW_MORE:
        return panels
    if st.toggle(f"显示全部{plain(count)}个", key="all", bind="query-params"):
        return panels
    return panels.limited(MOST_BARS)


def _marks_before(shown: pd.DataFrame) -> pd.DataFrame:
    """The year before of the same agencies, where the two years may be compared."""
    pairs = [(mark, before_of(mark)) for mark in records(shown)]
    earlier = [
        {
            **mark,
            **before,
            "year": mark["year"] - 1,
            "value_high": None,
            "conflict": False,
            "quoted": False,
            "from_superior": False,
            "status": "reviewed",
        }
        for mark, before in pairs
        if before is not None and year_on_year(mark, before).verdict.allowed
    ]
    if not earlier:
        return shown.head(0)
    return marks_of(pd.DataFrame(earlier), dict(zip(shown["agency"], shown["name"], strict=True)))


def _captions(choice: Choice, shown: Panels, asked: Panels, on_log: bool) -> None:
    marks = shown.drawn
    lines = [mixture_caption(marks, hollow=on_log)]
    if choice.many:
        lines.append(f"共{plain(choice.agencies)}个机构，图和表只列数值最大的{MOST_MARKS}个。")
    if unlike := len(asked.all) - len(asked.drawn):
        lines.append(f"另有{unlike}个机构不可比或层级不同，未画，原因见表。")
    if len(marks) < len(asked.drawn):
        lines.append(f"图中列出{len(marks)}个，其余见表。")
    if (marks["value"] == 0).any():
        zero = "左缘的 ◇" if on_log else "◇ 在轴线上"
        lines.append(f"{zero}表示报告明确写为零；没有数字的机构不画。")
    if not choice.part:
        lines.append(_hidden(choice))
    say.caption(" ".join(line for line in lines if line))


def _hidden(choice: Choice) -> str:
    filters = replace(choice.view.filters, years=choice.years)
    hidden = hidden_by_filter(choice.view.published, filters, (choice.indicator["id"],))
    return hidden_sentence(hidden)


def _comparison_table(choice: Choice, marks: pd.DataFrame, picture: Picture) -> None:
    table = pd.DataFrame(
        {
            "机构": marks["name"],
            "年份": marks["year"].astype(str),
            "数值": marks["value"],
            "报告原文": marks["said"],
            "可比性": marks["verdict"],
            "比上年": [_change_text(mark) for mark in records(marks)],
            "限定": marks["limits"],
            "原因": marks["reasons"],
        }
    )
    idle = [name for name in ("比上年", "限定", "可比性", "原因") if not table[name].any()]
    table = table.drop(columns=idle + (["年份"] if choice.year else []))
    st.caption("点选一行或图中一条，查看数字出处")
    show_table(
        table,
        marks["ids"],
        "comparison",
        agencies=marks["agency"],
        height=table_height(len(table), 560),
        column_config={
            "数值": NUMBER,
        },
        alt=f"{choice.title}各机构数值表",
    )
    offer_data(choice.view, marks, f"{choice.title}-{choice.when}", picture, sheet_of_page(choice))


def _change_text(mark: dict) -> str:
    change = year_on_year(mark, before_of(mark))
    return change.text if change.verdict.allowed else ("" if before_of(mark) is None else "不可比")
