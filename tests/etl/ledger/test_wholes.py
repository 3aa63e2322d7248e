"""Which figure of a report stands on a chart, and how a reviewer says that it is another one."""

import duckdb
import pytest

from etl.ledger import open_ledger
from etl.ledger.decisions import decide, last_undoable, undo
from etl.ledger.errors import InvalidDecision
from etl.ledger.items import Choice
from etl.ledger.review import open_review
from etl.ledger.wholes import choosing, wholes_of
from etl.publishing.build import build
from etl.publishing.exporting import export_figures
from tests.ledgers import TEXT, bring

TWICE = TEXT + "三、其他\n全年检查企业150家次，其中矿山企业30家次。整改率98%。\n"


@pytest.fixture
def ledger(tmp_path):
    return open_ledger(str(tmp_path / "ledger.sqlite"))


def key(review, printed):
    return next(item.key for item in review.items if item.fields["printed"] == printed)


def prints(review, keys):
    return [item.fields["printed"] for item in review.items if item.key in keys]


def stands(review, indicator="inspections"):
    """What stands for an indicator, why, and what could."""
    (whole,) = [whole for whole in wholes_of(review) if whole.indicator == indicator]
    return prints(review, whole.standing), whole.why, prints(review, whole.figures)


def choose(ledger, report, printed, who="甲"):
    review = open_review(ledger, report)
    return decide(ledger, report, choosing(review, key(review, printed)), who, review.revision)


def test_of_each_indicator_is_told_which_figure_stands_and_why(ledger):
    review = open_review(ledger, bring(ledger).id)
    assert stands(review) == (["120家次"], "stated", ["120家次"])
    assert stands(review, "training_sessions") == (["5期"], "only", ["5期"])


def test_where_nothing_stands_is_told_why_and_comes_first(ledger):
    review = open_review(ledger, bring(ledger, TWICE).id)
    assert stands(review) == ([], "several_wholes", ["120家次", "150家次", "30家次"])
    assert wholes_of(review)[0].indicator == "inspections"


def test_the_chosen_figure_stands_and_the_others_stay_to_be_reviewed(ledger):
    report = bring(ledger, TWICE).id
    choose(ledger, report, "120家次")
    choose(ledger, report, "150家次")
    review = open_review(ledger, report)
    assert stands(review)[:2] == (["150家次"], "stated")
    states = {
        i.fields["printed"]: (i.status, i.fields["whole"]) for i in review.items if i.status != "rejected"
    }
    assert states["150家次"] == ("reviewed", "stated")
    assert states["120家次"] == ("reviewed", ""), "it was chosen, and so seen, before"


def test_what_has_to_make_room_is_not_thereby_reviewed(ledger):
    report = bring(ledger).id
    seven = Choice("edit", key(open_review(ledger, report), "7件"), {"indicator": "inspections", "whole": ""})
    decide(ledger, report, [seven], "甲", 0)
    assert stands(open_review(ledger, report)) == (["120家次"], "stated", ["120家次", "7件"])
    choose(ledger, report, "7件")
    review = open_review(ledger, report)
    assert stands(review)[0] == ["7件"]
    (other,) = [item for item in review.items if item.fields["printed"] == "120家次"]
    assert (other.status, other.fields["whole"], other.decision.action) == ("extracted", "", "piece")
    undo(ledger, report, last_undoable(review.decisions, "甲").id, "甲")
    assert stands(open_review(ledger, report))[0] == ["120家次"], "taken back as one"


@pytest.mark.parametrize(("printed", "said"), [("30家次", "限于“矿山"), ("98%", "比率")])
def test_what_cannot_be_the_whole_is_refused(ledger, printed, said):
    review = open_review(ledger, bring(ledger, TWICE).id)
    with pytest.raises(InvalidDecision, match=said):
        choosing(review, key(review, printed))


def test_the_choice_is_published_exported_and_carried_over(ledger, data_folder):
    report = bring(ledger, TWICE).id
    choose(ledger, report, "150家次")
    newer = bring(ledger, "（修订稿）\n" + TWICE).id
    assert stands(open_review(ledger, newer))[0] == ["150家次"]
    review = open_review(ledger, newer)
    waiting = [Choice("accept", item.key) for item in review.items if item.status == "extracted"]
    decide(ledger, newer, waiting, "甲", review.revision)
    drawn = "SELECT printed, status FROM headline WHERE indicator = 'inspections'"
    folders = data_folder.folders
    with duckdb.connect(str(build(folders, ledger=ledger).version), read_only=True) as published:
        assert published.execute(drawn).fetchall() == [("150家次", "reviewed")]
    export_figures(ledger, folders.data)
    with duckdb.connect(str(build(folders, without_ledger=True).version), read_only=True) as published:
        assert published.execute(drawn).fetchall() == [("150家次", "reviewed")]
