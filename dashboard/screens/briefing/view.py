"""简报: a theme page's choice as one slide, 16:9 and without chrome, opened by ?view=briefing."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.comparability import stand_together
from dashboard.drawing import charts, trends
from dashboard.drawing.marks import (
    NO_BAR,
    chart_unit,
    compact,
    mark_breaks,
    marks_of,
    mixture_caption,
    ordered,
    with_years,
)
from dashboard.frame import CHART_CONFIG
from dashboard.queries import headlines
from dashboard.queries.coverage_counts import states_by
from dashboard.queries.offer import marks_by_year
from dashboard.queries.overview import meta
from dashboard.queries.sources import reports_by_id
from dashboard.screens.briefing.findings import Coverage, findings
from dashboard.screens.theme.choice import Choice
from dashboard.sentences import value_with_limits
from dashboard.take_away import selection, source_line
from dashboard.view import View

VIEW, BRIEFING = "view", "briefing"
HIDDEN = "briefing-choosers"  # the page's own widgets: they must run, for they read the address
BARS, TRENDS = 9, 6
MOST_LINES = 2  # more of them cover each other's numbers: panels then
BESIDE = 8  # other numbers of a single agency
CHART_HEIGHT = 470
LETTER, NARROW_LETTER = 19, 13  # pixels


@dataclass(frozen=True)
class Chart:
    name: str
    title: str
    figure: go.Figure
    caption: str
    height: int = CHART_HEIGHT


def briefing_asked() -> bool:
    return st.query_params.get(VIEW) == BRIEFING


def briefing_link(**chosen: str) -> None:
    """A button that opens the present view as a briefing, in a tab of its own; `chosen`: what the page took
    by itself, which its address may not say yet."""
    asked = {name: [value] for name, value in chosen.items()}
    asked |= {name: st.query_params.get_all(name) for name in st.query_params}
    st.link_button("简报", "?" + urlencode({**asked, VIEW: [BRIEFING]}, doseq=True))


def show_briefing(choice: Choice) -> None:
    """Draw the slide of `choice`."""
    st.html(Path(__file__).with_name("briefing.css"))
    rows = choice.rows
    if rows.empty and "year" not in st.query_params:
        choice = _in_its_own_year(choice)
        rows = choice.rows
    if rows.empty:
        st.html(f'<h1 class="brief-title">{escape(f"{choice.when}没有“{choice.title}”的数字")}</h1>')
        return
    reports = reports_by_id(choice.view.published, rows["report_id"])
    titles = dict(zip(reports["report_id"], reports["title"], strict=True))
    said = findings(rows, choice.title, choice.when, titles, _coverage(choice))
    st.html(f'<h1 class="brief-title">{escape(said.title)}</h1>')
    second = _second(choice)
    first = None if len(rows) == 1 and second else _bars(choice, rows)  # one bar says no more than the title
    drawn = [chart for chart in (first, second) if chart is not None]
    for column, chart in zip(st.columns([11, 9][: len(drawn)], gap="large"), drawn, strict=True):
        with column:
            _draw(chart, NARROW_LETTER if choice.view.narrow else LETTER)
    if len(rows) == 1:
        st.html(_beside_html(choice, rows.iloc[0]))
    st.html(points_html(said.points) + footer_html(choice.view, reports))


def _in_its_own_year(choice: Choice) -> Choice:
    """The same choice in the year in which most agencies tell the indicator: nobody asked for another."""
    offer = marks_by_year(choice.view.published, choice.view.filters, (choice.indicator["id"],))
    if offer.empty:
        return choice
    best = max(offer.itertuples(), key=lambda row: (row.agencies, row.year)).year
    return replace(choice, year=int(best), read=choice.read.iloc[:0])


def _coverage(choice: Choice) -> Coverage:
    if choice.year is None or choice.part:
        return Coverage()
    filters = replace(choice.view.filters, years=(choice.year,))
    counted = states_by(choice.view.published, filters, (choice.indicator["id"],))
    if counted.empty:
        return Coverage()
    row = counted.iloc[0]
    return Coverage(0, int(row["not_disclosed"]), int(row["unknown"]), int(row["partial"]))


def _bars(choice: Choice, rows: pd.DataFrame) -> Chart:
    marks = marks_of(rows)
    if choice.year is None:
        marks = with_years(marks)
    marks = ordered(marks, "value")
    shown = marks.head(BARS)
    figure = _ranked(choice, shown)
    title = f"{choice.title} · {choice.when} · {len(marks)}个机构{_listed(shown, marks)}"
    return Chart("bars", title, figure, mixture_caption(shown), _height(len(shown)))


def _second(choice: Choice) -> Chart | None:
    """Years of the agencies that have them; where none has two, the agencies that may be compared."""
    rows = choice.rows_of_all_years
    if rows.empty:
        return _like_bars(choice)
    longest = rows.groupby("agency")["year"].nunique().sort_values(ascending=False, kind="stable")
    marks = mark_breaks(marks_of(rows[rows["agency"].isin(longest.index[:TRENDS])]))
    few = marks["agency"].nunique() <= MOST_LINES
    draw = trends.lines if few else partial(trends.small_multiples, columns=2)
    figure = draw(marks, chart_unit(marks), choice.view.mode)
    span = f"{marks['year'].min()}–{marks['year'].max()}年"
    left_out = len(longest) - marks["agency"].nunique()
    caption = mixture_caption(marks, hollow=few) + ("" if few else NO_BAR)
    caption += f"另有{left_out}个机构有两年以上的数字，未画。" if left_out else ""
    return Chart("lines", f"{choice.title} · {span} · {marks['agency'].nunique()}个机构", figure, caption)


def _like_bars(choice: Choice) -> Chart | None:
    standing = stand_together(choice.rows.to_dict("records"))
    marks = marks_of(choice.rows.iloc[list(standing.group)])
    if not 1 < len(marks) < len(choice.rows):
        return None
    marks = ordered(with_years(marks) if choice.year is None else marks, "value")
    shown = marks.head(BARS)
    figure = _ranked(choice, shown)
    title = f"其中{standing.verdict.word}的{len(marks)}个{_listed(shown, marks)}"
    caption = f"{standing.verdict.sentence}。" + mixture_caption(shown)
    return Chart("alike", title, figure, caption, _height(len(shown)))


def _listed(shown: pd.DataFrame, marks: pd.DataFrame) -> str:
    return f"，列出{len(shown)}个" if len(shown) < len(marks) else ""


def _ranked(choice: Choice, marks: pd.DataFrame) -> go.Figure:
    drawn = compact(marks) if choice.view.narrow else marks
    return charts.ranked_bars(drawn, chart_unit(drawn), choice.view.mode, plot_width=charts.NARROW)


def _height(bars: int) -> int:
    """Few bars stay bars: a chart of one is not half a slide high."""
    return min(CHART_HEIGHT, 160 + 80 * bars)


def _draw(chart: Chart, letter: int) -> None:
    st.html(f'<h2 class="brief-chart">{escape(chart.title)}</h2>')
    config = {**CHART_CONFIG, "staticPlot": True}
    figure = enlarged(chart.figure, chart.height, letter)
    st.plotly_chart(figure, theme=None, key=f"brief-{chart.name}", config=config, alt=chart.title)
    if chart.caption:
        st.html(f'<div class="brief-caption">{escape(chart.caption)}</div>')


def enlarged(figure: go.Figure, height: int = CHART_HEIGHT, letter: int = LETTER) -> go.Figure:
    """A copy with letters, dots and rows sized for a slide."""
    large = go.Figure(figure)
    for trace in large.data:
        if trace.text is not None and not isinstance(trace.text, str):
            trace.text = [
                (text or "").replace("font-size:11px", f"font-size:{letter - 3}px") for text in trace.text
            ]
        if trace.type == "bar":
            trace.constraintext = "none"
            trace.textfont.size = letter - 4 if trace.orientation != "h" else None
        if trace.type == "scatter":
            trace.textfont.size = letter - 2
    large.update_annotations(font_size=letter)
    large.update_xaxes(tickfont_size=letter - 1, title_font_size=letter - 1, tickangle=0)
    large.update_yaxes(tickfont_size=letter, title_font_size=letter - 1)
    return large.update_layout(height=height, font_size=letter + 1)


def _beside_html(choice: Choice, mark: pd.Series) -> str:
    """What else the one agency tells of the same year, each number with its limits."""
    filters = replace(choice.view.filters, agencies=(mark["agency"],), years=(int(mark["year"]),))
    others = headlines(choice.view.published, filters, limit=BESIDE + 1).to_dict("records")
    entries = [
        f"<div><dt>{escape(other['name_zh'])}</dt><dd>{escape(value_with_limits(other))}</dd></div>"
        for other in others
        if other["indicator"] != mark["indicator"]
    ][:BESIDE]
    if not entries:
        return ""
    return (
        f'<h2 class="brief-chart">同一机构同年的其他数字</h2><dl class="brief-beside">{"".join(entries)}</dl>'
    )


def points_html(said: Iterable[str]) -> str:
    """The findings of a slide, beside each other."""
    points = "".join(f'<div role="listitem">{escape(point)}</div>' for point in said)
    return f'<div class="brief-points" role="list">{points}</div>'


def footer_html(view: View, reports: pd.DataFrame) -> str:
    """Source, version, selection and link of a slide."""
    published = view.published
    built = meta(published).get("built_at", "")[:10]
    source = source_line(reports, published.name)
    stamp = f"<b>{escape(published.stamp)}</b> ｜ " if published.stamp else ""
    said = f"{stamp}{escape(source)}（{escape(built)}发布）"
    return (
        f'<div class="brief-footer" data-briefing="ready"><div>{said}</div>'
        f"<div>{escape(selection(view))} ｜ {escape(short_link())}</div></div>"
    )


def short_link() -> str:
    """The address of the page behind the briefing, readable; only what differs from the defaults is in it.

    PUBLIC_ADDRESS is what visitors know this server by; empty leaves the page and what follows it.
    """
    asked = {name: st.query_params.get_all(name) for name in st.query_params if name != VIEW}
    query = unquote(urlencode(asked, doseq=True))
    page = urlsplit(st.context.url or "")
    address = os.environ.get("PUBLIC_ADDRESS", page.netloc).rstrip("/")
    return f"{address}{page.path}" + (f"?{query}" if query else "")
