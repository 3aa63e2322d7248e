"""Tables pasted as one cell a line: first the header's cells, then the rows', blank cells perhaps lost."""

from dataclasses import dataclass

from etl.engine.model import Cell, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import Row, label_columns, table_of
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import is_header
from etl.engine.tables.layout import HeaderCell
from etl.engine.tables.lines import BLANKS, VALUES, Line
from etl.engine.tables.runs import title_above
from etl.engine.tables.stackedcount import readings_in_order
from etl.engine.tables.stackedheader import LOOK_AHEAD, Header, is_closed, is_name, read_headers
from etl.engine.tables.stackedrows import tokens_below
from etl.engine.tables.stackedtable import built, once
from etl.engine.tables.words import key

_FIRST_LABELS = 2  # names at the end of a header that may be labels of the first row


def stacked_tables(rules: Rulebook, lines: list[Line]) -> list[Table]:
    """The tables among the lines; only stretches with several figures alone on their lines are looked at."""
    if not any(line.kind == "number" for line in lines):
        return []
    tables, at, above = [], 0, _above_numbers(lines)
    while at < len(lines):
        if lines[at].kind != "cell" or not above[at]:
            at += 1
            continue
        headers = read_headers(rules, lines, at)
        names, rest = readings_in_order(rules, lines, at, headers)
        read = _likeliest(rules, lines, at, names) or _likeliest(rules, lines, at, rest)
        table = read or _pairs(rules, lines, at)
        if table:
            tables.append(table[0])
            at = table[1]
        else:
            at = headers[0].end if headers else at + 1
    return tables


def _above_numbers(lines: list[Line]) -> list[bool]:
    """For each line whether cells alone stand between it and the next number, and not too many."""
    found, distance = [False] * len(lines), _FAR
    for at in range(len(lines) - 1, -1, -1):
        kind = lines[at].kind
        if kind in VALUES:
            distance = 0
        elif kind not in BLANKS:
            distance = distance + 1 if kind == "cell" else _FAR
        found[at] = distance < _FAR
    return found


_LEAST_SIGHT, _SIGHT = 12, 6  # lines by which a reading is judged: so many, and as many for each name
_LEADING = 3  # blank lines below a header of spread names: the first cell may be blank
_FAR = 200  # lines of a header and of the first row's labels
_PROVEN = (True, 1, True, True)


@dataclass(slots=True, frozen=True)
class _Way:
    """One way to read what follows a header: how many of its last names are labels of the first row,
    whether blank lines are cells, and whether those right below the header are, too."""

    header: Header
    taken: int
    counting: bool
    leading: bool = False


@dataclass(slots=True)
class _Reading:
    """A table and the index after it.

    `weight` says how well it is borne out, the more the better: its numbers do not refute it, they prove it,
    no name of the header is taken for a label, and the header has no other reading.
    """

    way: _Way
    table: Table
    end: int
    weight: tuple[bool, int, bool, bool]


def _likeliest(
    rules: Rulebook, lines: list[Line], start: int, headers: list[Header]
) -> tuple[Table, int] | None:
    """The table of the likeliest header that its own numbers do not refute, judged by its first rows."""
    found: list[_Reading] = []
    for header in headers:
        near = header.end + _sight(header)
        found += [
            r for way in _ways(rules, lines, header, near) if (r := _read(rules, lines, start, way, near))
        ]
        if any(map(_settles, found)):
            break
    best = max(found, key=lambda reading: reading.weight, default=None)
    if best is None:
        return None
    if best.end >= best.way.header.end + _sight(best.way.header):
        best = _read(rules, lines, start, best.way, len(lines)) or best
    rivals = [one for one in found if one.way.header is not best.way.header and one.weight >= (True, 0, True)]
    sure = not rivals and not best.way.header.unknown and best.weight[2]
    best.table.uncertain |= not sure and best.weight != _PROVEN
    return best.table, best.end


def _ways(rules: Rulebook, lines: list[Line], header: Header, near: int) -> list[_Way]:
    """The ways to read the lines after a header up to `near`."""
    blanks = (True, False) if any(line.kind in BLANKS for line in lines[header.end : near]) else (True,)
    most = 0 if header.labels or _is_measured(rules, lines, header) else _FIRST_LABELS
    ways = [_Way(header, taken, counting) for taken in range(most + 1) for counting in blanks]
    below = lines[header.end : header.end + _LEADING]
    led = _is_spread(header) and len(below) == _LEADING and all(line.kind == "blank" for line in below)
    return [*ways, _Way(header, 0, True, leading=True)] if led else ways


def _is_spread(header: Header) -> bool:
    """Whether a blank line stands between any two names."""
    return header.blanks * 2 >= len(header.cells) - 1


def _settles(reading: _Reading) -> bool:
    """Whether no further header need be tried."""
    agrees, proven, sure, certain = reading.weight
    return agrees and sure and bool(proven or certain)


def _sight(header: Header) -> int:
    """How many lines after a header its readings are judged by: some rows."""
    apart = 1 + header.blanks // len(header.cells)
    return _LEAST_SIGHT + _SIGHT * len(header.cells) * (1 + apart if header.blanks else 1)


def _read(rules: Rulebook, lines: list[Line], start: int, way: _Way, stop: int) -> _Reading | None:
    """The table of a header and of what follows it, up to the line `stop`."""
    header = way.header
    if way.taken >= len(header.cells):
        return None
    names = header.cells[: len(header.cells) - way.taken]
    if header.labels and _is_title_of_pairs(rules, lines, header):
        return None
    first: Row = [(cell.start, cell.end, cell.text) for cell in header.cells[len(names) :]]
    labels = max(header.labels, label_columns(rules, [(cell,) for cell in names]))
    labelled = bool(labels or way.taken or once(names)) or _fixed_row_follows(rules, lines, header.end)
    spread = _is_spread(header)
    tokens, end = tokens_below(rules, lines, header.end, stop, labelled, spread, way.leading)
    kept = first + [token for token in tokens if way.counting or token[0] >= 0]
    title = title_above(lines, start if header.first is None else header.first)
    found = built(rules, names, kept, labels if labelled else None, title, header.parted)
    if found is None:
        return None
    agrees, proven, certain = found[1]
    return _Reading(way, found[0], end, (agrees, proven, _is_sure(rules, names, first, labels), certain))


def _is_measured(rules: Rulebook, lines: list[Line], header: Header) -> bool:
    """Whether the last name ends with its unit and words follow: 罚没金额（万元）, then a row's label."""
    below = _filled(lines, header.end)
    return below < len(lines) and lines[below].kind == "cell" and is_closed(rules, header.cells[-1].text)


def _is_title_of_pairs(rules: Rulebook, lines: list[Line], header: Header) -> bool:
    """Whether the only name is a title above known names and their numbers by turns."""
    first = _filled(lines, header.end)
    values = header.cells[header.labels :]
    told = first < len(lines) and is_name(rules, lines[first].text)
    return told and len(values) == 1 and not is_name(rules, values[0].text)


def _is_sure(rules: Rulebook, names: list[HeaderCell], first: Row, labels: int) -> bool:
    """Whether names at the end of a header may well be labels of the first row."""
    heads = any(is_header(rules, kind, names[0].key) for kind in ("indicator_header", "kind_header"))
    return heads and len(first) == labels or all(key(text) in rules[FORMS].rows for _, _, text in first)


def _fixed_row_follows(rules: Rulebook, lines: list[Line], at: int) -> bool:
    """The header of a form whose rows are fixed may say nothing above its column of labels."""
    text = ""
    for line in lines[at : at + LOOK_AHEAD]:
        if line.kind not in ("blank", "space", "rule", "cell"):
            break
        text += line.text
        if text and key(text) in rules[FORMS].rows:
            return True
    return False


def _pairs(rules: Rulebook, lines: list[Line], start: int) -> tuple[Table, int] | None:
    """A name and its number by turns, without any header: two such pairs, or one below a form's title."""
    cells: list[Cell] = []
    at = end = start
    while True:
        name = _filled(lines, at)
        value = _filled(lines, name + 1)
        if value >= len(lines) or lines[value].kind not in ("number", "void"):
            break
        if lines[name].kind != "cell" or not is_name(rules, lines[name].text):
            break
        row = len(cells) // 2
        for column, line in enumerate((lines[name], lines[value])):
            cells.append(Cell(row, column, line.start, line.end, line.text))
        at = end = value + 1
    title = title_above(lines, start)
    alone = len(cells) == 2 and key(cells[0].text) in rules[FORMS].by_name and title.endswith("表")
    table = table_of(cells, title) if len(cells) > 2 or alone else None
    return (table, end) if table else None


def _filled(lines: list[Line], at: int) -> int:
    """The index of the next line with something on it, looking over a few blank ones."""
    for index in range(at, min(at + LOOK_AHEAD, len(lines))):
        if lines[index].kind not in ("blank", "space"):
            return index
    return len(lines)
