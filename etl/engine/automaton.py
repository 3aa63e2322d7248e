"""A regular expression as an automaton of states and the steps between them."""

import re
import re._constants as sre
import re._parser
from collections.abc import Iterable
from typing import Any

Item = tuple[Any, Any]  # what the parser of `re` makes: a constant of `sre`, and what goes with it

WIDE = 128  # a repetition of fewer times counts as done in constant time
_SAMPLE = "09aZ_ \t\n一二人，、。；（《“-.<>/\u3000年件%:："
_ONE = (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY)
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_BEGINNINGS = (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)


class Automaton:
    """States are numbers. `free` steps read nothing, `sure` are those of them that no condition guards,
    `reads` those that read a character: (which of `alphabet`, target)."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        self.flags = flags & ~re.UNICODE if isinstance(pattern, bytes) else flags
        self.ignores_case = bool(self.flags & re.IGNORECASE)
        self.dot_takes_all = bool(self.flags & re.DOTALL)
        self.tree = re._parser.parse(text, self.flags)
        self.alphabet = frozenset(_characters(self.tree) | set(_SAMPLE))
        self.free: list[list[int]] = []
        self.sure: list[list[int]] = []
        self.begins: list[list[int]] = []
        self.reads: list[list[tuple[frozenset[str], int]]] = []
        self.loops: list[tuple[int, bool]] = []  # its state, and whether the matcher goes back into it
        self.start = self._new()
        self.end = self._add(self.tree, self.start, True)

    def successors(self, states: Iterable[int], char: str) -> set[int]:
        """Where reading `char` leads, free steps included."""
        return self.closure({to for state in states for chars, to in self.reads[state] if char in chars})

    def closure(self, states: Iterable[int], begins: bool = False, only_sure: bool = False) -> set[int]:
        """The states and all that free steps lead to; `begins`: through ^ as well."""
        found, waiting = set(states), list(states)
        while waiting:
            state = waiting.pop()
            steps = self.sure[state] if only_sure else self.free[state]
            for target in [*steps, *(self.begins[state] if begins else ())]:
                if target not in found:
                    found.add(target)
                    waiting.append(target)
        return found

    def reached(self, states: set[int], char: str) -> set[int]:
        """All that reading nothing but `char`, any number of times, leads to."""
        found = front = set(states)
        while front := self.successors(front, char) - found:
            found = found | front
        return found

    def _new(self) -> int:
        for steps in (self.free, self.sure, self.begins, self.reads):
            steps.append([])
        return len(self.free) - 1

    def _freely(self, source: int, target: int, sure: bool = True) -> None:
        self.free[source].append(target)
        if sure:
            self.sure[source].append(target)

    def _add(self, sequence: Iterable[Item], state: int, goes_back: bool) -> int:
        for kind, what in sequence:
            if kind in _ONE:
                target = self._new()
                self.reads[state].append((self._read(kind, what), target))
                state = target
            elif kind is sre.SUBPATTERN:
                state = self._add(what[3], state, goes_back)
            elif kind is sre.ATOMIC_GROUP:
                state = self._add(what, state, False)
            elif kind is sre.BRANCH:
                state = self._branches(what[1], state, goes_back)
            elif kind in _REPEATS:
                state = self._repeat(kind, what, state, goes_back)
            else:
                state = self._condition(kind, what, state)
        return state

    def _branches(self, branches: Iterable[Iterable[Item]], state: int, goes_back: bool) -> int:
        end = self._new()
        for branch in branches:
            begin = self._new()
            self._freely(state, begin)
            self._freely(self._add(branch, begin, goes_back), end)
        return end

    def _repeat(self, kind: Any, what: Any, state: int, goes_back: bool) -> int:
        least, most, body = what
        goes_back = goes_back and kind is not sre.POSSESSIVE_REPEAT
        for _ in range(min(least, 2)):
            state = self._add(body, state, goes_back)
        end = self._new()
        if most < WIDE:
            self._freely(state, end)
            for _ in range(min(most - least, 2)):
                state = self._add(body, state, goes_back)
                self._freely(state, end)
            return end
        head, inner = self._new(), self._new()
        self._freely(state, head)
        self._freely(head, inner)
        self._freely(self._add(body, inner, goes_back), head)
        self._freely(head, end)
        self.loops.append((head, goes_back))
        return end

    def _condition(self, kind: Any, what: Any, state: int) -> int:
        target = self._new()
        if kind is sre.AT and what in _BEGINNINGS:
            self.begins[state].append(target)
        else:
            self._freely(state, target, sure=False)
        return target

    def _read(self, kind: Any, what: Any) -> frozenset[str]:
        """Those of the alphabet that an item for one character takes."""
        if not self.ignores_case:
            return _taken(kind, what, self.alphabet, self.dot_takes_all)
        cases = {each: {each.lower(), each.upper()} for each in self.alphabet}
        taken = _taken(kind, what, frozenset().union(*cases.values()), self.dot_takes_all)
        return frozenset(each for each in self.alphabet if cases[each] & taken)


def _taken(kind: Any, what: Any, alphabet: frozenset[str], dot_takes_all: bool) -> frozenset[str]:
    if kind is sre.LITERAL:
        return alphabet & {chr(what)}
    if kind is sre.NOT_LITERAL:
        return alphabet - {chr(what)}
    if kind is sre.ANY:
        return alphabet if dot_takes_all else alphabet - {"\n"}
    named = {chr(given) for each, given in what if each is sre.LITERAL}
    others = [item for item in what if item[0] not in (sre.LITERAL, sre.NEGATE)]
    taken = alphabet & named | {
        char for char in alphabet if any(_in(each, given, char) for each, given in others)
    }
    return alphabet - taken if what[0][0] is sre.NEGATE else taken


def _in(kind: Any, what: Any, char: str) -> bool:
    if kind is sre.RANGE:
        return what[0] <= ord(char) <= what[1]
    name = str(what).removeprefix("CATEGORY_").removeprefix("UNI_")
    tests = {"DIGIT": char.isdecimal(), "SPACE": char.isspace(), "WORD": char.isalnum() or char == "_"}
    return tests[name.removeprefix("NOT_")] != name.startswith("NOT_")


def _characters(sequence: Iterable[Item]) -> set[str]:
    """The characters that an expression names, the ends of its ranges among them."""
    found: set[str] = set()
    for kind, what in sequence:
        if kind in (sre.LITERAL, sre.NOT_LITERAL):
            found.add(chr(what))
        elif kind is sre.IN:
            found |= _characters(each for each in what if each[0] in (sre.LITERAL, sre.RANGE))
        elif kind is sre.RANGE:
            found |= {chr(what[0]), chr(what[1])}
        elif kind is sre.BRANCH:
            for branch in what[1]:
                found |= _characters(branch)
        elif kind in _REPEATS:
            found |= _characters(what[2])
        elif kind is sre.SUBPATTERN:
            found |= _characters(what[3])
        elif kind is sre.ATOMIC_GROUP:
            found |= _characters(what)
    return found
