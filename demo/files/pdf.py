"""PDF: A4 pages with a text layer and ruled tables, set by reportlab in a font that every reader has."""

import io
from functools import cache
from random import Random
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from demo.files.layout import placed, size
from demo.paper import Paper, Table

FONT = "STSong-Light"  # of Adobe's Asian set: nothing is embedded
_WIDE = 9  # columns that need the page turned


def pdf_file(paper: Paper, draw: Random) -> bytes:
    """The paper on upright pages, or on broad ones where a table is broad; page numbers at the foot."""
    styles = _styles()
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    broad = any(size(placed(table.rows))[1] > _WIDE for table in tables)
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=landscape(A4) if broad else A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=24 * mm,
        bottomMargin=22 * mm,
        title=paper.title if draw.random() < 0.5 else "",
        invariant=1,
    )
    flow: list[Flowable] = []
    for block in paper.blocks:
        if isinstance(block, Table):
            flow += [Paragraph(escape(text), styles["caption"]) for text in (block.title, block.unit) if text]
            flow += [_grid(block, document.width), Spacer(1, 4 * mm)]
        else:
            flow.append(Paragraph(escape(block.text), styles[block.role]))
    document.build(flow, onFirstPage=_page_number, onLaterPages=_page_number)
    return buffer.getvalue()


def _grid(table: Table, width: float) -> Grid:
    cells = placed(table.rows)
    height, columns = size(cells)
    small = _styles()["cell"]
    content: list[list] = [[""] * columns for _ in range(height)]
    spans = []
    for row, column, rows, across, text in cells:
        content[row][column] = Paragraph(escape(text), small)
        if rows * across > 1:
            spans.append(("SPAN", (column, row), (column + across - 1, row + rows - 1)))
    lines = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 2) for side in ("LEFT", "RIGHT")]
    return Grid(content, colWidths=[width / columns] * columns, style=[*lines, *padding, *spans])


def _page_number(canvas, document) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(document.pagesize[0] / 2, 12 * mm, f"- {document.page} -")


@cache
def _styles() -> dict[str, ParagraphStyle]:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    text = ParagraphStyle("text", fontName=FONT, fontSize=12, leading=21, wordWrap="CJK", firstLineIndent=24)
    plain = ParagraphStyle("plain", text, firstLineIndent=0)
    return {
        "text": text,
        "heading": text,
        "number": ParagraphStyle("number", plain, alignment=TA_CENTER),
        "title": ParagraphStyle("title", plain, fontSize=18, leading=30, alignment=TA_CENTER, spaceAfter=12),
        "caption": ParagraphStyle("caption", plain, alignment=TA_CENTER),
        "sign": ParagraphStyle("sign", plain, alignment=2),
        "cell": ParagraphStyle("cell", plain, fontSize=8, leading=10, alignment=TA_CENTER),
    }
