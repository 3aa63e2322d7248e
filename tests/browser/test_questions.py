"""What a visitor does: filter, move between pages, follow a link, ask where a number comes from."""

import re
from urllib.parse import quote


def test_choosing_a_region_changes_the_charts_to_its_agencies(visit, database):
    dashboard = visit("training?year=最近一年")
    everywhere = len(dashboard.marks()[0])
    dashboard.choose("地区", "福建省")
    (here,) = dashboard.marks()
    assert 0 < len(here) < everywhere
    codes = database.rows(
        "SELECT DISTINCT left(a.adcode, 2) FROM figure JOIN agency a USING (agency) WHERE figure_id IN "
        f"({', '.join(m['ids'] for m in here)})"
    )
    assert codes == [("35",)]


def test_a_page_change_keeps_the_filters_and_the_back_button_works(visit):
    dashboard = visit("enforcement")
    dashboard.choose("地区", "浙江省")
    dashboard.click("本机关")
    dashboard.go_to("培训与普法")
    assert "浙江省 · 口径本机关" in dashboard.selection
    dashboard.go_to("总览")
    assert "浙江省 · 口径本机关" in dashboard.selection
    assert "region=浙江省" in dashboard.url
    dashboard.page.go_back()
    dashboard.page.get_by_role("heading", level=1, name="培训与普法").wait_for()
    dashboard.ready()
    assert "浙江省 · 口径本机关" in dashboard.selection


def test_a_link_reopens_the_same_view(visit):
    first = visit("enforcement")
    first.choose("地区", "天津市")
    first.choose("指标", "行政许可办理量")
    first.click("趋势")
    selection, text = first.selection, first.text
    first.open(first.page.url.removeprefix(first.address + "/"))
    assert (first.selection, first.text) == (selection, text)


def test_one_click_resets_everything(visit):
    dashboard = visit(f"enforcement?region={quote('福建省')}&basis={quote('本机关')}&approx=false")
    dashboard.page.get_by_role("slider").first.press("ArrowRight")
    dashboard.page.wait_for_url("**years=**")
    dashboard.ready()
    assert "福建省" in dashboard.selection
    dashboard.click("全部重置")
    assert dashboard.selection == "全部年份 · 全国 · 口径不限"
    assert not any(name in dashboard.url for name in ("region", "approx", "years"))


def test_narrowing_the_years_narrows_the_data(visit, database):
    reports = database.rows("SELECT count(*) FROM report WHERE year = 2024")[0][0]
    dashboard = visit("?years=2024&years=2024")
    assert f"{reports}份" in dashboard.text
    assert dashboard.selection.startswith("2024年")


def test_a_mark_leads_to_its_printed_text_report_and_source_by_mouse_by_key_and_from_the_table(
    visit, database
):
    dashboard = visit("enforcement?indicator=行政许可办理量&year=2024年&order=按区划")
    page = dashboard.page
    mark = dashboard.marks()[0][1]
    panel = dashboard.click_mark(1)
    printed, title, url, section = database.rows(
        "SELECT printed, title, url, section FROM figure JOIN report USING (report_id) WHERE figure_id = ?",
        [int(mark["ids"].split(",")[0])],
    )[0]
    assert panel.locator(".ec-printed").first.inner_text() == printed
    assert title in panel.inner_text() and section in panel.inner_text()
    assert panel.get_by_role("link", name="打开来源网页").first.get_attribute("href") == url
    dashboard.screenshot("panel-1440")
    by_mark = panel.inner_text()
    dashboard.close_panel()

    bars = page.get_by_role("list", name="的条形图")
    assert bars.get_by_role("button").count() == len(dashboard.marks()[0])
    bars.get_by_role("button").nth(0).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert dashboard.panel().inner_text() == by_mark
    dashboard.close_panel()
    page.wait_for_function(
        "ids => { let at = document.activeElement;"
        " while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
        " return at?.dataset.ids === ids; }",
        arg=mark["ids"],  # the keyboard is where it was
    )
    assert dashboard.click_mark(1).inner_text() == by_mark  # the same mark opens again after closing
    dashboard.close_panel()
    assert dashboard.click_row(1).inner_text() == by_mark
    dashboard.close_panel()
    assert dashboard.choose_row_by_keyboard(1).inner_text() == by_mark


def test_a_row_of_the_overview_leads_to_its_indicator_and_keeps_the_filters(visit, database):
    dashboard = visit(f"?basis={quote('本机关')}&list_indicators=true")
    dashboard.click_row_of("各指标有数字的机构数", 1)
    dashboard.page.get_by_role("heading", level=1, name="培训与普法").wait_for()
    dashboard.ready()
    assert dashboard.selection == "全部年份 · 全国 · 口径本机关"
    name = database.rows(
        "SELECT name_zh FROM indicator JOIN headline ON indicator = id WHERE scope = 'own' "
        "GROUP BY name_zh ORDER BY count(DISTINCT agency) DESC LIMIT 1 OFFSET 1"
    )[0][0]
    assert dashboard.page.get_by_role("combobox", name="指标").first.input_value() == name
    assert f"{name} · " in dashboard.text


def test_the_sentence_is_shown_with_the_printed_part_marked(visit, database):
    figure_id, printed, sentence = database.rows(
        "SELECT figure_id, printed, sentence FROM figure WHERE report_id = ? AND printed = '1,048家次'",
        ["yunling-2024"],
    )[0]
    panel = visit(f"figures?figure={figure_id}").panel()
    assert panel.locator("mark").inner_text() == printed
    assert panel.locator(".ec-sentence").inner_text().strip() == sentence.strip()
    assert "出动执法人员2,316人次" in sentence


def test_a_search_lists_what_matches(visit):
    dashboard = visit("figures")
    dashboard.page.get_by_role("textbox", name="查找").fill("重大事故隐患")
    dashboard.page.keyboard.press("Enter")
    dashboard.page.wait_for_url("**q=**")
    dashboard.ready()
    assert not re.search("共2,?444个数字", dashboard.text) and "个数字。" in dashboard.text
