"""The rows of a table without a grid: which lines of words belong to which line of numbers."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.cellrows import NUMBER, Columns, Row
from etl.engine.reading.paged.merged import rows_of_names
from etl.engine.reading.paged.names import MUCH_NEARER, are_uneven, are_words, lines_of_names
from etl.engine.reading.paged.pieces import Piece
from etl.engine.reading.paged.sheet import Rule

_LEVEL = 0.3  # of the size: a block of words reaches this far above and below its lines
_MOST = 0.8  # of the table's width: a level line this long parts rows
_TORN = 1.05  # times as far as the lines of one name
_CENTRED = 0.06  # of the table's width: what stands no further off its middle spans it
_ENDS = "0123456789.,，"


@dataclass(slots=True)
class Band:
    """One row of the table: its height on the page, and in each column its lines from the top."""

    base: float
    lines: dict[int, list[Piece]] = field(default_factory=dict)
    rows: int = 1  # that its name stands for; 0 where the name above does


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
    sure = _fill(bands, _by_column(rows, columns), wrap, lines)
    bands.sort(key=lambda band: band.base)
    cells = [cell for at, band in enumerate(bands, first_row) for cell in _cells(band, at, len(columns))]
    sure = sure and all(_is_over_all(band, columns) or _is_sure(band, bool(lines)) for band in bands)
    return cells, sure and _are_full(bands)


def _fill(bands: list[Band], pieces: list[list[Piece]], wrap: float, lines: list[float]) -> bool:
    """Put the pieces of each column into the bands; False where nobody knows which belong where."""
    named = [False if lines else _name(bands, pieces, at) for at in range(len(pieces))]
    sure = None not in named
    for at, mine in enumerate(pieces):
        if at and not named[at]:
            blocks = _blocks(mine, wrap, lines)
            sure = sure and not (are_words(mine) and _are_uneven(blocks, bands))
            sure = all([_place(block, at, bands) for block in blocks]) and sure
    return sure and bool(named[0] or _place_names(_blocks(pieces[0], wrap, lines), bands, wrap))


def _name(bands: list[Band], pieces: list[list[Piece]], at: int) -> bool | None:
    """Give each row its words in this column; False where not each has its own, None where nobody knows.

    Beside the numbers of rows, the row of a total has its name in their column.
    """
    counted = pieces[at - 1] if at and not are_words(pieces[at - 1]) else []
    totals = {round(piece.base) for piece in counted if not NUMBER.match(piece.text)}
    rows = [band for band in bands if round(band.base) not in totals]
    bases, behind = [band.base for band in rows], at > 0 and not counted
    known = lines_of_names(pieces[at], bases, behind) if are_words(pieces[at]) else None
    for band, name in zip(rows, known or (), strict=False):
        band.lines[at] = name
    return None if known == [] else known is not None


def _by_column(rows: list[Row], columns: Columns) -> list[list[Piece]]:
    found: list[list[Piece]] = [[] for _ in columns]
    for row in rows:
        for cell in row.cells:
            found[column_of(cell, columns)].append(cell)
    return found


def _are_torn(names: list[list[Piece]], wrap: float) -> bool:
    """Whether two names stand hardly further apart than the lines of one."""
    within = [below.base - above.base for name in names for above, below in pairwise(name)]
    least = max(_TORN * wrap, MUCH_NEARER * max(within, default=0.0))
    return any(below[0].base - above[-1].base < least for above, below in pairwise(names))


def _are_uneven(names: list[list[Piece]], bands: list[Band]) -> bool:
    lone = [name[0] for name in names if len(name) == 1 and not _beside(name, bands)]
    return are_uneven(names, lone)


def _place_names(blocks: list[list[Piece]], bands: list[Band], wrap: float) -> bool:
    """Put the first column's blocks into their rows; False where nobody knows which rows some stand for."""
    if _are_torn(blocks, wrap) or _are_uneven(blocks, bands):
        return False
    rows = sorted((band for band in bands if len(band.lines) > 1), key=lambda band: band.base)
    placed = [_place(block, 0, bands) for block in blocks]
    if all(0 in band.lines for band in rows):
        return all(placed)
    spans = rows_of_names(blocks, [band.base for band in rows])
    if spans is None:
        return False
    bands[:] = [band for band in bands if band.lines.keys() != {0}]
    for block, (first, last) in zip(blocks, spans, strict=True):
        for band in rows[first : last + 1]:
            band.lines.pop(0, None)
            band.rows = 0
        rows[first].lines[0], rows[first].rows = block, last - first + 1
    return True


def _are_full(bands: list[Band]) -> bool:
    """Whether each row but the headings of rows has half of the columns or more."""
    most = max(len(band.lines) for band in bands)
    return all(len(band.lines) == 1 or len(band.lines) * 2 >= most for band in bands)


def _is_over_all(band: Band, columns: Columns) -> bool:
    """Words in the middle of the table, alone in their row: a heading of rows."""
    if len(band.lines) > 1:
        return False
    (pieces,) = band.lines.values()
    return len(pieces) == 1 and not pieces[0].text[:1].isdigit() and is_centred(pieces[0], columns)


def is_centred(words: Piece, columns: Columns) -> bool:
    """Whether words stand in the middle of a table."""
    left, right = columns[0][0], columns[-1][1]
    return abs(words.x0 + words.x1 - left - right) / 2 < _CENTRED * (right - left)


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


def _place(block: list[Piece], column: int, bands: list[Band]) -> bool:
    """Put a block into the row of numbers that it stands beside; without one it is a row of its own.

    False where it stands beside several rows and has not one line for each.
    """
    beside, reach = _beside(block, bands), _LEVEL * block[0].size
    if not beside:
        middle = (block[0].base + block[-1].base) / 2
        bands.append(Band(middle, {column: block}))
    elif len(beside) == 1:
        beside[0].lines.setdefault(column, []).extend(block)
    else:
        for piece in block:
            nearest = min(beside, key=lambda band: abs(band.base - piece.base))
            nearest.lines.setdefault(column, []).append(piece)
        return all(any(abs(band.base - piece.base) <= reach for band in beside) for piece in block)
    return True


def _beside(block: list[Piece], bands: list[Band]) -> list[Band]:
    """The rows of numbers that a block of lines stands beside."""
    reach = _LEVEL * block[0].size
    return [band for band in bands if block[0].base - reach <= band.base <= block[-1].base + reach]


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
    name = [RawCell(row, 0, _text(band.lines.get(0, [])), band.rows)] if band.rows else []
    return name + [RawCell(row, at, _text(band.lines.get(at, []))) for at in range(1, wide)]


def _text(pieces: list[Piece]) -> str:
    """The lines of a cell; a number that found no room on one line goes on with the next."""
    text = ""
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.x0)):
        goes_on = text[-1:] in _ENDS and piece.text[:1] in _ENDS
        text += ("" if not text or goes_on else "\n") + piece.text
    return text
