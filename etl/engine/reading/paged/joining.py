"""Lines to paragraphs, tables to one over page breaks."""

from etl.engine.reading.builder import RawCell, TextBuilder, cell_text
from etl.engine.reading.paged.flow import NEW_PARAGRAPH, Frame, Line
from etl.engine.reading.paged.ruled import PlacedTable

Item = Line | PlacedTable | Frame
_SAME_PLACE = 4.0  # points, between a column's edge on two pages
_HEADER_ROWS = 4
_ENDS = frozenset("0123456789.,，")


class Writer:
    """Takes lines and tables in reading order and writes paragraphs and whole tables."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._paragraph = ""
        self._last: Line | None = None  # the paragraph's last line
        self._page_ended = False
        self._table: PlacedTable | None = None
        self._frames: list[Frame] = []
        self.unclear: set[int] = set()  # pages with a table whose headings were not understood

    def add(self, item: Item, page: int) -> None:
        """The next thing on a page; a frame waits for the end of the paragraph."""
        if isinstance(item, Frame):
            self._frames.append(item)
            return
        if isinstance(item, PlacedTable):
            item.page = page
            self._add_table(item)
        else:
            self._add_line(item)
        self._page_ended = False

    def end_page(self) -> None:
        """What follows is on another page."""
        self._page_ended = True

    def finish(self) -> None:
        """Nothing follows."""
        self._end_table()
        self._end_paragraph()

    def _add_line(self, line: Line) -> None:
        if self._table is not None and self._page_ended and _is_cut_by_page(self._table, line):
            self._table.clear = False
        self._end_table()
        text = line.text.strip()
        if not self._continues(line, text):
            self._end_paragraph()
        latin = self._paragraph[-1:].isascii() and self._paragraph[-1:].isalpha() and text[:1].isascii()
        self._paragraph += (" " if latin else "") + text
        self._last = line

    def _continues(self, line: Line, text: str) -> bool:
        last = self._last
        if last is None or not last.goes_on(line) or NEW_PARAGRAPH.match(text):
            return False
        if line.apart and not self._page_ended:
            return False
        further = line.indented or line.x0 - line.left > last.x0 - last.left + 1.2 * line.size
        return not further or line.centred and last.size == line.size and not last.text.endswith("。")

    def _add_table(self, table: PlacedTable) -> None:
        self._end_paragraph()
        if self._table is not None and self._page_ended and joined(self._table, table):
            return
        self._end_table()
        self._table = table

    def _end_paragraph(self) -> None:
        self._builder.paragraph(self._paragraph)
        self._paragraph, self._last = "", None
        waiting, self._frames = self._frames, []
        for frame in waiting:
            for line in frame.lines:
                self._add_line(line)
            self._end_paragraph()

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table is None:
            return
        if not table.clear:
            if not table.short:
                self.unclear.add(table.page)
            table.cells = self._without_words(table.cells)
        self._builder.table(table.cells, titled=table.clear)

    def _without_words(self, cells: list[RawCell]) -> list[RawCell]:
        """Numbers alone: under a wrong name they would be worse than under none. Words become text."""
        numbers = [cell for cell in cells if cell.text[:1].isdigit() or not cell.text.strip()]
        kept = {id(cell) for cell in numbers}
        for cell in cells:
            if id(cell) not in kept:
                self._builder.paragraph(cell.text)
        return numbers


def _is_cut_by_page(table: PlacedTable, line: Line) -> bool:
    """Whether a line may be the rest of a last name without lines around it, which had no room for more."""
    return bool(table.columns and table.tight) and any(
        left - _SAME_PLACE <= line.x0 and line.x1 <= right + _SAME_PLACE for left, right in table.columns
    )


def _shared_columns(above: list[float], below: list[float]) -> list[float]:
    """The edges of both parts' columns where the one's are among the other's, else none."""
    wide, narrow = (above, below) if len(above) >= len(below) else (below, above)
    if abs(wide[-1] - narrow[-1]) > _SAME_PLACE:
        return []
    known = all(min(abs(x - edge) for edge in wide) <= _SAME_PLACE for x in narrow)
    return wide if known else []


def _moved(edges: list[float], onto: list[float]) -> list[float]:
    """Edges as they stand on the page above; a page of another size stretches the table."""
    shift = edges[0] - onto[0]
    moved = [x - shift for x in edges]
    stretched = len(edges) == len(onto) and abs(moved[-1] - onto[-1]) > _SAME_PLACE
    times = (onto[-1] - onto[0]) / (edges[-1] - edges[0]) if stretched and edges[-1] > edges[0] else 1.0
    return [onto[0] + (x - onto[0]) * times for x in moved]


def _placed_in(cells: list[RawCell], own: list[float], edges: list[float]) -> None:
    """Number the columns of cells anew, by all edges."""

    def nearest(x: float) -> int:
        return min(range(len(edges)), key=lambda at: abs(edges[at] - x))

    for cell in cells:
        end = nearest(own[cell.column + cell.column_span])
        cell.column = nearest(own[cell.column])
        cell.column_span = max(1, end - cell.column)


def joined(above: PlacedTable, below: PlacedTable) -> bool:
    """Set the rows of the next page below those of this one; False where they are of another table."""
    if above.columns or below.columns or not (above.clear and below.clear):
        return _joined_unruled(above, below)
    moved = _moved(below.xs, above.xs)
    edges = _shared_columns(above.xs, moved)
    if not edges:
        return False
    _placed_in(above.cells, above.xs, edges)
    _placed_in(below.cells, moved, edges)
    above.cells, above.xs = _continued(above, below.cells), edges
    above.tight = below.tight
    return True


def _joined_unruled(above: PlacedTable, below: PlacedTable) -> bool:
    """The same without lines: each column stands below its own, and only the upper part has headings."""
    if not below.columns or below.clear or not above.clear or len(above.columns) != len(below.columns):
        return False
    for over, under in zip(above.columns, below.columns, strict=True):
        if min(over[1], under[1]) <= max(over[0], under[0]):
            return False
    height = max(cell.row + cell.row_span for cell in above.cells)
    for cell in below.cells:
        cell.row += height
    above.cells += below.cells
    above.columns = [
        (min(over[0], under[0]), max(over[1], under[1]))
        for over, under in zip(above.columns, below.columns, strict=True)
    ]
    return True


def _continued(table: PlacedTable, below: list[RawCell]) -> list[RawCell]:
    """Rows below rows, repeated header rows left out, a row or merged cell cut by the page's end whole."""
    above = table.cells
    repeated = _repeated_rows(above, below)
    below = [cell for cell in below if cell.row >= repeated]
    height = max(cell.row + cell.row_span for cell in above)
    for cell in below:
        cell.row += height - repeated
    ends = {cell.column: cell for cell in above if cell.row + cell.row_span == height}
    if _is_rest(ends, [cell for cell in below if cell.row == height], table.tight):
        return above + _row_rejoined(ends, below, height)
    return above + _cells_rejoined(ends, below, height)


def _repeated_rows(above: list[RawCell], below: list[RawCell]) -> int:
    """How many first rows are the same, words and spans, as those of the part above."""
    for rows in range(_HEADER_ROWS, 0, -1):
        first, again = _rows(above, rows), _rows(below, rows)
        if first and first == again and max(row + span for row, _, span, _, _ in again) == rows:
            return rows
    return 0


def _rows(cells: list[RawCell], rows: int) -> list[tuple]:
    return sorted(
        (cell.row, cell.column, cell.row_span, cell.column_span, cell_text(cell.text))
        for cell in cells
        if cell.row < rows
    )


def _cells_rejoined(ends: dict[int, RawCell], below: list[RawCell], height: int) -> list[RawCell]:
    """Merged cells that go on below the page's end, blank in one of the two parts."""
    kept = []
    for cell in below:
        over = ends.get(cell.column)
        if over is not None and _is_cut(cell, over, height) and (cell.row_span > 1 or over.row_span > 1):
            over.text = over.text.strip() or cell.text
            over.row_span += cell.row_span
        else:
            kept.append(cell)
    return kept


def _is_cut(cell: RawCell, over: RawCell, height: int) -> bool:
    as_wide = cell.row == height and over.column_span == cell.column_span
    return as_wide and not (cell.text.strip() and over.text.strip())


def _is_rest(ends: dict[int, RawCell], first: list[RawCell], tight: set[int]) -> bool:
    """True for a first row with nothing but the rest of cells above it whose last line was full."""
    pairs = [(cell, ends[cell.column]) for cell in first if cell.column in ends]
    same = all(over.column_span == cell.column_span for cell, over in pairs)
    if len(first) < 2 or len(pairs) < len(first) or not same:
        return False
    filled = [over for cell, over in pairs if cell.text.strip()]
    if not filled or not all(id(over) in tight for over in filled):
        return False
    return any(over.text.strip() and not cell.text.strip() for cell, over in pairs)


def _row_rejoined(ends: dict[int, RawCell], below: list[RawCell], height: int) -> list[RawCell]:
    for cell in below:
        if cell.row == height:
            over = ends[cell.column]
            number = over.text[-1:] in _ENDS and cell.text[:1] in _ENDS
            over.text += ("" if number else "\n") + cell.text
            over.row_span += cell.row_span - 1
    rest = [cell for cell in below if cell.row != height]
    for cell in rest:
        cell.row -= 1
    return rest
