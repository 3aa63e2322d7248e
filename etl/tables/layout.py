"""Headers that lost their merged cells: which heading spans which columns, from the forms alone.

A page copied as text gives 单位名称 | 行政处罚实施数量 | 罚没金额 on one line and 警告 | 罚款 | 合计 on the
next; the columns are 单位名称, 警告, 罚款, 合计, 罚没金额.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from etl.tables.forms import forms
from etl.tables.spans import MISPLACED, Assignment, assignments, is_spanned
from etl.tables.words import key


@dataclass(slots=True)
class HeaderCell:
    """One header cell as found in the text."""

    start: int
    end: int
    text: str
    below: list["HeaderCell"] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The key of its words."""
        return key(self.text)


_FEW = 16  # cells of a header whose every cut is tried
_DEEPER = -2  # weight of one more row
_UNKNOWN_LIMIT = 30  # cells of a header that no form knows
Path = tuple[HeaderCell, ...]
# By the number of cells that span others: the weight, and an assignment for each pair of rows.
Ways = dict[int, tuple[int, tuple[Assignment, ...]]]


def header_of(cells: list[HeaderCell], widths: Container[int], parted: Sequence[int] = ()) -> list[Path]:
    """The columns of header cells in reading order; none if no number of columns fits.

    `parted` are the places where something parts the rows; where nothing does, the likeliest way to part
    them is taken.
    """
    if parted:
        bounds = [0, *parted, len(cells)]
        rows = [cells[first:last] for first, last in zip(bounds, bounds[1:], strict=False)]
        return columns_of(rows, widths)
    best: tuple[int, list[Path]] = (0, [])
    for rows in _cuts(cells):
        weight, paths = weighed_columns(rows, widths)
        if paths and (not best[1] or weight > best[0]):
            best = weight, paths
    return best[1]


def _cuts(cells: list[HeaderCell]) -> Iterator[list[list[HeaderCell]]]:
    """The ways to part header cells into one, two or three rows: where a heading's first member may begin."""
    yield [cells]
    known = _member_places(cells, 0)
    for at in known if known and len(cells) > _FEW else range(1, min(len(cells), _UNKNOWN_LIMIT)):
        yield [cells[:at], cells[at:]]
        for second in _member_places(cells, at):
            yield [cells[:at], cells[at:second], cells[second:]]


def _member_places(cells: list[HeaderCell], start: int) -> list[int]:
    """Where, after `start`, a cell stands that a heading between them spans."""
    places, spanned = [], set()
    for at in range(start, len(cells)):
        if cells[at].key in spanned:
            places.append(at)
        spanned |= forms().members.get(cells[at].key, frozenset())
    return places


def columns_of(rows: list[list[HeaderCell]], widths: Container[int] | None = None) -> list[Path]:
    """The path of header cells above each column, from the left; none for an unlikely header.

    Of the `widths` (numbers of columns; any, if None) the one with the likeliest header; none where no
    way to hang the rows below each other gives such a number.
    """
    return weighed_columns(rows, widths)[1]


def weighed_columns(rows: list[list[HeaderCell]], widths: Container[int] | None) -> tuple[int, list[Path]]:
    """The columns as columns_of gives them, and how much speaks for them."""
    pairs = list(zip(rows, rows[1:], strict=False))
    ways: Ways = {0: (0, ())}
    for upper, lower in pairs:
        level = assignments(tuple(cell.key for cell in upper), tuple(cell.key for cell in lower))
        ways = _combined(ways, level)
    total = sum(map(len, rows))
    likely = [spanning for spanning in ways if widths is None or total - spanning in widths]
    if not likely or not rows:
        return 0, []
    weight, chosen = max((ways[spanning] for spanning in likely), key=lambda way: way[0])
    for cell in (cell for row in rows for cell in row):
        cell.below = []
    for (upper, lower), assignment in zip(pairs, chosen, strict=True):
        for cell, index in zip(lower, assignment, strict=True):
            upper[index].below.append(cell)
    paths = [path for cell in rows[0] for path in _paths(cell)]
    last = [cell.key for cell in rows[-1]]
    weight += MISPLACED * sum(is_spanned(name, tuple(last[:at])) for at, name in enumerate(last))
    weight += _DEEPER * len(pairs)
    twins = len(rows) > 1 and len({tuple(cell.key for cell in path) for path in paths}) < len(paths)
    return (0, []) if twins else (weight, paths)


def _combined(ways: Ways, level: dict[int, tuple[int, Assignment]]) -> Ways:
    combined: Ways = {}
    for spanning, (weight, chosen) in ways.items():
        for more, (added, assignment) in level.items():
            if spanning + more not in combined or combined[spanning + more][0] < weight + added:
                combined[spanning + more] = weight + added, (*chosen, assignment)
    return combined


def _paths(cell: HeaderCell) -> list[Path]:
    if not cell.below:
        return [(cell,)]
    return [(cell, *path) for below in cell.below for path in _paths(below)]
