"""Places that no table has, known within one document by the form in which it names them.

A name is a few letters before what a place is (云岭|市). Where it begins is told by what stands before it:
nothing, a mark, a word that no name holds (由云岭市水利局编制), the place above it (云岭市|青禾区). That it
is a place at all is told by what stands behind it: a government, a body of a trade, a place in it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from etl.engine.identify.divisions import DIVISION_OF
from etl.engine.identify.table import FIRST, LAST, TABLE, Division, Table, lengths_by, short_name
from etl.engine.identify.words import NOT_IN_PLACES, TRADE_WORD
from etl.engine.initials import searched
from etl.engine.rulebook import Made, Rulebook, expression, one_of

_SUFFIX = re.compile(r"[自省市区县旗州盟](?:(?<=自)治[区州县旗]|(?<!自))")
_HAN = "\u4e00-\u9fff"
_STEMS = (2, 3)  # letters of a name before what the place is; nine of ten have two
_LONGEST = 12  # letters of a listed name
_GOVERNMENT = re.compile(
    r"(?:人民)?政府(?!部门)|委(?![托派])|分局|监管局|支队|大队|(?:关于)?20[0-9]{2}年|法治|行政执法(?!部门|人员|机关|单位)"
)
_OPENED = expression(rf"(?:\A|[^{_HAN}]|{one_of('agencies', 'before_places')})\Z")
_NO_PLACE = expression(rf"{NOT_IN_PLACES}|[省市区县旗盟]|州(?!\Z)|自治州")
_HAN_LETTER = re.compile(rf"[{_HAN}]")
_LETTERS = re.compile(rf"[{_HAN}]+")
_CITY = re.compile(r"[管建乡综市规]")  # 城市管理, 城市建设: no 城市
_LEVEL = {"省": "province", "自治区": "province", "市": "city", "州": "city", "自治州": "city", "盟": "city"}


# A team or station that is called by its town without what that is: 白石|消防大队
_ENDS = "(?:[支大中]队|分局|(?:监管|卫监|监督|管理|派出|税务|供电)所)"
_MAY_STATION = searched(_ENDS)  # cheap: _STATION tries at each letter
_STATION = re.compile(rf"(?<![{_HAN}])([{_HAN}]{{2}})([{_HAN}]{{2,8}}?{_ENDS})")
_KINDS_OF_BODIES = re.compile(
    "综合|行政|执法|市场|公安|交通|城市|基层|属地|辖区|派驻|直属|联合|专业|专职|志愿|机动|水上"
)


class WithPlaces(Rulebook):
    """The rules of a rulebook with the places that one document adds to the table."""

    def __init__(self, rules: Rulebook, table: Table) -> None:
        dict.__init__(self)
        self.folder, self.content = rules.folder, rules.content
        self._rules = rules
        self[TABLE] = table
        self[DIVISION_OF] = DIVISION_OF.make(self)

    def __missing__(self, made: Made) -> Any:
        result = self[made] = self._rules[made]
        return result


def with_unlisted(rules: Rulebook, text: str) -> Rulebook:
    """Return the rules with the places that `text` names and no table has, as they are if there are none."""
    places = tuple(dict.fromkeys((*_unlisted(rules, text), *_of_stations(rules, text))))
    if not places:
        return rules
    table = rules[TABLE]
    by_name, districts, by_short = table.by_name.copy(), table.districts.copy(), table.by_short.copy()
    added = set()
    for place in places:
        by_name[place.name] = (place,)
        short = short_name(place.name)
        added |= {place.name, short}
        if place.name == short:
            by_short.setdefault(short, (place,))
        elif place.level == "district":
            districts[place.province] = (*districts.get(place.province, ()), place)
            by_short.setdefault(short, (place,))
        else:
            by_name.setdefault(short, (place,))
    return WithPlaces(
        rules,
        replace(
            table,
            by_name=by_name,
            districts=districts,
            by_short=by_short,
            beginnings=lengths_by(table.beginnings, FIRST, added),
            endings=lengths_by(table.endings, LAST, added),
        ),
    )


def _unlisted(rules: Rulebook, text: str) -> Iterator[Division]:
    """The places, those above first known before those within them."""
    found: dict[str, Division] = {}
    proven: set[str] = set()
    ends: dict[int, Division] = {}  # by where the name just read ends
    for suffix in _SUFFIX.finditer(text):
        if listed := listed_before(rules, text, suffix.end()):
            ends[suffix.end()] = listed
            continue
        name, start = _name_before(rules, text, suffix, ends)
        if not name:
            continue
        place = found.get(name) or _division(name, suffix[0])
        if above := ends.get(start):
            place = _within(place, above)
        found[name] = ends[suffix.end()] = place
        if _is_proven(rules, text, suffix.end()) and (above or _stands_out(text, name, start)):
            proven |= {name, above.name} if above else {name}
    return (found[name] for name in found if name in proven)


def _of_stations(rules: Rulebook, text: str) -> Iterator[Division]:
    """The places by whose short name the text calls one team or station more than once: 白石消防大队."""
    named = Counter(
        found.groups()
        for found in (_STATION.finditer(text) if _MAY_STATION.search(text) else ())
        if rules[TRADE_WORD].match(found[2])
    )
    for (stem, _), times in named.items():
        is_word = rules[_NO_PLACE].search(stem) or _KINDS_OF_BODIES.search(stem)
        if times > 1 and not is_word and stem not in rules[TABLE].by_short:
            yield Division(district=stem, level="district")


def place_that_opens(rules: Rulebook, title: str, character: str) -> Division:
    """The place of that level with which a title begins though no table has it: 青禾区汛前检查企业."""
    for length in _STEMS:
        stem = title[:length]
        if title[length : length + 1] == character and _LETTERS.fullmatch(stem):
            return Division() if rules[_NO_PLACE].search(stem) else _division(stem + character, character)
    return Division()


def listed_before(rules: Rulebook, text: str, end: int) -> Division | None:
    """The place of the table whose name ends there; of several with one name the first."""
    table = rules[TABLE]
    for length in table.endings.get(text[end - 2 : end], ()):
        if length <= min(_LONGEST, end) and (found := table.by_name.get(text[end - length : end])):
            return found[0]
    return None


def _name_before(
    rules: Rulebook, text: str, suffix: re.Match[str], ends: dict[int, Division]
) -> tuple[str, int]:
    """The name that ends with `suffix` and where it begins; empty where nothing tells that it is one."""
    for length in _STEMS:
        start = suffix.start() - length
        if start < 0:
            break
        stem = text[start : suffix.start()]
        if rules[_NO_PLACE].search(stem) or not _LETTERS.fullmatch(stem):
            break
        if length > _STEMS[0] and _HAN_LETTER.match(text, max(0, start - 1)) and start not in ends:
            break  # 共办理|市: only a mark begins a longer name for sure
        if start in ends or name_opens(rules, text, start):
            is_word = stem[-1] == "城" and suffix[0] == "市" and _CITY.match(text, suffix.end())
            return ("", 0) if is_word else (text[start : suffix.end()], start)
    return "", 0


def name_opens(rules: Rulebook, text: str, start: int) -> bool:
    """Whether a name can begin there: behind a mark, or a word that no name holds (由|云岭市)."""
    return bool(rules[_OPENED].search(text[max(0, start - 2) : start]))


def _is_proven(rules: Rulebook, text: str, end: int) -> bool:
    return bool(_GOVERNMENT.match(text, end) or rules[TRADE_WORD].match(text, end))


def _stands_out(text: str, name: str, start: int) -> bool:
    """Whether the name begins a line or a quotation, or is named again; what only looks like one does not."""
    before = text[max(0, start - 2) : start]
    return before[-1:] in ("", *"\n《“（(：: 局署") or before == "中共" or text.count(name) > 1


def _division(name: str, suffix: str) -> Division:
    level = _LEVEL.get(suffix, "district")
    return Division(**{level: name}, level=level)


def _within(place: Division, above: Division) -> Division:
    """The place with what lies above it, where that is of a higher level."""
    if place.level == "district" and above.level in ("city", "province"):
        return replace(place, province=above.province, city=above.city)
    if place.level == "city" and above.level == "province":
        return replace(place, province=above.province)
    return place
