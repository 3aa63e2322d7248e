"""Which expressions are not linear: where trying again can take more than time in proportion to the text.

Python's matcher goes back and tries another way. That costs more than linear time where

    restart    a search begins again inside what an attempt before has gone through in vain: \\s*x on blanks
    chain      two repetitions, one after the other, share the same characters out in every way: \\s*y?\\s*x
    nested     a repetition can be gone through in two ways by the same text: (a+)+, (a|aa)*: exponential

An automaton of the expression tells, for single characters that repeat (restart, chain) and for any text
(nested). It is careful rather than exact: what looks around counts as neither holding nor failing for sure,
and a repetition of at most WIDE - 1 times counts as done in constant time.
"""

import re
from collections.abc import Iterator

from etl.engine.automaton import Automaton

MOST_PAIRS = 3_000


def faults(pattern: str | bytes, flags: int, searched: bool = True) -> dict[str, str]:
    """What is not linear about an expression: the kind of fault, with text that shows it.

    `searched`: it is looked for in a text, rather than matched at a place that is known.
    """
    automaton = Automaton(pattern, flags)
    found: dict[str, str] = {}
    if not automaton.loops:
        return found
    for char in sorted(automaton.alphabet):
        for kind in _of_character(automaton, char, searched):
            found.setdefault(kind, char * 9)
    if text := _two_ways(automaton):
        found["nested"] = text
    return found


def _of_character(automaton: Automaton, char: str, searched: bool) -> Iterator[str]:
    turning = {
        head for head, _ in automaton.loops
        if head in automaton.reached(automaton.successors(automaton.closure({head}), char), char)
    }  # fmt: skip
    if not turning:
        return
    begins = bool(automaton.flags & re.MULTILINE) and char == "\n"  # else ^ holds at one place alone
    at_start = automaton.reached(automaton.closure({automaton.start}, begins=begins), char)
    for head in turning & at_start if searched else ():
        if automaton.end not in automaton.closure({head}, only_sure=True):  # it may come to nothing
            yield "restart"
    going_back = {head for head, goes_back in automaton.loops if goes_back} & turning
    for head in going_back:
        for other in (automaton.reached(automaton.closure({head}), char) & turning) - {head}:
            back = head in automaton.reached(automaton.closure({other}), char)
            if not back:
                yield "chain"
            elif other in going_back:
                yield "nested"


def _two_ways(automaton: Automaton) -> str:
    """A text by which some loop is gone through in two ways; "" where there is none."""
    for head in [head for head, goes_back in automaton.loops if goes_back]:
        if text := _two_ways_round(automaton, head):
            return text
    return ""


def _two_ways_round(automaton: Automaton, head: int) -> str:
    """Two runs round one loop, step by step over the same text: do they part and meet again at its head?"""
    begin = (head, head, False)
    texts, waiting = {begin: ""}, [begin]
    while waiting and len(texts) < MOST_PAIRS:
        pair = waiting.pop(0)
        for char, (left, right) in _steps_together(automaton, pair[:2]):
            parted = pair[2] or left != right
            target = (left, right, parted)
            if parted and all(head in automaton.closure({state}) for state in (left, right)):
                return texts[pair] + char
            if target not in texts:
                texts[target] = texts[pair] + char
                waiting.append(target)
    return ""


def _steps_together(automaton: Automaton, pair: tuple[int, int]) -> Iterator[tuple[str, tuple[int, int]]]:
    left, right = (
        [step for state in sorted(automaton.closure({side})) for step in automaton.reads[state]]
        for side in pair
    )
    for chars, first in left:
        for others, second in right:
            if both := chars & others:
                yield min(both), (first, second)
