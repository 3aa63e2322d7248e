"""Tables without a grid of lines: columns from the gaps between cells, rows from the lines of numbers."""

from dataclasses import dataclass, field
from itertools import pairwise

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.banding import is_centred, row_cells
from etl.engine.reading.paged.blocks import UNIT_BEHIND
from etl.engine.reading.paged.cellrows import NUMBER, Columns, Row, cut_at_gutters, row_of, rows_in
from etl.engine.reading.paged.flow import NEW_PARAGRAPH
from etl.engine.reading.paged.headings import are_units, heading_cells
from etl.engine.reading.paged.lanes import apart, data_columns, touched
from etl.engine.reading.paged.names import is_full
from etl.engine.reading.paged.pieces import Piece
from etl.engine.reading.paged.ruled import PlacedTable
from etl.engine.reading.paged.sheet import Rule
from etl.engine.reading.paged.zones import WRAPPED, zone_at

_FULL = 0.7  # of the cells of the fullest row: rows with fewer may be the rest of others
_AS_NEAR = 1.05  # times: lines of a label are as near to each other as those of others
_FAR = 2.0  # of the size: words further below others are not the rest of them
_LOOSE = 1.75  # of the size: rows of words alone stand no further apart where they are lines of one cell
_IN_CELL = 1.15  # times: lines of one cell are as far apart as those of another, nearly


@dataclass(slots=True)
class Found:
    """A table and the pieces of text that are in it."""

    table: PlacedTable
    glyphs: set[int] = field(default_factory=set)


def unruled_tables(pieces: list[Piece], rules: list[Rule]) -> list[Found]:
    """The tables among pieces of text; `rules` are level lines that no grid holds."""
    rows = rows_in(pieces)
    found, at, follows, floor = [], 0, False, 0
    while at < len(rows):
        top, end = zone_at(rows, at, floor)
        table = _table(apart(rows[top:end]), rules, follows) if end > at else None
        found += [table] if table else []
        lone = end < len(rows) and len(rows[end].cells) == 1
        follows = lone and (table is not None or follows and end == at)
        floor = end + 1 if table else floor  # a line between two tables is of none
        at = max(end, at + 1)
    return found


def _is_row_of(row: Row, above: list[Row]) -> bool:
    """Whether one row of numbers with what stands above it is a table."""
    return row.numbers > 1 and any(each.parted for each in above)


def _table(rows: list[Row], rules: list[Rule], follows: bool = False) -> Found | None:
    """The table of these rows, if they are one; one that `follows` another may be a single row."""
    data = [row for row in rows if row.data]
    first = rows.index(data[0]) if data else len(rows)
    if not data or len(data) < 2 and not (follows or _is_row_of(data[0], rows[:first])):
        return None
    columns = data_columns(data, rows)
    return _read(rows, data, columns, rules) if len(columns) > 1 else None


def _read(rows: list[Row], data: list[Row], columns: Columns, rules: list[Rule]) -> Found | None:
    first = _first_of_data(rows, _before_sections(rows, rows.index(data[0]), columns), columns)
    if _are_pairs(data, columns) and not any(row.parted for row in rows[:first]):
        cells, sure = row_cells(rows[first:], columns, rules, _wrap(rows[first:], columns), 0)
        return _found(rows[first:], columns, cells, sure) if sure else None
    above = [cut_at_gutters(row, columns) for row in rows[:first]]
    columns, headings, clear = heading_cells(above, columns, _is_named(data, columns))
    clear = clear and not _may_head_rows(above, columns)
    wrap = _wrap(rows[first:], columns)
    depth = max((cell.row + cell.row_span for cell in headings), default=0)
    cells, sure = row_cells(rows[first:], columns, rules, wrap, depth)
    if sure and (clear or not first):
        # Without headings: the page above may have them.
        found = _found(rows, columns, headings + cells if clear else cells, clear)
        found.table.tight = _cut_off(rows[first:], cells, columns)
        return found
    return _numbers_alone(rows[first:], columns) if cells else None


def _may_head_rows(above: list[Row], columns: Columns) -> bool:
    """Whether words alone in the middle, right above the numbers, are the end of a heading or head the rows.

    Those of three lines go on below the others' middle as far as they begin above it.
    """
    if len(above) < 2 or len(above[-1].cells) > 1:
        return False
    words = above[-1].cells[0]
    over = sum(cell.x0 < words.x1 and words.x0 < cell.x1 for row in above[:-1] for cell in row.cells)
    below = words.base - above[-2].base >= words.size and len(words.glyphs) > 1
    return below and over < 2 and is_centred(words, columns)


def _are_pairs(data: list[Row], columns: Columns) -> bool:
    """Whether each number stands behind a name of its own, most with their unit: these need no headings."""
    cells = [cell for row in data for cell in row.cells]
    names = [cell for cell in cells if touched(cell, columns)[0] % 2 == 0]
    said = sum(bool(UNIT_BEHIND.search(cell.text)) for cell in names)
    apart = all(bool(NUMBER.match(cell.text)) == bool(touched(cell, columns)[0] % 2) for cell in cells)
    full = all(len(row.cells) == len(columns) for row in data)
    return len(columns) in (4, 6, 8) and len(data) > 1 and full and apart and 2 * said >= len(names)


def _cut_off(rows: list[Row], cells: list[RawCell], columns: Columns) -> set[int]:
    """The cell of the last name, if others have several lines and it ends with one that has no room."""
    words = [cell for cell in rows[-1].cells if not NUMBER.match(cell.text)]
    lone = [row.cells[0] for row in rows if len(row.cells) == 1]
    if not words:
        return set()
    column, _ = place = touched(words[0], columns)
    wide = [cell.x1 - cell.x0 for cell in lone if touched(cell, columns) == place]
    if not wide or not is_full(words[0], words[0], max(wide)):
        return set()
    return {id(cell) for cell in cells[-len(columns) :] if cell.column == column}


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


def _wrap(rows: list[Row], columns: Columns) -> float:
    """How far below words the rest of them stands: nearer than one row of numbers below another."""
    most = max(len(row.cells) for row in rows)
    data = [row.base for row in rows if row.data and len(row.cells) >= _FULL * most]
    steps = [below - above for above, below in pairwise(data)]
    near: list[float] = []
    last: dict[int, float] = {}
    for row in rows:
        for cell in row.cells:
            first, end = touched(cell, columns)
            if first == end:
                near += [row.base - last[first]] if first in last else []
                last[first] = row.base
    closest = min(near, default=rows[0].base)
    if not near or not steps:
        size = rows[0].size
        return _AS_NEAR * closest if closest <= _LOOSE * size else WRAPPED * size
    pitch = min(steps)
    return min((closest + min(pitch, 2 * closest)) / 2, _IN_CELL * closest) if closest < 0.93 * pitch else 0.0


def _is_named(data: list[Row], columns: Columns) -> bool:
    """Whether the first column holds names of rows."""
    firsts = [row.cells[0] for row in data]
    return any(touched(cell, columns) == (0, 0) and not NUMBER.match(cell.text) for cell in firsts)


def _before_sections(rows: list[Row], first: int, columns: Columns) -> int:
    """A heading of rows above the first numbers is as those between others: begin with it."""
    if first < 2 or len(rows[first - 1].cells) > 1:
        return first
    words, size = rows[first - 1].cells[0], rows[first - 1].size
    between = [row.cells[0] for row in rows[first:] if len(row.cells) == 1]
    centred = is_centred(words, columns)
    if NEW_PARAGRAPH.match(words.text):
        alike = any(NEW_PARAGRAPH.match(each.text) for each in between)
        return first - 1 if alike or centred else first
    apart = words.base - rows[first - 2].base > _FAR * size
    if are_units(rows[first - 2], rows[: first - 2], columns):
        return first - 1
    return first - 1 if apart and centred and len(words.glyphs) > 1 else first


def _first_of_data(rows: list[Row], first: int, columns: Columns) -> int:
    """Words just above the first numbers, in a column of words, begin the name of the first row."""
    at = first
    if len(rows[first].cells) == 1:
        return first
    data = [row for row in rows[first:] if row.data]
    step = _AS_NEAR * min(_line_steps(rows[first:], columns), default=0.0)
    while at > 0 and len(rows[at - 1].cells) == 1:
        above, size = rows[at - 1].cells[0], rows[at].size
        near = rows[at].base - above.base < max(WRAPPED * size, min(step, _LOOSE * size))
        column, last = touched(above, columns)
        if not near or column != last or not _goes_on_below(above, column, rows[first : first + 2], columns):
            break
        if column and not _holds_words(data, column, columns):
            break
        at -= 1
    return at


def _line_steps(rows: list[Row], columns: Columns) -> list[float]:
    """How far below others in their column words alone in their lines stand."""
    lone = [row.cells[0] for row in rows if len(row.cells) == 1]
    pairs = [
        (over, under) for over, under in pairwise(lone) if touched(over, columns) == touched(under, columns)
    ]
    return [under.base - over.base for over, under in pairs]


def _goes_on_below(words: Piece, column: int, rows: list[Row], columns: Columns) -> bool:
    """Whether the next words of that column are in line with these; or its first row has none there."""
    mine = [[cell for cell in row.cells if touched(cell, columns) == (column, column)] for row in rows]
    if not column and not mine[0]:
        return True
    cells = [cell for each in mine for cell in each][:1]
    return any(
        abs(words.x0 - cell.x0) < cell.size or abs(words.x0 + words.x1 - cell.x0 - cell.x1) < cell.size
        for cell in cells
    )


def _holds_words(data: list[Row], column: int, columns: Columns) -> bool:
    cells = [cell for row in data for cell in row.cells if touched(cell, columns) == (column, column)]
    return not any(NUMBER.match(cell.text) for cell in cells)
