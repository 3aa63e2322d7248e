"""Count each report's figures, for the overview and the quality page."""


def fill(connection) -> None:
    """Fill `report_count`: one row a report, rejected figures left out."""
    connection.execute("""
        INSERT INTO report_count
        SELECT r.report_id, r.agency, r.year, r.extent, count(f.figure_id),
            count(f.figure_id) FILTER (f.status = 'reviewed'), count(f.figure_id) FILTER (f.indicator = '')
        FROM report r LEFT JOIN figure f ON f.report_id = r.report_id AND f.status <> 'rejected'
        GROUP BY ALL ORDER BY r.year, r.agency, r.report_id
    """)
