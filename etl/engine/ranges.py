"""Ranges of numerals: 5至8个, 3-5万元, 30%—40%, and those of neighbouring digits, 三四十家."""

import re
from decimal import Decimal

from etl.engine.digits import BIG_UNITS, MAX_LENGTH, PAIRS
from etl.engine.numerals import CANONICAL, parse_number

_DIGIT = "[零一二三四五六七八九点]"
_NEIGHBOURS = re.compile(f"(?<!{_DIGIT})(?:{'|'.join(PAIRS)})(?!{_DIGIT})")
_DASH = re.compile(r"[至到]|[~～—-]{1,2}")


def parse_range(text: str) -> tuple[Decimal, Decimal]:
    """Return both ends of a range in base units, the lower first; ValueError for anything else.

    A multiplier that only the upper end bears belongs to both (3-5万 begins at 3万) unless the lower
    end would then not be the lower one (8000至1万).
    """
    canonical = text[: MAX_LENGTH + 1].translate(CANONICAL)
    if pair := _NEIGHBOURS.search(canonical):
        at = pair.start()
        low = parse_number(canonical[: at + 1] + canonical[at + 2 :])
        high = parse_number(canonical[:at] + canonical[at + 1 :])
    else:
        low, high = _ends(canonical)
    if low >= high:
        raise ValueError(f"not a rising range: {text[:40]!r}")
    return low, high


def _ends(canonical: str) -> tuple[Decimal, Decimal]:
    dash = _DASH.search(canonical, 1)
    if not dash:
        raise ValueError(f"not a range: {canonical[:40]!r}")
    lower, upper = canonical[: dash.start()], canonical[dash.end() :]
    low, high = parse_number(lower), parse_number(upper)
    for char, unit in BIG_UNITS.items():
        if char in upper and char not in lower and low * unit < high:
            low *= unit
    return low, high
