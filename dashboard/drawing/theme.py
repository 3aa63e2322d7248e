"""How the dashboard looks: colours, fonts, the plotly template. Colours carry no judgement.

The palette was searched for: twelve colours that lie at least ΔE 20 (CIE76) from each other for normal
sight, protanopia and deuteranopia alike, and have the contrast of graphics (3:1) on either background. High
and low values are never told apart by red and green.
"""

from dataclasses import dataclass, fields
from functools import cache
from zlib import crc32

import plotly.graph_objects as go
import plotly.io as pio

FONT = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"

AGENCY_COLOURS = (
    "#3c50f0",
    "#b48c50",
    "#825a64",
    "#3264b4",
    "#d28200",
    "#8296aa",
    "#8c5a3c",
    "#6496d2",
    "#969678",
    "#5a648c",
    "#a05000",
    "#5a82fa",
)


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one mode; every text colour reaches contrast AA on `background`."""

    background: str
    text: str
    muted: str
    line: str
    mark: str
    mark_earlier: str
    panel: str


LIGHT = Colours("#ffffff", "#1f2933", "#5b6672", "#e3e7eb", "#33639c", "#a9bdd3", "#f4f5f7")
DARK = Colours("#14191f", "#e4e8ec", "#a3aeb9", "#313a44", "#6c9fd0", "#3f5873", "#1e252d")


def colours(mode: str = "light") -> Colours:
    """The colours of `mode`, light or dark; anything else counts as light."""
    return DARK if mode == "dark" else LIGHT


def agency_colours(agencies: list[str]) -> dict[str, str]:
    """A colour for each agency: its own wherever it appears, by a hash of its name.

    Where two of the given agencies would share a colour the later one (in order of name) takes the
    next free one; up to twelve agencies therefore always differ. Give the agencies that the filter
    bar names, not those a chart happens to hold, and the colours agree on every page.
    """
    taken: dict[str, str] = {}
    for agency in sorted(set(agencies)):
        first = crc32(agency.encode()) % len(AGENCY_COLOURS)
        order = AGENCY_COLOURS[first:] + AGENCY_COLOURS[:first]
        free = [colour for colour in order if colour not in taken.values()]
        taken[agency] = (free or order)[0]
    return taken


@cache
def template(mode: str = "light") -> go.layout.Template:
    """The plotly template of every chart; set explicitly, for Streamlit installs its own on import."""
    ink = colours(mode)
    axis = {
        "gridcolor": ink.line,
        "linecolor": ink.line,
        "zerolinecolor": ink.muted,
        "tickfont": {"color": ink.text, "size": 12},
        "title": {"font": {"color": ink.muted, "size": 12}},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "color": ink.text, "size": 13},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(AGENCY_COLOURS),
            "xaxis": axis,
            "yaxis": axis,
            "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
            "hoverlabel": {
                "bgcolor": ink.panel,
                "bordercolor": ink.line,
                "font": {"family": FONT, "color": ink.text, "size": 13},
                "align": "left",
            },
            "separators": ".,",
            "showlegend": False,
            "dragmode": False,
        }
    )


def recoloured(figure: go.Figure, mode: str) -> go.Figure:
    """The figure in the colours of `mode`, whichever of the two it was drawn in."""
    drawn = figure.to_json()
    wanted = colours(mode)
    for other in (LIGHT, DARK):
        if other is not wanted and other.text in drawn:  # the colour of letters tells in which it was drawn
            for field in fields(Colours):
                drawn = drawn.replace(getattr(other, field.name), getattr(wanted, field.name))
    return pio.from_json(drawn, skip_invalid=True)
