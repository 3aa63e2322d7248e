"""Tables that a page ran into one line: its cells, parted by single gaps, become a line each."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from etl.engine.rulebook import Rulebook
from etl.engine.tables.labels import is_column_name
from etl.engine.tables.lines import VALUES, Line, kind_of

_TOKEN = re.compile(r"[^ \u3000\xa0\t\r]+")
_NUMBER = re.compile(r"[ \u3000\xa0]\d[\d,.%％]{0,15}(?=[ \u3000\xa0])")
_STOP = re.compile("[，。；？！]")
_LEAST_TOKENS, _LEAST_NUMBERS = 8, 4
_LEAST_INSIDE = 3  # of the numbers: the last may end the line
_LEAST_SHARE = 0.25  # of the tokens up to the last number are numbers
_LONG = frozenset(("row", "prose"))


def unrolled(rules: Rulebook, text: str, lines: list[Line]) -> list[Line]:
    """The lines, with one for each cell in place of a line that holds a table or several of its rows."""
    found: list[Line] = []
    for line in lines:
        flat = line.kind in _LONG and not line.parted and _holds_numbers(text, line)
        found += (_cells(rules, text, line) if flat else []) or [line]
    return found


def _holds_numbers(text: str, line: Line) -> bool:
    """Whether several numbers stand by themselves on the line."""
    numbers = _NUMBER.finditer(text, line.start, line.end)
    return sum(1 for _ in islice(numbers, _LEAST_INSIDE)) == _LEAST_INSIDE


def _cells(rules: Rulebook, text: str, line: Line) -> list[Line]:
    """A line for each cell up to the last number, and one for what follows it; none where it is no table."""
    cells = list(_joined(rules, takewhile(_is_cell, _tokens(rules, text, line))))
    last = max((at for at, cell in enumerate(cells) if cell.kind in VALUES), default=-1) + 1
    numbers = sum(cell.kind == "number" for cell in cells[:last])
    if last < _LEAST_TOKENS or numbers < max(_LEAST_NUMBERS, last * _LEAST_SHARE):
        return []
    return [*cells[:last], Line(cells[last - 1].end, line.end, "", "prose")]


def _is_cell(token: Line) -> bool:
    return token.kind != "prose" and not _STOP.search(token.text)


def _tokens(rules: Rulebook, text: str, line: Line) -> Iterator[Line]:
    for match in _TOKEN.finditer(text, line.start, line.end):
        word = match[0]
        yield Line(match.start(), match.end(), word, kind_of(rules, word))


def _joined(rules: Rulebook, tokens: Iterable[Line]) -> Iterator[Line]:
    """合 计 is one word, its characters set apart."""
    held: Line | None = None
    for token in tokens:
        if held and len(token.text) == 1 and is_column_name(rules, held.text + token.text):
            yield Line(held.start, token.end, held.text + token.text, "cell")
            held = None
            continue
        if held:
            yield held
        held = token if token.kind == "cell" and len(token.text) == 1 else None
        if held is None:
            yield token
    if held:
        yield held
