"""Read the figures out of running text: numerals, their reasons, their words, their meaning.

The way of a document: `lines` joins what a page broke apart, `scan` finds every numeral, `attach` reads its
value and unit, `reject` names those that their surroundings rule out, `figures` reads the rest sentence by
sentence: `judge` tells from the words around a numeral whether it counts, `counted` what it is of, with the
help of `clauses`, `lists`, `measure`, `scope`, `reporter`, `periods`, `campaigns`, `sectors`, `parts`,
`classify` and `inherit`; `headings` says for all of them which words are headings. `judge` and `reject` are
lists of named rules (`rules`); a rejection says which one made it.
"""

from bisect import bisect_right
from collections.abc import Sequence

from etl.engine.model import Extraction, ReportContext
from etl.engine.prose.lines import as_read
from etl.engine.prose.scan import tokens
from etl.engine.prose.walk import Walker
from etl.engine.rulebook import Rulebook


def extract_prose(
    rules: Rulebook, text: str, context: ReportContext, skip: Sequence[tuple[int, int]] = ()
) -> Extraction:
    """Return every figure and every rejected numeral of `text` outside the `skip` spans, in order."""
    joined = as_read(rules, text)
    walker = Walker(rules, joined, context)
    for token in tokens(rules, joined, skip):
        walker.take(token)
    extraction = walker.finish()
    if joined != text:
        for figure in extraction.figures:
            figure.printed = text[figure.start : figure.end]
        for rejection in extraction.rejections:
            rejection.printed = text[rejection.start : rejection.end]
    if skip:
        # A heading that opens a skipped stretch steers the sections; its number is the table's.
        spans = sorted(skip)
        extraction.rejections = [r for r in extraction.rejections if not _inside(r.start, spans)]
    return extraction


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (place, float("inf"))) - 1
    return index >= 0 and place < spans[index][1]
