"""A document drawn on pages, as programs print it: words and lines at places, written into PDF or OFD.

Chinese characters are as wide as the size, others half as wide.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.etl.samplefiles import drawn_pdf, pdf_text, placed
from tests.onesource.documents import Source

WIDE, HIGH, MARGIN = 595, 842, 60
SIZE, SMALL = 11, 8


@dataclass
class Page:
    """What is drawn, in points from the top left; `across`: the whole page is to be turned."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)  # x, baseline, size, words
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    across: bool = False
    furniture: list[tuple[float, float, float, str]] = field(default_factory=list)


def width(text: str, size: float) -> float:
    return sum(size / 2 if each.isascii() else size for each in text)


def broken(text: str, size: float, room: float, indent: float = 0) -> list[str]:
    """Lines no wider than the room; numbers are broken only where a line cannot hold them."""
    lines, current, left = [], "", room - indent
    for word in re.findall(r"[0-9.,%]+|.", text):
        if current and width(current + word, size) > left and word not in "，。、；）":
            lines.append(current)
            current, left = "", room
        while width(word, size) > left:
            fits = max(1, int(left / size * 2)) if word.isascii() else 1
            if fits >= len(word):
                break
            lines.append(word[:fits])
            word, left = word[fits:], room
        current += word
    return [*lines, current]


class Printer:
    """Sets the blocks of a document on pages."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.pages: list[Page] = []
        self._new_page()
        for kind, content, *more in source.blocks:
            getattr(self, f"_{kind}")(content, *more)
        self._end_page()

    def _new_page(self, across: bool = False) -> None:
        self.pages.append(Page(across=across))
        self._wide, self._high = (HIGH, WIDE) if across else (WIDE, HIGH)
        self._y = 90.0

    def _end_page(self) -> None:
        page, number = self.pages[-1], len(self.pages)
        if self._source.header:
            page.furniture.append((200, 40, 9, self._source.header))
        page.furniture.append((285, HIGH - 30, 9, f"- {number} -"))

    def _line(self, x: float, text: str, size: float) -> None:
        if self._y > self._high - 90:
            self._end_page()
            self._new_page(self.pages[-1].across)
        self.pages[-1].texts.append((x, self._y, size, text))
        self._y += size * 1.6

    def _title(self, text: str) -> None:
        for line in broken(text, 16, self._wide - 2 * MARGIN):
            self._line((self._wide - width(line, 16)) / 2, line, 16)

    def _caption(self, text: str) -> None:
        self._y += SIZE
        self._line((self._wide - width(text, SIZE)) / 2, text, SIZE)

    def _right(self, text: str) -> None:
        self._line(self._wide - MARGIN - width(text, SIZE), text, SIZE)

    def _paragraph(self, text: str, left: float = MARGIN, right: float | None = None) -> None:
        indent = 2 * SIZE
        for at, line in enumerate(broken(text, SIZE, (right or self._wide - MARGIN) - left, indent)):
            self._line(left + (0 if at else indent), line, SIZE)

    _heading = _paragraph

    def _frame(self, texts: list[str]) -> None:
        top, left, right = self._y - SIZE, 320, self._wide - MARGIN
        for text in texts:
            self._paragraph(text, left + 5, right - 5)
        bottom = self._y - SIZE / 2
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        self.pages[-1].lines += [(*a, *b) for a, b in zip(corners, corners[1:], strict=False)]
        self._y += SIZE

    def _columns(self, texts: list[str]) -> None:
        middle = self._wide / 2
        room = middle - 10 - MARGIN
        lines = [
            (at == 0, line) for text in texts for at, line in enumerate(broken(text, SIZE, room, 2 * SIZE))
        ]
        half, top = -(-len(lines) // 2), self._y
        for start, part in ((MARGIN, lines[:half]), (middle + 10, lines[half:])):
            self._y = top
            for first, line in part:
                self._line(start + (2 * SIZE if first else 0), line, SIZE)
        self._y = top + half * SIZE * 1.6

    def _table(self, rows: list, turned: bool) -> None:
        if turned:
            self._end_page()
            self._new_page(across=True)
        cells = placed(rows)
        edges = self._edges(cells)
        pieces = {
            cell[:2]: broken(cell[4], SMALL, edges[cell[1] + cell[3]] - edges[cell[1]] - 6) for cell in cells
        }
        heights = [0.0] * len(rows)
        for row, column, span, _, _ in cells:
            need = len(pieces[row, column]) * SMALL * 1.25 + 8
            heights[row + span - 1] = max(heights[row + span - 1], need - sum(heights[row : row + span - 1]))
        at = 0
        while at < len(rows):
            end = self._fitting(cells, heights, at)
            self._rows([cell for cell in cells if at <= cell[0] < end], edges, heights, pieces, at, end)
            at = end
            if at < len(rows):
                self._end_page()
                self._new_page(self.pages[-1].across)
        if turned:
            self._end_page()
            self._new_page()

    def _edges(self, cells: list) -> list[float]:
        columns = max(column + span for _, column, _, span, _ in cells)
        need = [SMALL * 2.2] * columns
        for _, column, _, span, text in cells:
            longest = max((width(each, SMALL) for each in re.findall(r"[0-9.,%]+", text)), default=0)
            if span == 1:
                need[column] = max(need[column], longest + 8, min(width(text, SMALL), 7 * SMALL) + 6)
        whole = self._wide - 2 * MARGIN
        edges = [float(MARGIN)]
        for each in need:
            edges.append(edges[-1] + each * whole / sum(need))
        return edges

    def _fitting(self, cells: list, heights: list[float], at: int) -> int:
        """The row before which the page ends; a merged cell is not cut."""
        end = at
        while end < len(heights) and self._y + sum(heights[at : end + 1]) < self._high - 70:
            end += 1
        while end < len(heights) and any(row < end < row + span for row, _, span, _, _ in cells):
            end -= 1
        return max(end, at + 1)

    def _rows(self, cells: list, edges: list, heights: list, pieces: dict, first: int, end: int) -> None:
        tops = [self._y - SMALL]
        for height in heights[first:end]:
            tops.append(tops[-1] + height)
        for row, column, span, across, _ in cells:
            x0, x1 = edges[column], edges[column + across]
            top, bottom = tops[row - first], tops[min(row - first + span, len(tops) - 1)]
            if self._source.ruled:
                corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]
                self.pages[-1].lines += [(*a, *b) for a, b in zip(corners, corners[1:], strict=False)]
            lines = pieces[row, column]
            y = (top + bottom) / 2 - (len(lines) - 1) * SMALL * 0.625 + SMALL * 0.38
            for line in lines:
                self.pages[-1].texts.append(((x0 + x1 - width(line, SMALL)) / 2, y, SMALL, line))
                y += SMALL * 1.25
        self._y = tops[-1] + 2.5 * SMALL


def pdf(source: Source, by_character: bool = False, filled: bool = False) -> bytes:
    """A PDF: text as words or character by character, lines drawn or as thin filled boxes."""
    return drawn_pdf([_pdf_page(page, by_character, filled) for page in Printer(source).pages], (WIDE, HIGH))


def _pdf_page(page: Page, by_character: bool, filled: bool) -> str:
    high = WIDE if page.across else HIGH
    out = [_pdf_line(line, high, filled) for line in page.lines]
    for x, y, size, text in page.texts:
        for at, part in enumerate(text if by_character else [text]):
            out.append(pdf_text(part, x + width(text[:at], size) if by_character else x, high - y, size))
    drawn = "\n".join(out)
    drawn = f"q 0 1 -1 0 {WIDE} 0 cm\n{drawn}\nQ" if page.across else drawn
    return "\n".join([drawn, *(pdf_text(text, x, HIGH - y, size) for x, y, size, text in page.furniture)])


def _pdf_line(line: tuple[float, float, float, float], high: float, filled: bool) -> str:
    x0, y0, x1, y1 = line
    if filled:
        left, low = min(x0, x1), high - max(y0, y1)
        return f"{left} {low} {max(abs(x1 - x0), 0.5)} {max(abs(y1 - y0), 0.5)} re f"
    return f"{x0} {high - y0} m {x1} {high - y1} l S"


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def ofd(source: Source) -> bytes:
    """An OFD file: a text object for each line of words, a path for each line."""
    pages = Printer(source).pages
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        archive.writestr("OFD.xml", f"<ofd:OFD {_OFD}>{root}</ofd:OFD>")
        places = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/{at}.xml"/>' for at in range(len(pages)))
        archive.writestr(
            "Doc_0/Document.xml", f"<ofd:Document {_OFD}><ofd:Pages>{places}</ofd:Pages></ofd:Document>"
        )
        for at, page in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/{at}.xml", _ofd_page(page))
    return buffer.getvalue()


def _ofd_page(page: Page) -> str:
    wide, high = (HIGH, WIDE) if page.across else (WIDE, HIGH)
    objects = [_ofd_text(*text) for text in page.texts + ([] if page.across else page.furniture)]
    objects += [_ofd_line(*line) for line in page.lines]
    box = f"<ofd:Area><ofd:PhysicalBox>0 0 {wide * _MM} {high * _MM}</ofd:PhysicalBox></ofd:Area>"
    layer = f"<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content>"
    return f"<ofd:Page {_OFD}>{box}{layer}</ofd:Page>"


def _ofd_text(x: float, y: float, size: float, text: str) -> str:
    steps = " ".join(f"{width(each, size) * _MM:.4f}" for each in text[:-1])
    boundary = f"{x * _MM:.4f} {(y - size) * _MM:.4f} {width(text, size) * _MM:.4f} {size * 1.2 * _MM:.4f}"
    code = f'<ofd:TextCode X="0" Y="{size * _MM:.4f}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{boundary}" Size="{size * _MM:.4f}">{code}</ofd:TextObject>'


def _ofd_line(x0: float, y0: float, x1: float, y1: float) -> str:
    left, top = min(x0, x1), min(y0, y1)
    ends = f"M {(x0 - left) * _MM} {(y0 - top) * _MM} L {(x1 - left) * _MM} {(y1 - top) * _MM}"
    boundary = f"{left * _MM} {top * _MM} {abs(x1 - x0) * _MM} {abs(y1 - y0) * _MM}"
    path = f"<ofd:AbbreviatedData>{ends}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{boundary}">{path}</ofd:PathObject>'
