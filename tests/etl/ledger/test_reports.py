"""What is known of a report: corrected by people, ordered into versions, set aside and brought back."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from etl.ledger import open_ledger
from etl.ledger.decisions import decide
from etl.ledger.errors import ConflictingDecision, InvalidDecision, UnknownReport
from etl.ledger.intake import find_text
from etl.ledger.items import Choice
from etl.ledger.registered import registered
from etl.ledger.reports import describe, get_report, list_reports, original_file, restore, withdraw
from etl.ledger.review import open_review
from tests.ledgers import NOTHING_REGISTERED, TEXT, bring


def correct(ledger, report, who="甲", based_on=99, **changes):
    return describe(ledger, report, changes, who, based_on, NOTHING_REGISTERED)


def current(ledger):
    return [(report.report_id, report.version, report.id) for report in list_reports(ledger)]


def test_a_report_is_named_by_division_kind_and_year(ledger):
    report = bring(ledger)
    assert (report.report_id, report.version, report.current, report.missing) == (
        "991200-rule_of_law-2024", 1, True, (),
    )  # fmt: skip
    part = bring(ledger, TEXT + "一季度", period_end="2024-03-31")
    assert part.report_id == "991200-rule_of_law-20240101-20240331"


def test_the_same_text_is_found_and_the_file_is_kept_as_it_came(ledger):
    report = bring(ledger, name="../下载/报告.txt")
    assert find_text(ledger, TEXT) == report
    assert find_text(ledger, TEXT + " ") is None
    assert original_file(ledger, report.id) == ("../下载/报告.txt", TEXT.encode())
    with pytest.raises(UnknownReport):
        original_file(ledger, report.id + 1)


def test_the_same_document_brought_by_many_at_once_is_there_once(address, ledger):
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda n: bring(open_ledger(address), who=f"第{n}人"), range(6)))
    assert len({report.id for report in found}) == 1
    assert len(list_reports(ledger, all_versions=True)) == 1


def test_versions_brought_by_many_at_once_are_all_kept_and_one_counts(address, ledger):
    texts = [f"{TEXT}第{n}稿\n" for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda text: bring(open_ledger(address), text), texts))
    versions = sorted(list_reports(ledger, all_versions=True), key=lambda report: report.id)
    assert [report.version for report in versions] == [1, 2, 3, 4, 5, 6]
    assert [report.current for report in versions] == [False] * 5 + [True]


def test_a_newer_version_supersedes_the_older_which_keeps_its_decisions(ledger):
    old = bring(ledger)
    key = next(i.key for i in open_review(ledger, old.id).items if i.status == "extracted")
    decide(ledger, old.id, [Choice("accept", key)], "甲", 0)
    new = bring(ledger, TEXT.replace("120家次", "125家次"))
    assert (new.report_id, new.version, new.supersedes) == (old.report_id, 2, old.id)
    assert current(ledger) == [(old.report_id, 2, new.id)]
    assert [r.id for r in list_reports(ledger, all_versions=True)] == [new.id, old.id]
    assert open_review(ledger, old.id).decisions[0].who == "甲"


def test_another_kind_or_period_is_another_report(ledger):
    bring(ledger)
    bring(ledger, TEXT + "另", kind="enforcement")
    bring(ledger, TEXT + "又", year=2023, period_start="2023-01-01", period_end="2023-12-31")
    assert len(current(ledger)) == 3


def test_two_agencies_of_one_division_have_names_of_their_own(ledger):
    bring(ledger)
    other = bring(ledger, TEXT + "另", agency="云岭市消防救援支队")
    assert other.report_id == "991200-rule_of_law-2024-2"


def test_a_withdrawn_report_gives_way_to_the_version_before_and_can_come_back(ledger):
    old, new = bring(ledger), bring(ledger, TEXT + "修订")
    with pytest.raises(InvalidDecision, match="为什么"):
        withdraw(ledger, new.id, "甲", " ", 0)
    withdraw(ledger, new.id, "甲", "误传", 0)
    assert current(ledger) == [(old.report_id, 1, old.id)]
    restore(ledger, new.id, "甲", 1)
    assert current(ledger) == [(old.report_id, 2, new.id)]
    assert [d.action for d in open_review(ledger, new.id).decisions] == ["withdraw", "restore"]


def test_correcting_the_metadata_is_a_decision_with_before_and_after(ledger):
    report = bring(ledger)
    changed = correct(ledger, report.id, title="改过的标题2024年报告", url="https://a.example.cn/1")
    assert changed.known["title"] == "改过的标题2024年报告"
    assert (changed.revision, changed.report_id) == (1, report.report_id)
    decision = open_review(ledger, report.id).decisions[0]
    assert (decision.action, decision.who) == ("describe", "甲")
    assert decision.before == {"title": report.known["title"], "url": ""}
    assert correct(ledger, report.id, title="改过的标题2024年报告").revision == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"year": "next"}, "不是年份"),
        ({"kind": "poem"}, "不在允许的取值中"),
        ({"published": "2024-02-30"}, "不是日期"),
        ({"url": "javascript:alert(1)"}, "不是网址"),
        ({"adcode": "12"}, "行政区划代码"),
        ({"title": "两\n行"}, "控制字符"),
        ({"mood": "good"}, "没有这些字段"),
    ],
)
def test_metadata_that_cannot_be_is_refused(ledger, changes, said):
    report = bring(ledger)
    with pytest.raises(InvalidDecision, match=said):
        correct(ledger, report.id, **changes)
    assert get_report(ledger, report.id) == report


def test_what_is_missing_is_said_and_once_filled_in_the_report_has_its_name(ledger):
    report = bring(ledger, "工作总结\n检查企业3家次。\n", agency="", adcode="", year="", period_start="",
                   period_end="", title="")  # fmt: skip
    assert report.report_id.startswith("doc-")
    assert "缺机构" in report.missing and "缺年份" in report.missing
    named = correct(
        ledger, report.id, agency="云岭市应急管理局", adcode="991200", year=2022,
        period_start="2022-01-01", period_end="2022-12-31", title="2022年工作总结", kind="bulletin",
    )  # fmt: skip
    assert (named.missing, named.report_id) == ((), f"991200-{report.known['kind']}-2022")


def test_another_year_takes_the_whole_years_period_along_and_no_other(ledger):
    report = correct(ledger, bring(ledger).id, year="2022")
    assert (report.known["period_start"], report.known["period_end"]) == ("2022-01-01", "2022-12-31")
    assert report.report_id.endswith("-2022")
    part = bring(ledger, TEXT + "一季度", period_end="2024-03-31")
    assert correct(ledger, part.id, year=2023).known["period_end"] == "2024-03-31"


def test_a_correction_that_makes_two_reports_one_orders_them_by_import(ledger):
    first = bring(ledger, year=2023, period_start="2023-01-01", period_end="2023-12-31")
    second = bring(ledger, TEXT + "修订")
    assert len(current(ledger)) == 2
    correct(ledger, first.id, year=2024, period_start="2024-01-01", period_end="2024-12-31")
    assert current(ledger) == [(second.report_id, 2, second.id)]
    assert get_report(ledger, second.id).supersedes == first.id
    correct(ledger, second.id, kind="enforcement")
    assert len(current(ledger)) == 2
    assert get_report(ledger, first.id).current


def test_two_people_correcting_one_field_conflict_and_other_fields_do_not(ledger):
    report = bring(ledger)
    correct(ledger, report.id, who="甲", based_on=0, title="甲的标题2024年报告")
    with pytest.raises(ConflictingDecision, match="甲.*修改了报告信息") as conflict:
        correct(ledger, report.id, who="乙", based_on=0, title="乙的标题2024年报告")
    assert conflict.value.other.after == {"title": "甲的标题2024年报告"}
    correct(ledger, report.id, who="乙", based_on=0, url="https://a.example.cn/2")
    assert get_report(ledger, report.id).known["title"] == "甲的标题2024年报告"


def test_a_report_that_data_registers_takes_its_name_and_its_agencys_division(ledger, data_folder):
    data_folder.add_report("yunling-2024", title="登记的标题2024年报告")
    data = registered(data_folder.data)
    report = bring(ledger, registered=data, title="")
    assert (report.report_id, report.known["title"]) == ("yunling-2024", "登记的标题2024年报告")
    moved = describe(ledger, report.id, {"agency": "云岭市青禾区应急管理局"}, "甲", 0, data)
    assert (moved.known["adcode"], moved.known["district"]) == ("991203", "青禾区")


GUESSED = "青禾区河道检查\n来源：云岭市应急管理局\n日前，检查河道20处。\n发布日期：2025-04-20\n"


def test_what_was_guessed_is_to_be_confirmed_before_it_is_published(ledger):
    report = bring(ledger, GUESSED, year=2025)
    assert report.missing == ("待确认期间",)  # the year and the agency were given at import
    confirmed = describe(ledger, report.id, {"guessed": {}}, "甲", report.revision)
    assert (confirmed.missing, confirmed.known["period_end"]) == ((), report.known["period_end"])
    (decision,) = open_review(ledger, report.id).decisions
    assert (decision.action, decision.after) == ("describe", {"guessed": {}})


def test_a_field_that_is_corrected_is_a_guess_no_longer(ledger):
    report = bring(ledger, GUESSED, year=2025)
    corrected = correct(ledger, report.id, period_start="2025-04-01", period_end="2025-04-20")
    assert (corrected.missing, corrected.known["guessed"]) == ((), {})


def test_confirming_adds_no_guess_that_the_program_did_not_make(ledger):
    report = bring(ledger)
    assert describe(ledger, report.id, {"guessed": {"agency": "agency_area"}}, "甲", 0).known["guessed"] == {}
