"""What a visitor sees at first sight, and what one click changes: regions, empty states, Chinese."""

from urllib.parse import quote

ENGLISH = """() => [...document.querySelectorAll('body *:not(style, script)')].flatMap(one => [
        ...[...one.childNodes].filter(node => node.nodeType === 3).map(node => node.data),
        ...['aria-label', 'title', 'placeholder'].map(name => one.getAttribute(name) || '')])
    .filter(text => /(No results|Skip to|Help|View \\d|— start|— end|Close|Open|Clear|Sidebar|Main menu)/
        .test(text))"""


def test_a_city_narrows_to_it_a_province_widens_again_and_initials_will_do(visit, database):
    province, city = database.rows(
        "SELECT province, city FROM agency WHERE city NOT IN ('', '市辖区') "
        "GROUP BY ALL ORDER BY count(*) DESC, city"
    )[0]
    dashboard = visit()
    dashboard.choose("地区", province, f"{province}/{city}")
    dashboard.wait_for_selection(f"全部年份 · {province}/{city} · 口径不限")
    assert dashboard.url.count("region=") == 1
    dashboard.choose("地区", province)
    dashboard.wait_for_selection(f"全部年份 · {province} · 口径不限")
    dashboard.click("全部重置")
    box = dashboard.page.get_by_role("combobox", name="地区").first
    box.click()
    box.fill("zjs")
    dashboard.page.keyboard.press("Enter")
    dashboard.ready()
    assert dashboard.selection == "全部年份 · 浙江省 · 口径不限"


def test_an_empty_state_leads_to_the_year_that_has_numbers(visit, database):
    agencies, year = database.rows(
        "SELECT count(DISTINCT agency), year FROM headline JOIN agency USING (agency) "
        "WHERE indicator = 'fines' AND adcode LIKE '35%' GROUP BY year ORDER BY 1 DESC LIMIT 1"
    )[0]
    dashboard = visit(
        f"enforcement?region={quote('福建省')}&indicator={quote('罚没金额')}&year={quote('2017年')}"
    )
    assert "2017年没有“罚没金额”" in dashboard.text and not dashboard.marks()
    dashboard.click(f"看{year}年（{agencies}个机构）")
    assert len(dashboard.marks()[0]) == agencies
    dashboard.open(f"enforcement?region={quote('福建省')}&indicator={quote('罚没金额')}")
    assert f"罚没金额 · {year}年" in dashboard.text


def test_no_whole_region_flattens_the_others(visit):
    dashboard = visit(f"enforcement?indicator={quote('行政处罚案件数')}&year={quote('2024年')}")
    rows = dashboard.page.locator(".bars .row.apart").all_inner_texts()
    assert any("庆元县" in row and "口径不同" in row for row in rows)
    bars = dashboard.page.locator(".bars .bar")
    widths = [bars.nth(place).bounding_box()["width"] for place in range(bars.count())]
    assert len(widths) > 1 and min(widths) > 30


def test_a_tab_without_anything_to_draw_takes_no_click_and_no_key_and_says_why_all_in_chinese(visit):
    dashboard = visit(f"enforcement?indicator={quote('听证会数')}")
    page = dashboard.page
    idle, first = page.get_by_role("tab", name="趋势"), page.get_by_role("tab", name="对比")
    assert idle.get_attribute("aria-disabled") == "true" and "两年以上" in idle.get_attribute("title")
    assert "没有“趋势”" in dashboard.text
    idle.click(force=True)
    first.focus()
    page.keyboard.press("ArrowRight")
    dashboard.ready()
    assert "tab=趋势" not in dashboard.url and idle.get_attribute("aria-selected") == "false"
    open_tab = page.get_by_role("tab", selected=True).inner_text()
    idle.evaluate("one => one.focus()")
    page.keyboard.press("Enter")
    dashboard.ready()
    assert page.get_by_role("tab", selected=True).inner_text() == open_tab and "tab=趋势" not in dashboard.url

    box = page.get_by_role("combobox", name="地区").first
    box.click()
    box.fill("没有这样的地方")
    page.get_by_text("按名称、拼音或首字母查“没有这样的地方”").wait_for()
    assert page.evaluate(ENGLISH) == [], "Streamlit's own words are in Chinese, too"
    page.keyboard.press("Escape")
    page.locator('input[aria-label="年份：起"]').wait_for(state="attached")


def test_on_a_laptop_the_footer_of_a_slide_follows_its_findings(visit):
    page = visit("enforcement?view=briefing", width=1440, height=900).page
    findings, footer = (page.locator(name).bounding_box() for name in (".brief-points", ".brief-footer"))
    assert findings["y"] + findings["height"] <= footer["y"]
    assert "127.0.0.1" not in page.locator(".brief-footer").inner_text()
