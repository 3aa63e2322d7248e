"""Periods that labels and titles name: 2023年, 2024年1-6月, 一季度, 上年同期."""

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from etl.engine.tables.words import squash

_YEAR = r"(?P<year>(?:19|20)\d\d)年?度?"
_SPAN = (
    r"(?:(?P<m1>\d{1,2})月?(?:[-—~至到](?P<m2>\d{1,2}))?月份?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<three>前三季度)|全年)"
)
_PRIOR = r"(?P<prior>上一?年度?同期|去年同期|上年同期数|上一?年度?|去年)"
_NOW = r"(?P<now>本年度?|今年|本期|当年|报告期)"
_SO_FAR = r"(?P<sofar>(?:本年|今年|全年|年度|年初)?累计(?:数)?|年初至今)"
_LEADING = re.compile(
    f"(?:{_SO_FAR}$|{_YEAR}(?:{_SPAN})?|{_PRIOR}|{_NOW}|{_SPAN.replace('P<', 'P<only_')})的?"
)
_IN_TITLE = re.compile(f"(?P<year>(?:19|20)\\d\\d)年度?(?:{_SPAN})?")
# A date is no period, but the days from one to another are, or up to one: 1月1日至12月31日, 截至6月30日.
_DAYS = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<first>\d{1,2})月\d{1,2}日"
    r"(?:[-—~至到]+(?:(?P<year2>(?:19|20)\d\d)年)?(?P<last>\d{1,2})月\d{1,2}日)?"
)
_UP_TO = re.compile("截[至止]到?$")
_MONTHS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months. `year` None or `shift` -1 are relative to the report's period."""

    year: int | None = None
    first: int = 0  # month; 0 where the label names none
    last: int = 0
    shift: int = 0
    so_far: bool = False  # from the year's first day on

    def dates(self, start: str, end: str) -> tuple[str, str]:
        """ISO dates, given those of the report's own period (empty where unknown)."""
        if self.year is None and not end:
            return "", ""
        year = (self.year or int(end[:4])) + self.shift
        if self.first:
            first, last = self.first, self.last
        elif self.so_far and end:
            return f"{year}-01-01", _moved(end, self.shift)
        elif end and (self.year is None or int(end[:4]) == year):
            return _moved(start, self.shift), _moved(end, self.shift)
        else:
            first, last = 1, 12
        return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{monthrange(year, last)[1]:02d}"


def split_period(label: str) -> tuple[Period | None, str]:
    """The period that a label begins with, and what is left of the label."""
    words = squash(label)
    match = _LEADING.match(words)
    if not match:
        return None, label
    rest = words[match.end() :]
    if rest and _belongs_to_name(match, rest):
        return None, label
    named = match.groupdict()
    prefix = "" if named["year"] or named["prior"] or named["now"] else "only_"
    first, last = _months(named, prefix)
    if not 0 <= first <= last <= 12:
        return None, label
    year = int(named["year"]) if named["year"] else None
    return Period(year, first, last, -1 if named["prior"] else 0, bool(named["sofar"])), rest


def _belongs_to_name(match: re.Match, rest: str) -> bool:
    """Whether the words of a period only begin a name or a number that goes on with `rest`."""
    if rest[0].isdigit() or rest[0] in "-./" and rest[1:2].isdigit():
        return True  # a date, or a number that begins like a year
    if match["now"]:
        return True  # 本年处理决定数量 is the column's own name
    return bool(match["prior"]) and not rest.startswith(("数", "("))


@lru_cache(maxsize=256)  # a table's title is asked for each of its cells
def period_in(title: str) -> Period | None:
    """The first period that a title names, with its year; a date is none, 2025年1月18日 under a signature."""
    words = squash(title)
    for match in _IN_TITLE.finditer(words):
        days = _DAYS.match(words, match.start())
        first, last = _months_of(days, words) if days else _months(match.groupdict(), "")
        if 0 <= first <= last <= 12:
            return Period(int(match["year"]), first, last)
    return None


def _months_of(days: re.Match, words: str) -> tuple[int, int]:
    """The months of the days from one date to another of the year, or up to one; else none: (1, 0)."""
    first, last = int(days["first"]), int(days["last"] or 0)
    if last:
        return (first, last) if days["year2"] in (None, days["year"]) else (1, 0)
    return (1, first) if _UP_TO.search(words, 0, days.start()) else (1, 0)


def _months(named: dict, prefix: str) -> tuple[int, int]:
    month, until = named.get(prefix + "m1"), named.get(prefix + "m2")
    if month:
        return int(month), int(until or month)
    if quarter := _MONTHS.get(named.get(prefix + "quarter") or ""):
        return quarter * 3 - 2, quarter * 3
    if half := named.get(prefix + "half"):
        return (1, 6) if half == "上" else (7, 12)
    return (1, 9) if named.get(prefix + "three") else (0, 0)


def _moved(date: str, years: int) -> str:
    if not date or not years:
        return date
    year, month, day = int(date[:4]) + years, int(date[5:7]), int(date[8:10])
    return f"{year}-{month:02d}-{min(day, monthrange(year, month)[1]):02d}"
