"""Counts and word lists that spare the pages a walk over all figures."""


def fill(connection) -> None:
    """Fill `report_count` and `search_term`; rejected figures are left out."""
    connection.execute("""
        INSERT INTO report_count
        SELECT r.report_id, r.agency, r.year, r.extent, count(f.figure_id),
            count(f.figure_id) FILTER (f.status = 'reviewed'), count(f.figure_id) FILTER (f.indicator = '')
        FROM report r LEFT JOIN figure f ON f.report_id = r.report_id AND f.status <> 'rejected'
        GROUP BY ALL ORDER BY r.year, r.agency, r.report_id
    """)
    for kind in ("label", "campaign", "sector", "part", "body", "agency"):
        connection.execute(f"""
            INSERT INTO search_term
            SELECT '{kind}', {kind}, count(*), list(DISTINCT indicator)
            FROM figure WHERE {kind} <> '' AND status <> 'rejected'
            GROUP BY {kind} ORDER BY count(*) DESC, {kind}
        """)
