"""Why a numeral is no figure, as far as its immediate surroundings tell. Cheap looks first."""

import re

from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.clauses import Words
from etl.engine.prose.lexicon import one_of, words
from etl.engine.prose.numbers import HALF_WIDTH
from etl.engine.prose.scan import DIGIT

NAMES = re.compile(one_of("rejections", "names"))
HOTLINES = frozenset(words("rejections", "hotlines"))
DATE = re.compile(rf"(?:19|20)[{DIGIT}]{{2}}([-./．])[{DIGIT}]{{1,2}}(?:\1[{DIGIT}]{{1,2}})?(?![{DIGIT}])")
TIME = re.compile(rf"[{DIGIT}]{{1,2}}[:：][{DIGIT}]{{2}}(?![{DIGIT}])")
PHONE = re.compile(
    rf"(?:0[{DIGIT}]{{2,3}}[-—－ ]?[{DIGIT}]{{7,8}}|1[3-9][{DIGIT}]{{9}}"
    rf"|400[-—－]?[{DIGIT}]{{3}}[-—－]?[{DIGIT}]{{4}})(?![{DIGIT}])"
)
JOINED = re.compile(rf"[-－—·•・+＋×xX*/][{DIGIT}nNxXＮ]|[+＋×][一-鿿“A-Za-z]")
CHAIN = re.compile(rf"[{DIGIT}nNxXＮ.．]+(?:[-－—·•・+＋×*/][{DIGIT}nNxXＮ.．]+)+")
ASCII_WORD = re.compile(r"[A-Za-z0-9_./:=?&%#@~-]+")
LETTER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
OPENING = frozenset("〔[［【(（<〈")
ITEM = re.compile(rf"[{DIGIT}]{{1,2}}(?:[.．、)）](?![{DIGIT}])|[)）])")
PAGE_COUNTER = re.compile(
    r"(?:(?:阅读量|阅读次数|浏览量|浏览次数|点击数|点击率|访问量|阅读|浏览|点击|字号)[：:]\s*|(?:公告|列表|记录|结果)[（(]共)$"
)
NUMBERED = re.compile(r"(?:邮编|邮政编码|电话|传真|QQ|编号|编码|账号|代码|网址|号码|邮箱)[：:为是]?\s*$")
ITEM_LEAD = frozenset("。；：:;\n\r 　、“")
LAW = frozenset("条款章节项编")


def arabic(text: str, n: Numeral) -> str:
    """Return a key of REASONS for an Arabic numeral that is no figure, else "". May move `n.end`."""
    start = n.start
    previous = text[start - 1] if start else "\n"
    if previous == "第" or text.startswith("第 ", max(0, start - 2)):
        return _ordinal(text, n)
    if n.unit in ("网", "线", "台") and text[start : start + 5] in HOTLINES:
        return "phone"
    if n.unit in ("网", "版", "方", "时") and text.startswith(".0", start + 1):
        return "slogan_or_name"
    if previous in LETTER or (previous in "./:=-_&?" and start > 1 and _continues_code(text, start)):
        m = ASCII_WORD.match(text, start)
        n.end = max(n.end, m.end()) if m else n.end
        return "code"
    if PAGE_COUNTER.search(text, max(0, start - 10), start):
        return "code"
    if n.reason:
        if n.unit in DURATION_UNITS and DURATION.search(text, max(0, start - 8), start):
            return "" if text[n.end : n.end + 1] in "，。；、,;. \n缩压降减增" else n.reason
        return _by_unit(text, n)
    if not n.unit:
        return _without_unit(text, n, previous)
    if n.unit in LAW and (n.unit not in "项条节" or previous in "章编" and start > 1):
        return "law_article"
    return ""


def _continues_code(text: str, start: int) -> bool:
    before = text[start - 2]
    return before.isascii() and before.isalnum() and text[start - 1] != ":"


def _ordinal(text: str, n: Numeral) -> str:
    following = text[n.end - 1 : n.end + 1]
    if n.unit in LAW or following[-1:] in LAW:
        return "law_article"
    return "document_number" if "号" in following or n.reason == "document_number" else "ordinal"


def _by_unit(text: str, n: Numeral) -> str:
    if n.unit == "年" and n.value < 1900:
        return "time"
    if n.reason == "date" and n.unit == "年" and (m := MONTH_DAY.match(text, n.end)):
        n.end = m.end()
    return n.reason


# A span of time that was measured, not a term that was set: 平均用时1.5天, 平均年龄44.7岁
DURATION = re.compile(
    r"(?:周期|用时|时长|办理时间|历时|平均年龄|资料|督导|服务|培训|学习|巡护|巡查|授课|耗时|[由从](?:上年|去年)的|(?:缩短|压缩|降低?)[为至到])"
    r"(?:约|为|达|共|累计|仅)?$"
)
DURATION_UNITS = frozenset(("天", "小时", "分钟", "岁", "个小时"))
MONTH_DAY = re.compile(rf" ?[{DIGIT}]{{1,2}} ?月(?: ?[{DIGIT}]{{1,2}} ?[日号])?")


def _without_unit(text: str, n: Numeral, previous: str) -> str:
    start = n.start
    following = text[n.end : n.end + 1]
    for pattern, reason in ((DATE, "date"), (TIME, "time"), (PHONE, "phone")):
        if m := pattern.match(text, start):
            n.end = max(n.end, m.end())
            return reason
    if following in LETTER:
        n.end = max(n.end, ASCII_WORD.match(text, start).end() if text[start].isascii() else n.end)
        return "code"
    if JOINED.match(text, n.end):
        m = CHAIN.match(text, start)
        n.end = max(n.end, m.end()) if m else n.end
        return "slogan_or_name"
    if previous in "·•・+＋×" or (previous in "-－" and start > 1 and text[start - 2] in "nNxX"):
        return "slogan_or_name"
    if previous in OPENING and following and following in "〕]］】":
        return "document_number"
    if ITEM.match(text, start) and (previous in ITEM_LEAD or previous in "(（"):
        return "heading_number"
    if NUMBERED.search(text, max(0, start - 10), start):
        return "code"
    if text[start : n.end].translate(HALF_WIDTH) in HOTLINES:
        return "phone"
    return ""


# 千人投诉量, 百万件申诉量: the base of a rate; 千余件 and 近千人 are numbers
BARE_BASE = re.compile(r"[百千万亿]+[^余多来几]{1,3}")
# 十四届二次、三次全会
SESSION = re.compile(r"届[一二三四五六七八九十次、和及]*$")
COUNTED_AS = re.compile("(?:算|算作|算为|计为|视为|视同|作为|折算为)$")
VAGUE = frozenset("数几若好某")
# Chinese numerals with these units are mostly names and rhetoric: only known activities count.
WEAK_UNITS = frozenset(words("rejections", "weak_units"))
ACTIVITY = re.compile(one_of("rejections", "activities"))
ONLY_ONE = re.compile(one_of("rejections", "only_one") + "$")


def chinese(text: str, n: Numeral) -> str:
    """Return a key of REASONS for a Chinese numeral that is no figure, else ""."""
    start = n.start
    previous = text[start - 1] if start else "\n"
    if previous == "第":
        return _ordinal(text, n)
    if previous in VAGUE or COUNTED_AS.search(text, max(0, start - 4), start):
        return "rhetoric"
    if n.unit in ("类", "级") and text[n.end : n.end + 1] not in "，。；、":
        return "slogan_or_name"
    if previous in "章节编" and n.unit in LAW:
        return "law_article"
    if n.unit not in RATIOS and BARE_BASE.fullmatch(text, start, n.end) and previous not in "近上":
        return "rate_base"
    if previous == "每" and text[start] in "百千万":
        return "rate_base"
    if n.unit == "元" and text[start] in "万亿":
        return "rate_base"
    if n.unit == "次" and SESSION.search(text, max(0, start - 24), start):
        return "ordinal"
    if NAMES.match(text, start):
        return "slogan_or_name"
    if n.reason:
        return "time" if n.unit == "年" and n.value < 1900 else n.reason
    if not n.unit:
        return "rhetoric"
    return ""


def is_rhetoric(text: str, n: Numeral, around: Words) -> bool:
    """Whether a Chinese numeral that no indicator knows is a way of speaking: 一个企业一个层级, 两项要求."""
    if n.unit in RATIOS or n.value >= 20:
        return False
    if ONLY_ONE.search(around.raw):
        return True
    if around.raw.endswith("各"):
        return False
    if n.value > 1 and around.before and not around.after:
        return False
    if n.value == 1 and "每" in around.clause:
        return True
    if n.value == 1:
        stands_last = bool(around.before) and not around.after
        return (n.unit in WEAK_UNITS and not stands_last) or not ACTIVITY.search(around.clause)
    return n.unit in WEAK_UNITS and not ACTIVITY.search(around.clause)
