"""The agency that a text tells without naming it: of a system that it speaks of, or of the area itself."""

import re
from collections import Counter
from dataclasses import replace

from etl.engine.identify.addressed import writer_to_all
from etl.engine.identify.places import first_named, level_of, most_named, newspaper, place_around
from etl.engine.identify.speaker import AREA, area_that_speaks, body_speaks, town_that_opens
from etl.engine.identify.table import TABLE, Division, ends_like_a_division, known_chain, short_name
from etl.engine.identify.titled import area_that_opens
from etl.engine.identify.unlisted import listed_before
from etl.engine.rulebook import Made, Rulebook, any_of, expression, headed, one_of

_BODIES = headed("agencies", "system_bodies")
_WORKS = headed("agencies", "work_bodies")
_HIGHER = headed("agencies", "province_bodies")
RENAMED = 2019  # the year by which the reform of 2018 had reached all districts
_SINCE = headed("agencies", "since_2019")
_LOWER = headed("agencies", "district_bodies")
_ACTS = expression(one_of("agencies", "acts"))
_ALL_OF_TRADE = re.compile("(?:监管|执法|监督|管理)?(?:部门|系统)")
_AUTHORITIES = re.compile("[一-鿿]{1,14}(?:机关(?!单位)|警方)")  # of which a title tells: they are one body
_OTHERS_BEFORE = expression(rf"(?:{one_of('agencies', 'others_before')})[^，,。；;、]{{0,4}}\Z")
_MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
_REPORT = re.compile("(?:总结|报告|回眸|年报)$")  # what a body tells of its own
_CAMPAIGN = re.compile("大检查|大排查|大整治|联合|多部门")  # which several bodies carry
_ALL_LEVELS = re.compile("各[级地]\\Z")  # 全市各级水利部门 are the system
_SEVERAL = re.compile("多部门|各部门|有关部门|相关部门|[、和及与](?:[一-鿿]{2,8})(?:部门|系统|机关)")
LONGER = (4, 3)  # letters of the short names of some cities: 呼和浩特, 石家庄
SHORT, TWICE = 2, 2  # letters of a place's short name, times that it stands before a trade
OFTEN = 3  # times that a bureau speaks of its trade
SUBJECT = 40  # characters in which the first sentence names its subject
OPENING = 800  # characters in which a text shows of whom it tells


def _by_word(rules: Rulebook) -> dict[str, str]:
    return {word: body for body, words in rules[_BODIES].items() for word in words}


def _by_work(rules: Rulebook) -> dict[str, str]:
    return rules[_BY_WORD] | {word: body for body, words in rules[_WORKS].items() for word in words}


def _systems(rules: Rulebook) -> re.Pattern[str]:
    words = any_of(rules[_BY_WORD])
    return re.compile(
        rf"(?<![、和])({words})(?:综合)?(?:行政)?(?:主管|监督管理|监督|监管|执法|管理)?(?:系统|部门|机构|队伍|机关(?!单位))"
    )


_BY_WORD = Made(_by_word)
_BY_WORK = Made(_by_work)
_LEVELLED = Made(lambda rules: re.compile(rf"(?:^|[，,。\n])([省市区县州])({any_of(rules[_BY_WORD])})"))
_SYSTEMS = Made(_systems)
_WORK = Made(lambda rules: re.compile(rf"({any_of(rules[_BY_WORK])})[一-鿿]{{0,6}}工作"))
_TITLED_WORK = Made(
    lambda rules: re.compile(
        rf"({any_of(rules[_BY_WORK])})(?:综合)?(?:行政)?(?:执法|监管|监督|隐患排查|形势|检查(?!站)|处罚|治本攻坚)"
    )
)
_WORD = Made(lambda rules: re.compile(any_of(rules[_BY_WORD])))


def inferred_agency(rules: Rulebook, title: str, body: str, yearly: bool) -> tuple[str, str]:
    """Return the agency and the code of what is guessed of it; both empty where the text tells neither.

    全市农业部门 in a text of one city are led by its bureau. Where a `yearly` report speaks of no system, an
    area does, and its government reports; news of an area, or of all of a trade in it, is by nobody.
    """
    level, writer = writer_to_all(rules, body)
    if level:
        return level + _at_level(rules, Division(level=level_of(level)), writer), "agency_system"
    text = f"{title}\n{body[:OPENING]}"
    place, character = _place(rules, title, text)
    one = body_speaks(body) or _AUTHORITIES.match(title) or _REPORT.search(title)
    if name := _of_system(rules, place, text, character, alone=not one) or _of_work(
        rules, place, title, body
    ):
        return name, "agency_system"
    reports = yearly or one
    if name := _called_short(rules, place, f"{title}\n{body}", bool(reports)):
        return name, "agency_system"
    if town := town_that_opens(rules, body):
        return town, "agency_area"
    if yearly and not body_speaks(body) and (area := area_that_opens(rules, body)):
        return area, "agency_area"
    if yearly and (area := area_that_speaks(rules, title, body)):
        return area, "agency_area"
    return "", ""


def _place(rules: Rulebook, title: str, text: str) -> tuple[Division, str]:
    """The place that the text speaks of, and its level (全市).

    It is that of its level named most, else the title's first word, the paper's, or that around all others.
    """
    said = Counter(next(filter(None, found.groups())) for found in AREA.finditer(text))
    character = said.most_common(1)[0][0] if said else ""
    found = (
        most_named(rules, text, character),
        first_named(rules, title or text.lstrip()),
        newspaper(rules, text),
        place_around(rules, text, character),
    )
    return next((place for place in found if place.level), Division()), character


def _of_system(rules: Rulebook, place: Division, text: str, character: str, alone: bool) -> str:
    """The body that leads the system named first, of the place before it, else of `place`; no mere helper.

    Where nothing tells the place its level (`character`) stands for it. `alone`: only where all systems that
    the text names are that one.
    """
    named: dict[str, Division] = {}
    for found in rules[_SYSTEMS].finditer(text):
        before = _ALL_LEVELS.sub("", text[max(0, found.start() - 12) : found.start()])
        if not rules[_OTHERS_BEFORE].search(before):
            of = listed_before(rules, text, found.start()) or place
            named.setdefault(rules[_BY_WORD][found[1]], of)
    if not named or (alone and (len(named) > 1 or _SEVERAL.search(text))):
        return ""
    name, of = next(iter(named.items()))
    level = of.level or level_of(character)
    return (of.name or character) + _at_level(rules, replace(of, level=level), name) if level else ""


def _of_work(rules: Rulebook, place: Division, title: str, body: str) -> str:
    """The body of the trade whose work in the place the title tells of, or the text opens with.

    云岭市五一期间安全生产执法检查情况; 云岭市安全生产工作以…为主线.
    """
    told = {rules[_BY_WORK][found[1]] for found in rules[_TITLED_WORK].finditer(title)}
    if len(told) == 1 and place.level and short_name(place.name) in title and not _CAMPAIGN.search(title):
        return place.name + _at_level(rules, place, told.pop())
    opening = body[:SUBJECT]
    found = rules[_WORK].search(opening, opening.find(place.name) + len(place.name)) if place.level else None
    if not found or not opening[: found.start()].endswith(place.name):
        return ""
    return place.name + _at_level(rules, place, rules[_BY_WORK][found[1]])


def since_renamed(rules: Rulebook, agency: str) -> str:
    """The agency as bodies of its trade are called since RENAMED, whatever old word the text uses."""
    for name, old in rules[_SINCE].items():
        for each in old:
            if agency.endswith(each):
                return agency.removesuffix(each) + name
    return agency


def _called_short(rules: Rulebook, place: Division, text: str, reports: bool) -> str:
    """The body that the text calls by its trade, with its place or level, or by which it speaks."""
    name = _named_short(rules, text, reports) or _of_level(rules, place, text)
    return name or _of_speaker(rules, place, text)


def _named_short(rules: Rulebook, text: str, reports: bool) -> str:
    """The body of a place that the text calls without what it is: 淮上交通, 云岭市森林公安.

    More than once, at the very beginning (of a title), where it acts (云岭应急在…) or a bureau speaks of
    itself. Unless it `reports` for sure, 云岭消防部门 are all of the trade.
    """
    named: Counter[tuple[Division, str]] = Counter()
    for found in rules[_WORD].finditer(text):
        if not reports and _ALL_OF_TRADE.match(text, found.end()):
            continue
        acts = rules[_ACTS].match(text, found.end())
        before = text[max(0, found.start() - SHORT) : found.start()]
        if before and ends_like_a_division(before):
            place = (acts and listed_before(rules, text, found.start())) or Division()
        else:
            place = _short_place(rules, text, found.start())
        if place.level:
            opens = found.start() in (SHORT, len(short_name(place.name)))
            first = opens or acts or body_speaks(text)
            named[place, rules[_BY_WORD][found[0]]] += TWICE if first else 1
    best = named.most_common(1)
    if not best or best[0][1] < TWICE:
        return ""
    place, name = best[0][0]
    return place.name + _at_level(rules, place, name)


def _of_level(rules: Rulebook, place: Division, text: str) -> str:
    """The body of the place that acts, called by its level and its trade alone: 市森林公安按照部署…"""
    for found in rules[_LEVELLED].finditer(text) if place.level else ():
        if rules[_ACTS].match(text, found.end()) and place.name.endswith(found[1]):
            return place.name + _at_level(rules, place, rules[_BY_WORD][found[2]])
    return ""


def _short_place(rules: Rulebook, text: str, end: int) -> Division:
    """The place whose short name ends there: a city, or a district that the text tells of besides.

    The short names of some districts are words (平安, 和平): the text says the name in full, or 我县.
    """
    for letters in (*LONGER, SHORT):
        short = text[max(0, end - letters) : end]
        chain, length = known_chain(rules, short)
        if length == letters:
            return chain[-1][0] if len(chain[-1]) == 1 else Division()
    for district in rules[TABLE].by_short.get(short, ())[:1]:
        if district.name in text or re.search(f"[我全本]{district.name[-1]}", text):
            return district
    return Division()


def _of_speaker(rules: Rulebook, place: Division, text: str) -> str:
    """The body that speaks of itself as 我局, or of its place, by the one trade that it speaks of most."""
    speaks = body_speaks(text)
    if not place.level or not (speaks or _acts_first(rules, place, text)):
        return ""
    told = Counter(rules[_BY_WORD][found[0]] for found in rules[_WORD].finditer(text)).most_common(2)
    if not told or told[0][1] < OFTEN or (len(told) > 1 and told[0][1] < 2 * told[1][1]):
        return ""
    name = _at_level(rules, place, told[0][0])
    return place.name + name if not speaks or body_speaks(text, name) else ""


def _acts_first(rules: Rulebook, place: Division, text: str) -> bool:
    """Whether the text opens with what the place does: 今年以来,云岭市深入开展…"""
    found = re.search(re.escape(place.name), text[:SUBJECT])
    return bool(found and rules[_ACTS].match(text, found.end()))


def _at_level(rules: Rulebook, place: Division, name: str) -> str:
    if place.level == "province" and place.name not in _MUNICIPALITIES:
        return _renamed(rules[_HIGHER], name)
    return _renamed(rules[_LOWER], name) if place.level == "district" else name


def _renamed(names: dict[str, tuple[str, ...]], name: str) -> str:
    return next((at_level for at_level, usual in names.items() if name in usual), name)
