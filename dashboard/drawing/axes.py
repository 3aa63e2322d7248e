"""Axes in Chinese habit: round ticks written with 万 and 亿, and room for the labels beside the marks."""

from math import ceil, floor, log10

STEPS = (1, 2, 2.5, 5, 10)
MOST_FOR_LABELS = 0.58  # share of a plot: the longest bar keeps a third of the chart, its name counted in


def round_ticks(greatest: float, count: int = 5) -> list[float]:
    """Round tick places from 0 up to at most `greatest`, about `count` of them; [0] if it is 0."""
    if greatest <= 0:
        return [0.0]
    rough = greatest / count
    power = 10 ** floor(log10(rough))
    step = next(s * power for s in STEPS if s * power >= rough * 0.999)
    return [round(i * step, 10) for i in range(floor(greatest / step + 1e-9) + 1)]


def decade_ticks(least: float, greatest: float) -> list[float]:
    """Powers of ten from below `least` up to `greatest`; both greater than 0."""
    first, last = floor(log10(least)), ceil(log10(greatest))
    return [10.0**p for p in range(first, last + 1)]


def tick_text(value: float) -> str:
    """A tick in Chinese habit: 25000 → 2.5万, 300000000 → 3亿, 1500 → 1,500."""
    for size, suffix in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:,.10g}{suffix}"
    return f"{value:,.10g}"


def linear_axis(greatest: float, unit: str, headroom: float = 1.0, ticks: int = 5) -> dict:
    """Settings of a value axis from 0; `headroom` is how many times the greatest value it reaches."""
    places = round_ticks(greatest, ticks)
    return {
        "range": [0, (greatest or 1) * headroom],
        "tickvals": places,
        "ticktext": [tick_text(place) for place in places],
        "tickangle": 0,
        "title": {"text": unit_title(unit)},
        "fixedrange": True,
    }


def unit_title(unit: str) -> str:
    """The title of a value axis; empty for a bare number."""
    return f"单位：{unit}" if unit else ""


def headroom_for(values: list[float], texts: list[str], plot_width: int = 460, character: int = 13) -> float:
    """How far beyond the greatest value an axis must reach so that labels right of bars fit.

    Reckons with a plot of `plot_width` pixels; a wider one leaves a little more room than needed.
    """
    greatest = max(values, default=0) or 1
    need = 1.0
    for value, text in zip(values, texts, strict=True):
        label = min(text_width(text) * character + 10, plot_width * MOST_FOR_LABELS)
        need = max(need, value / greatest * plot_width / (plot_width - label))
    return need


def text_width(text: str) -> float:
    """Width of `text` in Chinese characters: a Latin letter or digit counts for a little over half."""
    return sum(1.0 if ord(c) > 0x2E7F else 0.58 for c in text)
