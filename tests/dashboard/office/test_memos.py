"""Memos as Word has them: tables as tables, charts as native ones, and the words of the pages."""

import io
import zipfile

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from dashboard.office.docx import docx_bytes
from dashboard.office.model import BadTemplate, Style
from dashboard.screens.sheets import Asked, sheets_asked
from tests.dashboard.office.test_slides import PENALTIES
from tests.pages.conftest import AGENCIES, some_figures
from tests.stores import published

SIDE_BY_SIDE = Asked("compare", f"with={AGENCIES[0]}&with={AGENCIES[2]}&year=2024年")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return published(tmp_path_factory.mktemp("published"), some_figures(), meta={"stamp": "演示数据（虚构）"})


def memo(store, *views: Asked, style: Style | None = None):
    content = docx_bytes(sheets_asked(store, views), style)
    return Document(io.BytesIO(content)), content


def lines(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_a_memo_has_title_lead_chart_table_meaning_and_sources(store):
    document, _ = memo(store, PENALTIES)
    said = lines(document)
    assert "【演示数据（虚构）】" in said[0] and said[1].startswith(
        "2024年，5个机构中可比的4个区县级机构，行政处罚案件数"
    )
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads == ["一、图", "二、表", "三、口径说明", "四、来源"]
    assert (
        any(line.startswith("可比性：4个区县级机构可比；全部5个可参照") for line in said)
        and "没有数字不等于零。" in said
    )
    assert sum("，云岭市应急管理局2024年" in line for line in said) == 1


def test_the_table_holds_every_mark_with_the_verdict_of_the_page(store):
    document, _ = memo(store, PENALTIES)
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["机构", "年份", "数值与限定", "可比性", "原因"]
    assert [row[2] for row in rows[1:]] == ["51件", "41件", "31件", "21件", "11件"]
    assert {row[3] for row in rows[1:]} <= {"可比", "可参照"}
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_agencies_are_columns_and_a_theme_is_one_row_across(store):
    document, _ = memo(store, SIDE_BY_SIDE)
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][1:3] == [AGENCIES[0], AGENCIES[2]]
    (theme,) = [row for row in table.rows if row.cells[0].text == "隐患"]
    assert len({id(cell._tc) for cell in theme.cells}) == 1 and len(theme.cells[0].paragraphs) == 1


def test_charts_are_native_with_their_numbers_in_a_workbook(store):
    _, content = memo(store, PENALTIES)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = set(parts.namelist())
        charts = sorted(name for name in names if name.startswith("word/charts/chart"))
        assert len(charts) == 2
        related = etree.fromstring(parts.read("word/charts/_rels/chart1.xml.rels"))[0]
        chart = etree.fromstring(parts.read(charts[0]))
        ((external),) = chart.findall(f".//{{{chart.nsmap['c']}}}externalData")
        assert external.get(qn("r:id")) == related.get("Id")
        book = openpyxl.load_workbook(io.BytesIO(parts.read("word/embeddings/chart1.xlsx")))
        assert [row[1].value for row in book.active.iter_rows(min_row=2)] == [51, 41, 31, 21]


def test_several_views_are_chapters_with_their_sources_together_at_the_end(store):
    document, _ = memo(store, PENALTIES, SIDE_BY_SIDE)
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [head[:2] for head in heads] == ["1.", "2.", "来源"]
    assert len(document.tables) == 2


def test_a_bureaus_template_gives_the_page(store, tmp_path):
    own = Document()
    own.sections[0].header.paragraphs[0].text = "云岭市应急管理局便函"
    own.save(tmp_path / "便函.docx")
    document, _ = memo(store, PENALTIES, style=Style(memo_template=str(tmp_path / "便函.docx")))
    assert document.sections[0].header.paragraphs[0].text == "云岭市应急管理局便函"
    (tmp_path / "坏.docx").write_bytes(b"no document")
    with pytest.raises(BadTemplate, match="坏.docx 打不开"):
        memo(store, PENALTIES, style=Style(memo_template=str(tmp_path / "坏.docx")))
