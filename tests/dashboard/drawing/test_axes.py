"""Value axes: round ticks, 万 and 亿, room for labels."""

import pytest

from dashboard.drawing.axes import decade_ticks, headroom_for, linear_axis, round_ticks, text_width, tick_text


@pytest.mark.parametrize(
    ("greatest", "ticks"),
    [(646, [0, 200, 400, 600]), (5, [0, 1, 2, 3, 4, 5]), (13_000, [0, 5000, 10_000]), (0, [0])],
)
def test_ticks_are_round_and_begin_at_zero(greatest, ticks):
    assert round_ticks(greatest) == ticks


@pytest.mark.parametrize(
    ("value", "text"), [(1500, "1,500"), (25_000, "2.5万"), (300_000_000, "3亿"), (0, "0"), (0.5, "0.5")]
)
def test_ticks_are_written_in_chinese_habit(value, text):
    assert tick_text(value) == text


def test_decades_enclose_the_values():
    assert decade_ticks(29, 3400) == [10, 100, 1000, 10_000]


def test_an_axis_begins_at_zero_and_names_its_unit():
    axis = linear_axis(100, "件")
    assert axis["range"] == [0, 100]
    assert axis["title"]["text"] == "单位：件"


def test_a_label_beside_the_longest_bar_fits_in_the_plot():
    room = headroom_for([100.0, 5.0], ["100件", "5件"], plot_width=300)
    left = 300 - 300 / room
    assert left >= text_width("100件") * 13


def test_all_zero_bars_still_have_an_axis():
    assert linear_axis(0, "件")["range"] == [0, 1]
