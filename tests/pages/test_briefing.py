"""简报: any theme page as a slide."""

from dashboard.queries import Filters
from tests.pages.conftest import AGENCIES, charts, said


def test_a_theme_page_becomes_a_slide_with_a_sentence_three_findings_and_its_source(open_page):
    page = open_page("enforcement", view="briefing", indicator="行政处罚案件数", year="2024年")
    text = said(page)
    assert "2024年，5个机构行政处罚案件数从11件到51件，中位数31件" in text
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
