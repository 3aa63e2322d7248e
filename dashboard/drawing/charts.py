"""Charts of comparable marks: a DataFrame in, a plotly Figure out. No queries, no Streamlit.

Each function takes `marks`, one row a mark, with the columns
    name     what the axis calls it (an agency, a part)
    year     the year of the value
    value    the number drawn; never missing (a missing figure has no row)
    text     the number as people read it (≥1.3万条)
    note     what limits it (专项；估算), shown beside the number; empty for a plain figure
    limits   the same in full, for the hover text (optional)
    pattern  plotly's fill pattern for limited figures; empty for a plain one
    ids      figure ids joined by commas: what a click on the mark opens
and `unit`, the unit of the value axis.
"""

from html import escape
from math import log10

import pandas as pd
import plotly.graph_objects as go

from dashboard.drawing.axes import decade_ticks, headroom_for, linear_axis, text_width, tick_text, unit_title
from dashboard.drawing.theme import Colours, colours, template
from dashboard.links import linked

ROW_HEIGHT = 30
ROOMY = 900  # pixels of the plot of a picture
WIDE, NARROW = 460, 230  # pixels a plot has beside its names: most of the page, a third of it
LONG_NAME = 9
HOVER = "<b>%{customdata[1]}</b> %{customdata[2]}年<br>%{customdata[3]}%{customdata[4]}<extra></extra>"

UPPER_LEFT = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "align": "left"}


def ranked_bars(marks: pd.DataFrame, unit: str, mode: str = "light", plot_width: int = WIDE) -> go.Figure:
    """Horizontal bars in the order of `marks`, each labelled with its number and what limits it: a picture.

    Pages draw the same as HTML (drawing/bars), which leads to the figures.
    `plot_width` is about how many pixels the plot will have: it decides the room kept for labels.
    """
    ink = colours(mode)
    labels = _labels(marks)
    headroom = headroom_for(marks["value"].tolist(), labels, plot_width)
    axis = linear_axis(float(marks["value"].max()), unit, headroom, ticks=5 if plot_width >= WIDE else 3)
    figure = go.Figure(layout=_bar_layout(marks["name"].tolist(), axis, mode))
    figure.add_bar(
        x=marks["value"],
        y=marks["name"],
        orientation="h",
        width=0.62,
        text=_coloured_labels(marks, ink),
        textposition="outside",
        cliponaxis=False,
        marker=_fill(marks, ink.mark, ink),
    )
    _add_zero_marks(figure, marks, ink)
    return figure


def grouped_bars(marks: pd.DataFrame, unit: str, mode: str = "light") -> go.Figure:
    """Bars of two or three years beside each other for each name; the latest year is the darkest."""
    ink = colours(mode)
    years = sorted(marks["year"].unique())
    names = list(dict.fromkeys(marks["name"]))
    shades = _year_shades(len(years), ink)
    axis = linear_axis(
        float(marks["value"].max()), unit, headroom_for(marks["value"].tolist(), _labels(marks))
    )
    figure = go.Figure(layout=_bar_layout(names, axis, mode, rows_each=len(years) * 0.75 + 0.25))
    for year, shade in zip(reversed(years), reversed(shades), strict=True):
        of_year = marks[marks["year"] == year]
        figure.add_bar(
            x=of_year["value"],
            y=of_year["name"],
            orientation="h",
            name=f"{year}年",
            text=_coloured_labels(of_year, ink),
            textposition="outside",
            cliponaxis=False,
            marker=_fill(of_year, shade, ink),
            customdata=_customdata(of_year),
            hovertemplate=HOVER,
            **_keep_on_select(ink),
        )
    figure.update_layout(
        barmode="group",
        bargap=0.3,
        showlegend=True,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "reversed"},
        margin={"t": 40},
    )
    return figure


def dots_on_log(marks: pd.DataFrame, unit: str, mode: str = "light") -> go.Figure:
    """Dots on a logarithmic axis, for values of very different size; a stated zero is a hollow
    diamond at the edge."""
    ink = colours(mode)
    positive = marks.loc[marks["value"] > 0, "value"]
    ticks = decade_ticks(float(positive.min()), float(positive.max())) if len(positive) else [1.0, 10.0]
    edge = ticks[0] / 2
    far = [log10(max(value, edge) / edge) for value in marks["value"]]
    reach = max(far) * headroom_for(far, ["  " + label for label in _labels(marks)])
    axis = {
        "type": "log",
        "range": [log10(edge) - 0.1, log10(edge) + reach],
        "tickvals": ticks,
        "ticktext": [tick_text(t) for t in ticks],
        "title": {"text": unit_title(unit) + "（对数刻度，每格十倍）"},
        "fixedrange": True,
    }
    figure = go.Figure(layout=_bar_layout(marks["name"].tolist(), axis, mode))
    plain = (marks["value"] > 0) & (marks["pattern"] == "")
    figure.add_scatter(
        x=marks["value"].where(marks["value"] > 0, edge),
        y=marks["name"],
        mode="markers+text",
        marker={
            "size": 11,
            "color": ink.mark,
            "line": {"width": 2, "color": ink.mark},
            "symbol": [
                "diamond-open" if value == 0 else "circle" if is_plain else "circle-open"
                for value, is_plain in zip(marks["value"], plain, strict=True)
            ],
        },
        text=["  " + label for label in _coloured_labels(marks, ink)],
        textposition="middle right",
        cliponaxis=False,
        customdata=_customdata(marks),
        hovertemplate=HOVER,
        **_keep_on_select(ink),
    )
    figure.update_yaxes(showgrid=True)
    return figure


def _bar_layout(names: list[str], axis: dict, mode: str, rows_each: float = 1.0) -> go.Layout:
    return go.Layout(
        template=template(mode),
        height=int(56 + ROW_HEIGHT * rows_each * max(len(set(names)), 1)),
        barmode="overlay",
        margin={"t": 4, "r": 20},
        xaxis=axis,
        yaxis={
            "categoryorder": "array",
            "categoryarray": names,
            "autorange": "reversed",
            "fixedrange": True,
            "showgrid": False,
            "ticks": "",
            "ticklabelstandoff": 6,
            "tickvals": list(range(len(set(names)))),
            "ticktext": [wrapped(name) for name in dict.fromkeys(names)],
        },
    )


def wrapped(name: str) -> str:
    """A long name in two lines, broken before its bracket or in its middle."""
    if text_width(name) <= LONG_NAME:
        return as_text(name)
    at = name.find("（") if 0 < name.find("（") <= LONG_NAME else -(-len(name) // 2)
    return f"{as_text(name[:at])}<br>{as_text(name[at:])}"


def add_heading(figure: go.Figure, text: str, left: float, top: float, size: int, agency: str = "") -> None:
    """The heading of a panel in bold letters, its upper left corner at shares of the whole figure."""
    figure.add_annotation(
        text=f"<b>{linked(text, agency) if agency else as_text(text)}</b>",
        x=left,
        y=top,
        showarrow=False,
        font={"size": size},
        **UPPER_LEFT,
    )


def as_text(said: str) -> str:
    """For where plotly reads its small HTML: what names and documents say is text."""
    return escape(said, quote=False)


def _labels(marks: pd.DataFrame) -> list[str]:
    return [
        f"{text} {note}" if note else text for text, note in zip(marks["text"], marks["note"], strict=True)
    ]


def _coloured_labels(marks: pd.DataFrame, ink: Colours) -> list[str]:
    return [
        ("&nbsp;&nbsp;" if value == 0 else "")
        + (f'{text} <span style="color:{ink.muted};font-size:11px">{note}</span>' if note else text)
        for value, text, note in zip(
            marks["value"], map(as_text, marks["text"]), map(as_text, marks["note"]), strict=True
        )
    ]


def _fill(marks: pd.DataFrame, colour: str, ink: Colours) -> dict:
    """Solid for a plain figure; hatched, on the background, for one that something limits."""
    return {
        "color": colour,
        "line": {"width": [1.2 if p else 0 for p in marks["pattern"]], "color": colour},
        "pattern": {
            "shape": marks["pattern"].tolist(),
            "fillmode": "replace",
            "fgcolor": colour,
            "bgcolor": ink.background,
            "size": 6,
            "solidity": 0.35,
        },
    }


def _customdata(marks: pd.DataFrame) -> list[list[str]]:
    notes = [
        f"<br>{as_text(note)}" if note else "" for note in marks["limits" if "limits" in marks else "note"]
    ]
    names = map(as_text, marks["agency"] if "agency" in marks else marks["name"])
    columns = (marks["ids"], names, marks["year"].astype(str), map(as_text, marks["text"]), notes)
    return [list(row) for row in zip(*columns, strict=True)]


def _add_zero_marks(figure: go.Figure, marks: pd.DataFrame, ink: Colours) -> None:
    """A stated zero is a statement: a hollow mark on the axis, so that it is not taken for nothing."""
    zeros = marks[marks["value"] == 0]
    if zeros.empty:
        return
    figure.add_scatter(
        x=zeros["value"],
        y=zeros["name"],
        mode="markers",
        marker={"symbol": "diamond-open", "size": 9, "color": ink.text, "line": {"width": 1.5}},
        cliponaxis=False,
    )


def _keep_on_select(ink: Colours) -> dict:
    """A click opens a figure; it must not fade the other marks."""
    kept = {"marker": {"opacity": 1}, "textfont": {"color": ink.text}}
    return {"selected": kept, "unselected": kept}


def _year_shades(count: int, ink: Colours) -> list[str]:
    return [ink.mark_earlier, ink.mark] if count == 2 else ([ink.line, ink.mark_earlier, ink.mark][-count:])


def label_margin(names: list[str], least: int = 40, most: int = 150) -> int:
    """Pixels that the longest of `names` needs beside a plot."""
    return int(min(max(max((text_width(n) for n in names), default=0) * 12.5 + 14, least), most))
