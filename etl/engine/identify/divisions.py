"""Which province, city and district a name begins with, and which a text names."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import compress, count
from operator import add

from etl.engine.identify.table import (
    TABLE,
    Division,
    Table,
    ends_like_a_division,
    is_and_county,
    known_chain,
    short_name,
)
from etl.engine.identify.words import TRADE_WORD
from etl.engine.initials import searched
from etl.engine.rulebook import Made, Rulebook, expression, one_of

# Zones that report like a district but have no code of their own; they take that of their city.
_ZONE = re.compile(
    r"(?:(?![市区县省局委厅])[\u4e00-\u9fff—-]){0,10}?(?:新区|高新技术产业开发区|高新区|经济技术开发区|经济开发区|经开区|开发区"
    r"|保税区|综保区|自贸试?验?区|新片区|临空经济区|经济区|实验区|先导区|功能区|合作区|示范区|度假区|管理区|风景名胜区|试验区|园区|新城|管委会)"
)
_NAMED_LIKE = re.compile(
    r"(?![省市区县旗州盟])(?:[\u4e00-\u9fff]{2,8}?(?:省(?![级委直])|自治区))?"
    r"(?:(?!城市)(?:(?![市区县旗])[\u4e00-\u9fff]){2,10}?(?:市(?![级委直场容])|自治州|州(?!市)|盟|地区))?"
    r"(?:(?:(?![局厅委署队])[\u4e00-\u9fff]){1,10}?(?:自治县|自治旗|新区|区(?![级委直域])|县(?![级委直])|旗))?"
)
_PART = re.compile(r".{1,99}?(?:自治区|自治州|自治县|自治旗|地区|新区|[省市盟区县旗]|州(?!市))")
# The corps in Xinjiang has divisions (第八师) beside the districts of the ministry's list.
_CORPS = re.compile(
    r"(?:新疆生产建设兵团|新疆兵团|兵团)?(第[一二三四五六七八九十]{1,3}师)(?:[\u4e00-\u9fff]{2,5}市(?!场))?"
    r"((?:[0-9]{1,3}|[一二三四五六七八九十〇零百]{1,5})团)?"
)
_FULL_END = searched("[省市区县旗州盟]|兵团")
_REACH = 40  # letters of a division's name with all that it lies in
_TOWNS = frozenset("镇乡街")
_LONGEST_COUNTY = 5  # letters of a county that no nation has for its own
_NOT_IN_NAMES = expression(one_of("agencies", "not_in_names"))


def _of_corps(rules: Rulebook, name: str) -> tuple[Division, int] | None:
    """A division of the corps of Xinjiang, or a regiment of one."""
    corps, above = _CORPS.match(name), rules[TABLE].by_name.get("新疆生产建设兵团")
    if not corps or not above:
        return None
    level = "district" if corps[2] else "city"
    return Division(above[0].province, corps[1], corps[2] or "", level, above[0].adcode), corps.end()


def find_division(rules: Rulebook, name: str) -> tuple[Division, int]:
    """Return the division that `name` begins with and the length of its words; (Division(), 0) if none.

    The full chain and its parts are understood (广东省广州市花都区…, 花都区…, 楚雄州…), short names before a
    body (深圳海事局). A district name that several cities share and nothing narrows keeps its name alone. A
    place that is not in the table is taken by its form (云岭市青禾区), with no province and no code.
    """
    return rules[DIVISION_OF](name)


def _find_division(rules: Rulebook, name: str) -> tuple[Division, int]:
    if corps := _of_corps(rules, name):
        return corps
    chain, end = known_chain(rules, name)
    candidates = chain[-1] if chain else ()
    zone = _ZONE.match(name, end) if candidates and candidates[0].level != "district" else None
    if zone and zone.end() > end:
        return _zone(candidates[0], zone[0]), zone.end()
    if not candidates and (district := _by_short_name(rules, name)):
        return district
    if not candidates or not (ends_like_a_division(name[:end]) or _body_follows(rules, name, end)):
        return _by_form(rules, name)
    if len({(each.province, each.city) for each in candidates}) == 1:
        return candidates[0], end
    return Division(district=candidates[0].district, level="district"), end


# The few names of a document are held against each other, and each time parted into place and body
DIVISION_OF = Made(lambda rules: lru_cache(maxsize=1024)(partial(_find_division, rules)))


def _by_short_name(rules: Rulebook, name: str) -> tuple[Division, int] | None:
    """The district whose short name stands before a body (玉环|海事处), where one alone bears it."""
    for length in range(2, 6):
        found = rules[TABLE].by_short.get(name[:length], ())
        town = name[length : length + 1] in _TOWNS  # 太和|镇人民政府 is of a town, wherever it lies
        if len(found) == 1 and not town and _body_follows(rules, name, length):
            return found[0], length
    return None


def _body_follows(rules: Rulebook, name: str, end: int) -> bool:
    """Whether a body of a trade stands behind a short name, so that it is its place (深圳|海事局)."""
    return rules[TRADE_WORD].match(name, end) is not None


def _zone(above: Division, name: str) -> Division:
    """A zone of a city has the city's code; of one that lies in a district nothing tells which."""
    adcode = above.adcode if above.level == "city" else ""
    return Division(above.province, above.city, name, "district", adcode)


def divisions_named(rules: Rulebook, text: str) -> Iterator[tuple[int, int, tuple[Division, ...]]]:
    """Yield place and candidates of each division of the table that `text` names in full; no 城区, 郊区."""
    position = 0
    for start in _beginnings(rules[TABLE], text):
        if start < position:
            continue
        chain, length = known_chain(rules, text[start : start + _REACH])
        words = text[start : start + length]
        vague = (length == 2 and words[-1] == "区") or is_and_county(text, start)
        if chain and ends_like_a_division(words) and not vague:
            yield start, start + length, chain[-1]
            position = start + length


def _beginnings(table: Table, text: str) -> Iterator[int]:
    """Yield, in order, where names of the table may begin: within reach of where one ends, as few do."""
    begins, names, seen = table.beginnings.__contains__, table.by_name, 0
    for found in _FULL_END.finditer(text):
        end = found.end()
        lengths = table.endings.get(text[end - 2 : end], ())
        if any(length <= end and text[end - length : end] in names for length in lengths):
            low = max(seen, end - _REACH)
            near = text[low:end]
            yield from compress(count(low), map(begins, map(add, near, near[1:])))
            seen = end - 1


def search_division(rules: Rulebook, text: str) -> Division:
    """Return the first division of the table that `text` names in full and alone bears the name."""
    found = (candidates for _, _, candidates in divisions_named(rules, text) if len(candidates) == 1)
    return next(found, (Division(),))[0]


def district_of(rules: Rulebook, above: Division, name: str) -> Division | None:
    """Return the district in `above` that `name`, full or short (渝中, 嘉鱼县), calls; None if none does."""
    for district in rules[TABLE].districts.get(above.province, ()):
        if district.within(above) and name in (district.district, short_name(district.district)):
            return district
    return None


def _holds_more(rules: Rulebook, part: str) -> bool:
    """Whether words stand before a place that is known (依托|云岭市) or are too many for one (…沟内由县)."""
    if part[-1] == "县" and len(part) > _LONGEST_COUNTY and not part.endswith("自治县"):
        return True
    return any(start for start, _, _ in divisions_named(rules, part))


def _by_form(rules: Rulebook, name: str) -> tuple[Division, int]:
    found = _NAMED_LIKE.match(name)
    if not found or not found[0] or rules[_NOT_IN_NAMES].search(found[0]):
        return Division(), 0
    places = {"province": "", "city": "", "district": ""}
    for part in _PART.findall(found[0]):
        if _holds_more(rules, part):
            return Division(), 0
        if part[-1] == "省" or part.endswith("自治区"):
            level = "province"
        else:
            level = "city" if part[-1] in "市州盟" or part.endswith("地区") else "district"
        places[level] = part
    level = next(each for each in ("district", "city", "province") if places[each])
    return Division(**places, level=level), len(found[0])
