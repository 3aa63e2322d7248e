"""Numbers of a sentence that add up to one told before: they are its parts, whatever stands between.

立案86件，办结74件，罚款31万元，其中简易程序21件、普通程序53件: 21 and 53 make 74, so these were closed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.rulebook import Rulebook

LONGEST = 30  # items of a list
BEFORE = 6  # numbers of its unit before a list that it may add up to
SURE = 30  # small numbers add up to another by chance: the words have to divide it
DIVIDES = re.compile("其中|包括|分别|按|看|中[，,]|[：:（(]")
NEAR = 40  # characters before a list in which they do
# 较4月的38家次增加8家次: how much it was before, and by how much it changed
COMPARED = re.compile("(?:[较比与由从][^，。；、]{0,8}|增[加长]|减少|下降|上升|[多少])$")
BRACKET = re.compile("[（(）)]")


@dataclass(slots=True, frozen=True)
class Number:
    """A number where it stands; `depth`: in how many brackets."""

    start: int
    unit: str
    value: Decimal
    depth: int = 0


def wholes_of(
    rules: Rulebook, text: str, start: int, counting: list[Numeral], told: Iterable[Number]
) -> dict[int, int]:
    """Return, by where they start, of which number those of `counting` are parts: where that one starts.

    `counting`: the numerals of the sentence that begins at `start`; `told`: the numbers told before in the
    section, in order.
    """
    units = _of_lists(rules, counting)
    if not units:
        return {}
    by_unit: dict[str, list[Number]] = {}
    for number in told:
        if number.unit in units:
            by_unit.setdefault(number.unit, []).append(number)
    first = {unit: len(numbers) for unit, numbers in by_unit.items()}
    place, depth = start, 0
    for n in counting:
        for mark in BRACKET.findall(text, place, n.start):
            depth = depth + 1 if mark in "（(" else max(0, depth - 1)
        place = n.end
        if n.unit in units and n.kind != "none" and not COMPARED.search(text, max(0, n.start - 10), n.start):
            by_unit.setdefault(n.unit, []).append(Number(n.start, n.unit, n.value, depth))
    found: dict[int, int] = {}
    for unit, numbers in by_unit.items():
        told_before = first.get(unit, 0)
        for at in range(max(told_before, 1), len(numbers) - 1):
            if numbers[at].start not in found:
                low = max(at - BEFORE, 0 if at == told_before else told_before)
                _add_up(text, numbers, low, at, found)
    return found


def _of_lists(rules: Rulebook, counting: list[Numeral]) -> set[str]:
    """Return the units of which a sentence has two numbers or more: no list has fewer, none is of money."""
    units = [n.unit for n in counting]
    distinct = set(units)
    if len(distinct) == len(units):
        return set()
    return {unit for unit in distinct if units.count(unit) > 1} - rules[RATIOS] - {"", "元"}


def _add_up(text: str, numbers: list[Number], low: int, at: int, found: dict[int, int]) -> None:
    """Note to which number from `low` on the longest list that begins with `numbers[at]` adds up."""
    wholes = {number.value: number for number in numbers[low:at]}  # the nearest of equal ones
    total, items, parts = Decimal(0), [], []
    for number in numbers[at : at + LONGEST]:
        if number.depth < numbers[at].depth:
            break
        if number.depth == numbers[at].depth:
            total += number.value
            items.append(number.start)
            whole = wholes.get(total)
            if whole and len(items) > 1 and _divides(text, whole, numbers[at], len(items)):
                parts = [(start, whole.start) for start in items]
    found.update(parts)


def _divides(text: str, whole: Number, first: Number, many: int) -> bool:
    """Whether a list that begins with `first` and adds up to `whole` does not so by chance."""
    said = DIVIDES.search(text, max(whole.start, first.start - NEAR), first.start)
    return bool(said) or (many > 2 and whole.value > SURE)
