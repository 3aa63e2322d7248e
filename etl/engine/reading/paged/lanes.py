"""The columns of rows of numbers: what stands below each other, and the gaps between."""

from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise

from etl.engine.reading.paged.blocks import Block
from etl.engine.reading.paged.cellrows import WRITTEN_APART, Columns, Row, row_of
from etl.engine.reading.paged.pieces import Piece, piece_of, text_of

_WIDE_ROWS = 8  # rows from which one that bridges a gap says nothing against the gap
_SHARED = 1.0  # points that a heading and a column's numbers have in common at least


def apart(rows: list[Row]) -> list[Row]:
    """The rows, with numbers that nearly touch the words after them as cells of their own.

    It is proven where several numbers end at one place and the words begin at one, if these numbers are of
    different length or count the rows.
    """
    places: dict[tuple[int, int], list[str]] = defaultdict(list)
    for cell in (cell for row in rows for cell in row.cells):
        at = _after_number(cell)
        if at:
            places[_place(cell, at)].append(text_of(cell.glyphs[:at]))
    proven = [place for place, numbers in places.items() if _are_of_a_column(numbers)]
    known = {(end + by, begin + to) for end, begin in proven for by in (-1, 0, 1) for to in (-1, 0, 1)}
    return [row_of([part for cell in row.cells for part in _parted(cell, known)]) for row in rows]


def _parted(cell: Piece, known: set[tuple[int, int]]) -> list[Piece]:
    at = _after_number(cell)
    if not at or _place(cell, at) not in known:
        return [cell]
    return [piece_of(cell.glyphs[:at]), piece_of(cell.glyphs[at:])]


def _are_of_a_column(numbers: list[str]) -> bool:
    counted = len(numbers) > 2 and all(int(after) - int(one) == 1 for one, after in pairwise(numbers))
    return counted or len({len(number) for number in numbers}) > 1


def _place(cell: Piece, at: int) -> tuple[int, int]:
    """Where a number ends and the words after it begin, in points."""
    return round(cell.glyphs[at - 1].x1), round(cell.glyphs[at].x0)


def _after_number(cell: Piece) -> int:
    """How many characters of a cell are a number that was written apart from words after it; 0 for none."""
    for at, (before, glyph) in enumerate(pairwise(cell.glyphs), 1):
        if not before.text.isdecimal():
            return 0
        if not glyph.text.isdecimal():
            gap = (glyph.x0 - before.x1) / glyph.size
            return at if glyph.text.isalpha() and gap > WRITTEN_APART and before.run != glyph.run else 0
    return 0


def data_columns(data: list[Row], rows: list[Row]) -> Columns:
    """(left, right) of each column: where some row has a cell, parted where none has, or hardly any.

    `data`: those of the rows that have numbers.
    """
    bridging = len(data) // 20 if len(data) >= _WIDE_ROWS else 0
    events = sorted(
        (x, step) for row in data for cell in row.cells for x, step in ((cell.x0, 1), (cell.x1, -1))
    )
    return _with_names(_without_total(_without_dashes(_deeper(events, bridging), data), data), rows)


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


def _without_dashes(columns: Columns, data: list[Row]) -> Columns:
    """Dashes at the left of their cells are of one column with the numbers at the right."""
    filled: list[dict[int, bool]] = []  # by row: columns, and whether a dash stands in them
    for row in data:
        cells = ((touched(cell, columns)[0], cell.text) for cell in row.cells)
        filled.append({at: not any(map(str.isalnum, text)) for at, text in cells})
    dashed = [all(row.get(at, True) for row in filled) for at in range(len(columns))]
    found = columns[:1]
    for at, (left, right) in enumerate(columns[1:], 1):
        both = any(at in row and at - 1 in row for row in filled)
        if both or not (dashed[at] or dashed[at - 1]):
            found.append((left, right))
        else:
            found[-1] = found[-1][0], right
    return found


def _without_total(columns: Columns, data: list[Row]) -> Columns:
    """Words in one row, before where the numbers of the others stand, name a total: no column of theirs."""
    if len(columns) < 3 or len(data) < 3:
        return columns
    firsts = [[touched(cell, columns)[0] for cell in row.cells[:2]] for row in data]
    total = [row for row in firsts if row[0] == 0]
    if len(total) != 1 or 1 in total[0]:
        return columns
    return [(columns[0][0], columns[1][1]), *columns[2:]]


def _with_names(columns: Columns, rows: list[Row]) -> Columns:
    """The first column as wide as names alone in their lines, or with a column of these before it; and those
    of names between two others.
    """
    if not columns:
        return columns
    left, right = columns[0]
    end = columns[1][0] if len(columns) > 1 else right
    lone = [row.cells[0] for row in rows if len(row.cells) == 1 and not row.wordy]
    between = _between(columns, lone, [row.base for row in rows if row.data])
    before = _around([cell for cell in lone if cell.x1 <= left])
    if len(before) > 1:
        return sorted([(before[0], before[-1]), *columns, *between])
    edges = _around([cell for cell in lone if cell.x0 < right and left < cell.x1 < end])
    return sorted([(min([left, *edges]), max([right, *edges])), *columns[1:], *between])


def _between(columns: Columns, lone: list[Piece], data: list[float]) -> Columns:
    """The columns of names that stand beside no line of numbers, about as many as rows.

    `data`: the heights of rows.
    """
    found: dict[int, list[Piece]] = defaultdict(list)
    starts = [left for left, _ in columns]
    for cell in lone:
        at = bisect_right(starts, cell.x0)
        apart = 0 < at < len(columns) and columns[at - 1][1] <= cell.x0 and cell.x1 <= columns[at][0]
        if apart and cell.base > data[0]:
            found[at].append(cell)
    named = [_around(cells) for cells in found.values() if len(cells) >= max(len(data) - 1, 2)]
    return [(edges[0], edges[-1]) for edges in named]


def _around(cells: list[Piece]) -> list[float]:
    """Where cells begin and end, in order; none for a lone one."""
    return sorted(x for cell in cells for x in (cell.x0, cell.x1)) if len(cells) > 1 else []


def touched(piece: Piece | Block, columns: Columns) -> tuple[int, int]:
    """The first and last column whose numbers a heading stands over, or the two that it stands between."""
    over = [
        at
        for at, (left, right) in enumerate(columns)
        if min(piece.x1, right) - max(piece.x0, left) > min(_SHARED, 0.5 * (right - left))
    ]
    if over:
        return over[0], over[-1]
    middle = (piece.x0 + piece.x1) / 2
    before = [at for at, (left, _) in enumerate(columns) if left < middle]
    if not before:
        return 0, 0
    last = before[-1]
    if last + 1 == len(columns):
        return last, last
    near, far = middle - columns[last][1], columns[last + 1][0] - middle
    if max(near, far) < 2 * min(near, far):
        return last, last + 1
    return (last, last) if near < far else (last + 1, last + 1)
