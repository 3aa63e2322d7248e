"""Charts: what is drawn, what is written on it, and what a click finds."""

import plotly.graph_objects as go

from dashboard.drawing.charts import dots_on_log, grouped_bars, ranked_bars, wrapped
from tests.dashboard.drawing.chartmarks import marks


def seen_bars(figure: go.Figure) -> go.Bar:
    return next(
        trace for trace in figure.data if trace.type == "bar" and trace.marker.pattern.shape is not None
    )


def test_bars_stand_in_the_order_given_and_begin_at_zero():
    figure = ranked_bars(marks({"value": 9, "name": "青禾区"}, {"value": 40, "name": "云岭市"}), "件")
    assert list(figure.layout.yaxis.categoryarray) == ["青禾区", "云岭市"]
    assert figure.layout.xaxis.range[0] == 0


def test_the_axis_names_the_unit():
    assert ranked_bars(marks({"value": 9}), "家次").layout.xaxis.title.text == "单位：家次"


def test_a_limited_figure_is_hatched_and_says_why_beside_its_number():
    figure = ranked_bars(marks({"value": 9}, {"value": 8, "pattern": ".", "note": "专项：强安"}), "件")
    bars = seen_bars(figure)
    assert list(bars.marker.pattern.shape) == ["", "."]
    assert "专项：强安" in bars.text[1]
    assert bars.text[0] == "9件"


def test_a_stated_zero_gets_a_mark_of_its_own_and_a_missing_agency_none():
    figure = ranked_bars(marks({"value": 5, "name": "甲区"}, {"value": 0, "name": "乙区"}), "件")
    zeros = [trace for trace in figure.data if trace.type == "scatter"]
    assert [list(trace.y) for trace in zeros] == [["乙区"]]


def test_without_zeros_there_is_no_zero_mark():
    assert not [trace for trace in ranked_bars(marks({"value": 5}), "件").data if trace.type == "scatter"]


def test_a_click_on_a_dot_finds_its_figures_by_ids_as_text_because_javascript_cannot_count_so_far():
    dots = dots_on_log(
        marks({"value": 5, "ids": "11,9007199254740993"}, {"value": 1, "ids": "-7"}), "件"
    ).data[0]
    assert [row[0] for row in dots.customdata] == ["11,9007199254740993", "-7"]


def test_choosing_a_mark_does_not_fade_the_others():
    assert dots_on_log(marks({"value": 1}), "件").data[0].unselected.marker.opacity == 1


def test_more_bars_make_a_taller_chart():
    few, many = (ranked_bars(marks(*[{"value": 1}] * count), "件").layout.height for count in (3, 30))
    assert many - few == 27 * 30


def test_two_years_stand_beside_each_other_with_a_legend_in_order():
    figure = grouped_bars(
        marks({"value": 5, "name": "甲区", "year": 2023}, {"value": 6, "name": "甲区"}), "件"
    )
    assert [trace.name for trace in figure.data] == ["2024年", "2023年"]
    assert figure.layout.showlegend


def test_an_agency_without_the_earlier_year_gets_no_bar_for_it():
    rows = marks(
        {"value": 5, "name": "甲区", "year": 2023}, {"value": 6, "name": "甲区"}, {"value": 7, "name": "乙区"}
    )
    earlier = next(trace for trace in grouped_bars(rows, "件").data if trace.name == "2023年")
    assert list(earlier.y) == ["甲区"]


def test_on_a_log_axis_values_are_dots_and_a_zero_sits_at_the_edge():
    figure = dots_on_log(marks({"value": 10_000}, {"value": 10}, {"value": 0}), "件")
    dots = figure.data[0]
    assert figure.layout.xaxis.type == "log"
    assert "对数" in figure.layout.xaxis.title.text
    assert 0 < dots.x[2] < 10
    assert list(dots.marker.symbol) == ["circle", "circle", "diamond-open"]  # as the caption says


def test_only_zeros_on_a_log_axis_are_still_drawn():
    assert len(dots_on_log(marks({"value": 0}), "件").data[0].x) == 1


def test_long_names_break_before_their_bracket():
    assert wrapped("深汕特别合作区（深圳）") == "深汕特别合作区<br>（深圳）"
    assert wrapped("大兴区（北京）") == "大兴区（北京）"


def test_dark_mode_draws_with_its_own_colours():
    light, dark = (
        seen_bars(ranked_bars(marks({"value": 1}), "件", mode)).marker.color for mode in ("light", "dark")
    )
    assert light != dark
