"""Which year a page shows by itself, and the marks of that year or of each agency's latest."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import say
from dashboard.comparability import Reach, reach
from dashboard.frame import announce
from dashboard.queries import headlines, largest, year_on_year
from dashboard.records import records
from dashboard.view import View
from dashboard.words import ADMINISTRATION

MOST_MARKS = 400  # agencies side by side; of more, the greatest values are shown and the middle is told
MOST_JUDGED = 1_000  # marks of a page's indicators held against each other to choose what it opens on
LATEST, AUTOMATIC = "最近一年", "自动"
YEAR_KEY, YEAR = "year", re.compile(r"((?:19|20)\d\d)年")
FEW = 8  # with this many agencies in one year, that year is worth a chart of its own


@dataclass(frozen=True)
class Told:
    """One indicator in one year: how far its marks reach beside each other, how many agencies tell it."""

    indicator: str
    year: int
    reach: Reach
    agencies: int

    @property
    def rank(self) -> tuple:
        """The greatest is shown first: most 可比 figures, then most readable ones, agencies, the latest."""
        return (self.reach, self.agencies, self.year)


def asked_year() -> int | None:
    """The year that the reader or the link asks for by name."""
    named = YEAR.fullmatch(_asked())
    return int(named[1]) if named else None


def choose_year(
    offer: pd.DataFrame, automatic: Callable[[], int | None], help: str | None = None
) -> int | None:
    """The year of the page out of the column `year` of `offer`, None for each agency's latest.

    A year that is asked for is on offer whether or not there are numbers of it: it is never answered with
    another. What is chosen automatically is never the widget's default: a default that moves with the
    filters would not be in the address, and the link would open another view.
    """
    asked = asked_year()
    years = sorted({*offer["year"].tolist(), *([asked] if asked else [])}, reverse=True)
    options = [AUTOMATIC, LATEST, *(f"{year}年" for year in years)]
    if _asked() not in options:
        announce(f"链接里的年度“{_asked()}”不认识，按“{AUTOMATIC}”显示。")
    if len(years) == 1:
        return int(years[0])
    chosen = st.segmented_control(
        "年度",
        options,
        default=AUTOMATIC,
        required=True,
        key=YEAR_KEY,
        bind="query-params",
        label_visibility="collapsed",
        help=say.escaped(help) if help else None,
    )
    if chosen == AUTOMATIC:
        return automatic()
    return None if chosen == LATEST else int(chosen.removesuffix("年"))


def _asked() -> str:
    """What the widget will say, before it is drawn: it drops from the address what it does not know."""
    return st.session_state.get(YEAR_KEY) or st.query_params.get(YEAR_KEY) or AUTOMATIC


def told_in(view: View, offer: pd.DataFrame) -> list[Told]:
    """Every indicator and year of `offer` (`queries.offer.marks_by_year`) with how far its marks reach.

    Of very many marks none is judged: the year with most agencies then comes first.
    """
    if offer["agencies"].sum() > MOST_JUDGED:
        return [
            Told(row.indicator, int(row.year), Reach(), int(row.agencies))
            for row in offer.itertuples(index=False)
        ]
    asked = tuple(offer["indicator"].unique())
    return view.published.made(("told", view.filters, asked), lambda: _judged(view, asked))


def ask_together(view: View, offer: pd.DataFrame) -> None:
    """Ask the database once for the marks of several pages, of which each page's are then cut."""
    if offer["agencies"].sum() <= MOST_JUDGED:
        headlines(view.published, view.filters, offer["indicator"].unique())


def _judged(view: View, asked: tuple[str, ...]) -> list[Told]:
    by_year: dict[tuple[str, int], list[dict]] = {}
    for mark in records(headlines(view.published, view.filters, asked)):
        by_year.setdefault((mark["indicator"], int(mark["year"])), []).append(mark)
    return [Told(*key, reach(marks), len(marks)) for key, marks in by_year.items()]


def best_first(told: list[Told], themes: Mapping[str, int], year: int | None = None) -> list[Told]:
    """The best year of each indicator (`year`, where it is given and told of), the indicators in the order in
    which a page offers them: those first of which two figures may stand beside each other, enforcement before
    administration, then in order of `themes` (indicator -> place of its theme)."""
    best: dict[str, Told] = {}
    for one in told:
        known = best.get(one.indicator)
        if known is None or _rank_in(one, year) > _rank_in(known, year):
            best[one.indicator] = one

    def order(one: Told) -> tuple:
        elsewhere = year is not None and one.year != year
        stands = one.reach.readable > 1
        rank = (one.reach.alike, one.reach.readable, one.agencies, one.year)
        administration = one.indicator in ADMINISTRATION
        return (elsewhere, not stands, administration, themes[one.indicator], *(-n for n in rank))

    return sorted(best.values(), key=order)


def _rank_in(one: Told, year: int | None) -> tuple:
    return (one.year == year, *one.rank)


def best_year(told: list[Told], indicator: str, agencies: Callable[[], int]) -> int | None:
    """The year of an indicator that puts most 可比 figures beside each other. Where no year puts two there:
    the year with most agencies, or None (each agency's latest) where no one year shows half of `agencies`,
    which is asked for only then."""
    own = [one for one in told if one.indicator == indicator]
    if not own:
        return None
    best = max(own, key=lambda one: one.rank)
    if not best.reach.readable and best.agencies < FEW and agencies() >= 2 * best.agencies:
        return None
    return best.year


def agencies_in(offer: pd.DataFrame, year: int | None) -> dict[str, int]:
    """How many agencies tell each indicator in `year`; with None, in its fullest year."""
    in_time = offer if year is None else offer[offer["year"] == year]
    return in_time.groupby("indicator", sort=False)["agencies"].max().to_dict()


def rows_of(view: View, indicators: list[str]) -> pd.DataFrame:
    """Marks of all years of the selection, each beside the year before."""
    return year_on_year(view.published, view.filters, tuple(indicators))


def in_time(rows: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Of marks of several years those of `year`, or (None) each agency's latest."""
    if year is not None:
        return rows[rows["year"] == year]
    latest = rows.sort_values("year", kind="stable").groupby(["indicator", "agency"], sort=False).tail(1)
    return latest.sort_index()


def marks_in(view: View, year: int | None, indicator: str) -> pd.DataFrame:
    """The marks of one indicator in time, without the year before."""
    filters = view.filters if year is None else replace(view.filters, years=(year,))
    return in_time(headlines(view.published, filters, (indicator,)), year)


def greatest_of(view: View, year: int | None, indicator: str) -> pd.DataFrame:
    """Marks beside the year before, of more than MOST_MARKS agencies: those with the greatest values."""
    filters = view.filters if year is None else replace(view.filters, years=(year,))
    return largest(view.published, filters, indicator, latest=year is None, limit=MOST_MARKS)


def when_text(year: int | None) -> str:
    """The year as titles write it."""
    return f"{year}年" if year else "各自最近一年"
