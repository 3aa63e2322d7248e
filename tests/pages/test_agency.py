"""机构: one agency's years side by side, its peers, what it discloses, what does not add up."""

import json

from dashboard.queries import Filters
from tests.pages.conftest import AGENCIES, said
from tests.stores import published

CITY, DISTRICT, COUNTY = AGENCIES[:3]


def grid(page) -> dict:
    (element,) = page.get("bidi_component")
    return json.loads(element.proto.json)


def row(page, head: str) -> list[str]:
    return next([cell["text"] for cell in one["cells"]] for one in grid(page)["rows"] if one["head"] == head)


def tables(page) -> list:
    return [element.value for element in page.dataframe]


def test_an_agency_has_an_address_of_its_own_and_its_years_side_by_side(open_page):
    page = open_page("agency", who=DISTRICT)
    assert DISTRICT in said(page) and "东岭省云岭市青禾区 · 区县级" in said(page)
    assert [column["head"] for column in grid(page)["columns"]] == ["2023年", "2024年", "比上年"]
    assert row(page, "行政处罚案件数") == ["20件", "21件", "+5%，可比"]
    assert row(page, "重大事故隐患数")[0] == "未披露"
    assert "尚无人核对" not in said(page), "a person has seen all of its numbers"


def test_the_page_shows_the_agency_whatever_place_the_filter_bar_names(open_page):
    page = open_page("agency", Filters(divisions=("98",)), who=CITY)
    assert row(page, "行政处罚案件数")[:2] == ["10件", "11件"]


def test_an_agency_that_the_data_do_not_hold_is_announced(open_page):
    page = open_page("agency", who="无名市应急管理局")
    assert ["无名市应急管理局" in warning.value for warning in page.warning] == [True]  # once


def test_peers_are_those_of_its_level_and_province_and_stand_by_the_verdict(open_page):
    page = open_page("agency", who=DISTRICT)
    peers = tables(page)[0].set_index("指标")
    # 临溪县 and 望川区 are districts of the same province; 云岭市 is a city, 南屏区 of another province
    assert peers.loc["行政处罚案件数", "同级机构"] == "可比2个"
    assert peers.loc["行政处罚案件数"].iloc[1] == "31件、41件"
    assert "不可比" in peers.loc["重大事故隐患数", "同级机构"]
    assert "口径不同" in peers.loc["重大事故隐患数", "为什么"]
    assert "与临溪县应急管理局、望川区应急管理局逐项对比" in [button.label for button in page.button]


def test_a_city_without_peers_is_told_so(open_page):
    assert "不作并看" in "\n".join(info.value for info in open_page("agency", who=CITY).info)


def test_what_does_not_add_up_is_listed(open_page, tmp_path):
    one = {"year": 2023, "indicator": "penalties", "value": 12, "report_id": "early"}
    other = {"year": 2023, "indicator": "penalties", "value": 15, "report_id": "late", "kind": "bulletin"}
    page = open_page("agency", data=published(tmp_path, [one, other]), who=CITY)
    found = next(table for table in tables(page) if "结论" in table)
    assert found["结论"].tolist() == ["✕ 不一致"] and "1处" in said(page)


def test_a_briefing_of_an_agency_is_a_slide_with_its_sources(open_page):
    text = said(open_page("agency", who=DISTRICT, view="briefing"))
    assert f"{DISTRICT}2024年：" in text and "可与上年相比" in text
    assert "来源：《" in text and "数据版本" in text


def test_a_briefing_says_of_which_year_and_indicator_does_not_add_up(open_page, tmp_path):
    one = {"year": 2023, "indicator": "penalties", "value": 12, "report_id": "early"}
    other = {"year": 2023, "indicator": "penalties", "value": 15, "report_id": "late", "kind": "bulletin"}
    of_later = {"year": 2024, "indicator": "fines", "value": 9, "report_id": "later"}
    later = {"year": 2024, "indicator": "penalties", "value": 20, "report_id": "later"}
    text = said(
        open_page(
            "agency", data=published(tmp_path, [one, other, later, of_later]), who=CITY, view="briefing"
        )
    )
    assert f"{CITY}2024年：" in text and "1处不一致，如2023年行政处罚案件数：《" in text


def test_every_name_leads_to_its_page(open_page):
    linked = open_page("compare", Filters(agencies=(CITY, DISTRICT)))
    columns = json.loads(linked.get("bidi_component")[0].proto.json)["columns"]
    assert all(column["href"].startswith("./agency?who=%") for column in columns[:2])
    of_grid = json.loads(open_page("coverage").get("bidi_component")[0].proto.json)
    assert all(one["href"] for one in of_grid["rows"])
