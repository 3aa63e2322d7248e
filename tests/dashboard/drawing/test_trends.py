"""Trends: lines only where years may be compared, panels on one axis."""

import re

import pandas as pd

from dashboard.drawing.multiples import heading_of, numbers_of_panel, small_multiples, texts_with_room
from dashboard.drawing.trends import label_sides, lines, spread
from tests.dashboard.drawing.chartmarks import marks


def drawn_lines(figure, dash):
    return [t for t in figure.data if t.mode == "lines" and t.line.dash == dash]


def series(*values, name="云岭市", first=2021, **more):
    return [
        {"value": v, "name": name, "year": first + i, **more} for i, v in enumerate(values) if v is not None
    ]


def test_neighbouring_years_are_joined_by_a_line():
    figure = lines(marks(*series(3, 5)), "件")
    assert list(drawn_lines(figure, "solid")[0].y[:2]) == [3, 5]


def test_a_year_without_a_figure_is_bridged_by_dots_and_never_drawn_as_zero():
    figure = lines(marks(*series(3, None, 5)), "件")
    assert not drawn_lines(figure, "solid")
    assert list(drawn_lines(figure, "dot")[0].x[:2]) == [2021, 2023]
    points = next(t for t in figure.data if "markers" in t.mode)
    assert list(points.y) == [3, 5]


def test_years_that_may_not_be_compared_are_not_joined():
    first, second = series(3, 5)
    figure = lines(marks(first, second | {"breaks": True}), "件")
    assert not drawn_lines(figure, "solid") and not drawn_lines(figure, "dot")


def test_each_line_is_named_at_its_end():
    figure = lines(marks(*series(3, 5), *series(8, 9, name="青禾区")), "件")
    assert [re.sub("<[^>]*>", "", note.text) for note in figure.layout.annotations] == ["云岭市", "青禾区"]


def test_limited_points_are_hollow():
    figure = lines(marks(*series(3, 5, pattern="/")), "件")
    points = next(t for t in figure.data if "markers" in t.mode)
    assert set(points.marker.symbol) == {"circle-open"}


def test_names_that_would_overlap_move_apart_in_order():
    assert spread([10, 12, 40], gap=16) == [10, 26, 42]
    assert spread([5, 100], gap=16) == [5, 100]


def test_all_panels_share_one_axis():
    figure = small_multiples(marks(*series(3, 5), *series(800, 900, name="青禾区")), "件")
    axes = [axis for name, axis in figure.layout.to_plotly_json().items() if name.startswith("yaxis")]
    assert len({tuple(axis["range"]) for axis in axes}) == 1


def test_panels_of_what_may_not_be_compared_each_have_an_axis_with_ticks_of_their_own():
    figure = small_multiples(marks(*series(3, 5), *series(800, 900, name="青禾区")), "件", shared=False)
    axes = [axis for name, axis in figure.layout.to_plotly_json().items() if name.startswith("yaxis")]
    assert [axis["range"][1] for axis in axes] == [5 * 1.25, 900 * 1.25]
    assert all(axis["showticklabels"] for axis in axes)


def test_panels_are_as_many_as_agencies_and_show_no_bar_for_a_missing_year():
    figure = small_multiples(marks(*series(3, None, 5), *series(8, 9, 7, name="青禾区")), "件")
    assert [list(trace.x) for trace in figure.data] == [[2021, 2023], [2021, 2022, 2023]]


def test_numbers_of_points_do_not_cover_each_other_or_other_points():
    crowd = marks(*(one for n in range(4) for one in series(100 + n, name=f"第{n}区", first=2024)))
    crowd = crowd.assign(agency=crowd["name"])
    assert len(label_sides(crowd, reach=1000)) < 2
    going_on = pd.concat([crowd, crowd.assign(year=2025, value=range(100, 500, 100))])
    assert [key for key in label_sides(going_on, reach=1000) if key[1] == 2024] == [
        ("第3区", 2024),
        ("第0区", 2024),
    ]
    apart = marks(*series(100, name="甲区", first=2024), *series(900, name="乙区", first=2024))
    assert set(label_sides(apart.assign(agency=apart["name"]), reach=1000).values()) == {"top center"}


def test_numbers_over_bars_that_would_run_into_each_other_leave_the_latest():
    bars = marks(*series(1000, 1000, 1000))
    assert [bool(text) for text in texts_with_room(bars, slot=20)] == [True, False, True]
    assert all(texts_with_room(bars, slot=80))


def test_names_lead_to_their_agencies_pages():
    own = marks(*series(3, 5)).assign(agency="甲区应急管理局", name="甲区 & 园", breaks=False)
    for figure in (small_multiples(own, "件"), lines(own, "件")):
        (name,) = (one.text for one in figure.layout.annotations if "园" in one.text)
        assert 'href="./agency?who=%' in name and "甲区 &amp; 园" in name


def test_where_numbers_have_no_room_for_their_units_the_heading_says_these():
    bars = marks(*series(100, 120, 140, text="147宗", unit="宗"))
    assert numbers_of_panel(bars, slot=26) == (["147", "147", "147"], "宗")
    assert numbers_of_panel(bars, slot=60) == (["147宗"] * 3, "")


def test_a_heading_without_room_for_all_units_says_the_first_rather_than_run_out_of_its_panel():
    assert heading_of("青禾区（云岭）", "件、起、宗", room=280, letter=15) == "青禾区（云岭） · 件、起、宗"
    assert heading_of("青禾区（云岭）", "件、起、宗", room=250, letter=15) == "青禾区（云岭） · 件等"
    assert heading_of("青禾区（云岭）", "件", room=100, letter=15) == "青禾区（云岭） · 件"


def test_numbers_over_bars_are_never_shrunk():
    figure = small_multiples(marks(*series(3, 5)), "件")
    assert {trace.constraintext for trace in figure.data} == {"none"}
