"""Read tables into figures: each number takes its meaning from the labels above and beside it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from etl.engine.model import Cell, Figure, Rejection, ReportContext, Table
from etl.engine.rulebook import Rulebook, word_tuple
from etl.engine.tables.besides import settle_cases
from etl.engine.tables.blocks import Block, blocks_of
from etl.engine.tables.bodies import Untold, without_bodies
from etl.engine.tables.columns import Axes, axes_of, named_within
from etl.engine.tables.evidence import FORMS_NAMED, Place, votes
from etl.engine.tables.figures import Figures
from etl.engine.tables.grid import Grid, grid_of
from etl.engine.tables.labels import Label
from etl.engine.tables.leftovers import is_numbers_alone, is_prose, numerals_of
from etl.engine.tables.meaning import Meaning
from etl.engine.tables.ofwhich import settle_of_which
from etl.engine.tables.printed import meaning_as_printed
from etl.engine.tables.proof import Rows, doubt_unplaced, doubt_unproven
from etl.engine.tables.sections import Sections, words_above
from etl.engine.tables.totals import settle_totals
from etl.engine.tables.unitsabove import units_above
from etl.engine.tables.words import key

SUBJECTS = word_tuple("labels", "subjects")
_FRACTION = re.compile(r"\d[.．][\d０-９]+\s*$")
_LEAST_CELLS = 4  # of a table that no form knows


@dataclass(slots=True)
class TableReading:
    """What the tables gave.

    `tables_read` are the stretches of text that are dealt with: every numeral in them is in a figure
    or a rejection. A table that makes no sense is not among them, nor a cell of running text; one of bare
    numbers alone is, lest the words before it seem to name them.
    """

    tables_read: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """A block of a table. `cells`: (cell, column labels, row labels) of each number in columns of numbers;
    `planned`: of those that it states as targets."""

    block: Block
    axes: Axes
    cells: list[tuple]
    planned: list[tuple]


def read_tables(rules: Rulebook, text: str, tables: list[Table], context: ReportContext) -> TableReading:
    """Return figures and rejections of the tables; see TableReading."""
    reading = TableReading()
    sections, whose, topic = Sections(text), Untold(rules, text, context), _topic(rules, context)
    for table in tables:
        grid = grid_of(rules, table)
        if not grid:
            continue
        parts = [_part(grid, block) for block in blocks_of(grid, table.title)]
        above = (*map(key, words_above(text, table.start)), *topic)
        figures = _figures(grid, parts, above, context, table)
        if not figures and not is_numbers_alone(grid):
            continue
        planned = {cell.start + grid.numbers[id(cell)].start for part in parts for cell, _, _ in part.planned}
        section = sections.at(table.start)
        for figure in figures:
            figure.section = section
            whose.settle(figure)
        stretches = _without_prose(table)
        reading.figures += figures
        reading.tables_read += stretches
        for stretch in stretches:
            for rejection in numerals_of(text, stretch, figures):
                rejection.section = section
                if rejection.start in planned:
                    rejection.reason, rejection.rule = "future", "planned_row_or_column"
                elif not figures:
                    rejection.reason, rejection.rule = "no_unit", "numbers_alone"
                reading.rejections.append(rejection)
    return reading


def _topic(rules: Rulebook, context: ReportContext) -> tuple[str, ...]:
    """The document's title, where all that it counts is divided into kinds: 行政复议案件统计分析."""
    title = key(context.title)
    named = rules[FORMS_NAMED](title).values() if title else ()
    return (title,) if len(named) == 1 and all(form.divided for form in named) else ()


def _figures(
    grid: Grid,
    parts: list[_Part],
    above: tuple[str, ...],
    context: ReportContext,
    table: Table,
) -> list[Figure]:
    """The figures of one table; none where no block of it is about anything known.

    `above`: the keys of what leads to it.
    """
    found: list[Figure] = []
    seen: set[int] = set()
    headers: list[list] = []
    rows_above: Rows = ()
    for part in parts:
        block, axes, cells = part.block, part.axes, part.cells
        header = list(axes.columns.values())
        places = _places(grid.rules, block, axes, above, cells)
        if not cells or not (meanings := _meanings(grid, places, cells)):
            continue
        made = Figures(grid.rules, block.titles, axes.bodies(), context)
        read: dict[tuple[int, int], Figure] = {}
        extents = {row: _row_extent(grid, row) for row in {cell.row for cell, _, _ in cells}}
        for (cell, _, _), place, meaning in zip(cells, places, meanings, strict=True):
            if id(cell) not in seen:
                seen.add(id(cell))
                figure = made.of(cell, grid.numbers[id(cell)], place, meaning)
                figure.sentence_start, figure.sentence_end = extents[cell.row]
                read[cell.row, cell.column] = figure
        settle_totals(read, axes)
        settle_cases(read, axes)
        settle_of_which(read, axes)
        whole = header not in headers
        rows_above = doubt_unproven(read, axes, table.uncertain, whole, rows_above)
        doubt_unplaced(read, axes, table)
        headers.append(header)
        found += read.values()
    return sorted(found, key=lambda figure: figure.start)


def _number_cells(grid: Grid, block: Block, axes: Axes) -> Iterator[tuple]:
    """(cell, column labels, row labels) of every number in the block's columns of numbers."""
    for row in block.data:
        for column in axes.numeric:
            cell = grid.places[row][column]
            if cell and cell.row == row and id(cell) in grid.numbers:
                yield cell, axes.columns[column], axes.rows(row, column) + named_within(grid, cell)


def _part(grid: Grid, block: Block) -> _Part:
    """A block with its axes and numbers; a telephone number below the table is none."""
    axes = axes_of(grid, block)
    numbers = list(_number_cells(grid, block, axes))
    noted = _marked((rows for _, _, rows in numbers), lambda label: label.kind == "note")
    plans = _marked((labels for _, *both in numbers for labels in both), lambda label: label.planned)
    planned = [each for each in numbers if id(each[1]) in plans or id(each[2]) in plans]
    aside = noted | plans
    left = [each for each in numbers if id(each[1]) not in plans and id(each[2]) not in aside]
    return _Part(block, axes, left, planned)


def _marked(told: Iterable[tuple[Label, ...]], is_mark: Callable[[Label], bool]) -> set[int]:
    """By identity, since many cells have the same: which labels of a row or column have one of the kind."""
    distinct = {id(labels): labels for labels in told}
    return {at for at, labels in distinct.items() if any(map(is_mark, labels))}


def _is_case(rows: tuple) -> bool:
    """True for a row about a single case or person, which is no count of the year."""
    return any(label.kind == "case" for label in rows)


def _meanings(grid: Grid, places: list[Place], cells: list[tuple]) -> list[Meaning | None]:
    """The meaning of each cell; an empty list where nothing shows that the block counts what agencies do."""
    rules = grid.rules
    named = {id(labels): labels for place in places for labels in (place.columns, place.rows)}
    labels = [label for labels in named.values() for label in labels]
    block_votes = votes(rules, labels)
    known: dict[tuple, Meaning | None] = {}
    meanings = []
    for (cell, _, _), place, rows in zip(cells, places, without_bodies(places), strict=True):
        unit = grid.numbers[id(cell)].unit
        labelled = id(place.columns), id(rows), unit  # all else of a place is the block's, or its columns'
        if labelled not in known:
            bare = place if len(rows) == len(place.rows) else replace(place, rows=rows)
            case = _is_case(place.rows)
            known[labelled] = None if case else meaning_as_printed(rules, bare, block_votes, unit)
        meanings.append(known[labelled])
    told = any(meanings) or any(label.units for label in labels) or _tells_of_work(rules, places, labels)
    return meanings if told else []


def _tells_of_work(rules: Rulebook, places: list[Place], labels: list[Label]) -> bool:
    """Rows of bodies or a total, below a title or header that speaks of enforcement."""
    if len(places) < _LEAST_CELLS or not any(label.kind in ("body", "own", "total") for label in labels):
        return False
    words = {label.words for label in labels} | set(places[0].titles)
    return any(subject in each for each in words for subject in rules[SUBJECTS])


def _places(
    rules: Rulebook, block: Block, axes: Axes, above: tuple[str, ...], cells: list[tuple]
) -> list[Place]:
    """The place of each cell; what stands beside its labels is told once for the block and each column."""
    titles = tuple(key(line) for title in block.titles for line in reversed(title.split("\n")))
    units = units_above(rules, block, cells)
    divided = {path[:-1] for path in axes.columns.values() if len(path) > 1 and path[-1].kind == "total"}
    several, sorts, apart = len(block.data) > 1, axes.sorts, axes.apart
    broken = {columns for cell, columns, _ in cells if _FRACTION.search(cell.text)}
    of_column = {id(columns): (columns[:-1] in divided, sorts, columns in broken) for _, columns, _ in cells}
    return [
        Place(
            *(columns, rows, titles, above, units[id(columns)], several, *of_column[id(columns)]),
            apart=apart or id(cell) in axes.grid.names,
        )
        for cell, columns, rows in cells
    ]


def _row_extent(grid: Grid, row: int) -> tuple[int, int]:
    cells = grid.anchored(row)
    return min(cell.start for cell in cells), max(cell.end for cell in cells)


def _without_prose(table: Table) -> list[Table]:
    """The table as stretches that leave out cells of running text, which the prose rules read better."""
    stretches, start = [], table.start
    for cell in sorted((cell for cell in table.cells if is_prose(cell.text)), key=lambda cell: cell.start):
        if cell.start > start:
            stretches.append(_stretch(table, start, cell.start))
        start = max(start, cell.end)
    return [*stretches, _stretch(table, start, table.end)] if start < table.end else stretches


def _stretch(table: Table, start: int, end: int) -> Table:
    cells: list[Cell] = [cell for cell in table.cells if start <= cell.start and cell.end <= end]
    return Table(start, end, cells, table.title)
