"""Which columns of a table without lines each heading over others spans, from where it stands over them."""

import math
from collections.abc import Callable

from etl.engine.reading.paged.blocks import SAME, Block
from etl.engine.reading.paged.cellrows import Columns
from etl.engine.reading.paged.columns import Named
from etl.engine.reading.paged.lanes import touched

_BARE = 0.5  # what a heading costs for each column that it spans whose own stands no lower
_UNCOVERED = 0.3  # and for each that none spans, though its own stands lower
_UNCOVERED_LEVEL = 0.1  # the same, where all stand on one line
_EXACT = 0.7  # points: what begins no further off begins at the same place
_LOWER, _AS_HIGH = 0.75, 0.62  # of the way down to the headings below one: lower, and no lower than it
_OFF_SPAN = 0.4  # of a column's width: a heading over several that stands further off was not understood
_SURER = 0.12  # of a column's width: another reading must be further off by so much
_OVER_LABELS = 0.3  # what it costs to span the names of rows
_ASIDE = 0.15  # and not to stand in the middle
_LEVEL_ROW = 2.5  # points: headings whose heights differ less are of one row
_NO_WAY = 99.0
_NEXT = 0.85  # of the size: lines below others stand at least so much lower
_LEVEL_WITH = 5.0  # what it costs to span columns whose own begin as high
_LEVEL = 0.4  # of the size: headings whose heights differ less are on one level

Span = tuple[int, int]  # first and last column
Height = Callable[[Block], float]


def levels_of(blocks: list[Block]) -> list[list[Block]]:
    """Headings above others by their height, each level from the left."""
    levels: list[list[Block]] = []
    for block in sorted(blocks, key=lambda block: block.middle):
        if levels and block.middle - levels[-1][0].middle <= _LEVEL * block.size:
            levels[-1].append(block)
        else:
            levels.append([block])
    return [sorted(level, key=lambda block: block.x0) for level in levels]


def spread(level: list[Block], named: Named, label: bool) -> tuple[list[Span], bool]:
    """The columns that each heading of a level spans; and whether no other reading comes near.

    Headings of one line stand beside others of several with their middle, or with their top.
    """
    scales = [
        _Scale(level, named, how, label, height_of) for how in range(3) for height_of in _alignments(named)
    ]
    ways = [_cheapest(level, named, scale) for scale in scales]
    sure = [way for way in ways if _is_sure(level, way[1], way[2], named)]
    best = min(sure, key=lambda way: way[0], default=min(ways, key=lambda way: way[0]))
    near = [way for way in ways if way[0] <= best[0] + _SURER and (way in sure or way[2].how != best[2].how)]
    least = min(cost for cost, _, _ in ways)
    known = bool(sure) and best[0] <= least + _SURER and all(spans == best[1] for _, spans, _ in near)
    return best[1], known


def _is_sure(level: list[Block], spans: list[Span], scale: "_Scale", named: Named) -> bool:
    near = all(scale.off(block, span) <= _OFF_SPAN for block, span in zip(level, spans, strict=True))
    known = scale.how == 0 or not _are_level(named) or _are_alike(spans, named)
    return (
        near and known and not any(_is_rivalled(level, spans, at, scale, named) for at in range(len(level)))
    )


def _are_level(named: Named) -> bool:
    """True where all stand on one line: those over several rows may, too."""
    bases = [leaf.base for leaf in named.lowest if leaf]
    return max(bases) - min(bases) <= SAME


def _are_alike(spans: list[Span], named: Named) -> bool:
    """Whether the same headings stand below several others, as those of years."""
    below = {
        tuple(leaf.text if leaf else "" for leaf in named.lowest[first : last + 1]) for first, last in spans
    }
    return len(spans) > 1 and len(below) == 1


def _cheapest(level: list[Block], named: Named, scale: "_Scale") -> tuple[float, list[Span], "_Scale"]:
    wide = len(named.columns)
    ways: dict[int, tuple[float, list[Span]]] = {0: (0.0, [])}  # by the first free column
    for block in level:
        further: dict[int, tuple[float, list[Span]]] = {}
        first, last = touched(block, named.columns)
        if not block.meets(*named.columns[first]):  # between two: over both, at least
            first, last = max(first - 1, 0) if first == last and first else first, last
        for free, (cost, spans) in ways.items():
            for start in range(free, max(first, free) + 1):
                for end in range(max(last, start), wide):
                    price = cost + scale.price(block, (start, end)) + scale.uncovered(free, start)
                    if end + 1 not in further or price < further[end + 1][0]:
                        further[end + 1] = (price, [*spans, (start, end)])
        ways = further
    ends = [(cost + scale.uncovered(free, wide), spans, scale) for free, (cost, spans) in ways.items()]
    return min(
        ends,
        key=lambda end: end[0],
        default=(_NO_WAY, [touched(each, named.columns) for each in level], scale),
    )


def _is_rivalled(level: list[Block], spans: list[Span], at: int, scale: "_Scale", named: Named) -> bool:
    """True where a heading could as well span other columns that are free."""
    left = spans[at - 1][1] + 1 if at else 0
    right = spans[at + 1][0] if at + 1 < len(spans) else len(named.columns)
    first, last = touched(level[at], named.columns)

    def price(span: Span) -> float:
        return (
            scale.price(level[at], span)
            + scale.uncovered(left, span[0])
            + scale.uncovered(span[1] + 1, right)
        )

    chosen = price(spans[at])
    others = ((start, end) for start in range(left, first + 1) for end in range(last, right))
    return any(span != spans[at] and price(span) < chosen + _SURER for span in others)


class _Scale:
    """What it costs headings of a level to span columns.

    `how`: they stand in the middle of their columns (0), at their left (1) or right edge (2).
    """

    def __init__(self, level: list[Block], named: Named, how: int, label: bool, height_of: Height) -> None:
        self._columns, self.how = named.columns, how
        self._cells = _mirrored(named)
        self._width = max((named.columns[-1][1] - named.columns[0][0]) / len(named.columns), 1.0)
        self._tops = [leaf.pieces[0].base if leaf else level[0].base for leaf in named.lowest]
        self._depths = _depths(level, named, height_of)
        self._label = label
        self._uncovered = _UNCOVERED_LEVEL if _are_level(named) else _UNCOVERED
        self._aside = _ASIDE if how and not self._is_in_line(level, named) else 0.0

    def _is_in_line(self, level: list[Block], named: Named) -> bool:
        """Whether all begin, or end, just where some heading below does."""
        edge: Height = _left if self.how == 1 else _right
        edges = [edge(leaf) for leaf in named.lowest if leaf]
        return all(any(abs(edge(block) - other) < _EXACT for other in edges) for block in level)

    def off(self, block: Block, span: Span) -> float:
        """How far off a heading stands from where it should over these columns, in their widths."""
        first, last = span
        left, right = self._columns[first][0], self._columns[last][1]
        middles = (left + right) / 2, (self._cells[first][0] + self._cells[last][1]) / 2
        far = min(abs(block.centre - middle) for middle in middles)
        return (far, abs(block.x0 - left), abs(block.x1 - right))[self.how] / self._width

    def price(self, block: Block, span: Span) -> float:
        """What spanning them costs it."""
        columns = range(span[0], span[1] + 1)
        bare = sum(self._depths[at] <= _AS_HIGH for at in columns) if span[1] > span[0] else 0
        level = sum(self._tops[at] - block.base < _NEXT * block.size for at in columns)
        label = self._label and span[0] == 0
        off = self.off(block, span) + self._aside
        return off + _BARE * bare + _LEVEL_WITH * level + _OVER_LABELS * label

    def uncovered(self, start: int, end: int) -> float:
        """What it costs that nothing spans the columns before `end`."""
        first = max(start, 1) if self._label else start
        return self._uncovered * sum(self._depths[at] >= _LOWER for at in range(first, end))


def _depths(level: list[Block], named: Named, height_of: Height) -> list[float]:
    """How far below the level each column's heading begins, by the distance of those right below it."""
    top = max(map(height_of, level))
    down = [begin - top for begin in _begins(named, height_of)]
    below = [
        *zip(named.lowest, down, strict=True),
        *((other, height_of(other) - top) for other in named.others),
    ]
    met = [far for other, far in below if other and far > 1 and _is_over_any(level, other)]
    step = min(met or [far for far in down if far > 1], default=1.0)
    return [far / step for far in down]


def _is_over_any(level: list[Block], other: Block) -> bool:
    return any(other.meets(block.x0, block.x1) for block in level)


def _begins(named: Named, height_of: Height) -> list[float]:
    """The height at which each column's heading would stand if it had but its first row.

    One that stands in the middle of its rows begins as far above it as the lowest stands below it.
    """
    heights = [height_of(leaf) if leaf else -math.inf for leaf in named.lowest]
    lowest = max(heights)
    return [2 * height - lowest if height_of is _middle else height for height in heights]


def _alignments(named: Named) -> list[Height]:
    """How headings stand in cells of several rows: so that the fewest begin where no row does."""

    def exceptions(height_of: Height) -> int:
        begins = [begin for begin in _begins(named, height_of) if begin > -math.inf]
        rows = [max(begins), *map(height_of, named.others)]
        return sum(all(abs(begin - row) > _LEVEL_ROW for row in rows) for begin in begins)

    counted = [(exceptions(height_of), height_of) for height_of in (_middle, _top)]
    return [height_of for count, height_of in counted if count == min(each for each, _ in counted)]


def _middle(block: Block) -> float:
    return block.middle


def _top(block: Block) -> float:
    return block.pieces[0].base


def _left(block: Block) -> float:
    return block.x0


def _right(block: Block) -> float:
    return block.x1


def _mirrored(named: Named) -> Columns:
    """The cells of columns whose headings stand in the middle of them, as far as there is room."""
    cells = []
    for at, (left, right) in enumerate(named.columns):
        leaf = named.lowest[at]
        half = max(leaf.centre - left, right - leaf.centre) if leaf else 0.0
        if leaf:
            before = named.columns[at - 1][1] if at else left - half
            after = named.columns[at + 1][0] if at + 1 < len(named.columns) else right + half
            left, right = (
                max(min(left, leaf.centre - half), before),
                min(max(right, leaf.centre + half), after),
            )
        cells.append((left, right))
    return cells
