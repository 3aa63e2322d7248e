"""Put paragraphs and tables together into one text, keeping the place of every table cell."""

import re
from dataclasses import dataclass

from etl.engine.captions import LONGEST, caption_in
from etl.engine.model import Cell, Table

_TITLE_LINES = 2
_PROSE_CELL = 400  # characters; a table whose cells are this long on average is page layout
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u2002-\u200a]+")
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]*")  # such a line is blank to a reader


@dataclass(slots=True)
class RawCell:
    """A cell as a format gives it: place in the rectangle, spans and text."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


class TextBuilder:
    """Collects a document's text: paragraphs on lines of their own, table cells parted by tabs."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._recent: list[str] = []
        self.tables: list[Table] = []

    @property
    def text(self) -> str:
        """Everything so far."""
        return "".join(self._pieces)

    def paragraph(self, text: str) -> None:
        """One paragraph; blank ones are dropped, line breaks inside are kept."""
        for line in text.split("\n"):
            line = line.strip()
            if not _UNSEEN.fullmatch(line):
                self._add(line + "\n")
                self._recent = [*self._recent[-(_TITLE_LINES - 1) :], line]

    def table(self, cells: list[RawCell], titled: bool = True) -> None:
        """A table, its title being the short lines just above it, where these are known to be of it."""
        start, placed, row = self._length, [], None
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
            if row is not None:
                self._add("\t" if cell.row == row else "\n")
            row = cell.row
            text = cell_text(cell.text)
            place = (self._length, self._length + len(text))
            placed.append(Cell(cell.row, cell.column, *place, text, cell.row_span, cell.column_span))
            self._add(text)
        if placed:
            self.tables.append(Table(start, self._length, placed, self._title() if titled else ""))
            self._add("\n")
        self._recent = []

    def _title(self) -> str:
        """The last lines that look like a caption: short, and no sentence; else what leads to the table."""
        lines: list[str] = []
        for line in reversed(self._recent):
            if len(line) > LONGEST or line.endswith(("。", "；")):
                return "\n".join(lines) or caption_in(line)
            lines.insert(0, line)
        return "\n".join(lines)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def holds_data(rows: int, columns: int, lengths: list[int]) -> bool:
    """True for a table of rows and columns, False for one that only arranges a page.

    `lengths`: characters of its cells. A single row is data where it has several short cells.
    """
    mean = sum(lengths) / len(lengths) if lengths else 0
    if rows < 2 or columns < 2:
        return rows == 1 and columns >= 3 and mean < _PROSE_CELL / 4
    return mean < _PROSE_CELL


def cell_text(text: str) -> str:
    """A cell's text on one line: breaks between Chinese characters vanish, others become a space."""
    text = _SPACES.sub(" ", text).strip()
    if " " not in text:
        return text
    return "".join(part for at, part in enumerate(text) if part != " " or _keeps(text, at))


def _keeps(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at + 1]
    return before.isascii() and after.isascii() and before not in ".," and after not in ".,%)"
