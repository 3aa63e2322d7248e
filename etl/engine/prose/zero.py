"""Statements of none: 未收到申请, 零复议, 没有被撤销的情形. The value is 0, the negating word is printed."""

import re
from decimal import Decimal

from etl.engine.matches import sure
from etl.engine.prose.attach import Numeral
from etl.engine.rulebook import Made, Rulebook, expression, headed, one_of

_OBJECTS = headed("zero", "objects")
UNIT_OF = Made(lambda rules: {word: unit for unit, words in rules[_OBJECTS].items() for word in words})
OBJECT = expression(one_of("zero", "objects"))
NOT_ZERO = expression(one_of("zero", "not_zero"))
COUNTED = expression(rf"{one_of('zero', 'counted')}$")
CLAUSE = re.compile(r"[^，,；;。！？\n]{0,60}")
ABOUT = re.compile("针对|因|涉及|关于|由|对|经|任何|被")  # 无针对本机关信息公开的行政复议
BARE = frozenset(("无", "没有"))
FOUND_ONLY = frozenset(("问题", "隐患"))  # 未发现问题 states none; 没有问题 is a way of speaking
FUTURE_OR_IF = re.compile(r"确保|防止|避免|杜绝|力争|如果|如|若|一旦|对|的$")

# 近年来未收到复议申请: of more years than the one that is told of
OF_YEARS = re.compile(
    "(?:连续[0-9两二三四五六七八九十]{1,2}个?年|近(?:几|[两三四五]|[0-9]{1,2})?年|历年|多年|长期以|成立以|从)"
    "来?[^。；;\n]{0,24}$"
)
# 有5家全年未办理一件案件: none with some of the bodies, not altogether
OF_SOME = re.compile("有[0-9０-９一二三四五六七八九十两]{1,3}(?:个|家|名|人|户)[^，。；、0-9０-９]{0,10}$")
SINCE = 30  # characters before the words in which they may say of which years


def read_none(rules: Rulebook, text: str, start: int, end: int) -> Numeral | None:
    """Return a statement of none at `text[start:end]`, or None where the words state something else."""
    printed = text[start:end]
    if printed[0] == "零":
        unit = "起" if printed.endswith(("事故", "发生", "伤亡", "死亡")) else "件"
        return Numeral(start, end, Decimal(0), unit, kind="none")
    if rules[NOT_ZERO].match(text, start) or printed == "没":
        return None
    clause = sure(CLAUSE.match(text, end))[0]
    found = _object(rules, text, start, printed, clause)
    if found is None or _is_condition(text, start, clause):
        return None
    if found[0] in FOUND_ONLY and (not printed.endswith("发现") or found.start() > 6):
        return None
    counted = rules[COUNTED].search(printed)
    unit = counted[0][-1] if counted else rules[UNIT_OF][found[0]]
    return Numeral(start, end, Decimal(0), unit, kind="none")


def _object(rules: Rulebook, text: str, start: int, printed: str, clause: str) -> re.Match | None:
    """Return what there is none of: it follows, but for a bare 无 at the end (行政强制措施无)."""
    found = rules[OBJECT].search(clause[:8] if printed in BARE and not ABOUT.match(clause) else clause)
    if found is None and printed == "无" and not clause:
        return rules[OBJECT].search(text, max(0, start - 10), start)
    return found


def _is_condition(text: str, start: int, clause: str) -> bool:
    before = text[max(0, start - 6) : start]
    since = max(0, start - SINCE)
    if OF_YEARS.search(text, since, start) or OF_SOME.search(text, since, start):
        return True
    return bool(FUTURE_OR_IF.search(before)) or clause.endswith(("的企业", "的单位", "的，"))
