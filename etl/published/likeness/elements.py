"""Comparable pieces of reports: the clauses of the sentences with figures, and the numbers themselves.

A clause is compared without its numbers and without the names of places and bodies, which are all that
reports that were copied from one another change. Clauses of tables are not compared: whoever fills in the
same form has the same. Nor are clauses that many agencies print, which are common property.
"""

from duckdb import DuckDBPyConnection

FIGURES_AT_ONCE = 2_000_000  # what a few gigabytes of memory hold
SHORTEST = 6  # characters of a clause that says something
COMMON = 10  # a clause of more agencies than this is nobody's own
LEAST = 10  # a number below this is the same in two reports by chance


def take(connection: DuckDBPyConnection) -> None:
    """Make `compared`, a numbered row a report in order of agency and year; `clause` and `number`, rows of
    (n, piece): which report has which. Of a number `amount` is its value, `digits` how many of its digits say
    something: 1,200 has two."""
    _define_macros(connection)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE compared AS
        SELECT row_number() OVER (ORDER BY agency, r.year, coalesce(published, period_end), report_id) AS n,
            dense_rank() OVER (ORDER BY agency) AS agency_number, report_id, agency, r.year, period_start,
            period_end, coalesce(published, period_end) AS appeared, kind, title, url, sha256, has_document,
            province, city, district
        FROM report r JOIN agency USING (agency) ORDER BY n;
        CREATE OR REPLACE TEMP TABLE clause (n BIGINT, piece UBIGINT);
        CREATE OR REPLACE TEMP TABLE number (n BIGINT, piece UBIGINT, amount DECIMAL(24, 6), digits INTEGER);
    """)
    counted = connection.execute("SELECT count(*) FROM figure").fetchone()
    assert counted is not None
    shares = -(-counted[0] // FIGURES_AT_ONCE)
    for share in range(shares):
        _take_clauses(connection, f"hash(report_id) % {shares} = {share}")
        _take_numbers(connection, f"hash(report_id) % {shares} = {share}")
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE common AS
        SELECT piece FROM (SELECT DISTINCT piece, agency_number FROM clause JOIN compared USING (n))
        GROUP BY piece HAVING count(*) > {COMMON};
        CREATE OR REPLACE TEMP TABLE own AS FROM clause ANTI JOIN common USING (piece) ORDER BY n;
        DROP TABLE clause; DROP TABLE common; ALTER TABLE own RENAME TO clause;
        CREATE OR REPLACE TEMP TABLE sorted AS FROM number ORDER BY n;
        DROP TABLE number; ALTER TABLE sorted RENAME TO number;
    """)


def _define_macros(connection: DuckDBPyConnection) -> None:
    """`without`: a text without a name, and without what the name has before 区, 县 and the like."""
    connection.execute("""
        CREATE OR REPLACE TEMP MACRO without(text, name) AS replace(
            CASE WHEN name = '' THEN text ELSE replace(text, name, '') END,
            CASE WHEN length(name) > 2 THEN regexp_replace(name, '[省市县区旗州]$', '') ELSE chr(0) END, '');
        CREATE OR REPLACE TEMP MACRO masked(text) AS regexp_replace(regexp_replace(
            text, '[0-9０-９]+([.,，．][0-9０-９]+)*[%％万亿余多]*', '#', 'g'),
            '[省市县区旗州盟乡镇街道厅局委办我本全该\\s]', '', 'g');
    """)


def _take_clauses(connection: DuckDBPyConnection, which: str) -> None:
    connection.execute(f"""
        INSERT INTO clause
        WITH told AS (
            SELECT report_id, any_value(sentence) AS sentence FROM figure
            WHERE {which} AND status <> 'rejected' AND sentence <> '' AND NOT starts_with(rule, 'table')
                AND NOT contains(sentence, chr(9)) AND NOT contains(sentence, ' | ')
            GROUP BY report_id, sentence_start
        ), named AS (
            SELECT n, without(without(without(replace(sentence, agency, ''), district), city), province)
                AS text
            FROM told JOIN compared USING (report_id)
        ), piece AS (
            SELECT n, masked(unnest(regexp_split_to_array(text, '[，。；！？：\\n]+'))) AS clause FROM named
        )
        SELECT DISTINCT n, hash(clause) FROM piece WHERE length(replace(clause, '#', '')) >= {SHORTEST}
    """)


def _take_numbers(connection: DuckDBPyConnection, which: str) -> None:
    """Of the report's own year: those of the year before, given for comparison, are rightly last year's."""
    connection.execute(f"""
        INSERT INTO number
        SELECT DISTINCT n, hash(coalesce(nullif(indicator, ''), regexp_replace(label, '[0-9]', '', 'g')),
            measure, sector, part, unit, value), value,
            length(trim(replace(value::VARCHAR, '.', ''), '0'))
        FROM figure f JOIN compared c USING (report_id)
        WHERE {which} AND status <> 'rejected' AND measure = 'level' AND unit <> '%' AND value >= {LEAST}
            AND f.year = c.year
    """)
