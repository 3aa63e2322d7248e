"""The invented province: its divisions (demo/divisions.csv) and the agencies that report there."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

from etl.engine.rulefiles import FastLoader

HERE = Path(__file__).parent
DIVISIONS = HERE / "divisions.csv"
EMERGENCY, MARKET, ECOLOGY = "应急管理", "市场监管", "生态环境"
# In how many cities the districts of the other trades report, too; their cities all do.
MARKET_CITIES, ECOLOGY_CITIES = 2, 1


@dataclass(frozen=True)
class Place:
    """One line of divisions.csv."""

    adcode: str
    province: str
    city: str
    district: str
    level: str

    @property
    def name(self) -> str:
        return self.district or self.city or self.province

    @property
    def kind(self) -> str:
        """What the division is called for short: 省, 市, 区, 县."""
        return self.name[-1]


@dataclass(frozen=True)
class Agency:
    """Who reports. `size` is how large it is beside the others of its level, 1 being usual."""

    name: str
    trade: str
    place: Place
    size: float

    @property
    def short(self) -> str:
        """As its own title may give it: without the city before a district."""
        if self.place.kind == "区" and self.name.startswith(self.place.city) and not self.is_branch:
            return self.name.removeprefix(self.place.city)
        return self.name

    @property
    def is_branch(self) -> bool:
        return self.name.endswith("分局")

    @property
    def area(self) -> str:
        """How it calls all of its area: 全市, 全区, 全县."""
        return "全" + self.place.kind

    @property
    def me(self) -> str:
        return "我厅" if self.name.endswith("厅") else "我局"


@cache
def places() -> tuple[Place, ...]:
    """The province, its cities and its districts, in the order of their codes."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        rows = [Place(*(row[name] for name in Place.__match_args__)) for row in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda place: place.adcode))


@cache
def words() -> dict:
    """The words of each trade, of texts/words.yml."""
    return yaml.load((HERE / "texts" / "words.yml").read_text(encoding="utf-8"), Loader=FastLoader)


def agencies(seed: int, cities: int | None = None, districts: int | None = None) -> list[Agency]:
    """All agencies, or those of the first `cities` cities and the first `districts` districts of each."""
    kept = _kept(cities, districts)
    names = [place.city for place in kept if place.level == "city"]
    found = [_agency(place, EMERGENCY, seed) for place in kept]
    for trade, reach in ((MARKET, MARKET_CITIES), (ECOLOGY, ECOLOGY_CITIES)):
        found += [
            _agency(place, trade, seed)
            for place in kept
            if place.level == "city" or (place.level == "district" and place.city in names[:reach])
        ]
    return found


def _kept(cities: int | None, districts: int | None) -> list[Place]:
    names = [place.city for place in places() if place.level == "city"][:cities]
    kept = []
    for place in places():
        of_city = sum(other.city == place.city and other.level == "district" for other in kept)
        inside = place.level == "province" or place.city in names
        if inside and (place.level != "district" or districts is None or of_city < districts):
            kept.append(place)
    return kept


def _agency(place: Place, trade: str, seed: int) -> Agency:
    bureau = words()["trades"][trade]["bureau"][place.level]
    before = place.city if place.kind == "区" else ""
    name = f"{before}{place.name}{bureau}"
    if bureau == "分局":  # of the city's bureau, whose name it carries
        name = f"{place.city}{words()['trades'][trade]['bureau']['city']}{place.name[:-1]}分局"
    usual = {"province": 1.6, "city": 1.0, "district": 0.45}[place.level]
    return Agency(name, trade, place, usual * Random(f"{seed}/size/{name}").lognormvariate(0, 0.45))
