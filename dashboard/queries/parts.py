"""Which agencies' reports break an indicator down."""

import pandas as pd

from dashboard.queries.filters import Filters, Where, places
from dashboard.store import Published


def broken_down(published: Published, filters: Filters, indicator: str, limit: int = 200) -> pd.DataFrame:
    """Agencies and years with two or more parts of the indicator, those with most parts first.

    Columns: agency, year, parts. `queries.breakdown` then gives the parts of one of them.
    """
    where = Where().add("f.indicator = ?", indicator).add_in("f.year", filters.years)
    where.add("f.measure = 'level' AND f.status <> 'rejected' AND (f.sector <> '' OR f.part <> '')")
    if filters.basis != "any":
        where.add("f.scope = ?", filters.basis)
    return published.query(
        f"""
        SELECT f.agency, f.year, count(*) AS parts FROM figure f JOIN agency a USING (agency)
        WHERE {places(filters, where)} GROUP BY f.agency, a.adcode, f.year HAVING count(*) >= 2
        ORDER BY parts DESC, f.year DESC, a.adcode LIMIT {int(limit)}
        """,
        where.parameters,
    )
