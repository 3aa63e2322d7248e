"""Tables as text with commas, semicolons or tabs between the cells (CSV)."""

import csv
import io

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.builder import TextBuilder
from etl.engine.reading.spreadsheet import Budget, Sheet, write_sheet
from etl.engine.reading.txt import decode

_BETWEEN = (",", ";", "\t")


def read_csv(data: bytes, path: str) -> Document:
    """The Document of a CSV file: a sheet, its cells as printed; a broken one raises UnreadableDocument."""
    text = decode(data, path).removeprefix("\ufeff")
    between = max(_BETWEEN, key=text.count)
    budget, builder, sheet = Budget(path), TextBuilder(), Sheet("Sheet")
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=between)):
            for column, cell in enumerate(cells):
                if written := cell.strip():
                    budget.cell(written)
                    sheet.cells[row, column] = written
    except csv.Error as error:
        raise UnreadableDocument(
            f"{path}：CSV 文件读不通（{error}），请用表格软件打开后另存为 XLSX"
        ) from error
    write_sheet(sheet, builder)
    return Document(text=builder.text, path=path, format="csv", tables=builder.tables)
