"""The tabs of a theme page: each draws one answer, only the open one runs, one without anything to draw is
disabled and says why."""

import json
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from dashboard import say
from dashboard.frame import show_open_tab
from dashboard.queries.parts import broken_down
from dashboard.queries.rates import any_told
from dashboard.screens.theme.choice import Choice
from dashboard.screens.theme.comparison import comparison
from dashboard.screens.theme.parts import parts_view
from dashboard.screens.theme.rates import rates_view
from dashboard.screens.theme.trend import trends_over_years

TABS = {"对比": comparison, "趋势": trends_over_years, "比率": rates_view, "构成": parts_view}
KEY = "tab"


def show_tabs(choice: Choice) -> None:
    """Draw the tabs of what the reader chose."""
    idle = {} if choice.many else choice.kept("idle", lambda: idle_tabs(choice))
    if idle:
        st.html(_disabled(idle))
        say.caption("；".join(f"没有“{name}”：{why}" for name, why in idle.items()) + "。")
    show_open_tab({name: partial(draw, choice) for name, draw in TABS.items()}, KEY)


def idle_tabs(choice: Choice) -> dict[str, str]:
    """The tabs without anything to draw, each with why."""
    found = {}
    if choice.rows_of_all_years.empty:
        found["趋势"] = f"没有机构在所选年份里有两年以上的“{choice.title}”"
    filters = replace(choice.view.filters, years=choice.years)
    if not any_told(choice.view.published, filters, choice.rates):
        found["比率"] = f"{choice.when}没有一份报告有比率要的分子和分母"
    broken = broken_down(choice.view.published, choice.view.filters, choice.indicator["id"], limit=1)
    if broken.empty:
        found["构成"] = "没有报告列出两个以上的分项"
    return found


def _disabled(idle: dict[str, str]) -> str:
    """What serving/tabs.js reads: which tabs of these to disable, and why."""
    why = escape(json.dumps(idle, ensure_ascii=False))
    return f'<div class="ec-idle ec-unseen" data-of="{KEY}" data-why="{why}"></div>'
