"""The dates that a figure covers, where its sentence says so."""

import calendar
import re

from etl.model import ReportContext
from etl.prose.clauses import Words
from etl.prose.lexicon import last
from etl.prose.scan import DIGIT

_N = rf"[{DIGIT}]{{1,2}}"
NAMED = re.compile(
    rf"(?P<half>[上下])半年|(?P<to_quarter>前)?(?:第)?(?P<quarter>[一二三四])季度|截[至止](?:[{DIGIT}]{{4}}年)?(?P<until>{_N})月"
    rf"|(?<![{DIGIT}])(?P<first>{_N})月?(?:份)?(?:-|－|—{{1,2}}|–|~|～|至|到)(?P<last>{_N})月(?![{DIGIT}])"
)
BRACKETS = re.compile(r"[（(][^（）()]{0,40}[）)]")
LAST_YEAR = re.compile(r"(?:去年同期|上年同期|去年|上年|上一年度?)")
LAST_YEAR_OPENS = re.compile(r"(?:去年|上年)(?!同期)[^今本]*$")
YEAR = re.compile(rf"(?<![{DIGIT}])((?:19|20)[{DIGIT}]{{2}})年(?!以来|[{DIGIT}])(?:度|全年)?")
HAN = {"一": 1, "二": 2, "三": 3, "四": 4}


def period_of(around: Words, measure: str, context: ReportContext) -> tuple[str, str]:
    """Return the dates that the words before a number name, else the report's own.

    A change is one of the report's own period, whatever year it is held against.
    """
    year, lead = context.year, around.lead
    if not year or measure == "change":
        return context.period_start, context.period_end
    if "）" in lead or ")" in lead:
        lead = BRACKETS.sub("", lead)
    named_year = last(YEAR.finditer(lead))
    said = int(named_year[1]) if named_year else year
    if LAST_YEAR.search(around.raw) or LAST_YEAR_OPENS.match(lead):
        said = year - 1
    named = last(NAMED.finditer(lead))
    if named:
        return _named(named, said)
    if said != year and abs(said - year) <= 3:
        return _months(said, 1, 12)
    return context.period_start, context.period_end


def _named(m: re.Match, said: int) -> tuple[str, str]:
    if m["half"]:
        return _months(said, *((1, 6) if m["half"] == "上" else (7, 12)))
    if m["quarter"]:
        number = HAN[m["quarter"]]
        return _months(said, 1 if m["to_quarter"] else number * 3 - 2, number * 3)
    if m["until"]:
        return _months(said, 1, int(m["until"]))
    return _months(said, int(m["first"]), int(m["last"]))


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    if not 1 <= first <= last <= 12:
        return f"{year}-01-01", f"{year}-12-31"
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]:02}"
