"""Which lines of text belong together as a table's rows, and which stand above them as its title."""

import re
from collections.abc import Iterator

from etl.engine.captions import LONGEST
from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import Row
from etl.engine.tables.cells import is_void, number_in
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import is_column_name
from etl.engine.tables.lines import BARS, Line, cells_of
from etl.engine.tables.words import key

_TITLE_CELLS = 2  # its number and its words
_NUMBERED = re.compile("附?[表件][0-9０-９一二三四五六七八九十]|[（(]?[一二三四五六七八九十]{1,3}[)）、.]?$")
_ENDS_TITLE = ("prose", "wall", "number", "void")
_IN_RUN = frozenset(("row", "rule", "blank", "space", "cell", "number", "void"))


def runs(rules: Rulebook, lines: list[Line]) -> Iterator[tuple[int, int]]:
    """(first, last) of stretches of rows; a lone blank line or a banner inside does not end one."""
    at = 0
    while at < len(lines):
        if lines[at].kind != "row":
            at += 1
            continue
        last, index, numbers = at, at, 0
        while index < len(lines) and index - last <= 2 and lines[index].kind in _IN_RUN:
            if lines[index].kind in ("row", "rule") or lines[index].barred:
                numbers += _holds_number(rules, lines[index])
                last = index
            index += 1
        if numbers:
            yield at, last + 1
        at = last + 1


def _holds_number(rules: Rulebook, line: Line) -> bool:
    if line.kind == "row":
        return any(number_in(rules, text) for _, _, text in cells_of(line))
    return line.kind == "number"


def first_parted(lines: list[Line], first: int, last: int) -> int:
    """The first line with bars or tabs, where there is one: what stands above it is no row."""
    return next((at for at in range(first, last) if lines[at].parted), first)


def with_headings(rules: Rulebook, lines: list[Line], first: int) -> int:
    """The index of a line above the run that holds nothing but headings of it, else the run's own."""
    above = next((at for at in range(first - 1, max(-1, first - 4), -1) if lines[at].kind != "blank"), -1)
    if above < 0 or lines[above].kind != "cell":
        return first
    cells = cells_of(lines[above])
    return (
        above if len(cells) > 1 and all(key(text) in rules[FORMS].members for _, _, text in cells) else first
    )


def with_blank_corners(run: list[Line]) -> list[Line]:
    """The rows, of which one that begins with a bar where the others do not has its first cell blank."""
    barred = [line for line in run if line.kind == "row" and line.barred and line.cells is None]
    opened = [line for line in barred if line.raw.lstrip()[0] in BARS]
    if 2 * len(opened) < len(barred):
        for line in opened:
            line.cells = [(line.raw_start, line.raw_start, ""), *cells_of(line)]
    return run


def under_headings(rules: Rulebook, run: list[Line]) -> Iterator[tuple[list[Row], str]]:
    """The rows of a run, cut at each line of its own that stands above a new header: (rows, that line)."""
    rows: list[Row] = []
    heading, between = "", ""
    for at, line in enumerate(run):
        if not line.parted:
            between = line.text or between
            rows.append(cells_in(line))
            continue
        cells = cells_in(line)
        if rows and _is_title_row(rules, cells, run[at + 1 : at + 2]):
            between = " ".join(text for _, _, text in trimmed(cells))
            continue
        if between and _names_only(rules, cells):
            yield rows, heading
            rows, heading = [], between
        between = ""
        rows.append(cells)
    yield rows, heading


def _names_only(rules: Rulebook, cells: Row) -> bool:
    names = trimmed(cells)
    return len(names) > 1 and not any(number_in(rules, text) or is_void(rules, text) for _, _, text in names)


def _is_title_row(rules: Rulebook, cells: Row, following: list[Line]) -> bool:
    """表2 | 行政许可（单位：件） above a header: its number, its words, and below them names of columns."""
    if not is_numbered_title(cells) or not _names_only(rules, cells) or not following:
        return False
    below = trimmed(cells_in(following[0]))
    if len(below) <= _TITLE_CELLS or not _names_only(rules, below):
        return False
    return 2 * sum(is_column_name(rules, text) for _, _, text in below) > len(below)


def is_numbered_title(cells: Row) -> bool:
    """A table's number and its words: 表2 | 行政许可."""
    return len(trimmed(cells)) == _TITLE_CELLS and bool(_NUMBERED.match(cells[0][2]))


def parted(rules: Rulebook, rows: list[Row]) -> Iterator[list[Row]]:
    """The run cut before each header that comes after data, with the lone lines above that header."""
    part: list[Row] = []
    after = 0  # rows of the part up to its last row of data
    for row in rows:
        values = any(number_in(rules, text) or is_void(rules, text) for _, _, text in row)
        if len(row) > 1 and not values and after:
            yield part[:after]
            part, after = part[after:], 0
        part.append(row)
        after = len(part) if values else after
    yield part


def title_above(lines: list[Line], index: int) -> str:
    """The one or two short lines just above a table, else the clause of running text that leads to it."""
    title: list[str] = []
    for line in reversed(lines[max(0, index - 6) : index]):
        if line.kind in ("blank", "space"):
            continue
        if line.kind in _ENDS_TITLE or len(line.text) > LONGEST or len(title) == 2:
            return "\n".join(title) or (line.raw if line.kind == "prose" else "")
        title.insert(0, line.text)
    return "\n".join(title)


def cells_in(line: Line) -> Row:
    if line.kind in ("blank", "space"):
        return []
    if line.kind not in ("row", "cell") and not line.barred:
        return [(line.start, line.end, line.text)]
    return cells_of(line)


def trimmed(row: Row) -> Row:
    while row and not row[-1][2]:
        row = row[:-1]
    return row
