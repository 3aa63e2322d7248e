"""The headings of a table without lines: which columns each spans, from where it stands over them."""

from typing import Any

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.pieces import Piece

Columns = list[tuple[float, float]]
_STACKED = 1.5  # of the size: lines of one heading are no further apart
_ALONE = 0.45  # of a column's width: a heading further off its middle stands over more than one
_UNDER = 0.3  # what a column without words of its own below costs


def heading_cells(rows: list[Any], columns: Columns) -> list[RawCell]:
    """Cells of the rows above the first numbers; a heading over several columns spans them."""
    lands = _lands(columns)
    levels = _levels(rows, lands)
    best = min((_placed(levels, columns, lands, how) for how in range(3)), key=lambda each: each[0])
    return _cells(best[1], len(levels), len(columns))


def _lands(columns: Columns) -> Columns:
    """The columns with half of the gaps beside them."""
    edges = [(left[1] + right[0]) / 2 for left, right in zip(columns, columns[1:], strict=False)]
    starts = [columns[0][0] - 20, *edges]
    ends = [*edges, columns[-1][1] + 20]
    return list(zip(starts, ends, strict=True))


def _touched(piece: Piece, lands: Columns) -> tuple[int, int]:
    """The first and last column that a heading stands over."""
    wide = piece.x1 - piece.x0
    over = [
        at
        for at, (left, right) in enumerate(lands)
        if min(piece.x1, right) - max(piece.x0, left) > 0.25 * min(wide, right - left)
    ]
    if not over:
        middle = (piece.x0 + piece.x1) / 2
        nearest = min(range(len(lands)), key=lambda at: abs(sum(lands[at]) / 2 - middle))
        return nearest, nearest
    return over[0], over[-1]


Heading = tuple[Piece, str, int, int]  # where it stands, its words, first and last column it stands over


def _levels(rows: list[Any], lands: Columns) -> list[list[Heading]]:
    """Headings by level from the top: words right below others over the same columns go on with them."""
    levels: list[list[Heading]] = []
    bases: list[float] = []
    open_above: dict[tuple[int, int], tuple[int, int, float]] = {}
    for row in rows:
        fresh: list[Heading] = []
        for piece in row.cells:
            touched = _touched(piece, lands)
            place = open_above.get(touched)
            if place and piece.base - place[2] <= _STACKED * piece.size:
                level, at, _ = place
                over, words, first, last = levels[level][at]
                levels[level][at] = (over, words + piece.text, first, last)
                open_above[touched] = (level, at, piece.base)
            else:
                fresh.append((piece, piece.text, *touched))
        if fresh:
            levels.append(fresh)
            bases.append(row.base)
            for at, (piece, _, first, last) in enumerate(fresh):
                open_above[first, last] = (len(levels) - 1, at, piece.base)
    return levels


Placed = tuple[int, str, int, int]  # level, words, first and last column


def _placed(
    levels: list[list[Heading]], columns: Columns, lands: Columns, how: int
) -> tuple[float, list[Placed]]:
    """The cheapest way to spread each level's headings over columns, and its cost.

    `how`: headings stand in the middle of their columns (0), at their left (1) or right edge (2).
    """
    cost, found = 0.0, []
    for number, level in enumerate(levels):
        below = {
            at
            for lower in levels[number + 1 :]
            for _, _, first, last in lower
            for at in range(first, last + 1)
        }
        price, spans = _spread(level, columns, lands, below, how)
        cost += price
        found += [
            (number, words, first, last) for (_, words, _, _), (first, last) in zip(level, spans, strict=True)
        ]
    return cost, found


def _spread(
    level: list[Heading], columns: Columns, lands: Columns, below: set[int], how: int
) -> tuple[float, list[tuple[int, int]]]:
    """For each heading, in order, the columns that it spans; none shares one with another."""
    width = sum(right - left for left, right in lands) / len(lands)
    ways: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}  # by the first free column
    for piece, _, first, last in level:
        further: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for free, (cost, spans) in ways.items():
            for start in range(max(free, 0), max(first, free) + 1):
                for end in range(max(last, start), len(columns)):
                    price = cost + _price(piece, start, end, columns, width, how)
                    price += _UNDER * sum(at not in below for at in range(start, end + 1)) * (end > start)
                    if end + 1 not in further or price < further[end + 1][0]:
                        further[end + 1] = (price, [*spans, (start, end)])
        ways = further or {len(columns): (99.0, [(first, last) for _, _, first, last in level])}
    return min(ways.values(), key=lambda way: way[0])


def _price(piece: Piece, start: int, end: int, columns: Columns, width: float, how: int) -> float:
    """How far off a heading stands from where it should over these columns, in columns' widths."""
    left, right = columns[start][0], columns[end][1]
    off = (
        abs((piece.x0 + piece.x1) - (left + right)) / 2,
        abs(piece.x0 - left),
        abs(piece.x1 - right),
    )[how]
    return off / max(width, 1.0)


def _cells(placed: list[Placed], depth: int, wide: int) -> list[RawCell]:
    """Cells with spans: down to the next heading below, blank where none stands at all."""
    cells = []
    taken: set[tuple[int, int]] = set()
    for level, words, first, last in sorted(placed):
        under = [low for low, _, start, end in placed if low > level and start <= last and first <= end]
        over = [up for up, _, start, end in placed if up < level and start <= last and first <= end]
        top = max(over) + 1 if over else 0
        down = min(under) if under else depth
        top = (
            level
            if any((row, at) in taken for row in range(top, level) for at in range(first, last + 1))
            else top
        )
        taken |= {(row, at) for row in range(top, down) for at in range(first, last + 1)}
        cells.append(RawCell(top, first, words, down - top, last - first + 1))
    blanks = [RawCell(row, at, "") for row in range(depth) for at in range(wide) if (row, at) not in taken]
    return cells + blanks
