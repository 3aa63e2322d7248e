"""A number as a report prints it: commas, 万, 余, 约, full-width digits; and the value that it states."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from random import Random

_WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
_CHINESE = "零一两三四五六七八九"
_COUNTED_IN_WORDS = ("次", "场", "期", "起")  # 两次, 三场; nobody writes 三家次


@dataclass(frozen=True)
class Style:
    """How one document prints its numbers; the last three are chances from 0 to 1."""

    comma: bool = False
    wide: bool = False
    in_ten_thousands: float = 0.3
    about: float = 0.08
    in_words: float = 0.05


@dataclass(frozen=True)
class Number:
    """`before` stands outside the figure (近, 约); `value` is in base units, `unit` without multiplier."""

    before: str
    printed: str
    value: Decimal
    approx: str
    unit: str

    @property
    def text(self) -> str:
        return self.before + self.printed


def style_of(draw: Random) -> Style:
    """The habits of one writer."""
    return Style(
        comma=draw.random() < 0.2,
        wide=draw.random() < 0.03,
        in_ten_thousands=draw.choice([0.0, 0.3, 0.8]),
        about=draw.choice([0.0, 0.05, 0.2]),
        in_words=draw.choice([0.0, 0.0, 0.3]),
    )


def number(value: float, unit: str, style: Style, draw: Random) -> Number:
    """`value` in `unit` as this writer puts it. Money comes in yuan whatever the unit."""
    if unit == "%":
        return _plain(f"{value:g}%", Decimal(str(value)), "%", style)
    if unit == "万元":
        exact = Decimal(value) / 10_000
        return _plain(f"{exact.normalize():f}万元", Decimal(value), "元", style)
    if isinstance(value, float):
        return _plain(f"{value:g}{unit}", Decimal(str(value)), unit, style)
    if value >= 100 and draw.random() < style.about:
        return _approximate(value, unit, style, draw)
    if value >= 10_000 and unit != "元" and draw.random() < style.in_ten_thousands:
        return _in_ten_thousands(value, unit, style)
    if 1 < value < 10 and unit in _COUNTED_IN_WORDS and draw.random() < style.in_words:
        return Number("", _CHINESE[value] + unit, Decimal(value), "exact", unit)
    return _plain(_digits(value, style) + unit, Decimal(value), unit, style)


def nothing(unit: str, printed: str) -> Number:
    """A zero in words: 未发生, 零复议."""
    return Number("", printed, Decimal(0), "exact", unit)


def change(now: float, before: float, style: Style, draw: Random) -> tuple[str, Number]:
    """The words (增长, 下降) and the percentage by which `now` differs from `before`.

    Offices call a first case after a year without any a rise of 100 %.
    """
    percent = Decimal(str(round(abs(now - before) / (before or now or 1) * 100, 1)))
    word = draw.choice(["增长", "上升"]) if now >= before else draw.choice(["下降", "减少"])
    return word, _plain(f"{percent:g}%", percent, "%", style)


def _plain(printed: str, value: Decimal, unit: str, style: Style) -> Number:
    return Number("", printed.translate(_WIDE) if style.wide else printed, value, "exact", unit)


def _digits(value: int, style: Style) -> str:
    return f"{value:,}" if style.comma else str(value)


def _approximate(value: int, unit: str, style: Style, draw: Random) -> Number:
    step = 10 ** max(1, len(str(value)) - 2)
    low = value // step * step
    if low == value:
        return _plain(_digits(value, style) + unit, Decimal(value), unit, style)
    word = draw.choice(["余", "余", "余", "多", "近", "约", "超过"])
    if word in "余多":
        return Number("", f"{_digits(low, style)}{word}{unit}", Decimal(low), "at_least", unit)
    near = low if word == "超过" else low + step if word == "近" else round(value / step) * step
    approx = "at_least" if word == "超过" else "about"
    return Number(word, _digits(near, style) + unit, Decimal(near), approx, unit)


def _in_ten_thousands(value: int, unit: str, style: Style) -> Number:
    shown = (Decimal(value) / 10_000).quantize(Decimal("0.01"), ROUND_FLOOR)
    stated = shown * 10_000
    more = "" if stated == value else "余"
    printed = f"{shown.normalize():f}万{more}{unit}"
    return Number("", printed, stated, "at_least" if more else "exact", unit)
