"""Zones that report like a district: how their names are made, and the place before a short one."""

import re

from etl.engine.identify.table import TABLE, known_chain
from etl.engine.rulebook import Rulebook

_KINDS = (
    "(?:经济|高新|高科|工业|产业|综合|技术|科技|保税|经开|旅游|度假|航空港?|临空|空港|临港|物流|生态|循环|化工|出口加工"
    "|自由贸易|自贸|先行|先导|试验|实验|示范|合作|改革创新|功能){1,5}"
)
_WHAT_IT_IS = f"(?:国家级?|省级)?{_KINDS}(?:园|开发|示范|合作|试验|集聚|集中|园)?(?:园?区|新区|片区)"
# What zones are called everywhere: of no use without the place before it
_BARE = re.compile(_WHAT_IT_IS)
_COMMITTEE = "(?:管委会|管理委员会)?(?=[一-鿿]{2})"
_ZONES = tuple(
    (re.compile(f"{long}{_COMMITTEE}"), short)
    for long, short in (("高新技术(?:产业)?开发区", "高新区"), ("经济(?:技术)?开发区", "经开区"))
)
# 经开区, as the text may say it in full
_IN_FULL = {
    "经开区": "经济(?:技术)?开发区|经开区",
    "高新区": "高新技术(?:产业)?开发区|高新区",
    "临空区": "临空经济(?:示范)?区|临空区",
    "综保区": "综合保税区|综保区",
}


def zone_of_place(rules: Rulebook, name: str, text: str) -> str:
    """The name of a zone that says no place, with the place before it in the text (云岭|经济开发区)."""
    if not (zone := _BARE.match(name)):
        return name
    for found in re.finditer(rf"([\u4e00-\u9fff]{{2,6}})({_IN_FULL.get(zone[0], zone[0])})", text):
        for start in range(len(found[1]) - 1):
            place = found[1][start:]
            if known_chain(rules, place)[1] == len(place) or place in rules[TABLE].by_short:
                return place + found[2] + name[zone.end() :]
    return name


def begins_bare(words: str) -> bool:
    """Whether the words begin with what zones are called everywhere."""
    return bool(_BARE.match(words))


def is_bare_zone(words: str) -> bool:
    """Whether the words are what zones are called everywhere, and no more."""
    return bool(_BARE.fullmatch(words))


def with_short_zone(name: str) -> str:
    """The name with its zone as it is called for short: 云岭高新区城市管理局."""
    for zone, short in _ZONES if "开发区" in name else ():
        name = zone.sub(short, name)
    return name
