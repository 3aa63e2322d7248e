"""The choice of headline figures. Most rules are told as cases in tests/dashboard/cases/comparability.yml;
here stands what shows only in the table itself."""

import duckdb
import pytest

from etl.published.derivation import load_part_rules
from tests import stores
from tests.rules import DATA


def tables(*figures, **given):
    connection = duckdb.connect()
    stores.fill(connection, figures, only=("headline", "counts"), **given)
    return connection


def headlines(*figures, **given):
    return tables(*figures, **given).execute("FROM headline").df().to_dict("records")


def test_a_number_said_twice_is_one_headline_with_both_figures():
    (row,) = headlines({"indicator": "penalties", "value": 76}, {"indicator": "penalties", "value": 76})
    assert list(row["figure_ids"]) == [1, 2]
    assert not row["conflict"]


def test_a_headline_carries_what_its_figure_prints():
    (row,) = headlines(
        {"indicator": "fines", "value": 2620000, "unit": "元", "printed": "262万元", "label": "罚款"}
    )
    assert (row["printed"], row["label"], row["unit"]) == ("262万元", "罚款", "元")


def test_a_derived_headline_lists_its_parts_and_their_print():
    (row,) = headlines(
        {
            "indicator": "materials",
            "value": 100000,
            "unit": "件",
            "printed": "10万余件",
            "approx": "at_least",
            "part": "宣传品",
        },
        {"indicator": "materials", "value": 500, "unit": "份", "part": "折页"},
    )
    assert row["derived"] and row["part"] == "宣传品、折页"
    assert row["printed"] == "10万余件 + 500份"
    assert (row["value"], row["approx"], row["unit"]) == (100500, "at_least", "份")


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("exact", "exact", "exact"),
        ("exact", "at_least", "at_least"),
        ("exact", "at_most", "at_most"),
        ("at_least", "at_most", "about"),
        ("about", "exact", "about"),
    ],
)
def test_a_sum_is_as_approximate_as_its_parts(one, other, expected):
    (row,) = headlines(
        {"indicator": "drills", "value": 10, "unit": "场", "sector": "工贸", "approx": one},
        {"indicator": "drills", "value": 20, "unit": "场", "sector": "烟花爆竹", "approx": other},
    )
    assert row["approx"] == expected


def test_parts_of_different_reports_campaigns_or_periods_are_not_added():
    part = {"indicator": "hazards_found", "unit": "项"}
    assert (
        headlines(
            part | {"value": 1, "sector": "工贸"},
            part | {"value": 2, "sector": "烟花爆竹", "kind": "bulletin"},
            part | {"value": 3, "sector": "建筑施工", "campaign": "清风行动"},
            part | {"value": 4, "sector": "冶炼", "period_end": "2024-06-30"},
        )
        == []
    )


def test_sectors_in_unlike_units_are_not_added():
    assert (
        headlines(
            {"indicator": "inspections", "value": 10, "unit": "家次", "sector": "工贸"},
            {"indicator": "inspections", "value": 20, "unit": "件", "sector": "烟花爆竹"},
        )
        == []
    )


def test_a_sum_that_is_only_partly_reviewed_counts_as_extracted():
    (row,) = headlines(
        {"indicator": "drills", "value": 10, "unit": "场", "sector": "工贸"},
        {"indicator": "drills", "value": 20, "unit": "场", "sector": "烟花爆竹", "status": "extracted"},
    )
    assert row["status"] == "extracted"


def test_a_stated_number_of_another_report_beats_a_sum():
    (row,) = headlines(
        {"indicator": "drills", "value": 10, "unit": "场", "sector": "工贸", "kind": "statistics_table"},
        {"indicator": "drills", "value": 20, "unit": "场", "sector": "烟花爆竹", "kind": "statistics_table"},
        {"indicator": "drills", "value": 35, "unit": "场", "kind": "bulletin"},
    )
    assert row["value"] == 35 and not row["derived"]


def test_rows_are_sorted_for_the_queries():
    rows = headlines(
        *[
            {"indicator": indicator, "year": year, "agency": agency, "value": 1}
            for agency in ("青禾区应急管理局", "云岭市应急管理局")
            for year in (2024, 2023)
            for indicator in ("penalties", "licences")
        ]
    )
    keys = [(row["indicator"], row["year"], row["agency"]) for row in rows]
    assert keys == sorted(keys) and len(keys) == 8


def test_a_superior_that_names_two_offices_of_one_district_fills_in_neither():
    row = {"kind": "bulletin", "indicator": "inspections", "value": 88, "scope": "other", "body": "青禾区"}
    twin = {
        "agency": "青禾区应急管理二局",
        "adcode": "990102",
        "province": "东岭省",
        "city": "云岭市",
        "district": "青禾区",
    }
    assert headlines(row, agencies=[{"agency": "青禾区应急管理局"}, twin]) == []


def test_a_body_outside_the_superiors_area_is_not_filled_in():
    row = {"kind": "bulletin", "indicator": "inspections", "value": 88, "scope": "other", "body": "望川区"}
    assert headlines(row, agencies=[{"agency": "望川区应急管理局"}]) == []


def test_reasons_are_given_only_where_there_is_no_headline():
    connection = tables(
        {"indicator": "penalties", "value": 84, "part": "公开"},
        {"indicator": "penalties", "value": 90, "scope": "system"},
        {"indicator": "licences", "value": 12, "part": "企业许可;公开"},
    )
    rows = connection.execute("SELECT indicator, reason, figure_ids FROM no_headline").fetchall()
    assert rows == [("licences", "published_notices", [3])]


def test_counts_leave_rejected_figures_out():
    connection = tables(
        {"indicator": "penalties", "value": 84},
        {"value": 1},
        {"value": 2, "status": "rejected"},
        {"indicator": "drills", "value": 3, "status": "extracted"},
        reports=[{"report_id": "empty", "agency": "青禾区应急管理局", "extent": "excerpt"}],
    )
    rows = connection.execute(
        "SELECT figures, reviewed, without_indicator, extent FROM report_count"
    ).fetchall()
    assert sorted(rows) == [(0, 0, 0, "excerpt"), (3, 2, 1, "full")]


@pytest.mark.parametrize(
    "names, expected",
    [
        (("矿山", "危化品和烟花爆竹", "工商贸"), True),
        (("煤矿", "非煤矿山"), True),
        (("煤矿", "金属非金属矿山", "化工", "烟花爆竹", "工贸", "其他"), True),
        (("矿山", "煤矿"), False),
        (("工矿商贸", "煤矿"), False),
        (("危化品", "化工"), False),
        (("危化品和烟花爆竹", "危化品"), False),
        (("工贸", "工贸"), False),
        (("工贸",), False),
    ],
)
def test_which_sectors_add_up(names, expected):
    assert load_part_rules(DATA).add_up("penalties", "sector", names) is expected


@pytest.mark.parametrize(
    "indicator, names, expected",
    [
        ("penalties", ("个人", "生产经营单位"), True),
        ("penalties", ("个人", "生产经营单位", "其他"), False),
        ("penalties", ("联合检查", "计划内"), False),
        ("publications", ("网站", "微信公众号"), False),
        ("study_sessions", ("中心组学习", "会前学法", "法制讲座"), True),
    ],
)
def test_which_parts_add_up(indicator, names, expected):
    assert load_part_rules(DATA).add_up(indicator, "part", names) is expected
