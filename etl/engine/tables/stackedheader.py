"""The header of a table pasted as one cell a line: a run of known column names."""

import re
from dataclasses import dataclass, field

from etl.engine.rulebook import Rulebook
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import is_column_name
from etl.engine.tables.layout import HeaderCell
from etl.engine.tables.lines import Line
from etl.engine.tables.meaning import item_like
from etl.engine.tables.periods import split_period
from etl.engine.tables.words import core, units_in

LOOK_AHEAD = 8  # lines between one filled cell and the next
LABEL_LIMIT = 40
BANNER = re.compile(r"第[一二三四五六七八九十\d]+条|^表\s*[一二三四五六七八九十\d]|[表况]$")
_JOINED = 6  # lines that a column name may be broken over
_LEAST_HEADER, _MOST_HEADER = 2, 60  # cells
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_UNFINISHED = ("、", "，", ",", "或", "和", "及", "（", "(")


@dataclass(slots=True)
class Header:
    """Column names in reading order, and the index of the first line after them."""

    cells: list[HeaderCell]
    end: int  # index of the first line after it
    blanks: int = 0  # blank lines between its cells
    names: set[str] = field(default_factory=set)
    parted: list[int] = field(default_factory=list)  # after how many cells a bar or rule ends a row


def read_header(rules: Rulebook, lines: list[Line], start: int) -> Header | None:
    """The run of column names that begins at a line, and ends where the first row does."""
    header = Header([], start)
    at = start
    while at < len(lines) and at - header.end <= LOOK_AHEAD:
        if lines[at].kind in ("blank", "space", "rule"):
            if lines[at].kind == "rule" and header.cells:
                header.parted.append(len(header.cells))
            at += 1
            continue
        found = _name_at(rules, lines, at) if lines[at].kind == "cell" else None
        if not found or _begins_rows(rules, found[0].key, header) or len(header.cells) > _MOST_HEADER:
            break
        header.blanks += bool(header.cells) and at > header.end
        header.cells.append(found[0])
        header.names.add(found[0].key)
        at = header.end = found[1]
    header.parted = sorted({place for place in header.parted if place < len(header.cells)})
    return header if _LEAST_HEADER <= len(header.cells) <= _MOST_HEADER else None


def _name_at(rules: Rulebook, lines: list[Line], start: int) -> tuple[HeaderCell, int] | None:
    """The longest known name that begins at a line, and the index after it."""
    text, at, best = "", start, None
    for _ in range(_JOINED):
        while at < min(len(lines), start + 3 * _JOINED) and lines[at].kind in ("blank", "space"):
            at += 1
        if at >= len(lines) or lines[at].kind != "cell":
            break
        line = lines[at].text
        if (
            best
            and is_name(rules, line, line)
            and not (text.endswith(_UNFINISHED) or line.startswith(_UNFINISHED))
        ):
            break  # a name of its own, not the rest of this one
        text += line
        at += 1
        if is_name(rules, text, line):
            best = HeaderCell(lines[start].start, lines[at - 1].end, text), at
    return best


def is_name(rules: Rulebook, text: str, last_line: str) -> bool:
    """True for a name of the forms; a name of another kind may be broken only before its unit."""
    if len(text) > LABEL_LIMIT:
        return False
    known = is_column_name(rules, text) or _is_period(text)
    if known or _HEADING.match(text) or not (text == last_line or last_line.startswith(("（", "("))):
        return known
    if BANNER.search(core(text)):
        return False  # a title with a unit: 情况表（单位：件）
    return (
        bool(units_in(rules, text) and text.endswith((")", "）"))) or item_like(rules, core(text)) is not None
    )


def _is_period(text: str) -> bool:
    period, rest = split_period(text)
    return period is not None and not rest


def _begins_rows(rules: Rulebook, name: str, header: Header) -> bool:
    """True where a name is the first row's label: a fixed row of a form whose columns were read."""
    for form in rules[FORMS].forms:
        columns = form.fixed_columns
        if name in form.fixed_rows and name not in columns and columns & header.names:
            return True
    return False
