"""The headline row: one agency's number and change, or the middle of comparable ones."""

import pytest

from dashboard.queries import Filters, year_on_year
from dashboard.summary import summarise
from tests.stores import published


@pytest.fixture
def summary(tmp_path):
    def build(*figures, year=2024):
        rows = [{"indicator": "penalties", "unit": "件", **f} for f in figures]
        store = published(tmp_path, rows, only=("headline",))
        return summarise(year_on_year(store, Filters(years=(year,)), ("penalties",)))

    return build


def places(*values, **more):
    names = ("云岭市应急管理局", "青禾区应急管理局", "临溪县应急管理局", "望川区应急管理局")
    return [{"agency": name, "value": value, **more} for name, value in zip(names, values, strict=False)]


def test_a_single_agency_shows_its_number_and_the_change(summary):
    found = summary({"value": 100, "year": 2023}, {"value": 120})
    assert (found.number, found.change) == ("120件", "比上年 +20%")


def test_unlike_years_give_no_change_but_the_reason(summary):
    found = summary({"value": 100, "year": 2023, "scope": "system"}, {"value": 120})
    assert found.change.startswith("口径不同")


def test_agencies_of_one_level_show_their_median_and_whose_it_is(summary):
    found = summary(*places(10, 30, 20, 50))
    assert (found.number, found.about) == ("30件", "3个区县级机构的中位数，2024年，可比；另有1个不在其中")


def test_only_comparable_agencies_enter_the_median(summary):
    found = summary(*places(10, 30, 20, 50), {"agency": "东岭省应急管理厅", "value": 9000, "scope": "system"})
    assert (found.number, found.about) == ("30件", "3个区县级机构的中位数，2024年，可比；另有2个不在其中")


def test_two_numbers_are_shown_with_whose_they_are(summary):
    found = summary(*places(10, 30, 20))
    assert (found.number, found.about) == (
        "20件、30件",
        "临溪县（云岭）、青禾区（云岭），2024年，可比；另有1个不在其中",
    )


def test_two_agencies_show_both_numbers(summary):
    assert summary(*places(30, 10)).number == "10件、30件"


def test_agencies_that_cannot_be_compared_are_only_counted(summary):
    found = summary(places(10)[0], {"agency": "东岭省应急管理厅", "value": 9000, "scope": "system"})
    assert found.number == "不可比"
    assert found.about.startswith("2024年2个机构的数字彼此不可比：口径不同")


def test_rises_and_falls_are_counted_without_judgement(summary):
    found = summary(*places(10, 30, 20), *places(5, 40, 20, year=2023))
    assert found.change == "比上年：3个可比，升1 降1 平1"
