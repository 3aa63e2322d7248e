"""The columns of a table without lines and their headings: the lowest ones are given to them in order."""

from dataclasses import dataclass
from itertools import pairwise

from etl.engine.reading.paged.blocks import SAME, Block, blocks_of
from etl.engine.reading.paged.cellrows import Columns, Row, row_of
from etl.engine.reading.paged.names import first_word
from etl.engine.reading.paged.pieces import Piece

_TIGHT = 1.5  # of the size: a line that leaves no more room in its column broke there
NEXT = 1.5  # of the size: a line that left so much room in its column did not break there
_LEVEL, _OFF_LEVEL = 0.5, 2.0  # points: middles nearer than the one are level, further than the other not
_SLACK = 0.02  # of the size: widths are not exact
_LONG = 6  # of the size: no heading over others is as long as its column
_ALIKE = 0.7  # points: lines that begin and end so near to each other are as long
_LOWER = 0.7  # of the way to the next line
_BESIDE, _TWO = 0.3, 0.2  # what it costs a heading to stand beside its numbers, or over those of two columns
_LEFT = 0.02  # more, where these are at its left
_NO_COLUMN, _UNDER_NONE, _CORNER, _OVER = 1.6, 2.0, 0.4, 1.0  # and what it costs to have none


@dataclass(slots=True)
class Named:
    """The columns with what stands in them or over them, the lowest heading of each, and all others."""

    columns: Columns
    lowest: list[Block | None]
    others: list[Block]
    clear: bool


def named_columns(columns: Columns, rows: list[Row]) -> Named:
    """Give each column its lowest heading; `rows`: those above the first numbers."""
    blocks, clear = blocks_of(rows), True
    while True:
        named = _named(columns, blocks)
        over = [_is_heading_over(named, at, columns) for at in range(len(named.columns))]
        clear = clear and not _are_level_with(named, over)
        two = [block for block, answer in zip(named.lowest, over, strict=True) if block and answer]
        for block in two:
            blocks.remove(block)
            blocks += [Block(block.pieces[:1]), *blocks_of([row_of([piece]) for piece in block.pieces[1:]])]
        if not two:
            named.clear = named.clear and clear and None not in over
            return named


def _named(columns: Columns, blocks: list[Block]) -> Named:
    """Give each column its lowest heading, in order.

    Headings stand in the middle of their cells and numbers at the right: a heading that stands over no number
    belongs to a column beside it, and is that of a blank column where these have their own.
    """
    leaves = sorted((block for block in blocks if not _has_below(block, blocks)), key=lambda block: block.x0)
    between = [_is_between_deeper(leaf, leaves) for leaf in leaves]
    chosen = _matched(leaves, columns, between)
    lowest: list[Block | None] = [None] * len(columns)
    wider, others = list(columns), [block for block in blocks if _has_below(block, blocks)]
    for leaf, at, over in zip(leaves, chosen, between, strict=True):
        if at is not None:
            lowest[at] = leaf
            wider[at] = min(columns[at][0], leaf.x0), max(columns[at][1], leaf.x1)
        elif over:
            others.append(leaf)
        else:
            lowest.append(leaf)
            wider.append((leaf.x0, leaf.x1))
    order = sorted(range(len(wider)), key=lambda at: wider[at])
    wider = [wider[at] for at in order]
    apart = all(left[1] <= right[0] + SAME for left, right in pairwise(wider))
    return Named(wider, [lowest[at] for at in order], others, apart)


def _has_below(block: Block, blocks: list[Block]) -> bool:
    return any(other.base > block.base + SAME and other.meets(block.x0, block.x1) for other in blocks)


def _is_between_deeper(leaf: Block, leaves: list[Block]) -> bool:
    """True where lower headings stand at both sides: it may be one over them."""
    deeper = [other for other in leaves if other.base > leaf.base + SAME]
    return any(other.x1 <= leaf.x0 for other in deeper) and any(other.x0 >= leaf.x1 for other in deeper)


def _matched(leaves: list[Block], columns: Columns, over: list[bool]) -> list[int | None]:
    """The column of each heading, or None, in order and at the least cost."""
    blank = [_CORNER if at == 0 else _UNDER_NONE for at in range(len(columns))]
    ways: list[tuple[float, list[int | None]]] = [(sum(blank[:free]), []) for free in range(len(columns) + 1)]
    for leaf, may_span in zip(leaves, over, strict=True):
        further = [(cost + (_OVER if may_span else _NO_COLUMN), [*way, None]) for cost, way in ways]
        for at in range(len(columns)):
            cost, way = ways[at]
            price = cost + _price(leaf, at, columns)
            if price < further[at + 1][0]:
                further[at + 1] = (price, [*way, at])
        for at, nothing in enumerate(blank):
            if further[at][0] + nothing < further[at + 1][0]:
                further[at + 1] = (further[at][0] + nothing, further[at][1])
        ways = further
    return ways[-1][1]


def _price(leaf: Block, at: int, columns: Columns) -> float:
    """What it costs a heading to be this column's; 99 where another column is between."""
    met = [other for other, (left, right) in enumerate(columns) if leaf.meets(left, right)]
    if met:
        return (_TWO if len(met) > 1 else 0.0) if at in met else 99.0
    before = sum(left < leaf.x0 for left, _ in columns)
    return _BESIDE + _LEFT * (at < before) if at in (before - 1, before) else 99.0


def _is_heading_over(named: Named, at: int, numbers: Columns) -> bool | None:
    """Whether the first line over a column is a heading over its neighbours, too; None where nobody knows.

    It is where it stands over the `numbers` of two. Else these begin lower, at both sides of it or at the one
    that it is not in line with.
    """
    block = named.lowest[at]
    if block is None or not block.broken:
        return False
    if _stands_over(block.pieces[0], numbers) > 1:
        return True
    beside = [_beside(named, at - 1), _beside(named, at + 1)]
    alike = _is_in_row(block, [other for other in beside if other])
    if alike is not None or _is_too_wide(block):
        return not alike
    if not _leaves_room(block, [other is not None and _begins_lower(other, block) for other in beside]):
        return False
    if len(block.pieces[-1].glyphs) == 1:
        return False  # no heading is one character
    return _is_roomy(block, named, at)


def _is_in_row(block: Block, beside: list[Block]) -> bool | None:
    """Whether a heading of several lines stands in the middle of its row as a whole, as those beside it do,
    or without its first line; None where that says nothing.
    """
    rest = Block(block.pieces[1:])
    whole, without = ([abs(each.middle - other.middle) for other in beside] for each in (block, rest))
    if whole and max(whole) < _LEVEL and min(without) > _OFF_LEVEL:
        return True
    many = len(rest.pieces) > 1
    return False if many and min(without, default=_LEVEL) < _LEVEL and min(whole) > _OFF_LEVEL else None


def _is_too_wide(block: Block) -> bool:
    """Whether a first line is wider than the column that broke those below it."""
    first, *rest = block.pieces
    rooms = [line.x1 - line.x0 + first_word(after) for line, after in pairwise(rest)]
    return bool(rooms) and first.x1 - first.x0 > min(rooms) - _SLACK * block.size


def _are_level_with(named: Named, over: list[bool | None]) -> bool:
    """Whether a first line that seems to be of one column is level with one over several."""
    firsts = [
        (block.pieces[0].base, answer)
        for block, answer in zip(named.lowest, over, strict=True)
        if block and block.broken
    ]
    wide = [base for base, answer in firsts if answer]
    return any(not answer and abs(base - other) <= SAME for base, answer in firsts for other in wide)


def _stands_over(line: Piece, numbers: Columns) -> int:
    """Over how many columns' numbers a line stands."""
    return sum(min(line.x1, right) - max(line.x0, left) > SAME for left, right in numbers)


def _is_roomy(block: Block, named: Named, at: int) -> bool | None:
    """Whether more of its words would have found room on the first line; None where that is not known."""
    left = named.columns[at - 1][1] if at else named.columns[0][0]
    right = named.columns[at + 1][0] if at + 1 < len(named.columns) else named.columns[-1][1]
    widest = max(piece.x1 - piece.x0 for piece in block.pieces[:-1])
    if widest >= right - left - _TIGHT * block.size:
        return False if widest >= _LONG * block.size else None
    before, after = _beside(named, at - 1), _beside(named, at + 1)
    wide = (after.centre - before.centre) / 2 if before and after else 0.0
    start, end = named.columns[at]
    if end > block.x1 + SAME and _are_as_long(*block.pieces[:2]):
        wide = min(wide, end - start)  # at the left, perhaps, and its numbers end where the cell does
    return True if widest + NEXT * block.size < wide else None


def _are_as_long(first: Piece, last: Piece) -> bool:
    return max(abs(first.x0 - last.x0), abs(first.x1 - last.x1)) < _ALIKE


def _leaves_room(block: Block, lower: list[bool]) -> bool:
    """Whether neighbours that begin lower stand where its first line would go on over them."""
    first, last = block.pieces[0], block.pieces[-1]
    middle = abs(first.x0 + first.x1 - last.x0 - last.x1) / 2
    left, right = abs(first.x0 - last.x0), abs(first.x1 - last.x1)
    if _are_as_long(first, last):
        return any(lower)  # nobody knows what they are in line with
    if middle < min(left, right):
        return all(lower)
    return lower[1] if left < right else lower[0]


def _beside(named: Named, at: int) -> Block | None:
    return named.lowest[at] if 0 <= at < len(named.columns) else None


def _begins_lower(other: Block, block: Block) -> bool:
    step = block.pieces[1].base - block.pieces[0].base
    return other.pieces[0].base - block.pieces[0].base > _LOWER * step
