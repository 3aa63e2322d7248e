"""Stated against recomputed: what is checked, what agrees, and what cannot be decided."""

import duckdb
import pytest

from tests import stores


def checks(*figures, reports=()):
    """Rows of quality_check as dicts."""
    connection = duckdb.connect()
    stores.fill(connection, figures, reports=reports, only=("headline", "checks"))
    return connection.execute("FROM quality_check").df().to_dict("records")


def only(rows, kind):
    found = [row for row in rows if row["kind"] == kind]
    assert len(found) == 1, rows
    return found[0]


def agrees(row):
    return None if row["agrees"] != row["agrees"] or row["agrees"] is None else bool(row["agrees"])


TOTAL = {"indicator": "cases_total", "value": 646}
LICENCES = {"indicator": "licences", "value": 212}
INSPECTIONS = {"indicator": "inspections", "value": 358}
PENALTIES = {"indicator": "penalties", "value": 76}


def test_the_kinds_of_cases_are_added_up_to_their_total():
    row = only(checks(TOTAL, LICENCES, INSPECTIONS, PENALTIES), "total")
    assert (row["stated"], row["recomputed"], agrees(row)) == (646, 646, True)
    assert list(row["figure_ids"]) == [1, 2, 3, 4]
    assert "212件" in row["explanation"] and "相符" in row["explanation"]


def test_a_total_that_is_off_by_one_is_a_disagreement():
    row = only(checks(TOTAL, LICENCES, INSPECTIONS, PENALTIES | {"value": 75}), "total")
    assert agrees(row) is False
    assert "相差 1" in row["explanation"]


def test_a_sum_far_below_its_total_proves_nothing_when_a_term_is_missing():
    row = only(checks(TOTAL, LICENCES, PENALTIES), "total")
    assert agrees(row) is None
    assert "没有列出全部" in row["explanation"]


def test_all_terms_stated_must_make_the_total():
    row = only(
        checks(TOTAL, LICENCES, INSPECTIONS, PENALTIES, {"indicator": "coercions", "value": 100}), "total"
    )
    assert agrees(row) is False


def test_the_steps_to_a_decision_are_not_held_against_its_total():
    steps = [{"indicator": "licences", "part": step, "value": 300} for step in ("申请", "受理", "不予许可")]
    assert checks(LICENCES, *steps) == []


def test_parts_are_added_up_to_the_total_of_their_indicator():
    row = only(
        checks(
            {"indicator": "drills", "value": 96, "unit": "场"},
            {"indicator": "drills", "value": 7, "unit": "场", "part": "综合演练"},
            {"indicator": "drills", "value": 5, "unit": "场", "part": "桌面推演"},
            {"indicator": "drills", "value": 84, "unit": "场", "part": "实战演练"},
        ),
        "total",
    )
    assert agrees(row) is True


def test_nested_parts_are_added_up_to_the_part_that_holds_them():
    rows = [
        row
        for row in checks(
            {"indicator": "penalties", "value": 47, "part": "单位"},
            {"indicator": "penalties", "value": 38, "part": "单位;一般处罚"},
            {"indicator": "penalties", "value": 9, "part": "单位;事故处罚"},
            {"indicator": "penalties", "value": 15, "part": "个人"},
        )
        if row["kind"] == "total"
    ]
    assert [(row["stated"], row["recomputed"], agrees(row)) for row in rows] == [(47, 47, True)]


def test_sectors_with_a_rest_leave_nothing_out():
    row = only(
        checks(
            {"indicator": "penalties", "value": 100},
            {"indicator": "penalties", "value": 40, "sector": "烟花爆竹"},
            {"indicator": "penalties", "value": 30, "sector": "工贸"},
            {"indicator": "penalties", "value": 10, "sector": "其他"},
        ),
        "total",
    )
    assert agrees(row) is False


def test_parts_that_are_no_breakdown_are_not_called_wrong():
    row = only(
        checks(
            {"indicator": "publications", "value": 7, "unit": "条"},
            {"indicator": "publications", "value": 36, "unit": "条", "part": "网站"},
            {"indicator": "publications", "value": 100, "unit": "条", "part": "微信公众号"},
        ),
        "total",
    )
    assert agrees(row) is None


def test_money_in_wan_agrees_within_its_last_printed_digit():
    row = only(
        checks(
            {"indicator": "fines", "value": 130000000, "unit": "元", "printed": "1.3亿元"},
            {
                "indicator": "fines",
                "value": 42269700,
                "unit": "元",
                "printed": "4226.97万元",
                "part": "日常监督",
            },
            {
                "indicator": "fines",
                "value": 88729500,
                "unit": "元",
                "printed": "8872.95万元",
                "part": "事故处罚",
            },
        ),
        "total",
    )
    assert agrees(row) is True


def test_what_does_not_add_up_is_said_in_the_unit_of_its_total():
    fine = {"indicator": "fines", "unit": "元", "sentence": "罚款", "sentence_start": 0}
    parts = ((5940, "0.594万元", "简易程序"), (283500, "28.35万元", "普通程序"))
    found = checks(
        fine | {"value": 184900, "printed": "18.49万元"},
        *(fine | {"value": value, "printed": printed, "part": part} for value, printed, part in parts),
    )
    assert only(found, "total")["explanation"].endswith(" = 28.94万元，相差 10.45万元")


def test_figures_of_different_bases_are_never_added():
    assert checks(TOTAL, LICENCES | {"scope": "system"}, PENALTIES | {"campaign": "清风行动"}) == []


SHARE = {"measure": "share", "unit": "%", "label": "许可占比"}


@pytest.mark.parametrize(
    "printed, value, expected",
    [
        ("32.8%", 32.8, True),
        ("32.9%", 32.9, True),
        ("33%", 33, True),
        ("34.8%", 34.8, False),
        ("23.8%", 23.8, False),
    ],
)
def test_a_share_is_divided_again_and_may_be_off_by_less_than_its_last_digit(printed, value, expected):
    row = only(checks(TOTAL, LICENCES, SHARE | {"value": value, "printed": printed}), "share")
    assert agrees(row) is expected
    assert row["recomputed"] == pytest.approx(32.8173, abs=1e-3)
    assert list(row["figure_ids"]) == [3, 2, 1]


def test_a_share_of_an_unknown_whole_is_only_reported_when_it_agrees():
    label = {"label": "培训"}
    known = checks(label | {"value": 200}, label | {"value": 50}, SHARE | {"value": 25, "printed": "25%"})
    assert agrees(only(known, "share")) is True
    assert (
        checks(label | {"value": 200}, label | {"value": 50}, SHARE | {"value": 77, "printed": "77%"}) == []
    )


CHANGE = {"measure": "change", "unit": "%"}


def test_a_change_is_checked_against_the_prior_year_that_the_report_quotes():
    row = only(
        checks(
            {"indicator": "penalties", "value": 75, "ordinal": 1},
            CHANGE | {"value": 25, "printed": "25%", "label": "处罚同比增长", "ordinal": 2},
            {"indicator": "penalties", "value": 60, "year": 2023, "report_year": 2024, "ordinal": 3},
        ),
        "change",
    )
    assert agrees(row) is True and row["recomputed"] == 25


def test_a_fall_counts_as_negative():
    row = only(
        checks(
            {"indicator": "penalties", "value": 45},
            CHANGE | {"value": 25, "printed": "25%", "label": "处罚同比下降"},
            {"indicator": "penalties", "value": 60, "year": 2023, "report_year": 2024},
        ),
        "change",
    )
    assert agrees(row) is True and row["stated"] == -25


def test_a_change_is_checked_against_the_report_of_the_year_before():
    row = only(
        checks(
            {"indicator": "penalties", "value": 60, "year": 2023},
            {"indicator": "penalties", "value": 75},
            CHANGE | {"value": 52, "printed": "52%", "label": "处罚同比增长"},
        ),
        "change",
    )
    assert agrees(row) is False
    assert "据上年报告" in row["explanation"]


def test_an_absolute_change_is_the_difference():
    row = only(
        checks(
            {"indicator": "penalties", "value": 60, "year": 2023},
            {"indicator": "penalties", "value": 66},
            {"measure": "change", "value": 6, "unit": "件", "label": "处罚同比增加"},
        ),
        "change",
    )
    assert agrees(row) is True


def test_a_change_on_last_month_is_left_alone():
    assert (
        checks(
            {"indicator": "penalties", "value": 60, "year": 2023},
            {"indicator": "penalties", "value": 75},
            CHANGE | {"value": 52, "printed": "52%", "label": "处罚环比增长"},
        )
        == []
    )


def test_a_stated_rate_is_divided_again():
    row = only(
        checks(
            {"indicator": "inspections", "value": 1732, "unit": "家次", "scope": "system"},
            {"indicator": "major_hazards", "value": 86, "unit": "项", "scope": "system"},
            {
                "measure": "rate",
                "value": 49.7,
                "unit": "项",
                "printed": "49.7项",
                "label": "每千家次检查重大隐患",
                "scope": "system",
            },
        ),
        "rate",
    )
    assert agrees(row) is True


def test_a_stated_rectification_rate_that_its_own_numbers_deny():
    row = only(
        checks(
            {"indicator": "hazards_found", "value": 200, "unit": "项"},
            {"indicator": "hazards_rectified", "value": 150, "unit": "项"},
            {
                "indicator": "rectification_rate",
                "measure": "rate",
                "value": 98,
                "unit": "%",
                "printed": "98%",
            },
        ),
        "rate",
    )
    assert agrees(row) is False and row["recomputed"] == 75


def test_cases_per_officer_is_a_check_per_head():
    row = only(
        checks(
            TOTAL,
            {"indicator": "officers", "value": 52, "unit": "人"},
            {
                "indicator": "cases_per_officer",
                "measure": "rate",
                "value": 12.4,
                "unit": "件",
                "printed": "12.4件",
            },
        ),
        "per_head",
    )
    assert agrees(row) is True


def test_two_reports_of_a_year_that_disagree_are_both_quoted():
    row = only(
        checks(
            LICENCES | {"kind": "disclosure", "value": 220},
            LICENCES,
        ),
        "conflict",
    )
    assert agrees(row) is False
    assert "220件" in row["explanation"] and "212件" in row["explanation"]


def test_two_reports_that_agree_are_a_row_as_well():
    assert agrees(only(checks(LICENCES | {"kind": "disclosure"}, LICENCES), "conflict")) is True


def test_an_approximate_number_agrees_with_an_exact_one_just_above_it():
    rough = {
        "indicator": "licences",
        "value": 210,
        "printed": "210余件",
        "approx": "at_least",
        "kind": "disclosure",
    }
    assert agrees(only(checks(rough, LICENCES), "conflict")) is True
    assert agrees(only(checks(rough, LICENCES | {"value": 260}), "conflict")) is False


def test_of_many_reports_of_one_year_each_is_held_against_its_neighbours():
    said = [LICENCES | {"report_id": f"r{number:03}"} for number in range(40)]
    said[17] |= {"value": 213}
    rows = [row for row in checks(*said) if row["kind"] == "conflict"]
    assert len(rows) == 40
    assert {r for row in rows for r in row["figure_ids"]} == set(range(1, 41))
    wrong = [row for row in rows if agrees(row) is False]
    assert len(wrong) == 2 and all(18 in row["figure_ids"] for row in wrong)


def test_unlike_units_inside_one_report_are_no_conflict():
    assert checks(INSPECTIONS, INSPECTIONS | {"value": 452, "unit": "个次"}) == []


HEARD = {
    "indicator": "inspections",
    "value": 39,
    "unit": "家次",
    "label": "检查零售点",
    "status": "extracted",
}


@pytest.mark.parametrize(
    "other, agree",
    [
        ({}, False),
        ({"label": "检查企业"}, None),
        ({"doubts": "part_uncertain"}, None),
        ({"label": "检查企业", "kind": "disclosure"}, False),
        ({"label": "检查企业", "kind": "disclosure", "doubts": "table_unproven"}, None),
        ({"label": "检查企业", "value": 39, "printed": "39家次"}, None),
    ],
)
def test_two_numbers_disagree_only_where_it_is_sure_that_they_tell_of_one_thing(other, agree):
    found = [row for row in checks(HEARD, HEARD | {"value": 62} | other) if row["kind"] == "conflict"]
    assert [agrees(row) for row in found] == [agree] * len(found)
    assert len(found) == (other.get("value") != 39)
    assert all(("未必说的是同一件事" in row["explanation"]) == (agree is None) for row in found)


def test_two_numbers_that_a_person_has_seen_disagree_in_whatever_words():
    seen = HEARD | {"status": "reviewed"}
    said = checks(seen, seen | {"value": 62, "label": "检查企业", "doubts": "scope_inferred"})
    assert agrees(only(said, "conflict")) is False


def test_different_campaigns_and_periods_are_no_conflict():
    assert (
        checks(
            LICENCES | {"kind": "disclosure", "campaign": "清风行动", "value": 3},
            LICENCES | {"kind": "bulletin", "period_end": "2024-06-30", "value": 100},
            LICENCES,
        )
        == []
    )


def test_rejected_figures_are_not_checked():
    assert checks(LICENCES | {"kind": "disclosure", "value": 220, "status": "rejected"}, LICENCES) == []


def test_ids_of_checks_are_stable_and_distinct():
    figures = TOTAL, LICENCES, SHARE | {"value": 32.8, "printed": "32.8%"}, INSPECTIONS, PENALTIES
    first, again = ({row["check_id"] for row in checks(*figures)} for _ in range(2))
    assert first == again and len(first) == 2
