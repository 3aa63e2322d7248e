"""The rows below the header of a table pasted as one cell a line: which cells are labels, which values."""

from collections import Counter

from etl.engine.rulebook import Rulebook
from etl.engine.tables.assembly import Row
from etl.engine.tables.cells import is_void, number_in
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import is_label_header
from etl.engine.tables.lines import BAR, Line
from etl.engine.tables.stackedheader import BANNER, LABEL_LIMIT, LOOK_AHEAD, is_name, stands_alone
from etl.engine.tables.words import is_unit, key

_WIDTHS_TRIED = 2
_LAST_BLANKS = 20  # cells at the end of the last row
_BLANK = (-1, -1, "")


def tokens_below(
    rules: Rulebook,
    lines: list[Line],
    start: int,
    stop: int,
    labelled: bool,
    spread: bool,
    leading: bool = False,
) -> tuple[Row, int]:
    """Values and labels up to where the table ends; blank cells where blank lines show them.

    `leading`: those right below the header may be cells of the first row.
    """
    tokens: Row = []
    gap: list[Line] = []
    at = end = start
    while at < min(stop, len(lines)):
        line = lines[at]
        if line.kind in ("blank", "space", "rule"):
            gap.append(line)
            at += 1
            continue
        value = line.kind in ("number", "void")
        unit = bool(tokens) and is_value(rules, tokens[-1]) and is_unit(rules, line.text)
        if not value and not (labelled and (unit or _is_row_label(rules, lines, at))):
            break
        tokens += [_BLANK] * _blank_cells(gap, spread, leading or bool(tokens))
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
        and not rules[FORMS].knows(key(text))
        or is_label_header(rules, key(text))  # a header that begins anew
    ):
        return False
    for line in lines[at + 1 : at + 1 + LOOK_AHEAD]:
        if line.kind in ("number", "void"):
            return True
        if line.kind in ("prose", "wall", "row"):
            return False
    return False


def rows_of(rules: Rulebook, tokens: Row, serial: bool) -> list[tuple[Row, Row]]:
    """(labels, values) of each row: a row begins with words, or with its number where rows have one."""
    rows: list[tuple[Row, Row]] = []
    ahead: Row = []  # a number before the first words
    for token, *following in zip(tokens, [*tokens[1:], _BLANK], [*tokens[2:], _BLANK, _BLANK], strict=False):
        if is_value(rules, token):
            (rows[-1][1] if rows else ahead).append(token)
            continue
        if rows and _closes(rules, rows, token, following, serial):
            continue
        if not rows:
            rows.append((ahead[-1:] if serial else [], []))
        elif rows[-1][1]:
            last = rows[-1][1][-1]
            rows.append(([rows[-1][1].pop()] if serial and last[2] in ("", str(len(rows) + 1)) else [], []))
        rows[-1][0].append(token)
    return [([label for label in labels if label[2]], values) for labels, values in rows if values]


def _closes(
    rules: Rulebook, rows: list[tuple[Row, Row]], token: tuple, following: list[tuple], serial: bool
) -> bool:
    """Whether words still are of the row before: its unit, or a remark before the next row's number.

    `following`: the next two tokens. Behind a row's number stands its label.
    """
    values = rows[-1][1]
    if values and is_unit(rules, token[2]):
        values.append(token)
        return True
    number, label = following
    ends = serial and bool(values) and number[2] == str(len(rows) + 1) and not is_value(rules, label)
    if ends:
        values.append(token)
    return ends


def rejoined(rules: Rulebook, labels: Row, columns: int) -> Row:
    """The labels of a row with names that were broken over lines in one piece; `columns` are for labels."""
    if len(labels) <= max(columns, 1):
        return labels
    for first in range(len(labels)):
        for end in range(len(labels), first + 1, -1):
            pieces = [text for _, _, text in labels[first:end]]
            joined = "".join(pieces)
            known = key(joined) in rules[FORMS].rows or is_name(rules, joined)
            if known and not all(
                key(piece) in rules[FORMS].rows or stands_alone(rules, piece) for piece in pieces
            ):
                return [*labels[:first], _joined(labels[first:end]), *rejoined(rules, labels[end:], columns)]
    if not any(is_name(rules, text) or number_in(rules, text) for _, _, text in labels):
        return [*labels[: max(columns - 1, 0)], _joined(labels[max(columns - 1, 0) :])]
    return labels


def _joined(labels: Row) -> tuple[int, int, str]:
    return labels[0][0], labels[-1][1], "".join(text for _, _, text in labels)


def chunks_of(tokens: Row, width: int) -> list[tuple[Row, Row]]:
    return [([], tokens[at : at + width]) for at in range(0, len(tokens), width)]


def is_value(rules: Rulebook, token: tuple[int, int, str]) -> bool:
    return bool(number_in(rules, token[2])) or is_void(rules, token[2])


def widths_of(rows: list[tuple[Row, Row]]) -> list[int]:
    """How many columns of values there may be, the likeliest first: blank ones may fill up the rows' ends."""
    widths: list[int] = []
    for length in (len, _filled_length):
        counted = Counter(length(values) for _, values in rows if values)
        widths += sorted(counted, key=lambda width: (-counted[width], -width))[:_WIDTHS_TRIED]
    return list(dict.fromkeys(width for width in widths if width))


def _filled_length(values: Row) -> int:
    return max((at + 1 for at, (_, _, text) in enumerate(values) if text), default=0)
