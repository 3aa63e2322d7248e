"""The header of a table pasted as one cell a line whose names no form knows: told by counting.

The rows below tell how many columns there are: each has its label and as many values. So many names stand
above the first row's label, some perhaps broken over lines.
"""

from dataclasses import replace
from itertools import pairwise

from etl.engine.rulebook import Rulebook
from etl.engine.tables.labels import heads_labels, is_header
from etl.engine.tables.layout import HeaderCell
from etl.engine.tables.lines import BLANKS, Line
from etl.engine.tables.stackedheader import (
    BANNER,
    LABEL_LIMIT,
    LOOK_AHEAD,
    Header,
    cells_from,
    is_name,
    read_headers,
)
from etl.engine.tables.stackedshape import Shape, shape_of
from etl.engine.tables.words import core, key, units_in

_LEAST_HEADINGS = 2  # of two storeys
_TITLE_LENGTH = 15  # no name of a column is so long beside others that fit
_MOST_NAMES = 30
_MOST_LINES = 3  # that a name is broken over
_ENDS = ("率", "数", "量", "额", "次", "比", "值", "人", "况", ")", "）", "%", "％")
_ENDS_SO, _UNKNOWN, _AMISS = 2, 4, 8  # costs of a name that is not known
_JOINED = 6  # cost of two such in one
_GOES_ON = (")", "）", "(", "（", "/", "、")


def readings_in_order(
    rules: Rulebook, lines: list[Line], at: int, headers: list[Header]
) -> tuple[list[Header], list[Header]]:
    """The headers by names and those by counting.

    These come first where a row has as many cells as there are names, or they alone tell what heads labels.
    The second are only for where the first read nothing.
    """
    counted = _counted(rules, lines, at)
    if not counted:
        return headers, []
    begin = counted[0].first
    near = headers if begin in (at, None) else read_headers(rules, lines, begin)
    known = [header for header in near if not header.unknown]
    heads = heads_labels(rules, counted[0].cells[0].text)
    alike = any(len(each.cells) == len(counted[0].cells) for each in known)
    if counted[0].labels and not alike and not (known and counted[0].unknown):
        return counted, headers
    if counted[0].parted or heads and not any(heads_labels(rules, each.cells[0].text) for each in known):
        return counted, headers
    return headers, [] if known else counted


def _counted(rules: Rulebook, lines: list[Line], at: int) -> list[Header]:
    """Headers that are told by counting; asked once for each run of cells, where it begins."""
    before = lines[at - 1].kind if at else "wall"
    inside = before == "cell" or before in BLANKS and _cell_before(lines, at)
    return [] if inside else _counted_headers(rules, lines, at)


def _cell_before(lines: list[Line], at: int) -> bool:
    """Whether the nearest line before, but for blank ones, is a cell."""
    near = (line.kind for line in reversed(lines[max(0, at - LOOK_AHEAD) : at]) if line.kind not in BLANKS)
    return next(near, "") == "cell"


def _counted_headers(rules: Rulebook, lines: list[Line], start: int) -> list[Header]:
    """The headers that end where cells meet the rows, the likeliest first; none without two rows."""
    places = cells_from(lines, start)
    shape = shape_of(lines, places[-1])
    width = shape.width
    for labels in shape.labels:
        names = places if shape.serial else places[:-labels]
        names, wanted = names[_begin(rules, lines, names) :], shape.serial + labels + width
        for notes in sorted({0, _notes(rules, lines, names)}):
            exact = _below_title(lines, names, wanted + notes)
            told = shape.alike or _are_known(rules, lines, exact[shape.serial + labels :])
            if exact and told and (width > 1 or _heads(rules, lines, exact)):
                return [_exact(rules, lines, exact, shape.serial + labels)]
    if not width or not shape.labels:
        return []
    names = places if shape.serial else places[: -shape.labels[0]]
    names = names[_begin(rules, lines, names) :]
    return _put_together(rules, lines, names, shape) if width <= len(names) <= _MOST_NAMES else []


def _are_known(rules: Rulebook, lines: list[Line], names: list[int]) -> bool:
    """Whether most of the names are, so that one full row is enough to count by."""
    return sum(is_name(rules, lines[place].text) for place in names) * 2 > len(names)


def _notes(rules: Rulebook, lines: list[Line], names: list[int]) -> int:
    """How many of the last names head remarks, which no row may have."""
    count = 0
    while count < len(names) and is_header(rules, "note_header", key(lines[names[-1 - count]].text)):
        count += 1
    return count


def _below_title(lines: list[Line], names: list[int], wanted: int) -> list[int]:
    """The last so many, if those above can only be the title; [] else."""
    above = [lines[place].text for place in names[: max(0, len(names) - wanted)]]
    titled = all(len(text) > _TITLE_LENGTH for text in above)
    return names[-wanted:] if titled and len(names) >= wanted else []


def _heads(rules: Rulebook, lines: list[Line], names: list[int]) -> bool:
    return heads_labels(rules, lines[names[0]].text)


def _exact(rules: Rulebook, lines: list[Line], names: list[int], labels: int) -> Header:
    """A name a line, as many as the cells of a row."""
    cells = [_cell(lines, place, place) for place in names]
    told = heads_labels(rules, cells[0].text) or all(is_name(rules, cell.text) for cell in cells[labels:])
    unknown = 0 if told else len(cells)
    return Header(cells, names[-1] + 1, _gaps(names), unknown=unknown, first=names[0], labels=labels)


def _gaps(names: list[int]) -> int:
    return sum(later - at > 1 for at, later in pairwise(names))


def _put_together(rules: Rulebook, lines: list[Line], names: list[int], shape: Shape) -> list[Header]:
    """A header that lost the name above its labels, is of two storeys, or has names broken over lines."""
    cells = [_cell(lines, place, place) for place in names]
    serial, width = shape.serial, shape.width
    lost = _lost(rules, cells, serial, width)
    labels = shape.labels[0] + serial - len(lost)
    named = labels + len(lost)
    header = Header([*lost, *cells], names[-1] + 1, _gaps(names), first=names[0], labels=named)
    if not shape.alike:
        joined = _joined_header(rules, lines, names, shape, header, lost)
        return [joined] if joined and not joined.unknown else []  # what few rows tell is not enough
    if above := _storeys(cells, labels, width):
        return [replace(header, parted=[above + len(lost)])]
    if len(cells) == labels + width:
        return [] if width == 1 and not lost else [header]
    joined = _joined_header(rules, lines, names, shape, header, lost)
    return [joined or replace(header, unknown=len(cells), labels=0)]  # broken over lines, or of two storeys


def _joined_header(
    rules: Rulebook, lines: list[Line], names: list[int], shape: Shape, header: Header, lost: list[HeaderCell]
) -> Header | None:
    """The header with names put together that were broken over lines, if that is likelier than not to."""
    labels, notes = header.labels - len(lost), _notes(rules, lines, names)
    cells = [_cell(lines, place, place) for place in names]
    pieces = names[: len(names) - notes]
    cost, joined, forced = _joined(rules, lines, pieces, labels + shape.width, labels)
    if not joined or cost >= sum(_cost(rules, cell.text, 1) for cell in cells):
        return None
    sure = not forced and all(_is_whole(rules, cell.text) for cell in joined[labels:])
    unknown = 0 if sure else len(joined)
    return replace(header, cells=[*lost, *joined, *cells[len(pieces) :]], unknown=unknown)


def _lost(rules: Rulebook, cells: list[HeaderCell], serial: bool, width: int) -> list[HeaderCell]:
    """Cells for the names that do not stand above the labels: a blank corner, the rows' numbers."""
    at = cells[0].start
    if (
        not serial
        and not heads_labels(rules, cells[0].text)
        and (len(cells) == width or _storeys(cells, 0, width))
    ):
        return [HeaderCell(at, at, "")]
    if serial and not is_header(rules, "serial", cells[0].key):
        return [HeaderCell(at, at, "序号")]
    return []


def _storeys(cells: list[HeaderCell], labels: int, width: int) -> int:
    """How many cells stand above others, each above the same: 起数 | 人数 over 工业 | 农业 | 工业 | 农业."""
    above = len(cells) - width
    headings = above - labels
    below = [cell.key for cell in cells[above:]]
    if headings < _LEAST_HEADINGS or width % headings:
        return 0
    return above if below == below[: width // headings] * headings else 0


def _begin(rules: Rulebook, lines: list[Line], names: list[int]) -> int:
    """The first name: the last that heads labels, below the last title."""
    for at in range(len(names) - 1, -1, -1):
        text = lines[names[at]].text
        if BANNER.search(text) or text.endswith((":", "：")) or len(text) > LABEL_LIMIT:
            return at + 1
        if heads_labels(rules, text) and not (at and heads_labels(rules, lines[names[at - 1]].text)):
            return at
    return 0


def _joined(
    rules: Rulebook, lines: list[Line], pieces: list[int], wanted: int, labels: int
) -> tuple[int, list[HeaderCell], bool]:
    """The cheapest way to join the pieces into as many names: its cost, the names, whether it joins two.

    No names where there is no way. The first `labels` head labels, under whatever name.
    """
    texts = [lines[place].text for place in pieces]
    whole = [_ends(rules, a) or _is_whole(rules, a) and _is_whole(rules, b) for a, b in pairwise(texts)]
    ways: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {(0, 0): (0, ())}
    for at in range(len(pieces)):
        for count in range(wanted):
            if (at, count) not in ways:
                continue
            cost, ends = ways[at, count]
            for end in range(at + 1, min(len(pieces), at + _MOST_LINES) + 1):
                text = "".join(texts[at:end])
                asked = end - at if count < labels else _cost(rules, text, end - at)
                more = cost + asked + _JOINED * sum(whole[at : end - 1])
                kept = ways.get((end, count + 1))
                if kept is None or more < kept[0]:
                    ways[end, count + 1] = more, (*ends, end)
    cost, ends = ways.get((len(pieces), wanted), (0, ()))
    bounds = list(pairwise((0, *ends)))
    forced = any(whole[at] for first, end in bounds for at in range(first, end - 1))
    return cost, [_cell(lines, pieces[first], pieces[end - 1]) for first, end in bounds], forced


def _is_whole(rules: Rulebook, name: str) -> bool:
    """Whether a piece may well be a name by itself."""
    return (
        len(core(name)) > 1
        and not name.startswith(_GOES_ON)
        and (is_name(rules, name) or name.endswith(_ENDS))
    )


def _ends(rules: Rulebook, name: str) -> bool:
    """A unit in brackets ends a name."""
    return name.endswith((")", "）")) and bool(units_in(rules, name))


def _cost(rules: Rulebook, name: str, count: int) -> int:
    known = is_name(rules, name) or heads_labels(rules, name) or is_header(rules, "plain", key(name))
    begins = name.startswith(_GOES_ON)
    unknown = _ENDS_SO if name.endswith(_ENDS) else _UNKNOWN
    amiss = begins or len(core(name)) < 2  # 数（户） is the end of a name
    return count - 1 + (0 if known else unknown) + _AMISS * amiss


def _cell(lines: list[Line], first: int, last: int) -> HeaderCell:
    words = "".join(line.text for line in lines[first : last + 1] if line.kind == "cell")
    return HeaderCell(lines[first].start, lines[last].end, words)
