"""parse_number: exact values of all that reports print, ValueError for all that is no number."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.engine.digits import MAX_LENGTH
from etl.engine.numerals import parse_number

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("零一二三四五六七八九十百千万亿", "零壹贰叁肆伍陆柒捌玖拾佰仟萬億")

# Rows of the peers' suites that are wrong for Chinese administrative prose.
NOT_OURS = {"rt-PercentModel-059": "15Ｋ after 百分之: a Latin K never scales a percentage"}


def test_agrees_with_the_peers_test_suites(shared):
    rows = [
        json.loads(line, parse_float=Decimal)
        for line in (shared / "specs/numerals.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(rows) >= 219
    wrong = {
        row["id"]: (row["text"], row["value"])
        for row in rows
        if row["id"] not in NOT_OURS and parse_number(row["text"]) != row["value"]
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("452个次", "452"),
        ("1.3万余条", "13000"),
        ("2.6万", "26000"),
        ("1.03亿元", "103000000"),
        ("5千余件", "5000"),
        ("三百一十六万元", "3160000"),
        ("0.0038万宗", "38"),
        ("3,541.07万元", "35410700"),
        ("10万+", "100000"),
        ("近万份", "10000"),
        ("万余件", "10000"),
        ("上百家", "100"),
        ("约2.5万人次", "25000"),
        ("十余家", "10"),
        ("二十几万", "200000"),
        ("一百多人", "100"),
        ("300余人次", "300"),
        ("5万余份", "50000"),
        ("95%以上", "95"),
        ("98.5％", "98.5"),
        ("3.7个百分点", "3.7"),
        ("六个百分点", "6"),
        ("3.5‰", "3.5"),
        ("百分之九十八点五", "98.5"),
        ("千分之二", "0.2"),
        ("三分之二", "0.6666666666666666666666666667"),
        ("三成五", "35"),
        ("七成以上", "70"),
        ("两成半", "25"),
        ("一半", "0.5"),
        ("一个半小时", "1.5"),
        ("两年半", "2.5"),
        ("壹佰贰拾叁万肆仟元整", "1234000"),
        ("3元5角", "3.5"),
        ("人民币伍拾元", "50"),
        ("¥1,200.50", "1200.50"),
        ("１，２００家次", "1200"),
        ("12.4件/人", "12.4"),
        ("二零二四年", "2024"),
        ("二〇二三", "2023"),
        ("零复议", "0"),
        ("一千零十二", "1012"),
        ("一千十二", "1012"),
        ("3千零5", "3005"),
        ("2万6", "26000"),
        ("5千克", "5"),
        ("800千瓦", "800"),
        ("-3.2", "-3.2"),
        ("负0", "0"),
        ("0.1", "0.1"),
        ("3个点位", "3"),
        ("三点", "3"),
        ("1.2批次/千人", "1.2"),
    ],
)
def test_reads(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "家",
        "第3条",
        "进一步",
        "1,23",
        "1,2345",
        "1.2.3",
        "1..2",
        "5.",
        ".5",
        "5,",
        "12 34",
        "3至5家",
        "3-5",
        "七八家",
        "三四十家",
        "三五家",
        "一二三万",
        "二十三十",
        "十百",
        "一万百",
        "点五",
        "8点30分",
        "2024年1月",
        "3家、5家",
        "5件,",
        "几十家",
        "数十家",
        "多",
        "余",
        "分之",
        "百分之",
        "零分之一",
        "1分之2分之3",
        "٣",
        "²",
        "①",
        "½",
        "1e5",
        "NaN",
        "Infinity",
        "0x10",
        "1_000",
        "--5",
        "+-5",
        "半半",
    ],
)
def test_refuses(text):
    with pytest.raises(ValueError, match="number"):
        parse_number(text)


def test_whole_results_carry_no_trailing_zeros():
    assert str(parse_number("1.30万")) == "13000"
    assert str(parse_number("五十元")) == "50"


def test_decimals_are_exact_to_the_last_digit():
    assert str(parse_number("0." + "123456789" * 20)) == "0." + "123456789" * 20
    assert parse_number("9" * 900 + "亿") == Decimal("9" * 900 + "0" * 8)


@pytest.mark.parametrize("unit", ["1", "一", "十", "万", "点", "分之", ",", "余", " ", "(", "-", "百分之"])
def test_a_document_passed_by_mistake_is_refused_at_once(unit):
    with pytest.raises(ValueError, match="number"):
        parse_number(unit * (1_000_000 // len(unit)))


@pytest.mark.parametrize("unit", ["一", "十", "万", "兆", "点", "分之", "百分之", "余", "1万", "半", "一万"])
def test_the_longest_admitted_text_gives_a_number_or_a_value_error(unit):
    try:
        value = parse_number(unit * (MAX_LENGTH // len(unit)))
    except ValueError:
        return
    assert isinstance(value, Decimal)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_formatted_integers_come_back(number):
    chinese = in_chinese(number)
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}家") == number
    assert parse_number(f"{number:,}".replace(",", "，")) == number
    assert parse_number(chinese) == number
    assert parse_number(chinese.translate(FINANCIAL)) == number
    assert parse_number(f"负{chinese}") == -number
    assert parse_number(f"百分之{chinese}") == number


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_formatted_decimals_come_back(number):
    assert parse_number(f"{number:f}万元") == number * 10000
    assert parse_number(f"{number:,f}亿") == number * 10**8


@given(st.text(alphabet="0123456789,.，%％+- 零一二两三十百千万亿兆点余多几半负分之成元角个第半家a\n"))
def test_anything_else_is_a_value_error(text):
    try:
        value = parse_number(text)
    except ValueError:
        return
    assert isinstance(value, Decimal)
    assert value.is_finite()


@given(st.text())
def test_any_text_gives_a_number_or_a_value_error(text):
    try:
        assert parse_number(text).is_finite()
    except ValueError:
        assert True


def in_chinese(number: int) -> str:
    """The usual spelling of a number below 10**16, with 零 for each gap."""
    if number < 10:
        return DIGITS[number]
    for name, unit in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= unit:
            above, below = divmod(number, unit)
            gap = "零" if below and below < unit // 10 else ""
            return in_chinese(above) + name + gap + (in_chinese(below) if below else "")
    raise AssertionError(number)
