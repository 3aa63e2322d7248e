"""Ranked bars: what each row says, how long it is, and what it opens."""

from dashboard.drawing.bars import bars_of
from tests.dashboard.drawing.chartmarks import marks


def test_rows_stand_in_the_order_given_and_the_greatest_is_the_whole_length():
    drawn = bars_of(
        marks({"value": 10, "name": "青禾区"}, {"value": 40, "name": "云岭市"}), "件", "处罚"
    ).panels[0]
    assert [(row.name, row.share) for row in drawn.rows] == [("青禾区", 0.25), ("云岭市", 1.0)]


def test_the_axis_begins_at_zero_has_round_places_and_names_the_unit():
    drawn = bars_of(marks({"value": 25_000}), "家次", "检查").panels[0]
    assert drawn.ticks[0] == (0.0, "0") and drawn.ticks[-1] == (0.8, "2万")
    assert drawn.unit == "单位：家次"


def test_a_stated_zero_has_no_length_and_zeros_alone_still_have_an_axis():
    drawn = bars_of(marks({"value": 0}, {"value": 0}), "件", "复议").panels[0]
    assert [row.share for row in drawn.rows] == [0, 0]
    assert drawn.ticks == ((0.0, "0"),)


def test_a_limited_figure_is_filled_otherwise_and_says_why_beside_it_and_in_full():
    plain, limited = (
        bars_of(
            marks({"value": 9}, {"value": 8, "pattern": ".", "note": "专项…", "limits": "专项：强安行动"}),
            "件",
            "处罚",
        )
        .panels[0]
        .rows
    )
    assert (plain.fill, limited.fill) == ("", "dotted")
    assert limited.note == "专项…" and limited.about == "8件\n专项：强安行动"


def test_a_row_opens_all_figures_of_its_mark_as_text_because_javascript_cannot_count_so_far():
    (row,) = bars_of(marks({"value": 5, "ids": "9007199254740993,-7"}), "件", "处罚").panels[0].rows
    assert row.ids == "9007199254740993,-7"


def test_a_row_is_introduced_by_the_whole_name_of_its_agency_and_the_year():
    (row,) = bars_of(marks({"value": 5, "name": "青禾区", "year": 2023}), "件", "处罚").panels[0].rows
    assert row.heading == "青禾区应急管理局 2023年"
