"""Put a document into the ledger: file, text, metadata and what was found in it, all or nothing."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from etl.engine.model import Document, Extraction, ReportContext
from etl.ledger.carry import carry_over
from etl.ledger.chain import place
from etl.ledger.connect import Ledger
from etl.ledger.decisions import Desk
from etl.ledger.items import Report
from etl.ledger.metadata import EMPTY, UNNAMED
from etl.ledger.registered import Registered
from etl.ledger.rowsof import now, read_report
from etl.ledger.schema import documents, extractions, files, reports
from etl.ledger.states import dump_extraction, dump_tables


@dataclass(frozen=True)
class Arrival:
    """A document that was read: its file, what it says, and what was found in it by which engine."""

    file_name: str
    content: bytes
    document: Document
    proposed: dict[str, Any]
    known: dict[str, Any]
    context: ReportContext
    extraction: Extraction
    engine: str


def text_sha256(text: str) -> str:
    """What a document is known by."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def find_text(ledger: Ledger, text: str) -> Report | None:
    """The report of a document with this text, None where the ledger has none."""
    with ledger.reading() as connection:
        found = _report_of_text(connection, text_sha256(text))
        return read_report(connection, found) if found else None


def take_in(ledger: Ledger, arrival: Arrival, who: str, registered: Registered) -> tuple[Report, bool]:
    """Store a document; return its report, and whether it is new.

    Somebody else who brings the same one at the same moment is no error: theirs is returned.
    """
    sha256 = text_sha256(arrival.document.text)
    try:
        with ledger.writing() as connection:
            if found := _report_of_text(connection, sha256):
                return read_report(connection, found), False
            report = _insert(connection, arrival, sha256, who)
            place(connection, report, arrival.known, registered)
            Desk(connection, report).close()
            carry_over(connection, report)
            return read_report(connection, report), True
    except IntegrityError:
        with ledger.reading() as connection:
            if found := _report_of_text(connection, sha256):
                return read_report(connection, found), False
        raise


def add_extraction(
    connection: Connection, report: int, context: ReportContext, extraction: Extraction, engine: str, who: str
) -> None:
    """Store what an engine found in a report's text; the latest counts."""
    figures, rejections = dump_extraction(extraction)
    connection.execute(
        extractions.insert().values(
            report=report, engine=engine, context=json.dumps(asdict(context), ensure_ascii=False),
            figures=figures, rejections=rejections, made_by=who, made_at=now(),
        )
    )  # fmt: skip


def _insert(connection: Connection, arrival: Arrival, sha256: str, who: str) -> int:
    document = arrival.document
    file_sha256 = hashlib.sha256(arrival.content).hexdigest()
    if connection.execute(select(files.c.sha256).where(files.c.sha256 == file_sha256)).first() is None:
        connection.execute(files.insert().values(sha256=file_sha256, content=arrival.content))
    connection.execute(
        documents.insert().values(
            sha256=sha256, text=document.text, tables=dump_tables(document.tables), format=document.format,
            file_sha256=file_sha256, file_name=arrival.file_name, imported_by=who, imported_at=now(),
        )
    )  # fmt: skip
    report = connection.execute(
        reports.insert().returning(reports.c.id).values(
            document=sha256, report_id=f"{UNNAMED}{sha256[:12]}", version=1, current=False, withdrawn=False,
            proposed=json.dumps(EMPTY | arrival.proposed, ensure_ascii=False), known="{}",
            agency="", kind="", period_start="", period_end="", revision=0, figures=0, reviewed=0,
        )
    ).scalar_one()  # fmt: skip
    add_extraction(connection, report, arrival.context, arrival.extraction, arrival.engine, who)
    return report


def _report_of_text(connection: Connection, sha256: str) -> int | None:
    return connection.execute(select(reports.c.id).where(reports.c.document == sha256)).scalar()
