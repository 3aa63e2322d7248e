"""Build a table from the columns of a rebuilt header and rows of labels and values."""

from etl.engine.model import Cell, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.blanks import Filled, Row, fill
from etl.engine.tables.evidence import item_like
from etl.engine.tables.labels import heads_labels, is_column_name, is_header
from etl.engine.tables.layout import Layout, Path
from etl.engine.tables.words import core, units_in

_LEAST_FITTING = 0.7  # of the rows; with fewer the columns are not what they seem


def label_columns(rules: Rulebook, paths: list[Path]) -> int:
    """How many of the first columns hold labels."""
    count = 0
    for path in paths:
        after_serial = count == 1 and is_header(rules, "serial", paths[0][-1].key)
        if not (
            not path[-1].key
            or heads_labels(rules, path[-1].text)
            or after_serial
            and names_nothing(rules, path[-1].text)
        ):
            break
        count += 1
    return count


def names_nothing(rules: Rulebook, name: str) -> bool:
    """A name that counts nothing: behind the row's number it heads labels."""
    return not (is_column_name(rules, name) or units_in(rules, name) or item_like(rules, core(name)))


def note_columns(rules: Rulebook, paths: list[Path]) -> int:
    """How many of the last columns hold remarks."""
    count = 0
    while count < len(paths) and is_header(rules, "note_header", paths[-1 - count][-1].key):
        count += 1
    return count


def filled_rows(rules: Rulebook, layout: Layout, rows: list[tuple[Row, Row]], named: int = 0) -> Filled:
    """The rows with the blank cells that they lost before their remarks; see `assemble` for `named`."""
    labelled = max(label_columns(rules, layout.paths), named)
    paths = layout.paths[labelled : len(layout.paths) - note_columns(rules, layout.paths)]
    return fill(rules, paths, [_without_blank_labels(row, labelled, len(paths)) for row in rows])


def _without_blank_labels(row: tuple[Row, Row], labelled: int, wanted: int) -> tuple[Row, Row]:
    """The row without the blank places of its missing labels: 合计 | | 5226 in a table of numbered rows."""
    labels, values = row
    missing = min(labelled - len(labels), len(values) - wanted) if labels else 0
    return (labels, values[missing:]) if missing > 0 and not any(t for *_, t in values[:missing]) else row


def assemble(rules: Rulebook, layout: Layout, filled: Filled, title: str, named: int = 0) -> Table | None:
    """A table, or None where the rows' counts of values do not fit the columns.

    `named`: how many columns hold labels whatever stands above them. Labels are set against the column of
    values: a merged label above leaves its place blank.
    """
    paths = layout.paths
    labelled = max(label_columns(rules, paths), named)
    wanted, notes = len(paths) - labelled, note_columns(rules, paths)
    rows = filled.rows
    fitting = [_fits(labels, values, wanted, notes, labelled) for labels, values in rows]
    counted = [fits for fits, (_, values) in zip(fitting, rows, strict=True) if values]
    if wanted < 1 or not counted or sum(counted) < _LEAST_FITTING * len(counted):
        return None
    wide = max([labelled] + [len(labels) for (labels, _), fits in zip(rows, fitting, strict=True) if fits])
    cells = header_cells(paths, wide - labelled)
    row = max(map(len, paths))
    for (labels, values), fits in zip(rows, fitting, strict=True):
        if fits or _heads_rows(labels, values):
            cells += _row_cells(row, labels, values, wide, wanted)
            row += 1
    table = table_of(cells, title)
    if table:
        table.uncertain, table.doubted = not layout.certain, frozenset(filled.doubted)
    return table


def _heads_rows(labels: Row, values: Row) -> bool:
    """A line of one label heads a group of rows."""
    return not values and len(labels) == 1


def _row_cells(row: int, labels: Row, values: Row, wide: int, wanted: int) -> list[Cell]:
    if _heads_rows(labels, values):
        return [Cell(row, 0, *labels[0], 1, wide + wanted)]
    before = [Cell(row, wide - len(labels) + at, *label) for at, label in enumerate(labels)]
    return before + [Cell(row, wide + at, *value) for at, value in enumerate(values[:wanted])]


def _fits(labels: Row, values: Row, wanted: int, notes: int, labelled: int) -> bool:
    while len(values) > wanted and not values[-1][2]:
        values = values[:-1]
    return wanted - notes <= len(values) <= wanted and (bool(labels) or not labelled)


def header_cells(paths: list[Path], shift: int) -> list[Cell]:
    """Cells with spans from the path of header cells above each column, `shift` columns to the right."""
    depth = max(len(path) for path in paths)
    cells: dict[int, Cell] = {}
    for column, path in enumerate(paths, shift):
        for level, header in enumerate(path):
            if id(header) in cells:
                cells[id(header)].column_span = column - cells[id(header)].column + 1
                continue
            rows = depth - level if level == len(path) - 1 else 1
            cells[id(header)] = Cell(level, column, header.start, header.end, header.text, rows)
    return list(cells.values())


def table_of(cells: list[Cell], title: str) -> Table | None:
    """The table of these cells; None where all are blank. A blank one may stand nowhere in the text."""
    written = [cell for cell in cells if cell.text]
    if not written:
        return None
    return Table(min(cell.start for cell in written), max(cell.end for cell in written), cells, title)
