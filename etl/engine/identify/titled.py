"""The agency that a title names: in words, or by the area whose report it is."""

import re

from etl.engine.identify.divisions import find_division
from etl.engine.identify.names import (
    LEVELS,
    ORGANISATION,
    may_follow_place,
    national_name,
    parted,
    proper_name,
)
from etl.engine.identify.table import Division, government_of
from etl.engine.identify.words import NOT_IN_PLACES
from etl.engine.identify.zones import is_bare_zone
from etl.engine.rulebook import Rulebook, expression, one_of

_WORDS = r"[\u4e00-\u9fff()（）·—-]"
_YEAR = r"(?:[0-9〇○零一二三四五六七八九]{4}年?度?(?:第?[一二三四]季度|[上下]?半年)?)"
# 卫健委, 清河街道, 史志办公室, 档案馆
_SHORT_NAME = (
    "(?:[委办所镇乡馆站社校院]|办公室|联合会|残联|妇联|协会|公司|(?<![查办])处|街道)(?=关于|[0-9二]|$)"
)
_PART = (
    rf"(?:(?!关于|联合|开展|组织|积极|会同|通报|公布|发布|查处|检查|召开|举行|约谈|指导){_WORDS}{{0,8}}?"
    "(?:总队|支队|大队|分局|监管局|管理局)){0,2}"
)
_IN_FRONT = re.compile(
    rf"^[\[【《“]?(?:关于)?{_YEAR}?(?:中共{_WORDS}{{2,20}}?委员会(?={_WORDS}*政府))?(?:中共)?"
    rf"({_WORDS}{{1,24}}?(?:{ORGANISATION}{_PART}|{_SHORT_NAME}))"
)
_FURTHER = re.compile(rf"({_WORDS}{{2,28}}?(?:{ORGANISATION}|[委办]){_PART})(?={_YEAR}|关于20|[:：])")
_OTHERS = re.compile("表彰|通报表扬|印发|部署")
_OF_AREA = re.compile(
    rf"^(?:关于)?{_YEAR}?({_WORDS}{{2,18}}?)(?:关于)?{_YEAR}?(?:政府信息公开|法治政府建设|依法行政|行政执法)"
    r"(?!.*(?:通报|快报|[0-9]月|季度|半年))"
)
_REVIEWS = re.compile(rf"^(?:关于)?{_YEAR}?({_WORDS}{{2,18}}?)(?:关于)?{_YEAR}?行政复议")
_STREET = re.compile(
    rf"^(?:关于)?{_YEAR}?({_WORDS}{{2,14}}?(?:街道?|镇|乡))(?:关于)?(?:{_YEAR}|法治|政府信息)"
)
_NO_PLACE = expression(rf"{NOT_IN_PLACES}|[省市区县旗盟]")
_ENDS = "队局委科处所室"  # of bodies, behind which no place ends
_PARTY = re.compile(r"^中共[\u4e00-\u9fff]{2,12}?(?:委员会|党工委)(?=[\u4e00-\u9fff]{2})")
_ZONE = re.compile(
    r"(?:开发|高新|经开|经济|综保|自贸|新片|实验|试验|先导|功能|合作|示范|度假|保税|园|名胜)区$|新区$|新城$"
)
_OPENS = expression(
    rf"(?:^|[，,。\n])(?:{_YEAR}以?来?[，,]?)?(?![全各本我])([\u4e00-\u9fff]{{2,16}}?(?:[市区县旗州盟]|新城))"
    rf"(?=(?:党工委、?)?(?:管委会)?{one_of('agencies', 'acts')}|法治政府|依法行政工作|行政执法工作)"
)
# 高新区（望川区）水利局: a zone that is run together with a district
_ZONE_NAMED_TWICE = re.compile(
    rf"^{_YEAR}?([\u4e00-\u9fff]{{0,8}}?(?:高新|经开|开发|新|园)区)([(（][\u4e00-\u9fff]{{2,6}}区[)）])"
    r"([\u4e00-\u9fff]{2,16}?(?:局|委员会|办公室|[支大]队))"
)
# 望川区（高新区）水利局: the district's bureau, which is the zone's as well
_ZONE_ASIDE = re.compile(
    r"(?<=[市区县])[(（][\u4e00-\u9fff]{0,10}(?:(?:开发|高新|经开|园|新|度假|保税|示范)区|新城)[)）](?=[\u4e00-\u9fff]{2,16}(?:局|委员会|办公室|[支大]队))"
)
_OPENING = 400
_WORD = 2  # letters of what is no name
# 图解丨云岭市公安局…, 【复议应诉】云岭省…: what a newsroom or a site puts before its headlines
_RUBRIC = re.compile(
    rf"^(?:【[^】]{{2,10}}】|\[[^\]]{{2,10}}\]|[\u4e00-\u9fff]{{1,3}}[^{_ENDS}会院厅府办]\|)"
)


def named_in_title(rules: Rulebook, title: str) -> tuple[str, str]:
    """Return the agency of a title and how it is named: `title`, `area` or `reviews` (its own evidence).

    The report of an area that names no body is its government's; of a zone that of its committee. A street
    or town reports through its office or government. Empty where the title names none.
    """
    title = _ZONE_ASIDE.sub("", _RUBRIC.sub("", title))
    if (area := _OF_AREA.match(title)) and (name := _body_of_area(rules, area[1])):
        return name, "area"
    if (national := national_name(rules, title)) and not _OTHERS.match(title[len(national) :]):
        return national, "title"
    if street := _STREET.match(title):
        return _of_street(street[1]), "title"
    if (twice := _ZONE_NAMED_TWICE.match(title)) and (body := _named(rules, twice[1] + twice[3])):
        return body.removesuffix(twice[3]) + twice[2] + twice[3], "title"
    found = _IN_FRONT.match(title) or _FURTHER.search(title)
    if found and (name := _named(rules, found[1].split("（")[0].split("(")[0])):
        return name, "title"
    if (area := _REVIEWS.match(title)) and (name := _body_of_area(rules, area[1])):
        return name, "reviews"
    return "", ""


def _named(rules: Rulebook, words: str) -> str:
    """The agency that the words name: behind a place it is one though it tells no trade.

    A title begins with its agency: letters before a body without a place are the place's (白石林业局).
    """
    name = proper_name(rules, words)
    before = words[: -len(name)] if name else ""
    if (
        before
        and len(before) <= 3
        and not (parted(rules, name)[0] or rules[_NO_PLACE].search(before) or before[-1] in _ENDS)
    ):
        return words
    if 0 < len(name) <= _WORD:
        return ""  # 前三季度全国|海关 is of all of them
    length = find_division(rules, words)[1]
    return name or (words if length and may_follow_place(rules, words[length:]) else "")


def area_that_opens(rules: Rulebook, body: str) -> str:
    """The body of the area or zone that acts in the opening (在区委领导下，云岭新区坚持…); else empty."""
    for found in rules[_OPENS].finditer(body[:_OPENING]):
        if name := _body_of_area(rules, found[1]):
            return name
    return ""


def _body_of_area(rules: Rulebook, words: str) -> str:
    division, length = find_division(rules, words) if words[0] not in "全各本我" else (Division(), 0)
    if words[0] in LEVELS and is_bare_zone(words[1:]):
        return words + "管理委员会"
    if not division.level or length != len(words):
        return ""
    if _ZONE.search(words) and not (
        division.adcode
        and division.name == division.district
        and words.endswith("新区")
        and not division.adcode.endswith("00")
    ):
        return words + "管理委员会"
    no_place = not division.adcode and rules[_NO_PLACE].search(words[:-1])
    return government_of(words) if words[-1] in LEVELS and not no_place else ""


def _of_street(words: str) -> str:
    name = _PARTY.sub("", words)
    return name + ("人民政府" if name[-1] in "镇乡" else "道办事处" if name[-1] == "街" else "办事处")
