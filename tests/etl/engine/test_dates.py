"""Dates and periods as reports write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.engine.dates import parse_date, parse_period, parse_year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年1月10日", date(2025, 1, 10)),
        ("发布日期：2025-01-10 09:30", date(2025, 1, 10)),
        ("2025.1.10", date(2025, 1, 10)),
        ("二〇二五年一月十日", date(2025, 1, 10)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
        ("2024年2月30日，后改为2024年3月1日", date(2024, 3, 1)),
        ("2024年2月", None),
        ("第2024号", None),
    ],
)
def test_finds_the_first_real_date(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭市应急管理局2024年度报告", 2024),
        ("二〇二三年工作总结", 2023),
        ("二零二三年度", 2023),
        ("第12024年", None),
        ("三年行动", None),
    ],
)
def test_finds_the_first_year(text, expected):
    assert parse_year(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023年度", "2023-01-01", "2023-12-31"),
        ("2023年", "2023-01-01", "2023-12-31"),
        ("2021-2023年", "2021-01-01", "2023-12-31"),
        ("2021年至2023年", "2021-01-01", "2023-12-31"),
        ("2023年12月29日至2024年2月6日", "2023-12-29", "2024-02-06"),
        ("1-9月", "2024-01-01", "2024-09-30"),
        ("1月至9月", "2024-01-01", "2024-09-30"),
        ("2023年1—11月", "2023-01-01", "2023-11-30"),
        ("一季度", "2024-01-01", "2024-03-31"),
        ("前三季度", "2024-01-01", "2024-09-30"),
        ("2025年第四季度", "2025-10-01", "2025-12-31"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("下半年", "2024-07-01", "2024-12-31"),
        ("2月份", "2024-02-01", "2024-02-29"),
        ("十二月", "2024-12-01", "2024-12-31"),
        ("截至9月底", "2024-01-01", "2024-09-30"),
        ("截至2023年11月15日", "2023-01-01", "2023-11-15"),
        ("截止到6月末", "2024-01-01", "2024-06-30"),
        ("1月28日至2月4日", "2024-01-28", "2024-02-04"),
        ("5月1日-5日", "2024-05-01", "2024-05-05"),
        ("去年", "2023-01-01", "2023-12-31"),
        ("去年上半年", "2023-01-01", "2023-06-30"),
        ("全年", "2024-01-01", "2024-12-31"),
    ],
)
def test_reads_a_period_of_a_2024_report(text, first, last):
    assert parse_period(text, 2024) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "组织演练",
        "13月",
        "5至3月",
        "2023年至2021年",
        "2月30日至31日",
        "截至0月底",
    ],
)
def test_states_no_period(text):
    assert parse_period(text, 2024) is None


def test_a_month_without_any_year_is_no_period():
    assert parse_period("1-9月") is None


@given(st.text(alphabet="0123456789年月日至-截底一二三十〇季度上半去前第.", max_size=40))
def test_any_text_gives_rising_dates_or_none(text):
    period = parse_period(text, 2024)
    assert period is None or period[0] <= period[1]
    assert parse_date(text) is None or parse_date(text).year >= 1000
