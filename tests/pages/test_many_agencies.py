"""A selection of very many agencies: pages show the greatest values and the middle, and say so."""

import pytest

from dashboard import queries
from dashboard.queries import Filters
from dashboard.yearly import MOST_MARKS
from tests import stores
from tests.pages.conftest import charts, said

MANY = MOST_MARKS + 20
OFFICES = [
    {
        "agency": f"第{number}区应急管理局",
        "adcode": f"99{number:04d}",
        "province": "东岭省",
        "city": "云岭市",
        "district": f"第{number}区",
        "level": "district",
    }
    for number in range(MANY)
]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    figures = [
        {"agency": office["agency"], "indicator": "penalties", "value": value, "year": year}
        for value, office in enumerate(OFFICES, 1)
        for year in (2023, 2024)
    ]
    return stores.published(tmp_path_factory.mktemp("many"), figures, agencies=OFFICES)


@pytest.mark.slow
def test_the_greatest_marks_come_beside_their_year_before(many):
    found = queries.largest(many, Filters(years=(2024,)), "penalties", limit=3)
    assert sorted(found["value"]) == [MANY - 2, MANY - 1, MANY]
    assert (found["before_value"] == found["value"]).all()
    whole = queries.year_on_year(many, Filters(years=(2024,)), ("penalties",))
    assert list(found.columns) == list(whole.columns)


def test_of_each_agency_only_the_latest_year_may_be_asked(many):
    found = queries.largest(many, Filters(), "penalties", latest=True, limit=MANY)
    assert set(found["year"]) == {2024}
    assert len(found) == MANY
    either = queries.largest(many, Filters(), "penalties", limit=4)
    assert sorted(either["value"]) == [MANY - 1, MANY - 1, MANY, MANY]


def test_the_middle_is_that_of_all_on_one_basis(many):
    found = queries.middles(many, Filters(years=(2024,)), ("penalties",)).iloc[0]
    assert (found["agencies"], found["median"]) == (MANY, (MANY + 1) / 2)


def test_counts_from_bits_are_those_from_the_headlines(many):
    chosen = Filters(years=(2024,), divisions=("990",))
    bits = queries.marks_by_indicator(many, chosen)
    rows = queries.marks_by_indicator(many, Filters(years=(2024,), divisions=("990",), include_derived=False))
    assert bits[["agencies", "marks"]].equals(rows[["agencies", "marks"]])
    assert bits["agencies"].max() == MANY


def test_the_theme_page_draws_the_greatest_and_tells_the_middle(open_page, many):
    page = open_page("enforcement", data=many, year="2024年")
    assert f"共{MANY}个机构，图和表只列数值最大的{MOST_MARKS}个" in said(page)
    assert "中位数" in said(page)
    assert len(page.dataframe[0].value) == MOST_MARKS
    assert page.dataframe[0].value["数值"].max() == MANY


@pytest.mark.parametrize("tab", ["趋势", "比率"])
def test_other_tabs_ask_for_a_narrower_selection(open_page, many, tab):
    page = open_page("enforcement", data=many, tab=tab)
    assert f"{MANY}个机构" in said(page)
    assert not charts(page)


def test_the_briefing_asks_for_a_narrower_selection(open_page, many):
    page = open_page("enforcement", data=many, view="briefing")
    assert f"一次最多用{MOST_MARKS}个机构" in said(page)


def test_the_overview_draws_the_greatest(open_page, many):
    page = open_page("overview", data=many)
    assert f"共{MANY}个机构；这里从数值最大的{MOST_MARKS}个里取" in said(page)
