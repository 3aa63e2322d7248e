"""Native charts in Word: the library for Word has none, that for PowerPoint writes the same kind of part.

A chart is drawn on a slide that nobody sees; its part, and the workbook of its numbers, go into the document.
"""

from typing import cast

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart
from docx.text.paragraph import Paragraph
from pptx import Presentation
from pptx.parts.chart import ChartPart

from dashboard.office.charts import add_chart
from dashboard.office.model import Plot

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
INLINE = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{relation}">
  <wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
  <wp:docPr id="{number}" name="图 {number}"/><wp:cNvGraphicFramePr/>
  <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
  <c:chart r:id="{rid}"/></a:graphicData></a:graphic></wp:inline></w:drawing>"""


class NativeCharts:
    """Puts charts into one document; `part` is the document's."""

    def __init__(self, part: DocumentPart, typeface: str) -> None:
        self.part = part
        self.typeface = typeface
        self.count = 0
        presentation = Presentation()
        self.slide = presentation.slides.add_slide(presentation.slide_layouts[6])

    def add_to(self, paragraph: Paragraph, plot: Plot, width: int, height: int) -> None:
        """Put the chart of `plot` into `paragraph`."""
        self.count += 1
        drawn = add_chart(self.slide.shapes, plot, (0, 0, width, height), self.typeface, 10)
        package, own = self.part.package, cast(ChartPart, drawn.part)
        book = Part(
            PackURI(f"/word/embeddings/chart{self.count}.xlsx"),
            BOOK,
            own.chart_workbook.xlsx_part.blob,
            package,
        )
        chart = Part(PackURI(f"/word/charts/chart{self.count}.xml"), CHART, b"", package)
        of_book = chart.relate_to(book, f"{RELATION}/package")
        external = drawn._chartSpace.find(f"{{{drawn._chartSpace.nsmap['c']}}}externalData")
        external.set(f"{{{RELATION}}}id", of_book)
        chart._blob = drawn.part.blob
        rid = self.part.relate_to(chart, f"{RELATION}/chart")
        inline = INLINE.format(relation=RELATION, width=width, height=height, number=self.count, rid=rid)
        paragraph.add_run()._r.append(parse_xml(inline))
        paragraph.paragraph_format.keep_with_next = True
