"""The two axes of a block: what stands above each column of numbers, and what stands beside each row."""

from dataclasses import dataclass, field, replace

from etl.engine.model import Cell, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.blocks import Block
from etl.engine.tables.cells import is_void, number_in
from etl.engine.tables.forms import FORMS
from etl.engine.tables.grid import Grid
from etl.engine.tables.labels import SUBTOTALS, Label, header_key, is_header, label_of
from etl.engine.tables.words import key

_KIND_HEADER = "案件类型"  # heads kinds of what a table counts
_CASES = frozenset("件宗起")
_NO_LABELS: tuple[Label, ...] = ()


@dataclass(slots=True)
class Axes:
    """`numeric` are the columns that hold numbers; `columns` gives for each its labels, top down."""

    grid: Grid
    block: Block
    numeric: list[int]
    columns: dict[int, tuple[Label, ...]]
    label_columns: list[int]
    _beside: dict[int, tuple[int, ...]] = field(default_factory=dict)  # label columns by column of numbers
    _rows: dict[tuple[int, tuple[int, ...]], tuple[Label, ...]] = field(default_factory=dict)

    def rows(self, row: int, column: int) -> tuple[Label, ...]:
        """The labels beside a number, from the line that heads its group of rows to the nearest."""
        place = row, self._columns_beside(column)
        if place not in self._rows:
            self._rows[place] = self._row_labels(*place)
        return self._rows[place]

    def _row_labels(self, row: int, columns: tuple[int, ...]) -> tuple[Label, ...]:
        labels = [label_of(self.grid.rules, self.block.groups[row])] if self.block.groups[row] else []
        seen: set[int] = set()
        for at in columns:
            cell = self._cell(row, at)
            if cell and id(cell) not in seen and cell.text.strip():
                seen.add(id(cell))
                labels.append(label_of(self.grid.rules, cell.text, self._header_key(at)))
        first = self.grid.places[row][0] if columns and not seen else None
        if first and id(first) not in self.grid.numbers and not is_void(self.grid.rules, first.text):
            labels.append(label_of(self.grid.rules, first.text))  # 合计 in the column of row numbers
        return tuple(labels)

    def bodies(self) -> set[str]:
        """The distinct bodies that the block's rows and columns name."""
        labels = [label for row in self.block.data for label in self.rows(row, self.numeric[0])]
        labels += [label for column in self.numeric for label in self.columns[column]]
        return {label.words for label in labels if label.kind in ("body", "own")}

    @property
    def sorts(self) -> bool:
        """Whether the corner says that the labels name kinds of what the block counts."""
        corners = [self._header_key(at) for at in self.label_columns if at < min(self.numeric, default=0)]
        return bool(corners) and is_header(self.grid.rules, "kind_header", corners[-1])

    @property
    def apart(self) -> bool:
        """Whether each column of numbers has labels beside it that stand beside no other."""
        beside = set(map(self._columns_beside, self.numeric))
        return () not in beside and len(beside) == len(self.numeric)

    def _columns_beside(self, column: int) -> tuple[int, ...]:
        if column not in self._beside:
            self._beside[column] = tuple(self._labels_of(column))
        return self._beside[column]

    def _labels_of(self, column: int) -> list[int]:
        """The label columns of a number; units may stand behind it (项目 | 数量 | 单位)."""
        before = self._labels_before(column)
        behind = [at for at in self.label_columns if at > column][:1]
        if behind and self._holds_units(behind[0]) and not any(map(self._holds_units, before)):
            return [*before, behind[0]]
        return before

    def _holds_units(self, column: int) -> bool:
        """Whether there are units in the column and nothing else."""
        cells = (self.grid.places[row][column] for row in self.block.data)
        texts = {cell.text.strip() for cell in cells if cell} - {""}
        return bool(texts) and all(label_of(self.grid.rules, text).kind == "unit" for text in texts)

    def _labels_before(self, column: int) -> list[int]:
        """Two tables side by side (项目 | 数量 | 项目 | 数量) have label columns of the same name."""
        before = [at for at in self.label_columns if at < column]
        first = [at for at in before if at < self.numeric[0]]
        later = [at for at in before if at > self.numeric[0]]
        if not later:
            return first or before
        twin = self._header_key(later[-1]) in {self._header_key(at) for at in first} or not first
        return [later[-1]] if twin else first

    def _cell(self, row: int, column: int) -> Cell | None:
        """The label cell; a blank one before another label repeats the one above it."""
        cell = self.grid.places[row][column]
        later = [at for at in self.label_columns if at > column and not self.grid.is_blank(row, at)]
        if (cell is None or not cell.text.strip()) and later and not self._ends_all(row, later[0]):
            above = [at for at in self.block.data if at < row and not self.grid.is_blank(at, column)]
            return self.grid.places[above[-1]][column] if above else cell
        return cell

    def _ends_all(self, row: int, column: int) -> bool:
        """Whether the last row is the total of all groups: 合计 below rows 小计."""
        kinds = [key(self.grid.text(at, column)) for at in self.block.data if at <= row]
        subtotals = self.grid.rules[SUBTOTALS]
        return (
            row == self.block.data[-1]
            and kinds[-1] not in subtotals
            and label_of(self.grid.rules, self.grid.text(row, column)).kind == "total"
            and any(kind in subtotals for kind in kinds)
        )

    def _header_key(self, column: int) -> str:
        labels = self.columns.get(column, _NO_LABELS)
        name = header_key(self.grid.rules, labels[-1].text) if labels else ""
        by_cause = is_header(self.grid.rules, "cause_header", name) and self._counts_cases()
        return _KIND_HEADER if by_cause else name

    def _counts_cases(self) -> bool:
        """Whether a column counts what others describe: 案由 | 件数."""
        last = (labels[-1] for at in self.numeric if (labels := self.columns[at]))
        return any(label.kind == "plain" or _CASES & {unit for unit, _ in label.units} for label in last)


def axes_of(grid: Grid, block: Block) -> Axes:
    """Tell the columns of numbers from those of labels, and read the headers."""
    columns = _so_far({column: _header_labels(grid, block, column) for column in range(grid.width)})
    holding: dict[str, list[int]] = {"numbers": [], "labels": [], "": []}
    for column, names in columns.items():
        header = header_key(grid.rules, names[-1].text) if names else ""
        holding[_held(grid, block, column, header)].append(column)
    return Axes(grid, block, holding["numbers"], columns, holding["labels"])


def named_within(grid: Grid, cell: Cell) -> tuple[Label, ...]:
    """What a cell itself names its number by: 合计0(件)."""
    name = grid.names.get(id(cell))
    return (label_of(grid.rules, name),) if name else ()


def _so_far(columns: dict[int, tuple[Label, ...]]) -> dict[int, tuple[Label, ...]]:
    """本年累计 | 去年同期: what is compared with the year so far is of as many months."""
    so_far = False
    for column, labels in columns.items():
        period = labels[-1].period if labels else None
        if period and so_far and period.shift and not period.first:
            last = replace(labels[-1], period=replace(period, so_far=True))
            columns[column] = (*labels[:-1], last)
        elif period:
            so_far = period.so_far
    return columns


def _held(grid: Grid, block: Block, column: int, header: str) -> str:
    """What a column holds: numbers, labels (years among them), or "": row numbers, notes, nothing."""
    if is_header(grid.rules, "serial", header) or _is_serial(grid, block, column):
        return ""
    cells = [cell for row in block.data if (cell := grid.places[row][column])]
    note = is_header(grid.rules, "note_header", header)
    if note and not _has_digits(cells):
        return ""  # 备注：无 is no zero
    if any(id(cell) in grid.numbers for cell in cells):
        counts = grid.rules[FORMS].knows(header)  # 申请总数: 2051 is no year
        years = is_header(grid.rules, "year_header", header) or not counts and _is_years(grid, block, column)
        return "labels" if years else "numbers"
    words = any(not is_void(grid.rules, cell.text) for cell in cells)
    return "labels" if words and not note else ""


def _has_digits(cells: list[Cell]) -> bool:
    return any(character.isdecimal() for cell in cells for character in cell.text)


def cell_at(tables: list[Table], start: int) -> tuple[Table, Cell] | None:
    """The table and the cell in which the place `start` of the document stands; None where it is in none."""
    table = next((table for table in tables if table.start <= start < table.end), None)
    cell = next((c for c in table.cells if c.start <= start < c.end), None) if table else None
    return (table, cell) if table and cell else None


def column_heading(rules: Rulebook, tables: list[Table], start: int) -> str:
    """The words above the number at `start` of the document; "" where it stands in no table or under none."""
    found = cell_at(tables, start)
    if found is None:
        return ""
    table, cell = found
    above = [
        each
        for each in table.cells
        if each.row < cell.row
        and each.column <= cell.column < each.column + each.column_span
        and not is_void(rules, each.text)
        and number_in(rules, each.text) is None
    ]
    return " ".join(max(above, key=lambda each: each.row).text.split()) if above else ""


def _header_labels(grid: Grid, block: Block, column: int) -> tuple[Label, ...]:
    labels: list[Label] = []
    seen: set[int] = set()
    for depth, row in enumerate(block.header):
        cell = _header_cell(grid, block, depth, column)
        if cell and id(cell) not in seen and cell.text.strip():
            seen.add(id(cell))
            label = label_of(grid.rules, (grid.places[row][cell.column] or cell).text)
            if label.kind == "unit" and labels:  # a row of units below the names: 罚款 | 万元
                label = label_of(grid.rules, f"{labels.pop().text}（{label.text}）")
            labels.append(label)
    return tuple(labels)


def _header_cell(grid: Grid, block: Block, depth: int, column: int) -> Cell | None:
    """The header cell over a column; a heading that was not merged reaches over the blanks beside it."""
    row, below = block.header[depth], block.header[depth + 1 :]
    for at in range(column, -1, -1):
        cell = grid.places[row][at]
        if cell and cell.text.strip():
            return cell if at == column or any(_begins(grid, lower, at) for lower in below) else None
        if not any(_begins(grid, lower, at) for lower in below):
            return None
    return None


def _begins(grid: Grid, row: int, column: int) -> bool:
    """A cell with words of its own stands in this header row."""
    cell = grid.places[row][column]
    return bool(cell and cell.text.strip() and cell.row == row)


def _is_serial(grid: Grid, block: Block, column: int) -> bool:
    """1, 2, 3 down the first column, with words beside it."""
    if column or grid.width < 3 or len(block.data) < 2:
        return False
    numbers = [grid.number(row, 0) for row in block.data]
    values = [number.value for number in numbers if number]
    beside = any(not grid.is_blank(row, 1) and not grid.number(row, 1) for row in block.data)
    return beside and len(values) > 1 and values == list(range(1, len(values) + 1))


def _is_years(grid: Grid, block: Block, column: int) -> bool:
    """Bare years down the first column."""
    if column:
        return False
    rows = [row for row in block.data if not grid.is_blank(row, 0)]
    return bool(rows) and all(grid.is_label_year(row, 0) or not grid.number(row, 0) for row in rows)
