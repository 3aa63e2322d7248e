"""PDF with a text layer: ruled tables as tables, the lines between them joined to paragraphs."""

import io
import logging
import re

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.builder import RawCell, TextBuilder
from etl.engine.reading.pdftable import ruled_tables

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks on fonts are no use to a reader
MAX_PAGES = 600
_PAGE_NUMBER = re.compile(r"[-—–\s第]*\d{1,4}[-—–\s页]*(?:[/共]\s*\d{1,4}\s*页?)?$")
_SCANNED_CHARACTERS = 10  # a page: fewer on average, with pictures, and it is a scan
_NEW_PARAGRAPH = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|表\s*[一二三四五\d]|附件"
)


def read_pdf(data: bytes, path: str) -> Document:
    """The Document of a PDF; a scan, an encrypted or a broken file raises UnreadableDocument."""
    builder = TextBuilder()
    characters = pictures = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableDocument(f"{path}：超过 {MAX_PAGES} 页，请拆分后再导入")
            items: list = []
            for page in pdf.pages:
                characters += len(page.chars)
                pictures += len(page.images)
                items += _items(page)
                page.close()
            pages = len(pdf.pages)
    except UnreadableDocument:
        raise
    except Exception as error:  # pdfminer lets any exception of its parser through
        raise UnreadableDocument(f"{path}：{_reason(error)}") from error
    if characters < _SCANNED_CHARACTERS * pages:
        scanned = "是扫描件，没有文字层，请先做文字识别（OCR）再导入"
        raise UnreadableDocument(f"{path}：{scanned if pictures else '里面没有文字，请重新导出'}")
    _write(items, builder)
    return Document(text=builder.text, path=path, format="pdf", tables=builder.tables)


def _reason(error: BaseException) -> str:
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(inner, PDFPasswordIncorrect) or isinstance(error, PDFPasswordIncorrect):
        return "文件有密码，请去掉密码后再导入"
    return "PDF 已损坏，无法解析，请重新下载或导出"


def _items(page: Page) -> list:
    """Tables (lists of cells) and lines of one page, from the top down; page numbers are dropped."""
    tables = ruled_tables(page)
    outside = page
    for table in tables:
        outside = outside.outside_bbox(table.bbox, strict=False)
    lines = outside.extract_text_lines(return_chars=True, x_tolerance_ratio=0.3)
    lines = [line for line in lines if not _is_page_number(line, page)]
    placed = [(line["top"], line) for line in lines] + [(table.bbox[1], table.cells) for table in tables]
    right = max((line["x1"] for line in lines), default=0)
    left = min((line["x0"] for line in lines), default=0)
    for line in lines:
        size = line["chars"][0]["size"]
        line["full"] = line["x1"] > right - 2 * size
        line["indented"] = line["x0"] > left + 1.2 * size
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _is_page_number(line: dict, page: Page) -> bool:
    edge = line["top"] < page.height * 0.08 or line["bottom"] > page.height * 0.92
    return edge and bool(_PAGE_NUMBER.match(line["text"]))


def _write(items: list, builder: TextBuilder) -> None:
    """Lines become paragraphs; a table that a page break cuts becomes one again."""
    paragraph, full = "", False
    table: list[RawCell] = []
    for item in items:
        if isinstance(item, list):
            builder.paragraph(paragraph)
            paragraph = ""
            if table and _width(table) != _width(item):
                builder.table(table)
                table = []
            table = _continued(table, item) if table else item
            continue
        if table:
            builder.table(table)
            table = []
        text = item["text"].strip()
        if paragraph and full and not item["indented"] and not _NEW_PARAGRAPH.match(text):
            paragraph += text
        else:
            builder.paragraph(paragraph)
            paragraph = text
        full = item["full"]
    if table:
        builder.table(table)
    builder.paragraph(paragraph)


def _width(cells: list[RawCell]) -> int:
    return max(cell.column + cell.column_span for cell in cells)


def _continued(above: list[RawCell], below: list[RawCell]) -> list[RawCell]:
    """The rows of the next page set below those of this one, a repeated first row left out."""
    if _first_row(above) == _first_row(below):
        below = [cell for cell in below if cell.row > 0]
    height = max(cell.row + cell.row_span for cell in above)
    for cell in below:
        cell.row += height
    return above + below


def _first_row(cells: list[RawCell]) -> list[tuple[int, str]]:
    return sorted((cell.column, cell.text) for cell in cells if cell.row == 0)
