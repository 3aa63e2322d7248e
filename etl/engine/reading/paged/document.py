"""Sheets in, a Document out: tables and paragraphs in reading order, joined over page breaks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.engine.model import Document
from etl.engine.reading.builder import TextBuilder
from etl.engine.reading.paged.amiss import of_page, of_sheets, of_tables
from etl.engine.reading.paged.flow import Column, Frame, Line, columns_of, lines_in
from etl.engine.reading.paged.furniture import without_furniture
from etl.engine.reading.paged.grid import Lattice, lattices_of
from etl.engine.reading.paged.joining import Item, Writer
from etl.engine.reading.paged.pieces import Piece, pieces_of
from etl.engine.reading.paged.ruled import PlacedTable, is_table, ruled_table
from etl.engine.reading.paged.sheet import Box, Glyph, Rule, Sheet, main_angle, turned
from etl.engine.reading.paged.unruled import unruled_tables
from etl.engine.reading.paged.wide import put_together

Placed = tuple[Box, list[Item]]
_DIGIT = re.compile(r"\d")
_MARGIN = 0.72  # of the page's width: text that has room for more ends further right
_SHORTER = 0.5  # of the size: above the table's first line, which its box holds
_OFF_MIDDLE = 0.02  # of a table's width: words no further off its middle are its title
_PROSE = re.compile(r"[。；：:]")
_NEARLY = 1.5  # of the size: a line that ends so near to the edge is full
_STOPS = ("。", "；", "：", "！", "？")
_PAGE_SHARE = 0.85  # of the page's height and width: a larger box is its border


@dataclass(slots=True)
class Page:
    """A page's items in reading order, and the digits that they must hold."""

    number: int
    width: float
    items: list[Item]
    digits: Counter = field(default_factory=Counter)


def document_of(sheets: Iterable[Sheet], path: str, format_name: str) -> Document:
    """The Document of the pages; what could not be read of them is among its warnings."""
    whole, loose = put_together(without_furniture(sheets))
    pages = [page_of(sheet) for sheet in whole]
    for page in pages:
        if page.number in loose:
            page.items = _without_names(page.items)
    warnings = of_sheets(whole) + [
        said for page in pages for said in of_page(page.number, page.items, page.digits)
    ]
    _widen(pages)
    builder = TextBuilder()
    writer = Writer(builder)
    for page in pages:
        for item in page.items:
            writer.add(item, page.number)
        writer.end_page()
    writer.finish()
    return Document(
        text=builder.text,
        path=path,
        format=format_name,
        tables=builder.tables,
        warnings=warnings + of_tables(writer.unclear, loose),
    )


def _without_names(items: list[Item]) -> list[Item]:
    """Of a page that seems to go on beside another, nobody knows which: tables are numbers alone, and
    lines that begin outside the paper are the rest of others."""
    for item in items:
        if isinstance(item, PlacedTable):
            item.clear = False
    return [item for item in items if not (isinstance(item, Line) and item.x0 < -1)]


def _widen(pages: list[Page]) -> None:
    """Lines end where the widest text or table of such pages does: few lines on a page show no edge."""
    alike: dict[int, list[Item]] = defaultdict(list)
    for page in pages:
        alike[round(page.width)] += page.items
    edges = {width: _edge(items, _MARGIN * width) for width, items in alike.items()}
    for page in pages:
        for item in page.items:
            if isinstance(item, Line) and not item.beside:
                item.right = edges[round(page.width)]


def _edge(items: list[Item], least: float) -> float:
    """Where lines end: further left than `least` only if several of a sentence end there, as on a sheet."""
    widest = max(map(_right_of, items), default=least)
    lines = [item for item in items if isinstance(item, Line) and widest - item.x1 < _NEARLY * item.size]
    full = [line for line in lines if "，" in line.text and not line.text.endswith(_STOPS)]
    return widest if len(full) > 1 else max(least, widest)


def _right_of(item: Item) -> float:
    return item.right if isinstance(item, Line) else item.box[2]


def page_of(sheet: Sheet) -> Page:
    """The items of one page in reading order."""
    digits = Counter(glyph.text for glyph in sheet.glyphs if _DIGIT.match(glyph.text))
    sheet = turned(sheet, main_angle(sheet.glyphs))
    lattices = [lattice for lattice in lattices_of(sheet.rules) if not _is_border(lattice, sheet)]
    inside, outside = _sorted_in(sheet.glyphs, lattices)
    placed: list[Placed] = []
    for lattice, glyphs in zip(lattices, inside, strict=True):
        placed += _in_lines(lattice, glyphs)
    level = [rule for rule in sheet.rules if rule.flat]
    left = pieces_of(glyph for glyph in outside if glyph.angle == 0)
    columns, tables = _unruled(left, level)
    placed += [(table.box, [table]) for table in tables]
    items = _with_text(columns, placed)
    items += _turned_text([glyph for glyph in outside if glyph.angle], sheet)
    return Page(sheet.number, sheet.width, items, digits)


def _unruled(pieces: list[Piece], level: list[Rule]) -> tuple[list[Column], list[PlacedTable]]:
    """The columns of text of what no grid holds, and the tables without lines across them or in one."""
    left, tables = _without_tables(pieces, level, proven=True)
    for table in tables:
        table.clear = not any(_is_heading(piece, table, True) for piece in left)
    columns = columns_of(left)
    for column in columns:
        column.pieces, found = _without_tables(column.pieces, level)
        for table in found:
            table.clear = table.clear and not any(_is_heading(piece, table, False) for piece in left)
        tables += found
    return columns, tables


def _in_lines(lattice: Lattice, glyphs: list[Glyph]) -> list[Placed]:
    """What stands within drawn lines: a table, or framed text."""
    if all(glyph.text.isspace() for glyph in glyphs):
        return []
    return [(lattice.box, [ruled_table(lattice, glyphs)])] if is_table(lattice) else _framed(lattice, glyphs)


def _without_tables(
    pieces: list[Piece], level: list[Rule], proven: bool = False
) -> tuple[list[Piece], list[PlacedTable]]:
    """The text that is in no table without lines, and these tables; `proven`: only those that are sure."""
    found = [each for each in unruled_tables(pieces, level) if each.table.clear or not proven]
    taken = {glyph for each in found for glyph in each.glyphs}
    left = [glyph for piece in pieces for glyph in piece.glyphs if id(glyph) not in taken]
    return (pieces_of(left) if found else pieces), [each.table for each in found]


def _is_heading(piece: Piece, table: PlacedTable, sure: bool) -> bool:
    """True for words right above a table that it does not hold: one of its headings.

    They stand off its middle or, above one that is `sure`, are no wider than a column of numbers.
    """
    x0, top, x1, _ = table.box
    size = piece.size
    near = top - size < piece.base < top + _SHORTER * size and piece.x0 < x1 and x0 < piece.x1
    off = abs(piece.x0 + piece.x1 - x0 - x1) / 2 > _OFF_MIDDLE * (x1 - x0)
    inside = any(left <= piece.x0 and piece.x1 <= right for left, right in table.columns[1:])
    return near and (inside if sure else off) and not _PROSE.search(piece.text)


def _is_border(lattice: Lattice, sheet: Sheet) -> bool:
    x0, y0, x1, y1 = lattice.box
    whole = x1 - x0 > _PAGE_SHARE * sheet.width and y1 - y0 > _PAGE_SHARE * sheet.height
    return whole and len(lattice.regions) == 1


def _sorted_in(glyphs: list[Glyph], lattices: list[Lattice]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The characters in each grid, the smallest that holds them, and those in none."""
    inside: list[list[Glyph]] = [[] for _ in lattices]
    outside: list[Glyph] = []
    order = sorted(range(len(lattices)), key=lambda at: _area(lattices[at].box))
    for glyph in glyphs:
        at = next((at for at in order if _holds(lattices[at].box, glyph)), None)
        (outside if at is None else inside[at]).append(glyph)
    return inside, outside


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = glyph.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _framed(lattice: Lattice, glyphs: list[Glyph]) -> list[Placed]:
    """The text of a frame, box by box."""
    found: list[Placed] = []
    for region in lattice.regions:
        mine = [glyph for glyph in glyphs if _holds(region.box, glyph)]
        lines = [line for column in columns_of(pieces_of(mine), True) for line in lines_in(column)]
        if lines:
            lines[0].apart = True
            found.append((region.box, [Frame(region.box, lines)]))
    return found


def _with_text(columns: list[Column], placed: list[Placed]) -> list[Item]:
    """Lines in the order of their columns, with tables and frames where they stand between them."""
    items: list[Item] = []
    left = sorted(placed, key=lambda each: each[0][1])
    for column in columns:
        for line in _beside_frames(lines_in(column), placed):
            ready = [each for each in left if each[0][1] < line.top and _over(each[0], column)]
            for each in ready:
                left.remove(each)
                items += each[1]
            items.append(line)
    for _, rest in left:
        items += rest
    return items


def _beside_frames(lines: list[Line], placed: list[Placed]) -> list[Line]:
    """Lines that a frame or table at their side cuts short end, or begin, at it."""
    for line in lines:
        for (x0, top, x1, bottom), _ in placed:
            if top > line.bottom or bottom < line.top:
                continue
            if x0 >= line.x1:
                line.right, line.beside = min(line.right, x0), True
            elif x1 <= line.x0:
                line.left, line.beside = max(line.left, x1), True
    return lines


def _over(box: Box, column: Column) -> bool:
    """True for a box in the way of the column, not beside it."""
    return not column.beside or min(box[2], column.x1) > max(box[0], column.x0)


def _turned_text(glyphs: list[Glyph], sheet: Sheet) -> list[Item]:
    """Text of other directions, after the rest: page numbers of a table set across, watermarks."""
    items: list[Item] = []
    for angle in sorted({glyph.angle for glyph in glyphs}):
        mine = [glyph for glyph in glyphs if glyph.angle == angle]
        if angle % 90:
            text = "".join(glyph.text for glyph in mine).strip()
            box = mine[0]
            items += [Line(text, box.x0, box.x1, box.top, box.bottom, box.size, apart=True)] if text else []
            continue
        upright = turned(Sheet(sheet.number, sheet.width, sheet.height, mine), angle).glyphs
        items += [line for column in columns_of(pieces_of(upright), True) for line in lines_in(column)]
    return items
