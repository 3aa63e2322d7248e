"""From a dropped file to a chart: import, correct, review, publish, put back."""

import base64

import pytest

from etl.ledger.reports import list_reports
from tests.browser.axe import OF_COLOURS, violations
from tests.browser.conftest import serving, visits
from tests.browser.reviewing import Reviewer
from tests.browser.workplace import Workplace

DROP = """([files]) => {
    const carried = new DataTransfer();
    for (const [name, data] of files) {
        const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
        carried.items.add(new File([bytes], name));
    }
    return carried;
}"""
PENALTIES = 26
REPORT = (
    "云岭市青禾区应急管理局2024年度行政执法工作报告\n一、执法\n"
    f"全年检查企业340家次，作出行政处罚{PENALTIES}件，罚款8.2万元。\n"
)
WITHOUT_AGENCY = "工作总结\n全年培训12期。\n"


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    return Workplace(tmp_path_factory.mktemp("workplace"))


@pytest.fixture(scope="module")
def work_server(workplace):
    with serving(workplace.published, **workplace.environment) as address:
        yield address


@pytest.fixture
def at_work(browser, work_server):
    with visits(browser, work_server) as go:
        yield go


def test_a_folder_of_files_becomes_a_published_version_and_is_taken_back(at_work, workplace):
    dashboard = at_work("importing")
    _drop(
        dashboard.page,
        ("qinghe-2024.txt", REPORT.encode()),
        ("wu-jigou.txt", WITHOUT_AGENCY.encode()),
        ("huai<b>.docx", b"PK\x03\x04 no document"),
    )
    dashboard.page.get_by_role("button", name="导入这 3 个文件").click()
    dashboard.page.get_by_text("这次：").wait_for(timeout=60_000)
    dashboard.ready()
    outcomes = dashboard.page.locator(".ec-outcomes li").all_inner_texts()
    assert [outcome.split("\n")[0][:3] for outcome in outcomes] == ["未导入", "已导入", "已导入"]
    assert "huai<b>.docx" in outcomes[0]
    assert "请补充" in outcomes[1]  # what asks something comes before what is done
    assert "青禾区应急管理局2024年度行政执法工作报告" in outcomes[2]
    dashboard.screenshot("importing-1440")
    assert violations(dashboard.page) == []

    dashboard.page.get_by_role("button", name="开始审核").click()
    dashboard.page.locator(".ec-review .filters").wait_for()
    reviewer = Reviewer(dashboard)
    assert violations(dashboard.page) == []
    assert reviewer.counts["待核对"] == 3
    reviewer.press("a")

    dashboard.page.set_viewport_size({"width": 1280, "height": 800})
    dashboard.open("publishing")
    dashboard.page.get_by_text("未核对的数字也发布").click()
    dashboard.ready()
    _preview(dashboard)
    assert "新增\n3\n个数字" in dashboard.text
    assert violations(dashboard.page) == []
    dashboard.page.emulate_media(color_scheme="dark")
    dashboard.ready()
    assert violations(dashboard.page, OF_COLOURS) == []
    dashboard.page.emulate_media(color_scheme="light")
    dashboard.ready()
    dashboard.screenshot("publishing-1280")
    dashboard.page.get_by_label("这一版叫什么").fill("试发布*一*")
    dashboard.page.get_by_role("button", name="发布这一版").click()
    dashboard.page.get_by_text("已发布：试发布*一*").wait_for()

    penalties = _marks(dashboard, "行政处罚案件数")
    (mark,) = [mark for mark in penalties if "青禾" in mark["name"]]
    assert mark["value"] == PENALTIES
    assert ("未经核对" in mark["text"]) == (workplace.states(_number_of(workplace))["26件"][0] == "extracted")
    badged = [*penalties, *_marks(dashboard, "罚没金额")]
    assert any("未经核对" in mark["text"] for mark in badged if "青禾" in mark["name"])

    dashboard.open("publishing")
    dashboard.click_last_table(1)
    dashboard.page.get_by_label("名称").fill("第一版")
    dashboard.page.get_by_role("button", name="改名").click()
    dashboard.page.get_by_text("现在叫“第一版”").wait_for()
    dashboard.ready()
    dashboard.click_last_table(1)
    dashboard.page.get_by_role("button", name="重新启用这一版").click()
    dashboard.page.get_by_text("已重新启用：第一版").wait_for()
    assert not any("青禾" in mark["name"] for mark in _marks(dashboard, "行政处罚案件数"))


def test_the_same_file_again_is_recognised_and_a_newer_one_takes_its_place(at_work, workplace):
    workplace.bring_district(2012)
    dashboard = at_work("importing")
    old = workplace.review(_number_of(workplace, 2012)).text
    _drop(dashboard.page, ("again.txt", old.encode()), ("newer.txt", (old + "另罚款1.5万元。\n").encode()))
    dashboard.page.get_by_role("button", name="导入这 2 个文件").click()
    dashboard.page.get_by_text("这次：").wait_for(timeout=60_000)
    outcomes = dashboard.page.locator(".ec-outcomes li").all_inner_texts()
    assert outcomes[0].startswith("新版本") and "第 2 版" in outcomes[0]
    assert "文字相同" in outcomes[1]


def test_what_is_known_of_a_report_is_corrected_in_the_table(at_work, workplace):
    number = workplace.bring(2011)
    dashboard = at_work("importing")
    dashboard.click("全部")
    table = dashboard.page.get_by_test_id("stDataFrame").first
    _type_into(dashboard.page, table, "标题", "云岭市应急管理局2011年报告（更正）")
    dashboard.page.set_viewport_size({"width": 1440, "height": 420})
    dashboard.page.get_by_role("button", name="保存 1 份报告的更正").click()
    note = dashboard.page.get_by_text("已保存 1 份报告的更正")
    note.wait_for()
    assert 0 < note.bounding_box()["y"] < 400, "what came of a button far below is in sight"
    known = workplace.review(number).report.known
    assert known["title"] == "云岭市应急管理局2011年报告（更正）"
    (decision,) = workplace.review(number).decisions
    assert decision.action == "describe" and decision.who.endswith("（本机）")


def test_a_column_is_pasted_and_a_cell_is_filled_down(at_work, workplace):
    years = (2007, 2008, 2009)
    numbers = [workplace.bring(year) for year in reversed(years)]  # the table has the latest first
    dashboard = at_work("importing", permissions=["clipboard-read", "clipboard-write"])
    dashboard.click("全部")
    page = dashboard.page
    table = page.get_by_test_id("stDataFrame").first
    _type_into(page, table, "标题", "执法报告（更正）")
    page.locator("#portal textarea").wait_for(state="detached")
    for key in ("ArrowUp", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d"):
        page.keyboard.press(key)
    dashboard.screenshot("importing-filled-1440")
    assert _saved_titles(page, workplace, numbers) == ["执法报告（更正）"] * 3

    titles = [f"{year}年执法报告（更正）" for year in years]
    dashboard.ready()
    _go_to_column(page, table, "标题")
    page.evaluate("text => navigator.clipboard.writeText(text)", "\n".join(titles))
    page.keyboard.press("Control+v")
    assert _saved_titles(page, workplace, numbers) == list(reversed(titles))


def _saved_titles(page, workplace, numbers: list[int]) -> list[str]:
    page.get_by_role("button", name="保存 3 份报告的更正").click()
    page.get_by_text("已保存 3 份报告").wait_for()
    return [workplace.review(number).report.known["title"] for number in numbers]


def test_a_report_is_withdrawn_with_a_reason_and_restored(at_work, workplace):
    number = workplace.bring(2010)
    dashboard = at_work("importing")
    dashboard.click("全部")
    for action, withdrawn in (("撤下", True), ("恢复", False)):
        if not withdrawn:
            dashboard.click("旧版与已撤下")
        dashboard.page.get_by_role("button", name="撤下、恢复，或分开一份报告的两版").click()
        box = dashboard.page.get_by_role("combobox", name="报告")
        box.fill("2010")
        dashboard.page.get_by_role("option").first.click()
        if withdrawn:
            dashboard.page.get_by_label("为什么撤下").fill("重复报送")
        dashboard.page.get_by_role("button", name=action, exact=True).click()
        dashboard.page.get_by_text(f"已{action}“").wait_for()
        dashboard.ready()
        assert workplace.review(number).report.withdrawn == withdrawn


def _drop(page, *files: tuple[str, bytes]) -> None:
    """Drop files on the page as from a folder."""
    named = [[name, base64.b64encode(data).decode()] for name, data in files]
    carried = page.evaluate_handle(DROP, [named])
    page.dispatch_event("[data-testid=stFileUploaderDropzone]", "drop", {"dataTransfer": carried})


def _preview(dashboard) -> None:
    dashboard.page.get_by_role("button", name="看看会有什么变化").click()
    dashboard.page.get_by_label("这一版叫什么").wait_for(timeout=60_000)
    dashboard.ready()


def _marks(dashboard, indicator: str) -> list[dict]:
    dashboard.open(f"enforcement?indicator={indicator}")
    return [mark for chart in dashboard.marks() for mark in chart]


def _number_of(workplace, year: int = 2024) -> int:
    (found,) = [
        report.id
        for report in list_reports(workplace.ledger)
        if report.known["year"] == year and "青禾" in report.known["agency"]
    ]
    return found


def _type_into(page, table, column: str, text: str) -> None:
    """Type into the first line of a table's column."""
    _go_to_column(page, table, column)
    page.keyboard.press("Enter")
    page.locator("#portal textarea").fill(text)
    page.keyboard.press("Enter")


def _go_to_column(page, table, column: str) -> None:
    """Choose the first line's cell of a column. The table is drawn: its own hidden table tells where."""
    table.locator("th", has_text=column).first.wait_for(state="attached")
    headers = table.locator("th").all_inner_texts()
    position = next(i for i, header in enumerate(headers) if column in header)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 52)
    page.keyboard.press("Home")
    for _ in range(position):
        page.keyboard.press("ArrowRight")
