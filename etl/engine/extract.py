"""One document in, every figure and every rejected numeral out. A pure function of its inputs."""

from etl.engine.model import Document, Extraction, ReportContext
from etl.engine.prose import extract_prose
from etl.engine.tables import find_tables, read_tables
from etl.engine.whole import prove_wholes


def extract(document: Document, context: ReportContext) -> Extraction:
    """Return the figures and rejections of `document`, in order of their place in its text.

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
