"""What a slide draws: only what may be compared; never unlike numbers on one axis."""

import pytest

from dashboard.address import BadAddress
from dashboard.screens.sheets import Asked, content_asked
from dashboard.screens.vector import svg_of
from tests.pages.conftest import AGENCIES
from tests.stores import published

PENALTIES = Asked("enforcement", "indicator=行政处罚案件数")


def store_of(tmp_path, *limits: dict):
    figures = [
        {"agency": agency, "indicator": "penalties", "value": 9, **limit}
        for agency, limit in zip(AGENCIES, limits, strict=False)
    ]
    return published(tmp_path, figures)


def test_a_slide_draws_those_that_may_be_compared_and_counts_the_rest(tmp_path):
    store = store_of(tmp_path, {"scope": "system", "value": 900_000}, {}, {}, {"campaign": "清风行动"})
    (drawn,) = content_asked(store, PENALTIES).drawn
    assert set(drawn.marks["agency"]) == {AGENCIES[1], AGENCIES[2]}
    assert "可比的2个机构" in drawn.title
    assert "另有2个与它们不可比，不画在一起。" in drawn.caption


def test_numbers_of_which_no_two_may_be_compared_are_told_and_not_drawn(tmp_path):
    store = store_of(tmp_path, {"scope": "system"}, {"campaign": "清风行动"}, {})
    content = content_asked(store, PENALTIES)
    assert content.drawn == () and "不可比" in content.findings.title
    with pytest.raises(BadAddress, match="彼此不可比"):
        svg_of(store, PENALTIES)
