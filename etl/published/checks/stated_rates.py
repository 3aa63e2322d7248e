"""Rates that a report states (整改率98.2%, 每千家次…49.7项, 人均办案12.4件) against its own numbers."""

from duckdb import DuckDBPyConnection

from etl.published.definitions import Definitions
from etl.published.rates import POPULATION

_BASIS = "report_id, agency, year, scope, body, campaign, sector, part, period_start, period_end"


def find(connection: DuckDBPyConnection, definitions: Definitions) -> None:
    """Add rows of kind `rate` or `per_head` to `found`: rates whose numerator and denominator the same
    report gives on the same basis."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE definition (
            id VARCHAR, name_zh VARCHAR, numerator VARCHAR, denominator VARCHAR, scale DOUBLE,
            stated_indicator VARCHAR, stated_label VARCHAR, kind VARCHAR
        )
    """)
    rates = [
        rate
        for rate in definitions.rates.values()
        if (rate.stated_indicator or rate.stated_label) and rate.denominator != POPULATION
    ]
    connection.executemany(
        "INSERT INTO definition VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            [
                rate.id,
                rate.name_zh,
                rate.numerator,
                rate.denominator,
                rate.scale,
                rate.stated_indicator,
                rate.stated_label,
                rate.check,
            ]
            for rate in rates
        ],
    )
    connection.execute(f"""
        INSERT INTO found
        WITH stated AS (
            SELECT s.*, d.id AS rate, d.name_zh, d.numerator, d.denominator, d.scale, d.kind
            FROM said s JOIN definition d ON d.stated_indicator <> '' AND s.indicator = d.stated_indicator
                OR d.stated_label <> '' AND s.indicator = '' AND regexp_matches(s.label, d.stated_label)
            WHERE s.measure IN ('rate', 'share')
        ), one AS (
            SELECT {_BASIS}, indicator, arg_min({{'figure_id': figure_id, 'value': value, 'printed': printed,
                'low': low, 'high': high}}, ordinal) AS n
            FROM said SEMI JOIN stated USING (report_id)
            WHERE measure = 'level' AND indicator IN (
                SELECT numerator FROM definition UNION ALL SELECT denominator FROM definition)
            GROUP BY ALL HAVING count(DISTINCT value) = 1
        ), judged AS (
            SELECT s.*, a.n AS top, b.n AS bottom, s.scale * a.n.value / b.n.value AS found,
                printed_step(s.printed) AS step
            FROM stated s JOIN one a USING ({_BASIS}) JOIN one b USING ({_BASIS})
            WHERE a.indicator = s.numerator AND b.indicator = s.denominator AND b.n.low > 0
        )
        SELECT kind, report_id, agency, year, indicator, value, found,
            scale * top.low / bottom.high - step < high
                AND scale * top.high / bottom.low + step > low AS agrees,
            [figure_id, top.figure_id, bottom.figure_id],
            name_zh || ' ' || printed || '；' || top.printed || ' ÷ ' || bottom.printed
            || CASE WHEN scale = 1 THEN '' ELSE ' × ' || number_text(scale) END || ' = ' || number_text(found)
            || CASE WHEN agrees THEN '，相符' ELSE '，不符' END
        FROM judged;
        DROP TABLE definition;
    """)
