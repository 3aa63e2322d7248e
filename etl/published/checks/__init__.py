"""Stated against recomputed: totals and their parts, shares, changes, rates, and reports that disagree.

Each check is one row of `quality_check`, whether it agrees or not; `agrees` is NULL where the report need
not have given all the parts, or where two numbers need not tell of one thing. Tolerance follows what is
printed (etl/published/rounding.py). Explanations are Chinese and quote the printed numbers.

No check looks beyond one agency, so a large table is worked through some agencies at a time.
"""

from duckdb import DuckDBPyConnection

from etl.published.checks import changes, conflicts, shares, stated_rates, totals
from etl.published.definitions import Definitions

FIGURES_AT_ONCE = 2_000_000  # what a few gigabytes of memory hold
# The checks in their order, with the measures that they are about: no such figure, nothing to do.
_STEPS = (
    (totals, {"level"}),
    (shares, {"share"}),
    (stated_rates, {"rate", "share"}),
    (changes, {"change"}),
    (conflicts, {"level", "rate", "share"}),
)


def fill(connection: DuckDBPyConnection, definitions: Definitions) -> None:
    """Fill the table `quality_check`; `headline`, whose macros are used, must have been filled before."""
    connection.execute("""
        CREATE OR REPLACE TEMP MACRO number_text(value) AS
            regexp_replace(regexp_replace(CAST(round(CAST(value AS DECIMAL(24, 4)), 2) AS VARCHAR),
                '(\\.\\d*?)0+$', '\\1'), '\\.$', '');
        CREATE OR REPLACE TEMP MACRO worked_out(value, printed) AS CASE
            WHEN printed LIKE '%亿元' THEN number_text(value / 100000000) || '亿元'
            WHEN printed LIKE '%万元' THEN number_text(value / 10000) || '万元' ELSE number_text(value) END;
        CREATE OR REPLACE TEMP TABLE found (
            kind VARCHAR, report_id VARCHAR, agency VARCHAR, year INTEGER, indicator VARCHAR, stated DOUBLE,
            recomputed DOUBLE, agrees BOOLEAN, figure_ids BIGINT[], explanation VARCHAR
        );
    """)
    [(figures,)] = connection.execute("SELECT count(*) FROM figure").fetchall()
    shares = -(-figures // FIGURES_AT_ONCE)
    for share in range(shares):
        _take_figures(connection, share, shares)
        there = {name for (name,) in connection.execute("SELECT DISTINCT measure FROM said").fetchall()}
        for step, about in _STEPS:
            if about & there:
                step.find(connection, definitions)
    connection.execute("""
        INSERT INTO quality_check
        SELECT CAST(hash(kind, figure_ids, explanation) >> 1 AS BIGINT), kind, report_id, agency, year,
            indicator, stated, recomputed, agrees, figure_ids, explanation
        FROM found ORDER BY agency, year, kind, figure_ids, explanation;
        DROP TABLE found;
        DROP TABLE IF EXISTS said;
    """)


def _take_figures(connection: DuckDBPyConnection, share: int, shares: int) -> None:
    """`said`: the figures of a share of the agencies, with the interval that each number stands for."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE said AS
        SELECT figure_id, report_id, agency, year, ordinal, printed || heading_unit AS printed, value,
            value_high, approx, unit, indicator, label, measure, scope, body, campaign, sector, part, whole,
            status, doubts, period_start, period_end, section, sentence, sentence_start, start_offset,
            low(value, printed || heading_unit, approx) AS low,
            high(value, value_high, printed || heading_unit, approx) AS high
        FROM figure WHERE status <> 'rejected' AND hash(agency) % {shares} = {share}
    """)
