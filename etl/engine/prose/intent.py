"""Numbers of what is to be done or reached: 计划招录6名, 还要派出8个督查组, 控制指标12起."""

import re

from etl.engine.prose.attach import Numeral
from etl.engine.prose.clauses import Words
from etl.engine.prose.rules import Rule
from etl.engine.rulebook import Rulebook, expression, one_of

_DEED = rf"(?!{one_of('future', 'decided')})(?:{one_of('verbs', 'verbs', '-weak')}|派)"
FUTURE = expression(
    rf"{one_of('future', 'words')}|{one_of('future', 'intends')}(?:再|新|在|于|全部|分批)?{_DEED}"
)
MAY_BE = re.compile("[可能将拟要]完成")
BY_PLAN = re.compile(r"[培轮]训$|按$")  # 轮训计划完成1期: the plan is the noun before
TURN = expression(rf"{one_of('future', 'turn')}|；|;")
# 计划检查30家，完成32家 tells of both; 将培训2期，完成检查30家 only of what is to come
TOLD_BESIDE = re.compile("计划|目标|任务|指标|预[计期]")
CONTROL = re.compile(r"控制(?:指标|目标|数)(?:数|总数)?(?:为|是|共)?(?:[0-9０-９]|$)")
TASK = re.compile(r"^(?!.*(?:完成|实际)).*(?:下达|分配|计划|年度|目标)的?(?:任务|指标)数?(?:量|为|是)?$")
ENSURE = re.compile(r"(?:确保|力保|务必)[^，。；]{0,20}$")


INTENDS = "intends"  # the sign of a sentence that holds a word of intention


def intends(rules: Rulebook, said: str) -> tuple[str, ...]:
    """Return the sign of intention, where the sentence holds a word of that."""
    return (INTENDS,) if rules[FUTURE].search(said) else ()


def _intended(n: Numeral, around: Words, last: str) -> bool:
    """Whether a word of intention governs the number: none turned back to what was done after it."""
    since, word = -1, ""
    for match in around.rules[FUTURE].finditer(around.lead):
        names_rate = around.lead.startswith("率", match.end())  # 计划完成率
        if not (names_rate or BY_PLAN.search(around.lead, max(0, match.start() - 2), match.start())):
            since, word = match.end(), match[0]
    if since < 0:
        return False
    told = MAY_BE.sub("", around.lead[since:])
    return not around.rules[TURN].search(told if TOLD_BESIDE.search(word) else told.replace("完成", ""))


def _control_figure(n: Numeral, around: Words, last: str) -> object:
    return CONTROL.search(around.clause)


def _task(n: Numeral, around: Words, last: str) -> object:
    return TASK.match(around.clause)


def _ensured(n: Numeral, around: Words, last: str) -> object:
    return ENSURE.search(around.clause)


INTENDED = Rule("intended", "future", _intended, signs=frozenset((INTENDS,)))
TARGETS = (
    Rule("control_figure", "threshold", _control_figure, signs=frozenset("控")),
    Rule("task_set", "future", _task, signs=frozenset("目任指")),
    Rule("to_be_ensured", "future", _ensured, approx=("at_least",)),
)
