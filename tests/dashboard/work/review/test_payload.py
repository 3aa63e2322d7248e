"""What the pane is sent: doubts first, what is usual left out, decisions in words."""

import json

import pytest

from dashboard.work.review.payload import decision_of, document_of, state_of
from dashboard.work.review.words import doubt_text
from etl.ledger import open_ledger
from etl.ledger.decisions import decide, undo
from etl.ledger.doubts import DOUBTS, FirstLook, first_look
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


def _state(ledger, report):
    review = open_review(ledger, report)
    return state_of(review, first_look(review))


def test_the_pane_gets_every_numeral_with_all_that_it_says(ledger, report):
    review = open_review(ledger, report)
    document, state = document_of(review), state_of(review, first_look(review))
    json.dumps([document, state])
    assert document["text"] == TEXT
    assert [item["key"] for item in state["items"]] == [item.key for item in review.items]
    for sent, item in zip(state["items"], review.items, strict=True):
        said = document["usual"] | sent["fields"]
        for name in FIGURE_FIELDS:
            if item.status != "rejected" and name not in ("rule", "doubts"):  # doubts are sent in words
                assert said.get(name, "") == (item.fields[name] or ""), (item.key, name)


def test_an_earlier_look_says_what_of_it_still_waits_and_each_doubt_is_said_in_words(ledger, report):
    review = open_review(ledger, report)
    fines, sessions = _key(review, "3.5万元"), _key(review, "5期")
    every = {item.key: [] for item in review.items if item.status == "extracted"}
    doubts = every | {fines: ["outlier", "unlike_scope"], sessions: ["unlike_whole"]}
    look = FirstLook(doubts, {fines: "system", sessions: "False"}, [*every], [fines, sessions])
    decide(ledger, report, [Choice("accept", fines)], "李", review.revision)
    state = state_of(open_review(ledger, report), look)
    assert state["order"] == [sessions]
    assert set(state["acceptable"]) == every.keys() - {fines}
    said = {item["key"]: item.get("doubts") for item in state["items"]}
    assert said[fines] is None and said[sessions] == ["措辞相近的数字多不能代表全部"]


@pytest.mark.parametrize(
    ("code", "instead", "said"),
    [
        ("unlike_indicator", "penalties", "措辞相近的数字多属“行政处罚案件数”"),
        ("unlike_indicator", "", "措辞相近的数字多不属任何指标"),
        ("unlike_scope", "system", "措辞相近的数字，口径多是“全系统”"),
        ("unlike_whole", "True", "措辞相近的数字多能代表全部"),
        ("unlike_whole", None, DOUBTS["unlike_whole"]),
        ("period", "system", DOUBTS["period"]),
    ],
)
def test_a_doubt_from_figures_in_like_words_tells_what_these_say(code, instead, said):
    names = {i.id: i.name_zh for i in RULES.indicators.values()}
    assert doubt_text(code, instead, names) == said


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
    latest, earlier = _state(ledger, report)["decisions"]
    assert (latest["action"], latest["undoable"]) == ("撤销", False)
    assert earlier["undone"] and not earlier["undoable"]


def test_a_rejection_is_told_with_its_reason(ledger, report):
    review = open_review(ledger, report)
    key = _key(review, "12场")
    decide(ledger, report, [Choice("reject", key, reason="future")], "李", review.revision)
    state = _state(ledger, report)
    (item,) = [item for item in state["items"] if item["key"] == key]
    assert (item["status"], item["reason"], item["by"]) == ("rejected", "future", "李")
    assert "非数据：计划或目标" in state["decisions"][0]["change"]
