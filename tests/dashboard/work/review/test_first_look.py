"""When the page looks over a document again: doubts must not be those of another state."""

import pytest

from dashboard.work.review.page import QUICK, Looked
from etl.ledger import open_ledger
from etl.ledger.decisions import decide, undo
from etl.ledger.doubts import first_look
from etl.ledger.items import Choice
from etl.ledger.review import open_review
from tests.ledgers import bring

ABOUT = (1, "engine 1", None)


@pytest.mark.parametrize(("seconds", "again"), [(QUICK / 2, True), (QUICK * 2, False)])
def test_a_look_that_is_slow_is_kept_but_not_for_what_it_has_not_seen(tmp_path, seconds, again):
    ledger = open_ledger(str(tmp_path / "ledger.sqlite"))
    report = bring(ledger).id
    review = open_review(ledger, report)
    first, second = [item.key for item in review.items if item.status == "extracted"][:2]
    (accepted,) = decide(ledger, report, [Choice("accept", first)], "甲", 0)
    review = open_review(ledger, report)
    looked = Looked(ABOUT, review.revision, first_look(review), seconds)
    assert looked.holds(review, ABOUT) and not looked.holds(review, (2, *ABOUT[1:]))
    decide(ledger, report, [Choice("accept", second)], "甲", review.revision)
    assert looked.holds(open_review(ledger, report), ABOUT) is not again
    undo(ledger, report, accepted.id, "甲")  # the look knows nothing of its doubts
    assert not looked.holds(open_review(ledger, report), ABOUT)
