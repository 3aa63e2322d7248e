"""Shares against the two numbers they are of: 行政许可212件，占32.8% of 646件.

The numerator is the number before the share in its sentence. The whole is a number before it of the same
unit; which one, a report does not say, so an agreement with any of the nearby ones counts, and a
disagreement is stated only where the whole is certain: the total of the same indicator, or the total that
the numerator's indicator is a term of by definition.
"""

from duckdb import DuckDBPyConnection

from etl.published.definitions import Definitions

NEARBY = 8  # figures


def find(connection: DuckDBPyConnection, definitions: Definitions) -> None:
    """Add rows of kind `share` to `found`."""
    pairs = [(whole, term) for whole, terms in definitions.sums.items() for term in terms]
    connection.execute("CREATE OR REPLACE TEMP TABLE sums (whole VARCHAR, term VARCHAR)")
    connection.executemany("INSERT INTO sums VALUES (?, ?)", pairs)
    connection.execute(f"""
        INSERT INTO found
        WITH share AS (FROM said WHERE measure = 'share' AND unit = '%' AND value > 0 AND value <= 100),
        numerator AS (
            SELECT s.figure_id AS share_id, n.* FROM share s JOIN said n USING (report_id)
            WHERE n.measure = 'level' AND n.ordinal < s.ordinal
                AND coalesce(n.sentence_start = s.sentence_start, s.ordinal - n.ordinal <= 2)
            QUALIFY row_number() OVER (PARTITION BY s.figure_id ORDER BY n.ordinal DESC) = 1
        ), pair AS (
            SELECT s.*, n.figure_id AS part_id, n.printed AS part_printed, w.figure_id AS whole_id,
                w.printed AS whole_printed, w.ordinal AS whole_ordinal, n.indicator AS of,
                100 * n.value / w.value AS share, printed_step(s.printed) AS step,
                100 * n.low / w.high - step < s.value AND 100 * n.high / w.low + step > s.value AS agrees,
                (w.indicator = n.indicator AND n.indicator <> '' AND w.whole <> ''
                    AND (n.sector <> '' OR n.part <> '')
                    OR (w.indicator, n.indicator) IN (SELECT (whole, term) FROM sums)) AS certain
            FROM share s JOIN numerator n ON n.share_id = s.figure_id
            JOIN said w ON w.report_id = s.report_id AND w.measure = 'level' AND w.unit = n.unit
                AND w.ordinal < s.ordinal AND w.ordinal >= s.ordinal - {NEARBY} AND w.figure_id <> n.figure_id
                AND w.value >= n.value AND w.low > 0 AND w.scope = n.scope
        ), settled AS (
            FROM pair WHERE certain OR agrees AND value < 100
            QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY agrees DESC, certain DESC,
                whole_ordinal DESC) = 1
        )
        SELECT 'share', report_id, agency, year, of, value, share, agrees, [figure_id, part_id, whole_id],
            '占比 ' || printed || '；' || part_printed || ' ÷ ' || whole_printed || ' = '
            || number_text(share) || '%' || CASE WHEN agrees THEN '，相符' ELSE '，不符' END
        FROM settled;
        DROP TABLE sums;
    """)
