"""Counts over the whole coverage grid, however many agencies: without ever building its cells."""

from collections.abc import Iterable

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import OWN_FIRST, Filters, Where, near, of_basis, places, rows_of

LARGE = 20_000  # reports; beyond it, no page counts all marks of all years
_BETTER = "CASE state WHEN 'value' THEN 0 WHEN 'zero' THEN 1 ELSE 2 END"


def is_large(published: Published) -> bool:
    """Does the database hold so many reports that counting over all of them would be felt?"""
    return published.rows("SELECT count(*) FROM report")[0][0] > LARGE


def reporting_agencies(
    published: Published,
    filters: Filters,
    with_silent: bool = False,
    limit: int = 50,
    offset: int = 0,
    telling: tuple[str, ...] = (),
) -> tuple[pd.DataFrame, int]:
    """One page of the agencies heard of in the years of the selection, and how many there are: those with a
    report of their own, or with a number of `telling` in another's.

    Columns: agency, adcode, province, city, district, level, trade. `with_silent` also lists agencies
    of which nothing is heard. Those first that disclose most of the indicators `telling`, then in order of
    adcode; of a very large database in order of adcode alone.
    """
    where = places(filters, Where())
    years = Where().add_in("year", filters.years)
    heard = f"(told.cells > 0 OR agency IN (SELECT agency FROM reporting WHERE {years}))"
    parameters = where.parameters + ([] if with_silent else years.parameters)
    told, told_parameters = "SELECT ''::VARCHAR AS agency, 0 AS cells WHERE false", []
    if telling and not is_large(published):
        cells = Where().add_in("indicator", telling).add_in("year", filters.years)
        told = f"""SELECT agency, count(*) AS cells FROM (
            SELECT agency, indicator, year FROM headline WHERE {of_basis(filters)} AND {cells}
            UNION SELECT agency, indicator, year FROM no_headline WHERE {cells}) GROUP BY agency"""
        told_parameters = cells.parameters * 2
    found = published.query(
        f"""
        WITH told AS ({told})
        SELECT a.agency, adcode, province, city, district, level, trade, count(*) OVER () AS total
        FROM agency a LEFT JOIN told USING (agency) WHERE {where} AND {"true" if with_silent else heard}
        ORDER BY coalesce(told.cells, 0) DESC, adcode, a.agency LIMIT {int(limit)} OFFSET {int(offset)}
        """,
        told_parameters + parameters,
    )
    total = int(found["total"].iloc[0]) if len(found) else 0
    return found.drop(columns="total"), total


def report_years(published: Published, filters: Filters) -> pd.DataFrame:
    """How many agencies of the selection have a report in each year: year, agencies, in_full. Ascending."""
    where = places(filters, Where().add_in("r.year", filters.years), "r")
    return published.query(
        f"""
        SELECT r.year, count(*) AS agencies, count(*) FILTER (r.in_full) AS in_full
        FROM reporting r WHERE {where} GROUP BY r.year ORDER BY r.year
        """,
        where.parameters,
    )


def states_by(published: Published, filters: Filters, indicators: Iterable[str] = ()) -> pd.DataFrame:
    """How many agencies of the selection are in each state, by indicator and year.

    Columns: indicator, year, value, zero, partial, not_disclosed, unknown, no_report, heard (how many have a
    report of the year or any of these numbers: the others' too). Only indicators and years of which
    anything is told; the states are those of `queries.coverage`, and like there only the
    basis of the guards applies. A report has to be of the year for its silence to count as silence.
    """
    where = places(filters, Where())
    years = Where().add_in("year", filters.years)
    chosen = Where().add_in("indicator", indicators)
    close = near(filters, Where(), "h")
    return published.query(
        f"""
        WITH asked AS (SELECT agency FROM agency a WHERE {where}),
        read AS (
            SELECT agency, year, in_full FROM reporting SEMI JOIN asked USING (agency) WHERE {years}
        ), each AS (
            SELECT indicator, year, agency, CASE WHEN value = 0 AND value_high IS NULL THEN 'zero'
                ELSE 'value' END AS state
            FROM {rows_of("headline", filters)} h SEMI JOIN asked USING (agency)
            WHERE {of_basis(filters)} AND {years} AND {chosen} AND {close}
            QUALIFY {OWN_FIRST}
            UNION ALL
            SELECT DISTINCT indicator, year, agency, 'partial'
            FROM no_headline SEMI JOIN asked USING (agency) WHERE {years} AND {chosen}
        ), told AS (
            FROM each QUALIFY row_number() OVER (PARTITION BY indicator, year, agency ORDER BY {_BETTER}) = 1
        ), counted AS (
            SELECT indicator, year, count(*) FILTER (state = 'value') AS value,
                count(*) FILTER (state = 'zero') AS zero, count(*) FILTER (state = 'partial') AS partial,
                count(*) FILTER (in_full) AS of_full, count(*) FILTER (NOT in_full) AS of_excerpt
            FROM told LEFT JOIN read USING (agency, year) GROUP BY indicator, year
        ), whole AS (
            SELECT year, count(*) FILTER (in_full) AS full_reports, count(*) FILTER (NOT in_full) AS excerpts
            FROM read GROUP BY year
        ), of_year AS (
            SELECT year, count(DISTINCT agency) AS heard
            FROM (SELECT year, agency FROM read UNION ALL SELECT year, agency FROM told) GROUP BY year
        )
        SELECT indicator, year, value, zero, partial,
            coalesce(full_reports, 0) - of_full AS not_disclosed,
            coalesce(excerpts, 0) - of_excerpt AS unknown,
            (SELECT count(*) FROM asked) - value - zero - partial
                - (coalesce(full_reports, 0) - of_full) - (coalesce(excerpts, 0) - of_excerpt) AS no_report,
            heard
        FROM counted JOIN of_year USING (year) LEFT JOIN whole USING (year) ORDER BY indicator, year
        """,
        [*where.parameters, *years.parameters]
        + [*years.parameters, *chosen.parameters, *close.parameters]
        + [*years.parameters, *chosen.parameters],
    )
