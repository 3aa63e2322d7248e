"""What needs no comparing of texts: addresses that several agencies share, numbers that never change."""

from duckdb import DuckDBPyConnection

from etl.published.likeness.elements import LEAST

YEARS = 3


def find(connection: DuckDBPyConnection) -> None:
    """Add rows of kinds address and unchanged to `alike`."""
    _addresses(connection)
    _unchanged(connection)


def _addresses(connection: DuckDBPyConnection) -> None:
    """A row an agency but the first of an address, beside the first; https and a last / make no other."""
    connection.execute("""
        INSERT INTO alike
        WITH entered AS (
            SELECT *, regexp_replace(regexp_replace(url, '^https?://', ''), '/+$', '') AS address
            FROM compared WHERE url <> ''
            QUALIFY row_number() OVER (PARTITION BY address, agency ORDER BY n) = 1
        ), shared AS (
            SELECT *, count(*) OVER of_address AS agencies, first(report_id) OVER of_address AS first_id,
                first(agency) OVER of_address AS first_agency, row_number() OVER of_address AS place
            FROM entered WINDOW of_address AS (PARTITION BY address ORDER BY n
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        )
        SELECT 'address', report_id, agency, year, first_id, first_agency, '', NULL, NULL, [],
            '同一网址登记了' || agencies || '个机构的报告，另有' || first_agency
            || CASE WHEN agencies > 2 THEN '等' ELSE '' END || '：' || url
        FROM shared WHERE agencies > 1 AND place > 1
    """)


def _unchanged(connection: DuckDBPyConnection) -> None:
    """Headlines with the same value in one report after the other; all of 100 % is no news."""
    connection.execute(f"""
        INSERT INTO alike
        WITH mark AS (
            SELECT h.*, row_number() OVER (PARTITION BY agency, indicator, scope ORDER BY year)
                - row_number() OVER (PARTITION BY agency, indicator, scope, value, value_high, approx, unit
                    ORDER BY year) AS run
            FROM headline h WHERE NOT derived AND campaign = ''
        ), same AS (
            SELECT agency, indicator, scope, run, value, unit, arg_max(printed, year) AS printed,
                arg_max(report_id, year) AS report_id, min(year) AS first, max(year) AS last,
                count(*) AS years,
                flatten(list(figure_ids ORDER BY year)) AS figure_ids
            FROM mark WHERE value >= {LEAST} AND NOT (unit = '%' AND value = 100)
            GROUP BY agency, indicator, scope, run, value, value_high, approx, unit
            HAVING count(DISTINCT report_id) >= {YEARS}
        )
        SELECT 'unchanged', report_id, agency, last, '', '', indicator, NULL, NULL, figure_ids,
            first || '—' || last || '年有' || years || '年的报告都是 ' || printed
        FROM same
    """)
