"""Ranked bars as plain HTML: quick to draw, read by screen readers, each row a button that opens its figures.

Plotly draws what needs it (lines, panels, log axes, tiles) and the pictures that are taken away; for a list
of bars it would cost every visitor 4.7 MB of scripts and a tenth of a second a chart. What a bar says and how
long it is, `bars_of` decides; bars.js only sets it out, and fits the bars to the labels beside them.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pandas as pd

from dashboard.drawing.axes import round_ticks, tick_text, unit_title
from dashboard.drawing.component import show_component
from dashboard.drawing.panels import MarkPanel
from dashboard.links import agency_address
from dashboard.records import records

HERE = Path(__file__).resolve().parent
# The fill of a mark that something limits (dashboard.drawing.marks.PATTERNS), as a class of bars.css
FILLS = {"": "", ".": "dotted", "\\": "leaning-left", "|": "upright", "x": "crossed", "/": "leaning-right"}
APART, ALONE = "apart", "alone"  # the fills of rows that show their number and no length


@dataclass(frozen=True)
class Bar:
    """`share` is its length as a share of the greatest value of its panel; `about` shows when the reader
    points at it; `why` says why it stands apart; `href` is where its name leads."""

    name: str
    share: float
    text: str
    note: str
    fill: str
    ids: str
    value: float
    heading: str
    about: str
    why: str = ""
    href: str = ""


@dataclass(frozen=True)
class BarPanel:
    """Rows on one axis under a heading (empty for none); `ticks` are (share of the greatest, text), none
    where the rows have no length."""

    heading: str
    unit: str
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Bar, ...]


@dataclass(frozen=True)
class Bars:
    """`label` is read out as the list's name."""

    label: str
    panels: tuple[BarPanel, ...]


def bars_of(marks: pd.DataFrame, unit: str, label: str, ticks: int = 4) -> Bars:
    """Bars in the order of `marks` (the columns of drawing.charts), from 0 to the greatest, in `unit`."""
    return Bars(label, (_panel(MarkPanel("", marks, unit), ticks),))


def panels_of(panels: Sequence[MarkPanel], label: str, ticks: int = 4) -> Bars:
    """Bars of agencies in panels, each with an axis of its own; names lead to their agencies' pages."""
    return Bars(label, tuple(_linked(_panel(panel, ticks), panel) for panel in panels))


def _linked(drawn: BarPanel, panel: MarkPanel) -> BarPanel:
    pairs = zip(drawn.rows, panel.marks["agency"], strict=True)
    return replace(drawn, rows=tuple(replace(row, href=agency_address(agency)) for row, agency in pairs))


def _panel(panel: MarkPanel, ticks: int) -> BarPanel:
    marks = records(panel.marks)
    if not panel.has_axis:
        fill = APART if panel.apart else ALONE
        return BarPanel(panel.heading, "", (), tuple(_row_without_bar(mark, fill) for mark in marks))
    greatest = float(panel.marks["value"].max())
    whole = greatest or 1.0  # only zeros: nothing has a length
    places = tuple((place / whole, tick_text(place)) for place in round_ticks(greatest, ticks))
    return BarPanel(panel.heading, unit_title(panel.unit), places, tuple(_bar(mark, whole) for mark in marks))


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


def _row_without_bar(mark: dict, fill: str) -> Bar:
    verdict = f"{mark['verdict']}：{mark['reasons']}"
    limits = f"\n{mark['limits']}" if mark["limits"] else ""
    return Bar(
        mark["name"],
        0.0,
        mark["text"],
        "" if fill == APART else mark["note"],
        fill,
        mark["ids"],
        float(mark["value"]),
        f"{mark['agency']} {mark['year']}年",
        f"{mark['text']}\n{verdict}{limits}",
        mark["reasons"] if fill == APART else verdict,
    )


def show_bars(bars: Bars, name: str) -> None:
    """Draw `bars`; a row opens the figure panel. `name` is its key on the page."""
    show_component(HERE, asdict(bars), f"bars-{name}")
