"""Rows with a bar behind each cell, told by counting: all have as many cells, wherever lines end.

A row that lost merged cells is filled up with blank ones; a header may be broken over lines where the rows
below are not.
"""

from itertools import pairwise

from etl.engine.rulebook import Rulebook
from etl.engine.tables.cells import is_void, number_in
from etl.engine.tables.lines import BAR, BARS, TEXT, Line
from etl.engine.tables.runs import trimmed

_LEAST_WIDTH = 3
Piece = tuple[int, int, str]


def header_of_rows(rules: Rulebook, region: list[Line]) -> list[Line]:
    """The lines of rows that each stand on one, their header, which is broken over several, on one, too.

    It has as many cells as they, or more where some span others; [] for any other region.
    """
    first = next((at for at, line in enumerate(region) if _has_number(rules, line)), 0)
    header = [line for line in region[:first] if line.kind not in ("blank", "space")]
    if len(header) < 2 or not all(map(_is_closed, header)):
        return []
    rows = [_closed_cells(line) for line in header]
    names = [cell for row in rows for cell in row]
    width = max(len(_closed_cells(line)) for line in region[first:] if line.kind == "row")
    if not _is_broken(rows, len(names), width) or not all(text for _, _, text in names):
        return []
    return [*filter(None, [line_of(rules, names)]), *region[first:]]


def _is_broken(rows: list[list[Piece]], names: int, width: int) -> bool:
    """Whether rows of a header are one, broken over lines: it has no more names than there can be."""
    alone = sum(len(row) == 1 for row in rows)
    return max(map(len, rows)) < width and (names == width or width < names < 2 * width and alone > 1)


def _has_number(rules: Rulebook, line: Line) -> bool:
    return line.kind == "row" and any(number_in(rules, text) for _, _, text in _closed_cells(line))


def _is_closed(line: Line) -> bool:
    """A line with something on it that ends at a bar."""
    return line.kind in TEXT and line.raw.rstrip()[-1:] in tuple(BARS)


def _closed_cells(line: Line) -> list[Piece]:
    """The cells of a line that each end at a bar; one behind the last bar is one, too."""
    cells, at = [], line.raw_start
    for piece in BAR.split(line.raw):
        bare = piece.strip()
        start = at + (piece.index(bare) if bare else 0)
        cells.append((start, start + len(bare), bare))
        at += len(piece) + 1
    return cells if cells[-1][2] else cells[:-1]


def rows_by_count(rules: Rulebook, region: list[Line]) -> list[list[Piece]]:
    """Rows of one length, where each bar ends a cell and rows lost their ends: [] if the cells do not divide.

    Where a cell was merged a row is filled up with blank ones. Each row of numbers begins with one name, all
    as far from the next, and what stands above the first is a header of as many cells, once or more.
    """
    if not all(map(_is_closed, (line for line in region if line.kind in TEXT))):
        return []
    cells = [cell for line in region if line.barred for cell in _closed_cells(line)]
    width, last = _width(rules, cells)
    if not width or len(cells) % width and len(trimmed(cells)) > last + width:
        return []
    return with_text([cells[at : at + width] for at in range(0, len(cells), width)])


def _width(rules: Rulebook, cells: list[Piece]) -> tuple[int, int]:
    """How far each row's name stands from the next, and where the last one is; 0 where they differ."""
    numbers = [at for at, (_, _, text) in enumerate(cells) if number_in(rules, text)]
    if not numbers or not numbers[0]:
        return 0, 0
    first = numbers[0] - 1
    named = [at for at in range(first, numbers[-1]) if _is_named(rules, cells[at][2])]
    steps = {later - at for at, later in pairwise(named)}
    width = steps.pop() if len(steps) == 1 else 0
    stands = width >= _LEAST_WIDTH and named[0] == first and first >= width and first % width == 0
    return (width, named[-1]) if stands else (0, 0)


def _is_named(rules: Rulebook, text: str) -> bool:
    return bool(text) and not number_in(rules, text) and not is_void(rules, text)


def with_text(rows: list[list[Piece]]) -> list[list[Piece]]:
    """The rows that hold something."""
    return [row for row in rows if any(text for _, _, text in row)]


def line_of(rules: Rulebook, row: list[Piece]) -> Line | None:
    """One line for a row; its cells keep their places."""
    texts = [cell for cell in row if cell[2]]
    if not texts:
        return None
    start, end = texts[0][0], texts[-1][1]
    kind = "row" if len(row) > 1 or number_in(rules, texts[0][2]) or is_void(rules, texts[0][2]) else "cell"
    text = " | ".join(text for _, _, text in row)
    return Line(start, end, text, kind, text, cells=row)
