"""简报: a theme page's choice as one slide, 16:9 and without chrome, opened by ?view=briefing."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.drawing import charts, multiples, trends
from dashboard.drawing.marks import chart_unit, compact
from dashboard.filter_bar import amiss_in_link
from dashboard.frame import CHART_CONFIG
from dashboard.office.model import Sheet
from dashboard.queries.overview import meta
from dashboard.screens.briefing.content import BARS, LINES, Content, Drawn, content_of
from dashboard.screens.briefing.sheet import sheet_of
from dashboard.screens.theme.choice import Choice
from dashboard.sentences import value_with_limits
from dashboard.take_away import offer_office, selection, source_line
from dashboard.view import View

VIEW, BRIEFING = "view", "briefing"
FILES = "briefing-files"
HIDDEN = "briefing-choosers"  # the page's own widgets: they must run, for they read the address
CHART_HEIGHT = 470
LETTER, NARROW_LETTER = 19, 13  # pixels
SMALLER = 4  # pixels, the numbers over bars
PANELS_WIDTH = 500  # pixels that the panels of a slide have on a laptop


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
    content = content_of(choice, any_year="year" not in st.query_params)
    if content is None:
        st.html(f'<h1 class="brief-title">{escape(f"{choice.when}没有“{choice.title}”的数字")}</h1>')
        return
    st.html(f'<h1 class="brief-title">{escape(content.findings.title)}</h1>')
    charts_of = content.drawn
    widths = [11, 9][: len(charts_of)]
    for column, drawn in zip(st.columns(widths, gap="large") if widths else (), charts_of, strict=True):
        with column:
            _draw(content.choice, drawn)
    if content.beside:
        st.html(_beside_html(content))
    st.html(points_html(content.findings.points) + footer_html(choice.view, content.reports))
    link = short_link()
    offer_files(lambda: sheet_of(content, link), f"{choice.title}-{choice.when}")


def offer_files(sheet: Callable[[], Sheet], name: str) -> None:
    """The slide as files, in a row below it that neither prints nor is part of its picture."""
    with st.container(horizontal=True, key=FILES):
        offer_office(sheet, name)


def figure_of(drawn: Drawn, mode: str, narrow: bool = False) -> go.Figure:
    """A chart as Plotly draws it."""
    if drawn.kind == BARS:
        marks = compact(drawn.marks) if narrow else drawn.marks
        return charts.ranked_bars(marks, chart_unit(marks), mode, plot_width=charts.NARROW)
    if drawn.kind == LINES:
        return trends.lines(drawn.marks, chart_unit(drawn.marks), mode)
    letter, width, columns = (NARROW_LETTER, 300, 1) if narrow else (LETTER, PANELS_WIDTH, 2)
    return multiples.small_multiples(
        drawn.marks, chart_unit(drawn.marks), mode, columns=columns, width=width, letter=letter - SMALLER
    )


def sheet_of_page(choice: Choice) -> Callable[[], Sheet] | None:
    """Makes the briefing of a page's choice as paper has it; None of more agencies than a briefing holds."""
    link = short_link()

    def made() -> Sheet:
        content = content_of(choice)
        if content is None:  # the trend of an indicator without a number of the year
            content = content_of(replace(choice, year=None))
        assert content is not None, "the page drew marks"
        return sheet_of(content, link)

    return None if choice.many else made


def _height(bars: int) -> int:
    """Few bars stay bars: a chart of one is not half a slide high."""
    return min(CHART_HEIGHT, 160 + 80 * bars)


def _draw(choice: Choice, drawn: Drawn) -> None:
    st.html(f'<h2 class="brief-chart">{escape(drawn.title)}</h2>')
    config = {**CHART_CONFIG, "staticPlot": True}
    figure = figure_of(drawn, choice.view.mode, choice.view.narrow)
    height = _height(len(drawn.marks)) if drawn.kind == BARS else CHART_HEIGHT
    height = max(height, figure.layout.height or 0) if choice.view.narrow else height
    figure = enlarged(figure, height, NARROW_LETTER if choice.view.narrow else LETTER)
    st.plotly_chart(figure, theme=None, key=f"brief-{drawn.name}", config=config, alt=drawn.title)
    if drawn.caption:
        st.html(f'<div class="brief-caption">{escape(drawn.caption)}</div>')


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
            trace.textfont.size = letter - SMALLER if trace.orientation != "h" else None
        if trace.type == "scatter":
            trace.textfont.size = letter - 2
    large.update_annotations(font_size=letter)
    large.update_xaxes(tickfont_size=letter - 1, title_font_size=letter - 1, tickangle=0)
    large.update_yaxes(tickfont_size=letter, title_font_size=letter - 1)
    return large.update_layout(height=height, font_size=letter + 1)


def _beside_html(content: Content) -> str:
    """What else the one agency tells of the same year, each number with its limits."""
    entries = [
        f"<div><dt>{escape(other['name_zh'])}</dt><dd>{escape(value_with_limits(other))}</dd></div>"
        for other in content.beside
    ]
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
    amiss = f"<b>{escape(amiss_in_link())}</b> ｜ " if amiss_in_link() else ""
    said = f"{stamp}{escape(source)}（{escape(built)}发布）"
    return (
        f'<div class="brief-footer" data-briefing="ready"><div>{said}</div>'
        f"<div>{amiss}{escape(selection(view))} ｜ {escape(short_link())}</div></div>"
    )


def short_link() -> str:
    """The address of the page behind the briefing, readable; only what differs from the defaults is in it.

    PUBLIC_ADDRESS is what visitors know this server by; empty leaves the page and what follows it.
    """
    asked = {name: st.query_params.get_all(name) for name in st.query_params if name != VIEW}
    query = unquote(urlencode(asked, doseq=True))
    page = urlsplit(st.context.url or "")
    address = os.environ.get("PUBLIC_ADDRESS", known_to_others(page.netloc)).rstrip("/")
    return f"{address}{page.path}" + (f"?{query}" if query else "")


def known_to_others(host: str) -> str:
    """A host and port of an address, or nothing where they lead nowhere but to this machine."""
    own = host.rpartition(":")[0] or host
    return "" if own in ("localhost", "127.0.0.1", "[::1]") else host
