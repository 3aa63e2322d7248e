"""Choose the headline figures: at most one for each agency, year, indicator and scope.

A headline is a figure that is proven to be the whole (`figure.whole`), a level (a rate where the indicator is
one); or, where no broader one exists, the unlimited figure of one campaign. It comes from
the best report of the year: stated before added up, the official table before the enforcement report and
so on (the order of REPORT_KINDS), the year's own report before one that looks back, a whole year before a
stretch of it, everything before a campaign. Where a report gives only parts that make a whole, they are
added up and the row is `derived`. Where nothing can stand for the whole, `no_headline` says why.

Indicators have nothing to do with each other, so a large table is worked through some at a time.
"""

from collections.abc import Iterator

from duckdb import DuckDBPyConnection

from etl.engine.codes import REPORT_KINDS
from etl.published.derivation import PartRules
from etl.published.rounding import define_macros

FIGURES_AT_ONCE = 2_000_000  # what a few gigabytes of memory hold
NEARLY_A_YEAR = 320  # days: a report that closes in late November or December tells of its year

# What may stand for the whole: of an indicator, or of one campaign (taken only for want of a broader one).
# A stated rate, or the number that a superior gives of one body of its area, is no total of anything and asks
# for no proof; two that differ still settle nothing.
_STANDS = "sector = '' AND part = '' AND (whole <> '' OR campaign <> '' OR no_total)"
_UNLIMITED = "sector = '' AND part = '' AND campaign = ''"
# What the figures of one statement have in common.
_STATEMENT = "report_id, agency, indicator, year, scope, campaign, period_start, period_end"


def fill(connection: DuckDBPyConnection, rules: PartRules) -> None:
    """Fill the tables `headline` and `no_headline` from figure, report, agency and indicator.

    `checks` goes on with the macros that are defined here.
    """
    define_macros(connection)
    for indicators in _some_at_a_time(connection):
        _find_candidates(connection, rules, indicators)
        _state_wholes(connection)
        _add_up_parts(connection, rules)
        _choose(connection)
        _explain_the_rest(connection, indicators)
        for table in ("candidate", "usable", "whole", "unclear", "summable", "derived"):
            connection.execute(f"DROP TABLE {table}")


def _some_at_a_time(connection: DuckDBPyConnection) -> Iterator[list[str]]:
    """Indicators that have figures, in order, as many at once as FIGURES_AT_ONCE lets in."""
    batch: list[str] = []
    size = 0
    for indicator, figures in connection.execute(
        "SELECT indicator, count(*) FROM figure WHERE indicator <> '' GROUP BY indicator ORDER BY indicator"
    ).fetchall():
        if batch and size + figures > FIGURES_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(indicator)
        size += figures
    if batch:
        yield batch


def _find_candidates(connection: DuckDBPyConnection, rules: PartRules, indicators: list[str]) -> None:
    """Figures of an indicator with its measure, under the agency that they tell of."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE candidate AS
        SELECT f.figure_id, f.report_id, f.ordinal, f.indicator, f.year, f.value, f.value_high, f.approx,
            f.unit, i.unit AS indicator_unit, f.label, f.campaign, f.sector, f.part, f.period_start,
            f.period_end, f.status, f.printed || f.heading_unit AS printed, f.whole,
            (i.unit = '%' OR contains(i.unit, '/') OR f.scope = 'other') AS no_total, f.agency AS stated_by,
            coalesce(named.agency, placed.agency, f.agency) AS agency,
            CASE WHEN named.agency IS NOT NULL THEN 'own' WHEN placed.agency IS NOT NULL THEN 'system'
                ELSE f.scope END AS scope,
            CASE WHEN i.unit = '%' OR contains(i.unit, '/') THEN f.measure IN ('rate', 'share')
                ELSE f.measure = 'level' END AS fits,
            list_contains(string_split(f.part, ';'), ?) AS notice
        FROM figure f JOIN indicator i ON i.id = f.indicator JOIN agency a ON a.agency = f.agency
        LEFT JOIN agency named ON f.scope = 'other' AND named.agency = f.body
        LEFT JOIN (
            -- A division that a superior's report names, if just one agency of the trade sits there.
            SELECT province, trade, CASE WHEN district <> '' THEN district ELSE city END AS name,
                min(agency) AS agency, min(adcode) AS adcode
            FROM agency GROUP BY ALL HAVING count(*) = 1 AND name <> ''
        ) placed ON f.scope = 'other' AND placed.name = f.body AND placed.province = a.province
            AND placed.trade = a.trade AND starts_with(placed.adcode, rtrim(a.adcode, '0'))
            AND placed.agency <> f.agency
        WHERE f.status <> 'rejected' AND f.indicator IN (SELECT unnest(?::VARCHAR[]))
        """,
        [rules.published_notices, indicators],
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE usable AS FROM candidate WHERE fits AND NOT notice AND scope <> 'other'"
    )


def _state_wholes(connection: DuckDBPyConnection) -> None:
    """`whole`: what a report states once, or several times alike. `unclear`: statements that differ.

    Of several numbers the reviewed ones count, of these the ones in the indicator's own unit (inspections
    in 家次 before 件), of these the exact ones.
    """
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE whole AS
        SELECT {_STATEMENT}, min(value) AS value, min(value_high) AS value_high, min(approx) AS approx,
            min(unit) AS unit, false AS derived, '' AS part, min(status) AS status,
            [min(figure_id)] AS figure_ids, min(printed) AS printed, min(label) AS label, count(*) AS figures
        FROM usable WHERE {_STANDS} GROUP BY {_STATEMENT};
        CREATE OR REPLACE TEMP TABLE unclear AS
        WITH best AS (
            FROM usable SEMI JOIN (FROM whole WHERE figures > 1) USING ({_STATEMENT})
            WHERE {_STANDS}
            QUALIFY rank() OVER (PARTITION BY {_STATEMENT}
                ORDER BY status <> 'reviewed', unit <> indicator_unit, approx <> 'exact') = 1
        )
        SELECT {_STATEMENT}, min(value) AS value, max(value_high) AS value_high, min(approx) AS approx,
            min(unit) AS unit, false AS derived, '' AS part, min(status) AS status,
            list(figure_id ORDER BY ordinal) AS figure_ids, arg_min(printed, ordinal) AS printed,
            arg_min(label, ordinal) AS label, count(DISTINCT (value, value_high, approx)) AS numbers
        FROM best GROUP BY {_STATEMENT};
        DELETE FROM whole WHERE figures > 1;
        ALTER TABLE whole DROP figures;
        INSERT INTO whole BY NAME SELECT * EXCLUDE (numbers) FROM unclear WHERE numbers = 1;
        DELETE FROM unclear WHERE numbers = 1;
    """)


def _add_up_parts(connection: DuckDBPyConnection, rules: PartRules) -> None:
    """`derived`: the parts of a report that gives no whole, where the rules let them add up."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE derived AS
        WITH named AS (
            SELECT *, CASE WHEN part = '' THEN 'sector' ELSE 'part' END AS dimension, sector || part AS name
            FROM usable WHERE (sector = '') <> (part = '') AND NOT contains(part, ';') AND approx <> 'range'
        )
        SELECT {_STATEMENT}, dimension, list(name ORDER BY name) AS names, sum(value) AS value,
            NULL::DECIMAL(24, 6) AS value_high, true AS derived,
            CASE WHEN bool_and(approx = 'exact') THEN 'exact'
                WHEN bool_and(approx IN ('exact', 'at_least')) THEN 'at_least'
                WHEN bool_and(approx IN ('exact', 'at_most')) THEN 'at_most' ELSE 'about' END AS approx,
            CASE WHEN count(DISTINCT unit) = 1 THEN min(unit) ELSE min(indicator_unit) END AS unit,
            count(DISTINCT unit) AS units, string_agg(name, '、' ORDER BY ordinal) AS part,
            CASE WHEN bool_and(status = 'reviewed') THEN 'reviewed' ELSE 'extracted' END AS status,
            list(figure_id ORDER BY ordinal) AS figure_ids,
            string_agg(printed, ' + ' ORDER BY ordinal) AS printed, arg_min(label, ordinal) AS label
        FROM named ANTI JOIN whole USING ({_STATEMENT}) ANTI JOIN unclear USING ({_STATEMENT})
            ANTI JOIN (FROM usable WHERE {_UNLIMITED}) USING ({_STATEMENT})
        GROUP BY {_STATEMENT}, dimension HAVING count(*) > 1
    """)
    sets = connection.execute("SELECT DISTINCT indicator, dimension, names FROM derived").fetchall()
    good = [row for row in sets if rules.add_up(row[0], row[1], tuple(row[2]))]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE summable (indicator VARCHAR, dimension VARCHAR, names VARCHAR[])"
    )
    if good:
        connection.executemany("INSERT INTO summable VALUES (?, ?, ?)", good)
    connection.execute(
        "DELETE FROM derived WHERE units > 1 AND NOT list_contains(?, indicator)",
        [sorted(rules.separate_kinds)],
    )


def _choose(connection: DuckDBPyConnection) -> None:
    """Rank the statements of each agency, year, indicator and scope; write the first of each."""
    kinds = ", ".join(f"'{kind}'" for kind in REPORT_KINDS)
    connection.execute(f"""
        INSERT INTO headline
        WITH statement AS (
            FROM whole UNION ALL BY NAME
            SELECT * EXCLUDE (dimension, names, units)
            FROM derived SEMI JOIN summable USING (indicator, dimension, names)
        ), ranked AS (
            SELECT s.*, r.kind, r.year AS report_year, r.agency AS stated_by,
                min(s.campaign) OVER same = max(s.campaign) OVER same AS one_campaign,
                row_number() OVER (PARTITION BY s.indicator, s.year, s.agency, s.scope ORDER BY
                    s.campaign <> '', date_diff('day', s.period_start, s.period_end) < {NEARLY_A_YEAR},
                    r.year <> s.year, s.derived, list_position([{kinds}], r.kind), r.agency <> s.agency,
                    s.status <> 'reviewed', date_diff('day', s.period_start, s.period_end) DESC,
                    s.period_end DESC, r.published DESC NULLS LAST, s.report_id) AS place
            FROM statement s JOIN report r USING (report_id)
            WINDOW same AS (PARTITION BY s.indicator, s.year, s.agency, s.scope)
        ), chosen AS (
            FROM ranked WHERE place = 1 AND (campaign = '' OR one_campaign)
        ), contradicted AS (
            SELECT DISTINCT c.indicator, c.year, c.agency, c.scope
            FROM chosen c
            JOIN usable u USING (indicator, year, agency, scope, campaign, period_start, period_end)
            WHERE u.whole <> '' AND NOT list_contains(c.figure_ids, u.figure_id)
                AND (u.report_id <> c.report_id OR u.unit = c.unit)
                AND (low(u.value, u.printed, u.approx) > high(c.value, c.value_high, c.printed, c.approx)
                    OR high(u.value, u.value_high, u.printed, u.approx) < low(c.value, c.printed, c.approx))
        )
        SELECT indicator, year, agency, scope, value, value_high, approx, unit, derived, campaign, part,
            period_start, period_end, report_id, kind, status, figure_ids,
            contradicted.indicator IS NOT NULL AS conflict, printed, label, report_year, stated_by
        FROM chosen LEFT JOIN contradicted USING (indicator, year, agency, scope)
        ORDER BY indicator, year, agency, scope
    """)


def _explain_the_rest(connection: DuckDBPyConnection, indicators: list[str]) -> None:
    """Say of each agency, year and indicator that has figures but no headline what is wanting."""
    connection.execute(
        f"""
        INSERT INTO no_headline
        WITH left_over AS (
            FROM candidate ANTI JOIN (
                FROM headline WHERE indicator IN (SELECT unnest(?::VARCHAR[]))
            ) USING (indicator, year, agency)
        ), judged AS (
            SELECT l.*, u.report_id IS NOT NULL AS unclear
            FROM left_over l LEFT JOIN unclear u USING ({_STATEMENT})
        )
        SELECT indicator, year, agency,
            CASE WHEN bool_and(scope = 'other') THEN 'other_body'
                WHEN bool_and(NOT fits OR scope = 'other') THEN 'shares_only'
                WHEN bool_or(unclear AND fits AND sector = '' AND part = '')
                    OR count(DISTINCT value) FILTER (fits AND {_UNLIMITED}) > 1 THEN 'several_wholes'
                WHEN bool_or(fits AND {_UNLIMITED}) THEN 'unproven'
                WHEN count(DISTINCT campaign) FILTER (fits AND sector = '' AND part = '') > 1
                    THEN 'several_campaigns'
                WHEN bool_and(notice OR NOT fits OR scope = 'other') THEN 'published_notices'
                ELSE 'parts_only' END AS reason,
            list(figure_id ORDER BY report_id, ordinal) AS figure_ids
        FROM judged GROUP BY indicator, year, agency ORDER BY indicator, year, agency
        """,
        [indicators],
    )
