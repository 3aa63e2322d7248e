"""A PDF's pages as sheets: what pdfium says of each character, line and picture."""

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from etl.engine.reading.paged.characters import folded
from etl.engine.reading.paged.sheet import ASCENT, DESCENT, Glyph, Rule, Sheet

Matrix = tuple[float, float, float, float, float, float]

_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_UPRIGHT = 4  # degrees: text that leans less is along the edge
_THIN = 3.5  # points: a filled box no thicker is a line
_SHORTEST = 2.0  # points: a shorter line parts nothing
_SAME_HEIGHT = 1.0  # points
_SAME_PLACE = 0.2  # of the size
_NESTED = 8  # forms within forms
_PALE = 245  # of 255: a lighter line is not seen
MAX_RULES = 40_000  # a page, beyond which its drawing is a picture


def sheets_of(document: pdfium.PdfDocument) -> Iterator[Sheet]:
    """One sheet after the other; only one page is held at a time."""
    for number in range(len(document)):
        page = document[number]
        try:
            yield _sheet(page, number + 1)
        finally:
            page.close()


def _sheet(page: pdfium.PdfPage, number: int) -> Sheet:
    left, bottom, right, top = page.get_bbox()
    sheet = Sheet(number, right - left, top - bottom)
    _read_glyphs(page, sheet, left, top)
    _read_objects(page, sheet, left, top)
    return sheet


def _read_glyphs(page: pdfium.PdfPage, sheet: Sheet, left: float, top: float) -> None:
    text = page.get_textpage()
    try:
        reader = _Reader(text, left, top)
        seen: dict[tuple[str, int], list[float]] = {}
        for index in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, index)
            if code < 32 or raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            if raw.FPDFText_HasUnicodeMapError(text, index) == 1:
                sheet.unmapped += 1
            glyph = reader.glyph(index, folded(_character(code)))
            if _is_new(glyph, seen):
                sheet.glyphs.append(glyph)
    finally:
        text.close()


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _is_new(glyph: Glyph, seen: dict[tuple[str, int], list[float]]) -> bool:
    """False for a character printed twice in one place, as programs do for bold or shadow."""
    if glyph.text.isspace():
        return True
    height = round(glyph.bottom / _SAME_HEIGHT)
    near = (x for by in (-1, 0, 1) for x in seen.get((glyph.text, height + by), ()))
    if any(abs(x - glyph.x0) < _SAME_PLACE * glyph.size for x in near):
        return False
    seen.setdefault((glyph.text, height), []).append(glyph.x0)
    return True


class _Reader:
    """Asks pdfium about one character after the other."""

    def __init__(self, text: pdfium.PdfTextPage, left: float, top: float) -> None:
        self._text, self._left, self._top = text, left, top
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._runs: dict[int, int] = {}

    def glyph(self, index: int, text: str) -> Glyph:
        raw.FPDFText_GetMatrix(self._text, index, self._matrix)
        raw.FPDFText_GetLooseCharBox(self._text, index, self._box)
        raw.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        matrix, box = self._matrix, self._box
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        nearest = round(angle / 90) * 90 % 360
        angle = nearest if min(abs(angle - nearest), 360 - abs(angle - nearest)) <= _UPRIGHT else angle
        high = math.hypot(matrix.c, matrix.d) or 1.0
        size = max(raw.FPDFText_GetFontSize(self._text, index) * high, 0.5)
        x0, x1 = box.left - self._left, box.right - self._left
        y0, y1 = self._top - box.top, self._top - box.bottom
        x, y = self._x.value - self._left, self._top - self._y.value
        if angle == 0:
            y0, y1 = y - ASCENT * size, y + DESCENT * size
        elif angle == 180:
            y0, y1 = y - DESCENT * size, y + ASCENT * size
        elif angle == 90:
            x0, x1 = x - ASCENT * size, x + DESCENT * size
        elif angle == 270:
            x0, x1 = x - DESCENT * size, x + ASCENT * size
        return Glyph(text, x0, y0, x1, y1, size, self._run(index), angle)

    def _run(self, index: int) -> int:
        found = raw.FPDFText_GetTextObject(self._text, index)
        address = ctypes.addressof(found.contents) if found else 0
        return self._runs.setdefault(address, len(self._runs))


def _read_objects(page: pdfium.PdfPage, sheet: Sheet, left: float, top: float) -> None:
    """Lines and pictures, those of forms within the page too."""
    area = max(sheet.width * sheet.height, 1.0)
    count = raw.FPDFPage_CountObjects(page)
    start = [(raw.FPDFPage_GetObject(page, at), _AS_IT_IS, 0) for at in range(count)]
    stack = start[::-1]
    while stack:
        item, matrix, depth = stack.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _NESTED:
            inner = _combined(_matrix_of(item), matrix)
            inside = range(raw.FPDFFormObj_CountObjects(item))
            stack += [(raw.FPDFFormObj_GetObject(item, at), inner, depth + 1) for at in inside]
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _bounds(
                _moved(((0, 0), (1, 0), (0, 1), (1, 1)), _combined(_matrix_of(item), matrix))
            )
            sheet.pictured += (x1 - x0) * (y1 - y0) / area
            _add_rule(sheet, x0 - left, top - y1, x1 - left, top - y0)
        elif kind == raw.FPDF_PAGEOBJ_PATH and len(sheet.rules) < MAX_RULES:
            _read_path(item, matrix, sheet, left, top)


def _matrix_of(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _combined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(points: Iterable[tuple[float, float]], matrix: Matrix) -> list[tuple[float, float]]:
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


def _bounds(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _read_path(item: Any, matrix: Matrix, sheet: Sheet, left: float, top: float) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    stroked = bool(stroke.value) and _is_seen(item, raw.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and _is_seen(item, raw.FPDFPageObj_GetFillColor)
    if not (stroked or filled):
        return
    whole = _combined(_matrix_of(item), matrix)
    boxes: list[tuple[float, float, float, float]] = []
    for points, straight in _parts(item):
        placed = [(x - left, top - y) for x, y in _moved(points, whole)]
        if stroked:
            for (x0, y0), (x1, y1) in zip(placed, placed[1:], strict=False):
                _add_rule(sheet, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        elif straight and placed:
            boxes.append(_bounds(placed))
            _add_rule(sheet, *boxes[-1])
    _add_rings(sheet, boxes)


def _add_rings(sheet: Sheet, boxes: list[tuple[float, float, float, float]]) -> None:
    """A border filled between a box and one a little smaller."""
    for inner, outer in zip(boxes, boxes[1:], strict=False):
        inner, outer = sorted((inner, outer), key=lambda box: box[2] - box[0])
        rims = inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]
        if all(0 <= rim <= _THIN for rim in rims) and any(rims):
            x0, y0, x1, y1 = outer
            for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                _add_rule(sheet, *edge)


def _is_seen(item: Any, colour_of: Callable[..., int]) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not colour_of(item, *parts):
        return True  # a pattern
    return parts[3].value > 20 and min(part.value for part in parts[:3]) < _PALE


def _parts(item: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The strokes of a path as lists of points, and whether each has straight sides only."""
    points: list[tuple[float, float]] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(raw.FPDFPath_CountSegments(item), MAX_RULES)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if points:
                yield points, straight
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if points:
        yield points, straight


def _add_rule(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    """A line along an edge, or a thin box, as a rule along its middle."""
    wide, high = x1 - x0, y1 - y0
    if min(wide, high) > _THIN or max(wide, high) < _SHORTEST or len(sheet.rules) >= MAX_RULES:
        return
    if wide >= high:
        sheet.rules.append(Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
    else:
        sheet.rules.append(Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
