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
