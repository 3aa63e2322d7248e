"""Data for taking away: CSV, workbooks and Parquet. Pure: tables in, bytes out.

Cells that a spreadsheet would run as a formula are neutralised in CSV and XLSX; Parquet, which no
spreadsheet runs, keeps the text as it is.
"""

import re
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.numbers import is_missing

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# What no workbook can hold, though a document may: control characters.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_NUMBER = re.compile(r"-?\d{12,}(,-?\d{12,})*")
# Columns whose numbers are names of things: no thousands separators.
NAMING_COLUMNS = ("年份", "区划代码", "代码", "编号")
WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\"<>]{3,2000}")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Most cells of a CSV stay as they are.
_TO_CHANGE = re.compile(rf"{NOT_IN_XML.pattern}|\A[{re.escape(''.join(FORMULA_STARTS))}]|\A\d{{12}}")
WIDEST, NARROWEST = 60, 8  # of a column, in characters


def csv_bytes(table: pd.DataFrame) -> bytes:
    """CSV in UTF-8 with a byte-order mark, so that Excel opens Chinese text right.

    Numbers of figures get an apostrophe: they have more digits than a spreadsheet keeps of a number.
    """
    cells = {number: _column_for_csv(column) for number, (_, column) in enumerate(table.items())}
    shown = pd.DataFrame(cells, index=table.index).set_axis(
        [_harmless_cell(name) for name in table.columns], axis=1
    )
    return shown.to_csv(index=False, float_format=_whole).encode("utf-8-sig")


def _column_for_csv(column: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column):
        return column
    return pd.Series([_for_csv(cell) for cell in column.tolist()], dtype=object, index=column.index)


def _for_csv(cell: Any) -> Any:
    if not isinstance(cell, str) or not _TO_CHANGE.search(cell):
        return cell
    return "'" + cell if _LONG_NUMBER.fullmatch(cell) else NOT_IN_XML.sub("\ufffd", _harmless_cell(cell))


def _whole(value: float) -> str:
    """A float without the .0 that no report printed."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """Parquet with the types of the columns."""
    buffer = BytesIO()
    table.to_parquet(buffer, index=False)
    return buffer.getvalue()


def xlsx_bytes(sheets: dict[str, pd.DataFrame]) -> bytes:
    """A workbook, one sheet a table, with numbers as numbers and dates as dates; missing cells are empty."""
    from openpyxl import Workbook  # a tenth of a second: only who downloads a workbook pays for it

    book = Workbook(write_only=False)
    book.remove(book.active)
    for name, table in sheets.items():
        _fill_sheet(book.create_sheet(name), table)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _harmless_cell(cell: Any) -> Any:
    """A text with an apostrophe before it where it begins like a formula."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _fill_sheet(sheet: "Worksheet", table: pd.DataFrame) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append([_typed(str(name)) for name in table.columns])
    for row in table.itertuples(index=False):
        sheet.append([_typed(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, name in enumerate(table.columns, 1):
        _format_column(sheet, number, str(name))
        longest = max((_width(str(cell)) for cell in [name, *table[name].head(200)]), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, NARROWEST), WIDEST)
    _fit_on_paper(sheet)
    sheet.freeze_panes = "A2"
    if len(table):
        sheet.auto_filter.ref = sheet.dimensions


def _format_column(sheet: "Worksheet", number: int, name: str) -> None:
    """Thousands separators for quantities, links for web addresses."""
    for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
        if isinstance(cell.value, int | float) and not name.endswith(NAMING_COLUMNS):
            cell.number_format = "#,##0" if isinstance(cell.value, int) else "#,##0.######"
        elif isinstance(cell.value, str) and WEB_ADDRESS.fullmatch(cell.value):
            cell.hyperlink = cell.value
            cell.style = "Hyperlink"


def _fit_on_paper(sheet: "Worksheet") -> None:
    """A4 landscape, one page wide, the heading on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"


def _typed(cell: Any) -> Any:
    """What openpyxl writes as a typed cell: no NaN, no numpy, text never as a formula."""
    if not isinstance(cell, str) and is_missing(cell):
        return None
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return date(cell.year, cell.month, cell.day)
    if hasattr(cell, "item"):
        return _typed(cell.item())
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return NOT_IN_XML.sub("\ufffd", _harmless_cell(cell)) if isinstance(cell, str) else cell


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
