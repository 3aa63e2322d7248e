"""Read the figures out of running text: numerals, their reasons, their words, their meaning.

The way of a document: `scan` finds every numeral, `attach` reads its value and unit, `reject` names those
that their surroundings rule out, `figures` reads the rest sentence by sentence with the help of `clauses`,
`lists`, `judge`, `measure`, `scopes`, `periods`, `limits` and `classify`.
"""

from etl.model import Extraction, ReportContext
from etl.prose.scan import tokens
from etl.prose.walk import Walker


def extract_prose(text: str, context: ReportContext, skip: list[tuple[int, int]] = ()) -> Extraction:
    """Return every figure and every rejected numeral of `text` outside the spans of `skip`, in order."""
    walker = Walker(text, context)
    for token in tokens(text, skip):
        walker.take(token)
    extraction = walker.finish()
    # A heading that opens a skipped stretch steers the sections, but its number is the table's to account for.
    extraction.rejections = [
        rejection for rejection in extraction.rejections
        if not any(start <= rejection.start < end for start, end in skip)
    ] if skip else extraction.rejections
    return extraction
