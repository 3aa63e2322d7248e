"""The extraction is as good as the project requires, on every text that is labelled."""

import pytest

from eval.gold import PASSAGES, labelled_passages, reviewed_reports
from eval.score import TARGETS, Score, score
from tests.datafolder import INVENTED
from tests.rules import ENGINE


def reached(documents) -> dict[str, float]:
    """The share reached of each thing that has a target, over all figures of `documents`."""
    total = Score()
    for gold in documents:
        total.add(score(gold, ENGINE.extract(gold.document, gold.context), gold.context))
    assert total.unaccounted == []
    return {name: total.share(name) for name in TARGETS}


@pytest.mark.parametrize("folder", [PASSAGES, PASSAGES / "reports"], ids=["passages", "whole reports"])
def test_labelled_texts_reach_every_target(folder):
    scores = reached(labelled_passages(folder))
    assert {name: share for name, share in scores.items() if share < TARGETS[name]} == {}


def test_every_reviewed_figure_of_the_invented_reports_is_found_and_no_false_one():
    documents = reviewed_reports(ENGINE, INVENTED / "data", [INVENTED / "reports"])
    assert len(documents) == 5
    scores = reached(documents)
    assert scores["recall"] == scores["precision"] == scores["value"] == 1
    assert {name: share for name, share in scores.items() if share < TARGETS[name]} == {}
