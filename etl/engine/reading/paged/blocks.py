"""Lines of words above a table's numbers put together to headings."""

import re
from dataclasses import dataclass, field

from etl.engine.reading.paged.cellrows import Row
from etl.engine.reading.paged.pieces import Piece

ALIGNED = 0.5  # of the size: lines of one heading are in line
SAME = 1.0  # points: baselines no further apart are one
_HALVES = ("、", "，", "（", "(", "或", "和", "及")
_BEGUN = ("（", "(", "、", "，", "）", ")")
_TRIMMED = frozenset("（）、，")
UNIT_BEHIND = re.compile(r"（\w{1,3}）$")  # no name goes on behind it
_UNFINISHED = 2.2  # of the size: lines of a heading whose words are not at an end stand no further apart
_WRAPPED = 1.8  # of the size: nor do others
_NEARLY = 0.03  # of the size: so much lines' distances differ
_FULL = 0.6  # of the size: the first line of a heading is as long as the next, nearly


@dataclass(slots=True)
class Block:
    """The lines of one heading and the box around them."""

    pieces: list[Piece]
    x0: float = field(init=False)
    x1: float = field(init=False)
    broken: bool = False  # its first line ended for want of room, as far as one can see

    def __post_init__(self) -> None:
        self.x0, self.x1 = self.pieces[0].x0, self.pieces[0].x1

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def size(self) -> float:
        return self.pieces[0].size

    @property
    def base(self) -> float:
        """The last line's."""
        return self.pieces[-1].base

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.pieces[0].base + self.base) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    def meets(self, left: float, right: float) -> bool:
        """Whether it stands over or below something between."""
        return self.x0 < right and left < self.x1

    def is_rest_of(self, above: "Block") -> bool:
        """Whether its words may be the rest of those above."""
        return _goes_on(above, self.pieces[0])

    def is_near(self, above: "Block") -> bool:
        """Whether it stands below as the next line of the same words would."""
        return self.pieces[0].base - above.base <= _WRAPPED * self.size

    def add(self, piece: Piece, broken: bool) -> None:
        """Its next line."""
        self.pieces.append(piece)
        self.x0, self.x1 = min(self.x0, piece.x0), max(self.x1, piece.x1)
        self.broken = self.broken or broken and len(self.pieces) == 2


def blocks_of(rows: list[Row]) -> list[Block]:
    """The headings in these rows, from the top."""
    wrapped = _wrapped(rows)
    blocks: list[Block] = []
    for row in rows:
        above = [_nearest(blocks, piece) for piece in row.cells]
        for piece, over in zip(row.cells, above, strict=True):
            lone = over is not None and sum(other is over for other in above) == 1
            if over is not None and lone and _is_unfinished(over, piece):
                over.add(piece, False)
            elif over is not None and lone and _goes_on(over, piece, wrapped):
                over.add(piece, True)
            else:
                blocks.append(Block([piece]))
    return blocks


def _wrapped(rows: list[Row]) -> float:
    """How far apart, of the size, lines of one heading stand: as far as one character stands below others,
    which is no heading.
    """
    wrapped = _WRAPPED
    seen: list[Piece] = []
    for piece in (piece for row in rows for piece in row.cells):
        over = next((each for each in reversed(seen) if each.x0 < piece.x1 and piece.x0 < each.x1), None)
        if over and len(piece.glyphs) == 1 < len(over.glyphs):
            step = (piece.base - over.base) / piece.size
            wrapped = max(wrapped, step + _NEARLY) if step < _UNFINISHED else wrapped
        seen.append(piece)
    return wrapped


def _nearest(blocks: list[Block], piece: Piece) -> Block | None:
    """The one block right above a piece."""
    over = [block for block in blocks if block.meets(piece.x0, piece.x1)]
    low = max((block.base for block in over), default=0.0)
    near = [block for block in over if low - block.base <= SAME]
    return near[0] if len(near) == 1 else None


def _is_unfinished(block: Block, piece: Piece) -> bool:
    text = block.text
    halves = text.endswith(_HALVES) or text.count("（") > text.count("）") or piece.text.startswith(_BEGUN)
    return halves and piece.base - block.base <= _UNFINISHED * piece.size


def _goes_on(block: Block, piece: Piece, wrapped: float = _WRAPPED) -> bool:
    if UNIT_BEHIND.search(block.text):
        return False
    last, room = block.pieces[-1], ALIGNED * piece.size
    left, right = abs(last.x0 - piece.x0), abs(last.x1 - piece.x1)
    in_line = min(left, right, abs(last.x0 + last.x1 - piece.x0 - piece.x1) / 2) <= room
    bound = piece.text[1:2] in ("、", "，", "）")  # no line begins with a mark: its word comes down with it
    marks = sum(glyph.text in _TRIMMED for glyph in piece.glyphs) / 2  # browsers set them half as wide
    full = last.x1 - last.x0 >= piece.x1 - piece.x0 - (_FULL + bound + marks) * piece.size
    return in_line and full and piece.base - last.base <= wrapped * piece.size
