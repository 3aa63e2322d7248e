"""Read and write the ledger's rows: between tables and the plain values of etl.ledger.items."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from etl.ledger.errors import UnknownReport
from etl.ledger.fold import with_undone
from etl.ledger.items import Decision, Report
from etl.ledger.metadata import EMPTY, missing
from etl.ledger.schema import decisions, documents, extractions, reports
from etl.ledger.states import dump

_LATEST = (
    select(extractions.c.report, func.max(extractions.c.id).label("id"))
    .group_by(extractions.c.report)
    .subquery()
)
REPORTS = (
    select(
        reports, documents.c.file_name, documents.c.format, documents.c.imported_by, documents.c.imported_at,
        extractions.c.engine,
    )
    .join(documents, documents.c.sha256 == reports.c.document)
    .join(_LATEST, _LATEST.c.report == reports.c.id)
    .join(extractions, extractions.c.id == _LATEST.c.id)
)  # fmt: skip


def now() -> str:
    """This moment for people to read."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def report_of(row: Row) -> Report:
    """The report of a row of REPORTS."""
    known = EMPTY | json.loads(row.known)  # what was written before there was a field lacks it
    read = EMPTY | json.loads(row.proposed)
    return Report(
        id=row.id, report_id=row.report_id, version=row.version, supersedes=row.supersedes,
        current=row.current, withdrawn=row.withdrawn, known=known, missing=tuple(missing(known)),
        names="" if "agency" in read["guessed"] else read["agency"],
        revision=row.revision, file_name=row.file_name, format=row.format, sha256=row.document,
        imported_by=row.imported_by, imported_at=row.imported_at, engine=row.engine,
        figures=row.figures, reviewed=row.reviewed,
    )  # fmt: skip


def read_report(connection: Connection, report: int, lock: bool = False) -> Report:
    """One report; with `lock` nobody else can decide about it until the transaction ends."""
    if lock:
        connection.execute(select(reports.c.id).where(reports.c.id == report).with_for_update())
    row = connection.execute(REPORTS.where(reports.c.id == report)).one_or_none()
    if row is None:
        raise UnknownReport(f"台账中没有编号为 {report} 的报告")
    return report_of(row)


def read_decisions(connection: Connection, report: int) -> list[Decision]:
    """All decisions about a report in the order taken."""
    rows = connection.execute(
        select(decisions).where(decisions.c.report == report).order_by(decisions.c.revision)
    )
    return with_undone([_decision_of(row) for row in rows])


def read_found(connection: Connection, report: int) -> list[dict[str, Any]]:
    """What the latest extraction found: the states of figures and of rejected numerals."""
    row = connection.execute(
        select(extractions.c.figures, extractions.c.rejections)
        .where(extractions.c.report == report)
        .order_by(extractions.c.id.desc())
        .limit(1)
    ).one()
    return json.loads(row.figures) + json.loads(row.rejections)


def read_text(connection: Connection, sha256: str) -> str:
    """The text of a document."""
    return connection.execute(select(documents.c.text).where(documents.c.sha256 == sha256)).scalar_one()


def write_decision(connection: Connection, decision: Decision) -> Decision:
    """Append a decision; return it with the number it was given."""
    values = {
        "report": decision.report, "revision": decision.revision, "key": decision.key,
        "action": decision.action, "who": decision.who, "at": decision.at,
        "before": dump(decision.before), "after": dump(decision.after),
        "undoes": decision.undoes, "batch": decision.batch,
    }  # fmt: skip
    row = connection.execute(decisions.insert().values(values).returning(decisions)).one()
    return _decision_of(row)


def _decision_of(row: Row) -> Decision:
    return Decision(
        id=row.id, report=row.report, revision=row.revision, key=row.key, action=row.action, who=row.who,
        at=row.at, before=json.loads(row.before), after=json.loads(row.after), undoes=row.undoes,
        batch=row.batch,
    )  # fmt: skip
