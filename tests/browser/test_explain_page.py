"""The explaining page in a real browser: by pointer, by key, offline, without a console error."""

from decimal import Decimal
from pathlib import Path

import pytest

from etl.cli.explain import page
from etl.engine import Reading
from etl.engine.model import Document, Figure, Rejection, ReportContext
from tests.browser.dashboard import keep_picture
from tests.rules import RULES

LINE = "（一）检查。全年检查企业452家次，罚款1.3万元<script>document.title='坏'</script>。\n"


@pytest.fixture(scope="module")
def explained(tmp_path_factory) -> Path:
    text = LINE * 60
    figures, rejections = [], []
    for line in range(60):
        at = line * len(LINE)
        rejections.append(Rejection(at + 1, at + 2, "一", "heading_number"))
        for printed, value, indicator in (("452家次", "452", "inspections"), ("1.3万元", "13000", "")):
            start = at + LINE.index(printed)
            figures.append(
                Figure(
                    start,
                    start + len(printed),
                    printed,
                    Decimal(value),
                    indicator=indicator,
                    label="检查企业",
                )
            )
    path = tmp_path_factory.mktemp("explained") / "page.html"
    context = ReportContext(title="云岭市应急管理局2024年度行政执法工作报告", agency="云岭市应急管理局")
    reading = Reading(Document(text=text, path="yunling.txt"), context, figures, rejections)
    path.write_text(page(reading, RULES.indicators), encoding="utf-8")
    return path


@pytest.fixture
def opened(explained, browser):
    """The page in a browser without a network; what it complains of or asks for fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("request", lambda asked: troubles.append(asked.url) if asked.url != explained.as_uri() else None)
    tab.goto(explained.as_uri())
    yield tab
    context.close()
    assert troubles == []


def test_the_page_shows_the_document_and_runs_nothing_of_it(opened):
    assert opened.locator("main").inner_text().startswith(LINE[:20])
    assert opened.title() == "云岭市应急管理局2024年度行政执法工作报告 · 数字标注"
    keep_picture(opened, "explain")


def test_the_pointer_and_the_focus_show_the_fields(opened):
    card = opened.locator("#card")
    assert card.is_hidden()
    opened.locator("a.fig.known").first.hover()
    assert "452" in card.inner_text()
    opened.keyboard.press("Escape")
    assert card.is_hidden()
    opened.locator("a.fig.other").first.focus()
    assert "13,000" in card.inner_text()
    assert opened.locator("a.fig.other").first.get_attribute("aria-describedby") == "card"


def test_keys_go_from_figure_to_figure_and_to_the_table_and_back(opened):
    for _ in range(8):
        opened.keyboard.press("ArrowRight")
    assert opened.evaluate("document.activeElement.id") == "m7"
    opened.keyboard.press("ArrowLeft")
    opened.keyboard.press("Enter")
    assert opened.evaluate("location.hash") == "#r6"
    assert opened.locator("#r6").is_visible()
    opened.locator("#r170 a").click()
    assert opened.evaluate("location.hash") == "#m170"
    box = opened.locator("#m170").bounding_box()
    assert 0 <= box["y"] <= 900


def test_rejections_can_be_left_out(opened):
    opened.locator("#rejections").uncheck()
    assert opened.locator("#rejected").is_hidden()
    opened.keyboard.press("ArrowRight")
    assert opened.evaluate("document.activeElement.id") == "m1"


def test_kinds_differ_in_more_than_colour(opened):
    styles = [
        opened.locator(f"main a.{kind}").first.evaluate("each => getComputedStyle(each).borderBottomStyle")
        for kind in ("known", "other", "rejected")
    ]
    assert styles == ["solid", "dashed", "dotted"]


def test_a_narrow_screen_puts_the_table_below_without_sideways_scrolling(opened):
    opened.set_viewport_size({"width": 420, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 420
    assert opened.locator("aside").bounding_box()["y"] > 800
