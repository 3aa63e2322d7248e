"""The tables of the published file (schema.sql), and the version that says which tables they are."""

import hashlib
import re
from pathlib import Path

from duckdb import DuckDBPyConnection

SQL = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")


def version_of(sql: str) -> str:
    """A short hash of the statements: it moves with every table and column, not with comments or blanks.

    >>> version_of("CREATE TABLE a (b INTEGER); -- why") == version_of("CREATE TABLE a\\n(b INTEGER);")
    True
    """
    statements = " ".join(re.sub(r"--.*", "", sql).split())
    return hashlib.sha256(statements.encode()).hexdigest()[:8]


VERSION = version_of(SQL)


def create_tables(connection: DuckDBPyConnection) -> None:
    """Create all tables, empty but for the schema version in `meta`: the dashboard refuses another."""
    connection.execute(SQL)
    connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [VERSION])
