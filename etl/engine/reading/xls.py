"""XLS, the workbook of Excel 97 to 2003 and of WPS (.et): each visible sheet as one table."""

import io

import xlrd
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as XlsSheet

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.builder import TextBuilder
from etl.engine.reading.spreadsheet import Area, Budget, Sheet, shown, write_sheet


def read_xls(data: bytes, path: str) -> Document:
    """The Document of a workbook; numbers as the sheet displays them, hidden sheets left out."""
    budget, builder = Budget(path), TextBuilder()
    try:
        with xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO()) as book:
            for sheet in book.sheets():
                if sheet.visibility == 0:
                    write_sheet(_sheet(sheet, book, budget), builder)
    except UnreadableDocument:
        raise
    except Exception as error:  # xlrd lets any exception of its parser through
        locked = "encrypted" in str(error).lower()
        reason = (
            "文件有密码，请用 Excel 或 WPS 打开后去掉密码再保存"
            if locked
            else "Excel 文件已损坏，请用 Excel 打开并另存"
        )
        raise UnreadableDocument(f"{path}：{reason}") from error
    return Document(text=builder.text, path=path, format="xls", tables=builder.tables)


def _sheet(sheet: XlsSheet, book: xlrd.Book, budget: Budget) -> Sheet:
    found = Sheet(sheet.name)
    for top, bottom, left, right in sheet.merged_cells:
        budget.merged()
        found.merged.append(Area(top, left, bottom - 1, right - 1))
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            text = _shown(cell, book)
            if text:
                budget.cell(text)
                found.cells[row, column] = text
    return found


def _shown(cell: Cell, book: xlrd.Book) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    style = book.xf_list[cell.xf_index]
    pattern = book.format_map[style.format_key].format_str
    whole = cell.value.is_integer() and abs(cell.value) < 1e15
    return shown(int(cell.value) if whole else cell.value, pattern, book.datemode == 1)
