"""Views as files of the office: what `dashboard shot`, standing orders and the buttons of the pages make."""

import re
from collections.abc import Sequence

import pandas as pd

from dashboard.drawing.exports import xlsx_bytes
from dashboard.office.model import Sheet, Style
from dashboard.office.pdf import pdf_bytes

TYPES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
SHARED = ("来源", "指标定义", "说明")  # sheets that every view's workbook has
DATA = "数据"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\·]")


def file_of(sheets: Sequence[Sheet], kind: str, style: Style | None = None, title: str = "") -> bytes:
    """The views as a file of `kind`, a key of TYPES. Raises BadTemplate, and NoOffice for a PDF."""
    if kind == "xlsx":
        return workbook_of(sheets)
    # Half a second of imports: only who downloads such a file pays for them.
    if kind == "docx":
        from dashboard.office.docx import docx_bytes

        return docx_bytes(sheets, style, title)
    from dashboard.office.pptx import pptx_bytes

    slides = pptx_bytes(sheets, style, title)
    return slides if kind == "pptx" else pdf_bytes(slides, "pptx")


def workbook_of(sheets: Sequence[Sheet]) -> bytes:
    """One workbook: the data of each view on a sheet of its own, sources and definitions together."""
    if len(sheets) == 1:
        return xlsx_bytes(sheets[0].books())
    of_each = [sheet.books() for sheet in sheets]
    books = {
        f"{number} {_NOT_IN_NAMES.sub(' ', sheet.subject)}"[:31]: own[DATA]
        for number, (sheet, own) in enumerate(zip(sheets, of_each, strict=True), 1)
    }
    for name in SHARED:
        every = pd.concat([own[name] for own in of_each], ignore_index=True)
        books[name] = every.drop_duplicates(ignore_index=True)
    return xlsx_bytes(books)
