"""The rows of a table without a grid: which lines of words belong to which line of numbers."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.cellrows import Columns, Row
from etl.engine.reading.paged.pieces import Piece
from etl.engine.reading.paged.sheet import Rule

_LEVEL = 0.3  # of the size: a block of words reaches this far above and below its lines
_MOST = 0.8  # of the table's width: a level line this long parts rows
_ENDS = "0123456789.,，"


@dataclass(slots=True)
class Band:
    """One row of the table: its height on the page, and in each column its lines from the top."""

    base: float
    lines: dict[int, list[Piece]] = field(default_factory=dict)


def column_of(piece: Piece, columns: Columns) -> int:
    """The column that a piece shares most with, or stands nearest to."""

    def shared(at: int) -> tuple[float, float]:
        left, right = columns[at]
        overlap = min(piece.x1, right) - max(piece.x0, left)
        return max(overlap, 0.0), -abs((piece.x0 + piece.x1) - (left + right))

    return max(range(len(columns)), key=shared)


def row_cells(
    rows: list[Row], columns: Columns, rules: list[Rule], wrap: float, first_row: int
) -> tuple[list[RawCell], bool]:
    """The cells of the rows, and whether it is sure which belong together.

    Words alone in a row, that no number stands beside, span it.
    """
    lines = _parting(rules, columns)
    bands = [Band(row.base) for row in rows if _is_anchor(row, rows, columns, wrap, lines)]
    if not bands:
        return [], False
    for at in range(len(columns)):
        mine = [cell for row in rows for cell in row.cells if column_of(cell, columns) == at]
        for block in _blocks(mine, wrap, lines):
            _place(block, at, bands)
    bands.sort(key=lambda band: band.base)
    cells = [cell for at, band in enumerate(bands, first_row) for cell in _cells(band, at, len(columns))]
    return cells, _are_full(bands) and all(_is_sure(band, bool(lines)) for band in bands)


def _are_full(bands: list[Band]) -> bool:
    """Whether each row but the headings of rows has half of the columns or more."""
    most = max(len(band.lines) for band in bands)
    return all(len(band.lines) == 1 or len(band.lines) * 2 >= most for band in bands)


def _is_sure(band: Band, ruled: bool) -> bool:
    """True for a row with a name and one number a column, or for a heading of rows alone."""
    for pieces in band.lines.values():
        bases = sorted(piece.base for piece in pieces)
        if any(below - above < 1 for above, below in pairwise(bases)):
            return False
        digits = sum(piece.text[:1].isdigit() for piece in pieces)
        if digits and len(pieces) > 1 and not (ruled and digits == len(pieces)):
            return False
    first = min(band.lines)
    words = not band.lines[first][0].text[:1].isdigit()
    if first > 1 or first == 1 and not words:  # the name of a total may stand over the column of numbers too
        return False
    return len(band.lines) > 1 or words


def _is_anchor(row: Row, rows: list[Row], columns: Columns, wrap: float, lines: list[float]) -> bool:
    """A line of numbers; but numbers alone, right below others, are the rest of them."""
    if not row.numbers or row.wordy:
        return False
    if any(column_of(cell, columns) == 0 for cell in row.cells):
        return len(row.cells) > 1
    above = [other for other in rows if other.numbers and other.base < row.base - 1]
    if not above:
        return True
    near = max(other.base for other in above)
    if lines:
        return any(near < y < row.base for y in lines)
    return row.base - near > wrap


def _blocks(pieces: list[Piece], wrap: float, lines: list[float]) -> list[list[Piece]]:
    """Lines of one column that belong together: near each other, and no level line between."""
    blocks: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if blocks and _together(blocks[-1][-1], piece, wrap, lines):
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    return blocks


def _together(above: Piece, below: Piece, wrap: float, lines: list[float]) -> bool:
    if below.base - above.base < 1:
        return True
    if lines:
        return bisect_right(lines, below.base) == bisect_right(lines, above.base)
    return below.base - above.base <= wrap


def _place(block: list[Piece], column: int, bands: list[Band]) -> None:
    """Put a block into the row of numbers that it stands beside; without one it is a row of its own."""
    reach = _LEVEL * block[0].size
    beside = [band for band in bands if block[0].base - reach <= band.base <= block[-1].base + reach]
    if not beside:
        middle = (block[0].base + block[-1].base) / 2
        bands.append(Band(middle, {column: block}))
    elif len(beside) == 1:
        beside[0].lines.setdefault(column, []).extend(block)
    else:
        for piece in block:
            nearest = min(beside, key=lambda band: abs(band.base - piece.base))
            nearest.lines.setdefault(column, []).append(piece)


def _parting(rules: list[Rule], columns: Columns) -> list[float]:
    """Heights of level lines across most of the table."""
    left, right = columns[0][0], columns[-1][1]
    spans: dict[int, float] = {}
    for rule in rules:
        height = round(rule.y0 / 2)
        spans[height] = spans.get(height, 0.0) + max(0.0, min(rule.x1, right) - max(rule.x0, left))
    return sorted(2.0 * height for height, length in spans.items() if length > _MOST * (right - left))


def _cells(band: Band, row: int, wide: int) -> list[RawCell]:
    if len(band.lines) == 1 and wide > 1:
        (column, pieces), *_ = band.lines.items()
        text = _text(pieces)
        if not text[:1].isdigit():
            return [RawCell(row, 0, text, 1, wide)]
    return [RawCell(row, at, _text(band.lines.get(at, []))) for at in range(wide)]


def _text(pieces: list[Piece]) -> str:
    """The lines of a cell; a number that found no room on one line goes on with the next."""
    text = ""
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.x0)):
        goes_on = text[-1:] in _ENDS and piece.text[:1] in _ENDS
        text += ("" if not text or goes_on else "\n") + piece.text
    return text
