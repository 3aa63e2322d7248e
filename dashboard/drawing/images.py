"""Charts as pictures: title, filter and source within the picture, drawn by kaleido in a browser.

kaleido's server hands pictures of one thread to another: every picture is drawn under one lock.
"""

import atexit
import threading
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

import plotly.graph_objects as go

from dashboard.drawing.axes import text_width
from dashboard.drawing.theme import colours

WIDTH = 1200
SCALE = {"png": 2, "svg": 1}
TOP, BOTTOM = 92, 76  # pixels for the title with the filter line, and for the source lines
AXIS = 56  # pixels for the labels and the title of the lower axis
LINE, LINE_BESIDE_STAMP = 88, 72  # Chinese characters that fit into a line beneath the picture
LINE_HEIGHT = 17
CLOSING = "，。；：、）》”"  # never begin a line
TITLE_LINE, TITLE_HEIGHT = 52, 28

_lock = threading.Lock()


class NoBrowser(Exception):
    """No Chrome or Chromium on this machine; the message is Chinese and says what to do."""


NO_BROWSER = "没有找到 Chrome 或 Chromium，画不出图片。请安装其一，或用环境变量 BROWSER_PATH 指明它的位置。"


@cache
def browser_path() -> str:
    """Path of the browser that draws pictures: BROWSER_PATH, else one that is installed; empty for none."""
    from choreographer.browsers.chromium import Chromium

    found = Chromium.find_browser(skip_local=False)
    return str(found) if found and Path(found).exists() else ""


@dataclass(frozen=True)
class Frame:
    """What stands around a chart in a picture: title, what was selected, source, what its signs, colours and
    comparability want said, and what the data want said of them (in a corner)."""

    title: str
    selection: str
    source: str
    notes: str = ""
    stamp: str = ""


def picture(figure: go.Figure, form: str, frame: Frame, mode: str = "light") -> bytes:
    """`figure` as png or svg within `frame`. Raises NoBrowser."""
    if not browser_path():
        raise NoBrowser(NO_BROWSER)
    framed = with_frame(figure, frame, mode)
    options = {"format": form, "width": WIDTH, "height": framed.layout.height, "scale": SCALE[form]}
    with _lock:
        return _server().calc_fig_sync(framed.to_plotly_json(), opts=options)


def with_frame(figure: go.Figure, frame: Frame, mode: str = "light") -> go.Figure:
    """A copy of `figure` with margins that hold title, selection, notes, source and stamp."""
    ink = colours(mode)
    framed = go.Figure(figure)
    margin = framed.layout.margin
    line = LINE_BESIDE_STAMP if frame.stamp else LINE
    said = [*(folded(frame.notes, line, most=5) if frame.notes else []), *folded(frame.source, line)]
    below = BOTTOM + LINE_HEIGHT * max(len(said) - 3, 0)
    head = folded(frame.title, width=TITLE_LINE, most=3)
    above = TOP + TITLE_HEIGHT * (len(head) - 1)
    height = (framed.layout.height or 420) + above + below + AXIS
    second = f"<span style='font-size:14px;color:{ink.muted}'>{escape(frame.selection)}</span>"
    framed.update_layout(
        height=height,
        margin={
            "t": (margin.t or 24) + above,
            "b": AXIS + below,
            "l": max(margin.l or 0, 24),
            "r": max(margin.r or 0, 24),
        },
        paper_bgcolor=ink.background,
        plot_bgcolor=ink.background,
        title={
            "text": f"<b>{'<br>'.join(map(escape, head))}</b><br>{second}",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "pad": {"l": 24},
            "y": 1 - 38 / height,  # plotly lifts a title of two lines by most of a line
            "yanchor": "top",
            "yref": "container",
            "font": {"size": 21},
            "automargin": False,
        },
    )
    _annotate(framed, "<br>".join(map(escape, said)), below, {"size": 12, "color": ink.muted}, right=True)
    if frame.stamp:
        stamp = f"<b>{escape(frame.stamp)}</b>"
        font = {"size": 14, "color": ink.text}
        _annotate(framed, stamp, below, font, xshift=24, bordercolor=ink.text, borderpad=4)
    return framed


def _annotate(
    framed: go.Figure, text: str, below: int, font: dict, right: bool = False, xshift: int = 0, **box: Any
) -> None:
    """Text beneath the axis, at the left or the right edge of the picture."""
    framed.add_annotation(
        text=text,
        x=1 if right else 0,
        xref="paper",
        xanchor="right" if right else "left",
        xshift=0 if right else xshift - framed.layout.margin.l,
        y=0,
        yref="paper",
        yanchor="bottom",
        yshift=12 - AXIS - below,
        showarrow=False,
        align="left",
        font=font,
        **box,
    )


def folded(text: str, width: int = LINE, most: int = 3) -> list[str]:
    """`text` in at most `most` lines of `width` Chinese characters; the rest is cut with an ellipsis."""
    lines, line = [], ""
    for character in text:
        if text_width(line + character) > width and character not in CLOSING:
            lines.append(line)
            line = ""
        line += character
    lines.append(line)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]


@cache
def _server() -> ModuleType:
    """kaleido with one browser for all pictures of this process.

    Without mathjax=False it waits for the internet.
    """
    import kaleido

    kaleido.start_sync_server(mathjax=False, silence_warnings=True)
    atexit.register(kaleido.stop_sync_server, silence_warnings=True)
    return kaleido
