"""Where an agency is: by its name, its branch, the words of its text."""

import re
from collections import Counter
from dataclasses import replace
from functools import reduce

from etl.engine.identify.divisions import district_of, divisions_named, find_division
from etl.engine.identify.table import TABLE, Division, ends_like_a_division, known_chain
from etl.engine.identify.words import TRADE_WORD
from etl.engine.initials import searched
from etl.engine.rulebook import Rulebook

# A branch is named behind the body it belongs to: 云岭市公安局|青禾区|分局, 市场监督管理局|青禾|监管局.
_BRANCH = re.compile(
    r".{0,99}(?:[局厅委署]|委员会|[总支]队)([\u4e00-\u9fff]{2,9}?)"
    r"(?:分局|监管局|管理局|监察局|执法局|分中心|[支大中]队|(?:市场)?(?:监督管理|监管|管理|执法)所|派出所|局)$"
)
_BRANCH_ITSELF = re.compile(r"分局$|[局厅]\w{2,9}(?:监管局|管理局)$")
TOWNSHIP = re.compile(
    r"(?:街道|镇|乡|苏木)(?:人民政府|政府|办事处|办|党工委|综合行政执法[队办]|市场监管所|$)|(?<!事务)所$"
)
_NATIONAL = re.compile(r"国家|国务院|中国|中华人民共和国|海关总署|[\u4e00-\u9fff]{2,10}(?:部|总局|总署)$")
_ZONE = re.compile(
    r"开发区|高新区|经开区|新区$|园区|合作区|经济区|综保区|自贸|新片区|实验区|先导区|功能区|示范区|度假区|保税区|风景名胜区|新区"
)
_OF_PAPERS = "(?:日报|晚报|晨报|早报|都市报|新闻网|新闻(?=[0-9讯传])|报业|融媒体?)"
_MAY_PAPER = searched(_OF_PAPERS)  # cheap: _PAPER tries at each letter
_PAPER = re.compile(rf"([\u4e00-\u9fff]{{2,6}}?){_OF_PAPERS}")
_LEVEL_CHARACTER = {"省": "province", "市": "city", "州": "city", "盟": "city", "自治区": "province"}
AROUND, NEARLY_ALL = 2, 0.8  # places named within one, and their share of all
MOST = 0.6  # of the places named at a level that the one taken must have


def level_of(character: str) -> str:
    """The level that a name tells which begins with 市 or 区 in place of its place."""
    return _LEVEL_CHARACTER.get(character, "district") if character else ""


def is_above(place: str, other: str) -> bool:
    """Whether a place, or the level that stands for it, is above another: 省 and 云岭省 above 白石区."""
    order = ("province", "city", "district")
    levels = [level_of("自治区" if each.endswith("自治区") else each[-1:]) for each in (place, other)]
    return all(levels) and order.index(levels[0]) < order.index(levels[1])


def division_of(rules: Rulebook, agency: str, text: str = "") -> tuple[Division, str]:
    """Return the division of the agency, and the code of what is guessed of it.

    A branch (甲市公安局丙分局) lies in its district. Of districts with one name the text decides whose.
    """
    if not agency:
        return Division(), ""
    division, length = find_division(rules, agency)
    if not division.level and _NATIONAL.match(agency):
        return _of_national(rules, agency), ""
    if division.level == "district" and not division.adcode:
        division, guess = _settled(rules, division, agency, length, text)
    else:
        guess = _guess_of(division, agency[:length])
    if division.level in ("province", "city"):
        division, guess = _branch(rules, division, agency[length:], guess)
    if TOWNSHIP.search(agency[length:]) or (division.district == "" and TOWNSHIP.search(agency)):
        division = replace(division, level="township")
    return division, guess


def _guess_of(division: Division, words: str) -> str:
    """The code of what is guessed of a division that these words name."""
    if division.level and not division.adcode:
        return "place_unknown"
    if _ZONE.search(division.district) and division.adcode.endswith("00"):
        return "place_zone"
    short = words and division.level != "district" and not ends_like_a_division(words)
    return "place_short" if short else ""


def _settled(
    rules: Rulebook, division: Division, agency: str, length: int, text: str
) -> tuple[Division, str]:
    """A district without a code: a zone, one of several with its name, or one that no table has."""
    if _ZONE.search(division.district):
        return division, "place_zone"
    chain, end = known_chain(rules, agency)
    if not chain or end != length or not chain[-1][0].adcode:
        return division, "place_unknown"
    above = {(each.province, each.city): each for each in chain[-1]}
    names = {name: each for each in above.values() for name in (each.city, each.province)}
    named = Counter(names[found.name] for _, _, group in divisions_named(rules, text) for found in group
                    if found.name in names)  # fmt: skip
    best = named.most_common(2)
    if best and (len(best) == 1 or best[0][1] > best[1][1]):
        return best[0][0], "place_same_name"
    return division, "place_same_name"


def _branch(rules: Rulebook, division: Division, rest: str, guess: str) -> tuple[Division, str]:
    if found := _BRANCH.match(rest):
        if inside := _inside(rules, division, found[1]):
            return inside, guess
        if _ZONE.search(found[1]) and division.level == "city":
            return replace(division, district=found[1], level="district"), "place_zone"
    for length in range(2, min(8, len(rest))):  # 泉州市|泉港|生态环境局
        behind = rules[TRADE_WORD].match(rest, length)
        if behind and (inside := district_of(rules, division, rest[:length])):
            return inside, guess
    if _BRANCH_ITSELF.search(rest):
        return replace(division, level="district"), "place_branch"
    return division, guess


def _inside(rules: Rulebook, division: Division, name: str) -> Division | None:
    """The district of that name; one that is abolished, or a zone that is none, does not count."""
    found = district_of(rules, division, name)
    return None if found is None or found.until else found


def _of_national(rules: Rulebook, agency: str) -> Division:
    """The place of a national body's office: 国家矿山安全监察局|湖北|局."""
    for position in range(2, len(agency) - 2):
        chain, length = known_chain(rules, agency[position:])
        if (
            chain
            and len(chain[-1]) == 1
            and agency[position - 1] in "局行会署关"
            and position + length < len(agency)
        ):
            return chain[-1][0]
    return Division()


def first_named(rules: Rulebook, words: str) -> Division:
    """Return the place that the words begin with, full or short, where one alone bears the name."""
    chain, _ = known_chain(rules, words)
    return chain[-1][0] if chain and len(chain[-1]) == 1 else Division()


def newspaper(rules: Rulebook, text: str) -> Division:
    """Return the place of the paper that a news item is from (长沙晚报讯), nothing where it tells none."""
    for found in _PAPER.finditer(text) if _MAY_PAPER.search(text) else ():
        for start in range(len(found[1]) - 1):
            chain, length = known_chain(rules, found[1][start:])
            if chain and len(chain[-1]) == 1 and start + length == len(found[1]):
                return chain[-1][0]
    return Division()


def place_around(rules: Rulebook, text: str, character: str) -> Division:
    """Return the province or city (by `character`) in which nearly all lie that the text names; else nothing.

    全市 in a text that names the city's districts is that city, though the text never names it.
    """
    level = _LEVEL_CHARACTER.get(character, "")
    inside: dict[str, set[str]] = {}
    for _, _, group in divisions_named(rules, text) if level else ():
        above = {_above(each, level) for each in group}
        if len(above) == 1 and "" not in above:
            inside.setdefault(above.pop(), set()).add(group[0].name)
    most = max(inside, key=lambda name: len(inside[name]), default="")
    if len(inside.get(most, ())) < AROUND or len(inside[most]) < NEARLY_ALL * sum(map(len, inside.values())):
        return Division()
    return rules[TABLE].by_name[most][0]


def _above(division: Division, level: str) -> str:
    """The name of the province or city in which a division lies; empty for one of that level itself."""
    if division.level == "district" and level == "city" and division.city in ("市辖区", "县"):
        return division.province
    return "" if division.level in ("province", level) else getattr(division, level)


def most_named(rules: Rulebook, text: str, character: str = "") -> Division:
    """Return the division that the text names most, of those whose name ends in `character` if one is given.

    Nothing where another is named nearly as often: a text that lists places is of none of them.
    """
    named: Counter[Division] = Counter()
    for start, end, group in divisions_named(rules, text):
        if len(group) == 1 and (not character or text[start:end].endswith(character)):
            named[group[0]] += 1
    best = named.most_common(1)
    if not best or best[0][1] < MOST * reduce(int.__add__, named.values()):
        return Division()
    return best[0][0]
