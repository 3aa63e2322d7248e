"""An analyst's hour in small: documents of many formats become a published chart, by keyboard alone.

The files are chosen as a dialog of the system would hand them over; all else is keys, which are counted.
One document of each format, or as many as the environment says: `make hour` has thirty.
"""

import io
import os
import zipfile
from collections import Counter

import pytest
from playwright.sync_api import Locator, Page

from etl.ledger.reports import list_reports
from tests.browser.conftest import serving, visits
from tests.browser.reviewing import Reviewer
from tests.browser.workplace import Workplace
from tests.etl.samplefiles import docx_file, html_page, tabbed_text, xlsx_file
from tests.onesource import drawing
from tests.onesource.documents import Source

AGENCY = "云岭市青禾区应急管理局"
YEARS = range(2025 - int(os.environ.get("DOCUMENTS") or 6), 2025)
NAMELESS = YEARS[-3:]  # years of the reports that do not say who reports
CHOICE, NO_FIGURE, PART = YEARS[0], YEARS[1], YEARS[2]  # of those in which a figure is to be corrected
MAKERS = {
    "txt": tabbed_text,
    "html": html_page,
    "docx": docx_file,
    "xlsx": xlsx_file,
    "pdf": lambda blocks: drawing.pdf(_source(blocks)),
    "ofd": lambda blocks: drawing.ofd(_source(blocks)),
}
ONCE, EACH = 180, 4  # keys: to import, correct and publish, however many there are; then for each document


class Keys:
    """A keyboard that counts, by what is being done."""

    def __init__(self, page: Page) -> None:
        self.page, self.counts, self.doing = page, Counter(), ""

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.counts[self.doing] += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.counts[self.doing] += len(text)

    def tab_to(self, target: Locator) -> None:
        """Go to a control with the tabulator key, forwards from where the focus is."""
        target.wait_for()
        for _ in range(80):
            if target.evaluate("it => it === document.activeElement || it.contains(document.activeElement)"):
                return
            self.press("Tab")
        raise AssertionError(f"the tabulator key does not reach {target}")

    def push(self, name: str) -> None:
        self.tab_to(self.page.get_by_role("button", name=name))
        self.press("Enter")


@pytest.fixture
def workplace(tmp_path):
    return Workplace(tmp_path)


@pytest.fixture
def at_work(browser, workplace):
    with (
        serving(workplace.published, **workplace.environment) as address,
        visits(browser, address) as go,
    ):
        yield go


def test_documents_go_from_a_folder_to_a_chart_by_keyboard(at_work, workplace, capsys):
    dashboard = at_work("importing")
    keys = Keys(dashboard.page)
    _bring_in(keys, workplace)
    _name_the_nameless(keys, workplace)
    _review_all(keys, dashboard, workplace)
    _publish(keys, dashboard)
    dashboard.open("enforcement?indicator=行政处罚案件数")
    (mark,) = [mark for mark in dashboard.marks()[0] if "青禾" in mark["name"]]
    assert mark["value"] == _penalties(YEARS[-1])
    assert "未经核对" not in mark["text"]
    total = keys.counts.total()
    with capsys.disabled():
        spent = "，".join(f"{doing} {count}" for doing, count in keys.counts.items())
        print(f"\n{len(YEARS)} documents: {total} keys, {total / len(YEARS):.1f} each ({spent})")
    assert total <= ONCE + EACH * len(YEARS)


def _bring_in(keys: Keys, workplace: Workplace) -> None:
    keys.doing = "导入"
    files = _folder()
    keys.page.locator("input[type=file]").set_input_files(files)
    keys.push(f"导入这 {len(files)} 个文件")
    keys.page.get_by_text("这次：").wait_for(timeout=60_000)
    assert len(list_reports(workplace.ledger)) == len(YEARS)


def _name_the_nameless(keys: Keys, workplace: Workplace) -> None:
    """Fill in the agency of the first lines, which are the reports imported last: once, and copied down."""
    keys.doing = "补机构"
    table = keys.page.get_by_test_id("stDataFrame").first
    table.locator("th", has_text="机构").first.wait_for(state="attached")
    headers = table.locator("th").all_inner_texts()
    keys.tab_to(table.locator("canvas").first)
    keys.press("Home", *["ArrowRight"] * headers.index("机构"), "Enter")
    editor = keys.page.locator("#portal textarea")
    editor.wait_for()
    keys.type("青禾区应急管理局")
    keys.press("Enter")
    editor.wait_for(state="detached")
    for key in ("ArrowUp", "Control+c", "ArrowDown", "Control+v", "ArrowDown", "Control+v"):
        keys.press(key)
        keys.page.wait_for_timeout(60)  # nobody presses two keys faster; the clipboard is not there at once
    keys.push(f"保存 {len(NAMELESS)} 份报告的更正和确认")
    keys.page.get_by_text(f"已保存 {len(NAMELESS)} 份报告").wait_for()
    reports = list_reports(workplace.ledger)
    assert {report.known["agency"] for report in reports} == {AGENCY}
    assert {report.missing for report in reports} == {()}


def _review_all(keys: Keys, dashboard, workplace: Workplace) -> None:
    """Every document: what is wrong is corrected, the rest accepted, and on to the next."""
    keys.doing = "审核"
    keys.push("开始审核")
    reviewer = Reviewer(dashboard)
    title = keys.page.locator(".ec-of-title")
    for left in range(len(YEARS), 0, -1):
        report = _number(keys.page)
        _correct(keys, reviewer, workplace.review(report).report.known["year"])
        keys.press("Control+a", "a")
        reviewer.settle()
        review = workplace.review(report)
        assert review.report.reviewed == review.report.figures, reviewer.notice
        if left > 1:
            before = title.inner_text()
            keys.press("g")
            keys.page.wait_for_function(NEXT, arg=before)
    _hold_corrections(workplace)


NEXT = """before => {
    const title = document.querySelector('.ec-of-title')?.innerText;
    const waiting = document.querySelector('.ec-review .filters .chosen')?.innerText;
    return title && title !== before && /^待核对 [1-9]/.test(waiting);
}"""


def _correct(keys: Keys, reviewer: Reviewer, year: int) -> None:
    """Three reports have a figure that is not right as it stands."""
    keys.doing = "更正"
    if year == CHOICE:  # the report says two numbers: this one is the total
        _go_to(keys, reviewer, f"{year - 1700}家次")
        keys.press("w")
    elif year == NO_FIGURE:
        _go_to(keys, reviewer, _fines(year))
        keys.press("x", "2")
    elif year == PART:
        _go_to(keys, reviewer, f"{year - 1700}家次")
        keys.press("e")
        reviewer.page.locator(".ec-review form").wait_for()
        keys.tab_to(reviewer.page.locator(".ec-review form [name=sector]"))
        keys.type("矿山")
        keys.press("Enter")
    reviewer.settle()
    keys.doing = "审核"


def _go_to(keys: Keys, reviewer: Reviewer, printed: str) -> None:
    for _ in range(reviewer.counts["待核对"]):
        if reviewer.chosen == printed:
            return
        keys.press("j")
    assert reviewer.chosen == printed


def _hold_corrections(workplace: Workplace) -> None:
    numbers = {report.known["year"]: report.id for report in list_reports(workplace.ledger)}
    said = {
        year: {item.fields["printed"]: item for item in workplace.review(numbers[year]).items}
        for year in (CHOICE, NO_FIGURE, PART)
    }
    assert said[CHOICE][f"{CHOICE - 1700}家次"].fields["whole"] == "stated"
    assert said[NO_FIGURE][_fines(NO_FIGURE)].status == "rejected"
    assert said[PART][f"{PART - 1700}家次"].fields["sector"] == "矿山"


def _publish(keys: Keys, dashboard) -> None:
    keys.doing = "发布"
    dashboard.open("publishing")
    keys.push("看看会有什么变化")
    keys.page.get_by_label("这一版叫什么").wait_for(timeout=60_000)
    keys.push("发布这一版")
    keys.page.get_by_text("已发布").wait_for(timeout=60_000)


def _number(page: Page) -> int:
    """The report under review, by its address."""
    return int(page.url.rpartition("report=")[2])


def _folder() -> list[dict]:
    """The files, every format in turn; some in an archive, as mail brings them."""
    formats = [list(MAKERS)[at % len(MAKERS)] for at in range(len(YEARS))]
    files = [
        (f"report-{year}.{kind}", MAKERS[kind](_blocks(year)))
        for year, kind in zip(YEARS, formats, strict=True)
    ]
    alone = len(files) * 3 // 5
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files[alone:]:
            archive.writestr(name, content)
    sent = [*files[:alone], ("reports.zip", packed.getvalue())]
    return [{"name": name, "mimeType": "", "buffer": content} for name, content in sent]


def _blocks(year: int) -> list[str]:
    agency = "" if year in NAMELESS else AGENCY
    more = ["全年检查企业990家次。"] if year == CHOICE else []
    return [
        f"{agency}{year}年度行政执法工作报告",
        f"全年检查企业{year - 1700}家次，作出行政处罚{_penalties(year)}件，罚款{_fines(year)}。",
        *more,
    ]


def _penalties(year: int) -> int:
    return 3 * (year - 1990) + 1


def _fines(year: int) -> str:
    return f"{year - 1985}.2万元"


def _source(blocks: list[str]) -> Source:
    return Source("report", [("title", blocks[0]), *(("paragraph", block) for block in blocks[1:])])
