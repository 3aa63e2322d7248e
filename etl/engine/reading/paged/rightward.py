"""Pages that go on to the right of others, as a wide sheet is printed: what proves it, and how far right.

Both pages have their rows at the same heights, and either words that the page's edge cuts are printed again,
or the rows' names are, or the rows have no names at all below headings of their own.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from etl.engine.reading.paged.cellrows import NUMBER, Row, rows_in
from etl.engine.reading.paged.grid import Lattice, lattices_of
from etl.engine.reading.paged.pieces import Piece, pieces_of
from etl.engine.reading.paged.sheet import Glyph, Sheet, main_angle

_LEVEL = 0.3  # of the size: rows nearer than this have one height
_SAME_PLACE = 1.0  # points
_NEAR = 3.2  # points: lines closer than this are one
_STRAY = 3  # rows of words below the first numbers that the page at the left has not: a unit, a note
LEAST_ROWS = 3
_LEAST_CUT = 3  # characters printed on both pages
_SHARED = 0.5  # of the headings: pages that have more in common are of two tables alike


@dataclass
class Outline:
    """A page's rows and grids, as far as it takes to see whether it goes on beside another.

    They are found when they are first asked for: most pages are seen at a glance to go on beside no other.
    """

    sheet: Sheet

    @cached_property
    def rows(self) -> list[Row]:
        """Its lines as rows of cells, from the top; none of a page that is set across."""
        if main_angle(self.sheet.glyphs):
            return []
        return rows_in(pieces_of(glyph for glyph in self.sheet.glyphs if glyph.angle == 0))

    @cached_property
    def grids(self) -> list[Lattice]:
        """Its grids of lines."""
        return [grid for grid in lattices_of(self.sheet.rules) if len(grid.regions) > 1]

    @cached_property
    def heights(self) -> set[int]:
        """Where its characters stand, to some points."""
        found = {round(glyph.base) for glyph in self.sheet.glyphs}
        return {height + by for height in found for by in (-3, -2, -1, 0, 1, 2, 3)}

    @cached_property
    def numbered_heights(self) -> set[int]:
        """Where its digits stand."""
        return {round(glyph.base) for glyph in self.sheet.glyphs if glyph.text.isdigit()}

    @property
    def cells(self) -> Iterator[Piece]:
        """The cells of all rows."""
        return (cell for row in self.rows for cell in row.cells)

    @cached_property
    def numbered(self) -> list[Row]:
        """Its rows of numbers."""
        return [row for row in self.rows if row.numbers and not row.wordy]

    def row_at(self, row: Row) -> Row | None:
        """Its row at the height of another page's, if there is one."""
        reach = _LEVEL * row.size
        at = bisect_left(self.rows, row.base - reach, key=lambda each: each.base)
        near = [each for each in self.rows[at : at + 3] if abs(each.base - row.base) <= reach]
        return min(near, key=lambda each: abs(each.base - row.base), default=None)

    @property
    def left(self) -> float:
        """Where its text and grids begin."""
        return min([row.cells[0].x0 for row in self.rows] + [grid.xs[0] for grid in self.grids], default=0.0)

    @property
    def nameless(self) -> bool:
        """True where no row of numbers has a name, nor a running number for one."""
        rows = self.numbered
        return bool(rows) and all(NUMBER.match(row.cells[0].text) for row in rows) and not is_serial(rows)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page goes on: so many points further right; left of `start` it prints the rows' names again."""

    shift: float
    start: float = float("-inf")


def is_serial(rows: list[Row]) -> bool:
    """True where the rows begin with numbers that count them."""
    first = [row.cells[0].text for row in rows]
    counted = [int(text) for text in first if text.isascii() and text.isdigit()]
    return len(counted) > 1 and all(after - before == 1 for before, after in pairwise(counted))


def are_named(rows: list[Row]) -> bool:
    """True where most rows begin with a name, or with numbers that count them."""
    named = sum(not NUMBER.match(row.cells[0].text) for row in rows)
    return named * 2 > len(rows) or is_serial(rows)


Pairs = list[tuple[Row, Row]]  # a row, and the row at its height on the page that goes on


def place_beside(first: Outline, last: Outline, page: Outline) -> Place | None:
    """Where `page` goes on right of `last`, if something proves it; `first` has the names of the rows."""
    pairs = rows_met(last, page)
    if not pairs:
        return None
    cut = [(over, row) for over, row in pairs if row.cells[0].x0 < last.left - _SAME_PLACE]
    shifts = _shifts(cut)
    named = rows_met(first, page)
    place = edge_beside(last, page, named) if named and _heads_differ(last, page, pairs) else None
    named_again = place is not None and place.start > 0
    if not cut or named_again or place is not None and any(abs(place.shift - x) <= _NEAR for x in shifts):
        return place
    return Place(shifts[0]) if shifts else None


def place_like(first: Outline, last: Outline, page: Outline, above: Outline) -> Place | None:
    """The same of a page below `above`, which was proven to go on to the right: it has the same columns."""
    named = rows_met(first, page)
    mine, others = _edges(page), _edges(above)
    if not named or not rows_met(last, page) or not (mine <= others or mine >= others):
        return None
    return edge_beside(last, page, named)


def rows_met(over: Outline, page: Outline) -> Pairs:
    """The rows of `page` with those of `over` at their heights; none where some stand alone."""
    if not page.numbered_heights <= over.heights:
        return []
    pairs: Pairs = []
    stray, seen = 0, False
    for row in page.rows:
        near = over.row_at(row)
        if near is not None:
            pairs.append((near, row))
        elif row.numbers or row.wordy:
            return []
        else:
            stray += seen
        seen = seen or row.numbers > 0
    return pairs if stray <= _STRAY else []


def edge_beside(last: Outline, page: Outline, named: Pairs) -> Place | None:
    """Where a page without names, or with the names again, is set: where the last one's columns end."""
    numbered = [(over, row) for over, row in named if row.numbers]
    if len(numbered) < (1 if begins_below(last, page) else LEAST_ROWS):
        return None
    if all(_is_again(over, row) for over, row in numbered):
        return _place(last, page, _after_names(page, [row for _, row in numbered]))
    if page.nameless and are_named([over for over, _ in numbered]):
        return _place(last, page, float("-inf"))
    return None


def _place(last: Outline, page: Outline, start: float) -> Place:
    """The place at which what is right of `start` begins where the page before ends."""
    if last.grids and page.grids:
        begins = min(x for grid in page.grids for x in grid.xs if x >= start - _SAME_PLACE)
        return Place(max(grid.xs[-1] for grid in last.grids) - begins, start)
    ends = max(cell.x1 for cell in last.cells)
    begins = min(cell.x0 for cell in page.cells if cell.x0 >= start)
    return Place(ends + page.rows[0].size - begins, start)


def begins_below(last: Outline, page: Outline) -> bool:
    """True for a page with nothing beside the first rows of the other: no page begins so far down."""
    return len(page.rows) >= LEAST_ROWS <= sum(row.base < page.rows[0].base - row.size for row in last.rows)


def _is_again(over: Row, row: Row) -> bool:
    """True where the name of a row is printed again in its place."""
    name, again = over.cells[0], row.cells[0]
    return name.text == again.text and abs(name.x0 - again.x0) <= _SAME_PLACE and len(row.cells) > 1


def _after_names(page: Outline, rows: list[Row]) -> float:
    """The right edge of the column of names that is printed again."""
    ends = max(row.cells[0].x1 for row in rows)
    edges = [x for grid in page.grids for x in grid.xs if x >= ends - _SAME_PLACE]
    return min(edges, default=ends)


def _heads_differ(last: Outline, page: Outline, pairs: Pairs) -> bool:
    """True where a page has headings, and not those of the other."""
    mine, others = _words(page), _words(last)
    again = {
        id(row) for over, row in pairs if row.cells[0].text == over.cells[0].text and len(row.cells) == 1
    }
    heads = [text for row, text in mine if id(row) not in again]
    known = {text for _, text in others}
    same = sum(text in known for text in heads)
    return bool(heads) and same <= _SHARED * len(heads)


def _words(page: Outline) -> list[tuple[Row, str]]:
    return [(row, cell.text) for row in page.rows if not row.numbers and not row.wordy for cell in row.cells]


def _edges(page: Outline) -> set[int]:
    return {round(x / _NEAR) for grid in page.grids for x in grid.xs}


def _shifts(cut: Pairs) -> list[float]:
    """How far apart the same characters of cut words may stand on the two pages: as far in each row."""
    ways = [_overlaps(_marks(over), _marks(row)) for over, row in cut]
    found = []
    for shift, _ in ways[0] if ways else []:
        met = [
            max((count for other, count in way if abs(other - shift) <= _SAME_PLACE), default=0)
            for way in ways
        ]
        if all(met) and sum(met) >= _LEAST_CUT:
            found.append(shift)
    return found


def _marks(row: Row) -> list[Glyph]:
    return [glyph for cell in row.cells for glyph in cell.glyphs if not glyph.text.isspace()]


def _overlaps(over: list[Glyph], row: list[Glyph]) -> list[tuple[float, int]]:
    """Shifts by which the beginning of `row` is the end of `over`, and how many characters that are."""
    found = []
    for at, glyph in enumerate(over):
        shift = glyph.x0 - row[0].x0
        both = list(zip(over[at:], row, strict=False))
        if len(over) - at <= len(row) and all(
            a.text == b.text and abs(a.x0 - b.x0 - shift) <= _SAME_PLACE for a, b in both
        ):
            found.append((shift, len(both)))
    return found
