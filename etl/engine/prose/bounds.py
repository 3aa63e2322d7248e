"""Numbers that bound a kind or compare a size, and count nothing: 超限75吨以上, 满10人, 相当于200万人."""

import re

from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.clauses import Words
from etl.engine.prose.rules import Rule

BOUNDS = ("at_least", "at_most")
LIKENED = re.compile(r"(?:相当于|等同于|好比|堪比|足够|可供)[^，。；、]{0,6}$")
FILLED = re.compile("(?<![圆完美])满$")
LOADED = re.compile(
    r"(?:超限|超载|超重|超速|超员|超高|超长|超宽|总重|总重量|总质量|轴重|核载|限载|荷载)(?:率|幅度)?(?:超过?|达到?|在|为)?$"
)
# What a road, a lift, a licence allows, and what one driver had: of one case, not of the work
ALLOWED = re.compile("(?:核载|限载|限速|限高|限重|限宽|限长|实载|核定载客|实际载客|含量(?:超过|大于|达到?))$")
OF_EVERY = re.compile("每$")
PICKED = re.compile("每[0-9０-９]{1,4}[^，。；]{0,6}[抽选派配设]")
SPEAKS = re.compile("[^，。；]{0,12}(?:表示|告诉|坦言|透露|介绍说|说$)")
OF_KIND = re.compile(
    r"(?:及?以[上下])?的?[小中大微重轻]{0,2}型?(?:普通|营运|载货|载客)?"
    r"(?:货车|客车|汽车|卡车|车辆|乘用车|商务车|面包车|渔船|船舶|锅炉|起重机|储罐)"
)
BODIES = re.compile(
    r"[0-9０-９一二三四五六七八九十]个(?:[县市区州省镇乡]|街道|分局|支队|大队|地区|部门|单位|设区市|市州)[^，。；、]{0,18}$"
)
# 一年内3次以上被投诉的企业: which ones
BEFALLING = re.compile("(?:被|受到?|发生|存在|违反|逾期|拒不)[^，。；、]{1,12}的")
ADDED_UP = re.compile("[共总]|累计|合计")
# 年度考核目标浓度不高于34微克: what was to be reached
TARGET = re.compile("(?:目标|指标|考核|要求|标准|限值)[^，。；、]{0,12}不[高低超少多大小][于过]$")
# 从业人员在20人或面积在500平方米以上的: which places
ALTERNATIVE = re.compile("或者?[^，。；、]{0,12}(?:在|达到?|超过?|高于|大于|不少于|不低于)$")


def _likened(n: Numeral, around: Words, last: str) -> object:
    return n.unit not in around.rules[RATIOS] and LIKENED.search(around.raw)


def _filled(n: Numeral, around: Words, last: str) -> object:
    return FILLED.search(around.raw)


def _loaded_beyond(n: Numeral, around: Words, last: str) -> object:
    """超限75吨以上或100%的车辆: which vehicles."""
    if last == "threshold" and around.raw in ("或", "或者"):
        return True
    bounded = n.approx in BOUNDS or around.after.startswith("的")
    return bounded and LOADED.search(around.raw)


def _allowed(n: Numeral, around: Words, last: str) -> object:
    if n.unit == "分":
        return around.raw.endswith(("记", "记满"))  # 驾驶证记12分
    return ALLOWED.search(around.raw)


def _target(n: Numeral, around: Words, last: str) -> object:
    return TARGET.search(around.raw)


def _alternative(n: Numeral, around: Words, last: str) -> object:
    return ALTERNATIVE.match(around.after) and around.raw.endswith(("在", "达", "达到", "于", "超", "过"))


def _of_every(n: Numeral, around: Words, last: str) -> object:
    """每10家抽查1家: neither is a count."""
    every = n.value > 1 and n.kind != "chinese" and OF_EVERY.search(around.raw)
    return every or (last == "rate_base" and PICKED.search(around.clause))


def _speaks(n: Numeral, around: Words, last: str) -> object:
    """一名执法人员告诉记者: who is quoted."""
    return n.kind == "chinese" and n.value < 10 and SPEAKS.match(around.after)


def _kind_by_size(n: Numeral, around: Words, last: str) -> object:
    return OF_KIND.match(around.after)


def _told_of_some(n: Numeral, around: Words, last: str) -> object:
    """青禾县等9个县收到申请超过40件: which they are; 9个县共收到 adds them up."""
    return BODIES.search(around.clause) and not ADDED_UP.search(around.clause)


def _befell_often(n: Numeral, around: Words, last: str) -> object:
    return BEFALLING.match(around.after)


BOUNDING = (
    Rule("likened", "rhetoric", _likened, signs=frozenset("当同比供够")),
    Rule("filled", "threshold", _filled, signs=frozenset("满")),
    Rule("loaded_beyond", "threshold", _loaded_beyond, ("吨", "%", "％", "公斤", "千克", "公里", "米")),
    Rule(
        "allowed",
        "threshold",
        _allowed,
        ("人", "名", "公里", "吨", "米", "毫克", "克", "分"),
        signs=frozenset("载限含记"),
    ),
    Rule("target", "threshold", _target, signs=frozenset("不")),
    Rule("alternative", "threshold", _alternative, signs=frozenset("或")),
    Rule("of_every", "rate_base", _of_every, signs=frozenset("每")),
    Rule("speaks", "rhetoric", _speaks, ("名", "位", "家", "个", "户"), signs=frozenset("示诉言露说")),
    Rule("kind_by_size", "threshold", _kind_by_size, ("座", "吨", "吨位", "千瓦", "米")),
    Rule("befell_often", "threshold", _befell_often, ("次", "起", "件", "例"), BOUNDS),
    Rule("told_of_some", "threshold", _told_of_some, approx=BOUNDS, signs=frozenset("个")),
)
