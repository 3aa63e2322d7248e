"""Copies of the large tables in other orders, so that no question of the dashboard walks all figures.

`figure` and `headline` are ordered by indicator and year. Questions about some agencies ask the copies that
are ordered by place; a single figure is found by its id in `figure_row`; which agencies tell an indicator,
in which years, is counted from `told`. `headline` must have been filled before.
"""

from duckdb import DuckDBPyConnection

MOST_YEARS = 62  # bits of a BIGINT


def fill(connection: DuckDBPyConnection) -> None:
    """Fill figure_by_place, headline_by_place, figure_row, reporting, year_bit and told."""
    for table, order in (
        ("figure", "a.adcode, agency, f.year, f.indicator, f.report_id, f.ordinal"),
        ("headline", "a.adcode, agency, f.indicator, f.year, f.scope"),
    ):
        connection.execute(f"""
            INSERT INTO {table}_by_place BY NAME
            SELECT a.adcode, f.* {
            "EXCLUDE (start_offset, end_offset, sentence, sentence_start)" if table == "figure" else ""
        }
            FROM {table} f JOIN agency a USING (agency) ORDER BY {order}
        """)
    connection.execute("INSERT INTO figure_row SELECT figure_id, rowid FROM figure ORDER BY figure_id")
    connection.execute("""
        INSERT INTO reporting
        SELECT a.adcode, agency, a.level, a.trade, r.year, bool_or(r.extent = 'full')
        FROM report r JOIN agency a USING (agency) WHERE r.year IS NOT NULL
        GROUP BY a.adcode, agency, a.level, a.trade, r.year ORDER BY r.year, a.adcode, agency
    """)
    _fill_told(connection)


def _fill_told(connection: DuckDBPyConnection) -> None:
    connection.execute("""
        INSERT INTO year_bit
        SELECT year, row_number() OVER (ORDER BY year) - 1 FROM (SELECT DISTINCT year FROM headline)
    """)
    [(years,)] = connection.execute("SELECT count(*) FROM year_bit").fetchall()
    if years > MOST_YEARS:
        raise ValueError(f"figures of {years} different years; the table told has bits for {MOST_YEARS}")
    connection.execute("""
        INSERT INTO told
        SELECT a.adcode, agency, a.level, a.trade, h.indicator, bit_or(1::BIGINT << y.position),
            coalesce(bit_or(1::BIGINT << y.position) FILTER (h.scope = 'own'), 0),
            coalesce(bit_or(1::BIGINT << y.position) FILTER (h.scope = 'system'), 0)
        FROM headline_by_place h JOIN year_bit y USING (year) JOIN agency a USING (agency)
        GROUP BY a.adcode, agency, a.level, a.trade, h.indicator ORDER BY a.adcode, agency, h.indicator
    """)
