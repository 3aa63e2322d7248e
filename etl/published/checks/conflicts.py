"""The same thing stated twice: by two reports of one agency and year, or by one report in two places."""

from duckdb import DuckDBPyConnection

from etl.published.definitions import Definitions

MOST_PAIRED = 12  # statements of one thing that are held against each other pair by pair


def find(connection: DuckDBPyConnection, definitions: Definitions) -> None:
    """Add rows of kind `conflict`: one a pair of statements, agreeing ones included.

    Both must tell of the same indicator, period, scope, campaign, sector and part; inside one report the
    unit must be the same too, since 检查358件 and 检查企业452个次 count different things. Two that differ
    disagree only where it is sure that they tell of one thing: a person has seen both, or nothing speaks
    against either and, inside one report, they are said in the same words (检查零售点 and 检查企业 are not
    one thing, nor are the rows of a table whose lines were lost). Else `agrees` is NULL. Of more than
    MOST_PAIRED statements, whose pairs would be without number, each is held against the next greater one
    and the least against the greatest: where two disagree, a pair of these does, unless they round alike.
    """
    connection.execute(f"""
        INSERT INTO found
        WITH stated AS (
            SELECT s.*, r.title
            FROM said s JOIN report r USING (report_id) JOIN indicator i ON i.id = s.indicator
            WHERE CASE WHEN i.unit = '%' OR contains(i.unit, '/') THEN s.measure IN ('rate', 'share')
                ELSE s.measure = 'level' END
            QUALIFY row_number() OVER (PARTITION BY s.report_id, s.indicator, s.scope, s.body, s.campaign,
                s.sector, s.part, s.period_start, s.period_end, s.unit, s.value, s.value_high, s.approx
                ORDER BY s.ordinal) = 1
        ), ranked AS (
            SELECT *, count(*) OVER thing AS statements,
                row_number() OVER (thing ORDER BY low, high, report_id, ordinal) AS place
            FROM stated
            WINDOW thing AS (PARTITION BY agency, year, indicator, scope, body, campaign, sector, part,
                period_start, period_end)
        ), paired AS (
            SELECT *, unnest(CASE WHEN statements <= {MOST_PAIRED} THEN range(1, statements + 1)
                WHEN place = 1 THEN [2, statements] WHEN place = statements THEN [1, place - 1]
                ELSE [place - 1, place + 1] END) AS partner
            FROM ranked
        )
        SELECT 'conflict', a.report_id, a.agency, a.year, a.indicator, a.value, b.value,
            CASE WHEN a.low <= b.high AND a.high >= b.low THEN true
                WHEN a.status = 'reviewed' AND b.status = 'reviewed' THEN false
                WHEN a.doubts = '' AND b.doubts = '' AND (a.report_id <> b.report_id OR a.label = b.label)
                    THEN false END AS agrees,
            [a.figure_id, b.figure_id],
            CASE WHEN a.report_id = b.report_id THEN '《' || a.title || '》中先说 ' || a.printed
                    || '（' || a.label || '），又说 ' || b.printed || '（' || b.label || '）'
                ELSE '《' || a.title || '》为 ' || a.printed || '，《' || b.title || '》为 ' || b.printed END
            || CASE WHEN agrees THEN '，相符' WHEN NOT agrees THEN '，不一致'
                ELSE '，未必说的是同一件事' END
        FROM paired a JOIN ranked b USING (agency, year, indicator, scope, body, campaign, sector, part,
            period_start, period_end)
        WHERE b.place = a.partner AND (a.report_id < b.report_id
            OR a.report_id = b.report_id AND a.ordinal < b.ordinal AND a.unit = b.unit)
    """)
