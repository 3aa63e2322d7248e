"""Cut a table into blocks: header rows with the data rows that they head.

One table on a page often stacks several: 第二十条第（一）项 with its header and rows, then （五）, ...
"""

import re
from dataclasses import dataclass, field

from etl.engine.model import Cell
from etl.engine.tables.cells import is_void, is_year, near_years
from etl.engine.tables.forms import FORMS
from etl.engine.tables.grid import Grid
from etl.engine.tables.labels import is_column_name, is_header
from etl.engine.tables.words import LABEL_LIMIT, key

_BANNER = re.compile(
    r"第[一二三四五六七八九十\d]+条|^[(（]?[一二三四五六七八九十]+[)）、]|^表\s*[一二三四五六七八九十\d]|表$|单位[:：]"
)
_INDEX_WORDS = frozenset("甲乙丙丁戊")
_DIGIT = re.compile(r"\d")
_LINES_ABOVE = 12  # of a sheet above the names of its columns, with these


@dataclass(slots=True)
class Block:
    """Header rows and data rows by number; `titles` are the lines above, the nearest first.

    `groups` gives for a data row the line that heads a group of rows, "" for none.
    """

    titles: list[str]
    header: list[int] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)


def blocks_of(grid: Grid, title: str) -> list[Block]:
    """The blocks of a table, top to bottom; those without data rows are left out."""
    found = _Blocks(grid, title)
    for row in range(len(grid.places)):
        kind = _kind(grid, row, found.block)
        if kind == "banner":
            found.banner(row)
        elif kind == "header":
            found.header(row)
        elif kind == "data":
            found.data(row)
    return [block for block in (*found.before, found.block) if block.data]


class _Blocks:
    """Takes the rows of a grid in turn: `block` is the one that grows, `before` are those above it."""

    def __init__(self, grid: Grid, title: str) -> None:
        self.grid, self.title = grid, title
        self.before: list[Block] = []
        self.block = self._new()
        self.banners: list[str] = []  # since the last header or data
        self.named: int | None = None  # the last banner's row, where it could be the name of a column

    def banner(self, row: int) -> None:
        """A title, or a line that heads a group of rows."""
        self.named = row if _names_column(self.grid, row) else None
        self.banners.append(_text_cells(self.grid, row)[0].text)

    def header(self, row: int) -> None:
        """Names of columns; after data they begin another block."""
        if self.block.data:
            self.before.append(self.block)
            self.block = self._new()
        self._titles()
        self.block.header.append(row)

    def data(self, row: int) -> None:
        """Numbers, in the group that the last banner heads."""
        block = self.block
        if self.named is not None and not block.data and not block.header:
            block.header.append(self.named)  # a table of one column: its only name looks like a title
            self.banners.pop()
        if not block.data:
            self._titles()
        group = self.banners[-1] if self.banners else _group_before(block)
        self.banners = []
        block.data.append(row)
        block.groups[row] = group

    def _new(self) -> Block:
        return Block(titles=[self.title] if self.title else [])

    def _titles(self) -> None:
        self.block.titles = self.banners[::-1] + self.block.titles
        self.banners = []


def _names_column(grid: Grid, row: int) -> bool:
    """The one name of the row above a row of one number."""
    below = grid.anchored(row + 1) if row + 1 < len(grid.places) else []
    name = key(_text_cells(grid, row)[0].text)
    return len(below) == 1 and id(below[0]) in grid.numbers and name in grid.rules[FORMS].by_name


def _group_before(block: Block) -> str:
    return block.groups[block.data[-1]] if block.data else ""


def _text_cells(grid: Grid, row: int) -> list[Cell]:
    return [
        cell
        for cell in grid.anchored(row)
        if not is_void(grid.rules, cell.text) and id(cell) not in grid.numbers
    ]


def _kind(grid: Grid, row: int, block: Block) -> str:
    """blank, banner, header, index or data."""
    cells = grid.anchored(row)
    words = _text_cells(grid, row)
    if numbers := [cell for cell in cells if id(cell) in grid.numbers]:
        return _kind_of_numbers(grid, row, block, numbers, words)
    if not words:
        return "data" if any(cell.text.strip() for cell in cells) else "blank"
    if any(_is_mark(grid, cell) for cell in cells):
        return "data"
    if len(words) == 1 and (_is_banner(grid, words[0], cells) or _captions(grid, words[0], block)):
        return "banner"
    heads = not block.data or len(words) > 1 and _replaces_header(grid, words, block)
    return "header" if heads else "data"


def _is_mark(grid: Grid, cell: Cell) -> bool:
    """— and the like, where a number could stand."""
    return bool(cell.text.strip()) and is_void(grid.rules, cell.text)


def _kind_of_numbers(grid: Grid, row: int, block: Block, numbers: list[Cell], words: list[Cell]) -> str:
    """Of a row that holds numbers: years and counted columns stand above the data."""
    if block.data:
        return "data"
    if _heads_years(numbers, words) and (not block.header or near_years(cell.text for cell in numbers)):
        return "header"
    return "index" if block.header and _is_index(grid, row, numbers, words) else "data"


def _is_banner(grid: Grid, cell: Cell, cells: list[Cell]) -> bool:
    if len(cells) == 1 or cell.column_span >= grid.width:
        return True
    label = key(cell.text[:LABEL_LIMIT])
    heads_rows = label in grid.rules[FORMS].groups or any(
        label in form.row_groups for form in grid.rules[FORMS].forms
    )
    return cell.column == 0 and bool(heads_rows or _BANNER.search(cell.text))


def _captions(grid: Grid, cell: Cell, block: Block) -> bool:
    """The one cell of a first row, above names that begin in its own column: a title, or prose around which
    a spreadsheet printed its lines, too."""
    if cell.column or cell.row_span > 1 or block.header or block.data:
        return False
    near = range(cell.row + 1, min(cell.row + _LINES_ABOVE, len(grid.places)))
    below = (_text_cells(grid, row) for row in near)
    names = next((words for words in below if len(words) != 1 or words[0].column), [])
    return len(names) > 1 and names[0].column == 0


def _heads_years(numbers: list[Cell], words: list[Cell]) -> bool:
    """2022 | 2023 | 2024 above figures: a header, for no count of one row is a run of years."""
    return all(is_year(cell.text) for cell in numbers) and (
        len(numbers) > 1 and (len(words) > 0 or len(numbers) == len({cell.text for cell in numbers}))
    )


def _is_index(grid: Grid, row: int, numbers: list[Cell], words: list[Cell]) -> bool:
    """甲 | 1 | 2 | 3 between a header and rows of numbers only counts the columns."""
    if row + 1 == len(grid.places) or not any(id(cell) in grid.numbers for cell in grid.anchored(row + 1)):
        return False
    values = [grid.numbers[id(cell)].value for cell in numbers]
    return (
        (len(values) > 2 or any(cell.text.strip() in _INDEX_WORDS for cell in words))
        and values == list(range(1, len(values) + 1))
        and all(
            cell.text.strip() in _INDEX_WORDS or is_header(grid.rules, "serial", key(cell.text))
            for cell in words
        )
    )


def _replaces_header(grid: Grid, words: list[Cell], block: Block) -> bool:
    """Words stand where the rows above have numbers; 6期/320人次 is no name."""
    if any(_DIGIT.search(cell.text) and not is_column_name(grid.rules, cell.text) for cell in words[1:]):
        return False
    numeric = {
        column for row in block.data for column in range(grid.width) if grid.number(row, column) is not None
    }
    over_numbers = sum(
        1 for cell in words if numeric & set(range(cell.column, cell.column + cell.column_span))
    )
    return over_numbers * 2 >= len(words) or over_numbers >= 2
