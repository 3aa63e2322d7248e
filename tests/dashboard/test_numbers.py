"""Numbers as Chinese readers set them."""

from decimal import Decimal

import pytest

from dashboard.numbers import amount, in_words, marked, number_in_address, percent, quoted, signed


def mark(value, unit="", **given):
    return {
        "value": value,
        "value_high": None,
        "approx": "exact",
        "unit": unit,
        "printed": "",
        "derived": False,
    } | given


@pytest.mark.parametrize(
    "value, unit, expected",
    [
        (2754, "项", "2,754项"),
        (2754.0, "项", "2,754项"),
        (2620000, "元", "262万元"),
        (725065, "元", "72.51万元"),
        (130000000, "元", "1.3亿元"),
        (9999, "元", "9,999元"),
        (0, "元", "0元"),
        (32.8, "%", "32.8%"),
        (100.0, "%", "100%"),
        (0.1 + 0.2, "件", "0.3件"),
        (Decimal("12.400000"), "件", "12.4件"),
        (1234567, "人次", "1,234,567人次"),
        (-1500, "件", "-1,500件"),
        (None, "件", "—"),
        (float("nan"), "件", "—"),
    ],
)
def test_amounts(value, unit, expected):
    assert amount(value, unit) == expected


@pytest.mark.parametrize(
    "given, expected",
    [
        (mark(13000, "条", approx="at_least"), "≥13,000条"),
        (mark(300, "人次", approx="about"), "≈300人次"),
        (mark(50, "件", approx="at_most"), "≤50件"),
        (mark(1, "期", approx="range", value_high=2.0), "1–2期"),
        (mark(2000000, "元", approx="range", value_high=3000000), "200万元–300万元"),
        (mark(None, "件"), "—"),
    ],
)
def test_signs_on_marks(given, expected):
    assert marked(given) == expected


@pytest.mark.parametrize(
    "given, expected",
    [
        (mark(13000, "条", approx="at_least", printed="1.3万余条"), "1.3万余条"),
        (mark(300, "场", approx="about", printed="300场"), "约300场"),
        (mark(300, "场", approx="at_least", printed="300场"), "超过300场"),
        (mark(95, "%", approx="at_least", printed="95%以上"), "95%以上"),
        (mark(0, "件", printed="未收到"), "0件（未收到）"),
        (mark(0, "件", printed="零复议"), "0件（零复议）"),
        (mark(1, "名", printed="一名"), "一名"),
        (
            mark(2995, "条", approx="at_least", printed="1390余条 + 648条 + 957条", derived=True),
            "超过2,995条",
        ),
    ],
)
def test_words_keep_what_was_printed(given, expected):
    assert quoted(given) == expected


@pytest.mark.parametrize(
    "value, unit, expected",
    [
        (12.34, "%", "+12.3%"),
        (-6, "件", "−6件"),
        (0, "%", "0%"),
        (-0.04, "%", "0%"),
        (-1200000, "元", "−120万元"),
    ],
)
def test_changes_carry_their_sign(value, unit, expected):
    assert signed(value, unit) == expected


@pytest.mark.parametrize(
    "part, whole, expected",
    [
        (0, 0, "—"), (0, 87_380, "0%"), (87_380, 87_380, "100%"), (5_554, 87_380, "6.4%"),
        (1, 87_380, "不到0.1%"), (87_379, 87_380, "超过99.9%"),
    ],
)  # fmt: skip
def test_a_rounded_share_is_neither_none_nor_all(part, whole, expected):
    assert percent(part, whole) == expected


@pytest.mark.parametrize(
    "printed, value, unit, expected",
    [
        ("75", 75, "", "75件"),
        ("1300余", 1300, "", "1300余件"),
        ("75起", 75, "起", "75起"),
        ("无", 0, "", "0件（无）"),
    ],
)
def test_a_number_printed_bare_is_said_with_the_unit_of_its_indicator(printed, value, unit, expected):
    approx = "at_least" if "余" in printed else "exact"
    said = in_words(mark(value, unit, printed=printed, approx=approx, indicator_unit="件"))
    assert said == expected


@pytest.mark.parametrize(
    ("printed", "value", "unit", "heading", "expected"),
    [
        ("240.54", 2405400, "元", "万元", "240.54万元"),
        ("1,753.79", 17537900, "元", "万元", "1,753.79万元"),
        ("240.54", 2405400, "元", "", "240.54万元"),  # never 240.54元, whoever leaves the heading out
        ("52500", 52500, "元", "", "52500元"),
        ("45", 45.0, "宗", "", "45宗"),
        ("98.5", 98.5, "%", "", "98.5%"),
        ("1.3万", 13000, "条", "", "1.3万条"),
        ("0", 0, "件", "", "0件"),
        ("240.54万元", 2405400, "元", None, "240.54万元"),
    ],
)
def test_a_cell_is_said_with_the_unit_of_its_heading(printed, value, unit, heading, expected):
    assert in_words(mark(value, unit, printed=printed, heading_unit=heading, indicator_unit="件")) == expected


def test_a_share_printed_bare_does_not_get_the_unit_of_its_indicator():
    assert in_words(mark(3, printed="3", measure="share", indicator_unit="件")) == "3"


@pytest.mark.parametrize(
    ("said", "number"),
    [("12", 12), (" -7 ", -7), ("9223372036854775807", 2**63 - 1), ("-9223372036854775808", -(2**63)),
     ("9223372036854775808", None), ("99999999999999999999", None), ("9" * 5000, None), ("²", None),
     ("--5", None), ("一", None), ("1.0", None), ("1_0", None), ("", None)],
)  # fmt: skip
def test_an_address_names_a_number_that_a_database_holds_or_none(said, number):
    assert number_in_address(said) == number
