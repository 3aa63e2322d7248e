"""The stretch of time that a mark covers: how it is said, and whether two of them are alike."""

import calendar
from collections.abc import Mapping
from datetime import date

from dashboard.numbers import is_missing

FULL_YEAR = 12
NEARLY_A_YEAR = 11  # reports that close in late November or December count as of the year


def period_text(mark: Mapping) -> str:
    """The period in words: 2024年, 2024年1–9月, 2025年1月28日–2月4日."""
    start, end = mark["period_start"], mark["period_end"]
    if is_missing(start) or is_missing(end):
        return "期间不明"
    whole_months = start.day == 1 and _is_month_end(end)
    if start.year == end.year and whole_months:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}年"
        months = f"{start.month}月" if start.month == end.month else f"{start.month}–{end.month}月"
        return f"{start.year}年{months}"
    tail = f"{end.month}月{end.day}日"
    if start.year != end.year:
        tail = f"{end.year}年{tail}"
    return f"{start.year}年{start.month}月{start.day}日–{tail}"


def same_stretch(now: Mapping, before: Mapping) -> bool:
    """Do both periods begin and end at about the same time of their years (within a month)?"""
    for edge in ("period_start", "period_end"):
        one, other = now[edge], before[edge]
        if is_missing(one) or is_missing(other):
            return False
        days = abs((one.month - other.month) * 30.4 + one.day - other.day)
        if min(days, 365 - days) > 31:
            return False
    return True


def _is_month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
