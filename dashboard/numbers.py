"""Numbers as Chinese readers set them: 2,754项, 262万元, 约1.3万余条."""

import math
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

Number = float | Decimal

MONEY = "元"
_SIGNS = {"exact": "", "at_least": "≥", "about": "≈", "at_most": "≤", "range": ""}
_PREFIXES = {"at_least": "超过", "about": "约", "at_most": "不超过"}
_SAID = {"at_least": "余多超逾以上近", "about": "约近左右", "at_most": "不超足以内"}

# A number of a table's cell, whose unit stands in a heading.
_BARE = re.compile(r"(\d[\d,，]*(?:\.\d+)?)([百千万亿]*)余?")


def is_missing(value: object) -> bool:
    """None, NaN and NaT: what a database NULL becomes on its way through pandas."""
    return value is None or value != value


def number_in_address(text: str) -> int | None:
    """The whole number that an address or a message names; None for anything else, and for one that no
    database column holds."""
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 20):
        return None
    number = int(text)
    return number if -(2**63) <= number < 2**63 else None


def plain(value: Number, decimals: int = 2) -> str:
    """A number with thousands separators and no trailing zeros: 2754 -> 2,754; 12.40 -> 12.4."""
    rounded = round_half_up(value, decimals)
    text = f"{rounded:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Number | None, unit: str = "", decimals: int = 2) -> str:
    """A value with its unit. Yuan are set in 万元 from ten thousand and in 亿元 from a hundred million.

    >>> amount(2620000, "元"), amount(2754, "项"), amount(32.8, "%")
    ('262万元', '2,754项', '32.8%')
    """
    if value is None or is_missing(value):
        return "—"
    if unit == MONEY:
        return _money(value, decimals)
    return plain(value, decimals) + (unit or "")


def marked(mark: Mapping, decimals: int = 2) -> str:
    """The value of a mark with the sign of its approximation, for labels on charts: ≥13,000条, ≈300人次."""
    if is_missing(mark["value"]):
        return "—"
    unit = mark["unit"]
    if _is_range(mark):
        low = amount(mark["value"], unit if unit == MONEY else "", decimals)
        return f"{low}–{amount(mark['value_high'], unit, decimals)}"
    return _SIGNS.get(mark["approx"], "") + amount(mark["value"], unit, decimals)


def quoted(mark: Mapping) -> str:
    """A mark in words that keep what the report printed: 1.3万余条, 约300场, 0件（未收到）.

    A prefix such as 约 or 超过 stands outside `printed`, and is put back, as is the unit of a heading.
    """
    printed = mark.get("printed") or ""
    if mark.get("derived") or not printed:
        return _PREFIXES.get(mark["approx"], "") + amount(mark["value"], mark["unit"])
    if not any(character.isdigit() for character in printed) and float(mark["value"]) == 0:
        return f"0{mark['unit'] or ''}（{printed}）"
    said = any(character in printed for character in _SAID.get(mark["approx"], ""))
    return ("" if said else _PREFIXES.get(mark["approx"], "")) + _with_unit(printed, mark)


def _with_unit(printed: str, mark: Mapping) -> str:
    """A number that is printed bare with the unit that its table's heading states: 240.54 is 240.54万元."""
    bare, heading = _BARE.fullmatch(printed), mark.get("heading_unit")
    if not bare:
        return printed
    if heading and not is_missing(heading):
        return printed + heading
    whole = bare[2] or Decimal(bare[1].replace(",", "").replace("，", "")) == Decimal(str(mark["value"]))
    return printed + (mark["unit"] or "") if whole else amount(mark["value"], mark["unit"])


def unit_of(mark: Mapping) -> str:
    """The unit as printed; of a number that the report prints bare, its indicator's."""
    of_indicator = mark.get("indicator_unit") if mark.get("measure", "level") == "level" else ""
    return mark.get("unit") or ("" if is_missing(of_indicator) else str(of_indicator))


def in_words(mark: Mapping) -> str:
    """As `quoted`, with the indicator's unit after a number of which nothing states one: 75 -> 75件."""
    return quoted({**mark, "unit": unit_of(mark)})


def percent(part: float, whole: float, decimals: int = 1) -> str:
    """A part of a whole in percent, a dash of nothing: 6.4%. No rounding makes it none or all: 不到0.1%,
    超过99.9%."""
    if not whole:
        return "—"
    said, step = round_half_up(part / whole * 100, decimals), Decimal(1).scaleb(-decimals)
    if part > 0 and said == 0:
        return f"不到{step}%"
    if part < whole and said == 100:
        return f"超过{100 - step}%"
    return f"{plain(said, decimals)}%"


def signed(value: Number, unit: str = "", decimals: int = 1) -> str:
    """A change with its sign: +12.3%, −6件, 0%."""
    size = amount(value, unit, decimals).removeprefix("-")
    if round_half_up(value, decimals) == 0:
        return size
    return ("+" if value > 0 else "−") + size


def round_half_up(value: Number, decimals: int) -> Decimal:
    """Round as a clerk does, half away from zero; floats by their shortest decimal form."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _money(value: Number, decimals: int) -> str:
    size = abs(float(value))
    if size >= 100_000_000:
        return plain(_divide(value, 100_000_000), decimals) + "亿元"
    if size >= 10_000:
        return plain(_divide(value, 10_000), max(decimals, 2)) + "万元"
    return plain(value, decimals) + MONEY


def _divide(value: Number, by: int) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact / by


def _is_range(mark: Mapping) -> bool:
    high = mark.get("value_high")
    return high is not None and not is_missing(high) and not math.isclose(float(high), float(mark["value"]))
