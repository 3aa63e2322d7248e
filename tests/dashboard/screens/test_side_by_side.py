"""Agencies side by side: what is compared, what is not and why."""

import pytest

from dashboard.queries import Filters, coverage, headlines
from dashboard.screens.compare.side_by_side import compare, side_by_side
from tests.stores import published

CITY, DISTRICT, COUNTY = "云岭市应急管理局", "青禾区应急管理局", "临溪县应急管理局"
NAMES = {CITY: "云岭", DISTRICT: "青禾", COUNTY: "临溪"}


@pytest.fixture
def row(tmp_path):
    """The row of penalties (cells of the agencies, then the verdict) out of some figures."""

    def build(*figures: dict, year: int | None = 2024):
        rows = [{"indicator": "penalties"} | figure for figure in figures]
        reports = [{"agency": COUNTY, "extent": "excerpt"}]
        store = published(tmp_path, rows, reports=reports)
        filters = Filters(agencies=tuple(NAMES), years=(year,) if year else ())
        marks = headlines(store, filters)
        colours = dict.fromkeys(NAMES, "#000000")
        grid, _ = side_by_side(marks, coverage(store, filters), list(NAMES), NAMES, colours, year)
        return next(line for line in grid.rows if line.head == "行政处罚案件数").cells

    return build


def test_like_figures_get_bars_and_a_difference(row):
    city, district, _, verdict = row({"agency": DISTRICT, "value": 10}, {"value": 40})
    assert (city.bar, district.bar) == (1.0, 0.25)
    assert verdict.text == "可参照，相差30件（4倍）。机构层级不同（市级、区县级）"


def test_unlike_scopes_get_no_bars_and_the_reason(row):
    city, district, _, verdict = row({"agency": DISTRICT, "value": 10}, {"value": 40, "scope": "system"})
    assert (city.bar, district.bar) == (0, 0)
    assert "不可比：口径不同" in verdict.text
    assert ("口径：全系统", city.chips[0][1]) in city.chips


def test_one_unlike_figure_of_three_is_named(row):
    *_, verdict = row(
        {"agency": DISTRICT, "value": 10}, {"agency": COUNTY, "value": 20}, {"value": 9, "campaign": "强安"}
    )
    assert verdict.text.startswith("2个可比") and "云岭不可比：专项行动不同（强安、不限）" in verdict.text


def test_a_cell_without_figure_says_why(row):
    city, district, county, verdict = row(
        {"agency": DISTRICT, "value": 10}, {"indicator": "fines", "value": 1, "unit": "元"}
    )
    assert city.text == "未披露" and county.text == "未知"
    assert not city.ids and district.ids and verdict.text == "只有一个有数字"


def test_a_stated_zero_is_a_value_and_its_words_are_kept(row):
    city, _, _, verdict = row({"agency": DISTRICT, "value": 3}, {"value": 0, "printed": "无"})
    assert (city.kind, city.text) == ("zero", "0件（无）")
    assert verdict.text.startswith("可参照，相差3件")


def test_figures_of_different_years_carry_their_year_and_a_warning(row):
    city, district, _, verdict = row({"agency": DISTRICT, "value": 3, "year": 2023}, {"value": 4}, year=None)
    assert city.chips[0][0] == "2024年" and district.chips[0][0] == "2023年"
    assert "年份不同" in verdict.text


def test_nothing_is_said_of_nothing():
    assert compare([], NAMES).text == ""
