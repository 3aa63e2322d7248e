"""What the form for a new figure begins with, so that nobody need enter what the document says."""

from typing import Any

from etl.data.rules import rulebook
from etl.engine.model import Cell, Document, Table
from etl.engine.tables.columns import column_heading
from etl.engine.tables.find import find_tables
from etl.engine.tables.words import MULTIPLIER_WORD, units_in
from etl.ledger.choices import said_as_figure
from etl.ledger.items import FIGURE_FIELDS, Review
from etl.ledger.validate import suggested


def draft(review: Review, start: int, end: int, key: str = "") -> dict[str, Any]:
    """The fields of text[start:end], or of the numeral `key`: what it said while it was a figure.

    Raises InvalidDecision where the words state no number.
    """
    numeral = next((item for item in review.items if item.key == key), None)
    fields = said_as_figure(numeral) if numeral else {}
    if not fields:
        fields = suggested(review.text, start, end, review.items, _unit_of_column(review, start))
        fields["label"] = heading_of(review, start)
    return {name: fields[name] for name in FIGURE_FIELDS if fields.get(name) is not None}


def heading_of(review: Review, start: int) -> str:
    """The heading of the table's column in which a number stands; "" where it stands in none."""
    return column_heading(rulebook(), _tables(review), start)


def _unit_of_column(review: Review, start: int) -> tuple[str, str]:
    """The unit of a table's column and the heading's that multiplies it (元, 万元).

    As its heading says, else as all figures were read that stand in it.
    """
    for unit, times in units_in(rulebook(), heading_of(review, start)):
        return unit, MULTIPLIER_WORD[times] + unit if times != 1 else ""
    cells = _column(_tables(review), start)
    said = {
        (item.fields["unit"], item.fields["heading_unit"])
        for item in review.items
        if item.status != "rejected" and any(cell.start <= item.start < cell.end for cell in cells)
    }
    return said.pop() if len(said) == 1 else ("", "")


def _column(tables: list[Table], start: int) -> list[Cell]:
    cells = next((table.cells for table in tables if table.start <= start < table.end), [])
    here = next((cell for cell in cells if cell.start <= start < cell.end), None)
    return [cell for cell in cells if here and cell.column == here.column]


def _tables(review: Review) -> list[Table]:
    document = Document(review.text, review.report.file_name, review.report.format, tables=review.tables)
    return find_tables(rulebook(), document)
