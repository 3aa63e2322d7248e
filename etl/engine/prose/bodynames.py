"""How named bodies look in a text: a district, a bureau, a team, an office in a list of offices."""

import re

from etl.engine.identify.table import CITY_STEMS, TABLE, ends_like_a_division
from etl.engine.prose.scan import DIGIT
from etl.engine.rulebook import Made, Rulebook, endings, expression, one_of, one_of_made, word_set, word_tuple

TRADE_BODIES = rf"{one_of('scope', 'trade_groups')}(?:监管|执法|主管|监察)?(?:部门|系统|机关|机构)"
_NOT_IN_NAME = "开展检查组织对在将向入各全我本该为了和与及的是已被从把等由有以新大中小重其经按根据通过"
_SHUNNED = frozenset(_NOT_IN_NAME)
_NAME = rf"[^\s，。、；：:（）(),.;!?“”《》丨｜|{DIGIT}{_NOT_IN_NAME}]"

_BEGINS = "(?:[大小](?=[^，。；、：（(0-9]{1,3}[县市旗镇乡]))"  # 大岙县, 小刘庄镇


def _awkward_names(rules: Rulebook) -> tuple[str, ...]:
    """The divisions that _NAME does not match, because it shuns a letter of theirs."""
    names = filter(ends_like_a_division, rules[TABLE].by_name)
    return tuple(sorted(name for name in names if len(name) > 2 and not _SHUNNED.isdisjoint(name)))


# of an office: words that hold a letter which no other name has, and the one 和 of two trades
_OFFICE_NAME = rf"(?:{_NAME}|{one_of('scope', 'office_words')}|(?<={one_of('scope', 'paired_trades')})和)"
_STAFF = "(?:核定|核编|编制|现有|在编|在岗|设[0-9]|内设|下设)"  # the agency's people: 支队核定编制60名
_TEAM = rf"[市区县州省][^，。、；：（(\s{DIGIT}]{{0,16}}?{one_of('scope', 'teams')}(?!{_STAFF})"
_LEVEL = "(?:师市|[省市区县州盟旗])(?!场监|级|场|容)"
_BUREAU = rf"{_LEVEL}{_OFFICE_NAME}{{2,12}}?[局厅委](?![员，、：:（(])"  # 县公安局
OFFICE_FOR_SHORT = "办(?![公理法事案结证])"  # 安委办, and not 办公, 办案
_SHORT_OFFICES = rf"{one_of('scope', 'joint_offices')}{OFFICE_FOR_SHORT}"
_OFFICE_END = (
    rf"(?:(?:[局厅]|(?<![安环])委)(?![员会托派任培级])|委员会|法院|检察院|{_SHORT_OFFICES}"
    rf"|{one_of('scope', 'site_works')}[站所处]|中心(?![城组镇校区村])"
    rf"|{one_of('scope', 'teams')}(?!{_STAFF}))"
)
_OFFICE = (
    rf"(?:(?:{_LEVEL}|{_NAME}{{2,4}}?[区县市旗州])(?=法院|检察院|{_SHORT_OFFICES})|{_LEVEL}{_OFFICE_NAME}{{1,12}}?|{_NAME}{{2,4}}?[区县市旗州]{_OFFICE_NAME}{{1,12}}?"
    rf"|{one_of('scope', 'office_trades')}|{_NAME}{{2,6}}分(?=局)){_OFFICE_END}(?=[一-鿿])"
)
OFFICE = expression(_OFFICE)
# An office by its full name is a subject whatever it does, but where the name goes on or it only has a say.
_TOLD_TO = "下达[^，。；0-9]{0,6}(?:任务|计划|指标)"  # to the agency: it only has a say
_ACTS = rf"(?!{_TOLD_TO}|{one_of('scope', 'office_goes_on')})"
# known areas that hold a letter which no other name has: 大同市, 和平区
_AWKWARD = one_of_made(Made(_awkward_names))
_TRADES_OF = "(?:[一-鿿]{2,6}、){1,4}[一-鿿]{2,6}?等?[两三四五]?部门"
# 青禾区把关口前移, 临溪县水利、商务等部门
_ACT = rf"(?!{one_of('scope', 'area_nouns')}){one_of('verbs', 'verbs', '-weak')}"
_DOES = rf"(?={one_of('scope', 'area_does')}|{_ACT}|{_TRADES_OF})"
_AREA = rf"(?:{_BEGINS}?{_NAME}{{1,3}}(?:[市县区旗州镇乡]|街道)|{_AWKWARD}){_DOES}"
_SUFFIX = one_of("scope", "body_suffixes")
CITIES = one_of_made(CITY_STEMS)
_CITY = rf"{CITIES}(?![市区县])"
_PROVINCE = one_of("scope", "provinces")
_LEADER = rf"(?:[省市区县州]委书记|副?[省市区县州]长)(?={one_of('scope', 'leaders_do')})"
_OTHERS = (
    rf"{_CITY}|{_PROVINCE}(?:[省市]|(?:[壮回]族|维吾尔)?自治区)?(?:公安机关)?|{one_of('scope', 'others')}"
    rf"|(?:国家)?{one_of('agencies', 'national')}|[省市区县州](?:委|政府)(?:主要|分管)?领导"
    rf"|[省市区县州](?:委|政府|安委|人大|政协|纪委监委)(?:办公室|常委会|常务会议?|会|办)?(?=先后|召开|收到|印发|累计|定期|专题|听取|向[各市区县乡镇]|[{DIGIT}]{{1,3}}次)"
)
_AS_OFFICE = "(?<=[局厅队])(?:根据|按照|接到|依法)"
_FOLLOW = rf"(?!{_TOLD_TO})(?={one_of('scope', 'body_follow')}|{TRADE_BODIES}|有?[{DIGIT}]|{_AS_OFFICE})"
_TOLD = (
    rf"{_OTHERS}|{_TEAM}|{_BUREAU}|{_NAME}{{2,4}}?[区县市旗]{_NAME}{{0,10}}?局"
    rf"|{_BEGINS}?{_NAME}{{1,8}}?{_SUFFIX}"
)
BODY = expression(rf"((?:{_TOLD}){_FOLLOW}|{_OFFICE}{_ACTS}|{_AREA}|{_LEADER})")
AREA_ITEM = expression(rf"(高新区|经开区|开发区|{_NAME}{{1,3}}[区县市旗])(?=[一-鿿]{{1,6}}[{DIGIT}])")
# whose people are told one by one: 云岭市河道管理站执法人员3人，云岭市水质监测中心执法人员4人
STAFFED = re.compile(
    "([^，。；：、（）()\\s0-9在对的由]{4,20}?(?:站|中心|办公室|所|院|处|科|[大支中总]队|分?局))"
    "(?=(?:现有|共有|设有|配备|持有?|在[岗编])*(?:行政)?执法(?:岗位|人员|力量|证))"
)
_OFFICE_IN_LIST = rf"(?:{_NAME}{{2,14}}|{_BEGINS}{_NAME}{{1,13}}){one_of('scope', 'office_suffixes')}"
# What BODY_END and LISTED end in; both are looked for up to a place that is known.
BODY_ENDINGS = endings("scope", "provinces", "body_suffixes")
OFFICE_ENDINGS = endings("scope", "office_suffixes")
BODY_END = expression(
    rf"(?:^|[的是为、，,：:）)；;\d和及]|的有)({_PROVINCE}|{_AWKWARD}|{_BEGINS}?{_NAME}{{1,8}}{_SUFFIX})$"
)
# In a list of bodies each stands alone between two separators: 甲局(700件)、乙委(500件)
LISTED = expression(rf"(?:^|[、，,：:；;）)和及是]|的有)({_OFFICE_IN_LIST})$")
# 办案最多的是甲县局，90件; 青禾区办案最多，达90件
FOREMOST = expression(
    rf"(?:(?:最[高多大快好低少小慢差]|居首|第一|末位)的?[^，。；、0-9]{{0,6}}?(?:是|为)"
    rf"({_OFFICE_IN_LIST})[，,](?:仅有?|只有?|才|[达为共有])?$"
    rf"|(?:^|[，；。、])({_OFFICE_IN_LIST})[^，。；、0-9]{{0,8}}"
    "最[多高大快好低少小慢差][，,](?:仅有?|只有?|才|[达为共有])?$)"
)
# 县公安局、县消防大队等200余人, 广东、福建等4个地区: the beginning of an open list is no subject
OPEN_LIST = re.compile("(?:、[^，。；：、（(]{2,14})*(?:及[^，。；：、]{2,12})?等")
ITEM_BODY = expression(
    rf"(?:其中)?({CITIES}(?![市区县])|{one_of('scope', 'provinces')}|{_AWKWARD}"
    rf"|{_NAME}{{2,14}}?{one_of('scope', 'office_suffixes')}$|{_BUREAU}|{_NAME}{{1,8}}?{_SUFFIX})"
)
NOT_BODY = word_set("scope", "not_bodies")
NOT_BODY_BEGINNING = word_tuple("scope", "not_body_beginnings")
NOT_BODY_END = word_tuple("scope", "not_body_endings")
# 白城市, 房山区, 西湖区: places, where 文明城市 and 高寒山区 are none
OF_A_PLACE = re.compile("[^老小座此某该新]城市|[^老小某该高深][山湖港湾台林]区")


def is_no_name(rules: Rulebook, name: str) -> bool:
    """Whether words that look like a body's name are none: 文明城市, 超市, 完成市局."""
    if name in rules[NOT_BODY] or name.startswith(rules[NOT_BODY_BEGINNING]):
        return True
    return (
        name.endswith(rules[NOT_BODY_END])
        and not OF_A_PLACE.fullmatch(name)
        and name not in rules[TABLE].by_name
    )
