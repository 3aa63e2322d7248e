"""Counts that spare the pages a walk over all figures."""

from duckdb import DuckDBPyConnection

MOST_LABELS = 1_000
MOST_IDS = 30  # what the dashboard's figure panel shows at once


def fill(connection: DuckDBPyConnection) -> None:
    """Fill `report_count` and `unsorted_label`; rejected figures are left out."""
    connection.execute("""
        INSERT INTO report_count
        WITH counted AS (
            SELECT report_id, count(*) AS figures, count(*) FILTER (status = 'reviewed') AS reviewed,
                count(*) FILTER (indicator = '') AS without_indicator
            FROM figure WHERE status <> 'rejected' GROUP BY report_id
        )
        SELECT r.report_id, r.agency, r.year, r.extent, coalesce(figures, 0), coalesce(reviewed, 0),
            coalesce(without_indicator, 0)
        FROM report r LEFT JOIN counted USING (report_id) ORDER BY r.year, r.agency, r.report_id
    """)
    connection.execute(f"""
        INSERT INTO unsorted_label
        SELECT label, unit, measure, count(*) AS figures, count(DISTINCT agency) AS agencies,
            arg_max(figure_id, {{'year': year, 'id': -figure_id}}, {MOST_IDS}) AS figure_ids
        FROM figure WHERE indicator = '' AND status <> 'rejected'
        GROUP BY label, unit, measure ORDER BY agencies DESC, figures DESC, label, unit, measure
        LIMIT {MOST_LABELS}
    """)
