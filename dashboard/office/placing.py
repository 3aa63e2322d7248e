"""Where things stand on a slide: areas, the layouts of a template, the typeface of the theme."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches

from dashboard.drawing.axes import text_width
from dashboard.office.model import BadTemplate

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MARGIN = Inches(0.5)
GAP = Inches(0.25)
_BODY = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.TABLE)


@dataclass(frozen=True)
class Area:
    """A rectangle, in the units of the library (EMU); iterates as left, top, width, height."""

    left: int
    top: int
    width: int
    height: int

    def __iter__(self) -> Iterator[Emu]:
        return (Emu(int(side)) for side in (self.left, self.top, self.width, self.height))

    def cut_top(self, height: int) -> tuple["Area", "Area"]:
        return (
            Area(self.left, self.top, self.width, height),
            Area(self.left, self.top + height, self.width, self.height - height),
        )

    def cut_bottom(self, height: int) -> tuple["Area", "Area"]:
        return (
            Area(self.left, self.top + self.height - height, self.width, height),
            Area(self.left, self.top, self.width, self.height - height),
        )

    def columns(self, count: int, shares: Sequence[int] = ()) -> list["Area"]:
        """`count` parts side by side, as wide as `shares` says, with gaps between them."""
        shares = shares or (1,) * count
        room = self.width - GAP * (count - 1)
        found, left = [], self.left
        for share in shares:
            width = room * share // sum(shares)
            found.append(Area(left, self.top, width, self.height))
            left += width + GAP
        return found


def layout_named(presentation: Presentation, name: str, usual: Sequence[str]) -> SlideLayout:
    """The layout that a bureau names; without a name one of the usual, else the first that has a title."""
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    if name and name not in layouts:
        raise BadTemplate(f"模板里没有名为“{name}”的版式；有：{'、'.join(layouts)}")
    for wanted in (name, *usual):
        if wanted in layouts:
            return layouts[wanted]
    for layout in layouts.values():
        if layout.placeholders.get(0) is not None:
            return layout
    raise BadTemplate("模板里没有带标题的版式；请在 view 里写出要用的版式的名称")


def size_of(presentation: Presentation) -> tuple[int, int]:
    """Width and height of its slides."""
    width, height = presentation.slide_width, presentation.slide_height
    if width is None or height is None:
        raise BadTemplate("模板没有写明幻灯片的大小；请在 PowerPoint 或 WPS 里设好再存一次")
    return width, height


def content_area(presentation: Presentation, slide: Slide, own_look: bool) -> Area:
    """Where a slide's content stands: below the title, or where the template's layout has its body.

    Empty placeholders for content are taken away, the title of the program's own look is put in its place.
    """
    width, height = size_of(presentation)
    bodies = [p for p in slide.placeholders if p.placeholder_format.type in _BODY]
    title = slide.shapes.title
    if title is None:
        raise BadTemplate(f"版式“{slide.slide_layout.name}”没有标题")
    area = None
    if bodies and not own_look:
        body = max(bodies, key=lambda shape: shape.width * shape.height)
        area = Area(body.left, body.top, body.width, body.height)
    for body in bodies:
        body._element.getparent().remove(body._element)
    if own_look:
        title.left, title.top = MARGIN, Inches(0.3)
        title.width, title.height = Emu(width - 2 * MARGIN), Inches(0.95)
    if area is None:
        top = title.top + title.height
        area = Area(MARGIN, top, width - 2 * MARGIN, height - top - Inches(0.15))
    return area


def box_at(slide: Slide, area: Area, name: str = "") -> TextFrame:
    """An empty text box that breaks its lines; `name` is what PowerPoint lists it under."""
    box = slide.shapes.add_textbox(*area)
    if name:
        box.name = name
    box.text_frame.word_wrap = True
    return box.text_frame


def put(shape: BaseShape, area: Area) -> None:
    """Move a shape into `area`."""
    shape.left, shape.top, shape.width, shape.height = area


def lines_of(text: str, width: int, size: float) -> int:
    """How many lines `text` takes in a box of `width` at `size` points; a box has margins."""
    letters = (Emu(int(width)).pt - 15) / size
    return max(ceil(text_width(text) / max(letters, 1)), 1)


def theme_typeface(presentation: Presentation, typeface: str) -> None:
    """Let the theme's two fonts have `typeface` for Chinese: what a user adds later looks alike."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for face in theme.iter(f"{A}ea"):
        if face.getparent().tag in (f"{A}majorFont", f"{A}minorFont"):
            face.set("typeface", typeface)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
