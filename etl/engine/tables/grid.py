"""A table as a rectangle: every place filled by the cell that covers it, merged ones included."""

import re
from dataclasses import dataclass

from etl.engine.model import Cell, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.cells import CellNumber, is_void, is_year, number_in
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import is_header
from etl.engine.tables.words import key

_NAMED = re.compile(r"\s{0,40}([^\d\s:：０-９]{2,20})[\s:：]{0,40}[\d０-９]")
_NAMED_LIMIT = 40
GRID_LIMIT = 400_000  # places; a larger rectangle is a layout accident or an attack


@dataclass(slots=True)
class Grid:
    """`places[row][column]` is the covering cell or None; `numbers` holds the cells that are numbers."""

    rules: Rulebook
    places: list[list[Cell | None]]
    numbers: dict[int, CellNumber]  # by id of the cell
    width: int
    names: dict[int, str]  # by id of a number's cell: the name before the number in the same cell

    def text(self, row: int, column: int) -> str:
        """The text at a place, "" where no cell is."""
        cell = self.places[row][column]
        return cell.text if cell else ""

    def number(self, row: int, column: int) -> CellNumber | None:
        """The number of the cell at a place, if it is one."""
        cell = self.places[row][column]
        return self.numbers.get(id(cell)) if cell else None

    def anchored(self, row: int) -> list[Cell]:
        """The cells that begin in this row, from left to right."""
        cells = []
        for column, cell in enumerate(self.places[row]):
            if cell and cell.row == row and cell.column == column:
                cells.append(cell)
        return cells

    def is_label_year(self, row: int, column: int) -> bool:
        """True where the place holds a bare year."""
        return is_year(self.text(row, column))

    def is_blank(self, row: int, column: int) -> bool:
        """True where the place is empty or holds a mark for "no figure"."""
        return is_void(self.rules, self.text(row, column))


def grid_of(rules: Rulebook, table: Table) -> Grid | None:
    """Lay the cells out; None for a table of unreasonable size."""
    height = max((cell.row + cell.row_span for cell in table.cells), default=0)
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    if not table.cells or height * width > GRID_LIMIT:
        return None
    places: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if places[row][column] is None:
                    places[row][column] = cell
    numbers: dict[int, CellNumber] = {}
    names: dict[int, str] = {}
    for cell in table.cells:
        number, name = number_in(rules, cell.text), ""
        if number is None:
            number, name = named_number(rules, cell.text)
        if number:
            numbers[id(cell)] = number
        if name:
            names[id(cell)] = name
    return Grid(rules, places, numbers, width, names)


def named_number(rules: Rulebook, text: str) -> tuple[CellNumber | None, str]:
    """The number and the known name before it in a cell that holds both: 合计0(件)."""
    match = _NAMED.match(text) if len(text) <= _NAMED_LIMIT else None
    if not match or not (
        key(match[1]) in rules[FORMS].by_name or is_header(rules, "total_row", key(match[1]))
    ):
        return None, ""
    at = len(text) - len(text[match.end(1) :].lstrip(" \u3000\t:："))
    number = number_in(rules, text[at:])
    return (number.moved(at), match[1]) if number else (None, "")
