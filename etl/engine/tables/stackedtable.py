"""The table of a header and the tokens below it, one cell a line, and how well it is borne out."""

from etl.engine.model import Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import Row, assemble, filled_rows, label_columns
from etl.engine.tables.labels import is_header
from etl.engine.tables.layout import HeaderCell, Layout, header_of
from etl.engine.tables.stackedrows import chunks_of, is_value, rejoined, rows_of, widths_of
from etl.engine.tables.sums import borne_out

Found = tuple[Table, tuple[bool, int, bool]]  # a table and the weight of its reading


def built(
    rules: Rulebook, names: list[HeaderCell], tokens: Row, labels: int | None, title: str, parted: list[int]
) -> Found | None:
    """The table of these header cells and tokens, if their numbers agree; `labels` None for bare rows."""
    if labels is None:
        return _bare_table(rules, names, tokens, title, parted)
    serial = is_header(rules, "serial", names[0].key)
    first_words = next(
        (at for at, token in enumerate(tokens) if token[2] and not is_value(rules, token)), None
    )
    if first_words is None or first_words > serial:
        return None  # values before any label: the header ends earlier
    rows = [(rejoined(rules, row, labels), values) for row, values in rows_of(rules, tokens, serial)]
    for cells in filter(None, (once(names), names)):
        named = labels if cells is names else label_columns(rules, [(cell,) for cell in cells])
        if found := _by_width(rules, cells, rows, named, title, parted):
            return found
    return None


def _by_width(
    rules: Rulebook,
    cells: list[HeaderCell],
    rows: list[tuple[Row, Row]],
    named: int,
    title: str,
    parted: list[int],
) -> Found | None:
    """The best borne out of the tables by how many values a row has: as most have, or as there are names."""
    notes = sum(is_header(rules, "note_header", cell.key) for cell in cells)
    found = []
    for width in dict.fromkeys((*widths_of(rows), len(cells) - named - notes)):
        layout = header_of(rules, cells, range(named + width, named + width + notes + 1), parted, named)
        if layout.paths and (read := _weighed(rules, layout, rows, title, named)):
            found.append(read)
            agrees, _, certain = read[1]
            if agrees and certain:
                break
    return max(found, key=lambda read: read[1], default=None)


def once(names: list[HeaderCell]) -> list[HeaderCell]:
    """A header that says the same names again for a second table beside the first, once; [] for any other."""
    keys = [name.key for name in names]
    for length in range(1, len(keys) // 2 + 1):
        if keys == keys[:length] * (len(keys) // length):
            return names[:length]
    return []


def _bare_table(
    rules: Rulebook, names: list[HeaderCell], tokens: Row, title: str, parted: list[int]
) -> Found | None:
    """The same where no row has a label: the rows are as wide as divides the tokens evenly."""
    while tokens:
        count = len(tokens)
        widths = [width for width in range(1, count + 1) if count % width == 0]
        layout = header_of(rules, names, widths, parted)
        if layout.paths:
            return _weighed(rules, layout, chunks_of(tokens, len(layout.paths)), title)
        if tokens[-1][2]:
            return None
        tokens = tokens[:-1]  # a blank line after the table
    return None


def _weighed(
    rules: Rulebook, layout: Layout, rows: list[tuple[Row, Row]], title: str, named: int = 0
) -> Found | None:
    """The assembled table; not refuted, proven and certain weigh in this order."""
    filled = filled_rows(rules, layout, rows, named)
    table = assemble(rules, layout, filled, title, named)
    if table is None:
        return None
    labelled = max(label_columns(rules, layout.paths), named)
    proven, refuted = borne_out(rules, layout.paths[labelled:], [values for _, values in filled.rows])
    return table, (proven >= refuted, min(proven, 1), layout.certain and not filled.doubted)
