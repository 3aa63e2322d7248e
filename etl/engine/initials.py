"""Expressions that are looked for in running text, tried only at letters that may begin what they find.

A search that knows these letters runs past all others many times faster than by trying at each. `re` works
them out only where every alternative begins with one plain letter; here it is told those of any expression.
"""

import re
import re._compiler
import re._constants as sre
import re._parser
from collections.abc import Callable, Iterable
from typing import Any

Item = tuple[Any, Any]  # what the parser of `re` makes: a constant of `sre`, and what goes with it
Letters = list[Item] | None  # as a class of letters has them; None where any letter may be the first

MOST = 100  # letters of a range that are told one by one
BLANKS = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())  # what \\s finds
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_READS_NOTHING = (sre.AT, sre.ASSERT, sre.ASSERT_NOT)
# A Python without this private function of `re` finds the same, only slower.
_by_itself: Callable[[Any, int], Letters] | None = getattr(re._compiler, "_get_charset_prefix", None)


def searched(source: str) -> re.Pattern[str]:
    """Compile an expression that finds the same as that of `re.compile`, only faster."""
    if _by_itself is None:
        return re.compile(source)
    re._compiler._get_charset_prefix = _letters
    try:
        return re.compile(source)
    finally:
        re._compiler._get_charset_prefix = _by_itself


def first_letters(expression: re.Pattern[str]) -> frozenset[str] | None:
    """Return the letters that may begin what is found; None where any may, or nothing need be found."""
    letters, nothing = _initials(re._parser.parse(expression.pattern, expression.flags))
    if letters is None or nothing or expression.flags & re.IGNORECASE:
        return None
    told = [_told(kind, what) for kind, what in letters]
    return None if None in told else frozenset("".join(filter(None, told)))


def _told(kind: Any, what: Any) -> str | None:
    """The letters of an item of a class, None where they are too many to tell."""
    if kind is sre.LITERAL:
        return chr(what)
    if kind is sre.RANGE and what[1] - what[0] <= MOST:
        return "".join(map(chr, range(what[0], what[1] + 1)))
    return BLANKS if (kind, what) == (sre.CATEGORY, sre.CATEGORY_SPACE) else None


def sure_letters(expression: re.Pattern[str]) -> frozenset[str]:
    """Return the letters that may begin what is found, of an expression that must begin with one of few."""
    letters = first_letters(expression)
    assert letters is not None, expression.pattern
    return letters


def _letters(parsed: Any, flags: int) -> Letters:
    """What stands for `re`'s own: asked for an expression that finds at least one letter."""
    known = _by_itself(parsed, flags) if _by_itself else None
    if known or flags & re.IGNORECASE:
        return known
    letters, nothing = _initials(parsed)
    return None if nothing else letters


def _initials(sequence: Iterable[Item]) -> tuple[Letters, bool]:
    """The letters that may begin what the sequence finds, and whether it may find nothing."""
    letters: list[Item] = []
    for kind, what in sequence:
        if kind is sre.ASSERT and what[0] > 0 and not letters:
            ahead, nothing = _initials(what[1])
            if ahead and not nothing:
                return ahead, False
        if kind in _READS_NOTHING:
            continue
        first, nothing = _of_item(kind, what)
        if first is None:
            return None, False
        letters += first
        if not nothing:
            return list(dict.fromkeys(letters)), False
    return letters, True


def _of_item(kind: Any, what: Any) -> tuple[Letters, bool]:
    if kind is sre.LITERAL:
        return [(kind, what)], False
    if kind is sre.IN:
        return None if what[0][0] is sre.NEGATE else what, False
    if kind in _REPEATS:
        letters, nothing = _initials(what[2])
        return letters, nothing or what[0] == 0
    if kind is sre.BRANCH:
        return _of_any(what[1])
    if kind is sre.SUBPATTERN and not what[1]:  # without flags of its own
        return _initials(what[3])
    return _initials(what) if kind is sre.ATOMIC_GROUP else (None, False)


def _of_any(branches: Iterable[Iterable[Item]]) -> tuple[Letters, bool]:
    letters: list[Item] = []
    ends = False
    for branch in branches:
        found, nothing = _initials(branch)
        if found is None:
            return None, False
        letters += found
        ends = ends or nothing
    return letters, ends
