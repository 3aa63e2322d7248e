"""The agency that a text tells without naming it: of a system that it speaks of, or of the area itself."""

import re
from collections import Counter

from etl.engine.identify.places import most_named
from etl.engine.identify.speaker import AREA, area_that_speaks
from etl.engine.identify.table import Division, ends_like_a_division, known_chain
from etl.engine.rulebook import Made, Rulebook, any_of, expression, headed, one_of

_BODIES = headed("agencies", "system_bodies")
_HIGHER = headed("agencies", "province_bodies")
_LOWER = headed("agencies", "district_bodies")
_OTHERS_BEFORE = expression(rf"(?:{one_of('agencies', 'others_before')})[^，,。；;、]{{0,4}}\Z")
_MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
SHORT, TWICE = 2, 2  # letters of a place's short name, times that it stands before a trade
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
    area does, and its government reports; news of an area is by nobody.
    """
    text = f"{title}\n{body[:OPENING]}"
    place = _place(rules, title, text)
    if place.level and (name := _of_system(rules, place, text)):
        return place.name + name, "agency_system"
    if name := _named_short(rules, f"{title}\n{body}"):
        return name, "agency_system"
    if yearly and (area := area_that_speaks(rules, title, body)):
        return area, "agency_area"
    return "", ""


def _place(rules: Rulebook, title: str, text: str) -> Division:
    """The place that the text speaks of: that of its level (全市) named most, else the title's first word."""
    said = Counter(next(filter(None, found.groups())) for found in AREA.finditer(text))
    place = most_named(rules, text, said.most_common(1)[0][0] if said else "")
    if place.level:
        return place
    chain, _ = known_chain(rules, title)
    return chain[-1][0] if chain and len(chain[-1]) == 1 else Division()


def _of_system(rules: Rulebook, place: Division, text: str) -> str:
    """The body at the level of the place that leads the system named first; not one that only helps."""
    for found in rules[_SYSTEMS].finditer(text):
        if rules[_OTHERS_BEFORE].search(text[max(0, found.start() - 12) : found.start()]):
            continue
        return _at_level(rules, place, rules[_BY_WORD][found[1]])
    return ""


def _named_short(rules: Rulebook, text: str) -> str:
    """The body of a place that the text calls by both for short, more than once: 淮上交通, 淮上公安."""
    named: Counter[tuple[Division, str]] = Counter()
    for found in rules[_WORD].finditer(text):
        chain, length = known_chain(rules, text[max(0, found.start() - SHORT) : found.start()])
        if length == SHORT and len(chain[-1]) == 1 and not ends_like_a_division(text[: found.start()]):
            named[chain[-1][0], rules[_BY_WORD][found[0]]] += 1
    best = named.most_common(1)
    if not best or best[0][1] < TWICE:
        return ""
    place, name = best[0][0]
    return place.name + _at_level(rules, place, name)


def _at_level(rules: Rulebook, place: Division, name: str) -> str:
    if place.level == "province" and place.name not in _MUNICIPALITIES:
        return _renamed(rules[_HIGHER], name)
    return _renamed(rules[_LOWER], name) if place.level == "district" else name


def _renamed(names: dict[str, tuple[str, ...]], name: str) -> str:
    return next((at_level for at_level, usual in names.items() if name in usual), name)
