"""The filter bar's tree of regions, and the line that says what is selected."""

from dashboard.filter_bar import describe
from dashboard.queries import Filters
from dashboard.queries.overview import divisions
from dashboard.region_paths import narrowest, region_codes
from tests.stores import published


def test_regions_are_paths_down_to_the_district(tmp_path):
    store = published(tmp_path, [{"agency": "青禾区应急管理局", "value": 1}])
    assert region_codes(divisions(store)) == {
        "东岭省": "99",
        "东岭省/云岭市": "9901",
        "东岭省/云岭市/青禾区": "990102",
    }


def test_levels_that_name_no_place_are_left_out(tmp_path):
    agency = {
        "agency": "北河市青禾区应急管理局",
        "adcode": "970102",
        "province": "北河市",
        "city": "市辖区",
        "district": "青禾区",
        "level": "district",
    }
    store = published(tmp_path, [{"agency": agency["agency"], "value": 1}], agencies=[agency])
    assert list(region_codes(divisions(store))) == ["北河市", "北河市/青禾区"]


def test_an_unrestricted_selection_says_so():
    assert describe(Filters(), []) == "全部年份 · 全国 · 口径不限"


def test_every_restriction_is_said():
    said = describe(
        Filters(
            years=(2023, 2024),
            basis="own",
            levels=("district",),
            include_approximate=False,
            reviewed_only=True,
            agencies=("甲局", "乙局", "丙局", "丁局"),
        ),
        ["东岭省"],
    )
    assert said == (
        "2023–2024年 · 东岭省 · 甲局、乙局、丙局等4个机构 · 区县级 · 口径本机关"
        " · 不计约数（余、约、近） · 只看人工核对过的"
    )


def test_a_city_narrows_the_province_that_was_chosen_before_it():
    assert narrowest(["东岭省", "东岭省/云岭市"]) == ["东岭省/云岭市"]
    assert narrowest(["东岭省", "西原省/金川市"]) == ["东岭省", "西原省/金川市"]
    assert narrowest(["东岭省/云岭市", "东岭省/云岭市/青禾区", "东岭省/白沙市"]) == [
        "东岭省/云岭市/青禾区",
        "东岭省/白沙市",
    ]
