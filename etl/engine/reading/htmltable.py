"""HTML tables: tell those of data from those of layout, and place their cells."""

from lxml import html

from etl.engine.reading import builder
from etl.engine.reading.builder import RawCell

MAX_SPAN = 200
MAX_ROWS = 20_000


def holds_data(table: html.HtmlElement) -> bool:
    """True for a table of rows and columns; False for one that only arranges the page."""
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    lengths = [len(cell.text_content().strip()) for row in rows for cell in row]
    return builder.holds_data(len(rows), max(map(len, rows), default=0), lengths)


def table_cells(table: html.HtmlElement) -> list[RawCell]:
    """The cells with their places; spans that overlap or overrun the table are cut."""
    rows = list(table.iter("tr"))[:MAX_ROWS]
    taken: dict[int, int] = {}  # by column: the first row that is free again
    cells = []
    for row, element in enumerate(rows):
        column = 0
        for cell in element:
            if cell.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > row:
                column += 1
            width = _span(cell, "colspan", MAX_SPAN)
            left = len(rows) - row
            height = left if cell.get("rowspan") == "0" else _span(cell, "rowspan", left)
            for at in range(column, column + width):
                if taken.get(at, 0) > row:
                    width = at - column
                    break
                taken[at] = row + height
            cells.append(RawCell(row, column, _text(cell), height, width))
            column += width
    return cells


def _span(cell: html.HtmlElement, name: str, limit: int) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), limit)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _text(cell: html.HtmlElement) -> str:
    for line_break in cell.iter("br", "p", "div"):
        line_break.tail = "\n" + (line_break.tail or "")
    return cell.text_content()
