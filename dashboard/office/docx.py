"""Sheets as a memo of Word: title, lead, charts, tables, notes on what the numbers mean, sources.

Laid out as Chinese offices do: A4 with wide margins, Fangsong for text, Heiti for headings. Tables are Word's
tables, charts are native ones that can be edited (see native.py). A bureau's own template is used where
`Style.memo_template` names one.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph

from dashboard.drawing.theme import LIGHT
from dashboard.office.memo_template import opened
from dashboard.office.model import Plot, Sheet, Style, Table
from dashboard.office.native import NativeCharts
from dashboard.office.tables import column_widths, letters_wanted
from dashboard.office.text import plain

TITLE, LEAD, HEADING, SMALL, CELL = 22, 14, 16, 10.5, 10  # points
MOST = 22  # letters that a column of a table wants at most
WIDE = 2.0  # times the width of the page that a table's words want: then it lies across
MUTED = RGBColor.from_string(LIGHT.muted.lstrip("#").upper())
NUMBERS = "一二三四五六七八九十"


def docx_bytes(sheets: Sequence[Sheet], style: Style | None = None, title: str = "") -> bytes:
    """The sheets as a memo, each a chapter where there are several. Raises BadTemplate."""
    memo = _Memo(style or Style())
    several = len(sheets) > 1
    memo.title(title or ("执法数据对照" if several else sheets[0].title), sheets[0])
    for number, sheet in enumerate(sheets, 1):
        if several:
            memo.heading(f"{number}. {sheet.title}", 1)
        memo.chapter(sheet, 2 if several else 1)
    if several:
        memo.heading("来源", 1)
        memo.sources(sheets)
    return memo.bytes()


class _Memo:
    """A document under way."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.document = opened(style)
        self.charts = NativeCharts(self.document.part, style.body_typeface)

    def title(self, title: str, sheet: Sheet) -> None:
        if sheet.stamp:
            self._line(f"【{sheet.stamp}】", SMALL, self.style.head_typeface, centred=True)
        self._line(title, TITLE, self.style.head_typeface, "Title", centred=True)
        about = [self.style.organisation, f"{date.today():%Y年%-m月%-d日}", f"数据版本 {sheet.version}"]
        self._line("　".join(filter(None, about)), SMALL, self.style.body_typeface, centred=True, muted=True)

    def chapter(self, sheet: Sheet, level: int) -> None:
        """Lead, charts, tables, what the numbers mean, and, of a memo of one view, its sources."""
        for point in sheet.points:
            self._line(point, LEAD, self.style.body_typeface, indent=True)
        self._line(sheet.verdict, LEAD, self.style.head_typeface, indent=True)
        parts = iter(NUMBERS)
        if sheet.plots:
            self.heading(f"{next(parts)}、图", level)
            for plot in sheet.plots:
                self._plot(plot)
        for number, table in enumerate(sheet.tables):
            across = self._lies_across(table)
            if across:
                self._turn()
            if number == 0:
                self.heading(f"{next(parts)}、表", level)
            self._table(table)
            if across:
                self._turn()
        self.heading(f"{next(parts)}、口径说明", level)
        self._line(f"所选范围：{sheet.selection}。", SMALL, self.style.body_typeface)
        for name, definition in sheet.definitions:
            self._line(f"{name}：{definition}", SMALL, self.style.body_typeface)
        self._line("没有数字不等于零。", SMALL, self.style.body_typeface)
        if level == 1:
            self.heading(f"{next(parts)}、来源", level)
            self.sources([sheet])

    def sources(self, sheets: Sequence[Sheet]) -> None:
        """Each figure's sentence, under the report that it is from."""
        of: dict[tuple[str, str], dict[str, str]] = {}
        for cited in (cited for sheet in sheets for cited in sheet.cited):
            of.setdefault((cited.report, cited.url), {})[cited.sentence] = cited.permalink
        for number, ((report, url), sentences) in enumerate(of.items(), 1):
            self._line(f"{number}. {report}　{url}", SMALL, self.style.head_typeface)
            for sentence, permalink in sentences.items():
                self._line(f"{sentence}{permalink and f'　{permalink}'}", SMALL, self.style.body_typeface)
        for source in dict.fromkeys(sheet.source for sheet in sheets):
            self._line(source, SMALL, self.style.body_typeface, muted=True)
        for link in dict.fromkeys(sheet.link for sheet in sheets if sheet.link):
            self._line(f"在线查看：{link}", SMALL, self.style.body_typeface, muted=True)

    def heading(self, text: str, level: int) -> None:
        self._line(text, HEADING if level == 1 else LEAD, self.style.head_typeface, f"Heading {level}")

    def bytes(self) -> bytes:
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _line(
        self,
        text: str,
        size: float,
        face: str,
        style: str = "Normal",
        centred: bool = False,
        indent: bool = False,
        muted: bool = False,
    ) -> Paragraph:
        paragraph = self.document.add_paragraph(style=self._known(style))
        _write(paragraph, text, size, face, MUTED if muted else None)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form = paragraph.paragraph_format
        form.space_before = Pt(8 if style.startswith("Heading") else 0)
        form.space_after, form.line_spacing = Pt(4), 1.35
        form.first_line_indent = Pt(size * 2) if indent else Pt(0)
        return paragraph

    def _known(self, style: str) -> str | None:
        return style if style in {each.name for each in self.document.styles} else None

    def _plot(self, plot: Plot) -> None:
        title = self._line(plot.title, SMALL, self.style.head_typeface, centred=True)
        title.paragraph_format.keep_with_next = True
        width = _room(self.document.sections[-1])
        rows = len(plot.categories) if plot.kind == "bars" else 8
        height = min(Cm(2.2 + 0.85 * rows), Cm(11))
        self.charts.add_to(self.document.add_paragraph(), plot, width, height)
        if plot.caption:
            self._line(plot.caption, SMALL, self.style.body_typeface, muted=True)

    def _table(self, table: Table) -> None:
        if table.title:
            title = self._line(table.title, SMALL, self.style.head_typeface, centred=True)
            title.paragraph_format.keep_with_next = True
        drawn = self.document.add_table(
            len(table.rows) + 1, len(table.header), style=self._known("Table Grid")
        )
        drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
        drawn.autofit = False
        widths = column_widths(table, _room(self.document.sections[-1]), Pt(CELL), MOST)
        cells = list(drawn._cells)  # asked for once: the library puts them together anew each time
        for number, row in enumerate((table.header, *table.rows)):
            if number - 1 in table.heads:
                whole = cells[number * len(row)].merge(cells[number * len(row) + len(row) - 1])
                for empty in whole.paragraphs[1:]:  # those of the cells that were merged
                    empty._p.getparent().remove(empty._p)
                _write(whole.paragraphs[0], row[0], CELL, self.style.head_typeface)
                continue
            for column, text in enumerate(row):
                cell = cells[number * len(row) + column]
                cell.width = drawn.columns[column].width = int(widths[column])
                face = self.style.body_typeface if number else self.style.head_typeface
                _write(cell.paragraphs[0], text, CELL, face)
                cell.paragraphs[0].paragraph_format.space_after = Pt(1)
        _repeat_header(drawn.rows[0])
        for row in drawn.rows:
            _keep_whole(row)

    def _lies_across(self, table: Table) -> bool:
        section = self.document.sections[-1]
        room = _room(section) / Pt(CELL)
        return sum(letters_wanted(table, MOST)) > WIDE * room

    def _turn(self) -> None:
        """A new page that lies the other way."""
        section = self.document.add_section()
        section.page_width, section.page_height = section.page_height, section.page_width
        lying = section.page_width > section.page_height
        section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT


def _write(paragraph: Paragraph, text: str, size: float, face: str, colour: RGBColor | None = None) -> None:
    run = paragraph.add_run(plain(text))
    run.font.size, run.font.name = Pt(size), face
    fonts = run._element.get_or_add_rPr().rFonts
    assert fonts is not None  # the name has made them
    fonts.set(qn("w:eastAsia"), face)
    if colour is not None:
        run.font.color.rgb = colour


def _room(section: Section) -> int:
    """What is left between the margins; a template that names no paper is read as A4."""
    return (section.page_width or Cm(21)) - (section.left_margin or 0) - (section.right_margin or 0)


def _keep_whole(row: _Row) -> None:
    """A row that goes on on the next page is read as two."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _repeat_header(row: _Row) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
