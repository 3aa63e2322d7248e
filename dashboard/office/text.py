"""Text in slides: its typeface, which PowerPoint takes from a:ea for Chinese, and what XML can hold."""

from html import escape

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.text.text import _Paragraph, _Run

from dashboard.drawing.exports import NOT_IN_XML

FILL = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
RUN = (
    '<a:r xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:rPr lang="zh-CN" sz="{size}" b="{bold}">{fill}'
    '<a:latin typeface="{face}"/><a:ea typeface="{face}"/></a:rPr><a:t>{text}</a:t></a:r>'
)


def plain(text: str) -> str:
    """The text without what no XML can hold, though a document may."""
    return NOT_IN_XML.sub("\ufffd", text)


def set_typeface(properties: etree._Element, typeface: str) -> None:
    """Set the typeface of a run (a:rPr) or of a chart's text (a:defRPr) for Latin and Chinese characters."""
    properties.set("lang", "zh-CN")
    for tag in ("a:latin", "a:ea", "a:cs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    following = [child for child in properties if child.tag in (qn("a:hlinkClick"), qn("a:extLst"))]
    for tag in ("a:latin", "a:ea"):
        face = etree.SubElement(properties, qn(tag))
        face.set("typeface", typeface)
    for child in following:  # the order that the schema asks for
        properties.append(child)


def write(
    paragraph: _Paragraph,
    text: str,
    typeface: str,
    size: float,
    bold: bool = False,
    colour: RGBColor | None = None,
    link: str = "",
) -> None:
    """Add a run to a paragraph, as XML at once: the library would take a tenth of a deck's time."""
    face = escape(typeface, quote=True)
    run = parse_xml(
        RUN.format(
            size=int(size * 100),
            bold=int(bold),
            fill=FILL.format(colour) if colour is not None else "",
            face=face,
            text=escape(" ".join(plain(text).splitlines())),
        )
    )
    paragraph._p._insert_r(run)
    if link:
        _Run(run, paragraph).hyperlink.address = link
