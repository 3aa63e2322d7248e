"""Bring documents into the ledger, one after the other; one that fails stops no other."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import Any

from etl.data.rules import rulebook
from etl.engine.errors import UnreadableDocument
from etl.engine.fingerprint import fingerprint
from etl.engine.model import Document
from etl.importing import outcome
from etl.importing.isolation import IsolatedReader
from etl.importing.outcome import Outcome
from etl.importing.proposals import completed, context_of, possible, propose
from etl.importing.source import Source
from etl.ledger import Ledger
from etl.ledger.decisions import Desk
from etl.ledger.errors import InvalidDecision
from etl.ledger.inherit import inherited
from etl.ledger.intake import Arrival, add_extraction, find_text, take_in
from etl.ledger.metadata import checked
from etl.ledger.registered import Registered, registered
from etl.ledger.reports import arrived_as, get_report
from etl.ledger.review import open_review


def import_sources(
    ledger: Ledger,
    sources: Iterable[Source],
    who: str,
    corrections: dict[str, Any] | Callable[[Source], dict[str, Any]] | None = None,
    reader: IsolatedReader | None = None,
) -> Iterator[Outcome]:
    """Import one after the other and say of each what became of it; one that fails stops no other.

    `corrections` (of REPORT_FIELDS, for all sources or by source) are put over what the documents say of
    themselves.
    Raises LedgerUnavailable; what was imported until then is kept.
    """
    data = registered()
    engine = fingerprint(rulebook())
    with nullcontext(reader) if reader else IsolatedReader() as reading:  # a given one serves on
        for source in sources:
            given = corrections(source) if callable(corrections) else corrections or {}
            yield _import(ledger, source, who, given, reading, data, engine)


def _import(
    ledger: Ledger, source: Source, who: str, corrections: dict[str, Any], reading: IsolatedReader,
    data: Registered, engine: str,
) -> Outcome:  # fmt: skip
    if source.trouble:
        return outcome.refused(source.name, source.trouble)
    try:
        document, said = reading.read(source.data, source.name)
        if report := find_text(ledger, document.text):
            return outcome.known(source.name, report)
        proposed = possible(propose(document, said, data))
        given = data.about_agency(corrections.get("agency", "")) | corrections
        known = completed(checked(proposed, given), data)
        name = source.name.replace("\\", "/").rsplit("/", 1)[-1]
        corrected = inherited(ledger, document.text, name, proposed, known, given)
        known = completed(checked(known, corrected), data)
        context = context_of(known)
        extraction = reading.extract(document, context)
    except (UnreadableDocument, InvalidDecision) as error:
        named = source.name in str(error)
        return outcome.refused(source.name, str(error) if named else f"{source.name}：{error}")
    arrival = Arrival(name, source.data, document, proposed, known, context, extraction, engine)
    report, new = take_in(ledger, arrival, who, data)
    if not new:
        return outcome.known(source.name, report)
    arrived = arrived_as(ledger, report)
    return outcome.imported(source.name, report, document.warnings, arrived, corrected)


def reextract(ledger: Ledger, report: int, who: str, reader: IsolatedReader | None = None) -> None:
    """Find the figures of a stored text anew (newer program, corrected metadata); decisions stand.

    Raises UnreadableDocument where the limits of time or memory were reached.
    """
    review = open_review(ledger, report)
    stored = review.report
    document = Document(review.text, stored.file_name, stored.format, tables=review.tables)
    context = context_of(stored.known)
    with nullcontext(reader) if reader else IsolatedReader() as reading:  # a given one serves on
        extraction = reading.extract(document, context)
    with ledger.writing() as connection:
        desk = Desk(connection, report)
        add_extraction(connection, report, context, extraction, fingerprint(rulebook()), who)
        desk.reload()
        desk.close()


def outdated(ledger: Ledger, reports: Iterable[int]) -> list[int]:
    """Those of the reports whose figures were found by another version of the program."""
    engine = fingerprint(rulebook())
    return [report for report in reports if get_report(ledger, report).engine != engine]
