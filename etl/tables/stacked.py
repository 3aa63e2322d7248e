"""Tables pasted as one cell a line: first the header's cells, then the rows', blank cells perhaps lost."""

import re
from dataclasses import dataclass, field

from etl.model import Cell, Table
from etl.tables.assembly import Path, Row, assemble, has_serial, label_columns, note_columns, table_of
from etl.tables.cells import is_void, number_in
from etl.tables.forms import forms
from etl.tables.labels import LABEL_HEADERS, is_column_name, is_header
from etl.tables.layout import HeaderCell, columns_of, split_into_rows
from etl.tables.lines import Line
from etl.tables.meaning import item_like
from etl.tables.ruled import title_above
from etl.tables.words import core, key, units_in

_JOINED = 6  # lines that a column name may be broken over
_LEAST_HEADER, _MOST_HEADER = 2, 60  # cells
_BANNER = re.compile(r"第[一二三四五六七八九十\d]+条|^表\s*[一二三四五六七八九十\d]|[表况]$")
_UNFINISHED = ("、", "，", ",", "或", "和", "及", "（", "(")
_LABEL_LIMIT = 40
_LOOK_AHEAD = 8  # lines from a row's label to its first value


def stacked_tables(lines: list[Line]) -> list[Table]:
    """The tables among the lines; only stretches with several figures alone on their lines are looked at."""
    if sum(line.kind == "number" for line in lines) < 1:
        return []
    tables, at = [], 0
    while at < len(lines):
        if lines[at].kind != "cell":
            at += 1
            continue
        header = _read_header(lines, at)
        table = _table(lines, at, header) if header else _pairs(lines, at)
        if table:
            tables.append(table[0])
            at = table[1]
        else:
            at += 1
    return tables


@dataclass(slots=True)
class _Header:
    cells: list[HeaderCell]
    end: int  # index of the first line after it
    blanks: int = 0  # blank lines between its cells
    names: set[str] = field(default_factory=set)


def _read_header(lines: list[Line], start: int) -> _Header | None:
    """The run of column names that begins at a line, and ends where the first row does."""
    header = _Header([], start)
    at = start
    while at < len(lines) and at - header.end <= _LOOK_AHEAD:
        if lines[at].kind in ("blank", "space", "rule"):
            at += 1
            continue
        found = _name_at(lines, at) if lines[at].kind == "cell" else None
        if not found or _begins_rows(found[0].key, header) or len(header.cells) > _MOST_HEADER:
            break
        header.blanks += bool(header.cells) and at > header.end
        header.cells.append(found[0])
        header.names.add(found[0].key)
        at = header.end = found[1]
    return header if _LEAST_HEADER <= len(header.cells) <= _MOST_HEADER else None


def _name_at(lines: list[Line], start: int) -> tuple[HeaderCell, int] | None:
    """The longest known name that begins at a line, and the index after it."""
    text, at, best = "", start, None
    for _ in range(_JOINED):
        while at < min(len(lines), start + 3 * _JOINED) and lines[at].kind in ("blank", "space"):
            at += 1
        if at >= len(lines) or lines[at].kind != "cell":
            break
        line = lines[at].text
        if best and _is_name(line, line) and not (text.endswith(_UNFINISHED) or line.startswith(_UNFINISHED)):
            break  # a name of its own, not the rest of this one
        text += line
        at += 1
        if _is_name(text, line):
            best = HeaderCell(lines[start].start, lines[at - 1].end, text), at
    return best


def _is_name(text: str, last_line: str) -> bool:
    """True for a name of the forms; a name of another kind may be broken only before its unit."""
    if len(text) > _LABEL_LIMIT:
        return False
    known = is_column_name(text)
    if known or not (text == last_line or last_line.startswith(("（", "("))):
        return known
    return bool(units_in(text) and text.endswith((")", "）"))) or item_like(core(text)) is not None


def _begins_rows(name: str, header: _Header) -> bool:
    """True where a name is the first row's label: a fixed row of a form whose columns were read."""
    for form in forms().forms:
        columns = form.fixed_columns
        if name in form.fixed_rows and name not in columns and columns & header.names:
            return True
    named = [cell.key for cell in header.cells]
    plain = len(named) > 1 and is_header("indicator_header", named[0]) and all(
        is_header("plain", other) or is_header("unit_header", other) for other in named[1:]
    )
    return plain and name in forms().by_name and not is_header("plain", name)


def _table(lines: list[Line], start: int, header: _Header) -> tuple[Table, int] | None:
    paths = columns_of(split_into_rows(header.cells))
    spread = header.blanks * 2 >= len(header.cells) - 1
    labelled = bool(label_columns(paths)) or _fixed_row_follows(lines, header.end)
    tokens, end = _tokens(lines, header.end, labelled, spread)
    for counting in (True, False):
        kept = [token for token in tokens if counting or token[0] >= 0]
        rows = _rows(kept, paths, labelled)
        table = assemble(paths, rows, title_above(lines, start)) if rows else None
        if table:
            return table, end
    return None


def _fixed_row_follows(lines: list[Line], at: int) -> bool:
    """The header of a form whose rows are fixed may say nothing above its column of labels."""
    for line in lines[at : at + _LOOK_AHEAD]:
        if line.kind not in ("blank", "space"):
            return line.kind == "cell" and key(line.text) in forms().rows
    return False


def _pairs(lines: list[Line], start: int) -> tuple[Table, int] | None:
    """A name and its number by turns, without any header: at least two such pairs."""
    cells: list[Cell] = []
    at = end = start
    while True:
        name = _filled(lines, at)
        value = _filled(lines, name + 1)
        if value >= len(lines) or lines[value].kind not in ("number", "void"):
            break
        if lines[name].kind != "cell" or not _is_name(lines[name].text, lines[name].text):
            break
        row = len(cells) // 2
        for column, line in enumerate((lines[name], lines[value])):
            cells.append(Cell(row, column, line.start, line.end, line.text))
        at = end = value + 1
    table = table_of(cells, title_above(lines, start)) if len(cells) > 2 else None
    return (table, end) if table else None


def _filled(lines: list[Line], at: int) -> int:
    """The index of the next line with something on it, looking over a few blank ones."""
    for index in range(at, min(at + _LOOK_AHEAD, len(lines))):
        if lines[index].kind not in ("blank", "space"):
            return index
    return len(lines)


_BLANK = (-1, -1, "")


def _tokens(lines: list[Line], start: int, labelled: bool, spread: bool) -> tuple[Row, int]:
    """Values and labels up to where the table ends; blank cells where blank lines show them."""
    tokens: Row = []
    gap: list[Line] = []
    at = end = start
    while at < len(lines):
        line = lines[at]
        if line.kind in ("blank", "space", "rule"):
            gap.append(line)
            at += 1
            continue
        value = line.kind in ("number", "void")
        if not value and not (labelled and _is_row_label(lines, at)):
            break
        tokens += [_BLANK] * _blank_cells(gap, spread, bool(tokens))
        tokens.append((line.start, line.end, line.text))
        gap = []
        at += 1
        end = at
    return tokens, end


def _blank_cells(gap: list[Line], spread: bool, inside: bool) -> int:
    """How many cells a run of blank lines stands for."""
    spaces = sum(line.kind == "space" for line in gap)
    if not spread:
        return len(gap)
    return spaces if spaces else max(0, len(gap) - 1) // 2 if inside else 0


def _is_row_label(lines: list[Line], at: int) -> bool:
    text = lines[at].text
    if lines[at].kind != "cell" or len(text) > _LABEL_LIMIT or _BANNER.search(text) or _is_label_header(text):
        return False
    for line in lines[at + 1 : at + 1 + _LOOK_AHEAD]:
        if line.kind in ("number", "void"):
            return True
        if line.kind in ("prose", "wall", "row"):
            return False
    return False


def _is_label_header(text: str) -> bool:
    """信息内容, 单位名称, 序号: the first cell of a header that begins anew."""
    return any(is_header(kind, key(text)) for kind in LABEL_HEADERS)


def _rows(tokens: Row, paths: list[Path], labelled: bool) -> list[tuple[Row, Row]]:
    wanted = len(paths) - label_columns(paths)
    if not labelled:
        return _chunks(tokens, wanted)
    serial = has_serial(paths)
    rows: list[tuple[Row, Row]] = []
    for token in tokens:
        words = bool(token[2]) and not _is_value(token)
        if words and (not rows or rows[-1][1]):
            rows.append(([], []))
            if serial and len(rows) > 1 and len(rows[-2][1]) > wanted - note_columns(paths):
                rows[-1][0].append(rows[-2][1].pop())
        if words:
            rows[-1][0].append(token)
        elif rows:
            rows[-1][1].append(token)
    return [row for row in rows if row[1]]


def _chunks(tokens: Row, wanted: int) -> list[tuple[Row, Row]]:
    while tokens and not tokens[-1][2] and len(tokens) % wanted:
        tokens = tokens[:-1]
    if not tokens or wanted < 1 or len(tokens) % wanted:
        return []
    return [([], tokens[at : at + wanted]) for at in range(0, len(tokens), wanted)]


def _is_value(token: tuple[int, int, str]) -> bool:
    return bool(number_in(token[2])) or is_void(token[2])
