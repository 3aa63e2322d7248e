"""Page numbers, running headers and footers: what pages carry around their text."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from etl.engine.reading.paged.pieces import rows_of, text_of
from etl.engine.reading.paged.sheet import Glyph, Sheet, turned

_PAGE_NUMBER = re.compile(r"[-—–·\s第]{0,20}\d{1,4}[-—–·\s页]{0,20}(?:[/共]{1,9}\s{0,9}\d{1,4}\s{0,9}页?)?$")
_EDGE = 0.1  # of the height: there are page numbers, and words that other pages have too
_SAME_HEIGHT = 6.0  # points
_LEAST_WORDS = 2  # letters: a row of numbers alone is never a header
_NEIGHBOURS = 2  # pages before and after: left and right pages have headers of their own
_COUNTING = 1  # numbers that differ from page to page: the page's own; more are a row of a table
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class _Row:
    """A row near the head or foot of a page."""

    words: str  # each number as 0
    numbers: list[str]
    height: float
    glyphs: list[Glyph]
    counts: bool  # it is nothing but the page's number


def without_furniture(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets without page numbers, and without words that neighbouring pages have in the same place.

    What a document prints once stays, whatever its place: nothing is taken away on a guess.
    """
    window: deque[tuple[Sheet, list[_Row]]] = deque()
    passed: deque[list[_Row]] = deque(maxlen=_NEIGHBOURS)
    for sheet in sheets:
        window.append((sheet, _edge_rows(sheet)))
        if len(window) > _NEIGHBOURS:
            yield _next(window, passed)
    while window:
        yield _next(window, passed)


def _next(window: deque[tuple[Sheet, list[_Row]]], passed: deque[list[_Row]]) -> Sheet:
    sheet, rows = window.popleft()
    around = [row for others in (*passed, *(others for _, others in window)) for row in others]
    passed.append(rows)
    gone = {id(glyph) for row in rows if row.counts or _runs(row, around) for glyph in row.glyphs}
    return (
        replace(sheet, glyphs=[glyph for glyph in sheet.glyphs if id(glyph) not in gone]) if gone else sheet
    )


def _runs(row: _Row, around: list[_Row]) -> bool:
    if len(_LETTERS.findall(row.words)) < _LEAST_WORDS:
        return False
    return any(
        row.words == other.words
        and abs(row.height - other.height) <= _SAME_HEIGHT
        and sum(a != b for a, b in zip(row.numbers, other.numbers, strict=True)) <= _COUNTING
        for other in around
    )


def _edge_rows(sheet: Sheet) -> list[_Row]:
    """Rows near the edges that are above and below the text of each direction."""
    rows: list[_Row] = []
    for angle in sorted({glyph.angle for glyph in sheet.glyphs if glyph.angle % 90 == 0}):
        mine = [glyph for glyph in sheet.glyphs if glyph.angle == angle]
        upright = turned(replace(sheet, glyphs=mine, rules=[]), angle)
        own = {id(copy): glyph for copy, glyph in zip(upright.glyphs, mine, strict=True)}
        near = [glyph for glyph in upright.glyphs if _from_edge(glyph, upright.height) < _EDGE]
        for row in rows_of(near):
            words = text_of(row).strip()
            glyphs = [own[id(glyph)] for glyph in row]
            counts = _PAGE_NUMBER.match(words) is not None
            bare, numbers = _DIGITS.sub("0", words.replace(" ", "")), _DIGITS.findall(words)
            rows.append(_Row(bare, numbers, row[0].base, glyphs, counts))
    return rows


def _from_edge(glyph: Glyph, height: float) -> float:
    """How far from the nearer edge its far side is, as a share of the height."""
    return min(glyph.bottom, height - glyph.top) / height if height else 1.0
