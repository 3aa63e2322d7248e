"""Regions as the filter bar and its addresses name them: by the path to them, 四川省/眉山市/东坡区."""

from collections.abc import Collection

import pandas as pd

from dashboard.data.store import Published
from dashboard.naming import PLACEHOLDERS
from dashboard.queries.kept import kept
from dashboard.queries.overview import divisions


@kept
def regions_on_offer(published: Published) -> dict[str, str]:
    """The regions that the bar offers: path -> code prefix."""
    return region_codes(divisions(published))


def region_codes(tree: pd.DataFrame) -> dict[str, str]:
    """Path -> code prefix, in the order of the tree: 四川省, 四川省/眉山市, 四川省/眉山市/东坡区.

    Levels that name no place (市辖区) are left out of the path and of the offer.
    """
    names = dict(zip(tree["code"], tree["name"], strict=True))
    found = {}
    for row in tree.itertuples():
        if row.name not in PLACEHOLDERS or row.level == "district":
            prefixes = [p for p in (row.code[:2], row.code[:4]) if len(p) < len(row.code)]
            above = [names[p] for p in prefixes if names.get(p, "市辖区") not in PLACEHOLDERS]
            found["/".join([*above, row.name])] = row.code
    return found


def codes_of(published: Published, regions: Collection[str]) -> tuple[str, ...]:
    """What `Filters.divisions` takes for these paths."""
    places = regions_on_offer(published)
    return tuple(places[region] for region in regions if region in places)


def narrowest(regions: list[str]) -> list[str]:
    """Regions without those that another one lies in: 浙江省 and 浙江省/台州市 are 浙江省/台州市."""
    return [region for region in regions if not any(within(other, region) for other in regions)]


def within(region: str, other: str) -> bool:
    """Does `other` lie in `region`?"""
    return region.startswith(other + "/")
