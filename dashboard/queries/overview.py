"""What the database holds: its version, the indicators, the divisions, and counts of the selection."""

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards, near, places, rows_of
from dashboard.queries.kept import kept
from dashboard.queries.told import counted_before, told_by_indicator
from etl.engine.codes import LEVELS


@kept
def meta(published: Published) -> dict[str, str]:
    """The database's own description (schema_version and what the build wrote: version, date, hashes)."""
    return dict(published.rows("SELECT key, value FROM meta ORDER BY key"))


@kept
def indicators(published: Published) -> pd.DataFrame:
    """All indicators in their order: id, theme, name_zh, name_en, unit, definition, counts, excludes."""
    return published.query("SELECT * EXCLUDE (position) FROM indicator ORDER BY position")


@kept
def years(published: Published) -> list[int]:
    """The years of which there is a report or a headline figure, ascending."""
    sql = """SELECT year FROM report WHERE year IS NOT NULL UNION SELECT year FROM year_bit ORDER BY year"""
    return [row[0] for row in published.rows(sql)]


@kept
def divisions(published: Published) -> pd.DataFrame:
    """The division tree of the agencies: one row a province, city and district that has an agency.

    Columns: code (the prefix that `Filters.divisions` takes), parent (its prefix, empty for a province),
    name, level (province, city, district), agencies (how many lie in it or below).
    """
    return published.query("""
        WITH node AS (
            SELECT left(adcode, 2) AS code, '' AS parent, province AS name, 'province' AS level, agency
            FROM agency
            UNION ALL SELECT left(adcode, 4), left(adcode, 2), city, 'city', agency
            FROM agency WHERE city <> ''
            UNION ALL SELECT adcode, left(adcode, 4), district, 'district', agency
            FROM agency WHERE district <> ''
        )
        SELECT code, parent, name, level, count(*) AS agencies FROM node
        WHERE name <> '' GROUP BY ALL ORDER BY code, level, name
    """)


def agencies(published: Published, filters: Filters | None = None, limit: int | None = None) -> pd.DataFrame:
    """The agencies of the selection: all columns of the table, and `reports`, the number of its reports."""
    where = places(filters or Filters(), Where())
    tail = "" if limit is None else f"LIMIT {int(limit)}"
    return published.query(
        f"""
        SELECT a.*, count(r.report_id) AS reports FROM agency a LEFT JOIN report r USING (agency)
        WHERE {where} GROUP BY ALL ORDER BY a.adcode, a.agency {tail}
    """,
        where.parameters,
    )


def agency_names(published: Published, filters: Filters, limit: int) -> list[str]:
    """The first agencies of the selection, in order of place."""
    where = places(filters, Where())
    sql = f"SELECT agency FROM agency a WHERE {where} ORDER BY adcode, agency LIMIT {int(limit)}"
    return [row[0] for row in published.rows(sql, where.parameters)]


@kept
def choices(published: Published) -> dict[str, list]:
    """What the filter bar can offer: years, levels and trades that occur, most local level last."""
    levels = {row[0] for row in published.rows("SELECT DISTINCT level FROM agency WHERE level <> ''")}
    used = [level for level in LEVELS if level in levels]
    found = published.rows("SELECT DISTINCT trade FROM agency WHERE trade <> '' ORDER BY 1")
    trades = [row[0] for row in found]
    return {
        "years": years(published),
        "levels": used,
        "trades": trades,
    }


def counts(published: Published, filters: Filters) -> dict[str, int]:
    """Counts of the selection: agencies, agencies_reporting, reports, full_reports, figures, reviewed,
    without_indicator, provinces."""
    where = places(filters, Where())
    times = Where().add_in("c.year", filters.years)
    sql = f"""
        WITH asked AS (SELECT agency, province FROM agency a WHERE {where}),
        read AS (SELECT c.* FROM report_count c SEMI JOIN asked USING (agency) WHERE {times})
        SELECT (SELECT count(*) FROM asked) AS agencies, count(DISTINCT agency) AS agencies_reporting,
            count(*) AS reports, count(*) FILTER (extent = 'full') AS full_reports,
            coalesce(sum(figures), 0) AS figures, coalesce(sum(reviewed), 0) AS reviewed,
            coalesce(sum(without_indicator), 0) AS without_indicator,
            (SELECT count(DISTINCT province) FROM asked) AS provinces
        FROM read
    """
    found = published.query(sql, where.parameters + times.parameters)
    return {name: int(found[name].iloc[0]) for name in found}


def marks_by_indicator(published: Published, filters: Filters) -> pd.DataFrame:
    """How many agencies have a mark of each indicator in the selection.

    Columns: indicator, name_zh, theme, unit, agencies, marks. Indicators without any mark come with 0.
    """
    if counted_before(filters):
        return told_by_indicator(published, filters)
    where = places(filters, near(filters, Where().add_in("h.year", filters.years), "h"))
    where.add_all(guards(filters).values())
    return published.query(
        f"""
        WITH mark AS (SELECT h.indicator, h.agency, h.year FROM {rows_of("headline", filters)} h
            JOIN agency a ON a.agency = h.agency WHERE {where} GROUP BY ALL)
        SELECT i.id AS indicator, i.name_zh, i.theme, i.unit, count(DISTINCT m.agency) AS agencies,
            count(m.agency) AS marks
        FROM indicator i LEFT JOIN mark m ON m.indicator = i.id
        GROUP BY ALL ORDER BY any_value(i.position)
    """,
        where.parameters,
    )
