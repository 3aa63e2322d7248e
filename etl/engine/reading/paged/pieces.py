"""Characters put together: pieces of text without gaps, lines of pieces, the text of a few lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from etl.engine.reading.paged.sheet import Glyph, Sheet, main_angle, turned

SAME_LINE = 0.45  # of the size: baselines nearer than this are one line
WORD_GAP = 0.28  # of the size: Latin words stand further apart than this
WIDE_GAP = 0.8  # of the size: further apart is another column
_TOUCHING = 0.1
OVERLAP = (
    0.6  # of the size: words that overlap so far are two, the rest of the one was cut off by the other's cell
)


@dataclass(slots=True)
class Piece:
    """Characters of one line without a wide gap between them, and where they stand."""

    glyphs: list[Glyph]
    x0: float
    x1: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """Its characters, a space where words stand apart."""
        return text_of(self.glyphs)


def piece_of(glyphs: list[Glyph]) -> Piece:
    """The piece of characters in order; baseline and size are those of most of them."""
    base = median([glyph.base for glyph in glyphs])
    return Piece(glyphs, glyphs[0].x0, glyphs[-1].x1, base, median([glyph.size for glyph in glyphs]))


def text_of(glyphs: list[Glyph]) -> str:
    """The characters of one line, with a space for a gap that has none of its own."""
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and glyph.text != " " and parts[-1] != " ":
            gap = (glyph.x0 - before.x1) / max(glyph.size, before.size)
            latin = glyph.text.isascii() and before.text.isascii()
            if gap > (WORD_GAP if latin else WIDE_GAP):
                parts.append(" ")
        parts.append(glyph.text)
        before = glyph
    return "".join(parts)


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters by baseline, from the top down, each row from left to right."""
    rows: list[list[Glyph]] = []
    first, size = 0.0, 0.0
    for base, _, glyph in sorted((glyph.base, at, glyph) for at, glyph in enumerate(glyphs)):
        if rows and base - first <= SAME_LINE * min(glyph.size, size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            first, size = base, glyph.size
    return [_in_order(row) for row in rows]


def _in_order(row: list[Glyph]) -> list[Glyph]:
    """A row from left to right; what was written over something else, one after the other."""
    row = sorted(row, key=lambda glyph: (glyph.x0, glyph.run))
    if not any(overlaps(before, glyph) for before, glyph in pairwise(row)):
        return row
    begin: dict[int, float] = {}
    for glyph in row:
        begin.setdefault(glyph.run, glyph.x0)
    return sorted(row, key=lambda glyph: (begin[glyph.run], glyph.run, glyph.x0))


def overlaps(before: Glyph, glyph: Glyph) -> bool:
    """True for a character that was written over the end of other words."""
    over = before.x1 - glyph.x0 > OVERLAP * min(before.size, glyph.size)
    return over and before.run != glyph.run and not (before.text.isspace() or glyph.text.isspace())


def pieces_of(glyphs: Iterable[Glyph]) -> list[Piece]:
    """The pieces of upright text, line by line; blanks at their ends are left off."""
    pieces = []
    for row in rows_of(glyphs):
        current: list[Glyph] = []
        blanks: list[Glyph] = []
        for glyph in row:
            if glyph.text.isspace():
                blanks.append(glyph)
                continue
            far = current and glyph.x0 - current[-1].x1 > WIDE_GAP * max(glyph.size, current[-1].size)
            if far or current and overlaps(current[-1], glyph):
                pieces.append(piece_of(current))
                current = []
            current += [*(blanks if current else []), glyph]
            blanks = []
        if current:
            pieces.append(piece_of(current))
    return pieces


def words_of(row: list[Glyph]) -> list[list[Glyph]]:
    """The characters of a row that touch each other: a number is never parted."""
    words: list[list[Glyph]] = []
    for glyph in row:
        near = words and glyph.x0 - words[-1][-1].x1 <= _TOUCHING * glyph.size
        near = near and not overlaps(words[-1][-1], glyph)
        if near and not glyph.text.isspace() and not words[-1][-1].text.isspace():
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words


def lines_of(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The lines of a cell or frame, whatever the direction of its text, set upright."""
    angle = main_angle(glyphs)
    if angle:
        wide = max(glyph.x1 for glyph in glyphs)
        high = max(glyph.bottom for glyph in glyphs)
        glyphs = turned(Sheet(0, wide, high, glyphs), angle).glyphs
    return [row for row in rows_of(glyphs) if any(not glyph.text.isspace() for glyph in row)]
