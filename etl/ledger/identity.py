"""Which ledger is it, and how much does it hold? Rows are never deleted: the counts only grow."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from etl.ledger.schema import decisions, documents, reports


@dataclass(frozen=True)
class Identity:
    """`first` is the document that was imported first and when, "" while there is none: it stays the same
    through backups and moves. `reports` counts all versions."""

    first: str
    reports: int
    decisions: int


def identity(connection: Connection) -> Identity:
    """The identity of the ledger of a connection."""
    oldest = (
        select(documents.c.sha256, documents.c.imported_at)
        .join(reports, reports.c.document == documents.c.sha256)
        .order_by(reports.c.id)
        .limit(1)
    )
    row = connection.execute(oldest).one_or_none()
    first = f"{row.sha256[:16]} {row.imported_at}" if row else ""
    counts = [
        connection.scalar(select(func.count()).select_from(table)) or 0 for table in (reports, decisions)
    ]
    return Identity(first, *counts)
