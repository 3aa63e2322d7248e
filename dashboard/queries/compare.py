"""Which agencies are worth setting side by side, where the reader has named none."""

import pandas as pd

from dashboard.queries.filters import Filters, Where, guards, places
from dashboard.store import Published


def most_disclosing(published: Published, filters: Filters, limit: int = 200) -> pd.DataFrame:
    """Agencies of the selection with most indicators in one year, those with most first.

    Columns: agency, adcode, year, indicators (how many have a mark).
    """
    where = places(filters, Where().add_in("h.year", filters.years))
    for condition in guards(filters).values():
        where.add(condition)
    return published.query(
        f"""
        SELECT h.agency, a.adcode, h.year, count(DISTINCT h.indicator) AS indicators
        FROM headline h JOIN agency a USING (agency) WHERE {where} GROUP BY ALL
        ORDER BY indicators DESC, h.year DESC, a.adcode, h.agency LIMIT {int(limit)}
        """,
        where.parameters,
    )
