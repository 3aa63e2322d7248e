"""The lines of names in tables without lines: which belong together, from their heights and widths."""

import math
from bisect import bisect_left
from itertools import pairwise

from etl.engine.reading.paged.cellrows import NUMBER
from etl.engine.reading.paged.flow import NEW_PARAGRAPH
from etl.engine.reading.paged.pieces import Piece

OFF = 0.35  # of the size: a name stands no further off the middle of its rows
_NEARER = 0.3  # points: lines of one name are nearer to each other than to the next by more
MUCH_NEARER = 1.25  # times: lines of one name that ended though they had room
_MARKS, _OPENING = ("、", "，", "）"), ("（", "《", "“")
_EXACT = 1.0  # points: a row this near to the middle of a name is in its middle
_LONG = 6.5  # of the size: lines wider than this are as wide as each other by no chance
_LOOSE = 2.0  # of the size: further apart are lines of one name in no program
Names = list[list[Piece]]  # the lines of each from the top


def lines_of_names(pieces: list[Piece], bases: list[float], remarks: bool = False) -> Names | None:
    """The lines of each row's name; None where their heights are of no row's, [] where nobody knows which.

    `pieces`: all lines, from the top; `bases`: the heights of the rows. All names begin at their rows, end at
    them, or stand in the middle; and their lines are nearer to each other than to those of the next, or all
    but the last have no room for more, which is enough for `remarks`: no heading of rows stands among them.
    """
    pieces = sorted(pieces, key=lambda piece: piece.base)
    ways = [_parted(pieces, bases, share) for share in (0.0, 0.5, 1.0)] if pieces else []
    whole = [way for way in ways if way is not None]
    full = [way for way in whole if _are_full(way)]
    proven = _only(full)
    if proven and (remarks or _is_proven(proven, bases)):
        return proven
    near = _only([way for way in whole if _are_near(way, MUCH_NEARER)])
    return near or ([] if any(map(_is_plausible, full)) else None)


def _is_plausible(names: Names) -> bool:
    """Whether lines may well be of one name, none of them being a numbered heading of rows."""
    firsts = [line for name in names for line in name[:-1]]
    return bool(firsts) and not any(NEW_PARAGRAPH.match(line.text) for line in firsts)


def _only(ways: list[Names]) -> Names | None:
    """What all ways say, if there is one and they say the same."""
    return ways[0] if ways and all(way == ways[0] for way in ways) else None


def are_words(pieces: list[Piece]) -> bool:
    """Whether none of them is a number."""
    return not any(NUMBER.match(piece.text) for piece in pieces)


def are_uneven(names: Names, lone: list[Piece]) -> bool:
    """Whether a line of a name has more below it though it has room, or what is alone in its row has none:
    names may have been parted at the wrong lines. `lone`: names of one line that no number stands beside.
    """
    if all(len(name) == 1 for name in names):
        return False
    widest = _widest(names)
    full = [line for line in lone if is_full(line, line, widest) and not NEW_PARAGRAPH.match(line.text)]
    return bool(full) or not _are_full(names)


def _is_proven(names: Names, bases: list[float]) -> bool:
    return _are_near(names, 1.0) or _are_wrapped(names) or _are_around(names, bases)


def _parted(pieces: list[Piece], bases: list[float], share: float) -> Names | None:
    """The lines of names that stand at their rows with this share of their height."""
    heights = [piece.base for piece in pieces]
    names: Names = []
    at = 0
    for base, below in pairwise([*bases, math.inf]):
        end = at + 1
        if share == 0.0:
            end = bisect_left(heights, below - OFF * pieces[0].size)
        if end <= at:
            return None
        while end < len(pieces) and _height(pieces[at:end], share) < base - OFF * pieces[at].size:
            end += 1
        name = pieces[at:end]
        if not name or abs(_height(name, share) - base) > OFF * name[0].size:
            return None
        names.append(name)
        at = end
    return names if at == len(pieces) else None


def _height(name: list[Piece], share: float) -> float:
    return name[0].base + share * (name[-1].base - name[0].base)


def _are_near(names: Names, times: float) -> bool:
    within = [below.base - above.base for name in names for above, below in pairwise(name)]
    between = [after[0].base - name[-1].base for name, after in pairwise(names)]
    return not within or not between or times * max(within) < min(between) - _NEARER


def _are_wrapped(names: Names) -> bool:
    """Whether full lines that are as far apart as each other are those of names.

    Two short ones may as well be a heading of rows and the name below it, and a lone long one is as wide as
    itself.
    """
    steps = [below.base - above.base for name in names for above, below in pairwise(name)]
    size, firsts = names[0][0].size, [line for name in names for line in name[:-1]]
    proven = _widest(names) > _LONG * size and len(firsts) > 1 or max(map(len, names)) > 2
    near = bool(steps) and max(steps) < min(min(steps) + _NEARER, _LOOSE * size)
    return proven and near and not any(NEW_PARAGRAPH.match(line.text) for line in firsts)


def _are_around(names: Names, bases: list[float]) -> bool:
    """Whether some row stands between two lines, as nothing but the middle of a name does."""
    rows = [(name, base) for name, base in zip(names, bases, strict=True) if len(name) % 2 == 0]
    steps = [below.base - above.base for name in names for above, below in pairwise(name)]
    alike = bool(rows) and max(steps) < min(min(steps) + _NEARER, _LOOSE * names[0][0].size)
    return alike and all(abs(_height(name, 0.5) - base) < _EXACT for name, base in rows)


def _are_full(names: Names) -> bool:
    """Whether all lines but the last of each name had no room for more."""
    widest = _widest(names)
    return all(is_full(line, after, widest) for name in names for line, after in pairwise(name))


def _widest(names: Names) -> float:
    """How wide the widest of their lines is."""
    return max((line.x1 - line.x0 for name in names for line in name), default=0.0)


def is_full(line: Piece, after: Piece, widest: float) -> bool:
    """Whether the first word of the next line would have made a line wider than all."""
    return line.x1 - line.x0 + first_word(after) > widest + _NEARER


def first_word(line: Piece) -> float:
    """How wide a line's beginning is: no line begins with a mark or ends with a bracket that opens."""
    text = line.text
    return (1 + (text[:1] in _OPENING or text[1:2] in _MARKS)) * line.size
