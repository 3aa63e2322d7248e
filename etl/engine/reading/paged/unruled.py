"""Tables without a grid of lines: columns from the gaps between cells, rows from the lines of numbers."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.flow import NEW_PARAGRAPH, Column
from etl.engine.reading.paged.headings import heading_cells
from etl.engine.reading.paged.pieces import Piece, piece_of, rows_of
from etl.engine.reading.paged.ruled import PlacedTable
from etl.engine.reading.paged.sheet import Rule

CELL_GAP = 0.5  # of the size: words of one cell stand nearer
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
    rows = []
    for line in rows_of([glyph for piece in column.pieces for glyph in piece.glyphs]):
        cells, current = [], [line[0]]
        for before, glyph in zip(line, line[1:], strict=False):
            if glyph.x0 - before.x1 > CELL_GAP * max(glyph.size, before.size):
                cells.append(piece_of(current))
                current = []
            current.append(glyph)
        cells.append(piece_of(current))
        texts = [cell.text for cell in cells]
        wordy = any(len(text) > _LONGEST or _PROSE.search(text) for text in texts)
        numbers = sum(bool(_NUMBER.match(text)) for text in texts)
        size = sorted(cell.size for cell in cells)[len(cells) // 2]
        rows.append(Row(cells, cells[0].base, size, numbers, wordy))
    return rows


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
    first = _first_of_data(rows, first)
    bands = _bands(rows[first:], rules, columns)
    cells = heading_cells(rows[:first], columns)
    depth = max((cell.row + cell.row_span for cell in cells), default=0)
    for at, band in enumerate(bands):
        cells += _row_cells(band, columns, depth + at)
    glyphs = {id(glyph) for row in rows for cell in row.cells for glyph in cell.glyphs}
    top, bottom = rows[0].base - rows[0].size, rows[-1].base + rows[-1].size * 0.3
    xs = [columns[0][0], *(edge for _, edge in columns)]
    return Found(PlacedTable((xs[0], top, xs[-1], bottom), xs, cells), glyphs)


def _columns(data: list[Row], above: list[Row]) -> list[tuple[float, float]]:
    """(left, right) of each column: where some row has a cell, parted where none has, or hardly any."""
    bridging = len(data) // 20 if len(data) >= _WIDE_ROWS else 0
    events = sorted(
        (x, step) for row in data for cell in row.cells for x, step in ((cell.x0, 1), (cell.x1, -1))
    )
    columns: list[tuple[float, float]] = []
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


def column_of(piece: Piece, columns: list[tuple[float, float]]) -> int:
    """The column that a piece overlaps most, or stands nearest to."""

    def shared(at: int) -> tuple[float, float]:
        left, right = columns[at]
        overlap = min(piece.x1, right) - max(piece.x0, left)
        return (overlap if overlap > 0 else 0.0, -abs((piece.x0 + piece.x1) - (left + right)))

    return max(range(len(columns)), key=shared)


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
            _NUMBER.match(label.text) is None
            and above.x0 > label.x1
            or above.x1 > label.x1 + rows[at].size * 2
        ):
            break
        at -= 1
    return at


def _bands(rows: list[Row], rules: list[Rule], columns: list[tuple[float, float]]) -> list[list[Row]]:
    """The lines of each row of the table: one of numbers, and words above or below it."""
    anchors = [at for at, row in enumerate(rows) if _is_anchor(rows, at)]
    lines = _parting(rules, columns)
    bands: list[list[Row]] = [[] for _ in anchors]
    early = any(len(rows[at].cells) < len(columns) and _label_above(rows, at) for at in anchors)
    for at, row in enumerate(rows):
        place = bisect_right(anchors, at) - 1
        if at in anchors or place < 0:
            bands[max(place, 0)].append(row)
            continue
        after = place + 1 < len(anchors)
        above, below = row.base - rows[anchors[place]].base, 0.0
        if after:
            below = rows[anchors[place + 1]].base - row.base
            side = _side(row, rows[anchors[place]], rows[anchors[place + 1]], lines)
            place += side if side is not None else int(early and below < above)
        bands[place].append(row)
    return bands


def _is_anchor(rows: list[Row], at: int) -> bool:
    """A row of numbers; but numbers alone, right below, are the rest of numbers that found no room."""
    row = rows[at]
    if row.data:
        return True
    return len(row.cells) == 1 and row.numbers == 0 and bool(row.cells) and _heads_group(rows, at)


def _heads_group(rows: list[Row], at: int) -> bool:
    """Words alone with room above and below, or a heading: a row of their own."""
    row = rows[at]
    far_above = at == 0 or row.base - rows[at - 1].base > _WRAPPED * row.size
    far_below = at + 1 == len(rows) or rows[at + 1].base - row.base > _WRAPPED * row.size
    return far_above and far_below or bool(NEW_PARAGRAPH.match(row.cells[0].text)) and far_above


def _label_above(rows: list[Row], at: int) -> bool:
    return at > 0 and not rows[at - 1].data and rows[at].base - rows[at - 1].base < _WRAPPED * rows[at].size


def _parting(rules: list[Rule], columns: list[tuple[float, float]]) -> list[float]:
    """Heights of level lines across most of the table."""
    left, right = columns[0][0], columns[-1][1]
    return sorted(
        rule.y0 for rule in rules if min(rule.x1, right) - max(rule.x0, left) > 0.8 * (right - left)
    )


def _side(row: Row, above: Row, below: Row, lines: list[float]) -> int | None:
    """0 or 1 where a level line parts a line of words from the row above or below; None without one."""
    first = any(above.base < y < row.base - row.size * 0.3 for y in lines)
    second = any(row.base < y < below.base - row.size * 0.3 for y in lines)
    return None if first == second else int(first)


def _row_cells(band: list[Row], columns: list[tuple[float, float]], at: int) -> list[RawCell]:
    texts: dict[int, list[str]] = {}
    for row in sorted(band, key=lambda row: row.base):
        for cell in row.cells:
            texts.setdefault(column_of(cell, columns), []).append(cell.text)
    if len(texts) == 1 and len(band) == 1 and len(band[0].cells) == 1:
        return [RawCell(at, 0, band[0].cells[0].text, 1, len(columns))]
    return [RawCell(at, column, "\n".join(texts.get(column, []))) for column in range(len(columns))]
