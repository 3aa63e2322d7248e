"""Which agencies tell most, and of which years: what a page opens on where the reader has named none."""

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards, near, places, rows_of


def most_disclosing(published: Published, filters: Filters, limit: int = 200) -> pd.DataFrame:
    """Agencies of the selection whose reports of one year hold most figures of indicators, most first.

    Columns: agency, adcode, year, figures. Counted from the reports, so that it costs the same however many
    figures there are.
    """
    where = places(filters, Where().add_in("c.year", filters.years))
    return published.query(
        f"""
        SELECT c.agency, a.adcode, c.year, sum(c.figures - c.without_indicator)::INTEGER AS figures
        FROM report_count c JOIN agency a USING (agency) WHERE {where} GROUP BY ALL HAVING figures > 0
        ORDER BY figures DESC, c.year DESC, a.adcode, c.agency LIMIT {int(limit)}
        """,
        where.parameters,
    )


def years_told(published: Published, filters: Filters) -> pd.DataFrame:
    """Of which years the agencies of the selection have marks, those with most indicators first.

    Columns: agency, level, trade, year, indicators.
    """
    where = places(filters, Where().add_in("h.year", filters.years))
    where.add_all(guards(filters).values())
    return published.query(
        f"""
        SELECT h.agency, a.level, a.trade, h.year, count(DISTINCT h.indicator) AS indicators
        FROM {rows_of("headline", filters)} h JOIN agency a ON a.agency = h.agency
        WHERE {near(filters, where, "h")} GROUP BY h.agency, a.adcode, a.level, a.trade, h.year
        ORDER BY indicators DESC, h.year DESC, a.adcode, h.agency
        """,
        where.parameters,
    )


def most_told(published: Published, limit: int) -> list[str]:
    """The agencies whose reports hold most figures of indicators, most first."""
    rows = published.rows(
        f"""
        SELECT agency FROM report_count GROUP BY agency
        HAVING sum(figures - without_indicator) > 0
        ORDER BY sum(figures - without_indicator) DESC, agency LIMIT {int(limit)}
        """
    )
    return [row[0] for row in rows]
