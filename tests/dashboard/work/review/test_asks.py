"""What the pane asks for is done once, by someone who may, and refused in words."""

import pytest

from dashboard.work import access
from dashboard.work.review import asks
from dashboard.work.review.asks import Conversation, answer
from etl.ledger import open_ledger
from etl.ledger.decisions import decide
from etl.ledger.items import Choice
from etl.ledger.review import open_review
from tests.ledgers import TEXT, bring


@pytest.fixture
def ledger(tmp_path):
    return open_ledger(str(tmp_path / "ledger.sqlite"))


@pytest.fixture
def report(ledger):
    return bring(ledger).id


@pytest.fixture(autouse=True)
def reviewer(monkeypatch):
    monkeypatch.setattr(asks, "acting", lambda needed: "李")


def _key(ledger, report, printed: str) -> str:
    items = open_review(ledger, report).items
    return next(item.key for item in items if item.fields["printed"] == printed)


def _accept(ledger, report, number: str, printed: str = "7件", based_on: int = 0) -> dict:
    key = _key(ledger, report, printed)
    return {"number": number, "do": "decide", "action": "accept", "key": key, "based_on": based_on}


def test_an_ask_that_arrives_twice_is_done_once(ledger, report):
    talk = Conversation()
    talk.hear(ledger, report, [_accept(ledger, report, "1")])
    talk.hear(ledger, report, [_accept(ledger, report, "1"), _accept(ledger, report, "2", "12场")])
    assert [a["done"] for a in talk.answers.values()] == [True, True]
    assert len(open_review(ledger, report).decisions) == 2


def test_a_conflict_names_the_other_reviewer_and_changes_nothing(ledger, report):
    key = _key(ledger, report, "7件")
    decide(ledger, report, [Choice("reject", key, reason="future")], "王", 0)
    said = answer(ledger, report, _accept(ledger, report, "1") | {"key": key, "action": "edit", "fields": {}})
    assert (said["done"], said["conflict"]) == (False, True)
    assert "王" in said["text"] and "没有保存" in said["text"]
    assert len(open_review(ledger, report).decisions) == 1


def test_who_may_not_review_is_refused(ledger, report, monkeypatch):
    def refuse(needed):
        raise access.AccessDenied("没有权限")

    monkeypatch.setattr(asks, "acting", refuse)
    assert answer(ledger, report, _accept(ledger, report, "1")) == {"done": False, "text": "没有权限"}
    assert open_review(ledger, report).decisions == []


def test_the_form_for_a_missed_figure_begins_with_its_number(ledger, report):
    start = TEXT.index("12场")
    said = answer(ledger, report, {"do": "draft", "start": start, "end": start + 3})
    assert said["draft"]["printed"] == "12场"
    assert (said["draft"]["value"], said["draft"]["unit"]) == ("12", "场")
    said = answer(ledger, report, {"do": "draft", "start": start, "end": len(TEXT) + 9})
    assert not said["done"] and "不在原文里" in said["text"]


def test_undo_takes_back_ones_own_last_decision(ledger, report):
    assert "没有可撤销" in answer(ledger, report, {"do": "undo", "based_on": 0})["text"]
    answer(ledger, report, _accept(ledger, report, "1"))
    assert answer(ledger, report, {"do": "undo", "based_on": 1})["text"] == "已撤销。"
    key = _key(ledger, report, "7件")
    assert {item.key: item for item in open_review(ledger, report).items}[key].status == "extracted"


def test_fields_that_a_figure_does_not_have_are_not_passed_on(ledger, report):
    ask = _accept(ledger, report, "1") | {"action": "edit", "fields": {"status": "rejected", "label": "查处"}}
    assert answer(ledger, report, ask)["done"]
    (decision,) = open_review(ledger, report).decisions
    assert decision.after["status"] == "reviewed" and decision.after["label"] == "查处"


def _edit(ledger, report, printed: str, **fields) -> dict:
    return _accept(ledger, report, "1", printed) | {"action": "edit", "fields": fields}


def test_a_refusal_names_the_fields_as_the_form_does(ledger, report):
    said = answer(ledger, report, _edit(ledger, report, "7件", scope="other"))["text"]
    assert "“口径”为文中所指机构" in said and "“所指机构”为空" in said
    said = answer(ledger, report, _edit(ledger, report, "7件", label=" "))["text"]
    assert said == "“7件”：“所指”不能为空，请填写"
    said = answer(ledger, report, _edit(ledger, report, "7件", measure="share", indicator="penalties"))[
        "text"
    ]
    assert not any(letter.isascii() and letter.isalpha() for letter in said), said


def test_a_label_is_stripped_and_no_paragraph(ledger, report):
    assert answer(ledger, report, _edit(ledger, report, "7件", label=" 查处\n违法 行为 "))["done"]
    review = open_review(ledger, report)
    assert review.decisions[-1].after["label"] == "查处 违法 行为"
    said = answer(ledger, report, _edit(ledger, report, "12场", label="开展宣传活动。" * 9) | {"based_on": 1})
    assert not said["done"] and "“所指”写成了一段话" in said["text"]


def test_an_empty_label_takes_the_heading_of_its_column(ledger):
    table = "单位\t立案数量\t罚款数额\n青禾区\t31\t52\n蓝溪县\t44\t63\n"
    report = bring(ledger, TEXT + table).id
    assert answer(ledger, report, _edit(ledger, report, "44", label=""))["done"]
    assert open_review(ledger, report).decisions[-1].after["label"] == "立案数量"
    start = (TEXT + table).index("63")
    draft = answer(ledger, report, {"do": "draft", "start": start, "end": start + 2})["draft"]
    assert draft["label"] == "罚款数额"


@pytest.mark.parametrize(
    ("heading", "rows", "said"),
    [
        ("罚款金额（万元）", ("52.5", "63.2"), ("632000", "元", "万元")),
        ("检查企业（家次）", ("52", "63"), ("63", "家次", "")),
        ("罚款金额（元）", ("52", "63"), ("63", "元", "")),
        ("数额", ("52", "63"), ("63", "", "")),
    ],
)
def test_a_bare_cell_begins_with_the_unit_of_its_column(ledger, heading, rows, said):
    table = f"单位\t立案数量\t{heading}\n青禾区\t31\t{rows[0]}\n蓝溪县\t44\t{rows[1]}\n"
    report = bring(ledger, TEXT + table).id
    start = (TEXT + table).index(rows[1])
    draft = answer(ledger, report, {"do": "draft", "start": start, "end": start + len(rows[1])})["draft"]
    assert (draft["value"], draft["unit"], draft["heading_unit"]) == said


def test_a_second_zero_is_counted_like_the_first(ledger):
    report = bring(ledger, TEXT + "全年未发生行政诉讼案件和国家赔偿。\n").id
    zero = next(i for i in open_review(ledger, report).items if i.fields["printed"] == "未发生")
    draft = answer(ledger, report, {"do": "draft", "start": zero.start, "end": zero.end})["draft"]
    assert (draft["value"], draft["unit"]) == ("0", "件")
    rejected = _accept(ledger, report, "1", "未发生") | {"action": "reject", "reason": "external"}
    assert answer(ledger, report, rejected)["done"]
    draft = answer(ledger, report, {"do": "draft", "start": zero.start, "end": zero.end})["draft"]
    assert (draft["value"], draft["unit"]) == ("0", "")


def test_what_is_no_figure_becomes_one_again_as_it_was(ledger, report):
    was = next(i for i in open_review(ledger, report).items if i.fields["printed"] == "12场")
    rejected = _accept(ledger, report, "1", "12场") | {"action": "reject", "reason": "external"}
    assert answer(ledger, report, rejected)["done"]
    ask = {"do": "draft", "start": was.start, "end": was.end, "key": was.key}
    draft = answer(ledger, report, ask)["draft"]
    assert {name: draft.get(name) for name in was.fields} == was.fields
    assert was.fields["indicator"]


def test_what_is_set_for_several_is_set_for_all_or_none_and_undone_as_one(ledger, report):
    keys = [_key(ledger, report, printed) for printed in ("12场", "5期")]
    ask = {"do": "decide_many", "action": "edit", "keys": keys, "fields": {"sector": "矿山"}, "based_on": 0}
    assert answer(ledger, report, ask)["text"] == "修改了 2 个，可一起撤销（U）。"
    sectors = {i.key: i.fields.get("sector") for i in open_review(ledger, report).items}
    assert {key for key, sector in sectors.items() if sector == "矿山"} == set(keys)
    assert answer(ledger, report, {"do": "undo", "based_on": 2})["text"] == "已撤销 2 个决定。"
    refused = ask | {"keys": [*keys, "0:1"], "based_on": 4}
    assert not answer(ledger, report, refused)["done"]
    assert len(open_review(ledger, report).decisions) == 4
