"""Rows and columns that no form names: what prose would say of them, and what a total beside them is not."""

import pytest

from etl.engine.model import Figure
from tests.etl.engine.tables.test_bureau_tables import figures


def told(found: list[Figure]) -> list[tuple[int, str, str]]:
    """The value, unit and indicator of each figure."""
    return [(int(figure.value), figure.unit, figure.indicator) for figure in found]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t项目\t计量单位\t数量\n1\t草原执法检查\t次\t420\n2\t草原行政许可\t件\t57\n3\t毁草案件立案\t件\t12",
        "项目\t数量\n草原执法检查（次）\t420\n草原行政许可（件）\t57\n毁草案件立案（件）\t12",
    ],
)
def test_a_label_that_no_form_names_counts_what_prose_says_of_it(text: str) -> None:
    assert told(figures(text)) == [
        (420, "次", "inspections"),
        (57, "件", "licences"),
        (12, "件", "cases_filed"),
    ]


def test_a_total_of_what_its_row_counts_is_no_total_of_the_title() -> None:
    found = figures(
        "行政处罚情况表\n项目\t1月\t2月\t合计\n渔港巡护（次）\t42\t38\t80\n行政处罚（件）\t2\t1\t3"
    )
    assert [figure.indicator for figure in found] == ["inspections"] * 3 + ["penalties"] * 3
    assert not found[2].part
