"""The headings of a table without lines: which columns each spans, from where it stands over them."""

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.cellrows import Columns, Row
from etl.engine.reading.paged.pieces import Piece

_BARE = 0.5  # what a heading costs for each column that it spans without another heading below
_OFF = 0.7  # of a column's width: headings further off than this on average were not understood
_SHARED = 1.0  # points that a heading and a column's numbers have in common at least
_HALVES = ("、", "，", "（", "(", "或", "和", "及")


def heading_cells(rows: list[Row], columns: Columns, wrap: float) -> tuple[list[RawCell], bool]:
    """Cells of the rows above the first numbers, and whether it is clear what each stands over.

    `wrap`: words no further below others are the rest of them.
    """
    if not rows:
        return [], len(columns) == 2  # a name and its number need none
    levels = _levels(rows, columns, wrap)
    found = [_placed(levels, columns, how) for how in range(3)]
    cost, placed = min(found, key=lambda each: each[0])
    clear = cost <= _OFF * max(1, len(placed)) and _each_has_its_own(placed, len(columns))
    return _cells(placed, len(levels), len(columns)), clear


def _each_has_its_own(placed: list["Placed"], wide: int) -> bool:
    """True where each column but the first has a heading, and no two share their lowest."""
    lowest: dict[int, tuple[int, int]] = {}
    for level, _, first, last in sorted(placed):
        lowest |= dict.fromkeys(range(first, last + 1), (level, first))
    return len(set(lowest.values())) == len(lowest) and lowest.keys() >= set(range(1, wide))


def touched(piece: Piece, columns: Columns) -> tuple[int, int]:
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


Heading = tuple[Piece, str, int, int]  # where it stands, its words, first and last column it stands over


def _levels(rows: list[Row], columns: Columns, wrap: float) -> list[list[Heading]]:
    """Headings by level from the top: words right below others over the same columns go on with them."""
    levels: list[list[Heading]] = []
    open_above: dict[int, tuple[int, int, float]] = {}  # by column: level, place in it, last baseline
    for row in rows:
        fresh: list[Heading] = []
        for piece in row.cells:
            first, last = touched(piece, columns)
            above = {open_above.get(at) for at in range(first, last + 1)}
            place = above.pop() if len(above) == 1 else None
            if place and _goes_on(levels[place[0]][place[1]], piece, piece.base - place[2], wrap):
                level, at, _ = place
                over, words, start, end = levels[level][at]
                start, end = min(start, first), max(end, last)
                levels[level][at] = (over, words + piece.text, start, end)
                open_above |= dict.fromkeys(range(start, end + 1), (level, at, piece.base))
            else:
                fresh.append((piece, piece.text, first, last))
        if fresh:
            levels.append(fresh)
            for at, (piece, _, first, last) in enumerate(fresh):
                open_above |= dict.fromkeys(range(first, last + 1), (len(levels) - 1, at, piece.base))
    return levels


def _goes_on(heading: Heading, piece: Piece, below: float, wrap: float) -> bool:
    if below <= wrap:
        return True
    unfinished = heading[1].endswith(_HALVES) or piece.text.startswith(("（", "(", "、", "，"))
    return unfinished and below <= 2.2 * piece.size


Placed = tuple[int, str, int, int]  # level, words, first and last column


def _placed(levels: list[list[Heading]], columns: Columns, how: int) -> tuple[float, list[Placed]]:
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
        price, spans = _spread(level, columns, below, how)
        cost += price
        found += [(number, words, *span) for (_, words, _, _), span in zip(level, spans, strict=True)]
    return cost, found


def _spread(
    level: list[Heading], columns: Columns, below: set[int], how: int
) -> tuple[float, list[tuple[int, int]]]:
    """For each heading, in order, the columns that it spans; none shares one with another."""
    width = (columns[-1][1] - columns[0][0]) / len(columns)
    ways: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}  # by the first free column
    for piece, _, first, last in level:
        further: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for free, (cost, spans) in ways.items():
            for start in range(free, max(first, free) + 1):
                for end in range(max(last, start), len(columns)):
                    price = cost + _off(piece, start, end, columns, how) / max(width, 1.0)
                    if end > start:
                        price += _BARE * sum(at not in below for at in range(start, end + 1))
                    if end + 1 not in further or price < further[end + 1][0]:
                        further[end + 1] = (price, [*spans, (start, end)])
        ways = further
        if not ways:
            return 99.0, [(first, last) for _, _, first, last in level]
    return min(ways.values(), key=lambda way: way[0])


def _off(piece: Piece, start: int, end: int, columns: Columns, how: int) -> float:
    """How far off a heading stands from where it should over these columns."""
    left, right = columns[start][0], columns[end][1]
    return (abs((piece.x0 + piece.x1) - (left + right)) / 2, abs(piece.x0 - left), abs(piece.x1 - right))[how]


def _places(top: int, down: int, first: int, last: int) -> set[tuple[int, int]]:
    """The rows from `top` to before `down`, in the columns from `first` to `last`."""
    return {(row, at) for row in range(top, down) for at in range(first, last + 1)}


def _cells(placed: list[Placed], depth: int, wide: int) -> list[RawCell]:
    """Cells with spans: up and down to the next heading, blank where none stands at all."""
    cells = []
    taken: set[tuple[int, int]] = set()
    for level, words, first, last in sorted(placed):
        met = [other for other, _, start, end in placed if start <= last and first <= end]
        top = max((other + 1 for other in met if other < level), default=0)
        down = min((other for other in met if other > level), default=depth)
        if taken & _places(top, level, first, last):
            top = level
        taken |= _places(top, down, first, last)
        cells.append(RawCell(top, first, words, down - top, last - first + 1))
    blanks = [RawCell(row, at, "") for row in range(depth) for at in range(wide) if (row, at) not in taken]
    return cells + blanks
