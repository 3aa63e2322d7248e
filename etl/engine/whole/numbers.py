"""Which candidates state one number: 145万 in the headline, 145.3万 in the text."""

from bisect import bisect_left, bisect_right, insort
from decimal import Decimal

from etl.engine.whole.candidates import Candidate
from etl.engine.whole.evidence import precision, same_number


def numbers_of(candidates: list[Candidate]) -> list[list[Candidate]]:
    """Return the candidates by the number that they state; each goes to the first that it may state."""
    if len(candidates) == 1:
        return [candidates]
    numbers: list[list[Candidate]] = []
    heads: list[tuple[Decimal, int]] = []  # the first value of each number, in order, with its place
    reach = Decimal(0)  # of the most roundly printed among them
    for candidate in candidates:
        figure = candidate.figure
        around = max(reach, precision(figure))
        near = heads[
            bisect_left(heads, (figure.value - around, -1)) : bisect_right(
                heads, (figure.value + around, len(numbers))
            )
        ]
        same = [place for _, place in near if same_number(numbers[place][0].figure, figure)]
        if same:
            numbers[min(same)].append(candidate)
            continue
        insort(heads, (figure.value, len(numbers)))
        reach = around
        numbers.append([candidate])
    return numbers
