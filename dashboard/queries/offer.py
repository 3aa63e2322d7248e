"""What a theme page can offer: of which indicator and year there are marks."""

import pandas as pd

from dashboard.queries.filters import Filters, Where, guards, places
from dashboard.store import Published


def marks_by_year(published: Published, filters: Filters, indicators=()) -> pd.DataFrame:
    """How many agencies have a mark of each indicator in each year of the selection.

    Columns: indicator, year, agencies. Only what there is; the order is that of the indicators, then years.
    """
    where = Where().add_in("h.indicator", indicators).add_in("h.year", filters.years)
    for condition in guards(filters).values():
        where.add(condition)
    return published.query(
        f"""
        SELECT h.indicator, h.year, count(DISTINCT h.agency) AS agencies
        FROM headline h JOIN agency a USING (agency) JOIN indicator i ON i.id = h.indicator
        WHERE {places(filters, where)} GROUP BY h.indicator, h.year ORDER BY any_value(i.position), h.year
        """,
        where.parameters,
    )


def fullest_year(offer: pd.DataFrame) -> int:
    """The year of which most agencies have marks, by the best covered indicator; the latest of equals."""
    best = offer.groupby("year")["agencies"].max()
    return int(max(best.index, key=lambda year: (best[year], year)))


def worth_latest(offer: pd.DataFrame, agencies: int) -> bool:
    """Do the agencies' figures lie in so many different years that no one year shows half of them?

    `agencies` is how many have a mark of the best covered indicator in any year.
    """
    fullest = int(offer["agencies"].max())
    return fullest < FEW and agencies >= 2 * fullest


FEW = 8  # with this many agencies in one year, that year is worth a chart of its own
