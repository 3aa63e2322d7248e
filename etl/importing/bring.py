"""Bring documents into the ledger in their order; one that fails stops no other."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from etl.data.rules import rulebook
from etl.engine.errors import UnreadableDocument
from etl.engine.fingerprint import fingerprint
from etl.engine.model import Document, Extraction, ReportContext
from etl.importing import outcome
from etl.importing.isolation import IsolatedReader
from etl.importing.outcome import Outcome
from etl.importing.proposals import completed, context_of, possible, propose
from etl.importing.readers import in_order
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


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file gave, before the ledger has taken it in. `corrected`: what it inherits."""

    source: Source
    given: dict[str, Any]
    document: Document
    proposed: dict[str, Any]
    corrected: dict[str, Any]
    known: dict[str, Any]
    extraction: Extraction


def import_sources(
    ledger: Ledger,
    sources: Iterable[Source],
    who: str,
    corrections: dict[str, Any] | Callable[[Source], dict[str, Any]] | None = None,
    reader: IsolatedReader | None = None,
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Import the files in their order, say of each what became of it; one that fails stops no other.

    `corrections` (of REPORT_FIELDS, for all sources or by source) are put over what the documents say of
    themselves. `jobs` are read at once, or one by a `reader` that serves on. Raises LedgerUnavailable; what
    was imported until then is kept.
    """
    data = registered()
    engine = fingerprint(rulebook())

    def find(source: Source, reader: IsolatedReader) -> _Found | Outcome:
        given = corrections(source) if callable(corrections) else corrections or {}
        return _find(ledger, source, given, reader, data)

    with nullcontext(reader) if reader else IsolatedReader() as first:
        for found in in_order(find, sources, first, jobs):
            if isinstance(found, _Found) and jobs > 1:
                found = _as_it_is_now(ledger, found, first, data)
            yield found if isinstance(found, Outcome) else _take_in(ledger, found, who, data, engine)


def _find(
    ledger: Ledger, source: Source, corrections: dict[str, Any], reader: IsolatedReader, data: Registered
) -> _Found | Outcome:
    """Read a file and find its figures; an outcome where that is the end of it."""
    if source.trouble:
        return outcome.refused(source.name, source.trouble)
    try:
        document, said = reader.read(source.data, source.name)
        if report := find_text(ledger, document.text):
            return outcome.known(source.name, report)
        proposed = possible(propose(document, said, data))
        given = data.about_agency(corrections.get("agency", "")) | corrections
        corrected, known = _known(ledger, source, document, proposed, given, data)
        extraction = reader.extract(document, context_of(known))
    except (UnreadableDocument, InvalidDecision) as error:
        return _refused(source, error)
    return _Found(source, given, document, proposed, corrected, known, extraction)


def _as_it_is_now(
    ledger: Ledger, found: _Found, reader: IsolatedReader, data: Registered
) -> _Found | Outcome:
    """What was found, now that the files before it are in the ledger: it may be a newer version of one."""
    try:
        corrected, known = _known(ledger, found.source, found.document, found.proposed, found.given, data)
        if known == found.known:
            return found
        extraction = reader.extract(found.document, context_of(known))
    except (UnreadableDocument, InvalidDecision) as error:
        return _refused(found.source, error)
    return replace(found, corrected=corrected, known=known, extraction=extraction)


def _known(
    ledger: Ledger, source: Source, document: Document, proposed: dict[str, Any], given: dict[str, Any],
    data: Registered,
) -> tuple[dict[str, Any], dict[str, Any]]:  # fmt: skip
    """What is inherited of the version before, and with that all that is known of the report."""
    known = completed(checked(proposed, given), data)
    corrected = inherited(ledger, document.text, _file_name(source), proposed, known, given)
    return corrected, completed(checked(known, corrected), data)


def _take_in(ledger: Ledger, found: _Found, who: str, data: Registered, engine: str) -> Outcome:
    source, document, known = found.source, found.document, found.known
    arrival = Arrival(
        _file_name(source), source.data, document, found.proposed, known, context_of(known),
        found.extraction, engine,
    )  # fmt: skip
    report, new = take_in(ledger, arrival, who, data)
    if not new:
        return outcome.known(source.name, report)
    arrived = arrived_as(ledger, report)
    warnings = list(document.warnings)
    if data.are_two(report.names, found.given.get("agency", "")):
        warnings.append(f"原文写的是“{report.names}”，给定的机构却是“{known['agency']}”，是否错了行")
    return outcome.imported(source.name, report, warnings, arrived, found.corrected)


def _file_name(source: Source) -> str:
    return source.name.replace("\\", "/").rsplit("/", 1)[-1]


def _refused(source: Source, error: Exception) -> Outcome:
    named = source.name in str(error)
    return outcome.refused(source.name, str(error) if named else f"{source.name}：{error}")


def reextract(
    ledger: Ledger, reports: Iterable[int], who: str, reader: IsolatedReader | None = None, jobs: int = 1
) -> Iterator[tuple[int, UnreadableDocument | None]]:
    """Find the figures of stored texts anew (newer program, corrected metadata); decisions stand.

    Yields each report as it is done, with why it could not be: the limits of time or memory were reached.
    `jobs` at once, or one by a `reader` that serves on.
    """
    engine = fingerprint(rulebook())

    def find(
        report: int, reader: IsolatedReader
    ) -> tuple[int, ReportContext, Extraction | UnreadableDocument]:
        review = open_review(ledger, report)
        stored = review.report
        document = Document(review.text, stored.file_name, stored.format, tables=review.tables)
        context = context_of(stored.known)
        try:
            return report, context, reader.extract(document, context)
        except UnreadableDocument as error:
            return report, context, error

    with nullcontext(reader) if reader else IsolatedReader() as first:
        for report, context, found in in_order(find, reports, first, jobs):
            if isinstance(found, UnreadableDocument):
                yield report, found
                continue
            with ledger.writing() as connection:
                desk = Desk(connection, report)
                add_extraction(connection, report, context, found, engine, who)
                desk.reload()
                desk.close()
            yield report, None


def outdated(ledger: Ledger, reports: Iterable[int]) -> list[int]:
    """Those of the reports whose figures were found by another version of the program."""
    engine = fingerprint(rulebook())
    return [report for report in reports if get_report(ledger, report).engine != engine]
