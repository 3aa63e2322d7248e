"""Which year and which days a report covers; nothing where it does not say."""

import re
from datetime import date

from etl.engine.dates import YEAR, parse_period, parse_year
from etl.engine.identify.passingyear import year_by_the_way
from etl.engine.initials import searched

Period = tuple[date, date]

_OPENING = 500
_TELLS_OF_LAST_YEAR = 3  # months in which a bulletin without dates may still tell of the year before
_FIRST_SENTENCES = 220
_ANNUAL = re.compile(r"年度|工作总结|全年|年报")
_EACH = re.compile("[各分](?:季度|月份?)")  # of a year, whose rows or items name them
_YEAR_OF_WORK = re.compile(r"(?<![0-9])(20[0-9]{2})(?=工作|法治|依法|行政|政府)")  # 2022工作总结
_ASIDE = re.compile(r"《[^《》]{0,99}》|行动方?案?[（(][^（）()]{0,99}[)）]")  # years of plans named
_HOLIDAY_DAYS = re.compile(
    r"(?:春节|元旦|清明|五一|端午|中秋|国庆)”?(?:中秋|国庆)?(?:小?长?假|节|期间|黄金周)|假期|假日|节日"
)
_HOLIDAY = re.compile(r"[节期]前|节后|春节|元旦|清明|五一|端午|中秋|国庆|假期|节日|期间")
_COUNTED = re.compile(
    rf"统计(?:的)?(?:期限|时间|周期|时限|时段|限[自从])[^。\n]{{0,16}}?({YEAR.pattern})[^。\n]{{0,16}}?12月31日"
)
_HEADING = re.compile(
    rf"(?m)^\s{{0,9}}[一1][、.．]\s{{0,9}}[^\n，。]{{0,10}}?({YEAR.pattern})(?![^\n]*(?:计划|打算|思路|安排|展望))[^\n，。]{{0,26}}$"
)
_PRESENTED = searched(
    rf"(?:现将|编制)[^。\n]{{0,30}}?({YEAR.pattern})[^。\n]{{0,40}}?报告|向[^。\n]{{2,20}}报告({YEAR.pattern})度?(?!以来)"
)
_LEAD = searched(
    rf"(?:^|[。\n，,）)]|过去的|单是|仅)\s{{0,9}}({YEAR.pattern})(?:度|末|底)?(?=[，,、以全来我市区县省州镇街各共]|累计|第[一二三四]季度)(?!以来(?:共|累计|已|没有|未|无|连续|一直))(?![^。]{{0,14}}(?:将|计划))"
)
_TOTAL = searched(rf"({YEAR.pattern})(?:共|累计)")
# news of what was done in the year before: 会上介绍2023年…工作情况
_TOLD = re.compile(
    rf"(?:介绍|通报|发布|盘点|回顾|总结)了?({YEAR.pattern})度?[^。，\n]{{2,30}}(?:情况|数据|成效|成果|工作|监督|执法)"
)
# 云安办〔2023〕31号; one that a sentence goes on behind is that of another paper: …31号要求, …31号）精神
_NUMBER = re.compile(
    r"[〔\[【(（](20[0-9]{2})[〕\]】)）]\s?第?\s?[0-9]{1,4}\s?[号期](?![)）]?[》，,、和及文要的精规部通])"
)
_TOP = 60  # characters above a text in which its own number stands
_OPENS_WITH_SPAN = re.compile(
    r"\A[^。]{0,60}?20[0-9]{2}年[0-9]{1,2}月[-—–~～至到]+(20[0-9]{2}年)[0-9]{1,2}月"
)
_STATED = (_COUNTED, _HEADING, _PRESENTED)
_NOW = re.compile(r"今年|日前|近日|近期|截至目前|[0-9]月[0-9]{1,2}日|[0-9]月份?[，,]")
_JUST_NOW = re.compile(r"近日|日前|连日来|近期")
_YEAR_ENDS = re.compile(r"1[0-2]月|年底|年末")
_DATED = re.compile(
    r"(?<![0-9])(20[0-9]{2})[-/_]?(0?[1-9]|1[0-2])(?:[-/_]?[0-3]?[0-9])?(?=[/_.-])"
)  # /2014/04/08/, t20260209_
_N = r"[0-9]{1,2}"
_FROM = re.compile(
    rf"(?<![较比])(20[0-9]{{2}}年{_N}月{_N}日起?[-—–~～至到]+(?:20[0-9]{{2}}年)?(?:{_N}月)?{_N}日)"
)
_MONTH_OF = re.compile(rf"(?:^|\n)\s{{0,9}}(20[0-9]{{2}}年{_N}月)份?[，,]")
_NEWS = re.compile(r"本报|记者|通讯员|[网社报][^。\n]{0,10}讯")
_TOLD_OF_LAST_YEAR = re.compile("(?:[我全][国省市区县州])?(?:去年|上年)")
_LAST_YEAR = re.compile(r"去年|上年|上一年|全年|年终|岁末")
_SPAN = re.compile(
    rf"(?:^|[。，,（(\n年自从至])\s?({_N}月{_N}日?[-—–~～至到]+(?:{_N}月)?{_N}日|{_N}月?[-—–~～至到]+{_N}月(?![0-9]*日)"
    rf"|截[至止]到?{_N}月(?:底|末|{_N}日)|上半年|下半年|前?第?[一二三四]季度)"
)


def find_year(
    title: str, head: str, annual: bool, published: date | None, address: str = ""
) -> tuple[int | None, str]:
    """Return the year reported on, None where nothing tells it, and the code of what is guessed.

    Said by the title, by a statement of the counting period, the first heading or the opening; else
    taken from the date of publication, or that in the web address: an annual report appears in the first
    half of the next year.
    """
    if stated := _stated_year(title, head, annual):
        return stated, ""
    if lead := _lead(head):
        if published and not annual and "今年" in head[: lead.start()]:
            return published.year, "year_published"  # 今年上半年…。据统计，2018年全省…
        return parse_year(lead[1]), ""
    if not annual and (told := _TOLD.search(head[:_FIRST_SENTENCES])):
        return parse_year(told[1]), ""
    if not annual and (days := _stated_days(head)):
        return days[1].year, ""
    if published:
        return _year_before(published, title, head, annual), "year_published"
    if dated := _DATED.search(address):
        day = date(int(dated[1]), min(max(int(dated[2]), 1), 12), 1)
        return _year_before(day, title, head, annual), "year_address"
    if not annual and (number := _NUMBER.search(head[:_TOP])):
        return int(number[1]), "year_number"
    named = year_by_the_way(head)
    return named, "year_named" if named else ""


def _lead(head: str) -> re.Match[str] | None:
    """The year that opens a sentence; not that of 2021年共检查… where 2022年共… is told of as well."""
    lead = _LEAD.search(head)
    several = (
        lead and _TOTAL.match(head, lead.start(1)) and len({each[1] for each in _TOTAL.finditer(head)}) > 1
    )
    return None if several else lead


def _stated_year(title: str, head: str, annual: bool) -> int | None:
    """The year that the title, the counting period, a heading or a bulletin's first words state."""
    if span := title_period(title):
        return span[1].year
    for pattern in _STATED if annual else (*_STATED, _OPENS_WITH_SPAN):
        if found := pattern.search(head):
            return parse_year(next(filter(None, found.groups())))
    return None


def _year_before(published: date, title: str, head: str, annual: bool) -> int:
    """The year of a report that names none, by its date of publication."""
    if not annual and _TOLD_OF_LAST_YEAR.match(title):
        return published.year - 1
    if not annual and not _ANNUAL.search(title):
        opening = head[:_OPENING]
        if _NEWS.search(opening) and not _LAST_YEAR.search(title + opening):
            return published.year
        if _tells_of_now(title, opening, published):
            return published.year
        if span := _opening_period(head, published.year):
            begun = 1 < span[0].month <= published.month  # 下半年 of which it says what is to be done
            return published.year if begun or span[1] <= published else published.year - 1
        if published.month > _TELLS_OF_LAST_YEAR and not _LAST_YEAR.search(title + opening):
            return published.year
    return published.year - 1 if published.month <= 6 else published.year


def _tells_of_now(title: str, opening: str, published: date) -> bool:
    """Whether a bulletin tells of the days before it: of a holiday, of what just happened."""
    if _HOLIDAY.search(title or opening) or (published.month > 1 and _NOW.search(opening)):
        return True
    return bool(_JUST_NOW.search(opening)) and not (_LAST_YEAR.search(opening) or _YEAR_ENDS.search(opening))


def title_period(title: str) -> Period | None:
    """Return the days that a title states with their year; the years of plans it names do not count."""
    if loose := _YEAR_OF_WORK.search(title):
        year = int(loose[1])
        return date(year, 1, 1), date(year, 12, 31)
    without = _ASIDE.sub("", title)
    return parse_period(without) or parse_period(title)


def find_period(
    title: str, head: str, year: int | None, annual: bool, published: date | None
) -> tuple[Period | None, str]:
    """Return the first and last day covered: those of the title, of a bulletin's opening, or the year.

    With it the code of what is guessed: a bulletin that states no days is taken to cover the year.
    None where a bulletin is of a holiday whose days it does not give. A bulletin that comes out within
    the year it speaks of covers no more than the days up to then.
    """
    if year is None:
        return None, ""
    whole = date(year, 1, 1), date(year, 12, 31)
    of_title = title_period(title) or parse_period(_LAST_YEAR.sub("", title), year)
    if of_title and of_title != whole:
        return of_title, ""
    if annual or _ANNUAL.search(title) or _EACH.search(title):
        return whole, ""
    told = title or published  # of a text without either the first days named may be anybody's
    period = _stated_days(head) or (told and _opening_period(head, year)) or whole
    if period != whole:
        return period, ""
    if _HOLIDAY_DAYS.search(title or head[:60]):
        return None, ""  # some days, which nothing tells
    return _year_assumed(whole, published, titled=of_title is not None)


def _year_assumed(whole: Period, published: date | None, titled: bool) -> tuple[Period, str]:
    """The year, or its days until now; `titled`: the title names it."""
    if published is not None and published.year == whole[0].year:
        return (whole[0], published), "period_assumed"
    return whole, "" if titled else "period_assumed"


def _stated_days(head: str) -> Period | None:
    """The days or the month that one of the first sentences states with their year."""
    opening = head[:_FIRST_SENTENCES]
    found = _FROM.search(opening) or _MONTH_OF.search(opening)
    return parse_period(found[1].replace("起", "")) if found else None


def _opening_period(head: str, year: int) -> Period | None:
    opening = head[:_FIRST_SENTENCES]
    for match in _SPAN.finditer(opening):
        before = opening[max(0, match.start() - 12) : match.start(1)]
        if re.search(r"去年|上年|同期|[较比与]", before):
            continue
        named = parse_year(before) if before.endswith("年") and YEAR.search(before) else None
        if named in (None, year) and (period := parse_period(match[1], year)):
            return period
    return None
