"""Text in slides: its typeface, which PowerPoint takes from a:ea for Chinese, and what XML can hold."""

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.drawing.exports import NOT_IN_XML


def plain(text: str) -> str:
    """The text without what no XML can hold, though a document may."""
    return NOT_IN_XML.sub("\ufffd", text)


def set_typeface(properties, typeface: str) -> None:
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


def write(paragraph, text: str, typeface: str, size: float, bold: bool = False, colour=None, link: str = ""):
    """Add a run to a paragraph."""
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size, run.font.bold = Pt(size), bold
    if colour is not None:
        run.font.color.rgb = colour
    if link:
        run.hyperlink.address = link
    set_typeface(run.font._rPr, typeface)
    return run
