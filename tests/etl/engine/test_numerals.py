"""parse_number: exact values of all that reports print, ValueError for all that is no number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.engine.digits import MAX_LENGTH
from etl.engine.numerals import parse_number

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("零一二三四五六七八九十百千万亿", "零壹贰叁肆伍陆柒捌玖拾佰仟萬億")

# By what is hard about them: text and value, a percentage as printed.
SPELLINGS = {
    "spaces inside": [
        ("6 万3 千2 百", "63200"),
        ("三百 六 十 四", "364"),
        ("25  万", "250000"),
        ("四 分之 三", "0.75"),
        ("百 分之 八十点六", "80.6"),
        ("七   个 百 分点", "7"),
        ("一百 四 十 几亿", "14000000000"),
    ],
    "full-width digits and signs": [
        ("７，８１２", "7812"),
        ("３．６亿", "360000000"),
        ("１４.07亿", "1407000000"),
        ("５．１４００", "5.14"),
        ("１２分之９", "0.75"),
        ("百分之６４.３", "64.3"),
        ("７．５％", "7.5"),
        ("73，118.00元", "73118"),
    ],
    "last unit left out": [
        ("两千六百三", "2630"),
        ("一万八", "18000"),
        ("百六", "160"),
        ("千四", "1400"),
        ("一千六", "1600"),
        ("十七万六", "176000"),
        ("二百三十万四", "2304000"),
    ],
    "gaps": [
        ("三千零七", "3007"),
        ("两万零六十", "20060"),
        ("两万零一十六", "20016"),
        ("五万零三百", "50300"),
        ("六百零二万四千", "6024000"),
        ("八千零六万", "80060000"),
        ("七千万零三千", "70003000"),
        ("二百零十万四千", "2104000"),
        ("二十亿零四十万零七百零六", "2000400706"),
        ("一十万零六", "100006"),
        ("一亿零八", "100000008"),
        ("两千亿零四", "200000000004"),
        ("2千零40万", "20400000"),
        ("5万6000", "56000"),
        ("3亿2万1千7百", "300021700"),
    ],
    "ten with and without its one": [
        ("一十七", "17"),
        ("十八", "18"),
        ("一千零一十六", "1016"),
        ("三千零十", "3010"),
        ("三千一十", "3010"),
        ("一十二万三千四百五十", "123450"),
        ("两千七百一十五万一千三百一十八", "27151318"),
    ],
    "units upon units": [
        ("三万亿", "3000000000000"),
        ("六十二万亿", "62000000000000"),
        ("七千三百二十一万六千五百零四亿一千九百八十六万二千零七", "7321650419862007"),
        ("三十几万", "300000"),
        ("两千六百零几万", "26000000"),
        ("2,360,000,000", "2360000000"),
    ],
    "financial and traditional characters": [
        ("贰拾万叁仟肆佰伍拾陆", "203456"),
        ("倆千三百叁拾肆", "2334"),
        ("參萬柒仟貳佰", "37200"),
        ("伍萬零卌", "50040"),
        ("廿五", "25"),
        ("卅六", "36"),
        ("六百卅二", "632"),
        ("貳佰萬", "2000000"),
        ("零點六", "0.6"),
        ("叁拾叁万陆仟贰佰壹拾捌", "336218"),
    ],
    "money": [
        ("28元", "28"),
        ("2000万元", "20000000"),
        ("47.21亿元", "4721000000"),
        ("三千元", "3000"),
        ("80元4角五分", "80.45"),
        ("2.71人民币", "2.71"),
        ("人民幣2.71", "2.71"),
        ("五十二万零三百六十七元四角八分", "520367.48"),
        ("贰佰叁拾萬圆整", "2300000"),
        ("叁拾贰元陆角", "32.6"),
        ("柒仟壹佰零捌圆伍角贰分", "7108.52"),
    ],
    "shares": [
        ("８成", "80"),
        ("6.３成", "63"),
        ("三成", "30"),
        ("１0 成以上", "100"),
        ("百分之３．６", "3.6"),
        ("百分之九十", "90"),
        ("百分之二百一十点五", "210.5"),
        ("百分之７，５００", "7500"),
        ("千分之１．８", "0.18"),
        ("千分之二百零六点五", "20.65"),
        ("万分之八", "0.08"),
        ("千万分之三", "0.00003"),
        ("3,456个百分点", "3456"),
        ("三十个百分点", "30"),
        ("拾万零叁十八点贰柒个百分点", "100038.27"),
    ],
    "fractions": [
        ("一千分之七", "0.007"),
        ("一百万分之三", "0.000003"),
        ("八分之1004", "125.5"),
        ("二十分之一百零拾", "5.5"),
        ("半年", "0.5"),
        ("半個月", "0.5"),
    ],
    "below zero": [
        ("负四十五", "-45"),
        ("- 2,300,000", "-2300000"),
        ("负 2300000", "-2300000"),
        ("負三百萬", "-3000000"),
        ("负零点二零", "-0.2"),
        ("负四八五零点三", "-4850.3"),
    ],
    "digits read out": [
        ("二二二", "222"),
        ("叁叁", "33"),
        ("二八三零点五六七", "2830.567"),
        ("零点零零零", "0"),
        ("零点零零零零七", "0.00007"),
        ("零点零零零零零零零零零零零零零零四", "0.000000000000004"),
    ],
}


@pytest.mark.parametrize("hard", SPELLINGS)
def test_reads_every_way_of_writing_a_number(hard):
    read = [(text, parse_number(text)) for text, _ in SPELLINGS[hard]]
    assert read == [(text, Decimal(value)) for text, value in SPELLINGS[hard]]


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
