"""Panels of ranked bars one under the other as one Plotly figure: a page's bars as a picture."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.drawing.charts import ROOMY, ROW_HEIGHT, add_heading, as_text, ranked_bars, wrapped
from dashboard.drawing.marks import in_full
from dashboard.drawing.panels import MarkPanel
from dashboard.drawing.theme import colours, template

HEADING, AXIS = 26, 62  # pixels of a panel besides its rows
LONGEST_WHY = 60  # characters


def stacked_bars(panels: Sequence[MarkPanel], mode: str = "light", plot_width: int = ROOMY) -> go.Figure:
    """Each panel under its heading with an axis of its own; rows apart with their number and the reason."""
    heights = [
        (HEADING if panel.heading else 0) + ROW_HEIGHT * len(panel.marks) + (AXIS if panel.has_axis else 0)
        for panel in panels
    ]
    whole = sum(heights)
    figure = go.Figure(layout=go.Layout(template=template(mode), height=whole + 20, margin={"t": 4, "r": 20}))
    top = 0
    for number, (panel, height) in enumerate(zip(panels, heights, strict=True), 1):
        heading = HEADING if panel.heading else 0
        below = AXIS if panel.has_axis else 0
        domain = [1 - (top + height - below) / whole, 1 - (top + heading) / whole]
        own = (
            ranked_bars(in_full(panel.marks), panel.unit, mode, plot_width=plot_width)
            if panel.has_axis
            else _without_bars(panel, mode)
        )
        _place(figure, own, number, domain)
        if heading:
            add_heading(figure, panel.heading, 0, 1 - top / whole, 13)
        top += height
    return figure


def _place(figure: go.Figure, own: go.Figure, number: int, domain: list[float]) -> None:
    for trace in own.data:
        figure.add_trace(trace.update(xaxis=f"x{number}", yaxis=f"y{number}"))
    figure.update_layout(
        {
            f"xaxis{number}": {**own.layout.xaxis.to_plotly_json(), "anchor": f"y{number}"},
            f"yaxis{number}": {
                **own.layout.yaxis.to_plotly_json(),
                "anchor": f"x{number}",
                "domain": domain,
            },
            "barmode": "overlay",
        }
    )


def _without_bars(panel: MarkPanel, mode: str) -> go.Figure:
    """Numbers without lengths, each with what the verdict says of it."""
    ink = colours(mode)
    names = panel.marks["name"].tolist()
    figure = go.Figure()
    figure.add_scatter(
        x=[0] * len(names),
        y=names,
        mode="text",
        textposition="middle right",
        text=[
            f'<b>{as_text(text)}</b>　<span style="font-size:11px">{as_text(_short(reasons))}</span>'
            for text, reasons in zip(panel.marks["text"], panel.marks["reasons"], strict=True)
        ],
        textfont={"color": ink.muted},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_layout(
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={
            "categoryorder": "array",
            "categoryarray": names,
            "autorange": "reversed",
            "showgrid": False,
            "ticks": "",
            "tickvals": list(range(len(names))),
            "ticktext": [wrapped(name) for name in names],
            "tickfont": {"color": ink.muted},
        },
    )
    return figure


def _short(reasons: str) -> str:
    return reasons if len(reasons) <= LONGEST_WHY else reasons[: LONGEST_WHY - 1] + "…"
