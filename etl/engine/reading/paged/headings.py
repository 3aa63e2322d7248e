"""The headings of a table without lines: which columns each spans, from where it stands over them."""

import re
from itertools import pairwise

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.blocks import Block
from etl.engine.reading.paged.cellrows import Columns, Row
from etl.engine.reading.paged.columns import NEXT, Named, named_columns
from etl.engine.reading.paged.lanes import touched
from etl.engine.reading.paged.spans import levels_of, spread

_MOST_ROWS = 12  # lines: no table has more of headings
_MOST_COLUMNS = 60  # of more nobody works out what stands over which: it takes their fourth power of steps
# Words of a row of units; one that is not known here is read as the end of the name above it.
_UNIT = re.compile(
    r"[百千]?[万亿]?元|%|[人家户个件场项批车台条艘辆处]次|[人家户个件场项起宗次条期份处名台辆艘批例]"
)
_OVERPRINTED = 0.8  # of the size: lines stand no nearer below each other
Placed = tuple[int, str, int, int]  # level, words, first and last column


def heading_cells(rows: list[Row], columns: Columns, label: bool) -> tuple[Columns, list[RawCell], bool]:
    """The columns with their headings, the cells of these, and whether it is clear what each stands over.

    `rows`: those above the first numbers; `columns`: what stands below them; `label`: the
    first holds names.
    """
    if not rows:
        return columns, [], len(columns) == 2  # a name and its number need none
    if max(len(columns), *(len(row.cells) for row in rows)) > _MOST_COLUMNS:
        return columns, [], False
    if are_units(rows[-1], rows[-_MOST_ROWS:-1], columns):
        return _over_units(rows, columns, label)
    if any(_are_overprinted(above, below) for above, below in pairwise(rows[-_MOST_ROWS:])):
        return columns, [], False
    named = named_columns(columns, rows[-_MOST_ROWS:])
    placed, sure = _placed(named, label)
    clear = named.clear and sure and all(named.lowest[1:]) and len(rows) <= _MOST_ROWS
    clear = clear and all(_is_whole(text) for _, text, _, _ in placed)
    depth = max((level for level, *_ in placed), default=0) + 1
    return named.columns, _cells(placed, depth, len(named.columns)), clear


def _are_overprinted(above: Row, below: Row) -> bool:
    """Whether words were written over others, as where rows of a sheet are too low for them."""
    near = below.base - above.base < _OVERPRINTED * below.size
    return near and any(
        over.x0 < cell.x1 and cell.x0 < over.x1 for over in above.cells for cell in below.cells
    )


def are_units(row: Row, above: list[Row], columns: Columns) -> bool:
    """Whether a row says units, 家次, 起, 万元, of columns that have names above it."""
    if len(row.cells) < 2 or not all(_UNIT.fullmatch(cell.text) for cell in row.cells):
        return False
    names = [cell for over in above for cell in over.cells]
    named = all(any(name.x0 < cell.x1 and cell.x0 < name.x1 for name in names) for cell in row.cells)
    return named and 2 * len(row.cells) >= len(columns) - 1


def _over_units(rows: list[Row], columns: Columns, label: bool) -> tuple[Columns, list[RawCell], bool]:
    """The headings over a row of units, with this as their lowest."""
    wider, cells, clear = heading_cells(rows[:-1], columns, label)
    depth = max((cell.row + cell.row_span for cell in cells), default=0)
    units = {touched(cell, wider)[0]: cell.text for cell in rows[-1].cells}
    cells += [RawCell(depth, at, units.get(at, "")) for at in range(len(wider))]
    return wider, cells, clear and len(units) == len(rows[-1].cells)


def _placed(named: Named, label: bool) -> tuple[list[Placed], bool]:
    """The headings with the columns that they span, and whether these are known."""
    levels = levels_of(named.others)
    texts = [block.text if block else "" for block in named.lowest]
    placed: list[Placed] = []
    known = True
    for number, level in enumerate(levels):
        spans, sure = spread(level, named, label)
        known = known and sure
        for block, (start, end) in zip(level, spans, strict=True):
            leaf = named.lowest[start]
            if start == end and leaf and leaf.is_rest_of(block):
                texts[start] = block.text + texts[start]
            else:
                placed.append((number, block.text, start, end))
                known = known and _is_full(block, named.columns[start][0], named.columns[end][1])
                known = known and not (start == end and leaf and leaf.is_near(block))
    placed += [(len(levels), texts[at], at, at) for at, block in enumerate(named.lowest) if block]
    return placed, known


def _is_full(block: Block, left: float, right: float) -> bool:
    """Whether its first line left no room for more over these columns, if there is another."""
    first = block.pieces[0]
    return not block.broken or first.x1 - first.x0 + NEXT * block.size > right - left


def _is_whole(text: str) -> bool:
    """False for words whose bracket is another's."""
    return all(text.count(begin) == text.count(end) for begin, end in ("（）", "()"))


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
