"""Many marks held against each other: the group that may be compared, and the verdict of every mark."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.comparability import may_compare, stand_together

PLAIN = {
    "indicator": "penalties", "scope": "own", "campaign": "", "part": "", "period_months": 12,
    "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31), "unit": "件", "indicator_unit": "件",
    "level": "district", "trade": "应急管理", "year": 2024, "approx": "exact", "derived": False,
    "conflict": False, "status": "reviewed",
}  # fmt: skip


def mark(**limits):
    return PLAIN | limits


MARKS = st.lists(
    st.fixed_dictionaries(
        {name: st.just(value) for name, value in PLAIN.items()}
        | {
            "scope": st.sampled_from(["own", "system"]),
            "unit": st.sampled_from(["件", "起", "家次"]),
            "year": st.sampled_from([2023, 2024]),
            "approx": st.sampled_from(["exact", "about"]),
            "campaign": st.sampled_from(["", "清风行动"]),
        }
    ),
    max_size=8,
)


def test_plain_marks_of_one_year_are_comparable():
    standing = stand_together([mark(), mark(), mark()])
    assert (standing.group, standing.verdict.sentence) == ((0, 1, 2), "可比")


def test_the_worst_pair_is_the_verdict_of_a_group():
    standing = stand_together([mark(), mark(), mark(approx="about")])
    assert standing.verdict.sentence == "可参照：含约数"
    assert [verdict.word for verdict in standing.each] == ["可参照"] * 3


def test_what_stays_out_says_why_and_does_not_spoil_the_group():
    standing = stand_together([mark(), mark(scope="system"), mark()])
    assert (standing.group, standing.verdict.word) == ((0, 2), "可比")
    assert standing.each[1].sentence == "不可比：口径不同（本机关、全系统）"


def test_three_years_two_levels_and_two_units_are_never_comparable():
    standing = stand_together(
        [
            mark(year=2025, level="city", unit="家次"),
            mark(year=2023, unit="家次"),
            mark(year=2024, unit="件"),
        ]
    )
    assert standing.group == (0, 1)
    assert standing.verdict.word == "可参照"
    assert "年份不同（2025、2023）" in standing.verdict.reasons
    assert standing.each[2].word == "不可比"


def test_a_reason_of_many_particulars_is_said_once():
    trades = ("应急管理", "市场监管", "城市管理")
    said = stand_together([mark(trade=trade) for trade in trades]).of_all.sentence
    assert said == "不可比：行业不同"


def test_one_mark_has_nothing_to_stand_beside():
    assert stand_together([mark()]).verdict.word == "不可比"
    assert stand_together([]).group == ()


@given(MARKS)
def test_no_pair_of_the_group_is_incomparable_and_the_verdicts_are_those_of_pairs(marks):
    standing = stand_together(marks)
    assert standing.members(marks) == [marks[place] for place in standing.group]
    for place in standing.group:
        answers = {may_compare(marks[place], marks[o]).answer for o in standing.group if o != place}
        assert "no" not in answers
        if len(standing.group) > 1:
            assert standing.each[place].answer == ("warning" if "warning" in answers else "yes")
    if len(standing.group) > 1:
        for place in set(range(len(marks))) - set(standing.group):
            assert standing.each[place].answer == "no"
