"""Find the tables of a document: those its format marks, and those laid out in plain text."""

from etl.engine.initials import searched
from etl.engine.model import Document, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.barred import with_rows
from etl.engine.tables.flat import unrolled
from etl.engine.tables.lines import Line, lines_outside
from etl.engine.tables.listed import listed_tables
from etl.engine.tables.ruled import ruled_tables
from etl.engine.tables.stacked import stacked_tables

# Whatever a plain-text table must have somewhere: a tab, a bar, two columns with a figure, a figure
# alone on its line or at its end, or one after a bracket and a colon. Most documents have none of these
# and cost one pass of this pattern.
_BLANK = r"[ \u3000\xa0]"
_GATE = searched(
    rf"[\t|│┃]|{_BLANK}(?<=[ \u3000\xa0\d/—-].)[\d/—-]"
    rf"|[\n \u3000\xa0]\d[\d,，.]{{0,20}}[^\s\d，。；：、]{{0,4}}{_BLANK}?(?:\n|\Z)"
    r"|[:：][ \u3000]?\d[\d,，.]{0,20}[ \u3000\r]?(?:\n|\Z)|[)）][:：]\s?\d"
)


def find_tables(rules: Rulebook, document: Document) -> list[Table]:
    """Return the tables in order of their place; never overlapping."""
    marked = sorted(document.tables, key=lambda table: table.start)
    if not _GATE.search(document.text):
        return marked
    lines = with_rows(rules, lines_outside(rules, document.text, marked))
    ruled = ruled_tables(rules, lines)
    taken = [(table.start, table.end) for table in ruled]
    left = _without(lines, taken)
    listed = listed_tables(rules, left)
    left = _without(left, [(table.start, table.end) for table in listed])
    stacked = stacked_tables(rules, unrolled(rules, document.text, left))
    return sorted([*marked, *ruled, *listed, *stacked], key=lambda table: table.start)


def _without(lines: list[Line], taken: list[tuple[int, int]]) -> list[Line]:
    """The lines outside the stretches; a wall stands where a stretch was cut out."""
    left, ahead = [], iter([*taken, (float("inf"), float("inf"))])
    start, end = next(ahead)
    for line in lines:
        while line.start >= end:
            start, end = next(ahead)
        if line.start < start:
            left.append(line)
        elif left and left[-1].kind != "wall":
            left.append(Line(line.start, line.start, "", "wall"))
    return left
