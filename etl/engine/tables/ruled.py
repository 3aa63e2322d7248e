"""Tables whose rows are lines of text: cells parted by bars, tabs or gaps."""

import re
from collections import Counter
from itertools import compress

from etl.engine.model import Cell, Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import Row, assemble, filled_rows, label_columns, names_nothing, table_of
from etl.engine.tables.cells import is_void, near_years, number_in
from etl.engine.tables.jumbled import jumbled_columns
from etl.engine.tables.labels import is_header
from etl.engine.tables.layout import HeaderCell, Layout, columns_of, header_of
from etl.engine.tables.lines import Line
from etl.engine.tables.runs import (
    cells_in,
    first_parted,
    is_numbered_title,
    parted,
    runs,
    title_above,
    trimmed,
    under_headings,
    with_blank_corners,
    with_headings,
)

_CAPTION = re.compile(r"[:：]$|^(?:填报|统计|制表|填表|报送)(?:单位|机关|时限|时间|日期|人)")
_MOST_MERGED = 2  # cells before the numbers of a row


def ruled_tables(rules: Rulebook, lines: list[Line]) -> list[Table]:
    """The tables among the lines; a run of rows without any number is none."""
    tables = []
    for first, last in runs(rules, lines):
        first = first_parted(lines, with_headings(rules, lines, first), last)
        run = with_blank_corners([line for line in lines[first:last] if line.kind != "rule"])
        title = title_above(lines, first)
        if run[0].parted:
            found = [_aligned(rules, rows, heading or title) for rows, heading in under_headings(rules, run)]
        else:
            found = [_spaced(rules, part, title) for part in parted(rules, [cells_in(line) for line in run])]
        tables += [table for table in found if table]
    return tables


def _aligned(rules: Rulebook, rows: list[Row], title: str) -> Table | None:
    """Rows whose blank cells are marked: the position of a cell is its column."""
    rows, title = _without_captions(rules, rows, title)
    first = next((index for index, row in enumerate(rows) if _is_data(rules, row)), None)
    if first is None or len(rows) < 2:
        return None
    rows = rows[:first] + _to_the_right(rules, rows[first:])
    width = max(len(trimmed(row)) for row in rows)
    if _lost_spans(rows[:first], width) or _on_one_line(rules, rows):
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
    """Rows that lost a merged cell before their numbers, moved below the others: 合计 over two columns.

    Those whose numbers begin farthest to the right lost none, nor those that have as many cells as the header
    right above them: in a form printed in parts, the later ones often name nobody again.
    """
    data = [_is_data(rules, row) for row in rows]
    places = Counter((_first_value(rules, row), len(trimmed(row))) for row in compress(rows, data))
    (value, length), _ = max(places.items(), key=lambda place: (place[0][0], place[1]))
    moved = []
    for at, row in enumerate(rows):
        headed = at > 0 and not data[at - 1] and len(trimmed(rows[at - 1])) == len(trimmed(row))
        missing = length - len(trimmed(row)) if data[at] and not headed else 0
        if 0 < missing <= _MOST_MERGED and _first_value(rules, row) == value - missing:
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
    rows = [kept for row in header if len(kept := trimmed(row)) > 1]
    if len(rows) < 2 or len(rows[0]) >= width:
        return False
    corner = not rows[0][0][2] and len(rows[1]) < width  # blank, and no place for it in the row below
    packed = [rows[0][corner:], *(trimmed(row[::-1]) for row in rows[1:])]
    return all(text for row in packed for _, _, text in row)


def _on_one_line(rules: Rulebook, rows: list[Row]) -> bool:
    """A header of two rows on one line: it has more cells than the rows below, which are all as long."""
    below = {len(trimmed(row)) if _is_data(rules, row) else 0 for row in rows[1:]}
    return len(below) == 1 and 0 < below.pop() < len(trimmed(rows[0])) and len(rows) > 2


def _spaced(rules: Rulebook, rows: list[Row], title: str) -> Table | None:
    """Rows parted by gaps, where a blank cell leaves no trace: the counts of cells must agree."""
    rows = [row for row in rows if row]
    first = next((index for index, row in enumerate(rows) if _is_data(rules, row)), None)
    if first is None:
        return None
    if first == 0:
        return _without_header(rows, title)
    above = int(first > 1 and is_numbered_title(rows[0]))
    if above or len(rows[0]) == 1:
        title = "\n".join(filter(None, (title, " ".join(text for _, _, text in rows[0]))))
    return _assembled(rules, rows[above:], first - above, title)


def _without_header(rows: list[Row], title: str) -> Table | None:
    same = len({len(row) for row in rows}) == 1 and len(rows) > 1
    cells = [Cell(at, column, *cell) for at, row in enumerate(rows) for column, cell in enumerate(row)]
    return table_of(cells, title) if same else None


def _assembled(rules: Rulebook, rows: list[Row], first: int, title: str) -> Table | None:
    """The table whose header lost its merged cells; the rows of values say how many columns there are."""
    header = _named_header(rows[:first])
    serial = bool(header) and is_header(rules, "serial", header[0][0].key)
    split = [_labels_and_values(rules, row, serial) for row in rows[first:]]
    labels = label_columns(rules, [(cell,) for cell in header[0]])
    counted = Counter(len(trimmed(values)) for _, values in split if values)
    usual = max(counted, key=lambda width: (counted[width], width), default=0)
    jumbled = jumbled_columns(rules, [cell for row in rows[:first] for cell in row], usual)
    if jumbled.paths:
        return assemble(rules, jumbled, filled_rows(rules, jumbled, split), title)
    labels = labels or _is_told_by_count(rules, header, split, usual)
    for width in dict.fromkeys((max(counted, default=0), usual)):
        widths = [labels + width + unused for unused in range(_notes_in(rules, header) + 1)]
        layout = _layout(rules, header, widths, labels)
        filled = filled_rows(rules, layout, split, labels)
        if layout.paths and (table := assemble(rules, layout, filled, title, labels)):
            return table
    return None


def _is_told_by_count(
    rules: Rulebook, header: list[list[HeaderCell]], split: list[tuple[Row, Row]], usual: int
) -> int:
    """1 where the first name heads labels: the first cell of each row is a word, and the name counts nothing.

    Beside a header of one row it is enough that there are as many names as cells in a row.
    """
    if not header or any(len(words) != 1 for words, values in split if values):
        return 0
    return int(names_nothing(rules, header[0][0].text) if len(header) > 1 else len(header[0]) == 1 + usual)


def _layout(rules: Rulebook, header: list[list[HeaderCell]], widths: list[int], labels: int) -> Layout:
    """The columns of a header; one that has more names than there are columns is two rows on one line."""
    if len(header) == 1 and len(header[0]) > widths[-1]:
        return header_of(rules, header[0], widths, labels=labels)
    return columns_of(rules, header, widths, labels)


def _named_header(rows: list[Row]) -> list[list[HeaderCell]]:
    """The header's cells that say something, and a blank corner; a line of one name heads no columns."""
    header = [[HeaderCell(*cell) for cell in row if cell[2]] for row in rows]
    header = [row for row in header if len(row) > 1] or header
    if len(header) > 1 and not (corner := next(row for row in rows if len(trimmed(row)) > 1)[0])[2]:
        header[0].insert(0, HeaderCell(*corner))
    return header


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
    if serial and _stands_for_number(rules, row):
        at = max(at, 2)
    return [cell for cell in row[:at] if cell[2]], row[at:]


def _stands_for_number(rules: Rulebook, row: Row) -> bool:
    """小计 in the column of row numbers, the place of the name beside it blank."""
    return len(row) > 1 and _is_words(rules, row[0][2]) and not row[1][2]


def _is_words(rules: Rulebook, text: str) -> bool:
    return bool(text) and not number_in(rules, text) and not is_void(rules, text)


def _is_data(rules: Rulebook, row: Row) -> bool:
    numbers = [text for _, _, text in row if number_in(rules, text)]
    return bool(numbers) and not near_years(numbers) or len(numbers) == 1 and len(row) > 1
