"""Ranked bars as plain HTML: quick to draw, read by screen readers, each row a button that opens its figures.

Plotly draws what needs it (lines, panels, log axes, tiles) and the pictures that are taken away; for a list
of bars it would cost every visitor 4.7 MB of scripts and a tenth of a second a chart. What a bar says and how
long it is, `bars_of` decides; bars.js only sets it out, and fits the bars to the labels beside them.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from dashboard.drawing.axes import round_ticks, tick_text, unit_title
from dashboard.drawing.component import show_component

HERE = Path(__file__).resolve().parent
# The fill of a mark that something limits (dashboard.drawing.marks.PATTERNS), as a class of bars.css
FILLS = {"": "", ".": "dotted", "\\": "leaning-left", "|": "upright", "x": "crossed", "/": "leaning-right"}


@dataclass(frozen=True)
class Bar:
    """`share` is its length as a share of the greatest value; `about` shows when the reader points at it."""

    name: str
    share: float
    text: str
    note: str
    fill: str
    ids: str
    value: float
    heading: str
    about: str


@dataclass(frozen=True)
class Bars:
    """`label` is read out as the list's name; `ticks` are (share of the greatest value, text)."""

    label: str
    unit: str
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Bar, ...]


def bars_of(marks: pd.DataFrame, unit: str, label: str, ticks: int = 4) -> Bars:
    """Bars in the order of `marks` (the columns of drawing.charts), from 0 to the greatest, in `unit`."""
    greatest = float(marks["value"].max())
    whole = greatest or 1.0  # only zeros: nothing has a length
    places = tuple((place / whole, tick_text(place)) for place in round_ticks(greatest, ticks))
    rows = tuple(_bar(mark, whole) for mark in marks.to_dict("records"))
    return Bars(label, unit_title(unit), places, rows)


def _bar(mark: dict, whole: float) -> Bar:
    limits = mark.get("limits", mark["note"])
    return Bar(
        mark["name"],
        max(float(mark["value"]) / whole, 0.0),
        mark["text"],
        mark["note"],
        FILLS[mark["pattern"]],
        mark["ids"],
        float(mark["value"]),
        f"{mark.get('agency', mark['name'])} {mark['year']}年",
        mark["text"] + (f"\n{limits}" if limits else ""),
    )


def show_bars(bars: Bars, name: str) -> None:
    """Draw `bars`; a row opens the figure panel. `name` is its key on the page."""
    show_component(HERE, asdict(bars), f"bars-{name}")
