"""Rows whose bars stand on lines of their own or beside one cell each: brought back onto one line a row.

A page copied as text often puts each cell on a line and keeps the bars between them: after each cell, before
each but the first, or around a cell that is itself broken over lines. Rows begin where a bar stands alone or
where a line begins anew after a bar; which of the two a page means is seen by which gives rows of one length.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from etl.engine.rulebook import Rulebook
from etl.engine.tables.cells import is_void, number_in
from etl.engine.tables.labels import is_column_name
from etl.engine.tables.lines import BAR, Line

_LEAST_LINES = 4
_LEAST_CLOSED = 0.4  # of the barred lines, where bars close rows
_BARS = "|│┃"
_OPEN = re.compile("[（(][^（(）)]*$")
_TITLE = re.compile("^.{6,}(?:情况|统计|汇总|数据)表?$")
_NAME_LINES = 3
_LOOSE = 9  # lines without a bar between two that have one: a cell broken over lines
_LEAST_ALIKE = 0.7  # of the rows with numbers
_MOST_CELLS = 60
_MOST_LABELS = 4  # of a row
_TEXT = frozenset(("number", "void", "cell", "row"))
Piece = tuple[int, int, str]


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
        del found[len(found) - before :]
        found += _rejoined(rules, lines[at - before : end])
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


def _region(lines: list[Line], start: int) -> int:
    """The index after the last barred line of a stretch."""
    end, loose = start + 1, 0
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.barred:
            end, loose = at + 1, 0
        elif line.kind in _TEXT:
            loose += 1
        if line.kind in ("prose", "wall") or loose > _LOOSE or _is_title(lines[at - 1], line):
            break
    return end


def _is_title(before: Line, line: Line) -> bool:
    """A line that names a table, below a row that its bar closes: another table begins."""
    closed = before.barred and before.raw.rstrip()[-1:] in _BARS
    return closed and not line.barred and bool(_TITLE.search(line.text))


def _rejoined(rules: Rulebook, region: list[Line]) -> list[Line]:
    scattered = sum(_is_scattered(line) for line in region)
    whole = sum(line.kind in _TEXT and not _is_scattered(line) for line in region)
    if len(region) < _LEAST_LINES or scattered * 2 < whole and not _breaks_cells(region):
        return region
    segments = _segments(region)
    tries = [rows for rows in (_between_blanks(segments), _from_leads(segments)) if _agree(rules, rows)]
    if not tries:
        return _without_lone_bars(region)
    rows = min(tries, key=lambda rows: sum(not text for row in rows for _, _, text in row))
    return [line for row in rows if (line := _line(rules, row))]


def _without_lone_bars(region: list[Line]) -> list[Line]:
    """The lines with bars alone on theirs as blank ones: they part cells of which each has a line."""
    if any(line.barred and line.kind in _TEXT for line in region):
        return region
    return [Line(line.start, line.end, "", "blank") if line.barred else line for line in region]


def _breaks_cells(region: list[Line]) -> bool:
    """Bars close the rows, but some line ends inside a cell."""
    ends = [line.raw.rstrip()[-1:] for line in region if line.kind in _TEXT and line.barred]
    closed = sum(end in _BARS for end in ends)
    return len(ends) > closed >= _LEAST_CLOSED * len(ends) or any(
        line.kind == "cell" and not line.barred and _OPEN.search(line.text) for line in region
    )


def _is_scattered(line: Line) -> bool:
    """A line with one cell that is no whole row: no bar beside it, or one only."""
    if line.kind not in _TEXT:
        return False
    pieces = [piece for piece in BAR.split(line.raw or line.text) if piece.strip()]
    closed = line.barred and line.raw.strip()[0] in _BARS and line.raw.strip()[-1] in _BARS
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
    return _with_text(rows)


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
    return _with_text(rows)


def _end_of(rows: list[list[Piece]]) -> int:
    return next((row[-1][1] for row in reversed(rows) if row), 0)


def _with_text(rows: list[list[Piece]]) -> list[list[Piece]]:
    return [row for row in rows if any(text for _, _, text in row)]


def _agree(rules: Rulebook, rows: list[list[Piece]]) -> bool:
    """Two rows or more, of which those with numbers are of one length."""
    numbered = [row for row in rows if any(number_in(rules, text) for _, _, text in row)]
    lengths = Counter(len(_trimmed(row)) for row in numbered)
    if len(rows) < 2 or not numbered or max(map(len, rows)) > _MOST_CELLS or max(lengths) < 2:
        return False
    names = sum(len(_trimmed(row)) for row in rows if row not in numbered)
    if any(_labels(rules, row) > _MOST_LABELS for row in numbered) or names < min(lengths) - _MOST_LABELS:
        return False  # a header and its rows in one
    usual, times = lengths.most_common(1)[0]
    alike = times + lengths[usual - 1]  # the row 合计 often lost a cell
    return 2 * times >= len(numbered) and alike >= _LEAST_ALIKE * len(numbered)


def _labels(rules: Rulebook, row: list[Piece]) -> int:
    """How many cells stand before the first number."""
    return next(at for at, (_, _, text) in enumerate(row) if number_in(rules, text))


def _trimmed(row: list[Piece]) -> list[Piece]:
    while row and not row[-1][2]:
        row = row[:-1]
    return row


def _line(rules: Rulebook, row: list[Piece]) -> Line | None:
    """One line for a row; its cells keep their places."""
    texts = [cell for cell in row if cell[2]]
    if not texts:
        return None
    start, end = texts[0][0], texts[-1][1]
    kind = "row" if len(row) > 1 or number_in(rules, texts[0][2]) or is_void(rules, texts[0][2]) else "cell"
    text = " | ".join(text for _, _, text in row)
    return Line(start, end, text, kind, text, cells=row)
