"""The header of a table pasted as one cell a line: a run of names, each perhaps broken over lines.

Where the lines can be read as names in several ways (暂扣许可证件 / 降低资质等级, each a name of some form,
and both together one of another) all are given, the likeliest first: the numbers below tell which it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from etl.engine.rulebook import Rulebook
from etl.engine.tables.evidence import item_like
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import is_column_name, is_header, is_label_header
from etl.engine.tables.layout import HeaderCell
from etl.engine.tables.lines import Line
from etl.engine.tables.periods import split_period
from etl.engine.tables.words import GENERAL, core, key, units_in

LOOK_AHEAD = 8  # lines between one filled cell and the next
LABEL_LIMIT = 40
BANNER = re.compile(
    r"第[一二三四五六七八九十\d]+条|^表\s*[一二三四五六七八九十\d]|[表况](?:[（(][^（）()]{1,12}[）)])?$|.{4}(?:统计|汇总|一览)$"
)
_JOINED = 6  # lines that a column name may be broken over
_LEAST_HEADER, _MOST_HEADER = 2, 60  # names
_ALTERNATIVES = 4  # readings of one header
# Costs of a name: of each line joined, of being known by its unit alone, of a word like 数量 by itself, of a
# single character, of two names or more among the lines joined, of being unknown.
_JOIN, _PATTERN, _LONE, _SINGLE, _COMPOUND, _UNKNOWN = 1, 4, 2, 8, 10, 30
_UNKNOWN_LIMIT = 20  # characters of an unknown name
_MOST_UNKNOWN = 3  # names of a header that no form knows
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_OPEN = re.compile("[（(][^（(）)]*$")
_COUNTS = re.compile("(?:[人件次户家起宗条项]数|率|[金总]额)$")
_UNFINISHED = ("、", "，", ",", "或", "和", "及", "（", "(")
_CONTINUES = (*_UNFINISHED, "）", ")")


@dataclass(slots=True)
class Header:
    """Column names in reading order, and the index of the first line after them."""

    cells: list[HeaderCell]
    end: int  # index of the first line after it
    blanks: int = 0  # blank lines between its cells
    parted: list[int] = field(default_factory=list)  # after how many cells a bar or rule ends a row
    unknown: int = 0  # how many of its names no form knows
    first: int | None = None  # index of its first line, where that is not where it was looked for
    labels: int = 0  # how many of its names head labels, where the rows tell it


@dataclass(slots=True, frozen=True)
class _Way:
    """One way to read the lines up to a place: its cost, and (start, end) of its names among the cells."""

    cost: int
    names: tuple[tuple[int, int], ...] = ()
    unknown: int = 0


def read_headers(rules: Rulebook, lines: list[Line], start: int) -> list[Header]:
    """The headers that may begin at a line, the likeliest reading first; none where no name begins there."""
    places = cells_from(lines, start)
    ways: list[dict[int, _Way]] = [{0: _Way(0)}, *({} for _ in places)]  # by place, then by number of names
    last = 0
    for at in range(len(places)):
        if at > last:
            break
        steps = list(_steps(rules, lines, places, at)) if ways[at] else []
        for count, way in ways[at].items():
            for cost, names in steps:
                unknown = way.unknown + len(names) - 1
                more = count + len(names)
                better = _Way(way.cost + cost, way.names + names, unknown)
                kept = ways[names[-1][1]].get(more)
                if unknown <= _MOST_UNKNOWN and (kept is None or better.cost < kept.cost):
                    ways[names[-1][1]][more] = better
                    last = max(last, names[-1][1])
    whole = all(is_name(rules, lines[place].text) for place in places[:last])  # then no name is broken
    found = sorted(ways[last].values(), key=lambda way: -len(way.names) if whole else way.cost)[
        :_ALTERNATIVES
    ]
    headers = [_header(rules, lines, places, way) for way in found]
    return [header for header in headers if _LEAST_HEADER <= len(header.cells) <= _MOST_HEADER]


def cells_from(lines: list[Line], start: int) -> list[int]:
    """The indices of the lines with words from `start` on, up to one that is no cell of a header."""
    places: list[int] = []
    at = start
    while at < len(lines) and len(places) < _JOINED * _MOST_HEADER:
        kind = lines[at].kind
        if kind == "cell":
            places.append(at)
        elif kind not in ("blank", "space", "rule") or at - places[-1] > LOOK_AHEAD:
            break
        at += 1
    return places


def _steps(
    rules: Rulebook, lines: list[Line], places: list[int], at: int
) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """(cost, names) of what may stand next: a known name, or one that no form knows and a known one."""
    for end, cost in _known(rules, lines, places, at):
        yield cost, ((at, end),)
    if at and _may_be_a_name(lines[places[at]].text):
        for end, cost in _known(rules, lines, places, at + 1):
            yield _UNKNOWN + cost, ((at, at + 1), (at + 1, end))


def _known(rules: Rulebook, lines: list[Line], places: list[int], at: int) -> Iterator[tuple[int, int]]:
    """(end, cost) of each known name that begins at a place."""
    text, inside, named = "", 0, False
    for end in range(at + 1, min(len(places), at + _JOINED) + 1):
        piece = lines[places[end - 1]].text
        if text and (_parted(lines, places, end - 1) or BANNER.search(text) or is_closed(rules, text)):
            return
        text += piece
        known = stands_alone(rules, piece)
        inside, named = inside + (known and not _is_vague(rules, piece)), named or known
        following = lines[places[end]].text if end < len(places) else ""
        joined = end - at - 1
        if not _goes_on(text, piece, following) and (
            is_column_name(rules, text) if joined and named else is_name(rules, text)
        ):
            cost = _JOIN * joined + _COMPOUND * (inside > 1) + _PATTERN * (not stands_alone(rules, text))
            vague = _LONE * (at > 0 and _is_vague(rules, text)) + _SINGLE * (len(text) == 1)
            yield end, cost if joined else cost + vague


def _goes_on(text: str, piece: str, following: str) -> bool:
    """Whether a name, of which `piece` is the last line, cannot end before the line that follows."""
    return bool(_OPEN.search(text)) or piece.endswith(_UNFINISHED) or following.startswith(_CONTINUES)


@lru_cache(maxsize=8192)
def stands_alone(rules: Rulebook, piece: str) -> bool:
    """A name by its words, not by its unit alone: 员（人次） is the end of one."""
    if piece.startswith(_CONTINUES) or _OPEN.search(piece):
        return False
    return is_column_name(rules, piece) or _is_period(piece) or item_like(rules, core(piece)) is not None


def _is_vague(rules: Rulebook, name: str) -> bool:
    """数量, 合计: a name of any form or none."""
    return key(name) in rules[GENERAL] or is_header(rules, "plain", key(name))


def is_closed(rules: Rulebook, text: str) -> bool:
    """A unit in brackets ends a name."""
    return text.endswith(("）", ")")) and bool(units_in(rules, text))


def _parted(lines: list[Line], places: list[int], at: int) -> bool:
    """A bar stands between a cell and the one before it."""
    return any(line.kind == "rule" or line.barred for line in lines[places[at - 1] : places[at]])


def _may_be_a_name(text: str) -> bool:
    return 1 < len(text) <= _UNKNOWN_LIMIT and not BANNER.search(text) and not text.endswith((":", "："))


def _header(rules: Rulebook, lines: list[Line], places: list[int], way: _Way) -> Header:
    """The header of a way, up to a name that is rather the first row's label."""
    header = Header([], places[0], unknown=way.unknown)
    names: set[str] = set()
    for first, end in way.names:
        pieces = [lines[place] for place in places[first:end]]
        cell = HeaderCell(pieces[0].start, pieces[-1].end, "".join(piece.text for piece in pieces))
        dated = any(is_header(rules, "year_header", name) for name in names)
        numbered = len(header.cells) > 1 and _HEADING.match(cell.text)
        if _begins_rows(rules, cell.key, names) or numbered or dated and _is_period(cell.text):
            break
        names.add(cell.key)
        if header.cells:
            between = lines[header.end : places[first]]
            header.blanks += bool(between)
            if any(line.kind == "rule" for line in between):
                header.parted.append(len(header.cells))
        header.cells.append(cell)
        header.end = places[end - 1] + 1
        _drop_title(rules, header, places[first])
    return header


def _drop_title(rules: Rulebook, header: Header, last: int) -> None:
    """A name right above what heads the labels (the line `last`) is a title: 行政处罚实施情况, 单位名称."""
    if len(header.cells) != 2:
        return
    title, name = header.cells
    if is_label_header(rules, name.key) and not is_label_header(rules, title.key):
        header.cells, header.first, header.parted = [name], last, []


@lru_cache(maxsize=8192)
def is_name(rules: Rulebook, text: str) -> bool:
    """True for a name of the forms, a period, and what reads as a count: by its unit, or by its words."""
    if len(text) > LABEL_LIMIT:
        return False
    known = is_column_name(rules, text) or _is_period(text)
    if known or _HEADING.match(text) or not core(text):
        return known
    if BANNER.search(core(text)):
        return False  # a title with a unit: 情况表（单位：件）
    return (
        bool(units_in(rules, text) and text.endswith((")", "）")) or _COUNTS.search(text))
        or item_like(rules, core(text)) is not None
    )


def _is_period(text: str) -> bool:
    period, rest = split_period(text)
    return period is not None and not rest


def _begins_rows(rules: Rulebook, name: str, names: set[str]) -> bool:
    """True where a name is the first row's label: a fixed row of a form whose columns were read."""
    for form in rules[FORMS].forms:
        columns = form.fixed_columns
        if name in form.fixed_rows and name not in columns and columns & names:
            return True
    return False
