"""What an address asks of a theme page, read without the page: the same choice that its widgets would make.

For files that are made without a browser. tests/dashboard/screens/test_asked.py holds it against the page.
"""

from collections.abc import Callable

import pandas as pd

from dashboard.address import Asked, BadAddress, filters_of, indicators_of
from dashboard.data.store import Published
from dashboard.queries.offer import marks_by_year, only_in_parts
from dashboard.queries.overview import indicators
from dashboard.queries.parts import parts_in_common
from dashboard.screens.theme.choice import Choice, Part
from dashboard.screens.theme.page import best_year_of
from dashboard.view import View
from dashboard.yearly import AUTOMATIC, LATEST, YEAR, agencies_in, best_first, told_in

THEMES = {
    "enforcement": ("enforcement", "resource"),
    "inspections": ("inspection",),
    "hazards": ("hazard",),
    "training": ("training", "publicity", "service"),
}  # the themes of the pages in pages/


def view_asked(published: Published, asked: Asked) -> View:
    """The view under the filters of an address. Raises BadAddress."""
    filters, regions = filters_of(published, asked)
    return View(published, filters, regions=regions)


def choice_asked(published: Published, page: str, asked: Asked) -> Choice:
    """The choice of the theme page `page` at an address. Raises BadAddress."""
    view = view_asked(published, asked)
    known = indicators(published)
    known = known[known["theme"].isin(THEMES[page])].set_index("id", drop=False)
    offer = marks_by_year(published, view.filters, tuple(known.index))
    if offer.empty:
        raise BadAddress("所选范围内没有这一页的数字")
    told = told_in(view, offer)
    themes_of = {row.id: THEMES[page].index(row.theme) for row in known.itertuples()}
    named = YEAR.fullmatch(asked.get("year", [""])[-1])
    ranked = best_first(told, themes_of, int(named[1]) if named else None)
    indicator = _indicator(view, asked, known, [one.indicator for one in ranked])
    part = _part(view, asked, indicator)
    year = year_asked(asked, offer, lambda: best_year_of(view, told, indicator, part))
    count = agencies_in(offer, year).get(indicator, 0)
    return Choice(view, known.loc[indicator].to_dict(), year, part, (), count)


def year_asked(asked: Asked, told: pd.DataFrame, by_itself: Callable[[], int | None]) -> int | None:
    """The year that an address says (2024年), None for each agency's latest; else what the page takes."""
    said = asked.get("year", [AUTOMATIC])[-1]
    there = [f"{year}年" for year in sorted(told["year"].unique(), reverse=True)]
    if len(there) == 1:
        return int(there[0][:-1])
    if said == AUTOMATIC:
        return by_itself()
    if said == LATEST:
        return None
    if said not in there:
        raise BadAddress(f"没有“{said}”；year 可以是{AUTOMATIC}、{LATEST}、{'、'.join(there)}")
    return int(said[:-1])


def _indicator(view: View, asked: Asked, known: pd.DataFrame, ranked: list[str]) -> str:
    """The one asked for, else the first that the page offers."""
    named = indicators_of(view.published, asked.get("indicator", ()))
    if not named:
        return ranked[0]
    if named[0] not in known.index:
        raise BadAddress(f"“{asked['indicator'][0]}”不在这一页；这一页有：{'、'.join(known['name_zh'])}")
    if named[0] not in {*ranked, *only_in_parts(view.published, view.filters, named[:1])}:
        raise BadAddress(f"所选范围内没有“{known.loc[named[0], 'name_zh']}”的数字")
    return named[0]


def _part(view: View, asked: Asked, indicator: str) -> Part | None:
    said = asked.get("part", ())
    if not said:
        return None
    common = parts_in_common(view.published, view.filters, indicator)
    parts = {row.name: Part(row.dimension, row.name, row.agencies) for row in common.itertuples()}
    if said[-1] not in parts:
        raise BadAddress(f"没有分项“{said[-1]}”" + (f"；有：{'、'.join(parts)}" if parts else ""))
    return parts[said[-1]]
