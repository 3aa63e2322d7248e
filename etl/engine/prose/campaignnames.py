"""What words name a campaign, and by what name."""

import re

from etl.engine.initials import searched
from etl.engine.matches import last, sure
from etl.engine.rulebook import Rulebook, expression, one_of, word_set

LONGEST = 40  # characters of a clause that may name a campaign
_CLAUSE = "，,。；;：:！？!?\n 　（）()"
# “甲”整治, 乙治理出动, 整治期间: words that name a campaign only so, and are deeds otherwise
_deeds = (
    "(?:(?<=[”』])(?:整治|治理|清理|清查|打击|巡查)"
    "|(?:整治|治理)(?=出动|检查|排查|查处|立案|期间|中[，,])|活动(?=期间))"
)
TAILS = rf"(?:{one_of('campaigns', 'tails')}(?:20[0-9]{{2}}年?(?:专项)?行动)?|{_deeds})"
# a day or month that a cause is given to, which limits what was done then; of several it is none
_another = "、|“[^”，。；]{1,20}”(?!期间|当[天日]|发放|开展|组织|举办)"
# 环境日常监管, 质量月报, 用水周期 are none
_other_words = "(?:期(?!间)|[常报均度趋益夜用产程志末份边围密记])"
OCCASIONS = rf"{one_of('campaigns', 'occasions')}(?!{_other_words})(?![”』]?(?:{_another}))"
OCCASION = re.compile("(?:期间|[日周月])$")
DATED = re.compile("^(?:[0-9]{1,2}[月·])?[0-9]{1,2}日?(?![日0-9])")  # 12月4日宪法日, 3·15权益日
TITLE_TAIL = expression(rf"{TAILS}|{one_of('campaigns', 'title_tails')}")
START = re.compile(rf"[^{_CLAUSE}]{{0,99}}$")
# 以甲行动为抓手: the means to all that follows, not what it is of
MEANS = rf"[”』]?[^，,。；;0-9]{{0,4}}为[^，,。；;0-9]{{0,4}}{one_of('whole', 'means')}"
# 把专项整治与日常监管相结合: a way of working
JOINED = "[”』]?[与和同][^，,。；;0-9]{2,16}(?:结合|并重|并举|统筹)"
AFTER = expression(rf"(?!组织)(?:{one_of('campaigns', 'not_after')}|{MEANS}|{JOINED})")
COUNTED = re.compile("[0-9０-９]|[一二三四五六七八九十]{1,3}[次场轮]")
SUBJECT = expression(one_of("campaigns", "subject_of"))
LEAD = expression(
    rf"^.*(?:{one_of('campaigns', 'leads')}|(?<=[0-9])年度?|(?<!社会)组织|[一二三四五六七八九十]{{1,2}}是)"
)
TRIM = expression(rf"^(?:{one_of('campaigns', 'before_name')}|[0-9]{{1,2}}[、.．])+")
ACTIVITY = expression(rf"^.*(?:{one_of('campaigns', 'activities')})[^、]{{0,4}}、")
QUOTES = searched(r"((?:[“\"『][^“”\"『』，。]{2,24}[”\"』])+)([^“”\"『』]{0,14})$")
NOT_NAMES = word_set("campaigns", "not_names")
PLAIN = word_set("campaigns", "plain_tails")
WHOLE = word_set("campaigns", "whole_names")
OPEN_QUOTE = re.compile("[“『][^“”『』，。\n]{0,24}$")
IN_SERIES = re.compile(
    '[”』"]?(?:(?:、[^，。；]{1,60})?等(?:一系列|系列|多项|各类)'
    "|(?:、[^，。；、和与及]{3,14}){1,4}[和与及][^，。；、]{3,14}[，,])"
)  # 甲大检查、乙行动等一系列行动; 甲行动、夜查暗访和执法练兵，
NO_NAME = re.compile("^(?:每|各|接受)|[0-9][家个户所处]|相关")  # 12家医院交叉检查, 接受市局督察
SLOGAN = re.compile("、|[两二三四五六七八九十]大|在行动")
AND_OTHERS = re.compile('[”』"]等(?![级候])')  # “甲行动”等
# of several: 等专项行动, “甲1号”至“甲8号”统一行动, 8次甲统一行动
SEVERAL = searched(
    "(?:等?(?<!第)[0-9０-９一二三四五六七八九十]{1,9}(?:个|项|次|大|轮|批)|等(?:[^，。；、级候]{1,12}的)?)"
    "(?:专项)?(?:整治|治理|执法|检查)?$"
    "|”[至到和与及]“[^”，。；]{1,20}”[^”，。；]{0,14}$"
    "|(?<![第0-9])[0-9]{1,3}[次轮][^，。；0-9]{1,30}$|一系列的?[^，。；“”]{0,14}$"
)
NO_LEAD = expression(one_of("campaigns", "not_leading"))
ORDERED = re.compile(
    "(?:按照|根据|遵照|依照)[^“”，,。；;]{2,24}关于[^“”，,。；;]{0,30}$"
)  # 按照市政府关于甲三年行动总体要求: why, not what


# 自5月1日休渔以来: a stretch of time that begins with something else than an action
SINCE = "[0-9]{1,2}月(?:[0-9]{1,2}日|份)?[^，,。；;0-9行整治活专检战打巡]{2,10}以来"
# in titles: 甲行动暨重点工作情况 are of more, 10月份隐患排查整治情况 of a month, 整治老街环境 of a deed
AND_MORE = re.compile("[”』]?(?:工作)?(?:暨|及|和|与)(?!.{0,14}(?:行动|整治|检查|宣传))")
OF_A_MONTH = re.compile("(?:20[0-9]{2}年)?(?:[0-9一二三四五六七八九十]{1,2}月|[第前]?[一二三四]季度)")
WITH_OBJECT = re.compile(
    "(?<=整治)(?!行动|工作|活动|情况|期间|成效|成果|战|[初取见启动部动再]|中|圆|落|收|进|推|阶)[一-鿿]{2}"
)


def title_campaign(rules: Rulebook, title: str) -> str:
    """Return the campaign that a title names, else ""."""
    tail = last(rules[TITLE_TAIL].finditer(title))
    if tail is None or WITH_OBJECT.match(title, tail.end()):
        return ""
    name = campaign_named(rules, title, tail.start(), tail.end())[0]
    return "" if names_more(title, tail.end(), name) else name


def names_more(title: str, end: int, name: str) -> bool:
    """Whether a title is of more than the campaign whose name ends there: of a month, of other work."""
    return bool(AND_MORE.match(title, end) or OF_A_MONTH.match(name))


def campaign_named(rules: Rulebook, text: str, start: int, end: int) -> tuple[str, bool]:
    """Return the name that ends in the tail `text[start:end]`, and whether the words introduce it.

    Empty where the words name none: a plan, a count of actions (专项行动12次), a way of speaking.
    """
    if _is_spoken_of(rules, text, start, end):
        return "", False
    following = text[end : end + 12]
    clause, tail = sure(START.search(text, max(0, start - LONGEST), start))[0], text[start:end]
    clause = clause.removesuffix("的") if clause.endswith("”的") else clause  # “利剑”的专项行动
    if opened := OPEN_QUOTE.search(text, max(0, start - LONGEST), start):
        if "”" in tail:
            return opened[0][1:] + tail.split("”")[0], True
        return _in_quotes(rules, text, opened, end)
    if rules[NO_LEAD].match(clause) or ORDERED.search(clause) or "”" in tail or SEVERAL.search(clause):
        return "", False
    words = rules[LEAD].sub("", clause)
    introduced = words != clause or bool(rules[SUBJECT].match(following)) or clause[:1] == "“"
    name = _ending(rules, rules[TRIM].sub("", rules[ACTIVITY].sub("", words)), tail)
    if _is_no_name(rules, name) or _is_one_of_days(words, tail, following):
        return "", False
    return name, introduced and bool(name)


def _is_no_name(rules: Rulebook, name: str) -> bool:
    """Whether the words are the name of no action: “十四五”期间, 每周专项督查."""
    return name in rules[NOT_NAMES] or bool(NO_NAME.search(name))


def _is_one_of_days(words: str, tail: str, following: str) -> bool:
    """Whether a day is the last of several on which all of something was done: 围绕甲日、乙周."""
    return "、" in words and bool(OCCASION.search(tail)) and not following.startswith("期间")


def _is_spoken_of(rules: Rulebook, text: str, start: int, end: int) -> bool:
    """Whether what follows the tail says that no action was carried out, or several."""
    following, of_time = text[end : end + 12], text.endswith("期间", start, end)
    if not of_time and rules[AFTER].match(following):  # “安全月”期间派出检查组 is of the month all the same
        return True
    return bool(COUNTED.match(following) or AND_OTHERS.match(following) or IN_SERIES.match(text, end))


def _in_quotes(rules: Rulebook, text: str, opened: re.Match, end: int) -> tuple[str, bool]:
    """Return the name that quotation marks hold together with its tail: “甲行动”."""
    name, behind = opened[0][1:] + text[opened.end() : end], text[end + 1 : end + 13]
    if text[end : end + 1] not in ("”", "』") or SLOGAN.search(name) or name in rules[NOT_NAMES]:
        return "", False
    if rules[AFTER].match(behind) or COUNTED.match(behind) or AND_OTHERS.match(text, end):
        return "", False
    before = sure(START.search(text, max(0, opened.start() - LONGEST), opened.start()))[0]
    return name, bool(rules[SUBJECT].match(behind)) or rules[LEAD].sub("", before) != before


def _ending(rules: Rulebook, name: str, tail: str) -> str:
    """Return the whole name of words and the tail that they end in, "" where both together name nothing."""
    name = DATED.sub("", name) if OCCASION.search(tail) else name
    if quoted := QUOTES.search(name):
        whole = quoted[2] or quoted[1].count("“") > 1
        return quoted[0] + tail if whole else quoted[1].strip('“”"『』')
    if name + tail in rules[NOT_NAMES] or (tail in rules[PLAIN] and len(name) < 2):
        return ""
    if not name:
        return tail if tail in rules[WHOLE] else ""
    return "" if (name[-1] in "的在为有" and not name.endswith("行为")) or "”" in name else name + tail
