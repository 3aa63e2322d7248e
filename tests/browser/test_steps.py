"""One click, one step back; the keyboard's place after a panel; past the filters; the page on paper."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

A4_LANDSCAPE = (842, 595)  # points


def text_of(page) -> str:
    """The letters of a printed page; PDF writes some of them as radicals (⽤ for 用)."""
    return unicodedata.normalize("NFKC", page.extract_text())


def pages_on_paper(dashboard) -> list:
    printed = dashboard.page.pdf(prefer_css_page_size=True, print_background=True)
    return list(PdfReader(io.BytesIO(printed)).pages)


def test_back_and_forward_step_through_filters_and_tabs_one_click_a_step(visit):
    dashboard = visit("enforcement")
    page = dashboard.page
    seen = [(dashboard.selection, page.get_by_role("tab", selected=True).inner_text())]
    for step in (
        lambda: dashboard.choose("地区", "浙江省"),
        lambda: dashboard.click("本机关"),
        lambda: page.get_by_role("tab", name="构成").click(),
    ):
        step()
        dashboard.ready()
        seen.append((dashboard.selection, page.get_by_role("tab", selected=True).inner_text()))
    assert len(set(seen)) == 4

    def now() -> tuple[str, str]:
        page.wait_for_timeout(500)
        dashboard.ready()
        return dashboard.selection, page.get_by_role("tab", selected=True).inner_text()

    for expected in reversed(seen[:-1]):
        page.go_back()
        assert now() == expected
    for expected in seen[1:]:
        page.go_forward()
        assert now() == expected


def test_after_escape_the_keyboard_is_where_it_was(visit):
    dashboard = visit("enforcement")
    row = dashboard.page.locator(".bars .row").nth(1)
    ids = row.get_attribute("data-ids")
    row.focus()
    dashboard.page.keyboard.press("Enter")
    dashboard.panel()
    dashboard.close_panel()
    dashboard.page.wait_for_function(
        "ids => { let at = document.activeElement;"
        " while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
        " return at?.dataset.ids === ids; }",
        arg=ids,
    )


def test_the_first_stop_of_the_tab_key_leads_past_the_filters(visit):
    dashboard = visit("enforcement")
    page = dashboard.page
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-testid=stMain]') !== null")


@pytest.mark.parametrize("path", ["hazards?view=briefing", "agency?view=briefing"])
def test_a_briefing_is_one_sheet_of_a4_landscape(visit, path):
    dashboard = visit(path)
    (sheet,) = pages_on_paper(dashboard)
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4_LANDSCAPE
    text = text_of(sheet)
    title = dashboard.page.locator(".brief-title").inner_text()
    assert title[:4] in text and "数据版本" in text


def test_a_page_on_paper_is_the_page_whole_and_without_the_filters(visit):
    dashboard = visit("compare")
    text = "".join(text_of(page) for page in pages_on_paper(dashboard))
    assert "全部重置" not in text and "取走数据" not in text
    rows = dashboard.page.get_by_role("row")
    last = rows.last.locator("th").inner_text()
    assert last in text and "可比吗" in text


def test_what_is_folded_away_leaves_no_heading_and_no_empty_sheet_on_paper(visit):
    sheets = [text_of(sheet) for sheet in pages_on_paper(visit())]
    assert all(sheets) and "最近的报告" not in "".join(sheets)
    quality = text_of(pages_on_paper(visit("quality"))[0])
    assert any(year in quality.split() for year in ("2022", "2023", "2024", "2025"))  # on one line


def test_a_sentence_is_copied_by_its_button(visit):
    dashboard = visit("enforcement")
    dashboard.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = dashboard.click_mark(0)
    said = panel.locator(".copying .row").first.inner_text()
    panel.get_by_role("button", name="复制这句话").first.click()
    panel.get_by_text("已复制").first.wait_for()
    assert dashboard.page.evaluate("navigator.clipboard.readText()") == said


def test_searching_for_fines_names_the_indicator_first(visit):
    dashboard = visit("figures?q=罚款")
    assert "指标：罚没金额（元）" in dashboard.text
    dashboard.click("只列它的数字")
    assert "indicator=罚没金额" in dashboard.url
