"""Headers that lost their merged cells: which heading spans which columns, from the forms alone.

A page copied as text gives 单位名称 | 行政处罚实施数量 | 罚没金额 on one line and 警告 | 罚款 | 合计 on the
next; the columns are 单位名称, 警告, 罚款, 合计, 罚没金额.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from etl.engine.rulebook import Rulebook
from etl.engine.tables.evidence import item_like
from etl.engine.tables.forms import FORMS
from etl.engine.tables.spans import KEPT, LABELS, MISPLACED, Assignment, Weighed, assignments, is_spanned
from etl.engine.tables.words import key


@dataclass(slots=True)
class HeaderCell:
    """One header cell as found in the text."""

    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """The key of its words."""
        return key(self.text)


_FEW = 16  # cells of a header whose every cut is tried
_REPEATS = 3  # of a name under different headings, on average
_CUTS_LIMIT = 60  # ways to part a header that are tried: the rows of real ones begin early
_DEEPER = -2  # weight of one more row
_UNKNOWN_LIMIT = 30  # cells of a header that no form knows
Path = tuple[HeaderCell, ...]
Names = tuple[str, ...]
# By the number of cells that span others: the best ways, a weight and an assignment for each pair of rows.
Way = tuple[int, tuple[Assignment, ...]]
Ways = dict[int, list[Way]]
_MARGIN = 3  # by which a header must fit better than any other of as many columns, to need no proof


@dataclass(frozen=True, slots=True)
class Plan:
    """How header cells make columns: the indices of the cells above each column, top down."""

    weight: int
    paths: tuple[tuple[int, ...], ...]
    misplaced: bool = False  # columns stand beside the heading that spans them


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a header, from the left; none if no number of columns fits.

    `certain`: no other way to read the header fits nearly as well.
    """

    paths: list[Path]
    certain: bool = True


def header_of(
    rules: Rulebook,
    cells: list[HeaderCell],
    widths: Iterable[int],
    parted: Sequence[int] = (),
    labels: int = 0,
) -> Layout:
    """The columns of header cells in reading order, of which the first `labels` are those of labels.

    `parted` are the places where something parts the rows; where nothing does, the likeliest way to part
    them is taken.
    """
    names = tuple(f"{LABELS}{at}" for at in range(labels)) + tuple(cell.key for cell in cells[labels:])
    plan, certain = _likeliest(rules, names, tuple(widths), tuple(parted))
    return Layout([tuple(cells[index] for index in path) for path in plan.paths] if plan else [], certain)


def columns_of(
    rules: Rulebook, rows: list[list[HeaderCell]], widths: Iterable[int], labels: int = 0
) -> Layout:
    """The same for rows that are known."""
    cells = [cell for row in rows for cell in row]
    places, at = [], 0
    for row in rows[:-1]:
        at += len(row)
        places.append(at)
    return header_of(rules, cells, widths, places or [len(cells)], labels)


@lru_cache(maxsize=2048)
def _likeliest(
    rules: Rulebook, names: Names, widths: tuple[int, ...], parted: tuple[int, ...]
) -> tuple[Plan | None, bool]:
    """The plan of the greatest weight that gives one of the numbers of columns, and whether it is certain."""
    plans: list[Plan] = []
    for places in [parted] if parted else islice(_cuts(rules, names), _CUTS_LIMIT):
        bounds = [0, *(place for place in places if place < len(names)), len(names)]
        plans += _plans(
            rules, [names[first:last] for first, last in zip(bounds, bounds[1:], strict=False)], widths
        )
    best = max(plans, key=lambda plan: plan.weight, default=None)
    if best is None:
        return None, False
    read = _as_read(names, best)
    others = [plan.weight for plan in plans if _as_read(names, plan) != read]
    beaten = best.weight - max(others, default=best.weight - _MARGIN) >= _MARGIN
    return best, beaten and not best.misplaced


def _as_read(names: Names, plan: Plan) -> list[tuple[str, ...]]:
    return [tuple(names[index] for index in path) for path in plan.paths]


def _cuts(rules: Rulebook, names: Names) -> Iterator[tuple[int, ...]]:
    """The ways to part names into one, two or three rows: where a heading's first member may begin."""
    yield ()
    if len(names) > _REPEATS * len(set(names)):
        return  # the same few names over and over are no header
    known = _member_places(rules, names, 0)
    for at in known if known and len(names) > _FEW else range(1, min(len(names), _UNKNOWN_LIMIT)):
        yield (at,)
        for second in _member_places(rules, names, at):
            yield at, second


def _member_places(rules: Rulebook, names: Names, start: int) -> list[int]:
    """Where, after `start`, a name stands that a heading between them spans."""
    places, spanned = [], set()
    for at in range(start, len(names)):
        if names[at] in spanned:
            places.append(at)
        spanned |= rules[FORMS].members.get(names[at], frozenset())
    return places


def _plans(rules: Rulebook, rows: list[Names], widths: tuple[int, ...]) -> list[Plan]:
    total, above = sum(map(len, rows)), sum(map(len, rows[:-1]))
    if not any(len(rows) - 1 <= total - width <= above for width in widths):
        return []  # each row but the last has at least one heading
    ways: Ways = {0: [(0, ())]}
    for upper, lower in zip(rows, rows[1:], strict=False):
        ways = _combined(ways, assignments(rules, upper, lower))
    last = rows[-1]
    names = [name for row in rows for name in row]
    misplaced = sum(is_spanned(rules, name, last[:at]) for at, name in enumerate(last))
    added = MISPLACED * misplaced + _DEEPER * (len(rows) - 1)
    plans = []
    for weight, chosen in (way for width in widths for way in ways.get(total - width, ())):
        paths = _paths(rows, chosen)
        if len(rows) == 1 or _are_distinct(rules, names, paths):
            plans.append(
                Plan(weight + added, paths, misplaced > 1)
            )  # no two columns of one name below one heading
    return plans


def _are_distinct(rules: Rulebook, names: list[str], paths: tuple[tuple[int, ...], ...]) -> bool:
    """Whether no two columns have one name below one heading; what compares with the column before is told
    apart by it: 起数 | 同比 | 人数 | 同比."""
    told: set[tuple[str, ...]] = set()
    before = ""
    for path in paths:
        leaf = names[path[-1]]
        like = item_like(rules, leaf)
        compares = like is not None and like.measure in ("share", "change", "rate")
        told.add((*(names[index] for index in path), before if compares else ""))
        before = before if compares else leaf
    return len(told) == len(paths)


def _combined(ways: Ways, level: dict[int, list[Weighed]]) -> Ways:
    combined: Ways = {}
    for spanning, found in ways.items():
        for more, assigned in level.items():
            pairs: list[Way] = [(w + added, (*chosen, one)) for w, chosen in found for added, one in assigned]
            both = combined.get(spanning + more, []) + pairs
            combined[spanning + more] = sorted(both, key=lambda way: -way[0])[:KEPT]
    return combined


def _paths(rows: list[Names], chosen: tuple[Assignment, ...]) -> tuple[tuple[int, ...], ...]:
    """The indices of the names above each column, the rows' names counted through."""
    below: dict[int, list[int]] = {}
    start = 0
    for row, assignment in zip(rows, chosen, strict=False):
        for at, index in enumerate(assignment):
            below.setdefault(start + index, []).append(start + len(row) + at)
        start += len(row)
    return tuple(path for index in range(len(rows[0])) for path in _paths_from(index, below))


def _paths_from(index: int, below: dict[int, list[int]]) -> list[tuple[int, ...]]:
    if index not in below:
        return [(index,)]
    return [(index, *path) for lower in below[index] for path in _paths_from(lower, below)]
