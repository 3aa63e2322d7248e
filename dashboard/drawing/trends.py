"""Charts over years as lines with direct labels, of what may share an axis.

They take the `marks` of drawing.charts, with the columns `agency` and `breaks` (may not be compared with the
mark before) besides.
"""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from dashboard.drawing.axes import linear_axis
from dashboard.drawing.charts import (
    HOVER,
    _customdata,
    _keep_on_select,
    label_margin,
)
from dashboard.drawing.theme import Colours, agency_colours, colours, template
from dashboard.links import linked

MOST_TEXTS = 16  # points; beyond it numbers beside the points would cover each other
DOT, TEXT, NAME = 6, 15, 9  # pixels: half a point, a number's height, half that of a name at a line's end


def lines(
    marks: pd.DataFrame,
    unit: str,
    mode: str = "light",
    chosen: list[str] | None = None,
    texts: bool = True,
) -> go.Figure:
    """One line an agency, named at its end; dotted over years without a figure, broken by `breaks`.

    `chosen` are the agencies that the filter bar names: they get the colours they have on every page.
    `texts`: write numbers beside points, as far as they do not cover each other.
    """
    ink = colours(mode)
    palette = agency_colours(chosen or sorted(set(marks["agency"])))
    years = list(range(int(marks["year"].min()), int(marks["year"].max()) + 1))
    axis = linear_axis(float(marks["value"].max()), unit, 1.12)
    figure = go.Figure(
        layout=go.Layout(
            template=template(mode),
            height=420,
            yaxis=axis,
            xaxis={
                "tickvals": years,
                "ticktext": [f"{y}年" for y in years],
                "fixedrange": True,
                "showgrid": False,
            },
            margin={"r": label_margin(marks["name"].tolist())},
        )
    )
    ends = []
    sides = label_sides(marks, axis["range"][1]) if texts and len(marks) <= MOST_TEXTS else {}
    for agency, series in marks.sort_values("year").groupby("agency", sort=False):
        colour = palette.get(agency, ink.mark)
        for apart, dash in ((1, "solid"), (None, "dot")):
            _add_segments(figure, series, apart, {"width": 2, "color": colour, "dash": dash})
        _add_points(figure, series, colour, ink, sides)
        last = series.iloc[-1]
        ends.append((last["year"], float(last["value"]), linked(last["name"], agency)))
    _name_ends(figure, ends, axis["range"][1], height=350)
    return figure


def _add_segments(figure: go.Figure, series: pd.DataFrame, apart: int | None, line: dict) -> None:
    """Lines between neighbouring points that may be compared: those one year apart, or (None) further."""
    x, y = [], []
    points = list(zip(series["year"], series["value"], series["breaks"], strict=True))
    for (year, value, _), (next_year, next_value, breaks) in pairwise(points):
        if not breaks and (next_year - year == 1) == (apart == 1):
            x += [year, next_year, None]
            y += [value, next_value, None]
    if x:
        figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", connectgaps=False)


def label_sides(marks: pd.DataFrame, reach: float, height: int = 350) -> dict[tuple[str, int], str]:
    """Where the number of a point (agency, year) is written: above it or, where that is taken, below; not at
    all where both are. `height` pixels show values up to `reach`."""
    sides: dict[tuple[str, int], str] = {}
    last = marks.groupby("agency")["year"].max()
    for year, rows in marks.groupby("year"):
        heights = {row.agency: float(row.value) / reach * height for row in rows.itertuples()}
        named = {agency: at for agency, at in heights.items() if last[agency] == year}
        taken: list[tuple[float, float]] = []
        for agency, at in sorted(heights.items(), key=lambda pair: -pair[1]):
            points = [(other - DOT, other + DOT) for name, other in heights.items() if name != agency]
            points += [(other - NAME, other + NAME) for name, other in named.items() if name != agency]
            for side, low in (("top center", at + DOT), ("bottom center", at - DOT - TEXT)):
                span = (low, low + TEXT)
                if not any(span[0] < end and start < span[1] for start, end in [*taken, *points]):
                    sides[agency, int(year)] = side
                    taken.append(span)
                    break
    return sides


def _add_points(
    figure: go.Figure, series: pd.DataFrame, colour: str, ink: Colours, sides: dict[tuple[str, int], str]
) -> None:
    found = [sides.get((row.agency, int(row.year)), "") for row in series.itertuples()]
    figure.add_scatter(
        x=series["year"],
        y=series["value"],
        mode="markers+text" if sides else "markers",
        text=[text if side else "" for text, side in zip(series["text"], found, strict=True)],
        textposition=[side or "top center" for side in found],
        textfont={"size": 11, "color": ink.muted},
        marker={
            "size": 9,
            "color": colour,
            "symbol": ["circle" if p == "" else "circle-open" for p in series["pattern"]],
            "line": {"width": 2, "color": colour},
        },
        customdata=_customdata(series),
        hovertemplate=HOVER,
        cliponaxis=False,
        **_keep_on_select(ink),
    )


def _name_ends(figure: go.Figure, ends: list[tuple], reach: float, height: int) -> None:
    """Write each name, as plotly reads it, right of its line's end, moved apart from others."""
    places = spread([value / reach * height for _, value, _ in ends], gap=16)
    for (year, value, name), place in zip(ends, places, strict=True):
        figure.add_annotation(
            x=year,
            y=value,
            text=name,
            font={"size": 12},
            showarrow=False,
            xanchor="left",
            xshift=9,
            yshift=place - value / reach * height,
        )


def spread(places: list[float], gap: float) -> list[float]:
    """The same places, in the same order, moved up as little as needed to lie `gap` apart."""
    moved = list(places)
    lowest = float("-inf")
    for index in sorted(range(len(places)), key=lambda i: places[i]):
        moved[index] = max(places[index], lowest + gap)
        lowest = moved[index]
    return moved
