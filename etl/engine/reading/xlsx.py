"""XLSX: each visible sheet as one table, numbers as the sheet displays them, bounded by what is read."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.builder import TextBuilder
from etl.engine.reading.detect import open_archive, read_entry
from etl.engine.reading.spreadsheet import Area, Budget, Sheet, shown, write_sheet

_WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_RELATION = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
# The formats that a workbook need not state.
_BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **{37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00"},
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm"),
}
_NAMED = 6  # cells without a saved result that a warning names


def read_xlsx(data: bytes, path: str) -> Document:
    """The Document of a workbook; formulas give the result that was saved with them.

    A formula without one, as in a file that no office program has calculated, is named in a warning.
    """
    archive = open_archive(data, path)
    try:
        return _Workbook(archive, path).document()
    except (etree.XMLSyntaxError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise UnreadableDocument(f"{path}：Excel 文件已损坏，无法解析，请用 Excel 打开并另存") from error


class _Workbook:
    """The parts of a workbook's archive."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._archive, self._path = archive, path
        self._budget = Budget(path)
        self._book = self._tree(_WORKBOOK)
        self._targets = self._relations()
        properties = self._book.find("{*}workbookPr")
        stated = "" if properties is None else properties.get("date1904", "")
        self._since_1904 = stated in ("1", "true")
        self._strings = list(self._read_strings())
        self._formats = self._read_formats()

    def document(self) -> Document:
        """All visible sheets, one after the other."""
        builder, warnings = TextBuilder(), []
        for each in self._book.iterfind("{*}sheets/{*}sheet"):
            if each.get("state", "visible") != "visible":
                continue
            number = next(each.get(name) for name in _RELATION if each.get(name))
            sheet, unsaved = self._sheet(each.get("name", ""), self._targets[number][1])
            write_sheet(sheet, builder)
            if unsaved:
                named = "、".join(unsaved[:_NAMED]) + (" 等" if len(unsaved) > _NAMED else "")
                said = f"工作表“{sheet.title}”有 {len(unsaved)} 个公式没有保存结果（{named}）"
                warnings.append(f"{said}，其中的数字没有读到，请用 Excel 或 WPS 打开并保存后再导入")
        return Document(builder.text, self._path, "xlsx", tables=builder.tables, warnings=warnings)

    def _relations(self) -> dict[str, tuple[str, str]]:
        """By identifier: the kind of a part and where it lies."""
        found = {}
        for each in self._tree("xl/_rels/workbook.xml.rels").iterfind("{*}Relationship"):
            target = each.get("Target", "")
            place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[each.get("Id")] = (each.get("Type", "").rsplit("/", 1)[-1], place)
        return found

    def _part(self, kind: str) -> str | None:
        return next((place for each, place in self._targets.values() if each == kind), None)

    def _tree(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(read_entry(self._archive, name, self._path), parser)

    def _elements(self, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        """The elements as they end, each emptied before the next: no part is held as a whole."""
        content = io.BytesIO(read_entry(self._archive, name, self._path))
        events = etree.iterparse(content, tag=tags, resolve_entities=False, no_network=True, huge_tree=True)
        for _, element in events:
            yield element
            if element.tag.endswith(("}row", "}si", "}mergeCell")):
                element.clear()

    def _read_strings(self) -> Iterator[str]:
        place = self._part("sharedStrings") or "xl/sharedStrings.xml"
        for element in self._elements(place, ("{*}si",)) if place in self._archive.namelist() else ():
            text = _text(element)
            self._budget.characters(len(text))
            yield text

    def _read_formats(self) -> list[str]:
        """The number format of each style of cells."""
        place = self._part("styles")
        if place not in self._archive.namelist():
            return []
        styles = self._tree(place)
        stated = {
            int(each.get("numFmtId")): each.get("formatCode", "")
            for each in styles.iterfind("{*}numFmts/{*}numFmt")
        }
        known = _BUILT_IN | stated
        used = (int(each.get("numFmtId", "0")) for each in styles.iterfind("{*}cellXfs/{*}xf"))
        return [known.get(number, "General") for number in used]

    def _sheet(self, title: str, place: str) -> tuple[Sheet, list[str]]:
        """A sheet, and the cells whose formula has no saved result."""
        sheet, unsaved = Sheet(title), []
        row = column = 0
        for element in self._elements(place, ("{*}c", "{*}row", "{*}mergeCell")):
            if element.tag.endswith("}mergeCell"):
                self._budget.merged()
                sheet.merged.append(_area(element.get("ref", "")))
            elif element.tag.endswith("}row"):
                row, column = row + 1, 0
            else:
                stated = element.get("r")
                row, column = _place(stated) if stated else (row, column + 1)
                text = self._shown(element)
                if text is None:
                    unsaved.append(stated or f"第{row}行第{column}列")
                elif text:
                    self._budget.cell(text)
                    sheet.cells[row, column] = text
        return sheet, unsaved

    def _shown(self, cell: etree._Element) -> str | None:
        """The cell as the sheet shows it; None for a formula whose result was not saved."""
        kind, value = cell.get("t", "n"), cell.find("{*}v")
        stated = "" if value is None else value.text or ""
        if kind == "inlineStr":
            return _text(cell)
        if not stated:
            return None if kind != "str" and cell.find("{*}f") is not None else ""
        if kind == "s":
            return self._strings[int(stated)]
        if kind in _AS_STATED:
            return _AS_STATED[kind](stated)
        style = int(cell.get("s", "0"))
        pattern = self._formats[style] if style < len(self._formats) else "General"
        number = float(stated)
        whole = number.is_integer() and abs(number) < 1e15
        return shown(int(number) if whole else number, pattern, self._since_1904)


# What a cell of each type shows of the value that the file states: a truth, an error, a text, a day.
_AS_STATED: dict[str, Callable[[str], str]] = {
    "b": lambda stated: "TRUE" if stated == "1" else "FALSE",
    "e": lambda stated: "",
    "str": lambda stated: stated,
    "d": lambda stated: stated[:10],
}


def _text(element: etree._Element) -> str:
    """The runs of a text; how it is pronounced is left out."""
    runs = (each for each in element.iter("{*}t") if etree.QName(each.getparent()).localname != "rPh")
    return "".join(each.text or "" for each in runs)


def _place(reference: str) -> tuple[int, int]:
    match = _REFERENCE.match(reference)
    if not match:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    return Area(*_place(first), *_place(last or first))
