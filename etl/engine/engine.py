"""One document in, every figure and every rejected numeral out. A pure function of its inputs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import localcontext
from pathlib import Path
from typing import Any

from etl.engine.characters import as_printed, plain_context, plain_document, read_characters, without
from etl.engine.digits import EXACT
from etl.engine.identify.identify import identify
from etl.engine.model import Document, Extraction, Figure, Rejection, ReportContext
from etl.engine.prose import extract_prose
from etl.engine.prose.lines import as_read
from etl.engine.reading import read_bytes, read_document, read_text
from etl.engine.rulebook import Rulebook
from etl.engine.spacing import spaces_in
from etl.engine.tables import find_tables, read_tables
from etl.engine.whole import prove_wholes
from etl.engine.wraps import wraps_in

NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, what is known of its report, and all its numerals in order of their place."""

    document: Document
    context: ReportContext
    figures: list[Figure]
    rejections: list[Rejection]


def _wraps(document: Document) -> tuple[int, ...]:
    """The line feeds that only wrap lines; in a document with marked tables its format tells the lines."""
    return () if document.tables else wraps_in(document.text)


class Engine:
    """Reads documents by the rules of one rulebook. Raises InvalidData for word lists that nobody reads.

    Keeps nothing of a document; may be sent to another process. In each of the three ways to read, `known`
    are fields of the context that someone has entered: they go before what the document says of itself.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        rulebook.check_lists()
        self.rulebook = rulebook

    def prepare(self) -> None:
        """Make all of the rules that a document may ask for: before a process is copied, not in each copy."""
        self.rulebook.prepare()

    def read(self, path: Path, known: Mapping[str, Any] = NOTHING) -> Reading:
        """Read a file. Raises UnreadableDocument, naming it, and OSError where it cannot be opened."""
        return self.take(read_document(path), known)

    def read_bytes(self, data: bytes, name: str, known: Mapping[str, Any] = NOTHING) -> Reading:
        """Read the bytes of a file of that name. Raises UnreadableDocument."""
        return self.take(read_bytes(data, name), known)

    def read_text(self, text: str, name: str = "-", known: Mapping[str, Any] = NOTHING) -> Reading:
        """Read a text as it is."""
        return self.take(read_text(text, name), known)

    def take(self, document: Document, known: Mapping[str, Any] = NOTHING) -> Reading:
        """Identify a document that was read before, and extract from it."""
        context = self.identify(document)
        if known:
            context = replace(context, **known)
        found = self.extract(document, context)
        return Reading(document, context, found.figures, found.rejections)

    def identify(self, document: Document) -> ReportContext:
        """Return what the document says of itself; fields that it does not state stay empty."""
        if wraps := _wraps(document):
            document = replace(document, text=without(document.text, wraps))
        return identify(self.rulebook, document)

    def extract(self, document: Document, context: ReportContext) -> Extraction:
        """Return figures and rejections in order of their place in the document's text.

        The rules read the text in simplified characters, without invisible ones and without the line feeds
        that cut it at one width; what they find is given back with its place in the text as printed. Values
        are exact, however many digits are printed.
        """
        reading = read_characters(document.text, [*_wraps(document), *spaces_in(document.text)])
        if reading.odd:
            document = plain_document(document, reading)
        with localcontext(EXACT):
            return as_printed(self._extract(document, plain_context(context)), reading)

    def _extract(self, document: Document, context: ReportContext) -> Extraction:
        """The same for a text that is read as printed.

        Tables are read first, by their columns; the prose rules read what the tables leave. Of all figures
        together it is then proven which are the whole of their indicator, from the text as these read it.
        """
        rules, text = self.rulebook, document.text
        in_tables = read_tables(rules, text, find_tables(rules, document), context)
        skip = [(table.start, table.end) for table in in_tables.tables_read]
        in_prose = extract_prose(rules, text, context, skip)
        figures = sorted(in_tables.figures + in_prose.figures, key=lambda f: f.start)
        prove_wholes(rules, as_read(rules, text), figures, context)
        rejections = sorted(in_tables.rejections + in_prose.rejections, key=lambda r: r.start)
        return Extraction(figures, rejections)
