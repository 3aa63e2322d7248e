"""Counts and word lists that spare the pages a walk over all figures."""


def fill(connection) -> None:
    """Fill `report_count` and `search_term`; rejected figures are left out."""
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
    for kind in ("label", "campaign", "sector", "part", "body", "agency"):
        connection.execute(f"""
            INSERT INTO search_term
            SELECT '{kind}', {kind}, count(*), list(DISTINCT indicator)
            FROM figure WHERE {kind} <> '' AND status <> 'rejected'
            GROUP BY {kind} ORDER BY count(*) DESC, {kind}
        """)
