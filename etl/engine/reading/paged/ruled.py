"""Tables that lines draw: every character goes into one cell, and no number is cut at a line."""

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from etl.engine.reading.builder import RawCell
from etl.engine.reading.paged.grid import Lattice, Region
from etl.engine.reading.paged.pieces import lines_of, rows_of, text_of, words_of
from etl.engine.reading.paged.sheet import Box, Glyph

_FRAME_LINES = 2  # cells that a frame around text has at most
_ENDS = "0123456789.,，"
_LEAST_LEADING = 0.8  # of the size: lines of one cell do not stand nearer
_BEYOND = 0.25  # of the size: words that reach further into the next cell found no room in theirs
_OUT = 0.15  # of the size: what reaches further out of a cell found no room in it
_INTO = 1.0  # points beyond a line, where its neighbour is
_SURELY = 1.15  # widths are not exact


@dataclass(slots=True)
class PlacedTable:
    """A table on its page: its box, where its columns end, and its cells."""

    box: Box
    xs: list[float]
    cells: list[RawCell]
    cut: list[str] = field(default_factory=list)  # numbers that stand across a line
    short: list[str] = field(
        default_factory=list
    )  # words that their cell cut, so that their end is not there
    tight: set[int] = field(default_factory=set)  # cells (by id) whose last line has no room for more
    clear: bool = True  # which numbers stand under which heading
    page: int = 0
    columns: list[tuple[float, float]] = field(default_factory=list)  # where it has no lines: their edges


def is_table(lattice: Lattice) -> bool:
    """True for two columns at least, and two rows or three columns; else it frames text."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    return len(lattice.regions) > _FRAME_LINES and columns >= 2 and (rows >= 2 or columns >= 3)


def ruled_table(lattice: Lattice, glyphs: list[Glyph]) -> PlacedTable:
    """The table of a grid and the characters in it; `glyphs` have their middle inside its box."""
    finder = _Finder(lattice)
    inside: dict[int, list[Glyph]] = defaultdict(list)
    cut = []
    for row in rows_of(glyphs):
        for word in words_of(row):
            for part in _parts(word, finder):
                index = finder.most(part)
                inside[index] += part
                if _crosses(part, finder):
                    cut.append(text_of(part))
    _put_back(lattice, finder, inside)
    room = _padding(lattice, inside)
    table = PlacedTable(lattice.box, lattice.xs, [], cut=cut, short=_cut_short(lattice, finder, inside))
    table.clear = not table.short
    for at, region in enumerate(lattice.regions):
        lines = lines_of(inside[at])
        spans = region.row_span, region.column_span
        cell = RawCell(region.row, region.column, _text(lines, region, room), *spans)
        table.cells.append(cell)
        if lines and _is_full(lines[-1], _next_width(lines[-1]), region, room):
            table.tight.add(id(cell))
    return table


def _cut_short(lattice: Lattice, finder: "_Finder", inside: dict[int, list[Glyph]]) -> list[str]:
    """Words that reach into the next cell, which holds something: what stood there was not printed."""
    found = []
    for at, region in enumerate(lattice.regions):
        for row in rows_of(inside[at]):
            last = row[-1]
            over = last.x1 - region.box[2] > _BEYOND * last.size and region.box[2] < lattice.xs[-1] - _INTO
            if over and last.text not in _ENDS and inside[finder.at(last.x1, last.middle[1])] and _words(row):
                found.append(text_of(row))
    return found


def _words(row: list[Glyph]) -> bool:
    return any(glyph.text.isalpha() for glyph in row)


def _put_back(lattice: Lattice, finder: "_Finder", inside: dict[int, list[Glyph]]) -> None:
    """Lines that found no room in their cell and were written over what its neighbour holds go back."""
    for at, region in enumerate(lattice.regions):
        rows = rows_of(inside[at])
        for row, other in [*pairwise(rows), *((below, above) for above, below in pairwise(rows))]:
            way = _out_of(row, region)
            if way and not _out_of(other, region) and _over(row, other):
                x, _ = row[0].middle
                y = region.box[1] - _INTO if way < 0 else region.box[3] + _INTO
                home = finder.at(x, y)
                if home != at:
                    gone = {id(glyph) for glyph in row}
                    inside[at] = [glyph for glyph in inside[at] if id(glyph) not in gone]
                    inside[home] += row


def _out_of(row: list[Glyph], region: Region) -> int:
    """-1 where a line reaches out of the cell at its top, 1 at its foot, else 0."""
    if row[0].top < region.box[1] - _OUT * row[0].size:
        return -1
    return int(row[0].bottom > region.box[3] + _OUT * row[0].size)


def _over(row: list[Glyph], other: list[Glyph]) -> bool:
    """True where two lines are so near that the one was written over the other."""
    near = abs(row[0].base - other[0].base) < _LEAST_LEADING * min(row[0].size, other[0].size)
    return near and row[0].x0 < other[-1].x1 and other[0].x0 < row[-1].x1


class _Finder:
    """Which cell a point lies in."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self._at: dict[tuple[int, int], int] = {}
        for index, region in enumerate(lattice.regions):
            for row in range(region.row, region.row + region.row_span):
                for column in range(region.column, region.column + region.column_span):
                    self._at[row, column] = index

    def cell(self, glyph: Glyph) -> int:
        return self.at(*glyph.middle)

    def at(self, x: float, y: float) -> int:
        column = min(max(bisect_right(self.lattice.xs, x) - 1, 0), len(self.lattice.xs) - 2)
        row = min(max(bisect_right(self.lattice.ys, y) - 1, 0), len(self.lattice.ys) - 2)
        return self._at[row, column]

    def most(self, glyphs: list[Glyph]) -> int:
        """The cell that holds most of the characters."""
        cells = [self.cell(glyph) for glyph in glyphs]
        return max(dict.fromkeys(cells), key=cells.count)


def _parts(word: list[Glyph], finder: _Finder) -> list[list[Glyph]]:
    """A word whole, but parted where another was written into the next cell and touches it.

    The end of the first may have been cut off by the other's cell, and lie in it.
    """
    parts = [[word[0]]]
    together = Counter(glyph.run for glyph in word)
    for before, glyph in zip(word, word[1:], strict=False):
        over = before.x1 - glyph.x0 > _OUT * glyph.size  # written over it: no words that go on do that
        home = finder.most(parts[-1]) if over else finder.cell(before)
        lone = before.run != glyph.run and home != finder.cell(glyph)
        written = min(together[before.run], together[glyph.run]) > 1 and not glyph.text.isdigit()
        if lone and (written or glyph.x0 - before.x1 > 0.02 * glyph.size):
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _crosses(word: list[Glyph], finder: _Finder) -> bool:
    digits = [glyph for glyph in word if glyph.text.isdigit()]
    return len({finder.cell(glyph) for glyph in digits}) > 1


def _padding(lattice: Lattice, inside: dict[int, list[Glyph]]) -> float:
    """How near to its cell's edges text comes at the nearest."""
    gaps = [
        min(
            min(glyph.x0 for glyph in glyphs) - region.box[0],
            region.box[2] - max(glyph.x1 for glyph in glyphs),
        )
        for at, region in enumerate(lattice.regions)
        if (glyphs := [glyph for glyph in inside[at] if not glyph.text.isspace()])
    ]
    return max(0.0, min(gaps, default=0.0))


def _text(lines: list[list[Glyph]], region: Region, room: float) -> str:
    """The lines of a cell; a number that did not fit on one line goes on with the next."""
    text, before = "", None
    for line in lines:
        written = text_of(line).strip()
        if before is not None:
            text += "" if _goes_on(before, line, region, room) else "\n"
        text += written
        before = line
    return text


def _goes_on(line: list[Glyph], after: list[Glyph], region: Region, room: float) -> bool:
    """True where a line ends in a number because the cell ends there."""
    last = next((glyph for glyph in reversed(line) if not glyph.text.isspace()), None)
    first = next((glyph for glyph in after if not glyph.text.isspace()), None)
    if last is None or first is None or last.text not in _ENDS or first.text not in _ENDS:
        return False
    return _is_full(line, first.x1 - first.x0, region, room)


def _is_full(line: list[Glyph], more: float, region: Region, room: float) -> bool:
    """True where a character of that width finds no room at the line's end."""
    marks = [glyph for glyph in line if not glyph.text.isspace()]
    wide = marks[-1].x1 - marks[0].x0
    return wide + more * _SURELY > region.box[2] - region.box[0] - 2 * room


def _next_width(line: list[Glyph]) -> float:
    """How wide what follows a line would be: a digit after digits, else a Chinese character."""
    last = next(glyph for glyph in reversed(line) if not glyph.text.isspace())
    return last.x1 - last.x0 if last.text in _ENDS else last.size
