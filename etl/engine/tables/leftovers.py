"""The numerals of a read table that are no figures: row numbers, years, numbers inside labels."""

import re
from collections.abc import Iterator

from etl.engine.model import Cell, Figure, Rejection, Table
from etl.engine.tables.cells import is_void
from etl.engine.tables.grid import Grid

_PROSE_LENGTH = 30
_SENTENCE = re.compile(r"[。；;！]|[，,][^，,\d]{4,}[，,]")
_DIGIT = re.compile(r"[\d０-９]")
_NUMERAL = re.compile(
    r"(?P<arabic>[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?[%％]?)"
    r"|[(（](?P<bracketed>[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<chinese>[一二三四五六七八九十百千零〇两]{1,40})(?=[、条项款章月年日季个家件次起人种类级])"
)


def is_prose(text: str) -> bool:
    """True for a cell of running text with figures in it, such as remarks below a table."""
    return len(text) > _PROSE_LENGTH and bool(_DIGIT.search(text)) and bool(_SENTENCE.search(text))


def is_numbers_alone(grid: Grid) -> bool:
    """True for several numbers without any words or units: a page lost their labels, or has none."""
    filled = [cell for row in range(len(grid.places)) for cell in grid.anchored(row) if cell.text.strip()]
    bare = [cell for cell in filled if is_void(grid.rules, cell.text) or _is_bare(grid, cell)]
    return len(bare) == len(filled) and len(grid.numbers) > 1


def _is_bare(grid: Grid, cell: Cell) -> bool:
    number = grid.numbers.get(id(cell))
    return number is not None and not number.unit and not grid.names.get(id(cell))


def numerals_of(text: str, stretch: Table, figures: list[Figure]) -> Iterator[Rejection]:
    """A rejection for every numeral of the stretch outside the figures, which come in order of place."""
    ahead = iter(figures)
    figure = next(ahead, None)
    for match in _NUMERAL.finditer(text, stretch.start, stretch.end):
        start, end = match.span(match.lastgroup or 0)
        while figure and figure.end <= start:
            figure = next(ahead, None)
        if not (figure and figure.start < end):
            yield Rejection(start, end, text[start:end], "table_label", "outside_figures")
