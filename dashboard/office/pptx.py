"""Sheets as slides of 16:9: one slide a view, with native charts and tables, and the sources in its notes.

A deck of several sheets gets a cover, contents and the sources at its end. A bureau's own template is used
where `Style.template` names one; its layouts are found by name.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from dashboard.drawing.theme import LIGHT
from dashboard.office.charts import add_chart
from dashboard.office.model import Sheet, Style, Table
from dashboard.office.notes import add_notes
from dashboard.office.placing import Area, box_at, content_area, layout_named, lines_of, put, size_of
from dashboard.office.tables import add_table, table_pages
from dashboard.office.template import opened
from dashboard.office.text import plain, write

INK = RGBColor.from_string(LIGHT.text.lstrip("#").upper())
MUTED = RGBColor.from_string(LIGHT.muted.lstrip("#").upper())
ACCENT = RGBColor.from_string(LIGHT.mark.lstrip("#").upper())
VERDICT_SIZE, CAPTION_SIZE = 11, 9
POINT_SIZES = (13, 12, 11, 10, 9)  # the largest in which the findings find room
SOURCES_A_SLIDE = 14
CONTENTS_A_SLIDE = 16
MOST_PAGES, MOST_IN_A_DECK = 6, 1  # slides of one table: of one view, and of one among several


def pptx_bytes(sheets: Sequence[Sheet], style: Style | None = None, title: str = "") -> bytes:
    """The sheets as a presentation; with `title`, or of several sheets, as a deck. Raises BadTemplate."""
    deck = _Deck(style or Style(), MOST_IN_A_DECK if len(sheets) > 1 else MOST_PAGES)
    whole = bool(title) or len(sheets) > 1
    if whole:
        deck.cover(title or "执法数据对照", sheets)
        deck.contents(sheets)
    for sheet in sheets:
        deck.view(sheet)
    if whole:
        deck.sources(sheets)
    buffer = BytesIO()
    deck.presentation.save(buffer)
    return buffer.getvalue()


class _Deck:
    """A presentation under way."""

    def __init__(self, style: Style, most_pages: int = MOST_PAGES) -> None:
        self.style = style
        self.most_pages = most_pages
        self.face = style.typeface
        self.presentation = opened(style)
        self.layout = layout_named(self.presentation, style.view, ("仅标题", "Title Only"))
        self.own_look = not style.template

    def cover(self, title: str, sheets: Sequence[Sheet]) -> None:
        layout = layout_named(self.presentation, self.style.cover, ("标题幻灯片", "Title Slide"))
        slide = self.presentation.slides.add_slide(layout)
        heading = self._title(slide, title, 36)
        said = [f"{len(sheets)}个视图 · 数据版本 {sheets[0].version}", f"{date.today():%Y年%-m月%-d日}"]
        said = [self.style.organisation, sheets[0].stamp, *said]
        body = next((p for p in slide.placeholders if p.placeholder_format.idx == 1), None)
        width, height = size_of(self.presentation)
        if self.own_look:
            put(heading, Area(Inches(0.9), Inches(2.3), width - Inches(1.8), Inches(1.4)))
            if body is not None:
                put(body, Area(Inches(0.9), Inches(3.9), width - Inches(1.8), Inches(2)))
        lower = Area(Inches(0.9), height // 2, width - Inches(1.8), Inches(2))
        frame = box_at(slide, lower) if body is None else body.text_frame
        self._lines(frame, [line for line in said if line], 16, MUTED)

    def contents(self, sheets: Sequence[Sheet]) -> None:
        for start in range(0, len(sheets), CONTENTS_A_SLIDE):
            slide, area = self._slide("目录", self.style.contents)
            some = sheets[start : start + CONTENTS_A_SLIDE]
            said = [f"{number}　{sheet.title}" for number, sheet in enumerate(some, start + 1)]
            self._lines(box_at(slide, area), said, 14 if len(some) > 10 else 16, INK)

    def view(self, sheet: Sheet) -> None:
        """A view; tables that are longer than a slide go on on further ones."""
        slide, area = self._slide(sheet.title)
        area = self._footer(slide, sheet, self._verdict(slide, sheet, area))
        tables = [table for table in sheet.tables if not table.drawn]
        if sheet.plots:
            points, area = area.cut_bottom(Inches(1.5) if sheet.points else 0)
            self._points(slide, sheet, points)
            tables = self._plots(slide, sheet, tables, area)
        elif tables:
            self._table(slide, sheet, tables.pop(0), area)
        else:
            self._points(slide, sheet, area)
        add_notes(slide, sheet)
        for table in tables:
            slide, area = self._slide(sheet.subject)
            self._table(slide, sheet, table, self._footer(slide, sheet, self._verdict(slide, sheet, area)))

    def sources(self, sheets: Sequence[Sheet]) -> None:
        """Every report that a figure of the deck is from, once."""
        found = dict.fromkeys((cited.report, cited.url) for sheet in sheets for cited in sheet.cited)
        listed = list(found)
        for start in range(0, len(listed), SOURCES_A_SLIDE):
            slide, area = self._slide("来源" if start == 0 else "来源（续）")
            frame = box_at(slide, area)
            for number, (report, url) in enumerate(listed[start : start + SOURCES_A_SLIDE], start + 1):
                paragraph = frame.paragraphs[0] if number == start + 1 else frame.add_paragraph()
                write(paragraph, f"{number}　{report}　", self.face, 12, colour=INK)
                if url:
                    write(paragraph, url, self.face, 10, colour=MUTED, link=url)

    def _slide(self, title: str, layout: str = "") -> tuple[Slide, Area]:
        chosen = layout_named(self.presentation, layout, ()) if layout else self.layout
        slide = self.presentation.slides.add_slide(chosen)
        area = content_area(self.presentation, slide, self.own_look)
        self._title(slide, title, 24 if len(title) <= 46 else 20)
        return slide, area

    def _title(self, slide: Slide, title: str, size: int) -> Shape:
        shape = slide.shapes.title
        assert shape is not None  # content_area takes no layout without one
        frame = shape.text_frame
        frame.word_wrap = True
        if self.own_look:
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            write(frame.paragraphs[0], title, self.face, size, bold=True, colour=INK)
            frame.paragraphs[0].alignment = 1  # left
        else:
            frame.text = plain(title)  # the template's own letters
        return shape

    def _lines(
        self, frame: TextFrame, lines: Sequence[str], size: float, colour: RGBColor, space: float = 6
    ) -> None:
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(space)
            if self.own_look:
                paragraph.alignment = 1
            write(paragraph, line, self.face, size, colour=colour)

    def _verdict(self, slide: Slide, sheet: Sheet, area: Area) -> Area:
        """The one verdict and what was selected, below the title: nobody reads the chart without it."""
        said = f"{sheet.verdict}　{sheet.selection}"
        lines = lines_of(said, area.width, VERDICT_SIZE)
        line, rest = area.cut_top(Inches(0.14 + 0.22 * lines))
        paragraph = box_at(slide, line, "可比性").paragraphs[0]
        write(paragraph, sheet.verdict, self.face, VERDICT_SIZE, bold=True, colour=ACCENT)
        write(paragraph, f"　{sheet.selection}", self.face, VERDICT_SIZE, colour=MUTED)
        return rest

    def _footer(self, slide: Slide, sheet: Sheet, area: Area) -> Area:
        foot, rest = area.cut_bottom(Inches(0.5))
        frame = box_at(slide, foot, "来源")
        if sheet.stamp:
            write(frame.paragraphs[0], f"【{sheet.stamp}】", self.face, 9, bold=True, colour=INK)
        write(frame.paragraphs[0], sheet.source, self.face, 9, colour=MUTED)
        if sheet.link:
            said = frame.add_paragraph()
            write(
                said, sheet.link, self.face, 8, colour=MUTED, link=sheet.link if "://" in sheet.link else ""
            )
        return rest

    def _points(self, slide: Slide, sheet: Sheet, area: Area) -> None:
        for part, point in zip(area.columns(len(sheet.points)), sheet.points, strict=True):
            ends = (part.left, part.top, part.left + part.width, part.top)
            line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Emu, ends))
            line.line.color.rgb, line.line.width = MUTED, Pt(1)
            frame = box_at(slide, part, "要点")
            size = next((s for s in POINT_SIZES if self._fits(sheet.points, part, s)), POINT_SIZES[-1])
            write(frame.paragraphs[0], point, self.face, size, colour=INK)

    def _fits(self, texts: Sequence[str], area: Area, size: float) -> bool:
        lines = max(lines_of(text, area.width, size) for text in texts)
        return Pt(size) * 1.4 * lines + Inches(0.1) <= area.height

    def _plots(self, slide: Slide, sheet: Sheet, tables: list[Table], area: Area) -> list[Table]:
        """The charts, and beside a single one the first table if it fits; the tables that are left."""
        parts = area.columns(max(len(sheet.plots), 1))
        if len(sheet.plots) == 1 and tables:
            left, right = area.columns(2)
            if len(table_pages(tables[0], right)) == 1:
                parts = [left]
                add_table(slide.shapes, tables[0], self._headed(slide, tables.pop(0).title, right), self.face)
        for part, plot in zip(parts, sheet.plots, strict=True):
            rest = self._headed(slide, plot.title, part)
            lines = lines_of(plot.caption, part.width, CAPTION_SIZE) if plot.caption else 0
            caption, rest = rest.cut_bottom(Inches(0.08 + 0.18 * lines) if lines else 0)
            add_chart(slide.shapes, plot, rest, self.face)
            if lines:
                write(
                    box_at(slide, caption).paragraphs[0], plot.caption, self.face, CAPTION_SIZE, colour=MUTED
                )
        return tables

    def _table(self, slide: Slide, sheet: Sheet, table: Table, area: Area) -> None:
        """A table, and further slides where it is longer than one; what is more than a room looks at is in
        the memo and the workbook, and the slides say so."""
        pages = table_pages(table, area)
        if len(pages) > self.most_pages:
            pages = table_pages(replace(table, title=table.title or sheet.subject), area)
            left = sum(len(page.rows) - len(page.heads) for page in pages[self.most_pages :])
            said = f"{pages[0].title}（另有{left}行，见文档或工作簿）"
            pages = [replace(page, title=said) for page in pages[: self.most_pages]]
        first, *others = pages
        add_table(slide.shapes, first, self._headed(slide, first.title, area), self.face)
        for page in others:
            slide, area = self._slide(f"{sheet.subject}（续）")
            area = self._footer(slide, sheet, self._verdict(slide, sheet, area))
            add_table(slide.shapes, page, self._headed(slide, page.title, area), self.face)

    def _headed(self, slide: Slide, title: str, area: Area) -> Area:
        """Write `title` above; the area below it."""
        if not title:
            return area
        head, rest = area.cut_top(Inches(0.34))
        write(box_at(slide, head).paragraphs[0], title, self.face, 13, bold=True, colour=INK)
        return rest
