"""Totals against their parts: within one indicator (其中…), and across indicators that sum by definition.

A sum that differs from its total is wrong when the parts leave nothing out. Otherwise a report may have
named only some parts, or parts that overlap: then only a near miss is called wrong, by less than any part
that is named and a twentieth of the total, where all stand in one sentence or next to each other; and a
sum above its total in the same sentence.
"""

from duckdb import DuckDBPyConnection

from etl.published.definitions import Definitions
from etl.published.derivation import PartRules

NEAR_MISS = 0.05
_BASIS = "report_id, agency, year, scope, body, campaign, period_start, period_end"


def find(connection: DuckDBPyConnection, definitions: Definitions) -> None:
    """Add rows of kind `total` to `found`."""
    _collect_parts(connection, definitions.parts)
    _collect_terms(connection, definitions.sums)
    _mark_complete(connection, definitions.parts)
    connection.execute(f"""
        INSERT INTO found
        SELECT 'total', report_id, agency, year, indicator, total_value, total,
            CASE WHEN low <= total_high AND high >= total_low THEN true
                WHEN complete OR low > total_high AND one_sentence THEN false
                WHEN together AND greatest(low - total_high, total_low - high)
                    < least(least_part, {NEAR_MISS} * total_low) THEN false
            END AS agrees, figure_ids,
            '合计 ' || total_printed || '；' || terms || ' = ' || worked_out(total, total_printed)
            || CASE WHEN agrees THEN '，相符'
                WHEN NOT agrees THEN '，相差 ' || worked_out(abs(total - total_value), total_printed)
                WHEN low > total_high THEN '，大于合计：各分项可能有重叠'
                ELSE '，小于合计：报告可能没有列出全部分项' END
        FROM summed;
        DROP TABLE summed; DROP TABLE complete;
    """)


def _collect_parts(connection: DuckDBPyConnection, rules: PartRules) -> None:
    """Parts of one indicator beside the total that the same report gives for the same basis."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE summed AS
        WITH level AS (
            FROM said WHERE measure = 'level' AND indicator <> ''
                AND NOT list_has_any(string_split(part, ';'), ?)
        ), piece AS (
            SELECT *, 'sector' AS dimension, '' AS whole_sector, part AS whole_part, sector AS name FROM level
            WHERE sector <> ''
            UNION ALL
            SELECT *, 'part', sector, regexp_replace(part, ';?[^;]*$', ''), regexp_extract(part, '[^;]*$')
            FROM level WHERE part <> ''
        ), total AS (
            SELECT {_BASIS}, indicator, sector AS whole_sector, part AS whole_part,
                arg_min({{'figure_id': figure_id, 'value': value, 'printed': printed, 'low': low,
                    'high': high, 'sentence': sentence_start, 'ordinal': ordinal}}, ordinal) AS t
            FROM level GROUP BY ALL HAVING count(DISTINCT value) = 1
        )
        SELECT {_BASIS}, indicator, p.dimension, list(name ORDER BY name) AS names,
            t.value AS total_value, t.printed AS total_printed, t.low AS total_low, t.high AS total_high,
            sum(value) AS total, sum(p.low) AS low, sum(p.high) AS high, min(p.low) AS least_part,
            [t.figure_id] || list(figure_id ORDER BY p.ordinal) AS figure_ids,
            string_agg(name || ' ' || printed, ' + ' ORDER BY p.ordinal) AS terms,
            bool_and(coalesce(p.sentence_start = t.sentence, abs(p.ordinal - t.ordinal) <= 8)) AS together,
            bool_and(coalesce(p.sentence_start = t.sentence, false)) AS one_sentence, false AS complete
        FROM piece p JOIN total USING ({_BASIS}, indicator, whole_sector, whole_part)
        GROUP BY {_BASIS}, indicator, p.dimension, whole_sector, whole_part, t
        HAVING count(*) >= 2 AND count(DISTINCT name) = count(*)
        """,
        [[rules.published_notices, *rules.steps]],
    )


def _collect_terms(connection: DuckDBPyConnection, sums: dict[str, list[str]]) -> None:
    """Totals that are sums by definition: 案件总数 = 许可 + 检查 + 处罚 + 强制, all in one unit."""
    triples = [(whole, term, len(terms)) for whole, terms in sums.items() for term in terms]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE sums (whole VARCHAR, term VARCHAR, terms_in_all INTEGER)"
    )
    connection.executemany("INSERT INTO sums VALUES (?, ?, ?)", triples)
    connection.execute(f"""
        INSERT INTO summed BY NAME
        WITH level AS (FROM said WHERE measure = 'level' AND whole <> ''),
        term AS (
            SELECT {_BASIS}, s.whole AS indicator, l.unit, l.indicator AS term, i.name_zh, s.terms_in_all,
                arg_min({{'figure_id': figure_id, 'value': value, 'printed': printed, 'low': low,
                    'high': high, 'sentence': sentence_start, 'ordinal': ordinal}}, ordinal) AS p
            FROM level l JOIN sums s ON s.term = l.indicator JOIN indicator i ON i.id = l.indicator
            GROUP BY ALL HAVING count(DISTINCT value) = 1
        )
        SELECT {_BASIS}, indicator, 'terms' AS dimension, list(term ORDER BY term) AS names,
            t.value AS total_value, t.printed AS total_printed, t.low AS total_low, t.high AS total_high,
            sum(p.value) AS total, sum(p.low) AS low, sum(p.high) AS high, min(p.low) AS least_part,
            [t.figure_id] || list(p.figure_id ORDER BY p.ordinal) AS figure_ids,
            string_agg(name_zh || ' ' || p.printed, ' + ' ORDER BY p.ordinal) AS terms,
            bool_and(coalesce(p.sentence = t.sentence_start, abs(p.ordinal - t.ordinal) <= 8)) AS together,
            bool_and(coalesce(p.sentence = t.sentence_start, false)) AS one_sentence,
            count(*) = any_value(terms_in_all) AS complete
        FROM level t JOIN term USING ({_BASIS}, indicator, unit)
        GROUP BY {_BASIS}, indicator, t.figure_id, t.value, t.printed, t.low, t.high HAVING count(*) >= 2;
        DROP TABLE sums;
    """)


def _mark_complete(connection: DuckDBPyConnection, rules: PartRules) -> None:
    sets = connection.execute(
        "SELECT DISTINCT dimension, names FROM summed WHERE dimension <> 'terms'"
    ).fetchall()
    complete = [row for row in sets if rules.leave_nothing_out(row[0], tuple(row[1]))]
    connection.execute("CREATE OR REPLACE TEMP TABLE complete (dimension VARCHAR, names VARCHAR[])")
    if complete:
        connection.executemany("INSERT INTO complete VALUES (?, ?)", complete)
    connection.execute("""
        UPDATE summed SET complete = true FROM complete c
        WHERE c.dimension = summed.dimension AND c.names = summed.names
    """)
