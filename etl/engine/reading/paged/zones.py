"""Where a table without lines may begin and end among the lines of a page."""

import re
from itertools import pairwise

from etl.engine.reading.paged.cellrows import NUMBER, Row
from etl.engine.reading.paged.flow import NEW_PARAGRAPH
from etl.engine.reading.paged.pieces import Piece

WRAPPED = 1.62  # of the size: words no further below others may be the rest of them
_ALONE, _ABOVE, _OFF_MIDDLE = 3, 2.4, 0.02  # lines; of the size; of the table's width
_EXACT = 0.7  # points: what begins no further off begins at the same place
_BEYOND = 3.0  # of the size: headings reach no further beyond the numbers
_BESIDE = 1.1  # of the size: words no higher stand beside others, not above them
_APART = 3.4  # of the size: a row further below another is of something else
_HIGHEST = 7.0  # of the size: no row of one line is higher
_AS_HIGH = 0.75  # times: rows of one table
_AS_NEAR = 1.05  # times: lines of a label are as near to each other as those of others
_OTHER_SIZE = 0.12  # of the size: words of another are not of the table
_CAPTION = re.compile(r"表$|^[(（]?单位\s*[:：]")
_HEADING = re.compile(r"[、，或和及（]$|（\w{1,3}）$")  # going on below, or with a unit
_NOTE = re.compile(r"\s{0,9}(?:注|备注|说明|填表|制表|单位负责人)\s{0,9}[:：]")


def zone_at(rows: list[Row], at: int, floor: int) -> tuple[int, int]:
    """First row, and the one after the last, of what could be a table from this row on; none if they are the
    same. `floor`: no row before it is of this table.
    """
    if not rows[at].parted or _is_title(rows, at):
        return at, at
    end = _end(rows, at)
    return (at if end == at else max(_top(rows, at, end), min(floor, at))), end


def _is_title(rows: list[Row], at: int) -> bool:
    """Words of another size than the line below: printed on two pages that were set beside each other."""
    if rows[at].numbers or at + 1 == len(rows):
        return False
    return abs(rows[at].size - rows[at + 1].size) > _OTHER_SIZE * rows[at + 1].size


def _end(rows: list[Row], start: int) -> int:
    """The end of the rows that could be one table: the last with a number, or the rest of its words."""
    last, at = start, start
    while at < len(rows) and not rows[at].wordy:
        if at > start and _is_apart(rows, at):
            break
        if len(rows[at].cells) == 1 and _ends(rows, at, start):
            break
        if rows[at].data:
            last = at
        at += 1
    return _rest_ends(rows[start:at], last - start + 1) + start


def _is_apart(rows: list[Row], at: int) -> bool:
    """True for a row further below another than those of one table stand; high rows follow each other."""
    gap, size = rows[at].base - rows[at - 1].base, max(rows[at].size, rows[at - 1].size)
    if gap <= _APART * size or gap > _HIGHEST * size or not (rows[at - 1].parted and rows[at].parted):
        return gap > _APART * size
    before = [row.base for row in rows[max(at - 5, 0) : at] if row.parted]
    after = [row.base for row in rows[at : at + 5] if row.parted]
    gaps = [below - above for pair in (before[-2:], after[:2]) for above, below in pairwise(pair)]
    return not any(_AS_HIGH * gap <= other <= gap / _AS_HIGH for other in gaps)


def _top(rows: list[Row], start: int, end: int) -> int:
    """Where a table begins: headings may stand alone above the first row of several, off its middle."""
    zone = [cell for row in rows[start:end] for cell in row.cells]
    left, right = min(cell.x0 for cell in zone), max(cell.x1 for cell in zone)
    top = start
    while top > max(start - _ALONE, 0) and len(rows[top - 1].cells) == 1 and not rows[top - 1].wordy:
        cell = rows[top - 1].cells[0]
        over_names = cell.x0 < rows[start].cells[0].x1
        near = rows[top].base - cell.base < (_ABOVE if over_names else _APART) * rows[top].size
        alike = abs(cell.size - rows[start].size) <= _OTHER_SIZE * rows[start].size
        caption = _CAPTION.search(cell.text) or NEW_PARAGRAPH.match(cell.text)
        if caption or not (near and alike and _is_inside(cell, left, right, rows[start])):
            break
        top -= 1
    return top


def _is_inside(cell: Piece, left: float, right: float, below: Row) -> bool:
    """True for words within a table's width: off its middle, in line with a heading, or ending as one."""
    off = abs((cell.x0 + cell.x1) - (left + right)) / 2
    inside = left - cell.size <= cell.x0 < right and cell.x1 <= right + _BEYOND * cell.size
    in_line = any(abs(cell.x0 - heading.x0) < _EXACT for heading in below.cells[1:])
    beside = below.base - cell.base < _BESIDE * cell.size  # a title stands a line higher
    heading = in_line or beside or bool(_HEADING.search(cell.text))
    return inside and (off >= _OFF_MIDDLE * (right - left) or heading)


def _ends(rows: list[Row], at: int, start: int) -> bool:
    text, size = rows[at].cells[0].text, rows[start].size
    if _begins_anew(rows, at, start):
        return True
    if at > start and (_CAPTION.search(text) or abs(rows[at].size - size) > _OTHER_SIZE * size):
        return True
    if at == start or not NEW_PARAGRAPH.match(text):
        return bool(_NOTE.match(text))
    return not _has_more(rows, at)


def _begins_anew(rows: list[Row], at: int, start: int) -> bool:
    """A line in the middle, below numbers and above other headings: what follows is a table of its own."""
    if at == start or at + 2 >= len(rows) or not rows[at - 1].data:
        return False
    cell, above = rows[at].cells[0], rows[at - 1].cells
    centred = cell.x0 < (above[0].x0 + above[-1].x1) / 2 < cell.x1
    return centred and rows[at + 1].parted and not rows[at + 1].numbers and rows[at + 2].data


def _has_more(rows: list[Row], at: int) -> bool:
    """A heading of rows inside a table: what follows has numbers in columns, no headings of its own."""
    return at + 1 < len(rows) and rows[at + 1].data


def _rest_ends(rows: list[Row], end: int) -> int:
    """The end of the table's rows with the last words of a label in more than one line."""
    labels = _labels(rows[:end])
    pairs = ((below.base - over.base, over.size) for over, below in pairwise(labels))
    steps = [step for step, size in pairs if step >= size]  # nearer are words beside each other
    step, left = min(steps, default=0.0), min((each.x0 for each in labels), default=0.0)
    while end < len(rows) and labels and _is_rest(rows[end], labels[-1], step, left):
        words = rows[end].cells[0]
        nearer = words.base - labels[-1].base
        step, left = min(step, nearer) if len(labels) > 1 else nearer, min(left, words.x0)
        labels.append(words)
        end += 1
    return end


def _labels(rows: list[Row]) -> list[Piece]:
    """The first words of each row from the first numbers on."""
    first = next((at for at, row in enumerate(rows) if row.data), len(rows))
    named = (next((each for each in row.cells if not NUMBER.match(each.text)), None) for row in rows[first:])
    return [cell for cell in named if cell]


def _is_rest(row: Row, label: Piece, step: float, left: float) -> bool:
    """Words below a label, within its width from `left`, and as near to it as labels' lines are: `step`."""
    words = row.cells[0]
    if len(row.cells) != 1 or row.numbers or NEW_PARAGRAPH.match(words.text):
        return False
    near = words.base - label.base < max(WRAPPED * row.size, _AS_NEAR * step)
    return near and left - row.size <= words.x0 and words.x1 <= label.x1 + row.size
