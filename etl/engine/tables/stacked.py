"""Tables pasted as one cell a line: first the header's cells, then the rows', blank cells perhaps lost."""

from collections import Counter

from etl.engine.model import Cell, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import Row, assemble, label_columns, table_of
from etl.engine.tables.cells import is_void, number_in
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import LABEL_HEADERS, is_header
from etl.engine.tables.layout import HeaderCell, header_of
from etl.engine.tables.lines import BAR, Line
from etl.engine.tables.ruled import title_above
from etl.engine.tables.stackedheader import BANNER, LABEL_LIMIT, LOOK_AHEAD, Header, is_name, read_header
from etl.engine.tables.words import key

_FIRST_LABELS = 2  # names at the end of a header that may be labels of the first row
_WIDTHS_TRIED = 2
_LAST_BLANKS = 20  # cells at the end of the last row


def stacked_tables(rules: Rulebook, lines: list[Line]) -> list[Table]:
    """The tables among the lines; only stretches with several figures alone on their lines are looked at."""
    if sum(line.kind == "number" for line in lines) < 1:
        return []
    tables, at = [], 0
    while at < len(lines):
        if lines[at].kind != "cell":
            at += 1
            continue
        header = read_header(rules, lines, at)
        table = _table(rules, lines, at, header) if header else None
        table = table or _pairs(rules, lines, at)
        if table:
            tables.append(table[0])
            at = table[1]
        else:
            at = header.end if header else at + 1
    return tables


def _table(rules: Rulebook, lines: list[Line], start: int, header: Header) -> tuple[Table, int] | None:
    """The table of a header and what follows it; the last names may be the first row's labels."""
    spread = header.blanks * 2 >= len(header.cells) - 1
    title = title_above(lines, start)
    for taken in range(min(_FIRST_LABELS, len(header.cells) - 1) + 1):
        names = header.cells[: len(header.cells) - taken]
        first: Row = [(cell.start, cell.end, cell.text) for cell in header.cells[len(names) :]]
        labels = label_columns(rules, [(cell,) for cell in names])
        labelled = bool(labels or taken) or _fixed_row_follows(rules, lines, header.end)
        tokens, end = _tokens(rules, lines, header.end, labelled, spread)
        for counting in (True, False):
            kept = first + [token for token in tokens if counting or token[0] >= 0]
            if table := _filled_table(rules, names, kept, labels if labelled else None, title, header.parted):
                return table, end
    return None


def _filled_table(
    rules: Rulebook, names: list[HeaderCell], tokens: Row, labels: int | None, title: str, parted: list[int]
) -> Table | None:
    """The table of these header cells and tokens, if their numbers agree; `labels` None for bare rows."""
    if labels is None:
        while tokens:
            count = len(tokens)
            layout = header_of(
                rules, names, [width for width in range(1, count + 1) if count % width == 0], parted
            )
            if layout.paths:
                return assemble(rules, layout, _chunks(tokens, len(layout.paths)), title)
            if tokens[-1][2]:
                return None
            tokens = tokens[:-1]  # a blank line after the table
        return None
    serial = is_header(rules, "serial", names[0].key)
    first_words = next(
        (at for at, token in enumerate(tokens) if token[2] and not _is_value(rules, token)), None
    )
    if first_words is None or first_words > serial:
        return None  # values before any label: the header ends earlier
    rows = _rows(rules, tokens, serial)
    notes = sum(is_header(rules, "note_header", cell.key) for cell in names)
    for width in _widths(rows):
        layout = header_of(rules, names, range(labels + width, labels + width + notes + 1), parted, labels)
        if layout.paths and (table := assemble(rules, layout, rows, title)):
            return table
    return None


def _widths(rows: list[tuple[Row, Row]]) -> list[int]:
    """How many columns of values there may be, the likeliest first: blank ones may fill up the rows' ends."""
    widths: list[int] = []
    for length in (len, _filled_length):
        counted = Counter(length(values) for _, values in rows if values)
        widths += sorted(counted, key=lambda width: (-counted[width], -width))[:_WIDTHS_TRIED]
    return list(dict.fromkeys(width for width in widths if width))


def _filled_length(values: Row) -> int:
    return max((at + 1 for at, (_, _, text) in enumerate(values) if text), default=0)


def _fixed_row_follows(rules: Rulebook, lines: list[Line], at: int) -> bool:
    """The header of a form whose rows are fixed may say nothing above its column of labels."""
    for line in lines[at : at + LOOK_AHEAD]:
        if line.kind not in ("blank", "space", "rule"):
            return line.kind == "cell" and key(line.text) in rules[FORMS].rows
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
        if lines[name].kind != "cell" or not is_name(rules, lines[name].text, lines[name].text):
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


_BLANK = (-1, -1, "")


def _tokens(rules: Rulebook, lines: list[Line], start: int, labelled: bool, spread: bool) -> tuple[Row, int]:
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
        if not value and not (labelled and _is_row_label(rules, lines, at)):
            break
        tokens += [_BLANK] * _blank_cells(gap, spread, bool(tokens))
        tokens.append((line.start, line.end, line.text))
        gap = []
        at += 1
        end = at
    return tokens + [_BLANK] * min(_LAST_BLANKS, _blank_cells(gap, spread, True)), end


def _blank_cells(gap: list[Line], spread: bool, inside: bool) -> int:
    """How many cells a run of blank lines stands for; bars without a cell stand for one each."""
    bars = sum(len(BAR.findall(line.raw)) for line in gap if line.kind == "rule")
    gap = [line for line in gap if line.kind != "rule"]
    if bars:
        return bars if inside else 0  # before the first cell they end the header
    spaces = sum(line.kind == "space" for line in gap)
    if not spread:
        return len(gap)
    return spaces if spaces else max(0, len(gap) - 1) // 2 if inside else 0


def _is_row_label(rules: Rulebook, lines: list[Line], at: int) -> bool:
    text = lines[at].text
    if (
        lines[at].kind != "cell"
        or len(text) > LABEL_LIMIT
        or BANNER.search(text)
        or _is_label_header(rules, text)
    ):
        return False
    for line in lines[at + 1 : at + 1 + LOOK_AHEAD]:
        if line.kind in ("number", "void"):
            return True
        if line.kind in ("prose", "wall", "row"):
            return False
    return False


def _is_label_header(rules: Rulebook, text: str) -> bool:
    """信息内容, 单位名称, 序号: the first cell of a header that begins anew."""
    return any(is_header(rules, kind, key(text)) for kind in LABEL_HEADERS)


def _rows(rules: Rulebook, tokens: Row, serial: bool) -> list[tuple[Row, Row]]:
    """(labels, values) of each row: a row begins with words, or with its number where rows have one."""
    rows: list[tuple[Row, Row]] = []
    ahead: Row = []  # a number before the first words
    for token in tokens:
        if _is_value(rules, token):
            (rows[-1][1] if rows else ahead).append(token)
            continue
        if not rows:
            rows.append((ahead[-1:] if serial else [], []))
        elif rows[-1][1]:
            last = rows[-1][1][-1]
            rows.append(([rows[-1][1].pop()] if serial and last[2] in ("", str(len(rows) + 1)) else [], []))
        rows[-1][0].append(token)
    return [([label for label in labels if label[2]], values) for labels, values in rows if values]


def _chunks(tokens: Row, width: int) -> list[tuple[Row, Row]]:
    return [([], tokens[at : at + width]) for at in range(0, len(tokens), width)]


def _is_value(rules: Rulebook, token: tuple[int, int, str]) -> bool:
    return bool(number_in(rules, token[2])) or is_void(rules, token[2])
