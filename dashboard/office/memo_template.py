"""The document that a memo is written into: a bureau's own, or an empty one on A4."""

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm

from dashboard.office.model import BadTemplate, Style


def opened(style: Style) -> Document:
    """The memo template of `style`, else A4 with the margins of official papers. Raises BadTemplate."""
    if style.memo_template:
        path = Path(style.memo_template)
        try:
            return docx.Document(str(path))
        except Exception as trouble:  # the library raises whatever the file makes it meet
            raise BadTemplate(f"模板 {path} 打不开（{trouble}）。请另存为 .docx 再试") from trouble
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    for named in document.styles:
        if named.type == 1 and (properties := named.element.find(qn("w:rPr"))) is not None:
            for colour in properties.findall(qn("w:color")):
                properties.remove(colour)  # headings are black
    _number_pages(section)
    return document


def _number_pages(section: Section) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
