"""Which documents are versions of one report, and which of them counts."""

import json
from typing import Any

from sqlalchemy import Connection, Row, select, text, update

from etl.ledger.alignment import resemble
from etl.ledger.metadata import EMPTY, IDENTITY, UNNAMED, identity, proposed_report_id
from etl.ledger.registered import Registered
from etl.ledger.schema import documents, reports

_LOCK = 7_265_032  # two new versions of one report at once would both count


def place(connection: Connection, report: int, known: dict[str, Any], known_names: Registered) -> None:
    """Store what is known of a report, name it by that, and order the versions it belongs to.

    Reports with the same agency, kind and period whose texts resemble each other are versions of one, in the
    order of their import, unless a person says otherwise (VERSION_OF).
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


def namesakes(connection: Connection, report: int) -> list[int]:
    """The other current reports of the same agency, kind and period, in the order of their import."""
    row = connection.execute(select(reports).where(reports.c.id == report)).one()
    others = _of_the_same(connection, row, tuple(getattr(row, name) for name in IDENTITY))
    return [other.id for other in others if other.current and other.report_id != row.report_id]


def _name(connection: Connection, row: Row[Any], known: dict[str, Any], known_names: Registered) -> str:
    same = identity(known)
    if same is None:
        return proposed_report_id(known, row.document)
    unchanged = tuple(getattr(row, name) for name in IDENTITY) == same
    before = EMPTY | json.loads(row.known)
    if unchanged and before["version_of"] == known["version_of"] and not row.report_id.startswith(UNNAMED):
        return row.report_id
    if known["version_of"] != "apart":
        for other in _of_the_same(connection, row, same):
            if not other.report_id.startswith(UNNAMED) and _is_a_version(connection, row, known, other):
                return other.report_id
    if same in known_names.reports and known["version_of"] != "apart":
        name = known_names.reports[same].report_id
        if connection.execute(select(reports.c.id).where(reports.c.report_id == name)).first() is None:
            return name
    return _free(connection, row, proposed_report_id(known, row.document), known_names)


def _of_the_same(connection: Connection, row: Row[Any], same: tuple[str, ...]) -> list[Row[Any]]:
    """The other documents of an agency, kind and period, in the order of import."""
    columns = [reports.c[name] == value for name, value in zip(IDENTITY, same, strict=True)]
    chosen = select(reports).where(*columns, reports.c.id != row.id).order_by(reports.c.id)
    return list(connection.execute(chosen)) if all(same) else []


def _is_a_version(connection: Connection, row: Row[Any], known: dict[str, Any], other: Row[Any]) -> bool:
    """Are these two documents versions of one, as a person says or else as their texts tell?"""
    theirs = EMPTY | json.loads(other.known)
    if theirs["version_of"] == "apart":
        return False
    if known["version_of"] == "same":
        return True
    if not says_the_same_agency(json.loads(row.proposed), json.loads(other.proposed)):
        return False
    chosen = select(documents.c.text).where(documents.c.sha256.in_((row.document, other.document)))
    return resemble(*connection.execute(chosen).scalars())


def says_the_same_agency(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """False where two documents name different agencies as their own, and neither was guessed."""
    told = [said["agency"] for said in (one, other) if "agency" not in said.get("guessed", ())]
    first, second = told if len(told) == 2 else ("", "")
    return first.endswith(second) or second.endswith(first)


def _free(connection: Connection, row: Row[Any], wanted: str, known_names: Registered) -> str:
    """The wanted name, with a number where another report has it."""
    taken = {report.report_id for report in known_names.reports.values()}
    number = 1
    while True:
        name = wanted if number == 1 else f"{wanted}-{number}"
        others = select(reports.c.id).where(reports.c.report_id == name, reports.c.id != row.id)
        if name not in taken and connection.execute(others).first() is None:
            return name
        number += 1
