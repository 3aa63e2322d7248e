"""Why a number with a counter is no figure after all, judged from its sentence."""

import re

from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.clauses import Words
from etl.engine.prose.lexicon import one_of

FUTURE = re.compile(one_of("future", "words"))
MAY_BE = re.compile("[可能将拟要]完成")
BY_PLAN = re.compile("[培轮]训$|按$")  # 轮训计划完成1期: the plan is the noun before
TURN = re.compile(rf"{one_of('future', 'turn')}|；|;")
PLAN_PART = re.compile(
    rf"的?(?:重要|主要|具体|方面|关键|专项|重点|行业领域|行业|硬|创新|改革)?"
    rf"{one_of('rejections', 'plan_nouns')}"
    r"(?:落实|建设|推进|部署|实施|要求)?(?:$|[，、。；）)的和])"
)
PLAN_NOUN = re.compile(one_of("rejections", "plan_nouns"))
STRUCTURE = re.compile(rf"{one_of('rejections', 'structure_nouns')}(?:$|[，、。；）)的和])")
STRUCTURE_LEAD = re.compile(rf"{one_of('rejections', 'structure_lead')}$")
EXTERNAL = re.compile(one_of("rejections", "external_lead"))
BACKGROUND = re.compile(r"其中|面积|总?面积|共有|现有")
STREAK = re.compile(rf"{one_of('rejections', 'streak_lead')}$")
RED_LINE = re.compile(r"[^，。]{0,8}(?:红线|控制线|要求|标准|目标|台阶|大关|门槛)(?!化|制|的)")
OF_WHICH = re.compile("的(?:有|为|是)")
RANK = re.compile(r"(?:前|列第|第|倒数)$")
STANDARD = re.compile(one_of("rejections", "threshold_context"))
REQUIRED = re.compile(
    r"每(?:年|月|季度?|半年|周|天|日|次|人|家|名|个)[^，。；]{0,12}(?:不少于|不低于|至少|不得|不超过)"
)
# 达到省局要求的95%, 处2万元以上罚款, 控制指标12起: what is asked for, not what was reached
ASKED = re.compile(
    r"(?:要求|规定|标准|设定|确定|下达|明确|法定)的$|(?:比例|比率|率|数量|金额)(?:不低于|不得低于|不少于)$"
)
FINED = re.compile(r"(?:的|可|应|并|单?)处(?:以)?$|罚款(?:幅度|标准|额度)为?$")
CONTROL = re.compile(r"控制(?:指标|目标|数)(?:数|总数)?(?:为|是|共)?(?:[0-9０-９]|$)")
TASK = re.compile(r"^(?!.*(?:完成|实际)).*(?:下达|分配|计划|年度|目标)的?(?:任务|指标)数?(?:量|为|是)?$")
ENSURE = re.compile(r"(?:确保|力保|务必)[^，。；]{0,20}$")
SHARE_OF_EFFORT = re.compile(r"(?:靠|用于|用在|的?(?:精力|时间|功夫))")
DEPARTMENTS = re.compile(
    r"(?:[市县区省]级|相关|有关|市直|区直|县直|成员|职能|主管|行业|监管)*(?:省份|省区市|设区市|地市|方面|部分|重点行业|行业领域|部门|委办局|成员单位|科室|局办)"
)
OF_A_RATE = re.compile(r"[率比度](?:在|达到?|超过?|高于|低于|为)?$")
MOVED = re.compile(r"(?:前移|上升|提升|进位|后移|下降|上移|前进)$")
ORDINAL_UNITS = frozenset(("名", "位", "个", "批", "家"))


def reason_in_sentence(n: Numeral, around: Words, in_list: bool, last_reason: str) -> str:
    """Return a key of REASONS, or "" where the number is a figure."""
    if n.kind == "none":
        return ""
    if _in_future(around.lead):
        return "future"
    before = around.before
    if STREAK.search(before):
        return "streak"
    if n.unit in ORDINAL_UNITS and RANK.search(before):
        return "rank"
    if n.unit in ("位", "名") and MOVED.search(before):
        return "rank"
    if _is_threshold(n, around):
        return "threshold"
    if EXTERNAL.search(before) or (last_reason == "external" and BACKGROUND.match(around.raw)):
        return "external"
    if around.in_bracket and last_reason in ("external", "structure"):
        return last_reason
    if RED_LINE.match(around.after) or CONTROL.search(around.clause):
        return "threshold"
    if TASK.match(around.clause) or (n.approx == "at_least" and ENSURE.search(around.clause)):
        return "future"
    if n.unit in RATIOS and SHARE_OF_EFFORT.match(around.after):
        return "slogan_or_name"
    if in_list:
        return ""
    if n.unit not in RATIOS and _is_part_of_plan(n, around):
        return "plan_part"
    if _is_structure(n, around):
        return "structure"
    return ""


def _in_future(lead: str) -> bool:
    """Whether a word of intention governs the number: none turned back to what was done after it."""
    last = -1
    for match in FUTURE.finditer(lead):
        if not BY_PLAN.search(lead, max(0, match.start() - 2), match.start()):
            last = match.end()
    return last >= 0 and not TURN.search(MAY_BE.sub("", lead[last:]))


def _is_threshold(n: Numeral, around: Words) -> bool:
    if (
        STANDARD.search(around.clause)
        or REQUIRED.search(around.clause)
        or (n.approx == "at_least" and around.touches_number)
    ):
        return True
    if (
        n.approx in ("at_least", "at_most")
        and around.after.startswith("的")
        and (n.unit not in RATIOS or OF_WHICH.match(around.after))
    ):
        return True
    if not n.unit and around.after.startswith(("以上的", "以下的", "以内的")):
        return True
    if around.modifies and n.unit == "元" and n.approx in ("at_least", "at_most"):
        return True
    if n.unit in RATIOS and ASKED.search(around.raw):
        return True
    if n.unit == "元" and n.approx in ("at_least", "at_most", "range") and FINED.search(around.raw):
        return True
    if n.unit in RATIOS and n.approx in ("at_least", "at_most") and OF_A_RATE.search(around.raw):
        return around.after.startswith("的")
    if n.approx in ("at_least", "at_most") and around.follows_bracket and not around.in_bracket:
        return True  # 山东（10亿元）、河南（9亿元）罚款超5亿元
    return n.approx == "at_least" and n.value < 10 and n.unit in ("名", "人", "个") and bool(around.after)


def _is_part_of_plan(n: Numeral, around: Words) -> bool:
    pattern = PLAN_NOUN if n.kind == "chinese" else PLAN_PART
    return n.unit in ("个", "项", "条", "类", "大") and bool(pattern.match(around.after)) and n.value < 100


def _is_structure(n: Numeral, around: Words) -> bool:
    if n.unit not in ("个", "家", "名", "人", "支"):
        return False
    return bool(STRUCTURE.match(around.after) or DEPARTMENTS.match(around.after)) or (
        not around.after and bool(STRUCTURE_LEAD.search(around.before))
    )
