"""What makes Office offer to repair a file: checked here, for no Office runs in the tests.

Elements out of the order of their schema (ECMA-376), parts without a type, relations to nothing, one number
for two shapes, sections that name slides which are gone.
"""

import io
import posixpath
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from lxml import etree
from pptx import Presentation

from dashboard.office.files import file_of
from dashboard.office.model import Style
from dashboard.screens.sheets import Asked, sheets_asked
from tests.pages.conftest import some_figures
from tests.stores import published

pytestmark = pytest.mark.slow

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ORDERS = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "office_order.yml").read_text(encoding="utf-8")
)
SECTIONS = """<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">
  <p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">
  <p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">
  <p14:section name="旧" id="{{6DB8A6F6-1F2C-4F0B-9E5B-0C3A8B7B1F10}}">
  <p14:sldIdLst><p14:sldId id="{number}"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"""
VIEWS = [Asked(page) for page in ("enforcement", "hazards", "compare", "agency", "overview", "regions")]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    store = published(tmp_path_factory.mktemp("published"), some_figures())
    sheets = sheets_asked(store, VIEWS)
    return {kind: zipfile.ZipFile(io.BytesIO(file_of(sheets, kind))) for kind in ("pptx", "docx")}


def elements(book: zipfile.ZipFile):
    for name in book.namelist():
        if name.endswith((".xml", ".rels")):
            yield name, etree.fromstring(book.read(name))


def order_of(element) -> list[str] | None:
    name = etree.QName(element).localname
    if element.tag == f"{C}ser":
        return ORDERS[f"ser of {etree.QName(element.getparent()).localname}"].split()
    if element.tag.startswith(C) and name in ORDERS and not element.get("val"):  # else a flag
        return ORDERS[name].split()
    return ORDERS["rPr"].split() if element.tag.startswith(A) and name in ("rPr", "defRPr") else None


@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_elements_stand_in_the_order_of_their_schema(files, kind):
    amiss = []
    for part, root in elements(files[kind]):
        for element in root.iter(etree.Element):
            known = order_of(element)
            if known is None:
                continue
            names = [etree.QName(child).localname for child in element]
            if unknown := set(names) - set(known):
                amiss.append(f"{part}: {element.tag} holds {unknown}")
            elif any(known.index(one) > known.index(other) for one, other in pairwise(names)):
                amiss.append(f"{part}: {element.tag} has {names}")
    assert not amiss, "\n".join(amiss[:10])


@pytest.mark.parametrize("kind", ["pptx", "docx"])
def test_every_part_has_a_type_and_every_relation_leads_somewhere(files, kind):
    book = files[kind]
    names = book.namelist()
    assert len(names) == len(set(names))
    types = etree.fromstring(book.read("[Content_Types].xml"))
    by_suffix = {one.get("Extension") for one in types if one.get("Extension")}
    by_name = {one.get("PartName") for one in types if one.get("PartName")}
    assert by_name <= {f"/{name}" for name in names}
    for name in names:
        assert f"/{name}" in by_name or name.rpartition(".")[2] in by_suffix, name
    for name, root in elements(book):
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in root:
                if relation.get("TargetMode") != "External":
                    target = relation.get("Target")
                    path = target if target.startswith("/") else posixpath.join("/", folder, target)
                    assert posixpath.normpath(path).lstrip("/") in names, (name, target)


@pytest.mark.parametrize("kind, tag", [("pptx", "cNvPr"), ("docx", "docPr")])
def test_no_two_shapes_have_one_number(files, kind, tag):
    for part, root in elements(files[kind]):
        numbers = [found.get("id") for found in root.iter(f"{{*}}{tag}")]
        assert len(numbers) == len(set(numbers)), part


def test_a_template_leaves_no_section_that_names_its_own_slides(tmp_path):
    template = Presentation()
    slide = template.slides.add_slide(template.slide_layouts[5])
    slide.shapes.title.text = "样页"
    number = template.slides._sldIdLst[0].get("id")
    template.part._element.append(etree.fromstring(SECTIONS.format(number=number)))
    template.save(tmp_path / "own.pptx")
    store = published(tmp_path / "published", some_figures())
    made = file_of(sheets_asked(store, VIEWS[:1]), "pptx", Style(template=str(tmp_path / "own.pptx")))
    book = zipfile.ZipFile(io.BytesIO(made))
    assert b"sectionLst" not in book.read("ppt/presentation.xml")
    slides = [book.read(name).decode() for name in book.namelist() if name.startswith("ppt/slides/slide")]
    assert slides and not any("样页" in slide for slide in slides)
