"""One document with every numeral in its present state."""

from sqlalchemy import select

from etl.ledger.connect import Ledger
from etl.ledger.fold import fold
from etl.ledger.items import Review
from etl.ledger.rowsof import read_decisions, read_found, read_report
from etl.ledger.schema import documents
from etl.ledger.states import load_tables


def open_review(ledger: Ledger, report: int) -> Review:
    """The document, its numerals and its decisions, as they are now. Raises UnknownReport."""
    with ledger.reading() as connection:
        known = read_report(connection, report)
        found = read_found(connection, report)
        decisions = read_decisions(connection, report)
        stored = connection.execute(
            select(documents.c.text, documents.c.tables).where(documents.c.sha256 == known.sha256)
        ).one()
    tables = load_tables(stored.tables, stored.text)
    return Review(known, stored.text, tables, fold(found, decisions), decisions)
