"""Divisions by the words an agency's name begins with."""

import csv

import pytest

from etl.engine.identify.divisions import find_division, search_division
from etl.engine.identify.table import Division
from tests.rules import DATA, RULES


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("广州市花都区应急管理局", ("广东省", "广州市", "花都区", "district")),
        ("花都区应急管理局", ("广东省", "广州市", "花都区", "district")),
        ("黑龙江省应急管理厅", ("黑龙江省", "", "", "province")),
        ("内蒙古自治区呼和浩特市新城区公安局", ("内蒙古自治区", "呼和浩特市", "新城区", "district")),
        ("楚雄州市场监管局", ("云南省", "楚雄彝族自治州", "", "city")),
        ("阿坝州应急管理局", ("四川省", "阿坝藏族羌族自治州", "", "city")),
        ("锡林郭勒盟应急管理局", ("内蒙古自治区", "锡林郭勒盟", "", "city")),
        ("大兴安岭地区行署", ("黑龙江省", "大兴安岭地区", "", "city")),
        ("上海浦东新区城管执法局", ("上海市", "市辖区", "浦东新区", "district")),
        ("城口县应急管理局", ("重庆市", "县", "城口县", "district")),
        ("神农架林区应急管理局", ("湖北省", "省直辖县级行政区划", "神农架林区", "district")),
        ("长春高新技术产业开发区管委会", ("吉林省", "长春市", "高新技术产业开发区", "district")),
        ("深圳市大鹏新区消防大队", ("广东省", "深圳市", "大鹏新区", "district")),
        ("新疆生产建设兵团应急管理局", ("新疆生产建设兵团", "", "", "province")),
        ("广德市应急管理局", ("安徽省", "宣城市", "广德市", "district")),
        ("新疆生产建设兵团第八师公安局", ("新疆生产建设兵团", "第八师", "", "city")),
        ("第三师五十一团", ("新疆生产建设兵团", "第三师", "五十一团", "district")),
    ],
)
def test_known_places(name, chain):
    division, _ = find_division(RULES, name)
    assert (division.province, division.city, division.district, division.level) == chain


def test_a_district_that_several_cities_have_keeps_its_name_alone():
    division, length = find_division(RULES, "鼓楼区应急管理局")
    assert (division.province, division.district, division.level, length) == ("", "鼓楼区", "district", 3)
    assert find_division(RULES, "南京市鼓楼区应急管理局")[0].city == "南京市"


def test_an_abolished_division_is_still_known():
    assert find_division(RULES, "梁平县安监局")[0].until == "2016"


def test_a_place_of_no_table_is_taken_by_its_form():
    division, length = find_division(RULES, "云岭市青禾区城市管理局")
    assert (division.city, division.district, division.level) == ("云岭市", "青禾区", "district")
    assert (division.adcode, length) == ("", 6)
    assert find_division(RULES, "临溪县公安局")[0].level == "district"
    assert find_division(RULES, "青禾区城市管理局") == (Division(district="青禾区", level="district"), 3)


@pytest.mark.parametrize("name", ["", "市应急管理局", "县城市管理局", "应急管理局", "公安部", "2024年", "局"])
def test_no_place_at_all(name):
    assert find_division(RULES, name)[0].level == ""


def test_finds_a_division_inside_a_title():
    assert search_division(RULES, "2025年春节假期晋城市安全生产形势").city == "晋城市"
    assert search_division(RULES, "安全生产形势").level == ""


def test_the_table_has_every_level_and_no_double():
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    present = [row for row in rows if not row["until"]]
    assert sum(row["level"] == "province" for row in present) == 35  # 34 and the 兵团
    assert all(len(row["adcode"]) == 6 for row in rows)
