"""An agency's name as it stands in lists: with its place, its city and its full words."""

import re

from etl.engine.identify.divisions import find_division
from etl.engine.identify.names import NATIONAL, is_called_by_place, level_first
from etl.engine.identify.places import division_of, first_named, most_named, newspaper, place_around
from etl.engine.identify.table import CALLED, TABLE, Division, ends_like_a_division, short_name
from etl.engine.identify.unlisted import place_that_opens
from etl.engine.identify.words import NOT_IN_PLACES, TRADE_WORD, WRITTEN_OUT
from etl.engine.identify.zones import begins_bare, zone_of_place
from etl.engine.rulebook import Rulebook, expression

_AVIATION = re.compile(r"^(民航[\u4e00-\u9fff]{2,6})监管局$")  # as it is called for short
_BRANCH_FIRST = re.compile(
    r"(?![省市区县我本各全])([\u4e00-\u9fff]{2,3})(?:分局|市场监管所|市场监督管理所|司法所|派出所)"
)
_NO_BRANCH = expression(rf"{NOT_IN_PLACES}|[式型]\Z")
_YEAR_FIRST = re.compile(r"^20[0-9]{2}年度?")
_OF_NO_CITY = ("市辖区", "县")  # the districts and counties of a city that is a province


def full_name(rules: Rulebook, name: str, guess: str, title: str, text: str) -> tuple[str, str]:
    """Return the name in full, with the branch that opens the title, and the code of what is guessed."""
    name, guess = _in_full(rules, name, guess, title, text)
    return _with_branch(rules, name, title, text), guess


def _in_full(rules: Rulebook, name: str, guess: str, title: str, text: str) -> tuple[str, str]:
    """Return the name with the place that the text names most, its city before it, its body written out.

    `guess` is what is guessed of it so far; what is added here is one where nothing was before. A name
    whose place stays unknown stays as it is.
    """
    if aviation := _AVIATION.match(name):
        name = f"{aviation[1]}安全监督管理局"
    if character := level_first(name):
        place = _place(rules, character, title, text)
        if not place.level:
            return character + _body(rules, name[len(character) :]), guess or "agency_placeless"
        name, guess = place.name + name[len(character) :], guess or "agency_place"
    name = zone_of_place(rules, name, f"{title}\n{text}")
    _, length = find_division(rules, name)
    division, _ = division_of(rules, name, text)
    if not length:
        return name, guess or ("" if _needs_no_place(rules, name) else "agency_placeless")
    body = name[length:].removeprefix("由")  # 云岭市由水利局牵头
    if body != (body := _body(rules, body)):
        guess = guess or "agency_written_out"
    return _place_in_full(rules, division, name[:length]) + body, guess


def _body(rules: Rulebook, body: str) -> str:
    """The body written out, where it is called the same nearly everywhere."""
    return rules[WRITTEN_OUT].get(body, body)


def _with_branch(rules: Rulebook, agency: str, title: str, text: str) -> str:
    """The bureau with its branch, where the title begins with that alone (白石分局…), named again below."""
    found = _BRANCH_FIRST.match(title)
    if not found or found[1] in agency or not agency.endswith(("局", "委员会")) or found[1] not in text:
        return agency
    if rules[_NO_BRANCH].search(found[1]):
        return agency  # 基层司法所, 枫桥式派出所: kinds
    is_place = find_division(rules, found[1])[1] or rules[TRADE_WORD].match(found[1])
    return agency if is_place else agency + found[0]


def _needs_no_place(rules: Rulebook, name: str) -> bool:
    national = name in rules[NATIONAL] or name.startswith(("国家", "中国", "国务院"))
    return national or is_called_by_place(rules, name)


def _place(rules: Rulebook, character: str, title: str, text: str) -> Division:
    """The place named most that fits the level (of 市 also a province or county), else that of the paper.

    A province is told by the first word of title or text as well (东岭打击…), others by the first that looks
    like one, where no table has it.
    """
    place = most_named(rules, title + "\n" + text, character)
    if place.level and (character != "区" or place.level == "district"):
        return place
    paper = newspaper(rules, text)
    if not paper.level and (around := place_around(rules, title + "\n" + text, character)).level:
        return around
    if character == "省":
        province = (paper if paper.level else first_named(rules, title or text)).province
        return next(iter(rules[TABLE].by_name.get(province, ())), Division())
    if paper.name.endswith(character) and character != "区":
        return paper
    return place_that_opens(rules, _YEAR_FIRST.sub("", title or text), character)


def _without_province(division: Division, words: str) -> str:
    """The words without the province before a city or county of it (东岭省云岭市, 东岭云岭市 → 云岭市)."""
    if division.level != "province" and division.city not in _OF_NO_CITY:
        for name in filter(None, (division.province, short_name(division.province))):
            rest = words.removeprefix(name)
            if (
                rest != words
                and len(rest) > 2
                and rest[0] not in "-—"
                and not begins_bare(rest)
                and ends_like_a_division(rest)
            ):
                return rest
    return words


def _place_in_full(rules: Rulebook, division: Division, words: str) -> str:
    """A district of a city is named with its city (云岭市青禾区…), a 自治州 or 自治县 by its full name.

    Counties and cities stand alone.
    """
    words = _without_province(division, words)
    if words[-1] in "州县旗盟" and (
        words == short_name(division.name) + words[-1] or words in rules[CALLED].get(division.name, ())
    ):
        return division.name
    above = division.province if division.city == "市辖区" else division.city
    of_table = division.adcode and not division.adcode.endswith("00")  # no zone of a city
    if of_table and words == short_name(above) + division.district:
        words = division.district  # 云岭青禾区
    of_city = (
        division.level in ("district", "township")
        and division.district.endswith("区")
        and above.endswith("市")
    )
    alone = words in (division.district, short_name(division.district))
    return above + words if of_city and alone else words
