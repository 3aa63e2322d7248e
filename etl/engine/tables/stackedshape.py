"""The shape of rows pasted as one cell a line: how many labels and how many values each has."""

from collections import Counter
from dataclasses import dataclass

from etl.engine.tables.lines import BLANKS, VALUES, Line

_SIGHT = 150  # lines by which the rows are counted
_LEAST_ROWS = 2
_LEAST_PAIRS = 3  # rows of one value each
_MOST_LABELS = 3  # of a row, and words behind its values
_MOST_SHORT = 0.5  # of the rows may have lost a blank cell
_FIRST = frozenset(("1", "１", "01"))


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows have in common.

    `serial`: they begin with their number. `labels`: how many labels a row has, the likeliest first. `width`:
    how many values, with words that stand behind them, the fullest rows have. `alike`: most have so many.
    """

    serial: bool
    labels: tuple[int, ...]
    width: int
    alike: bool


@dataclass(frozen=True, slots=True)
class _RowAt:
    """A row's counts of labels, of values and of the words `behind` these, and the index after it."""

    labels: int
    values: int
    end: int
    behind: int = 0


def shape_of(lines: list[Line], label: int) -> Shape:
    """The shape of the rows that begin at the line `label`, the last cell above the first number."""
    kinds = [line for line in lines[label : label + _SIGHT] if line.kind not in BLANKS]
    serial = len(kinds) > 2 and kinds[1].text in _FIRST and kinds[2].kind == "cell"
    rows = _rows(kinds, serial, cut=label + _SIGHT < len(lines))
    behind = rows[0].behind if rows else 0  # of the last row, only what ends the table could tell it
    counts = [row.values + max(row.behind, behind) for row in rows]
    width = max(counts, default=0)
    full = counts.count(width)
    alike = full > len(rows) * _MOST_SHORT and full >= (_LEAST_ROWS if width > 1 else _LEAST_PAIRS)
    told = Counter(row.labels for row in (rows if serial else rows[1:]))
    return Shape(serial, tuple(count for count, _ in told.most_common()), width, alike)


def _rows(kinds: list[Line], serial: bool, cut: bool) -> list[_RowAt]:
    """The rows from the first on; `cut`: the last may go on beyond what is seen."""
    rows: list[_RowAt] = []
    at = 1 if serial else 0
    while row := _row_at(kinds, at, len(rows) + 2 if serial else 0):
        if cut and row.end == len(kinds):
            break
        rows.append(row)
        at = row.end
    return rows


def _row_at(kinds: list[Line], at: int, following: int) -> _RowAt | None:
    """The row at a place; `following` is the number of the next row, if rows have one."""
    at += bool(following) and at < len(kinds) and kinds[at].kind == "number"  # 合计 has no number of its own
    first = _past(kinds, at, frozenset(("cell",)))
    if not 0 < first - at <= _MOST_LABELS:
        return None
    end = _past(kinds, first, VALUES)
    if end == first:
        return None
    if not following:
        return _RowAt(first - at, end - first, end)
    if end < len(kinds) and kinds[end].kind == "cell" and _is_next(kinds[end - 1], following):
        return _RowAt(first - at, end - 1 - first, end - 1) if end - 1 > first else None
    behind = _past(kinds, end, frozenset(("cell",)))
    ends = behind < len(kinds) and _is_next(kinds[behind], following) and behind - end <= _MOST_LABELS
    return _RowAt(first - at, end - first, behind if ends else end, behind - end if ends else 0)


def _past(kinds: list[Line], at: int, wanted: frozenset[str]) -> int:
    """The index after the run of lines of these kinds."""
    while at < len(kinds) and kinds[at].kind in wanted:
        at += 1
    return at


def _is_next(line: Line, number: int) -> bool:
    return line.text.lstrip("0") == str(number)
