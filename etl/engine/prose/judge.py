"""Why a number with a counter is no figure after all, judged from its sentence."""

import re

from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.bounds import BOUNDING, BOUNDS
from etl.engine.prose.clauses import Words
from etl.engine.prose.intent import INTENDED, INTENDS, TARGETS, intends
from etl.engine.prose.norms import NORMS
from etl.engine.prose.rhetoric import EVENTS, PLACES, is_one_case
from etl.engine.prose.rules import COUNTS, Rule, Rules, Ruling, near
from etl.engine.rulebook import Rulebook, expression, one_of

PLAN_PART = expression(
    rf"的?(?:重要|主要|具体|方面|关键|专项|重点|行业领域|行业|硬|创新|改革)?"
    rf"{one_of('rejections', 'plan_nouns')}"
    r"(?:落实|建设|推进|部署|实施|要求)?(?:$|等|[，、。；）)的和])"
)
PLAN_NOUN = expression(rf"{one_of('rejections', 'plan_nouns')}|[一-鿿]{{2,4}}(?:措施|举措|机制|制度)")
STRUCTURE = expression(
    rf"{one_of('rejections', 'structure_nouns')}(?:$|[，、。；）)的和均全都共已新收查处立办])"
)
STRUCTURE_LEAD = expression(rf"{one_of('rejections', 'structure_lead')}$")
EXTERNAL = expression(one_of("rejections", "external_lead"))
BACKGROUND = re.compile(r"其中|面积|总?面积|共有|现有")
STREAK = expression(rf"{one_of('rejections', 'streak_lead')}$")
RED_LINE = re.compile(r"[^，。]{0,8}(?:红线|控制线|(?<![按照])要求|标准|目标|台阶|大关|门槛)(?!化|制|的)")
AMONG = re.compile(
    "[^，。；]{0,12}(?:[中里内][由从]?(?:排|列|居|第)|[中里内]?(?:排名|位列|位居|名列)|(?:评比|评选|考核|竞赛|测评)[中里内])"
)
# 资质、台账等6项内容; 设站、劝导等13项安保措施
OPEN_LIST = re.compile(
    "(?:内容|制度|机制|方面|指标|重点|环节|要素|事项|领域|类别)|[^，。；、]{0,10}(?:措施|举措|做法|方式|渠道|途径|形式)"
)
AREA = re.compile(r"(?:总|占地|辖区?|国土|行政|区域|地域|规划|建成区|陆地|水域)面积(?:为|达|约|共|\s)*$")
RANK = re.compile(r"(?:前|列第|第|倒数)$")
TEAM = re.compile("(?:专项|联合|综合|重点)?(?:检查|督查|督导|督察|执法|巡查|暗访|工作)(?:小)?(?:组|队)")
STANDARD = expression(one_of("rejections", "threshold_context"))
REQUIRED = re.compile(
    r"每(?:年|月|季度?|半年|周|天|日|次|人|家|名|个)[^，。；]{0,12}(?:不少于|不低于|至少|不得|不超过)"
)
# 达到省局要求的95%, 处2万元以上罚款, 控制指标12起: what is asked for, not what was reached
ASKED = re.compile(
    r"(?:要求|规定|标准|设定|确定|下达|明确|法定)的$|(?:比例|比率|率|数量|金额)(?:不低于|不得低于|不少于)$"
)
FINED = re.compile(r"(?:的|可|应|并|单?)处(?:以)?$|罚款(?:幅度|标准|额度)为?$")
# 面临3万元以上10万元以下罚款, of which the second begins at once; 作出60余万元罚款 were imposed
THREATENED = re.compile("^$|(?:(?<![共计])处以?|面临|受到|承担|[可将]被?)$")
POPULATION = re.compile("口(?![子头述服])")  # 30万人口, not 3人口头警告
# 三家合计占八成: those just named
JUST_NAMED = re.compile("(?:合计|共|总计|总共)占")
DEPARTMENTS = re.compile(
    r"(?:[市县区省]级|相关|有关|市直|区直|县直|成员|职能|主管|行业|监管)*(?:省份|省区市|设区市|地市|方面|部分|重点行业|行业领域|部门|委办局|成员单位|科室|局办)"
)
OF_A_RATE = re.compile(r"[率比度](?:在|达到?|超过?|高于|低于|为)?$")
MOVED = re.compile(r"(?:前移|上升|提升|进位|后移|下降|上移|前进|(?:排名|位次|名次)[由从])$")
COUNTS_IN_BRACKET = re.compile("[（(][^（）()]{0,20}[0-9０-９][^0-9０-９（）()]{1,8}[）)]$")
PAPER = re.compile("(?:日|当前版|版面|[报刊]》?)$")
ORDINAL_UNITS = frozenset(("名", "位", "个", "批", "家"))
PERSONS_AND_BODIES = frozenset(("个", "家", "名", "人", "支"))


def signs_in(rules: Rulebook, said: str) -> int:
    """Return what of a sentence decides which rules are asked of its numerals."""
    return near((*SIGN.findall(said), *intends(rules, said)))


def judged(n: Numeral, around: Words, signs: int, in_list: bool, last: str) -> Ruling:
    """Return why `n` is no figure after all, or COUNTS.

    `signs`: those in its sentence; `in_list`: it shares its subject with others, so that its own words do not
    say what it is of; `last`: the reason of the numeral before it in the sentence.
    """
    if n.kind == "none":
        return COUNTS
    rules = ANYWHERE if in_list else ALL
    return rules.decide(n.unit, n.approx, signs, n, around, last)


def _after_streak(n: Numeral, around: Words, last: str) -> object:
    return around.rules[STREAK].search(around.before)


def _in_order(n: Numeral, around: Words, last: str) -> object:
    return RANK.search(around.before)


def _moved_up(n: Numeral, around: Words, last: str) -> object:
    return MOVED.search(around.before)


def _standard_in_clause(n: Numeral, around: Words, last: str) -> object:
    said = around.clause if n.approx in BOUNDS else around.clause.replace("处以罚款", "")
    return not (n.unit != "元" and "并处" in said) and around.rules[STANDARD].search(said)


def _required_each_time(n: Numeral, around: Words, last: str) -> object:
    return REQUIRED.search(around.clause)


def _lower_end(n: Numeral, around: Words, last: str) -> bool:  # 五万元以上十万元以下
    return around.touches_number


def _bound_of_kind(n: Numeral, around: Words, last: str) -> bool:  # 5万元以上的案件: which ones
    of_which = ("的有", "的为", "的是") if n.unit in around.rules[RATIOS] else "的"
    return around.after.startswith(of_which)


def _bare_bound(n: Numeral, around: Words, last: str) -> bool:
    return around.after.startswith(("以上的", "以下的", "以内的"))


def _bound_of_amount(n: Numeral, around: Words, last: str) -> bool:
    return around.modifies


def _asked_for(n: Numeral, around: Words, last: str) -> object:
    return n.unit in around.rules[RATIOS] and ASKED.search(around.raw)


def _fine_by_law(n: Numeral, around: Words, last: str) -> object:
    threatened = around.after.startswith(("罚款", "的罚款")) and THREATENED.search(around.raw)
    return threatened or FINED.search(around.raw)


def _bound_of_rate(n: Numeral, around: Words, last: str) -> bool:
    return _bounds_rate(n, around) and around.after.startswith("的")


def _bound_after_bracket(n: Numeral, around: Words, last: str) -> bool:  # 甲省（9亿元）罚款超5亿元
    said = around.lead[: len(around.lead) - len(around.raw)]
    follows = not around.in_bracket and said.endswith(("）", ")")) and COUNTS_IN_BRACKET.search(said)
    return bool(follows) and not _bounds_rate(n, around)


def _few_people(n: Numeral, around: Words, last: str) -> bool:  # 两名以上执法人员 is the law's
    return n.value < 10 and bool(around.after)


def _bounds_rate(n: Numeral, around: Words) -> bool:
    return n.unit in around.rules[RATIOS] and n.approx in BOUNDS and bool(OF_A_RATE.search(around.raw))


def _background(n: Numeral, around: Words, last: str) -> object:
    return around.rules[EXTERNAL].search(around.before)


def _more_background(n: Numeral, around: Words, last: str) -> object:
    return last == "external" and BACKGROUND.match(around.raw)


def _in_bracket_of(n: Numeral, around: Words, last: str) -> str:
    return last if around.in_bracket and last in ("external", "structure") else ""


def _red_line(n: Numeral, around: Words, last: str) -> object:
    return RED_LINE.match(around.after)


def _part_of_plan(n: Numeral, around: Words, last: str) -> object:
    pattern = around.rules[PLAN_NOUN] if n.kind == "chinese" else around.rules[PLAN_PART]
    return n.value < 100 and not TEAM.match(around.after) and pattern.match(around.after)


def _makes_up(n: Numeral, around: Words, last: str) -> object:
    if n.kind == "chinese" and not around.raw and JUST_NAMED.match(around.after):
        return True
    return around.rules[STRUCTURE].match(around.after) or DEPARTMENTS.match(around.after)


def _has_below(n: Numeral, around: Words, last: str) -> object:
    return not around.after and around.rules[STRUCTURE_LEAD].search(around.before)


def _field_of_rank(n: Numeral, around: Words, last: str) -> object:
    return "在" in around.raw[-3:] and AMONG.match(around.after)  # 在全市27个部门排名第1


def _size_of_area(n: Numeral, around: Words, last: str) -> object:
    return AREA.search(around.raw)


def _population(n: Numeral, around: Words, last: str) -> object:
    return POPULATION.match(around.after)


def _newspaper_page(n: Numeral, around: Words, last: str) -> object:
    return not around.before or PAPER.search(around.before)


def _closes_open_list(n: Numeral, around: Words, last: str) -> object:
    closes = around.raw.endswith("等") and n.value < 100
    return closes and (n.unit in ("类", "种") or OPEN_LIST.match(around.after))


REACHED = frozenset("线求准标阶关槛")  # 红线, 要求, 标准, 目标, 台阶, 大关, 门槛

ANYWHERE = Rules(
    Rule("field_of_rank", "rank", _field_of_rank, signs=frozenset("在")),
    Rule("size_of_area", "external", _size_of_area, ("平方公里", "公顷", "平方千米")),
    Rule("population", "external", _population, ("人",)),
    Rule("newspaper_page", "code", _newspaper_page, ("版",)),
    Rule("closes_open_list", "plan_part", _closes_open_list, ("个", "项", "类", "种"), signs=frozenset("等")),
    INTENDED,
    Rule("years_running", "streak", _after_streak),
    Rule("place_in_order", "rank", _in_order, ORDINAL_UNITS, signs=frozenset("前第数")),
    Rule("places_moved", "rank", _moved_up, ("位", "名"), signs=frozenset("移升位降进排名")),
    Rule("standard_in_clause", "threshold", _standard_in_clause),
    Rule("required_each_time", "threshold", _required_each_time, signs=frozenset("每")),
    Rule("lower_end", "threshold", _lower_end, approx=("at_least",)),
    Rule("bound_of_kind", "threshold", _bound_of_kind, approx=BOUNDS),
    *BOUNDING,
    *NORMS,
    Rule("bare_bound", "threshold", _bare_bound, ("",), signs=frozenset("以")),
    Rule("bound_of_amount", "threshold", _bound_of_amount, ("元",), (*BOUNDS, "range")),
    Rule("asked_for", "threshold", _asked_for, signs=frozenset("求定准达确不")),
    Rule("fine_by_law", "threshold", _fine_by_law, ("元",), (*BOUNDS, "range")),
    Rule("bound_of_rate", "threshold", _bound_of_rate, approx=BOUNDS),
    Rule("bound_after_bracket", "threshold", _bound_after_bracket, approx=BOUNDS, signs=frozenset("）)")),
    Rule("few_people", "threshold", _few_people, ("名", "人", "个"), ("at_least",)),
    Rule("one_case", "rhetoric", is_one_case, PLACES | EVENTS),
    Rule("background", "external", _background),
    Rule("more_background", "external", _more_background, signs=frozenset("中积有")),
    Rule("in_bracket_of", "", _in_bracket_of, signs=frozenset("（(")),
    Rule("red_line", "threshold", _red_line, signs=REACHED),
    *TARGETS,
)
OUTSIDE_LISTS = Rules(
    Rule("part_of_plan", "plan_part", _part_of_plan, ("个", "项", "条", "类", "大")),
    Rule("makes_up_area", "structure", _makes_up, PERSONS_AND_BODIES),
    Rule("has_below_it", "structure", _has_below, PERSONS_AND_BODIES),
)
ALL = Rules(*ANYWHERE, *OUTSIDE_LISTS)
SIGN = re.compile(f"[{''.join(map(re.escape, sorted(ALL.signs - {INTENDS})))}]")
