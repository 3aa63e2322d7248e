"""A fresh server with invented data: the first visitor, hostile text, then a new version."""

from urllib.parse import quote

import pytest

from dashboard.say import WORD_JOINER
from tests.browser.conftest import serving, visits
from tests.stores import published

EVIL = "<img src=x onerror=\"document.title='broken'\">![p](http://o.example/p.png)[点](http://o.example)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    published(
        folder,
        [
            {
                "value": 12,
                "indicator": "penalties",
                "label": EVIL,
                "printed": "12件",
                "section": EVIL,
                "sentence": f"处罚{EVIL}12件。",
                "sentence_start": 0,
                "start_offset": 2 + len(EVIL),
                "end_offset": 5 + len(EVIL),
            },
        ],
        agencies=[{"agency": "云岭市应急管理局", "district": EVIL}],
        reports=[
            {"report_id": "云岭市应急管理局-rule_of_law-2024", "title": EVIL, "url": "javascript:alert(1)"}
        ],
    )
    return folder


@pytest.fixture(scope="module")
def address(folder):
    with serving(folder) as address:
        yield address


def test_the_first_visitor_of_a_fresh_server_may_come_by_a_link_and_hostile_text_stays_text(browser, address):
    with visits(browser, address) as visit:
        dashboard = visit("figures?figure=1")
        panel = dashboard.panel()
        assert EVIL in panel.inner_text()
        assert panel.locator("mark").inner_text() == "12件"
        assert panel.get_by_role("link", name="打开来源网页").count() == 0
        dashboard.close_panel()
        assert dashboard.page.get_by_text("全部重置").is_visible()
        dashboard.go_to("执法")
        assert dashboard.page.locator("img[src=x], img[src*='o.example']").count() == 0
        dashboard.open(f"figures?region={quote(EVIL)}&agency={quote(EVIL)}&q={quote(EVIL)}")
        text = dashboard.page.locator("body").inner_text().replace(WORD_JOINER, "")
        assert f"“{EVIL}”" in text  # 链接里的…不在数据中
        assert dashboard.page.locator("a[href*='o.example'], img[src*='o.example']").count() == 0
        assert "broken" not in dashboard.page.title()


def test_a_new_version_is_picked_up_and_a_damaged_one_is_not(browser, folder, address):
    with visits(browser, address) as visit:
        dashboard = visit()
        assert "1份" in dashboard.text
        more = [{"value": 12, "indicator": "penalties", "year": year} for year in (2021, 2022, 2023)]
        published(folder, more, name="2026-02-02-bbbbbbbbbbbb")
        dashboard.reload()
        assert "3份" in dashboard.text
        (folder / "2026-03-03-cccccccccccc.duckdb").write_bytes(b"cut short")
        (folder / "current").write_text("2026-03-03-cccccccccccc.duckdb\n")
        dashboard.reload()
        assert "3份" in dashboard.text
        assert "2026-03-03-cccccccccccc" in dashboard.text
