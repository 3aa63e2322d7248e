"""趋势: agencies with two or more years, as lines or as small multiples."""

from functools import partial

import pandas as pd

from dashboard import say
from dashboard.drawing import multiples, trends
from dashboard.drawing.marks import NO_BAR, OWN_AXES, chart_unit, mark_breaks, marks_of, mixture_caption
from dashboard.drawing.panels import on_one_axis
from dashboard.frame import choose_one, show_chart, show_table, table_height
from dashboard.nearby import offer_nearby, ways_out
from dashboard.queries import Filters, trend
from dashboard.screens.briefing.view import sheet_of_page
from dashboard.screens.theme.choice import NUMBER, Choice, asks_for_less
from dashboard.take_away import Picture, offer_data

SHAPES = {"auto": "自动", "lines": "同一坐标", "panels": "并排小图"}
MOST_LINES = 8
MOST_PANELS = 16
PHONE = 300  # pixels that bars have there
FEW_YEARS = 3  # whose numbers a phone has room for


def trends_over_years(choice: Choice) -> None:
    """Agencies with two or more years, as lines or as small multiples."""
    if asks_for_less(choice, "趋势"):
        return
    rows = choice.rows_of_all_years
    if rows.empty:
        say.info(f"没有机构在所选年份里有两年以上的“{choice.title}”，画不出趋势。")
        offer_nearby(ways_out(choice.view, partial(_with_two_years, choice)))
        return
    marks = mark_breaks(marks_of(rows))
    count = marks["agency"].nunique()
    shape = choose_one("画法", SHAPES, "shape", label_visibility="collapsed")
    alike = on_one_axis(marks)
    if shape == "auto":
        shape = "lines" if count <= MOST_LINES and len(alike) == count else "panels"
    if shape == "lines":
        shown = _most_years(marks[marks["agency"].isin(alike)], MOST_LINES)
    else:
        shown = _most_years(marks, MOST_PANELS)
    drawn = shown["agency"].nunique()
    title = f"{choice.title} · {shown['year'].min()}–{shown['year'].max()}年 · {drawn}个机构"
    say.subheader(title)
    alt = f"{choice.title}的历年变化，{drawn}个机构；同样的数字见下面的表"
    unit, mode, narrow = chart_unit(shown), choice.view.mode, choice.view.narrow
    if shape == "lines":
        few = not narrow or shown["year"].nunique() <= FEW_YEARS
        figure = trends.lines(shown, unit, mode, list(choice.view.filters.agencies), few)
    else:
        shared = len(on_one_axis(shown)) == drawn
        room = {"columns": 1, "width": PHONE} if narrow else {}
        figure = multiples.small_multiples(shown, unit, mode, shared=shared, **room)
    show_chart(figure, f"trend-{shape}", alt)
    _trend_captions(marks, shown, shape)
    _trend_table(marks, choice, Picture(lambda: figure, title))


def _with_two_years(choice: Choice, filters: Filters) -> int:
    """How many agencies of a selection have two or more years of the indicator."""
    rows = trend(choice.view.published, filters, (choice.indicator["id"],))
    if filters.years:
        rows = rows[rows["year"].isin(filters.years)]
    years = rows.groupby("agency")["year"].nunique()
    return int((years >= 2).sum())


def has_gaps(marks: pd.DataFrame) -> bool:
    """Does a line pass over years without a number? `marks` in order of year (drawing.marks.mark_breaks)."""
    apart = marks["year"] - marks.groupby("agency")["year"].shift()
    return bool(((apart > 1) & ~marks["breaks"]).any())


def _most_years(marks: pd.DataFrame, most: int) -> pd.DataFrame:
    """The agencies with the longest series, at most `most` of them, in order of place."""
    years = marks.groupby("agency")["year"].nunique().sort_values(ascending=False, kind="stable")
    return marks[marks["agency"].isin(years.index[:most])]


def _trend_captions(marks: pd.DataFrame, shown: pd.DataFrame, shape: str) -> None:
    lines = [mixture_caption(shown, hollow=shape == "lines")]
    if shape == "panels":
        lines.append(NO_BAR)
        if len(on_one_axis(shown)) < shown["agency"].nunique():
            lines.append(OWN_AXES)
    if shape == "lines" and shown["breaks"].any():
        lines.append("口径、期间或专项不同的年份之间不连线。")
    if shape == "lines" and has_gaps(shown):
        lines.append("虚线跨过的年份没有数字，不是零。")
    if shape == "lines" and shown["agency"].nunique() > 1:
        lines.append("挤在一起的数字不写，指向该点可见，表中都有。")
    unlike = marks["agency"].nunique() - len(on_one_axis(marks)) if shape == "lines" else 0
    if unlike:
        lines.append(f"另有{unlike}个机构与它们不可比或层级不同，不画在同一坐标，见并排小图。")
    if left_out := marks["agency"].nunique() - shown["agency"].nunique() - unlike:
        lines.append(f"另有{left_out}个机构未画，可在筛选栏选定机构。")
    say.caption(" ".join(line for line in lines if line))


def _trend_table(marks: pd.DataFrame, choice: Choice, picture: Picture) -> None:
    table = pd.DataFrame(
        {
            "机构": marks["agency"],
            "年份": marks["year"].astype(str),
            "数值": marks["value"],
            "报告原文": marks["said"],
            "限定": marks["limits"],
        }
    )
    show_table(
        table,
        marks["ids"],
        "trend",
        height=table_height(len(table), 420),
        column_config={"数值": NUMBER},
        alt=f"{choice.title}历年数值表",
    )
    offer_data(choice.view, marks, f"{choice.title}-历年", picture, sheet_of_page(choice))
