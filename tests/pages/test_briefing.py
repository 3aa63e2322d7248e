"""简报: any theme page as a slide."""

from dataclasses import replace

import pytest

from dashboard.queries import Filters
from dashboard.screens.briefing.view import sheet_of_page
from dashboard.screens.theme.asked import choice_asked
from dashboard.view import View
from tests.pages.conftest import AGENCIES, charts, said

TITLE = (
    "2024年，5个机构中可比的4个区县级机构，行政处罚案件数从云岭市青禾区的21件到金川市南屏区的51件，中位数36件"
)


def test_a_theme_page_becomes_a_slide_with_a_sentence_three_findings_and_its_source(open_page):
    page = open_page("enforcement", view="briefing", indicator="行政处罚案件数", year="2024年")
    text = said(page)
    assert TITLE in text
    assert text.count('role="listitem"') == 3
    assert "4个机构可与上年比：4个增加" in text
    assert "来源：《" in text and "数据版本 2026-01-01-aaaaaaaaaaaa" in text
    assert len(charts(page)) == 2


def test_a_slide_of_one_agency_shows_what_else_it_tells(open_page):
    page = open_page("hazards", Filters(agencies=(AGENCIES[0],)), view="briefing", indicator="重大事故隐患数")
    assert f"{AGENCIES[0]}重大事故隐患数为1300余项" in said(page)
    assert "同一机构同年的其他数字" in said(page) and "330家次" in said(page)


def test_without_the_word_in_the_address_the_page_is_the_usual_one(open_page):
    page = open_page("enforcement", indicator="行政处罚案件数")
    assert "listitem" not in said(page) and page.dataframe


@pytest.mark.parametrize(
    "name, address",
    [
        ("enforcement", {}),
        ("enforcement", {"tab": "趋势"}),
        ("compare", {"with": AGENCIES[:2]}),
    ],
)
def test_a_page_is_taken_away_as_slides_and_as_a_memo(open_page, name, address):
    page = open_page(name, **address)
    labels = [button.proto.label for button in page.get("download_button")]
    assert "幻灯片 PPTX（图可编辑）" in labels and "文档 DOCX（图可编辑）" in labels


def test_what_a_page_gives_away_is_its_briefing(store):
    view = View(store, Filters())
    choice = choice_asked(store, "enforcement", {"indicator": ["penalties"], "year": ["2024年"]})
    made = sheet_of_page(replace(choice, view=view))()
    assert made.title == TITLE
