"""What could not be read of pages, and what to do about it, in words for those who sent them."""

import re
from collections import Counter
from collections.abc import Iterable

from etl.engine.reading.paged.flow import Frame, Line
from etl.engine.reading.paged.joining import Item
from etl.engine.reading.paged.ruled import PlacedTable
from etl.engine.reading.paged.sheet import Sheet

_DIGIT = re.compile(r"\d")
_HASHES = re.compile(r"#{3,}")
_PICTURES = "只有图片，没有文字，其中的数字没有读到，请做文字识别（OCR）后再导入"
_UNMAPPED = "有字体缺少编码，可能有字读错，请核对"
_NARROW = "有“###”：列太窄，数字没有印出来，请加宽这些列后重新导出，或直接导入表格文件"
_LOOSE = (
    "像是从别的页向右接出来的，无法证明接在哪一页，没有采用其中的列标题和跨页的文字，"
    "请把表格缩放到一页宽后重新导出 PDF，或直接导入表格文件"
)
_SHORT = "被单元格截断，没有采用列标题和行名，请加宽这些列（或设自动换行）后重新导出，或直接导入表格文件"
_UNCLEAR = "有没有框线的表格，列标题与数字对应不清，没有采用其中的列标题，请对照原件核对"


def of_sheets(sheets: list[Sheet]) -> list[str]:
    """Pages that are pictures, or whose fonts do not say what their characters are."""
    pictures = [sheet.number for sheet in sheets if sheet.is_picture]
    unmapped = [sheet.number for sheet in sheets if sheet.unmapped]
    return _of(pictures, _PICTURES) + _of(unmapped, _UNMAPPED)


def of_page(number: int, items: list[Item], digits: Counter) -> list[str]:
    """Digits of a page that its items do not hold, numbers cut at a line, and those that found no room."""
    found = []
    texts = "\n".join(_texts(items))
    missing = sum((digits - Counter(_DIGIT.findall(texts))).values())
    if missing:
        found.append(f"第{number}页有 {missing} 个数字字符没有读出，请对照原件核对")
    for item in items:
        if isinstance(item, PlacedTable) and item.cut:
            found.append(f"第{number}页的表格中，“{'”“'.join(item.cut[:5])}”跨在表格线上，请对照原件核对")
        if isinstance(item, PlacedTable) and item.short:
            found.append(f"第{number}页的表格中，“{'”“'.join(item.short[:5])}”{_SHORT}")
    return found + _of([number] if _HASHES.search(texts) else [], _NARROW)


def of_tables(unclear: set[int], loose: set[int]) -> list[str]:
    """Pages with tables whose headings were not used: `loose` where the page itself has no known place."""
    return _of(sorted(loose), _LOOSE) + _of(sorted(unclear - loose), _UNCLEAR)


def _of(pages: list[int], said: str) -> list[str]:
    shown = "、".join(map(str, pages[:12])) + ("…" if len(pages) > 12 else "")
    return [f"第{shown}页{said}"] if pages else []


def _texts(items: list[Item]) -> Iterable[str]:
    for item in items:
        if isinstance(item, Line):
            yield item.text
        elif isinstance(item, Frame):
            yield from (line.text for line in item.lines)
        else:
            yield from (cell.text for cell in item.cells)
