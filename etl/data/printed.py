"""The values that a figure's printed words state: one number, a range, or that nothing happened."""

import re
from decimal import Decimal

from etl.engine.characters import plain
from etl.engine.numerals import parse_number
from etl.engine.ranges import parse_range

# 未收到, 没有, 零复议, 无一起: a negating word, with no numeral after it but 一.
_NOTHING = re.compile(
    r"[均尚暂]?[未没无零](?:[^0-9０-９零一二两三四五六七八九十百千万亿]|一(?![零一二三四五六七八九十百千万亿点]))*"
)
_EACH = re.compile(r"各|均")  # 各一名: one


def parse_printed(printed: str, heading_unit: str = "") -> tuple[Decimal, Decimal | None]:
    """Return (value, value_high) in base units, value_high only for a range; ValueError for all else.

    `heading_unit`: what the heading of a table cell multiplies it with: 1753.79 under 万元 is 17537900.
    """
    if heading_unit:
        times = parse_number("1" + heading_unit)
        low, high = parse_printed(printed)
        return _exact(low * times), None if high is None else _exact(high * times)
    printed = plain(printed)
    if _NOTHING.fullmatch(printed):
        return Decimal(0), None
    words = _EACH.sub("", printed, count=1) if _EACH.match(printed) else printed
    try:
        return parse_number(words), None
    except ValueError:
        return parse_range(words)


def _exact(value: Decimal) -> Decimal:
    """Without zeros at the end of a fraction: 17537900, not 17537900.00."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
