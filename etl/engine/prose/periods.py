"""The dates that a figure covers, where its sentence says so."""

import calendar
import re
from datetime import date
from functools import lru_cache

from etl.engine.initials import searched
from etl.engine.matches import last
from etl.engine.model import ReportContext
from etl.engine.prose.clauses import Words
from etl.engine.prose.scan import DIGIT

_N = rf"[{DIGIT}]{{1,2}}"
NAMED = searched(
    rf"(?:(?P<half>[上下])半年|(?P<to_quarter>前)?第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?:截[至止](?:到|目前)?|(?<![{DIGIT}年月日份])至(?=[{DIGIT}]{{4}}年))(?:[{DIGIT}]{{4}}年)?(?P<until>{_N})月(?:(?P<day>{_N})[日号])?"
    rf"|(?<![{DIGIT}])(?P<from_month>{_N})月(?P<from_day>{_N})日?(?:-|－|—{{1,2}}|–|~|～|至|到)"
    rf"(?:(?P<to_month>{_N})月)?(?P<to_day>{_N})日"
    rf"|(?<![{DIGIT}])(?P<first>{_N})月?(?:份)?(?:-|－|—{{1,2}}|–|~|～|至|到)(?P<last>{_N})月(?![{DIGIT}])"
    rf"|前(?P<months>{_N}|[一二三四五六七八九十])个月"
    rf"|(?<![{DIGIT}])(?P<only>{_N})月(?:份|(?=[，,]))|(?P<whole>全年|年内|今年以来|今年累计|本年累计|年初以来))"
)
MAY_NAME = re.compile("[月季半全内今]")
MAY_DATE = re.compile("[年月季半由从]")  # without any of them, words before a number name no date
MAY_REACH = re.compile("[-－—–~～至到]")  # nor without these a stretch of several years
SINCE = re.compile(rf"[自从](?:今年|[{DIGIT}]{{4}}年)?({_N})月(?:({_N})[日号])?(?:份|起|开始|以来|至)")
BRACKETS = re.compile(r"[（(][^（）()]{0,40}[）)]")
LAST_YEAR = re.compile(r"(?:去年|上年|上一年度?)(?!度?结转|度?遗留)")
SAME_TIME = re.compile(r"同期|同月|同季|同比")
LAST_YEAR_OPENS = re.compile(r"(?:去年|上年)(?!同期)[^今本]*$")
LAST_MONTH = re.compile(r"上月(?:份|同期)?")
YEAR = searched(
    rf"(?<![{DIGIT}])(?<!结转)(?<!结转[到至])((?:19|20)[{DIGIT}]{{2}})年(?!以来|度?结转|[{DIGIT}])(?:度|全年)?"
)
YEARS = re.compile(rf"((?:19|20)[{DIGIT}]{{2}})年?(?:-|－|—{{1,2}}|–|~|～|至|到)((?:19|20)[{DIGIT}]{{2}})年")
_MONTH = rf"((?:19|20)[{DIGIT}]{{2}})年({_N})月(?:份|({_N})日)?"
ACROSS = re.compile(rf"{_MONTH}(?:-|－|—{{1,2}}|–|~|～|至|到){_MONTH}")  # 2023年12月至2024年2月
FELL_TO = re.compile("(?:下?降|减少|压减|上升|提高|增加?|升|缩短)(?:至|到|为)")  # 由12起降至8起
AGAINST = re.compile(r"[较比与和同]$")  # 较2023年: the year held against is of its own clause only
CLAUSE_START = re.compile(r"[，,；;。：:、（(\s]$|(?:年|今年|去年|上年|其中|在|截至|自|从|由|于)$")
TOLD = 300  # characters before a sentence in which it was told when its campaign began
STOP = re.compile("[，,；;。]")
# 恢复到2019年的71.3%: the year that a share is of
OF_YEAR = re.compile("(?:到|于|达|为|是)$")
SHARE_OF = re.compile("(?:同期)?的?$")
HAN = {han: number for number, han in enumerate("一二三四五六七八九十", 1)}


def period_of(around: Words, measure: str, context: ReportContext, earlier: str = "") -> tuple[str, str]:
    """Return the dates that the words before a number name, else the report's own.

    A change is one of the report's own period, whatever year it is held against. `earlier`: what
    was said before of when that began of which 截至6月8日 is the end.
    """
    year, lead = context.year, around.lead
    if not year or not MAY_DATE.search(lead):
        return context.period_start, context.period_end
    is_change = measure == "change"
    own_words = "" if is_change else _own_words(around)
    if "）" in lead or ")" in lead:
        lead = BRACKETS.sub("", lead)
    if across := _across(lead):
        return across
    named, said = _named_in(lead, own_words, is_change), _year_said(lead, year, is_change)
    if LAST_YEAR.search(own_words) or (not is_change and LAST_YEAR_OPENS.match(lead)):
        said = year - 1
    elif around.raw.endswith(("由", "从")) and FELL_TO.match(around.after):
        return _same_dates(year - 1, context)
    if named:
        return _named(named, said, SINCE.search(lead) or last(SINCE.finditer(earlier)), context)
    return _months(said, 1, 12) if _is_one_of_several(lead, context) else _unnamed(said, own_words, context)


def _is_one_of_several(lead: str, context: ReportContext) -> bool:
    """Whether the words name one of the years that a report covers, so that it is a period of its own."""
    if context.period_start[:4] == context.period_end[:4]:
        return False
    return any(
        not AGAINST.search(lead, max(0, match.start() - 1), match.start()) for match in YEAR.finditer(lead)
    )


def _across(lead: str) -> tuple[str, str] | None:
    """Return the dates of the stretch over several years that the words name last, if any."""
    if not MAY_REACH.search(lead):
        return None
    m = last(ACROSS.finditer(lead))
    if m and not YEAR.search(lead, m.end()):
        start, _ = _months(int(m[1]), int(m[2]), int(m[2]))
        _, end = _months(int(m[4]), int(m[5]), int(m[5]))
        return _day(start, int(m[3])) if m[3] else start, _day(end, int(m[6])) if m[6] else end
    years = last(YEARS.finditer(lead))
    if years and not YEAR.search(lead, years.end()):
        return f"{int(years[1])}-01-01", f"{int(years[2])}-12-31"
    return None


def stretch_said(lead: str) -> str:
    """Return the stretch of an unnamed year that the sentence so far says (1-10月), else ""."""
    found = _named_in(lead, "", False)
    return found[0] if found else ""


def _own_words(around: Words) -> str:
    return around.raw + (around.earlier if around.in_bracket and not around.before else "")


def _unnamed(said: int, own_words: str, context: ReportContext) -> tuple[str, str]:
    """Return the dates where no stretch of a year is named: only a year, last month, or nothing."""
    if LAST_MONTH.search(own_words):
        return _shifted_month(context)
    if context.year is not None and 0 < abs(said - context.year) <= 3:
        return _same_dates(said, context) if SAME_TIME.search(own_words) else _months(said, 1, 12)
    return context.period_start, context.period_end


def _year_said(lead: str, year: int, is_change: bool) -> int:
    """Return the last year that the sentence names, unless it is only held against in an earlier clause."""
    said = year
    for match in YEAR.finditer(lead):
        against = AGAINST.search(lead, max(0, match.start() - 1), match.start())
        if OF_YEAR.search(lead, max(0, match.start() - 1), match.start()) and SHARE_OF.match(
            lead, match.end()
        ):
            continue
        if not against or not (is_change or STOP.search(lead, match.end())):
            said = int(match[1])
    return said


def _named_in(lead: str, own_words: str, is_change: bool) -> re.Match | None:
    """Return the last named stretch that reaches the number: it opens a clause, or is of its own clause."""
    found = None
    if not MAY_NAME.search(lead):
        return None
    for match in NAMED.finditer(lead):
        opens = match.start() == 0 or CLAUSE_START.search(lead, max(0, match.start() - 2), match.start())
        against = AGAINST.search(lead, max(0, match.start() - 1), match.start())
        beyond = STOP.search(lead, match.end())
        if (opens and not against) or not (beyond or (against and is_change)):
            found = match
    own = last(NAMED.finditer(own_words))
    return own or (None if found and found["whole"] else found)


def _named(m: re.Match, said: int, since: re.Match | None, context: ReportContext) -> tuple[str, str]:
    if m["whole"] and said == context.year:  # from January on, and no further than the report goes
        return f"{said}-01-01", context.period_end or f"{said}-12-31"
    if m["whole"]:
        return _months(said, 1, 12)
    if m["half"]:
        return _months(said, *((1, 6) if m["half"] == "上" else (7, 12)))
    if m["quarter"]:
        number = _number(m["quarter"])
        return _months(said, 1 if m["to_quarter"] else number * 3 - 2, number * 3)
    if m["until"]:
        return _until(m, said, since)
    if m["from_month"]:
        first, until = int(m["from_month"]), int(m["to_month"] or m["from_month"])
        start, end = _months(said, first, until)
        return _day(start, int(m["from_day"])), _day(end, int(m["to_day"]))
    if m["months"]:
        return _months(said, 1, _number(m["months"]))
    return _months(said, int(m["only"] or m["first"]), int(m["only"] or m["last"]))


def _number(printed: str) -> int:
    return HAN.get(printed) or int(printed)


def _until(m: re.Match, said: int, since: re.Match | None) -> tuple[str, str]:
    start, end = _months(said, int(since[1]) if since else 1, int(m["until"]))
    if since and since[2]:
        start = _day(start, int(since[2]))
    return start, _day(end, int(m["day"])) if m["day"] else end


def _day(of_month: str, day: int) -> str:
    """Return the date with another day; unchanged where the month has no such day."""
    try:
        return date.fromisoformat(of_month).replace(day=day).isoformat()
    except ValueError:
        return of_month


def _same_dates(year: int, context: ReportContext) -> tuple[str, str]:
    """Return the report's own dates in another year: 去年同期 of a half-year is that half-year."""
    start, end = (
        context.period_start or f"{context.year}-01-01",
        context.period_end or f"{context.year}-12-31",
    )
    first, until = date.fromisoformat(start), date.fromisoformat(end)
    whole_month = until.day == calendar.monthrange(until.year, until.month)[1]
    end_year = year + until.year - first.year
    days = calendar.monthrange(end_year, until.month)[1]
    return (
        _day(f"{year}-{first.month:02}-01", first.day),
        f"{end_year}-{until.month:02}-{days if whole_month else min(until.day, days):02}",
    )


def _shifted_month(context: ReportContext) -> tuple[str, str]:
    """Return the month before the one that the report covers, else the report's own dates."""
    if not context.period_start or context.period_start[:7] != context.period_end[:7]:
        return context.period_start, context.period_end
    year, month = int(context.period_start[:4]), int(context.period_start[5:7])
    return _months(year, month - 1, month - 1) if month > 1 else _months(year - 1, 12, 12)


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    if not 1 <= first <= last <= 12:
        return f"{year}-01-01", f"{year}-12-31"
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]:02}"


FEW_DAYS = 27  # less than any month


def covers_days(context: ReportContext) -> bool:
    """Whether the report tells of a few days only, so that its period says already what a holiday would."""
    if not context.period_start or not context.period_end:
        return False
    return _days_from(context.period_start, context.period_end) < FEW_DAYS


@lru_cache(maxsize=256)
def _days_from(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
