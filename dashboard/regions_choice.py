"""What the reader chooses on the region view: place, indicator, measure, year, and the basis of medians."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import words
from dashboard.figure_panel import show_definition
from dashboard.frame import choose_or_first
from dashboard.queries import indicators
from dashboard.queries.offer import marks_by_year
from dashboard.queries.regions import Basis
from dashboard.regions import MEASURES, place_names
from dashboard.view import View

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


def choose(view: View, offer: pd.DataFrame, tree: pd.DataFrame) -> Asked:
    known = indicators(view.published).set_index("id", drop=False)
    names = known["name_zh"].to_dict()
    places = place_names(tree)
    best = (
        offer.groupby("indicator", sort=False)["agencies"].sum().sort_values(ascending=False, kind="stable")
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        at = st.selectbox(
            "看哪里",
            ["", *places],
            key=AT,
            bind="query-params",
            width=240,
            format_func=lambda code: places.get(code, "全国"),
        )
        indicator = choose_or_first("指标", best.index.tolist(), "indicator", names.get, width=220)
        measure = st.segmented_control(
            "显示",
            list(MEASURES),
            default="disclosing",
            required=True,
            key="measure",
            bind="query-params",
            format_func=MEASURES.get,
        )
        years, when = _choose_year(view, _offer_within(view, offer, indicator, at), measure)
        basis = _choose_basis(view, measure)
        with st.popover("指标定义"):
            show_definition(known.loc[indicator].to_dict())
    return Asked(measure, known.loc[indicator].to_dict(), years, when, basis, at or "")


def _offer_within(view: View, offer: pd.DataFrame, indicator: str, at: str) -> pd.DataFrame:
    """The years of the indicator within the division opened, if it has any, else those of the selection."""
    if at:
        inside = marks_by_year(view.published, replace(view.filters, divisions=(at,)), (indicator,))
        if len(inside):
            return inside
    return offer[offer["indicator"] == indicator]


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
    levels = [level for level in reversed(words.LEVELS) if level in (view.filters.levels or words.LEVELS)]
    return Basis(scope, choose_or_first("层级", levels, "median_level", words.LEVELS.get, width=120))
