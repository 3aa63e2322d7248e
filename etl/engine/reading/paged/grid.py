"""Cells from the straight lines of a page: merged ones where lines are missing."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from etl.engine.reading.paged.sheet import Box, Rule

NEAR = 3.2  # points: lines closer than this are one
_TOUCH = 4.0  # points: lines that end this near to another meet it
_COVERED = 0.6  # of an edge, for it to be drawn
_LEAST_EDGE = 5.0  # points: a shorter rule is part of a character or a mark
MAX_LINES = 1_500  # along each way, distinct; more are a drawing


@dataclass(slots=True)
class Region:
    """A rectangle of the grid: first and last row and column, and its box on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(slots=True)
class Lattice:
    """Lines that meet, as a grid with its cells; `xs` and `ys` are the places of its lines."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def lattices_of(rules: list[Rule]) -> list[Lattice]:
    """The grids that lines draw, each of lines that meet; a lone box is a grid of one cell."""
    flat = _merged([(rule.y0, rule.x0, rule.x1) for rule in rules if rule.flat])
    steep = _merged([(rule.x0, rule.y0, rule.y1) for rule in rules if not rule.flat])
    if len(flat) > MAX_LINES or len(steep) > MAX_LINES:
        return []
    lattices = [_lattice(*group) for group in _groups(flat, steep)]
    return sorted((each for each in lattices if each), key=lambda lattice: lattice.ys[0])


Line = tuple[float, float, float]  # place across, from, to


def _merged(lines: list[Line]) -> list[Line]:
    """Lines near each other and end to end as one."""
    found: list[Line] = []
    for band in _bands(lines):
        place = sum(line[0] for line in band) / len(band)
        stretches = sorted(line[1:] for line in band)
        first, last = stretches[0]
        for start, end in stretches[1:]:
            if start <= last + NEAR:
                last = max(last, end)
            else:
                found.append((place, first, last))
                first, last = start, end
        found.append((place, first, last))
    return [line for line in found if line[2] - line[1] >= _LEAST_EDGE]


def _bands(lines: list[Line]) -> list[list[Line]]:
    bands: list[list[Line]] = []
    for line in sorted(lines):
        if bands and line[0] - bands[-1][0][0] <= NEAR:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def _groups(flat: list[Line], steep: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Lines that meet, directly or through others."""
    parent = list(range(len(flat) + len(steep)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    places = [line[0] for line in flat]
    for at, (x, top, bottom) in enumerate(steep, len(flat)):
        for index in range(bisect_left(places, top - _TOUCH), bisect_right(places, bottom + _TOUCH)):
            if flat[index][1] - _TOUCH <= x <= flat[index][2] + _TOUCH:
                parent[root(index)] = root(at)
    groups: dict[int, tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for at in range(len(parent)):
        if at < len(flat):
            groups[root(at)][0].append(flat[at])
        else:
            groups[root(at)][1].append(steep[at - len(flat)])
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(flat: list[Line], steep: list[Line]) -> Lattice | None:
    """The grid of a group; where the outermost lines are not drawn, their ends bound it."""
    xs = _places([line[0] for line in steep], [end for line in flat for end in line[1:]])
    ys = _places([line[0] for line in flat], [end for line in steep for end in line[1:]])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > 40_000:
        return None
    across = _Walls(flat, ys)
    down = _Walls(steep, xs)
    return Lattice(xs, ys, _regions(xs, ys, across, down))


def _places(lines: list[float], ends: list[float]) -> list[float]:
    """Places of lines, and the outermost ends of those across them."""
    found: list[float] = []
    for place in sorted(lines):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    if found and ends:
        if min(ends) < found[0] - 2 * _TOUCH:
            found.insert(0, min(ends))
        if max(ends) > found[-1] + 2 * _TOUCH:
            found.append(max(ends))
    return found


class _Walls:
    """Which stretches of the grid's lines are drawn."""

    def __init__(self, lines: list[Line], places: list[float]) -> None:
        self._at: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for place, start, end in lines:
            index = min(range(len(places)), key=lambda at: abs(places[at] - place))
            self._at[index].append((start, end))

    def drawn(self, index: int, start: float, end: float) -> bool:
        """True where most of the stretch has a line."""
        covered = sum(max(0.0, min(end, last) - max(start, first)) for first, last in self._at[index])
        return covered >= _COVERED * (end - start)


def _regions(xs: list[float], ys: list[float], across: _Walls, down: _Walls) -> list[Region]:
    """Rectangles without a wall inside; a shape that is none is cut into its rows."""
    rows, columns = len(ys) - 1, len(xs) - 1
    group: dict[tuple[int, int], int] = {}
    shapes: list[list[tuple[int, int]]] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in group:
                shapes.append(_flood(row, column, len(shapes), group, xs, ys, across, down))
    regions: list[Region] = []
    for shape in shapes:
        for first, last, left, right in _rectangles(shape):
            box = (xs[left], ys[first], xs[right + 1], ys[last + 1])
            regions.append(Region(first, left, last - first + 1, right - left + 1, box))
    return regions


def _flood(
    row: int,
    column: int,
    number: int,
    group: dict[tuple[int, int], int],
    xs: list[float],
    ys: list[float],
    across: _Walls,
    down: _Walls,
) -> list[tuple[int, int]]:
    rows, columns = len(ys) - 1, len(xs) - 1
    group[row, column] = number
    shape, stack = [], [(row, column)]
    while stack:
        r, c = stack.pop()
        shape.append((r, c))
        for place, wall in (
            ((r, c + 1), lambda r=r, c=c: down.drawn(c + 1, ys[r], ys[r + 1])),
            ((r, c - 1), lambda r=r, c=c: down.drawn(c, ys[r], ys[r + 1])),
            ((r + 1, c), lambda r=r, c=c: across.drawn(r + 1, xs[c], xs[c + 1])),
            ((r - 1, c), lambda r=r, c=c: across.drawn(r, xs[c], xs[c + 1])),
        ):
            inside = 0 <= place[0] < rows and 0 <= place[1] < columns
            if inside and place not in group and not wall():
                group[place] = number
                stack.append(place)
    return shape


def _rectangles(shape: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """(first row, last row, first column, last column) of the whole, or of each row of an odd shape."""
    rows = defaultdict(list)
    for row, column in shape:
        rows[row].append(column)
    first, last = min(rows), max(rows)
    left, right = min(map(min, rows.values())), max(map(max, rows.values()))
    if len(shape) == (last - first + 1) * (right - left + 1):
        return [(first, last, left, right)]
    found = []
    for row in sorted(rows):
        start, *others = sorted(rows[row])
        before = start
        for column in others:
            if column > before + 1:
                found.append((row, row, start, before))
                start = column
            before = column
        found.append((row, row, start, before))
    return found
