"""Choosers of the filter bar take pinyin and initials."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.stores import published

AGENCIES = ("青禾区应急管理局", "临溪县应急管理局", "望川区应急管理局")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return published(
        tmp_path_factory.mktemp("chooser"), [{"agency": agency, "value": 1} for agency in AGENCIES]
    )


def bar(published) -> None:
    import streamlit as st

    from dashboard.filter_bar import amiss_in_link, filter_bar

    filter_bar(published)
    if amiss := amiss_in_link():  # which pages say below their title
        st.warning(amiss)


@pytest.fixture
def page(store):
    return AppTest.from_function(bar, args=(store,), default_timeout=60).run()


def type_into(page: AppTest, key: str, typed: str) -> AppTest:
    return page.multiselect(key=key).set_value([typed]).run()


@pytest.mark.parametrize("typed", ["dls", "DLS", "donglingsheng", "dongl"])
def test_a_region_is_chosen_by_its_pinyin_or_initials(page, typed):
    type_into(page, "region", typed)
    assert page.multiselect(key="region").value == ["东岭省"] and not page.warning


def test_an_agency_is_chosen_by_its_initials(page):
    type_into(page, "agency", "lxx")
    assert page.multiselect(key="agency").value == ["临溪县应急管理局"]


def test_what_means_nothing_is_not_chosen_and_said_so(page):
    type_into(page, "region", "qqqq")
    assert page.multiselect(key="region").value == []
    assert any("没有“qqqq”" in caption.value for caption in page.caption)


def test_a_region_of_a_link_that_nobody_knows_does_not_stand_there_as_if_chosen(store):
    page = AppTest.from_function(bar, args=(store,), default_timeout=60)
    page.query_params["region"] = ["无此省", "东岭省"]
    page.run()
    assert page.multiselect(key="region").value == ["东岭省"] and "无此省" in page.warning[0].value


def test_a_link_with_one_year_is_told_that_it_takes_two(tmp_path):
    years = published(tmp_path, [{"value": 1, "year": year} for year in (2022, 2023)])
    page = AppTest.from_function(bar, args=(years,), default_timeout=60)
    page.query_params["years"] = "2022"
    assert "起止两个" in page.run().warning[0].value
