"""What a theme page can offer: of which indicator and year there are marks."""

from collections.abc import Iterable

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards, near, places, rows_of
from dashboard.queries.told import counted_before, told_by_year


def marks_by_year(published: Published, filters: Filters, indicators: Iterable[str] = ()) -> pd.DataFrame:
    """How many agencies have a mark of each indicator in each year of the selection.

    Columns: indicator, year, agencies. Only what there is; the order is that of the indicators, then years.
    """
    if counted_before(filters):
        return told_by_year(published, filters, indicators)
    where = Where().add_in("h.indicator", indicators).add_in("h.year", filters.years)
    where.add_all(guards(filters).values())
    return published.query(
        f"""
        SELECT h.indicator, h.year, count(DISTINCT h.agency) AS agencies
        FROM {rows_of("headline", filters)} h JOIN agency a ON a.agency = h.agency
        JOIN indicator i ON i.id = h.indicator
        WHERE {places(filters, near(filters, where, "h"))}
        GROUP BY h.indicator, h.year ORDER BY any_value(i.position), h.year
        """,
        where.parameters,
    )


def agencies_telling(published: Published, filters: Filters, indicators: Iterable[str] = ()) -> int:
    """How many agencies tell one of the indicators, the one that most of them tell, in its fullest year."""
    found = marks_by_year(published, filters, indicators)
    return int(found["agencies"].max()) if len(found) else 0


def only_in_parts(published: Published, filters: Filters, indicators: Iterable[str] = ()) -> list[str]:
    """Indicators of which the selection's reports give figures that cannot stand for the whole, in order."""
    where = Where().add_in("n.indicator", indicators).add_in("n.year", filters.years)
    found = published.rows(
        f"""
        SELECT n.indicator FROM no_headline n JOIN agency a USING (agency)
        JOIN indicator i ON i.id = n.indicator
        WHERE {places(filters, where)} GROUP BY n.indicator ORDER BY any_value(i.position)
        """,
        where.parameters,
    )
    return [row[0] for row in found]
