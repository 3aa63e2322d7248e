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
    from dashboard.filter_bar import filter_bar

    filter_bar(published)


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
