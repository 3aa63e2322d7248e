"""XLSX, as offices attach it: everything on one sheet, or a sheet a table."""

import io
import re
import zipfile
from random import Random

import openpyxl

from demo.files.layout import placed, size
from demo.files.word import packed
from demo.paper import Line, Paper, Table

_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def xlsx_file(paper: Paper, draw: Random) -> bytes:
    """A workbook; what a spreadsheet would hold as a number is one."""
    book = openpyxl.Workbook()
    sheet, top, used = book.active, 1, False
    apart = draw.random() < 0.5
    for block in paper.blocks:
        if isinstance(block, Line):
            sheet.cell(top, 1, block.text)
            top += 1
            continue
        if apart and used:
            sheet, top = book.create_sheet(block.title.split("　")[0]), 1
        used = True
        for text in filter(None, (block.title, block.unit)):
            sheet.cell(top, 1, text)
            top += 1
        top = _table(sheet, top, block) + 1
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = _TIME.sub(b"2020-01-01T00:00:00Z", parts["docProps/core.xml"])
    return packed(parts)


def _table(sheet, top: int, table: Table) -> int:
    cells = placed(table.rows)
    for row, column, rows, columns, text in cells:
        _write(sheet.cell(top + row, column + 1), text)
        if rows * columns > 1:
            last = {"end_row": top + row + rows - 1, "end_column": column + columns}
            sheet.merge_cells(start_row=top + row, start_column=column + 1, **last)
    return top + size(cells)[0]


def _write(cell, text: str) -> None:
    bare = text.replace(",", "")
    if not bare.replace(".", "", 1).isdigit():
        cell.value = text or None
        return
    decimals = len(bare.partition(".")[2])
    cell.value = float(bare) if decimals else int(bare)
    cell.number_format = ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "")
