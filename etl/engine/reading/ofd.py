"""OFD (GB/T 33190), the national format of official documents: pages of text and lines with their places."""

import math
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.detect import open_archive, read_entry
from etl.engine.reading.ofdpage import PageReader
from etl.engine.reading.paged import Sheet, document_of

MAX_PAGES = 600
_POINTS = 72 / 25.4  # a millimetre
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?")
_A4 = (210.0, 297.0)


def read_ofd(data: bytes, path: str) -> Document:
    """The Document of an OFD file; one that is broken or only pictures raises UnreadableDocument."""
    package = _Package(open_archive(data, path), path)
    sheets = list(package.sheets())
    if not any(sheet.glyphs for sheet in sheets):
        pictures = any(sheet.pictured for sheet in sheets)
        reason = "只有图片，没有文字，请先做文字识别（OCR）再导入" if pictures else "里面没有文字，请重新导出"
        raise UnreadableDocument(f"{path}：{reason}")
    return document_of(sheets, path, "ofd")


class _Package:
    """The files of the archive, by the paths that they give each other."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._archive, self._path = archive, path
        self._names = {name.lower(): name for name in archive.namelist()}
        self._count = 0

    def sheets(self) -> Iterator[Sheet]:
        for body in _all(self._xml("OFD.xml"), "DocRoot"):
            yield from self._document((body.text or "").strip())

    def _document(self, root: str) -> Iterator[Sheet]:
        folder = posixpath.dirname(root)
        document = self._xml(root)
        box = _box(_first(document, "PageArea")) or (0.0, 0.0, *_A4)
        templates = {each.get("ID"): each.get("BaseLoc", "") for each in _all(document, "TemplatePage")}
        pages = _first(document, "Pages")
        for page in [] if pages is None else _all(pages, "Page"):
            self._count += 1
            if self._count > MAX_PAGES:
                raise UnreadableDocument(f"{self._path}：超过 {MAX_PAGES} 页，请拆分后再导入")
            yield self._sheet(_joined(folder, page.get("BaseLoc", "")), folder, templates, box)

    def _sheet(self, place: str, folder: str, templates: dict, box: tuple) -> Sheet:
        page = self._xml(place)
        left, top, wide, high = _box(_first(page, "Area")) or box
        sheet = Sheet(self._count, wide * _POINTS, high * _POINTS)
        reader = PageReader(sheet, left, top, _POINTS)
        for used in _all(page, "Template"):
            if base := templates.get(used.get("TemplateID")):
                reader.read(self._xml(_joined(folder, base)))
        reader.read(page)
        return sheet

    def _xml(self, place: str) -> etree._Element:
        name = self._names.get(place.strip("/").lower())
        if name is None:
            raise UnreadableDocument(f"{self._path}：OFD 文件缺少 {place}，可能已损坏，请重新下载或导出")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True
        )
        try:
            return etree.fromstring(read_entry(self._archive, name, self._path), parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableDocument(f"{self._path}：OFD 文件已损坏（{name}），请重新下载或导出") from error


def _joined(folder: str, place: str) -> str:
    return posixpath.normpath(place if place.startswith("/") else posixpath.join(folder, place)).lstrip("./")


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in element.iter("{*}" + name)]


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iter("{*}" + name), None)


def _box(area: etree._Element | None) -> tuple[float, float, float, float] | None:
    """The first of the page's boxes that is stated, in millimetres: left, top, width, height."""
    physical = None if area is None else _first(area, "PhysicalBox")
    numbers = [float(each) for each in _NUMBER.findall(physical.text or "")] if physical is not None else []
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)) or min(numbers[2:]) <= 0:
        return None
    left, top, width, height = numbers
    return left, top, width, height
