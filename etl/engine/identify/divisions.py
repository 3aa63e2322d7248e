"""Administrative divisions: which province, city and district an agency's name begins with.

data/divisions.csv holds every division in use since 2016, those abolished meanwhile with the year
(`until`); it is drawn from yescallop/areacodes (CC0), which follows the ministry's yearly lists.
Districts without a city of their own stand under 市辖区, 县 or 省直辖县级行政区划, as in data/agencies.csv.
"""

import csv
import io
import re
from dataclasses import dataclass

from etl.engine.rulebook import Made, Rulebook

# Zones that report like a district but have no code of their own; they take that of their city.
_ZONE = re.compile(
    r"(?:(?![市区县省局委厅])[\u4e00-\u9fff]){0,10}?(?:新区|高新技术产业开发区|高新区|经济技术开发区|经济开发区|经开区|开发区"
    r"|保税区|合作区|示范区|度假区|管理区|风景名胜区|试验区|园区|新城|管委会)"
)
_NAMED_LIKE = re.compile(
    r"(?![省市区县旗州盟])(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:(?!城市)(?:(?![市区县旗])[\u4e00-\u9fff]){2,10}?(?:市|自治州|州|盟|地区))?"
    r"(?:[\u4e00-\u9fff]{1,10}?(?:自治县|自治旗|新区|区|县|旗))?"
)
# The corps in Xinjiang has divisions (第八师) beside the districts of the ministry's list.
_CORPS = re.compile(
    r"(?:新疆生产建设兵团|新疆兵团|兵团)?(第[一二三四五六七八九十]{1,3}师)(?:[\u4e00-\u9fff]{2,5}市(?!场))?"
    r"((?:[0-9]{1,3}|[一二三四五六七八九十〇零百]{1,5})团)?"
)
_NATIONS = "藏|羌|彝|白|傣|景颇|傈僳|哈尼|壮|苗|布依|侗|土家|朝鲜|回|蒙古|哈萨克|柯尔克孜|维吾尔"
_SUFFIX = re.compile(rf"(?:(?:(?:{_NATIONS})族?)*自治[区州]|特别行政区|省|市|地区|盟)$")


@dataclass(frozen=True, slots=True)
class Division:
    """One division. `district` is also a county, banner or zone; adcode is empty for unknown names."""

    province: str = ""
    city: str = ""
    district: str = ""
    level: str = ""  # province | city | district
    adcode: str = ""
    until: str = ""

    @property
    def name(self) -> str:
        """The division's own name."""
        return {"province": self.province, "city": self.city, "district": self.district}.get(self.level, "")

    def within(self, other: "Division") -> bool:
        """Whether this lies in `other` (or is it)."""
        return (
            self.province == other.province
            and (other.level == "province" or self.city == other.city)
            and (other.level != "district" or self.district == other.district)
        )


def find_division(rules: Rulebook, name: str) -> tuple[Division, int]:
    """Return the division that `name` begins with and the length of its words; (Division(), 0) if none.

    The full chain and its parts are understood (广东省广州市花都区…, 花都区…, 楚雄州…). A district name that
    several cities share and nothing narrows keeps its name alone. A place that is not in the table
    is taken by its form (云岭市青禾区), with no province and no code.
    """
    if corps := _CORPS.match(name):
        above, level = rules[INDEX][0]["新疆生产建设兵团"][0], "district" if corps[2] else "city"
        return Division(above.province, corps[1], corps[2] or "", level, above.adcode), corps.end()
    chain, end = _known_chain(rules, name)
    candidates = chain[-1] if chain else ()
    zone = _ZONE.match(name, end) if candidates and candidates[0].level != "district" else None
    if zone and zone.end() > end:
        above = candidates[0]
        return Division(above.province, above.city, zone[0], "district", above.adcode), zone.end()
    if not candidates or (chain and name[:end] and not _ends_like_a_division(name[:end])):
        return _by_form(name)
    if len(candidates) == 1:
        return candidates[0], end
    first = candidates[0]
    if first.level == "district":
        same_city = len({(each.province, each.city) for each in candidates}) == 1
        return (first if same_city else Division(district=first.district, level="district")), end
    return first, end


def search_division(rules: Rulebook, text: str) -> Division:
    """Return the first division of the table that `text` names in full, wherever it stands."""
    for position in range(len(text)):
        chain, end = _known_chain(rules, text[position : position + 40])
        if chain and len(chain[-1]) == 1 and _ends_like_a_division(text[position : position + end]):
            return chain[-1][0]
    return Division()


def divisions_by_code(rules: Rulebook) -> dict[str, Division]:
    """The divisions of the table by adcode; of an abolished and a present one with one code, the present."""
    found: dict[str, Division] = {}
    for group in rules[INDEX][0].values():
        for division in group:
            if division.adcode not in found or not division.until:
                found[division.adcode] = division
    return found


def _city_stems(rules: Rulebook) -> tuple[str, ...]:
    """The cities of the table as reports shorten them among others: 泉州, 红河, 阿里."""
    cities = {each.city for group in rules[INDEX][0].values() for each in group if each.level == "city"}
    stems = {_SUFFIX.sub("", city) for city in cities}
    return tuple(sorted(stem for stem in stems if len(stem) > 1))


def _ends_like_a_division(words: str) -> bool:
    return words[-1] in "省市区县旗州盟" or words.endswith("兵团")


def _known_chain(rules: Rulebook, name: str) -> tuple[list[tuple[Division, ...]], int]:
    """Follow divisions from the start of `name`, each inside the one before."""
    index, longest = rules[INDEX]
    chain: list[tuple[Division, ...]] = []
    position = 0
    while True:
        for length in range(min(longest, len(name) - position), 1, -1):
            found = index.get(name[position : position + length], ())
            if chain:
                found = tuple(
                    each for each in found if any(each.within(above) and each != above for above in chain[-1])
                )
            if found:
                chain.append(found)
                position += length
                break
        else:
            return chain, position


def _by_form(name: str) -> tuple[Division, int]:
    found = _NAMED_LIKE.match(name)
    if not found or not found[0]:
        return Division(), 0
    words = found[0]
    parts = re.findall(r".+?(?:自治区|自治州|自治县|自治旗|地区|新区|[省市州盟区县旗])", words)
    places = {"province": "", "city": "", "district": ""}
    for part in parts:
        level = (
            "province"
            if part[-1] == "省" or part.endswith("自治区")
            else ("city" if part[-1] in "市州盟" or part.endswith("地区") else "district")
        )
        places[level] = part
    level = next(each for each in ("district", "city", "province") if places[each])
    return Division(**places, level=level), len(words)


def _index(rules: Rulebook) -> tuple[dict[str, tuple[Division, ...]], int]:
    """Divisions by full name, and provinces and cities by short name (内蒙古, 青岛, 楚雄州) too."""
    index: dict[str, list[Division]] = {}
    for row in csv.DictReader(io.StringIO(rules.content["divisions"])):
        division = Division(
            row["province"], row["city"], row["district"], row["level"], row["adcode"], row["until"]
        )
        for name in _names(division):
            index.setdefault(name, []).append(division)
    # Present divisions first; an abolished one only where no present one bears the name.
    ordered = {
        name: tuple([each for each in group if not each.until] or group) for name, group in index.items()
    }
    return ordered, max(map(len, ordered))


INDEX = Made(_index)
CITY_STEMS = Made(_city_stems)


def _names(division: Division) -> set[str]:
    names = {division.name}
    if division.level != "district":
        short = _SUFFIX.sub("", division.name)
        if len(short) >= 2:
            names.add(short)
            if division.name.endswith("自治州"):
                names.add(short + "州")
    return names
