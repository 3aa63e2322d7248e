"""The agency that a text tells without naming it: of a system that it speaks of, or of the area itself."""

import re
from collections import Counter

from etl.engine.identify.places import first_named, most_named, newspaper
from etl.engine.identify.speaker import AREA, area_that_speaks, body_speaks, town_that_opens
from etl.engine.identify.table import TABLE, Division, ends_like_a_division, known_chain
from etl.engine.identify.titled import area_that_opens
from etl.engine.identify.unlisted import listed_before
from etl.engine.rulebook import Made, Rulebook, any_of, expression, headed, one_of

_BODIES = headed("agencies", "system_bodies")
_HIGHER = headed("agencies", "province_bodies")
_LOWER = headed("agencies", "district_bodies")
_ACTS = expression(one_of("agencies", "acts"))
_ALL_OF_TRADE = re.compile("(?:监管|执法|监督|管理)?(?:部门|系统)")
_AUTHORITIES = re.compile("[一-鿿]{1,14}(?:机关(?!单位)|警方)")  # of which a title tells: they are one body
_OTHERS_BEFORE = expression(rf"(?:{one_of('agencies', 'others_before')})[^，,。；;、]{{0,4}}\Z")
_MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
SHORT, TWICE = 2, 2  # letters of a place's short name, times that it stands before a trade
OFTEN = 3  # times that a bureau speaks of its trade
OPENING = 800  # characters in which a text shows of whom it tells


def _by_word(rules: Rulebook) -> dict[str, str]:
    return {word: body for body, words in rules[_BODIES].items() for word in words}


def _systems(rules: Rulebook) -> re.Pattern[str]:
    words = any_of(rules[_BY_WORD])
    return re.compile(
        rf"(?<![、和])({words})(?:行政)?(?:主管|监督管理|监督|监管|执法|管理)?(?:系统|部门|机关(?!单位))"
    )


_BY_WORD = Made(_by_word)
_SYSTEMS = Made(_systems)
_WORD = Made(lambda rules: re.compile(any_of(rules[_BY_WORD])))


def inferred_agency(rules: Rulebook, title: str, body: str, yearly: bool) -> tuple[str, str]:
    """Return the agency and the code of what is guessed of it; both empty where the text tells neither.

    全市农业部门 in a text of one city are led by its bureau. Where a `yearly` report speaks of no system, an
    area does, and its government reports; news of an area, or of all of a trade in it, is by nobody.
    """
    text = f"{title}\n{body[:OPENING]}"
    place = _place(rules, title, text)
    reports = yearly or body_speaks(body) or _AUTHORITIES.match(title)
    if reports and place.level and (name := _of_system(rules, place, text)):
        return place.name + name, "agency_system"
    if name := _named_short(rules, f"{title}\n{body}", bool(reports)) or _of_speaker(
        rules, place, f"{title}\n{body}"
    ):
        return name, "agency_system"
    if town := town_that_opens(rules, body):
        return town, "agency_area"
    if yearly and not body_speaks(body) and (area := area_that_opens(rules, body)):
        return area, "agency_area"
    if yearly and (area := area_that_speaks(rules, title, body)):
        return area, "agency_area"
    return "", ""


def _place(rules: Rulebook, title: str, text: str) -> Division:
    """The place that the text speaks of: that of its level (全市) named most, else the title's first word."""
    said = Counter(next(filter(None, found.groups())) for found in AREA.finditer(text))
    place = most_named(rules, text, said.most_common(1)[0][0] if said else "")
    if place.level:
        return place
    first = first_named(rules, title)
    return first if first.level else newspaper(rules, text)


def _of_system(rules: Rulebook, place: Division, text: str) -> str:
    """The body at the level of the place that leads the system named first; not one that only helps."""
    for found in rules[_SYSTEMS].finditer(text):
        if rules[_OTHERS_BEFORE].search(text[max(0, found.start() - 12) : found.start()]):
            continue
        return _at_level(rules, place, rules[_BY_WORD][found[1]])
    return ""


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
            first = found.start() == SHORT or acts or body_speaks(text)
            named[place, rules[_BY_WORD][found[0]]] += TWICE if first else 1
    best = named.most_common(1)
    if not best or best[0][1] < TWICE:
        return ""
    place, name = best[0][0]
    return place.name + _at_level(rules, place, name)


def _short_place(rules: Rulebook, text: str, end: int) -> Division:
    """The place whose short name ends there: a city, or a district that the text tells of besides.

    The short names of some districts are words (平安, 和平): the text says the name in full, or 我县.
    """
    short = text[max(0, end - SHORT) : end]
    chain, length = known_chain(rules, short)
    if length == SHORT:
        return chain[-1][0] if len(chain[-1]) == 1 else Division()
    for district in rules[TABLE].by_short.get(short, ())[:1]:
        if district.name in text or re.search(f"[我全本]{district.name[-1]}", text):
            return district
    return Division()


def _of_speaker(rules: Rulebook, place: Division, text: str) -> str:
    """The body that speaks of itself as 我局, by the trade that it speaks of most; not one of several."""
    if not place.level or not body_speaks(text):
        return ""
    told = Counter(rules[_BY_WORD][found[0]] for found in rules[_WORD].finditer(text)).most_common(2)
    if not told or told[0][1] < OFTEN or (len(told) > 1 and told[0][1] < 2 * told[1][1]):
        return ""
    name = _at_level(rules, place, told[0][0])
    return place.name + name if body_speaks(text, name) else ""


def _at_level(rules: Rulebook, place: Division, name: str) -> str:
    if place.level == "province" and place.name not in _MUNICIPALITIES:
        return _renamed(rules[_HIGHER], name)
    return _renamed(rules[_LOWER], name) if place.level == "district" else name


def _renamed(names: dict[str, tuple[str, ...]], name: str) -> str:
    return next((at_level for at_level, usual in names.items() if name in usual), name)
