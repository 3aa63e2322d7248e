"""Each page in a browser: it opens in peace, and its numbers are those of the published database."""

import re

import pytest

PAGES = {
    "overview": "总览",
    "enforcement": "执法",
    "inspections": "检查",
    "hazards": "隐患",
    "training": "培训与普法",
    "agency": "机构",
    "compare": "机构对比",
    "coverage": "披露情况",
    "regions": "区域",
    "quality": "数据质量",
    "figures": "数据与出处",
}
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_exception_or_console_error(visit, name):
    dashboard = visit("" if name == "overview" else name)
    assert dashboard.text.startswith(PAGES[name])
    assert "出错" not in dashboard.text
    dashboard.screenshot(f"{name}-1440")
    for width, height in ((1280, 800), (1920, 1080)):
        dashboard.page.set_viewport_size({"width": width, "height": height})
        dashboard.ready()
        assert not dashboard.scrolls_sideways()
        dashboard.screenshot(f"{name}-{width}")


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_the_page_without_sideways_scrolling(visit, name):
    dashboard = visit(
        "" if name == "overview" else name, width=390, height=844, user_agent=PHONE, color_scheme="dark"
    )
    assert not dashboard.scrolls_sideways()
    dashboard.screenshot(f"{name}-390")


def test_the_name_of_the_start_page_leads_to_it_and_keeps_what_was_asked(visit):
    dashboard = visit("overview?basis=本机关")
    assert dashboard.text.startswith("总览") and "口径本机关" in dashboard.selection


@pytest.mark.parametrize("name", ["overview", "enforcement", "inspections", "hazards", "training"])
def test_every_mark_shows_the_value_of_its_figures(visit, database, name):
    dashboard = visit("" if name == "overview" else name)
    drawn = [mark for chart in dashboard.marks() for mark in chart]
    assert drawn
    for mark in drawn:
        ids = mark["ids"].split(",")
        values = database.rows(
            f"SELECT value FROM figure WHERE figure_id IN ({', '.join('?' * len(ids))})", ids
        )
        assert len(values) == len(ids), mark
        possible = {float(value) for (value,) in values} | {float(sum(value for (value,) in values))}
        assert mark["value"] in possible, mark


def test_the_overview_counts_the_reports_of_the_database(visit, database):
    reports = database.rows("SELECT count(*) FROM report")[0][0]
    assert f"{reports:,}份" in visit().text


def test_the_figures_page_counts_the_figures_of_the_database(visit, database):
    figures = database.rows("SELECT count(*) FROM figure WHERE status <> 'rejected'")[0][0]
    assert f"共{figures:,}个数字" in visit("figures").text


def test_bars_are_labelled_with_their_number_and_unit(visit):
    chart = visit("enforcement?indicator=行政处罚案件数").marks()[0]
    assert chart
    for mark in chart:
        assert re.match(r"(&nbsp;)*[≥≈≤]?[\d,.]+(万|亿)?\D*", mark["text"])
