"""The dates that a figure covers, where its sentence says so."""

import calendar
import re

from etl.model import ReportContext
from etl.prose.clauses import Words
from etl.prose.scan import DIGIT

_N = rf"([{DIGIT}]{{1,2}})"
_YEAR = rf"(?:([12][{DIGIT}]{{3}})年|今年|去年|上年)?"
MONTHS = re.compile(rf"{_YEAR}(?:截[至止](?:目前)?)?{_N}月?(?:份)?(?:-|－|—{{1,2}}|–|~|～|至|到){_N}月")
UNTIL = re.compile(rf"截[至止](?:([12][{DIGIT}]{{3}})年)?{_N}月(?:{_N}日|底|末|份)?")
QUARTER = re.compile(r"(?:第|前)?([一二三四])季度")
HALF = re.compile(r"(上|下)半年")
LAST_YEAR = re.compile(r"(?:去年同期|上年同期|去年|上年|上一年度?|由去年|由上年)")
YEAR = re.compile(rf"(?<![{DIGIT}])((?:19|20)[{DIGIT}]{{2}})年(?!以来|[{DIGIT}])(?:度|全年)?")
HAN = {"一": 1, "二": 2, "三": 3, "四": 4}


def period_of(around: Words, measure: str, context: ReportContext) -> tuple[str, str]:
    """Return the dates that the words before a number name, else the report's own.

    A change is one of the report's own period, whatever year it is held against.
    """
    year, lead = context.year, around.lead
    if not year or measure == "change":
        return context.period_start, context.period_end
    last = None
    for match in YEAR.finditer(lead):
        last = match
    said = int(last[1]) if last else year
    if LAST_YEAR.search(around.raw):
        said = year - 1
    if match := MONTHS.search(lead):
        return _months(said, int(match[2]), int(match[3]))
    if match := UNTIL.search(lead):
        return _months(int(match[1]) if match[1] else said, 1, int(match[2]))
    if match := QUARTER.search(lead):
        number = HAN[match[1]]
        return _months(said, 1 if match[0][0] == "前" else number * 3 - 2, number * 3)
    if match := HALF.search(lead):
        return _months(said, *((1, 6) if match[1] == "上" else (7, 12)))
    if said != year and abs(said - year) <= 3:
        return _months(said, 1, 12)
    return context.period_start, context.period_end


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    if not 1 <= first <= last <= 12:
        return f"{year}-01-01", f"{year}-12-31"
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]:02}"
