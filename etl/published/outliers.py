"""Headline figures that lie far from their peers: same indicator, year, scope, level and length of period.

Robust and on logarithms: (log(1 + value) − median) / (1.4826 × MAD) beyond ±3.5, among at least eight peers
that are not all alike. A striking value may be right: it is worth a look, no more.
"""

from duckdb import DuckDBPyConnection

LEAST_PEERS = 8
STRIKING = 3.5  # the usual cut of the modified z-score


def fill(connection: DuckDBPyConnection) -> None:
    """Fill `outlier`; `headline` must have been filled before. Figures of campaigns have no peers."""
    connection.execute(f"""
        INSERT INTO outlier
        WITH mark AS (
            SELECT h.*, a.level, ln(1 + h.value::DOUBLE) AS log,
                round((date_diff('day', h.period_start, h.period_end) + 1) / 30.4375) AS months
            FROM headline h JOIN agency a USING (agency) WHERE h.value >= 0 AND h.campaign = ''
        ), peers AS (
            SELECT indicator, year, scope, level, months, count(*) AS peers, median(log) AS middle,
                1.4826 * mad(log) AS spread, median(value) AS median
            FROM mark GROUP BY ALL HAVING count(*) >= {LEAST_PEERS} AND mad(log) > 0
        )
        SELECT indicator, year, agency, scope, value, approx, unit, derived, campaign, period_start,
            period_end, report_id, status, figure_ids, printed, peers, median,
            (log - middle) / spread AS score
        FROM mark JOIN peers USING (indicator, year, scope, level, months)
        WHERE abs(log - middle) / spread > {STRIKING}
        ORDER BY indicator, year, agency, scope
    """)
