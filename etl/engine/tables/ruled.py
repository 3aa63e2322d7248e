"""Tables whose rows are lines of text: cells parted by bars, tabs or gaps."""

import re
from collections import Counter
from collections.abc import Iterator

from etl.engine.model import Cell, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import Row, assemble, label_columns, table_of
from etl.engine.tables.cells import is_void, is_year, number_in
from etl.engine.tables.forms import FORMS
from etl.engine.tables.jumbled import jumbled_columns
from etl.engine.tables.labels import is_header
from etl.engine.tables.layout import HeaderCell, columns_of
from etl.engine.tables.lines import Line, cells_of
from etl.engine.tables.words import key

TITLE_LIMIT = 60
_CAPTION = re.compile(r"[:：]$|^(?:填报|统计|制表|填表|报送)(?:单位|机关|时限|时间|日期|人)")
_MOST_MERGED = 2  # cells before the numbers of a row
_ENDS_TITLE = ("prose", "wall", "number", "void")


def ruled_tables(rules: Rulebook, lines: list[Line]) -> list[Table]:
    """The tables among the lines; a run of rows without any number is none."""
    tables = []
    for first, last in _runs(rules, lines):
        first = _first_parted(lines, _with_headings(rules, lines, first), last)
        run = [line for line in lines[first:last] if line.kind != "rule"]
        title = title_above(lines, first)
        if run[0].parted:
            found = [_aligned(rules, rows, heading or title) for rows, heading in _under_headings(rules, run)]
        else:
            found = [_spaced(rules, part, title) for part in _parts(rules, [_cells(line) for line in run])]
        tables += [table for table in found if table]
    return tables


def _first_parted(lines: list[Line], first: int, last: int) -> int:
    """The first line with bars or tabs, where there is one: what stands above it is no row."""
    return next((at for at in range(first, last) if lines[at].parted), first)


def _under_headings(rules: Rulebook, run: list[Line]) -> Iterator[tuple[list[Row], str]]:
    """The rows of a run, cut at each line of its own that stands above a new header: (rows, that line)."""
    rows: list[Row] = []
    heading, between = "", ""
    for line in run:
        if not line.parted:
            between = line.text or between
            rows.append(_cells(line))
            continue
        cells = _cells(line)
        names = _trimmed(cells)
        if (
            between
            and len(names) > 1
            and not any(number_in(rules, text) or is_void(rules, text) for _, _, text in names)
        ):
            yield rows, heading
            rows, heading = [], between
        between = ""
        rows.append(cells)
    yield rows, heading


def _with_headings(rules: Rulebook, lines: list[Line], first: int) -> int:
    """The index of a line above the run that holds nothing but headings of it, else the run's own."""
    above = next((at for at in range(first - 1, max(-1, first - 4), -1) if lines[at].kind != "blank"), -1)
    if above < 0 or lines[above].kind != "cell":
        return first
    cells = cells_of(lines[above])
    return (
        above if len(cells) > 1 and all(key(text) in rules[FORMS].members for _, _, text in cells) else first
    )


def title_above(lines: list[Line], index: int) -> str:
    """The one or two short lines just above a table."""
    title: list[str] = []
    for line in reversed(lines[max(0, index - 6) : index]):
        if line.kind in ("blank", "space"):
            continue
        if line.kind in _ENDS_TITLE or len(line.text) > TITLE_LIMIT or len(title) == 2:
            break
        title.insert(0, line.text)
    return "\n".join(title)


def _runs(rules: Rulebook, lines: list[Line]) -> Iterator[tuple[int, int]]:
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


_IN_RUN = frozenset(("row", "rule", "blank", "space", "cell", "number", "void"))


def _holds_number(rules: Rulebook, line: Line) -> bool:
    if line.kind == "row":
        return any(number_in(rules, text) for _, _, text in cells_of(line))
    return line.kind == "number"


def _cells(line: Line) -> Row:
    if line.kind in ("blank", "space"):
        return []
    if line.kind not in ("row", "cell") and not line.barred:
        return [(line.start, line.end, line.text)]
    return cells_of(line)


def _aligned(rules: Rulebook, rows: list[Row], title: str) -> Table | None:
    """Rows whose blank cells are marked: the position of a cell is its column."""
    rows, title = _without_captions(rules, rows, title)
    first = next((index for index, row in enumerate(rows) if _is_data(rules, row)), None)
    if first is None or len(rows) < 2:
        return None
    rows = rows[:first] + _to_the_right(rules, rows[first:])
    width = max(len(_trimmed(row)) for row in rows)
    if _lost_spans(rows[:first], width):
        return _assembled(rules, rows, first, title)
    cells = [
        Cell(at, column, start, end, text)
        for at, row in enumerate(rows)
        for column, (start, end, text) in enumerate(row[:width])
    ]
    return table_of(cells, title)


def _without_captions(rules: Rulebook, rows: list[Row], title: str) -> tuple[list[Row], str]:
    """The rows that hold something; what stands above the header joins the title."""
    rows = [row for row in rows if any(text for _, _, text in row)]
    while len(rows) > 2 and _is_caption(rules, rows[0]):
        words = " ".join(text for _, _, text in rows.pop(0) if text)
        title = f"{title}\n{words}" if title else words
    return rows, title


def _is_caption(rules: Rulebook, row: Row) -> bool:
    """统计单位： | | 时限： | 2024-07 above the header: who filled the table in, and its unit."""
    return any(_CAPTION.search(text) for _, _, text in row) and not any(
        number_in(rules, text) for _, _, text in row
    )


def _to_the_right(rules: Rulebook, rows: list[Row]) -> list[Row]:
    """Rows that lost a merged cell before their numbers, moved below the others: 合计 over two columns."""
    places = Counter((_first_value(rules, row), len(_trimmed(row))) for row in rows if _is_data(rules, row))
    (value, length), _ = places.most_common(1)[0]
    moved = []
    for row in rows:
        missing = length - len(_trimmed(row))
        if (
            0 < missing <= _MOST_MERGED
            and _first_value(rules, row) == value - missing
            and _is_data(rules, row)
        ):
            start = row[0][0]
            row = [(start, start, "")] * missing + row
        moved.append(row)
    return moved


def _first_value(rules: Rulebook, row: Row) -> int:
    """The place after the first words; a row number or a blank before them is none, nor is a blank value."""
    at = next((at for at, (_, _, text) in enumerate(row) if _is_word(rules, text)), 0)
    while at < len(row) and _is_word(rules, row[at][2]):
        at += 1
    return at


def _is_word(rules: Rulebook, text: str) -> bool:
    return not is_void(rules, text) and not number_in(rules, text)


def _lost_spans(header: list[Row], width: int) -> bool:
    """Two or more header rows, the first short of the width, without a blank place inside any."""
    rows = [trimmed for row in header if len(trimmed := _trimmed(row)) > 1]
    if len(rows) < 2 or len(rows[0]) >= width:
        return False
    packed = [rows[0], *(_trimmed(row[::-1]) for row in rows[1:])]
    return all(text for row in packed for _, _, text in row)


def _parts(rules: Rulebook, rows: list[Row]) -> Iterator[list[Row]]:
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


def _spaced(rules: Rulebook, rows: list[Row], title: str) -> Table | None:
    """Rows parted by gaps, where a blank cell leaves no trace: the counts of cells must agree."""
    rows = [row for row in rows if row]
    first = next((index for index, row in enumerate(rows) if _is_data(rules, row)), None)
    if first is None:
        return None
    if first == 0:
        same = len({len(row) for row in rows}) == 1 and len(rows) > 1
        cells = [Cell(at, column, *cell) for at, row in enumerate(rows) for column, cell in enumerate(row)]
        return table_of(cells, title) if same else None
    if len(rows[0]) == 1:
        title = f"{title}\n{rows[0][0][2]}" if title else rows[0][0][2]
    return _assembled(rules, rows, first, title)


def _assembled(rules: Rulebook, rows: list[Row], first: int, title: str) -> Table | None:
    """The table whose header lost its merged cells; the rows of values say how many columns there are."""
    header = _named_header(rows[:first])
    serial = bool(header) and is_header(rules, "serial", header[0][0].key)
    split = [_labels_and_values(rules, row, serial) for row in rows[first:]]
    labels = label_columns(rules, [(cell,) for cell in header[0]])
    counted = Counter(len(_trimmed(values)) for _, values in split if values)
    usual = max(counted, key=lambda width: (counted[width], width), default=0)
    jumbled = jumbled_columns(rules, [cell for row in rows[:first] for cell in row], usual)
    if jumbled.paths:
        return assemble(rules, jumbled, split, title)
    for width in dict.fromkeys((max(counted, default=0), usual)):
        widths = [labels + width + unused for unused in range(_notes_in(rules, header) + 1)]
        layout = columns_of(rules, header, widths, labels)
        if layout.paths and (table := assemble(rules, layout, split, title)):
            return table
    return None


def _named_header(rows: list[Row]) -> list[list[HeaderCell]]:
    """The header's cells that say something; a line of one name heads no columns."""
    header = [[HeaderCell(*cell) for cell in row if cell[2]] for row in rows]
    return [row for row in header if len(row) > 1] or header


def _notes_in(rules: Rulebook, header: list[list[HeaderCell]]) -> int:
    return sum(is_header(rules, "note_header", cell.key) for row in header for cell in row)


def _labels_and_values(rules: Rulebook, row: Row, serial: bool) -> tuple[Row, Row]:
    """The words that begin a row, and the rest; a row number counts with the words."""
    at = 1 if serial and row and number_in(rules, row[0][2]) else 0
    blank = at
    while blank < len(row) and not row[blank][2]:
        blank += 1  # the row number of a total, or a merged label
    if blank < len(row) and _is_words(rules, row[blank][2]):
        at = blank
    while at < len(row) and _is_words(rules, row[at][2]):
        at += 1
    return [cell for cell in row[:at] if cell[2]], row[at:]


def _is_words(rules: Rulebook, text: str) -> bool:
    return bool(text) and not number_in(rules, text) and not is_void(rules, text)


def _is_data(rules: Rulebook, row: Row) -> bool:
    numbers = [text for _, _, text in row if number_in(rules, text)]
    return any(not is_year(text) for text in numbers) or len(numbers) == 1 and len(row) > 1


def _trimmed(row: Row) -> Row:
    while row and not row[-1][2]:
        row = row[:-1]
    return row
