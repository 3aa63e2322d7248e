"""Each page in a browser: it opens in peace, bars nobody, and shows the numbers of the published database."""

import re
from urllib.parse import quote

import pytest

from tests.browser.axe import OF_COLOURS, violations
from tests.browser.visitor import Visitor

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
WITH_BARS = ("overview", "enforcement", "inspections", "hazards", "training")
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
BARS = """() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].flatMap(own =>
    [...own.shadowRoot.querySelectorAll('.bars .panel')].map(panel => ({
        width: panel.clientWidth,
        greatest: Math.max(0, ...[...panel.querySelectorAll('.bar')].map(bar => bar.offsetWidth)),
        cut: [...panel.querySelectorAll('.label, .why')].filter(one => one.scrollWidth > one.clientWidth + 1
            || one.getBoundingClientRect().right > innerWidth).length,
        ticks: [...panel.querySelectorAll('.tick:not([hidden])')].map(one => {
            const place = one.getBoundingClientRect();
            return [place.left, place.right];
        })})))"""

FIRST_CELLS = """() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].map(own =>
    own.shadowRoot.querySelector('table.wide tbody tr:not(.group)')).filter(Boolean).flatMap(row =>
        [...row.querySelectorAll('td')].map(cell => {
            const { left, right, top } = cell.getBoundingClientRect();
            const of = getComputedStyle(cell, '::before').content.replaceAll('" "', '').replaceAll('"', '');
            return { left, right, top, of };
        }))"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_in_peace_fits_its_window_and_bars_nobody(visit, database, name):
    """Looked at from all sides at once, for to load a page is what costs."""
    dashboard = visit("" if name == "overview" else name)
    page = dashboard.page
    assert dashboard.text.startswith(PAGES[name])
    assert "出错" not in dashboard.text
    if name in WITH_BARS:
        _hold_marks(dashboard, database)
    if name in COUNTS:
        assert COUNTS[name](database) in dashboard.text
    dashboard.screenshot(f"{name}-1440")
    assert _background(page) == "rgb(255, 255, 255)"
    assert violations(page) == []
    for width, height in ((1920, 1080), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        dashboard.ready()
        assert not dashboard.scrolls_sideways()
        dashboard.screenshot(f"{name}-{width}")
    page.emulate_media(color_scheme="dark")
    dashboard.ready()
    assert _background(page) != "rgb(255, 255, 255)"
    assert violations(page, OF_COLOURS) == []


def _background(page) -> str:
    return page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")


def _hold_marks(dashboard, database) -> None:
    """Every mark shows the value of its figures, labelled with number and unit."""
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
        assert re.match(r"(&nbsp;)*[≥≈≤]?[\d,.]+(万|亿)?\D*", mark["text"])


def _reports(database) -> str:
    return f"{database.rows('SELECT count(*) FROM report')[0][0]:,}份"


def _figures(database) -> str:
    counted = database.rows("SELECT count(*) FROM figure WHERE status <> 'rejected'")[0][0]
    return f"共{counted:,}个数字"


COUNTS = {"overview": _reports, "figures": _figures}


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_the_page_whole_with_bars_that_can_be_read(visit, name):
    dashboard = visit(
        "" if name == "overview" else name, width=390, height=844, user_agent=PHONE, color_scheme="dark"
    )
    assert not dashboard.scrolls_sideways()
    dashboard.screenshot(f"{name}-390")
    panels = dashboard.page.evaluate(BARS)
    assert bool(panels) == (name in WITH_BARS)
    for panel in panels:  # bars keep a third of the width, and nothing is cut
        assert panel["cut"] == 0, panel
        assert not panel["ticks"] or panel["greatest"] == 0 or panel["greatest"] >= panel["width"] / 3.05
        for (_, end), (start, _) in zip(panel["ticks"], panel["ticks"][1:], strict=False):
            assert end <= start, panel
    if name == "figures":  # every page is on the list, the one that searches among them
        dashboard.page.get_by_test_id("stExpandSidebarButton").click()
        assert dashboard.page.get_by_role("link", name="数据与出处", exact=True).is_visible()
    if name == "coverage":  # no choice is out of sight
        themes = dashboard.page.locator(".st-key-theme").get_by_role("radio")
        places = [one.bounding_box() for one in themes.all()]
        assert len(places) > 5 and all(at["x"] >= 0 and at["x"] + at["width"] <= 390 for at in places)
    if name in (
        "compare",
        "agency",
    ):  # what is compared stands abreast, each with whose it is, then the verdict
        *cells, verdict = dashboard.page.evaluate(FIRST_CELLS)
        assert verdict["of"].startswith({"compare": "可比吗：", "agency": "比上年："}[name])
        assert all(cell["left"] >= 0 and cell["right"] <= 390 for cell in (*cells, verdict))
        assert [cell["top"] for cell in cells][:3] == [cells[0]["top"]] * min(len(cells), 3)
        assert verdict["top"] > cells[-1]["top"] and len({cell["of"] for cell in cells}) == len(cells) > 1


def test_six_numbers_stand_in_two_rows_of_three(visit):
    page = visit("quality").page
    tops = page.evaluate("[...document.querySelectorAll('.ec-card')].map(one => one.offsetTop)")
    assert [tops.count(top) for top in sorted(set(tops))] == [3, 3]


def test_the_name_of_the_start_page_leads_to_it_and_keeps_what_was_asked(server):
    with Visitor(server) as visitor:
        said = visitor.read("overview", f"basis={quote('本机关')}")
    assert "总览" in said and "口径本机关" in said


def test_a_briefing_says_which_place_of_its_link_it_is_not_about(server):
    with Visitor(server) as visitor:
        said = visitor.read("enforcement", f"view=briefing&region={quote('火星省')}")
    assert "“火星省”不在数据中，未按它筛选" in said and "brief-footer" in said
