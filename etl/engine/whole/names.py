"""What the words of a candidate single out: nothing for 共检查企业30家, 旅行社 for 检查旅行社12家次."""

import re

from etl.engine.initials import searched
from etl.engine.model import Figure, ReportContext
from etl.engine.prose.agencynames import area_names
from etl.engine.prose.attach import Numeral
from etl.engine.prose.before import without_agency
from etl.engine.prose.clauses import DONE, Words, words_around
from etl.engine.prose.parts import LONGEST, SAME_NAME, part_name
from etl.engine.rulebook import Made, Rulebook, expression, one_of, word_set
from etl.engine.whole.trades import is_trade_told, without_trade

# who speaks, and where: 我委, 该局, 上海各级
WHO = (
    rf"[我本该全各](?:省|市|区|县|州|局|委|厅|镇|乡|街道|队|中心|院|站)|{one_of('scope', 'provinces')}"
    "|我们|[省市县区州]?本级|(?:两级|各级)?人民法院|复议(?:机关|机构|局)"
)
GENERIC = expression(rf"(?<!公)(?!投入品)(?:{one_of('whole', 'generic')}|{WHO})")  # 公共场所 is one kind
# in the report of an area the name of a trade is one of many: 查处环境违法案件17起
GENERIC_OF_AREA = expression(rf"(?<!公)(?!投入品)(?:{one_of('whole', 'generic', '-trades')}|{WHO})")
HAS_DATE = re.compile("[年月日季来]")
DATES = re.compile(
    r"^年(?:度|[末底初内中])?|[^，。；：、]{0,99}(?:20[0-9]{2}年度?|前?[0-9一二三四五六七八九十]{1,2}个?月(?:份|底|末)?|[0-9]{1,2}日|[一二三四]季度|[上下]半年|以来)"
)
PLATFORMS = re.compile(
    "(?:通过|利用|依托)[^，。；：]{2,40}?等[^，。；：]{0,4}(?:平台|渠道|形式|载体|方式|途径)"
)
# by which a deed was noted: 通过执法平台共录入检查30次
BY_SYSTEM = searched(
    "(?:通过|利用|依托|借助)[^，。；：、]{2,20}?(?:平台|系统)"
    "(?:共|累计|已|并)*(?:录入|上传|归集|归档|完成|开展|实施|办理|组织)+"
    "|受[^，。；：、]{1,8}委托"
    "|(?:各[^，。；：、]{0,6}(?:单位|部门))?(?:录入|上传)[^，。；：、]{2,10}?(?:平台|系统)的?"
)
PLACE = re.compile("^[^，。；：、]{2,8}?[省市区县州](?=共|累计|已|对)")
GOVERNMENT = re.compile("^(?:以|由)?[省市区县州](?:人民)?政府(?![部委工])")  # of a report of its own
OFFICE = re.compile("[^，。、]{1,12}?(?:分局|[局厅委队所])")
INSIDE = re.compile(
    "(?![我本该全各区市县省])([一-鿿]{2,12}[办科室股组])(?:[（(][^（）()]{2,12}[）)])?(?:共|累计|全年)*"
    "(?:办[理结]|查[处办]|立案|检查|处罚|开展|受理|作出|完成|发现|排查|整改|审核)"
)
LOOKING = word_set("verbs", "looking")
GENERIC_LEAD = expression(rf"^(?:{one_of('whole', 'generic', '-begins_names')}(?!性)|[，、：]){{1,9}}")
OWN_KINDS = re.compile("(?:水|大气|土壤|噪声|海洋)环境(?=违法|问题|案件)")  # of an office of the environment
GENERIC_TAIL = expression(rf"(?<!公)(?:{one_of('whole', 'generic')}){{1,9}}$")
MARKS = re.compile(r"[\s，,。；;：:（）()“”\"《》、0-9.％%年月日和及与等的了对在为以将比较由]+")
# 37名执法人员中持证的9名: what is said of them does not name them
PREDICATE = re.compile("(?<=人员)(?:中|里|当中|承担|负责|参加|参与|全部|均|都|人均).*")
# what several kinds come to is of none of them: 办理甲许可、乙变更等业务500件
SUMMED = searched(
    "[、和及“][^，。；]{1,40}等(?:各类|各项|系列|主题|专题|行政|违法|突出|安全|应急|类)*"
    "(?:业务|事项|手续|许可|审批|证[照书件]|宣传|材料|资料|活动|培训|演练|检查|问题|隐患|行为|案件|处罚)"
    "|、[^，。；、]{1,20}演练$"
)
# so do the places of several kinds that were looked at: 检查甲店、乙站等90家次
SEVERAL_PLACES = re.compile(
    "、[^，。；]{1,40}等(?:各类|各种)?(?:重点)?(?:经营)?(?:场所|单位|企业|主体|点位|部位)?$"
    "|[、和及与][^，。；、和及与]{1,12}[、和及与][^，。；、和及与]{1,14}$"
)
# 养老机构共检查32家: they were looked at; 监督机构共检查32家: they looked
_SEEN = (
    "养老|医疗|医药|培训|托育|托幼|检测|检验|中介|金融|保险|教育|福利|救助|殡葬|婚介|美容|诊疗|鉴定|评估|评价|认证"
    "|服务|代理|回收|技术"
)
SUBJECT = re.compile(
    rf"\A(?s:.*)(?:部门|系统|(?<!{_SEEN})机构|机关|大队|支队|总队|队伍)"
    "(?:共|累计|已|主动|依法|现场|先后|全年|均|还){0,3}"
)
# 监察各类煤矿: all that there are
ALL_KINDS = searched("(?<!等)(?:各类|各种|所有|全部)[^，。；、的]{1,10}$")
LOOKED_AT = frozenset(("inspections", "enterprises_inspected"))
NAMED_OTHERWISE = frozenset(("disclosure_requests",))  # whose pieces data/lexicon/parts.yml names
# whose own name says of which kind of things they are
OF_A_KIND = frozenset(
    (
        *("general_hazards", "major_hazards", "listed_supervisions", "model_cases"),
        *("suspensions", "coercions", "overturned"),
    )
)
AS_SUCH = word_set("whole", "as_such")
SHORT = 2
NOUN_END = re.compile("场所|机构|单位|人员")
EMPTY = re.compile(
    "(?:领域|行业|方面|市场|类别?|系列){1,2}$"
)  # what is left of 市场监管领域案件 names nothing
TALLIED = re.compile("总(?:次|人次|数|量)")  # 巡查总次数: all that was looked at
PREPOSITIONS = re.compile(
    "^(?:通过|利用|依托|借助|在(?![建营编岗册产售用校线])|于|由|经(?!常)|向|对|以|围绕|针对|结合)"
)


def _without_agency(rules: Rulebook, said: str, context: ReportContext) -> str:
    """Return the words without the agency's name before them, however it shortens it (区公安分局)."""
    agency = context.agency
    if agency.endswith("人民政府"):
        said = GOVERNMENT.sub("", said)
    said = without_agency(rules, said, agency)
    for name in area_names(agency, context.province, context.city, context.district):
        if said.startswith(name):
            said = said.removeprefix(name)
            break
    if agency and (office := OFFICE.match(said)) and set(office[0]) <= set(agency):
        return said[office.end() :]
    return said


def _is_of_all(indicator: str, said: str, rest: str, told: str) -> bool:
    """Whether the words sum up several kinds, or name all or the trade of the bodies that are told of."""
    all_kinds = indicator != "publications" or "通过" in said  # 公众号发布各类信息59条 is of one channel
    summed = SUMMED.search(said) or (all_kinds and ALL_KINDS.search(said))
    summed = summed or (indicator in LOOKED_AT and SEVERAL_PLACES.search(said))
    return bool(summed) or is_trade_told(rest, told)


def words_of(rules: Rulebook, text: str, figure: Figure, previous: int, following: int) -> Words:
    """Return the words around a figure, between the numbers that end and begin next to it."""
    start = max(figure.sentence_start, 0)
    numeral = Numeral(figure.start, figure.end, figure.value, figure.unit)
    return words_around(
        rules,
        text,
        start,
        max(figure.sentence_end, figure.end),
        max(start, min(previous, figure.start)),
        max(following, figure.end),
        numeral,
    )


def _said_of(around: Words, indicator: str, context: ReportContext) -> str:
    """Return the words that say what is counted, without dates, platforms and who acted."""
    said = around.before.removeprefix("其中")
    if around.noun_follows:  # 学习会21次和8次培训: what stands before the second is of the first
        several = not around.whole_clause and len(around.clause) > len(around.raw)
        said = ("" if several else said) + PREDICATE.sub("", around.after[:LONGEST])
    if around.whole_clause and len(around.clause) > len(around.raw):
        said = around.clause  # 政务网站发布公告、动态等信息34条: cut at the 、 for the sake of lists
    if HAS_DATE.search(said):
        said = DATES.sub("", said)
    if indicator != "publications":
        said = BY_SYSTEM.sub("", said)
    said = _without_agency(around.rules, PLACE.sub("", PLATFORMS.sub("", said)), context)
    done = around.rules[DONE]
    if (subject := SUBJECT.match(said)) and done.match(said, subject.end()) and not done.match(said):
        return said[subject.end() :]  # 全省各级甲机关查处: who acted, and no kind of what was done
    return said


def _office_inside(said: str) -> str:
    """Return the office that words begin with: 平安建设办（司法所）办结案件."""
    office = INSIDE.match(said)
    return office[1] if office else ""


def _without_tail(rules: Rulebook, name: str) -> str:
    """Return a name without what every report says at its end; a list has it (书店、印刷企业)."""
    return name if "、" in name else rules[GENERIC_TAIL].sub("", name)


def _says_nothing(rules: Rulebook, indicator: str, name: str, rest: str, of_trade: bool) -> bool:
    """Whether the words single nothing out: `rest` is what is left of `name` without what all reports say.

    `of_trade`: without what the agency looks after, too (巡查工地).
    """
    own = rules[SAME_NAME].get(indicator)
    if len(rest) < 2 or EMPTY.match(rest) or (rest in rules[LOOKING] and (of_trade or TALLIED.search(name))):
        return True
    return bool(own and indicator in OF_A_KIND and own.match(name))


def singled_out(around: Words, indicator: str, context: ReportContext, told: str) -> str:
    """Return what the words name beyond the counted thing itself, as the name of a part; else "".

    What every report of the kind says (执法, 案件, 生产经营单位), the agency's names and dates are left out;
    so is the trade of the bodies that `told`, the text before, is about.
    """
    if indicator in NAMED_OTHERWISE or indicator in around.rules[AS_SUCH]:
        return ""
    said = _said_of(around, indicator, context)
    if office := _office_inside(said):
        return office
    kind = OWN_KINDS.search(said)
    return kind[0] if kind else _beyond_generic(around, indicator, said, context, told)


def without_generic(rules: Rulebook, words: str, generic: Made[re.Pattern] = GENERIC) -> str:
    """What of the words names one kind: without those that every report has, and without marks."""
    return MARKS.sub("", rules[generic].sub("", words))


def _beyond_generic(around: Words, indicator: str, said: str, context: ReportContext, told: str) -> str:
    beyond = without_trade(around.rules, said, context)
    generic = GENERIC_OF_AREA if context.agency.endswith("人民政府") else GENERIC
    rest = without_generic(around.rules, beyond, generic)
    own = around.rules[SAME_NAME].get(indicator)
    if len(beyond) < len(said) and own and own.match(rest):
        return ""  # 办理取水许可 of the office that grants these
    name = PREPOSITIONS.sub("", around.rules[GENERIC_LEAD].sub("", said))
    if _says_nothing(
        around.rules, indicator, name, rest, len(beyond) < len(said) and not said.endswith(rest)
    ):
        return ""
    if _is_of_all(indicator, said, rest, told[: -len(said)]):
        return ""
    short = _without_tail(around.rules, name)
    if len(short) <= SHORT and (end := NOUN_END.match(name, len(short))):
        short += end[0]  # 公共场所, 养老机构 are no names without their ends
    return part_name(around.rules, short) or _last_word(around.rules, said, rest)


def _last_word(rules: Rulebook, said: str, rest: str) -> str:
    """The last stretch of the words that says something: 原创作品 of 围绕重点工作发布了原创作品."""
    left = MARKS.sub("\n", rules[GENERIC].sub("\n", said)).split("\n")
    return next((word[-LONGEST:] for word in reversed(left) if len(word) > 1), rest[:LONGEST])
