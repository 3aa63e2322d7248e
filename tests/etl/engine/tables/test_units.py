"""Where a table says its units: in a note above it, alone or at the end of running text."""

import pytest

from tests.etl.engine.tables.test_bureau_tables import figures

TABLE = "\n|序号|单位|许可|处罚|罚没金额|\n|1|区水利局|2104|611|390.7|\n|2|区应急局|46|29|71|"


@pytest.mark.parametrize(
    "above",
    [
        "单位：件、万元",
        "单位：件 万元",
        "（单位：件，万元）",
        "各单位情况见下表，单位：件/万元。",
        "情况如下（金额单位：万元）：",
        "单位：万元",
        "一年来执法平稳有序，没有发生重大问题，群众满意度稳步提升。部分单位数据如下（单位：件、万元）：",
    ],
)
def test_the_money_of_a_note_is_that_of_the_column_of_money_alone(above: str) -> None:
    found = [(figure.indicator, str(figure.value)) for figure in figures(above + TABLE)]
    assert found == [
        *(("licences", "2104"), ("penalties", "611"), ("fines", "3907000")),
        *(("licences", "46"), ("penalties", "29"), ("fines", "710000")),
    ]


def test_what_is_of_money_by_its_title_alone_is_of_money() -> None:
    found = figures(
        "罚没款情况表（单位：万元）\n单位\t罚款\t没收违法所得\n区水利局\t12.5\t3\n区应急局\t8.4\t0.6"
    )
    assert [str(figure.value) for figure in found] == ["125000", "30000", "84000", "6000"]


def test_running_text_without_a_note_is_no_title() -> None:
    found = figures("一年来共处罚涉水案件。群众满意度稳步提升，执法平稳有序，没有发生重大问题。" + TABLE)
    assert [figure.indicator for figure in found[:3]] == ["licences", "penalties", ""]


def test_counts_below_a_heading_of_cases_and_money_are_counts() -> None:
    """A page of several tables, each below its number and its name, which also say the units."""
    found = figures(
        "表1\t行政处罚（单位：宗、万元）\n警告\t罚款\t没收违法所得\t其他\t合计\t罚没金额\n0\t43\t1\t4\t48\t482.907\n"
        "表2\t行政许可（单位：宗）\n申请\t受理\t许可\t不予许可\t撤销\n318\t305\t301\t4\t1"
    )
    assert [(figure.indicator, figure.part, str(figure.value)) for figure in found] == [
        *(("penalties", "警告", "0"), ("penalties", "罚款", "43"), ("penalties", "没收违法所得", "1")),
        *(("penalties", "其他行政处罚", "4"), ("penalties", "", "48"), ("fines", "", "4829070")),
        *(("licences", "申请", "318"), ("licences", "受理", "305"), ("licences", "", "301")),
        *(("licences", "不予许可", "4"), ("licences", "撤销许可", "1")),
    ]


def test_a_row_of_units_below_the_names_says_what_each_column_counts() -> None:
    found = figures(
        "各区情况\n|地区|检查企业|发现隐患|罚款|\n||家次|项|万元|\n|东区|310|25|390.7|\n|西区|46|29|71|"
    )
    assert [(figure.indicator, str(figure.value), figure.unit) for figure in found[:3]] == [
        *(("inspections", "310", "家次"), ("hazards_found", "25", "项"), ("fines", "3907000", "元")),
    ]
