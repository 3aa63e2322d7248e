"""Counts of agencies by indicator, read from bits of years rather than from all headlines.

Only where no guard but the basis is set: the table `told` knows of years and scopes, nothing else.
"""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, near, places

_BITS = {"any": "years", "own": "own_years", "system": "system_years"}


def counted_before(filters: Filters) -> bool:
    """Can the selection be counted here?"""
    return replace(filters, basis="any") == filters.without_guards()


def told_by_year(published: Published, filters: Filters, indicators: Iterable[str] = ()) -> pd.DataFrame:
    """As `offer.marks_by_year`: indicator, year, agencies."""
    bits, where = _BITS[filters.basis], _selection(filters, indicators)
    years = _positions(published, filters)
    counts = ", ".join(f"sum(({bits} >> {position}) & 1)::BIGINT" for position in years.values())
    if not years:
        return pd.DataFrame({"indicator": [], "year": [], "agencies": []})
    return published.query(
        f"""
        WITH counted AS (
            SELECT indicator, unnest({list(years)}) AS year, unnest([{counts}]) AS agencies
            FROM told t WHERE {where} GROUP BY indicator
        )
        SELECT indicator, year, agencies FROM counted c JOIN indicator i ON i.id = c.indicator
        WHERE agencies > 0 ORDER BY i.position, year
        """,
        where.parameters,
    )


def told_by_indicator(published: Published, filters: Filters) -> pd.DataFrame:
    """As `overview.marks_by_indicator`: indicator, name_zh, theme, unit, agencies, marks."""
    where = _selection(filters, ())
    mask = sum(1 << position for position in _positions(published, filters).values())
    return published.query(
        f"""
        WITH counted AS (
            SELECT indicator, count(*) AS agencies, sum(bit_count({_BITS[filters.basis]} & {mask})) AS marks
            FROM told t WHERE {where} AND {_BITS[filters.basis]} & {mask} <> 0 GROUP BY indicator
        )
        SELECT i.id AS indicator, i.name_zh, i.theme, i.unit, coalesce(agencies, 0)::BIGINT AS agencies,
            coalesce(marks, 0)::BIGINT AS marks
        FROM indicator i LEFT JOIN counted c ON c.indicator = i.id ORDER BY i.position
        """,
        where.parameters,
    )


def told_agencies(published: Published, filters: Filters, indicator: str) -> tuple[str, list]:
    """SQL, with its parameters, for the agencies of the selection that have a mark of the indicator."""
    where = _selection(filters, (indicator,))
    mask = sum(1 << position for position in _positions(published, filters).values())
    sql = f"SELECT agency FROM told t WHERE {where} AND {_BITS[filters.basis]} & {mask} <> 0"
    return sql, where.parameters


def _selection(filters: Filters, indicators: Iterable[str]) -> Where:
    where = Where().add_in("t.indicator", indicators)
    return places(replace(filters, agencies=()), near(filters, where, "t"), "t")  # near names the agencies


def _positions(published: Published, filters: Filters) -> dict[int, int]:
    """Bit of each year of the selection."""
    known = dict(published.rows("SELECT year, position FROM year_bit ORDER BY year"))
    return {year: bit for year, bit in known.items() if not filters.years or year in filters.years}
