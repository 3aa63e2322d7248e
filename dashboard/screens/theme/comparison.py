"""对比: agencies side by side in one year, the table behind the chart beside it."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say
from dashboard.comparability import ALLOWED, before_of, hidden_sentence, year_on_year
from dashboard.drawing import charts
from dashboard.drawing.bars import bars_of, show_bars
from dashboard.drawing.marks import (
    chart_unit,
    compact,
    judged,
    marks_of,
    mixture_caption,
    ordered,
    with_years,
)
from dashboard.frame import show_chart, show_table
from dashboard.numbers import plain
from dashboard.queries import hidden_by_filter
from dashboard.screens.theme.choice import NUMBER, Choice, asks_for_less, table_height
from dashboard.take_away import Picture, offer_data
from dashboard.yearly import MOST_MARKS

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
    marks = judged(marks_of(rows.reset_index(drop=True)))
    if choice.year is None:
        marks = with_years(marks)
    chart_side, table_side = st.columns([11, 9], gap="medium")
    with chart_side:
        with st.container(horizontal=True, vertical_alignment="center"):
            order = _offer_order()
            alike = _offer_alike(marks)
            with_before = _offer_year_before(choice.year, marks)
            on_log = not with_before and _offer_log(alike)
        alike = ordered(alike, order)
        shown = _limited(alike)
        picture = _draw_comparison(choice, shown, with_before, on_log)
        _captions(choice, shown, alike, len(marks) - len(alike), on_log)
    with table_side:
        _comparison_table(choice, ordered(marks, order), picture)


def _say_why_empty(choice: Choice) -> None:
    """There are no whole numbers of the indicator: parts perhaps, or other years."""
    hidden = "" if choice.part else _hidden(choice)
    more = f"{hidden}可在“总数或分项”里选一个分项，看“构成”，或换一个年度。" if hidden else "请换一个年度。"
    say.info(f"当前筛选下，{choice.when}没有“{choice.title}”可供对比的数字。{more}")


def _offer_order() -> str:
    return st.segmented_control(
        "排序",
        ["value", "place"],
        default="value",
        required=True,
        key="order",
        bind="query-params",
        format_func={"value": "按数值", "place": "按区划"}.__getitem__,
        label_visibility="collapsed",
    )


def _offer_alike(marks: pd.DataFrame) -> pd.DataFrame:
    """All marks, or, if the reader asks, the largest group that may be compared with each other."""
    alike = marks[marks["verdict"].isin(ALLOWED)]
    if not 1 < len(alike) < len(marks):
        return marks
    only = st.toggle(
        "只画同口径的", key="alike", bind="query-params", help="可比或可参照的一组；其余不可比，仍在表中。"
    )
    return alike if only else marks


def _draw_comparison(choice: Choice, shown: pd.DataFrame, with_before: bool, on_log: bool) -> Picture:
    unit, mode = chart_unit(shown), choice.view.mode
    drawn = compact(shown) if choice.view.narrow else shown
    plot_width = charts.NARROW if choice.view.narrow else charts.WIDE
    if with_before:
        draw = partial(charts.grouped_bars, pd.concat([shown, _marks_before(shown)]), unit, mode)
    elif on_log:
        draw = partial(charts.dots_on_log, drawn, unit, mode)
    else:
        draw = partial(charts.ranked_bars, drawn, unit, mode, plot_width=plot_width)
    title = f"{choice.title} · {choice.when} · {len(shown)}个机构"
    say.subheader(title)
    alt = f"{choice.title}，{choice.when}，{len(shown)}个机构的条形图；同样的数字见旁边的表"
    name = f"comparison-{choice.indicator['id']}-{choice.when}"
    if with_before or on_log:
        show_chart(draw(), name, alt)
    else:
        show_bars(bars_of(drawn, unit, alt), name)
    return Picture(draw, title)


def _offer_year_before(year: int | None, marks: pd.DataFrame) -> bool:
    if year is None or marks["before_value"].isna().all():
        return False
    return st.toggle("并列上年", key="before", bind="query-params")


def _offer_log(marks: pd.DataFrame) -> bool:
    positive = marks.loc[marks["value"] > 0, "value"]
    if len(positive) < 3 or positive.max() / positive.min() < WIDE_SPAN:
        return False
    return st.toggle(
        "对数刻度", key="log", bind="query-params", help="数值相差悬殊时，用点和对数刻度更易读。"
    )


def _limited(marks: pd.DataFrame) -> pd.DataFrame:
    if len(marks) <= MOST_BARS + FEW_MORE or st.toggle(
        f"显示全部{len(marks)}个", key="all", bind="query-params"
    ):
        return marks
    return marks.head(MOST_BARS)


def _marks_before(shown: pd.DataFrame) -> pd.DataFrame:
    """The year before of the same agencies, where the two years may be compared."""
    records = [(mark, before_of(mark)) for mark in shown.to_dict("records")]
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
        for mark, before in records
        if before is not None and year_on_year(mark, before).verdict.allowed
    ]
    if not earlier:
        return shown.head(0)
    return marks_of(pd.DataFrame(earlier), dict(zip(shown["agency"], shown["name"], strict=True)))


def _captions(choice: Choice, shown: pd.DataFrame, drawable: pd.DataFrame, unlike: int, on_log: bool) -> None:
    lines = [mixture_caption(shown, hollow=on_log)]
    if choice.many:
        lines.append(f"共{plain(choice.agencies)}个机构，图和表只列数值最大的{MOST_MARKS}个。")
    if unlike:
        lines.append(f"另有{unlike}个机构不可比，未画，原因见表。")
    if len(shown) < len(drawable):
        lines.append(f"图中列出{len(shown)}个，其余见表。")
    if (shown["value"] == 0).any():
        lines.append("◇ 在轴线上表示报告明确写为零；没有数字的机构不画。")
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
            "比上年": [_change_text(mark) for mark in marks.to_dict("records")],
            "限定": marks["limits"],
            "可比性": marks["verdict"],
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
        height=table_height(len(table), 560),
        column_config={
            "数值": NUMBER,
            "机构": st.column_config.TextColumn(width="medium"),
        },
        alt=f"{choice.title}各机构数值表",
    )
    offer_data(choice.view, marks, f"{choice.title}-{choice.when}", picture)


def _change_text(mark: dict) -> str:
    change = year_on_year(mark, before_of(mark))
    return change.text if change.verdict.allowed else ("" if before_of(mark) is None else "不可比")
