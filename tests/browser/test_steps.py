"""One click, one step back; the keyboard's place after a panel; past the filters; the page on paper."""

import io
import unicodedata

from playwright.sync_api import expect
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

    def stands_at(selection: str, tab: str) -> None:
        """One step led there: the page says so once the server has answered, and does not go on from it."""
        dashboard.wait_for_selection(selection)
        expect(page.get_by_role("tab", selected=True)).to_have_text(tab, timeout=30_000)
        dashboard.ready()
        assert (dashboard.selection, page.get_by_role("tab", selected=True).inner_text()) == (selection, tab)

    for selection, tab in reversed(seen[:-1]):
        page.go_back()
        stands_at(selection, tab)
    for selection, tab in seen[1:]:
        page.go_forward()
        stands_at(selection, tab)


def hold_sheet(dashboard) -> None:
    """The slide is one sheet of A4 across."""
    (sheet,) = pages_on_paper(dashboard)
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4_LANDSCAPE
    text = text_of(sheet)
    title = dashboard.page.locator(".brief-title").inner_text()
    assert title[:4] in text and "数据版本" in text


def test_a_briefing_is_one_slide_without_chrome_and_one_sheet_of_paper(visit, database):
    dashboard = visit("hazards?view=briefing", width=1920, height=1080)
    page = dashboard.page
    assert not page.locator("[data-testid=stSidebar], [data-testid=stHeader]").filter(visible=True).count()
    files = page.locator(".st-key-briefing-files")  # seen where the mouse or the keyboard is
    assert files.evaluate("one => getComputedStyle(one).opacity") == "0"
    assert page.get_by_role("button").filter(visible=True).count() == files.get_by_role("button").count()
    assert not dashboard.scrolls_sideways()
    footer = page.locator(".brief-footer").bounding_box()
    assert footer["y"] + footer["height"] <= 1080
    assert database.name.removesuffix(".duckdb") in page.locator(".brief-footer").inner_text()
    dashboard.screenshot("briefing-1920")
    hold_sheet(dashboard)

    findings, footer = page.locator(".brief-points"), page.locator(".brief-footer")
    findings.locator("div").first.evaluate("one => { one.textContent = '其余机构在两者之间。'.repeat(60) }")
    above, below = findings.bounding_box(), footer.bounding_box()
    assert above["y"] + above["height"] > 1080 - 84, "the test makes the findings long"
    assert above["y"] + above["height"] <= below["y"], "long findings push the footer down"


def test_a_briefing_of_one_agency_is_one_sheet_of_paper(visit):
    dashboard = visit("agency?view=briefing")
    hold_sheet(dashboard)
    findings = dashboard.page.locator(".brief-points div").first
    findings.evaluate("one => { one.textContent = '其余机构在两者之间。'.repeat(150) }")
    (sheet,) = pages_on_paper(dashboard)  # what is longer is drawn smaller, its footer on the sheet
    assert dashboard.page.locator(".brief-footer").inner_text().split("｜")[-1].strip() in text_of(sheet)


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


def test_the_first_stop_of_the_tab_key_leads_past_the_filters_and_a_sentence_is_copied_by_its_button(visit):
    dashboard = visit("enforcement")
    page = dashboard.page
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-testid=stMain]') !== null")

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = dashboard.click_mark(0)
    said = panel.locator(".copying .row").first.inner_text()
    panel.get_by_role("button", name="复制这句话").first.click()
    panel.get_by_text("已复制").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == said


def test_searching_for_fines_names_the_indicator_first(visit):
    dashboard = visit("figures?q=罚款")
    assert "指标：罚没金额（元）" in dashboard.text
    dashboard.click("只列它的数字")
    assert "indicator=罚没金额" in dashboard.url
