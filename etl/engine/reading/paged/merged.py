"""Names of several lines or rows of a table without lines: which rows they stand for, from their height."""

import math
from bisect import bisect_left
from itertools import pairwise

from etl.engine.reading.paged.flow import NEW_PARAGRAPH
from etl.engine.reading.paged.pieces import Piece

_OFF = 0.35  # of the size: a name stands no further off the middle of its rows
_NEARER = 0.3  # points: lines of one name are nearer to each other than to the next by more
_TIGHT = 1.5  # of the size: a line that leaves no more room broke there
_LONG = 6.5  # of the size: lines wider than this are as wide as each other by no chance
_LOOSE = 1.75  # of the size: further apart are lines of one cell in no program
Rows = tuple[int, int]  # first and last


def lines_of_names(pieces: list[Piece], bases: list[float]) -> list[list[Piece]] | None:
    """The lines of each row's name, or None where nobody knows.

    `pieces`: all lines, from the top; `bases`: the heights of the rows. All names begin at their rows, end at
    them, or stand in the middle; and their lines are nearer to each other than to those of the next, or all
    but the last have no room for more.
    """
    pieces = sorted(pieces, key=lambda piece: piece.base)
    ways = [_parted(pieces, bases, share) for share in (0.0, 0.5, 1.0)] if pieces else []
    whole = [way for way in ways if way is not None]
    near = [way for way in whole if _are_near(way)]
    found = [way for way in whole if _are_full(way) and (way in near or _are_wrapped(way))] or near
    return found[0] if found and all(way == found[0] for way in found) else None


def _parted(pieces: list[Piece], bases: list[float], share: float) -> list[list[Piece]] | None:
    """The lines of names that stand at their rows with this share of their height."""
    heights = [piece.base for piece in pieces]
    names: list[list[Piece]] = []
    at = 0
    for base, below in pairwise([*bases, math.inf]):
        end = at + 1
        if share == 0.0:
            end = bisect_left(heights, below - _OFF * pieces[0].size)
        if end <= at:
            return None
        while end < len(pieces) and _height(pieces[at:end], share) < base - _OFF * pieces[at].size:
            end += 1
        name = pieces[at:end]
        if not name or abs(_height(name, share) - base) > _OFF * name[0].size:
            return None
        names.append(name)
        at = end
    return names if at == len(pieces) else None


def _height(name: list[Piece], share: float) -> float:
    return name[0].base + share * (name[-1].base - name[0].base)


def _are_near(names: list[list[Piece]]) -> bool:
    within = [below.base - above.base for name in names for above, below in pairwise(name)]
    between = [after[0].base - name[-1].base for name, after in pairwise(names)]
    return not within or not between or max(within) < min(between) - _NEARER


def _are_wrapped(names: list[list[Piece]]) -> bool:
    """Whether full lines that are as far apart as each other are those of names.

    Two short ones may as well be a heading of rows and the name below it.
    """
    steps = [below.base - above.base for name in names for above, below in pairwise(name)]
    widest, size = widest_of(names), names[0][0].size
    long = widest > _LONG * size or max(map(len, names)) > 2
    near = bool(steps) and max(steps) < min(min(steps) + _NEARER, _LOOSE * size)
    firsts = [line for name in names for line in name[:-1]]
    return long and near and not any(NEW_PARAGRAPH.match(line.text) for line in firsts)


def _are_full(names: list[list[Piece]]) -> bool:
    widest = widest_of(names)
    return all(is_full(line, widest) for name in names for line in name[:-1])


def widest_of(names: list[list[Piece]]) -> float:
    """How wide the widest of their lines is."""
    return max((line.x1 - line.x0 for name in names for line in name), default=0.0)


def is_full(line: Piece, widest: float) -> bool:
    """Whether one more character would make a line wider than all."""
    return line.x1 - line.x0 + _TIGHT * line.size > widest


def rows_of_names(names: list[list[Piece]], bases: list[float]) -> list[Rows] | None:
    """First and last row of each name, or None where nobody knows.

    `names`: the lines of each, from the top; `bases`: the heights of the rows. A name stands in the middle of
    its rows, so that one after the other they leave no row out, or beside the first of them.
    """
    middle, top = _by_middle(names, bases), _by_top(names, bases)
    if middle is not None and top is not None and middle != top:
        return None
    return top if middle is None else middle


def _by_middle(names: list[list[Piece]], bases: list[float]) -> list[Rows] | None:
    found: list[Rows] = []
    at = 0
    for lines in names:
        height, room = (lines[0].base + lines[-1].base) / 2, _OFF * lines[0].size
        end = at
        while end + 1 < len(bases) and (bases[at] + bases[end]) / 2 < height - room:
            end += 1
        if at == len(bases) or abs((bases[at] + bases[end]) / 2 - height) > room:
            return None
        found.append((at, end))
        at = end + 1
    return found if at == len(bases) else None


def _by_top(names: list[list[Piece]], bases: list[float]) -> list[Rows] | None:
    firsts = []
    for lines in names:
        near = [at for at, base in enumerate(bases) if abs(base - lines[0].base) <= _OFF * lines[0].size]
        firsts += near[:1]
    if len(firsts) < len(names) or not firsts or firsts[0] > 0:
        return None
    return [(first, after - 1) for first, after in zip(firsts, [*firsts[1:], len(bases)], strict=True)]
