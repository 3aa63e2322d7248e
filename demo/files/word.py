"""DOCX, as offices attach it: Word's own default document with the report's paragraphs and tables in it."""

import io
import zipfile
from functools import cache
from random import Random
from xml.sax.saxutils import escape

import docx

from demo.files.layout import placed, size
from demo.paper import Line, Paper, Table

WRITTEN = (2020, 1, 1, 0, 0, 0)  # the time in the archive: the same file for the same paper
_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
_CENTRED, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'


def docx_file(paper: Paper, draw: Random) -> bytes:
    """A Word document; headings at times in Word's own style, at times plain. Written as XML in one piece:
    python-docx takes fifty times as long."""
    titled, styled = draw.random() < 0.5, draw.random() < 0.5
    body = "".join(
        _table(block) if isinstance(block, Table) else _line(block, styled) for block in paper.blocks
    )
    parts = dict(_empty())
    before, after = parts[_BODY].split(b"<w:sectPr", 1)
    parts[_BODY] = before + body.encode() + b"<w:sectPr" + after
    title = escape(paper.title) if titled else ""
    parts[_CORE] = _PROPERTIES.format(title).encode()
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts of an office document as a file, with fixed times: the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, WRITTEN), content, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


@cache
def _empty() -> dict[str, bytes]:
    raw = io.BytesIO()
    docx.Document().save(raw)
    with zipfile.ZipFile(raw) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
)


def _line(line: Line, styled: bool) -> str:
    style = '<w:pStyle w:val="Heading2"/>' if styled and line.role == "heading" else ""
    place = {"title": _CENTRED, "number": _CENTRED, "sign": _RIGHT}.get(line.role, "")
    indent = '<w:ind w:firstLineChars="200"/>' if line.role == "text" else ""
    size_ = '<w:rPr><w:sz w:val="40"/></w:rPr>' if line.role == "title" else ""
    return _paragraph(line.text, style + indent + place, size_)


def _paragraph(text: str, properties: str = "", letters: str = "") -> str:
    said = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{said}<w:r>{letters}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(table: Table) -> str:
    cells = placed(table.rows)
    height, width = size(cells)
    at = {(row, column): (rows, columns, text) for row, column, rows, columns, text in cells}
    below = {
        (row + down, column): across for row, column, rows, across, _ in cells for down in range(1, rows)
    }
    lines = []
    for row in range(height):
        xml = ""
        for column in range(width):
            if (row, column) in at:
                rows, columns, text = at[row, column]
                xml += _cell(text, columns, "restart" if rows > 1 else "")
            elif (row, column) in below:
                xml += _cell("", below[row, column], "continue")
        lines.append(f"<w:tr>{xml}</w:tr>")
    above = "".join(_paragraph(text, _CENTRED) for text in (table.title, table.unit) if text)
    return (
        f"{above}<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{''.join(lines)}</w:tbl>{_paragraph('')}"
    )


def _cell(text: str, columns: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{_paragraph(text)}</w:tc>"
