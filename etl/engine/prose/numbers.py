"""The exact value of a numeral found in running text: engine.numerals, remembered, for its many repeats."""

from decimal import Decimal
from functools import lru_cache

from etl.engine.numerals import parse_number
from etl.engine.ranges import parse_range

UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000}
HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.", ",， \u00a0\u3000\u2009")


def arabic(printed: str) -> Decimal:
    """Return the value of digits with separators and a decimal point: 1,286, １３６, 1 032."""
    return Decimal(printed if printed.isdecimal() else printed.translate(HALF_WIDTH))


@lru_cache(maxsize=1024)
def multiplier(printed: str) -> int:
    """Return what 万, 千余, 百万 multiply by; signs of approximation in it change nothing."""
    product = 1
    for character in printed:
        product *= UNITS.get(character, 1)
    return product


@lru_cache(maxsize=8192)
def chinese(printed: str) -> Decimal | None:
    """Return the value of a Chinese numeral (三百一十六万, 二〇二四, 两千四百五, 三点五万), or None."""
    try:
        return parse_number(printed)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def span_of_neighbours(printed: str) -> tuple[Decimal, Decimal] | None:
    """Return both ends where two neighbouring digits name a range: 三四十 is 30 to 40, 两三 is 2 to 3."""
    try:
        return parse_range(printed)
    except ValueError:
        return None
