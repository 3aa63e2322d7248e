"""parse_range: both ends of a printed range."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.engine.ranges import parse_range


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5至8个", "5", "8"),
        ("3-5万元", "30000", "50000"),
        ("8000至1万人", "8000", "10000"),
        ("1.5～2亿", "1.5e8", "2e8"),
        ("30%—40%", "30", "40"),
        ("三四十家", "30", "40"),
        ("十七八个", "17", "18"),
        ("两三万人", "20000", "30000"),
        ("三五家", "3", "5"),
        ("七八成", "70", "80"),
        ("一百三四十起", "130", "140"),
        ("3万–5万", "30000", "50000"),
        ("二十到三十名", "20", "30"),
    ],
)
def test_reads_both_ends(text, low, high):
    assert parse_range(text) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "5个", "8至5个", "5至5个", "至5", "5至", "一二三", "-", "家至家"])
def test_refuses_what_is_no_rising_range(text):
    with pytest.raises(ValueError):
        parse_range(text)


@given(st.text(alphabet="0123456789.,至到-—~一二三四十百万亿余%家 "))
def test_any_text_gives_a_rising_range_or_a_value_error(text):
    try:
        low, high = parse_range(text)
    except ValueError:
        return
    assert low < high
