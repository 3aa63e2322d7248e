"""Lines of text as rows of cells: where one ends and the next begins, and which are numbers."""

import re
from dataclasses import dataclass
from itertools import pairwise

from etl.engine.reading.paged.pieces import Piece, overlaps, piece_of, rows_of
from etl.engine.reading.paged.sheet import Glyph

Columns = list[tuple[float, float]]  # left and right edge of what stands in each
CELL_GAP = 0.5  # of the size: words of one cell stand nearer
_NUMBER_GAP, WRITTEN_APART = 0.25, 0.08  # of digits, and of what was not written at once
_DIGITS = frozenset("0123456789.,%-")
_CLOSING = frozenset("，、。；：）》”％")  # programs write them apart, but they begin no cell
_NEARLY = 1.0  # points: characters have room around them, each its own
_LONGEST = 45  # characters of a cell
NUMBER = re.compile(r"[+-]?[\d,，]{0,40}\d(?:\.\d{1,40})?\s?(?:%|[^\W\d_年月日季期]{1,3})?$|[-—/－]{1,2}$|0$")
_PROSE = re.compile(r"[。；？！]")


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


def rows_in(pieces: list[Piece]) -> list[Row]:
    """The lines of pieces of text as rows, from the top."""
    lines = rows_of([glyph for piece in pieces for glyph in piece.glyphs])
    return [row_of([piece_of(cell) for cell in _cells(line)]) for line in lines]


def row_of(cells: list[Piece]) -> Row:
    """The row of cells on one line."""
    texts = [cell.text for cell in cells]
    wordy = any(len(text) > _LONGEST or _PROSE.search(text) for text in texts)
    numbers = sum(bool(NUMBER.match(text)) for text in texts)
    return Row(cells, cells[0].base, sorted(cell.size for cell in cells)[len(cells) // 2], numbers, wordy)


def _cells(line: list[Glyph]) -> list[list[Glyph]]:
    """A line cut where cells part: numbers are nearer to each other than words, and written apart."""
    cells = [[line[0]]]
    for before, glyph in zip(line, line[1:], strict=False):
        gap = (glyph.x0 - before.x1) / max(glyph.size, before.size)
        digits = before.text in _DIGITS and glyph.text in _DIGITS
        least = (_NUMBER_GAP if before.run == glyph.run else WRITTEN_APART) if digits else CELL_GAP
        if gap > least or overlaps(before, glyph):
            cells.append([])
        cells[-1].append(glyph)
    return [cell for cell in cells if any(not glyph.text.isspace() for glyph in cell)]


def cut_at_gutters(row: Row, columns: Columns) -> Row:
    """Words that run on over the gap between two columns are two headings where they leave a gap there.

    Or where what was written at once ends there, and nowhere else.
    """
    cells = []
    for cell in row.cells:
        pairs = list(pairwise(cell.glyphs))
        cuts = _ends(pairs, columns) or _widest(pairs, columns)
        edges = [0, *(at for at, cut in enumerate(cuts, 1) if cut), len(cell.glyphs)]
        cells += [piece_of(cell.glyphs[start:end]) for start, end in pairwise(edges)]
    return row_of(cells)


def _widest(pairs: list[tuple[Glyph, Glyph]], columns: Columns) -> list[bool]:
    """Whether two characters are parted by the one wide gap among others, between two columns."""
    gaps = [(glyph.x0 - before.x1) / glyph.size for before, glyph in pairs]
    least = WRITTEN_APART if len(gaps) > 2 else _NUMBER_GAP
    return [
        gap > least
        and sum(2 * other > gap for other in gaps) == 1
        and not (_is_number(*pair) or pair[1].text in _CLOSING)
        and _is_between(*pair, columns)
        for pair, gap in zip(pairs, gaps, strict=True)
    ]


def _ends(pairs: list[tuple[Glyph, Glyph]], columns: Columns) -> list[bool]:
    """Whether something written at once ends between two characters; none where that says nothing."""
    ends = [
        before.run != glyph.run and not (_is_number(before, glyph) or glyph.text in _CLOSING)
        for before, glyph in pairs
    ]
    parted = all(_is_between(*pair, columns) for pair, end in zip(pairs, ends, strict=True) if end)
    one_by_one = all(before.run != glyph.run for before, glyph in pairs)
    return ends if parted and not one_by_one else []


def _is_number(before: Glyph, glyph: Glyph) -> bool:
    return before.text.isascii() or glyph.text.isascii()


def _is_between(before: Glyph, glyph: Glyph, columns: Columns) -> bool:
    """Whether one character stands before a gap between columns, and the next after it."""
    middle = (before.x1 + glyph.x0) / 2
    return any(left[1] <= middle <= right[0] + _NEARLY for left, right in pairwise(columns))
