"""Which documents are versions of one report, and which of them counts."""

import json
from typing import Any

from sqlalchemy import Connection, select, text, update

from etl.ledger.metadata import IDENTITY, UNNAMED, identity, proposed_report_id
from etl.ledger.registered import Registered
from etl.ledger.schema import reports

_LOCK = 7_265_032  # two new versions of one report at once would both count


def place(connection: Connection, report: int, known: dict[str, Any], known_names: Registered) -> None:
    """Store what is known of a report, name it by that, and order the versions it belongs to.

    Reports with the same agency, kind and period are versions of one, in the order of their import.
    """
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    row = connection.execute(select(reports).where(reports.c.id == report)).one()
    name = _name(connection, row, known, known_names)
    columns = {column: known[column] for column in IDENTITY}
    connection.execute(
        update(reports)
        .where(reports.c.id == report)
        .values(known=json.dumps(known, ensure_ascii=False), **columns)
    )
    if name != row.report_id:
        free = {"report_id": name, "version": -report, "current": False}
        connection.execute(update(reports).where(reports.c.id == report).values(**free))
        settle(connection, row.report_id)
    settle(connection, name)


def settle(connection: Connection, report_id: str) -> None:
    """Number the versions of a report; the latest that is not withdrawn counts."""
    mine = reports.c.report_id == report_id
    chosen = select(reports.c.id, reports.c.withdrawn).where(mine).order_by(reports.c.id)
    rows = connection.execute(chosen).all()
    connection.execute(update(reports).where(mine).values(version=-reports.c.id, current=False))
    counting = max((row.id for row in rows if not row.withdrawn), default=None)
    before = None
    for version, row in enumerate(rows, 1):
        values = {"version": version, "supersedes": before, "current": row.id == counting}
        connection.execute(update(reports).where(reports.c.id == row.id).values(**values))
        before = row.id


def _name(connection: Connection, row, known: dict[str, Any], known_names: Registered) -> str:
    same = identity(known)
    if same is None:
        return proposed_report_id(known, row.document)
    columns = [reports.c[name] == value for name, value in zip(IDENTITY, same, strict=True)]
    other = connection.execute(
        select(reports.c.report_id).where(*columns, reports.c.id != row.id).limit(1)
    ).scalar()
    if other and not other.startswith(UNNAMED):
        return other
    if same in known_names.reports:
        return known_names.reports[same].report_id
    if tuple(getattr(row, name) for name in IDENTITY) == same and not row.report_id.startswith(UNNAMED):
        return row.report_id
    return _free(connection, row, proposed_report_id(known, row.document), known_names)


def _free(connection: Connection, row, wanted: str, known_names: Registered) -> str:
    """The wanted name, with a number where another report has it."""
    taken = {report.report_id for report in known_names.reports.values()}
    number = 1
    while True:
        name = wanted if number == 1 else f"{wanted}-{number}"
        others = select(reports.c.id).where(reports.c.report_id == name, reports.c.id != row.id)
        if name not in taken and connection.execute(others).first() is None:
            return name
        number += 1
