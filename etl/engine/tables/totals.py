"""Columns 合计 that count what the columns before them count, as their rows prove.

A form says what its own 合计 counts, and a title what a table's does; the numbers know better: 合计 beside
罚款 and 没收 of money is money, whatever it is in the form of that title.
"""

from decimal import Decimal

from etl.engine.model import Figure
from etl.engine.tables.columns import Axes

_LEAST_PARTS = 2
RULE = "table:sum"  # of a figure whose indicator its row proves


Read = dict[tuple[int, int], Figure]  # by row and column


def settle_totals(read: Read, axes: Axes) -> None:
    """Give each total that is told wrongly the meaning of the parts that add up to it in every row.

    `read`: the figures of a block by row and column.
    """
    rows = sorted({row for row, _ in read})
    for place, total in enumerate(axes.numeric):
        path = axes.columns[total]
        if not path or path[-1].kind != "total":
            continue
        before = axes.numeric[:place]
        for first in range(len(before) - _LEAST_PARTS, -1, -1):
            if _add_up(read, axes, rows, before[first:], total):
                _settle(read, axes, rows, before[first:], total)
                break


def _add_up(read: Read, axes: Axes, rows: list[int], parts: list[int], total: int) -> bool:
    """Whether every row's parts, as printed, add up to its total, several of them in one row at least."""
    several = False
    for row in rows:
        stated = axes.grid.number(row, total)
        numbers = [axes.grid.number(row, part) for part in parts]
        values = [number.value for number in numbers if number]
        if stated is None or sum(values, Decimal(0)) != stated.value:
            return False
        several |= len(values) == len(parts) and sum(map(bool, values)) >= _LEAST_PARTS
    return several


def _settle(read: Read, axes: Axes, rows: list[int], parts: list[int], total: int) -> None:
    """What is told of the parts, or of the total alone, holds for both; each part is a piece of the total."""
    for row in rows:
        figure = read.get((row, total))
        pieces = {part: read[row, part] for part in parts if (row, part) in read}
        if figure and _tell(figure, list(pieces.values())):
            for part, piece in pieces.items():
                piece.part = piece.part or axes.columns[part][-1].words


def _tell(figure: Figure, pieces: list[Figure]) -> bool:
    """Give the total the meaning of its pieces, or them that of the total; False where both have one."""
    meant = {(piece.indicator, piece.unit, piece.measure, piece.heading_unit) for piece in pieces}
    indicator, unit, measure, heading_unit = next(iter(meant), ("", "", "", ""))
    if len(meant) != 1 or measure != "level" or (indicator, unit) == (figure.indicator, figure.unit):
        return False
    if indicator or unit == "元":
        figure.indicator, figure.unit, figure.heading_unit = indicator, unit, heading_unit
        figure.value = sum((piece.value for piece in pieces), Decimal(0))
        figure.rule, figure.part, figure.in_total = RULE, "", bool(indicator)
        return True
    if figure.measure != "level" or unit not in ("", figure.unit):
        return False
    for piece in pieces:
        piece.indicator, piece.rule = figure.indicator, RULE
    return True
