"""Which year a page shows by itself, and the marks of that year or of each agency's latest."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.queries import headlines, largest, year_on_year
from dashboard.view import View

MOST_MARKS = 400  # agencies side by side; of more, the greatest values are shown and the middle is told
LATEST, AUTOMATIC = "最近一年", "自动"
FEW = 8  # with this many agencies in one year, that year is worth a chart of its own


def choose_year(
    offer: pd.DataFrame, automatic: Callable[[], int | None], help: str | None = None
) -> int | None:
    """The year of the page out of the column `year` of `offer`, None for each agency's latest.

    What is chosen automatically is never the widget's default: a default that moves with the filters would
    not be in the address, and the link would open another view.
    """
    years = sorted(offer["year"].unique().tolist(), reverse=True)
    if len(years) == 1:
        return int(years[0])
    chosen = st.segmented_control(
        "年度",
        [AUTOMATIC, LATEST, *(f"{year}年" for year in years)],
        default=AUTOMATIC,
        required=True,
        key="year",
        bind="query-params",
        label_visibility="collapsed",
        help=help,
    )
    if chosen == AUTOMATIC:
        return automatic()
    return None if chosen == LATEST else int(chosen.removesuffix("年"))


def best_year(offer: pd.DataFrame, agencies: int) -> int | None:
    """The year with most agencies, or None (each agency's latest year) where no one year shows half of them.

    `offer` is `queries.offer.marks_by_year` (of equally full years the latest wins); `agencies` is how many
    have a mark of the best covered indicator in any year.
    """
    fullest = offer.groupby("year")["agencies"].max()
    if fullest.max() < FEW and agencies >= 2 * fullest.max():
        return None
    return int(max(fullest.index, key=lambda year: (fullest[year], year)))


def agencies_in(offer: pd.DataFrame, year: int | None) -> dict[str, int]:
    """How many agencies tell each indicator in `year`; with None, in its fullest year."""
    in_time = offer if year is None else offer[offer["year"] == year]
    return in_time.groupby("indicator", sort=False)["agencies"].max().to_dict()


def rows_of(view: View, year: int | None, indicators: list[str]) -> pd.DataFrame:
    """Marks beside the year before: those of `year`, or (None) of each agency's latest year."""
    if year is not None:
        return year_on_year(view.published, replace(view.filters, years=(year,)), tuple(indicators))
    rows = year_on_year(view.published, view.filters, tuple(indicators))
    return rows.sort_values("year", kind="stable").groupby(["indicator", "agency"], sort=False).tail(1)


def marks_in(view: View, year: int | None, indicator: str) -> pd.DataFrame:
    """As `rows_of`, of one indicator and without the year before."""
    filters = view.filters if year is None else replace(view.filters, years=(year,))
    rows = headlines(view.published, filters, (indicator,))
    return rows if year is not None else rows.groupby("agency", sort=False).tail(1)


def greatest_of(view: View, year: int | None, indicator: str) -> pd.DataFrame:
    """As `rows_of`, where there are more than MOST_MARKS agencies: those with the greatest values."""
    filters = view.filters if year is None else replace(view.filters, years=(year,))
    return largest(view.published, filters, indicator, latest=year is None, limit=MOST_MARKS)


def when_text(year: int | None) -> str:
    """The year as titles write it."""
    return f"{year}年" if year else "各自最近一年"
