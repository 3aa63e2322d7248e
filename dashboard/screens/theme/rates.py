"""比率: one figure divided by another of the same report and basis, and why a rate is missing."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say
from dashboard.drawing.bars import panels_of, show_bars
from dashboard.drawing.marks import marks_of, mixture_caption, with_years
from dashboard.drawing.panels import in_panels
from dashboard.drawing.stacked import stacked_bars
from dashboard.frame import choose_or_first, show_table, table_height
from dashboard.numbers import marked
from dashboard.queries.rates import rates
from dashboard.rates import RateDefinition, formula, missing_sentence
from dashboard.records import records
from dashboard.screens.theme.choice import Choice, asks_for_less, beside
from dashboard.screens.theme.comparison import counted, limited
from dashboard.take_away import Picture, offer_data


def rates_view(choice: Choice) -> None:
    """The rates that the theme's indicators enter into, one at a time, the best covered first."""
    if not choice.rates:
        st.info("这一主题还没有定义比率。")
        return
    if asks_for_less(choice, "比率"):
        return
    filters = replace(choice.view.filters, years=choice.years)
    found = {rate.name_zh: rates(choice.view.published, filters, rate) for rate in choice.rates}
    by_name = {rate.name_zh: rate for rate in choice.rates}
    on_offer = sorted(found, key=lambda name: -found[name]["value"].notna().sum())
    chosen = choose_or_first("比率", on_offer, "rate", width=420)
    definition, rows = by_name[chosen], found[chosen]
    say.caption(definition.definition)
    shown = rows[rows["value"].notna()]
    if choice.year is None:
        shown = shown.groupby("agency", sort=False).tail(1)
    if shown.empty:
        say.info(f"当前筛选下算不出“{chosen}”：{missing_sentence(rows) or '没有报告。'}")
        return
    _draw(choice, definition, rows, shown)


def _draw(choice: Choice, definition: RateDefinition, rows: pd.DataFrame, shown: pd.DataFrame) -> None:
    marks = rate_marks(shown, definition)
    panels = in_panels(with_years(marks) if choice.year is None else marks)
    marks = panels.all
    chart_side, table_side = beside()
    with chart_side:
        panels = limited(panels)
        drawn = len(panels.drawn)
        title = f"{definition.name_zh} · {choice.when} · {counted(choice, panels)}"
        say.subheader(title)
        label = f"{definition.name_zh}，{drawn}个机构；算式见旁边的表"
        show_bars(panels_of(panels.shown, label), f"rate-{definition.id}")
        said = [mixture_caption(panels.drawn), f"图中列出{drawn}个，其余见表。" if drawn < len(marks) else ""]
        missing = missing_sentence(rows)
        say.caption(" ".join(filter(None, [*said, f"没有比率的：{missing}" if missing else ""])))
    with table_side:
        table = pd.DataFrame(
            {
                "机构": marks["name"],
                "年份": marks["year"].astype(str),
                "比率": marks["text"],
                "可比性": marks["verdict"],
                "算式": marks["said"],
                "限定": marks["limits"],
                "原因": marks["reasons"],
            }
        )
        st.caption("点选一行或图中一条，查看分子、分母的出处")
        show_table(
            table,
            marks["ids"],
            "rates",
            agencies=marks["agency"],
            height=table_height(len(table), 560),
            alt=f"{definition.name_zh}表",
        )
        draw = partial(stacked_bars, panels.shown)
        offer_data(choice.view, marks, f"{definition.name_zh}-{choice.when}", Picture(draw, title))


def rate_marks(rows: pd.DataFrame, definition: RateDefinition) -> pd.DataFrame:
    """Marks of `queries.rates` rows that have a value; `said` is how the rate came about."""
    marks = marks_of(rows.assign(indicator_unit=definition.unit))
    told = records(marks)
    return marks.assign(
        text=[marked(record, definition.decimals) for record in told],
        said=[formula(record, definition) for record in told],
    )
