"""How a number measures: a level, a share, a change or a rate."""

import re

from etl.engine.model import Figure
from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import expression, one_of

_direction = one_of("measure", "change_direction")
# Directly before the number: 同比增长, 下降了, 增幅为. 提升到 and 增至 name a level reached.
CHANGE = expression(rf"{_direction}(?:幅度?|率|约|近|超过?|逾|了|为|均为|均|分别|各|达到?|减负|\s){{0,9}}$")
BASE = expression(one_of("measure", "change_base"))
ONLY_DIRECTION = expression(rf"(?:同比|环比|[较比与][^，]{{1,6}})?{_direction}(?:了|约|近|超过?)?$")
SHARE = expression(one_of("measure", "share"))
AS_COUNTED = re.compile("克/|/(?:次|套|部|艘|辆|台|座|处)$")  # 出动362人/次: both count, none is a rate
TO = ("为", "到", "至")
RISEN_TO = re.compile("[增长加升高多降少][为到至]$")
MORE_DONE = re.compile(  # 比上年多办5件, 较去年少检查企业8家; not 比上年多次检查
    "[较比](?:上年|去年|上月|往年)[^，。；、0-9]{0,4}[多少](?![次方部种样元个])[一-鿿]{1,8}$"
)
# 分别是去年同期的184%
TIMES_OF_EARLIER = re.compile("[是为](?:上年|去年|上月|20[0-9]{2}年)[^，。；、]{0,12}的$")
# 空气优良天数比例: it has no whole that is counted
OF_NATURE = re.compile("(?:优良|优|达标|良好|[ⅠⅡⅢⅣ]类?)(?:天数|断面|水质|水体|空气)?比例")
RATIO_IS = re.compile("(?:比值|[数总]量比|之比)[为是达]?$")  # 复议与诉讼数量比为2.1
OF_TASK = re.compile("占[^，。；、0-9]{0,6}(?:任务|计划|目标)")  # 占年度任务的108%
FROM = re.compile("[由从][^，,。；;]{0,16}[0-9]")
FEWER_HURT = re.compile("(?:少|多|减少|增加|下降|上升)(?:死亡|受伤|伤亡|失踪|发生)$")  # 同比少2起、少死亡2人
ADDED_UP = re.compile("(?:共计|累计|总计|合计)$")  # 每日发布水情信息共计365条
BESIDE = ("", "、", "和", "及")  # between two numbers that one word governs
MAY_PER = re.compile("[均每百千万]")
PER = re.compile(
    r"(?<![0-9余多])(?:人均|户均|件均|次均|家均)(?![为已按被由无未不没得能依经全])|(?:^|[，。；、])[人户件次家]均为|案均|日均(?!值|浓度)|月均(?!值|浓度)|年均(?!值|浓度)|(?<!水)平均(?!值|浓度|线|水平)|每[千万百]|(?<![一二三四五六七八九十百千0-9余近上数几吨家])[百千万](?:人|户|件|家次|车|台|张)(?![0-9次])|每(?:(?:月|周(?![二三四五六日末])|日|天)(?!一[学课题讲考练训测、]|一[上下]午)|季度?|人|家|名|户|所|案|件|起|个(?!月)|半年)"
)


def measure_of(n: Numeral, around: Words, goes_on_from: Figure | None) -> str:
    """Return level, share, change or rate; `goes_on_from` is the figure before in the sentence."""
    if n.kind == "none":
        return "level"
    raw_before = around.raw[-14:]
    if n.unit in around.rules[RATIOS]:
        return _ratio(n, around, raw_before)
    if _is_change(n, around, raw_before, goes_on_from):
        return "change"
    if not n.unit and RATIO_IS.search(raw_before):
        return "rate"
    said = around.clause if around.before or around.after else around.earlier + around.clause
    per = MAY_PER.search(said) and PER.search(said) and not ADDED_UP.search(around.raw)
    if per and around.rules[CHANGE].search(raw_before):
        return "change"  # 审批时间平均缩短6个工作日
    if per or ("/" in n.unit and not AS_COUNTED.search(n.unit)):
        return "rate"
    return "level"


def _is_change(n: Numeral, around: Words, raw_before: str, goes_on_from: Figure | None) -> bool:
    """Whether a number that is no ratio says by how much something changed."""
    if (
        raw_before.endswith(TO)
        and RISEN_TO.search(raw_before)
        and FROM.search(around.lead, 0, len(around.lead) - 2)
    ):
        return False  # 由去年同期3件增长为61件
    if around.rules[CHANGE].search(raw_before) and (
        around.rules[BASE].search(around.lead) or raw_before.endswith(("同比", "环比"))
    ):
        return True
    if MORE_DONE.search(raw_before):
        return True
    if goes_on_from is None:
        return False
    beside = around.raw in BESIDE and not around.after
    if goes_on_from.measure == "change" and (FEWER_HURT.search(raw_before) or beside):
        return True  # 同比减少5起4人
    goes_on = goes_on_from.unit == n.unit and not around.after
    return goes_on and bool(around.rules[ONLY_DIRECTION].match(around.raw.strip()))  # 办案56件，增加12件


def _ratio(n: Numeral, around: Words, raw_before: str) -> str:
    if n.unit in ("个百分点", "百分点"):
        return "change"
    if around.rules[CHANGE].search(raw_before) or TIMES_OF_EARLIER.search(around.raw):
        return "change"
    if n.unit == "倍":
        return "change" if around.rules[BASE].search(around.lead) else "rate"
    if not around.raw and around.after.startswith("的"):
        return "share"  # 67%的事项网上办理
    if OF_TASK.search(around.clause) or OF_NATURE.search(around.raw):
        return "rate"
    if around.rules[SHARE].search(around.clause):
        return "share"
    if not around.before and around.rules[SHARE].search(around.earlier):
        return "share"  # 占案件数比例最高，达92%
    return "rate"
