"""Tables without a grid of lines: columns from the gaps between cells, rows from the lines of numbers."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.banding import row_cells
from etl.engine.reading.paged.cellrows import NUMBER, Columns, Row, cut_at_gutters, row_of, rows_in
from etl.engine.reading.paged.flow import NEW_PARAGRAPH
from etl.engine.reading.paged.headings import heading_cells
from etl.engine.reading.paged.pieces import Piece
from etl.engine.reading.paged.ruled import PlacedTable
from etl.engine.reading.paged.sheet import Rule

_ALONE, _ABOVE, _OFF_MIDDLE = 3, 2.4, 0.02  # lines; of the size; of the table's width
_FULL = 0.7  # of the cells of the fullest row: rows with fewer may be the rest of others
_APART = 3.4  # of the size: a row further below another is of something else
_WRAPPED = 1.62  # of the size: words no further below others may be the rest of them
_WIDE_ROWS = 8  # rows from which one that bridges a gap says nothing against the gap
_CAPTION = re.compile(r"表$|^[(（]?单位\s*[:：]")
_OTHER_SIZE = 0.12  # of the size: words of another are not of the table
_NOTE = re.compile(r"\s{0,9}(?:注|备注|说明|填表|制表|单位负责人)\s{0,9}[:：]")


@dataclass(slots=True)
class Found:
    """A table and the pieces of text that are in it."""

    table: PlacedTable
    glyphs: set[int] = field(default_factory=set)


def unruled_tables(pieces: list[Piece], rules: list[Rule]) -> list[Found]:
    """The tables among pieces of text; `rules` are level lines that no grid holds."""
    rows = rows_in(pieces)
    found, at = [], 0
    while at < len(rows):
        end = _zone_end(rows, at) if rows[at].parted else at
        table = _table(rows[_top(rows, at, end) : end], rules) if end > at else None
        if table:
            found.append(table)
        at = max(end, at + 1)
    return found


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


def _top(rows: list[Row], start: int, end: int) -> int:
    """Where a table begins: headings may stand alone above the first row of several, off its middle."""
    zone = [cell for row in rows[start:end] for cell in row.cells]
    left, right = min(cell.x0 for cell in zone), max(cell.x1 for cell in zone)
    top = start
    while top > 0 and start - top < _ALONE and len(rows[top - 1].cells) == 1 and not rows[top - 1].wordy:
        cell = rows[top - 1].cells[0]
        off = abs((cell.x0 + cell.x1) - (left + right)) / 2
        near = rows[top].base - rows[top - 1].base < _ABOVE * rows[top].size
        inside = left - cell.size <= cell.x0 and cell.x1 <= right + cell.size
        if not near or not inside or off < _OFF_MIDDLE * (right - left) or _CAPTION.search(cell.text):
            break
        top -= 1
    return top


def _ends(rows: list[Row], at: int, start: int) -> bool:
    text, size = rows[at].cells[0].text, rows[start].size
    if at > start and (_CAPTION.search(text) or abs(rows[at].size - size) > _OTHER_SIZE * size):
        return True
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


def _is_row_of(row: Row, above: list[Row]) -> bool:
    """Whether one row of numbers with what stands above it is a table."""
    return row.numbers > 1 and any(each.parted for each in above)


def _table(rows: list[Row], rules: list[Rule]) -> Found | None:
    data = [row for row in rows if row.data]
    first = rows.index(data[0]) if data else len(rows)
    if not data or len(data) < 2 and not _is_row_of(data[0], rows[:first]):
        return None
    columns = _columns(data, rows[:first])
    if len(columns) < 2:
        return None
    wrap = _wrap(rows)
    first = _first_of_data(rows, first)
    headings, clear = heading_cells([cut_at_gutters(row, columns) for row in rows[:first]], columns, wrap)
    depth = max((cell.row + cell.row_span for cell in headings), default=0)
    cells, sure = row_cells(rows[first:], columns, rules, wrap, depth)
    if not cells:
        return None
    if not sure or first and not clear:
        return _numbers_alone(rows[first:], columns)
    # Without headings: the page above may have them.
    return _found(rows, columns, headings + cells if clear else cells, clear)


def _numbers_alone(rows: list[Row], columns: Columns) -> Found:
    """The numbers without any words: under a wrong name they would be worse than under none.

    The words stay lines of text.
    """
    alone = [[cell for cell in row.cells if NUMBER.match(cell.text)] for row in rows]
    numbered = [row_of(cells) for cells in alone if cells]
    cells = [
        RawCell(at, at_row, cell.text)
        for at, row in enumerate(numbered)
        for at_row, cell in enumerate(row.cells)
    ]
    found = _found(numbered, columns, cells, False)
    found.table.columns = []  # its cells no longer say which
    return found


def _found(rows: list[Row], columns: Columns, cells: list[RawCell], clear: bool) -> Found:
    glyphs = {id(glyph) for row in rows for cell in row.cells for glyph in cell.glyphs}
    top, bottom = rows[0].base - rows[0].size, rows[-1].base + rows[-1].size * 0.3
    xs = [columns[0][0], *(edge for _, edge in columns)]
    box = xs[0], top, xs[-1], bottom
    return Found(PlacedTable(box, xs, cells, clear=clear, columns=columns), glyphs)


def _columns(data: list[Row], above: list[Row]) -> Columns:
    """(left, right) of each column: where some row has a cell, parted where none has, or hardly any."""
    bridging = len(data) // 20 if len(data) >= _WIDE_ROWS else 0
    events = sorted(
        (x, step) for row in data for cell in row.cells for x, step in ((cell.x0, 1), (cell.x1, -1))
    )
    columns = _deeper(events, bridging)
    for cell in (cell for row in above if row.parted for cell in row.cells):
        if not any(cell.x0 < right and left < cell.x1 for left, right in columns):
            columns.append((cell.x0, cell.x1))
    return sorted(columns)


def _deeper(events: list[tuple[float, int]], least: int) -> Columns:
    """The stretches over which more than `least` cells lie; `events`: where each begins (1) and ends (-1)."""
    found: Columns = []
    depth, start = 0, None
    for x, step in events:
        depth += step
        if depth > least and start is None:
            start = x
        elif depth <= least and start is not None:
            found.append((start, x))
            start = None
    return found


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
    return min((closest + min(pitch, 2 * closest)) / 2, 1.25 * closest) if closest < 0.93 * pitch else 0.0


def _first_of_data(rows: list[Row], first: int) -> int:
    """Words just above the first numbers, in the column of labels, begin the first row's label."""
    at = first
    while (
        at > 0
        and len(rows[at - 1].cells) == 1
        and rows[at].base - rows[at - 1].base < _WRAPPED * rows[at].size
    ):
        above, label = rows[at - 1].cells[0], rows[first].cells[0]
        if (
            NUMBER.match(label.text) is None
            and above.x0 > label.x1
            or above.x1 > label.x1 + rows[at].size * 2
        ):
            break
        at -= 1
    return at
