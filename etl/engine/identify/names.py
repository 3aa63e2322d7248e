"""Names of agencies in running text: where one begins, where it ends, which two are one agency's."""

import re

from etl.engine.identify.divisions import find_division
from etl.engine.identify.table import AND_COUNTY, TABLE, ends_like_a_division, is_and_county, known_chain
from etl.engine.identify.words import TRADE_WORD, TRADES
from etl.engine.initials import searched
from etl.engine.rulebook import Made, Rulebook, any_of, expression, one_of, word_set

LEVELS = "省市区县旗州盟"
ORGANISATION = (
    r"(?:人民政府办公[厅室]|人民政府(?:[一-鿿]{1,8}?街道办事处|国有资产监督管理委员会|(?:地方志|史志|参事|研究|新闻|法制|侨务|外事|港澳|金融|口岸|信访|人防|扶贫|驻[一-鿿]{1,4}|[一-鿿]{2,6}(?:工作|管理|事务|编纂|建设))办公室)|人民政府(?:教育督导|食品安全|安全生产|防汛抗旱|国防动员|学位)委员会(?:办公室)?|人民政府|(?<!人民)政府办公[室厅]|管理委员会(?:办公室)?"
    r"|委员会(?:办公室)?|办事处|行政公署|领导小组(?:办公室)?|领导组(?:办公室)?|指挥部(?:办公室)?(?!署)|(?<=[防外工管事][空事作理务])办公室|中心(?=关于|[0-9]|$)|海关(?![总特监])"
    r"|供销合作(?:总|联合)?社(?:联合社)?|供销社|红十字会|残疾人联合会|残联|妇女联合会|工商业联合会|文学艺术界联合会"
    r"|档案馆|党校|调查队|科学技术协会|总工会|检察院|人民法院|总队|支队|大队|执法队(?!伍)|(?<![我本全该各布格结])局(?![面势域限长])|厅|总署|管委会(?:办公室)?|安委会(?:办公室)?|安委办"
    r"|(?<!法治)(?<!数字)政府(?!信息|建设|部门|网|办|采购|工作|规章|各))"
)
NATIONAL = word_set("agencies", "national")
NATIONAL_BODY = expression(one_of("agencies", "national") + "(?![门队分位件署])")
_OFFICE = re.compile(
    "(?:监管|监察|管理|税务)?(?:分?局|办公室|办(?![理公法件事案结学证好]))|分行|特派办|调查总?队|专员办事处"
)
_OFFICE_BY_FORM = re.compile(r"([\u4e00-\u9fff]{2,3})(?<![我本该全各])局(?![面势域限长部])")
# A department of a ministry, by what it is for: 公安部|交通管理局.
_DEPARTMENT = re.compile(
    "(?:交通|治安|禁毒|刑事|出入境|网络安全保卫|执法稽查|稽查|消防救援|政策法规|劳动保障监察|执法)(?:管理|侦查)?局"
)
_COUNTRY = re.compile(r"国家|国务院|中华人民共和国|中国(?!共产党)")
# 经济, 经信: 经 leads up to no name there
_BEFORE = expression(rf"(?:(?!经[济信开贸]){one_of('agencies', 'before_names')}){{1,9}}")
_BREAKING = rf"(?:{one_of('agencies', 'not_in_names')})(?<!领导(?=小?组))"
_BREAKS = expression(_BREAKING)
_NOT_IN_NAMES = expression(rf".{{0,99}}{_BREAKING}")
_LEVEL = searched(rf"(?!市场|市容|市政(?!府)|区域)[{LEVELS}]")
_LEVEL_CHARACTER = re.compile(f"{_LEVEL.pattern}|自治区")
_GOVERNMENT = re.compile(r"(?:人民)?政府(?:办公[室厅])?$")
_OF_LAW = re.compile("(?:综合)?(?:行政)?执法(?:局|[总支大]队)")  # tells no trade, but is one body of its area
# A word that leads up to a name and stands behind others: 近来由|云岭市水利局.
_INSIDE = re.compile(
    r".{1,99}[以由与从对向被把将在](?=[\u4e00-\u9fff]{2,8}?[市区县州盟旗][\u4e00-\u9fff])"
    r"|.{2,8}[及和](?=[省市区县](?!场)[\u4e00-\u9fff]{2,8}[局委]$)"
)
_TOWN = searched(
    r"[\u4e00-\u9fff]{1,4}(?:镇|乡|苏木|街道?)(?:人民政府|政府|办事处|办"
    r"|(?:市场监管|市场监督管理|综合行政执法|综合执法|应急|司法|自然资源|财政|规划)[\u4e00-\u9fff]{0,4}[所队办])$"
)
_BRANCH = re.compile(
    r"(?:(?![省市区县旗州盟各全])[\u4e00-\u9fff]){2,6}?[区县]?(?:分局|[支大]队|监管局|管理局)"
)
_TASK_OFFICE = expression(one_of("agencies", "task_offices"))
_ENDS_WITH_TASK = expression(rf"{one_of('agencies', 'task_offices')}\Z")
# Its place needs no table: nothing else stands before such an office.
_CALLED_BY_PLACE = expression(
    rf"(?:(?!{one_of('agencies', 'not_in_names')}|[全各本我该某省])[\u4e00-\u9fff]){{2,4}}(?:港|岛)?"
    rf"{one_of('agencies', 'called_by_place')}"
    r"|民航[\u4e00-\u9fff]{2,6}?(?:(?:地区)?(?:安全监督)?管理局|监管局)"
)
# 市|生态委: a body of a place by two or three letters, behind a mark; not 市局督办, 省里交办, 市民举办
_BY_LEVEL = re.compile(
    r"(?!市场|市容|市政|区域)(?:[省市区县州旗盟]|自治区)(?!人大|政协|直|级|长|委|里|民(?![政宗族]))(?:(?![省市区县州旗盟各全])[\u4e00-\u9fff]){2,3}"
    r"(?:委(?<![纪常党团监工组村居法]委)|[局厅]|(?<![交督转承主举协批领代查催])办)"
)
# 市|河湖清淤和水质提升工作领导小组办公室: what it is for may be any words
_OF_TASK = re.compile(
    rf"(?!市场|市容|市政|区域|[省市区县](?:[委级直]|长(?!江)))[{LEVELS}]"
    r"[\u4e00-\u9fff]{4,30}(?:领导小?组|指挥部)(?:办公室)?"
)
_PARENT_BEFORE = re.compile(r"[局委厅署队]$")  # before the district of its branch: 云岭市公安局|青禾区分局
_PARTY = searched(r"^中共[一-鿿]{2,20}?委员会(?=[一-鿿]+政府)|^(?:中共|中国共产党)(?=[一-鿿]+[委局])")


def level_first(name: str) -> str:
    """The level that a name begins with in place of its place: 市 of 市民政局, none of 市场监管局."""
    found = _LEVEL_CHARACTER.match(name)
    return found[0] if found else ""


def proper_name(rules: Rulebook, words: str) -> str:
    """Return the name that `words` end with, without what stands before it (以云岭市水利局 → 云岭市水利局).

    A name begins with a place that is known, with 国家, with a place by its form, with the level in place
    of a place (市水利局), else with a word of its trade. Empty where the words hold none of these.
    """
    words = _PARTY.sub("", words)
    if (national := rules[NATIONAL_BODY].search(words)) and national.end() == len(words):
        return national[0]
    begins = rules[TABLE].beginnings
    for start in range(len(words) - 1):
        letters = words[start : start + 2]
        if letters[0] in "国中" and (country := _COUNTRY.match(words, start)):
            return _of_country(rules, words, country)
        if letters == AND_COUNTY and is_and_county(words, start):
            return _without_known_place(rules, words[start + 1 :])
        if letters in begins and (name := _of_place(rules, words, start)):
            return name
    return _without_known_place(rules, words)


def _of_country(rules: Rulebook, words: str, country: re.Match) -> str:
    start = country.start()
    if start and find_division(rules, words[:start])[1] == start:
        return words  # 云岭市|国家税务局
    return words[start:] if _is_body(rules, words[country.end() :]) else ""


def _of_place(rules: Rulebook, words: str, start: int) -> str:
    """The name that begins with a known place at `start`, else empty."""
    chain, length = known_chain(rules, words[start:])
    if not chain or _PARENT_BEFORE.search(words, 0, start):
        return ""
    full = ends_like_a_division(words[start : start + length])
    if full or _begins_with_trade(rules, words[start + length :]):
        if _has_its_place(rules, words, start, start + length):
            return words  # a place that no table has above one that is known
        if _is_body(rules, words[start + length :]):
            return words[start:]
    return ""


def _has_its_place(rules: Rulebook, words: str, start: int, end: int) -> bool:
    """Whether a place alone stands before `start`, and no word behind `end` that no name begins with."""
    return find_division(rules, words[:start])[1] == start and may_follow_place(rules, words[end:])


def may_follow_place(rules: Rulebook, words: str) -> bool:
    """Whether the words do not begin with one that no name holds (首次, 各级)."""
    return not rules[_BREAKS].match(words)


def _without_known_place(rules: Rulebook, words: str) -> str:
    if before := rules[_NOT_IN_NAMES].match(words):
        words = words[before.end() :]
    if before := rules[_BEFORE].match(words) or _INSIDE.match(words):
        words = words[before.end() :]
    place, length = find_division(rules, words)
    if (place.level and _is_body(rules, words[length:])) or is_called_by_place(rules, words):
        return words
    if town := _TOWN.search(words) or _OF_TASK.fullmatch(words) or _BY_LEVEL.fullmatch(words):
        return town[0]
    if (name := _from_level(rules, words)) is not None:
        return name
    body = rules[LAST_BODY].search(words)
    return body[0] if body else ""


def _from_level(rules: Rulebook, words: str) -> str | None:
    """The body's name from the level that stands for its place; empty where several do: 市县应急局."""
    levels = (each.start() for each in _LEVEL.finditer(words) if _is_of_level(rules, words[each.end() :]))
    start = next(levels, None)
    if start is None:
        return None
    return "" if start and words[start - 1] in LEVELS else words[start:]


def _is_of_level(rules: Rulebook, words: str) -> bool:
    """Whether the words are a body's own, or a branch's, so that a level before them stands for its place."""
    return bool(
        rules[_BODY].fullmatch(words)
        or _GOVERNMENT.match(words)
        or _OF_LAW.fullmatch(words)
        or _is_branch(rules, words)
        or ends_with_task_office(rules, words, whole=True)
    )


def _begins_with_trade(rules: Rulebook, words: str) -> bool:
    return rules[TRADE_WORD].match(words) is not None


def _is_body(rules: Rulebook, words: str) -> bool:
    """Whether a body's name is left behind the place: it tells a trade, or is long enough to be one."""
    told = (
        len(words) >= 4
        or _OF_LAW.fullmatch(words)
        or ends_with_task_office(rules, words, whole=True)
        or rules[TRADE_WORD].search(words)
    )
    return bool(told) and not rules[_NOT_IN_NAMES].match(words)


def _is_branch(rules: Rulebook, words: str) -> bool:
    """Whether a body's branch is named behind a level: 市|水利局|白石分局."""
    body = rules[_BODY].match(words)
    return bool(body and _BRANCH.fullmatch(words, body.end()))


def is_called_by_place(rules: Rulebook, name: str) -> bool:
    """Whether a name is that of an office of the country which is called by its place alone: 白石港海关."""
    return bool(rules[_CALLED_BY_PLACE].fullmatch(name))


def is_by_level(words: str) -> bool:
    """Whether the words are a level and a body of it in two or three letters: 市生态委."""
    return bool(_BY_LEVEL.fullmatch(words))


def ends_with_task_office(rules: Rulebook, words: str, whole: bool = False) -> bool:
    """Whether the words end with the short name of an office for one task (安委办); `whole`: are one."""
    return bool(rules[_TASK_OFFICE].fullmatch(words) if whole else rules[_ENDS_WITH_TASK].search(words))


_CORE = word_set("agencies", "core_words")


def _body(rules: Rulebook) -> str:
    """The expression of a body by itself: words of trades and such as go with them, and nothing else."""
    first, otherwise = (trade for _, trade in rules[TRADES])
    trades = any_of([*first, *(word for word, trade in otherwise.items() if trade != "综合")])
    return rf"{trades}(?:{trades}|{any_of(rules[_CORE])}){{0,9}}"


_BODY = Made(lambda rules: re.compile(_body(rules)))
LAST_BODY = Made(lambda rules: searched(rf"(?=..){_body(rules)}\Z"))  # of more than one letter


def is_town(name: str) -> bool:
    """Whether the name is a street's, a town's or that of a station in one."""
    return bool(_TOWN.search(name))


def national_name(rules: Rulebook, text: str, start: int = 0) -> str:
    """The national body that `text` names at `start`, with its office in a place (国家税务总局甲省税务局)."""
    found = rules[NATIONAL_BODY].match(text, start)
    if not found:
        return ""
    chain, length = known_chain(rules, text[found.end() : found.end() + 20])
    office = (
        _OFFICE.match(text, found.end() + length)
        if chain
        else _DEPARTMENT.match(text, found.end()) or _office_by_form(rules, text, found.end())
    )
    return text[start : office.end() if office else found.end()]


def _office_by_form(rules: Rulebook, text: str, start: int) -> re.Match[str] | None:
    """The office in a place that no table has, behind the national body (国家矿山安监局|白石局)."""
    found = _OFFICE_BY_FORM.match(text, start)
    return None if found is None or rules[_BREAKS].match(found[1]) else found


def parted(rules: Rulebook, name: str) -> tuple[str, str]:
    """The place and the body of a name: 云岭市|水利局, 市|水利局."""
    length = find_division(rules, name)[1] or len(level_first(name))
    return name[:length], name[length:]
