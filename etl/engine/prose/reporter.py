"""Whether a document speaks of all of an area, or of the one agency that reports."""

import re
from functools import lru_cache

from etl.engine.model import ReportContext
from etl.engine.prose.agencynames import COORDINATES, GOVERNMENT, area_names, governs, names_of
from etl.engine.prose.before import subject_at
from etl.engine.prose.groups import AREA_ACTS, SYSTEM
from etl.engine.prose.subjects import OWN_SCOPE, SYSTEM_SCOPE, Scope
from etl.engine.rulebook import Rulebook, expression, one_of

AREA = re.compile("全[国省市区县州盟旗]|[我本][市省县区州](?!场监)|系统")
# 河滨区2023年行政执法工作报告 is the area's own; 应急管理厅关于全省执法情况的通报 speaks of all of it
YEAR_FOLLOWS = expression(
    rf"[0-9]{{1,4}}[-—至年月]|[一二三四1-4]季度|[上下]半年|前?三季度|{one_of('scope', 'area_deeds')}"
)
OF_AREA = re.compile(
    "(?:关于|通报|公布)[^，。]*全[省市区县州]|全[省市区县州][^，。]{2,24}(?:情况|统计|数据|通报|分析)"
)
# 现将全市林业系统执法情况公布如下: what an agency's report is about, said in its opening
ANNOUNCED = re.compile(
    "现将[^，。；\\n]{0,24}全[省市区县州盟旗][^，。；\\n]{2,40}(?:公布|公示|公告|报告|汇报|通报|发布|总结|说明)如下"
)
# 江西：各专题稳步推进, 2018年海南省生态环境状况发布: the area is what is told of
IS_TITLED = re.compile("[：:](?!.*[局厅委])|[^局厅委队]{2,16}(?:状况|公报)(?:发布|公布)?$")
OFFICE = re.compile("[局厅委队所办]|中心")
SAYS_OURS = re.compile(
    "全[市省县区州]|各(?:[区市州]县?|县[区市]?)[^，。；、]{0,8}局|[我本][市省县区州](?!场监)|[市县区]两级"
)
OURS = re.compile("我(?:局|厅|委(?!员)|院|队|办|处|支队|大队|总队|中心|分局|单位|部门)|本(?:局|厅|机关)")
OUR_AREA = re.compile("我[市省县区州](?!场监)")
# 县林业局“甲行动”自8月份开展以来: a body is the subject of what a text begins with
BODY_OPENS = re.compile(
    "(?:^|[，,。；\\n]|[0-9]{1,2}[日晚][晚间]?[，,]?)(?!国家|中央|全国|国务院|各)[^，。；、：\\s从据向对“”）)0-9]{0,14}"
    "(?:“[^”]{2,10}”[^，。；、“]{0,6})?(?:(?<![部察总])局|支队|大队|办公室|治办|(?<![全省市各地])(?:交警|警方|城管|海事|消防|路政|渔政))"
    "(?=[“开在联组紧积严持深对按以结高扎聚始坚认继针牵启强加突充率派集每夜共])"
)
OPENS = 160
WORK_REPORT = re.compile("(?:工作报告|工作总结|工作汇报)$")
# 现将有关情况通报如下: not how the agency sums up its own year
MADE_KNOWN = re.compile("现[^，。；\\n]{0,24}(?:通报|通告|公告|公布)如下")
OPENING = 400  # characters in which a text shows whom it speaks of
SAYS = re.compile("[，,。；;]|[：:]$")  # of a line: no title, date or name
CLAUSE = re.compile("^|[，,。；;]")  # where one begins
# the agency only calls the press, or says what the area did
TELLS = re.compile("[^，,。；;]{0,16}(?:新闻|发布|介绍|通报|公布|消息|透露|晒出)")


NATIONAL_BODY = re.compile(
    "(?!.*[局署][一-鿿]{2,12}(?:局|队|办|处|所|站)$)(?:国家|国务院|全国“|[一-鿿]{1,10}(?:部|总局|总署)$)"
)
ASKED = re.compile("[从据][^，,。]{2,48}?(?:获悉|了解到|了解|消息|介绍|透露|统计)")  # 记者从市水利局获悉
NEWS_OFFICE = re.compile("新闻办|发布会")  # where any body may speak

# 某局通报全市案件办理情况，共查处: what follows is of the area that is reported on
_OF_ALL = "全[国省市区县州][^，。；：]{0,30}"
_TOLD = "(?:通报|公布|发布|公开|介绍|透露)"
REPORTED_ON = re.compile(
    f"{_TOLD}[^，。；]{{0,20}}{_OF_ALL}(?:情况|数据|结果)[，,]$|{_TOLD}[，,：:][^，。；：]{{0,24}}{_OF_ALL}[，,]$"
    f"|{_OF_ALL}(?:情况|数据|数字|结果)[，,][^，。；：]{{0,24}}{_TOLD}[：:]$"
)
BEFORE = 80  # characters in which it is said


def is_reported_on(text: str, at: int) -> bool:
    """Whether the clause that ends at `at` tells that the area is what is reported on."""
    told = text[at - 1] in "，,：:" and "全" in text[max(0, at - BEFORE) : at]
    return told and REPORTED_ON.search(text, max(0, at - BEFORE), at) is not None


def default_scope(rules: Rulebook, text: str, context: ReportContext) -> Scope:
    """Return whom a document speaks of where nothing else is said: the agency, or all of an area."""
    places = (context.province, context.city, context.district)
    key = (_speaker(context, text), context.kind, context.title, *places)
    return SYSTEM_SCOPE if speaks_for_area(rules, key, text[:OPENING]) else OWN_SCOPE


def _speaker(context: ReportContext, text: str) -> str:
    """The agency that speaks of itself: no ministry, no head of the system spoken of, none whom news ask."""
    guess = context.guessed.get("agency")
    found = ASKED.search(text, 0, OPENING) if guess == "agency_news" else None
    asked = found is not None and not NEWS_OFFICE.search(found[0])
    national = NATIONAL_BODY.match(context.agency)
    return "" if asked or national or guess == "agency_system" else context.agency


@lru_cache(maxsize=64)
def speaks_for_area(rules: Rulebook, context_key: tuple[str, ...], opening: str) -> bool:
    """Return whether an area speaks, not one agency: a government, a title of 全市, news of an area.

    `context_key`: agency, kind, title and the places of the report; `opening`: how its text begins.
    """
    agency, kind, title, *places = context_key
    if COORDINATES.search(agency):
        return True
    if rules[GOVERNMENT].search(agency):
        return governs(rules, agency, kind)
    if title.startswith(names_of(rules, agency), subject_at(rules, title, 0)):
        return bool(OF_AREA.search(title)) or _makes_known(rules, agency, opening)
    names = area_names(agency, *places)
    if (told := _title_tells_of(rules, title, names)) is not None:
        return told and (bool(AREA.search(title)) or _acts_first(rules, agency, opening) != "own")
    if agency or _body_speaks_first(opening):
        return False
    if SAYS_OURS.search(opening) or any(name in title for name in names):
        return True
    return kind == "bulletin" and not WORK_REPORT.search(title)


def _title_tells_of(rules: Rulebook, title: str, names: tuple[str, ...]) -> bool | None:
    """Whether the title tells of an area, by one of its `names`, and not of an office; None: of neither."""
    if AREA.search(title):
        return True
    behind = [title.find(name) + len(name) for name in names if name in title]
    if any(rules[YEAR_FOLLOWS].match(title, at) or rules[AREA_ACTS].match(title, at) for at in behind):
        return not OFFICE.search(title)
    return True if any(IS_TITLED.match(title, at) for at in behind) else None


def _makes_known(rules: Rulebook, agency: str, opening: str) -> bool:
    """Whether a text makes known what all of the area did, of which it says so or tells before."""
    known = MADE_KNOWN.search(opening)
    told = known is not None and _acts_first(rules, agency, opening[: known.start()]) == "system"
    return told or ANNOUNCED.search(opening) is not None


def _acts_first(rules: Rulebook, agency: str, opening: str) -> str:
    """Return whose the first act told of is, own or system: 青禾区开展检查⏎近日，区水利局出动; else ""."""
    names = names_of(rules, agency)
    for line in filter(SAYS.search, opening.split("\n")):
        for clause in CLAUSE.finditer(line):
            at = subject_at(rules, line, clause.end())
            named = next((name for name in names if line.startswith(name, at)), "")
            if named or OURS.match(line, at):
                return "" if TELLS.match(line, at + len(named)) else "own"
            if rules[SYSTEM].match(line, at):
                return "system"
    return ""


def _body_speaks_first(opening: str) -> bool:
    """Whether a body that nobody names speaks (我局), before it says 我市."""
    if BODY_OPENS.search(opening, 0, OPENS):
        return True
    body, area = OURS.search(opening), OUR_AREA.search(opening)
    return body is not None and not (area and area.start() < body.start())
