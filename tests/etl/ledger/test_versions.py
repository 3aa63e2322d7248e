"""A newer version of a report: what was decided and corrected comes along, what has changed is shown, and
nothing is taken for a newer version without a word."""

import pytest

from dashboard.work.review.page import changes_table
from etl.data.datafiles import load_data
from etl.data.problems import Problems
from etl.engine.prose.clauses import Words
from etl.importing import import_sources
from etl.importing.source import Source
from etl.ledger.carry import changes_of
from etl.ledger.decisions import decide, last_undoable, undo
from etl.ledger.doubts import first_look
from etl.ledger.errors import InvalidDecision
from etl.ledger.items import Choice
from etl.ledger.published import ledger_reports
from etl.ledger.reports import describe, get_report, join, list_reports
from etl.ledger.review import open_review
from tests.datafolder import DataFolder
from tests.ledgers import KNOWN, NOTHING_REGISTERED, TEXT, ReaderHere, bring

CORRECTED = TEXT.replace("罚款3.5万元", "罚款4.5万元")
OTHER = "云岭市应急管理局关于安全生产执法情况的报告\n" + "".join(
    f"第{n}条 本局依照规定组织开展第{n}轮专门行动，出动人员{n + 3}人次。\n" for n in range(30)
)


def review_all(ledger, report, who="甲"):
    waiting = [item for item in open_review(ledger, report).items if item.status == "extracted"]
    decide(
        ledger,
        report,
        [Choice("accept", item.key) for item in waiting],
        who,
        get_report(ledger, report).revision,
    )


def by_print(ledger, report):
    return {item.fields["printed"]: item for item in open_review(ledger, report).items}


def published(ledger, tmp_path, unreviewed=False):
    data = load_data(DataFolder(tmp_path / str(unreviewed)).data, Problems())
    with ledger_reports(ledger, unreviewed) as reports:
        reports.choose(data)
        return [(report.report_id, report.version) for report in reports.chosen], reports.warnings


def test_decisions_stand_where_the_words_are_the_same(ledger):
    old = bring(ledger)
    review_all(ledger, old.id)
    item = by_print(ledger, old.id)["12场"]
    decide(ledger, old.id, [Choice("edit", item.key, {"label": "大型宣传活动"})], "乙", 99)
    new = bring(ledger, "（修订稿）\n" + CORRECTED)
    found = by_print(ledger, new.id)
    assert {name for name, each in found.items() if each.status == "extracted"} == {"4.5万元"}
    assert (found["12场"].fields["label"], found["12场"].decision.who) == ("大型宣传活动", "乙")
    assert found["12场"].decision.action == "carry"
    assert open_review(ledger, new.id).text[found["12场"].start :].startswith("12场")
    assert (new.figures - new.reviewed, get_report(ledger, old.id).reviewed) == (1, old.figures)


def test_a_newer_program_may_label_the_same_words_otherwise(ledger, monkeypatch):
    old = bring(ledger)
    review_all(ledger, old.id)
    stated = Words.label.fget
    monkeypatch.setattr(Words, "label", property(lambda words: f"全年{stated(words)}"))
    new = bring(ledger, CORRECTED, engine="engine 2")
    assert {name for name, each in by_print(ledger, new.id).items() if each.status == "extracted"} == {
        "4.5万元"
    }
    (change,) = changes_of(ledger, new.id)
    assert (change.before.fields["printed"], change.after.fields["printed"]) == ("3.5万元", "4.5万元")


def test_other_words_in_the_sentence_may_mean_something_else(ledger):
    old = bring(ledger)
    review_all(ledger, old.id)
    new = bring(ledger, TEXT.replace("全年检查企业", "上半年检查企业"))
    waiting = {name for name, each in by_print(ledger, new.id).items() if each.status == "extracted"}
    assert waiting == {"120家次", "7件", "3.5万元"}


def test_what_has_changed_is_shown_beside_what_it_was_until_it_is_reviewed(ledger):
    old = bring(ledger)
    review_all(ledger, old.id)
    new = bring(ledger, CORRECTED.replace("组织培训5期", "组织了培训"))
    changes = {
        c.before.fields["printed"]: c.after and c.after.fields["printed"] for c in changes_of(ledger, new.id)
    }
    assert changes["3.5万元"] == "4.5万元" and changes["5期"] is None
    told = changes_table(changes_of(ledger, new.id))
    fines = told[told["上一版"] == "3.5万元"].iloc[0]
    assert fines["这一版"] == "4.5万元" and fines["这一版的句子"].endswith("罚款4.5万元。")
    assert list(told[told["这一版"] == "没有找到"]["上一版"]) == ["5期"]
    changed = {c.after.key for c in changes_of(ledger, new.id) if c.after}
    raised = first_look(open_review(ledger, new.id), changed=changed).doubts
    assert raised[by_print(ledger, new.id)["4.5万元"].key][0] == "changed"
    review_all(ledger, new.id)
    assert [c.before.fields["printed"] for c in changes_of(ledger, new.id)] == ["5期"]
    assert changes_of(ledger, old.id) == []


def test_the_same_words_under_another_heading_of_a_table_are_not_taken_for_the_same(ledger):
    table = "云岭市应急管理局2024年度行政执法统计年报\n单位\t{}\n青禾区局\t17\t23\n临溪区局\t19\t29\n"
    old = bring(ledger, table.format("检查（次）\t处罚（件）"))
    review_all(ledger, old.id)
    assert get_report(ledger, old.id).reviewed == 4
    new = bring(ledger, table.format("处罚（件）\t检查（次）"))
    assert (new.supersedes, new.reviewed) == (old.id, 0)


def test_a_carried_decision_can_be_undone_alone(ledger):
    old = bring(ledger)
    review_all(ledger, old.id)
    new = bring(ledger, CORRECTED)
    last = last_undoable(open_review(ledger, new.id).decisions, "甲")
    undo(ledger, new.id, last.id, "甲")
    assert get_report(ledger, new.id).reviewed == new.reviewed - 1


def test_the_reviewed_version_stays_published_until_the_new_one_is_reviewed(ledger, tmp_path):
    old = bring(ledger)
    review_all(ledger, old.id)
    new = bring(ledger, CORRECTED)
    chosen, warnings = published(ledger, tmp_path, unreviewed=True)
    assert chosen == [(old.report_id, 1)] and "新版还没有核对完" in warnings[0]
    review_all(ledger, new.id)
    assert published(ledger, tmp_path) == ([(old.report_id, 2)], [])


def test_a_newer_version_of_what_nobody_has_reviewed_counts_at_once(ledger, tmp_path):
    old = bring(ledger)
    bring(ledger, CORRECTED)
    assert published(ledger, tmp_path, unreviewed=True) == ([(old.report_id, 2)], [])


def test_what_does_not_resemble_is_no_version_unless_a_person_says_so(ledger):
    old, other = bring(ledger), bring(ledger, OTHER, kind="rule_of_law", year=2024, period_start="2024-01-01",
                                      period_end="2024-12-31")  # fmt: skip
    assert other.supersedes is None and other.report_id == f"{old.report_id}-2"
    joined = describe(ledger, other.id, {"version_of": "same"}, "甲", other.revision, NOTHING_REGISTERED)
    assert (joined.supersedes, joined.report_id) == (old.id, old.report_id)


def test_a_version_that_is_none_is_set_apart_and_gives_back_what_was_carried(ledger):
    old = bring(ledger)
    review_all(ledger, old.id)
    new = bring(ledger, CORRECTED)
    apart = describe(ledger, new.id, {"version_of": "apart"}, "甲", new.revision, NOTHING_REGISTERED)
    assert (apart.supersedes, apart.report_id, apart.reviewed) == (None, f"{old.report_id}-2", 0)
    assert {report.id for report in list_reports(ledger)} == {old.id, new.id}
    again = describe(ledger, new.id, {"version_of": ""}, "甲", apart.revision, NOTHING_REGISTERED)
    assert (again.supersedes, again.reviewed) == (old.id, new.reviewed)


@pytest.mark.parametrize("asked", [0, 1])
def test_what_was_parted_is_joined_again_from_either_side_and_can_be_parted_again(ledger, asked):
    old = bring(ledger)
    review_all(ledger, old.id)
    new = bring(ledger, CORRECTED)
    for _ in range(2):
        now = get_report(ledger, new.id)
        apart = describe(ledger, new.id, {"version_of": "apart"}, "甲", now.revision, NOTHING_REGISTERED)
        assert (apart.supersedes, apart.reviewed) == (None, 0)
        one = (old, new)[asked]
        join(ledger, one.id, "甲", get_report(ledger, one.id).revision)
        joined = get_report(ledger, new.id)
        assert (joined.report_id, joined.supersedes, joined.reviewed) == (old.report_id, old.id, new.reviewed)
        assert [report.id for report in list_reports(ledger)] == [new.id]


def test_what_has_no_namesake_is_not_said_to_be_joined(ledger):
    alone = bring(ledger)
    with pytest.raises(InvalidDecision, match="没有并为一份"):
        join(ledger, alone.id, "甲", alone.revision)


def test_a_document_that_names_another_agency_is_no_version_whatever_it_was_given(ledger):
    old = bring(ledger)
    others = TEXT.replace("云岭市应急管理局", "云岭市住房和城乡建设局")
    assert bring(ledger, others).report_id != old.report_id


def imported(ledger, text, **given):
    (outcome,) = import_sources(ledger, [Source("r.txt", text.encode())], "甲", given, ReaderHere())
    return outcome


def test_the_import_says_what_is_superseded_carried_and_inherited(ledger):
    first = imported(ledger, TEXT, **KNOWN)
    describe(ledger, first.report, {"title": "改过的标题2024年报告"}, "甲", 0, NOTHING_REGISTERED)
    review_all(ledger, first.report)
    second = imported(ledger, CORRECTED)
    assert second.result == "new_version" and second.supersedes == first.report
    for said in ("取代“r.txt”", "核对完之前仍发布旧版", "沿用了对旧版的更正：", "标题", "请在导入页分开"):
        assert said in second.message
    new = get_report(ledger, second.report)
    assert 0 < new.reviewed < new.figures
    assert f"，{new.figures - new.reviewed} 个数字待核对；" in second.message  # the others are decided
    assert get_report(ledger, second.report).known["title"] == "改过的标题2024年报告"


@pytest.mark.parametrize("given", [{"agency": "云岭市消防救援支队"}, {"year": 2023}])
def test_what_is_said_at_the_import_goes_over_what_could_be_inherited(ledger, given):
    first = imported(ledger, TEXT, **KNOWN)
    describe(ledger, first.report, {"title": "改过的标题2024年报告"}, "甲", 0, NOTHING_REGISTERED)
    second = get_report(ledger, imported(ledger, CORRECTED, **(KNOWN | given)).report)
    assert second.supersedes is None and second.known["title"] != "改过的标题2024年报告"


def test_a_report_of_the_same_name_that_is_no_version_is_announced(ledger):
    imported(ledger, TEXT, **KNOWN)
    about = {"kind": "rule_of_law", "year": 2024, "period_start": "2024-01-01", "period_end": "2024-12-31"}
    said = imported(ledger, OTHER, **KNOWN, **about).message
    assert "文字不像，没有当作它的新版" in said
    for kind in "甲乙丙丁":  # of many, the first are named
        said = imported(ledger, kind.join(OTHER), **KNOWN, **about).message
    assert said.count("“") == 3 and "等 5 份报告" in said


def test_all_figures_of_a_joint_zero_come_along(ledger):
    text = TEXT + "全年未发生行政复议、行政诉讼案件。\n"
    old = bring(ledger, text)
    review_all(ledger, old.id)
    start = text.index("未发生")
    zero = {"start": start, "end": start + 3, "indicator": "hearings", "label": "听证", "unit": "件"}
    decide(ledger, old.id, [Choice("add", fields=zero)], "甲", 99)
    new = bring(ledger, "（修订稿）\n" + text.replace("罚款3.5万元", "罚款4.5万元"))
    found = [item for item in open_review(ledger, new.id).items if item.fields["printed"] == "未发生"]
    assert [(item.fields["indicator"], item.status) for item in found] == [
        ("reconsiderations", "reviewed"),
        ("litigations", "reviewed"),
        ("hearings", "reviewed"),
    ]
