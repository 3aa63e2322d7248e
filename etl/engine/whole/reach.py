"""What limits the stretch of text that a figure stands in: an action, an occasion, a day, a theme.

行动期间，检查单位48家 counts what one action came to; 2023年共检查单位480家 counts the year, whatever action
was told of before. An action that is named in the sentence limits the numbers after it, until a period of the
whole report is named. News tell of one thing: there, what the paragraph before or the title names limits a
sentence that names no such period.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from etl.engine.initials import searched
from etl.engine.matches import last, sure
from etl.engine.model import Figure, ReportContext
from etl.engine.prose.campaignnames import (
    AFTER,
    COUNTED,
    LEAD,
    ORDERED,
    SEVERAL,
    SINCE,
    campaign_named,
    names_more,
)
from etl.engine.prose.periods import covers_days
from etl.engine.rulebook import Rulebook, expression, one_of
from etl.engine.whole.manner import only_looked, says_how, tells_of_one_thing

OPENING = 2000  # characters of news before a paragraph in which they tell what they are about
LONGEST = 240  # characters of the sentence, and of the paragraph before it, that are looked at
_ACTION = rf"{one_of('whole', 'kinds_of_action')}{one_of('whole', 'actions')}"
# “甲行动”评议活动 is an office's own affair
_OWN_AFFAIR = "[^，。；”“]{0,6}(?:评议|评选|评比|评查|考核|竞赛|述职|创建|报告)"
_ACTIVITY = (
    "工作(?=(?:启动|开展)以来)|活动(?=共|累计|期间|中|以来|开展以来|[，,]?累计)"
    f"|”(?!{_OWN_AFFAIR})[^，。；”“]{{0,8}}活动"
    "|”工作(?=中|期间)|(?:飞行检查|飞检)(?=共|累计|期间|中|发现|[，,](?:共|累计))"
)
# 开展涉气重点行业执法检查，…: of a named subject, unlike 开展执法检查
_OF_SUBJECT = "(?:涉|针对)[^，,。；;0-9]{4,30}?(?:执法|监督|专项)检查(?=[，,])"
LIMIT = expression(rf"{one_of('whole', 'limiting')}|{_ACTION}|{_ACTIVITY}|{_OF_SUBJECT}")
OCCASION = expression(rf"{one_of('whole', 'limiting', 'occasions')}|{_ACTION}|{_ACTIVITY}|{_OF_SUBJECT}")
TITLED = expression(one_of("whole", "limiting", "kinds_of_action"))
# 12月3日，… tells of what was done on that day; 截至12月3日 does not, nor does a day on which news came out
DAY = searched(
    "(?:(?<![0-9月至自从到止—~～-])(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:上午|下午|晚上?|夜间|凌晨|清晨|中午)?|近日|日前|近期|连日来)[，,]"
    "(?![^。；]{0,30}(?:获悉|了解到|讯|消息|通报|发布|介绍|召开))"
)
THAT_DAY = re.compile("当[天日晚]$")  # of news of one day it may be all that they tell
UNTIL = re.compile(r"(?:截[至止]到?|[至到])(?:20[0-9]{2}年)?\Z")
# 开展甲整治、乙整治等，… are several: what came of them is not of one
LISTED = re.compile(
    '(?:[”』"]?(?:[、和及与“『]|以及)[^，,。；;]{1,80})?[”』"]?(?:(?:活动|行动|工作|方式)?等(?![级候])|的?方式)'
)
# two actions with nothing counted between them, and the total of what they came to
SEVERAL_ACTS = re.compile(
    "(?:行动|整治|治理|战役|检查|执法)[，,][^0-9；;。]{0,60}(?:行动|整治|治理|战役|检查|执法)[，,](?:共|累计)"
)
BEGUN = re.compile("^(?:[一二三四五六七八九十]{1,3}、|全年|年内|今年|自)+")
WHERE = re.compile("\\A.*(?:[队局厅委所站]在?|在|其)(?=.)|^.*在$")  # 某某大队在春运以来
# 加强联合执法 is a way of working, and no action that was carried out
WAYS = re.compile("(?:名义|加强|强化|推行|建立|完善|健全|落实|深化|创新|通过|采取)[^，,。；;]{0,12}$")
WAY = re.compile("统一执法|联合(?:执法|检查|巡查)|交叉执法|异地执法|督[查察]|夜查|暗访|清查|突击")
# “双随机” is a limit where it is carried out; it may be published, or how all is done
RANDOM = "双随机"
CARRIED_OUT = re.compile("(?:开展|推行|实施|组织|完成|进行|落实)[^，,。；;0-9]{0,8}[“‘]?$")
REASON = re.compile("(?:主要是|由于|因为?)[^，,；;。]{0,60}")  # 主要是大检查期间查处得多
BRACKETS = re.compile("[（(][^（）()]{0,60}[）)]")
ENDS_CHAIN = re.compile("[；;]|合计|总计|共计|累计|[，,]共")
ITEM = re.compile("[；;，,。：:](?:[一二三四五六七八九十]{1,2}是|此外|另外|另一方面)")
# what one item of news tells of is not told of in the next; what stands before all of them is
HEADINGS = re.compile("\n[ 　]{0,6}(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
COUNTED_BEFORE = re.compile(r"[0-9]余?(?:场|次|期|轮)次?\Z")  # 开展12场集中宣传活动
OF_A_TIME = re.compile(
    "(?:月|周|宣传日|咨询日)$"
)  # “安全月”期间发放手册。培训干部: in the next sentence it may be over
STOCKS = frozenset(("officers",))  # there are as many whatever is carried out
SHORTEST = 3  # 督查 by itself names no campaign
ACTIONS = (
    *("行动", "整治", "治理", "攻坚", "斗争", "大检查", "大排查"),
    *("督查", "督察", "战役", "会战", "回头看"),
)
LONGEST_NAME = 14
HEAD = re.compile(r"[一-鿿]{0,14}\Z")
TAIL = re.compile("(?:专项|联合|统一|集中)?(?:行动|整治|检查|执法|活动|工作|巡查|清理|治理)?")
# 全年, 今年以来, 2023年 (not 2023年9月), 1至9月; 截至目前 may be said of an action, too
ANCHOR = expression(
    rf"(?:{one_of('whole', 'anchors')}|[今去]年[^，,。；;]{{0,16}}以来|1月份?以来"
    r"|(?:19|20)[0-9]{2}年(?:度|全年)?(?![0-9])"
    rf"|{SINCE}"
    r"|[0-9]{1,2}月?(?:份)?(?:-|－|—|–|~|～|至|到)+[0-9]{1,2}月|前[0-9一二三四五六七八九十]{1,2}个?月"
    r"|第?[一二三四]季度)"
)
# 推进甲行动，全市系统共立案50件: a new subject and its total, but in news, which tell of the action all along
NEW_TOTAL = re.compile(
    "[，,。；;](?:今年|上半年|全年)?全[国省市区县州局系][^，,。；;、0-9]{0,12}(?:(?<!公)共(?!同)|累计|合计|总计)"
)
DURING = re.compile("[^，,。；;]{0,20}(?:期间|以来|中|里|内|阶段)")


class Limit(NamedTuple):
    """What a stretch of text tells of; without a name where it is only that it breaks something down.

    `is_told`: the sentence itself tells of it, or the paragraph does of a campaign by its name.
    """

    name: str
    is_campaign: bool = False
    is_told: bool = False


def limit_there(
    rules: Rulebook, text: str, figure: Figure, context: ReportContext, of_all_kinds: bool
) -> Limit | None:
    """Return the action, the occasion or the day that the words before a figure tell of; None of the period.

    `of_all_kinds`: what stands before 其中 is of several indicators; what follows may be the whole of one.
    What has no name (行动中), or only says how they looked (夜查), is in a report on a few days what its
    period says already.
    """
    found = _told_of(rules, text, figure, context, of_all_kinds)
    no_action = found and found.name and (not found.is_campaign or only_looked(found.name))
    return None if no_action and covers_days(context) else found


def _told_of(
    rules: Rulebook, text: str, figure: Figure, context: ReportContext, of_all_kinds: bool
) -> Limit | None:
    limits = rules[LIMIT if covers_days(context) else OCCASION]  # of a report on a holiday it is no part
    start = max(figure.sentence_start, figure.start - LONGEST)
    lead = BRACKETS.sub("", REASON.sub("", text[start : figure.start]))
    if not of_all_kinds and _breaks_down(rules, lead):
        return Limit("")
    titled = last(rules[TITLED].finditer(context.title))
    news = context.kind == "bulletin" and tells_of_one_thing(context.title, titled)
    if not news and (figure.indicator in STOCKS or _ends_in_new_total(rules, limits, lead)):
        return None
    if found := _limits(rules, limits, lead, True):
        return found[0] and found[0]._replace(is_told=not THAT_DAY.search(found[0].name))
    if not news:
        return None  # what a report tells of in one sentence limits none after it
    found = _limit_before(rules, limits, text, start)
    if found is None and titled:
        limit = _named(rules, context.title, titled)
        return None if names_more(context.title, titled.end(), limit.name) else limit
    return found[0] if found else None


def _limit_before(rules: Rulebook, limits: re.Pattern, text: str, start: int) -> tuple[Limit | None] | None:
    """Return what the paragraph before `start`, or else the opening of news, tells of, as `_limits` does."""
    paragraph = text.rfind("\n", max(0, start - LONGEST), start) + 1 or max(0, start - LONGEST)
    items = list(HEADINGS.finditer(text, max(0, start - OPENING), start + SHORTEST))
    if items:
        paragraph = min(start, max(paragraph, items[-1].end()))
    found = _limits(rules, limits, REASON.sub("", text[paragraph:start]), True)
    if found and not (found[0] and OF_A_TIME.search(found[0].name)):
        return (found[0] and found[0]._replace(is_told=found[0].is_campaign),)
    until = items[0].start() if items else paragraph
    return _limits(rules, limits, text[max(0, until - OPENING) : until], False)


def _breaks_down(rules: Rulebook, lead: str) -> bool:
    """Whether 其中 opens what the number is an item of."""
    mark = lead.rfind("其中")
    return mark >= 0 and not (ENDS_CHAIN.search(lead, mark) or rules[ANCHOR].search(lead, mark))


def _ends_in_new_total(rules: Rulebook, limits: re.Pattern, lead: str) -> bool:
    """Whether the total of a new subject is stated after the action that a sentence tells of."""
    total = last(NEW_TOTAL.finditer(lead))
    if total is None:
        return False
    limit = last(limits.finditer(lead, 0, total.start()))
    return limit is not None and not DURING.match(lead, limit.start()) and "通过" not in lead[: limit.start()]


@lru_cache(maxsize=64)  # the words before a sentence are asked for each of its figures
def _limits(rules: Rulebook, limits: re.Pattern, words: str, days: bool) -> tuple[Limit | None] | None:
    """Return the last limit that `words` name, none where a period comes after it; None without either.

    `days`: whether a single day that they name limits what is told of it.
    """
    item = last(ITEM.finditer(words))
    words = words[item.end() :] if item else words
    actions = list(_actions(rules, limits, words))
    limit, anchor = actions[-1] if actions else None, last(rules[ANCHOR].finditer(words))
    if actions and _of_several(rules, limits, words, actions):
        return (None,)
    day = _last_day(words) if days else None
    if day and (limit is None or day.start() > limit.start()):
        day_ends = anchor and anchor.start() >= day.end()
        return (None,) if day_ends else (Limit(day[0].rstrip("，,")),)
    if limit is None:
        return None if anchor is None else (None,)
    return (None,) if anchor and anchor.end() >= limit.end() else (_named(rules, words, limit),)


def _of_several(rules: Rulebook, limits: re.Pattern, words: str, actions: list[re.Match]) -> bool:
    """Whether several actions lead up to the number, so that it is of all and of none.

    开展甲行动，深入开展乙整治，共检查30家; or those named last are a list (“甲1号”至“甲8号”行动).
    """
    if len(actions) > 1 and SEVERAL_ACTS.search(words, actions[0].start()):
        return True
    named = sure(last(limits.finditer(words)))
    return named.start() > actions[-1].start() and bool(SEVERAL.search(words, 0, named.start()))


def _last_day(words: str) -> re.Match | None:
    """Return the last single day that `words` tell of, not one until which they count."""
    return last(day for day in DAY.finditer(words) if not UNTIL.search(words, 0, day.start()))


def _actions(rules: Rulebook, limits: re.Pattern, words: str) -> Iterator[re.Match]:
    """Yield the limits that are carried out.

    Not what is planned (专项整治方案), a slogan (六大行动), counted itself (联合执法12次), one of several
    (甲行动、乙行动等), or the means to something (以甲行动为抓手).
    """
    for limit in limits.finditer(words):
        end = sure(TAIL.match(words, limit.end())).end()
        spoken_of = (
            rules[AFTER].match(words, end)
            or LISTED.match(words, end)
            or SEVERAL.search(words, 0, limit.start())
            or ORDERED.search(words, 0, limit.start())
            or says_how(words, limit, end)
            or (limit[0] == RANDOM and not CARRIED_OUT.search(words, 0, limit.start()))
            or (WAY.fullmatch(limit[0]) and WAYS.search(words, 0, limit.start()))
        )
        if not (spoken_of or _is_counted(words, limit, end)):
            yield limit


def _is_counted(words: str, limit: re.Match, end: int) -> bool:
    """Whether a number of actions is told: 执法行动156次. “甲”活动2场 is of its name, 等 sums up several."""
    named = "”" in limit[0] and "等" not in limit[0]
    counted = COUNTED.match(words, end) or COUNTED_BEFORE.search(words, 0, limit.start())
    return not named and (end == len(words) or bool(counted))


def _named(rules: Rulebook, words: str, limit: re.Match) -> Limit:
    """Return the limit by its whole name: 安全生产大检查, 此次行动."""
    end = sure(TAIL.match(words, limit.end())).end()
    if name := campaign_named(rules, words, limit.start(), end)[0]:
        return Limit(name, is_campaign=name.endswith(ACTIONS) and len(name) > SHORTEST)
    before = sure(HEAD.search(words, max(0, limit.start() - LONGEST_NAME), limit.start()))[0]
    return Limit(BEGUN.sub("", WHERE.sub("", rules[LEAD].sub("", before))) + words[limit.start() : end])
