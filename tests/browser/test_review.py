"""Reviewing in a browser: by keyboard, by selecting text, in a long document, in a hostile one."""

import pytest

from tests.browser.conftest import serving, visits
from tests.browser.reviewing import Reviewer
from tests.browser.workplace import Workplace
from tests.ledgers import TEXT


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    return Workplace(tmp_path_factory.mktemp("workplace"))


@pytest.fixture(scope="module")
def work_server(workplace):
    with serving(workplace.published, **workplace.environment) as address:
        yield address


@pytest.fixture
def review(browser, work_server):
    """Open a report for review."""
    with visits(browser, work_server) as go:
        yield lambda report, **size: Reviewer(go(f"review?report={report}", **size))


def test_every_decision_by_keyboard_is_kept_with_who_took_it(review, workplace):
    report = workplace.bring(2021)
    reviewer = review(report)
    waiting = reviewer.counts["待核对"]
    first = reviewer.chosen
    reviewer.press("j", "k")
    assert reviewer.chosen == first
    reviewer.press("a")
    assert workplace.states(report)[first][0] == "reviewed"
    assert reviewer.counts["待核对"] == waiting - 1

    edited = reviewer.chosen
    reviewer.press("e")
    reviewer.fill(indicator="行政处罚案件数", scope="system")
    assert workplace.states(report)[edited] == ("reviewed", "penalties")

    rejected = reviewer.chosen
    reviewer.press("x")
    reviewer.press("2")
    assert workplace.states(report)[rejected][0] == "rejected"

    decisions = workplace.review(report).decisions
    assert [d.action for d in decisions] == ["accept", "edit", "reject"]
    assert all(d.who.endswith("（本机）") and d.at and d.after for d in decisions)
    reviewer.show("记录")
    records = reviewer.page.locator(".ec-review .record").all_inner_texts()
    assert len(records) == 3 and all("（本机）" in record for record in records)
    assert "口径：本机关 → 全系统" in records[1]
    reviewer.dashboard.screenshot("review-record-1440")


def test_a_rejected_numeral_is_promoted_and_the_decision_undone(review, workplace):
    report = workplace.bring(2022)
    reviewer = review(report, width=1280, height=800)
    reviewer.choose("2022年度")
    assert "非数据" in reviewer.card
    reviewer.press("p")
    reviewer.dashboard.screenshot("review-form-1280")
    reviewer.fill(unit="年度", label="试改判")
    assert workplace.states(report)["2022年度"][0] == "reviewed"
    assert "改判为数据" in reviewer.card
    reviewer.press("u")
    assert workplace.states(report)["2022年度"][0] == "rejected"
    assert reviewer.notice == "已撤销。"
    reviewer.press("Control+z")
    assert reviewer.notice == "你在这份报告里没有可撤销的决定。"


def test_a_missed_figure_is_added_by_selecting_its_text(review, workplace):
    text = TEXT + "𠮷庆里消防站😀新增泡沫炮叁拾伍门。\n"
    report = workplace.bring(2019, text)
    reviewer = review(report)
    reviewer.press("n")
    assert "选取" in reviewer.notice
    reviewer.select("新增")
    reviewer.press("n")
    assert "读不出数字" in reviewer.notice
    missed = "35门" if "35门" in text else "叁拾伍门"
    reviewer.select(missed)
    reviewer.press("n")
    reviewer.page.locator(".ec-review form").wait_for()
    reviewer.fill(value="35", unit="门", label="泡沫炮")
    assert workplace.states(report)[missed] == ("reviewed", "")
    (added,) = [item for item in workplace.review(report).items if item.fields["printed"] == missed]
    assert text[added.start : added.end] == missed
    assert reviewer.chosen == missed


def test_what_raises_no_doubt_is_accepted_together_and_taken_back_together(review, workplace):
    report = workplace.bring(2020)
    reviewer = review(report)
    waiting = reviewer.counts["待核对"]
    reviewer.press("Shift+A")
    assert reviewer.counts["待核对"] == waiting, "the first press only asks"
    reviewer.press("Enter")
    accepted = waiting - reviewer.counts["待核对"]
    assert accepted > 0 and f"接受了 {accepted} 个" in reviewer.notice
    reviewer.press("u")
    assert reviewer.counts["待核对"] == waiting


def test_rows_are_ticked_and_set_together(review, workplace):
    report = workplace.bring(2016)
    reviewer = review(report)
    reviewer.press("Space", "Shift+J", "Shift+ArrowDown")
    assert reviewer.ticked == 3
    rows = reviewer.page.locator(".ec-review .row")
    rows.nth(5).click(modifiers=["Shift"])
    assert reviewer.ticked == 6
    rows.nth(0).click(modifiers=["Control"])
    rows.nth(1).locator(".tick").click()
    rows.nth(2).click()
    assert reviewer.ticked == 4
    reviewer.dashboard.screenshot("review-ticked-1440")
    reviewer.press("e")
    form = reviewer.page.locator(".ec-review form")
    form.locator("[name=part]").fill("矿山")
    form.locator("[name=scope]").select_option("system")
    reviewer.dashboard.screenshot("review-ticked-form-1440")
    form.locator("[name=part]").press("Enter")
    reviewer.settle()
    assert "修改了 4 个" in reviewer.notice and reviewer.ticked == 0
    said = [item.fields for item in workplace.review(report).items if item.status == "reviewed"]
    assert [(fields["part"], fields["scope"]) for fields in said] == [("矿山", "system")] * 4
    reviewer.press("u")
    assert reviewer.counts["已核对"] == 0, "what was set together is taken back together"
    reviewer.press("Control+a", "x", "2")
    assert reviewer.counts["待核对"] == 0


def test_after_a_refused_key_the_list_stays_where_it_was(review, workplace):
    report = workplace.bring(2015)
    key = workplace.key(report, "12场")
    workplace.change_found(report, key, body="另一机构")
    reviewer = review(report)
    reviewer.choose("12场")
    waiting = reviewer.counts["待核对"]
    reviewer.press("a")
    assert "“所指机构”" in reviewer.notice and "body" not in reviewer.notice
    assert reviewer.chosen == "12场"
    assert reviewer.page.locator(".ec-review .filters .chosen").inner_text() == f"待核对 {waiting}"


def test_a_joint_zero_is_split_once_more_by_key(review, workplace):
    report = workplace.bring(2014, TEXT + "全年未发生行政复议、行政诉讼案件。\n")
    reviewer = review(report)
    reviewer.choose("未发生")
    reviewer.press("s")
    reviewer.page.locator(".ec-review form").wait_for()
    reviewer.fill(indicator="听证会数", label="听证案件")
    zeros = [item for item in workplace.review(report).items if item.fields["printed"] == "未发生"]
    found = ["reconsiderations", "litigations"]
    assert sorted(item.fields["indicator"] for item in zeros) == sorted([*found, "hearings"])
    assert {item.fields["unit"] for item in zeros} == {"件"}
    assert {item.fields["section"] for item in zeros} == {"二"}
    reviewer.press("1")  # back to those that wait, where the reviewer was
    assert reviewer.page.locator(".ec-review .filters .chosen").inner_text().startswith("待核对")
    assert reviewer.chosen == "未发生" and "待核对" in reviewer.card
    assert len({item.start for item in zeros}) == 1
    reviewer.dashboard.screenshot("review-joint-zero-1440")


STAMPED = """() => document.querySelector('[data-testid=stMainBlockContainer] [data-testid=stVerticalBlock]')
    .insertAdjacentHTML('afterbegin', '<div data-testid="stElementContainer"><div data-testid="stHtml">'
        + '<div class="ec-stamp">试用数据</div></div></div>')"""


def test_on_a_phone_a_report_opens_at_its_title_and_asks_for_no_keys(review, workplace):
    page = review(workplace.bring(2007), width=390, height=844, is_mobile=True, has_touch=True).page
    title = page.get_by_role("heading", level=1, name="审核")
    assert title.bounding_box()["y"] > 0  # the list below keeps its place in itself, not the page's
    page.locator(".ec-review .document mark", has_text="7件").tap()
    assert page.locator(".ec-review .card .big").inner_text() == "7件"
    assert title.bounding_box()["y"] > 0
    assert not page.locator(".ec-review .keys").is_visible()
    assert not page.locator(".ec-review kbd").first.is_visible()
    accept = page.get_by_role("button", name="接受", exact=False).first.bounding_box()
    assert accept["y"] + accept["height"] <= 844
    page.evaluate(STAMPED)  # what the data want said covers neither title nor sign-in
    stamp, head = page.locator(".ec-stamp").bounding_box(), title.bounding_box()
    assert head["y"] >= stamp["y"] + stamp["height"]


def test_a_report_opens_where_its_first_numeral_stands(review, workplace):
    text = "云岭市应急管理局2006年度行政执法工作报告\n" + "整治工作持续推进。\n" * 80 + "全年罚款7.5万元。\n"
    page = review(workplace.bring(2006, text)).page
    page.wait_for_function("document.querySelector('.ec-review .document').scrollTop > 0")
    pane, mark = (page.locator(f".ec-review {one}").bounding_box() for one in (".document", "mark.current"))
    assert pane["y"] <= mark["y"] and mark["y"] + mark["height"] <= pane["y"] + pane["height"]


def test_text_of_a_document_stays_text(review, workplace):
    hostile = "<img src=x onerror=\"document.title='坏'\"><script>document.title='坏'</script>"
    title = "</div><b>坏</b>云岭市应急管理局2018年度报告"
    report = workplace.bring(2018, f"{title}\n{hostile}检查企业120家次{hostile}。\n", title=title)
    reviewer = review(report)
    assert hostile in reviewer.page.locator(".ec-review .document").inner_text()
    assert title in reviewer.dashboard.text
    assert reviewer.page.locator(".ec-review .document img").count() == 0
    assert reviewer.page.locator("b", has_text="坏").count() == 0
    assert "坏" not in reviewer.page.title()
    reviewer.press("e")
    assert reviewer.page.locator(".ec-review form .place").inner_text().startswith("120家次")


def test_a_document_of_a_hundred_thousand_characters_can_be_reviewed(review, workplace):
    line = "第{0}项。检查青禾区企业{0}家次，发现隐患{1}项，罚款{0}.5万元，根据第{1}条整治😀。\n"
    text = "云岭市应急管理局2017年度行政执法工作报告\n"
    text += "".join(line.format(n, n + 7) + "整治工作持续推进，" * 6 + "\n" for n in range(1, 1_100))
    assert len(text) > 100_000
    report = workplace.bring(2017, text)
    reviewer = review(report)
    waiting = reviewer.counts["待核对"]
    assert waiting > 2_000
    marks = reviewer.page.locator(".ec-review .document mark").count()
    assert marks == len(workplace.review(report).items)
    reviewer.press(*"aa")
    assert reviewer.counts["待核对"] == waiting - 2
    reviewer.choose("1099.5万元")
    assert reviewer.chosen == "1099.5万元"
    reviewer.press("a")
    assert workplace.states(report)["1099.5万元"][0] == "reviewed"


def test_the_figure_on_the_chart_is_chosen_by_key(review, workplace):
    report = workplace.bring(2013, TEXT + "三、其他\n全年检查企业150家次。\n")
    reviewer = review(report)
    reviewer.show("图上用哪个")
    group = reviewer.page.locator(".ec-review .whole").first
    group.wait_for()
    assert group.inner_text().split("\n") == ["监督检查次数", "图上没有", "同一报告有几个不同的数"]
    reviewer.press("j", "w")
    assert "150家次" in reviewer.notice and reviewer.chosen == "150家次"
    stands = reviewer.page.locator(".ec-review .whole", has_text="监督检查次数")
    assert "图上：150家次" in stands.inner_text()
    reviewer.dashboard.screenshot("review-wholes-1440")
    said = {item.fields["printed"]: item for item in workplace.review(report).items}
    assert (said["150家次"].status, said["150家次"].fields["whole"]) == ("reviewed", "stated")
    assert said["120家次"].status == "extracted"
    reviewer.press("u")
    reviewer.page.locator(".ec-review .whole", has_text="图上没有").wait_for()
