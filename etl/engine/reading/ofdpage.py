"""The objects of an OFD page: text, lines and pictures, as characters and rules of a sheet."""

import math
import re

from lxml import etree

from etl.engine.reading.paged.characters import folded
from etl.engine.reading.paged.sheet import ASCENT, DESCENT, Glyph, Rule, Sheet

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?")
_DELTA = re.compile(r"g\s+(\d+)\s+(\S+)|(\S+)")
_STEP = re.compile(r"([MSLCQBA])([^MSLCQBA]*)")
_THIN = 3.5  # points: a filled box no thicker is a line
_SHORTEST = 2.0
_PALE = 245
_UPRIGHT = 4  # degrees
_NARROW = 0.5  # of the size: how wide letters and digits are, for want of their font
MAX_GLYPHS = 60_000  # a page, and of its lines: more are a picture drawn in strokes
_REPEATS = 5_000


class PageReader:
    """Puts the objects of a page, or of the template below it, on a sheet."""

    def __init__(self, sheet: Sheet, left: float, top: float, scale: float) -> None:
        self._sheet = sheet
        self._left, self._top, self._scale = left, top, scale
        self._runs = 0
        self._area = max(sheet.width * sheet.height, 1.0)

    def read(self, page: etree._Element) -> None:
        """Add the objects in all layers."""
        for item in page.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
            name = etree.QName(item).localname
            if item.get("Visible", "true") == "false":
                continue
            if name == "TextObject":
                self._text(item)
            elif name == "PathObject":
                self._path(item)
            else:
                x0, y0, x1, y1 = _bounds(self._placed(item, self._corners(item), plain=True))
                self._sheet.pictured += (x1 - x0) * (y1 - y0) / self._area

    def _corners(self, item: etree._Element) -> list[Point]:
        numbers = _numbers(item.get("Boundary"), 4) or [0.0] * 4
        return [(0.0, 0.0), (numbers[2], numbers[3])]

    def _placed(self, item: etree._Element, points: list[Point], plain: bool = False) -> list[Point]:
        """Points of an object on the sheet, in points from its top left."""
        boundary = _numbers(item.get("Boundary"), 4) or [0.0] * 4
        matrix = _SAME if plain else _matrix(item)
        a, b, c, d, e, f = matrix
        left, top = boundary[0] - self._left, boundary[1] - self._top
        return [
            ((a * x + c * y + e + left) * self._scale, (b * x + d * y + f + top) * self._scale)
            for x, y in points
        ]

    def _text(self, item: etree._Element) -> None:
        size = (_numbers(item.get("Size"), 1) or [3.5])[0]
        a, b, c, d, _, _ = _matrix(item)
        turn = float((_numbers(item.get("CharDirection"), 1) or [0.0])[0])
        angle = round(-math.degrees(math.atan2(b, a)) - turn) % 360
        nearest = round(angle / 90) * 90 % 360
        angle = nearest if min(abs(angle - nearest), 360 - abs(angle - nearest)) <= _UPRIGHT else angle
        high = size * (math.hypot(c, d) or 1.0) * self._scale
        wide = size * (math.hypot(a, b) or 1.0) * self._scale * _scale_of(item)
        for code in item.findall("{*}TextCode"):
            text = code.text or ""
            places = self._placed(item, _origins(code, len(text)))
            self._runs += 1
            self._add(text, places, high, wide, angle)

    def _add(self, text: str, places: list[Point], high: float, wide: float, angle: int) -> None:
        for at, (character, (x, y)) in enumerate(zip(text, places, strict=True)):
            if len(self._sheet.glyphs) >= MAX_GLYPHS or character < " ":
                continue
            usual = wide * (_NARROW if character.isascii() else 1.0)
            step = math.dist((x, y), places[at + 1]) if at + 1 < len(places) else usual
            length = step if 0 < step <= 1.25 * usual else usual
            box = _glyph_box(x, y, length, high, angle)
            self._sheet.glyphs.append(Glyph(folded(character), *box, high, self._runs, angle))

    def _path(self, item: etree._Element) -> None:
        stroked = item.get("Stroke", "true") != "false" and _is_seen(item, "StrokeColor")
        filled = item.get("Fill", "false") == "true" and _is_seen(item, "FillColor")
        data = item.find("{*}AbbreviatedData")
        if data is None or not (stroked or filled) or len(self._sheet.rules) >= MAX_GLYPHS:
            return
        for points, straight in _strokes(data.text or ""):
            placed = self._placed(item, points)
            if stroked:
                for (x0, y0), (x1, y1) in zip(placed, placed[1:], strict=False):
                    self._rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            elif straight and placed:
                self._rule(*_bounds(placed))

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        wide, high = x1 - x0, y1 - y0
        if min(wide, high) > _THIN or max(wide, high) < _SHORTEST:
            return
        if wide >= high:
            self._sheet.rules.append(Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
        else:
            self._sheet.rules.append(Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))


def _glyph_box(
    x: float, y: float, length: float, size: float, angle: int
) -> tuple[float, float, float, float]:
    """The box of a character whose baseline begins at a place and runs `angle` degrees against the clock."""
    up, down = ASCENT * size, DESCENT * size
    if angle == 90:
        return x - up, y - length, x + down, y
    if angle == 180:
        return x - length, y - down, x, y + up
    if angle == 270:
        return x - down, y, x + up, y + length
    return x, y - up, x + length, y + down


def _origins(code: etree._Element, count: int) -> list[Point]:
    """Where each character of a text begins; a step that is not stated repeats the last."""
    x = (_numbers(code.get("X"), 1) or [0.0])[0]
    y = (_numbers(code.get("Y"), 1) or [0.0])[0]
    across, down = _deltas(code.get("DeltaX"), count), _deltas(code.get("DeltaY"), count)
    places = []
    for at in range(count):
        places.append((x, y))
        x += across[min(at, len(across) - 1)] if across else 0.0
        y += down[min(at, len(down) - 1)] if down else 0.0
    return places


def _deltas(text: str | None, count: int) -> list[float]:
    """Steps from a character to the next; `g 3 4.5` is three steps of 4.5."""
    steps: list[float] = []
    for times, step, lone in _DELTA.findall((text or "")[:200_000]):
        number = _numbers(step or lone, 1)
        if number:
            steps += number * (min(int(times), _REPEATS) if times and times.isascii() else 1)
        if len(steps) >= count:
            break
    return steps


def _matrix(item: etree._Element) -> Matrix:
    numbers = _numbers(item.get("CTM"), 6)
    return tuple(numbers) if numbers else _SAME  # type: ignore[return-value]


def _scale_of(item: etree._Element) -> float:
    return (_numbers(item.get("HScale"), 1) or [1.0])[0] or 1.0


def _numbers(text: str | None, count: int) -> list[float]:
    """The numbers of an attribute, none where there are fewer than it takes."""
    found = [float(each) for each in _NUMBER.findall((text or "")[:1000])][:count]
    return found if len(found) == count and all(abs(each) < 1e7 for each in found) else []


def _is_seen(item: etree._Element, name: str) -> bool:
    colour = item.find("{*}" + name)
    if colour is None:
        return True  # black
    if (_numbers(colour.get("Alpha"), 1) or [255.0])[0] < 20:
        return False
    parts = _numbers(colour.get("Value"), 3)
    return not parts or min(parts) < _PALE


def _strokes(data: str) -> list[tuple[list[Point], bool]]:
    """The parts of a path as lists of points, and whether each has straight sides only."""
    found: list[tuple[list[Point], bool]] = []
    points: list[Point] = []
    straight = True
    for step, rest in _STEP.findall(data[:2_000_000]):
        numbers = [float(each) for each in _NUMBER.findall(rest)]
        if step in "MS":
            found += [(points, straight)] if points else []
            points, straight = [], True
        if step == "C" and points:
            points.append(points[0])
        elif step in "ML" and len(numbers) >= 2:
            points += list(zip(numbers[::2], numbers[1::2], strict=False))
        elif len(numbers) >= 2:
            points.append((numbers[-2], numbers[-1]))
            straight = straight and step == "S"
    return found + ([(points, straight)] if points else [])


def _bounds(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
