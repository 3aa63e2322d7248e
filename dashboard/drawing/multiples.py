"""Charts over years as small multiples: a panel of bars for each agency.

They take the `marks` of drawing.charts. Numbers over bars are of one size and never run into each other.
"""

import pandas as pd
import plotly.graph_objects as go

from dashboard.drawing.axes import round_ticks, text_width, tick_text, unit_title
from dashboard.drawing.charts import HOVER, _customdata, _fill, _keep_on_select, add_heading
from dashboard.drawing.theme import Colours, colours, template

PANEL_HEIGHT = 150
HEADROOM = 1.25  # times the greatest value: room for its number
ROOM_A_PIXEL = 0.05  # more of it for each pixel by which numbers are larger
PAGE_WIDTH = 1000  # pixels, about, of the panels of a page
LETTER, BETWEEN = 11, 3  # pixels: of the numbers over bars, and from one to the next
HEADING = 1.27  # times those letters: a slide's heading, the widest there is
GAP, OWN_GAP = 0.03, 0.055  # between panels, as a share of the whole: wider where each has ticks of its own


def small_multiples(
    marks: pd.DataFrame,
    unit: str,
    mode: str = "light",
    columns: int = 4,
    shared: bool = True,
    width: int = PAGE_WIDTH,
    letter: int = LETTER,
) -> go.Figure:
    """One panel an agency, bars by year, all on the same axes; without `shared` each on its own.

    `width` pixels are about what all panels have side by side, `letter` how large numbers over bars will be.
    """
    ink = colours(mode)
    names = list(dict.fromkeys(marks["name"]))
    years = list(range(int(marks["year"].min()), int(marks["year"].max()) + 1))
    columns = min(columns, len(names))
    rows = -(-len(names) // columns)
    headroom = HEADROOM + ROOM_A_PIXEL * (letter - LETTER)
    reach = float(marks["value"].max()) * headroom or 1
    gap = OWN_GAP if not shared and columns > 1 else GAP
    slot = width * (1 / columns - gap) / (len(years) + 0.2)
    figure = go.Figure(
        layout=go.Layout(template=template(mode), height=PANEL_HEIGHT * rows + 40, bargap=0.35)
    )
    for position, name in enumerate(names):
        row, column = divmod(position, columns)
        own = marks[marks["name"] == name]
        texts, units = numbers_of_panel(own, slot, letter)
        _add_panel(figure, own.assign(over=texts), position + 1, ink)
        if not shared:
            reach = float(own["value"].max()) * headroom or 1
        figure.update_layout(
            _panel_axes(position + 1, row, column, rows, columns, years, reach, unit if shared else "", gap)
        )
        figure.update_layout({f"yaxis{position + 1}": {"showticklabels": not shared or column == 0}})
        heading = heading_of(name, units, width / columns, letter)
        agency = str(own["agency"].iloc[0])
        add_heading(figure, heading, column / columns, 1 - row / rows, 12, agency)
    return figure


def numbers_of_panel(bars: pd.DataFrame, slot: float, letter: int = LETTER) -> tuple[list[str], str]:
    """The numbers over the bars of one panel, a year every `slot` pixels, and the units that its heading says
    in their place where the numbers have no room for them; what still finds no room is left out."""
    whole = texts_with_room(bars, slot, letter)
    if all(whole):
        return whole, ""
    pairs = zip(bars["text"], bars["unit"], strict=True)
    bare = bars.assign(text=[text.removesuffix(unit) for text, unit in pairs])
    return texts_with_room(bare, slot, letter), "、".join(
        dict.fromkeys(unit for unit in bars["unit"] if unit)
    )


def heading_of(name: str, units: str, room: float, letter: int = LETTER) -> str:
    """A panel's heading of `room` pixels: the name and the units; of several that find no room the first."""
    whole = f"{name} · {units}" if units else name
    if "、" not in units or text_width(whole) * letter * HEADING <= room:
        return whole
    return f"{name} · {units.partition('、')[0]}等"


def texts_with_room(bars: pd.DataFrame, slot: float, letter: int = LETTER) -> list[str]:
    """The numbers over bars of one panel, a year every `slot` pixels, those that would run into the one
    written after them left out: the latest is always written."""
    texts, free = [], float("inf")
    for year, text in zip(bars["year"][::-1], bars["text"][::-1], strict=True):
        half = (text_width(text) * letter + BETWEEN) / 2
        fits = year * slot + half <= free
        texts.append(text if fits else "")
        free = year * slot - half if fits else free
    return texts[::-1]


def _add_panel(figure: go.Figure, of_name: pd.DataFrame, number: int, ink: Colours) -> None:
    figure.add_bar(
        x=of_name["year"],
        y=of_name["value"],
        width=0.66,
        xaxis=f"x{number}",
        yaxis=f"y{number}",
        text=of_name["over"],
        textposition="outside",
        textfont={"size": LETTER},
        constraintext="none",  # a letter of four pixels is none
        textangle=0,
        cliponaxis=False,
        marker=_fill(of_name, ink.mark, ink),
        customdata=_customdata(of_name),
        hovertemplate=HOVER,
        **_keep_on_select(ink),
    )


def _panel_axes(
    number: int,
    row: int,
    column: int,
    rows: int,
    columns: int,
    years: list[int],
    reach: float,
    unit: str,
    gap: float,
) -> dict:
    gap_y = min(0.1, 0.3 / rows)
    top = 1 - row / rows - 0.16 / rows
    ticks = round_ticks(reach, 3)
    return {
        f"xaxis{number}": {
            "domain": [column / columns, (column + 1) / columns - gap],
            "anchor": f"y{number}",
            "range": [years[0] - 0.6, years[-1] + 0.6],
            "tickvals": years,
            "ticktext": [f"{y}" if len(years) < 5 else f"{y % 100:02d}" for y in years],
            "fixedrange": True,
            "showgrid": False,
        },
        f"yaxis{number}": {
            "domain": [1 - (row + 1) / rows + gap_y, top],
            "anchor": f"x{number}",
            "range": [0, reach],
            "tickvals": ticks,
            "ticktext": [tick_text(t) for t in ticks],
            "title": {"text": unit_title(unit) if row == column == 0 and unit else ""},
            "fixedrange": True,
        },
    }
