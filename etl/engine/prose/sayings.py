"""Numerals that are part of a saying or of a word, not a count: 检查一家、整改一家; 逐一; 一平二升."""

import re

from etl.engine.prose.attach import Numeral
from etl.engine.prose.rules import Rule
from etl.engine.rulebook import Rulebook

_COUNTED = "[家户起件个项处案例宗人批片方点]"
# One is said of each: what is found, and what is done with it
CHAIN = re.compile(rf"([一-鿿]{{1,6}}?)一({_COUNTED})(?:[、，,]?[一-鿿]{{1,5}}?一\2){{1,4}}")
EACH_FOUND = re.compile("(?:发现|检查|排查|核查|巡查|抽查|摸排|整治|治理|打击|验收|成熟|销号|创建|建成)$")
AIMED_AT = re.compile("(?:做到|确保|坚持|坚决|务必|力求|力争|要求|按照|本着|努力)[^。；]{0,12}$")
NOT_ONE = re.compile("(?:不放过|不漏过?|不落下?|不留下?|不忽视|不让|不丢|任何)$")
TOGETHER = frozenset("一起" + stop for stop in "，,。；;、\n")
ORDINALS = re.compile("第[一二三四五六七八九十]{1,3}[、和及]$")
WHEELED = re.compile("(?:人力|机动|电动|正|侧|摩托|倒骑)$")
WHEELS = re.compile("电动|摩托|机动|汽车|货车|车|[0-9]{1,4}[辆台]")
MOVES = frozenset("平降增减稳控")
NUMBERS = frozenset("一二两三四五六七八九")


def _said_of_each(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """Return whether one stands for every one: 发现一起、查处一起; 停业一家，取缔一家 counts."""
    if text[n.start] != "一":
        return False
    one = text[n.start : n.end]
    if text.startswith(one, n.end) or text.endswith(one, 0, n.start):
        return True  # 一家一家排查
    low = max(0, n.start - 40)
    for chain in CHAIN.finditer(text, low, n.end + 16):
        if chain.start() < n.start < chain.end():
            joined = not re.search("[、，,]", chain[0])
            lead = text[max(0, chain.start() - 20) : chain.end(1)]
            return joined or bool(EACH_FOUND.search(chain[1]) or AIMED_AT.search(lead))
    return False


def _ends_word(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """Return whether the numeral is the end of a word: 逐一张贴, 统一组织; 系统一个 counts."""
    if text[n.start] != "一":
        return False
    return previous in "逐唯" or (previous == "统" and text[n.start - 2 : n.start - 1] not in "系传")


def _rose_and_fell(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """Return whether 升 is no litre but the way that something went: 一平二升, 两升一降."""
    next_one, its_way = text[n.end : n.end + 1], text[n.end + 1 : n.end + 2]
    return previous in MOVES or (next_one in NUMBERS and its_way in MOVES)


def _not_one(rules: Rulebook, text: str, n: Numeral, previous: str) -> object:
    """Return whether none is let off: 不放过一个隐患."""
    return text[n.start] == "一" and NOT_ONE.search(text, max(0, n.start - 4), n.start)


def _together(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """Return whether 一起 is together: 事项划到一起，由一支队伍执法; 查到一起违法案件 counts."""
    return previous in "到在" and text[n.start : n.end + 1] in TOGETHER


def _next_page(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """Return whether a page is turned: 上一篇：…　下一篇：…."""
    return text[n.end : n.end + 1] in (":", "：")


def _carries_ordinal(rules: Rulebook, text: str, n: Numeral, previous: str) -> object:
    """Return whether 第 before an earlier numeral counts for this one too: 第一、二轮督察."""
    return ORDINALS.search(text, max(0, n.start - 8), n.start)


def _wheels(rules: Rulebook, text: str, n: Numeral, previous: str) -> object:
    """Return whether 轮 is a wheel: 人力三轮5辆, 二轮电动车."""
    return text[n.start] in "二两三四" and (
        WHEELED.search(text, max(0, n.start - 3), n.start) or WHEELS.match(text, n.end)
    )


SAYINGS = (
    Rule("ends_word", "rhetoric", _ends_word),
    Rule("said_of_each", "rhetoric", _said_of_each),
    Rule("not_one", "rhetoric", _not_one, signs=frozenset("过漏落下留视让丢何")),
    Rule("together", "rhetoric", _together, ("起",), signs=frozenset("到在")),
    Rule("next_page", "code", _next_page, ("篇", "条", "页", "张"), signs=frozenset("上下")),
    Rule("carries_ordinal", "ordinal", _carries_ordinal, signs=frozenset("、和及")),
    Rule("wheels", "slogan_or_name", _wheels, ("轮",)),
    Rule("rose_and_fell", "slogan_or_name", _rose_and_fell, ("升",)),
)
