"""Numbers that a rule, a plan, a rota or a prize sets, and that count nothing done: 周边100米内."""

import re

from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.clauses import Words
from etl.engine.prose.rules import Rule

# 两名执法人员以上到场: the bound stands behind the noun
BOUND_BEHIND = re.compile("[^，。；、]{0,8}[员人师工警]以上")
LENGTHS = ("米", "公里", "千米", "km", "里", "厘米", "海里")
# 校门外200米, 距岸不足50米, 以南约7海里处海域: where something is
AROUND = re.compile(
    "(?:周边|周围|四周|半径|方圆|以[东南西北外]|[东南西北]侧|外侧?|(?:距|间隔|(?<![隔撤脱偏])离)[^，。；、]{0,8})(?:约|为|各|仅|不足|不到|不满)*$"
)
ZONE = re.compile("(?:的?范围|之?内|以?外|处|禁区|远|半径)")
CLEARANCE = re.compile(
    "(?:高度|宽度|厚度|深度|净空|层高|跨度)[^，。；、]{0,6}(?:不[低少小高大短][于过]|大于|小于|至少)$"
)
# 《规划》确定的38项任务: what a paper lists
LISTED = re.compile(
    "》(?:[（(][^（）()]{0,20}[）)])?[所中]?(?:确定|明确|规定|部署|提出|列出|要求|载明|列明|安排)的[^，。；]{0,16}$"
)
HONOURED = re.compile(
    "(?:被|获)?(?:评为|评定为|授予|跻身|挤进|进入前|位列|位居|排名|名列|荣获|获评|蝉联|入围)"
)
# 按每季度1次的频率, 按每台2人配备
ROTA = re.compile("按照?每[^，。；、]{0,6}$")
BY_RULE = re.compile("按照?[^，。；、]{0,10}$")
SET_AS = re.compile("的(?:频率|频次|节奏|标准|要求|比例|原则)|(?:统计|计算|计数|计入|折算|认定)")
PASSED = re.compile("[^，。；、]过$")
# 举报最高奖励5万元, 鉴定费动辄上万元: what may be
MAY_COST = re.compile("(?:最高|最多)(?:可|将)?(?:奖励?|给予|补贴|补助|获得?)$|动辄$")
TARIFF = re.compile(
    "(?:税率|费率|利率|征收率|缴存比例|缴费比例)(?:统一|已|再)?(?:由|从|降|下调|上调|调整|为)"
)
ASSIGNED = re.compile(
    "每(?:人|名|位|组|个?[^，。；、0-9]{1,6})(?:包|包保|包联|联系|结对|挂钩|挂联|对接|分包|认领)$"
)
OR_MORE = re.compile("(?:超过?|逾|满|达到?|不足|低于|高于|大于|多于|少于)[^，。；、]{0,16}或者?$")

# 并处两种以上处罚的算1宗; 精确到小数点后两位
COUNTED_AS = re.compile("(?:算|算作|算为|计为|视为|视同|作为|折算为)$")
DECIMALS = "小数点后"
GOAL = re.compile("(?:目标|任务|指标)(?:数|量)?的[0-9０-９]")  # 完成5000家目标的110%
SET_GOAL = re.compile("的(?:年度|全年|既定|总体)?(?:目标|任务|指标)(?!值)")  # 年初定下的清欠1000万元的任务
GOAL_OF = re.compile("(?:目标|任务|计划)(?:量|数)?$")  # 完成任务12万平方米的116%
REACHED_IT = re.compile("完成|实现|达到|超额")
# 七成问题靠服务解决，两成用管理手段解决
SHARE_OF_EFFORT = re.compile("(?:用于|用在|的?(?:精力|时间|功夫)|(?:的?问题)?(?:靠|用[^，。；]{1,8}手段))")
GOALS = frozenset("目任指")  # 目标, 任务, 指标


def _bound_behind(n: Numeral, around: Words, last: str) -> object:
    return n.value < 10 and BOUND_BEHIND.match(around.after)


def _zone(n: Numeral, around: Words, last: str) -> object:
    return AROUND.search(around.raw) or ZONE.match(around.after)


def _clearance(n: Numeral, around: Words, last: str) -> object:
    return CLEARANCE.search(around.raw)


def _listed(n: Numeral, around: Words, last: str) -> object:
    return LISTED.search(around.lead) and "完成" not in around.clause


def _honoured(n: Numeral, around: Words, last: str) -> object:
    return HONOURED.match(around.after)


def _rota(n: Numeral, around: Words, last: str) -> object:
    return ROTA.search(around.raw) or (SET_AS.match(around.after) and BY_RULE.search(around.raw))


def _passed(n: Numeral, around: Words, last: str) -> object:
    """执法总量过5万件的部门: which ones."""
    return around.after.startswith("的") and PASSED.search(around.raw)


def _may_cost(n: Numeral, around: Words, last: str) -> object:
    return MAY_COST.search(around.raw)


def _tariff(n: Numeral, around: Words, last: str) -> object:
    return n.unit in around.rules[RATIOS] and TARIFF.search(around.clause)


def _assigned(n: Numeral, around: Words, last: str) -> object:
    """由局领导每人包3户: who sees to what."""
    return ASSIGNED.search(around.raw)


def _or_more(n: Numeral, around: Words, last: str) -> object:
    """超过3个月或60课时的: which ones."""
    return around.after.startswith("的") and OR_MORE.search(around.raw)


def _goal_to_reach(n: Numeral, around: Words, last: str) -> object:
    if SET_GOAL.match(around.after) and not REACHED_IT.search(around.clause):
        return True
    if around.after == "的" and GOAL_OF.search(around.raw):
        return True
    return around.after.startswith(("目标的", "任务的", "指标的")) or GOAL.match(around.after)


def _way_of_counting(n: Numeral, around: Words, last: str) -> object:
    return around.raw.endswith(DECIMALS) or (n.value == 1 and COUNTED_AS.search(around.raw))


def _share_of_effort(n: Numeral, around: Words, last: str) -> object:
    return n.unit in around.rules[RATIOS] and SHARE_OF_EFFORT.match(around.after)


NORMS = (
    Rule("goal_to_reach", "threshold", _goal_to_reach, signs=GOALS),
    Rule("bound_behind", "threshold", _bound_behind, ("名", "人", "位", "个"), signs=frozenset("上")),
    Rule("zone", "threshold", _zone, LENGTHS),
    Rule("clearance", "threshold", _clearance, LENGTHS),
    Rule("listed_in_paper", "plan_part", _listed, ("项", "个", "条", "类"), signs=frozenset("》")),
    Rule("times_honoured", "rank", _honoured, ("次", "度")),
    Rule("rota", "threshold", _rota, signs=frozenset("按")),
    Rule("passed", "threshold", _passed, signs=frozenset("过")),
    Rule("may_cost", "threshold", _may_cost, ("元",)),
    Rule("tariff", "external", _tariff, signs=frozenset("率比")),
    Rule("assigned_each", "threshold", _assigned, signs=frozenset("每")),
    Rule("or_more", "threshold", _or_more, signs=frozenset("或")),
    Rule("way_of_counting", "threshold", _way_of_counting, signs=frozenset("算计视作后")),
    Rule("share_of_effort", "slogan_or_name", _share_of_effort, signs=frozenset("靠用精时功")),
)
