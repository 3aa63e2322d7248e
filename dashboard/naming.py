"""Short names for axes: agencies of one trade are told apart by their place, so that is what is written."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from dashboard.numbers import is_missing
from dashboard.records import records

# Levels of the division code that name no place of their own (上海市 / 市辖区 / 嘉定区).
PLACEHOLDERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


def axis_names(agencies: pd.DataFrame) -> dict[str, str]:
    """Full name -> short name, unique among `agencies` (columns agency, province, city, district, trade).

    A district is written with its city or province: 大兴区（北京）. Where two agencies would get the
    same name, or a place is unknown, the full name stays.
    """
    rows = agencies.drop_duplicates("agency")
    several_trades = rows["trade"].nunique() > 1
    shortened = {}
    for row in records(rows[["agency", "province", "city", "district", "trade"]]):
        said = {name: "" if is_missing(value) else str(value) for name, value in row.items()}
        place = place_name(said["province"], said["city"], said["district"])
        shortened[said["agency"]] = f"{place} {said['trade']}".strip() if several_trades and place else place
    count = Counter(shortened.values())
    return {agency: name if name and count[name] == 1 else agency for agency, name in shortened.items()}


def place_name(province: str, city: str, district: str) -> str:
    """A place as it is spoken of: 四川省, 眉山市（四川）, 大兴区（北京）, 罗湖区（深圳）."""
    city = "" if city in PLACEHOLDERS else city
    if district:
        above = _without_suffix(city or province)
        return f"{district}（{above}）" if above else district
    if city:
        return f"{city}（{_without_suffix(province)}）" if province else city
    return province


def place_in_full(province: str, city: str, district: str) -> str:
    """A place as a sentence names it: 四川省, 眉山市, 深圳市罗湖区; a city below a city by itself."""
    above = province if city in PLACEHOLDERS else city or province
    return district if district.endswith("市") else above + district


def agency_in_full(mark: Mapping) -> str:
    """An agency of a district with its city before its name, unless the name says it: 深圳市罗湖区城管局."""
    agency, district = mark["agency"], mark.get("district") or ""
    place = place_in_full(mark.get("province") or "", mark.get("city") or "", district)
    above = place.removesuffix(district)
    return agency if not above or not district or _without_suffix(above) in agency else above + agency


def _without_suffix(place: str) -> str:
    for suffix in ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"):
        if place.endswith(suffix):
            return place.removesuffix(suffix)
    return place if len(place) < 6 else place[:4] + "…"
