"""The presentation that a deck is written into: a bureau's own without its slides, or an empty one."""

from pathlib import Path

import pptx
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Inches

from dashboard.office.model import BadTemplate, Style
from dashboard.office.placing import theme_typeface

SECTIONS = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def opened(style: Style) -> Presentation:
    """The template of `style`, else the program's own look of 16:9. Raises BadTemplate."""
    if not style.template:
        presentation = pptx.Presentation()
        presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
        theme_typeface(presentation, style.typeface)
        return presentation
    path = Path(style.template)
    try:
        presentation = pptx.Presentation(str(path))
    except Exception as trouble:  # the library raises whatever the file makes it meet
        raise BadTemplate(f"模板 {path} 打不开（{trouble}）。请另存为 .pptx 再试") from trouble
    slides = presentation.slides._sldIdLst
    for slide in list(slides):  # a template's sample slides are no part of the deck
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    _forget_sections(presentation)
    return presentation


def _forget_sections(presentation: Presentation) -> None:
    """Sections and custom shows name slides by number: PowerPoint repairs a file whose slides are gone."""
    root = presentation.part._element
    for named in [*root.iter(f"{{{SECTIONS}}}sectionLst")]:
        extension = named.getparent()
        extension.getparent().remove(extension)
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
