"""DOCX: paragraphs and tables in document order, straight from the XML."""

from lxml import etree

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.builder import RawCell, TextBuilder, holds_data
from etl.engine.reading.detect import open_archive, read_entry

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SKIPPED = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")}
_SKIPPED.add(_MC + "Fallback")
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def read_docx(data: bytes, path: str) -> Document:
    """The Document of a DOCX file; macros and pictures are left alone, deleted text is left out."""
    archive = open_archive(data, path)
    content = read_entry(archive, "word/document.xml", path)
    content = content.replace(_STRICT.encode(), _W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        body = etree.fromstring(content, parser).find(_W + "body")
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{path}：Word 文件已损坏，无法解析，请用 Word 打开并另存") from error
    builder = TextBuilder()
    if body is not None:
        _read_blocks(body, builder)
    return Document(text=builder.text, path=path, format="docx", tables=builder.tables)


def _read_blocks(parent: etree._Element, builder: TextBuilder) -> None:
    for block in parent:
        if block.tag == _W + "p":
            _read_paragraph(block, builder)
        elif block.tag == _W + "tbl" and not _holds_data(block):
            for cell in (tc for row in _children(block, "tr") for tc in _children(row, "tc")):
                _read_blocks(cell, builder)
        elif block.tag == _W + "tbl":
            builder.table(_cells(block))
        elif block.tag not in _SKIPPED and isinstance(block.tag, str):
            _read_blocks(block, builder)  # content controls, tracked insertions


def _holds_data(table: etree._Element) -> bool:
    """False for a table that only holds other tables, or text, in place."""
    rows = [_children(row, "tc") for row in _children(table, "tr")]
    cells = [tc for row in rows for tc in row]
    if any(tc.find(f".//{_W}tbl") is not None for tc in cells):
        return False
    return holds_data(
        len(rows), max(map(len, rows), default=0), [len(_cell_text(tc).strip()) for tc in cells]
    )


def _read_paragraph(paragraph: etree._Element, builder: TextBuilder) -> None:
    builder.paragraph(_text(paragraph))
    for table in paragraph.iter(_W + "tbl"):  # a table in a text box
        if next(table.iterancestors(_W + "tbl", _MC + "Fallback"), None) is None:
            builder.table(_cells(table))


def _text(element: etree._Element) -> str:
    """The running text below an element, without tables in it."""
    pieces: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _SKIPPED or not isinstance(node.tag, str):
            continue
        if node.tag == _W + "t":
            pieces.append(node.text or "")
        elif node.tag in _BREAKS:
            pieces.append(_BREAKS[node.tag])
        elif node.tag == _W + "tbl" and node is not element:
            continue
        if node.tag == _W + "p" and node is not element:
            pieces.append("\n")
        stack.extend(reversed(node))
    return "".join(pieces)


def _cells(table: etree._Element) -> list[RawCell]:
    cells: list[RawCell] = []
    open_above: dict[int, RawCell] = {}  # by column: the cell that a vertical merge continues
    for row, element in enumerate(_children(table, "tr")):
        column = _number(element.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for tc in _children(element, "tc"):
            properties = tc.find(_W + "tcPr")
            span = max(1, _number(properties.find(_W + "gridSpan") if properties is not None else None, 1))
            merge = properties.find(_W + "vMerge") if properties is not None else None
            continued = merge is not None and merge.get(_W + "val", "continue") == "continue"
            if continued and column in open_above:
                open_above[column].row_span = row - open_above[column].row + 1
            else:
                cell = RawCell(row, column, _cell_text(tc), 1, span)
                cells.append(cell)
                open_above[column] = cell
            column += span
    return cells


def _cell_text(tc: etree._Element) -> str:
    """All paragraphs of a cell, those of a table inside it included."""
    return "\n".join(_text(paragraph) for paragraph in tc.iter(_W + "p"))


def _children(parent: etree._Element, name: str) -> list[etree._Element]:
    """Rows or cells, content controls and tracked changes around them looked through."""
    found = []
    for child in parent:
        if child.tag == _W + name:
            found.append(child)
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            found += _children(child, name)
    return found


def _number(element: etree._Element | None, default: int) -> int:
    value = element.get(_W + "val", "") if element is not None else ""
    return min(int(value), 200) if value.isascii() and value.isdigit() and len(value) < 6 else default
