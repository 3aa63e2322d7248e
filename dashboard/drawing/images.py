"""Charts as pictures: title, filter and source within the picture, drawn by kaleido in a browser.

kaleido's server hands pictures of one thread to another: every picture is drawn under one lock.
"""

import atexit
import threading
from functools import cache
from html import escape
from pathlib import Path

import plotly.graph_objects as go

from dashboard.drawing.axes import text_width
from dashboard.drawing.theme import colours

WIDTH = 1200
SCALE = {"png": 2, "svg": 1}
TOP, BOTTOM = 92, 76  # pixels for the title with the filter line, and for the source lines
AXIS = 56  # pixels for the labels and the title of the lower axis
LINE = 72  # Chinese characters that fit into a line of the picture

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


def picture(
    figure: go.Figure,
    form: str,
    title: str,
    selection: str,
    source: str,
    mode: str = "light",
    stamp: str = "",
) -> bytes:
    """`figure` as png or svg with `title`, what was selected, the source line, and what the data want said
    of them in a corner. Raises NoBrowser."""
    if not browser_path():
        raise NoBrowser(NO_BROWSER)
    framed = with_frame(figure, title, selection, source, mode, stamp)
    options = {"format": form, "width": WIDTH, "height": framed.layout.height, "scale": SCALE[form]}
    with _lock:
        return _server().calc_fig_sync(framed.to_plotly_json(), opts=options)


def with_frame(
    figure: go.Figure, title: str, selection: str, source: str, mode: str, stamp: str = ""
) -> go.Figure:
    """A copy of `figure` with margins that hold title, selection, source and stamp."""
    ink = colours(mode)
    framed = go.Figure(figure)
    margin = framed.layout.margin
    height = (framed.layout.height or 420) + TOP + BOTTOM + AXIS
    framed.update_layout(
        height=height,
        margin={
            "t": (margin.t or 24) + TOP,
            "b": AXIS + BOTTOM,
            "l": max(margin.l or 0, 24),
            "r": max(margin.r or 0, 24),
        },
        paper_bgcolor=ink.background,
        plot_bgcolor=ink.background,
        title={
            "text": f"<b>{title}</b><br><span style='font-size:14px;color:{ink.muted}'>{selection}</span>",
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
    framed.add_annotation(
        text="<br>".join(folded(source)),
        x=1,
        xref="paper",
        xanchor="right",
        y=0,
        yref="paper",
        yanchor="bottom",
        yshift=12 - AXIS - BOTTOM,
        showarrow=False,
        align="left",
        font={"size": 12, "color": ink.muted},
    )
    if stamp:
        framed.add_annotation(
            text=f"<b>{escape(stamp)}</b>",
            x=0,
            xref="paper",
            xanchor="left",
            xshift=24 - framed.layout.margin.l,
            y=0,
            yref="paper",
            yanchor="bottom",
            yshift=12 - AXIS - BOTTOM,
            showarrow=False,
            bordercolor=ink.text,
            borderpad=4,
            font={"size": 14, "color": ink.text},
        )
    return framed


def folded(text: str, width: int = LINE, most: int = 3) -> list[str]:
    """`text` in at most `most` lines of `width` Chinese characters; the rest is cut with an ellipsis."""
    lines, line = [], ""
    for character in text:
        if text_width(line + character) > width:
            lines.append(line)
            line = ""
        line += character
    lines.append(line)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]


@cache
def _server():
    """kaleido with one browser for all pictures of this process.

    Without mathjax=False it waits for the internet.
    """
    import kaleido

    kaleido.start_sync_server(mathjax=False, silence_warnings=True)
    atexit.register(kaleido.stop_sync_server, silence_warnings=True)
    return kaleido
