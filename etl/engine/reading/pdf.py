"""PDF with a text layer."""

import pypdfium2 as pdfium

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.paged import document_of
from etl.engine.reading.paged.sheet import SCANNED_CHARACTERS, Sheet
from etl.engine.reading.pdfium import sheets_of

MAX_PAGES = 600
_PASSWORD = 4  # pdfium's number for a missing password


def read_pdf(data: bytes, path: str) -> Document:
    """The Document of a PDF; a scan, an encrypted or a broken file raises UnreadableDocument."""
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        reason = "文件有密码，请去掉密码后再导入" if locked else "PDF 已损坏，无法解析，请重新下载或导出"
        raise UnreadableDocument(f"{path}：{reason}") from error
    try:
        if len(file) > MAX_PAGES:
            raise UnreadableDocument(f"{path}：超过 {MAX_PAGES} 页，请拆分后再导入")
        seen = _Seen()
        document = document_of(map(seen, sheets_of(file)), path, "pdf")
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(f"{path}：PDF 已损坏，无法解析，请重新下载或导出") from error
    finally:
        file.close()
    if seen.longest < SCANNED_CHARACTERS:
        scanned = "是扫描件，没有文字层，请先做文字识别（OCR）再导入"
        raise UnreadableDocument(f"{path}：{scanned if seen.pictures else '里面没有文字，请重新导出'}")
    return document


class _Seen:
    """What the pages hold, noted as they pass."""

    def __init__(self) -> None:
        self.longest = 0  # characters of the fullest page
        self.pictures = False

    def __call__(self, sheet: Sheet) -> Sheet:
        self.longest = max(self.longest, len(sheet.glyphs))
        self.pictures = self.pictures or sheet.pictured > 0
        return sheet
