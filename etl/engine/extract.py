"""One document in, every figure and every rejected numeral out. A pure function of its inputs."""

from decimal import localcontext

from etl.engine.characters import as_printed, plain_document, read_characters
from etl.engine.digits import EXACT
from etl.engine.model import Document, Extraction, ReportContext
from etl.engine.prose import extract_prose
from etl.engine.tables import find_tables, read_tables
from etl.engine.whole import prove_wholes


def extract(document: Document, context: ReportContext) -> Extraction:
    """Return the figures and rejections of `document`, in order of their place in its text.

    The rules read the text in simplified characters without invisible ones; what they find is given back
    with its place in the text as printed. Values are exact, however many digits are printed.
    """
    reading = read_characters(document.text)
    if reading.odd:
        document = plain_document(document, reading)
    with localcontext(EXACT):
        return as_printed(_extract(document, context), reading)


def _extract(document: Document, context: ReportContext) -> Extraction:
    """The same for a text that is read as printed.

    Tables are read first, by their columns; the prose rules read what the tables leave. Of all figures
    together it is then proven which are the whole of their indicator.
    """
    tables = find_tables(document)
    in_tables = read_tables(document.text, tables, context)
    in_prose = extract_prose(document.text, context, skip=[(t.start, t.end) for t in in_tables.tables_read])
    figures = sorted(in_tables.figures + in_prose.figures, key=lambda f: f.start)
    prove_wholes(document.text, figures, context)
    return Extraction(
        figures=figures,
        rejections=sorted(in_tables.rejections + in_prose.rejections, key=lambda r: r.start),
    )
