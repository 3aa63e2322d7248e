"""Ruled tables of a PDF page: cells from the lines, merged cells from the lines that are missing."""

from bisect import bisect_left
from dataclasses import dataclass

from pdfplumber.page import Page

from etl.engine.reading.builder import RawCell

_SETTINGS = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 4}
_NEAR = 4  # points: lines closer than this are one


@dataclass(slots=True)
class RuledTable:
    """A table's box on the page and its cells."""

    bbox: tuple[float, float, float, float]
    cells: list[RawCell]


def ruled_tables(page: Page) -> list[RuledTable]:
    """The tables of at least two rows and two columns that lines on the page draw."""
    tables = []
    for table in page.find_tables(_SETTINGS):
        across = _lines([cell[0] for cell in table.cells] + [cell[2] for cell in table.cells])
        down = _lines([cell[1] for cell in table.cells] + [cell[3] for cell in table.cells])
        if len(across) < 3 or len(down) < 3:
            continue
        cells = []
        for x0, top, x1, bottom in table.cells:
            row, column = _index(down, top), _index(across, x0)
            inside = page.within_bbox((x0, top, x1, bottom), strict=False)
            text = inside.extract_text(x_tolerance_ratio=0.3) or ""
            spans = max(1, _index(down, bottom) - row), max(1, _index(across, x1) - column)
            cells.append(RawCell(row, column, text, *spans))
        tables.append(RuledTable(table.bbox, cells))
    return tables


def _lines(positions: list[float]) -> list[float]:
    """Distinct positions, those within a few points of each other taken as one."""
    lines: list[float] = []
    for position in sorted(positions):
        if not lines or position - lines[-1] > _NEAR:
            lines.append(position)
    return lines


def _index(lines: list[float], position: float) -> int:
    return max(0, bisect_left(lines, position + _NEAR) - 1)
