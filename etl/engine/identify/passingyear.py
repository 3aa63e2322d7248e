"""The year that a text tells by the way, where nothing states which it reports on."""

import re
from collections import Counter

from etl.engine.dates import YEAR, parse_year

_OPERATION = re.compile(
    r"“(20[0-9]{2})(?!年)[一-鿿]{2,8}”|(20[0-9]{2})(?!年)[一-鿿]{2,6}(?:行动|整治)|“[一-鿿]{2,8}(?:行动)?(20[0-9]{2})(?:[·・][一-鿿]{2,8})?”|(?:回望|回首|回眸)(20[0-9]{2})(?!年)"
    r"|(20[0-9]{2})(?=“[^”\n]{2,10}”(?:专项)?(?:联合)?(?:执法)?行动)|“[^”\n]{2,10}?(20[0-9]{2})”(?:专项)?(?:联合)?(?:执法)?(?:行动|期间)|《(20[0-9]{2})年[^》]{2,30}方案》"
)
_BEGUN = re.compile(
    rf"[自从]({YEAR.pattern})[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?(?:[0-9]{{1,2}}时)?"
    "(?:启动|开展|部署|以来|起[，,]|(?:起|开始)?至(?:今|目前|(?:当年|本年)?[0-9]{1,2}月))"
)
# Up to when the figures reach: 截至2016年1月底, 2021年11月至2022年7月
_REACHED = re.compile(
    rf"(?:截[至止]到?|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?[-—–~～至到]+|[，,。]到(?![^，,。]{{0,16}}[，,]?(?:力争|要|将|实现|基本)))"
    rf"({YEAR.pattern})[0-9]{{1,2}}月"
)
# What the year told of is compared with, which is the one before: 比2016年同期增长; 2016年仅3起,今年增至5起
_YEAR_BEFORE = re.compile(
    rf"({YEAR.pattern})(?:[0-9至—-]{{1,5}}月|[上下]半年|[前第]?[一二三四]季度)?(?:同期|[^，,。；\n]{{0,14}}[，,]今年)"
)
_MONTH = re.compile(rf"{YEAR.pattern}[0-9]{{1,2}}月")
_THIS_YEAR = re.compile("今年")  # which may be a later one than that in which something began
_COMPARED = re.compile(
    rf"[较比与《〔—\-含自对至是]|.?{YEAR.pattern}(?:同期|相比|以来|度?结转|底?前|至|-|—|行动|工作计划|版|任务|目标|要|将|拟|力争)"
)


def year_by_the_way(head: str) -> int | None:
    """The year that the text reaches or names most, of its operation, or by what it compares it with."""
    ways = (_reached, _most_named, _of_operation, _begun, _after_compared)
    return next((year for way in ways if (year := way(head))), None)


def _reached(head: str) -> int:
    """The last year reached, unless another is named more: some plans and permits reach beyond the work."""
    last = max((parse_year(found[1]) or 0 for found in _REACHED.finditer(head)), default=0)
    named = Counter(parse_year(found[0]) for found in YEAR.finditer(head))
    return last if last and named[last] == max(named.values()) else 0


def _most_named(head: str) -> int | None:
    """The year named most; not one that another is compared with, nor that of a plan or decree."""
    before = {found.start(1) for found in _YEAR_BEFORE.finditer(head)}
    if _THIS_YEAR.search(head):
        before |= {found.start() for found in _MONTH.finditer(head)}  # of what happened in another
    named = [
        match
        for match in YEAR.finditer(head)
        if match.start() not in before and not _COMPARED.match(head[max(0, match.start() - 1) :])
    ]
    years = Counter(parse_year(match[0]) for match in named).most_common(2)
    return years[0][0] if years and (len(years) == 1 or years[0][1] > years[1][1]) else None


def _of_operation(head: str) -> int:
    operation = _OPERATION.search(head)
    return int(next(filter(None, operation.groups()))) if operation else 0


def _begun(head: str) -> int | None:
    begun = {parse_year(match[1]) for match in _BEGUN.finditer(head)}
    return begun.pop() if len(begun) == 1 and not _THIS_YEAR.search(head) else None


def _after_compared(head: str) -> int | None:
    """The year after the one compared with, but for 2019: the years after it all are, since the epidemic."""
    last = {year for found in _YEAR_BEFORE.finditer(head) if (year := parse_year(found[1]))}
    return last.pop() + 1 if len(last) == 1 and 2019 not in last else None
