"""Statements of one number are found together, however many numbers there are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from etl.engine.model import Figure
from etl.engine.whole.candidates import Candidate
from etl.engine.whole.evidence import same_number
from etl.engine.whole.numbers import numbers_of

PRINTED = {
    "145万": 1_450_000, "145.3万": 1_453_000, "1453000": 1_453_000, "1453001": 1_453_001, "146万": 1_460_000,
    "1.5亿": 150_000_000, "2百": 200, "199": 199, "200": 200, "300": 300, "0": 0,
}  # fmt: skip


def candidate(printed: str) -> Candidate:
    return Candidate(Figure(0, len(printed), printed, Decimal(PRINTED[printed])), stated=False, specific="")


@given(st.lists(st.sampled_from(sorted(PRINTED)), max_size=12))
def test_each_statement_goes_to_the_first_number_that_it_may_state(printed):
    candidates = [candidate(each) for each in printed]
    expected: list[list[Candidate]] = []
    for one in candidates:
        number = next((of for of in expected if same_number(of[0].figure, one.figure)), None)
        if number is None:
            expected.append(number := [])
        number.append(one)
    found = numbers_of(candidates)
    assert [[id(one) for one in number] for number in found] == [[id(one) for one in of] for of in expected]
