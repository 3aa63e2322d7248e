"""机构对比 and 披露情况: their grids come from the published file."""

import json

from dashboard.queries import Filters
from tests.pages.conftest import AGENCIES, said
from tests.stores import published


def grid(page) -> dict:
    """The data of the page's only grid."""
    (element,) = page.get("bidi_component")
    return json.loads(element.proto.json)


def cells_of(page, head: str) -> list[dict]:
    return next(row["cells"] for row in grid(page)["rows"] if row["head"] == head)


def test_two_agencies_stand_side_by_side_on_all_indicators(open_page):
    page = open_page("compare", Filters(agencies=tuple(AGENCIES[:2])))
    assert [column["head"] for column in grid(page)["columns"]] == [
        "云岭市（东岭）",
        "青禾区（云岭）",
        "可比吗",
    ]
    assert [cell["text"] for cell in cells_of(page, "行政处罚案件数")[:2]] == ["11件", "21件"]
    city, district, verdict = cells_of(page, "重大事故隐患数")
    assert city["text"] == "1300余项" and "不可比" in verdict["text"]
    assert district["chips"][0][0] == "专项：强安行动" and not district["bar"]


def test_agencies_chosen_on_the_page_go_before_those_of_the_filter(open_page):
    page = open_page("compare", Filters(agencies=(AGENCIES[0], AGENCIES[1])), **{"with": AGENCIES[2:4]})
    assert [column["title"] for column in grid(page)["columns"]][:2] == AGENCIES[2:4]


def test_without_a_choice_it_says_which_agencies_it_took(open_page):
    page = open_page("compare")
    assert len(grid(page)["columns"]) == 4 and "尚未指定机构" in said(page)


def test_left_to_itself_it_takes_agencies_that_may_stand_side_by_side(open_page, tmp_path):
    """The city tells most and the department as much, but two districts of one trade are alike."""
    told = ("inspections", "penalties", "fines", "hazards_found")
    city, department, districts = AGENCIES[0], "东岭省应急管理厅", AGENCIES[1:3]
    data = published(
        tmp_path,
        [
            *({"agency": who, "indicator": name, "value": 9} for who in (city, department) for name in told),
            *({"agency": who, "indicator": name, "value": 7} for who in districts for name in told[:3]),
        ],
    )
    columns = grid(open_page("compare", data=data))["columns"]
    assert [column["title"] for column in columns[:-1]] == districts


def test_the_latest_year_that_both_have_is_the_default(open_page):
    page = open_page("compare", Filters(agencies=(AGENCIES[0], AGENCIES[4])))
    assert grid(page)["corner"] == "指标（2024年）"
    page = open_page("compare", Filters(agencies=(AGENCIES[0], AGENCIES[1])), year="2023年")
    assert cells_of(page, "行政处罚案件数")[0]["text"] == "10件"


def test_one_agency_is_not_a_comparison(open_page):
    page = open_page("compare", **{"with": AGENCIES[0]})
    assert "再选一个" in page.info[0].value


def test_beside_one_agency_its_peers_are_offered_and_one_click_compares(open_page):
    page = open_page("compare", **{"with": AGENCIES[1]})
    offered = [button for button in page.button if button.key.startswith("add-")]
    assert [button.label for button in offered] == AGENCIES[2:4]
    page = offered[0].click().run()
    assert [column["title"] for column in grid(page)["columns"]][:2] == AGENCIES[1:3]


def test_the_comparison_opens_with_how_much_may_be_compared(open_page):
    page = open_page("compare", Filters(agencies=tuple(AGENCIES[1:3])))
    assert page.subheader[0].value == "2024年，2个机构：可比5项、不可比1项。"
    page = open_page("compare", Filters(agencies=(AGENCIES[0], AGENCIES[4])))
    assert page.subheader[0].value == "2024年，2个机构：可比0项、可参照5项、只有一方披露1项。"


def test_the_year_is_the_one_that_most_of_the_chosen_share(open_page, tmp_path):
    def told(agency, year, *indicators):
        return [
            {"agency": agency, "year": year, "indicator": one, "value": 3, "unit": "件"} for one in indicators
        ]

    figures = [
        *told(AGENCIES[0], 2022, "penalties", "cases_filed"),
        *told(AGENCIES[1], 2022, "penalties", "cases_filed"),
        *told(AGENCIES[0], 2024, "penalties"),
        *told(AGENCIES[1], 2024, "cases_filed"),
    ]
    chosen = Filters(agencies=tuple(AGENCIES[:2]))
    page = open_page("compare", chosen, data=published(tmp_path, figures))
    assert grid(page)["corner"] == "指标（2022年）"


def test_the_coverage_grid_lists_the_agencies_of_a_year_by_indicator(open_page):
    page = open_page("coverage", theme="隐患")
    shown = grid(page)
    heads = [column["head"] for column in shown["columns"]]
    assert len(shown["rows"]) == len(AGENCIES) and "重大事故隐患数" in heads
    at = heads.index("重大事故隐患数")
    # those that disclose most come first: 南屏区, which has the lowest code, tells nothing of it
    assert [row["cells"][at]["kind"] for row in shown["rows"]] == [*["value"] * 3, "zero", "not_disclosed"]
    assert shown["columns"][at]["sub"] == "4/5"


def test_left_to_itself_the_grid_opens_on_what_is_disclosed_most(open_page, tmp_path):
    figures = [
        {"agency": agency, "indicator": indicator, "value": 1, "year": year}
        for indicator, year, agencies in (
            ("penalties", 2022, AGENCIES[:1]),
            ("publications", 2023, AGENCIES[:4]),
            ("materials", 2023, AGENCIES[2:5]),
        )
        for agency in agencies
    ]
    page = open_page("coverage", data=published(tmp_path, figures))
    shown = grid(page)
    assert "2023年 · 普法宣传" in said(page)
    assert [column["head"] for column in shown["columns"]] == ["宣传稿件数", "发放宣传资料"]
    told = [sum(cell["kind"] == "value" for cell in row["cells"]) for row in shown["rows"]]
    assert told == [2, 2, 1, 1, 1]
    assert "未列的指标：群众参与人次、普法活动场次" in said(page)


def test_the_coverage_grid_of_one_indicator_has_a_column_a_year(open_page):
    page = open_page("coverage", by="一个指标各年", indicator="行政处罚案件数")
    assert [column["head"] for column in grid(page)["columns"]] == ["2023年", "2024年"]
    of_south = grid(page)["rows"][-1]
    assert (of_south["title"], [cell["kind"] for cell in of_south["cells"]]) == (
        AGENCIES[4],
        ["no_report", "value"],
    )


def test_agencies_to_compare_are_chosen_by_their_initials(open_page):
    page = open_page("compare", **{"with": AGENCIES[:2]})
    page.multiselect(key="with").set_value([*AGENCIES[:2], "lxx"]).run()
    assert page.multiselect(key="with").value == AGENCIES[:3]


def test_an_agency_of_a_link_that_nobody_knows_is_announced(open_page):
    page = open_page("compare", **{"with": [*AGENCIES[:2], "无名市应急管理局"]})
    assert "无名市应急管理局" in page.warning[0].value and len(grid(page)["columns"]) == 3
