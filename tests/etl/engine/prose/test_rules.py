"""Named rules are asked in their order, of the numerals whose unit, approximation and signs they need."""

import pytest

from etl.engine.prose.rules import COUNTS, Rule, Rules, Ruling, near

RULES = Rules(
    Rule("of_unit", "rank", lambda said: "甲" in said, units=("位",)),
    Rule("of_bound", "threshold", lambda said: True, approx=("at_least",), signs=frozenset("每")),
    Rule("says_why", "", lambda said: said[1:], signs=frozenset(("过", "计划"))),
    Rule("of_all", "code", lambda said: "丙" in said),
)


@pytest.mark.parametrize(
    ("unit", "approx", "signs", "said", "ruling"),
    [
        ("位", "exact", "", "甲", Ruling("rank", "of_unit")),
        ("件", "exact", "", "甲", COUNTS),
        ("位", "exact", "", "甲丙", Ruling("rank", "of_unit")),
        ("件", "at_least", "每日", "乙", Ruling("threshold", "of_bound")),
        ("件", "exact", "每日", "乙", COUNTS),
        ("件", "at_least", "日", "乙", COUNTS),
        ("件", "exact", "过", "乙丁", Ruling("丁", "says_why")),
        ("件", "exact", ("计划",), "乙丁", Ruling("丁", "says_why")),
        ("件", "exact", "划", "乙丁", COUNTS),
        ("件", "exact", "过", "丙", Ruling("code", "of_all")),
    ],
)
def test_the_first_rule_that_holds_decides(unit, approx, signs, said, ruling):
    assert RULES.decide(unit, approx, near(signs), said) == ruling


def test_rules_are_told_apart_by_what_each_needs_however_often_they_are_asked():
    for _ in range(2):
        assert RULES.decide("件", "at_least", near("每"), "乙").rule == "of_bound"
        assert RULES.decide("件", "at_least", near(""), "乙") == COUNTS
