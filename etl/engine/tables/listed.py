"""Lists of a name with its unit and a bare number, one a line: 罚没金额（万元）：21.6."""

import re

from etl.engine.model import Cell, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import table_of
from etl.engine.tables.cells import number_in
from etl.engine.tables.lines import Line
from etl.engine.tables.runs import title_above
from etl.engine.tables.words import units_in

_ENTRY = re.compile(r"([^:：；;。]{2,40}[)）])\s*[:：]\s*([^:：\s]{1,20}?)[；;。]?")


def listed_tables(rules: Rulebook, lines: list[Line]) -> list[Table]:
    """A table of two columns for each run of such lines."""
    tables: list[Table] = []
    cells: list[Cell] = []
    first = 0
    for at, line in enumerate(lines):
        entry = _entry(rules, line)
        if entry:
            first = first if cells else at
            cells += [Cell(len(cells) // 2, 0, *entry[0]), Cell(len(cells) // 2, 1, *entry[1])]
        elif line.kind not in ("blank", "space") and cells:
            tables += _table(cells, lines, first)
            cells = []
    return tables + _table(cells, lines, first)


def _table(cells: list[Cell], lines: list[Line], first: int) -> list[Table]:
    table = table_of(cells, title_above(lines, first))
    return [table] if table else []


def _entry(rules: Rulebook, line: Line) -> tuple[tuple[int, int, str], tuple[int, int, str]] | None:
    match = _ENTRY.fullmatch(line.text) if line.kind == "cell" and line.text[-1:].isdigit() else None
    number = number_in(rules, match[2]) if match else None
    if not match or number is None or number.unit or not units_in(rules, match[1]):
        return None
    start = line.start
    return (start, start + match.end(1), match[1]), (start + match.start(2), start + match.end(2), match[2])
