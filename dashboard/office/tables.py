"""Tables on slides: native ones, in pages that fit."""

from collections.abc import Iterable
from html import escape

from pptx.oxml import parse_xml
from pptx.oxml.table import CT_TableCell
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Emu, Inches, Pt

from dashboard.drawing.axes import text_width
from dashboard.drawing.theme import LIGHT
from dashboard.office.model import Table
from dashboard.office.placing import Area
from dashboard.office.text import plain

SIZE = 10  # points
LINE = Inches(0.205)  # of that size
PADDING = Inches(0.09)
SHORT, LEAST, MOST = 6.5, 3, 36  # letters of a column that stays on one line; of the narrowest; of the widest
BESIDE = 2.2  # letters of room that a cell has beside its text
INK, PANEL, HEAD, WHITE = (
    colour.lstrip("#").upper() for colour in (LIGHT.text, LIGHT.panel, LIGHT.mark, "#ffffff")
)
CELL = (
    '<a:tc xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"{span}><a:txBody><a:bodyPr/><a:p>'
    '<a:r><a:rPr lang="zh-CN" sz="{size}" b="{bold}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    '<a:latin typeface="{face}"/><a:ea typeface="{face}"/></a:rPr><a:t>{text}</a:t></a:r></a:p></a:txBody>'
    '<a:tcPr marL="{side}" marR="{side}" marT="{top}" marB="{top}">'
    '<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></a:tcPr></a:tc>'
)


def add_table(shapes: SlideShapes, table: Table, area: Area, typeface: str) -> None:
    """Draw `table` in `area`; it must fit (`table_pages`)."""
    widths = column_widths(table, area.width, Pt(SIZE), MOST)
    frame = shapes.add_table(len(table.rows) + 1, len(table.header), *area)
    for number, width in enumerate(widths):
        frame.table.columns[number].width = Emu(int(width))
    for number, (element, row) in enumerate(
        zip(frame.table._tbl.tr_lst, (table.header, *table.rows), strict=True)
    ):
        heading = number - 1 in table.heads
        element.set("h", str(int(_height(row, widths))))
        for old in list(element.tc_lst):
            element.remove(old)
        for column, text in enumerate(row):
            element.insert(column, _cell(text, column, len(row), number == 0, heading, typeface))


def _cell(text: str, column: int, columns: int, header: bool, heading: bool, typeface: str) -> CT_TableCell:
    """A cell as XML, at once: through the library a table of a slide takes a quarter of a second."""
    span = ""
    if heading:
        span = f' gridSpan="{columns}"' if column == 0 else ' hMerge="1"'
    return parse_xml(
        CELL.format(
            span=span,
            size=SIZE * 100,
            bold=int(header or heading),
            colour=WHITE if header else INK,
            face=escape(typeface, quote=True),
            text=escape(plain(text) or " "),
            side=int(PADDING),
            top=int(PADDING) // 2,
            fill=HEAD if header else (PANEL if heading else WHITE),
        )
    )


def table_pages(table: Table, area: Area) -> list[Table]:
    """The table in parts that fit into `area`, each with the header and the heading of its first rows."""
    widths = column_widths(table, area.width, Pt(SIZE), MOST)
    room = area.height - _height(table.header, widths) - (Inches(0.34) if table.title else 0)
    pages: list[tuple[list[tuple[str, ...]], set[int]]] = []
    rows: list[tuple[str, ...]] = []
    heads: set[int] = set()
    used = 0.0
    heading = None
    for number, row in enumerate(table.rows):
        height = _height(row, widths)
        if rows and used + height > room:
            if len(rows) > 1 and len(rows) - 1 in heads:  # a heading stands over something: on the next page
                heads.discard(len(rows) - 1)
                rows.pop()
            pages.append((rows, heads))
            rows, heads, used = [], set(), 0.0
            if heading and number not in table.heads:
                rows, heads, used = [heading], {0}, _height(heading, widths)
        if number in table.heads:
            heading = row
            heads.add(len(rows))
        rows.append(row)
        used += height
    pages.append((rows, heads))
    return [Table(table.header, tuple(rows), frozenset(heads), table.title) for rows, heads in pages]


def column_widths(table: Table, room: int, letter: int, most: float) -> list[float]:
    """What short columns hold stays on one line; the room that is left is shared by what the others want.

    `letter`: the size of one, `most`: letters that a column wants at most, both in the measure of `room`.
    """
    needed, letters = letters_wanted(table, most), room / letter
    short = sum(need for need in needed if need <= SHORT)
    share = min((letters - short) / max(sum(needed) - short, 1), 1)
    wanted = [need if need <= SHORT else need * share for need in needed]
    return [room * want / sum(wanted) for want in wanted]


def letters_wanted(table: Table, most: float) -> list[float]:
    """Letters that each column wants: of long sentences less than they have."""
    needed = []
    for column in range(len(table.header)):
        cells = [row[column] for number, row in enumerate(table.rows) if number not in table.heads]
        longest = max(map(text_width, [*cells, table.header[column]]))
        needed.append(min(max(longest, LEAST) + BESIDE, most))
    return needed


def _height(row: Iterable[str], widths: Iterable[float]) -> float:
    letter = Pt(SIZE)
    lines = max(
        (
            -(-text_width(text) * letter // max(width - 2 * PADDING, letter))
            for text, width in zip(row, widths, strict=True)
        ),
        default=1,
    )
    return LINE * max(lines, 1) + PADDING
