"""Rows that divide the one above them: 检查机构 1204, 其中：医院 210, 药店 994."""

from itertools import accumulate, takewhile

from etl.engine.model import Figure
from etl.engine.tables.columns import Axes
from etl.engine.tables.totals import Read
from etl.engine.tables.words import squash

_OF_WHICH = "其中"
RULE = "table:of_which"
_MOST = 12  # rows that divide one


def settle_of_which(read: Read, axes: Axes) -> None:
    """Give rows that begin with 其中, and those below that make up the rest, what the row above counts.

    Only what no form knows is told so, of the same unit and no more than what it divides.
    """
    data = axes.block.data
    for at, row in enumerate(data[1:], 1):
        labels = axes.rows(row, axes.numeric[0]) if axes.numeric else ()
        if not labels or not squash(labels[-1].text).startswith(_OF_WHICH):
            continue
        for column in axes.numeric:
            whole = read.get((data[at - 1], column))
            if whole and whole.indicator and whole.measure == "level":
                _divide(read, axes, whole, data[at : at + _MOST], column)


def _divide(read: Read, axes: Axes, whole: Figure, rows: list[int], column: int) -> None:
    below = ((row, read.get((row, column))) for row in rows)
    pieces = [
        (row, piece) for row, piece in takewhile(lambda each: _may_divide(each[1], whole), below) if piece
    ]
    sums = accumulate(piece.value for _, piece in pieces)
    count = next((number for number, total in enumerate(sums, 1) if total == whole.value), 1)
    for row, piece in pieces[:count]:
        piece.indicator, piece.rule = whole.indicator, RULE
        piece.part = axes.rows(row, column)[-1].words


def _may_divide(piece: Figure | None, whole: Figure) -> bool:
    if piece is None or piece.indicator or (piece.unit, piece.measure) != (whole.unit, whole.measure):
        return False
    return piece.value <= whole.value
