"""Reviewing: what each decision does, that nobody overwrites anybody, and that all can be undone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from etl.ledger import open_ledger
from etl.ledger.decisions import Desk, accept_all, decide, last_undoable, undo
from etl.ledger.errors import ConflictingDecision, InvalidDecision, UnknownReport
from etl.ledger.fold import fold
from etl.ledger.items import Choice
from etl.ledger.review import open_review
from etl.ledger.schema import decisions
from etl.ledger.validate import suggested
from tests.ledgers import TEXT, bring


@pytest.fixture
def report(ledger):
    return bring(ledger).id


def item(ledger, report, printed):
    return next(i for i in open_review(ledger, report).items if i.fields["printed"] == printed)


def take(ledger, report, action, printed, who="甲", **choice):
    review = open_review(ledger, report)
    key = item(ledger, report, printed).key
    return decide(ledger, report, [Choice(action, key, **choice)], who, review.revision)[0]


def test_a_new_document_has_every_numeral_and_no_decision(ledger, report):
    review = open_review(ledger, report)
    assert review.text == TEXT
    assert [i.fields["printed"] for i in review.items if i.status == "extracted"] == [
        "120家次", "7件", "3.5万元", "12场", "1.3万余份", "5期",
    ]  # fmt: skip
    assert all(TEXT[i.start : i.end] == i.fields["printed"] for i in review.items)
    assert (review.revision, review.decisions) == (0, [])
    assert (review.report.figures, review.report.reviewed) == (6, 0)


def test_accepting_makes_a_figure_reviewed_and_says_who_when_before_and_after(ledger, report):
    taken = take(ledger, report, "accept", "120家次", who="甲")
    now = item(ledger, report, "120家次")
    assert now.status == "reviewed"
    assert now.decision == taken
    assert (taken.who, taken.action, taken.revision) == ("甲", "accept", 1)
    assert taken.before["status"] == "extracted" and taken.after["status"] == "reviewed"
    assert taken.at.startswith("20") and taken.at.endswith("+00:00")
    assert open_review(ledger, report).report.reviewed == 1


def test_editing_changes_what_is_said_and_keeps_the_rest(ledger, report):
    before = item(ledger, report, "12场")
    take(ledger, report, "edit", "12场", fields={"label": "安全宣传进社区", "sector": "矿山"})
    after = item(ledger, report, "12场")
    assert (after.fields["label"], after.fields["sector"]) == ("安全宣传进社区", "矿山")
    assert after.fields["indicator"] == before.fields["indicator"]
    assert after.key == before.key


def test_editing_the_place_takes_print_and_number_from_the_text(ledger, report):
    start = TEXT.index("1.3万余份")
    take(ledger, report, "edit", "1.3万余份", fields={"start": start, "end": start + len("1.3万")})
    after = item(ledger, report, "1.3万")
    assert (after.fields["value"], after.end) == ("13000", start + 4)
    assert after.key == f"{start}:{start + len('1.3万余份')}"


def test_rejecting_keeps_the_numeral_with_its_reason(ledger, report):
    take(ledger, report, "reject", "5期", reason="structure")
    now = item(ledger, report, "5期")
    assert (now.status, now.reason) == ("rejected", "structure")


def test_a_rejected_numeral_can_be_promoted(ledger, report):
    take(ledger, report, "reject", "5期", reason="structure")
    take(ledger, report, "promote", "5期", fields={"label": "培训期数", "unit": "期"})
    assert item(ledger, report, "5期").status == "reviewed"


def test_a_numeral_that_the_program_rejected_can_be_promoted(ledger):
    report = bring(ledger, TEXT + "连续7年获评优秀。\n").id
    numeral = next(i for i in open_review(ledger, report).items if i.start > len(TEXT))
    assert numeral.status == "rejected"
    take(ledger, report, "promote", numeral.fields["printed"], fields={"label": "连续优秀"})
    assert item(ledger, report, numeral.fields["printed"]).fields["value"] == "7"


def test_a_missed_figure_is_added_by_its_place(ledger):
    text = TEXT + "另有甲乙丙各三名。\n"
    report = bring(ledger, text).id
    for found in open_review(ledger, report).items:
        if found.start > len(TEXT) and found.status != "rejected":
            take(ledger, report, "reject", found.fields["printed"], reason="structure")
    start = text.index("各三名")
    fields = suggested(text, start, start + 3, open_review(ledger, report).items)
    assert (fields["value"], fields["printed"]) == ("3", "各三名")
    decide(ledger, report, [Choice("add", fields=fields | {"label": "骨干"})], "甲", 99)
    added = item(ledger, report, "各三名")
    assert added.status == "reviewed"
    assert [i.key for i in open_review(ledger, report).items].count(added.key) == 1


@pytest.mark.parametrize("action", ["accept", "edit", "reject"])
def test_many_rows_cost_each_its_own_and_are_what_reading_them_anew_gives(ledger, action, monkeypatch):
    lines = [f"检查第{street}街道企业{100 + street}家次。\n" for street in range(1, 30)]
    report = bring(ledger, TEXT + "".join(lines)).id
    folded = []
    monkeypatch.setattr(
        "etl.ledger.decisions.fold", lambda *said: folded.append(items := fold(*said)) or items
    )
    before = open_review(ledger, report)
    keys = [item.key for item in before.items if item.fields["printed"].endswith("家次")]
    said = {"edit": {"fields": {"sector": "矿山"}}, "reject": {"reason": "structure"}}.get(action, {})
    with ledger.writing() as connection:
        desk = Desk(connection, report, "together")
        for key in keys:
            desk.take(Choice(action, key, **said), "甲", 0)
        assert len(folded) == 1  # the document is not read anew for each row
        assert list(desk.items.values()) == fold(desk.found, desk.decisions)
        desk.close()
    assert len(keys) == 30
    decision = last_undoable(open_review(ledger, report).decisions, "甲")
    assert len(undo(ledger, report, decision.id, "乙")) == len(keys)
    assert len(folded) == 2
    assert open_review(ledger, report).items == before.items


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice("reject", reason="weather"), "不是不取的理由"),
        (Choice("edit", fields={"value": "121"}), "请核对"),
        (Choice("edit", fields={"indicator": "happiness"}), "没有指标"),
        (Choice("edit", fields={"label": ""}), "label"),
        (Choice("edit", fields={"label": "=cmd()"}), "公式"),
        (Choice("edit", fields={"colour": "red"}), "没有这些字段"),
        (Choice("edit", fields={"start": 0, "end": 10**9}), "不在原文里"),
        (Choice("edit", fields={"start": 0, "end": 5}), "读不出数字"),
        (Choice("promote"), "已经是数据"),
        (Choice("dance"), "没有“dance”"),
    ],
)
def test_a_choice_that_does_not_fit_is_refused_and_nothing_changes(ledger, report, choice, said):
    key = item(ledger, report, "120家次").key
    choice = Choice(choice.action, key, choice.fields, choice.reason)
    with pytest.raises(InvalidDecision, match=said):
        decide(ledger, report, [Choice("accept", item(ledger, report, "7件").key), choice], "甲", 0)
    review = open_review(ledger, report)
    assert (review.revision, review.decisions) == (0, [])
    assert all(i.status != "reviewed" for i in review.items)


def test_a_figure_over_another_one_is_refused(ledger, report):
    start = TEXT.index("120家次")
    with pytest.raises(InvalidDecision, match="重叠"):
        fields = {"start": start, "end": start + 3, "label": "检查"}
        decide(ledger, report, [Choice("add", fields=fields)], "甲", 0)


def test_an_unknown_report_is_said(ledger):
    with pytest.raises(UnknownReport, match="4711"):
        open_review(ledger, 4711)
    with pytest.raises(UnknownReport):
        decide(ledger, 4711, [Choice("accept", "1:2")], "甲", 0)


def test_the_second_of_two_reviewers_sees_the_firsts_decision(ledger, report):
    both_saw = open_review(ledger, report).revision
    key = item(ledger, report, "7件").key
    first = decide(ledger, report, [Choice("reject", key, reason="external")], "甲", both_saw)[0]
    with pytest.raises(ConflictingDecision, match="甲.*判为非数据.*7件") as conflict:
        decide(ledger, report, [Choice("accept", key)], "乙", both_saw)
    assert conflict.value.other == first
    assert item(ledger, report, "7件").status == "rejected"
    decide(ledger, report, [Choice("promote", key)], "乙", first.revision)  # having seen it
    assert item(ledger, report, "7件").status == "reviewed"


def test_decisions_about_different_numerals_do_not_conflict(ledger, report):
    decide(ledger, report, [Choice("accept", item(ledger, report, "7件").key)], "甲", 0)
    decide(ledger, report, [Choice("accept", item(ledger, report, "5期").key)], "乙", 0)
    assert open_review(ledger, report).report.reviewed == 2


def test_a_figure_entered_over_a_place_that_another_has_decided_conflicts(ledger):
    text = TEXT + "连续7年获评优秀。\n"
    report = bring(ledger, text).id
    numeral = next(i for i in open_review(ledger, report).items if i.start > len(TEXT))
    decide(ledger, report, [Choice("reject", numeral.key, reason="rank")] if numeral.status != "rejected"
           else [Choice("promote", numeral.key, {"label": "连续优秀"})], "甲", 0)  # fmt: skip
    start = text.index("7年获")
    with pytest.raises(ConflictingDecision):
        fields = {"start": start, "end": start + 1, "label": "连续"}
        decide(ledger, report, [Choice("add", fields=fields)], "乙", 0)


def test_the_same_choice_again_is_taken_once(ledger, report):
    choice = Choice("edit", item(ledger, report, "12场").key, {"label": "宣传"})
    first = decide(ledger, report, [choice], "甲", 0)
    assert decide(ledger, report, [choice], "甲", 0) == first
    assert len(open_review(ledger, report).decisions) == 1


def test_undoing_brings_back_what_was_before(ledger, report):
    original = item(ledger, report, "12场")
    first = take(ledger, report, "edit", "12场", fields={"label": "甲说"})
    second = take(ledger, report, "edit", "12场", fields={"label": "乙说"}, who="乙")
    with pytest.raises(ConflictingDecision, match="请先撤销它") as conflict:
        undo(ledger, report, first.id, "甲")
    assert conflict.value.other.id == second.id
    undo(ledger, report, second.id, "甲")
    assert item(ledger, report, "12场").fields["label"] == "甲说"
    undo(ledger, report, first.id, "甲")
    assert item(ledger, report, "12场") == original
    with pytest.raises(InvalidDecision, match="已经撤销"):
        undo(ledger, report, first.id, "甲")
    history = open_review(ledger, report).decisions
    assert [(d.action, d.undone) for d in history] == [
        ("edit", True), ("edit", True), ("undo", False), ("undo", False),
    ]  # fmt: skip


def test_an_added_figure_is_gone_when_it_is_undone(ledger):
    text = "云岭市应急管理局2024年工作报告\n全局上下齐心。\n"
    report = bring(ledger, text).id
    taken = decide(
        ledger, report, [Choice("add", fields={"start": text.index("2024"), "end": text.index("2024") + 4,
                                               "label": "年份"})], "甲", 0,
    )  # fmt: skip
    undo(ledger, report, taken[0].id, "甲")
    assert all(i.status == "rejected" for i in open_review(ledger, report).items)


def test_what_ctrl_z_means_is_ones_own_latest_decision_that_still_stands(ledger, report):
    mine = take(ledger, report, "accept", "7件", who="甲")
    take(ledger, report, "accept", "5期", who="乙")
    assert last_undoable(open_review(ledger, report).decisions, "甲") == mine
    undo(ledger, report, mine.id, "甲")
    assert last_undoable(open_review(ledger, report).decisions, "甲") is None


def test_many_are_accepted_together_leaving_what_others_decided_and_undone_together(ledger, report):
    keys = [i.key for i in open_review(ledger, report).items if i.status == "extracted"]
    theirs = decide(ledger, report, [Choice("reject", keys[0], reason="external")], "乙", 0)
    taken, others = accept_all(ledger, report, keys, "甲", 0)
    assert (len(taken), others) == (len(keys) - 1, theirs)
    assert open_review(ledger, report).report.reviewed == len(keys) - 1
    undo(ledger, report, taken[2].id, "甲")
    assert open_review(ledger, report).report.reviewed == 0
    assert item(ledger, report, "120家次").status == "rejected"


def test_of_many_reviewers_at_once_each_numeral_has_one_winner(address, ledger, report):
    keys = [i.key for i in open_review(ledger, report).items if i.status == "extracted"]

    def reviewer(number: int) -> tuple[int, int]:
        won = lost = 0
        for key in keys[number % 2 :: 1]:
            try:
                decide(open_ledger(address), report, [Choice("edit", key, {"label": f"第{number}人"})],
                       f"第{number}人", 0)  # fmt: skip
                won += 1
            except ConflictingDecision:
                lost += 1
        return won, lost

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(reviewer, range(6)))
    review = open_review(ledger, report)
    assert sum(won for won, _ in results) == len(keys) == len(review.decisions)
    assert [d.revision for d in review.decisions] == list(range(1, len(keys) + 1))
    for each in review.items:
        if each.key in keys:
            assert each.fields["label"] == each.decision.who


def test_a_decision_cannot_be_changed_or_deleted_even_by_sql(ledger, report):
    take(ledger, report, "accept", "7件")
    for statement in (update(decisions).values(who="谁"), delete(decisions)):
        with pytest.raises(DBAPIError, match="append-only"), ledger.writing() as connection:
            connection.execute(statement)
    assert open_review(ledger, report).decisions[0].who == "甲"


def test_what_was_undone_does_not_come_back_over_what_took_its_place(ledger, report):
    take(ledger, report, "accept", "120家次")
    rejected = take(ledger, report, "reject", "120家次", reason="external")
    start = TEXT.index("120家次")
    added = decide(
        ledger, report, [Choice("add", fields={"start": start, "end": start + 3, "label": "检查"})], "乙", 2
    )[0]
    with pytest.raises(ConflictingDecision, match="乙.*补录了“120”；请先撤销它") as conflict:
        undo(ledger, report, rejected.id, "甲")
    assert conflict.value.other == added
    undo(ledger, report, added.id, "乙")
    undo(ledger, report, rejected.id, "甲")
    assert item(ledger, report, "120家次").status == "reviewed"


JOINT = TEXT + "全年未发生行政复议、行政诉讼案件。\n"


@pytest.fixture
def joint(ledger):
    """A report in which one word says of two things that they did not happen."""
    return bring(ledger, JOINT).id


def add_zero(ledger, report, indicator, label, based_on=99):
    start = JOINT.index("未发生")
    fields = {"start": start, "end": start + 3, "indicator": indicator, "label": label, "unit": "件"}
    return decide(ledger, report, [Choice("add", fields=fields)], "甲", based_on)[0]


def zeros(ledger, report):
    return {i.fields["indicator"]: i.status for i in open_review(ledger, report).items
            if i.fields["printed"] == "未发生"}  # fmt: skip


def test_a_joint_zero_is_two_figures_at_one_place(ledger, joint):
    found = {"reconsiderations": "extracted", "litigations": "extracted"}
    assert zeros(ledger, joint) == found
    added = add_zero(ledger, joint, "hearings", "听证案件")
    assert zeros(ledger, joint) == found | {"hearings": "reviewed"}
    accepted = take(ledger, joint, "accept", "未发生")
    assert zeros(ledger, joint) == found | {"reconsiderations": "reviewed", "hearings": "reviewed"}
    beside = decide(ledger, joint, [Choice("edit", added.key, {"label": "行政听证"})], "甲", 99)[0]
    assert (beside.key, beside.after["label"]) == (added.key, "行政听证")
    undo(ledger, joint, beside.id, "甲")
    undo(ledger, joint, added.id, "甲")
    undo(ledger, joint, accepted.id, "甲")
    assert zeros(ledger, joint) == found


def test_one_zero_of_two_may_be_rejected_without_the_other(ledger, joint):
    take(ledger, joint, "reject", "未发生", reason="external")
    there = [i for i in open_review(ledger, joint).items if i.fields["printed"] == "未发生"]
    assert [(i.status, i.fields.get("indicator")) for i in there] == [
        ("rejected", None),
        ("extracted", "litigations"),
    ]


def test_the_same_zero_twice_and_two_counts_at_one_place_are_refused(ledger, joint):
    add_zero(ledger, joint, "hearings", "听证案件")
    with pytest.raises(InvalidDecision, match="已经在列表中"):
        add_zero(ledger, joint, "hearings", "听证案件")
    start = JOINT.index("7件")
    with pytest.raises(InvalidDecision, match="已经在列表中"):
        fields = {"start": start, "end": start + 2, "label": "另一个", "unit": "件"}
        decide(ledger, joint, [Choice("add", fields=fields)], "甲", 99)
