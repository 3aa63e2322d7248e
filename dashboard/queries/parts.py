"""Which agencies' reports break an indicator down."""

import pandas as pd

from dashboard.queries.filters import Filters, Where, places
from dashboard.store import Published


def broken_down(
    published: Published, filters: Filters, indicator: str, year: int, limit: int = 200
) -> pd.DataFrame:
    """Agencies with two or more parts of the indicator in the year, those with most parts first.

    Columns: agency, parts. `queries.breakdown` then gives the parts of one of them.
    """
    where = Where().add("f.indicator = ? AND f.year = ?", indicator, year)
    where.add("f.measure = 'level' AND f.status <> 'rejected' AND (f.sector <> '' OR f.part <> '')")
    if filters.basis != "any":
        where.add("f.scope = ?", filters.basis)
    return published.query(
        f"""
        SELECT f.agency, count(*) AS parts FROM figure f JOIN agency a USING (agency)
        WHERE {places(filters, where)} GROUP BY f.agency, a.adcode HAVING count(*) >= 2
        ORDER BY parts DESC, a.adcode LIMIT {int(limit)}
        """,
        where.parameters,
    )
