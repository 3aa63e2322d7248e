"""Rows whose bars stand on lines of their own or beside one cell each: brought back onto one line a row.

A page copied as text often puts each cell on a line and keeps the bars between them: after each cell, before
each but the first, or around a cell that is itself broken over lines. Rows begin where a bar stands alone or
where a line begins anew after a bar; which of the two a page means is seen by which gives rows of one length.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from etl.engine.rulebook import Rulebook
from etl.engine.tables.barredcount import (
    Piece,
    header_of_rows,
    line_of,
    rows_by_count,
    with_text,
)
from etl.engine.tables.cells import number_in
from etl.engine.tables.labels import is_column_name
from etl.engine.tables.lines import BAR, BARS, TEXT, VALUES, Line, kind_of
from etl.engine.tables.runs import trimmed

_LEAST_LINES = 4
_LEAST_CLOSED = 0.4  # of the barred lines, where bars close rows
_OPEN = re.compile("[（(][^（(）)]*$")
_TITLE = re.compile("^.{6,}(?:情况|统计|汇总|数据)表?$")
_NAME_LINES = 3
_LOOSE = 9  # lines without a bar between two that have one: a cell broken over lines
_LEAST_ALIKE = 0.7  # of the rows with numbers
_MOST_CELLS = 60
_MOST_LABELS = 4  # of a row


@dataclass(slots=True)
class Segment:
    """What stands between two bars; `led`: a line ends before its first character."""

    pieces: list[Piece] = field(default_factory=list)
    led: bool = False

    def cell(self, place: int) -> Piece:
        """(start, end, text); a blank one stands at `place`."""
        if not self.pieces:
            return place, place, ""
        words = "".join(text for _, _, text in self.pieces)
        return self.pieces[0][0], self.pieces[-1][1], words


def with_rows(rules: Rulebook, lines: list[Line]) -> list[Line]:
    """The lines, each row of a table with scattered bars on one line."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        if not lines[at].barred:
            found.append(lines[at])
            at += 1
            continue
        end, before = _region(lines, at), _name_before(rules, lines, at)
        rows = _rejoined(rules, lines[at - before : end])
        if at and not before and _lacks_first(rules, rows, lines[at - 1], lines[at]):
            before, rows = 1, _rejoined(rules, lines[at - 1 : end])
        del found[len(found) - before :]
        found += rows
        at = end
    return found


def _name_before(rules: Rulebook, lines: list[Line], at: int) -> int:
    """How many lines above the first bar begin the name that ends before it."""
    text = BAR.split(lines[at].raw)[0].strip()
    for count in range(1, _NAME_LINES + 1):
        line = lines[at - count] if at >= count else None
        if not text or line is None or line.kind != "cell":
            break
        text = line.text + text
        if is_column_name(rules, text) and not is_column_name(rules, line.text):
            return count
    return 0


def _lacks_first(rules: Rulebook, rows: list[Line], above: Line, bar: Line) -> bool:
    """Whether the header is a cell short of the rows, which stands above the first bar, alone on its line."""
    if above.kind != "cell" or bar.kind != "rule" or not rows or rows[0].cells is None:
        return False
    lengths = [
        len(trimmed(row.cells)) for row in rows if row.cells and _labels(rules, row.cells) < len(row.cells)
    ]
    return bool(lengths) and len(trimmed(rows[0].cells)) + 1 == Counter(lengths).most_common(1)[0][0]


def _region(lines: list[Line], start: int) -> int:
    """The index after the last barred line of a stretch."""
    end, loose = start + 1, 0
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.barred:
            end, loose = at + 1, 0
        elif line.kind in TEXT:
            loose += 1
        if line.kind in ("prose", "wall") or loose > _LOOSE or _is_title(lines[at - 1], line):
            break
    return end


def _is_title(before: Line, line: Line) -> bool:
    """A line that names a table, below a row that its bar closes: another table begins."""
    closed = before.barred and before.raw.rstrip()[-1:] in BARS
    return closed and not line.barred and bool(_TITLE.search(line.text))


def _rejoined(rules: Rulebook, region: list[Line]) -> list[Line]:
    return header_of_rows(rules, region) or _regrouped(rules, region)


def _regrouped(rules: Rulebook, region: list[Line]) -> list[Line]:
    scattered = sum(_is_scattered(line) for line in region)
    whole = sum(line.kind in TEXT and not _is_scattered(line) for line in region)
    if len(region) < _LEAST_LINES or scattered * 2 < whole and not _breaks_cells(region):
        return region
    segments = _segments(region)
    rows = rows_by_count(rules, region)
    if not rows:
        tries = [rows for rows in (_between_blanks(segments), _from_leads(segments)) if _agree(rules, rows)]
        if not tries:
            return _without_lone_bars(rules, region)
        rows = min(tries, key=lambda rows: sum(not text for row in rows for _, _, text in row))
    return [line for row in rows if (line := line_of(rules, row))]


def _without_lone_bars(rules: Rulebook, region: list[Line]) -> list[Line]:
    """The lines with bars alone on theirs as blank ones: they part cells, each perhaps broken over lines."""
    if any(line.barred and line.kind in TEXT for line in region):
        return region
    pairs = list(pairwise(region))
    each = not any(
        a.kind in TEXT and b.kind in VALUES or a.kind in VALUES and b.kind in TEXT for a, b in pairs
    )
    found: list[Line] = []
    for line in region:
        before = found[-1] if found else None
        if line.barred:
            found.append(Line(line.start, line.end, "", "blank"))
        elif each and line.kind == "cell" and before and before.kind == "cell":
            words = before.text + line.text
            found[-1] = Line(before.start, line.end, words, kind_of(rules, words))
        else:
            found.append(line)
    return found


def _breaks_cells(region: list[Line]) -> bool:
    """Bars close the rows, but some line ends inside a cell."""
    ends = [line.raw.rstrip()[-1:] for line in region if line.kind in TEXT and line.barred]
    closed = sum(end in BARS for end in ends)
    return len(ends) > closed >= _LEAST_CLOSED * len(ends) or any(
        line.kind == "cell" and not line.barred and _OPEN.search(line.text) for line in region
    )


def _is_scattered(line: Line) -> bool:
    """A line with one cell that is no whole row: no bar beside it, or one only."""
    if line.kind not in TEXT:
        return False
    pieces = [piece for piece in BAR.split(line.raw or line.text) if piece.strip()]
    closed = line.barred and line.raw.strip()[0] in BARS and line.raw.strip()[-1] in BARS
    return len(pieces) == 1 and not closed


def _segments(region: list[Line]) -> list[Segment]:
    segments = [Segment()]
    for number, line in enumerate(region):
        if number and not segments[-1].pieces:
            segments[-1].led = True
        if not line.barred:
            if line.text:
                segments[-1].pieces.append((line.start, line.end, line.text))
            continue
        at = line.raw_start
        for index, piece in enumerate(BAR.split(line.raw)):
            if index:
                segments.append(Segment())
            if bare := piece.strip():
                start = at + piece.index(bare)
                segments[-1].pieces.append((start, start + len(bare), bare))
            at += len(piece) + 1
    first, last = not segments[0].pieces, len(segments) - (not segments[-1].pieces)
    return segments[first:last]  # what stands before the first bar and behind the last is no cell


def _between_blanks(segments: list[Segment]) -> list[list[Piece]]:
    """Rows with a bar alone on a line between them."""
    rows: list[list[Piece]] = [[]]
    for segment in segments:
        if segment.led and not segment.pieces:
            rows.append([])
            continue
        if segment.led and not any(text for _, _, text in rows[-1]):
            rows[-1] = []  # bars that only filled up the row before
        rows[-1].append(segment.cell(_end_of(rows)))
    return with_text(rows)


def _from_leads(segments: list[Segment]) -> list[list[Piece]]:
    """Rows that begin on a new line."""
    rows: list[list[Piece]] = [[]]
    opened = False
    for segment in segments:
        if segment.led and not segment.pieces:
            opened = True
            continue
        if segment.led or opened:
            rows.append([])
        if opened and not segment.led and segment.pieces:
            rows[-1].append(Segment().cell(_end_of(rows)))  # a blank first cell leaves only its bar
        opened = False
        rows[-1].append(segment.cell(_end_of(rows)))
    return with_text(rows)


def _end_of(rows: list[list[Piece]]) -> int:
    return next((row[-1][1] for row in reversed(rows) if row), 0)


def _agree(rules: Rulebook, rows: list[list[Piece]]) -> bool:
    """Two rows or more, of which those with numbers are of one length."""
    numbered = [row for row in rows if any(number_in(rules, text) for _, _, text in row)]
    lengths = Counter(len(trimmed(row)) for row in numbered)
    if len(rows) < 2 or not numbered or max(map(len, rows)) > _MOST_CELLS or max(lengths) < 2:
        return False
    names = sum(len(trimmed(row)) for row in rows if row not in numbered)
    if any(_labels(rules, row) > _MOST_LABELS for row in numbered) or names < min(lengths) - _MOST_LABELS:
        return False  # a header and its rows in one
    usual, times = lengths.most_common(1)[0]
    alike = times + lengths[usual - 1]  # the row 合计 often lost a cell
    return 2 * times >= len(numbered) and alike >= _LEAST_ALIKE * len(numbered)


def _labels(rules: Rulebook, row: list[Piece]) -> int:
    """How many cells stand before the first number; all in a row without."""
    return next((at for at, (_, _, text) in enumerate(row) if number_in(rules, text)), len(row))
