"""The form definitions: they load, agree with the indicators and with themselves."""

from decimal import Decimal

import pytest

from etl.engine.codes import MEASURES
from etl.engine.tables.forms import FORMS
from etl.engine.tables.layout import HeaderCell, header_of
from etl.engine.tables.periods import period_in, split_period
from etl.engine.tables.words import key, units_in
from tests.rules import RULES


def test_every_item_names_a_known_indicator_measure_and_form() -> None:
    known = set(RULES.indicators)
    items = [item for form in RULES[FORMS].forms for item in form.items]
    assert {item.indicator for item in items} - {""} <= known
    assert {item.measure for item in items} <= set(MEASURES)
    assert len({item.rule for item in items}) == len(items)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("许可总数（宗）", "许可的数量"),
        ("没收违法\n所得、没收\n非法财物", "没收违法所得、没收非法财物"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("（一）予以公开", "予以公开"),
        ("其中：警告", "警告"),
        ("加处罚款或者滞纳金", "加处罚款或滞纳金"),
        ("行政 拘留", "行政拘留"),
        ("罚没金额(万元)", "罚没金额（单位：元）"),
    ],
)
def test_spellings_of_one_name_share_a_key(first: str, second: str) -> None:
    assert key(first) == key(second)


@pytest.mark.parametrize(
    ("label", "units"),
    [
        ("罚没金额（万元）", [("元", 10_000)]),
        ("单位：宗、万元", [("宗", 1), ("元", 10_000)]),
        ("检查次数(次/家次)", [("次", 1), ("家次", 1)]),
        ("整改率（%）", [("%", 1)]),
        ("计量单位：亿元", [("元", 10**8)]),
        ("行政处罚", []),
        ("数量（不含移送）", []),
    ],
)
def test_units_that_a_label_states(label: str, units: list) -> None:
    assert units_in(RULES, label) == tuple((unit, Decimal(times)) for unit, times in units)


@pytest.mark.parametrize(
    ("label", "dates", "rest"),
    [
        ("2022年", ("2022-01-01", "2022-12-31"), ""),
        ("2022年行政处罚（件）", ("2022-01-01", "2022-12-31"), "行政处罚(件)"),
        ("2023年1-6月", ("2023-01-01", "2023-06-30"), ""),
        ("第二季度", ("2023-04-01", "2023-06-30"), ""),
        ("上年同期", ("2022-01-01", "2022-12-31"), ""),
        ("2024年2月", ("2024-02-01", "2024-02-29"), ""),
    ],
)
def test_periods_that_a_label_begins_with(label: str, dates: tuple[str, str], rest: str) -> None:
    period, left = split_period(label)
    assert period is not None
    assert (period.dates("2023-01-01", "2023-12-31"), left) == (dates, rest)


@pytest.mark.parametrize("label", ["本年处理决定数量", "上一年项目数量", "警告", "2023-01-05", "13月"])
def test_labels_that_name_no_period(label: str) -> None:
    assert split_period(label)[0] is None


@pytest.mark.parametrize(
    ("title", "dates"),
    [
        ("执法统计表（2024年1月1日至12月31日）", ("2024-01-01", "2024-12-31")),
        ("统计时间：2024年1月1日-2024年6月30日", ("2024-01-01", "2024-06-30")),
        ("截至2024年6月30日", ("2024-01-01", "2024-06-30")),
        ("填报日期：2025年1月10日 2024年1-6月", ("2024-01-01", "2024-06-30")),
        ("2024年统计表（2025年1月10日）", ("2024-01-01", "2024-12-31")),
        ("2024年3月", ("2024-03-01", "2024-03-31")),
    ],
)
def test_the_period_that_a_title_names_is_of_the_days_from_one_to_another(title, dates) -> None:
    period = period_in(title)
    assert period is not None
    assert period.dates("2023-01-01", "2023-12-31") == dates


@pytest.mark.parametrize("title", ["2025年1月18日", "2023年12月1日至2024年11月30日", "执法统计表"])
def test_a_date_under_a_signature_is_no_period_of_the_table_below(title) -> None:
    assert period_in(title) is None


def test_headings_that_lost_their_spans_get_their_columns_back() -> None:
    names = ["单位名称", "行政处罚实施数量", "罚没金额", "警告", "罚款", "合计"]
    cells = [HeaderCell(0, 0, name) for name in names]
    paths = header_of(RULES, cells, [5]).paths
    assert [[cell.text for cell in path] for path in paths] == [
        ["单位名称"],
        ["行政处罚实施数量", "警告"],
        ["行政处罚实施数量", "罚款"],
        ["行政处罚实施数量", "合计"],
        ["罚没金额"],
    ]
