"""Marks: what is written beside a number, and where a line breaks."""

import pytest

from dashboard.drawing.marks import (
    chart_unit,
    compact,
    in_full,
    mark_breaks,
    marks_of,
    mixture_caption,
    ordered,
    with_years,
)
from dashboard.drawing.panels import MarkPanel
from dashboard.drawing.stacked import stacked_bars
from dashboard.queries import Filters, headlines
from tests.stores import published


@pytest.fixture
def marks_from(tmp_path):
    def build(*figures):
        rows = [{"indicator": "inspections", **f} for f in figures]
        return marks_of(headlines(published(tmp_path, rows, only=("headline",)), Filters()))

    return build


def test_a_plain_figure_has_no_note_and_no_pattern(marks_from):
    mark = marks_from({"value": 452, "unit": "家次"}).iloc[0]
    assert (mark["text"], mark["note"], mark["pattern"]) == ("452家次", "", "")


def test_an_approximate_figure_carries_its_sign_and_is_hatched(marks_from):
    mark = marks_from({"value": 4500, "unit": "项", "approx": "at_least", "printed": "4500余项"}).iloc[0]
    assert (mark["text"], mark["pattern"], mark["said"]) == ("≥4,500项", "/", "4500余项")


def test_a_campaign_is_named_beside_the_number(marks_from):
    mark = marks_from({"value": 9, "campaign": "强安行动"}).iloc[0]
    assert (mark["note"], mark["signs"], mark["pattern"]) == ("专项：强安行动", "专", ".")


def test_a_long_note_is_shortened_beside_the_bar_and_whole_in_the_table(marks_from):
    mark = marks_from({"value": 9, "campaign": "危险化学品安全专项整治三年行动第二阶段"}).iloc[0]
    assert mark["note"].endswith("…")
    assert mark["limits"].endswith("第二阶段")


def test_narrow_charts_write_signs_for_words(marks_from):
    marks = marks_from({"value": 9, "scope": "system"})
    assert marks["note"].iloc[0] == "全系统"
    assert compact(marks)["note"].iloc[0] == "系"


def test_marks_of_several_years_say_theirs(marks_from):
    assert with_years(marks_from({"value": 9, "year": 2023}))["note"].iloc[0] == "2023年"


def test_ids_are_text_joined_by_commas(marks_from):
    assert marks_from({"value": 9})["ids"].iloc[0].lstrip("-").isdigit()


def test_order_is_the_readers(marks_from):
    marks = marks_from({"agency": "青禾区应急管理局", "value": 1}, {"agency": "望川区应急管理局", "value": 5})
    assert ordered(marks, "value")["value"].tolist() == [5, 1]
    assert ordered(marks, "place")["value"].tolist() == [1, 5]


def test_the_caption_counts_what_is_mixed_and_explains_the_pattern(marks_from):
    caption = mixture_caption(
        marks_from(
            {"agency": "青禾区应急管理局", "value": 1},
            {"agency": "望川区应急管理局", "value": 5, "scope": "system"},
            {"agency": "临溪县应急管理局", "value": 5, "approx": "about"},
        )
    )
    assert caption == "3 个数字中：约数或区间 1 个（右斜线，≥ ≈ ≤ –）；不是本机关口径 1 个（系，左斜线）。"


def test_a_chart_of_points_speaks_of_hollow_points_not_of_hatching(marks_from):
    caption = mixture_caption(marks_from({"value": 5, "scope": "system"}), hollow=True)
    assert caption == "1 个数字中：不是本机关口径 1 个（系）；有限定的画成空心点。"


def test_a_number_printed_without_unit_is_drawn_with_its_indicators_unit(marks_from):
    marks = marks_from({"indicator": "penalties", "value": 75, "unit": "", "printed": "75"})
    assert (marks["text"].iloc[0], marks["said"].iloc[0], chart_unit(marks)) == ("75件", "75", "件")


def test_plain_marks_need_no_caption(marks_from):
    assert mixture_caption(marks_from({"value": 1})) == ""


def test_a_line_breaks_where_scope_changes_and_only_there(marks_from):
    marks = marks_from(
        {"value": 1, "year": 2022}, {"value": 2, "year": 2023}, {"value": 9, "year": 2024, "scope": "system"}
    )
    assert mark_breaks(marks)["breaks"].tolist() == [False, False, True]


def test_a_picture_has_the_room_to_say_in_full_what_a_chart_cuts(marks_from):
    campaign = "夏季消防安全专项整治百日攻坚行动第二阶段"
    marks = marks_from({"value": 5, "campaign": campaign, "year": 2024})
    assert marks["note"].iloc[0].endswith("…")
    assert in_full(with_years(marks))["note"].iloc[0] == f"2024年，专项：{campaign}"
    (text,) = stacked_bars([MarkPanel("", marks, "件")]).data[0].text
    assert campaign in text
