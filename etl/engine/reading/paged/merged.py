"""Names that stand for several rows of a table without lines: which ones, from their height."""

from etl.engine.reading.paged.names import OFF
from etl.engine.reading.paged.pieces import Piece

Rows = tuple[int, int]  # first and last


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
        height, room = (lines[0].base + lines[-1].base) / 2, OFF * lines[0].size
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
        near = [at for at, base in enumerate(bases) if abs(base - lines[0].base) <= OFF * lines[0].size]
        firsts += near[:1]
    if len(firsts) < len(names) or not firsts or firsts[0] > 0:
        return None
    return [(first, after - 1) for first, after in zip(firsts, [*firsts[1:], len(bases)], strict=True)]
