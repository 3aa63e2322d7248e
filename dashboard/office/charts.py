"""Native charts of PowerPoint: their numbers lie in a workbook of their own and stay editable.

Limited marks keep the pattern that they have on the pages; every mark is labelled directly with its number as
people read it; a line is broken where two years may not be compared.
"""

from collections.abc import Iterable
from typing import cast

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.chart.marker import Marker
from pptx.chart.point import Point
from pptx.chart.series import BarSeries, LineSeries
from pptx.dml.chtfmt import ChartFormat
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Emu, Pt

from dashboard.drawing.axes import headroom_for, linear_axis, text_width, unit_title
from dashboard.drawing.theme import LIGHT
from dashboard.office.model import Plot, Series
from dashboard.office.text import set_typeface

TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
FILLS = {
    "/": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "\\": MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    "|": MSO_PATTERN.DARK_VERTICAL,
    "x": MSO_PATTERN.DIAGONAL_CROSS,
    ".": MSO_PATTERN.PERCENT_25,
}
ROOM_ABOVE = 1.18  # how far the axis reaches beyond the greatest value, for labels above
NAMES_SHARE = 0.32  # of the width of lying bars, taken by their names
AXIS_SHARE = 0.2  # of the width of columns, taken by the axis beside them
LEAST_LABEL = 6.5  # points
APART = 1.15  # times its own width that a label above a column takes
POINTS_AN_INCH = 72


def add_chart(shapes: SlideShapes, plot: Plot, place: Iterable[int], typeface: str, size: int = 12) -> Chart:
    """Draw `plot` at `place` (left, top, width, height) on a slide; letters of `size` points."""
    data = ChartData()
    data.categories = plot.categories
    for series in plot.series:
        data.add_series(series.name, series.values)
    left, top, width, height = map(Emu, place)
    drawn_in = shapes.add_chart(TYPES[plot.kind], left, top, width, height, data)
    frame = cast(GraphicFrame, drawn_in)  # the library says that it was the chart
    frame.name = plot.title
    chart = frame.chart
    chart.font.size = Pt(size)
    chart.font.color.rgb = _colour(LIGHT.text)
    set_typeface(chart.font._rPr, typeface)
    chart.has_title = False
    _set_axes(chart, plot, size, _reach(plot, width, size))
    _set_legend(chart, plot, size)
    label_size = _label_size(plot, width, size)
    for drawn, series in zip(chart.plots[0].series, plot.series, strict=True):
        _draw(drawn, series, plot, typeface, label_size)
    _leave_gaps(chart)
    return chart


def _reach(plot: Plot, width: int, size: int) -> float:
    """How many times the greatest value the axis reaches, so that the labels find room."""
    if plot.kind != "bars":
        return ROOM_ABOVE
    points = Emu(width).inches * POINTS_AN_INCH * (1 - NAMES_SHARE)
    values = [value for series in plot.series for value in series.values if value is not None]
    texts = [text for series in plot.series for text in series.texts if text]
    return headroom_for(values, texts, int(points), size)


def _gap(plot: Plot) -> int:
    """Percent of a column that stays free between groups: little where each holds several columns."""
    if plot.kind == "columns" and len(plot.series) > 1:
        return 40
    return 55 if len(plot.categories) > 3 else 180


def _label_size(plot: Plot, width: int, size: int) -> float:
    """Points of the numbers at bars and lines: those above columns are no wider than these, while legible."""
    if plot.kind != "columns":
        return size - 1
    points = Emu(width).inches * POINTS_AN_INCH * (1 - AXIS_SHARE) / max(len(plot.categories), 1)
    column = points / (len(plot.series) + _gap(plot) / 100)
    widest = max((text_width(text) for series in plot.series for text in series.texts if text), default=0)
    return min(size - 3, max(column / max(widest * APART, 1), LEAST_LABEL))


def _set_axes(chart: Chart, plot: Plot, size: int, reach: float) -> None:
    values, names = chart.value_axis, chart.category_axis
    axis = linear_axis(plot.greatest, plot.unit, reach)
    values.minimum_scale, values.maximum_scale = 0, axis["range"][1]
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = _colour(LIGHT.line)
    values.format.line.fill.background()
    values.tick_labels.font.size = Pt(size - 2)
    values.tick_labels.font.color.rgb = _colour(LIGHT.muted)
    step = axis["tickvals"][1] if len(axis["tickvals"]) > 1 else 1
    values.tick_labels.number_format = "#,##0" if float(step).is_integer() else "General"
    values.tick_labels.number_format_is_linked = False
    values.major_unit = step
    title = unit_title(plot.unit) if plot.kind != "bars" else ""
    if title:
        values.has_title = True
        values.axis_title.text_frame.text = title
        run = values.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(size - 2), False
        run.font.color.rgb = _colour(LIGHT.muted)
    names.format.line.color.rgb = _colour(LIGHT.muted)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_labels.font.size = Pt(size)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names._element.txPr.find(qn("a:bodyPr")).set("rot", "0")  # names are read lying
    if plot.kind == "bars":
        names.reverse_order = True  # the first stands on top, as on the page
        values.visible = False  # every bar says its number
        values.has_major_gridlines = False


def _set_legend(chart: Chart, plot: Plot, size: int) -> None:
    chart.has_legend = plot.kind == "columns" and len(plot.series) > 1  # lines are named at their ends
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(size)
    if plot.kind != "lines":
        chart.plots[0].gap_width = _gap(plot)
        chart.plots[0].overlap = 0


def _draw(drawn: BarSeries | LineSeries, series: Series, plot: Plot, typeface: str, size: float) -> None:
    if isinstance(drawn, LineSeries):
        drawn.smooth = False
        drawn.format.line.color.rgb = _colour(series.colour)
        drawn.format.line.width = Pt(2)
        drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 8
        _fill_marker(drawn.marker, series.colour, hollow=False)
    else:
        _fill(drawn.format, series.colour, "")
    last = max((i for i, value in enumerate(series.values) if value is not None), default=-1)
    for place, value in enumerate(series.values):
        if value is None:
            continue
        point = drawn.points[place]
        pattern = series.patterns[place]
        if plot.kind != "lines":
            if pattern:
                _fill(point.format, series.colour, pattern)
        else:
            if pattern:
                _fill_marker(point.marker, series.colour, hollow=True)
        text = series.texts[place]
        if place == last:
            text = f"{text} {series.label}".strip()
        _label(point, text, plot.kind, place == last, typeface, size)


def _label(point: Point, text: str, kind: str, is_last: bool, typeface: str, size: float) -> None:
    if not text:
        return
    label = point.data_label
    frame = label.text_frame
    frame.text = text
    frame._txBody.find(qn("a:bodyPr")).set("wrap", "none")
    run = frame.paragraphs[0].runs[0]
    run.font.size = Pt(size)
    run.font.color.rgb = _colour(LIGHT.text)
    set_typeface(run.font._rPr, typeface)
    if kind == "lines":
        label.position = XL_LABEL_POSITION.RIGHT if is_last else XL_LABEL_POSITION.ABOVE
    else:
        label.position = XL_LABEL_POSITION.OUTSIDE_END


def _fill(form: ChartFormat, colour: str, pattern: str) -> None:
    """Solid for a plain figure; hatched, on white, for one that something limits: as on the pages."""
    if pattern:
        form.fill.patterned()
        form.fill.pattern = FILLS[pattern]
        form.fill.fore_color.rgb = _colour(colour)
        form.fill.back_color.rgb = RGBColor(255, 255, 255)
        form.line.color.rgb = _colour(colour)
        form.line.width = Pt(1)
    else:
        form.fill.solid()
        form.fill.fore_color.rgb = _colour(colour)


def _fill_marker(marker: Marker, colour: str, hollow: bool) -> None:
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = RGBColor(255, 255, 255) if hollow else _colour(colour)
    marker.format.line.color.rgb = _colour(colour)
    marker.format.line.width = Pt(1.75)


def _leave_gaps(chart: Chart) -> None:
    """A year without a figure is a gap in a line, not a zero and not a bridge."""
    element = chart._chartSpace.chart
    found = element.find(qn("c:dispBlanksAs"))
    if found is None:
        found = etree.SubElement(element, qn("c:dispBlanksAs"))
    found.set("val", "gap")


def _colour(text: str) -> RGBColor:
    return RGBColor.from_string(text.lstrip("#").upper())
