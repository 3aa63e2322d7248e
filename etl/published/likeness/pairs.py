"""Candidates measured exactly, and what each pair of reports is.

Shares are of the later report: how much of what it says the other says, too. Official forms and the phrases
of a trade are the same everywhere (`elements` leaves them out), and an agency may keep its words from year to
year: of two reports of one agency only the numbers count.
"""

from duckdb import DuckDBPyConnection

NUMBER_SHARE = 0.5  # of the numbers
# Of different numbers: a form gives one number in many cells, and small ones are the same by chance.
SAME_NUMBERS = 3
# What these say in all: of so many more pairs of different agencies more are the same by chance.
OWN_DIGITS, OTHERS_DIGITS = 10, 16
SAME_CLAUSES, TEXT_SHARE = 8, 0.7  # of the words of two agencies whose numbers differ
THE_SAME = 0.9  # of all that either says: one report entered twice


def judge(connection: DuckDBPyConnection) -> None:
    """Add rows of kinds earlier, elsewhere and twice to `alike`: of each report the likest other."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE pair AS
        SELECT a, b FROM clause_candidate UNION SELECT a, b FROM number_candidate
        UNION SELECT lag(n) OVER (PARTITION BY sha256 ORDER BY n), n FROM compared WHERE sha256 <> ''
            QUALIFY lag(n) OVER (PARTITION BY sha256 ORDER BY n) IS NOT NULL
    """)
    if connection.execute("FROM pair LIMIT 1").fetchone():
        _judge_pairs(connection)
    connection.execute("DROP TABLE pair")


def _judge_pairs(connection: DuckDBPyConnection) -> None:
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE clause_count AS SELECT n, count(*) AS held FROM clause GROUP BY n;
        CREATE OR REPLACE TEMP TABLE number_count AS SELECT n, count(*) AS held FROM number GROUP BY n;
        CREATE OR REPLACE TEMP TABLE clause_same AS
        SELECT a, b, count(*) AS same FROM pair JOIN clause x ON x.n = a
        JOIN clause y ON y.n = b AND y.piece = x.piece GROUP BY a, b;
        CREATE OR REPLACE TEMP TABLE number_same AS
        SELECT a, b, sum(cells)::BIGINT AS same, count(*) AS amounts, sum(digits) AS digits FROM (
            SELECT a, b, x.amount, count(*) AS cells, any_value(x.digits) AS digits FROM pair
            JOIN number x ON x.n = a JOIN number y ON y.n = b AND y.piece = x.piece GROUP BY a, b, x.amount
        ) GROUP BY a, b;
    """)
    connection.execute(f"INSERT INTO alike {_JUDGED}")
    for table in ("clause_count", "clause_same", "number_count", "number_same"):
        connection.execute(f"DROP TABLE {table}")


_MEASURED = """
    WITH ordered AS (
        SELECT p.a, p.b, x.agency = y.agency AS own, x.year = y.year AS one_year,
            x.sha256 <> '' AND x.sha256 = y.sha256 AS one_file,
            x.period_start = y.period_start AND x.period_end = y.period_end AND x.kind = y.kind AS one_period,
            CASE WHEN (x.year, x.appeared, x.n) > (y.year, y.appeared, y.n) THEN a ELSE b END AS later
        FROM pair p JOIN compared x ON x.n = a JOIN compared y ON y.n = b
    ), measured AS (
        SELECT o.*, CASE WHEN later = a THEN b ELSE a END AS other, coalesce(c.same, 0) AS clauses,
            coalesce(m.same, 0) AS numbers, coalesce(m.amounts, 0) AS amounts,
            coalesce(m.digits, 0) AS digits, cl.held AS clauses_held, nl.held AS numbers_held,
            coalesce(c.same, 0) / (cl.held + co.held - coalesce(c.same, 0)) AS clause_overlap,
            coalesce(m.same, 0) / (nl.held + no.held - coalesce(m.same, 0)) AS number_overlap,
            CASE WHEN cl.held IS NOT NULL AND co.held IS NOT NULL THEN coalesce(c.same, 0) / cl.held END
                AS text_share,
            CASE WHEN nl.held IS NOT NULL AND no.held IS NOT NULL THEN coalesce(m.same, 0) / nl.held END
                AS number_share
        FROM ordered o LEFT JOIN clause_same c USING (a, b) LEFT JOIN number_same m USING (a, b)
        LEFT JOIN clause_count cl ON cl.n = later
        LEFT JOIN clause_count co ON co.n = CASE WHEN later = a THEN b ELSE a END
        LEFT JOIN number_count nl ON nl.n = later
        LEFT JOIN number_count no ON no.n = CASE WHEN later = a THEN b ELSE a END
    )
"""
_JUDGED = f"""
    {_MEASURED}, sorted AS (
        SELECT *, amounts >= {SAME_NUMBERS} AND number_share >= {NUMBER_SHARE}
                AND digits >= CASE WHEN own THEN {OWN_DIGITS} ELSE {OTHERS_DIGITS} END AS numbers_alike,
            clauses >= {SAME_CLAUSES} AND text_share >= {TEXT_SHARE} AS words_alike
        FROM measured
    ), judged AS (
        SELECT *, CASE
            WHEN own AND one_year AND one_period AND (one_file
                OR coalesce(clause_overlap >= {THE_SAME}, true)
                    AND coalesce(number_overlap >= {THE_SAME}, true)
                    AND (digits >= {OWN_DIGITS} OR clauses >= {SAME_CLAUSES})) THEN 'twice'
            WHEN own AND NOT one_year AND (one_file OR numbers_alike) THEN 'earlier'
            WHEN NOT own AND (one_file OR numbers_alike OR words_alike) THEN 'elsewhere' END AS kind
        FROM sorted
    ), likest AS (
        FROM judged WHERE kind IS NOT NULL QUALIFY row_number() OVER (PARTITION BY later, kind ORDER BY
            one_file DESC, coalesce(number_share, 0) + coalesce(text_share, 0) DESC, other DESC) = 1
    )
    SELECT likest.kind, l.report_id, l.agency, l.year, o.report_id, o.agency, '',
        CASE WHEN one_file THEN 1 ELSE text_share END, CASE WHEN one_file THEN 1 ELSE number_share END, [],
        '与' || CASE WHEN own THEN '' ELSE o.agency END || '《' || o.title || '》（' || o.year || '年）比：'
        || CASE WHEN one_file THEN '登记的是同一个文件'
            ELSE coalesce('可比的' || numbers_held || '个数字中' || numbers || '个相同', '数字太少，没有比')
            || '；'
            || coalesce('写有数字的文字除去通行的话有' || clauses_held || '处，' || clauses || '处相同',
                CASE WHEN l.has_document AND o.has_document THEN '数字都在表格里，或多是通行的话，没有比文字'
                    ELSE '原文不在这里，没有比文字' END) END
    FROM likest JOIN compared l ON l.n = later JOIN compared o ON o.n = other
"""
