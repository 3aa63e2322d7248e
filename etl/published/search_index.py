"""The index that a search of the figures asks: the distinct texts, and under each the figures that hold it.

A figure holds up to four texts: what it counts (label and indicator), what limits it (campaign, sector, part
and body, if any), its agency, and its number as printed. Each distinct one is a term; `search_figure` lists
the figures of every term, with the numbers of the figure's other terms beside it, so that a search of several
words reads the figures of the rarest word only and never the large table. The newest year comes first, and
within a year the figures of a term lie together. See dashboard/queries/search.py.
"""

from duckdb import DuckDBPyConnection

LABEL, LIMITS, AGENCY, NUMBER = "label", "limits", "agency", "number"
_LIMITED = "concat_ws(chr(10), f.campaign, f.sector, f.part, f.body)"  # no word holds a line break

# kind -> (text, indicator, value, of which figures, in which order the terms are numbered).
# Terms that are asked together have numbers close together: an indicator's labels, a division's agencies.
_TERMS = {
    LABEL: ("f.label", "f.indicator", "NULL", "true", "indicator, text"),
    LIMITS: (_LIMITED, "''", "NULL", "f.campaign || f.sector || f.part || f.body <> ''", "text"),
    AGENCY: ("f.agency", "''", "NULL", "true", "adcode, text"),
    NUMBER: ("f.printed", "''", "f.value", "true", "value, text"),
}


def fill(connection: DuckDBPyConnection) -> None:
    """Fill `search_term` and `search_figure` from figure and agency; rejected figures are left out."""
    for kind, (text, indicator, value, condition, order) in _TERMS.items():
        connection.execute(f"""
            INSERT INTO search_term
            SELECT (SELECT count(*) FROM search_term) + row_number() OVER (ORDER BY {order}), '{kind}',
                text, indicator, value, figures
            FROM (
                SELECT {text} AS text, {indicator} AS indicator, {value} AS value, count(*) AS figures,
                    any_value(a.adcode) AS adcode
                FROM figure f LEFT JOIN agency a USING (agency)
                WHERE f.status <> 'rejected' AND {condition} GROUP BY ALL
            ) ORDER BY 1
        """)
    years = connection.execute("SELECT DISTINCT year FROM figure ORDER BY year DESC NULLS LAST").fetchall()
    for (year,) in years:
        _list_figures(connection, year)


def _list_figures(connection: DuckDBPyConnection, year: int | None) -> None:
    """The figures of one year under each of their terms."""
    terms = {kind: f"(SELECT term, text, indicator, value FROM search_term WHERE kind = '{kind}')"
             for kind in _TERMS}  # fmt: skip
    connection.execute(
        f"""
        INSERT INTO search_figure
        WITH coded AS MATERIALIZED (
            SELECT f.year, l.term AS label, coalesce(m.term, 0) AS limits, a.term AS agency,
                n.term AS number, f.rowid AS row, f.scope, f.approx, f.status, f.measure, f.campaign,
                f.period_start, f.period_end
            FROM figure f
            JOIN {terms[LABEL]} l ON l.text = f.label AND l.indicator = f.indicator
            JOIN {terms[AGENCY]} a ON a.text = f.agency
            JOIN {terms[NUMBER]} n ON n.text = f.printed AND n.value IS NOT DISTINCT FROM f.value
            LEFT JOIN {terms[LIMITS]} m ON m.text = {_LIMITED}
            WHERE f.status <> 'rejected' AND f.year IS NOT DISTINCT FROM ?
        )
        FROM (SELECT unnest([label, limits, agency, number]) AS term, * FROM coded)
        WHERE term > 0 ORDER BY term, agency, row
        """,
        [year],
    )
