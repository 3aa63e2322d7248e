"""Which numbers stand as the whole: small texts of invented places, each for one way of going wrong."""

from decimal import Decimal

import pytest

from etl.engine.model import Document, Figure, ReportContext
from etl.engine.whole.evidence import same_number
from tests.rules import ENGINE

TOWN = ReportContext(agency="河湾镇人民政府", kind="enforcement", year=2024)
BUREAU = ReportContext(agency="云岭市水利局", kind="enforcement", year=2024, city="云岭市")


def standing(text: str, context: ReportContext) -> list[str]:
    return [figure.printed for figure in ENGINE.extract(Document(text), context).figures if figure.whole]


@pytest.mark.parametrize(
    ("text", "context", "printed"),
    [
        ("截至2024年12月25日，立案17起，罚款3200元。", BUREAU, ["17起", "3200元"]),
        ("2024年12月25日，立案17起，罚款3200元。", BUREAU, []),
        ("河湾镇行政处罚案件17起。", TOWN, ["17起"]),
        ("大队共有在编人员32人，其中持有行政执法证件人员30人。", BUREAU, ["30人"]),
    ],
)
def test_what_only_says_until_when_whose_or_what_is_counted_is_no_limit(text, context, printed):
    assert standing(text, context) == printed


def figure(printed: str, value: str, approx: str) -> Figure:
    return Figure(0, len(printed), printed, Decimal(value), approx=approx)


@pytest.mark.parametrize(
    ("rounded", "approx", "exact", "same"),
    [
        (("90亿元", "9000000000"), "at_least", "9123000000", True),
        (("6000余起", "6000"), "at_least", "6231", True),
        (("6000余起", "6000"), "at_least", "5998", False),
        (("6300余起", "6300"), "at_least", "6231", False),
        (("6000起", "6000"), "exact", "6231", False),
        (("不足7000起", "7000"), "at_most", "7231", False),
    ],
)
def test_a_headline_may_round_the_number_that_the_text_gives(rounded, approx, exact, same):
    assert same_number(figure(*rounded, approx), figure(exact, exact, "exact")) == same
