"""Text outside tables: columns side by side, lines in reading order, what each says of its paragraph."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from etl.engine.reading.paged.pieces import SAME_LINE, Piece, piece_of, text_of
from etl.engine.reading.paged.sheet import Box, Glyph

NEW_PARAGRAPH = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|表\s*[一二三四五\d]|附件"
)
_LEAST_LINES = 3  # of a column beside another
_PROSE = 8  # characters a line on average, in columns of running text
_WORDS = 4  # characters of a line beside a frame
_GUTTER = 0.15  # of the size: columns stand at least so far apart, a mark of punctuation between
_MIDDLE = (0.2, 0.8)  # of the width, where a column may begin
_SLACK = 1.0  # points
_AS_LARGE = 1.2  # times: the lines of a paragraph, where a scan's text was recognised, too; a title is larger
_CLOSING = "，。、；：）》”！？％"


@dataclass(slots=True)
class Line:
    """A line of text, `right` and `left` the edges of its column, `lead` the width of its first word."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    lead: float = 0.0
    left: float = 0.0
    right: float = 0.0
    beside: bool = False  # another column stands beside its own
    apart: bool = False  # more room above it than between the lines of a paragraph

    @property
    def indented(self) -> bool:
        """True where it begins further right than its column does."""
        return self.x0 > self.left + 1.2 * self.size

    @property
    def centred(self) -> bool:
        """True where the room at both ends is the same."""
        return self.indented and abs((self.x0 - self.left) - (self.right - self.x1)) < self.size

    def goes_on(self, after: "Line") -> bool:
        """True where it ends because the first word of the line after it, set as large, found no room."""
        if max(self.size, after.size) > _AS_LARGE * min(self.size, after.size):
            return False
        return self.right - self.x1 < max(2 * self.size, after.lead + 0.3 * self.size)


@dataclass(slots=True)
class Frame:
    """Text in a box of its own: it interrupts no paragraph."""

    box: Box
    lines: list[Line]


@dataclass(slots=True)
class Column:
    """Pieces that are read one below the other, and the edges between which they stand."""

    pieces: list[Piece]
    x0: float
    x1: float
    beside: bool = False  # another column stands beside it


def columns_of(pieces: list[Piece], beside: bool = False) -> list[Column]:
    """The columns of a page, or of a part of one, in reading order."""
    if not pieces:
        return []
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    for gutter in _gutters(pieces, left, right):
        parts = _parted(pieces, gutter)
        if len(parts) > 1:
            return [column for part, sided in parts for column in columns_of(part, sided or beside)]
    return [Column(pieces, left, right, beside)]


def _gutters(pieces: list[Piece], left: float, right: float) -> Iterable[float]:
    """Places where several lines begin with others ending before them."""
    wide = right - left
    starts = sorted(
        piece.x0 for piece in pieces if _MIDDLE[0] < (piece.x0 - left) / max(wide, 1) < _MIDDLE[1]
    )
    tried: list[float] = []
    for start in starts:
        near = [other for other in starts if abs(other - start) <= _SLACK]
        if len(near) >= _LEAST_LINES - 1 and not (tried and start - tried[-1] <= 2 * _SLACK):
            tried.append(start)
            yield start - _SLACK


def _parted(pieces: list[Piece], gutter: float) -> list[tuple[list[Piece], bool]]:
    """The pieces in parts to be read one after the other, and whether each has another beside it."""
    pieces = [part for piece in pieces for part in _cut(piece, gutter)]
    across = sorted(piece.base for piece in pieces if piece.x0 < gutter < piece.x1)
    parts: list[tuple[list[Piece], bool]] = []
    plain: list[Piece] = []
    found = False
    for spanning, band in _bands(pieces, across):
        sides = _sides(band, gutter)
        if not spanning and _side_by_side(*sides):
            lead, columns, tail = _between(sides)
            parts += [(plain + lead, False)] if plain or lead else []
            parts += [(column, True) for column in columns]
            plain, found = tail, True
        else:
            plain += band
    parts += [(plain, False)] if plain else []
    return parts if found else [(pieces, False)]


def _sides(band: list[Piece], gutter: float) -> tuple[list[Piece], list[Piece]]:
    left = [piece for piece in band if piece.x1 <= gutter]
    return left, [piece for piece in band if piece.x0 >= gutter]


def _bands(pieces: list[Piece], heights: list[float]) -> list[tuple[bool, list[Piece]]]:
    """The pieces from the top, those in lines with a piece across the gutter apart from those between."""
    bands: list[tuple[bool, list[Piece]]] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        near = bisect_left(heights, piece.base - SAME_LINE * piece.size)
        spanning = near < len(heights) and heights[near] <= piece.base + SAME_LINE * piece.size
        if not bands or bands[-1][0] != spanning:
            bands.append((spanning, []))
        bands[-1][1].append(piece)
    return bands


def _between(sides: tuple[list[Piece], list[Piece]]) -> tuple[list[Piece], list[list[Piece]], list[Piece]]:
    """Lines above both columns, the columns, and a heading with what follows it below them."""
    left, right = sides
    top = max(min(piece.base for piece in left), min(piece.base for piece in right))
    lead = [piece for piece in left if piece.base < top - 1.5 * piece.size]
    lead = lead if len(lead) < len(left) else []
    tail = _tail(left, max(piece.base for piece in right))
    gone = {id(piece) for piece in (*lead, *tail)}
    return lead, [[piece for piece in left if id(piece) not in gone], right], tail


def _tail(left: list[Piece], foot: float) -> list[Piece]:
    """What stands below the other column's foot, from a heading on."""
    below = [piece for piece in left if piece.base > foot + 0.5 * piece.size]
    heads = [piece.base for piece in below if NEW_PARAGRAPH.match(piece.text)]
    return [piece for piece in below if heads and piece.base >= min(heads)]


def _cut(piece: Piece, gutter: float) -> list[Piece]:
    """A piece in two where the gap between columns, narrow as it is, goes through it."""
    if not piece.x0 < gutter < piece.x1:
        return [piece]
    for at, (before, glyph) in enumerate(pairwise(piece.glyphs), 1):
        wide = glyph.x0 - before.x1 > _GUTTER * glyph.size
        if wide and before.x1 <= gutter + _SLACK and glyph.x0 >= gutter - _SLACK:
            return [piece_of(piece.glyphs[:at]), piece_of(piece.glyphs[at:])]
    return [piece]


def _side_by_side(left: list[Piece], right: list[Piece]) -> bool:
    """Two columns of running text, or one, as in a frame, beside words that are no cells of a table."""
    if _is_prose(left) and _is_prose(right):
        return True
    lone = right if _is_prose(left) else left if _is_prose(right) else []
    return bool(lone) and all(len(piece.glyphs) >= _WORDS and not piece.text[:1].isdigit() for piece in lone)


def _is_prose(pieces: list[Piece]) -> bool:
    if len(pieces) < _LEAST_LINES:
        return False
    bases = [piece.base for piece in pieces]
    lines = sum(1 for a, b in pairwise(sorted(bases)) if b - a > 1) + 1
    words = sum(len(piece.glyphs) for piece in pieces)
    return lines >= _LEAST_LINES and words >= _PROSE * len(pieces)


def lines_in(column: Column) -> list[Line]:
    """The column's lines from the top down."""
    if not column.pieces:
        return []
    rows: list[list[Piece]] = []
    for piece in sorted(column.pieces, key=lambda piece: piece.base):
        if rows and piece.base - rows[-1][0].base <= SAME_LINE * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    right = _right_edge(column)
    lines = []
    for row in rows:
        glyphs = [glyph for piece in sorted(row, key=lambda piece: piece.x0) for glyph in piece.glyphs]
        size = median(glyph.size for glyph in glyphs)
        top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
        ends = glyphs[0].x0, glyphs[-1].x1, top, bottom
        lines.append(Line(text_of(glyphs), *ends, size, _first_word(glyphs), column.x0, right, column.beside))
    _set_apart(lines)
    return lines


def _right_edge(column: Column) -> float:
    """Where more than one line ends, or nearly; a lone long one says nothing of the others."""
    ends = sorted((piece.x1 for piece in column.pieces), reverse=True)
    size = median([piece.size for piece in column.pieces])
    return next((end for end, after in pairwise(ends) if end - after < 1.5 * size), ends[0])


def _first_word(glyphs: list[Glyph]) -> float:
    """How wide what cannot be parted at the line's beginning is: a number, or one character."""
    last = glyphs[0]
    for glyph in glyphs[1:]:
        if not (glyph.text in _CLOSING or glyph.text.isascii() and last.text.isascii()):
            break
        last = glyph
    return last.x1 - glyphs[0].x0


def _set_apart(lines: list[Line]) -> None:
    leads = [after.top - line.top for line, after in pairwise(lines)]
    usual = median([lead for lead in leads if lead > 0] or [0])
    for line, lead in zip(lines[1:], leads, strict=True):
        line.apart = usual > 0 and lead > 1.4 * max(usual, line.size * 1.2)
