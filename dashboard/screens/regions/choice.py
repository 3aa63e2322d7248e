"""What the reader chooses on the region view: place, indicator, measure, year, and the basis of medians."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import words
from dashboard.figure_panel import show_definition
from dashboard.frame import choose_one, choose_or_first
from dashboard.queries import indicators
from dashboard.queries.coverage_counts import is_large, report_years
from dashboard.queries.offer import marks_by_year
from dashboard.queries.regions import Basis
from dashboard.screens.regions.tree import MEASURES, place_names, places_on_offer
from dashboard.view import View
from dashboard.yearly import best_first, told_in

AT, EVERY_YEAR = "at", "所选各年"


@dataclass(frozen=True)
class Asked:
    """What the tiles show: one measure of one indicator, within the division `at` (empty: the country)."""

    measure: str
    indicator: dict
    years: tuple[int, ...]
    when: str
    basis: Basis
    at: str


def choose(view: View, tree: pd.DataFrame) -> Asked | None:
    """Draw the choosers; None where the selection holds no report at all."""
    known = indicators(view.published).set_index("id", drop=False)
    years = report_years(view.published, view.filters)
    if years.empty:
        return None
    places = place_names(tree)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        at = choose_or_first(
            "区域",
            places_on_offer(tree, view.filters.divisions),
            AT,
            lambda code: places.get(code, "全国"),
            width=240,
        )
        names = known["name_zh"].to_dict()
        indicator = choose_or_first(
            "指标", indicators_offered(view, known), "indicator", names.get, width=220
        )
        measure = choose_one("显示", MEASURES, "measure")
        years, when = _choose_year(view, years_told(view, indicator, at, years), measure)
        basis = _choose_basis(view, measure)
        with st.popover("指标定义"):
            show_definition(known.loc[indicator].to_dict())
    return Asked(measure, known.loc[indicator].to_dict(), years, when, basis, at or "")


def indicators_offered(view: View, known: pd.DataFrame) -> list[str]:
    """All indicators, enforcement first, and of it what puts most 可比 figures beside each other; in a very
    large database in their own order."""
    if is_large(view.published):
        return known["id"].tolist()
    place = {theme: number for number, theme in enumerate(words.THEMES)}
    themes = {indicator: place[theme] for indicator, theme in known["theme"].items()}
    ranked = best_first(told_in(view, marks_by_year(view.published, view.filters)), themes)
    return list(dict.fromkeys([*(one.indicator for one in ranked), *known["id"]]))


def years_told(view: View, indicator: str, at: str, reported: pd.DataFrame) -> pd.DataFrame:
    """Years of which the indicator is told (year, agencies): in the division opened, else in the selection,
    else all years with reports."""
    for divisions in ((at,), view.filters.divisions) if at else (view.filters.divisions,):
        filters = replace(view.filters, divisions=divisions)
        found = marks_by_year(view.published, filters, (indicator,))
        if len(found):
            return found
    return reported


def _choose_year(view: View, offer: pd.DataFrame, measure: str) -> tuple[tuple[int, ...], str]:
    """The years counted; a median is always of one year, by default the fullest."""
    if measure == "median":
        fullest = offer.sort_values(["agencies", "year"], ascending=False)["year"]
        chosen = choose_or_first("年份", [f"{year}年" for year in fullest], "median_year", width=120)
    else:
        years = [f"{year}年" for year in sorted(offer["year"], reverse=True)]
        chosen = choose_or_first("年份", [EVERY_YEAR, *years], "count_year", width=120)
    return (view.filters.years, EVERY_YEAR) if chosen == EVERY_YEAR else ((int(chosen[:4]),), chosen)


def _choose_basis(view: View, measure: str) -> Basis:
    if measure != "median":
        return Basis()
    scope = "own" if view.filters.basis == "any" else view.filters.basis
    levels = levels_offered(view)
    return Basis(scope, choose_or_first("层级", levels, "median_level", words.LEVELS.get, width=120))


def levels_offered(view: View) -> list[str]:
    """The levels of which a median can be taken, first what most agencies are."""
    levels = [level for level in reversed(words.LEVELS) if level in (view.filters.levels or words.LEVELS)]
    return sorted(levels, key=lambda level: level != Basis.level)
