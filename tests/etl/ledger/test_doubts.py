"""What a reviewer looks at first, and what may be accepted in one go."""

import pytest

from etl.ledger import doubts as doubts_module
from etl.ledger import open_ledger
from etl.ledger.decisions import accept_all, decide
from etl.ledger.doubts import DOUBTS, first_look, queue
from etl.ledger.items import Choice
from etl.ledger.review import open_review
from etl.ledger.risk import QUESTIONS, SUSPECT, Opinion
from etl.publishing.build import build
from tests.ledgers import TEXT, bring


@pytest.fixture
def ledger(tmp_path):
    return open_ledger(str(tmp_path / "ledger.sqlite"))


def doubts(review, printed, version=None):
    key = next(i.key for i in review.items if i.fields["printed"] == printed)
    return first_look(review, version).doubts[key]


def with_fields(ledger, report, printed, **fields):
    """The review after someone has set fields of a figure: what extraction could have found, sure of it."""
    review = open_review(ledger, report)
    key = next(i.key for i in review.items if i.fields["printed"] == printed)
    item = next(i for i in review.items if i.key == key)
    item.fields.update({"doubts": [], **fields})
    return review


def like_words_say(monkeypatch, review, printed, question, instead):
    """Let labelled figures in like words speak against one figure of the review, and against no other."""
    place = next(i.start for i in review.items if i.fields["printed"] == printed)
    said = {place: Opinion(SUSPECT, question, instead)}
    monkeypatch.setattr(
        doubts_module,
        "opinions",
        lambda text, kind, agency, figures: [said.get(f["start"], Opinion(0.0, "scope")) for f in figures],
    )


def test_a_plain_figure_raises_no_doubt(ledger):
    assert doubts(open_review(ledger, bring(ledger).id), "120家次") == []


def test_a_figure_without_indicator_is_doubtful_but_a_share_needs_none(ledger):
    report = bring(ledger).id
    none = with_fields(ledger, report, "12场", indicator="", whole="")
    assert "no_indicator" in doubts(none, "12场")
    share = with_fields(ledger, report, "12场", indicator="", measure="share", whole="")
    assert "no_indicator" not in doubts(share, "12场")


def test_another_period_is_doubtful(ledger):
    review = with_fields(ledger, bring(ledger).id, "12场", period_start="2023-01-01")
    assert doubts(review, "12场") == ["period"]


def test_parts_that_do_not_add_up_fail_the_check(ledger):
    text = (
        "云岭市应急管理局2024年行政执法工作报告\n"
        "全年检查企业600家次，其中矿山212家次、工贸358家次、危化品76家次。\n"
    )
    review = open_review(ledger, bring(ledger, text).id)
    assert "failed_check" in doubts(review, "600家次")
    right = open_review(ledger, bring(ledger, text.replace("600", "646")).id)
    assert "failed_check" not in doubts(right, "646家次")


def test_ten_times_the_other_years_is_an_outlier(ledger, data_folder):
    data_folder.add_report("earlier", year="2023", period_start="2023-01-01", period_end="2023-12-31")
    data_folder.add_figures("earlier", {"printed": "11家次", "value": "11"})
    version = build(data_folder.folders).version
    review = open_review(ledger, bring(ledger).id)
    assert doubts(review, "120家次", version) == ["outlier"]
    assert "outlier" not in doubts(review, "7件", version)


def test_what_the_official_table_says_too_may_be_accepted_whatever_else_is_doubtful(
    ledger, data_folder, monkeypatch
):
    data_folder.add_report("table", kind="statistics_table")
    data_folder.add_figures("table", {"printed": "120家次", "value": "120", "scope": "system"})
    version = build(data_folder.folders).version
    review = with_fields(ledger, bring(ledger).id, "120家次", scope="system")
    like_words_say(monkeypatch, review, "120家次", "scope", "own")
    key = next(i.key for i in review.items if i.fields["printed"] == "120家次")
    assert doubts(review, "120家次", version) == ["unlike_scope"]
    assert key in first_look(review, version).acceptable
    assert key not in first_look(review).acceptable


def test_what_is_acceptable_can_be_accepted_and_then_raises_no_more(ledger):
    report = bring(ledger).id
    review = open_review(ledger, report)
    keys = first_look(review).acceptable
    assert keys
    taken, others = accept_all(ledger, report, keys, "甲", review.revision)
    assert (len(taken), others) == (len(keys), [])
    assert not set(keys) & set(first_look(open_review(ledger, report)).doubts)


def test_a_figure_that_cannot_be_accepted_as_it_is_is_never_among_them(ledger):
    review = with_fields(ledger, bring(ledger).id, "12场", label="")
    key = next(i.key for i in review.items if i.fields["printed"] == "12场")
    assert "incomplete" in doubts(review, "12场")
    assert key not in first_look(review).acceptable


def test_what_labelled_figures_speak_against_is_doubted_with_the_question(ledger, monkeypatch):
    review = with_fields(ledger, bring(ledger).id, "120家次", indicator="litigations")
    like_words_say(monkeypatch, review, "120家次", "indicator", "inspections")
    key = next(i.key for i in review.items if i.fields["printed"] == "120家次")
    assert doubts(review, "120家次") == ["unlike_indicator"]
    assert first_look(review).instead == {key: "inspections"}
    assert key not in first_look(review).acceptable


def test_every_question_has_words_for_its_doubt():
    assert {f"unlike_{question}" for question in QUESTIONS} <= set(DOUBTS)


def test_every_doubt_has_words_and_nothing_decided_is_doubted(ledger):
    report = bring(ledger, TEXT).id
    for raised in first_look(open_review(ledger, report)).doubts.values():
        assert set(raised) <= set(DOUBTS)
    key = next(iter(first_look(open_review(ledger, report)).doubts))
    decide(ledger, report, [Choice("reject", key, reason="external")], "甲", 0)
    assert key not in first_look(open_review(ledger, report)).doubts


def test_where_nothing_was_learnt_the_heaviest_doubts_come_first(ledger, tmp_path, monkeypatch):
    review = open_review(ledger, bring(ledger).id)
    # Older than the file of what was learnt.
    monkeypatch.setattr("etl.ledger.risk.data_folder", lambda: tmp_path)
    assert first_look(review).instead == {}
    keys = [item.key for item in review.items if item.status == "extracted"]
    found = {keys[0]: [], keys[1]: ["period"], keys[2]: ["several_candidates"], keys[-1]: ["failed_check"]}
    waiting = [item for item in review.items if item.key in keys]
    assert queue(waiting, found, {})[:3] == [keys[-1], keys[2], keys[1]]
    assert sorted(queue(waiting, found, {})) == sorted(keys) == sorted(first_look(review).order)


def test_what_other_figures_speak_against_comes_first_then_what_is_likeliest_wrong(ledger):
    review = open_review(ledger, bring(ledger).id)
    by_print = {item.fields["printed"]: item for item in review.items if item.status == "extracted"}
    sessions, fines, doubted = (by_print.pop(each) for each in ("5期", "3.5万元", "12场"))
    risks = {item.key: Opinion(0.1, "scope") for item in (sessions, fines, *by_print.values())}
    risks[doubted.key] = Opinion(0.4, "scope")
    raised = {fines.key: ["outlier"], sessions.key: ["failed_check"]}
    order = queue([item for item in review.items if item.key in risks], raised, risks)
    assert order[:3] == [sessions.key, fines.key, doubted.key]


def test_all_is_worked_out_once_at_a_look(ledger, monkeypatch):
    review = open_review(ledger, bring(ledger).id)
    asked = []
    for name in ("opinions", "published_of"):
        real = getattr(doubts_module, name)
        monkeypatch.setattr(doubts_module, name, lambda *said, f=real, n=name: asked.append(n) or f(*said))
    look = first_look(review)
    assert sorted(asked) == ["opinions", "published_of"]
    assert set(look.order) == set(look.doubts) and set(look.acceptable) <= set(look.order)
