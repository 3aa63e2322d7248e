"""What the numbers of a table themselves say of its reading: parts against totals, money in money columns.

Where a page lost a table its values may slide into other columns. A row is proven by a total that its parts
add up to; a row that no total proves is believed only where the header leaves no choice. What speaks against
a reading is a doubt on the figures, never a silent choice.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from etl.engine.model import Figure, Table
from etl.engine.tables.cells import CellNumber
from etl.engine.tables.columns import Axes
from etl.engine.tables.labels import Label
from etl.engine.whole.doubts import doubt

UNPROVEN = "table_unproven"
_WIDEST = 60  # cells of a row that is broken over several blocks
Read = dict[tuple[int, int], Figure]  # by row and column
Rows = Sequence[Sequence[Figure]]


def doubt_unproven(read: Read, axes: Axes, uncertain: bool, whole: bool = True, above: Rows = ()) -> Rows:
    """Doubt the figures of a block that the table does not bear out.

    `uncertain`: nothing but the numbers shows which name stands above which column. `whole`: the block does
    not go on with the columns of one above, so that its last row can be the total of its others. `above`: the
    rows of the blocks above whose columns this one may go on with, as a page too narrow for them breaks
    them; returned are those that the block below may go on with: up to the first total.
    """
    rows: dict[int, dict[int, Figure]] = defaultdict(dict)
    for (row, column), figure in read.items():
        rows[row][column] = figure
    totals = {column: parts for column in axes.numeric if (parts := _parts_of(column, axes, read))}
    before = above if len(above) == len(rows) else [[]] * len(rows)
    for cells, earlier in zip(rows.values(), before, strict=True):
        _doubt_row(cells, _sums(cells, totals, earlier), uncertain)
    if whole and not any(column > axes.numeric[0] for column in axes.label_columns):
        _doubt_columns(rows, axes, uncertain)
    if totals:
        return []
    return [[*each, *rows[row].values()][-_WIDEST:] for each, row in zip(before, rows, strict=True)]


def _doubt_row(cells: dict[int, Figure], sums: dict[int, bool], uncertain: bool) -> None:
    """`sums`: for each total of the row whether its parts add up to it."""
    fractions = [figure for figure in cells.values() if _is_broken_count(figure)]
    if not all(sums.values()) or uncertain and (fractions or not sums):
        _doubt(cells.values())
    _doubt(fractions)


def doubt_unplaced(read: Read, axes: Axes, table: Table) -> None:
    """Doubt the figures that may stand in another column.

    Where a table's fractions stand in columns of counts, its header was put together wrongly, and any may.
    """
    misread = table.uncertain and any(map(_is_broken_count, read.values()))
    for (row, column), figure in read.items() if misread or table.doubted else ():
        cell = axes.grid.places[row][column]
        if cell and (misread or cell.start in table.doubted):
            _doubt([figure])
            _leave_as_printed(figure, axes.grid.numbers[id(cell)])


def _leave_as_printed(figure: Figure, number: CellNumber) -> None:
    """What the name of its column alone made money by the 10,000 means nothing."""
    if figure.heading_unit and not number.scaled:
        figure.value, figure.unit, figure.heading_unit, figure.indicator = number.value, "", "", ""


def _sums(
    cells: dict[int, Figure], totals: dict[int, list[int]], earlier: Sequence[Figure]
) -> dict[int, bool]:
    """For each total of a row that has parts, whether they add up to it, alone or with the `earlier` ones."""
    return {
        total: cells[total].value - sum(cells[part].value for part in parts if part in cells)
        in (0, sum(figure.value for figure in earlier if _same(figure, cells[total])))
        for total, parts in totals.items()
        if total in cells
    }


def _parts_of(total: int, axes: Axes, read: Read) -> list[int]:
    """The columns that add up to a column 合计: of one indicator, below the same heading, each a part."""
    path = axes.columns[total]
    if not _is_total(path):
        return []
    above = [label.key for label in path[:-1]]
    meant = {column: figure for (_, column), figure in read.items()}
    whole = meant.get(total)
    parts = []
    for column in axes.numeric:
        labels = axes.columns[column]
        beside = [label.key for label in labels[: len(above)]] == above if above else column < total
        figure = meant.get(column)
        if beside and figure and whole and not _is_total(labels) and _same(figure, whole):
            parts.append(column)
    return parts if len(parts) > 1 else []


def _is_total(path: tuple[Label, ...]) -> bool:
    return bool(path) and path[-1].kind == "total"


def _same(part: Figure, whole: Figure) -> bool:
    """Of one indicator and unit, and in the one total a piece."""
    return (part.indicator, part.unit, part.measure) == (whole.indicator, whole.unit, "level") and bool(
        part.part
    )


def _doubt_columns(rows: dict[int, dict[int, Figure]], axes: Axes, uncertain: bool) -> None:
    """A row 合计 below others that does not hold their sums."""
    last = max(rows, default=-1)
    if len(rows) < 3 or not _is_total_row(axes, last):
        return
    for column, total in rows[last].items():
        above = [cells[column] for row, cells in rows.items() if row != last and column in cells]
        if total.measure != "level" or any(_is_total_too(figure, total) for figure in above):
            continue  # a row of another total among them, or rates
        if sum((figure.value for figure in above), Decimal(0)) != total.value:
            _doubt([total, *(above if uncertain else [])])


def _is_total_row(axes: Axes, row: int) -> bool:
    return any(label.kind == "total" for label in axes.rows(row, axes.numeric[0]))


def _is_total_too(figure: Figure, total: Figure) -> bool:
    return figure.scope == total.scope and not figure.part


def _is_broken_count(figure: Figure) -> bool:
    """Half a case: what counts things is no fraction, unless the cell or its heading multiplies it."""
    return (
        figure.measure == "level"
        and figure.unit not in ("元", "%", "")
        and not figure.heading_unit
        and figure.value != figure.value.to_integral_value()
    )


def _doubt(figures: Iterable[Figure]) -> None:
    for figure in figures:
        doubt(figure, UNPROVEN)
