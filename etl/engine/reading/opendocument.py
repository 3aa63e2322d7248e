"""OpenDocument texts and workbooks (ODT, ODS): paragraphs, tables and sheets, straight from the XML."""

from collections.abc import Iterator

from lxml import etree

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.builder import RawCell, TextBuilder, holds_data
from etl.engine.reading.detect import open_archive, read_entry
from etl.engine.reading.spreadsheet import MAX_CELLS, Area, Budget, Sheet, write_sheet

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE, _STYLE = (_NS % name for name in ("office", "text", "table", "style"))
# Changes taken back, notes, remarks beside the text, and what holds no text at all.
_SKIPPED = {
    _TEXT + "tracked-changes",
    _OFFICE + "annotation",
    _TEXT + "note",
    _OFFICE + "forms",
    _TEXT + "ruby-text",
}
_PARAGRAPHS = {_TEXT + "p", _TEXT + "h"}
_SPACES = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_BLANKS = 60  # blank cells in a row: no table is wider
_REPEATED = 2_000  # rows or cells said once and meant often; the rest is the blank sheet below


def read_opendocument(data: bytes, path: str) -> Document:
    """The Document of an ODT or ODS file; pictures and macros are left alone."""
    archive = open_archive(data, path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True)
    try:
        root = etree.fromstring(read_entry(archive, "content.xml", path), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{path}：OpenDocument 文件已损坏，请用 LibreOffice 打开并另存") from error
    builder, budget = TextBuilder(), Budget(path)
    body = root.find(_OFFICE + "body")
    sheets = None if body is None else body.find(_OFFICE + "spreadsheet")
    if sheets is not None:
        hidden = _hidden_styles(root)
        for table in sheets.iterfind(_TABLE + "table"):
            if table.get(_TABLE + "style-name") not in hidden:
                write_sheet(_sheet(table, budget), builder)
    elif body is not None:
        _read_blocks(body, builder, budget)
    kind = "odt" if sheets is None else "ods"
    return Document(text=builder.text, path=path, format=kind, tables=builder.tables)


def _hidden_styles(root: etree._Element) -> set[str]:
    return {
        style.get(_STYLE + "name", "")
        for style in root.iter(_STYLE + "style")
        if any(each.get(_TABLE + "display") == "false" for each in style.iter(_STYLE + "table-properties"))
    }


def _read_blocks(parent: etree._Element, builder: TextBuilder, budget: Budget) -> None:
    """Paragraphs and tables in order, those in lists, sections and frames too."""
    stack = list(reversed(parent))
    while stack:
        block = stack.pop()
        if block.tag in _SKIPPED or not isinstance(block.tag, str):
            continue
        if block.tag in _PARAGRAPHS:
            builder.paragraph(_text(block))
            for table in block.iter(_TABLE + "table"):  # in a frame
                builder.table(_cells(table, budget))
        elif block.tag == _TABLE + "table" and not _arranges(block):
            builder.table(_cells(block, budget))
        else:
            stack.extend(reversed(block))


def _arranges(table: etree._Element) -> bool:
    """True for a table that only holds other tables, or text, in place."""
    if any(inner is not table for inner in table.iter(_TABLE + "table")):
        return True
    rows = [[cell for cell in row if cell.tag == _TABLE + "table-cell"] for row, _ in _rows(table)]
    lengths = [len(_text(cell).strip()) for row in rows for cell in row]
    return not holds_data(len(rows), max(map(len, rows), default=0), lengths)


def _text(element: etree._Element) -> str:
    """The running text below an element, without tables in it."""
    pieces: list[str] = []
    stack: list[etree._Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        if node.tag in _SKIPPED or not isinstance(node.tag, str) or node.tag == _TABLE + "table":
            continue
        if node.tag in _PARAGRAPHS and node is not element:
            pieces.append("\n")
        pieces.append(_SPACES.get(node.tag, node.text or ""))
        if node.tag == _TEXT + "s":
            pieces.append(" " * min(_count(node, _TEXT + "c"), 100))
        for child in reversed(node):
            stack += [child.tail or "", child]
    return "".join(pieces)


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """The rows, header rows and groups looked through, each with how often it is repeated."""
    for child in table:
        if child.tag == _TABLE + "table-row":
            yield child, _count(child, _TABLE + "number-rows-repeated")
        elif child.tag in (_TABLE + "table-header-rows", _TABLE + "table-row-group", _TABLE + "table-rows"):
            yield from _rows(child)


def _found(table: etree._Element, budget: Budget) -> Iterator[tuple[int, int, str, int, int]]:
    """(row, column, text, rows, columns) of each cell, blank ones without any text included once."""
    row = 0
    for element, times in _rows(table):
        column, filled = 0, []
        for cell in element:
            repeated = _count(cell, _TABLE + "number-columns-repeated")
            if cell.tag == _TABLE + "table-cell":
                text = "\n".join(_text(each) for each in cell if each.tag in _PARAGRAPHS or len(each))
                height = _count(cell, _TABLE + "number-rows-spanned")
                width = _count(cell, _TABLE + "number-columns-spanned")
                copies = min(repeated, _REPEATED if text.strip() else _BLANKS)
                filled += [(column + at, text, height, width) for at in range(copies)]
            column += repeated
        for copy in range(min(times, _REPEATED) if any(text for _, text, _, _ in filled) else 1):
            for place, text, height, width in filled:
                budget.cell(text)
                yield row + copy, place, text, height, width
        row += times


def _cells(table: etree._Element, budget: Budget) -> list[RawCell]:
    return [
        RawCell(row, column, text, min(height, 1_000), min(width, 200))
        for row, column, text, height, width in _found(table, budget)
    ]


def _sheet(table: etree._Element, budget: Budget) -> Sheet:
    sheet = Sheet(table.get(_TABLE + "name", ""))
    for row, column, text, height, width in _found(table, budget):
        if text.strip():
            sheet.cells[row, column] = text
            if height * width > 1:
                budget.merged()
                sheet.merged.append(Area(row, column, row + height - 1, column + width - 1))
    return sheet


def _count(element: etree._Element, name: str) -> int:
    value = element.get(name, "1")
    return (
        max(1, min(int(value), MAX_CELLS * 10))
        if value.isascii() and value.isdigit() and len(value) < 9
        else 1
    )
