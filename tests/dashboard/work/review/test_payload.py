"""What the pane is sent: doubts first, what is usual left out, decisions in words."""

import json

import pytest

from dashboard.work.review.payload import decision_of, document_of, state_of
from etl.ledger import open_ledger
from etl.ledger.decisions import decide, undo
from etl.ledger.items import FIGURE_FIELDS, Choice
from etl.ledger.review import open_review
from tests.ledgers import TEXT, bring
from tests.rules import RULES


@pytest.fixture
def ledger(tmp_path):
    return open_ledger(str(tmp_path / "ledger.sqlite"))


@pytest.fixture
def report(ledger):
    return bring(ledger).id


def _key(review, printed: str) -> str:
    return next(item.key for item in review.items if item.fields["printed"] == printed)


def test_the_pane_gets_every_numeral_with_all_that_it_says(ledger, report):
    review = open_review(ledger, report)
    document, state = document_of(review), state_of(review, {}, [])
    json.dumps([document, state])
    assert document["text"] == TEXT
    assert [item["key"] for item in state["items"]] == [item.key for item in review.items]
    for sent, item in zip(state["items"], review.items, strict=True):
        said = document["usual"] | sent["fields"]
        for name in FIGURE_FIELDS:
            if item.status != "rejected" and name not in ("rule", "doubts"):  # doubts are sent in words
                assert said.get(name, "") == (item.fields[name] or ""), (item.key, name)


def test_what_other_figures_speak_against_comes_first_then_what_is_likeliest_wrong(ledger, report):
    review = open_review(ledger, report)
    sessions, fines = _key(review, "5期"), _key(review, "3.5万元")
    doubts = {fines: ["outlier"], sessions: ["failed_check"]}
    order = state_of(review, doubts, [])["order"]
    assert order[:2] == [sessions, fines]
    waiting = [item for item in review.items if item.status == "extracted"]
    assert sorted(order) == sorted(item.key for item in waiting)
    doubted = next(item for item in waiting if item.key not in doubts)
    doubted.fields["doubts"] = ["several_candidates", "table_unproven"]
    assert state_of(review, doubts, [])["order"][2] == doubted.key


def test_a_decision_tells_who_when_and_what_changed(ledger, report):
    review = open_review(ledger, report)
    key = _key(review, "3.5万元")
    (taken,) = decide(
        ledger, report, [Choice("edit", key, {"scope": "system", "label": "罚没"})], "李", review.revision
    )
    names = {i.id: i.name_zh for i in RULES.indicators.values()}
    told = decision_of(taken, names)
    assert (told["who"], told["action"], told["printed"], told["undoable"]) == ("李", "修改", "3.5万元", True)
    assert "口径：本机关 → 全系统" in told["change"]
    assert "罚没" in told["change"]
    undo(ledger, report, taken.id, "李")
    latest, earlier = state_of(open_review(ledger, report), {}, [])["decisions"]
    assert (latest["action"], latest["undoable"]) == ("撤销", False)
    assert earlier["undone"] and not earlier["undoable"]


def test_a_rejection_is_told_with_its_reason(ledger, report):
    review = open_review(ledger, report)
    key = _key(review, "12场")
    decide(ledger, report, [Choice("reject", key, reason="future")], "李", review.revision)
    state = state_of(open_review(ledger, report), {}, [])
    (item,) = [item for item in state["items"] if item["key"] == key]
    assert (item["status"], item["reason"], item["by"]) == ("rejected", "future", "李")
    assert "非数据：计划或目标" in state["decisions"][0]["change"]
