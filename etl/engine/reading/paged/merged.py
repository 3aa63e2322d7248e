"""Names that stand for several rows of a table without lines: which ones, from their height."""

from etl.engine.reading.paged.names import OFF
from etl.engine.reading.paged.pieces import Piece

Rows = tuple[int, int]  # first and last


def rows_of_names(names: list[list[Piece]], bases: list[float]) -> list[Rows] | None:
    """First and last row of each name, or None where nobody knows.

    `names`: the lines of each, from the top; `bases`: the heights of the rows. A name stands in the middle of
    its rows, so that one after the other they leave no row out, or beside the first or the last of them.
    """
    ways = (_by_middle(names, bases), _by_edge(names, bases, False), _by_edge(names, bases, True))
    found = [way for way in ways if way is not None]
    return found[0] if found and all(way == found[0] for way in found) else None


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


def _by_edge(names: list[list[Piece]], bases: list[float], foot: bool) -> list[Rows] | None:
    """Names beside the first of their rows, or at the `foot`, beside the last."""
    at_edge: list[int] = []
    for lines in names:
        line = lines[-1] if foot else lines[0]
        at_edge += [at for at, base in enumerate(bases) if abs(base - line.base) <= OFF * line.size][:1]
    if len(at_edge) < len(names) or not at_edge:
        return None
    if foot:
        found = list(zip([0, *(last + 1 for last in at_edge[:-1])], at_edge, strict=True))
        return found if at_edge[-1] == len(bases) - 1 else None
    found = [(first, after - 1) for first, after in zip(at_edge, [*at_edge[1:], len(bases)], strict=True)]
    return found if at_edge[0] == 0 else None
