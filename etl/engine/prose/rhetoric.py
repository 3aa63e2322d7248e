"""Whether a Chinese numeral that no indicator knows is a way of speaking."""

import re

from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import expression, one_of, word_set

# Chinese numerals with these units are mostly names and rhetoric: only known activities count.
WEAK_UNITS = word_set("rejections", "weak_units")
ACTIVITY = expression(one_of("rejections", "activities"))
ONLY_ONE = expression(one_of("rejections", "only_one") + "$")

TOLD_OF = re.compile("(?:对|在|到|向|来到|进入|走进)(?:了|辖区|某)?$")
PLACES = frozenset(("家", "户", "处", "个", "名", "所", "间"))
EVENTS = frozenset(("次", "起", "件", "例", "宗"))
# 规模最大的一次, 曾因一起瞒报事故, 其中一起案件显示: of one it is told, none is counted
OUTSTANDING = re.compile("最[^，。；、]{1,6}的$")
BECAUSE_OF = re.compile("(?:曾因|因|由|源于|缘于|起因[是于])$")
TELLS = re.compile("[^，。；]{0,10}(?:显示|表明|披露|中$)")


def is_one_case(n: Numeral, around: Words, last: str) -> bool:
    """Return whether one place, person or event is told of, not counted: 对一家门店进行检查."""
    if n.kind != "chinese" or n.value != 1:
        return False
    if n.unit in EVENTS:
        of_which = BECAUSE_OF.search(around.raw) and around.after
        return bool(OUTSTANDING.search(around.raw) or of_which or TELLS.match(around.after))
    return bool(around.after) and bool(TOLD_OF.search(around.raw))


def is_rhetoric(n: Numeral, around: Words) -> bool:
    """Return whether nothing is counted: 一个企业一个层级, 两项要求."""
    if n.unit in around.rules[RATIOS] or n.value >= 20:
        return False
    if around.rules[ONLY_ONE].search(around.raw):
        return True
    if around.raw.endswith("各"):
        return False
    if n.value > 1 and around.before and not around.after:
        return False
    if n.value == 1 and "每" in around.clause:
        return True
    if n.value == 1:
        stands_last = bool(around.before) and not around.after
        return (n.unit in around.rules[WEAK_UNITS] and not stands_last) or not around.rules[ACTIVITY].search(
            around.clause
        )
    return n.unit in around.rules[WEAK_UNITS] and not around.rules[ACTIVITY].search(around.clause)
