"""Named rules, tried in order: the first that holds decides, and its name stands beside what it decided."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple


class Rule(NamedTuple):
    """Why a numeral is no figure.

    `holds` looks at the numeral and what stands around it. Where a rule has several reasons (`reason` is
    empty), `holds` answers the reason itself. The last three say what it needs, so that most rules need not
    be asked of most numerals: one of these units, one of these approximations, one of these signs near by.
    """

    name: str
    reason: str
    holds: Callable[..., bool | str | object]
    units: Collection[str] = ()
    approx: Collection[str] = ()
    signs: frozenset[str] = frozenset()


class Ruling(NamedTuple):
    """What was decided: a key of REASONS and the name of the rule; both empty where no rule holds."""

    reason: str = ""
    rule: str = ""


COUNTS = Ruling()
Named = tuple[str, str, Callable[..., bool | str | object]]  # a rule's name, its reason and what it holds of


SIGNS: dict[str, int] = {}  # each that some rule needs, as a bit of its own


def near(signs: Iterable[str]) -> int:
    """Return the signs that stand near a numeral, as `decide` asks for them."""
    found = 0
    for sign in signs:
        found |= SIGNS.get(sign, 0)
    return found


class Rules:
    """Rules in their order."""

    def __init__(self, *rules: Rule) -> None:
        self._rules = rules
        for sign in sorted(self.signs):
            SIGNS.setdefault(sign, 1 << len(SIGNS))
        self._of = lru_cache(maxsize=1024)(self._select)
        self._near = lru_cache(maxsize=4096)(self._those_near)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def decide(self, unit: str, approx: str, signs: int, *case: object) -> Ruling:
        """Return what the first rule that holds of `case` says; `signs`: those `near` the numeral."""
        needed, _ = self._of(unit, approx)
        for name, reason, holds in self._near(unit, approx, signs & needed):
            if said := holds(*case):
                return Ruling(reason or str(said), name)
        return COUNTS

    @property
    def signs(self) -> frozenset[str]:
        """All signs that some rule needs."""
        return frozenset().union(*(rule.signs for rule in self._rules))

    def _select(self, unit: str, approx: str) -> tuple[int, tuple[tuple[int, Named], ...]]:
        """The signs that any rule of such a numeral needs, and these rules, each with those that it needs."""
        found = tuple(
            (near(rule.signs), (rule.name, rule.reason, rule.holds))
            for rule in self._rules
            if (not rule.units or unit in rule.units) and (not rule.approx or approx in rule.approx)
        )
        return reduce(or_, (signs for signs, _ in found), 0), found

    def _those_near(self, unit: str, approx: str, signs: int) -> tuple[Named, ...]:
        """The rules of such a numeral that need no sign, or one of these."""
        return tuple([rule for needed, rule in self._of(unit, approx)[1] if not needed or needed & signs])
