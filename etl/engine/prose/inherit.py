"""What a number of a list is of where its own words do not say: the whole before it, or the list's head."""

import re

from etl.engine.model import Figure
from etl.engine.prose.clauses import DONE, Words
from etl.engine.rulebook import Rulebook, expression, one_of

PART_BREAKER = expression(one_of("verbs", "part_breakers"))
SPLITS = re.compile("案件发$|^破$|^发$")
NO_BREAKER = re.compile(
    "组织机构|法制审核人员|(?:拆解|回收|改造|培训|评价|检测|清运|建设|投诉|举报)(?:类|企业|单位|机构|公司|领域|工程|项目|行业)|人员密集|(?:投诉|举报|信访)案件|(?:网上|线上|在线|掌上|窗口|即时|自助)(?:办理|受理|审批)"
    "|(?<=[局队区县市镇乡委所院])(?:直接|自行|分别|共)?(?:办理|查办|查处|承办)$"  # another body did the same
)
# Words that name nothing of their own: the number is of what the one before was of.
SAME_AGAIN = re.compile(
    r"(?:已|现已|实际|目前)*(?:完成|办结|办理|实际完成)?|(?:已|均已|全部|实际)?(?:缴纳|缴清|缴库|缴|入库|到账|收缴)(?:到位|入库)?|被.{1,8}(?:采用|录用|采纳|转发|评为.{1,6})"
    r"|(?:较|比|与|由)?(?:上年|去年|上一年|前年|往年|上月|上季度|[0-9０-９]{1,4}[年月]份?)(?:同期|同月|度)?的?(?:为|是)?|[较比由][^，]{1,8}的?|(?:转结|结转)?[至到]?(?:下一?年度?)(?:继续)?(?:办理|处理)|(?:转结|结转)[至到]?(?:下一?年度?|[0-9０-９]{4}年度?)?"
)
EARLIER_ONLY = re.compile("(?:去年|上年|前年|上月|上季度)(?:同期|同月)?的?(?:为|是|约)?")
OF_THOSE = "在?(?:上述|前述|以上|这些)[^，。；、0-9０-９]{1,8}[中里内]"
OF_THOSE_CASES = re.compile("在?(?:上述|前述|以上|这些)[^，。；、]{0,6}案件[中里内]?")
PART_MARK = re.compile(
    rf"其中|案件[中里]，|{OF_THOSE}|包括|分别|含|具体[为是]|[：:](?=[^0-9０-９\s])|——|从.{{1,6}}看|按.{{1,8}}分|[（(]"
)
OF_WHICH = re.compile(f"其中|{OF_THOSE}|类别[：:]|包括|包含|具体[为是]|含(?<![内包]含)(?![有量金])")
# An item of a list that begins so does something of its own, and is no part of the list's head.
OWN_DEED = expression(rf"(?:并|还|同时|共)?(?:{one_of('verbs', 'item_verbs')})")
FOUND = re.compile("查处|查获|发现|查办")
LONGEST_ITEM = 24
CASES = frozenset(("penalties", "cases_filed"))
OF_CASES = re.compile(
    "(?!.*(?:移送|移交|部督|司法|[结撤立销]案|不予|复议|诉讼|刑事|犯罪|纠纷|争议|投诉|举报|信访|法院|检察|判决|宣判|公诉|起诉|批捕|恶性)).{2,40}案件?$"
)
DEED = expression(rf"(?:其中|已|共|并){{0,3}}{one_of('verbs', 'verbs', '-weak')}")
GIVEN_BACK = re.compile("退还|退赔|返还|退款")
CRIMES = re.compile("刑事|犯罪|移送公安|法院|判决|批捕|公诉")  # which no administrative body decides
DETAINED = re.compile("拘留|犯罪|移送|移交")  # 限产停产15起，行政拘留9起
STAFF_MOVED = re.compile(
    "新增|新招|新进|新考|招录|退休|调离|调出|调入|离职|注销"
)  # of which none is a kind of staff
# What came of looking at places is no kind of them: 抽查72家，其中90分以上的5家，警告3家
CAME_OF_IT = re.compile(
    "(?:(?<!部)的|警告|通报|约谈|处罚|罚款|整改|停业|歇业|关闭|注销|失联|联系不上|(?:合格|达标|优秀|良好)(?:单位|企业|场所|户|等[级次])?)$"
)
CONCLUDED = re.compile("审结|办结|结案|驳回|终止")  # no reviews taken in
PENALTY = re.compile("(?:警告|罚款|没收[^，。；、]{0,6})$")  # how cases ended: 办结8起，警告6起
# by the indicator of what could be divided: what is none of it
OF_ANOTHER_DEED = {
    "penalties": CRIMES,
    "cases_filed": CRIMES,
    "cases_closed": PENALTY,
    "fines": GIVEN_BACK,
    "enterprises_inspected": CAME_OF_IT,
    "officers": STAFF_MOVED,
    "reconsiderations": CONCLUDED,
    "suspensions": DETAINED,
    "coercions": DETAINED,
}
# 分专业看，医疗卫生48件，公共场所33件; 按领域分：…; 案件类型情况：…
BY_KIND = re.compile(
    "^(?:(?:案件)?(?:(?:[按分从]|按照)[^，。：；]{1,8}?[分看]|(?:类型|类别|领域|来源|专业)(?:情况|看|分)?)(?:，|,|：|:)"
    "|[^，。；]{0,20}案件[中里][，,])"
)
# 涉大气14份, 涉水6份: of cases; not 涉案货值, 涉诉3件, 涉稳事件
CONCERNING = re.compile("涉(?!及?[案诉刑访稳法黑恶嫌]|复议)[^，。；、]{1,9}(?<![案事者])$")
APPLIED = re.compile("(?:落实|依据|适用|根据|按照)?《[^》]{2,40}》$")
LONGEST_KIND = 12
NOT_DONE = ("不予", "免予")  # 查处的案件中，食品8件；不予立案2件
LOOKS = expression(one_of("verbs", "looking"))
# What comes of looking, or is counted by it
LOOKED_INTO = frozenset(
    ("inspections", "enterprises_inspected", "inspection_teams", "officers_dispatched", "hazards_found")
    + ("general_hazards", "major_hazards", "violations_found", "penalties", "cases_filed", "publications")
)
KIND = expression(rf"(?:{one_of('verbs', 'kinds')}|{one_of('sectors', 'sectors')})$")
# 从各县办案量看，青禾区12件; 排名前三的是青禾区12件; 各地立案情况：青禾区12件
HEAD = re.compile(
    r"(?:^|[，。；;])(?:从|按|按照|以)?([^，。；;：:0-9０-９]{2,30}?)(?:情况)?"
    r"(?:来?看[，,：:]?|(?:排名|排在|居|位居|位列|列)?前[一二三四五六七八九十0-9]{1,2}(?:位|名)?的?(?:县区|地区|区县|镇街|单位)?(?:依次|分别)?[是为：:]|(?:依次|分别)[是为：:]|最[多高大]的(?:[^，。；]{0,6}?)[是为]|[：:](?!\s?[0-9０-９])|中[，,])"
)
MAY_HEAD = re.compile("[看前依分最：:中]")  # a letter of what ends any of them
# 青禾区12件、临溪县8件，立案数居前列
TAIL = re.compile(
    r"[，,]?(?:等[^，。；]{0,6})?([^，。；]{2,16}?)(?:位?居|排名?|位列|列|较|相对|最|均|超过|占)"
)

# What may be put right and is no hazard: 审计反映的问题, 线索, 图斑
PROBLEM = re.compile("问题|线索|事项|图斑|意见|风险")
MENDED = frozenset(("hazards_rectified", "rectification_rate"))
FOUND_OUT = re.compile("发现|查[出找]|排查|检查|隐患")

TOPICAL = frozenset(("publications",))  # divided by topics of any name
PEOPLE = frozenset(("人", "名", "位"))
TEXTS = frozenset(("条", "项", "件", "篇", "份", "则", "期", "个"))


def divides(head: Figure, unit: str) -> bool:
    """Return whether what has that unit may divide `head`: people and texts are counted by several."""
    if head.unit == unit or {head.unit, unit} <= PEOPLE:
        return True
    return head.indicator in TOPICAL and {head.unit, unit} <= TEXTS


def is_of_problems(indicator: str, around: Words) -> bool:
    """Return whether the words go on with problems that are no hazards: 反映问题90件，督办12件，整改9件."""
    if indicator in MENDED:
        return "隐患" not in around.raw + around.after
    return indicator == "hazards_found" and not FOUND_OUT.search(around.raw)


def says_same_again(around: Words) -> bool:
    """Return whether the words only say that the thing before is meant again (上年同期为)."""
    if EARLIER_ONLY.fullmatch(around.raw):
        return True
    return bool(around.before) and bool(SAME_AGAIN.fullmatch(around.before))


def names_another(rules: Rulebook, before: str) -> bool:
    """Return whether a noun phrase names something else than a kind of the thing before."""
    return (
        len(before) > 16
        or bool(SPLITS.search(before))
        or bool(rules[PART_BREAKER].search(NO_BREAKER.sub("", before)))
    )


def is_of_another_deed(rules: Rulebook, whole: str, before: str) -> bool:
    """Return whether the words tell of another deed than the one of which `whole` is the indicator.

    责令停工6个；抽查园林工程26个: what was looked at is no part of what was stopped.
    """
    if whole not in LOOKED_INTO and rules[LOOKS].search(before):
        return True
    told = OF_ANOTHER_DEED.get(whole)
    return bool(told and told.search(before))


def names_cases_of(rules: Rulebook, whole: Figure, before: str) -> bool:
    """Return whether the words name a kind of the cases that `whole` counts, and no deed of their own.

    查处案件652件…在上述案件中，无照经营案件269件
    """
    if whole.indicator not in CASES or not OF_CASES.match(before):
        return False
    return "案" in whole.label and not rules[DEED].match(before)


def stands_by_kind(around: Words, whole: Figure) -> bool:
    """Return whether the sentence divides `whole` by kind: 分专业看，医疗卫生48件."""
    name = around.before or around.earlier
    if whole.indicator in CASES and CONCERNING.fullmatch(name):  # 检查90家，涉及企业30家 divides nothing
        return True
    short = 0 < len(name) <= LONGEST_KIND or APPLIED.fullmatch(name)
    if not short or not BY_KIND.match(around.lead) or "数" in name or name.startswith(NOT_DONE):
        return False
    return bool(APPLIED.fullmatch(name)) or not around.rules[DEED].match(name)


def is_item(around: Words, topical: bool) -> bool:
    """Return whether the number is an item of a list that 其中 opened: a topic, a channel, a kind.

    `topical`: the list is of topics, whatever they are called.
    """
    name = around.before or around.after
    if around.rules[PART_BREAKER].search(around.after[:16]):
        return False  # 对其中5户立案调查
    if not 0 < len(name) <= LONGEST_ITEM or around.rules[OWN_DEED].match(name) or SPLITS.search(name):
        return False
    return topical or ("其中" in around.raw and not names_another(around.rules, FOUND.sub("", name)))


def is_part(around: Words, follows: bool, since: int) -> bool:
    """Return whether the number breaks down the one before: 检查310家次，其中矿山12家次; 宝平街道（24件）.

    `since`: where in the sentence before it the whole ends, below 0 where that stands in an earlier one.
    """
    if follows and says_same_again(around):
        return not around.after or around.in_bracket or bool(around.before)
    if (
        names_another(around.rules, around.before)
        or around.rules[PART_BREAKER].search(around.after[:16])
        or (not around.before and around.after)
    ):
        return False
    if around.in_bracket or PART_MARK.search(around.lead, max(0, since)):
        return True
    return follows and (since >= 0 and around.clause != around.raw or is_kind(around))


# 涉及产权12件、未设置台账6件: of those told, and no deed of its own
OF_WRONGS = re.compile("^(?:其中[，：:]?)?(?:涉及?|(?:未|无|擅自|违[法规反]|非法|超)[^，。；、]*)")


def is_of_those(around: Words) -> bool:
    """Return whether a number that adds up with others to one before may be a part of that by its words."""
    if around.after:
        return False
    applied = APPLIED.fullmatch(around.before)  # 落实《某条例》12件
    return bool(applied) or not names_another(around.rules, OF_WRONGS.sub("", around.before))


def is_kind(around: Words) -> bool:
    """Return whether the words only name a kind, and nothing that was done: 化工行业, 食品案件."""
    return bool(around.rules[KIND].search(around.before)) and not around.rules[DONE].search(around.raw)


def head_of(lead: str) -> str:
    """Return what the head of a list says that its numbers count, else ""."""
    found = ""
    for match in HEAD.finditer(lead) if MAY_HEAD.search(lead) else ():
        found = match[1]
    return found
