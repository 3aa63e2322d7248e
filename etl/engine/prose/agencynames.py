"""The names that a reporting agency gives itself and its area."""

import re
from functools import lru_cache

from etl.engine.rulebook import Rulebook, expression, headed, one_of

SHORT_NAMES = headed("scope", "short_names")
STEM = re.compile("(?:(?:[壮回藏]族|维吾尔)?自治[区州县旗]|[省市区县旗州盟]|地区)$")
TOWN = re.compile(
    "(?:[^省市区县旗州盟]{1,8}[省市区县旗州盟]){0,3}(.{2,6}(?:镇|乡|街道))(?:人民政府|办事处)"
)  # says its place
# 云岭经开区, 经开区 of the report of its committee
ZONE = re.compile("(.{2,16}区)(?:管理委员会|管委会)")
OFFICE = re.compile("(?:人民政府|办事处|管理委员会|管委会)$")
LONG_CITY = re.compile("[^省市区县旗州盟]{3,5}市")  # 哈尔滨市 is called 哈市
NEW_ZONE = re.compile("(?:新|开发|高新|经开)区$")  # 云岭新区水利局 calls itself 新区水利局
PLACE = re.compile(r"(?!城市|辖区|国家)[^省市区县旗州盟]{1,8}(?:自治)?([省市区县旗州盟])")


# an office for the work of many others: of 安全生产委员会, of a 领导小组
COORDINATES = re.compile(
    "(?:领导小组|联席会议|指挥部(?=办)|(?:安全|安全生产|保护|依法治.|运动|减灾|救灾)委员会)(?:办公室|办)?$"
    "|[安环]委办$|“扫黄打非”"
)
TOWNSHIP = re.compile("(?:乡|镇|街道)(?:人民政府|办事处)")
GOVERNMENT = expression(one_of("scope", "governments") + "$")
# 昌宁回族自治县 calls itself 昌宁县
AUTONOMOUS = re.compile(
    "(?:(?:[壮回藏苗彝侗白傣黎土羌满瑶畲佤水]|朝鲜|蒙古|哈萨克|布依|土家|傈僳|景颇|哈尼|柯尔克孜|仡佬|拉祜|各)族){1,3}自治"
    "(?=[州县旗])|蒙古自治(?=[州县])"
)


def governs(rules: Rulebook, agency: str, kind: str) -> bool:
    """Whether the agency is a government that speaks for its area, and reports (`kind`) so.

    A town acts itself, through no agencies below it; an office tells of the requests that it received.
    """
    of_office = kind == "disclosure" and agency.endswith("办公室")
    return bool(rules[GOVERNMENT].search(agency)) and not (of_office or TOWNSHIP.search(agency))


@lru_cache(maxsize=64)
def area_names(agency: str, province: str, city: str, district: str) -> tuple[str, ...]:
    """Return the names of the reporting agency's area, longest first: of it, a named body is the whole."""
    found = {name for name in (district or city or province,) if name}
    places = re.findall(r"[^省市区县旗州]{2,8}[省市区县旗州]", agency)
    found |= set(places[-1:])
    found |= {city + district, "".join(places)} - {""}
    found |= {name[0] + "市" for name in found if LONG_CITY.fullmatch(name)}
    found |= {AUTONOMOUS.sub("", name) for name in found}
    found |= {stem for name in found if len(stem := STEM.sub("", name)) > 1}
    return tuple(sorted(found, key=len, reverse=True))


BRANCH = re.compile("局(.{2,6}(?:分局|监管所|[支大]队))$")  # 某市生态环境局|青禾分局 calls itself so
_NAMES_IT = re.compile(".{4,}|.{2}办")  # 环委办, and not 水利局


@lru_cache(maxsize=64)
def names_of(rules: Rulebook, agency: str) -> tuple[str, ...]:
    """Return the names an agency gives itself: 云岭市应急管理局, 云岭市应急局, 市应急局."""
    branch = {found[1]} if (found := BRANCH.search(agency)) else set()
    trade, names, place = agency, {agency, AUTONOMOUS.sub("", agency)}, PLACE.match(agency)
    while place:
        trade = trade[place.end() :]
        names |= {trade, place[1] + trade, "自治" + place[1] + trade}
        names |= {zone[0] + trade for zone in NEW_ZONE.finditer(place[0])}
        place = PLACE.match(trade)
    zones = {short for long, (short,) in rules[SHORT_NAMES].items() if long[-1] == "区" and long in agency}
    names |= _shortened(rules, names)
    towns = {found[1] for name in names if (found := TOWN.fullmatch(name) or ZONE.fullmatch(name))}
    towns |= {OFFICE.sub("", name) for name in names} - names - {""} if towns else set()
    towns |= branch | (zones if towns else set())
    return tuple(sorted(towns | set(filter(_NAMES_IT.fullmatch, names))))


def _shortened(rules: Rulebook, names: set[str]) -> set[str]:
    """Return the names with what they hold as it is called for short, one after the other."""
    found = names
    for long, (short,) in rules[SHORT_NAMES].items():
        if long in "\n".join(found):
            found = found | {name.replace(long, short) for name in found}
    return found


def shortens(name: str, agency: str) -> bool:
    """Whether a body is called by some letters of its name.

    青禾区劳动监察大队 of 青禾区劳动保障监察大队; 青禾区工商局, 区工商局 of 青禾区工商行政管理局.
    """
    if name.endswith(("队", "所", "中心")):
        alike = len(name) > 4 and name[-2:] == agency[-2:]
    else:
        by_level = name[:1] in tuple("省市区县州") and len(name) > 3
        alike = name.endswith(("局", "厅", "委")) and (by_level or len(name) > 4 and name[:3] == agency[:3])
    letters = iter(agency)
    return alike and all(letter in letters for letter in name)
