"""Who speaks where no body is named: an area, whose government reports, or a town or street."""

import re
from collections import Counter

from etl.engine.identify.places import MOST, most_named
from etl.engine.identify.table import government_of
from etl.engine.identify.unlisted import name_opens
from etl.engine.identify.words import NOT_IN_PLACES
from etl.engine.initials import searched
from etl.engine.matches import sure
from etl.engine.rulebook import Rulebook, expression, one_of

_BODY = searched(
    r"[我本](?:局|厅|委(?!员)|院|队|办(?!理|法|公|件)|处|支队|大队|总队|中心|分局|单位|机关|部门)"
)
# How bodies call themselves, where this is not the end of their name: 委员会 says 我委.
_FULL_ENDS = {"委": ("委员会", "管委会"), "办": ("办公室",)}
# The level of an area that speaks or is spoken of: 我县, 全区, 市委、市政府, a clause that begins 县水利局.
AREA = searched(
    r"[我全]([省市区县旗州盟])|([省市区县旗州盟])委、?(?:\2人民政府|\2政府)"
    r"|(?:^|[，,。；\n])(?!市场|市容|市政(?!府)|区域)([省市区县旗州盟])[\u4e00-\u9fff]{0,8}?[局委政]"
)
_TOWN = searched(r"苏木|街道|街(?=党工委|党政|办事处|[0-9“])|(?:镇|乡)(?![情域区直级村容])")
_TOWN_SPEAKS = re.compile(r"[我全](?:苏木|街道?|镇|乡)|(?:街道?|镇|乡)党(?:工?委|政)")
_WHOLE_TOWN = re.compile(r"[我全本](?:苏木|街道|镇|乡)|(?:镇|乡)里(?!面|程)")
_NO_TOWN = expression(rf"{NOT_IN_PLACES}|[省市区县旗州盟村]")
_ACTS = expression(one_of("agencies", "acts"))
_OFFICE = re.compile("(?:办事处|人民政府)$")
_LEADS_ON = re.compile("[：:]?(?:党工委|党委)?(?:、?(?:街道)?办事处|、?(?:镇|乡)?政府)?")
_ABOVE = ("县", "区", "旗")  # of which a town is named: 临溪县|白石乡
_OPENING = 100
_OFTEN = 3  # times that a town is named of which a text is
_LETTERS = re.compile(r"[\u4e00-\u9fff]+")
_STEMS = (2, 3, 4)  # letters of a town's name; of four, what a street is called by (银杏大街|街道)
_ROAD = ("街", "路", "道", "桥", "巷")


def body_speaks(text: str, name: str = "") -> bool:
    """Whether a bureau or brigade speaks of itself (我局), and no area; with `name` one of that name."""
    return any(not name or calls_itself(name, found[0][1:]) for found in _BODY.finditer(text))


def calls_itself(name: str, word: str) -> bool:
    """Whether a body of this name may say `word` of itself: 云岭市卫生健康委员会 says 我委."""
    return name.endswith((word, word[-1], *_FULL_ENDS.get(word, ())))


def area_that_speaks(rules: Rulebook, title: str, body: str) -> str:
    """Return the government of the area whose report this is by its words (我县, 县委、县政府); else empty.

    Empty too where a body speaks of itself, or the area is not named.
    """
    if body_speaks(body):
        return ""
    if town := _town(rules, body):
        return town
    said = Counter(next(filter(None, found.groups())) for found in AREA.finditer(body))
    if not said:
        return ""
    place = most_named(rules, f"{title}\n{body}", said.most_common(1)[0][0])
    return government_of(place.name) if place.level else ""


def town_that_opens(rules: Rulebook, body: str) -> str:
    """The town or street that the text says to have done what it tells, from its first words; else empty."""
    town = "" if body_speaks(body) else _town(rules, body)
    return town if town and _opens(rules, body, _OFFICE.sub("", town)) else ""


def _town(rules: Rulebook, body: str) -> str:
    """The town or street named most in a text that speaks as one, or of one alone."""
    named = Counter(name for kind in _TOWN.finditer(body) if (name := _name_before(rules, body, kind)))
    name, times = named.most_common(1)[0] if named else ("", 0)
    often = times >= _OFTEN and times >= MOST * named.total()
    if times and _opens(rules, body, name):
        times = _OFTEN
        often = True
    alone = len(named) == 1 and len(_WHOLE_TOWN.findall(body)) > 1
    if not (alone or (times > 1 and (often or _TOWN_SPEAKS.search(body)))):
        return ""  # words that look like a name, or one town of many
    office = {"道": "办事处", "街": "道办事处"}
    return name + office.get(name[-1], "人民政府")


def _opens(rules: Rulebook, body: str, name: str) -> bool:
    """Whether the text opens with what the town does: 2023年，清河街道在区委领导下…"""
    for found in re.finditer(re.escape(name), body[:_OPENING]):
        if rules[_ACTS].match(body, sure(_LEADS_ON.match(body, found.end())).end()):
            return True
    return False


def _name_before(rules: Rulebook, text: str, kind: re.Match[str]) -> str:
    for length in _STEMS:
        start = kind.start() - length
        stem = text[start : kind.start()].removeprefix("小")
        if text.startswith(("人民政府", "党委"), kind.end()):
            stem = stem.removesuffix("村")  # 均村乡人民政府
        if kind[0] == "街道" and stem.endswith(_ROAD):
            stem = stem[:-1]
        elif length > _STEMS[1]:
            return ""
        if start < 0 or not _LETTERS.fullmatch(stem) or rules[_NO_TOWN].search(stem):
            return ""
        if name_opens(rules, text, start) or text[start - 1 : start] in _ABOVE:
            return text[start : kind.end()]
    return ""
