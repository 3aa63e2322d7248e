"""Changes on the year before against the two years' numbers.

The number of this year is the one before the change in its sentence; that of last year comes from the same
report where it gives one for comparison, else from the agency's headline of last year on the same basis.
Changes on the last month or quarter (环比) are left out: their base is seldom published.
"""

from duckdb import DuckDBPyConnection

from etl.published.definitions import Definitions


def find(connection: DuckDBPyConnection, definitions: Definitions) -> None:
    """Add rows of kind `change` to `found`: percentages and absolute changes."""
    connection.execute("""
        INSERT INTO found
        WITH change AS (
            SELECT *, CASE WHEN regexp_matches(label, '下降|减少|降低|回落|压减')
                    OR sentence IS NOT NULL AND start_offset IS NOT NULL AND regexp_matches(
                        right(left(sentence, start_offset - sentence_start), 4), '下降|减少|降低|回落|压减')
                THEN -value ELSE value END AS signed
            FROM said WHERE measure = 'change' AND NOT contains(label, '环比')
                AND NOT contains(printed, '百分点')
        ), now AS (
            SELECT c.figure_id AS change_id, n.* FROM change c JOIN said n USING (report_id)
            WHERE n.measure = 'level' AND n.indicator <> '' AND n.ordinal < c.ordinal AND n.scope = c.scope
                AND n.period_start = c.period_start AND n.period_end = c.period_end
                AND coalesce(n.sentence_start = c.sentence_start, c.ordinal - n.ordinal <= 2)
            QUALIFY row_number() OVER (PARTITION BY c.figure_id ORDER BY n.ordinal DESC) = 1
        ), before AS (
            SELECT n.change_id, b.figure_id, b.value, b.printed, b.low, b.high, true AS in_report
            FROM now n JOIN said b USING (report_id, indicator, scope, body, campaign, sector, part, measure)
            WHERE b.period_start = n.period_start - INTERVAL 1 YEAR
                AND abs(date_diff('day', b.period_end, n.period_end) - 365) <= 1
            UNION ALL
            SELECT n.change_id, h.figure_ids[1], h.value, h.printed, low(h.value, h.printed, h.approx),
                high(h.value, h.value_high, h.printed, h.approx), false
            FROM now n JOIN headline h USING (agency, indicator, scope, campaign)
            WHERE h.year = n.year - 1 AND n.whole <> '' AND NOT h.derived
                AND h.period_start = n.period_start - INTERVAL 1 YEAR
                AND abs(date_diff('day', h.period_end, n.period_end) - 365) <= 1
        ), base AS (
            FROM before WHERE value > 0 AND low > 0
            QUALIFY row_number() OVER (PARTITION BY change_id ORDER BY in_report DESC, figure_id) = 1
        ), judged AS (
            SELECT c.*, n.figure_id AS now_id, n.printed AS now_printed, n.indicator AS of,
                b.figure_id AS before_id, b.printed AS before_printed, in_report,
                CASE WHEN c.unit = '%' THEN 100 * (n.value - b.value) / b.value
                    ELSE n.value - b.value END AS found,
                CASE WHEN c.unit = '%' THEN 100 * (n.low / b.high - 1) ELSE n.low - b.high END AS least,
                CASE WHEN c.unit = '%' THEN 100 * (n.high / b.low - 1) ELSE n.high - b.low END AS most,
                CASE WHEN c.unit = '%' THEN printed_step(c.printed) ELSE 0.5 END AS step
            FROM change c JOIN now n ON n.change_id = c.figure_id JOIN base b ON b.change_id = c.figure_id
        )
        SELECT 'change', report_id, agency, year, of, signed, found,
            least - step < signed AND most + step > signed AS agrees, [figure_id, now_id, before_id],
            '同比 ' || CASE WHEN signed < 0 THEN '−' ELSE '+' END || printed || '；本年 ' || now_printed
            || '，上年 ' || before_printed || CASE WHEN in_report THEN '' ELSE '（据上年报告）' END
            || '，算得 ' || number_text(found) || CASE WHEN unit = '%' THEN '%' ELSE '' END
            || CASE WHEN agrees THEN '，相符' ELSE '，不符' END
        FROM judged
    """)
