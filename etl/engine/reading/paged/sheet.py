"""What a page is to its reader: characters and straight lines with their places.

Places are in points from the top left corner.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

ASCENT, DESCENT = 0.88, 0.12  # of the size, above and below the baseline: a font's own are often wrong
SCANNED_CHARACTERS = 10  # a page with fewer that is mostly picture is a scan
_PICTURE_SHARE = 0.3
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(slots=True)
class Glyph:
    """One character in its box. `run` numbers the piece of text that the program wrote at once.

    `angle` is the direction of its text in degrees against the clock, 0 for text from left to right.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    run: int = 0
    angle: int = 0

    @property
    def base(self) -> float:
        """The baseline of upright text."""
        return self.bottom - DESCENT * self.size

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Rule:
    """A straight line along x or along y; x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def flat(self) -> bool:
        """True for a horizontal line."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Sheet:
    """A page as a format gives it."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: float = 0.0  # share of the page that pictures cover
    unmapped: int = 0  # characters whose font does not say what they are

    @property
    def is_picture(self) -> bool:
        """True for a page that is only a picture."""
        return self.pictured > _PICTURE_SHARE and len(self.glyphs) < SCANNED_CHARACTERS


def main_angle(glyphs: Iterable[Glyph]) -> int:
    """The direction of most text, of the four along the edges."""
    angles = Counter(glyph.angle for glyph in glyphs if glyph.angle % 90 == 0)
    return max(angles, key=lambda angle: (angles[angle], -angle), default=0)


def turned(sheet: Sheet, angle: int) -> Sheet:
    """The sheet turned with the clock, so that text of that direction (0, 90, 180, 270) is upright."""
    if angle == 0:
        return sheet
    wide, high = (sheet.height, sheet.width) if angle in (90, 270) else (sheet.width, sheet.height)

    def place(box: Box) -> Box:
        x0, y0, x1, y1 = box
        if angle == 90:
            return wide - y1, x0, wide - y0, x1
        if angle == 180:
            return wide - x1, high - y1, wide - x0, high - y0
        return y0, high - x1, y1, high - x0

    glyphs = []
    for glyph in sheet.glyphs:
        x0, top, x1, bottom = place((glyph.x0, glyph.top, glyph.x1, glyph.bottom))
        way = (glyph.angle - angle) % 360
        glyphs.append(replace(glyph, x0=x0, top=top, x1=x1, bottom=bottom, angle=way))
    rules = [Rule(*place((rule.x0, rule.y0, rule.x1, rule.y1))) for rule in sheet.rules]
    return replace(sheet, width=wide, height=high, glyphs=glyphs, rules=rules)
