"""What only scale shows: reports that are alike, figures that never change, addresses that are shared.

A row of `likeness` is something to look at, never a verdict: two reports may rightly say the same.

    earlier     a report gives the numbers of an earlier year's, of the same agency
    elsewhere   a report gives the numbers, or the words, of another agency's
    twice       one report of one agency and period, entered twice
    address     one address is entered for reports of several agencies
    unchanged   an agency gives the same number in three years or more

What is compared are the sentences with figures in them, since these are what the published file holds of a
text, from whichever way it came (data/, ledger, lake): `elements` makes comparable pieces of them, `near`
finds candidates by MinHash, `pairs` measures and judges these.
"""

from duckdb import DuckDBPyConnection

from etl.published.likeness import elements, near, pairs, single

_TEMPORARY = ("compared", "clause", "number", "clause_candidate", "number_candidate", "alike")


def fill(connection: DuckDBPyConnection) -> None:
    """Fill `likeness`; `headline` must have been filled before. Memory does not grow with the reports."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE alike (
            kind VARCHAR, report_id VARCHAR, agency VARCHAR, year INTEGER, other_id VARCHAR,
            other_agency VARCHAR, indicator VARCHAR, text_share DOUBLE, number_share DOUBLE,
            figure_ids BIGINT[], explanation VARCHAR
        )
    """)
    elements.take(connection)
    for table in ("clause", "number"):
        near.find(connection, table, f"{table}_candidate")
    pairs.judge(connection)
    single.find(connection)
    connection.execute("""
        INSERT INTO likeness
        SELECT row_number() OVER (ORDER BY coalesce(number_share, 0) + coalesce(text_share, 0) DESC,
                year DESC, a.adcode, agency, kind, likeness_id) - 1 AS place, l.*
        FROM (
            SELECT CAST(hash(kind, report_id, other_id, indicator, explanation) >> 11 AS BIGINT)
                AS likeness_id, * FROM alike
        ) l JOIN agency a USING (agency) ORDER BY place
    """)
    for table in _TEMPORARY:
        connection.execute(f"DROP TABLE {table}")
