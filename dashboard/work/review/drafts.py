"""What the form for a new figure begins with, so that nobody need enter what the document says."""

from typing import Any

from etl.data.rules import rulebook
from etl.engine.model import Cell, Document, Table
from etl.engine.tables.columns import cell_at, column_heading
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
        tables = _tables(review)
        heading = column_heading(rulebook(), tables, start)
        unit = _unit_of_column(review, tables, heading, start)
        fields = suggested(review.text, start, end, review.items, unit) | {"label": heading}
    return {name: fields[name] for name in FIGURE_FIELDS if fields.get(name) is not None}


def heading_of(review: Review, start: int) -> str:
    """The heading of the table's column in which a number stands; "" where it stands in none."""
    return column_heading(rulebook(), _tables(review), start)


def _unit_of_column(review: Review, tables: list[Table], heading: str, start: int) -> tuple[str, str]:
    """The unit of a table's column and the heading's that multiplies it (元, 万元).

    As its heading says, else as all figures were read that stand in it.
    """
    for unit, times in units_in(rulebook(), heading):
        return unit, MULTIPLIER_WORD[times] + unit if times != 1 else ""
    cells = _column(tables, start)
    said = {
        (item.fields["unit"], item.fields["heading_unit"])
        for item in review.items
        if item.status != "rejected" and any(cell.start <= item.start < cell.end for cell in cells)
    }
    return said.pop() if len(said) == 1 else ("", "")


def _column(tables: list[Table], start: int) -> list[Cell]:
    found = cell_at(tables, start)
    return [cell for cell in found[0].cells if cell.column == found[1].column] if found else []


def _tables(review: Review) -> list[Table]:
    document = Document(review.text, review.report.file_name, review.report.format, tables=review.tables)
    return find_tables(rulebook(), document)
