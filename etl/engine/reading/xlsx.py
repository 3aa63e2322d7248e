"""XLSX: each visible sheet as one table, numbers as the sheet displays them."""

import io
import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.builder import RawCell, TextBuilder
from etl.engine.reading.detect import open_archive, read_entry

MAX_CELLS = 500_000
# What openpyxl raises on a workbook whose XML is cut short or makes no sense.
_BROKEN = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    OSError,
    zipfile.BadZipFile,
)
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|Table)\s*\d*$", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([0#?]+))?")


def read_xlsx(data: bytes, path: str) -> Document:
    """The Document of a workbook; formulas give the value that was saved with them."""
    archive = open_archive(data, path)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            read_entry(archive, name, path)
    try:
        with warnings.catch_warnings(action="ignore"):  # remarks on styles and extensions
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except _BROKEN as error:
        raise UnreadableDocument(f"{path}：Excel 文件已损坏，无法解析，请用 Excel 打开并另存") from error
    builder = TextBuilder()
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            _read_sheet(sheet, builder, path)
    return Document(text=builder.text, path=path, format="xlsx", tables=builder.tables)


def _read_sheet(sheet: Worksheet, builder: TextBuilder, path: str) -> None:
    # _cells holds the cells that exist; iter_rows would walk a million rows for one stray cell.
    found = {place: cell for place, cell in sheet._cells.items() if cell.value is not None}
    if len(found) > MAX_CELLS:
        raise UnreadableDocument(f"{path}：工作表“{sheet.title}”超过 {MAX_CELLS} 个单元格，请拆分后再导入")
    if not found:
        return
    if not _DEFAULT_NAME.match(sheet.title):
        builder.paragraph(sheet.title)
    builder.table(_placed(sheet, found))


def _placed(sheet: Worksheet, found: dict[tuple[int, int], Cell]) -> list[RawCell]:
    """Cells by row and column as they stand, empty rows and columns closed up."""
    spans = {}
    for area in sheet.merged_cells.ranges:
        if (area.min_row, area.min_col) in found:
            spans[area.min_row, area.min_col] = area
    rows = sorted({row for row, _ in found})
    columns = sorted({column for _, column in found})
    row_at, column_at = _index(rows), _index(columns)
    cells, covered = [], set()
    for (row, column), cell in found.items():
        area = spans.get((row, column))
        height = _within(rows, area.min_row, area.max_row) if area else 1
        width = _within(columns, area.min_col, area.max_col) if area else 1
        cells.append(RawCell(row_at[row], column_at[column], displayed(cell), height, width))
        covered |= {(row_at[row] + i, column_at[column] + j) for i in range(height) for j in range(width)}
    blanks = (
        [RawCell(i, j, "") for i in range(len(rows)) for j in range(len(columns)) if (i, j) not in covered]
        if len(rows) * len(columns) <= MAX_CELLS
        else []
    )
    return cells + blanks


def _index(numbers: list[int]) -> dict[int, int]:
    return {number: index for index, number in enumerate(numbers)}


def _within(numbers: list[int], first: int, last: int) -> int:
    return bisect_right(numbers, last) - bisect_left(numbers, first)


def displayed(cell: Cell) -> str:
    """The cell as the sheet shows it: 0.985 under the format 0.0% is 98.5%."""
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return value.strftime("%Y-%m-%d") if isinstance(value, date) else value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), cell.number_format)
    return "" if cell.data_type == "e" else str(value)


def _number(value: Decimal, pattern: str) -> str:
    section = pattern.split(";")[0]
    bare = _LITERAL.sub("", section)
    digits = _DIGITS.search(bare)
    if pattern in ("General", "@") or not digits:
        return _plain(value)
    percent = "%" in bare
    places = len(digits[1] or "")
    value = (value * 100 if percent else value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    number = f"{value:,f}" if "," in digits[0] else f"{value:f}"
    if "#" in (digits[1] or ""):
        number = number.rstrip("0").rstrip(".")
    after = "".join(m[1] or m[2] or "" for m in _LITERAL.finditer(section) if m.start() > section.find("0"))
    return number + ("%" if percent else "") + after.strip()


def _plain(value: Decimal) -> str:
    """As typed: 12.0 is 12, and the noise of binary fractions beyond 12 digits is rounded off."""
    rounded = value if abs(value.adjusted()) > 15 or value == value.to_integral_value() else round(value, 10)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
