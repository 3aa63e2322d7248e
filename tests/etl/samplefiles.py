"""Small documents of every format, made from one description of paragraphs and tables.

A table is a list of rows, a row a list of cells, a cell its text or (text, columns, rows) where merged.
"""

import io
from html import escape

import docx
import openpyxl

Block = str | list


def placed(table: list) -> list[tuple[int, int, int, int, str]]:
    """(row, column, row span, column span, text) of each cell."""
    taken, cells = set(), []
    for row, entries in enumerate(table):
        column = 0
        for entry in entries:
            text, columns, rows = entry if isinstance(entry, tuple) else (entry, 1, 1)
            while (row, column) in taken:
                column += 1
            taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
            cells.append((row, column, rows, columns, text))
            column += columns
    return cells


def html_page(blocks: list[Block], title: str = "云岭市人民政府门户网站") -> bytes:
    body = []
    for block in blocks:
        if isinstance(block, str):
            body.append(f"<p>　　{escape(block)}</p>")
            continue
        rows = []
        for entries in block:
            row = ""
            for entry in entries:
                text, columns, height = entry if isinstance(entry, tuple) else (entry, 1, 1)
                content = f"<p><span>{escape(text)}</span></p>" if text else "<p>&nbsp;</p>"
                row += f'<td colspan="{columns}" rowspan="{height}">{content}</td>'
            rows.append(f"<tr>{row}</tr>")
        body.append(f"<table border=1><tbody>{''.join(rows)}</tbody></table>")
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        '<div class="nav"><a href="#">首页</a> <a href="#">政务公开</a></div>'
        f'<div id="zoom">{"".join(body)}</div>'
        '<div class="footer">版权所有 备案12345678号</div></body></html>'
    ).encode()


def docx_file(blocks: list[Block]) -> bytes:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        cells = placed(block)
        height = max(row + rows for row, _, rows, _, _ in cells)
        width = max(column + columns for _, column, _, columns, _ in cells)
        table = document.add_table(height, width, style="Table Grid")
        for row, column, rows, columns, text in cells:
            cell = table.cell(row, column)
            if rows * columns > 1:
                cell = cell.merge(table.cell(row + rows - 1, column + columns - 1))
            cell.text = text
    return _saved(document)


def xlsx_file(blocks: list[Block]) -> bytes:
    """One sheet; numbers that a spreadsheet would hold as numbers are numbers."""
    workbook = openpyxl.Workbook()
    sheet, top = workbook.active, 1
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(top, 1, block)
            top += 1
            continue
        cells = placed(block)
        for row, column, rows, columns, text in cells:
            cell = sheet.cell(top + row, column + 1)
            cell.value = _spreadsheet_value(cell, text)
            if rows * columns > 1:
                sheet.merge_cells(
                    start_row=top + row,
                    start_column=column + 1,
                    end_row=top + row + rows - 1,
                    end_column=column + columns,
                )
        top += max(row + rows for row, _, rows, _, _ in cells)
    return _saved(workbook)


def _spreadsheet_value(cell, text: str):
    bare = text.replace(",", "")
    if not bare.replace(".", "", 1).isdigit():
        return text or None
    if "," in text:
        cell.number_format = "#,##0.00" if "." in text else "#,##0"
    elif "." in text:
        cell.number_format = "0." + "0" * len(text.split(".")[1])
    return float(bare) if "." in bare else int(bare)


def _saved(file) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def pdf_file(pages: list[list[Block]], characters: bool = True) -> bytes:
    """A PDF with ruled tables, in a font that every reader has; without characters it is like a scan."""
    return drawn_pdf(
        [_pdf_page(blocks) if characters else "q 500 0 0 700 40 40 cm /Im1 Do Q" for blocks in pages],
        (842, 2400),
    )


def drawn_pdf(contents: list[str], size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF of these drawings, one a page; they have the font /F1 and the picture /Im1."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        b" /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Length 1 >>\nstream\n0\nendstream",
    ]
    kids = []
    for drawing in contents:
        content = drawing.encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 5 0 R >> >> >>" % (*size, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _pdf_bytes(objects)


def _pdf_page(blocks: list[Block]) -> str:
    out, y = [], 2360.0
    for block in blocks:
        if isinstance(block, str):
            for at in range(0, len(block), 70):
                out.append(pdf_text(block[at : at + 70], 30, y))
                y -= 16
            continue
        cells = placed(block)
        width = 780 / max(column + columns for _, column, _, columns, _ in cells)
        height = 12 + 9 * max(-(-len(text) // (int(columns * width / 9) - 1)) for *_, columns, text in cells)
        for row, column, rows, columns, text in cells:
            left, top = 30 + column * width, y - row * height
            out.append(f"{left} {top} {columns * width} {-rows * height} re S")
            per_line = int(columns * width / 9) - 1
            for line in range(0, len(text), per_line):
                piece, down = text[line : line + per_line], 12 + line / per_line * 9
                out.append(pdf_text(piece, left + 3, top - down, 8))
        y -= height * max(row + rows for row, _, rows, _, _ in cells) + 20
    return "\n".join(out)


def pdf_text(text: str, x: float, y: float, size: int = 10) -> str:
    """The drawing of a text whose baseline begins at a place."""
    return f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def _pdf_bytes(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def barred_text(blocks: list[Block]) -> bytes:
    """As a text extractor leaves a page: bars between cells, merged cells pushed to the left."""
    lines = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        width = max(column + columns for _, column, _, columns, _ in placed(block))
        for row in block:
            texts = [entry[0] if isinstance(entry, tuple) else entry for entry in row]
            lines.append(" | ".join(texts) + " |" + "|" * (width - len(texts)))
    return "\n".join(lines).encode()


def tabbed_text(blocks: list[Block]) -> bytes:
    """As a spreadsheet pastes: a tab between columns, merged cells blank but for the first."""
    lines = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        cells = {(row, column): text for row, column, _, _, text in placed(block)}
        width = max(column + columns for _, column, _, columns, _ in placed(block))
        for row in range(len(block)):
            lines.append("\t".join(cells.get((row, column), "") for column in range(width)))
    return "\n".join(lines).encode()


def stacked_text(blocks: list[Block]) -> bytes:
    """One cell a line, a blank line for a blank cell."""
    return _stacked(blocks, "\n")


def spread_text(blocks: list[Block]) -> bytes:
    """One cell a line with a blank line after each, a blank cell being a line of white space."""
    return _stacked(blocks, "\n\n")


def _stacked(blocks: list[Block], gap: str) -> bytes:
    texts = []
    for block in blocks:
        if isinstance(block, str):
            texts.append(block)
        else:
            texts += [(entry[0] if isinstance(entry, tuple) else entry) for row in block for entry in row]
    blank = "" if gap == "\n" else " "
    return gap.join(text or blank for text in texts).encode()


FORMATS = {
    "html": html_page,
    "docx": docx_file,
    "xlsx": xlsx_file,
    "pdf": lambda blocks: pdf_file([blocks]),
    "barred": barred_text,
    "tabbed": tabbed_text,
    "stacked": stacked_text,
    "spread": spread_text,
}
