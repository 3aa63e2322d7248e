"""The charts of the overview: of each theme the indicator and year with most 可比 figures."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard.drawing.bars import Bars, panels_of
from dashboard.drawing.marks import marks_of, mixture_caption, with_years
from dashboard.drawing.panels import MarkPanel, in_panels
from dashboard.links import PAGE_OF_THEME
from dashboard.numbers import plain
from dashboard.queries.offer import marks_by_year
from dashboard.view import View
from dashboard.yearly import (
    MOST_MARKS,
    agencies_in,
    ask_together,
    best_first,
    best_year,
    greatest_of,
    marks_in,
    told_in,
    when_text,
)

CHART_THEMES = ("enforcement", "inspection", "hazard")
BARS, MOST_APART = 8, 3


@dataclass(frozen=True)
class ThemeChart:
    """`panels` are drawn, `marks` those of them with their limits in words; `when` is the year or what stands
    for it."""

    name: str
    when: str
    marks: pd.DataFrame
    panels: tuple[MarkPanel, ...]
    bars: Bars
    caption: str

    @property
    def title(self) -> str:
        return f"{self.name} · {self.when}"


def theme_charts(view: View, held: pd.DataFrame) -> list[tuple[str, str, ThemeChart | None]]:
    """Each theme with the indicator of its chart, None where nothing is told of it; `held` is of
    `queries.marks_by_indicator`."""
    offer = marks_by_year(view.published, view.filters)
    themes = dict(zip(held["indicator"], held["theme"], strict=True))
    pages = offer["indicator"].map(themes).map(PAGE_OF_THEME)
    ask_together(view, offer[pages.isin([PAGE_OF_THEME[theme] for theme in CHART_THEMES])])
    found: list[tuple[str, str, ThemeChart | None]] = []
    for theme in CHART_THEMES:
        told = told_in(view, offer[pages == PAGE_OF_THEME[theme]])  # as the page that the chart leads to
        ranked = best_first(told, dict.fromkeys(themes, 0))
        best = next((one for one in ranked if themes[one.indicator] == theme), None)
        if best is None:
            found.append((theme, "", None))
            continue
        known = held.set_index("indicator").loc[best.indicator]
        year = best_year(told, best.indicator, partial(int, known["agencies"]))
        count = agencies_in(offer, year)[best.indicator]
        make = partial(_chart_of, view, best.indicator, year, count)
        question = ("overview", view.filters, best.indicator, year)
        found.append((theme, best.indicator, view.published.made(question, make)))
    return found


def _chart_of(view: View, indicator: str, year: int | None, agencies: int) -> ThemeChart:
    """What may be compared first, in panels; of very many agencies those with the greatest values."""
    many = agencies > MOST_MARKS
    rows = greatest_of(view, year, indicator) if many else marks_in(view, year, indicator)
    marks = marks_of(rows.reset_index(drop=True))
    whole = in_panels(with_years(marks) if year is None else marks)
    shown = whole.limited(BARS, MOST_APART)
    name, when = marks["name_zh"].iloc[0], when_text(year)
    left = len(rows) - len(shown.drawn)
    said = f"共{plain(agencies)}个机构；这里从数值最大的{len(rows)}个里取。" if many else ""
    said += f"列出{len(shown.drawn)}个，另{plain(left)}个见主题页。" if left else ""
    bars = panels_of(shown.shown, f"{name}，{when}，{len(shown.drawn)}个机构", ticks=3)
    return ThemeChart(name, when, shown.drawn, shown.shown, bars, said + mixture_caption(shown.drawn))
