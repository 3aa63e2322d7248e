"""Headers that lost their merged cells: which heading spans which columns, from the forms alone.

A page copied as text gives 单位名称 | 行政处罚实施数量 | 罚没金额 on one line and 警告 | 罚款 | 合计 on the
next; the columns are 单位名称, 警告, 罚款, 合计, 罚没金额.
"""

from dataclasses import dataclass, field

from etl.tables.forms import forms
from etl.tables.words import key


@dataclass(slots=True)
class HeaderCell:
    """One header cell as found in the text."""

    start: int
    end: int
    text: str
    below: list["HeaderCell"] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The key of its words."""
        return key(self.text)


def split_into_rows(cells: list[HeaderCell]) -> list[list[HeaderCell]]:
    """Header cells in reading order, cut where the first member of a heading of the row above begins."""
    members = forms().members
    rows: list[list[HeaderCell]] = [[]]
    for cell in cells:
        spanned = [members[above.key] for above in rows[-1] if above.key in members]
        if any(cell.key in group for group in spanned) and rows[-1]:
            rows.append([])
        elif any(cell.key in group for group in spanned):
            continue
        rows[-1].append(cell)
    return rows


def columns_of(rows: list[list[HeaderCell]]) -> list[tuple[HeaderCell, ...]]:
    """The path of header cells above each column, from the left."""
    for upper, lower in zip(rows, rows[1:], strict=False):
        _hang(upper, lower)
    return [path for cell in rows[0] for path in _paths(cell)] if rows else []


def _paths(cell: HeaderCell) -> list[tuple[HeaderCell, ...]]:
    if not cell.below:
        return [(cell,)]
    return [(cell, *path) for below in cell.below for path in _paths(below)]


def _hang(upper: list[HeaderCell], lower: list[HeaderCell]) -> None:
    """Give each cell of the lower row to a heading of the upper one, in order."""
    members = forms().members
    headings = [cell for cell in upper if cell.key in members]
    if not headings:
        headings = upper[-1:]
    at = 0
    for cell in lower:
        while at + 1 < len(headings) and _moves_on(cell, headings, at):
            at += 1
        headings[at].below.append(cell)


def _moves_on(cell: HeaderCell, headings: list[HeaderCell], at: int) -> bool:
    members = forms().members
    current = headings[at]
    later = any(cell.key in members.get(heading.key, ()) for heading in headings[at + 1 :])
    if not later:
        return False
    in_current = cell.key in members.get(current.key, ())
    repeated = any(cell.key == other.key for other in current.below)
    return repeated or not in_current
