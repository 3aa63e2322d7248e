"""Which agencies a comparison holds by itself, and what stands in it: for the page, and for its sheet."""

from dataclasses import dataclass, replace

import pandas as pd

from dashboard.drawing.grid import Grid
from dashboard.drawing.theme import agency_colours
from dashboard.naming import axis_names
from dashboard.queries import Filters, agencies, coverage, headlines
from dashboard.queries.most_telling import most_disclosing, years_told
from dashboard.screens.compare.side_by_side import side_by_side
from dashboard.screens.compare.verdicts import sentence
from dashboard.view import View
from dashboard.yearly import when_text

FEWEST, MOST, BY_DEFAULT = 2, 8, 3
CANDIDATES = 40  # agencies with many figures, among which those with many indicators are sought


@dataclass(frozen=True)
class Compared:
    """The grid of agencies side by side, the `marks` in it, what it says at first sight, and the indicators
    of which nobody has a figure; `year` is empty where each mark is of its agency's latest."""

    view: View
    year: int | None
    marks: pd.DataFrame
    grid: Grid
    said: str
    silent: list[str]


def compared(view: View, named: list[str], year: int | None) -> Compared:
    """The agencies `named` side by side."""
    question = ("compared", view.filters, tuple(named), year)
    found = view.published.made(question, lambda: _compared(view, named, year), lambda c: len(c.marks))
    return replace(found, view=view)


def _compared(view: View, named: list[str], year: int | None) -> Compared:
    filters = replace(view.filters, agencies=tuple(named), divisions=(), levels=(), trades=())
    filters = replace(filters, years=(year,) if year else view.filters.years)
    marks = headlines(view.published, filters)
    marks = marks if year else latest_marks(marks)
    places = agencies(view.published, Filters(agencies=tuple(named)))
    names = axis_names(places[["agency", "province", "city", "district", "trade"]])
    order = [agency for agency in named if agency in names]
    states = coverage(view.published, replace(filters, agencies=tuple(order)))
    grid, silent = side_by_side(marks, states, order, names, agency_colours(order), year)
    said = sentence(marks, len(order), when_text(year))
    return Compared(view, year, marks, grid, said, silent)


def default_agencies(view: View) -> list[str]:
    """The agencies of the filter bar; else those with most indicators in one and the same year."""
    if view.filters.agencies:
        return list(view.filters.agencies[:MOST])
    return view.published.made(("default agencies", view.filters), lambda: _most_told(view))


def _most_told(view: View) -> list[str]:
    """Of the agencies with most figures those of one level and trade with most indicators in one year.

    Where no two are of one level and trade, those with most indicators in one year whatever they are.
    """
    found = most_disclosing(view.published, view.filters)
    likely = tuple(found["agency"].drop_duplicates().head(CANDIDATES))
    if not likely:
        return []
    told = years_told(view.published, replace(view.filters, agencies=likely))
    return _most_alike(told, ["year", "level", "trade"]) or _most_alike(told, ["year"], fewest=1)


def _most_alike(told: pd.DataFrame, alike: list[str], fewest: int = FEWEST) -> list[str]:
    """The agencies alike in these columns that tell most together; none where no group has so many."""
    groups = [group.head(BY_DEFAULT) for _, group in told.groupby(alike) if len(group) >= fewest]
    if not groups:
        return []
    best = max(groups, key=lambda each: (len(each), each["indicators"].sum(), each["year"].iloc[0]))
    return best["agency"].tolist()


def latest_marks(marks: pd.DataFrame) -> pd.DataFrame:
    """Of each agency and indicator the mark of its latest year."""
    return marks.sort_values("year", kind="stable").groupby(["indicator", "agency"], sort=False).tail(1)
