"""Is a ledger what it should be? Asked before anything is made from it, and of every copy of it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from etl.ledger.errors import LedgerUnavailable

# A decision is a row and one more in its report's count, in one transaction: the two never part.
_MISCOUNTED = """
    SELECT count(*) FROM reports
    WHERE revision <> (SELECT count(*) FROM decisions WHERE decisions.report = reports.id)
"""


def check(connection: Connection, address: str) -> None:
    """Check the ledger of an open transaction; `address` names it. Raises LedgerUnavailable.

    SQLite goes through its whole file; PostgreSQL looks after its own pages.
    """
    if found := trouble(connection.exec_driver_sql, connection.dialect.name == "sqlite"):
        raise damaged(address, found)


def damaged(address: str, found: str) -> LedgerUnavailable:
    """The error that says so, and what to do."""
    return LedgerUnavailable(
        f"台账 {address} 已损坏（{found}），没有用它；请从备份恢复：python -m etl restore-ledger 备份文件"
    )


def trouble(execute: Callable[[str], Any], is_sqlite: bool) -> str:
    """What is wrong with a ledger, in a few words, "" where nothing is; `execute` gives a cursor."""
    if is_sqlite:
        found = execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            return found.strip().split("\n")[-1]
        if loose := execute("PRAGMA foreign_key_check").fetchone():
            return f"表 {loose[0]} 里有的行缺了它所属的行"
    miscounted = execute(_MISCOUNTED).fetchone()[0]
    return f"{miscounted} 份报告的决定比记录的多或少" if miscounted else ""
