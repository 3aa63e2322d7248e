"""The lines of a text as a table could see them: rows of several cells, single cells, prose."""

import re
from dataclasses import dataclass

from etl.engine.captions import LONGEST, caption_in
from etl.engine.model import Table
from etl.engine.rulebook import Rulebook
from etl.engine.tables.cells import is_void, number_in
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import is_column_name
from etl.engine.tables.words import key

ROW_LIMIT = 4_000  # characters; a longer line is prose
CELL_LIMIT = 60
BARS = "|│┃"
BAR = re.compile(f"[{BARS}]")
_EDGE = " \t\u3000\xa0\r|│┃"
_PROSE = re.compile(r"[。；？！]|，[^，\d]{6,}")
_TAB = re.compile(r"\t")
_WIDE_GAP = re.compile(r"\t|[ \u3000\xa0]{2,}")
_GAP = re.compile(r"[ \u3000\xa0\t]+")
_RULE = re.compile(r"[\s|:│┃+=_─━-]++$")


# Kinds of lines: with something on them that may be of a table, with a value alone, with nothing
TEXT = frozenset(("number", "void", "cell", "row"))
VALUES = frozenset(("number", "void"))
BLANKS = frozenset(("blank", "space", "rule"))


@dataclass(slots=True)
class Line:
    """One line. `kind`: blank, space (white space only), number, void, cell, row, rule, prose, wall."""

    start: int
    end: int
    text: str  # without edges; empty for prose
    kind: str
    raw: str = ""  # with its edges, where bars or tabs part the cells; of prose what leads to a table below
    raw_start: int = 0
    cells: list[tuple[int, int, str]] | None = None  # where they are known already

    @property
    def barred(self) -> bool:
        """True where bars part the cells."""
        return self.cells is not None or bool(BAR.search(self.raw))

    @property
    def parted(self) -> bool:
        """True where bars or tabs part the cells."""
        return self.barred or "\t" in self.text


def lines_outside(rules: Rulebook, text: str, tables: list[Table]) -> list[Line]:
    """All lines that are not in the given tables, with a wall where each of those stood."""
    lines: list[Line] = []
    at = 0
    for table in tables:
        lines += _lines(rules, text, at, table.start)
        lines.append(Line(table.start, table.start, "", "wall"))
        at = max(at, table.end)
    return lines + _lines(rules, text, at, len(text))


def _lines(rules: Rulebook, text: str, start: int, end: int) -> list[Line]:
    found = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        found.append(_line(rules, text, start, stop))
        start = stop + 1
    return found


def _line(rules: Rulebook, text: str, start: int, end: int) -> Line:
    if end == start:
        return Line(start, end, "", "blank")
    if end - start > ROW_LIMIT:
        return _prose(text, start, end)
    raw = text[start:end]
    bare = raw.strip(_EDGE)
    if not bare:
        kind = "blank" if not raw.strip("\r") else "rule" if BAR.search(raw) else "space"
        return Line(start, end, "", kind, raw, start)
    at, kind = start + raw.index(bare), kind_of(rules, bare)
    if kind == "prose":
        return _prose(text, at, at + len(bare))
    return Line(at, at + len(bare), bare, kind, raw if "\t" in raw or BAR.search(raw) else "", start)


def _prose(text: str, start: int, end: int) -> Line:
    """A line without its words: they would double the memory."""
    return Line(start, end, "", "prose", caption_in(text[max(start, end - 2 * LONGEST) : end]))


def kind_of(rules: Rulebook, bare: str) -> str:
    """What the words of a line are; see Line."""
    if _RULE.match(bare) and len(bare) > 2:
        return "rule"
    if len(bare) <= CELL_LIMIT and number_in(rules, bare):
        return "number"
    if is_void(rules, bare):
        return "void"
    if BAR.search(bare) or "\t" in bare:
        return "row"
    return _kind_of_words(rules, bare)


def _kind_of_words(rules: Rulebook, bare: str) -> str:
    """Of a line without bars or tabs that is no number by itself."""
    tokens = _GAP.split(bare)
    if len(tokens) > 2 and all(number_in(rules, token) or is_void(rules, token) for token in tokens[-2:]):
        return "row"
    short = "cell" if len(bare) <= CELL_LIMIT else "prose"
    if _PROSE.search(bare):
        return "cell" if short == "cell" and key(bare) in rules[FORMS].rows else "prose"
    if _is_set_apart(rules, tokens):
        return "cell"
    return "row" if _WIDE_GAP.search(bare) or _is_row(rules, tokens) else short


def _is_set_apart(rules: Rulebook, tokens: list[str]) -> bool:
    """合  计: one word, its characters set apart."""
    return all(len(token) == 1 for token in tokens) and is_column_name(rules, "".join(tokens))


def _is_row(rules: Rulebook, tokens: list[str]) -> bool:
    return len(tokens) > 2 or len(tokens) == 2 and _is_pair(rules, tokens)


def _is_pair(rules: Rulebook, tokens: list[str]) -> bool:
    """A name and its number, or two names of a header; other words with one gap are one cell."""
    return bool(number_in(rules, tokens[1])) or all(is_column_name(rules, token) for token in tokens)


def cells_of(line: Line, wide: bool = True) -> list[tuple[int, int, str]]:
    """(start, end, text) of the cells of a row: by bars, by tabs, by wide gaps, or by any gap."""
    if line.cells is not None:
        return line.cells
    if BAR.search(line.text):
        return _barred(line)
    if "\t" in line.text:
        start = line.start - line.raw.index(line.text)
        return _split(Line(start, start + len(line.raw), line.raw.rstrip("\r"), "row"), _TAB)
    return _split(line, _WIDE_GAP if wide and _WIDE_GAP.search(line.text) else _GAP)


def _barred(line: Line) -> list[tuple[int, int, str]]:
    """Bars at the edges only close the row; blank cells between bars count."""
    raw_start = line.start - line.raw.index(line.text)
    raw = line.raw.strip(" \t\u3000\xa0\r")
    raw_start += line.raw.index(raw)
    opened = bool(BAR.match(raw))
    cells = _split(Line(raw_start, raw_start + len(raw), raw, "row"), BAR)
    return cells[opened : len(cells) - 1 if BAR.match(raw[-1]) else len(cells)]


def _split(line: Line, gap: re.Pattern) -> list[tuple[int, int, str]]:
    cells, at = [], 0
    for match in [*gap.finditer(line.text), None]:
        stop = match.start() if match else len(line.text)
        piece = line.text[at:stop]
        bare = piece.strip(_EDGE)
        start = line.start + at + (piece.index(bare) if bare else 0)
        cells.append((start, start + len(bare), bare))
        at = match.end() if match else stop
    return cells
