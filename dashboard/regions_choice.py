"""What the reader chooses on the region view: place, indicator, measure, year, and the basis of medians."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import words
from dashboard.figure_panel import show_definition
from dashboard.queries import indicators
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
        indicator = st.selectbox(
            "指标",
            best.index.tolist(),
            key="indicator",
            bind="query-params",
            width=220,
            format_func=names.get,
        )
        measure = st.segmented_control(
            "显示",
            list(MEASURES),
            default="disclosing",
            required=True,
            key="measure",
            bind="query-params",
            format_func=MEASURES.get,
        )
        years, when = _choose_year(view, offer[offer["indicator"] == indicator], measure)
        basis = _choose_basis(view, measure)
        with st.popover("指标定义"):
            show_definition(known.loc[indicator].to_dict())
    return Asked(measure, known.loc[indicator].to_dict(), years, when, basis, at or "")


def _choose_year(view: View, offer: pd.DataFrame, measure: str) -> tuple[tuple[int, ...], str]:
    """The years counted; a median is always of one year, by default the fullest."""
    years = sorted(offer["year"].unique().tolist(), reverse=True)
    labels = [f"{year}年" for year in years]
    if measure == "median":
        fullest = max(offer.itertuples(), key=lambda row: (row.agencies, row.year)).year
        options, key, index = labels, "median_year", years.index(fullest)
    else:
        options, key, index = [EVERY_YEAR, *labels], "count_year", 0
    chosen = st.selectbox("年份", options, index=index, key=key, bind="query-params", width=120)
    return (view.filters.years, EVERY_YEAR) if chosen == EVERY_YEAR else ((int(chosen[:4]),), chosen)


def _choose_basis(view: View, measure: str) -> Basis:
    if measure != "median":
        return Basis()
    scope = "own" if view.filters.basis == "any" else view.filters.basis
    levels = list(view.filters.levels or words.LEVELS)
    level = st.segmented_control(
        "层级",
        levels,
        default="district" if "district" in levels else levels[0],
        required=True,
        key="median_level",
        bind="query-params",
        format_func=words.LEVELS.get,
    )
    return Basis(scope, level)
