"""Dates and periods as Chinese reports write them, from text alone; pure functions."""

import calendar
import re
from datetime import date

from etl.engine.initials import searched

_WIDE = "０１２３４５６７８９－．"
_ANY_WIDE = re.compile(f"[{_WIDE}]")
_NARROW = str.maketrans(_WIDE, "0123456789-.")

_DIGIT = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})"
_SMALL = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"

YEAR = searched(rf"(?<![0-9])({_YEAR})\s?年")
_DATE = searched(
    rf"({_YEAR})\s?年\s?({_SMALL})\s?月\s?({_SMALL})\s?日|((?:19|20)[0-9]{{2}})[-./]([0-9]{{1,2}})[-./]([0-9]{{1,2}})"
)
_SPAN = searched(rf"({_YEAR})\s?年?\s?[-—–~～至到]+\s?({_YEAR})\s?年")
_MONTHS = re.compile(rf"(?<![0-9])({_SMALL})\s?月?(?:份)?\s?[-—–~～至到]+\s?({_SMALL})\s?月")
_FIRST_MONTHS = re.compile(rf"前\s?({_SMALL})\s?个?月")
_MONTH = re.compile(rf"(?<![0-9])({_SMALL})\s?月")
_UNTIL = re.compile(
    rf"(?:截[至止]到?|(?<![0-9一二三四五六七八九十年月日])至)\s?(?:({_YEAR})\s?年)?\s?({_SMALL})\s?月\s?({_SMALL}|底|末)?"
)
_DAYS = re.compile(
    rf"(?<![0-9])({_SMALL})\s?月\s?({_SMALL})\s?日?\s?[-—–~～至到]+\s?(?:({_SMALL})\s?月)?\s?({_SMALL})\s?日"
)
_FROM_TO = searched(
    rf"({_YEAR})年({_SMALL})月({_SMALL})日\s?(?:起)?[-—–~～至到]+\s?({_YEAR})年({_SMALL})月({_SMALL})日"
)
_QUARTERS = (
    (re.compile(r"前三季度|前3季度"), (1, 9)),
    (re.compile(r"第?(?:一|1)季度|首季度"), (1, 3)),
    (re.compile(r"第?(?:二|2)季度"), (4, 6)),
    (re.compile(r"第?(?:三|3)季度"), (7, 9)),
    (re.compile(r"第?(?:四|4)季度"), (10, 12)),
    (re.compile(r"上半年"), (1, 6)),
    (re.compile(r"下半年"), (7, 12)),
)
_LAST_YEAR = re.compile(r"去年|上年|上一年")


def half_width(text: str) -> str:
    """The text with full-width digits, dashes and points made half-width; the length stays."""
    return text.translate(_NARROW) if _ANY_WIDE.search(text) else text  # translating costs, most need none


def parse_date(text: str) -> date | None:
    """Return the first full date in `text` (2025年1月10日, 二〇二五年一月十日, 2025-01-10), else None."""
    for match in _DATE.finditer(half_width(text)):
        year, month, day = (part for part in match.groups() if part is not None)
        try:
            return date(_year(year), _small(month), _small(day))
        except ValueError:
            continue
    return None


def parse_year(text: str) -> int | None:
    """Return the first year that `text` names with 年 (2024年度, 二〇二四年), else None."""
    match = YEAR.search(half_width(text))
    return _year(match[1]) if match else None


def parse_period(text: str, year: int | None = None) -> tuple[date, date] | None:
    """Return first and last day of the period that `text` states, else None.

    `year` is the year of the report: it completes 1-9月 and 上半年 and gives 去年同期 its meaning.
    Days (1月28日至2月4日), months and quarters narrow the year named with them; 截至9月底 runs from
    1 January.
    """
    text = half_width(text)
    if stated := _FROM_TO.search(text):
        return _from_to(stated)
    if span := _SPAN.search(text):
        first, last = _year(span[1]), _year(span[2])
        return _whole(first, 1, last, 12) if first <= last else None
    named = parse_year(text)
    if named is None and _LAST_YEAR.search(text) and year is not None:
        named = year - 1
    year = named or year
    if year is None:
        return None
    if days := _DAYS.search(text):
        return _days(days, year)
    if until := _UNTIL.search(text):
        return _until(until, year)
    months = _months(text)
    if months:
        return _whole(year, months[0], year, months[1])
    return _whole(year, 1, year, 12) if named or re.search(r"全年|年度|今年|本年", text) else None


def _months(text: str) -> tuple[int, int] | None:
    for pattern, months in _QUARTERS:
        if pattern.search(text):
            return months
    if match := _MONTHS.search(text):
        first, last = _small(match[1]), _small(match[2])
        return (first, last) if 1 <= first <= last <= 12 else None
    if match := _FIRST_MONTHS.search(text):
        last = _small(match[1])
        return (1, last) if 1 <= last <= 12 else None
    if match := _MONTH.search(text):
        month = _small(match[1])
        return (month, month) if 1 <= month <= 12 else None
    return None


def _days(match: re.Match, year: int) -> tuple[date, date] | None:
    first_month, first_day, last_month, last_day = match.groups()
    try:
        first = date(year, _small(first_month), _small(first_day))
        last = date(year, _small(last_month or first_month), _small(last_day))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _from_to(match: re.Match) -> tuple[date, date] | None:
    year, month, day, last_year, last_month, last_day = match.groups()
    try:
        first = date(_year(year), _small(month), _small(day))
        last = date(_year(last_year), _small(last_month), _small(last_day))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _until(match: re.Match, year: int) -> tuple[date, date] | None:
    year = _year(match[1]) if match[1] else year
    month = _small(match[2])
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = last if match[3] in (None, "底", "末") else min(_small(match[3]), last)
    return (date(year, 1, 1), date(year, month, day)) if day else None


def _whole(first_year: int, first_month: int, last_year: int, last_month: int) -> tuple[date, date]:
    last_day = calendar.monthrange(last_year, last_month)[1]
    return date(first_year, first_month, 1), date(last_year, last_month, last_day)


def _year(text: str) -> int:
    return int("".join(_DIGIT.get(char, char) for char in text))


def _small(text: str) -> int:
    """A day or a month: 7, 十, 十二, 三十一."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(_DIGIT[char] for char in text))
    return int(_DIGIT.get(tens, "1")) * 10 + (int(_DIGIT.get(ones, "0")) if ones else 0)
