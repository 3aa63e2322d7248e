"""The divisions of data/divisions.csv, by name, by short name and by code.

The file holds every division in use since 2016, those abolished meanwhile with the year (`until`); it is
drawn from yescallop/areacodes (CC0), which follows the ministry's yearly lists. Districts without a city of
their own stand under 市辖区, 县 or 省直辖县级行政区划, as in data/agencies.csv.
"""

import csv
import io
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from etl.engine.rulebook import Made, Rulebook, headed

Lengths = dict[str, tuple[int, ...]]  # of names, by two letters that they begin or end with
FIRST, LAST = slice(2), slice(-2, None)
CALLED = headed("agencies", "called_short")
_NATIONS = (
    "藏|羌|彝|白|傣|景颇|傈僳|哈尼|壮|苗|布依|侗|土家|朝鲜|回|蒙古|哈萨克|柯尔克孜|维吾尔|满|瑶|黎"
    "|畲|东乡|撒拉|保安|裕固|仫佬|毛南|水|仡佬|达斡尔|鄂温克|鄂伦春|锡伯|塔吉克|纳西|拉祜|佤|怒|独龙|普米|布朗|土|各族"
)
_SUFFIX = re.compile(
    rf"(?:(?:(?:{_NATIONS})族?){{0,5}}自治[区州县旗]|特别行政区|省|市|地区|盟|新区|林区|区|县|旗)$"
)


@dataclass(frozen=True, slots=True)
class Division:
    """One division. `district` is also a county, banner or zone; adcode is empty for unknown names."""

    province: str = ""
    city: str = ""
    district: str = ""
    level: str = ""  # one of codes.LEVELS
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


@dataclass(frozen=True, slots=True)
class Table:
    """The divisions of data/divisions.csv.

    `by_name`: by full name, provinces and cities by short name (内蒙古, 青岛, 楚雄州) too.
    `districts`: those of each province, the abolished last. `beginnings`, `endings`: the first and the last
    two letters of all names, with the lengths of the names that have them, the longest first.
    """

    by_name: dict[str, tuple[Division, ...]]
    districts: dict[str, tuple[Division, ...]]
    by_short: dict[str, tuple[Division, ...]]  # districts by short name (玉环)
    beginnings: Lengths
    endings: Lengths


def short_name(name: str) -> str:
    """The name without what it is (渝中区 → 渝中); one that would leave a single letter stays whole."""
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


def ends_like_a_division(words: str) -> bool:
    """Whether the words name a division in full (青岛市, not 青岛)."""
    return words[-1] in "省市区县旗州盟" or words.endswith("兵团")


def government_of(place: str) -> str:
    """The name of a place's government: a league's or prefecture's is an office of its province."""
    return place + ("行政公署" if place.endswith(("盟", "地区")) else "人民政府")


AND_COUNTY = "和县"


def is_and_county(text: str, start: int) -> bool:
    """Whether 和县 stands there behind a word, where it is `and the county's` (乡镇和县水利局), not 和县."""
    before = text[start - 1 : start]
    return text.startswith(AND_COUNTY, start) and "\u4e00" <= before <= "\u9fff" and before not in "省市"


def known_chain(rules: Rulebook, name: str) -> tuple[list[tuple[Division, ...]], int]:
    """Follow divisions of the table from the start of `name`, each inside the one before."""
    table = rules[TABLE]
    chain: list[tuple[Division, ...]] = []
    position = 0
    while True:
        for length in table.beginnings.get(name[position : position + 2], ()):
            found = table.by_name.get(name[position : position + length], ())
            if chain:
                found = tuple(
                    each for each in found if any(each.within(above) and each != above for above in chain[-1])
                )
            if found and length <= len(name) - position:
                chain.append(found)
                position += length
                break
        else:
            return chain, position


def divisions_by_code(rules: Rulebook) -> dict[str, Division]:
    """The divisions of the table by adcode; of an abolished and a present one with one code, the present."""
    found: dict[str, Division] = {}
    for group in rules[TABLE].by_name.values():
        for division in group:
            if division.adcode not in found or not division.until:
                found[division.adcode] = division
    return found


def _city_stems(rules: Rulebook) -> tuple[str, ...]:
    """The cities of the table as reports shorten them among others: 泉州, 红河, 阿里."""
    groups = rules[TABLE].by_name.values()
    cities = {each.city for group in groups for each in group if each.level == "city"}
    return tuple(sorted(stem for city in cities if len(stem := _SUFFIX.sub("", city)) > 1))


def _table(rules: Rulebook) -> Table:
    index: dict[str, list[Division]] = {}
    districts: dict[str, list[Division]] = {}
    called = rules[CALLED]
    for row in csv.DictReader(io.StringIO(rules.content["divisions"])):
        division = Division(
            row["province"], row["city"], row["district"], row["level"], row["adcode"], row["until"]
        )
        if division.level == "district":
            districts.setdefault(division.province, []).append(division)
        for name in (*_names(division), *called.get(division.name, ())):
            index.setdefault(name, []).append(division)
    # Present divisions first; an abolished one only where no present one bears the name.
    ordered = {
        name: tuple([each for each in group if not each.until] or group) for name, group in index.items()
    }
    by_short: dict[str, list[Division]] = {}
    for district in itertools.chain.from_iterable(districts.values()):
        if not district.until and (short := short_name(district.district)) not in ordered:
            by_short.setdefault(short, []).append(district)
    by_province = {
        province: tuple(sorted(group, key=lambda each: each.until)) for province, group in districts.items()
    }
    shorts = {short: tuple(group) for short, group in by_short.items()}
    beginnings, endings = lengths_by({}, FIRST, ordered), lengths_by({}, LAST, ordered)
    return Table(ordered, by_province, shorts, beginnings, endings)


def lengths_by(known: Lengths, letters: slice, names: Iterable[str]) -> Lengths:
    """Return the lengths of names by those letters of theirs, the longest first: `known`, and of `names`."""
    found = known.copy()
    for name in names:
        found[name[letters]] = tuple(sorted({*found.get(name[letters], ()), len(name)}, reverse=True))
    return found


def _names(division: Division) -> set[str]:
    names, short = {division.name}, short_name(division.name)
    if division.level != "district":
        names.add(short)
    if division.name.endswith(("自治州", "自治县", "自治旗")) and short != division.name:
        names.add(short + division.name[-1])
    return names


TABLE = Made(_table)
CITY_STEMS = Made(_city_stems)
