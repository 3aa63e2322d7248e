"""Lists of a name and a bare number, one a line: 罚没金额（万元）：21.6, or 临溪县：120, 白石区：98."""

import re

from etl.engine.model import Cell, Table
from etl.engine.prose.reject import HOTLINES
from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import table_of
from etl.engine.tables.cells import number_in
from etl.engine.tables.evidence import item_like
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import label_of
from etl.engine.tables.lines import Line
from etl.engine.tables.runs import title_above
from etl.engine.tables.words import units_in

_ENTRY = re.compile(r"([^:：；;。]{1,39}[^:：；;。\s])\s?[:：]\s?([^:：\s]{1,20})")
_OF_PAGE = re.compile("电话|热线|传真|邮[编箱]|手机|号|网址|地址|时间|日期|浏览|点击|阅读|访问|[0-9]")
# 各区县举报电话: what stands below is dialled or written to, and counts nothing
_OF_NUMBERS = re.compile(
    "(?:电话|热线|传真|手机|号码|邮编|邮政编码|联系方式|网址|地址)(?:号码|如下|公示|公布|一览|名单|汇总|表|[:：）)。])*$"
)
_SHORT = 3  # digits; a count may well be 120
_SURE = 2  # lines whose names are known, where these state no unit


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
            tables += _table(rules, cells, lines, first)
            cells = []
    return tables + _table(rules, cells, lines, first)


def _table(rules: Rulebook, cells: list[Cell], lines: list[Line], first: int) -> list[Table]:
    stated = any(units_in(rules, cell.text) for cell in cells if not cell.column)
    title = title_above(lines, first)
    counted = stated or len(cells) >= 2 * _SURE and not _OF_NUMBERS.search(title)
    table = table_of(cells, title) if counted else None
    return [table] if table else []


def _entry(rules: Rulebook, line: Line) -> tuple[tuple[int, int, str], tuple[int, int, str]] | None:
    match = _ENTRY.fullmatch(line.text) if line.kind == "cell" and line.text[-1:].isdigit() else None
    number = number_in(rules, match[2]) if match else None
    if not match or number is None or number.unit or not _is_named(rules, match[1]):
        return None
    if len(match[2]) > _SHORT and match[2] in rules[HOTLINES] and not units_in(rules, match[1]):
        return None  # 法律咨询：12348
    start = line.start
    return (start, start + match.end(1), match[1]), (start + match.start(2), start + match.end(2), match[2])


def _is_named(rules: Rulebook, name: str) -> bool:
    """Whether a name states its unit, or is that of a column that counts something or of a body."""
    if units_in(rules, name):
        return name.endswith((")", "）"))
    if _OF_PAGE.search(name):
        return False
    label = label_of(rules, name)
    known = rules[FORMS].knows(label.key) or item_like(rules, label.words) is not None
    return known or label.kind in ("body", "total")
