"""What every kind of workbook needs: numbers as the sheet shows them, cells as one table, bounds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import product

from etl.engine.errors import UnreadableDocument
from etl.engine.reading.builder import RawCell, TextBuilder

MAX_CELLS = 500_000  # with something in them, in one file
MAX_CHARACTERS = 20_000_000  # of all cells: one text can stand in many of them
MAX_MERGED = 50_000  # merged areas of one file
_LARGEST = Decimal("1e25")  # a number that no report has; quantize would refuse it
_PRECISION = 60  # digits: the largest number with all its places
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|Table)\s*\d*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[。；]")
_LABEL = 60  # characters: a longer cell alone in its row is text
_CAPTION = re.compile(
    r"[表况]$|^附?表|^[一二三四五六七八九十]+、|^[(（][一二三四五六七八九十]+[)）]|单位\s*[:：]"
)
_LITERAL = re.compile(r'"([^"]{0,99})"|\\(.)|\[[^\[\]]{0,99}\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?")
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_DAY_ZERO = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_LAST_DAY = 2_958_465  # 9999-12-31


@dataclass(slots=True)
class Area:
    """A merged area: first and last row and column."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """A visible sheet: the texts of its cells by row and column, its merged areas."""

    title: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)


class Budget:
    """Counts what is read of a file, and refuses it where that is beyond what a report has."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._cells = self._characters = self._merged = 0

    def cell(self, text: str) -> None:
        """One more cell with a text."""
        self._cells += 1
        self._characters += len(text)
        if self._cells > MAX_CELLS:
            raise UnreadableDocument(f"{self._path}：超过 {MAX_CELLS} 个单元格，请拆分后再导入")
        self.characters(0)

    def characters(self, count: int) -> None:
        """More characters."""
        self._characters += count
        if self._characters > MAX_CHARACTERS:
            raise UnreadableDocument(
                f"{self._path}：文字超过 {MAX_CHARACTERS // 10_000} 万字，请拆分后再导入"
            )

    def merged(self) -> None:
        """One more merged area."""
        self._merged += 1
        if self._merged > MAX_MERGED:
            raise UnreadableDocument(f"{self._path}：合并单元格超过 {MAX_MERGED} 处，请另存后再导入")


def write_sheet(sheet: Sheet, builder: TextBuilder) -> None:
    """The sheet below its name: tables, and the text between them as paragraphs.

    Empty rows and columns are closed up.
    """
    if not sheet.cells:
        return
    if not _DEFAULT_NAME.match(sheet.title):
        builder.paragraph(sheet.title)
    columns = sorted({column for _, column in sheet.cells})
    rows: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        rows.setdefault(row, []).append(column)
    spans = {(area.first_row, area.first_column): area for area in sheet.merged}
    table: list[int] = []
    numbers = list(rows)
    for at, row in enumerate(numbers):
        after = rows[numbers[at + 1]] if at + 1 < len(numbers) else []
        lone = len(rows[row]) == 1
        text = sheet.cells[row, rows[row][0]]
        if lone and (
            _is_prose(text) or _is_caption(text, bool(table), len(after), (row, rows[row][0]) in spans)
        ):
            _write_rows(sheet, table, rows, columns, spans, builder)
            table = []
            builder.paragraph(text)
        else:
            table.append(row)
    _write_rows(sheet, table, rows, columns, spans, builder)


def _is_prose(text: str) -> bool:
    return bool(_SENTENCE.search(text)) or len(text) > _LABEL


def _is_caption(text: str, below_table: bool, after: int, merged: bool) -> bool:
    """A line above a table, or between two: unmerged, for one inside a table heads its rows."""
    if merged or text[:1].isdigit():
        return False
    return not below_table or after > 1 and bool(_CAPTION.search(text))


def _write_rows(
    sheet: Sheet, rows: list[int], filled: dict[int, list[int]], columns: list[int],
    spans: dict[tuple[int, int], Area], builder: TextBuilder,
) -> None:  # fmt: skip
    """Rows of a sheet as a table."""
    if not rows:
        return
    row_at = {number: at for at, number in enumerate(rows)}
    column_at = {number: at for at, number in enumerate(columns)}
    cells: list[RawCell] = []
    covered: set[tuple[int, int]] = set()
    for row in rows:
        for column in filled[row]:
            area = spans.get((row, column))
            height = _within(rows, area.first_row, area.last_row) if area else 1
            width = _within(columns, area.first_column, area.last_column) if area else 1
            top, left = row_at[row], column_at[column]
            cells.append(RawCell(top, left, sheet.cells[row, column], height, width))
            if len(covered) <= MAX_CELLS:
                covered |= {(top + i, left + j) for i, j in _all(height, width)}
    if len(rows) * len(columns) <= MAX_CELLS:
        cells += [RawCell(*place, "") for place in _all(len(rows), len(columns)) if place not in covered]
    builder.table(cells)


def _all(rows: int, columns: int) -> Iterator[tuple[int, int]]:
    return product(range(rows), range(columns))


def _within(numbers: list[int], first: int, last: int) -> int:
    return bisect_right(numbers, last) - bisect_left(numbers, first)


def shown(value: float | int, pattern: str, since_1904: bool = False) -> str:
    """A number as a sheet shows it: 0.985 under the format 0.0% is 98.5%, under yyyy-m-d it is a day."""
    section = pattern.split(";")[0]
    bare = _LITERAL.sub("", section)
    if _DATE.search(bare) and "General" not in bare:
        return _day(value, bare, since_1904)
    return _number(Decimal(repr(value)), section, bare)


def _day(value: float, bare: str, since_1904: bool) -> str:
    if not 0 <= value <= _LAST_DAY:
        return _plain(Decimal(repr(value)))
    moment = _DAY_ZERO[since_1904] + timedelta(days=value)
    return moment.strftime("%Y-%m-%d" if re.search("[yd]", bare, re.IGNORECASE) else "%H:%M")


def _number(value: Decimal, section: str, bare: str) -> str:
    digits = _DIGITS.search(bare)
    if section in ("General", "@", "") or not digits or not value.is_finite() or abs(value) > _LARGEST:
        return _plain(value)
    percent = "%" in bare
    places = min(len(digits[1] or ""), 20)
    with localcontext(prec=_PRECISION):
        value = (value * 100 if percent else value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    number = f"{value:,f}" if "," in digits[0] else f"{value:f}"
    if "#" in (digits[1] or ""):
        number = number.rstrip("0").rstrip(".")
    after = "".join(m[1] or m[2] or "" for m in _LITERAL.finditer(section) if m.start() > section.find("0"))
    return number + ("%" if percent else "") + after.strip()


def _plain(value: Decimal) -> str:
    """As typed: 12.0 is 12, and the noise of binary fractions beyond 12 digits is rounded off."""
    if not value.is_finite():
        return ""
    rounded = value if abs(value.adjusted()) > 15 or value == value.to_integral_value() else round(value, 10)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
