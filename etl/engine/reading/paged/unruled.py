"""Tables without a grid of lines: columns from the gaps between cells, rows from the lines of numbers."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.banding import Columns, row_cells
from etl.engine.reading.paged.flow import NEW_PARAGRAPH, Column
from etl.engine.reading.paged.headings import heading_cells
from etl.engine.reading.paged.pieces import Piece, piece_of, rows_of
from etl.engine.reading.paged.ruled import PlacedTable
from etl.engine.reading.paged.sheet import Glyph, Rule

CELL_GAP = 0.5  # of the size: words of one cell stand nearer
_NUMBER_GAP, _WRITTEN_APART = 0.25, 0.08  # of digits, and of what was not written at once
_FULL = 0.7  # of the cells of the fullest row: rows with fewer may be the rest of others
_DIGITS = frozenset("0123456789.,%-")
_APART = 3.4  # of the size: a row further below another is of something else
_WRAPPED = 1.62  # of the size: words no further below others may be the rest of them
_LONGEST = 45  # characters of a cell
_WIDE_ROWS = 8  # rows from which one that bridges a gap says nothing against the gap
_NUMBER = re.compile(r"[+-]?[\d,，]*\d(?:\.\d+)?\s?(?:%|[^\W\d_]{1,3})?$|[-—/－]{1,2}$|0$")
_PROSE = re.compile(r"[。；？！]")
_NOTE = re.compile(r"\s*(?:注|备注|说明|填表|制表|单位负责人)\s*[:：]")


@dataclass(slots=True)
class Row:
    """A line as cells from left to right."""

    cells: list[Piece]
    base: float
    size: float
    numbers: int = 0
    wordy: bool = False

    @property
    def data(self) -> bool:
        """True for a number beside something else."""
        return not self.wordy and self.numbers > 0 and len(self.cells) > 1

    @property
    def parted(self) -> bool:
        """True for several cells."""
        return not self.wordy and len(self.cells) > 1


@dataclass(slots=True)
class Found:
    """A table and the pieces of text that are in it."""

    table: PlacedTable
    glyphs: set[int] = field(default_factory=set)


def unruled_tables(column: Column, rules: list[Rule]) -> list[Found]:
    """The tables in a column of text; `rules` are level lines that no grid holds."""
    rows = _rows(column)
    found, at = [], 0
    while at < len(rows):
        end = _zone_end(rows, at) if rows[at].parted else at
        table = _table(rows[at:end], rules) if end > at else None
        if table:
            found.append(table)
        at = max(end, at + 1)
    return found


def _rows(column: Column) -> list[Row]:
    lines = rows_of([glyph for piece in column.pieces for glyph in piece.glyphs])
    return [_row([piece_of(cell) for cell in _cells(line)]) for line in lines]


def _row(cells: list[Piece]) -> Row:
    texts = [cell.text for cell in cells]
    wordy = any(len(text) > _LONGEST or _PROSE.search(text) for text in texts)
    numbers = sum(bool(_NUMBER.match(text)) for text in texts)
    return Row(cells, cells[0].base, sorted(cell.size for cell in cells)[len(cells) // 2], numbers, wordy)


def _cells(line: list[Glyph]) -> list[list[Glyph]]:
    """A line cut where cells part: numbers are nearer to each other than words, and written apart."""
    cells = [[line[0]]]
    for before, glyph in zip(line, line[1:], strict=False):
        gap = (glyph.x0 - before.x1) / max(glyph.size, before.size)
        digits = before.text in _DIGITS and glyph.text in _DIGITS
        least = (_NUMBER_GAP if before.run == glyph.run else _WRITTEN_APART) if digits else CELL_GAP
        if gap > least:
            cells.append([])
        cells[-1].append(glyph)
    return [cell for cell in cells if any(not glyph.text.isspace() for glyph in cell)]


def _cut_at_gutters(row: Row, columns: Columns) -> Row:
    """Words that run on over the gap between two columns are two headings where they leave a gap there."""
    cells = []
    for cell in row.cells:
        current = [cell.glyphs[0]]
        for before, glyph in zip(cell.glyphs, cell.glyphs[1:], strict=False):
            gap = (glyph.x0 - before.x1) / glyph.size
            middle = (before.x1 + glyph.x0) / 2
            if gap > _WRITTEN_APART and any(
                left[1] <= middle <= right[0] for left, right in pairwise(columns)
            ):
                cells.append(piece_of(current))
                current = []
            current.append(glyph)
        cells.append(piece_of(current))
    return _row(cells)


def _zone_end(rows: list[Row], start: int) -> int:
    """The end of the rows that could be one table: the last with a number, or the rest of its words."""
    last, at = start, start
    while at < len(rows) and not rows[at].wordy:
        if at > start and rows[at].base - rows[at - 1].base > _APART * max(rows[at].size, rows[at - 1].size):
            break
        if len(rows[at].cells) == 1 and _ends(rows, at, start):
            break
        if rows[at].data:
            last = at
        at += 1
    while last + 1 < at and _is_rest(rows[last + 1], rows[last]):
        last += 1
    return last + 1


def _ends(rows: list[Row], at: int, start: int) -> bool:
    text = rows[at].cells[0].text
    return (
        bool(_NOTE.match(text)) or at > start and bool(NEW_PARAGRAPH.match(text)) and not _has_more(rows, at)
    )


def _has_more(rows: list[Row], at: int) -> bool:
    """A heading of rows inside a table: what follows has numbers in columns."""
    return at + 1 < len(rows) and rows[at + 1].parted


def _is_rest(row: Row, above: Row) -> bool:
    """The last words of a label in more than one line."""
    left = above.cells[0]
    one = len(row.cells) == 1 and not row.numbers and not NEW_PARAGRAPH.match(row.cells[0].text)
    near = row.base - above.base < _WRAPPED * row.size
    return one and near and row.cells[0].x1 <= left.x1 + row.size and row.cells[0].x0 >= left.x0 - row.size


def _table(rows: list[Row], rules: list[Rule]) -> Found | None:
    data = [row for row in rows if row.data]
    first = next((at for at, row in enumerate(rows) if row.data), len(rows))
    named = any(row.parted for row in rows[:first])
    if len(data) < 2 and not (data and named and data[0].numbers > 1):
        return None
    columns = _columns(data, rows[:first])
    if len(columns) < 2:
        return None
    wrap = _wrap(rows)
    first = _first_of_data(rows, first, wrap)
    headings, clear = heading_cells([_cut_at_gutters(row, columns) for row in rows[:first]], columns, wrap)
    depth = max((cell.row + cell.row_span for cell in headings), default=0)
    cells, sure = row_cells(rows[first:], columns, rules, wrap, depth)
    if not cells:
        return None
    if clear and sure:
        return _found(rows, columns, headings + cells, True)
    # Numbers under the wrong heading are worse than numbers under none.
    for cell in cells:
        cell.row -= depth
    return _found(rows[first:], columns, cells, False)


def _found(rows: list[Row], columns: Columns, cells: list[RawCell], clear: bool) -> Found:
    glyphs = {id(glyph) for row in rows for cell in row.cells for glyph in cell.glyphs}
    top, bottom = rows[0].base - rows[0].size, rows[-1].base + rows[-1].size * 0.3
    xs = [columns[0][0], *(edge for _, edge in columns)]
    return Found(PlacedTable((xs[0], top, xs[-1], bottom), xs, cells, clear=clear), glyphs)


def _columns(data: list[Row], above: list[Row]) -> Columns:
    """(left, right) of each column: where some row has a cell, parted where none has, or hardly any."""
    bridging = len(data) // 20 if len(data) >= _WIDE_ROWS else 0
    events = sorted(
        (x, step) for row in data for cell in row.cells for x, step in ((cell.x0, 1), (cell.x1, -1))
    )
    columns: Columns = []
    depth, start = 0, None
    for x, step in events:
        depth += step
        if depth > bridging and start is None:
            start = x
        elif depth <= bridging and start is not None:
            columns.append((start, x))
            start = None
    for cell in (cell for row in above if row.parted for cell in row.cells):
        if not any(cell.x0 < right and left < cell.x1 for left, right in columns):
            columns.append((cell.x0, cell.x1))
    return sorted(columns)


def _wrap(rows: list[Row]) -> float:
    """How far below words the rest of them stands: nearer than one row of numbers below another."""
    most = max(len(row.cells) for row in rows)
    data = [row.base for row in rows if row.data and len(row.cells) >= _FULL * most]
    steps = [below - above for above, below in pairwise(data)]
    near = [
        under.base - over.base
        for above, below in pairwise(rows)
        for over in above.cells
        for under in below.cells
        if min(over.x1, under.x1) - max(over.x0, under.x0) > 0.3 * min(over.x1 - over.x0, under.x1 - under.x0)
    ]
    if not near or not steps:
        return _WRAPPED * rows[0].size
    closest, pitch = min(near), min(steps)
    return (closest + min(pitch, 2 * closest)) / 2 if closest < 0.93 * pitch else 0.0


def _first_of_data(rows: list[Row], first: int, wrap: float) -> int:
    """Words just above the first numbers, in the column of labels, begin the first row's label."""
    at = first
    while (
        at > 0
        and len(rows[at - 1].cells) == 1
        and rows[at].base - rows[at - 1].base < _WRAPPED * rows[at].size
    ):
        above, label = rows[at - 1].cells[0], rows[first].cells[0]
        if (
            _NUMBER.match(label.text) is None
            and above.x0 > label.x1
            or above.x1 > label.x1 + rows[at].size * 2
        ):
            break
        at -= 1
    return at
