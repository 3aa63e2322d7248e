"""Wide sheets printed over several pages put together again, where it is proven which page goes where."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from etl.engine.reading.paged.rightward import (
    LEAST_ROWS,
    Outline,
    Place,
    are_named,
    begins_below,
    place_beside,
    place_like,
    rows_met,
)
from etl.engine.reading.paged.sheet import Glyph, Rule, Sheet

_FURTHEST = 60  # pages: a page that goes on to the right comes no later
_SAME_PLACE = 0.5  # of the size: a character printed on both pages


@dataclass(slots=True)
class Whole:
    """The page that a sheet begins on, and those that go on to its right with how far right they do."""

    first: Outline
    parts: list[tuple[Outline, Place]] = field(default_factory=list)

    @property
    def last(self) -> Outline:
        return self.parts[-1][0] if self.parts else self.first

    def add(self, page: Outline, place: Place | None) -> bool:
        """Set a page at the right of all others; False where it has no place."""
        if place is not None:
            before = self.parts[-1][1].shift if self.parts else 0.0
            self.parts.append((page, replace(place, shift=before + place.shift)))
        return place is not None

    def takes(self, page: Outline) -> bool:
        """Add a page if something proves that it goes on here."""
        return self.add(page, place_beside(self.first, self.last, page))

    def takes_like(self, page: Outline, above: Outline) -> bool:
        """The same of a page below one that was proven to go on to the right."""
        return self.takes(page) or self.add(page, place_like(self.first, self.last, page, above))


def put_together(sheets: Iterable[Sheet]) -> tuple[list[Sheet], set[int]]:
    """The sheets, those that go on to the right of others set beside them.

    Beside them the numbers of the pages that seem to go on beside another, without proof of which.
    """
    pages = [Outline(sheet) for sheet in sheets]
    wholes: list[Whole] = []
    at = 0
    while at < len(pages):
        whole = Whole(pages[at])
        if at + 1 < len(pages) and whole.takes(pages[at + 1]):
            found, at = _over_then_down(whole, pages, at + 2)
        else:
            found, at = _down_then_over(whole, pages, at)
        wholes += found
    loose = {whole.first.sheet.number for at, whole in enumerate(wholes) if _is_loose(whole, wholes[:at])}
    return [_sheet_of(whole) for whole in wholes], loose


def _over_then_down(whole: Whole, pages: list[Outline], at: int) -> tuple[list[Whole], int]:
    """Pages that go on to the right one after the other, then those below them in the same order."""
    while at < len(pages) and whole.takes(pages[at]):
        at += 1
    wholes, above = [whole], whole
    while at + 1 < len(pages):
        below = Whole(pages[at])
        for page, (over, _) in zip(pages[at + 1 :], above.parts, strict=False):
            if not below.takes_like(page, over):
                break
        if not below.parts:
            break
        wholes.append(below)
        at += 1 + len(below.parts)
    return wholes, at


def _down_then_over(whole: Whole, pages: list[Outline], at: int) -> tuple[list[Whole], int]:
    """All pages of a sheet's left side, then all right of them from the top again, as often as it takes."""
    end = next(
        (
            other
            for other in range(at + 2, min(len(pages), at + _FURTHEST))
            if place_beside(whole.first, whole.last, pages[other])
        ),
        0,
    )
    if not end:
        return [whole], at + 1
    wholes = [whole, *(Whole(page) for page in pages[at + 1 : end])]
    while end < len(pages) and whole.takes(pages[end]):
        above, end = pages[end], end + 1
        for below in wholes[1:]:  # a page without anything on it is not printed
            if end < len(pages) and below.takes_like(pages[end], above):
                end += 1
    return wholes, end


def _is_loose(whole: Whole, before: list[Whole]) -> bool:
    """True for a page that begins outside the paper, or has no names for rows beside those of another."""
    page = whole.first
    if any(glyph.x0 < -1 for glyph in page.sheet.glyphs):
        return True
    beside = [other.first for other in before[-_FURTHEST:] if rows_met(other.first, page)]
    return any(
        page.nameless
        and are_named(other.numbered)
        and (len(page.numbered) >= LEAST_ROWS or begins_below(other, page))
        for other in beside
    )


def _sheet_of(whole: Whole) -> Sheet:
    """The pages as one."""
    sheet = whole.first.sheet
    if not whole.parts:
        return sheet
    glyphs, rules = list(sheet.glyphs), list(sheet.rules)
    first, before = _Places(glyphs), sheet.glyphs
    for page, place in whole.parts:
        there, before = _Places(before), []
        runs = max((glyph.run for glyph in glyphs), default=0) + 1
        names = (cell for cell in page.cells if cell.x0 < place.start and first.has(cell.glyphs[0]))
        again = {id(glyph) for name in names for glyph in name.glyphs}
        for glyph in page.sheet.glyphs:
            if id(glyph) in again:
                continue
            x0, x1 = glyph.x0 + place.shift, glyph.x1 + place.shift
            before.append(replace(glyph, x0=x0, x1=x1, run=glyph.run + runs))
            if not there.took(before[-1]):
                glyphs.append(before[-1])
        rules += [_moved(rule, place) for rule in page.sheet.rules if rule.x1 >= place.start]
    wide = whole.parts[-1][1].shift + whole.last.sheet.width
    return replace(sheet, width=wide, glyphs=glyphs, rules=rules)


def _moved(rule: Rule, place: Place) -> Rule:
    return Rule(max(rule.x0, place.start) + place.shift, rule.y0, rule.x1 + place.shift, rule.y1)


class _Places:
    """Where each character of a page stands: one that the page beside it prints there is the same one."""

    def __init__(self, glyphs: list[Glyph]) -> None:
        self._at: dict[tuple[str, int], list[float]] = {}
        for glyph in glyphs:
            self._at.setdefault((glyph.text, round(glyph.base)), []).append(glyph.x0)

    def has(self, glyph: Glyph) -> bool:
        """Whether the same character stands there."""
        return self._nearest(glyph) is not None

    def took(self, glyph: Glyph) -> bool:
        """Take away the same character, so that it is one with no other; False where none stands there."""
        found = self._nearest(glyph)
        if found is None:
            return False
        places, x = found
        places.remove(x)
        return True

    def _nearest(self, glyph: Glyph) -> tuple[list[float], float] | None:
        height = round(glyph.base)
        rows = [self._at.get((glyph.text, height + by), []) for by in (-1, 0, 1)]
        near = [(abs(x - glyph.x0), x, row) for row in rows for x in row]
        off, x, row = min(near, key=lambda each: each[0], default=(glyph.size, 0.0, []))
        return (row, x) if off < _SAME_PLACE * glyph.size else None
