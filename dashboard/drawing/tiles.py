"""Tile maps: equal tiles in place of boundaries. A DataFrame in, a plotly Figure out.

Provinces lie where data/tiles.csv puts them; cities and districts in rows, by their codes.
"""

import os
from functools import cache
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from dashboard.drawing.charts import as_text
from dashboard.drawing.theme import Colours, colours, template

TILES_IN_A_ROW, TILES_IN_A_ROW_NARROW = 8, 4
HEIGHT, HEIGHT_NARROW = 62, 46  # of a tile, in pixels
STRONGEST = 0.55  # share of the mark's colour in the fullest tile: text stays readable on it


@cache
def province_tiles() -> pd.DataFrame:
    """The hand-made layout of the 34 provinces: code (two digits), name, row, column; row 0 is the north."""
    folder = Path(os.environ.get("DATA_DIR", "data"))
    return pd.read_csv(folder / "tiles.csv", dtype={"code": str})


def in_rows(places: pd.DataFrame, narrow: bool = False) -> pd.DataFrame:
    """`places` with row and column, filling row after row."""
    across = TILES_IN_A_ROW_NARROW if narrow else TILES_IN_A_ROW
    numbers = range(len(places))
    return places.assign(row=[n // across for n in numbers], column=[n % across for n in numbers])


def tile_map(tiles: pd.DataFrame, mode: str = "light", narrow: bool = False) -> go.Figure:
    """One tile a row of `tiles`: code, name, row, column, text, shade (0 to 1; missing: no figure), about.

    A tile without figure is outlined, never filled: missing is not zero.
    """
    ink = colours(mode)
    rows = int(tiles["row"].max()) + 1
    size = HEIGHT_NARROW if narrow else HEIGHT
    figure = go.Figure(layout=_layout(tiles, rows, size, mode))
    known = tiles["shade"].notna()
    figure.add_bar(
        x=tiles["column"],
        base=-tiles["row"] - 0.46,
        y=[0.92] * len(tiles),
        width=0.94,
        marker={
            "color": [
                _shade(shade, ink) if k else ink.background
                for shade, k in zip(tiles["shade"], known, strict=True)
            ],
            "line": {"width": 1, "color": [ink.muted if k else ink.line for k in known]},
        },
        text=[
            f"{name}<br><b>{text}</b>" if k else f'<span style="color:{ink.muted}">{name}<br>{text}</span>'
            for name, text, k in zip(map(as_text, tiles["name"]), tiles["text"], known, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 10 if narrow else 13, "color": ink.text},
        constraintext="none",
        customdata=[
            [code, as_text(name), as_text(about)]
            for code, name, about in tiles[["code", "name", "about"]].to_numpy()
        ],
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        selected={"marker": {"opacity": 1}, "textfont": {"color": ink.text}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": ink.text}},
    )
    return figure


def _layout(tiles: pd.DataFrame, rows: int, size: int, mode: str) -> go.Layout:
    hidden = {"visible": False, "fixedrange": True}
    across = max(int(tiles["column"].max()), 3)
    return go.Layout(
        template=template(mode),
        height=rows * size + 12,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        xaxis={**hidden, "range": [-0.52, across + 0.52]},
        yaxis={**hidden, "range": [-rows + 0.48, 0.52]},
        uniformtext={"mode": "show", "minsize": 9},
    )


def _shade(share: float, ink: Colours) -> str:
    """The mark's colour mixed into the background, from a faint tint to STRONGEST."""
    weight = 0.06 + (STRONGEST - 0.06) * share
    mixed = (
        round(int(ink.background[i : i + 2], 16) * (1 - weight) + int(ink.mark[i : i + 2], 16) * weight)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def shades(values: pd.Series) -> pd.Series:
    """Values as shares of the greatest; missing stays missing, and all zero is faint."""
    numbers = values.astype("float64")
    greatest = numbers.max()
    return numbers / greatest if greatest and greatest > 0 else numbers * 0
